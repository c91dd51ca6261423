//! What of a case and of a person is searched, and under which marks it is found.

use crate::desk::id::{ContentId, GroupId, PersonId, Seq, TicketNumber, UnitId, UserId};
use crate::desk::{Author, Content, Event, Facts, Fault, Person, Ticket, Unit, units_upwards};
use crate::moment::Day;
use crate::service_model::CategoryId;
use crate::service_model::procedure::Answer;
use crate::store::{Direction, Snapshot};
use crate::words::{Priority, State, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::ops::ControlFlow;

/// How many bytes of a case are searched, its newest messages first: a case that went on for years does not make each
/// further word in it dear.
const MOST_TEXT: usize = 512 * 1_024;
/// How many entries are read at once.
const BATCH: usize = 64;

/// Where a text of a case or of a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The subject of a case.
    Subject,
    /// What was said at its opening.
    Description,
    /// What both sides read.
    Message,
    /// How it was solved.
    Solution,
    /// What only the desk reads: notes, and reasons.
    Note,
    /// The name of a file.
    File,
    /// The name of a file that only the desk sees.
    NoteFile,
    /// The name of who asks, or whom it is about.
    Requester,
    /// The name of the category.
    Category,
    /// The name of a person.
    Name,
    /// What a person does.
    Title,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The unit of a person.
    Unit,
}

impl Vocabulary for Place {
    const TITLE: &'static str = "FoundIn";
    const ALL: &'static [Self] = &[
        Self::Subject,
        Self::Description,
        Self::Message,
        Self::Solution,
        Self::Note,
        Self::File,
        Self::NoteFile,
        Self::Requester,
        Self::Category,
        Self::Name,
        Self::Title,
        Self::Email,
        Self::Phone,
        Self::Unit,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Description => "description",
            Self::Message => "message",
            Self::Solution => "solution",
            Self::Note => "note",
            Self::File => "file",
            Self::NoteFile => "note_file",
            Self::Requester => "requester",
            Self::Category => "category",
            Self::Name => "name",
            Self::Title => "title",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Unit => "unit",
        }
    }
}

impl Place {
    /// Whether only the desk reads it.
    pub fn is_of_the_desk(self) -> bool {
        matches!(self, Self::Note | Self::NoteFile)
    }

    /// Whether it says what the whole is about.
    pub(super) fn is_title(self) -> bool {
        matches!(self, Self::Subject | Self::Name)
    }
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: String,
}

/// By what documents are found besides their words: what they are, who may see them, and what a filter asks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A case.
    Case,
    /// A person.
    Person,
    /// A case of this group, or of none.
    Group(Option<GroupId>),
    /// A case that this user has, or nobody.
    Assignee(Option<UserId>),
    /// A case that this user follows and somebody else, or nobody, has.
    Follower(UserId),
    /// A case that this person asked for, or that is about them.
    Requester(PersonId),
    /// A case that comes from this unit.
    From(UnitId),
    /// A case in this state.
    State(State),
    /// A case of this priority.
    Priority(Priority),
    /// A case that counts as solved.
    Solved,
    /// A case that was solved on this day.
    SolvedOn(Day),
    /// A text in it is this person's, or names them: it is written anew when they change.
    Of(PersonId),
    /// It names this category.
    Category(CategoryId),
    /// It names this unit.
    Unit(UnitId),
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case => f.write_str("case"),
            Self::Person => f.write_str("person"),
            Self::Group(group) => write!(f, "g{}", group.map_or(0, |group| group.0)),
            Self::Assignee(user) => write!(f, "a{}", user.map_or(0, |user| user.0)),
            Self::Follower(user) => write!(f, "f{user}"),
            Self::Requester(person) => write!(f, "r{person}"),
            Self::From(unit) => write!(f, "n{unit}"),
            Self::State(state) => write!(f, "s{}", state.as_str()),
            Self::Priority(priority) => write!(f, "p{}", priority.as_str()),
            Self::Solved => f.write_str("solved"),
            Self::SolvedOn(day) => write!(f, "d{}", day.number()),
            Self::Of(person) => write!(f, "o{person}"),
            Self::Category(category) => write!(f, "k{}", category.0),
            Self::Unit(unit) => write!(f, "u{unit}"),
        }
    }
}

/// What a document of the index is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Case(TicketNumber),
    Person(PersonId),
}

impl Key {
    pub(super) fn number(self) -> u64 {
        match self {
            Self::Case(number) => number.0,
            Self::Person(id) => id.0,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(number) => write!(f, "c{number}"),
            Self::Person(id) => write!(f, "p{id}"),
        }
    }
}

/// What goes into the index of one thing.
pub(super) struct Document {
    pub(super) key: Key,
    pub(super) marks: BTreeSet<Mark>,
    pub(super) passages: Vec<Passage>,
}

impl Document {
    /// What there is to say of a key now; nothing when it names nothing, or somebody who was erased.
    pub(super) fn of(snapshot: &Snapshot, key: Key) -> Result<Option<Self>, Fault> {
        Ok(match key {
            Key::Case(number) => match snapshot.get::<Ticket>(number.0)? {
                Some(case) => Some(Self::of_case(snapshot, &case)?),
                None => None,
            },
            Key::Person(id) => match snapshot.get::<Person>(id.0)?.filter(|person| person.erased.is_none()) {
                Some(person) => Some(Self::of_person(snapshot, &person)?),
                None => None,
            },
        })
    }

    fn of_case(snapshot: &Snapshot, case: &Ticket) -> Result<Self, Fault> {
        let mut passages = Vec::new();
        let people = read(snapshot, case, &mut |passage| {
            passages.push(passage);
            ControlFlow::Continue(())
        })?;
        let mut marks = BTreeSet::from([
            Mark::Case,
            Mark::Group(case.group),
            Mark::Assignee(case.assignee),
            Mark::Requester(case.requester),
            Mark::State(case.state),
            Mark::Priority(case.priority),
        ]);
        let others = case.followers.iter().filter(|user| Some(**user) != case.assignee);
        marks.extend(others.copied().map(Mark::Follower));
        marks.extend(case.affected.into_iter().chain(case.watchers.iter().copied()).map(Mark::Requester));
        marks.extend(case.unit.map(Mark::From));
        marks.extend(case.category.map(Mark::Category));
        marks.extend(people.into_iter().map(Mark::Of));
        if let Some(resolution) = &case.resolution {
            marks.extend([Mark::Solved, Mark::SolvedOn(resolution.day)]);
        }
        Ok(Self { key: Key::Case(case.number), marks, passages })
    }

    fn of_person(snapshot: &Snapshot, person: &Person) -> Result<Self, Fault> {
        let mut marks = BTreeSet::from([Mark::Person]);
        marks.extend(units_upwards(snapshot, person.unit)?.into_iter().map(Mark::Unit));
        Ok(Self { key: Key::Person(person.id), marks, passages: passages_of_person(snapshot, person)? })
    }
}

/// The texts of a person that are searched.
///
/// # Errors
/// A fault of the storage below.
pub fn passages_of_person(snapshot: &Snapshot, person: &Person) -> Result<Vec<Passage>, Fault> {
    let details = &person.details;
    let mut passages = vec![Passage { place: Place::Name, text: details.name.clone() }];
    let mut add = |place, texts: &mut dyn Iterator<Item = String>| {
        passages.extend(texts.map(|text| Passage { place, text }));
    };
    add(Place::Title, &mut details.title.iter().cloned());
    add(Place::Email, &mut details.emails.iter().cloned());
    add(Place::Phone, &mut details.phones.iter().cloned());
    let mut units = Vec::new();
    for id in units_upwards(snapshot, person.unit)? {
        units.extend(snapshot.get::<Unit>(id.0)?.map(|unit| unit.name));
    }
    units.reverse();
    add(Place::Unit, &mut (!units.is_empty()).then(|| units.join(" › ")).into_iter());
    Ok(passages)
}

/// Reads the texts of a case that are searched, those that only the desk reads among them, what was said last first; until
/// there are no more, or whoever takes them has enough.
///
/// # Errors
/// A fault of the storage below.
pub fn read_case(
    snapshot: &Snapshot,
    case: &Ticket,
    take: &mut dyn FnMut(Passage) -> ControlFlow<()>,
) -> Result<(), Fault> {
    read(snapshot, case, take).map(drop)
}

/// Likewise; gives the people whose texts they are or whom they name.
fn read(
    snapshot: &Snapshot,
    case: &Ticket,
    take: &mut dyn FnMut(Passage) -> ControlFlow<()>,
) -> Result<BTreeSet<PersonId>, Fault> {
    let mut reader = Reader { snapshot, take, left: MOST_TEXT };
    let mut people = BTreeSet::from([case.requester]);
    people.extend(case.affected);
    reader.text(Place::Subject, Some(case.subject))?;
    reader.text(Place::Description, case.description)?;
    reader.text(Place::Solution, case.resolution.as_ref().map(|resolution| resolution.text))?;
    reader.files(Place::File, &case.attachments)?;
    for person in [Some(case.requester), case.affected].into_iter().flatten() {
        if reader.left == 0 {
            break;
        }
        let name = snapshot.get::<Person>(person.0)?.filter(|person| person.erased.is_none());
        reader.add(Place::Requester, name.map(|person| person.details.name));
    }
    if let Some(category) = case.category.filter(|_| reader.left > 0) {
        reader.add(Place::Category, Some(snapshot.model()?.path(category).join(" › ")));
    }
    let current = case.resolution.as_ref().map(|resolution| resolution.text);
    let mut before: Option<Seq> = None;
    while reader.left > 0 {
        let entries = snapshot.entries_of(case.number, before, Direction::Descending, BATCH)?;
        let Some(last) = entries.last() else { break };
        before = Some(last.seq);
        for entry in &entries {
            match &entry.event {
                Event::Replied { author, text, attachments, .. } => {
                    if let Author::Person(person) = author {
                        people.insert(*person);
                    }
                    reader.text(Place::Message, Some(*text))?;
                    reader.files(Place::File, attachments)?;
                }
                Event::Noted { text, attachments, .. } => {
                    reader.text(Place::Note, Some(*text))?;
                    reader.files(Place::NoteFile, attachments)?;
                }
                Event::Resolved { text, .. } => {
                    reader.text(Place::Solution, Some(*text).filter(|text| current != Some(*text)))?;
                }
                Event::Reopened { reason, .. } => reader.text(Place::Message, *reason)?,
                Event::Waited { reason, .. }
                | Event::Prioritised { reason, .. }
                | Event::StepSkipped { reason, .. } => reader.text(Place::Note, *reason)?,
                Event::Cancelled { reason, .. } | Event::OnLineCorrected { reason, .. } => {
                    reader.text(Place::Note, Some(*reason))?
                }
                Event::StepDone { answer: Answer::Text(text), .. } => reader.text(Place::Note, Some(*text))?,
                // Who asked before, and whose words may still be here.
                Event::Edited { requester, affected, .. } => {
                    people.extend([Some(*requester), *affected].into_iter().flatten())
                }
                Event::Opened { ticket, .. } => {
                    people.extend([Some(ticket.requester), ticket.affected].into_iter().flatten())
                }
                _ => {}
            }
        }
    }
    Ok(people)
}

/// Hands texts over until there are enough.
struct Reader<'a> {
    snapshot: &'a Snapshot,
    take: &'a mut dyn FnMut(Passage) -> ControlFlow<()>,
    /// So many bytes more.
    left: usize,
}

impl Reader<'_> {
    fn add(&mut self, place: Place, text: Option<String>) {
        let Some(mut text) = text.filter(|text| !text.is_empty() && self.left > 0) else { return };
        text.truncate(text.floor_char_boundary(self.left));
        self.left -= text.len();
        if (self.take)(Passage { place, text }).is_break() {
            self.left = 0;
        }
    }

    /// A text; nothing once it was erased.
    fn text(&mut self, place: Place, id: Option<ContentId>) -> Result<(), Fault> {
        let Some(id) = id.filter(|_| self.left > 0) else { return Ok(()) };
        let text = match self.snapshot.content(id)?.map(|row| row.content) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        };
        self.add(place, text);
        Ok(())
    }

    fn files(&mut self, place: Place, ids: &[ContentId]) -> Result<(), Fault> {
        for id in ids {
            if self.left == 0 {
                break;
            }
            let row = self.snapshot.content(*id)?;
            self.add(place, row.and_then(|row| row.content.as_file().map(|file| file.name.clone())));
        }
        Ok(())
    }
}
