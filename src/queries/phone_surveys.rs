//! What an agent may ask about a case on the telephone.

use super::names::Names;
use super::{Unanswered, ticket};
use crate::desk::id::{PersonId, TicketNumber};
use crate::desk::{
    Facts, PhoneRefusal, Survey, SurveyVersion, Viewer, known_about, phone_about, sees_from_desk, why_not_by_phone,
};
use crate::moment::Moment;
use crate::store::Snapshot;
use crate::survey::Form;

/// A survey, as it would be asked about a case.
#[derive(Clone, Debug)]
pub struct Askable {
    /// The survey.
    pub survey: Survey,
    /// What is asked: without the questions that are not for such a case.
    pub form: Form,
    /// Whom.
    pub person: (PersonId, String),
    /// Why it may not be asked.
    pub why_not: Option<PhoneRefusal>,
    /// Whether any survey asked them so lately that no mail would.
    pub asked_lately: bool,
}

/// The surveys that could be asked about a case, the last one first.
///
/// # Errors
/// As for a case; [`Unanswered::Forbidden`] for its requester, and for who does not work on cases.
pub fn about_case(
    snapshot: &Snapshot,
    viewer: &Viewer,
    number: TicketNumber,
    now: Moment,
) -> Result<Vec<Askable>, Unanswered> {
    let ticket = ticket::find(snapshot, viewer, number)?;
    if !sees_from_desk(viewer, &ticket) || !viewer.serves() {
        return Err(Unanswered::Forbidden);
    }
    let (whom, asked_about) = phone_about(&ticket);
    let about = known_about(snapshot, &asked_about)?;
    let name = Names::new(snapshot).person(whom)?.name;
    let tact = snapshot.settings()?.tact;
    let asked_lately = !tact.allows(&snapshot.asked_since(whom, tact.since(now), tact.most.into())?, now);
    let mut askable = Vec::new();
    // A desk has 200 surveys at the most.
    for survey in snapshot.records_back::<Survey>(None)? {
        let survey = survey?;
        let version = snapshot.get::<SurveyVersion>((survey.id.0, survey.published))?;
        let Some(version) = version.filter(|_| survey.active) else { continue };
        let why_not = why_not_by_phone(snapshot, &ticket, &survey, &version)?;
        let mut form = version.form;
        form.questions.retain(|question| question.shown_if.case.holds(&about));
        askable.push(Askable { survey, form, person: (whom, name.clone()), why_not, asked_lately });
    }
    Ok(askable)
}
