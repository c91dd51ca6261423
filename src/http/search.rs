//! Search: cases and people by words, and solved cases that are like another one.

use super::Tag;
use super::caller::Caller;
use super::list::size_up_to;
use super::persons::UnitPath;
use super::problem::Problem;
use super::reply::{Answer, Shown};
use super::ticket_view::{TicketRow, View};
use super::word::{At, Id, Word};
use crate::desk::{Facts, Person, Viewer};
use crate::queries::names::Names;
use crate::queries::search::{self, Alike, Fragment, Hit};
use crate::queries::{Unanswered, counts};
use crate::store::Snapshot;
use crate::store::search::{Place, Progress, Search};
use crate::words::State;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct SearchResource;

/// How many cases a page has when nobody says.
const USUAL: u32 = 20;
/// How many it may have.
const MOST: u32 = 50;
/// How many solved cases are proposed.
const ALIKE: usize = 5;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct FoundPiece {
    /// What it says; plain text.
    text: String,
    /// Whether it is what was looked for.
    hit: bool,
}

/// A part of a text in which something was found.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct FoundFragment {
    /// Where the text stands.
    place: Word<Place>,
    /// The part, in pieces that follow each other.
    pieces: Vec<FoundPiece>,
}

impl FoundFragment {
    fn of(fragment: Fragment) -> Self {
        let pieces = fragment.pieces.into_iter().map(|piece| FoundPiece { text: piece.text, hit: piece.hit });
        Self { place: Word(fragment.place), pieces: pieces.collect() }
    }

    fn all(fragments: Vec<Fragment>) -> Vec<Self> {
        fragments.into_iter().map(Self::of).collect()
    }
}

/// A case that was found.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct FoundCase {
    /// The case.
    ticket: TicketRow,
    /// Where, at most three places, each word once; none: by its number, or a filter alone.
    fragments: Vec<FoundFragment>,
}

/// A person who was found.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct FoundPerson {
    /// Their id.
    id: Id,
    /// Full name.
    name: String,
    /// What they do.
    title: Option<String>,
    /// Their unit.
    unit: Option<UnitPath>,
    /// Whether they are somebody to be careful with.
    vip: bool,
    /// Whether new cases may name them.
    active: bool,
    /// How many open cases they have, of those that the caller sees.
    open_tickets: u64,
    /// Where, at most three places.
    fragments: Vec<FoundFragment>,
}

/// How far the index is.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SearchIndex {
    /// Whether everything is in it. When not, it is being made, the newest cases first, and something may be missing.
    ready: bool,
    /// So many cases and persons are in it; null when it is ready.
    done: Option<u64>,
    /// Of so many.
    of: Option<u64>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SearchAnswer {
    /// Cases, those that fit best first.
    tickets: Vec<FoundCase>,
    /// How many cases the caller would find in all; null: more than 1,000.
    count: Option<u64>,
    /// People, on the first page and for who works here; at most eight.
    persons: Vec<FoundPerson>,
    /// Asks for the next page of cases, as `cursor`; null: this was the last.
    next: Option<String>,
    /// Filters that were not understood, as they were typed. One whose name nothing has was looked for as words; one
    /// whose value means nothing finds no case.
    unknown: Vec<String>,
    /// Words that were not looked for, as they were typed: those beyond the twelfth.
    left_out: Vec<String>,
    /// How far the index is.
    index: SearchIndex,
}

/// A solved case that is like another one.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SimilarTicket {
    /// Its number.
    number: Id,
    /// The subject.
    subject: String,
    /// Where it stands.
    state: Word<State>,
    /// When it was solved.
    resolved_at: At,
    /// What was done, in Markdown.
    solution: String,
    /// How, as a code of the service model.
    code: String,
}

impl SimilarTicket {
    fn of(alike: Alike) -> Self {
        Self {
            number: Id::of(alike.case.number),
            subject: alike.subject,
            state: Word(alike.case.state),
            resolved_at: At(alike.resolution.at),
            solution: alike.solution,
            code: alike.resolution.code,
        }
    }
}

#[OpenApi(tag = "Tag::Tickets")]
impl SearchResource {
    /// Search cases and people
    ///
    /// Words in any form, with or without accents, in Spanish, Portuguese and English; the last one may be a beginning;
    /// numbers, telephones and addresses by parts. When little is found, one typing error in a longer word is forgiven,
    /// then a word that is missing. The filters of the list of cases in words, in any of the three languages:
    /// `status:open group:redes`, `estado:abierto asignado:nadie`; quotes hold a name together. Nobody finds or counts
    /// what they may not see, nor by a note that they may not read.
    #[oai(path = "/search", method = "get")]
    async fn search(
        &self,
        caller: Caller,
        /// What to look for: at least two letters or a digit, or a filter; at most 400 characters.
        q: Query<String>,
        /// How many cases, 1 to 50; 20 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<SearchAnswer>> {
        let limit = size_up_to(MOST, limit.0.unwrap_or(USUAL))?;
        let now = caller.now();
        let answer = ask(&caller, move |index, snapshot, viewer| {
            let today = now.day(snapshot.settings()?.zone());
            let found = search::search(index, snapshot, viewer, &q.0, today, (cursor.0.as_deref(), limit))?;
            let view = View::new(snapshot, viewer);
            let mut tickets = Vec::with_capacity(found.cases.len());
            for Hit { what, fragments } in found.cases {
                tickets.push(FoundCase { ticket: view.row(&what)?, fragments: FoundFragment::all(fragments) });
            }
            let names = Names::new(snapshot);
            let persons = found.people.into_iter().map(|hit| person(snapshot, viewer, &names, hit));
            Ok(SearchAnswer {
                tickets,
                count: found.count.map(|count| count as u64),
                persons: persons.collect::<Result<_, Unanswered>>()?,
                next: found.next,
                unknown: found.unknown,
                left_out: found.left_out,
                index: index_of(index.progress()),
            })
        });
        Ok(Shown::new(answer.await?))
    }

    /// Solved cases like one that is not registered yet
    ///
    /// At most five, the likeliest first. For who works on cases.
    #[oai(path = "/search/similar", method = "get")]
    async fn similar_to_text(
        &self,
        caller: Caller,
        /// What was typed so far, such as the subject.
        text: Query<String>,
    ) -> Answer<Shown<Vec<SimilarTicket>>> {
        let alike =
            ask(&caller, move |index, snapshot, viewer| search::like_text(index, snapshot, viewer, &text.0, ALIKE));
        Ok(Shown::new(alike.await?.into_iter().map(SimilarTicket::of).collect()))
    }

    /// Solved cases like this one
    ///
    /// At most five, the likeliest first. For who works on cases.
    #[oai(path = "/tickets/:number/similar", method = "get")]
    async fn similar(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Vec<SimilarTicket>>> {
        let alike = ask(&caller, move |index, snapshot, viewer| {
            search::like_case(index, snapshot, viewer, number.0.to(), ALIKE)
        });
        Ok(Shown::new(alike.await?.into_iter().map(SimilarTicket::of).collect()))
    }
}

/// Asks away from the threads that answer: a search may read many pages of files.
async fn ask<T: Send + 'static>(
    caller: &Caller,
    question: impl FnOnce(&Search, &Snapshot, &Viewer) -> Result<T, Unanswered> + Send + 'static,
) -> Answer<T> {
    let (state, viewer, snapshot) = (caller.state().clone(), caller.viewer().clone(), caller.snapshot()?);
    let asked = tokio::task::spawn_blocking(move || question(&state.search, &snapshot, &viewer));
    Ok(asked.await.map_err(|error| Problem::internal(&error))??)
}

fn person(
    snapshot: &Snapshot,
    viewer: &Viewer,
    names: &Names<'_, Snapshot>,
    hit: Hit<Person>,
) -> Result<FoundPerson, Unanswered> {
    let Hit { what, fragments } = hit;
    Ok(FoundPerson {
        id: Id::of(what.id),
        unit: what.unit.map(|unit| UnitPath::of(names, unit)).transpose()?,
        vip: what.vip,
        active: what.active,
        open_tickets: counts::open_of_person(snapshot, viewer, what.id)?,
        name: what.details.name,
        title: what.details.title,
        fragments: FoundFragment::all(fragments),
    })
}

fn index_of(progress: Progress) -> SearchIndex {
    match progress {
        Progress::Ready => SearchIndex { ready: true, done: None, of: None },
        Progress::Made { done, of } => SearchIndex { ready: false, done: Some(done), of: Some(of) },
    }
}
