//! From what is wanted to what tantivy is asked.

use super::document::Mark;
use super::index::{Fields, Open};
use super::wanted::{Lens, Wanted, WantedWord};
use crate::desk::Fault;
use crate::store::error::fault;
use std::collections::BTreeMap;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// How many words that begin with what was typed are looked for, the most frequent ones.
const MOST_BEGUN: usize = 24;
/// How many of them are looked at in each file of the index.
const LOOKED_AT: usize = 4_000;
/// How much more a word in a subject or a name says.
const IN_TITLE: f32 = 3.0;
/// How much less another form of the word says, a longer word, and one with a typing error.
const OTHER_FORM: f32 = 0.6;
const LONGER: f32 = 0.4;
const MISTYPED: f32 = 0.2;

/// How much is forgiven. Each stage finds what those before it find, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Every word, in one of its forms.
    Exact,
    /// Words with a typing error too.
    Forgiving,
    /// All words but one, of three or more.
    AllButOne,
}

impl Stage {
    /// Whether typing errors count.
    pub fn forgives(self) -> bool {
        self > Self::Exact
    }
}

/// The least words of which one may be missing.
pub(super) const MISSING_FROM: usize = 3;

type Clause = (Occur, Box<dyn Query>);

/// What tantivy is asked for what is wanted; nothing when no lens shows anything.
pub(super) fn of(open: &Open, searcher: &Searcher, wanted: &Wanted, stage: Stage) -> Result<Box<dyn Query>, Fault> {
    let fields = open.fields;
    let mut seen: Vec<Vec<Clause>> = Vec::new();
    for lens in &wanted.lenses {
        let mut clauses: Vec<Clause> = Vec::new();
        for marks in &lens.marks {
            clauses.push((Occur::Must, one_of(fields, marks)));
        }
        let mut words: Vec<Clause> = Vec::new();
        for word in &wanted.words {
            words.push((Occur::Must, of_word(searcher, word, &searched(fields, lens), stage.forgives())?));
        }
        if stage == Stage::AllButOne && words.len() >= MISSING_FROM {
            let needed = words.len() - 1;
            let words = words.into_iter().map(|(_, word)| (Occur::Should, word)).collect();
            clauses.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(words, needed))));
        } else {
            clauses.extend(words);
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        seen.push(clauses);
    }
    let mut all: Vec<Clause> = wanted.filters.iter().map(|marks| (Occur::Must, one_of(fields, marks))).collect();
    match <[Vec<Clause>; 1]>::try_from(seen) {
        // Without a union around it, what is rare leads through what is frequent.
        Ok([only]) => all.extend(only),
        Err(several) => {
            let any =
                several.into_iter().map(|clauses| (Occur::Should, Box::new(BooleanQuery::new(clauses)) as Box<_>));
            all.push((Occur::Must, Box::new(BooleanQuery::new(any.collect()))));
        }
    }
    Ok(Box::new(BooleanQuery::new(all)))
}

/// The fields that are looked through, with what a hit in them is worth.
fn searched(fields: Fields, lens: &Lens) -> Vec<(Field, f32)> {
    let mut searched = vec![(fields.title, IN_TITLE), (fields.body, 1.0)];
    if lens.notes {
        searched.push((fields.notes, 1.0));
    }
    searched
}

/// Documents with one of these marks. Which one says nothing about how well they fit.
pub(super) fn one_of(fields: Fields, marks: &[Mark]) -> Box<dyn Query> {
    let with = marks.iter().map(|mark| (Occur::Should, with_term(fields.mark(*mark)))).collect();
    Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new(with)), 0.0))
}

/// Documents that any of these lenses shows; nothing when one shows every document.
pub(super) fn shown_through(fields: Fields, lenses: &[Lens]) -> Option<Box<dyn Query>> {
    let through = |lens: &Lens| -> Clause {
        let all = lens.marks.iter().map(|marks| (Occur::Must, one_of(fields, marks))).collect();
        (Occur::Should, Box::new(BooleanQuery::new(all)))
    };
    let shows_all = lenses.iter().any(|lens| lens.marks.is_empty());
    (!shows_all).then(|| Box::new(BooleanQuery::new(lenses.iter().map(through).collect())) as Box<_>)
}

fn with_term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn of_word(
    searcher: &Searcher,
    word: &WantedWord,
    searched: &[(Field, f32)],
    forgiving: bool,
) -> Result<Box<dyn Query>, Fault> {
    let mut any: Vec<Clause> = Vec::new();
    for (field, worth) in searched {
        let mut add = |term: &str, share: f32| {
            let query = with_term(Term::from_field_text(*field, term));
            any.push((Occur::Should, Box::new(BoostQuery::new(query, worth * share)) as Box<dyn Query>));
        };
        add(&word.folded, 1.0);
        for stem in &word.stems {
            add(stem, OTHER_FORM);
        }
        if word.begins {
            for longer in begun_with(searcher, *field, &word.folded)? {
                add(&longer, LONGER);
            }
        }
        if forgiving && word.forgiven {
            let term = Term::from_field_text(*field, &word.folded);
            let close: Box<dyn Query> = if word.begins {
                Box::new(FuzzyTermQuery::new_prefix(term, 1, true))
            } else {
                Box::new(FuzzyTermQuery::new(term, 1, true))
            };
            any.push((Occur::Should, Box::new(BoostQuery::new(close, worth * MISTYPED))));
        }
    }
    Ok(Box::new(BooleanQuery::new(any)))
}

/// The words of a field that begin with this one and are longer, the most frequent ones.
fn begun_with(searcher: &Searcher, field: Field, beginning: &str) -> Result<Vec<String>, Fault> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field).map_err(fault)?;
        let mut words = inverted.terms().range().ge(beginning).into_stream().map_err(fault)?;
        let mut left = LOOKED_AT;
        while left > 0 && words.advance() {
            let Ok(word) = std::str::from_utf8(words.key()) else { break };
            if !word.starts_with(beginning) {
                break;
            }
            if word.len() > beginning.len() {
                *found.entry(word.to_owned()).or_default() += u64::from(words.value().doc_freq);
            }
            left -= 1;
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by_key(|(_, frequent)| std::cmp::Reverse(*frequent));
    found.truncate(MOST_BEGUN);
    Ok(found.into_iter().map(|(word, _)| word).collect())
}
