//! The review of a survey's form: what was said of it, what waits, and what was agreed.

use super::Unanswered;
use super::names::Names;
use super::surveys;
use crate::desk::id::SurveyId;
use crate::desk::survey_review::Reviewer;
use crate::desk::{ActorRef, Facts, Fault, Survey, SurveyApproval, SurveyComment, SurveyReview, Viewer};
use crate::moment::Moment;
use crate::store::Snapshot;
use std::collections::BTreeMap;

/// How many comments are shown beside those that wait.
const SHOWN: usize = 200;

/// A survey with its review.
#[derive(Clone, Debug)]
pub struct Review {
    /// What is reviewed.
    pub survey: Survey,
    /// Until when the link to it works; `None`: there is none.
    pub link_until: Option<Moment>,
    /// What was said of it, the first one first: all that waits, and the latest 200.
    pub comments: Vec<SurveyComment>,
    /// The last approval.
    pub approval: Option<SurveyApproval>,
}

impl Review {
    /// The review of a survey; `None`: there is no such survey.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn of(snapshot: &Snapshot, id: SurveyId, now: Moment) -> Result<Option<Self>, Fault> {
        let Some(survey) = snapshot.get::<Survey>(id.0)? else { return Ok(None) };
        let review = snapshot.get::<SurveyReview>(id.0)?.unwrap_or_default();
        let latest = snapshot.newest_of::<SurveyComment>(id.0, SHOWN)?;
        let mut comments: BTreeMap<u32, SurveyComment> =
            latest.into_iter().map(|comment| (comment.n, comment)).collect();
        for n in review.open {
            if !comments.contains_key(&n) {
                comments.extend(snapshot.get::<SurveyComment>((id.0, n))?.map(|comment| (n, comment)));
            }
        }
        Ok(Some(Self {
            survey,
            link_until: review.link_until.filter(|until| now < *until),
            comments: comments.into_values().collect(),
            approval: snapshot.get(id.0)?,
        }))
    }

    /// The same for a viewer.
    ///
    /// # Errors
    /// [`Unanswered::NotFound`] when there is none, or the viewer does not read surveys; a fault.
    pub fn seen_by(snapshot: &Snapshot, viewer: &Viewer, id: SurveyId, now: Moment) -> Result<Self, Unanswered> {
        surveys::one(snapshot, viewer, id)?;
        Self::of(snapshot, id, now)?.ok_or(Unanswered::NotFound)
    }

    /// The last approval, and whether the form is still what was approved.
    pub fn approved(&self) -> Option<(&SurveyApproval, bool)> {
        self.approval.as_ref().map(|approved| (approved, approved.form == self.survey.form))
    }
}

/// What whoever reviews a form is called; empty once it was erased.
///
/// # Errors
/// A fault of the storage below.
pub fn name_of<F: Facts>(names: &Names<'_, F>, reviewer: Reviewer) -> Result<String, Fault> {
    match (reviewer.name, reviewer.actor) {
        (Some(name), _) => names.text(name),
        (None, ActorRef::User(user)) => names.user(user),
        (None, ActorRef::Token(token)) => names.token(token),
        (None, _) => Ok(String::new()),
    }
}
