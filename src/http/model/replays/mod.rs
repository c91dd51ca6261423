//! Replays: a past period through a model on trial.

mod files;
mod labels;
mod shape;

pub(super) use labels::Labels;
pub(super) use shape::CaseCourse;

use crate::desk::{DoorEvent, Facts, Fault, Taken};
use crate::export::row::Columns;
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::list::{List, page_size};
use crate::http::problem::{Code, FieldCode, Problem};
use crate::http::reply::{Answer, Done, Reply, Shown};
use crate::http::streamed::{CSV, Lines};
use crate::http::ticket_view::Actor;
use crate::http::word::{At, Id, Word};
use crate::replay::{self, Asked, Aspect, NotBegun};
use crate::service_model::{ModelDraft, ModelVersion, ReadyModel};
use crate::store::replay::{Ended, Replay as Row, Tried};
use crate::store::{Snapshot, replay as rows};
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use shape::{Replay, ReplayCase, ReplayInput, ReplayState};
use std::sync::Arc;

/// The resource.
pub(in crate::http) struct ReplayResource;

/// How long the name of a replay may be, in characters.
const NAME_MAX: usize = 100;
/// How many cases are read and sent at once.
const PAGE: usize = 500;

impl From<NotBegun> for Problem {
    fn from(why: NotBegun) -> Self {
        match why {
            NotBegun::AlreadyRunning => Self::of(Code::AlreadyRunning),
            NotBegun::NoRoom => Self::of(Code::DiskFull),
            NotBegun::Store(error) => error.into(),
        }
    }
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
        caller.witness(DoorEvent::ReplayBegun { replay: id }).await?;
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
        let done = if state.replays.stop(id) {
            DoorEvent::ReplayStopped { replay: id }
        } else {
            state.store.operate(move |operational| rows::forget(operational, id)).await?;
            DoorEvent::ReplayForgotten { replay: id }
        };
        caller.witness(done).await?;
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
        let mut found = replay::cases(&snapshot, &row, aspect.0.map(|word| word.0), after, limit + 1)?;
        let next = (found.len() > limit).then(|| found.get(limit - 1).map(|case| case.ticket.to_string())).flatten();
        found.truncate(limit);
        let labels = Labels::new(&snapshot, row.tried)?;
        let items = found.iter().map(|case| labels.case(caller.viewer(), case)).collect::<Result<_, Fault>>()?;
        Ok(Shown::new(List { items, next }))
    }

    /// Take the cases of a replay away
    ///
    /// As CSV: each case that would have gone otherwise, as it was and as it would have been. Times are in UTC.
    #[oai(path = "/:id/export", method = "get")]
    async fn export(&self, caller: Caller, id: Path<Id>) -> Answer<Lines> {
        caller.must(|viewer| viewer.administers())?;
        let row = find(&caller.snapshot()?, id.0.0)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Replay }).await?;
        let (store, viewer) = (caller.state().store.clone(), caller.viewer().clone());
        let columns = files::columns();
        let lines = Lines::paged(CSV, &format!("replay-{}.csv", row.id), move |cursor| {
            let snapshot = store.snapshot()?;
            let after = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
            let found = replay::cases(&snapshot, &row, None, after, PAGE)?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            let labels = Labels::new(&snapshot, row.tried)?;
            for case in &found {
                text.push_str(&columns.line(&files::flat(&labels.case(&viewer, case)?)));
            }
            let next = (found.len() == PAGE).then(|| found.last().map(|case| case.ticket.to_string())).flatten();
            Ok((text, next))
        });
        Ok(lines?)
    }

    /// Take the sums of a replay away
    ///
    /// As CSV: each figure with what it is about, as it was and as it would have been. Without a result there is none.
    #[oai(path = "/:id/sums", method = "get")]
    async fn sums(&self, caller: Caller, id: Path<Id>) -> Answer<Lines> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let row = find(&snapshot, id.0.0)?;
        let result = match replay::tally(&row)? {
            Some(tally) => files::sums(&Labels::new(&snapshot, row.tried)?.result(tally)?),
            None => Vec::new(),
        };
        caller.witness(DoorEvent::TakenAway { what: Taken::Replay }).await?;
        Ok(Lines::whole(&format!("replay-{}-sums.csv", row.id), &Columns::of(&files::SUMS), &result))
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
        // One that has ended since the row was read says so by now; how it ended is kept before it lets the next one begin.
        let row = match row.ended {
            None if progress.is_none() => rows::find(&caller.state().store.snapshot()?, row.id)?.unwrap_or(row),
            _ => row,
        };
        let (state, ended, trouble) = match &row.ended {
            _ if progress.is_some() => (ReplayState::Running, None, None),
            None => (ReplayState::BrokenOff, None, None),
            Some(Ended::Done { at }) if replay::is_outdated(&row) => (ReplayState::Outdated, Some(*at), None),
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
