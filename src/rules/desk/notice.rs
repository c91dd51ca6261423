//! Who is told what when something happened. What leaves the desk is decided here, and sent elsewhere.

use super::id::{AnswerId, ContentId, InvitationId, PersonId, TicketNumber, UserId, WebhookId};
use super::user::LinkPurpose;
use crate::service_model::{Digest, ModelVersion, NoticeRuleId};
use crate::words::{Audience, Vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a notice says.
    NoticeKind {
        /// To the requester: the case was registered.
        Opened = "opened",
        /// To the requester: somebody answered.
        Replied = "replied",
        /// To the requester: the case waits for them.
        WaitingForYou = "waiting_for_you",
        /// To the requester: it was solved.
        Solved = "solved",
        /// To the requester: it is open again.
        Reopened = "reopened",
        /// To the requester: it was closed. Nobody is told unless a rule says so.
        Closed = "closed",
        /// To an agent: a case is theirs now.
        Assigned = "assigned",
        /// To a group: a case came to it. Nobody is told unless a rule says so.
        Passed = "passed",
        /// To an agent: the requester answered.
        Answered = "answered",
        /// To whoever watches over a case: the time for it runs out.
        DeadlineNear = "deadline_near",
        /// To whoever watches over a case: the time for it is over.
        DeadlineMissed = "deadline_missed",
        /// To whoever watches over a case: nobody takes it.
        NotTaken = "not_taken",
        /// To whoever watches over a case: nobody does anything about it.
        NoUpdate = "no_update",
        /// To whoever watches over a case: it comes back again and again.
        ReopenedOften = "reopened_often",
        /// To whoever watches over a case: it is passed from group to group.
        PassedOften = "passed_often",
        /// To whoever watches over a case: nobody has acknowledged its alarm.
        AlarmOpen = "alarm_open",
        /// To whoever watches over a case: whom it concerns gave a low mark.
        LowMark = "low_mark",
        /// To whoever watches over a case: nobody has seen to a low mark in time.
        FollowUpOverdue = "follow_up_overdue",
        /// To other programs: a survey about a case was answered. Nobody is told unless a rule says so.
        SurveyAnswered = "survey_answered",
        /// To a requester: a survey asks them.
        SurveyInvitation = "survey_invitation",
        /// To a requester: a survey asked them, and they have not answered.
        SurveyReminder = "survey_reminder",
        /// To a user: they may come in; with the link for their first password.
        Invited = "invited",
        /// To a user: with the link for a new password.
        PasswordReset = "password_reset",
        /// To an administrator: a backup failed.
        BackupFailed = "backup_failed",
        /// To an administrator: a backup should have been made long ago.
        BackupOverdue = "backup_overdue",
        /// To an administrator: the disk fills up, and attachments are refused.
        DiskFillsUp = "disk_fills_up",
        /// To an administrator: the disk is full, and changes are refused.
        DiskFull = "disk_full",
    }
}

impl NoticeKind {
    /// Whether it is about a case, so that rules of the model may speak of it.
    pub const fn is_of_cases(self) -> bool {
        self.is_for_requesters() || self.is_for_the_desk_alone()
    }

    /// Whether a requester may hear of it: it is about what they see.
    pub const fn is_for_requesters(self) -> bool {
        matches!(
            self,
            Self::Opened | Self::Replied | Self::WaitingForYou | Self::Solved | Self::Reopened | Self::Closed
        )
    }

    /// Whether a requester has to read it: it asks or answers something. The rest they may leave out.
    pub const fn is_essential(self) -> bool {
        matches!(self, Self::Replied | Self::WaitingForYou | Self::Solved)
    }

    /// Whether those in copy of a case hear of it: what the desk says and does, not what it asks of the requester.
    pub const fn is_for_those_in_copy(self) -> bool {
        matches!(self, Self::Replied | Self::Solved | Self::Reopened | Self::Closed)
    }

    /// Whether it is about how the desk works on a case.
    const fn is_for_the_desk_alone(self) -> bool {
        matches!(
            self,
            Self::Assigned
                | Self::Passed
                | Self::Answered
                | Self::DeadlineNear
                | Self::DeadlineMissed
                | Self::NotTaken
                | Self::NoUpdate
                | Self::ReopenedOften
                | Self::PassedOften
                | Self::AlarmOpen
                | Self::LowMark
                | Self::FollowUpOverdue
                | Self::SurveyAnswered
        )
    }

    /// Who hears of it where no rule of the model speaks.
    pub const fn told_to(self) -> Option<Audience> {
        match self {
            Self::Opened | Self::Replied | Self::WaitingForYou | Self::Solved | Self::Reopened => {
                Some(Audience::Requester)
            }
            Self::Assigned | Self::Answered => Some(Audience::Assignee),
            Self::LowMark | Self::FollowUpOverdue => Some(Audience::GroupSupervisors),
            _ => None,
        }
    }

    /// Whether it brings a link for a password: what opens it is made for the letter, and lies in no row.
    pub const fn brings_a_link(self) -> bool {
        matches!(self, Self::Invited | Self::PasswordReset)
    }

    /// Whether it brings a survey.
    pub const fn brings_a_survey(self) -> bool {
        matches!(self, Self::SurveyInvitation | Self::SurveyReminder)
    }
}

/// What the desk itself has to tell administrators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    /// A backup failed.
    BackupFailed,
    /// A backup should have been made long ago.
    BackupOverdue,
    /// The disk fills up: there is no room for attachments.
    DiskFillsUp,
    /// The disk is full: there is no room for changes.
    DiskFull,
}

impl Alarm {
    /// How it is told.
    pub const fn notice(self) -> NoticeKind {
        match self {
            Self::BackupFailed => NoticeKind::BackupFailed,
            Self::BackupOverdue => NoticeKind::BackupOverdue,
            Self::DiskFillsUp => NoticeKind::DiskFillsUp,
            Self::DiskFull => NoticeKind::DiskFull,
        }
    }
}

vocabulary! {
    /// How a notice reaches whom it goes to.
    NoticeWay {
        /// On the screen of whoever signs in.
        Screen = "screen",
        /// By mail.
        Mail = "mail",
        /// By a message to another program.
        Webhook = "webhook",
    }
}

/// Whom a notice goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A requester.
    Person(PersonId),
    /// An agent.
    User(UserId),
    /// Another program.
    Webhook(WebhookId),
}

impl LinkPurpose {
    /// The notice that brings such a link.
    pub const fn notice(self) -> NoticeKind {
        match self {
            Self::Invitation => NoticeKind::Invited,
            Self::Reset => NoticeKind::PasswordReset,
        }
    }
}

/// Something to tell somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it says.
    pub kind: NoticeKind,
    /// About which case; `None`: about the desk itself.
    pub ticket: Option<TicketNumber>,
    /// Whom.
    pub to: Recipient,
    /// The words that it carries (a reply, a solution, what is waited for), when there are some.
    pub text: Option<ContentId>,
    /// How.
    pub way: NoticeWay,
    /// The rule of a version of the model that says so, when one does.
    pub rule: Option<(ModelVersion, NoticeRuleId)>,
    /// Whether it may be told together with others, and when.
    pub digest: Option<Digest>,
    /// The invitation that it brings.
    pub invitation: Option<InvitationId>,
    /// The answer to a survey that it is about.
    pub answer: Option<AnswerId>,
}
