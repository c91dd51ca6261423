//! What happened: the entries of the journal. An event states what came out, never what went in.

use super::alarm::Raised;
use super::attachment::Attachment;
use super::command::Classification;
use super::door::{DoorEvent, Origin};
use super::follow_up::FollowUpChange;
use super::forget::Forgetting;
use super::id::{
    ContentId, FollowUpId, GroupId, InvitationId, MailboxId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UserId,
};
use super::round::RoundMoved;
use super::survey_review::{Approval, Reviewed};
use super::{
    Group, Invitation, LinkPurpose, MailSettings, MailsWanted, NotAsked, PersonDetails, Preferences, Settings, Stage,
    Survey, SurveyAnswer, Ticket, Token, Unit, UserDetails, Webhook,
};
use crate::service_model::clock::{Clock, Reached};
use crate::service_model::procedure::{Answer, StepId};
use crate::service_model::{CategoryId, EscalationId, ProcedureId, ServiceModel, Trigger, Watch};
use crate::survey::{Asking, Form, TextTheme};
use crate::words::{Audience, Channel, Impact, Kind, Language, Level, Priority, Role, Urgency, WaitingFor};
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorRef {
    /// Somebody who signed in.
    User(UserId),
    /// A program with an API token.
    Token(TokenId),
    /// A requester, by mail or on a public page.
    Person(PersonId),
    /// The desk's own clock and jobs.
    System,
    /// Whoever sets the desk up: the one-time link or the command line on the machine itself.
    Setup,
    /// Somebody who did not say who they are, or was not believed. They may do nothing.
    Nobody,
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number; there are no gaps.
    pub seq: Seq,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: ActorRef,
    /// Where from; `None`: the desk itself, or an entry from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Origin>,
    /// What.
    pub event: Event,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The desk's side.
    User(UserId),
    /// The requester's side.
    Person(PersonId),
    /// A program on behalf of the desk.
    Token(TokenId),
}

/// Why a case changed hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// Somebody took it.
    Taken,
    /// Somebody gave it to a member of the same group.
    Assigned,
    /// It went to another group or level.
    Passed,
    /// It went back to its group, without an assignee.
    Released,
}

/// What nobody said of a case when it was classified: a new category proposed it, or it stayed as it was. Another model
/// could have proposed something else. Of entries from before this was kept all counts as said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaid {
    /// Whether it is a question, a request or an incident.
    pub kind: bool,
    /// How much is touched.
    pub impact: bool,
    /// How soon it hurts.
    pub urgency: bool,
}

impl Unsaid {
    /// What `said` leaves open.
    pub const fn of(said: &Classification) -> Self {
        Self { kind: said.kind.is_none(), impact: said.impact.is_none(), urgency: said.urgency.is_none() }
    }

    /// Whether all was said.
    pub const fn is_nothing(&self) -> bool {
        let Self { kind, impact, urgency } = *self;
        !(kind || impact || urgency)
    }

    /// What was said, of all that came out.
    pub fn said(self, category: Option<CategoryId>, kind: Kind, impact: Impact, urgency: Urgency) -> Classification {
        Classification {
            category,
            kind: (!self.kind).then_some(kind),
            impact: (!self.impact).then_some(impact),
            urgency: (!self.urgency).then_some(urgency),
        }
    }
}

/// The unit that a case comes from, when it comes from any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whence {
    /// The unit.
    pub unit: Option<super::id::UnitId>,
}

/// What happened. `ticket` says which case; the entry says who and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Something happened at the door.
    Door(DoorEvent),
    /// The desk's settings are now these.
    SettingsChanged(Settings),
    /// Mail leaves like this now. (The password is no part of it.)
    MailSettingsChanged(MailSettings),
    /// Backups are made like this now.
    BackupSettingsChanged(super::BackupSettings),
    /// Something is wrong with the desk; administrators were told.
    AlarmRaised {
        /// What.
        alarm: super::Alarm,
        /// What exactly, when there was more to say.
        detail: Option<ContentId>,
    },
    /// This version of the service model is in force.
    ModelPublished(Box<ServiceModel>),
    /// Scenarios of a version of the service model do not come out as they should, and it is put in force all the same.
    ScenariosOverruled {
        /// What they are called.
        scenarios: Vec<String>,
        /// Why.
        reason: ContentId,
    },
    /// The draft of the service model is now this, or there is none any more.
    ModelDrafted {
        /// The count of changes.
        revision: u64,
        /// The version that was in force when the draft was begun.
        based_on: crate::service_model::ModelVersion,
        /// The whole model as it would be.
        model: Option<Box<ServiceModel>>,
    },
    /// A unit is now this.
    UnitSaved(Unit),
    /// A group is now this.
    GroupSaved(Group),
    /// A user is now this; name and address lie in `content`.
    UserSaved {
        /// Who.
        id: UserId,
        /// The count of changes.
        version: u64,
        /// [`Content::User`].
        content: ContentId,
        /// What they may be.
        roles: BTreeSet<Role>,
        /// The requester that they are.
        person: Option<PersonId>,
        /// Languages that they help in.
        languages: BTreeSet<Language>,
        /// What they are good at.
        skills: BTreeSet<String>,
        /// Whether they may sign in.
        active: bool,
    },
    /// A user went away or came back.
    UserAway {
        /// Who.
        user: UserId,
        /// The absence, or none.
        away: Option<super::Away>,
    },
    /// A user likes the interface like this now.
    PreferencesChanged {
        /// Who.
        user: UserId,
        /// How.
        preferences: Preferences,
    },
    /// A user has a new password. (Its hash is no part of it.)
    PasswordChanged {
        /// Who.
        user: UserId,
    },
    /// A user may set a password with a link, once. (What opens it is no part of it.)
    PasswordLinkMade {
        /// Who.
        user: UserId,
        /// What for.
        purpose: LinkPurpose,
    },
    /// A user is asked for a second step from now on, or no longer. (Its secrets are no part of it.)
    SecondStepSwitched {
        /// Who.
        user: UserId,
        /// Whether they are asked.
        on: bool,
    },
    /// A person is now this; what is personal lies in `content`.
    PersonSaved {
        /// Who.
        id: PersonId,
        /// The count of changes.
        version: u64,
        /// [`Content::Person`].
        content: ContentId,
        /// Their unit.
        unit: Option<super::id::UnitId>,
        /// Their language.
        language: Option<Language>,
        /// Whether they are somebody to be careful with.
        vip: bool,
        /// Whether new cases may name them.
        active: bool,
        /// What mails about their cases they want.
        #[serde(default, skip_serializing_if = "MailsWanted::is_all")]
        mails: MailsWanted,
    },
    /// An API token was made.
    TokenCreated(Token),
    /// An API token was revoked.
    TokenRevoked {
        /// Which.
        token: TokenId,
    },
    /// A webhook is now this. (What its messages are signed with is no part of it.)
    WebhookSaved(Webhook),
    /// A mailbox is now this. (What opens it is no part of it.)
    MailboxSaved(Box<super::Mailbox>),
    /// Somebody signed in to a mailbox for the desk. (What it came back with is no part of it.)
    MailboxSignedIn {
        /// Which.
        mailbox: MailboxId,
    },
    /// A mail came in, or something else became of it.
    MailTaken(Box<super::Mail>),
    /// A survey is now this, as it is being designed.
    SurveySaved(Box<Survey>),
    /// There is a link by which anybody may answer a survey, another one than before, or there is none any more. (What
    /// opens it is no part of it.)
    SurveyLinkChanged {
        /// The survey.
        survey: SurveyId,
        /// Whether there is one.
        link: bool,
    },
    /// Somebody answered a survey, or changed what they had answered.
    SurveyAnswered(Box<SurveyAnswer>),
    /// A survey asks others of itself now.
    AskingChanged {
        /// The survey.
        survey: SurveyId,
        /// Whom.
        asking: Box<Asking>,
    },
    /// The free texts of a survey are searched for other themes now.
    ThemesChanged {
        /// The survey.
        survey: SurveyId,
        /// The themes; nothing: those to start from.
        themes: Option<Vec<TextTheme>>,
    },
    /// Somebody is to be asked, or it was decided that they are not.
    SurveyInvited(Box<Invitation>),
    /// An invitation stands elsewhere now.
    InvitationMoved {
        /// Which.
        invitation: InvitationId,
        /// Where.
        stage: Stage,
    },
    /// A round of a survey began, came further or was stopped.
    RoundMoved {
        /// Of which survey.
        survey: SurveyId,
        /// For which day.
        day: Day,
        /// What happened.
        moved: RoundMoved,
    },
    /// Somebody is never asked again by a survey, or is.
    AskedChanged {
        /// Whom.
        person: PersonId,
        /// Why not; `None`: they may be asked.
        not: Option<NotAsked>,
    },
    /// What was known of a person, and what was written by them or about them, was erased. (What it was is no part of it.)
    PersonErased {
        /// Whom.
        person: PersonId,
        /// Their accounts.
        users: Vec<UserId>,
    },
    /// It was forgotten who answered a survey, and what they wrote. (What it was is no part of it.)
    SurveyForgotten(Box<Forgetting>),
    /// A version of a survey was published.
    SurveyPublished {
        /// The survey.
        survey: SurveyId,
        /// Which of its versions.
        n: u32,
        /// What is asked.
        form: Box<Form>,
        /// The client's last approval, if there was any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
        /// Whether it is just what they approved.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        as_approved: bool,
    },
    /// The form of a survey was reviewed while it was being designed.
    SurveyReviewed {
        /// Of which survey.
        survey: SurveyId,
        /// What happened.
        what: Reviewed,
    },

    /// Something happened to a follow-up of a low mark.
    FollowUp {
        /// Which.
        id: FollowUpId,
        /// What happened.
        what: FollowUpChange,
    },

    /// A case was registered. Its first stay begins with it.
    Opened {
        /// The whole case, as it begins.
        ticket: Box<Ticket>,
        /// The group of which it was the assignee's turn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        turn: Option<GroupId>,
        /// What of it nobody said.
        #[serde(default, skip_serializing_if = "Unsaid::is_nothing")]
        unsaid: Unsaid,
        /// The group that had it unless a rule of the model said another; `None`: the point of contact, or no rule was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<GroupId>,
    },
    /// Subject, description or people of a case changed.
    Edited {
        /// The case.
        ticket: TicketNumber,
        /// The subject.
        subject: ContentId,
        /// What was said at the opening.
        description: Option<ContentId>,
        /// Who asks.
        requester: PersonId,
        /// Whom it is about.
        affected: Option<PersonId>,
        /// Where it comes from, when somebody else asks now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Whence>,
    },
    /// A case was classified anew; the priority is what came of it.
    Classified {
        /// The case.
        ticket: TicketNumber,
        /// The version of the model that was looked at.
        model: crate::service_model::ModelVersion,
        /// Question, request or incident.
        kind: Kind,
        /// The category.
        category: Option<CategoryId>,
        /// How much is touched.
        impact: Impact,
        /// How soon it hurts.
        urgency: Urgency,
        /// The priority now.
        priority: Priority,
        /// What of it nobody said.
        #[serde(default, skip_serializing_if = "Unsaid::is_nothing")]
        unsaid: Unsaid,
    },
    /// Somebody decided on another priority than the matrix, or gave it back to the matrix.
    Prioritised {
        /// The case.
        ticket: TicketNumber,
        /// The priority now.
        priority: Priority,
        /// Why; none: the matrix decides again.
        reason: Option<ContentId>,
    },
    /// A case changed hands: the running stay ends, another begins.
    Routed {
        /// The case.
        ticket: TicketNumber,
        /// Why.
        how: Routing,
        /// The group now.
        group: Option<GroupId>,
        /// The level now.
        level: Level,
        /// The assignee now.
        assignee: Option<UserId>,
        /// The group before: who saw it may no longer.
        from_group: Option<GroupId>,
        /// The assignee before.
        from_assignee: Option<UserId>,
        /// Whether it was the assignee's turn in the group.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        turn: bool,
    },
    /// Somebody began to work on a new case.
    Started {
        /// The case.
        ticket: TicketNumber,
    },
    /// A case began to wait.
    Waited {
        /// The case.
        ticket: TicketNumber,
        /// For whom or what.
        on: WaitingFor,
        /// Until when.
        until: Option<Moment>,
        /// Why.
        reason: Option<ContentId>,
    },
    /// A case waits no longer.
    Resumed {
        /// The case.
        ticket: TicketNumber,
    },
    /// A case was solved.
    Resolved {
        /// The case.
        ticket: TicketNumber,
        /// What was done.
        text: ContentId,
        /// A code of the service model.
        code: String,
        /// Whether in the contact that opened it, by first level.
        on_line: bool,
        /// The desk's local day.
        day: Day,
        /// When it closes by itself.
        close_at: Moment,
        /// Until when it may be reopened.
        reopen_until: Moment,
    },
    /// Whether a case counts as solved on line was corrected.
    OnLineCorrected {
        /// The case.
        ticket: TicketNumber,
        /// Whether it counts.
        on_line: bool,
        /// Why.
        reason: ContentId,
    },
    /// A solved or closed case came back.
    Reopened {
        /// The case.
        ticket: TicketNumber,
        /// Why, unless a message said it.
        reason: Option<ContentId>,
    },
    /// A solved case was closed.
    Closed {
        /// The case.
        ticket: TicketNumber,
    },
    /// The time in which a closed case could be reopened is over.
    Sealed {
        /// The case.
        ticket: TicketNumber,
    },
    /// A case was ended without a solution.
    Cancelled {
        /// The case.
        ticket: TicketNumber,
        /// Why.
        reason: ContentId,
    },
    /// The clocks of a case moved on.
    ClocksMoved {
        /// The case.
        ticket: TicketNumber,
        /// The version of the model that they go by.
        model: crate::service_model::ModelVersion,
        /// Those that are others now, as they are.
        changed: Vec<Clock>,
        /// Those that are over, so that the case no longer has them, and the stay that they ended with.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ended: Vec<(u32, Clock)>,
        /// The points at which there was something to tell.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reached: Vec<Reached>,
    },
    /// A step of an escalation happened.
    Escalated {
        /// The case.
        ticket: TicketNumber,
        /// The escalation of the model.
        escalation: EscalationId,
        /// What people read for it.
        name: String,
        /// The step of it.
        when: Trigger,
        /// Whom the step is for; `None`: an entry from before this was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        audience: Option<BTreeSet<Audience>>,
        /// Who was told.
        told: BTreeSet<UserId>,
        /// Until when quiet hours keep them waiting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held: Option<Moment>,
        /// The alarm that was raised.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alarm: Option<Raised>,
    },
    /// What is watched of a case beside its clocks is now this.
    WatchMoved {
        /// The case.
        ticket: TicketNumber,
        /// The watch; none: nothing is watched any more.
        watch: Option<Box<Watch>>,
    },
    /// Quiet hours are over, or nobody has acknowledged an alarm.
    Reminded {
        /// The case.
        ticket: TicketNumber,
        /// Who was told.
        told: BTreeSet<UserId>,
        /// Until when what is held back still waits; none: nothing does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        held: Option<Moment>,
        /// How often the alarm was told again so far.
        repeated: u32,
        /// When it is told again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Moment>,
    },
    /// Somebody knows of the alarm of a case.
    Acknowledged {
        /// The case.
        ticket: TicketNumber,
    },
    /// Another procedure counts for a case, or none any more.
    ProcedureChanged {
        /// The case.
        ticket: TicketNumber,
        /// The version of the model that the procedure is of.
        model: crate::service_model::ModelVersion,
        /// The procedure.
        procedure: Option<ProcedureId>,
    },
    /// A step of a procedure was done, or answered anew.
    StepDone {
        /// The case.
        ticket: TicketNumber,
        /// The version of the model that the procedure is of.
        model: crate::service_model::ModelVersion,
        /// The procedure.
        procedure: ProcedureId,
        /// The step.
        step: StepId,
        /// What was answered.
        answer: Answer<ContentId>,
        /// The seconds since the step before, or since the procedure began.
        seconds: u64,
    },
    /// A step of a procedure was left out.
    StepSkipped {
        /// The case.
        ticket: TicketNumber,
        /// The version of the model that the procedure is of.
        model: crate::service_model::ModelVersion,
        /// The procedure.
        procedure: ProcedureId,
        /// The step.
        step: StepId,
        /// Why; a required step needs one.
        reason: Option<ContentId>,
    },
    /// What was said of a step was taken back.
    StepUndone {
        /// The case.
        ticket: TicketNumber,
        /// The version of the model that the procedure is of.
        model: crate::service_model::ModelVersion,
        /// The procedure.
        procedure: ProcedureId,
        /// The step.
        step: StepId,
    },
    /// Somebody wrote what both sides read.
    Replied {
        /// The case.
        ticket: TicketNumber,
        /// Who.
        author: Author,
        /// How.
        channel: Channel,
        /// What, in Markdown.
        text: ContentId,
        /// Files that go with it: [`Content::File`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<ContentId>,
    },
    /// Somebody wrote what only the desk reads.
    Noted {
        /// The case.
        ticket: TicketNumber,
        /// Who.
        author: Author,
        /// What, in Markdown.
        text: ContentId,
        /// Files that go with it: [`Content::File`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<ContentId>,
    },
    /// Somebody follows a case, or no longer does.
    Followed {
        /// The case.
        ticket: TicketNumber,
        /// Who.
        user: UserId,
        /// Whether they follow it.
        follows: bool,
    },
    /// Somebody is in copy of a case, or no longer.
    Watched {
        /// The case.
        ticket: TicketNumber,
        /// Who.
        person: PersonId,
        /// Whether they are.
        watches: bool,
    },
}

impl Event {
    /// The case that it is about.
    pub fn ticket(&self) -> Option<TicketNumber> {
        match self {
            Self::Opened { ticket, .. } => Some(ticket.number),
            Self::Edited { ticket, .. }
            | Self::Classified { ticket, .. }
            | Self::Prioritised { ticket, .. }
            | Self::Routed { ticket, .. }
            | Self::Started { ticket }
            | Self::Waited { ticket, .. }
            | Self::Resumed { ticket }
            | Self::Resolved { ticket, .. }
            | Self::OnLineCorrected { ticket, .. }
            | Self::Reopened { ticket, .. }
            | Self::Closed { ticket }
            | Self::Sealed { ticket }
            | Self::Cancelled { ticket, .. }
            | Self::ClocksMoved { ticket, .. }
            | Self::Escalated { ticket, .. }
            | Self::ProcedureChanged { ticket, .. }
            | Self::StepDone { ticket, .. }
            | Self::StepSkipped { ticket, .. }
            | Self::StepUndone { ticket, .. }
            | Self::WatchMoved { ticket, .. }
            | Self::Reminded { ticket, .. }
            | Self::Acknowledged { ticket }
            | Self::Replied { ticket, .. }
            | Self::Noted { ticket, .. }
            | Self::Followed { ticket, .. }
            | Self::Watched { ticket, .. } => Some(*ticket),
            Self::MailTaken(mail) => mail.fate.ticket(),
            Self::Door(_)
            | Self::SettingsChanged(_)
            | Self::MailSettingsChanged(_)
            | Self::BackupSettingsChanged(_)
            | Self::AlarmRaised { .. }
            | Self::ScenariosOverruled { .. }
            | Self::ModelPublished(_)
            | Self::ModelDrafted { .. }
            | Self::UnitSaved(_)
            | Self::GroupSaved(_)
            | Self::UserSaved { .. }
            | Self::UserAway { .. }
            | Self::PreferencesChanged { .. }
            | Self::PasswordChanged { .. }
            | Self::PasswordLinkMade { .. }
            | Self::SecondStepSwitched { .. }
            | Self::PersonSaved { .. }
            | Self::TokenCreated(_)
            | Self::TokenRevoked { .. }
            | Self::WebhookSaved(_)
            | Self::MailboxSaved(_)
            | Self::MailboxSignedIn { .. }
            | Self::SurveySaved(_)
            | Self::SurveyLinkChanged { .. }
            | Self::SurveyAnswered(_)
            | Self::AskingChanged { .. }
            | Self::ThemesChanged { .. }
            | Self::SurveyInvited(_)
            | Self::SurveyForgotten(_)
            | Self::InvitationMoved { .. }
            | Self::RoundMoved { .. }
            | Self::AskedChanged { .. }
            | Self::PersonErased { .. }
            | Self::SurveyReviewed { .. }
            | Self::FollowUp { .. }
            | Self::SurveyPublished { .. } => None,
        }
    }
}

impl Event {
    /// Whether it is what people wrote, whoever took it down: of a mail the desk does.
    pub fn is_of_people(&self) -> bool {
        matches!(self, Self::Replied { .. } | Self::Noted { author: Author::User(_) | Author::Token(_), .. })
    }

    /// The files that came with it, by their contents.
    pub fn attachments(&self) -> &[ContentId] {
        match self {
            Self::Opened { ticket, .. } => &ticket.attachments,
            Self::Replied { attachments, .. } | Self::Noted { attachments, .. } => attachments,
            _ => &[],
        }
    }
}

/// Whose words or data a content row holds: what is deleted when their data is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A requester.
    Person(PersonId),
    /// A user.
    User(UserId),
    /// Nobody in particular: a program.
    Desk,
}

/// What lies apart from the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// What somebody wrote.
    Text(String),
    /// What is known of a person.
    Person(PersonDetails),
    /// What is known of a user.
    User(UserDetails),
    /// A file that somebody sent along; its bytes lie apart.
    File(Attachment),
    /// From whom a mail came, and what about.
    MailHead(Box<super::mail::MailHead>),
}

impl Content {
    /// The text, when it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Person(_) | Self::User(_) | Self::File(_) | Self::MailHead(_) => None,
        }
    }

    /// The file, when it is one.
    pub fn as_file(&self) -> Option<&Attachment> {
        match self {
            Self::File(file) => Some(file),
            Self::Text(_) | Self::Person(_) | Self::User(_) | Self::MailHead(_) => None,
        }
    }
}

/// What is erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasing {
    /// Everything that is theirs.
    pub owners: Vec<Owner>,
    /// These too, whoever wrote them.
    pub contents: Vec<ContentId>,
    /// Of these entries of the journal, whom they name: [`Event::forget`].
    pub entries: Vec<Seq>,
}

/// A content with its owner and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentRow {
    /// Its id.
    pub id: ContentId,
    /// Whose it is.
    pub owner: Owner,
    /// What it is.
    pub content: Content,
}
