//! An entry of the journal, as the audit trail shows it.

use super::word;
use crate::desk::{
    ActorRef, Area, DoorEvent, Entry, EntryKind, Event, Facts, Fault, JobName, LinkPurpose, NotBelieved, NoticeKind,
    ProvedBy, Refused, Subject, Taken, Way,
};
use crate::http::word::{At, Id, Word};
use crate::moment::Moment;
use crate::queries::names::Names;
use crate::words::Vocabulary;
use poem_openapi::Object;
use poem_openapi::types::Example;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident, $title:literal, $($(#[$word_doc:meta])* $word:ident = $text:literal;)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(in crate::http) enum $name { $($(#[$word_doc])* $word),+ }

        impl Vocabulary for $name {
            const TITLE: &'static str = $title;
            const ALL: &'static [Self] = &[$(Self::$word),+];
            fn as_str(self) -> &'static str { match self { $(Self::$word => $text),+ } }
        }
    };
}

kinds! {
    /// What kind of actor somebody is.
    ActorWord, "AuditActorKind",
    /// Somebody who signs in.
    User = "user";
    /// A program.
    Token = "token";
    /// A requester.
    Person = "person";
    /// The desk by itself.
    System = "system";
    /// Whoever set the desk up, or stood at the machine.
    Setup = "setup";
    /// Somebody who did not say who they are, or was not believed.
    Nobody = "nobody";
}

kinds! {
    /// What kind of thing an entry is about.
    SubjectWord, "AuditSubjectKind",
    /// A case.
    Ticket = "ticket";
    /// A user.
    User = "user";
    /// A person.
    Person = "person";
    /// A group.
    Group = "group";
    /// A unit.
    Unit = "unit";
    /// An API token.
    Token = "token";
    /// A webhook.
    Webhook = "webhook";
    /// A mailbox.
    Mailbox = "mailbox";
    /// A survey.
    Survey = "survey";
    /// The desk's settings.
    Settings = "settings";
    /// How mail leaves.
    MailSettings = "mail_settings";
    /// How backups are made.
    BackupSettings = "backup_settings";
    /// The service model.
    Model = "model";
}

/// Who did something.
#[derive(Clone, Debug, Object)]
pub(in crate::http) struct AuditActor {
    /// What they are.
    kind: Word<ActorWord>,
    /// Their id, where they have one.
    id: Option<Id>,
    /// Their name; empty where they have none, and once it was erased.
    name: String,
}

/// What an entry is about.
#[derive(Clone, Debug, Object)]
pub(in crate::http) struct AuditSubject {
    /// What it is.
    kind: Word<SubjectWord>,
    /// Its id, or the number of the case.
    id: Option<Id>,
    /// Its name; empty of cases, and where it has none.
    name: String,
}

/// An entry of the audit trail. What does not belong to its event is null.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(in crate::http) struct AuditEntry {
    /// Its number in the journal.
    number: Id,
    /// When.
    at: At,
    /// Who.
    actor: AuditActor,
    /// By which way; null: the desk itself, or an entry from before this was kept.
    way: Option<Word<Way>>,
    /// From which network address, as far as proxies of the desk vouch for it.
    address: Option<String>,
    /// What it is about, in the large.
    area: Word<Area>,
    /// What happened.
    event: Word<EntryKind>,
    /// What it is about.
    subject: Option<AuditSubject>,
    /// What proved who somebody is.
    proved_by: Option<Word<ProvedBy>>,
    /// Why somebody was not believed.
    not_believed: Option<Word<NotBelieved>>,
    /// Why somebody who is known was refused.
    refused: Option<Word<Refused>>,
    /// What they asked for, such as `GET /tickets/{number}`; empty where several are counted together.
    operation: Option<String>,
    /// How often, within a minute; null of what is written each time.
    times: Option<u32>,
    /// How many sessions were ended.
    sessions: Option<u32>,
    /// What was taken away.
    taken: Option<Word<Taken>>,
    /// The job that was asked for.
    job: Option<Word<JobName>>,
    /// What the link for a password is for.
    purpose: Option<Word<LinkPurpose>>,
    /// Whether the second step was begun, or ended.
    on: Option<bool>,
    /// What the desk told administrators.
    alarm: Option<Word<NoticeKind>>,
}

/// A field that a change changed.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(in crate::http) struct AuditChange {
    /// The path of the field, such as `second_step_roles.0`.
    pub(super) field: String,
    /// As it was; null: it was not there.
    pub(super) before: Option<String>,
    /// As it is since; null: it is not there any more.
    pub(super) after: Option<String>,
}

/// An entry, with what it changed.
#[derive(Clone, Debug, Object)]
pub(in crate::http) struct AuditDetail {
    /// The entry.
    pub(super) entry: AuditEntry,
    /// The fields that changed, at most 100; what was made first had none before. Empty of cases and of what changes no
    /// record.
    pub(super) changes: Vec<AuditChange>,
}

impl AuditEntry {
    pub(super) fn of<F: Facts>(names: &Names<'_, F>, entry: &Entry) -> Result<Self, Fault> {
        let bare = Self {
            number: Id(entry.seq.0),
            at: At(entry.at),
            actor: AuditActor::of(names, entry.actor)?,
            way: entry.from.map(|from| Word(from.way)),
            address: entry.from.and_then(|from| from.address).map(|address| address.to_canonical().to_string()),
            area: Word(entry.event.area()),
            event: Word(entry.event.kind()),
            subject: entry.event.subject().map(|subject| AuditSubject::of(names, subject)).transpose()?,
            proved_by: None,
            not_believed: None,
            refused: None,
            operation: None,
            times: None,
            sessions: None,
            taken: None,
            job: None,
            purpose: None,
            on: None,
            alarm: None,
        };
        Ok(match &entry.event {
            Event::Door(DoorEvent::SignedIn { by, .. }) => Self { proved_by: Some(Word(*by)), ..bare },
            Event::Door(DoorEvent::SignInRefused { why, times, .. }) => {
                Self { not_believed: Some(Word(*why)), times: Some(*times), ..bare }
            }
            Event::Door(DoorEvent::AccessRefused { why, operation, times, .. }) => {
                Self { refused: Some(Word(*why)), operation: Some(operation.clone()), times: Some(*times), ..bare }
            }
            Event::Door(DoorEvent::SessionsEnded { sessions, .. }) => Self { sessions: Some(*sessions), ..bare },
            Event::Door(DoorEvent::TakenAway { what }) => Self { taken: Some(Word(*what)), ..bare },
            Event::Door(DoorEvent::JobAsked { job }) => Self { job: Some(Word(*job)), ..bare },
            Event::PasswordLinkMade { purpose, .. } => Self { purpose: Some(Word(*purpose)), ..bare },
            Event::SecondStepSwitched { on, .. } => Self { on: Some(*on), ..bare },
            Event::AlarmRaised { alarm, .. } => Self { alarm: Some(Word(alarm.notice())), ..bare },
            _ => bare,
        })
    }

    /// The same as a row of plain fields, in the order of [`COLUMNS`].
    pub(super) fn row(&self) -> Value {
        let subject = self.subject.as_ref();
        json!({
            "number": self.number,
            "at": self.at,
            "actor_kind": word(Some(&self.actor.kind)),
            "actor_id": self.actor.id,
            "actor": self.actor.name,
            "way": word(self.way.as_ref()),
            "address": self.address,
            "area": word(Some(&self.area)),
            "event": word(Some(&self.event)),
            "subject_kind": subject.map(|subject| subject.kind.0.as_str()),
            "subject_id": subject.and_then(|subject| subject.id),
            "subject": subject.map(|subject| subject.name.as_str()),
            "proved_by": word(self.proved_by.as_ref()),
            "not_believed": word(self.not_believed.as_ref()),
            "refused": word(self.refused.as_ref()),
            "operation": self.operation,
            "times": self.times,
            "sessions": self.sessions,
            "taken": word(self.taken.as_ref()),
            "job": word(self.job.as_ref()),
            "purpose": word(self.purpose.as_ref()),
            "on": self.on,
            "alarm": word(self.alarm.as_ref()),
        })
    }
}

/// The fields of a row.
pub(super) const COLUMNS: [&str; 23] = [
    "number",
    "at",
    "actor_kind",
    "actor_id",
    "actor",
    "way",
    "address",
    "area",
    "event",
    "subject_kind",
    "subject_id",
    "subject",
    "proved_by",
    "not_believed",
    "refused",
    "operation",
    "times",
    "sessions",
    "taken",
    "job",
    "purpose",
    "on",
    "alarm",
];

impl AuditActor {
    fn of<F: Facts>(names: &Names<'_, F>, actor: ActorRef) -> Result<Self, Fault> {
        let kind = match actor {
            ActorRef::User(_) => ActorWord::User,
            ActorRef::Token(_) => ActorWord::Token,
            ActorRef::Person(_) => ActorWord::Person,
            ActorRef::System => ActorWord::System,
            ActorRef::Setup => ActorWord::Setup,
            ActorRef::Nobody => ActorWord::Nobody,
        };
        let named = names.actor(actor)?;
        Ok(Self { kind: Word(kind), id: named.id.map(Id), name: named.name })
    }
}

impl AuditSubject {
    fn of<F: Facts>(names: &Names<'_, F>, subject: Subject) -> Result<Self, Fault> {
        let (kind, id, name) = match subject {
            Subject::Ticket(id) => (SubjectWord::Ticket, Some(id.0), String::new()),
            Subject::User(id) => (SubjectWord::User, Some(id.0), names.user(id)?),
            Subject::Person(id) => (SubjectWord::Person, Some(id.0), names.person(id)?.name),
            Subject::Group(id) => (SubjectWord::Group, Some(id.0), names.group(id)?),
            Subject::Unit(id) => (SubjectWord::Unit, Some(id.0), names.unit(id)?),
            Subject::Token(id) => (SubjectWord::Token, Some(id.0), names.token(id)?),
            Subject::Webhook(id) => (SubjectWord::Webhook, Some(id.0), names.webhook(id)?),
            Subject::Mailbox(id) => (SubjectWord::Mailbox, Some(id.0), names.mailbox(id)?),
            Subject::Survey(id) => (SubjectWord::Survey, Some(id.0), names.survey(id)?),
            Subject::Settings => (SubjectWord::Settings, None, String::new()),
            Subject::MailSettings => (SubjectWord::MailSettings, None, String::new()),
            Subject::BackupSettings => (SubjectWord::BackupSettings, None, String::new()),
            Subject::Model => (SubjectWord::Model, None, String::new()),
        };
        Ok(Self { kind: Word(kind), id: id.map(Id), name })
    }
}

impl Example for AuditEntry {
    fn example() -> Self {
        Self {
            number: Id(5_210),
            at: At(Moment::parse("2026-11-25T14:30:00Z").unwrap_or_default()),
            actor: AuditActor { kind: Word(ActorWord::Nobody), id: None, name: String::new() },
            way: Some(Word(Way::Session)),
            address: Some("192.0.2.7".to_owned()),
            area: Word(Area::Refusals),
            event: Word(EntryKind::SignInRefused),
            subject: Some(AuditSubject {
                kind: Word(SubjectWord::User),
                id: Some(Id(3)),
                name: "Carolina Soto".to_owned(),
            }),
            proved_by: None,
            not_believed: Some(Word(NotBelieved::WrongPassword)),
            refused: None,
            operation: None,
            times: Some(1),
            sessions: None,
            taken: None,
            job: None,
            purpose: None,
            on: None,
            alarm: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AuditEntry, COLUMNS};
    use poem_openapi::types::Example;

    #[test]
    fn every_field_of_a_row_has_its_column() {
        let row = AuditEntry::example().row();
        let mut named: Vec<&str> = row.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let mut columns = COLUMNS.to_vec();
        named.sort_unstable();
        columns.sort_unstable();
        assert_eq!(named, columns);
    }
}
