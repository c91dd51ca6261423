//! The audit trail: who did what, when and from where.

mod changes;
mod rows;
mod shape;

use super::Tag;
use super::caller::Caller;
use super::list::{List, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Shown};
use super::streamed::Lines;
use super::word::{At, Id, Word};
use crate::desk::id::Seq;
use crate::desk::{ActorRef, Area, DoorEvent, Subject, Taken};
use crate::export::Format;
use crate::queries::audit::{self, Asked};
use crate::queries::names::Names;
use crate::words::Vocabulary;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use shape::{AuditDetail, AuditEntry};

/// The resource.
pub(super) struct Audit;

#[OpenApi(prefix_path = "/audit", tag = "Tag::Administration")]
impl Audit {
    /// List the audit trail
    ///
    /// The latest first: changes, sign-ins and refusals, with who, when and from where. What happened to cases is asked
    /// for with `area=cases`, and says that it happened, not what was written; all else is listed without an area. A page
    /// looks at 2,000 entries at the most, so with several filters it may be short, or empty, and have a next one all
    /// the same. For administrators.
    #[oai(path = "/", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn list(
        &self,
        caller: Caller,
        /// What it is about, in the large; all but `cases` unless given.
        area: Query<Option<Word<Area>>>,
        /// Who did it: `user:3`, `token:2`, `person:7`, `system` (the desk by itself), `setup` (the first start, and the command line) or `nobody` (whoever was not believed).
        by: Query<Option<String>>,
        /// What it is about: `ticket:1042`, `user:3`, `person:7`, `group:1`, `unit:4`, `token:2`, `settings`, `mail_settings`, `backup_settings` or `model`.
        about: Query<Option<String>>,
        /// The network address that it came from.
        address: Query<Option<String>>,
        /// At this moment or later.
        from: Query<Option<At>>,
        /// Before this moment.
        to: Query<Option<At>>,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<AuditEntry>>> {
        let asked = asked(area.0, by.0, about.0, address.0, (from.0, to.0))?;
        let snapshot = caller.snapshot()?;
        let page = audit::list(&snapshot, caller.viewer(), &asked, cursor.0.as_deref(), page_size(limit.0)?)?;
        let names = Names::new(&snapshot);
        let page = page.try_map(|entry| AuditEntry::of(&names, &entry))?;
        Ok(Shown::new(List { items: page.items, next: page.next }))
    }

    /// Take the audit trail away
    ///
    /// The same as a file, the latest first, as JSON Lines or as CSV. It ends with what there is when it begins. That it
    /// was taken is an entry too. For administrators.
    #[oai(path = "/export", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn export(
        &self,
        caller: Caller,
        /// How it is written; `jsonl` unless given.
        format: Query<Option<Word<Format>>>,
        /// What it is about, in the large; all but `cases` unless given.
        area: Query<Option<Word<Area>>>,
        /// Who did it, as at the list.
        by: Query<Option<String>>,
        /// What it is about, as at the list.
        about: Query<Option<String>>,
        /// The network address that it came from.
        address: Query<Option<String>>,
        /// At this moment or later.
        from: Query<Option<At>>,
        /// Before this moment.
        to: Query<Option<At>>,
    ) -> Answer<Lines> {
        caller.must(audit::is_open_to)?;
        let asked = asked(area.0, by.0, about.0, address.0, (from.0, to.0))?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Audit }).await?;
        Ok(rows::answer(&caller, asked, format.0.map_or(Format::Jsonl, |format| format.0))?)
    }

    /// Show an entry of the audit trail
    ///
    /// With what changed: each field as it was before, and after. For administrators.
    #[oai(path = "/:number", method = "get")]
    async fn get(
        &self,
        caller: Caller,
        /// The number of the entry.
        number: Path<Id>,
    ) -> Answer<Shown<AuditDetail>> {
        let snapshot = caller.snapshot()?;
        let (entry, before) = audit::one(&snapshot, caller.viewer(), Seq(number.0.0))?;
        Ok(Shown::new(AuditDetail {
            entry: AuditEntry::of(&Names::new(&snapshot), &entry)?,
            changes: changes::between(&snapshot, before.as_ref(), &entry)?,
        }))
    }
}

fn asked(
    area: Option<Word<Area>>,
    by: Option<String>,
    about: Option<String>,
    address: Option<String>,
    (since, until): (Option<At>, Option<At>),
) -> Answer<Asked> {
    let wrong =
        |name: &str| Problem::new(Code::Malformed, format!("The parameter `{name}` is not of a documented form."));
    Ok(Asked {
        area: area.map(|area| area.0),
        actor: by.map(|text| actor_of(&text).ok_or_else(|| wrong("by"))).transpose()?,
        subject: about.map(|text| subject_of(&text).ok_or_else(|| wrong("about"))).transpose()?,
        address: address.map(|text| text.trim().parse().map_err(|_| wrong("address"))).transpose()?,
        since: since.map(|at| at.0),
        until: until.map(|at| at.0),
    })
}

fn actor_of(text: &str) -> Option<ActorRef> {
    match numbered(text) {
        Some(("user", id)) => Some(ActorRef::User(id.into())),
        Some(("token", id)) => Some(ActorRef::Token(id.into())),
        Some(("person", id)) => Some(ActorRef::Person(id.into())),
        _ => match text {
            "system" => Some(ActorRef::System),
            "setup" => Some(ActorRef::Setup),
            "nobody" => Some(ActorRef::Nobody),
            _ => None,
        },
    }
}

fn subject_of(text: &str) -> Option<Subject> {
    match numbered(text) {
        Some(("ticket", id)) => Some(Subject::Ticket(id.into())),
        Some(("user", id)) => Some(Subject::User(id.into())),
        Some(("person", id)) => Some(Subject::Person(id.into())),
        Some(("group", id)) => Some(Subject::Group(id.into())),
        Some(("unit", id)) => Some(Subject::Unit(id.into())),
        Some(("token", id)) => Some(Subject::Token(id.into())),
        Some(("webhook", id)) => Some(Subject::Webhook(id.into())),
        Some(("mailbox", id)) => Some(Subject::Mailbox(id.into())),
        Some(("survey", id)) => Some(Subject::Survey(id.into())),
        _ => match text {
            "settings" => Some(Subject::Settings),
            "mail_settings" => Some(Subject::MailSettings),
            "backup_settings" => Some(Subject::BackupSettings),
            "model" => Some(Subject::Model),
            _ => None,
        },
    }
}

/// A kind and a number, such as `user:3`.
fn numbered(text: &str) -> Option<(&str, u64)> {
    let (kind, id) = text.split_once(':')?;
    id.parse().ok().filter(|id| *id > 0).map(|id| (kind, id))
}

/// The word that names a vocabulary's value, for a row of plain fields.
fn word<V: Vocabulary>(word: Option<&Word<V>>) -> Option<&'static str> {
    word.map(|word| word.0.as_str())
}
