//! Every table of the data file, declared once. Creation, statistics, check and rebuild are derived from this list.

use crate::desk::record::RecordKind;
use redb::TableDefinition;

/// What a table's rows come from, and so how they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// What happened: the source of the folded tables.
    Journal,
    /// The desk's own records: what folding the journal gives.
    Folded,
    /// Indexes and counters: what other rows give.
    Derived,
    /// What the program needs to work, and no journal tells: sessions, outbox, positions.
    Operational,
    /// People's words and details, apart from the journal.
    Content,
}

impl Class {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Folded => "folded",
            Self::Derived => "derived",
            Self::Operational => "operational",
            Self::Content => "content",
        }
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident = $name:literal, $class:ident $(, from $source:ident, revision $revision:literal)?;)+) => {
        /// A table of the data file; its name says key and value (a name without an arrow has no value).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $($(#[$doc])* $table),+ }

        impl Table {
            /// Every table.
            pub const ALL: &'static [Self] = &[$(Self::$table),+];

            /// What the file calls it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$table => $name),+ }
            }

            /// What its rows come from.
            pub const fn class(self) -> Class {
                match self { $(Self::$table => Class::$class),+ }
            }

            /// Of a derived table: the table whose rows give its rows.
            pub const fn source(self) -> Option<Self> {
                match self { $(Self::$table => tables!(@source $($source)?)),+ }
            }

            /// Of a derived table: counts the changes of how its keys are made. A file that has another one gets
            /// this table anew when it is opened.
            pub const fn revision(self) -> u32 {
                match self { $(Self::$table => tables!(@revision $($revision)?)),+ }
            }
        }
    };
    (@source) => { None };
    (@source $source:ident) => { Some(Self::$source) };
    (@revision) => { 0 };
    (@revision $revision:literal) => { $revision };
}

tables! {
    /// What the file says of itself.
    Meta = "name→meta", Operational;

    /// What happened, without gaps.
    Journal = "seq→entry", Journal;
    /// The entries of a case, each with its part of the case's story.
    JournalByTicket = "ticket_number,seq,step", Derived, from Journal, revision 8;
    /// The entries of no case, by area, actor, subject and network address.
    JournalByShelf = "shelf,seq", Derived, from Journal, revision 1;
    /// The entries with which versions of the service model came into force.
    Publications = "model_version,seq", Derived, from Journal, revision 1;

    /// What people wrote, and what is known of them.
    Content = "content_id→content", Content;
    /// Whose it is.
    ContentByOwner = "owner,content_id", Derived, from Content, revision 1;

    /// The contents that are files, by the hash of their bytes.
    ContentByFile = "file_hash,content_id", Derived, from Content, revision 1;
    /// Files that people sent along.
    KeptFile = "file_hash→kept_file", Content;
    /// Their bytes.
    FileChunk = "upload_id,n→bytes", Content;

    /// The desk's settings, one row.
    Settings = "()→settings", Folded;
    /// How mail leaves, one row.
    MailSettings = "()→mail_settings", Folded;
    /// When backups are made and where they go, one row.
    BackupSettings = "()→backup_settings", Folded;
    /// Every version of the service model.
    ServiceModel = "model_version→service_model", Folded;
    /// What of it is being worked on, one row.
    ModelDraft = "()→model_draft", Folded;
    /// Sites and departments.
    Unit = "unit_id→unit", Folded;
    /// Resolver groups.
    Group = "group_id→group", Folded;
    /// Who signs in.
    User = "user_id→user", Folded;
    /// Who asks.
    Person = "person_id→person", Folded;
    /// API tokens.
    Token = "token_id→token", Folded;
    /// Where other programs hear of what happens.
    Webhook = "webhook_id→webhook", Folded;
    /// Mailboxes that the desk reads.
    Mailbox = "mailbox_id→mailbox", Folded;
    /// Mails that came, and what became of them.
    Mail = "mail_id→mail", Folded;
    /// Surveys, as they are being designed.
    Survey = "survey_id→survey", Folded;
    /// Versions of surveys that were published.
    SurveyVersion = "survey_id,n→survey_version", Folded;
    /// What people answered to surveys.
    SurveyAnswer = "answer_id→survey_answer", Folded;
    /// How far the reviews of surveys that are being designed have come.
    SurveyReview = "survey_id→survey_review", Folded;
    /// What was said of forms in their reviews.
    SurveyComment = "survey_id,n→survey_comment", Folded;
    /// The last approvals of forms.
    SurveyApproval = "survey_id→survey_approval", Folded;
    /// That people are asked by surveys.
    Invitation = "invitation_id→invitation", Folded;
    /// That somebody sees to low marks.
    FollowUp = "follow_up_id→follow_up", Folded;
    /// Rounds of surveys that ask at fixed times.
    Round = "survey_id,day→round", Folded;
    /// Cases.
    Ticket = "ticket_number→ticket", Folded;
    /// Stays of cases.
    Stay = "ticket_number,n→stay", Folded;
    /// Spells of waiting.
    Wait = "ticket_number,n→wait", Folded;
    /// Procedures as cases go through them.
    ProcedureRun = "ticket_number,procedure_id→procedure_run", Folded;
    /// Whose turn it was last in a group.
    Turn = "group_id→turn", Folded;
    /// How often and how long steps of procedures are done.
    StepFigures = "procedure_id,step_id→step_figures", Folded;

    /// Cases of a scope, by their last change.
    TicketsByUpdated = "scope,state,updated_at,ticket_number", Derived, from Ticket, revision 2;
    /// Cases of a scope, by number.
    TicketsByNumber = "scope,state,ticket_number", Derived, from Ticket, revision 2;
    /// Open cases of a scope, by priority.
    TicketsByPriority = "scope,state,priority,ticket_number", Derived, from Ticket, revision 2;
    /// Open cases of a scope that have a deadline, by it.
    TicketsByDeadline = "scope,state,deadline,ticket_number", Derived, from Ticket, revision 2;
    /// Open cases of a scope of which nothing is promised, by number.
    TicketsUnpromised = "scope,state,unpromised_ticket_number", Derived, from Ticket, revision 2;
    /// Open cases of a scope with an alarm that nobody has acknowledged, by the moment at which it was raised.
    TicketsByAlarm = "scope,state,raised,ticket_number", Derived, from Ticket, revision 2;
    /// Solved cases of a scope, by the day of the solution.
    TicketsByResolution = "scope,resolution_day,ticket_number", Derived, from Ticket, revision 2;
    /// How many cases a scope has.
    TicketCounts = "scope,group,state→count", Derived, from Ticket, revision 3;
    /// How many cases of a scope were solved on a day.
    ResolutionCounts = "scope,resolution_day,group→count", Derived, from Ticket, revision 2;
    /// How many open cases run by a version of the service model.
    TicketsByModel = "model_version→open_count", Derived, from Ticket, revision 1;
    /// What the clock has to do.
    Timers = "due,timer_kind,ticket_number", Derived, from Ticket, revision 1;

    /// Units below another (0: sites), by their folded name.
    UnitsByParent = "parent_unit_id,folded_name,unit_id", Derived, from Unit, revision 1;
    /// Units by each word of their folded name.
    UnitsByWord = "word,folded_name,unit_id", Derived, from Unit, revision 1;
    /// Units by who heads them.
    UnitsByHead = "person_id,unit_id", Derived, from Unit, revision 1;
    /// How many units lie directly below a unit.
    UnitChildren = "unit_id→child_count", Derived, from Unit, revision 1;
    /// How many persons a unit has.
    UnitPersons = "unit_id→person_count", Derived, from Person, revision 1;

    /// Persons by address.
    PersonsByEmail = "email,person_id", Derived, from Person, revision 1;
    /// Persons by the digits of a number, last digit first.
    PersonsByPhone = "reversed_digits,person_id", Derived, from Person, revision 1;
    /// Persons by each word of their folded name.
    PersonsByWord = "word,folded_name,person_id", Derived, from Person, revision 1;
    /// Persons by their folded name.
    PersonsByName = "folded_name,person_id", Derived, from Person, revision 1;
    /// Persons of a unit, by their folded name.
    PersonsByUnit = "unit_id,folded_name,person_id", Derived, from Person, revision 1;
    /// Persons of a unit (0: of none), by their ids: what rounds of surveys go by.
    PersonsByMembership = "unit_id,person_id", Derived, from Person, revision 1;
    /// Users by address.
    UsersByEmail = "email,user_id", Derived, from User, revision 1;
    /// Active users by role.
    UsersByRole = "role,user_id", Derived, from User, revision 1;
    /// Users by the requester that they are.
    UsersByPerson = "person_id,user_id", Derived, from User, revision 1;
    /// API tokens by the hash of their secret.
    TokensByHash = "token_hash,token_id", Derived, from Token, revision 1;
    /// API tokens that were not revoked, by who made them.
    TokensByCreator = "user_id,token_id", Derived, from Token, revision 1;

    /// What people answered to a survey, by the desk's local month.
    AnswersBySurvey = "survey_id,month,answer_id", Derived, from SurveyAnswer, revision 1;
    /// What people wrote in answers that count, by the desk's local month.
    TextsBySurvey = "survey_id,month,question_id,answer_id", Derived, from SurveyAnswer, revision 1;
    /// How often something was answered in a month, in all and by what is known of those who did.
    AnswerCounts = "survey_id,breakdown,month,part,question_id,given→count", Derived, from SurveyAnswer, revision 3;

    /// Invitations that the desk has something to do about, by when.
    InvitationsDue = "due,invitation_id", Derived, from Invitation, revision 1;
    /// Invitations about a case.
    InvitationsByTicket = "ticket_number,invitation_id", Derived, from Invitation, revision 1;
    /// Invitations in a round, by whom it asks.
    InvitationsByRound = "survey_id,day,person_id,invitation_id", Derived, from Invitation, revision 1;
    /// Rounds of which there is still to be decided whom they ask.
    RoundsToPlan = "survey_id,day", Derived, from Round, revision 1;
    /// Invitations of a survey.
    InvitationsBySurvey = "survey_id,invitation_id", Derived, from Invitation, revision 1;
    /// Invitations by which a person was asked, by when.
    AskedByPerson = "person_id,asked_at,invitation_id", Derived, from Invitation, revision 1;
    /// How many invitations of a month came to what, in all and by what they are about.
    InvitationCounts = "survey_id,breakdown,month,part,zero,came_to→count", Derived, from Invitation, revision 2;

    /// Follow-ups that nobody has seen to, and whose time is not over or was not told to be, by when it is.
    FollowUpsDue = "due,follow_up_id", Derived, from FollowUp, revision 1;
    /// Follow-ups that are open by when they are due, and those that are done by when they were.
    FollowUpsByPile = "pile,when,follow_up_id", Derived, from FollowUp, revision 1;
    /// Follow-ups about a case.
    FollowUpsByTicket = "ticket_number,follow_up_id", Derived, from FollowUp, revision 1;
    /// How many follow-ups of a month came to what.
    FollowUpCounts = "survey_id,month,came_to→count", Derived, from FollowUp, revision 1;

    /// Requests that were answered, for 24 hours.
    Idempotency = "actor,operation,key→answered", Operational;
    /// The same, by age.
    IdempotencyByAge = "answered_at,actor,operation,key", Derived, from Idempotency, revision 1;
    /// Who is signed in.
    Session = "session_hash→session", Operational;
    /// Sessions by their end.
    SessionsByExpiry = "expires_at,session_hash", Derived, from Session, revision 1;
    /// Sessions of a user.
    SessionsByUser = "user_id,session_hash", Derived, from Session, revision 1;
    /// Browsers in which users signed in.
    Device = "device_hash,user_id→device", Operational;
    /// The same, by user.
    DevicesByUser = "user_id,device_hash,user_id", Derived, from Device, revision 1;
    /// The same, by when somebody last signed in there.
    DevicesByAge = "entered_at,device_hash,user_id", Derived, from Device, revision 1;
    /// Password hashes.
    Credential = "user_id→credential", Operational;
    /// Links with which users set a password; a byte more in the key of one that the user asked for.
    PasswordLink = "user_id→password_link", Operational;
    /// Seeds and recovery codes of the second step.
    SecondStep = "user_id→second_step", Operational;
    /// What must be kept to be used, such as the password of the mail server.
    Secret = "name→secret", Operational;
    /// Failures that slow guessing down.
    Throttle = "throttle_key→throttle", Operational;
    /// The same, by their last failure.
    ThrottlesByAge = "last_failure,throttle_key", Derived, from Throttle, revision 1;
    /// What leaves the desk.
    Outbox = "outbox_id→outgoing", Operational;
    /// The same, by state and when something is to be done or was done.
    OutboxByState = "notice_way,outbox_state,when,outbox_id", Derived, from Outbox, revision 1;
    /// The same, by Message-ID.
    OutboxByMessage = "mail_key,outbox_id", Derived, from Outbox, revision 1;
    /// What left about a case.
    OutboxByTicket = "ticket_number,outbox_id", Derived, from Outbox, revision 1;
    /// What waits or is being sent, the oldest first.
    OutboxWaiting = "notice_way,outbox_id", Derived, from Outbox, revision 1;
    /// How much is in each state.
    OutboxCounts = "notice_way,outbox_state→count", Derived, from Outbox, revision 1;
    /// Mails that came, by the hash of their bytes.
    MailsByHash = "file_hash,mail_id", Derived, from Mail, revision 1;
    /// The same, by Message-ID.
    MailsByMessage = "mail_key,mail_id", Derived, from Mail, revision 1;
    /// The same, by sender and moment.
    MailsBySender = "mail_key,at,mail_id", Derived, from Mail, revision 1;
    /// The same, by the words in a case that they became.
    MailsByWords = "content_id,mail_id", Derived, from Mail, revision 1;
    /// The same, by case.
    MailsByTicket = "ticket_number,mail_id", Derived, from Mail, revision 1;
    /// The same, by where they lay on their server.
    MailsByPlace = "mailbox_id,validity,uid,mail_id", Derived, from Mail, revision 1;
    /// Reports of mails that did not arrive, by whom they were for.
    MailsBounced = "person_id,mail_id", Derived, from Mail, revision 1;
    /// Mails that were set aside.
    MailsAside = "mail_id", Derived, from Mail, revision 1;
    /// The same, by why.
    MailsAsideByReason = "reason,mail_id", Derived, from Mail, revision 1;
    /// How many were set aside, by why.
    MailsAsideCount = "reason→count", Derived, from Mail, revision 2;
    /// Mails of cases to a user.
    OutboxByUser = "user_id,outbox_id", Derived, from Outbox, revision 1;
    /// What tells of an answer to a survey, or brings an invitation.
    OutboxBySurvey = "what,answer_or_invitation_id,outbox_id", Derived, from Outbox, revision 1;
    /// What left for a webhook.
    OutboxByWebhook = "webhook_id,outbox_id", Derived, from Outbox, revision 1;
    /// What users are told on screen.
    ScreenNotice = "user_id,notice_id→screen_notice", Operational;
    /// The same, by what caused it.
    ScreenNoticesByCause = "notice_id,user_id", Derived, from ScreenNotice, revision 1;
    /// The same, by the answer to a survey that they are about.
    ScreenNoticesByAnswer = "answer_id,user_id,notice_id", Derived, from ScreenNotice, revision 1;
    /// How many a user has.
    ScreenNoticeCounts = "user_id→count", Derived, from ScreenNotice, revision 1;
    /// What was uploaded and nobody has claimed.
    Upload = "upload_id→upload", Operational;
    /// The same, by whom it belongs to.
    UploadsByOwner = "owner,upload_id", Derived, from Upload, revision 1;
    /// The same, by age.
    UploadsByAge = "begun,upload_id", Derived, from Upload, revision 1;
    /// The same, by the hash of the file.
    UploadsByFile = "file_hash,upload_id", Derived, from Upload, revision 1;
    /// How far the folders of mailboxes were looked through.
    FolderLook = "mailbox_id→folder_look", Operational;
    /// Jobs by schedule.
    Job = "job_name→job", Operational;
    /// What the last backups came to, one row.
    BackupLog = "()→backup_log", Operational;
    /// Links by which anybody may answer a survey.
    SurveyLink = "link_hash→survey_link", Operational;
    /// The same, by survey.
    SurveyLinksBySurvey = "survey_id,link_hash", Derived, from SurveyLink, revision 1;
    /// Links by which the client reviews the form of a survey.
    ReviewLink = "survey_id→review_link", Operational;
    /// What opens cases for whoever asked.
    CaseLink = "link_hash→case_link", Operational;
    /// The same, by when it is looked at whether they have ended.
    CaseLinksByLook = "look,link_hash", Derived, from CaseLink, revision 1;
    /// Codes with which those who ask come in.
    SignInCodes = "address_hash→codes", Operational;
    /// The same, by when they are over.
    SignInCodesByExpiry = "expires,address_hash", Derived, from SignInCodes, revision 1;
    /// Those who ask, on their own pages.
    GuestSession = "session_hash→guest_session", Operational;
    /// The same, by when they are over.
    GuestSessionsByExpiry = "expires,session_hash", Derived, from GuestSession, revision 1;
    /// What opens invitations.
    InvitationLink = "link_hash→invitation_link", Operational;
    /// Invitations that were answered, when nothing else says so.
    UsedInvitation = "invitation_id→used_invitation", Operational;
    /// Anonymous answers that wait for others, so that nobody can tell when each came.
    AnswerPool = "survey_id,random→sent_answer", Operational;
    /// Replays of a past period through a model.
    Replay = "replay_id→replay", Operational;
    /// The cases of a replay that would have gone otherwise.
    ReplayCases = "replay_id,ticket_number→cases", Operational;
    /// How far each reader of the journal has come.
    Reader = "reader_name→position", Operational;
}

/// Every table is bytes to bytes: keys are made in `keys`, values by `codec`.
pub(super) type Definition<'name> = TableDefinition<'name, &'static [u8], &'static [u8]>;

impl Table {
    /// Whether its rows are written beside the commands: operational ones, and the bytes of files, which come before
    /// any command speaks of them.
    pub(super) const fn is_beside(self) -> bool {
        matches!(self.class(), Class::Operational) || matches!(self, Self::KeptFile | Self::FileChunk)
    }

    /// As redb wants it.
    pub(super) const fn definition(self) -> Definition<'static> {
        TableDefinition::new(self.name())
    }

    /// The place in [`Table::ALL`].
    pub(super) const fn place(self) -> usize {
        self as usize
    }

    /// The table of a kind of records.
    pub const fn of(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Settings => Self::Settings,
            RecordKind::MailSettings => Self::MailSettings,
            RecordKind::BackupSettings => Self::BackupSettings,
            RecordKind::ServiceModel => Self::ServiceModel,
            RecordKind::ModelDraft => Self::ModelDraft,
            RecordKind::Unit => Self::Unit,
            RecordKind::Group => Self::Group,
            RecordKind::User => Self::User,
            RecordKind::Person => Self::Person,
            RecordKind::Token => Self::Token,
            RecordKind::Webhook => Self::Webhook,
            RecordKind::Mailbox => Self::Mailbox,
            RecordKind::Mail => Self::Mail,
            RecordKind::Survey => Self::Survey,
            RecordKind::SurveyVersion => Self::SurveyVersion,
            RecordKind::SurveyAnswer => Self::SurveyAnswer,
            RecordKind::SurveyReview => Self::SurveyReview,
            RecordKind::SurveyComment => Self::SurveyComment,
            RecordKind::SurveyApproval => Self::SurveyApproval,
            RecordKind::Invitation => Self::Invitation,
            RecordKind::FollowUp => Self::FollowUp,
            RecordKind::Round => Self::Round,
            RecordKind::Ticket => Self::Ticket,
            RecordKind::Stay => Self::Stay,
            RecordKind::Wait => Self::Wait,
            RecordKind::ProcedureRun => Self::ProcedureRun,
            RecordKind::Turn => Self::Turn,
            RecordKind::StepFigures => Self::StepFigures,
        }
    }
}
