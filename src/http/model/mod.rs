//! The service model: what a case is about, and what follows from it.

mod agreement;
mod calendar;
mod contract;
mod drafting;
mod escalation;
mod look_ahead;
mod notice;
mod presets;
mod preview;
mod procedure;
mod replays;
mod scenario;
mod shape;
mod tree;

pub(super) use agreement::Conditions;
pub(super) use contract::ContractResource;
pub(super) use drafting::DraftResource;
pub(super) use escalation::Trigger;
pub(super) use presets::PresetResource;
pub(super) use procedure::ProcedureResource;
pub(super) use replays::ReplayResource;
pub(super) use scenario::ScenarioResource;

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Shown};
use super::word::Id;
use crate::desk::Facts;
use crate::queries::model_versions;
use crate::queries::names::Names;
use crate::service_model::ServiceModel;
use look_ahead::{CalendarPreview, CalendarPreviewInput, IcsInput, IcsRead};
use notice::{NoticePreview, NoticePreviewInput};
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use preview::{Preview, PreviewInput};
use shape::{Change, Model, ModelVersion};

/// The resource.
pub(super) struct ModelResource;

#[OpenApi(prefix_path = "/model", tag = "Tag::Model")]
impl ModelResource {
    /// Show the service model in force
    ///
    /// For whoever works here.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Caller) -> Answer<Shown<Model>> {
        caller.must(|viewer| viewer.works_here())?;
        Ok(show(&*caller.snapshot()?.model()?))
    }

    /// List the versions of the service model
    ///
    /// The newest first: when each came into force, by whom, and until when. For whoever works here.
    #[oai(path = "/versions", method = "get")]
    async fn versions(
        &self,
        caller: Caller,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<ModelVersion>>> {
        let snapshot = caller.snapshot()?;
        let page = model_versions::list(&snapshot, caller.viewer(), cursor.0.as_deref(), page_size(limit.0)?)?;
        let names = Names::new(&snapshot);
        let page = page.try_map(|version| ModelVersion::of(&names, version))?;
        Ok(Shown::new(List { items: page.items, next: page.next }))
    }

    /// Show a version of the service model
    ///
    /// For whoever works here: each case knows the version that it was decided under.
    #[oai(path = "/versions/:version", method = "get")]
    async fn version(&self, caller: Caller, version: Path<Id>) -> Answer<Shown<Model>> {
        caller.must(|viewer| viewer.works_here())?;
        let model = caller.snapshot()?.get::<ServiceModel>(version.0.0)?;
        Ok(show(&model.ok_or_else(|| Problem::of(Code::NotFound))?))
    }

    /// Compare two versions of the service model
    ///
    /// What was added, changed and taken away since another version, in the order of the parts. For whoever works here.
    #[oai(path = "/versions/:version/changes", method = "get")]
    async fn changes(
        &self,
        caller: Caller,
        version: Path<Id>,
        /// The version that it is compared with.
        since: Query<Id>,
    ) -> Answer<Shown<Vec<Change>>> {
        caller.must(|viewer| viewer.works_here())?;
        let snapshot = caller.snapshot()?;
        let found = |id: Id| snapshot.get::<ServiceModel>(id.0)?.ok_or_else(|| Problem::of(Code::NotFound));
        let changes = found(version.0)?.changes_since(&found(since.0)?);
        Ok(Shown::new(drafting::named(&Names::new(&snapshot), changes)?))
    }

    /// Preview what a case would get
    ///
    /// Decides as if the case were registered by the caller at `at`, and stores nothing. For whoever registers cases,
    /// and for administrators: they see what the desk itself would make of it, unless it comes by telephone or at the
    /// counter, and they register such cases themselves.
    #[oai(path = "/preview", method = "post")]
    async fn preview(&self, caller: Caller, input: Input<PreviewInput>) -> Answer<Shown<Preview>> {
        preview::preview(&caller, input.0)
    }

    /// Look through a year of a calendar
    ///
    /// Every holiday and special day by name, before the calendar is saved. Stores nothing. For administrators.
    #[oai(path = "/calendar-preview", method = "post")]
    async fn calendar_preview(
        &self,
        caller: Caller,
        input: Input<CalendarPreviewInput>,
    ) -> Answer<Shown<CalendarPreview>> {
        caller.must(|viewer| viewer.administers())?;
        look_ahead::calendar_preview(&input.0)
    }

    /// Look at the words of a notice as a mail
    ///
    /// Filled in with a case that the caller sees, or with the names of its gaps. Stores and sends nothing. For
    /// administrators.
    #[oai(path = "/notice-preview", method = "post")]
    async fn notice_preview(&self, caller: Caller, input: Input<NoticePreviewInput>) -> Answer<Shown<NoticePreview>> {
        caller.must(|viewer| viewer.administers())?;
        notice::preview(&caller, input.0)
    }

    /// Read the holidays of an iCalendar file
    ///
    /// Each day by name, to be looked through before any is added to a calendar. Stores nothing. For administrators.
    #[oai(path = "/read-ics", method = "post")]
    async fn read_ics(&self, caller: Caller, input: Input<IcsInput>) -> Answer<Shown<IcsRead>> {
        caller.must(|viewer| viewer.administers())?;
        look_ahead::ics(input.0).await
    }
}

fn show(model: &ServiceModel) -> Shown<Model> {
    Shown::new(Model::of(model)).version(|_| model.version.0)
}
