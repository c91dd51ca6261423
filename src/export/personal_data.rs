//! What the desk holds about somebody: to hand it to them, and to erase it. A right of theirs by Chile's law 21.719 (access
//! and portability; suppression) and by most others: rectification is changing the person.

use super::row;
use crate::desk::id::{ContentId, PersonId, TicketNumber, UserId};
use crate::desk::mail::{Mail, MailFate};
use crate::desk::{
    Content, Entry, Event, Facts, Fault, Invitation, Owner, Person, SurveyAnswer, SurveyVersion, Ticket,
};
use crate::desk::{User, Viewer};
use crate::moment::Moment;
use crate::queries::names::Names;
use crate::queries::{Unanswered, attachment, letters};
use crate::secret::hex;
use crate::store::index::ticket::{Lane, Scope};
use crate::store::{Direction, Snapshot, index};
use crate::survey::Confidence;
use crate::words::{State, Vocabulary, WaitingFor};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How many times somebody may have been asked by surveys, more than any contract allows in a lifetime.
const ASKED_MAX: usize = 10_000;

/// What would be erased with a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// Who.
    pub person: PersonId,
    /// When their data was erased already.
    pub erased: Option<Moment>,
    /// How many cases they asked for: they stay, without words and names.
    pub cases: u64,
    /// The cases of theirs that are open: these are to be ended first.
    pub open: Vec<TicketNumber>,
    /// How many texts go: names and addresses, subjects, messages, notes, answers.
    pub texts: u64,
    /// How many files go.
    pub files: u64,
    /// How many bytes these have.
    pub bytes: u64,
    /// How many answers to surveys lose their words.
    pub answers: u64,
    /// How many accounts end.
    pub accounts: u64,
    /// The details of their accounts, what others wrote in their cases, and mails of theirs that were set aside.
    pub about: Vec<ContentId>,
}

/// What would be erased with a person.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer, [`Unanswered::NotFound`], or a fault of the storage.
pub fn erasure(snapshot: &Snapshot, viewer: &Viewer, id: PersonId) -> Result<Erasure, Unanswered> {
    let person = administered(snapshot, viewer, id)?;
    let users = snapshot.users_of_person(id)?;
    let mut found = Erasure { person: id, erased: person.erased, accounts: users.len() as u64, ..Erasure::default() };
    let theirs = index::content::of_owner(snapshot, Owner::Person(id), None, usize::MAX)?;
    let mut contents: BTreeSet<ContentId> = theirs.into_iter().collect();
    for mail in set_aside(snapshot, &person, &users)? {
        found.about.extend(mail.contents());
    }
    for user in users {
        for content in index::content::of_owner(snapshot, Owner::User(user), None, usize::MAX)? {
            // What they wrote may stand in the cases of others, from when they worked here.
            let details = snapshot.content(content)?.is_some_and(|row| matches!(row.content, Content::User(_)));
            found.about.extend(details.then_some(content));
        }
    }
    for ticket in cases(snapshot, id)?.into_iter().filter(|ticket| ticket.requester == id) {
        found.cases += 1;
        found.open.extend(ticket.state.is_open().then_some(ticket.number));
        let mut about = row::contents_of(&ticket)?;
        for entry in entries(snapshot, ticket.number)? {
            about.extend(row::contents_of(&entry.event)?);
            let Event::MailTaken(mail) = &entry.event else { continue };
            if matches!(mail.fate, MailFate::Bounced { .. }) {
                // Whomever it did not reach, they did not write it: a server sends back what was said in the case.
                found.about.extend(mail.contents());
            } else {
                about.extend(mail.contents());
            }
        }
        for follow_up in snapshot.follow_ups_about(ticket.number)? {
            about.extend(row::contents_of(&follow_up)?);
        }
        for content in about.into_iter().filter(|content| !contents.contains(content)) {
            // What another requester wrote there is theirs.
            let theirs = |owner: Owner| matches!(owner, Owner::Person(other) if other != id);
            if snapshot.content(content)?.is_some_and(|row| !theirs(row.owner)) {
                found.about.push(content);
            }
        }
    }
    found.about.sort_unstable();
    found.about.dedup();
    for invitation in snapshot.invitations_to(id, ASKED_MAX)? {
        found.answers += u64::from(invitation.answer().is_some());
    }
    contents.extend(found.about.iter().copied());
    for content in contents {
        match snapshot.content(content)?.map(|row| row.content) {
            Some(Content::File(file)) => (found.files, found.bytes) = (found.files + 1, found.bytes + file.size),
            Some(_) => found.texts += 1,
            None => {}
        }
    }
    Ok(found)
}

/// Everything that the desk holds about a person, as they may have it: themselves, their accounts, their cases with what
/// crossed the counter, their mails that were set aside, and what surveys asked them. Of a survey that promised not to name
/// them only that they answered: whoever hands this out is not to read what.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer, [`Unanswered::NotFound`], or a fault of the storage.
pub fn export(snapshot: &Snapshot, viewer: &Viewer, id: PersonId, now: Moment) -> Result<Value, Unanswered> {
    let person = administered(snapshot, viewer, id)?;
    let users = snapshot.users_of_person(id)?;
    let mut aside = Vec::new();
    for mail in set_aside(snapshot, &person, &users)? {
        aside.push(mail_aside(snapshot, &mail)?);
    }
    let mut accounts = Vec::new();
    for user in users {
        accounts.extend(snapshot.get::<User>(user.0)?.map(|user| row::of(snapshot, &user)).transpose()?);
    }
    let names = Names::new(snapshot);
    let heads =
        snapshot.units_of_head(id)?.into_iter().map(|unit| names.unit_path(unit)).collect::<Result<Vec<_>, _>>()?;
    let mut told = Vec::new();
    for ticket in cases(snapshot, id)? {
        told.push(case(snapshot, &ticket, id)?);
    }
    let mut surveys = Vec::new();
    for invitation in snapshot.invitations_to(id, ASKED_MAX)? {
        surveys.push(asked(snapshot, &invitation)?);
    }
    Ok(json!({
        "desk": snapshot.settings()?.name, "taken_at": now.to_string(), "person": row::of(snapshot, &person)?,
        "accounts": accounts, "heads_units": heads, "cases": told, "mails_aside": aside, "surveys": surveys,
    }))
}

/// The person, for whoever administers.
fn administered(snapshot: &Snapshot, viewer: &Viewer, id: PersonId) -> Result<Person, Unanswered> {
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    snapshot.get::<Person>(id.0)?.ok_or(Unanswered::NotFound)
}

/// The mails from an address of theirs, or of an account of theirs, that were set aside: no case leads to these, and they
/// are nobody's in the desk.
fn set_aside(snapshot: &Snapshot, person: &Person, users: &[UserId]) -> Result<Vec<Mail>, Fault> {
    let mut addresses: BTreeSet<String> = person.details.emails.iter().cloned().collect();
    for user in users {
        addresses.extend(snapshot.get::<User>(user.0)?.map(|user| user.details.email));
    }
    let mut found = Vec::new();
    for address in addresses {
        let mails = snapshot.mails_of(&index::mail::address_key(&address))?;
        found.extend(mails.into_iter().filter(|mail| matches!(mail.fate, MailFate::Aside(_))));
    }
    Ok(found)
}

/// A mail that was set aside, as whoever sent it may have it.
fn mail_aside(snapshot: &Snapshot, mail: &Mail) -> Result<Value, Fault> {
    let file = attachment::file(snapshot, mail.raw)?.map(|file| {
        let path = format!("/api/v1/mails-aside/{}/raw", mail.id);
        json!({ "name": format!("{}.eml", mail.id), "size": file.size, "sha256": hex(&file.hash), "path": path })
    });
    Ok(json!({ "at": mail.at.to_string(), "subject": letters::head(snapshot, mail)?.subject, "file": file }))
}

/// The cases that somebody asked for, or that are about them, by number.
fn cases(snapshot: &Snapshot, id: PersonId) -> Result<Vec<Ticket>, Fault> {
    let mut numbers = Vec::new();
    for state in State::ALL {
        for assigned in [false, true] {
            let lane = Lane::by_number(Scope::Requester(id), assigned, *state);
            for place in snapshot.lane(&lane, Direction::Ascending, None)? {
                numbers.push(place?.number);
            }
        }
    }
    numbers.sort_unstable();
    let mut found = Vec::new();
    for number in numbers {
        found.extend(snapshot.get::<Ticket>(number.0)?);
    }
    Ok(found)
}

fn entries(snapshot: &Snapshot, number: TicketNumber) -> Result<Vec<Entry>, Fault> {
    snapshot.entries_of(number, None, Direction::Ascending, usize::MAX)
}

/// A case as whom it concerns may have it.
fn case(snapshot: &Snapshot, ticket: &Ticket, of: PersonId) -> Result<Value, Fault> {
    let names = Names::new(snapshot);
    let mut happened = Vec::new();
    let mut files = Vec::new();
    for entry in entries(snapshot, ticket.number)?.iter().filter(|entry| crosses_the_counter(&entry.event)) {
        for content in entry.event.attachments() {
            if let Some(Content::File(file)) = snapshot.content(*content)?.map(|row| row.content) {
                let path = format!("/api/v1/tickets/{}/attachments/{content}", ticket.number);
                files.push(json!({ "name": file.name, "size": file.size, "sha256": hex(&file.hash), "path": path }));
            }
        }
        happened.push(match &entry.event {
            // What the desk made of it is no part of what they said.
            Event::Opened { .. } => json!({ "at": entry.at.to_string(), "opened": { "channel": ticket.channel } }),
            event => json!({ "at": entry.at.to_string(), "what": row::of(snapshot, event)? }),
        });
    }
    let text = |id: Option<ContentId>| id.map(|id| names.text(id)).transpose();
    Ok(json!({
        "number": ticket.number.0, "kind": ticket.kind, "state": ticket.state, "channel": ticket.channel,
        "asked_for_by_them": ticket.requester == of, "opened_at": ticket.opened_at.to_string(),
        "closed_at": ticket.closed_at.map(|at| at.to_string()), "subject": text(Some(ticket.subject))?,
        "description": text(ticket.description)?, "happened": happened, "files": files,
    }))
}

/// Whether the requester reads it too.
fn crosses_the_counter(event: &Event) -> bool {
    match event {
        Event::Opened { .. }
        | Event::Replied { .. }
        | Event::Resolved { .. }
        | Event::Reopened { .. }
        | Event::Closed { .. }
        | Event::Cancelled { .. } => true,
        Event::Waited { on, .. } => *on == WaitingFor::Requester,
        _ => false,
    }
}

/// That a survey asked somebody, and what they answered where it names them.
fn asked(snapshot: &Snapshot, invitation: &Invitation) -> Result<Value, Fault> {
    let answer = invitation.answer().map(|id| snapshot.get::<SurveyAnswer>(id.0)).transpose()?.flatten();
    let form = match &answer {
        Some(answer) => snapshot.get::<SurveyVersion>((answer.survey.0, answer.n))?.map(|version| version.form),
        None => None,
    };
    let named = form.as_ref().is_some_and(|form| form.confidence == Confidence::Named);
    let given = answer.as_ref().filter(|_| named).map(|answer| row::of(snapshot, answer)).transpose()?;
    Ok(json!({
        "survey": Names::new(snapshot).survey(invitation.survey)?,
        "asked_at": invitation.asked().map(|at| at.to_string()),
        "answered_on": answer.map(|answer| answer.day.date().to_string()),
        "promised": form.map(|form| form.confidence.as_str()), "answer": given,
    }))
}
