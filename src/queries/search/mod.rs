//! Finding cases and people by half-remembered words. The index says what may fit; who may know of it, and what it says,
//! is asked here of the snapshot, hit by hit.

mod similar;
mod typed;

pub use similar::{Alike, like_case, like_text, open_in_unit, open_like};
pub use typed::{Filter, FilterWord};

use super::cursor::Question;
use super::sight::{self, Sight};
use super::tickets::{Asked, AssigneeIs, GroupIs};
use super::{Unanswered, persons};
use crate::desk::id::PersonId;
use crate::desk::{Facts, Person, Ticket, Viewer, can_see, sees_from_desk};
use crate::moment::Day;
use crate::store::search::{
    Lens, Mark, Passage, Piece, Place, Search, Shown, Stage, Wanted, passages_of_person, read_case,
};
use crate::store::{Scope, Snapshot};
use std::ops::ControlFlow;
use typed::Typed;

/// How many characters may be typed.
pub const MOST_TYPED: usize = 400;
/// How many people stand beside the cases.
const PEOPLE: usize = 8;
/// How many parts of the texts of a case are shown with what was found in them.
const FRAGMENTS: usize = 3;
/// How many bytes of a text.
const FRAGMENT: usize = 180;
/// Pages end here: who has not found it by then types another word.
const MOST_FOUND: usize = 1_000;

/// A text in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Where it stands.
    pub place: Place,
    /// A part of it, in pieces.
    pub pieces: Vec<Piece>,
}

/// Something that was found, with where.
#[derive(Clone, Debug)]
pub struct Hit<T> {
    /// What.
    pub what: T,
    /// The texts in which.
    pub fragments: Vec<Fragment>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Cases, the best first.
    pub cases: Vec<Hit<Ticket>>,
    /// How many cases there are; nothing: more than anybody counts.
    pub count: Option<usize>,
    /// People, on the first page.
    pub people: Vec<Hit<Person>>,
    /// Asks for the next page.
    pub next: Option<String>,
    /// Filters that were not understood, as they were typed.
    pub unknown: Vec<String>,
    /// Words that were not looked for, since there were too many, as they were typed.
    pub left_out: Vec<String>,
}

/// A page of the cases that `typed` finds, with the people on the first; `today` by the desk's calendar. People are found
/// for who works here, and when no filter asks for cases.
///
/// # Errors
/// [`Unanswered::TooShort`], [`Unanswered::TooLong`], [`Unanswered::Cursor`], or a fault of the storage.
pub fn search(
    search: &Search,
    snapshot: &Snapshot,
    viewer: &Viewer,
    typed: &str,
    today: Day,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Results, Unanswered> {
    if typed.chars().count() > MOST_TYPED {
        return Err(Unanswered::TooLong { max: MOST_TYPED });
    }
    let Typed { words, asked, unknown, impossible } = typed::understand(snapshot, viewer, typed, today)?;
    let filtered = asked != Asked::default() || impossible;
    let filters = [vec![vec![Mark::Case]], marks(&asked, viewer)].concat();
    let wanted = Wanted::new(&words, filters, lenses(viewer));
    let telling = wanted.letters() >= persons::FEWEST_TYPED || (wanted.has_words() && wanted.is_number());
    if !telling && (wanted.has_words() || !filtered) {
        return Err(Unanswered::TooShort { min: persons::FEWEST_TYPED });
    }
    let question = Question::new(&format!("search {words} {asked:?} {}", Sight::of(viewer).word()));
    let (stage, from) = match cursor.map(|cursor| question.position(cursor)).transpose()? {
        Some(position) => place_of(&position).map(|(stage, from)| (Some(stage), from)).ok_or(Unanswered::Cursor)?,
        None => (None, 0),
    };
    let left_out = wanted.left_out().to_vec();
    let mut results = Results { unknown, left_out, count: Some(0), ..Results::default() };
    if !impossible && !wanted.lenses().is_empty() {
        // While there is no index nothing is found; how far it is, is told beside.
        let found = search.find(&wanted, stage, from, limit).unwrap_or_default();
        let to = from + found.numbers.len();
        let more = found.numbers.len() == limit && found.count.is_none_or(|count| to < count) && to < MOST_FOUND;
        results.next = more.then(|| question.cursor(&position_of(found.stage, to)));
        results.count = found.count;
        for number in &found.numbers {
            // The index follows a moment later: what is so now is asked of the snapshot.
            let case = snapshot.get::<Ticket>(*number)?;
            let Some(case) = case.filter(|case| can_see(viewer, case) && asked.wants(viewer, case)) else {
                results.count = results.count.map(|count| count.saturating_sub(1));
                continue;
            };
            let for_desk = sees_from_desk(viewer, &case);
            let mut gathered = Gathered::of(&wanted, found.stage);
            if !gathered.is_enough() {
                read_case(snapshot, &case, &mut |passage| {
                    if for_desk || !passage.place.is_of_the_desk() {
                        gathered.take(&passage);
                    }
                    // Every hit shows its number, and nobody needs to be told where else it stands.
                    if passage.place == Place::Subject {
                        gathered.shown.beside(&case.number.to_string());
                    }
                    if gathered.is_enough() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                })?;
            }
            results.cases.push(Hit { what: case, fragments: gathered.fragments });
        }
    }
    if viewer.works_here() && !filtered && from == 0 {
        let everybody = Lens { marks: Vec::new(), notes: false };
        let wanted = Wanted::new(&words, vec![vec![Mark::Person]], vec![everybody]);
        let found = search.find(&wanted, None, 0, PEOPLE).unwrap_or_default();
        for id in &found.numbers {
            let person = snapshot.get::<Person>(PersonId(*id).0)?.filter(|person| person.erased.is_none());
            if let Some(person) = person {
                let mut gathered = Gathered::of(&wanted, found.stage);
                for passage in passages_of_person(snapshot, &person)? {
                    gathered.take(&passage);
                }
                results.people.push(Hit { what: person, fragments: gathered.fragments });
            }
        }
        // Who may no longer ask comes last.
        results.people.sort_by_key(|hit| !hit.what.active);
    }
    Ok(results)
}

/// The parts of the texts of a hit that are shown.
struct Gathered<'a> {
    shown: Shown<'a>,
    fragments: Vec<Fragment>,
}

impl<'a> Gathered<'a> {
    fn of(wanted: &'a Wanted, stage: Stage) -> Self {
        Self { shown: Shown::of(wanted, stage), fragments: Vec::new() }
    }

    fn is_enough(&self) -> bool {
        self.fragments.len() >= FRAGMENTS || self.shown.is_complete()
    }

    fn take(&mut self, Passage { place, text }: &Passage) {
        let found = self.shown.fragments(text, FRAGMENTS.saturating_sub(self.fragments.len()), FRAGMENT);
        self.fragments.extend(found.into_iter().map(|pieces| Fragment { place: *place, pieces }));
    }
}

/// What a viewer sees of the cases, as the index knows it: the same scopes as the lists'. Notes are looked through only
/// where all cases are seen from the desk's side.
fn lenses(viewer: &Viewer) -> Vec<Lens> {
    let sight = Sight::of(viewer);
    if sight == Sight::Everything {
        return vec![Lens { marks: Vec::new(), notes: true }];
    }
    let marks = |scopes: Vec<Scope>| scopes.into_iter().filter_map(mark).collect::<Vec<_>>();
    let (units, scopes): (Vec<Scope>, Vec<Scope>) =
        sight.scopes(viewer).into_iter().partition(|scope| matches!(scope, Scope::Unit(_)));
    let (asked_for, of_the_desk): (Vec<Scope>, Vec<Scope>) =
        scopes.into_iter().partition(|scope| matches!(scope, Scope::Requester(_)));
    [
        Lens { marks: vec![marks(of_the_desk)], notes: true },
        Lens { marks: vec![marks(asked_for)], notes: false },
        Lens { marks: vec![marks(units), visible_groups(viewer)], notes: false },
    ]
    .into_iter()
    .filter(|lens| lens.marks.iter().all(|marks| !marks.is_empty()))
    .collect()
}

/// The groups that hide nothing from a viewer, and nobody's cases.
fn visible_groups(viewer: &Viewer) -> Vec<Mark> {
    viewer.visible_groups.iter().copied().map(Some).chain([None]).map(Mark::Group).collect()
}

fn mark(scope: Scope) -> Option<Mark> {
    Some(match scope {
        Scope::All => Mark::Case,
        Scope::Group(group) => Mark::Group(group),
        Scope::Assignee(user) => Mark::Assignee(Some(user)),
        Scope::Follower(user) => Mark::Follower(user),
        Scope::Requester(person) => Mark::Requester(person),
        Scope::Unit(unit) => Mark::From(unit),
        Scope::Priority(_) => return None,
    })
}

/// The filters of a list, as the index knows them.
fn marks(asked: &Asked, viewer: &Viewer) -> Vec<Vec<Mark>> {
    let Asked { states, priorities, assignee, group, requester, following, headed, solved, order: _ } = asked;
    let me = viewer.user();
    let mut all: Vec<Vec<Mark>> = Vec::new();
    all.extend((!states.is_empty()).then(|| states.iter().copied().map(Mark::State).collect()));
    all.extend((!priorities.is_empty()).then(|| priorities.iter().copied().map(Mark::Priority).collect()));
    all.extend(assignee.map(|assignee| match assignee {
        AssigneeIs::Me => me.map(|user| Mark::Assignee(Some(user))).into_iter().collect(),
        AssigneeIs::Nobody => vec![Mark::Assignee(None)],
        AssigneeIs::User(user) => vec![Mark::Assignee(Some(user))],
    }));
    all.extend(group.map(|group| match group {
        GroupIs::Mine => viewer.groups.iter().map(|group| Mark::Group(Some(*group))).collect(),
        GroupIs::NoGroup => vec![Mark::Group(None)],
        GroupIs::Group(group) => vec![Mark::Group(Some(group))],
    }));
    all.extend(requester.map(|person| vec![Mark::Requester(person)]));
    all.extend(headed.then(|| sight::units(viewer).filter_map(mark).collect()));
    all.extend(following.then(|| me.map(Mark::Follower).into_iter().collect()));
    all.extend(solved.map(|day| vec![Mark::SolvedOn(day)]));
    all
}

/// Where a page ends: at which stage, and behind how many.
fn position_of(stage: Stage, to: usize) -> Vec<u8> {
    let to = u32::try_from(to).unwrap_or(u32::MAX);
    [&[stage as u8][..], &to.to_be_bytes()].concat()
}

fn place_of(position: &[u8]) -> Option<(Stage, usize)> {
    let (stage, from) = position.split_first()?;
    let stage = [Stage::Exact, Stage::Forgiving, Stage::AllButOne].into_iter().find(|known| *known as u8 == *stage)?;
    let from = u32::from_be_bytes(from.try_into().ok()?) as usize;
    (from < MOST_FOUND).then_some((stage, from))
}

/// Whether somebody reads what others' cases came to: who works on cases, or watches over those who do.
fn learns_from_others(viewer: &Viewer) -> bool {
    viewer.serves() || viewer.sees_all()
}

/// What a viewer sees of the cases from the desk's side.
fn desk_lenses(viewer: &Viewer) -> Vec<Lens> {
    lenses(viewer).into_iter().filter(|lens| lens.notes).collect()
}
