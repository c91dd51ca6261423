//! Asking the index: the documents that fit best, and how many there are, up to a bound.

use super::document::Mark;
use super::index::{NUMBER, Open};
use super::query::{self, MISSING_FROM, Stage};
use super::wanted::{Lens, Wanted};
use super::words::{self, Stems};
use crate::desk::Fault;
use crate::desk::id::TicketNumber;
use crate::store::error::fault;
use std::collections::BTreeMap;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Order, Searcher, Term};

/// Beyond so many it is only said that there are more.
const COUNTED: usize = 1_000;
/// So few hits are little: then typing errors are forgiven.
const LITTLE: usize = 3;
/// By how many words of a case others are found that are like it.
const TELLING: usize = 10;
/// A word that more than one document in so many has tells nothing.
const TOO_COMMON: u64 = 5;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// At which stage.
    pub stage: Stage,
    /// The numbers of cases, or ids of persons, the best first.
    pub numbers: Vec<u64>,
    /// How many there are in all; nothing: more than are counted.
    pub count: Option<usize>,
}

impl Default for Found {
    fn default() -> Self {
        Self { stage: Stage::Exact, numbers: Vec::new(), count: Some(0) }
    }
}

pub(super) fn find(
    open: &Open,
    wanted: &Wanted,
    stage: Option<Stage>,
    from: usize,
    limit: usize,
) -> Result<Found, Fault> {
    let searcher = open.reader.searcher();
    if let Some(stage) = stage {
        let query = query::of(open, &searcher, wanted, stage)?;
        return at_stage(&searcher, wanted, stage, query.as_ref(), from, limit);
    }
    let mut best = None;
    for stage in [Stage::Exact, Stage::Forgiving, Stage::AllButOne] {
        let possible = match stage {
            Stage::Exact => true,
            Stage::Forgiving => wanted.words.iter().any(|word| word.forgiven),
            Stage::AllButOne => wanted.words.len() >= MISSING_FROM,
        };
        // What was forgotten counts for more than a slip: only who finds nothing at all has one word less.
        let enough = if stage == Stage::AllButOne { 1 } else { LITTLE };
        let little = best.as_ref().is_none_or(|found: &Found| found.count.is_some_and(|count| count < enough));
        if possible && little {
            let query = query::of(open, &searcher, wanted, stage)?;
            best = Some(at_stage(&searcher, wanted, stage, query.as_ref(), from, limit)?);
        }
    }
    Ok(best.unwrap_or_default())
}

fn at_stage(
    searcher: &Searcher,
    wanted: &Wanted,
    stage: Stage,
    query: &dyn Query,
    from: usize,
    limit: usize,
) -> Result<Found, Fault> {
    let top = TopDocs::with_limit(limit.max(1)).and_offset(from);
    // One pass for the best and for how many there are: asking twice would be making the query twice, and finding out
    // twice which words are close to a mistyped one.
    let (addresses, count): (Vec<DocAddress>, usize) = if wanted.has_words() {
        let (found, count) = searcher.search(query, &(top.order_by_score(), Count)).map_err(fault)?;
        (found.into_iter().map(|(_, address)| address).collect(), count)
    } else {
        // All fit alike: the newest first.
        let newest = top.order_by_fast_field::<u64>(NUMBER, Order::Desc);
        let (found, count) = searcher.search(query, &(newest, Count)).map_err(fault)?;
        (found.into_iter().map(|(_, address)| address).collect(), count)
    };
    let numbers = addresses.into_iter().map(|address| number(searcher, address)).collect::<Result<Vec<_>, _>>()?;
    let count = (count <= COUNTED).then_some(count);
    Ok(Found { stage, numbers: numbers.into_iter().flatten().collect(), count })
}

fn number(searcher: &Searcher, address: DocAddress) -> Result<Option<u64>, Fault> {
    let numbers = searcher.segment_reader(address.segment_ord).fast_fields().u64(NUMBER).map_err(fault)?;
    Ok(numbers.first(address.doc_id))
}

/// The cases with one of these marks that have the most of what is rare in this text.
pub(super) fn similar(
    open: &Open,
    text: &str,
    marks: &[Mark],
    lenses: &[Lens],
    limit: usize,
) -> Result<Vec<TicketNumber>, Fault> {
    let searcher = open.reader.searcher();
    let telling = telling(open, &searcher, text)?;
    if telling.is_empty() {
        return Ok(Vec::new());
    }
    // Two words in common, where there are so many, are no accident.
    let needed = telling.len().min(if telling.len() > 3 { 2 } else { 1 });
    let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for forms in telling {
        let mut alike: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for form in forms {
            for field in [open.fields.title, open.fields.body] {
                let term = Term::from_field_text(field, &form);
                alike.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
            }
        }
        any.push((Occur::Should, Box::new(BooleanQuery::new(alike))));
    }
    let mut all: Vec<(Occur, Box<dyn Query>)> = vec![
        (Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(any, needed))),
        (Occur::Must, query::one_of(open.fields, marks)),
    ];
    all.extend(query::shown_through(open.fields, lenses).map(|shown| (Occur::Must, shown)));
    let found = searcher.search(&BooleanQuery::new(all), &TopDocs::with_limit(limit.max(1)).order_by_score());
    let mut numbers = Vec::new();
    for (_, address) in found.map_err(fault)? {
        numbers.extend(number(&searcher, address)?.map(TicketNumber));
    }
    Ok(numbers)
}

/// The rarest words of a text that others have too, each with its other forms.
fn telling(open: &Open, searcher: &Searcher, text: &str) -> Result<Vec<Vec<String>>, Fault> {
    let stems = Stems::new();
    let documents = searcher.num_docs();
    let mut by_word: BTreeMap<String, (u64, Vec<String>)> = BTreeMap::new();
    for word in words::words(text).filter(|word| word.folded.chars().count() > 2) {
        if by_word.contains_key(&word.folded) {
            continue;
        }
        let forms = [stems.of(&word.folded), vec![word.folded.clone()]].concat();
        let mut frequent = 0;
        for form in &forms {
            for field in [open.fields.title, open.fields.body] {
                frequent = frequent.max(searcher.doc_freq(&Term::from_field_text(field, form)).map_err(fault)?);
            }
        }
        by_word.insert(word.folded, (frequent, forms));
    }
    let common = (documents / TOO_COMMON).max(TOO_COMMON);
    let mut rare: Vec<(u64, Vec<String>)> =
        by_word.into_values().filter(|(frequent, _)| (1..=common).contains(frequent)).collect();
    rare.sort();
    Ok(rare.into_iter().take(TELLING).map(|(_, forms)| forms).collect())
}
