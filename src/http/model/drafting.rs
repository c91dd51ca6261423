//! The draft of the service model: what administrators work on, and what puts it in force.

use super::notice::{Digest, NoticesInput};
use super::shape::{
    AgreementsInput, AssignmentRulesInput, CalendarsInput, CategoryInput, Change, ClosingInput, EscalationsInput,
    GroupAgreementsInput, MatrixInput, Model, ModelDraft, PublishInput, SolutionCodesInput,
};
use super::{contract, show, tree};
use crate::desk::{Command, Facts, Fault, Refusal, faults_of};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::problem::{Code, FieldFault, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::ticket_view::Actor;
use crate::http::word::{At, Id};
use crate::queries::names::Names;
use crate::service_model::{
    AgreementId, AssignmentRuleId, CalendarId, CategoryId, Change as ChangeRow, EscalationId, Matrix,
    ModelDraft as DraftRow, NoticeRuleId, ServiceModel,
};
use crate::store::{Snapshot, SubmitError};
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use std::collections::BTreeSet;

/// The resource.
pub(in crate::http) struct DraftResource;

/// How often a change is tried when others change the draft at the same moment, and the caller set no condition.
const TRIES: u32 = 5;

#[OpenApi(prefix_path = "/model/draft", tag = "Tag::Model")]
impl DraftResource {
    /// Show the draft of the service model
    ///
    /// What it says counts for nobody until it is published. When nothing is being worked on it is the model in force.
    /// For administrators; so for everything here.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Caller) -> Answer<Shown<ModelDraft>> {
        caller.must(|viewer| viewer.administers())?;
        shown(&caller)
    }

    /// Give the draft up
    ///
    /// `If-Match` takes the revision of the draft; so for every change here.
    #[oai(path = "/", method = "delete")]
    async fn discard(&self, caller: Caller) -> Answer<Shown<ModelDraft>> {
        caller.submit(Command::DiscardModelDraft).await?;
        shown(&caller)
    }

    /// Put the draft in force
    ///
    /// From now on it decides on cases. Nothing may be wrong with it. When somebody else put a version in force that the
    /// caller has not seen, nothing is done, and the draft shows as `meanwhile` what they changed.
    #[oai(path = "/publish", method = "post")]
    async fn publish(&self, caller: Caller, input: Input<PublishInput>) -> Answer<Shown<Model>> {
        let over = crate::service_model::ModelVersion(input.0.over);
        caller.submit(Command::PublishModelDraft { over, overrule: input.0.overrule }).await?;
        Ok(show(&*caller.snapshot()?.model()?))
    }

    /// Change the matrix of impact and urgency
    #[oai(path = "/matrix", method = "put")]
    async fn matrix(&self, caller: Caller, input: Input<MatrixInput>) -> Answer<Shown<ModelDraft>> {
        let matrix = Matrix(input.0.rows()?);
        change(&caller, |model, _| {
            model.matrix = matrix.clone();
            Ok(())
        })
        .await
    }

    /// Add a category
    ///
    /// It stands behind the others of its parent.
    #[oai(path = "/categories", method = "post")]
    async fn add_category(&self, caller: Caller, input: Input<CategoryInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let ids = model.categories.iter().chain(&in_force.categories).map(|category| category.id.0);
            let id = CategoryId(next(&ids.collect()));
            tree::place(model, input.0.category(id))
        })
        .await
    }

    /// Change a category
    ///
    /// Categories are never taken away, since cases remember them: switch one off with `active`.
    #[oai(path = "/categories/:id", method = "put")]
    async fn change_category(
        &self,
        caller: Caller,
        id: Path<Id>,
        input: Input<CategoryInput>,
    ) -> Answer<Shown<ModelDraft>> {
        let id = CategoryId(id.0.0);
        change(&caller, |model, _| {
            let old = model.category(id).cloned().ok_or_else(|| Problem::of(Code::NotFound))?;
            let new = input.0.category(id);
            if old.parent == new.parent {
                model.categories.iter_mut().filter(|category| category.id == id).for_each(|it| *it = new.clone());
                return Ok(());
            }
            tree::relocate(model, new)
        })
        .await
    }

    /// Change the solution codes
    ///
    /// The whole list. Codes are never taken away, since cases remember them: switch one off with `active`.
    #[oai(path = "/solution-codes", method = "put")]
    async fn solution_codes(&self, caller: Caller, input: Input<SolutionCodesInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, _| {
            model.solution_codes = input.0.codes();
            Ok(())
        })
        .await
    }

    /// Change when solved cases close, until when they may be reopened, and what that means to their clocks
    #[oai(path = "/closing", method = "put")]
    async fn closing(&self, caller: Caller, input: Input<ClosingInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, _| {
            let input = &input.0;
            (model.close_after_days, model.reopen_within_days) = (input.close_after_days, input.reopen_within_days);
            model.reopening = input.reopening.map_or(model.reopening, |word| word.0);
            model.open_cases = input.open_cases.map_or(model.open_cases, |word| word.0);
            Ok(())
        })
        .await
    }

    /// Change the calendars
    ///
    /// The whole list. A calendar without id is a new one.
    #[oai(path = "/calendars", method = "put")]
    async fn calendars(&self, caller: Caller, input: Input<CalendarsInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.calendars.iter().chain(&model.calendars).map(|calendar| calendar.id.0);
            let ids = with_ids(input.0.calendars.iter().map(|calendar| calendar.id), kept);
            let with_ids = input.0.calendars.iter().zip(ids).enumerate();
            let mut faults = Vec::new();
            model.calendars = with_ids
                .map(|(n, (calendar, id))| calendar.read(CalendarId(id), &format!("calendars.{n}"), &mut faults))
                .collect();
            if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
        })
        .await
    }

    /// Change the agreements with the client
    ///
    /// The whole list, in the order in which they are tried. An agreement without id is a new one.
    #[oai(path = "/agreements", method = "put")]
    async fn agreements(&self, caller: Caller, input: Input<AgreementsInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.agreements.iter().chain(&model.agreements).map(|agreement| agreement.id.0);
            let ids = with_ids(input.0.agreements.iter().map(|agreement| agreement.id), kept);
            let with_ids = input.0.agreements.iter().zip(ids);
            model.agreements = with_ids.map(|(agreement, id)| agreement.read(AgreementId(id))).collect();
            Ok(())
        })
        .await
    }

    /// Change who gets a case that nobody takes while it comes in
    ///
    /// The whole list, in the order in which they are tried. A rule without id is a new one.
    #[oai(path = "/assignment-rules", method = "put")]
    async fn assignment_rules(&self, caller: Caller, input: Input<AssignmentRulesInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.assignment_rules.iter().chain(&model.assignment_rules).map(|rule| rule.id.0);
            let ids = with_ids(input.0.assignment_rules.iter().map(|rule| rule.id), kept);
            let with_ids = input.0.assignment_rules.iter().zip(ids);
            model.assignment_rules = with_ids.map(|(rule, id)| rule.read(AssignmentRuleId(id))).collect();
            Ok(())
        })
        .await
    }

    /// Change what happens when time runs out, or nobody looks after a case
    ///
    /// The whole list, in the order in which they are tried. An escalation without id is a new one.
    #[oai(path = "/escalations", method = "put")]
    async fn escalations(&self, caller: Caller, input: Input<EscalationsInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.escalations.iter().chain(&model.escalations).map(|escalation| escalation.id.0);
            let ids = with_ids(input.0.escalations.iter().map(|escalation| escalation.id), kept);
            let with_ids = input.0.escalations.iter().zip(ids).enumerate();
            let mut faults = Vec::new();
            model.escalations = with_ids
                .map(|(n, (escalation, id))| {
                    escalation.read(EscalationId(id), &format!("escalations.{n}"), &mut faults)
                })
                .collect();
            if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
        })
        .await
    }

    /// Change who hears of what
    ///
    /// The whole list, in the order in which they are tried. A rule without id is a new one.
    #[oai(path = "/notices", method = "put")]
    async fn notices(&self, caller: Caller, input: Input<NoticesInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.notices.iter().chain(&model.notices).map(|rule| rule.id.0);
            let ids = with_ids(input.0.notices.iter().map(|rule| rule.id), kept);
            let with_ids = input.0.notices.iter().zip(ids);
            model.notices = with_ids.map(|(rule, id)| rule.read(NoticeRuleId(id))).collect();
            model.digest = input.0.digest.as_ref().map(Digest::read);
            Ok(())
        })
        .await
    }

    /// Change what the resolver groups promise
    ///
    /// The whole list; a group has one entry at the most.
    #[oai(path = "/group-agreements", method = "put")]
    async fn group_agreements(&self, caller: Caller, input: Input<GroupAgreementsInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, _| {
            model.group_agreements = input.0.group_agreements.iter().map(|agreement| agreement.read()).collect();
            Ok(())
        })
        .await
    }
}

/// The id after the greatest of these; when there is none any more, the first that none of these is.
fn next(taken: &BTreeSet<u64>) -> u64 {
    let after = taken.last().map_or(1, |last| last + 1);
    if after <= Id::MOST { after } else { (1..).find(|id| !taken.contains(id)).unwrap_or(after) }
}

/// The ids of a list: those that it says, and for those without one the next that nothing has.
pub(super) fn with_ids(said: impl Iterator<Item = Option<Id>>, kept: impl Iterator<Item = u64>) -> Vec<u64> {
    let said: Vec<Option<u64>> = said.map(|id| Some(id?.0)).collect();
    let mut taken: BTreeSet<u64> = said.iter().copied().flatten().chain(kept).collect();
    let given = said.into_iter().map(|id| {
        id.unwrap_or_else(|| {
            let id = next(&taken);
            taken.insert(id);
            id
        })
    });
    given.collect()
}

/// The draft as it is, or the model in force when nothing is being worked on.
fn shown(caller: &Caller) -> Answer<Shown<ModelDraft>> {
    let snapshot = &caller.snapshot()?;
    let in_force = snapshot.model()?;
    let row = snapshot.get::<DraftRow>(())?;
    let revision = row.as_ref().map_or(0, |row| row.revision);
    let names = Names::new(snapshot);
    let warnings = |model: &ServiceModel| -> Answer<Vec<FieldFault>> {
        Ok(model.warnings(&contract::spoken(snapshot)?).into_iter().map(FieldFault::from).collect())
    };
    let faults = |model: &ServiceModel| -> Answer<Vec<FieldFault>> {
        Ok(faults_of(snapshot, &in_force, model, caller.now())?.into_iter().map(FieldFault::from).collect())
    };
    let Some((row, model)) = row.as_ref().and_then(|row| Some((row, row.model.as_deref()?))) else {
        return Ok(Shown::new(ModelDraft {
            revision,
            open: false,
            based_on: in_force.version.0,
            in_force: in_force.version.0,
            by: None,
            at: None,
            model: Model::of(&in_force),
            // What is in force may name a group that has been switched off since.
            faults: faults(&in_force)?,
            warnings: warnings(&in_force)?,
            changes: Vec::new(),
            meanwhile: Vec::new(),
        })
        .version(|draft| draft.revision));
    };
    let base = snapshot.model_at(row.based_on)?;
    let meanwhile = base.map(|base| in_force.changes_since(&base)).unwrap_or_default();
    Ok(Shown::new(ModelDraft {
        revision,
        open: true,
        based_on: row.based_on.0,
        in_force: in_force.version.0,
        by: Some(Actor::of(names.actor(row.by)?, true)),
        at: Some(At(row.at)),
        model: Model::of(model),
        faults: faults(model)?,
        warnings: warnings(model)?,
        changes: named(&names, model.changes_since(&in_force))?,
        meanwhile: named(&names, meanwhile)?,
    })
    .version(|draft| draft.revision))
}

/// Changes with the names of the groups that they are about, of which the model knows only ids.
pub(super) fn named(names: &Names<'_, Snapshot>, changes: Vec<ChangeRow>) -> Result<Vec<Change>, Fault> {
    let named = changes.into_iter().map(|mut change| {
        if change.part == "group_agreements" {
            let id = change.name.as_deref().and_then(|id| id.parse::<u64>().ok());
            change.name = id.map(|id| names.group(id.into())).transpose()?;
        }
        Ok(Change::of(change))
    });
    named.collect()
}

/// Saves what `edit` makes of the draft, or of the model in force when there is none. Between reading and saving
/// somebody else may be faster: then it is made again of theirs, unless the caller set the condition itself.
pub(super) async fn change(
    caller: &Caller,
    edit: impl Fn(&mut ServiceModel, &ServiceModel) -> Answer<()>,
) -> Answer<Shown<ModelDraft>> {
    caller.must_write()?;
    caller.must(|viewer| viewer.administers())?;
    let mut tries = 0;
    loop {
        let snapshot = caller.snapshot()?;
        let in_force = snapshot.model()?;
        let row = snapshot.get::<DraftRow>(())?;
        let revision = row.as_ref().map_or(0, |row| row.revision);
        let drafted = row.and_then(|row| row.model).map(|model| *model);
        let mut model = drafted.unwrap_or_else(|| ServiceModel::clone(&in_force));
        edit(&mut model, &in_force)?;
        let condition = caller.if_version().unwrap_or(revision);
        let command = Command::DraftModel { model: Box::new(model), anew: false };
        match caller.submit_at(command, Some(condition)).await {
            Ok(_) => return shown(caller),
            Err(SubmitError::Refused(Refusal::Stale { .. })) if caller.if_version().is_none() && tries < TRIES => {
                tries += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
}
