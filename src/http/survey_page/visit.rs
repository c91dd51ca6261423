//! A visit to a survey: what a browser holds between opening a link and sending an answer. The address is clean
//! meanwhile, so that what opens the survey is in no history, referrer or screenshot.

use crate::desk::id::SurveyId;
use crate::desk::{Facts, Fault, Survey, SurveyVersion};
use crate::moment::Moment;
use crate::secret;
use crate::store::{Snapshot, survey_link};
use chrono::TimeDelta;

/// For so long a form may stay open in a browser.
pub(super) const LASTS: TimeDelta = TimeDelta::hours(12);
/// Nobody reads and answers a form faster than this.
const DWELL: TimeDelta = TimeDelta::milliseconds(1_500);

/// Somebody who opened a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// What opens it.
    secret: String,
    /// The version that is shown.
    n: u32,
    /// Since when.
    begun: Moment,
    /// Whether an answer was taken in.
    pub(super) answered: bool,
}

/// What a visit leads to.
#[derive(Debug)]
pub(super) struct Opened {
    /// The survey.
    pub(super) survey: SurveyId,
    /// What is asked.
    pub(super) version: SurveyVersion,
}

impl Visit {
    /// The one that a link begins; `None`: it opens nothing, or nobody is asked any more.
    pub(super) fn begin(snapshot: &Snapshot, secret: &str, now: Moment) -> Result<Option<Self>, Fault> {
        let found = survey(snapshot, secret)?;
        Ok(found.map(|survey| Self { secret: secret.to_owned(), n: survey.published, begun: now, answered: false }))
    }

    /// The same, once an answer was taken in.
    pub(super) fn answered(self) -> Self {
        Self { answered: true, ..self }
    }

    /// As a cookie holds it.
    pub(super) fn write(&self) -> String {
        let answered = if self.answered { ".answered" } else { "" };
        format!("{}.{}.{}{answered}", self.secret, self.n, self.begun.millis())
    }

    /// What a cookie holds; `None`: it is none of ours, or too old.
    pub(super) fn read(cookie: &str, now: Moment) -> Option<Self> {
        let mut parts = cookie.split('.');
        let (secret, n, begun) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let begun = Moment::from_millis(begun);
        let young = (TimeDelta::zero()..LASTS).contains(&now.since(begun));
        let answered = parts.next().is_some();
        young.then(|| Self { secret: secret.to_owned(), n, begun, answered })
    }

    /// What it leads to now; `None`: its link opens nothing any more, or this version was not asked when it began.
    pub(super) fn open(&self, snapshot: &Snapshot) -> Result<Option<Opened>, Fault> {
        let Some(survey) = survey(snapshot, &self.secret)? else { return Ok(None) };
        let version = snapshot.get::<SurveyVersion>((survey.id.0, self.n))?;
        let next = snapshot.get::<SurveyVersion>((survey.id.0, self.n.saturating_add(1)))?;
        let asked = |version: &SurveyVersion| {
            version.at <= self.begun && next.as_ref().is_none_or(|next| self.begun <= next.at)
        };
        Ok(version.filter(asked).map(|version| Opened { survey: survey.id, version }))
    }

    /// What its form holds, so that whatever sends an answer has seen the form.
    pub(super) fn nonce(&self) -> String {
        secret::hex_hash(&format!("form {}", self.write()))
    }

    /// Whether what comes with this nonce now looks as if a program had sent it.
    pub(super) fn looks_automatic(&self, nonce: Option<&str>, now: Moment) -> bool {
        nonce != Some(self.nonce().as_str()) || now.since(self.begun) < DWELL
    }
}

/// The survey that a link opens, as long as anybody is asked.
fn survey(snapshot: &Snapshot, secret: &str) -> Result<Option<Survey>, Fault> {
    let Some(id) = survey_link::find(snapshot, &secret::hash(secret))? else { return Ok(None) };
    Ok(snapshot.get::<Survey>(id.0)?.filter(|survey| survey.active && survey.published > 0))
}
