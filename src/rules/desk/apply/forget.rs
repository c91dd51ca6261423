//! Folds that it was forgotten who answered a survey.

use super::{Fault, Tables, row};
use crate::desk::follow_up::FollowUp;
use crate::desk::{Forgetting, Invitation, Survey, SurveyAnswer};

pub(super) fn fold<T: Tables>(tables: &mut T, forgetting: &Forgetting) -> Result<(), Fault> {
    for id in &forgetting.invitations {
        let mut invitation = row::<Invitation, T>(tables, id.0)?;
        invitation.forget();
        tables.put(&invitation)?;
    }
    for id in &forgetting.answers {
        let mut answer = row::<SurveyAnswer, T>(tables, id.0)?;
        answer.forget();
        tables.put(&answer)?;
    }
    for id in &forgetting.follow_ups {
        let mut follow_up = row::<FollowUp, T>(tables, id.0)?;
        follow_up.forget();
        tables.put(&follow_up)?;
    }
    let before = row::<Survey, T>(tables, forgetting.survey.0)?;
    tables.put(&Survey { forgotten: Some(forgetting.to), ..before })
}
