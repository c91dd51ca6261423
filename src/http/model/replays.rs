//! Replays: a past period through a model on trial.

use crate::desk::id::{GroupId, UserId};
use crate::desk::{ClockOutcome, Course, Escalated, Facts, Fault, Ticket, Viewer, can_see};
use crate::export::row::Columns;
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::list::{List, Named, page_size};
use crate::http::problem::{Code, FieldCode, Problem};
use crate::http::reply::{Answer, Done, Reply, Shown};
use crate::http::streamed::Lines;
use crate::http::ticket_view::Actor;
use crate::http::word::{At, Id, Word};
use crate::moment::Moment;
use crate::queries::names::Names;
use crate::replay::{self, Asked, Aspect, Difference, Pair, Promised, Tally};
use crate::service_model::clock::Promise;
use crate::service_model::{EscalationId, ModelDraft, ModelVersion, ReadyModel, ServiceModel};
use crate::store::replay::{Ended, Replay as Row, Tried};
use crate::store::{Snapshot, replay as rows};
use crate::words::{ClockKind, ClockState, Priority, Vocabulary};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The resource.
pub(in crate::http) struct ReplayResource;

/// How long the name of a replay may be, in characters.
const NAME_MAX: usize = 100;
/// How many cases are read and sent at once.
const PAGE: usize = 500;

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
}

impl Vocabulary for ReplayState {
    const TITLE: &'static str = "ReplayState";
    const ALL: &'static [Self] = &[Self::Running, Self::Done, Self::Stopped, Self::Failed, Self::BrokenOff];
    fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::BrokenOff => "broken_off",
        }
    }
}

/// A replay to begin.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct ReplayInput {
    /// What people call it, such as `Octubre con metas nuevas`.
    name: String,
    /// Cases that were opened from then on.
    from: At,
    /// Cases that were opened before then.
    to: At,
    /// The version of the model; the draft when left out.
    version: Option<u64>,
}

/// A replay.
#[derive(Clone, Debug, Object)]
pub(crate) struct Replay {
    /// Its id.
    id: Id,
    /// What people call it.
    name: String,
    /// Cases that were opened from then on.
    from: At,
    /// Cases that were opened before then.
    to: At,
    /// The version of the model that was tried; null: a draft.
    version: Option<u64>,
    /// The revision of the draft that was tried; null: a version.
    draft_revision: Option<u64>,
    /// Who asked for it.
    by: Actor,
    /// When it began.
    began_at: At,
    /// How it stands.
    state: Word<ReplayState>,
    /// When it ended.
    ended_at: Option<At>,
    /// Why it failed.
    trouble: Option<String>,
    /// How many cases are done, while it runs.
    done: Option<u64>,
    /// How many there are, while it runs.
    total: Option<u64>,
    /// What it came to in sum.
    result: Option<ReplayResult>,
}

/// What a replay came to in sum. What people did is taken as it was, at the same moments; what the desk decides by itself
/// (priority, first group, deadlines, escalations) is decided anew.
#[derive(Clone, Debug, Object)]
pub(crate) struct ReplayResult {
    /// How many cases were retraced.
    cases: u64,
    /// How many would have gone otherwise.
    differing: u64,
    /// How many of them are listed, the first ones.
    listed: u64,
    /// In what they would have gone otherwise.
    aspects: Vec<AspectCount>,
    /// What became of promises, by whose they are, what they are about, and priority.
    promises: Vec<PromiseCount>,
    /// What groups had to do.
    groups: Vec<GroupCount>,
    /// Cases by priority at the opening.
    priorities: Vec<PriorityCount>,
    /// Escalations.
    escalations: Vec<EscalationCount>,
    /// Notices of escalations, by whom they went to.
    people: Vec<PersonCount>,
}

/// How many cases would have gone otherwise in something.
#[derive(Clone, Debug, Object)]
pub(crate) struct AspectCount {
    /// In what.
    aspect: Word<Aspect>,
    /// How many.
    cases: u64,
}

/// What became of promises.
#[derive(Clone, Debug, Object)]
pub(crate) struct ReplayKept {
    /// Kept.
    kept: u64,
    /// Broken.
    missed: u64,
    /// Neither yet, or dropped.
    open: u64,
}

/// What became of some promises, and would have become.
#[derive(Clone, Debug, Object)]
pub(crate) struct PromiseCount {
    /// The agreement with the client.
    agreement: Option<Named>,
    /// The group that promised.
    group: Option<Named>,
    /// What is promised.
    clock: Word<ClockKind>,
    /// The priority of the cases.
    priority: Word<Priority>,
    /// What became of them.
    was: ReplayKept,
    /// What would have become of them.
    would: ReplayKept,
}

/// How much a group had to do.
#[derive(Clone, Debug, Object)]
pub(crate) struct ReplayLoad {
    /// Cases that began with it.
    opened: u64,
    /// Cases that came to it, those among them.
    stays: u64,
}

/// How much a group had to do, and would have had.
#[derive(Clone, Debug, Object)]
pub(crate) struct GroupCount {
    /// The group.
    group: Named,
    /// What it had to do.
    was: ReplayLoad,
    /// What it would have had to do.
    would: ReplayLoad,
}

/// Cases of a priority.
#[derive(Clone, Debug, Object)]
pub(crate) struct PriorityCount {
    /// The priority.
    priority: Word<Priority>,
    /// How many there were.
    was: u64,
    /// How many there would have been.
    would: u64,
}

/// How often something was escalated.
#[derive(Clone, Debug, Object)]
pub(crate) struct ReplayTimes {
    /// How often.
    times: u64,
    /// How many notices that made.
    notices: u64,
}

/// How often an escalation happened, and would have happened.
#[derive(Clone, Debug, Object)]
pub(crate) struct EscalationCount {
    /// The escalation.
    escalation: Named,
    /// How often it happened.
    was: ReplayTimes,
    /// How often it would have happened.
    would: ReplayTimes,
}

/// Notices of escalations to somebody.
#[derive(Clone, Debug, Object)]
pub(crate) struct PersonCount {
    /// Whom.
    user: Named,
    /// How many there were.
    was: u64,
    /// How many there would have been.
    would: u64,
}

/// A case that would have gone otherwise.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct ReplayCase {
    /// Its number.
    number: u64,
    /// Its subject; null: the caller may not know of the case.
    subject: Option<String>,
    /// In what it would have gone otherwise.
    aspects: Vec<Word<Aspect>>,
    /// What became of it.
    was: CaseCourse,
    /// What would have become of it.
    would: CaseCourse,
}

/// What became of a case.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct CaseCourse {
    /// The priority at the opening.
    first_priority: Option<Word<Priority>>,
    /// The priority at last.
    priority: Option<Word<Priority>>,
    /// The group at the opening.
    first_group: Option<Named>,
    /// The group at last.
    group: Option<Named>,
    /// Its clocks.
    clocks: Vec<CourseClock>,
    /// How it was escalated.
    escalations: Vec<CourseEscalation>,
}

/// What became of a clock.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct CourseClock {
    /// What it measures.
    clock: Word<ClockKind>,
    /// How it stands.
    state: Word<ClockState>,
    /// The agreement whose target it has.
    agreement: Option<Named>,
    /// The group whose promise it is.
    group: Option<Named>,
    /// When its time is over, or was.
    due_at: Option<At>,
    /// Since when its time is over.
    missed_at: Option<At>,
}

/// That a case was escalated.
#[derive(Clone, Debug, Object, Serialize)]
pub(crate) struct CourseEscalation {
    /// When.
    at: At,
    /// By which escalation.
    escalation: Named,
    /// Who was told.
    told: Vec<Named>,
}

#[OpenApi(prefix_path = "/model/replays", tag = "Tag::Model")]
impl ReplayResource {
    /// List the replays
    ///
    /// The newest first; the last ten are kept. For administrators; so for everything here.
    #[oai(path = "/", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<Vec<Replay>>> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let shown = rows::all(&snapshot)?.into_iter().rev().map(|row| Replay::of(&caller, &snapshot, row));
        Ok(Shown::new(shown.collect::<Answer<_>>()?))
    }

    /// Replay a past period through a model
    ///
    /// In the background, on the desk as it is now: every case that was opened in the period, as the draft (or a version)
    /// would have had it. What people did is taken as it was. One runs at a time.
    #[oai(path = "/", method = "post")]
    async fn begin(&self, caller: Caller, input: Input<ReplayInput>) -> Answer<Reply<Replay, 202>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        let input = input.0;
        let name = input.name.trim().to_owned();
        if name.is_empty() {
            return Err(Problem::field("name", FieldCode::Required));
        }
        if name.chars().count() > NAME_MAX {
            return Err(Problem::field("name", FieldCode::TooLong));
        }
        if input.from.0 >= input.to.0 {
            return Err(Problem::field("to", FieldCode::NotAllowed));
        }
        let (model, tried) = tried(&caller.snapshot()?, input.version)?;
        let asked = Asked { name, period: input.from.0..input.to.0, model, tried, by: caller.viewer().actor };
        let id = caller.state().replays.begin(asked).await?;
        let id = id.ok_or_else(|| Problem::of(Code::AlreadyRunning))?;
        let (snapshot, _) = caller.afresh()?;
        Ok(Reply::new(Replay::of(&caller, &snapshot, find(&snapshot, id)?)?))
    }

    /// Show a replay
    ///
    /// How far it is while it runs, and what it came to.
    #[oai(path = "/:id", method = "get")]
    async fn get(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Replay>> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let row = find(&snapshot, id.0.0)?;
        Ok(Shown::new(Replay::of(&caller, &snapshot, row)?))
    }

    /// Stop a replay, or forget it
    ///
    /// One that runs is stopped; one that is over is forgotten with what it came to.
    #[oai(path = "/:id", method = "delete")]
    async fn forget(&self, caller: Caller, id: Path<Id>) -> Answer<Done> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        let id = find(&caller.snapshot()?, id.0.0)?.id;
        let state = caller.state();
        if !state.replays.stop(id) {
            state.store.operate(move |operational| rows::forget(operational, id)).await?;
        }
        Ok(Done::default())
    }

    /// List the cases that would have gone otherwise
    ///
    /// In the order of their numbers.
    #[oai(path = "/:id/cases", method = "get")]
    async fn cases(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// Only those that differ in this.
        aspect: Query<Option<Word<Aspect>>>,
        /// Only those after this number: what `next` of the page before says.
        cursor: Query<Option<Id>>,
        /// How many: 1 to 200, 50 when left out.
        limit: Query<Option<u32>>,
    ) -> Answer<Shown<List<ReplayCase>>> {
        caller.must(|viewer| viewer.administers())?;
        let limit = page_size(limit.0)?;
        let snapshot = caller.snapshot()?;
        let row = find(&snapshot, id.0.0)?;
        let after = cursor.0.map_or(0, |id| id.0);
        let mut found = replay::cases(&snapshot, row.id, aspect.0.map(|word| word.0), after, limit + 1)?;
        let next = (found.len() > limit).then(|| found.get(limit - 1).map(|case| case.ticket.to_string())).flatten();
        found.truncate(limit);
        let labels = Labels::new(&snapshot, row.tried)?;
        let items = found.iter().map(|case| labels.case(caller.viewer(), case)).collect::<Result<_, Fault>>()?;
        Ok(Shown::new(List { items, next }))
    }

    /// Take a replay away
    ///
    /// As CSV: each case that would have gone otherwise, as it was and as it would have been. Times are in UTC.
    #[oai(path = "/:id/export", method = "get")]
    async fn export(&self, caller: Caller, id: Path<Id>) -> Answer<Lines> {
        caller.must(|viewer| viewer.administers())?;
        let (id, tried) = {
            let row = find(&caller.snapshot()?, id.0.0)?;
            (row.id, row.tried)
        };
        let (store, viewer) = (caller.state().store.clone(), caller.viewer().clone());
        let columns = columns();
        let lines = Lines::paged("text/csv; charset=utf-8", &format!("replay-{id}.csv"), move |cursor| {
            let snapshot = store.snapshot()?;
            let after = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
            let found = replay::cases(&snapshot, id, None, after, PAGE)?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            let labels = Labels::new(&snapshot, tried)?;
            for case in &found {
                text.push_str(&columns.line(&flat(&labels.case(&viewer, case)?)));
            }
            let next = (found.len() == PAGE).then(|| found.last().map(|case| case.ticket.to_string())).flatten();
            Ok((text, next))
        });
        Ok(lines?)
    }
}

fn find(snapshot: &Snapshot, id: u64) -> Answer<Row> {
    rows::find(snapshot, id)?.ok_or_else(|| Problem::of(Code::NotFound))
}

/// The model to try: a version, or the draft as it is.
pub(super) fn tried(snapshot: &Snapshot, version: Option<u64>) -> Answer<(Arc<ReadyModel>, Tried)> {
    if let Some(version) = version {
        let model = snapshot.model_at(ModelVersion(version))?;
        return Ok((model.ok_or_else(|| Problem::field("version", FieldCode::Unknown))?, Tried::Version(version)));
    }
    let draft = snapshot.get::<ModelDraft>(())?;
    match draft.and_then(|draft| Some((draft.revision, draft.model?))) {
        Some((revision, model)) => Ok((Arc::new(ReadyModel::from(*model)), Tried::Draft(revision))),
        None => {
            let model = snapshot.model()?;
            let version = model.version.0;
            Ok((model, Tried::Version(version)))
        }
    }
}

impl Replay {
    fn of(caller: &Caller, snapshot: &Snapshot, row: Row) -> Answer<Self> {
        let progress = caller.state().replays.progress(row.id);
        let (state, ended, trouble) = match &row.ended {
            None if progress.is_some() => (ReplayState::Running, None, None),
            None => (ReplayState::BrokenOff, None, None),
            Some(Ended::Done { at }) => (ReplayState::Done, Some(*at), None),
            Some(Ended::Stopped { at }) => (ReplayState::Stopped, Some(*at), None),
            Some(Ended::Failed { at, trouble }) => (ReplayState::Failed, Some(*at), Some(trouble.clone())),
        };
        let labels = Labels::new(snapshot, row.tried)?;
        let (version, draft_revision) = match row.tried {
            Tried::Version(version) => (Some(version), None),
            Tried::Draft(revision) => (None, Some(revision)),
        };
        let result = match replay::tally(&row)? {
            Some(tally) => Some(labels.result(tally)?),
            None => None,
        };
        Ok(Self {
            id: Id(row.id),
            name: row.name,
            from: At(row.from),
            to: At(row.to),
            version,
            draft_revision,
            by: Actor::of(labels.names.actor(row.by)?, true),
            began_at: At(row.began),
            state: Word(state),
            ended_at: ended.map(At),
            trouble,
            done: progress.map(|(done, _)| done),
            total: progress.map(|(_, total)| total),
            result,
        })
    }
}

/// The names of what a replay speaks of: as the model that was tried has them, else as the model in force.
pub(super) struct Labels<'a> {
    names: Names<'a, Snapshot>,
    models: Vec<Arc<ReadyModel>>,
}

impl<'a> Labels<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, tried: Tried) -> Result<Self, Fault> {
        let mut models = Vec::new();
        match tried {
            Tried::Version(version) => models.extend(snapshot.model_at(ModelVersion(version))?),
            Tried::Draft(_) => {
                let draft = snapshot.get::<ModelDraft>(())?.and_then(|draft| draft.model);
                models.extend(draft.map(|model| Arc::new(ReadyModel::from(*model))));
            }
        }
        models.push(snapshot.model()?);
        Ok(Self { names: Names::new(snapshot), models })
    }

    /// A name that one of the models has; what none has any more is told by its number.
    fn named(&self, id: u64, name: impl Fn(&ServiceModel) -> Option<String>) -> Named {
        let found = self.models.iter().find_map(|model| name(model));
        Named::new(id, found.unwrap_or_else(|| format!("#{id}")))
    }

    fn agreement(&self, id: u64) -> Named {
        self.named(id, |model| Some(model.agreements.iter().find(|it| it.id.0 == id)?.name.clone()))
    }

    fn escalation(&self, id: EscalationId) -> Named {
        self.named(id.0, |model| Some(model.escalations.iter().find(|it| it.id == id)?.name.clone()))
    }

    fn group(&self, id: GroupId) -> Result<Named, Fault> {
        Ok(Named::new(id, self.names.group(id)?))
    }

    fn user(&self, id: UserId) -> Result<Named, Fault> {
        Ok(Named::new(id, self.names.user(id)?))
    }

    fn result(&self, tally: Tally) -> Result<ReplayResult, Fault> {
        let promises = tally.promises.into_iter().map(|((by, clock, priority), Pair { was, would })| {
            let (agreement, group) = match by {
                Promised::Agreement(id) => (Some(self.agreement(id)), None),
                Promised::Group(id) => (None, Some(self.group(GroupId(id))?)),
            };
            let kept = |it: replay::Promises| ReplayKept { kept: it.kept, missed: it.missed, open: it.open };
            let (was, would) = (kept(was), kept(would));
            Ok(PromiseCount { agreement, group, clock: Word(clock), priority: Word(priority), was, would })
        });
        let load = |it: replay::Load| ReplayLoad { opened: it.opened, stays: it.stays };
        let groups = tally.groups.into_iter().map(|(group, Pair { was, would })| {
            Ok(GroupCount { group: self.group(group)?, was: load(was), would: load(would) })
        });
        let priorities = tally.priorities.into_iter().map(|(priority, Pair { was, would })| PriorityCount {
            priority: Word(priority),
            was,
            would,
        });
        let times = |it: replay::Told| ReplayTimes { times: it.times, notices: it.notices };
        let escalations = tally.escalations.into_iter().map(|(id, Pair { was, would })| EscalationCount {
            escalation: self.escalation(id),
            was: times(was),
            would: times(would),
        });
        let people = tally
            .people
            .into_iter()
            .map(|(user, Pair { was, would })| Ok(PersonCount { user: self.user(user)?, was, would }));
        Ok(ReplayResult {
            cases: tally.cases,
            differing: tally.differing,
            listed: tally.kept,
            aspects: counts(tally.aspects),
            promises: promises.collect::<Result<_, Fault>>()?,
            groups: groups.collect::<Result<_, Fault>>()?,
            priorities: priorities.collect(),
            escalations: escalations.collect(),
            people: people.collect::<Result<_, Fault>>()?,
        })
    }

    fn case(&self, viewer: &Viewer, case: &Difference) -> Result<ReplayCase, Fault> {
        let ticket = self.names.facts().get::<Ticket>(case.ticket.0)?.filter(|ticket| can_see(viewer, ticket));
        let subject = ticket.map(|ticket| ticket.subject);
        Ok(ReplayCase {
            number: case.ticket.0,
            subject: subject.map(|id| self.names.text(id)).transpose()?,
            aspects: case.aspects().into_iter().map(Word).collect(),
            was: self.course(&case.was)?,
            would: self.course(&case.would)?,
        })
    }

    pub(super) fn course(&self, course: &Course) -> Result<CaseCourse, Fault> {
        let group = |id: Option<GroupId>| id.map(|id| self.group(id)).transpose();
        let clock = |clock: &ClockOutcome| {
            let (agreement, group) = match clock.by {
                Promise::Agreement(id) => (Some(self.agreement(id.0)), None),
                Promise::Group(id) => (None, Some(self.group(id)?)),
            };
            Ok(CourseClock {
                clock: Word(clock.kind),
                state: Word(clock.state),
                agreement,
                group,
                due_at: clock.due.map(At),
                missed_at: clock.missed.map(At),
            })
        };
        let escalated = |it: &Escalated| {
            Ok(CourseEscalation {
                at: At(it.at),
                escalation: self.escalation(it.escalation),
                told: it.told.iter().map(|user| self.user(*user)).collect::<Result<_, Fault>>()?,
            })
        };
        Ok(CaseCourse {
            first_priority: course.first_priority.map(Word),
            priority: course.priority.map(Word),
            first_group: group(course.first_group)?,
            group: group(course.group)?,
            clocks: course.clocks.iter().map(clock).collect::<Result<_, Fault>>()?,
            escalations: course.escalations.iter().map(escalated).collect::<Result<_, Fault>>()?,
        })
    }
}

fn counts(aspects: BTreeMap<Aspect, u64>) -> Vec<AspectCount> {
    aspects.into_iter().map(|(aspect, cases)| AspectCount { aspect: Word(aspect), cases }).collect()
}

/// What the file says of each side.
const SIDES: [&str; 2] = ["was", "would"];

fn columns() -> Columns {
    let mut names: Vec<String> = ["number", "subject", "aspects"].map(str::to_owned).into();
    for side in SIDES {
        names.extend(["priority", "group", "escalations"].map(|what| format!("{side}_{what}")));
        for kind in ClockKind::ALL {
            names.extend(["due_at", "missed_at"].map(|what| format!("{side}_{kind}_{what}")));
        }
    }
    Columns::of(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A case as a row of plain cells. Of several clocks of a kind the last one is told.
fn flat(case: &ReplayCase) -> Value {
    let mut cells = Map::new();
    let aspects: Vec<&str> = case.aspects.iter().map(|aspect| aspect.0.as_str()).collect();
    cells.insert("number".to_owned(), json!(case.number));
    cells.insert("subject".to_owned(), json!(case.subject));
    cells.insert("aspects".to_owned(), json!(aspects.join(" ")));
    for (side, course) in SIDES.into_iter().zip([&case.was, &case.would]) {
        let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
        cells.insert(format!("{side}_priority"), json!(course.priority.map(|word| word.0)));
        cells.insert(format!("{side}_group"), json!(name(&course.group)));
        let escalations: Vec<String> =
            course.escalations.iter().map(|it| format!("{} {}", it.at.0, it.escalation.name)).collect();
        cells.insert(format!("{side}_escalations"), json!(escalations.join("; ")));
        for clock in &course.clocks {
            let moment = |at: Option<At>| json!(at.map(|at: At| at.0.to_string()));
            cells.insert(format!("{side}_{}_due_at", clock.clock.0), moment(clock.due_at));
            cells.insert(format!("{side}_{}_missed_at", clock.clock.0), moment(clock.missed_at));
        }
    }
    Value::Object(cells)
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
