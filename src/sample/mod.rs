//! A believable desk to try things on: Mesa de Ayuda Los Canelos.
//!
//! Its cases are made by the same commands as real ones, in order of time: each case has a script of steps, a queue
//! merges the scripts, and between them the clock does what it has to. The same options give the same journal, byte for byte.

mod agreed;
mod book;
mod calendar;
mod desk;
pub(crate) mod dice;
mod distributions;
mod names;
mod people;
mod phrases;
mod procedures;
mod script;
mod slots;
mod surveys;
mod units;

#[cfg(test)]
mod tests;

use crate::desk::id::{TicketNumber, UserId};
use crate::desk::{ActorRef, Command, Facts, Fault, Memory, Outcome, Refusal, Stop, UserDraft};
use crate::moment::Moment;
use crate::store::{Bulk, Request, Snapshot, Store, SubmitError};
use crate::words::{Language, Role};
use book::Book;
use calendar::Calendar;
use dice::Dice;
use script::{Case, Step, World};
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

/// Where the streams of chance begin, for each kind of thing that is drawn.
mod streams {
    pub(super) const CASES: u64 = 1 << 40;
    pub(super) const PEOPLE: u64 = 2 << 40;
    pub(super) const DAYS: u64 = 3 << 40;
    pub(super) const SURVEYS: u64 = 4 << 40;
}

/// The end of a sample's period unless another is asked for: so that the same command makes the same desk on any day.
pub const DEFAULT_UNTIL: &str = "2026-11-25T15:30:00Z";

/// The fewest people of a sample.
const PEOPLE_MIN: u64 = 400;

/// What to make.
#[derive(Clone, Debug)]
pub struct SampleOptions {
    /// How many cases.
    pub tickets: u64,
    /// In how many months.
    pub months: u32,
    /// The same seed gives the same desk.
    pub seed: u64,
    /// The end of the period: what would have happened later has not happened yet.
    pub until: Moment,
    /// How many people; `None`: one for four cases, and at least 400.
    pub people: Option<u64>,
    /// Whether there is an administrator among the users. For a demonstration: a data file without one still lets
    /// somebody set it up.
    pub administrator: bool,
}

impl SampleOptions {
    /// How many people there will be.
    pub fn people(&self) -> u64 {
        self.people.unwrap_or_else(|| (self.tickets / 4).max(PEOPLE_MIN))
    }
}

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many people.
    pub people: u64,
    /// How many cases.
    pub tickets: u64,
    /// How many commands it took, beside what the clock did.
    pub commands: u64,
    /// Users worth entering as, one of each role that there is: an agent of first level first, a requester last.
    pub faces: Vec<UserId>,
}

/// Why no sample was made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// There are people or cases in the file already.
    #[error("the data file has people or cases already; a sample is made in a new one")]
    NotNew,
    /// A command of the sample was refused: what makes it does not fit the rules any more.
    #[error("the sample's command {command} was refused: {refusal}")]
    Refused {
        /// What was asked.
        command: String,
        /// The answer.
        refusal: Refusal,
    },
    /// The storage failed, or a command that nobody waited for was refused.
    #[error(transparent)]
    Store(#[from] SubmitError),
    /// The storage failed.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// A line of the sample's words cannot be read.
    #[error("the sample's words cannot be read: {0}")]
    Words(String),
}

/// Something that takes commands in order and answers each before the next.
pub trait Desk {
    /// What the desk can be asked about itself.
    type Facts: Facts;

    /// Asks something about the desk as it is now. (Not for longer than that: a snapshot keeps the room of what is
    /// written after it from being used again.)
    ///
    /// # Errors
    /// The question's own; a fault of the storage below.
    fn ask<T>(&self, question: impl FnOnce(&Self::Facts) -> Result<T, SampleError>) -> Result<T, SampleError>;

    /// Does what is asked.
    ///
    /// # Errors
    /// A refusal; a fault of the storage below.
    fn run(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<Outcome, SampleError>;

    /// Does what is asked, after all that was asked before; a failure may be told by a later call.
    ///
    /// # Errors
    /// As [`Desk::run`].
    fn push(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<(), SampleError> {
        self.run(actor, command, now).map(drop)
    }

    /// Time passes until then: what the clock has to do to cases is done, each thing at its planned moment.
    ///
    /// # Errors
    /// As [`Desk::push`].
    fn pass(&mut self, until: Moment) -> Result<(), SampleError>;
}

impl Desk for Memory {
    type Facts = Self;

    fn ask<T>(&self, question: impl FnOnce(&Self) -> Result<T, SampleError>) -> Result<T, SampleError> {
        question(self)
    }

    fn run(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<Outcome, SampleError> {
        match Self::run(self, actor, &command, now) {
            Ok(accepted) => Ok(accepted.outcome),
            Err(Stop::Refused(refusal)) => Err(SampleError::Refused { command: format!("{command:?}"), refusal }),
            Err(Stop::Fault(fault)) => Err(fault.into()),
        }
    }

    fn pass(&mut self, until: Moment) -> Result<(), SampleError> {
        Self::pass(self, until).map_err(|stop| match stop {
            Stop::Refused(refusal) => SampleError::Refused { command: "a timer".to_owned(), refusal },
            Stop::Fault(fault) => fault.into(),
        })
    }
}

/// A data file that takes the sample in large transactions.
struct InBulk<'a> {
    store: &'a Store,
    bulk: Bulk,
}

impl Desk for InBulk<'_> {
    type Facts = Snapshot;

    fn ask<T>(&self, question: impl FnOnce(&Snapshot) -> Result<T, SampleError>) -> Result<T, SampleError> {
        question(&self.store.snapshot()?)
    }

    fn run(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<Outcome, SampleError> {
        match self.bulk.submit(Request::new(actor, command.clone(), now)) {
            Ok(committed) => Ok(committed.outcome),
            Err(SubmitError::Refused(refusal)) => {
                Err(SampleError::Refused { command: format!("{command:?}"), refusal })
            }
            Err(error) => Err(error.into()),
        }
    }

    fn push(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<(), SampleError> {
        Ok(self.bulk.push(Request::new(actor, command, now))?)
    }

    fn pass(&mut self, until: Moment) -> Result<(), SampleError> {
        Ok(self.bulk.pass(until)?)
    }
}

/// Fills the data file of `store`, which has no people and no cases yet, in large transactions. Open it with
/// `notices: false`: nobody is to be written to. `progress` is told the number of cases made, now and then.
///
/// # Errors
/// [`SampleError`]; what was committed before stays.
pub fn fill_store(store: &Store, options: &SampleOptions, progress: impl FnMut(u64)) -> Result<Summary, SampleError> {
    let mut desk = InBulk { store, bulk: store.bulk()? };
    let summary = fill(&mut desk, options, progress);
    // Why the bulk broke off tells more than that it did.
    let finished = desk.bulk.finish();
    match summary {
        Ok(summary) => finished.map(|_| summary).map_err(Into::into),
        Err(error) => Err(error),
    }
}

/// Fills `desk`, which has no people and no cases yet. `progress` is told the number of cases made, now and then.
///
/// # Errors
/// [`SampleError`]; what was made before stays.
pub fn fill<D: Desk>(
    desk: &mut D,
    options: &SampleOptions,
    mut progress: impl FnMut(u64),
) -> Result<Summary, SampleError> {
    let book = Book::open()?;
    let standing = desk.ask(desk::Standing::of)?;
    let calendar = Calendar::new(standing.zone(), options.until, options.months);
    let before = calendar.from();
    let mut desk = Counting { desk, commands: 0 };
    let crew = desk::build(&mut desk, &book, &standing, options.administrator, before)?;
    let count = usize::try_from(options.people()).unwrap_or(usize::MAX);
    let people = people::register(&mut desk, &crew, options.seed, count, before)?;
    let mut faces = crew.faces();
    faces.extend(requester(&mut desk, &people, before)?);

    let surveys = surveys::publish(&mut desk, before)?;

    let world = World { book: &book, crew: &crew, people: &people, calendar: &calendar };
    let answers = surveys.answers(&calendar, options);
    let tickets = run(&mut desk, &world, answers, options, &mut progress)?;
    Ok(Summary { people: people.len() as u64, tickets, commands: desk.commands, faces })
}

/// One of the people gets a way in.
fn requester<D: Desk>(desk: &mut D, people: &people::People, now: Moment) -> Result<Option<UserId>, SampleError> {
    let Some((person, name, email)) = people.face.clone() else { return Ok(None) };
    let user = UserDraft {
        person: Some(person),
        languages: BTreeSet::from([Language::Es]),
        ..UserDraft::new(name, email, [Role::Requester])
    };
    match desk.run(ActorRef::Setup, Command::SaveUser { id: None, user: Box::new(user) }, now)? {
        Outcome::User(id) => Ok(Some(id)),
        _ => Err(desk::unexpected()),
    }
}

/// A case that goes on, or a survey: ordered by the moment of its next step, the earliest greatest, as the heap wants it.
struct Going {
    at: Moment,
    place: u64,
    steps: VecDeque<Step>,
}

impl Going {
    /// `None` when there is nothing to go on with.
    fn on(place: u64, steps: VecDeque<Step>) -> Option<Self> {
        Some(Self { at: steps.front()?.at, place, steps })
    }

    fn key(&self) -> std::cmp::Reverse<(Moment, u64)> {
        std::cmp::Reverse((self.at, self.place))
    }
}

impl PartialEq for Going {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Going {}

impl PartialOrd for Going {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Going {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// Opens the cases and goes on with them, and answers the surveys, all in order of time, until the end of the period. Only
/// cases that still go on are in memory.
fn run<D: Desk>(
    desk: &mut D,
    world: &World<'_>,
    answers: impl IntoIterator<Item = VecDeque<Step>>,
    options: &SampleOptions,
    progress: &mut impl FnMut(u64),
) -> Result<u64, SampleError> {
    // Cases count from 0, and come first.
    let surveys = answers.into_iter().zip((0..u64::MAX).rev());
    let mut going: BinaryHeap<Going> = surveys.filter_map(|(steps, place)| Going::on(place, steps)).collect();
    let mut tickets = 0;
    for (at, place) in world.calendar.openings(options.seed, options.tickets).zip(0u64..) {
        steps_before(desk, &mut going, at)?;
        let Some(mut case) = Case::draw(world, Dice::new(options.seed, streams::CASES + place), at) else { continue };
        let (actor, new) = case.opening();
        desk.pass(at)?;
        desk.push(actor, Command::OpenTicket(Box::new(new)), at)?;
        tickets += 1;
        // Numbers are counted from 1 without gaps, so that nobody has to wait for the answer.
        let number = TicketNumber(tickets);
        if tickets.is_multiple_of(1_000) {
            progress(tickets);
        }
        let mut steps = case.rest(number);
        steps.retain(|step| step.at < options.until);
        going.extend(Going::on(place, steps));
    }
    steps_before(desk, &mut going, options.until)?;
    desk.pass(options.until)?;
    Ok(tickets)
}

/// Takes every step that is due before `end`.
fn steps_before<D: Desk>(desk: &mut D, going: &mut BinaryHeap<Going>, end: Moment) -> Result<(), SampleError> {
    while going.peek().is_some_and(|case| case.at < end) {
        let Some(mut case) = going.pop() else { break };
        if let Some(step) = case.steps.pop_front() {
            desk.pass(step.at)?;
            desk.push(step.actor, step.command, step.at)?;
        }
        if let Some(next) = case.steps.front() {
            case.at = next.at;
            going.push(case);
        }
    }
    Ok(())
}

/// Counts what goes through.
struct Counting<'a, D> {
    desk: &'a mut D,
    commands: u64,
}

impl<D: Desk> Desk for Counting<'_, D> {
    type Facts = D::Facts;

    fn ask<T>(&self, question: impl FnOnce(&D::Facts) -> Result<T, SampleError>) -> Result<T, SampleError> {
        self.desk.ask(question)
    }

    fn run(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<Outcome, SampleError> {
        self.commands += 1;
        self.desk.run(actor, command, now)
    }

    fn push(&mut self, actor: ActorRef, command: Command, now: Moment) -> Result<(), SampleError> {
        self.commands += 1;
        self.desk.push(actor, command, now)
    }

    fn pass(&mut self, until: Moment) -> Result<(), SampleError> {
        self.desk.pass(until)
    }
}
