//! Replays as the API shows and takes them.

use crate::desk::{NoticeKind, NoticeWay};
use crate::http::list::Named;
use crate::http::ticket_view::Actor;
use crate::http::word::{At, Id, Word};
use crate::moment::Moment;
use crate::replay::Aspect;
use crate::words::{Audience, ClockKind, ClockState, Priority, Vocabulary};
use poem_openapi::Object;
use poem_openapi::types::Example;
use serde::{Deserialize, Serialize};

/// How a replay stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReplayState {
    /// It runs.
    Running,
    /// It is done.
    Done,
    /// Somebody stopped it.
    Stopped,
    /// It failed.
    Failed,
    /// The desk ended while it ran.
    BrokenOff,
    /// It is done, but what it came to is from before a change of the program, and cannot be read any more.
    Outdated,
}

impl Vocabulary for ReplayState {
    const TITLE: &'static str = "ReplayState";
    const ALL: &'static [Self] =
        &[Self::Running, Self::Done, Self::Stopped, Self::Failed, Self::BrokenOff, Self::Outdated];
    fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::BrokenOff => "broken_off",
            Self::Outdated => "outdated",
        }
    }
}

/// A replay to begin.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct ReplayInput {
    /// What people call it, such as `Octubre con metas nuevas`.
    pub(super) name: String,
    /// Cases that were opened from then on.
    pub(super) from: At,
    /// Cases that were opened before then.
    pub(super) to: At,
    /// The version of the model; the draft when left out.
    pub(super) version: Option<u64>,
}

/// A replay.
#[derive(Clone, Debug, Object)]
pub(crate) struct Replay {
    /// Its id.
    pub(super) id: Id,
    /// What people call it.
    pub(super) name: String,
    /// Cases that were opened from then on.
    pub(super) from: At,
    /// Cases that were opened before then.
    pub(super) to: At,
    /// The version of the model that was tried; null: a draft.
    pub(super) version: Option<u64>,
    /// The revision of the draft that was tried; null: a version.
    pub(super) draft_revision: Option<u64>,
    /// Who asked for it.
    pub(super) by: Actor,
    /// When it began.
    pub(super) began_at: At,
    /// How it stands.
    pub(super) state: Word<ReplayState>,
    /// When it ended.
    pub(super) ended_at: Option<At>,
    /// Why it failed.
    pub(super) trouble: Option<String>,
    /// How many cases are done, while it runs.
    pub(super) done: Option<u64>,
    /// How many there are, while it runs.
    pub(super) total: Option<u64>,
    /// What it came to in sum.
    pub(super) result: Option<ReplayResult>,
}

/// What a replay came to in sum. What people did is taken as it was, at the same moments; what the desk decides by itself
/// (priority, first group, deadlines, escalations) is decided anew.
#[derive(Clone, Debug, Object)]
pub(crate) struct ReplayResult {
    /// How many cases were retraced.
    pub(super) cases: u64,
    /// How many would have gone otherwise.
    pub(super) differing: u64,
    /// How many of them are listed, the first ones.
    pub(super) listed: u64,
    /// In what they would have gone otherwise.
    pub(super) aspects: Vec<AspectCount>,
    /// What became of promises, by whose they are, what they are about, and priority.
    pub(super) promises: Vec<PromiseCount>,
    /// What groups had to do.
    pub(super) groups: Vec<GroupCount>,
    /// Cases by priority at the opening.
    pub(super) priorities: Vec<PriorityCount>,
    /// Escalations.
    pub(super) escalations: Vec<EscalationCount>,
    /// Notices of escalations, by whom they went to.
    pub(super) people: Vec<PersonCount>,
    /// Notices of everything that happens to cases, those of escalations among them: as the model's rules say, else as the
    /// desk tells by itself. What was really told is not counted; to compare, replay the version in force too.
    pub(super) notices: Vec<NoticeCount>,
}

/// How many notices there would have been.
#[derive(Clone, Debug, Object)]
pub(crate) struct NoticeCount {
    /// What they say.
    pub(super) notice: Word<NoticeKind>,
    /// How they are told.
    pub(super) way: Word<NoticeWay>,
    /// How many.
    pub(super) would: u64,
}

/// How many cases would have gone otherwise in something.
#[derive(Clone, Debug, Object)]
pub(crate) struct AspectCount {
    /// In what.
    pub(super) aspect: Word<Aspect>,
    /// How many.
    pub(super) cases: u64,
}

/// What became of promises.
#[derive(Clone, Debug, Default, Object)]
pub(crate) struct ReplayKept {
    /// Kept.
    pub(super) kept: u64,
    /// Broken.
    pub(super) missed: u64,
    /// Neither yet, or dropped.
    pub(super) open: u64,
}

/// What became of some promises, and would have become.
#[derive(Clone, Debug, Object)]
pub(crate) struct PromiseCount {
    /// The agreement with the client.
    pub(super) agreement: Option<Named>,
    /// The group that promised.
    pub(super) group: Option<Named>,
    /// What is promised.
    pub(super) clock: Word<ClockKind>,
    /// The priority of the cases.
    pub(super) priority: Word<Priority>,
    /// What became of them.
    pub(super) was: ReplayKept,
    /// What would have become of them.
    pub(super) would: ReplayKept,
}

/// How much a group had to do.
#[derive(Clone, Debug, Object)]
pub(crate) struct ReplayLoad {
    /// Cases that began with it.
    pub(super) opened: u64,
    /// Cases that came to it, those among them.
    pub(super) stays: u64,
}

/// How much a group had to do, and would have had.
#[derive(Clone, Debug, Object)]
pub(crate) struct GroupCount {
    /// The group.
    pub(super) group: Named,
    /// What it had to do.
    pub(super) was: ReplayLoad,
    /// What it would have had to do.
    pub(super) would: ReplayLoad,
}

/// Cases of a priority.
#[derive(Clone, Debug, Object)]
pub(crate) struct PriorityCount {
    /// The priority.
    pub(super) priority: Word<Priority>,
    /// How many there were.
    pub(super) was: u64,
    /// How many there would have been.
    pub(super) would: u64,
}

/// How often something was escalated.
#[derive(Clone, Debug, Default, Object)]
pub(crate) struct ReplayTimes {
    /// How often.
    pub(super) times: u64,
    /// How many notices that made.
    pub(super) notices: u64,
}

/// How often an escalation happened, and would have happened.
#[derive(Clone, Debug, Object)]
pub(crate) struct EscalationCount {
    /// The escalation.
    pub(super) escalation: Named,
    /// How often it happened.
    pub(super) was: ReplayTimes,
    /// How often it would have happened.
    pub(super) would: ReplayTimes,
}

/// Notices of escalations to somebody.
#[derive(Clone, Debug, Object)]
pub(crate) struct PersonCount {
    /// Whom.
    pub(super) user: Named,
    /// How many there were.
    pub(super) was: u64,
    /// How many there would have been.
    pub(super) would: u64,
}

/// A case that would have gone otherwise.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct ReplayCase {
    /// Its number.
    pub(super) number: u64,
    /// Its subject; null: the caller may not know of the case.
    pub(super) subject: Option<String>,
    /// In what it would have gone otherwise.
    pub(super) aspects: Vec<Word<Aspect>>,
    /// What became of it.
    pub(super) was: CaseCourse,
    /// What would have become of it.
    pub(super) would: CaseCourse,
}

/// What became of a case.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct CaseCourse {
    /// The priority at the opening.
    pub(super) first_priority: Option<Word<Priority>>,
    /// The priority at last.
    pub(super) priority: Option<Word<Priority>>,
    /// The group at the opening.
    pub(super) first_group: Option<Named>,
    /// The group at last.
    pub(super) group: Option<Named>,
    /// Its clocks.
    pub(super) clocks: Vec<CourseClock>,
    /// How it was escalated.
    pub(super) escalations: Vec<CourseEscalation>,
}

/// What became of a clock.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct CourseClock {
    /// What it measures.
    pub(super) clock: Word<ClockKind>,
    /// How it stands.
    pub(super) state: Word<ClockState>,
    /// The agreement whose target it has.
    pub(super) agreement: Option<Named>,
    /// The group whose promise it is.
    pub(super) group: Option<Named>,
    /// When its time is over, or was.
    pub(super) due_at: Option<At>,
    /// Since when its time is over.
    pub(super) missed_at: Option<At>,
}

/// That a case was escalated.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct CourseEscalation {
    /// When.
    pub(super) at: At,
    /// By which escalation.
    pub(super) escalation: Named,
    /// Whom its step is for; null: it happened before that was kept.
    pub(super) audience: Option<Vec<Word<Audience>>>,
    /// Who was told.
    pub(super) told: Vec<Named>,
}

impl Example for ReplayInput {
    fn example() -> Self {
        let at = |text| At(Moment::parse(text).unwrap_or_default());
        Self {
            name: "Octubre con metas nuevas".to_owned(),
            from: at("2026-10-01T03:00:00Z"),
            to: at("2026-11-01T03:00:00Z"),
            version: None,
        }
    }
}
