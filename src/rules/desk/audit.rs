//! What each entry of the journal is filed under, so that it is found again: its kind, its area, what it is about.

use super::door::DoorEvent;
use super::event::Event;
use super::follow_up::FollowUpChange;
use super::id::{GroupId, MailboxId, PersonId, SurveyId, TicketNumber, TokenId, UnitId, UserId, WebhookId};
use super::round::RoundMoved;
use super::survey_review::Reviewed;
use crate::words::Vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What an entry is about, in the large.
    Area {
        /// Who came in, went, and proved who they are.
        Entry = "entry",
        /// Who was kept out, of the desk or of a part of it.
        Refusals = "refusals",
        /// Users, groups and tokens: who may do what.
        Users = "users",
        /// Settings of the desk, its mail, its webhooks, its backups, the service model, and surveys.
        Settings = "settings",
        /// Persons and units.
        People = "people",
        /// The desk itself: alarms, backups, restoring, what was taken away, jobs that somebody asked for.
        Desk = "desk",
        /// What people answered to surveys.
        Answers = "answers",
        /// Cases.
        Cases = "cases",
    }
}

/// The one thing that an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A case.
    Ticket(TicketNumber),
    /// A user.
    User(UserId),
    /// A person.
    Person(PersonId),
    /// A group.
    Group(GroupId),
    /// A unit.
    Unit(UnitId),
    /// An API token.
    Token(TokenId),
    /// A webhook.
    Webhook(WebhookId),
    /// A mailbox.
    Mailbox(MailboxId),
    /// A survey.
    Survey(SurveyId),
    /// The desk's settings.
    Settings,
    /// How mail leaves.
    MailSettings,
    /// How backups are made.
    BackupSettings,
    /// The service model.
    Model,
}

vocabulary! {
    /// What an entry says, in a word.
    EntryKind {
        /// [`Event::SettingsChanged`].
        SettingsChanged = "settings_changed",
        /// [`Event::MailSettingsChanged`].
        MailSettingsChanged = "mail_settings_changed",
        /// [`Event::BackupSettingsChanged`].
        BackupSettingsChanged = "backup_settings_changed",
        /// [`Event::AlarmRaised`].
        AlarmRaised = "alarm_raised",
        /// [`Event::ModelPublished`].
        ModelPublished = "model_published",
        /// [`Event::ModelDrafted`].
        ModelDrafted = "model_drafted",
        /// [`Event::ScenariosOverruled`].
        ScenariosOverruled = "scenarios_overruled",
        /// [`Event::UnitSaved`].
        UnitSaved = "unit_saved",
        /// [`Event::GroupSaved`].
        GroupSaved = "group_saved",
        /// [`Event::UserSaved`].
        UserSaved = "user_saved",
        /// [`Event::UserAway`].
        UserAway = "user_away",
        /// [`Event::PreferencesChanged`].
        PreferencesChanged = "preferences_changed",
        /// [`Event::PasswordChanged`].
        PasswordChanged = "password_changed",
        /// [`Event::PasswordLinkMade`].
        PasswordLinkMade = "password_link_made",
        /// [`Event::SecondStepSwitched`].
        SecondStepSwitched = "second_step_switched",
        /// [`Event::PersonSaved`].
        PersonSaved = "person_saved",
        /// [`Event::TokenCreated`].
        TokenCreated = "token_created",
        /// [`Event::TokenRevoked`].
        TokenRevoked = "token_revoked",
        /// [`Event::WebhookSaved`].
        WebhookSaved = "webhook_saved",
        /// [`Event::MailboxSaved`].
        MailboxSaved = "mailbox_saved",
        /// [`Event::MailboxSignedIn`].
        MailboxSignedIn = "mailbox_signed_in",
        /// [`Event::MailTaken`].
        MailTaken = "mail_taken",
        /// [`Event::SurveySaved`].
        SurveySaved = "survey_saved",
        /// [`Event::SurveyPublished`].
        SurveyPublished = "survey_published",
        /// [`Event::SurveyLinkChanged`].
        SurveyLinkChanged = "survey_link_changed",
        /// [`Event::SurveyAnswered`].
        SurveyAnswered = "survey_answered",
        /// [`Reviewed::LinkChanged`].
        SurveyReviewLinkChanged = "survey_review_link_changed",
        /// [`Reviewed::Commented`].
        SurveyCommented = "survey_commented",
        /// [`Reviewed::Settled`].
        SurveyCommentSettled = "survey_comment_settled",
        /// [`Reviewed::Approved`].
        SurveyApproved = "survey_approved",
        /// [`Event::AskingChanged`].
        AskingChanged = "asking_changed",
        /// [`Event::ThemesChanged`].
        ThemesChanged = "themes_changed",
        /// [`Event::SurveyInvited`].
        SurveyInvited = "survey_invited",
        /// [`Event::SurveyForgotten`].
        SurveyForgotten = "survey_forgotten",
        /// [`Event::InvitationMoved`].
        InvitationMoved = "invitation_moved",
        /// A follow-up of a low mark was opened.
        FollowUpOpened = "follow_up_opened",
        /// The answer behind a follow-up was changed.
        FollowUpMarked = "follow_up_marked",
        /// The time of a follow-up ran out.
        FollowUpOverdue = "follow_up_overdue",
        /// Somebody took a follow-up, or gave it back.
        FollowUpTaken = "follow_up_taken",
        /// Somebody noted something of a follow-up.
        FollowUpNoted = "follow_up_noted",
        /// Somebody said what came of a follow-up.
        FollowUpDone = "follow_up_done",
        /// [`RoundMoved::Begun`].
        RoundBegun = "round_begun",
        /// [`RoundMoved::Planned`].
        RoundPlanned = "round_planned",
        /// [`RoundMoved::Stopped`].
        RoundStopped = "round_stopped",
        /// [`Event::AskedChanged`].
        AskedChanged = "asked_changed",
        /// [`Event::PersonErased`].
        PersonErased = "person_erased",
        /// [`DoorEvent::SignedIn`].
        SignedIn = "signed_in",
        /// [`DoorEvent::SignInRefused`].
        SignInRefused = "sign_in_refused",
        /// [`DoorEvent::Proved`].
        Proved = "proved",
        /// [`DoorEvent::RecoveryRenewed`].
        RecoveryRenewed = "recovery_renewed",
        /// [`DoorEvent::GuestEntered`].
        GuestEntered = "guest_entered",
        /// [`DoorEvent::SignedOut`].
        SignedOut = "signed_out",
        /// [`DoorEvent::SessionsEnded`].
        SessionsEnded = "sessions_ended",
        /// [`DoorEvent::AccessRefused`].
        AccessRefused = "access_refused",
        /// [`DoorEvent::TakenAway`].
        TakenAway = "taken_away",
        /// [`DoorEvent::Restored`].
        Restored = "restored",
        /// [`DoorEvent::JobAsked`].
        JobAsked = "job_asked",
        /// [`DoorEvent::SentAgain`].
        SentAgain = "sent_again",
        /// [`DoorEvent::ReplayBegun`].
        ReplayBegun = "replay_begun",
        /// [`DoorEvent::ReplayStopped`].
        ReplayStopped = "replay_stopped",
        /// [`DoorEvent::ReplayForgotten`].
        ReplayForgotten = "replay_forgotten",
        /// [`Event::Opened`].
        Opened = "opened",
        /// [`Event::Edited`].
        Edited = "edited",
        /// [`Event::Classified`].
        Classified = "classified",
        /// [`Event::Prioritised`].
        Prioritised = "prioritised",
        /// [`Event::Routed`].
        Routed = "routed",
        /// [`Event::Started`].
        Started = "started",
        /// [`Event::Waited`].
        Waited = "waited",
        /// [`Event::Resumed`].
        Resumed = "resumed",
        /// [`Event::Resolved`].
        Resolved = "resolved",
        /// [`Event::OnLineCorrected`].
        OnLineCorrected = "on_line_corrected",
        /// [`Event::Reopened`].
        Reopened = "reopened",
        /// [`Event::Closed`].
        Closed = "closed",
        /// [`Event::Sealed`].
        Sealed = "sealed",
        /// [`Event::Cancelled`].
        Cancelled = "cancelled",
        /// [`Event::Escalated`].
        Escalated = "escalated",
        /// [`Event::WatchMoved`].
        WatchMoved = "watch_moved",
        /// [`Event::Reminded`].
        Reminded = "reminded",
        /// [`Event::Acknowledged`].
        Acknowledged = "acknowledged",
        /// [`Event::ClocksMoved`].
        ClocksMoved = "clocks_moved",
        /// [`Event::ProcedureChanged`].
        ProcedureChanged = "procedure_changed",
        /// [`Event::StepDone`].
        StepDone = "step_done",
        /// [`Event::StepSkipped`].
        StepSkipped = "step_skipped",
        /// [`Event::StepUndone`].
        StepUndone = "step_undone",
        /// [`Event::Replied`].
        Replied = "replied",
        /// [`Event::Noted`].
        Noted = "noted",
        /// [`Event::Followed`].
        Followed = "followed",
        /// [`Event::Watched`].
        Watched = "watched",
    }
}

impl Event {
    /// What it says, in a word.
    pub fn kind(&self) -> EntryKind {
        match self {
            Self::SettingsChanged(_) => EntryKind::SettingsChanged,
            Self::MailSettingsChanged(_) => EntryKind::MailSettingsChanged,
            Self::BackupSettingsChanged(_) => EntryKind::BackupSettingsChanged,
            Self::AlarmRaised { .. } => EntryKind::AlarmRaised,
            Self::ModelPublished(_) => EntryKind::ModelPublished,
            Self::ModelDrafted { .. } => EntryKind::ModelDrafted,
            Self::ScenariosOverruled { .. } => EntryKind::ScenariosOverruled,
            Self::UnitSaved(_) => EntryKind::UnitSaved,
            Self::GroupSaved(_) => EntryKind::GroupSaved,
            Self::UserSaved { .. } => EntryKind::UserSaved,
            Self::UserAway { .. } => EntryKind::UserAway,
            Self::PreferencesChanged { .. } => EntryKind::PreferencesChanged,
            Self::PasswordChanged { .. } => EntryKind::PasswordChanged,
            Self::PasswordLinkMade { .. } => EntryKind::PasswordLinkMade,
            Self::SecondStepSwitched { .. } => EntryKind::SecondStepSwitched,
            Self::PersonSaved { .. } => EntryKind::PersonSaved,
            Self::TokenCreated(_) => EntryKind::TokenCreated,
            Self::TokenRevoked { .. } => EntryKind::TokenRevoked,
            Self::WebhookSaved(_) => EntryKind::WebhookSaved,
            Self::MailboxSaved(_) => EntryKind::MailboxSaved,
            Self::MailboxSignedIn { .. } => EntryKind::MailboxSignedIn,
            Self::MailTaken(_) => EntryKind::MailTaken,
            Self::SurveySaved(_) => EntryKind::SurveySaved,
            Self::SurveyPublished { .. } => EntryKind::SurveyPublished,
            Self::SurveyLinkChanged { .. } => EntryKind::SurveyLinkChanged,
            Self::SurveyAnswered(_) => EntryKind::SurveyAnswered,
            Self::SurveyReviewed { what, .. } => match what {
                Reviewed::LinkChanged { .. } => EntryKind::SurveyReviewLinkChanged,
                Reviewed::Commented { .. } => EntryKind::SurveyCommented,
                Reviewed::Settled { .. } => EntryKind::SurveyCommentSettled,
                Reviewed::Approved { .. } => EntryKind::SurveyApproved,
            },
            Self::AskingChanged { .. } => EntryKind::AskingChanged,
            Self::ThemesChanged { .. } => EntryKind::ThemesChanged,
            Self::SurveyInvited(_) => EntryKind::SurveyInvited,
            Self::SurveyForgotten(_) => EntryKind::SurveyForgotten,
            Self::InvitationMoved { .. } => EntryKind::InvitationMoved,
            Self::FollowUp { what, .. } => match what {
                FollowUpChange::Opened(_) => EntryKind::FollowUpOpened,
                FollowUpChange::Marked { .. } => EntryKind::FollowUpMarked,
                FollowUpChange::Overdue => EntryKind::FollowUpOverdue,
                FollowUpChange::Taken { .. } => EntryKind::FollowUpTaken,
                FollowUpChange::Noted { .. } => EntryKind::FollowUpNoted,
                FollowUpChange::Done { .. } => EntryKind::FollowUpDone,
            },
            Self::RoundMoved { moved, .. } => match moved {
                RoundMoved::Begun(_) => EntryKind::RoundBegun,
                RoundMoved::Planned { .. } => EntryKind::RoundPlanned,
                RoundMoved::Stopped => EntryKind::RoundStopped,
            },
            Self::AskedChanged { .. } => EntryKind::AskedChanged,
            Self::PersonErased { .. } => EntryKind::PersonErased,
            Self::Door(DoorEvent::SignedIn { .. }) => EntryKind::SignedIn,
            Self::Door(DoorEvent::SignInRefused { .. }) => EntryKind::SignInRefused,
            Self::Door(DoorEvent::Proved { .. }) => EntryKind::Proved,
            Self::Door(DoorEvent::RecoveryRenewed { .. }) => EntryKind::RecoveryRenewed,
            Self::Door(DoorEvent::GuestEntered { .. }) => EntryKind::GuestEntered,
            Self::Door(DoorEvent::SignedOut { .. }) => EntryKind::SignedOut,
            Self::Door(DoorEvent::SessionsEnded { .. }) => EntryKind::SessionsEnded,
            Self::Door(DoorEvent::AccessRefused { .. }) => EntryKind::AccessRefused,
            Self::Door(DoorEvent::TakenAway { .. }) => EntryKind::TakenAway,
            Self::Door(DoorEvent::Restored) => EntryKind::Restored,
            Self::Door(DoorEvent::JobAsked { .. }) => EntryKind::JobAsked,
            Self::Door(DoorEvent::SentAgain { .. }) => EntryKind::SentAgain,
            Self::Door(DoorEvent::ReplayBegun { .. }) => EntryKind::ReplayBegun,
            Self::Door(DoorEvent::ReplayStopped { .. }) => EntryKind::ReplayStopped,
            Self::Door(DoorEvent::ReplayForgotten { .. }) => EntryKind::ReplayForgotten,
            Self::Opened { .. } => EntryKind::Opened,
            Self::Edited { .. } => EntryKind::Edited,
            Self::Classified { .. } => EntryKind::Classified,
            Self::Prioritised { .. } => EntryKind::Prioritised,
            Self::Routed { .. } => EntryKind::Routed,
            Self::Started { .. } => EntryKind::Started,
            Self::Waited { .. } => EntryKind::Waited,
            Self::Resumed { .. } => EntryKind::Resumed,
            Self::Resolved { .. } => EntryKind::Resolved,
            Self::OnLineCorrected { .. } => EntryKind::OnLineCorrected,
            Self::Reopened { .. } => EntryKind::Reopened,
            Self::Closed { .. } => EntryKind::Closed,
            Self::Sealed { .. } => EntryKind::Sealed,
            Self::Cancelled { .. } => EntryKind::Cancelled,
            Self::Escalated { .. } => EntryKind::Escalated,
            Self::WatchMoved { .. } => EntryKind::WatchMoved,
            Self::Reminded { .. } => EntryKind::Reminded,
            Self::Acknowledged { .. } => EntryKind::Acknowledged,
            Self::ClocksMoved { .. } => EntryKind::ClocksMoved,
            Self::ProcedureChanged { .. } => EntryKind::ProcedureChanged,
            Self::StepDone { .. } => EntryKind::StepDone,
            Self::StepSkipped { .. } => EntryKind::StepSkipped,
            Self::StepUndone { .. } => EntryKind::StepUndone,
            Self::Replied { .. } => EntryKind::Replied,
            Self::Noted { .. } => EntryKind::Noted,
            Self::Followed { .. } => EntryKind::Followed,
            Self::Watched { .. } => EntryKind::Watched,
        }
    }

    /// What it is about, in the large.
    pub fn area(&self) -> Area {
        match self {
            Self::Door(
                DoorEvent::SignedIn { .. }
                | DoorEvent::Proved { .. }
                | DoorEvent::GuestEntered { .. }
                | DoorEvent::SignedOut { .. }
                | DoorEvent::SessionsEnded { .. },
            ) => Area::Entry,
            Self::Door(DoorEvent::SignInRefused { .. } | DoorEvent::AccessRefused { .. }) => Area::Refusals,
            Self::UserSaved { .. }
            | Self::UserAway { .. }
            | Self::PreferencesChanged { .. }
            | Self::PasswordChanged { .. }
            | Self::PasswordLinkMade { .. }
            | Self::SecondStepSwitched { .. }
            | Self::Door(DoorEvent::RecoveryRenewed { .. })
            | Self::GroupSaved(_)
            | Self::TokenCreated(_)
            | Self::TokenRevoked { .. } => Area::Users,
            Self::SettingsChanged(_)
            | Self::MailSettingsChanged(_)
            | Self::BackupSettingsChanged(_)
            | Self::WebhookSaved(_)
            | Self::MailboxSaved(_)
            | Self::MailboxSignedIn { .. }
            | Self::SurveySaved(_)
            | Self::SurveyPublished { .. }
            | Self::SurveyLinkChanged { .. }
            | Self::SurveyReviewed { .. }
            | Self::AskingChanged { .. }
            | Self::ThemesChanged { .. }
            | Self::ModelPublished(_)
            | Self::ModelDrafted { .. }
            | Self::ScenariosOverruled { .. } => Area::Settings,
            Self::PersonSaved { .. } | Self::AskedChanged { .. } | Self::PersonErased { .. } | Self::UnitSaved(_) => {
                Area::People
            }
            Self::SurveyAnswered(_)
            | Self::FollowUp { .. }
            | Self::SurveyInvited(_)
            | Self::SurveyForgotten(_)
            | Self::InvitationMoved { .. }
            | Self::RoundMoved { .. } => Area::Answers,
            Self::AlarmRaised { .. }
            | Self::Door(
                DoorEvent::TakenAway { .. }
                | DoorEvent::Restored
                | DoorEvent::JobAsked { .. }
                | DoorEvent::SentAgain { .. }
                | DoorEvent::ReplayBegun { .. }
                | DoorEvent::ReplayStopped { .. }
                | DoorEvent::ReplayForgotten { .. },
            ) => Area::Desk,
            Self::MailTaken(mail) if mail.fate.ticket().is_none() => Area::Desk,
            event => {
                debug_assert!(event.ticket().is_some(), "{event:?} is filed nowhere");
                Area::Cases
            }
        }
    }

    /// The one thing that it is about.
    pub fn subject(&self) -> Option<Subject> {
        Some(match self {
            Self::SettingsChanged(_) => Subject::Settings,
            Self::MailSettingsChanged(_) => Subject::MailSettings,
            Self::BackupSettingsChanged(_) => Subject::BackupSettings,
            Self::ModelPublished(_) | Self::ModelDrafted { .. } | Self::ScenariosOverruled { .. } => Subject::Model,
            Self::UnitSaved(unit) => Subject::Unit(unit.id),
            Self::GroupSaved(group) => Subject::Group(group.id),
            Self::PersonSaved { id, .. } => Subject::Person(*id),
            Self::TokenCreated(token) => Subject::Token(token.id),
            Self::TokenRevoked { token } => Subject::Token(*token),
            Self::WebhookSaved(webhook) => Subject::Webhook(webhook.id),
            Self::MailboxSaved(mailbox) => Subject::Mailbox(mailbox.id),
            Self::MailboxSignedIn { mailbox } => Subject::Mailbox(*mailbox),
            Self::MailTaken(mail) if mail.fate.ticket().is_none() => Subject::Mailbox(mail.mailbox?),
            Self::SurveySaved(survey) => Subject::Survey(survey.id),
            Self::SurveyPublished { survey, .. }
            | Self::SurveyLinkChanged { survey, .. }
            | Self::SurveyReviewed { survey, .. } => Subject::Survey(*survey),
            Self::AskingChanged { survey, .. }
            | Self::ThemesChanged { survey, .. }
            | Self::RoundMoved { survey, .. } => Subject::Survey(*survey),
            Self::SurveyAnswered(answer) => Subject::Survey(answer.survey),
            Self::SurveyInvited(invitation) => Subject::Survey(invitation.survey),
            Self::SurveyForgotten(forgetting) => Subject::Survey(forgetting.survey),
            Self::FollowUp { what: FollowUpChange::Opened(follow_up), .. } => Subject::Survey(follow_up.survey),
            Self::AskedChanged { person, .. }
            | Self::PersonErased { person, .. }
            | Self::Door(DoorEvent::GuestEntered { person }) => Subject::Person(*person),
            Self::UserSaved { id: user, .. }
            | Self::UserAway { user, .. }
            | Self::PreferencesChanged { user, .. }
            | Self::PasswordChanged { user }
            | Self::PasswordLinkMade { user, .. }
            | Self::SecondStepSwitched { user, .. }
            | Self::Door(
                DoorEvent::SignedIn { user, .. }
                | DoorEvent::Proved { user }
                | DoorEvent::RecoveryRenewed { user }
                | DoorEvent::SignedOut { user }
                | DoorEvent::SessionsEnded { user, .. },
            ) => Subject::User(*user),
            Self::Door(DoorEvent::SignInRefused { user, .. }) => Subject::User((*user)?),
            Self::Door(DoorEvent::AccessRefused { subject, .. } | DoorEvent::SentAgain { subject, .. }) => (*subject)?,
            Self::Door(
                DoorEvent::ReplayBegun { .. } | DoorEvent::ReplayStopped { .. } | DoorEvent::ReplayForgotten { .. },
            ) => Subject::Model,
            Self::AlarmRaised { .. }
            | Self::Door(DoorEvent::TakenAway { .. } | DoorEvent::Restored | DoorEvent::JobAsked { .. }) => {
                return None;
            }
            event => Subject::Ticket(event.ticket()?),
        })
    }
}
