//! Folds what happened in the review of a survey's form.

use super::{Entry, Fault, Tables, row};
use crate::desk::id::SurveyId;
use crate::desk::survey_review::{Approval, Reviewed, Reviewer, SurveyApproval, SurveyComment, SurveyReview};

pub(super) fn fold<T: Tables>(tables: &mut T, entry: &Entry, survey: SurveyId, what: &Reviewed) -> Result<(), Fault> {
    let review = tables.get::<SurveyReview>(survey.0)?;
    let mut review = review.unwrap_or_else(|| SurveyReview { survey, ..SurveyReview::default() });
    match what {
        Reviewed::LinkChanged { until } => review.link_until = *until,
        Reviewed::Commented { n, question, name, text } => {
            review.comments = *n;
            review.open.insert(*n);
            let by = Reviewer { actor: entry.actor, name: *name };
            let (n, question, at, text) = (*n, *question, entry.at, *text);
            tables.put(&SurveyComment { survey, n, question, by, at, text, resolved: false })?;
        }
        Reviewed::Settled { n, resolved } => {
            if *resolved {
                review.open.remove(n);
            } else {
                review.open.insert(*n);
            }
            let comment = row::<SurveyComment, T>(tables, (survey.0, *n))?;
            tables.put(&SurveyComment { resolved: *resolved, ..comment })?;
        }
        Reviewed::Approved { version, name, form } => {
            let by = Reviewer { actor: entry.actor, name: *name };
            let approval = Approval { by, at: entry.at, version: *version };
            return tables.put(&SurveyApproval { survey, approval, form: form.as_ref().clone() });
        }
    }
    tables.put(&review)
}
