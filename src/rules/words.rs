//! Closed vocabularies: the words that the API, the journal and the interface share.
//!
//! Each is declared once; its names in JSON, in stored rows and in addresses are the same.

use serde::{Serialize, de::DeserializeOwned};

/// A closed list of words.
pub trait Vocabulary: Copy + Eq + Ord + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What the list is called in the API description.
    const TITLE: &'static str;
    /// Every word, in its natural order.
    const ALL: &'static [Self];
    /// The word as it is written.
    fn as_str(self) -> &'static str;
    /// The word that is written `text`.
    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.as_str() == text)
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$word_doc])* #[serde(rename = $text)] $word),+ }
        impl Vocabulary for $name {
            const TITLE: &'static str = stringify!($name);
            const ALL: &'static [Self] = &[$(Self::$word),+];
            fn as_str(self) -> &'static str { match self { $(Self::$word => $text),+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

vocabulary! {
    /// What a case is about.
    Kind {
        /// Somebody wants to know something.
        Question = "question",
        /// Somebody wants to have or change something.
        Request = "request",
        /// Something does not work.
        Incident = "incident",
    }
}

vocabulary! {
    /// How a case or a message reached the desk.
    Channel {
        /// By telephone.
        Phone = "phone",
        /// By e-mail.
        Mail = "mail",
        /// By the web form.
        Web = "web",
        /// In person.
        Counter = "counter",
        /// By a program.
        Api = "api",
        /// By a monitoring system.
        Monitoring = "monitoring",
    }
}

impl Channel {
    /// Whether people talk on it: only what comes so can be solved on line.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Phone | Self::Counter)
    }
}

vocabulary! {
    /// Where a case stands.
    State {
        /// Registered; nobody has begun.
        New = "new",
        /// Somebody works on it.
        InProgress = "in_progress",
        /// It waits for somebody or something.
        Waiting = "waiting",
        /// A solution was given.
        Resolved = "resolved",
        /// Solved, and no longer expected to come back.
        Closed = "closed",
        /// Ended without a solution.
        Cancelled = "cancelled",
    }
}

impl State {
    /// All that is not solved, closed or cancelled.
    pub const OPEN: &'static [Self] = &[Self::New, Self::InProgress, Self::Waiting];

    /// Whether a case in this state is still to be solved.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }
}

vocabulary! {
    /// What a case waits for.
    WaitingFor {
        /// An answer of the requester.
        Requester = "requester",
        /// A third party.
        ThirdParty = "third_party",
        /// A moment.
        Moment = "moment",
    }
}

vocabulary! {
    /// What a clock of a case measures.
    ClockKind {
        /// From its opening until somebody answered the requester.
        FirstResponse = "first_response",
        /// From its opening until it was solved.
        Solution = "solution",
        /// From its coming to a group until somebody there took it.
        Acceptance = "acceptance",
        /// From its coming to a group until the group solved it or passed it on.
        GroupSolution = "group_solution",
    }
}

vocabulary! {
    /// How a clock stands.
    ClockState {
        /// Its time passes.
        Running = "running",
        /// Its time does not pass: the case waits, or nothing is agreed for it as it is.
        Stopped = "stopped",
        /// What it measures was done.
        Done = "done",
        /// It came to nothing: the case was cancelled, or left the group before anybody took it.
        Dropped = "dropped",
    }
}

vocabulary! {
    /// Who is told of something that happens to a case.
    Audience {
        /// Whoever asks. Only notices reach them.
        Requester = "requester",
        /// Whoever has it; when nobody does, the group.
        Assignee = "assignee",
        /// The members of the group that has it.
        Group = "group",
        /// Whoever follows it.
        Followers = "followers",
        /// The supervisors among the members of the group that has it; when there are none, all supervisors.
        GroupSupervisors = "group_supervisors",
        /// The supervisors.
        Supervisors = "supervisors",
        /// The administrators.
        Administrators = "administrators",
    }
}

vocabulary! {
    /// What makes a step of an escalation happen.
    TriggerKind {
        /// A point of a clock.
        Clock = "clock",
        /// Nobody took the case.
        NotTaken = "not_taken",
        /// Nobody wrote or changed anything.
        NoUpdate = "no_update",
        /// It was reopened.
        Reopened = "reopened",
        /// It was passed on to another group.
        PassedOn = "passed_on",
    }
}

vocabulary! {
    /// Who of a group gets a case. Who is away gets none.
    #[derive(Default)]
    Pick {
        /// Nobody: somebody takes it.
        #[default]
        ByHand = "by_hand",
        /// Each in turn.
        InTurn = "in_turn",
        /// Whoever has the fewest open cases.
        LeastLoaded = "least_loaded",
        /// Whoever has the skill and speaks the requester's language, with the fewest open cases among those.
        BySkill = "by_skill",
    }
}

vocabulary! {
    /// What happens in a scenario.
    ScenarioAction {
        /// Somebody of its group takes it.
        Take = "take",
        /// The desk answers.
        Answer = "answer",
        /// The requester writes.
        Write = "write",
        /// Somebody of the desk writes a note.
        Note = "note",
        /// It is classified anew.
        Classify = "classify",
        /// Somebody decides on a priority.
        Prioritise = "prioritise",
        /// It is passed on to another group.
        Pass = "pass",
        /// It begins to wait.
        Wait = "wait",
        /// It waits no longer.
        Resume = "resume",
        /// It is solved.
        Solve = "solve",
        /// It comes back.
        Reopen = "reopen",
        /// It is closed.
        Close = "close",
        /// It is ended without a solution.
        Cancel = "cancel",
    }
}

vocabulary! {
    /// Which time a target counts.
    Counting {
        /// The hours in which the agreement's calendar is open.
        Business = "business",
        /// All hours alike.
        Elapsed = "elapsed",
    }
}

vocabulary! {
    /// What a reopened case's clock for the solution does.
    Reopening {
        /// It goes on from where it stopped.
        Resume = "resume",
        /// It begins anew.
        Restart = "restart",
    }
}

vocabulary! {
    /// What a new version of the service model means to cases that are open.
    OpenCases {
        /// They stay with the version that they were decided under, until they are classified anew.
        Keep = "keep",
        /// They move to the new version.
        Move = "move",
    }
}

vocabulary! {
    /// How much of the organisation is touched.
    Impact {
        /// One person.
        Person = "person",
        /// A team or a floor.
        Team = "team",
        /// A whole site.
        Site = "site",
        /// Everybody.
        Organisation = "organisation",
    }
}

vocabulary! {
    /// How soon it hurts.
    Urgency {
        /// It can wait.
        Low = "low",
        /// Work is harder.
        Medium = "medium",
        /// Work has stopped.
        High = "high",
    }
}

vocabulary! {
    /// What is done first; `critical` before all.
    Priority {
        /// Before everything else.
        Critical = "critical",
        /// Soon.
        High = "high",
        /// In turn.
        Medium = "medium",
        /// When there is time.
        Low = "low",
    }
}

vocabulary! {
    /// The level of a resolver group.
    Level {
        /// The one that answers the call.
        First = "first",
        /// Resolver groups.
        Second = "second",
        /// Specialists and providers.
        Third = "third",
    }
}

vocabulary! {
    /// What a user may be; a user has a set of them.
    Role {
        /// Asks, and sees their own cases.
        Requester = "requester",
        /// Works on cases.
        Agent = "agent",
        /// Sees every case, and steps in.
        Supervisor = "supervisor",
        /// Sees every case and figure.
        Analyst = "analyst",
        /// Keeps people, groups, model and settings.
        Administrator = "administrator",
        /// Reads reports.
        Client = "client",
    }
}

vocabulary! {
    /// A language of the desk.
    Language {
        /// Spanish.
        Es = "es",
        /// English.
        En = "en",
        /// Portuguese, as in Brazil.
        Pt = "pt",
    }
}

vocabulary! {
    /// How the interface looks.
    Theme {
        /// As the system has it.
        System = "system",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

vocabulary! {
    /// What an API token may do.
    TokenScope {
        /// Read what its role may see.
        Read = "read",
        /// Read, and change what its role may change.
        Write = "write",
        /// Show the board on a wall: figures, and what is due first, without people and subjects; nothing else.
        Wall = "wall",
    }
}

vocabulary! {
    /// How the connection to the mail server is protected.
    MailSecurity {
        /// TLS from the first byte (port 465).
        Tls = "tls",
        /// STARTTLS, required (port 587).
        StartTls = "starttls",
        /// None: only for a server on the same machine or a trusted network.
        None = "none",
    }
}
