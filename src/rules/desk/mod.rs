//! What a service desk is and decides.
//!
//! Records first (what there is), then the two ends of a decision (commands in, events out), then the rules.

pub mod id;
pub mod record;

mod alarm;
mod backup;
pub mod follow_up;
mod invitation;
pub mod mail;
mod oauth;
mod person;
mod portal;
mod procedure_run;
pub mod round;
mod settings;
mod survey;
pub mod survey_review;
mod ticket;
mod user;
mod web_url;
mod webhook;

mod attachment;
mod audit;
mod command;
mod concealed;
mod door;
mod event;
mod facts;
mod forget;
mod headship;
mod notice;
mod refusal;
mod story;

mod access;
mod actions;
mod apply;
pub mod certificate;
mod decide;
mod memory;
pub mod phone;
mod planned;
mod supposing;
pub mod text;

#[cfg(test)]
mod tests;

pub use access::{Viewer, asked_for, can_see, heads, may_hear_of, sees_from_desk};
pub use actions::{Action, ActionState, Need, TRANSITIONS, Transition, Who, WhyNot, action_states};
pub use alarm::{Acknowledged, Held, Raised, TicketAlarm};
pub use apply::{apply, fold};
pub use attachment::{ATTACHMENTS_MAX, Attachment, FileHash, Unclaimed, UploadId, sent_with};
pub use audit::{Area, EntryKind, Subject};
pub use backup::{BackupSettings, Keep};
pub use command::{
    Classification, Command, GroupDraft, NewTicket, OwnData, PersonDraft, QuestionAnswer, RequesterRef,
    SecondStepDraft, Solution, StepChange, SurveyDraft, TicketEdit, TokenDraft, UnitDraft, UserDraft, WebhookDraft,
};
pub use concealed::Concealed;
pub(crate) use decide::Check;
pub use decide::{
    Accepted, Course, Deviation, Escalated, NoticeCounts, Outcome, PhoneAnswer, ScenarioRun, Stop, Trial,
    asked_by_phone, decide, every_mailbox, faults_of, faults_of_asking, faults_of_form, known_about, mails_links,
    own_addresses, phone_about, proposed_group, run_scenario, scenario_of, units_upwards, why_not_asked,
    why_not_by_phone, wrong_with,
};
pub use door::{DoorEvent, JobName, NotBelieved, Origin, ProvedBy, Refused, Taken, Way};
pub use event::{ActorRef, Author, Content, ContentRow, Entry, Erasing, Event, Owner, Routing, Unsaid, Whence};
pub use facts::{Facts, Fault, Tables};
pub use forget::{Forgetting, Forgotten, Remembered, kept_since};
pub use invitation::{
    AnswerWay, AskedAbout, AskedInRound, Invitation, InvitationState, NotAsked, Occasion, PhoneRefusal, Sent, Stage,
};
pub use mail::{AfterTaking, Aside, ImapServer, IncomingMail, Mail, MailFate, Mailbox, MailboxDraft, SentMail};
pub use memory::Memory;
pub use notice::{Alarm, Notice, NoticeKind, NoticeWay, Recipient};
pub use oauth::{OAuthClient, OAuthDraft, OAuthProvider};
pub use person::{Letters, MailsWanted, Person, PersonDetails, Profile, ProfileRow, Unit};
pub use planned::Planned;
pub use portal::{Doorway, Guests, Portal};
pub use procedure_run::{Mark, Marked, ProcedureRun, StepFigures};
pub use refusal::{FieldError, FieldProblem, OpenStep, Refusal};
pub use round::{Round, RoundState};
pub use settings::{MailSettings, Settings};
pub use story::{ClockOutcome, Happening, Opening, Step};
pub use supposing::{SOMEBODY, SOMEONE, SOMETHING, Supposing};
pub use survey::{SentAnswer, Survey, SurveyAnswer, SurveyVersion};
pub use survey_review::{SurveyApproval, SurveyComment, SurveyReview};
pub use ticket::{PriorityOverride, Resolution, SETTLED, Stay, Ticket, TimerKind, Wait, Waiting};
pub use user::{Away, BoardFilter, Group, LinkDelivery, LinkPurpose, Preferences, Token, Turn, User, UserDetails};
pub use web_url::WebUrl;
pub use webhook::Webhook;
