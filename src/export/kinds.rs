//! What is exported: one file each.

use super::{ExportError, Take, row};
use crate::desk::follow_up::FollowUp;
use crate::desk::id::Seq;
use crate::desk::record::Record;
use crate::desk::{
    BackupSettings, Event, Fault, Group, Invitation, Mail, MailSettings, Mailbox, NoticeWay, Person, ProcedureRun,
    Round, Settings, Stay, StepFigures, Survey, SurveyAnswer, SurveyApproval, SurveyComment, SurveyReview,
    SurveyVersion, Ticket, Token, Turn, Unit, User, Wait, Webhook,
};
use crate::service_model::{ModelDraft, ServiceModel};
use crate::store::outbox::{self, OutboxState};
use crate::store::{Snapshot, replay};
use serde_json::{Value, json};

/// A kind of rows.
pub(super) struct Kind {
    /// What its file is called, without its ending.
    pub(super) name: &'static str,
    /// Gives its rows.
    pub(super) rows: fn(&Snapshot, &mut Take<'_>) -> Result<(), ExportError>,
}

/// Every kind; README.md says what each is.
pub(super) const KINDS: &[Kind] = &[
    Kind { name: "settings", rows: records::<Settings> },
    Kind { name: "mail_settings", rows: records::<MailSettings> },
    Kind { name: "backup_settings", rows: records::<BackupSettings> },
    Kind { name: "models", rows: records::<ServiceModel> },
    Kind { name: "model_draft", rows: records::<ModelDraft> },
    Kind { name: "units", rows: records::<Unit> },
    Kind { name: "groups", rows: records::<Group> },
    Kind { name: "users", rows: records::<User> },
    Kind { name: "people", rows: records::<Person> },
    Kind { name: "tokens", rows: records::<Token> },
    Kind { name: "webhooks", rows: records::<Webhook> },
    Kind { name: "mailboxes", rows: records::<Mailbox> },
    Kind { name: "incoming_mails", rows: records::<Mail> },
    Kind { name: "surveys", rows: records::<Survey> },
    Kind { name: "survey_versions", rows: records::<SurveyVersion> },
    Kind { name: "survey_answers", rows: records::<SurveyAnswer> },
    Kind { name: "survey_reviews", rows: records::<SurveyReview> },
    Kind { name: "survey_comments", rows: records::<SurveyComment> },
    Kind { name: "survey_approvals", rows: records::<SurveyApproval> },
    Kind { name: "survey_invitations", rows: records::<Invitation> },
    Kind { name: "follow_ups", rows: records::<FollowUp> },
    Kind { name: "survey_rounds", rows: records::<Round> },
    Kind { name: "cases", rows: records::<Ticket> },
    Kind { name: "stays", rows: records::<Stay> },
    Kind { name: "waits", rows: records::<Wait> },
    Kind { name: "procedures", rows: records::<ProcedureRun> },
    Kind { name: "turns", rows: records::<Turn> },
    Kind { name: "step_figures", rows: records::<StepFigures> },
    Kind { name: "messages", rows: messages },
    Kind { name: "mails", rows: mails },
    Kind { name: "deliveries", rows: deliveries },
    Kind { name: "replays", rows: replays },
    Kind { name: "journal", rows: journal },
];

/// How many mails are read at once.
const PAGE: usize = 500;

fn records<R: Record>(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for record in snapshot.records::<R>(None)? {
        take(row::of(snapshot, &record?)?)?;
    }
    Ok(())
}

/// What was written in cases, in the order in which it was.
fn messages(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for entry in snapshot.entries_from(Seq(1))? {
        let entry = entry?;
        let (kind, author, channel, text) = match &entry.event {
            Event::Replied { author, channel, text, .. } => ("reply", author, Some(channel), text),
            Event::Noted { author, text, .. } => ("note", author, None, text),
            _ => continue,
        };
        let message = json!({
            "seq": entry.seq, "ticket": entry.event.ticket(), "at": entry.at, "kind": kind, "author": author,
            "channel": channel, "text": text, "attachments": entry.event.attachments(),
        });
        take(row::of(snapshot, &message)?)?;
    }
    Ok(())
}

/// What left the desk by mail.
fn mails(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    outgoing(snapshot, NoticeWay::Mail, take)
}

/// What left the desk for other programs.
fn deliveries(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    outgoing(snapshot, NoticeWay::Webhook, take)
}

/// What left the desk, state by state.
fn outgoing(snapshot: &Snapshot, way: NoticeWay, take: &mut Take<'_>) -> Result<(), ExportError> {
    for state in OutboxState::ALL {
        let mut after = None;
        loop {
            let page = outbox::list(snapshot, (way, *state), after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some((last.when, last.id));
            for outgoing in &page {
                take(row::of(snapshot, outgoing)?)?;
            }
        }
    }
    Ok(())
}

/// What was asked of past periods, and what it came to in sum.
fn replays(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for replay in replay::all(snapshot)? {
        let tally = crate::replay::tally(&replay)?;
        let line = json!({
            "id": replay.id, "name": replay.name, "from": replay.from, "to": replay.to, "tried": replay.tried,
            "by": replay.by, "began": replay.began, "ended": replay.ended, "tally": tally,
        });
        take(row::of(snapshot, &line)?)?;
    }
    Ok(())
}

/// All that happened, with who and when.
fn journal(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for entry in snapshot.entries_from(Seq(1))? {
        let entry = entry?;
        let event = serde_json::to_value(&entry.event).map_err(|error| Fault(Box::new(error)))?;
        let data = match entry.event {
            Event::Door(_) => inner(inner(event)),
            _ => inner(event),
        };
        let line = json!({
            "seq": entry.seq, "at": entry.at, "actor": entry.actor, "from": entry.from,
            "area": entry.event.area(), "event": entry.event.kind(), "ticket": entry.event.ticket(), "data": data,
        });
        take(row::of(snapshot, &line)?)?;
    }
    Ok(())
}

/// What stands behind the one name of an event.
fn inner(event: Value) -> Value {
    match event {
        Value::Object(event) => event.into_iter().next().map(|(_, data)| data).unwrap_or_default(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use crate::store::{Class, Table};

    /// Which file holds what a table holds, and what no file holds, and why.
    const TABLES: &[(Table, Result<&str, &str>)] = &[
        (Table::Meta, Err("what the file says of itself")),
        (Table::Journal, Ok("journal")),
        (Table::Content, Err("each text stands in the row that it belongs to")),
        (Table::KeptFile, Err("the files lie in a folder of their own")),
        (Table::FileChunk, Err("the files lie in a folder of their own")),
        (Table::Settings, Ok("settings")),
        (Table::MailSettings, Ok("mail_settings")),
        (Table::BackupSettings, Ok("backup_settings")),
        (Table::ServiceModel, Ok("models")),
        (Table::ModelDraft, Ok("model_draft")),
        (Table::Unit, Ok("units")),
        (Table::Group, Ok("groups")),
        (Table::User, Ok("users")),
        (Table::Person, Ok("people")),
        (Table::Token, Ok("tokens")),
        (Table::Webhook, Ok("webhooks")),
        (Table::Mailbox, Ok("mailboxes")),
        (Table::Mail, Ok("incoming_mails")),
        (Table::Survey, Ok("surveys")),
        (Table::SurveyVersion, Ok("survey_versions")),
        (Table::SurveyAnswer, Ok("survey_answers")),
        (Table::SurveyReview, Ok("survey_reviews")),
        (Table::SurveyComment, Ok("survey_comments")),
        (Table::SurveyApproval, Ok("survey_approvals")),
        (Table::Invitation, Ok("survey_invitations")),
        (Table::FollowUp, Ok("follow_ups")),
        (Table::Round, Ok("survey_rounds")),
        (Table::Ticket, Ok("cases")),
        (Table::Stay, Ok("stays")),
        (Table::Wait, Ok("waits")),
        (Table::ProcedureRun, Ok("procedures")),
        (Table::Turn, Ok("turns")),
        (Table::StepFigures, Ok("step_figures")),
        (Table::Idempotency, Err("gone in a day")),
        (Table::Session, Err("opens the desk")),
        (Table::Device, Err("opens the desk")),
        (Table::Credential, Err("opens the desk")),
        (Table::PasswordLink, Err("opens the desk")),
        (Table::SecondStep, Err("opens the desk")),
        (Table::Secret, Err("opens other doors")),
        (Table::Throttle, Err("gone in a day")),
        (Table::Outbox, Ok("mails")),
        (Table::ScreenNotice, Err("each tells somebody what the journal says")),
        (Table::Upload, Err("nobody has claimed it; gone in a day")),
        (Table::FolderLook, Err("how far this machine has read")),
        (Table::Job, Err("what the program does by itself, here")),
        (Table::BackupLog, Err("of this machine; the journal says what failed")),
        (Table::SurveyLink, Err("opens a survey")),
        (Table::ReviewLink, Err("opens the review of a survey")),
        (Table::CaseLink, Err("opens a case")),
        (Table::SignInCodes, Err("opens the desk; gone in minutes")),
        (Table::GuestSession, Err("opens the desk")),
        (Table::InvitationLink, Err("opens a survey")),
        (Table::UsedInvitation, Err("says of nobody what they answered, and is not to")),
        (Table::AnswerPool, Err("waits so that nobody can tell whose it is; gone in a day")),
        (Table::Replay, Ok("replays")),
        (Table::ReplayCases, Err("a replay has an export of its own, with its cases")),
        (Table::Reader, Err("of this machine")),
    ];
    /// Files that hold what another one holds too, or the rest of a table.
    const PARTS: &[&str] = &["messages", "deliveries"];

    #[test]
    fn every_table_is_exported_or_left_out_for_a_reason() {
        let not_derived = Table::ALL.iter().copied().filter(|table| table.class() != Class::Derived);
        assert_eq!(TABLES.iter().map(|(table, _)| *table).collect::<Vec<_>>(), not_derived.collect::<Vec<_>>());
        let mut files: Vec<&str> =
            TABLES.iter().filter_map(|(_, file)| file.ok()).chain(PARTS.iter().copied()).collect();
        let mut kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        files.sort_unstable();
        kinds.sort_unstable();
        assert_eq!(files, kinds);
    }
}
