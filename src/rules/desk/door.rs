//! What happens at the door: who came in, who went, who was kept out and what was taken away; and where from.

use super::audit::Subject;
use super::id::{PersonId, UserId};
use crate::words::Vocabulary;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

vocabulary! {
    /// The way by which something reached the desk.
    Way {
        /// A browser in which somebody signed in, or tried to.
        Session = "session",
        /// A program with an API token.
        Token = "token",
        /// A link that came by mail or from an administrator.
        Link = "link",
        /// The one-time link of the first start.
        SetupLink = "setup_link",
        /// The command line, on the machine itself.
        CommandLine = "command_line",
    }
}

/// Where something came from. What the desk did by itself came from nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// By which way.
    pub way: Way,
    /// The network address at the other end, as far as proxies of ours vouch for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<IpAddr>,
}

vocabulary! {
    /// What proved who somebody is.
    ProvedBy {
        /// Their password.
        Password = "password",
        /// Their password and a code of the second step.
        PasswordAndCode = "password_and_code",
        /// The one-time link of the first start.
        SetupLink = "setup_link",
        /// Nothing: in a demonstration anybody enters.
        Demonstration = "demonstration",
    }
}

vocabulary! {
    /// Why somebody was not believed.
    NotBelieved {
        /// The address or the password was not right.
        WrongPassword = "wrong_password",
        /// The password was right, and no code came with it.
        CodeMissing = "code_missing",
        /// The password was right, the code was not, or was used before.
        WrongCode = "wrong_code",
        /// After too many attempts this one was not looked at.
        TooMany = "too_many",
        /// The API token is unknown, over or revoked.
        WrongToken = "wrong_token",
    }
}

vocabulary! {
    /// Why somebody who is known was refused.
    Refused {
        /// Their roles, or the scope of their token, do not allow it.
        NotAllowed = "not_allowed",
        /// It is there, and not theirs to see; they heard that it is not there.
        NotTheirs = "not_theirs",
        /// It is dangerous, and they had not proved lately who they are.
        NotProved = "not_proved",
        /// Their roles want a second step that they had not set up.
        SecondStepDue = "second_step_due",
    }
}

vocabulary! {
    /// What leaves the desk whole.
    Taken {
        /// A backup, with every secret.
        Backup = "backup",
        /// Everything in files that any program reads.
        Export = "export",
        /// The audit trail.
        Audit = "audit",
        /// A list of cases.
        Cases = "cases",
        /// What a replay came to: its cases, or its sums.
        Replay = "replay",
        /// How much everybody has, as the supervisor's board shows it.
        Board = "board",
        /// The list of persons.
        Persons = "persons",
        /// Everything about one person.
        Person = "person",
        /// The list of users.
        Users = "users",
        /// The follow-ups of low marks.
        FollowUps = "follow_ups",
        /// What a survey says, or its answers one by one.
        Survey = "survey",
    }
}

vocabulary! {
    /// What the desk does from time to time.
    JobName {
        /// A backup, when and where the settings say.
        Backup = "backup",
        /// Sessions that have ended go.
        ClearSessions = "clear-sessions",
        /// Failures to sign in that no delay depends on any more go.
        ClearThrottles = "clear-throttles",
        /// Answers go that nobody may ask for once more by their idempotency key.
        ClearIdempotencyKeys = "clear-idempotency-keys",
        /// Files that nobody claimed go.
        ClearUploads = "clear-uploads",
        /// Browsers go in which nobody has signed in for a year.
        ClearDevices = "clear-devices",
        /// Anonymous answers to surveys that waited for others enter the journal together.
        TakeAnswers = "take-answers",
        /// Who answered surveys long ago is forgotten.
        ForgetAnswers = "forget-answers",
        /// Mails go that were sent or dropped long ago.
        ClearOutbox = "clear-outbox",
    }
}

/// What happened at the door. It changes no record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoorEvent {
    /// Somebody signed in.
    SignedIn {
        /// Who.
        user: UserId,
        /// What proved it.
        by: ProvedBy,
    },
    /// Somebody came in to their own pages with a code that was sent to them.
    GuestEntered {
        /// Who.
        person: PersonId,
    },
    /// Somebody was not believed.
    SignInRefused {
        /// Whose account they tried, when there is one. (What they typed is not kept: it may be a password.)
        user: Option<UserId>,
        /// Why.
        why: NotBelieved,
        /// How often.
        times: u32,
    },
    /// Somebody who is signed in proved once more who they are.
    Proved {
        /// Who.
        user: UserId,
    },
    /// Somebody got new recovery codes; those before open nothing any more.
    RecoveryRenewed {
        /// Who.
        user: UserId,
    },
    /// Somebody signed out.
    SignedOut {
        /// Who.
        user: UserId,
    },
    /// Sessions of a user were ended from another place.
    SessionsEnded {
        /// Whose.
        user: UserId,
        /// How many.
        sessions: u32,
    },
    /// Somebody who is known asked for what is not theirs.
    AccessRefused {
        /// Why not.
        why: Refused,
        /// The operation, such as `GET /tickets/{number}`.
        operation: String,
        /// What it was about.
        subject: Option<Subject>,
        /// How often.
        times: u32,
    },
    /// The desk, or a part of it, was taken away.
    TakenAway {
        /// What.
        what: Taken,
    },
    /// The data file was put back from a backup.
    Restored,
    /// Somebody had a job run that was not due.
    JobAsked {
        /// Which.
        job: JobName,
    },
    /// Somebody had a message sent again that had left, or could not.
    SentAgain {
        /// Its number in the outbox.
        outgoing: u64,
        /// The webhook that it goes to, or the case that it is about.
        subject: Option<Subject>,
    },
    /// Somebody began the replay of a past period.
    ReplayBegun {
        /// Its number.
        replay: u64,
    },
    /// Somebody stopped one that ran.
    ReplayStopped {
        /// Its number.
        replay: u64,
    },
    /// Somebody deleted one that was over.
    ReplayForgotten {
        /// Its number.
        replay: u64,
    },
}

impl DoorEvent {
    /// The same, so often at once; `None` when it is no refusal, and so counts for itself.
    pub fn repeated(self, often: u32) -> Option<Self> {
        match self {
            Self::SignInRefused { user, why, times: _ } => Some(Self::SignInRefused { user, why, times: often }),
            Self::AccessRefused { why, operation, times: _, .. } => {
                Some(Self::AccessRefused { why, operation, subject: None, times: often })
            }
            _ => None,
        }
    }
    /// The same of anybody and anything: what is left to say of very many that differ.
    #[must_use]
    pub fn of_anybody(self) -> Self {
        match self {
            Self::SignInRefused { why, times, .. } => Self::SignInRefused { user: None, why, times },
            Self::AccessRefused { why, times, .. } => {
                Self::AccessRefused { why, operation: String::new(), subject: None, times }
            }
            other => other,
        }
    }
}
