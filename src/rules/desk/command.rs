//! What the desk can be asked to do. Texts arrive as they were typed; deciding cleans and checks them.

use super::attachment::UploadId;
use super::concealed::Concealed;
use super::door::DoorEvent;
use super::follow_up::FollowUpStep;
use super::forget::Forgetting;
use super::id::{
    ContentId, FollowUpId, GroupId, InvitationId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UnitId, UserId,
    WebhookId,
};
use super::refusal::FieldProblem;
use super::round::RoundStep;
use super::survey_review::ReviewStep;
use super::{Away, LinkDelivery, LinkPurpose, MailsWanted, PhoneAnswer, Preferences, SentAnswer};
use crate::service_model::procedure::StepId;
use crate::service_model::{CalendarId, CategoryId, ModelVersion, ProcedureId, ServiceModel};
use crate::survey::{Asking, Form, TextTheme};
use crate::words::{
    Channel, Impact, Kind, Language, Level, MailSecurity, Priority, Role, TokenScope, Urgency, WaitingFor,
};
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// How a requester is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequesterRef {
    /// By id.
    Id(PersonId),
    /// By an e-mail address; a stranger's is registered as a new person.
    Email {
        /// The address.
        email: String,
        /// What to call a stranger.
        name: Option<String>,
    },
    /// By a telephone number; a stranger's is registered as a new person.
    Phone {
        /// The number, in any form.
        phone: String,
        /// What to call a stranger.
        name: Option<String>,
    },
    /// Whoever asks: for users with the role `requester`.
    Myself,
}

/// What a case is about, as far as somebody says so; the category fills in the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// Its category.
    pub category: Option<CategoryId>,
    /// Question, request or incident.
    pub kind: Option<Kind>,
    /// How much is touched.
    pub impact: Option<Impact>,
    /// How soon it hurts.
    pub urgency: Option<Urgency>,
}

/// A survey, as it is being designed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyDraft {
    /// What the desk calls it.
    pub name: String,
    /// What is to be asked.
    pub form: Form,
    /// Whether anybody is asked.
    pub active: bool,
}

/// A solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// What was done; the requester reads it.
    pub text: String,
    /// A code of the service model.
    pub code: String,
    /// Why required steps of the case's procedure were left out, when some were.
    pub procedure_reason: Option<String>,
}

/// What was answered to a guided question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionAnswer {
    /// The question: a step of the procedure.
    pub step: StepId,
    /// The answer as it was typed; nothing where it is only ticked.
    pub answer: Option<String>,
}

/// What becomes of a step of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepChange {
    /// It is done.
    Done {
        /// The answer as it was typed; nothing where it is only ticked.
        answer: Option<String>,
    },
    /// It is left out.
    Skipped {
        /// Why; a required step needs one.
        reason: Option<String>,
    },
    /// What was said of it is taken back.
    Undone,
}

/// A case to register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTicket {
    /// The subject.
    pub subject: String,
    /// What was said.
    pub description: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// Who asks.
    pub requester: RequesterRef,
    /// Whom it is about, when that is somebody else.
    pub affected: Option<PersonId>,
    /// What it is about.
    pub classification: Classification,
    /// The group that has it; else that of the agent who registers it, else the category's.
    pub group: Option<GroupId>,
    /// Who has it; an agent who registers a call has it, unless it goes elsewhere.
    pub assignee: Option<UserId>,
    /// What the group should know: an internal note.
    pub note: Option<String>,
    /// Solved in the same breath.
    pub solution: Option<Solution>,
    /// Files that go with what was said.
    pub attachments: Vec<UploadId>,
    /// What was answered to the guided questions.
    pub answers: Vec<QuestionAnswer>,
}

impl NewTicket {
    /// A case of which nothing else is known.
    pub fn new(subject: impl Into<String>, channel: Channel, requester: RequesterRef) -> Self {
        Self {
            subject: subject.into(),
            description: None,
            channel,
            requester,
            affected: None,
            classification: Classification::default(),
            group: None,
            assignee: None,
            note: None,
            solution: None,
            attachments: Vec::new(),
            answers: Vec::new(),
        }
    }
}

/// A change of what a case says. What is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketEdit {
    /// The subject.
    pub subject: Option<String>,
    /// What was said at the opening.
    pub description: Option<String>,
    /// Who asks.
    pub requester: Option<PersonId>,
    /// Whom it is about; `Some(None)` takes it away.
    pub affected: Option<Option<PersonId>>,
    /// What it is about.
    pub classification: Classification,
}

/// A person, as they should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// Full name.
    pub name: String,
    /// What they do.
    pub title: Option<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Telephone numbers, in any form.
    pub phones: Vec<String>,
    /// Their unit.
    pub unit: Option<UnitId>,
    /// Their language.
    pub language: Option<Language>,
    /// Whether they are somebody to be careful with.
    pub vip: bool,
    /// What the desk should know.
    pub notes: Option<String>,
    /// Whether new cases may name them.
    pub active: bool,
}

/// A unit, as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDraft {
    /// What people read.
    pub name: String,
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// ISO 3166 country.
    pub country: Option<String>,
    /// Whether people may be given it.
    pub active: bool,
    /// Who heads it; nothing: as before.
    pub heads: Option<Vec<PersonId>>,
}

/// What somebody says of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnData {
    /// How they are called; only of somebody whom the desk calls by their address, see [`PersonDetails::is_called_by_address`].
    ///
    /// [`PersonDetails::is_called_by_address`]: super::PersonDetails::is_called_by_address
    pub name: Option<String>,
    /// Telephone numbers, as they are typed.
    pub phones: Vec<String>,
    /// The language that the desk writes to them in; `None`: its own.
    pub language: Option<Language>,
    /// What mails about their cases they want.
    pub mails: MailsWanted,
}

/// A user, as they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserDraft {
    /// Full name.
    pub name: String,
    /// The address that they sign in with.
    pub email: String,
    /// What they may be.
    pub roles: BTreeSet<Role>,
    /// The requester that they are.
    pub person: Option<PersonId>,
    /// Languages that they help in.
    pub languages: BTreeSet<Language>,
    /// What they are good at.
    pub skills: BTreeSet<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// The hash of a new password (PHC string), or why the password cannot be taken: said with all else that is wrong.
    /// Made before the command; it never reaches the journal.
    pub password_hash: Option<Result<Concealed, FieldProblem>>,
}

impl UserDraft {
    /// An active user of whom no more is known, and who has no password.
    pub fn new(name: impl Into<String>, email: impl Into<String>, roles: impl IntoIterator<Item = Role>) -> Self {
        Self {
            name: name.into(),
            email: email.into(),
            roles: roles.into_iter().collect(),
            person: None,
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            active: true,
            password_hash: None,
        }
    }
}

/// A group, as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDraft {
    /// What people read.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Who works in it.
    pub members: BTreeSet<UserId>,
    /// Languages that it helps in.
    pub languages: BTreeSet<Language>,
    /// What it is good at.
    pub skills: BTreeSet<String>,
    /// Whether every agent sees its cases.
    pub open_to_all: bool,
    /// Whether cases may be passed to it.
    pub active: bool,
}

/// An API token to make. The secret itself never comes here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenDraft {
    /// What it is for.
    pub name: String,
    /// SHA-256 of the secret, in hex.
    pub hash: String,
    /// The role that it acts in.
    pub role: Role,
    /// Reading only, or writing too.
    pub scope: TokenScope,
    /// When it ends.
    pub expires_at: Option<Moment>,
}

/// A webhook, as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookDraft {
    /// What people call it.
    pub name: String,
    /// Where messages go.
    pub url: String,
    /// The host of `url`, when it may lie inside the premises.
    pub inside_host: Option<String>,
    /// What messages are signed with; `None` keeps what there is.
    pub secret: Option<Concealed>,
    /// Certificates in PEM to trust beside the public authorities.
    pub trusted_certificates: Option<String>,
    /// Whether anything is sent there.
    pub active: bool,
}

/// A second step to begin. Its secrets never reach the journal, nor a log.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondStepDraft {
    /// What the codes are made of.
    pub seed: Vec<u8>,
    /// The step of time whose code confirmed it.
    pub last_step: u64,
    /// SHA-256 of each recovery code.
    pub recovery: Vec<[u8; 32]>,
}

impl fmt::Debug for SecondStepDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondStepDraft").finish_non_exhaustive()
    }
}

/// What the desk can be asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Write down what happened at the door. The program itself says so, of whoever it was; nobody can ask for it.
    Witness(DoorEvent),
    /// The first administrator, who gets every role, and the desk's name, language and zone; only while there is none.
    SetUp {
        /// Who administers.
        admin: Box<UserDraft>,
        /// The desk's settings.
        settings: super::Settings,
    },
    /// Change the desk's settings (their version does not matter here).
    ChangeSettings(super::Settings),
    /// Change how mail leaves.
    ChangeMailSettings {
        /// Host of the SMTP server; empty switches mail off.
        host: String,
        /// Its port.
        port: u16,
        /// How the connection is protected.
        security: MailSecurity,
        /// User name.
        username: Option<String>,
        /// A new password; `None` keeps the one there is, empty forgets it.
        password: Option<Concealed>,
        /// The address that the desk writes from.
        from_address: String,
        /// The name beside it.
        from_name: Option<String>,
        /// Certificates in PEM to trust beside the public authorities.
        trusted_certificates: Option<String>,
    },
    /// Change when backups are made by themselves, where they go, and how many are kept.
    ChangeBackupSettings {
        /// A cron schedule; empty: none is made by itself. Whether it is one was looked at before.
        schedule: String,
        /// The calendar by whose clocks it is due; `None`: by the desk's.
        calendar: Option<CalendarId>,
        /// The folder, by its absolute path.
        folder: String,
        /// How many are kept.
        keep: super::Keep,
    },
    /// Tell administrators that something is wrong with the desk. Only the desk itself says so.
    RaiseAlarm {
        /// What.
        alarm: super::Alarm,
        /// What exactly, as a line.
        detail: String,
    },
    /// Put a new version of the service model in force (its version does not matter here).
    PublishModel(Box<ServiceModel>),
    /// Work on the service model: it would be this (its version does not matter here).
    DraftModel {
        /// The whole model.
        model: Box<ServiceModel>,
        /// Whether it takes the place of what was drafted, as a draft that is begun now.
        anew: bool,
    },
    /// Give the draft of the service model up.
    DiscardModelDraft,
    /// Put the draft of the service model in force.
    PublishModelDraft {
        /// The version in force that whoever publishes has seen.
        over: ModelVersion,
        /// Why it is put in force although scenarios do not come out as they should; else they must.
        overrule: Option<String>,
    },
    /// Add or change a unit.
    SaveUnit {
        /// Which; `None`: a new one.
        id: Option<UnitId>,
        /// As it should be.
        unit: UnitDraft,
    },
    /// Add or change a group.
    SaveGroup {
        /// Which; `None`: a new one.
        id: Option<GroupId>,
        /// As it should be.
        group: GroupDraft,
    },
    /// Add or change a user.
    SaveUser {
        /// Which; `None`: a new one.
        id: Option<UserId>,
        /// As they should be.
        user: Box<UserDraft>,
    },
    /// A user's own password (its hash was made before the command).
    ChangePassword {
        /// Whose.
        user: UserId,
        /// PHC string.
        password_hash: Concealed,
    },
    /// Make a link with which a user sets a password, once. Those before it end; one that was asked for at the door ends
    /// none that an administrator made.
    MakePasswordLink {
        /// Whose.
        user: UserId,
        /// What for.
        purpose: LinkPurpose,
        /// How it reaches them.
        delivery: LinkDelivery,
    },
    /// Set a password with such a link. (Whether it still works, the store looks up beforehand.)
    UsePasswordLink {
        /// Whose.
        user: UserId,
        /// SHA-256 of what opens it.
        link: [u8; 32],
        /// PHC string.
        password_hash: Concealed,
    },
    /// Ask a user for a second step when they sign in, or no longer.
    SwitchSecondStep {
        /// Whom.
        user: UserId,
        /// How; `None`: no longer.
        second_step: Option<SecondStepDraft>,
    },
    /// Let a user in again who cannot come in any more: a new password, no second step, and nothing left of what
    /// stood in their way. Only from the machine itself.
    LetIn {
        /// Whom.
        user: UserId,
        /// PHC string.
        password_hash: Concealed,
    },
    /// Say that a user is away, or back.
    SetAway {
        /// Who.
        user: UserId,
        /// The absence, or none.
        away: Option<Away>,
    },
    /// A user's own liking.
    SetPreferences {
        /// Whose.
        user: UserId,
        /// How.
        preferences: Preferences,
    },
    /// Add or change a person.
    SavePerson {
        /// Who; `None`: a new one.
        id: Option<PersonId>,
        /// As they should be.
        person: Box<PersonDraft>,
    },
    /// Make an API token.
    CreateToken(TokenDraft),
    /// Revoke an API token.
    RevokeToken {
        /// Which.
        token: TokenId,
    },
    /// Add a webhook, or change one.
    SaveWebhook {
        /// Which; `None` adds one.
        id: Option<WebhookId>,
        /// How it should be.
        webhook: WebhookDraft,
    },
    /// Add a survey, or go on designing one.
    SaveSurvey {
        /// Which; `None` adds one.
        id: Option<SurveyId>,
        /// How it should be.
        survey: Box<SurveyDraft>,
    },
    /// Make a link by which anybody may answer a survey, in the place of the one there is; or end that.
    ChangeSurveyLink {
        /// Which.
        survey: SurveyId,
        /// The hash of what opens it; `None` ends the one there is.
        hash: Option<[u8; 32]>,
    },
    /// Keep what people answered to a survey, each for itself. Only the desk itself says so.
    TakeAnswers {
        /// Which.
        survey: SurveyId,
        /// What they answered.
        sent: Vec<SentAnswer>,
        /// Where they waited until it could not be told any more when each came; nothing when they did not.
        waited: Vec<[u8; 16]>,
    },
    /// Ask what a survey's form says now.
    PublishSurvey {
        /// Which.
        survey: SurveyId,
    },
    /// Review the form that is being designed.
    ReviewSurvey {
        /// Of which survey.
        survey: SurveyId,
        /// What is done.
        step: ReviewStep,
    },
    /// Change whom a survey asks of itself.
    ChangeAsking {
        /// Which.
        survey: SurveyId,
        /// How it should be.
        asking: Box<Asking>,
    },
    /// Change what the free texts of a survey are searched for.
    ChangeThemes {
        /// Which survey.
        survey: SurveyId,
        /// The themes; nothing: those to start from.
        themes: Option<Vec<TextTheme>>,
    },
    /// The moment of an invitation has come: send it, or remind whom it was sent to. Only the desk itself says so.
    Invite {
        /// Which.
        invitation: InvitationId,
        /// Whether it was answered already, as far as only its link knows.
        answered: bool,
    },
    /// Go on with a round of a survey, or stop it.
    MoveRound {
        /// Of which survey.
        survey: SurveyId,
        /// For which day.
        day: Day,
        /// What is to be done.
        step: RoundStep,
    },
    /// What became of the mail of an invitation. Only the desk itself says so.
    NoteDelivery {
        /// Of which.
        invitation: InvitationId,
        /// Whether the mail server took it, after all, or never will.
        taken: bool,
    },
    /// Forget who answered a survey long ago, and what they wrote. Only the desk itself says so.
    ForgetAnswers {
        /// What of it.
        forgetting: Box<Forgetting>,
        /// The words.
        words: Vec<ContentId>,
        /// The entries of the journal that name somebody.
        entries: Vec<Seq>,
    },
    /// Keep what somebody answered on the telephone, where an agent asked them.
    AskByPhone {
        /// About which case.
        ticket: TicketNumber,
        /// By which survey.
        survey: SurveyId,
        /// What they answered.
        given: Box<PhoneAnswer>,
    },
    /// Do something about a follow-up of a low mark.
    FollowUp {
        /// Which.
        id: FollowUpId,
        /// What is done.
        step: FollowUpStep,
    },
    /// Say how one is reached oneself, and what one wants to read.
    ChangeOwnData(OwnData),
    /// Never ask somebody again, or do.
    ChangeAsked {
        /// Whom.
        person: PersonId,
        /// Whether surveys may ask them.
        asked: bool,
    },
    /// Erase for ever what is known of a person, what they wrote, and what was written about them.
    ErasePerson {
        /// Whom.
        person: PersonId,
        /// What is not theirs by owner: the details of their accounts, and what others wrote in their cases.
        about: Vec<ContentId>,
    },

    /// Set a mailbox up, or change it.
    SaveMailbox {
        /// Which; `None`: another one.
        id: Option<super::id::MailboxId>,
        /// What it is.
        mailbox: Box<super::MailboxDraft>,
    },
    /// Somebody signed in to a mailbox for the desk.
    SignMailboxIn {
        /// Which.
        mailbox: super::id::MailboxId,
        /// As which program: what it was given serves no other.
        client: super::OAuthClient,
        /// What it was given to come back with.
        token: Concealed,
    },
    /// Take a mail in.
    TakeMail(Box<super::IncomingMail>),
    /// A mail that waited in a case becomes a message of it.
    LetMailIn {
        /// Which.
        mail: super::id::MailId,
    },
    /// Register a case.
    OpenTicket(Box<NewTicket>),
    /// Change what a case says or what it is about.
    EditTicket {
        /// The case.
        ticket: TicketNumber,
        /// What changes.
        edit: Box<TicketEdit>,
    },
    /// Decide on a priority (with a reason), or give it back to the matrix (without priority).
    SetPriority {
        /// The case.
        ticket: TicketNumber,
        /// The priority; `None`: the matrix decides.
        priority: Option<Priority>,
        /// Why.
        reason: Option<String>,
    },
    /// Take a case.
    Take {
        /// The case.
        ticket: TicketNumber,
    },
    /// Give a case to a member of its group, or back to the group.
    Assign {
        /// The case.
        ticket: TicketNumber,
        /// To whom; `None`: back to the group.
        assignee: Option<UserId>,
    },
    /// Pass a case on to a group.
    Pass {
        /// The case.
        ticket: TicketNumber,
        /// The group.
        group: GroupId,
        /// Who of the group; `None`: whoever takes it.
        assignee: Option<UserId>,
        /// What the group should know.
        note: Option<String>,
        /// What the requester is told, by mail.
        reply: Option<String>,
    },
    /// Let a case wait.
    Wait {
        /// The case.
        ticket: TicketNumber,
        /// For whom or what.
        on: WaitingFor,
        /// Until when; needed when it waits for a moment.
        until: Option<Moment>,
        /// Why; the requester reads it when the case waits for them.
        reason: Option<String>,
    },
    /// Go on with a waiting case.
    Resume {
        /// The case.
        ticket: TicketNumber,
    },
    /// Solve a case.
    Resolve {
        /// The case.
        ticket: TicketNumber,
        /// How.
        solution: Solution,
    },
    /// Correct whether a case counts as solved on line.
    CorrectOnLine {
        /// The case.
        ticket: TicketNumber,
        /// Whether it counts.
        on_line: bool,
        /// Why.
        reason: String,
    },
    /// Reopen a solved or closed case.
    Reopen {
        /// The case.
        ticket: TicketNumber,
        /// Why.
        reason: String,
    },
    /// Close a solved case before its time.
    Close {
        /// The case.
        ticket: TicketNumber,
    },
    /// Say that what one asked for is solved, whoever solved it.
    Settle {
        /// Which.
        ticket: TicketNumber,
        /// What became of it.
        reason: String,
        /// Files that go with it.
        attachments: Vec<UploadId>,
    },
    /// End a case without a solution.
    Cancel {
        /// The case.
        ticket: TicketNumber,
        /// Why.
        reason: String,
    },
    /// Write what both sides read. From the requester it ends waiting and reopens what was solved.
    Reply {
        /// The case.
        ticket: TicketNumber,
        /// What, in Markdown.
        text: String,
        /// How it came.
        channel: Channel,
        /// On whose behalf, when an agent writes down what the requester said.
        from_requester: bool,
        /// Files that go with it.
        attachments: Vec<UploadId>,
    },
    /// Write what only the desk reads.
    Note {
        /// The case.
        ticket: TicketNumber,
        /// What, in Markdown.
        text: String,
        /// Files that go with it.
        attachments: Vec<UploadId>,
    },
    /// Follow a case, or no longer.
    Follow {
        /// The case.
        ticket: TicketNumber,
        /// Whether.
        follows: bool,
    },
    /// Put somebody in copy of a case, or take them out. Whoever is in copy may take themselves out.
    Watch {
        /// The case.
        ticket: TicketNumber,
        /// Who.
        person: PersonId,
        /// Whether they are in copy.
        watches: bool,
    },
    /// Tick, skip or take back a step of the procedure that a case is worked on by.
    MarkStep {
        /// The case.
        ticket: TicketNumber,
        /// The procedure that whoever does it sees; `None`: whichever counts.
        procedure: Option<ProcedureId>,
        /// The step.
        step: StepId,
        /// What becomes of it.
        change: StepChange,
    },
    /// Acknowledge the alarm of a case.
    Acknowledge {
        /// The case.
        ticket: TicketNumber,
    },
    /// The moments that an open case waits for are reckoned anew: another version of the service model is in force, or
    /// another time-zone database.
    PlanAnew {
        /// The case.
        ticket: TicketNumber,
    },
    /// A timer of a case is due. Only the clock says so.
    TimerDue {
        /// The case.
        ticket: TicketNumber,
        /// Which timer.
        timer: super::TimerKind,
    },
}

impl Command {
    /// The uploads that it claims.
    pub fn attachments(&self) -> &[UploadId] {
        match self {
            Self::OpenTicket(new) => &new.attachments,
            Self::TakeMail(mail) => &mail.uploads,
            Self::Reply { attachments, .. } | Self::Note { attachments, .. } | Self::Settle { attachments, .. } => {
                attachments
            }
            _ => &[],
        }
    }
}
