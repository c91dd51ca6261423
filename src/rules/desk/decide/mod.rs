//! What follows from a command: `(facts, actor, command, now) → events, or a refusal`. Nothing is changed here.

mod administration;
mod assign;
mod by_phone;
mod check;
mod clocks;
mod copy;
mod desk_itself;
mod draft;
mod entry;
mod escalate;
mod follow_up;
mod invite;
mod mail;
mod mailbox;
mod model;
mod notify;
mod open;
mod people;
mod procedure;
mod progress;
mod round;
mod scenario;
mod survey;
mod survey_review;
mod survey_themes;
mod talk;
mod trial;
mod units;
mod webhook;

use super::event::{ContentRow, Erasing, Event};
use super::facts::{Facts, Fault};
use super::id::{GroupId, MailId, MailboxId, PersonId, SurveyId, TicketNumber, TokenId, UnitId, UserId, WebhookId};
use super::{ActorRef, Command, Notice, Refusal};
use crate::Moment;
use crate::service_model::ModelVersion;
pub use assign::proposed_group;
pub use by_phone::{PhoneAnswer, asked_by_phone, phone_about, why_not_by_phone};
pub(crate) use check::Check;
pub use clocks::units_upwards;
use draft::Draft;
pub use entry::mails_links;
pub use invite::{faults_of_asking, why_not_asked};
pub use mail::own_addresses;
pub use mailbox::every_mailbox;
pub use model::{faults_of, wrong_with};
pub use scenario::{Deviation, ScenarioRun, run_scenario, scenario_of};
use serde::{Deserialize, Serialize};
pub use survey::{faults as faults_of_form, known_about};
pub use trial::{Course, Escalated, NoticeCounts, Trial};

/// What an accepted command comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// What happened, in order. Empty when all was as asked already.
    pub events: Vec<Event>,
    /// The texts and personal details that the events refer to.
    pub contents: Vec<ContentRow>,
    /// What is erased, once the events are written.
    pub erasing: Erasing,
    /// Whom to tell.
    pub notices: Vec<Notice>,
    /// What the caller asked for.
    pub outcome: Outcome,
}

impl Accepted {
    /// That this happened, and nothing follows.
    fn that(event: Event) -> Self {
        Self {
            events: vec![event],
            contents: Vec::new(),
            erasing: Erasing::default(),
            notices: Vec::new(),
            outcome: Outcome::Done,
        }
    }
}

/// The thing that a command made or changed: what an idempotency key remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A case.
    Ticket(TicketNumber),
    /// A person.
    Person(PersonId),
    /// A unit.
    Unit(UnitId),
    /// A group.
    Group(GroupId),
    /// A user.
    User(UserId),
    /// A token.
    Token(TokenId),
    /// A webhook.
    Webhook(WebhookId),
    /// A mailbox.
    Mailbox(MailboxId),
    /// A mail that came.
    Mail(MailId),
    /// A survey.
    Survey(SurveyId),
    /// A version of the service model.
    Model(ModelVersion),
    /// Settings, or nothing.
    Done,
}

/// Why a command did not go through.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The desk said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The storage failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What follows from `command`, asked by `actor` at `now`. `if_version`: only when the thing it changes is still at
/// this version. Total: it returns, and changes nothing itself.
///
/// # Errors
/// A refusal, or a fault of the storage below.
pub fn decide<F: Facts>(
    facts: &F,
    actor: ActorRef,
    command: &Command,
    if_version: Option<u64>,
    now: Moment,
) -> Result<Accepted, Stop> {
    // Whoever it was need not be one who may write, nor one who may come in.
    if let Command::Witness(event) = command {
        return Ok(Accepted::that(Event::Door(event.clone())));
    }
    let mut draft = Draft::new(facts, actor, if_version, now)?;
    let outcome = match command {
        Command::Witness(_) => Ok(Outcome::Done),
        Command::SetUp { admin, settings } => administration::set_up(&mut draft, admin, settings),
        Command::ChangeSettings(settings) => administration::change_settings(&mut draft, settings),
        Command::ChangeMailSettings {
            host,
            port,
            security,
            username,
            password,
            from_address,
            from_name,
            trusted_certificates,
        } => administration::change_mail_settings(
            &mut draft,
            &administration::MailDraft {
                host,
                port: *port,
                security: *security,
                username,
                with_password: password.is_some(),
                from_address,
                from_name,
                trusted_certificates,
            },
        ),
        Command::ChangeBackupSettings { schedule, calendar, folder, keep } => {
            desk_itself::change_backup_settings(&mut draft, schedule, *calendar, folder, *keep)
        }
        Command::RaiseAlarm { alarm, detail } => desk_itself::raise_alarm(&mut draft, *alarm, detail),
        Command::PublishModel(model) => model::publish(&mut draft, model),
        Command::DraftModel { model, anew } => model::save_draft(&mut draft, model, *anew),
        Command::DiscardModelDraft => model::discard_draft(&mut draft),
        Command::PublishModelDraft { over, overrule } => model::publish_draft(&mut draft, *over, overrule.as_deref()),
        Command::SaveUnit { id, unit } => units::save_unit(&mut draft, *id, unit),
        Command::SavePerson { id, person } => people::save_person(&mut draft, *id, person),
        Command::SaveGroup { id, group } => administration::save_group(&mut draft, *id, group),
        Command::SaveUser { id, user } => administration::save_user(&mut draft, *id, user),
        Command::ChangePassword { user, password_hash: _ } => entry::change_password(&mut draft, *user),
        Command::MakePasswordLink { user, purpose, delivery } => {
            entry::make_password_link(&mut draft, *user, *purpose, *delivery)
        }
        Command::UsePasswordLink { user, link: _, password_hash: _ } => entry::use_password_link(&mut draft, *user),
        Command::SwitchSecondStep { user, second_step } => {
            entry::switch_second_step(&mut draft, *user, second_step.is_some())
        }
        Command::LetIn { user, password_hash: _ } => entry::let_in(&mut draft, *user),
        Command::SetAway { user, away } => administration::set_away(&mut draft, *user, *away),
        Command::SetPreferences { user, preferences } => {
            administration::set_preferences(&mut draft, *user, preferences)
        }
        Command::CreateToken(token) => administration::create_token(&mut draft, token),
        Command::RevokeToken { token } => administration::revoke_token(&mut draft, *token),
        Command::SaveWebhook { id, webhook } => webhook::save(&mut draft, *id, webhook),
        Command::SaveMailbox { id, mailbox } => mailbox::save(&mut draft, *id, mailbox),
        Command::SignMailboxIn { mailbox, client, token: _ } => mailbox::sign_in(&mut draft, *mailbox, client),
        Command::TakeMail(mail) => mail::take(&mut draft, mail),
        Command::LetMailIn { mail } => mail::let_in(&mut draft, *mail),
        Command::SaveSurvey { id, survey } => survey::save(&mut draft, *id, survey),
        Command::ChangeSurveyLink { survey, hash } => survey::change_link(&mut draft, *survey, hash.is_some()),
        Command::TakeAnswers { survey, sent, waited: _ } => survey::take_answers(&mut draft, *survey, sent),
        Command::ChangeAsking { survey, asking } => invite::change_asking(&mut draft, *survey, asking),
        Command::ChangeThemes { survey, themes } => survey_themes::change(&mut draft, *survey, themes.as_deref()),
        Command::Invite { invitation, answered } => invite::come_due(&mut draft, *invitation, *answered),
        Command::MoveRound { survey, day, step } => round::step(&mut draft, *survey, *day, step),
        Command::ForgetAnswers { forgetting, words, entries } => {
            survey::forget(&mut draft, forgetting, (words, entries))
        }
        Command::NoteDelivery { invitation, taken } => invite::note_delivery(&mut draft, *invitation, *taken),
        Command::AskByPhone { ticket, survey, given } => by_phone::take(&mut draft, *ticket, *survey, given),
        Command::FollowUp { id, step } => follow_up::step(&mut draft, *id, step),
        Command::ChangeOwnData(own) => people::change_own_data(&mut draft, own),
        Command::ChangeAsked { person, asked } => invite::change_asked(&mut draft, *person, *asked),
        Command::ErasePerson { person, about } => people::erase_person(&mut draft, *person, about),
        Command::PublishSurvey { survey } => survey::publish(&mut draft, *survey),
        Command::ReviewSurvey { survey, step } => survey_review::review(&mut draft, *survey, step),

        Command::OpenTicket(new) => open::open(&mut draft, new),
        Command::EditTicket { ticket, edit } => progress::edit(&mut draft, *ticket, edit),
        Command::SetPriority { ticket, priority, reason } => {
            progress::set_priority(&mut draft, *ticket, *priority, reason.as_deref())
        }
        Command::Take { ticket } => progress::take(&mut draft, *ticket),
        Command::Assign { ticket, assignee } => progress::assign(&mut draft, *ticket, *assignee),
        Command::Pass { ticket, group, assignee, note, reply } => {
            progress::pass(&mut draft, *ticket, *group, *assignee, note.as_deref(), reply.as_deref())
        }
        Command::Wait { ticket, on, until, reason } => {
            progress::wait(&mut draft, *ticket, *on, *until, reason.as_deref())
        }
        Command::Resume { ticket } => progress::resume(&mut draft, *ticket),
        Command::Resolve { ticket, solution } => progress::resolve(&mut draft, *ticket, solution),
        Command::CorrectOnLine { ticket, on_line, reason } => {
            progress::correct_on_line(&mut draft, *ticket, *on_line, reason)
        }
        Command::Reopen { ticket, reason } => progress::reopen(&mut draft, *ticket, reason),
        Command::Close { ticket } => progress::close(&mut draft, *ticket),
        Command::Settle { ticket, reason, attachments } => progress::settle(&mut draft, *ticket, reason, attachments),
        Command::Cancel { ticket, reason } => progress::cancel(&mut draft, *ticket, reason),
        Command::Reply { ticket, text, channel, from_requester, attachments } => {
            talk::reply(&mut draft, *ticket, text, *channel, *from_requester, attachments)
        }
        Command::Note { ticket, text, attachments } => talk::note(&mut draft, *ticket, text, attachments),
        Command::Follow { ticket, follows } => talk::follow(&mut draft, *ticket, *follows),
        Command::Watch { ticket, person, watches } => copy::watch(&mut draft, *ticket, *person, *watches),
        Command::MarkStep { ticket, procedure, step, change } => {
            procedure::mark(&mut draft, *ticket, *procedure, *step, change)
        }
        Command::Acknowledge { ticket } => escalate::acknowledge(&mut draft, *ticket),
        Command::PlanAnew { ticket } => progress::plan_anew(&mut draft, *ticket),
        Command::TimerDue { ticket, timer } => progress::timer_due(&mut draft, *ticket, *timer),
    }?;
    Ok(draft.accept(outcome))
}
