//! The service model: what a case is about, and what follows from it.

mod preview;
mod shape;

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::problem::{Code, FieldCode, Problem};
use super::reply::{Answer, Shown};
use super::word::Id;
use crate::desk::{Command, Facts, Refusal};
use crate::service_model::{Category as CategoryRow, CategoryId, Matrix, ServiceModel};
use crate::store::SubmitError;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use preview::{Preview, PreviewInput};
use shape::{CategoryInput, ClosingInput, MatrixInput, Model, ModelVersion, SolutionCodesInput};

/// The resource.
pub(super) struct ModelResource;

/// How often a change is tried when others change the model at the same moment, and the caller set no condition.
const TRIES: u32 = 5;

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
    /// The newest first. For whoever works here.
    #[oai(path = "/versions", method = "get")]
    async fn versions(&self, caller: Caller) -> Answer<Shown<Vec<ModelVersion>>> {
        caller.must(|viewer| viewer.works_here())?;
        let snapshot = caller.snapshot()?;
        let current = snapshot.model()?.version;
        let all = snapshot.records::<ServiceModel>(None)?.map(|model| Ok(ModelVersion::of(&model?, current)));
        let mut versions = all.collect::<Answer<Vec<_>>>()?;
        versions.reverse();
        Ok(Shown::new(versions))
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

    /// Change the matrix of impact and urgency
    ///
    /// For administrators; so for every change here. Each makes a new version. `If-Match` takes the model's version.
    #[oai(path = "/matrix", method = "put")]
    async fn matrix(&self, caller: Caller, input: Input<MatrixInput>) -> Answer<Shown<Model>> {
        let matrix = Matrix(input.0.rows()?);
        change(&caller, |model| {
            model.matrix = matrix.clone();
            Ok(())
        })
        .await
    }

    /// Add a category
    ///
    /// It stands behind the others of its parent.
    #[oai(path = "/categories", method = "post")]
    async fn add_category(&self, caller: Caller, input: Input<CategoryInput>) -> Answer<Shown<Model>> {
        change(&caller, |model| {
            let id = model.categories.iter().map(|category| category.id.0).max().unwrap_or(0) + 1;
            place(model, input.0.category(CategoryId(id)))
        })
        .await
    }

    /// Change a category
    ///
    /// Categories are never taken away, since cases remember them: switch one off with `active`.
    #[oai(path = "/categories/:id", method = "put")]
    async fn change_category(&self, caller: Caller, id: Path<Id>, input: Input<CategoryInput>) -> Answer<Shown<Model>> {
        let id = CategoryId(id.0.0);
        change(&caller, |model| {
            let old = model.category(id).cloned().ok_or_else(|| Problem::of(Code::NotFound))?;
            let new = input.0.category(id);
            if old.parent == new.parent {
                model.categories.iter_mut().filter(|category| category.id == id).for_each(|it| *it = new.clone());
                return Ok(());
            }
            relocate(model, new)
        })
        .await
    }

    /// Change the solution codes
    ///
    /// The whole list. Codes are never taken away, since cases remember them: switch one off with `active`.
    #[oai(path = "/solution-codes", method = "put")]
    async fn solution_codes(&self, caller: Caller, input: Input<SolutionCodesInput>) -> Answer<Shown<Model>> {
        change(&caller, |model| {
            model.solution_codes = input.0.codes();
            Ok(())
        })
        .await
    }

    /// Change when solved cases close, and until when they may be reopened
    #[oai(path = "/closing", method = "put")]
    async fn closing(&self, caller: Caller, input: Input<ClosingInput>) -> Answer<Shown<Model>> {
        change(&caller, |model| {
            (model.close_after_days, model.reopen_within_days) = (input.0.close_after_days, input.0.reopen_within_days);
            Ok(())
        })
        .await
    }

    /// Preview what a case would get
    ///
    /// Decides as if the case were registered by the caller at `at`, and stores nothing. For whoever registers cases.
    #[oai(path = "/preview", method = "post")]
    async fn preview(&self, caller: Caller, input: Input<PreviewInput>) -> Answer<Shown<Preview>> {
        preview::preview(&caller, input.0)
    }
}

fn show(model: &ServiceModel) -> Shown<Model> {
    Shown::new(Model::of(model)).version(|_| model.version.0)
}

/// Publishes a new version that `edit` makes of the one in force. Between reading and publishing somebody else may be
/// faster: then it is made again of theirs, unless the caller set the condition itself.
async fn change(caller: &Caller, edit: impl Fn(&mut ServiceModel) -> Answer<()>) -> Answer<Shown<Model>> {
    caller.must_write()?;
    caller.must(|viewer| viewer.administers())?;
    let mut tries = 0;
    loop {
        let mut model = ServiceModel::clone(&*caller.snapshot()?.model()?);
        let version = model.version.0;
        edit(&mut model)?;
        let condition = caller.if_version().unwrap_or(version);
        match caller.submit_at(Command::PublishModel(Box::new(model)), Some(condition)).await {
            Ok(_) => return Ok(show(&*caller.snapshot()?.model()?)),
            Err(SubmitError::Refused(Refusal::Stale { .. })) if caller.if_version().is_none() && tries < TRIES => {
                tries += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Puts a new category behind its parent's last descendant: parents stand before their children.
fn place(model: &mut ServiceModel, new: CategoryRow) -> Answer<()> {
    let at = match new.parent {
        None => model.categories.len(),
        Some(parent) => {
            let of_parent = |category: &CategoryRow| category.id == parent || is_below(model, category.id, parent);
            match model.categories.iter().rposition(of_parent) {
                Some(at) => at + 1,
                None => return Err(Problem::field("parent", FieldCode::Unknown)),
            }
        }
    };
    model.categories.insert(at, new);
    Ok(())
}

/// Moves a category with all that is below it under another parent.
fn relocate(model: &mut ServiceModel, new: CategoryRow) -> Answer<()> {
    let id = new.id;
    if new.parent.is_some_and(|parent| parent == id || is_below(model, parent, id)) {
        return Err(Problem::field("parent", FieldCode::Circle));
    }
    let below: Vec<CategoryRow> =
        model.categories.iter().filter(|category| is_below(model, category.id, id)).cloned().collect();
    model.categories.retain(|category| category.id != id && !below.contains(category));
    place(model, new)?;
    let at = model.categories.iter().position(|category| category.id == id).map_or(model.categories.len(), |at| at + 1);
    model.categories.splice(at..at, below);
    Ok(())
}

/// Whether a category lies below another.
fn is_below(model: &ServiceModel, id: CategoryId, above: CategoryId) -> bool {
    let mut next = model.category(id).and_then(|category| category.parent);
    // A tree deeper than its list is long would be a circle.
    for _ in 0..model.categories.len() {
        match next {
            Some(parent) if parent == above => return true,
            Some(parent) => next = model.category(parent).and_then(|category| category.parent),
            None => return false,
        }
    }
    false
}
