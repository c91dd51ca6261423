//! Persons: who asks the desk for help.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::streamed::{CSV, Lines};
use super::ticket_filters::{Status, states};
use super::ticket_view::{TicketRow, View};
use super::word::{At, Id, Word};
use crate::desk::id::{PersonId, UnitId};
use crate::desk::{
    self, Command, DoorEvent, Facts, Fault, MailsWanted, NotAsked, Outcome, PersonDraft, Taken, User, Viewer, phone,
};
use crate::export::row::Columns;
use crate::queries::letters;
use crate::queries::names::Names;
use crate::queries::persons::{self, Hit, Matched};
use crate::queries::tickets::{self, Asked, Order};
use crate::queries::{Page, counts};
use crate::store::Snapshot;
use crate::words::Language;
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::{Value, json};

/// The resource.
pub(super) struct Persons;

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Phone {
    /// As it is kept: E.164, or an internal extension as its digits.
    e164: String,
    /// As people read it.
    display: String,
}

/// A unit with its path.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct UnitPath {
    /// Its id.
    id: Id,
    /// Its name.
    name: String,
    /// The names from the site down.
    path: Vec<String>,
}

impl UnitPath {
    pub(super) fn of(names: &Names<'_, Snapshot>, id: UnitId) -> Result<Self, Fault> {
        Ok(Self { id: Id::of(id), name: names.unit(id)?, path: names.unit_path(id)? })
    }
}

/// What a search looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum MatchedField {
    /// The name.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

/// By what a person was found.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct MatchedBy {
    /// What.
    field: MatchedField,
    /// The name, address or number that fits.
    value: String,
}

/// Somebody who asks the desk for help. What the desk knows for itself is null when a requester reads it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Person {
    /// Their id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// Full name.
    name: String,
    /// What they do.
    title: Option<String>,
    /// E-mail addresses, the one to write to first.
    emails: Vec<String>,
    /// Those of them that mails of the desk do not reach, until they write from there; null in lists, and when a requester
    /// reads it.
    undelivered: Option<Vec<Undelivered>>,
    /// Telephone numbers, the one to call first.
    phones: Vec<Phone>,
    /// Their unit.
    unit: Option<UnitPath>,
    /// The units that they are named as a head of; null in lists, and when a requester reads it.
    heads: Option<Vec<UnitPath>>,
    /// The language that the desk writes to them in; null: the desk's own.
    language: Option<Word<Language>>,
    /// Whether they are somebody to be careful with.
    vip: Option<bool>,
    /// What the desk should know.
    notes: Option<String>,
    /// Why no survey asks them; null: they may be asked.
    not_asked: Option<Word<NotAsked>>,
    /// What mails about their cases they want: they say it on their own page.
    mails: Word<MailsWanted>,
    /// When their data was erased, so that a number stands for their name; null: it was not.
    erased_at: Option<At>,
    /// Whether new cases may name them.
    active: bool,
    /// How many open cases they have, of those that the caller sees.
    open_tickets: u64,
    /// In the answer to a search: by what they were found.
    matched: Option<MatchedBy>,
}

/// An address that mails of the desk do not reach.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Undelivered {
    /// The address.
    address: String,
    /// When the last mail to it came back.
    at: At,
    /// Why, in the words of the server that gave up; may be empty.
    words: String,
}

impl From<letters::Undelivered> for Undelivered {
    fn from(letters::Undelivered { address, at, words }: letters::Undelivered) -> Self {
        Self { address, at: At(at), words }
    }
}

/// Whether surveys may ask somebody.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct AskedInput {
    /// Whether they may.
    asked: bool,
}

impl Example for AskedInput {
    fn example() -> Self {
        Self { asked: false }
    }
}

/// A person, as they should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct PersonInput {
    /// Full name.
    name: String,
    /// What they do.
    title: Option<String>,
    /// E-mail addresses, the one to write to first; at most 10.
    emails: Option<Vec<String>>,
    /// Telephone numbers in any form, the one to call first; at most 10. Without country code they are read by the
    /// country of the unit, else of the desk.
    phones: Option<Vec<String>>,
    /// The id of their unit.
    unit: Option<Id>,
    /// The language that the desk writes to them in.
    language: Option<Word<Language>>,
    /// Whether they are somebody to be careful with.
    vip: Option<bool>,
    /// What the desk should know.
    notes: Option<String>,
    /// Whether new cases may name them; yes unless said otherwise.
    active: Option<bool>,
}

/// How many persons are read and sent at once.
const PAGE: usize = 500;

/// The columns of the file.
const COLUMNS: [&str; 11] =
    ["id", "name", "title", "emails", "phones", "unit", "language", "vip", "notes", "active", "open_tickets"];

impl Person {
    /// As a row of plain cells.
    fn cells(self) -> Value {
        let phones: Vec<String> = self.phones.into_iter().map(|phone| phone.e164).collect();
        json!({
            "id": self.id.0, "name": self.name, "title": self.title, "emails": self.emails.join(" "),
            "phones": phones.join(" "), "unit": self.unit.map(|unit| unit.path.join(" › ")),
            "language": self.language.map(|word| word.0), "vip": self.vip, "notes": self.notes,
            "active": self.active, "open_tickets": self.open_tickets,
        })
    }
}

impl Example for PersonInput {
    fn example() -> Self {
        Self {
            name: "Ana Rojas Pérez".to_owned(),
            title: Some("Jefa de tesorería".to_owned()),
            emails: Some(vec!["ana.rojas@canelos.example".to_owned()]),
            phones: Some(vec!["9 5550 0147".to_owned()]),
            unit: None,
            language: None,
            vip: Some(true),
            notes: None,
            active: None,
        }
    }
}

impl From<PersonInput> for PersonDraft {
    fn from(input: PersonInput) -> Self {
        Self {
            name: input.name,
            title: input.title,
            emails: input.emails.unwrap_or_default(),
            phones: input.phones.unwrap_or_default(),
            unit: input.unit.map(Id::to),
            language: input.language.map(|word| word.0),
            vip: input.vip.unwrap_or(false),
            notes: input.notes,
            active: input.active.unwrap_or(true),
        }
    }
}

#[OpenApi(prefix_path = "/persons", tag = "Tag::People")]
impl Persons {
    /// Persons
    ///
    /// All by name, or what `q` finds as it is typed: each word begins a word of the name, in any order and without
    /// accents; the beginning of an e-mail address; the end of a telephone number, with or without country code. Each
    /// hit says by what it was found. A search has one page: type more to find fewer. For who works here.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// What to look for: at least two letters or digits.
        q: Query<Option<String>>,
        /// The id of a unit: only its persons.
        unit: Query<Option<Id>>,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<Person>>> {
        let snapshot = caller.snapshot()?;
        let viewer = caller.viewer();
        let (unit, limit) = (unit.0.map(Id::to), page_size(limit.0)?);
        let page = match q.0.as_deref() {
            Some(_) if cursor.0.is_some() => {
                return Err(Problem::new(Code::UnknownParameter, "A search (`q`) has one page, and no `cursor`."));
            }
            Some(typed) => {
                let hits = persons::search(&snapshot, viewer, typed, unit, limit)?;
                Page { items: hits.into_iter().map(|hit| (hit.person.clone(), Some(hit))).collect(), next: None }
            }
            None => {
                let page = persons::list(&snapshot, viewer, unit, cursor.0.as_deref(), limit)?;
                Page { items: page.items.into_iter().map(|person| (person, None)).collect(), next: page.next }
            }
        };
        let names = Names::new(&snapshot);
        let page = page.try_map(|(person, hit)| shape(&names, viewer, person, hit))?;
        Ok(Shown::new(List { items: page.items, next: page.next }))
    }

    /// Take the list of persons away
    ///
    /// As CSV, by name: all persons, or those of a unit. For who works here; that it was taken is an entry of the audit trail.
    #[oai(path = "/export", method = "get")]
    async fn export(
        &self,
        caller: Caller,
        /// The id of a unit: only its persons.
        unit: Query<Option<Id>>,
    ) -> Answer<Lines> {
        caller.must(Viewer::works_here)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Persons }).await?;
        let (store, viewer, unit) = (caller.state().store.clone(), caller.viewer().clone(), unit.0.map(Id::to));
        let file = format!("persons-{}.csv", caller.now().to_string().replace(':', "-"));
        let columns = Columns::of(&COLUMNS);
        let lines = Lines::paged(CSV, &file, move |cursor| {
            let snapshot = store.snapshot()?;
            let page = persons::list(&snapshot, &viewer, unit, cursor, PAGE)?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            let names = Names::new(&snapshot);
            for person in page.items {
                text.push_str(&columns.line(&shape(&names, &viewer, person, None)?.cells()));
            }
            Ok((text, page.next))
        });
        Ok(lines?)
    }

    /// Add a person
    #[oai(path = "/", method = "post")]
    async fn add(&self, caller: Caller, input: Input<PersonInput>) -> Answer<Made<Person>> {
        let person = Box::new(input.0.into());
        let committed = caller.submit(Command::SavePerson { id: None, person }).await?;
        let Outcome::Person(id) = committed.outcome else {
            return Err(Problem::internal(&"adding a person made something else"));
        };
        let person = Made::new(show(&caller, id)?).version(|person| person.version);
        Ok(person.location(&format!("/api/v1/persons/{id}")))
    }

    /// A person
    ///
    /// Requesters see themselves.
    #[oai(path = "/:id", method = "get")]
    async fn one(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
    ) -> Answer<Shown<Person>> {
        Ok(Shown::new(show(&caller, id.0.to())?).version(|person| person.version))
    }

    /// Change a person
    #[oai(path = "/:id", method = "put")]
    async fn change(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
        input: Input<PersonInput>,
    ) -> Answer<Shown<Person>> {
        let person: PersonDraft = input.0.into();
        // Asked of administrators alone: to others the answer would tell who has an account.
        if !person.active && caller.viewer().administers() && keeps_a_user_out(&caller, id.0.to())? {
            caller.must_have_proved()?;
        }
        caller.submit(Command::SavePerson { id: Some(id.0.to()), person: Box::new(person) }).await?;
        Ok(Shown::new(show(&caller, id.0.to())?).version(|person| person.version))
    }

    /// Let surveys ask a person, or never again
    ///
    /// Whoever said so themselves, by the link in a mail, is asked again only when the desk says so for them. For agents,
    /// supervisors and administrators.
    #[oai(path = "/:id/asked", method = "put")]
    async fn change_asked(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
        input: Input<AskedInput>,
    ) -> Answer<Shown<Person>> {
        caller.submit(Command::ChangeAsked { person: id.0.to(), asked: input.0.asked }).await?;
        Ok(Shown::new(show(&caller, id.0.to())?).version(|person| person.version))
    }

    /// The cases of a person
    ///
    /// Those that they asked for or that are about them, and that the caller sees, the newest first.
    #[oai(path = "/:id/tickets", method = "get")]
    async fn tickets(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
        /// States; several are possible. `open` stands for all that is not solved, closed or cancelled.
        status: Query<Option<Vec<Word<Status>>>>,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<TicketRow>>> {
        let snapshot = caller.snapshot()?;
        let person = persons::find(&snapshot, caller.viewer(), id.0.to())?;
        let asked = Asked {
            states: states(status.0.as_deref().unwrap_or_default()),
            requester: Some(person.id),
            order: Some(Order::NewestFirst),
            ..Asked::default()
        };
        let limit = page_size(limit.0)?;
        let page = tickets::list(&snapshot, caller.viewer(), &asked, cursor.0.as_deref(), limit)?;
        let view = View::new(&snapshot, caller.viewer());
        let page = page.try_map(|case| view.row(&case))?;
        Ok(Shown::new(List { items: page.items, next: page.next }))
    }
}

fn show(caller: &Caller, id: PersonId) -> Answer<Person> {
    let (snapshot, viewer) = caller.afresh()?;
    let person = persons::find(&snapshot, &viewer, id)?;
    let names = Names::new(&snapshot);
    if !viewer.works_here() {
        return Ok(shape(&names, &viewer, person, None)?);
    }
    let undelivered = letters::undelivered(&snapshot, &person)?.into_iter().map(Undelivered::from).collect();
    let heads =
        snapshot.units_of_head(id)?.into_iter().map(|unit| UnitPath::of(&names, unit)).collect::<Result<_, _>>()?;
    let shown = shape(&names, &viewer, person, None)?;
    Ok(Person { undelivered: Some(undelivered), heads: Some(heads), ..shown })
}

/// Whether somebody who may come in is kept out when this person is switched off: for that the password is asked for
/// again, as for switching off the user.
fn keeps_a_user_out(caller: &Caller, person: PersonId) -> Answer<bool> {
    let snapshot = caller.snapshot()?;
    for user in snapshot.users_of_person(person)? {
        if snapshot.get::<User>(user.0)?.is_some_and(|user| user.active) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn shape(
    names: &Names<'_, Snapshot>,
    viewer: &Viewer,
    person: desk::Person,
    hit: Option<Hit>,
) -> Result<Person, Fault> {
    let for_desk = viewer.works_here();
    let matched = hit.map(|hit| match hit.matched {
        Matched::Name => MatchedBy { field: MatchedField::Name, value: person.details.name.clone() },
        Matched::Email(value) => MatchedBy { field: MatchedField::Email, value },
        Matched::Phone(kept) => MatchedBy { field: MatchedField::Phone, value: phone::display(&kept) },
    });
    let details = person.details;
    Ok(Person {
        id: Id::of(person.id),
        version: person.version,
        name: details.name,
        title: details.title,
        emails: details.emails,
        undelivered: None,
        phones: details.phones.into_iter().map(|kept| Phone { display: phone::display(&kept), e164: kept }).collect(),
        unit: person.unit.map(|unit| UnitPath::of(names, unit)).transpose()?,
        heads: None,
        language: person.language.map(Word),
        vip: for_desk.then_some(person.vip),
        not_asked: person.not_asked.filter(|_| for_desk).map(Word),
        mails: Word(person.mails),
        notes: details.notes.filter(|_| for_desk),
        erased_at: person.erased.map(At),
        active: person.active,
        open_tickets: counts::open_of_person(names.facts(), viewer, person.id)?,
        matched,
    })
}
