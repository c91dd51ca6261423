//! Links by which the client reviews the form of a survey; only the hash of what opens one is kept. A survey has one at
//! the most.

use super::keys::KeyBuilder;
use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::SurveyId;
use crate::desk::survey_review::REVIEW_LINK_LASTS;
use crate::moment::Moment;
use crate::secret;
use serde::{Deserialize, Serialize};

/// A link to a survey's review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewLink {
    survey: SurveyId,
    /// SHA-256 of what opens it.
    hash: [u8; 32],
    expires: Moment,
}

impl Row for ReviewLink {
    const TABLE: Table = Table::ReviewLink;

    fn row_key(&self) -> Vec<u8> {
        key(self.survey)
    }
}

fn key(survey: SurveyId) -> Vec<u8> {
    KeyBuilder::new().number(survey.0).done()
}

/// What stands in a link: which survey it is about, and the secret that opens it.
pub fn token(survey: SurveyId, secret: &str) -> String {
    format!("{survey}.{secret}")
}

/// The survey whose review a token opens at `now`. (Hashes are compared, so the time tells nothing of the secret.)
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, token: &str, now: Moment) -> Result<Option<SurveyId>, Fault> {
    let Some((survey, secret)) = token.split_once('.') else { return Ok(None) };
    let Ok(survey) = survey.parse().map(SurveyId) else { return Ok(None) };
    let link: Option<ReviewLink> = rows::get(rows, &key(survey))?;
    let opens = link.is_some_and(|link| link.hash == secret::hash(secret) && now < link.expires);
    Ok(opens.then_some(survey))
}

/// Ends the link to the review of a survey, and keeps another one in its place when there is one.
pub(super) fn change(
    operational: &mut Operational<'_>,
    survey: SurveyId,
    hash: Option<[u8; 32]>,
    now: Moment,
) -> Result<(), Fault> {
    match hash {
        Some(hash) => operational.put(&ReviewLink { survey, hash, expires: now.plus(REVIEW_LINK_LASTS) }),
        None => operational.remove::<ReviewLink>(&key(survey)).map(drop),
    }
}
