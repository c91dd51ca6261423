//! What people were asked about a case, and how they found it.

use super::Tag;
use super::caller::Caller;
use super::reply::{Answer, Shown};
use super::surveys::Invitation;
use super::word::Id;
use crate::queries::invitations;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;

/// The resource.
pub(super) struct TicketSurveys;

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Surveys")]
impl TicketSurveys {
    /// What was asked about a case
    ///
    /// The last invitation first, with the marks that were given where a survey names who answers; of others it is not even
    /// told whether somebody answered. For those who work on the case.
    #[oai(path = "/:number/surveys", method = "get")]
    async fn about(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Vec<Invitation>>> {
        let snapshot = caller.snapshot()?;
        let found = invitations::about_case(&snapshot, caller.viewer(), number.0.to())?;
        let now = caller.now();
        Ok(Shown::new(found.into_iter().map(|shown| Invitation::of(shown, now)).collect()))
    }
}
