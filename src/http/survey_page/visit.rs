//! A visit to a survey: what a browser holds between opening a link and sending an answer. The address is clean
//! meanwhile, so that what opens the survey is in no history, referrer or screenshot.

use crate::desk::id::{InvitationId, SurveyId};
use crate::desk::{Facts, Fault, Invitation, Survey, SurveyAnswer, SurveyVersion, asked_by_phone, known_about};
use crate::moment::Moment;
use crate::secret;
use crate::store::{Snapshot, invitation_link, survey_link};
use crate::survey::{About, Confidence};
use chrono::TimeDelta;

/// For so long a form may stay open in a browser.
pub(super) const LASTS: TimeDelta = TimeDelta::hours(12);
/// Nobody reads and answers a form faster than this.
const DWELL: TimeDelta = TimeDelta::milliseconds(1_500);
/// After so long a program that looks through a mail, and presses what it finds, is through with it.
const LOOKED_THROUGH: TimeDelta = TimeDelta::seconds(10);

/// Somebody who opened a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// What opens it.
    secret: String,
    /// The version that is shown.
    n: u32,
    /// Since when.
    pub(super) begun: Moment,
    /// What tells it from others that began at the same moment.
    own: String,
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
    /// By whom, and about what; `None`: the link is for everybody, or nothing more is taken.
    pub(super) invited: Option<Invited>,
    /// Whether the link is somebody's own.
    pub(super) way_is_own: bool,
}

/// Somebody who was invited.
#[derive(Debug)]
pub(super) struct Invited {
    /// The invitation.
    pub(super) invitation: InvitationId,
    /// What of the case the form may ask.
    pub(super) about: About,
    /// What they answered before, when they may still change it.
    pub(super) answer: Option<SurveyAnswer>,
}

impl Opened {
    /// What the form may ask of what it is about.
    pub(super) fn about(&self) -> About {
        self.invited.as_ref().map(|invited| invited.about.clone()).unwrap_or_default()
    }
}

/// What a link opens: a survey, or what somebody was sent.
enum Door {
    Everybody(Survey),
    Invited(Survey, Box<Invitation>),
}

impl Visit {
    /// The one that a link begins; `None`: it opens nothing, or nobody is asked any more.
    pub(super) fn begin(snapshot: &Snapshot, link: &str, now: Moment) -> Result<Option<(Self, Opened)>, Fault> {
        let Some(door) = door(snapshot, link)? else { return Ok(None) };
        let own = secret::hex(&secret::random::<8>()?);
        let n = door.survey().published;
        let visit = Self { secret: link.to_owned(), n, begun: now, own, answered: false };
        Ok(visit.open(snapshot, now)?.map(|opened| (visit, opened)))
    }

    /// The same, once an answer was taken in.
    pub(super) fn answered(self) -> Self {
        Self { answered: true, ..self }
    }

    /// As a cookie holds it.
    pub(super) fn write(&self) -> String {
        let answered = if self.answered { ".answered" } else { "" };
        format!("{}.{}.{}.{}{answered}", self.secret, self.n, self.begun.millis(), self.own)
    }

    /// What a cookie holds; `None`: it is none of ours, or too old.
    pub(super) fn read(cookie: &str, now: Moment) -> Option<Self> {
        let mut parts = cookie.split('.');
        let (secret, n, begun) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let begun = Moment::from_millis(begun);
        let own = parts.next()?.to_owned();
        let young = (TimeDelta::zero()..LASTS).contains(&now.since(begun));
        let answered = parts.next().is_some();
        young.then(|| Self { secret: secret.to_owned(), n, begun, own, answered })
    }

    /// What it leads to now; `None`: its link opens nothing any more, or this version was not asked when it began.
    pub(super) fn open(&self, snapshot: &Snapshot, now: Moment) -> Result<Option<Opened>, Fault> {
        let Some(door) = door(snapshot, &self.secret)? else { return Ok(None) };
        let survey = door.survey().id;
        let version = snapshot.get::<SurveyVersion>((survey.0, self.n))?;
        let next = snapshot.get::<SurveyVersion>((survey.0, self.n.saturating_add(1)))?;
        let asked = |version: &SurveyVersion| {
            version.at <= self.begun && next.as_ref().is_none_or(|next| self.begun <= next.at)
        };
        let Some(version) = version.filter(asked) else { return Ok(None) };
        let way_is_own = matches!(door, Door::Invited(..));
        let invited = match door {
            Door::Everybody(_) => None,
            Door::Invited(_, invitation) => match invited(snapshot, &invitation, &version, now)? {
                Some(invited) => Some(invited),
                // Whoever has answered just now is thanked, although nothing more is taken.
                None if self.answered => None,
                None => return Ok(None),
            },
        };
        Ok(Some(Opened { survey, version, invited, way_is_own }))
    }

    /// What its form holds, so that whatever sends an answer has seen the form.
    pub(super) fn nonce(&self) -> String {
        secret::hex_hash(&format!("form {}", self.write()))
    }

    /// What is held by the page that asks whether somebody is there.
    pub(super) fn confirmation(&self) -> String {
        secret::hex_hash(&format!("confirmed {}", self.write()))
    }

    /// Whether what comes with this nonce now looks as if a program had sent it. What comes by a visit that began `in_a_burst`,
    /// with every other mark of the mail, does until somebody confirms it, no sooner than such a program is through.
    pub(super) fn looks_automatic(&self, nonce: Option<&str>, in_a_burst: bool, now: Moment) -> bool {
        let dwelt = now.since(self.begun);
        let confirmed = nonce == Some(self.confirmation().as_str());
        if in_a_burst {
            return !confirmed || dwelt < LOOKED_THROUGH;
        }
        !confirmed && nonce != Some(self.nonce().as_str()) || dwelt < DWELL
    }
}

impl Door {
    fn survey(&self) -> &Survey {
        match self {
            Self::Everybody(survey) | Self::Invited(survey, _) => survey,
        }
    }
}

/// What a link opens, as long as anybody is asked.
fn door(snapshot: &Snapshot, secret: &str) -> Result<Option<Door>, Fault> {
    let hash = secret::hash(secret);
    let asks = |survey: &Survey| survey.active && survey.published > 0;
    if let Some(id) = survey_link::find(snapshot, &hash)? {
        return Ok(snapshot.get::<Survey>(id.0)?.filter(asks).map(Door::Everybody));
    }
    let Some(invitation) = invitation_of(snapshot, secret)? else { return Ok(None) };
    let survey = snapshot.get::<Survey>(invitation.survey.0)?.filter(asks);
    Ok(survey.map(|survey| Door::Invited(survey, Box::new(invitation))))
}

/// The invitation that a link in a mail belongs to, whatever became of it.
pub(super) fn invitation_of(snapshot: &Snapshot, secret: &str) -> Result<Option<Invitation>, Fault> {
    match invitation_link::find(snapshot, &secret::hash(secret))? {
        Some(id) => snapshot.get(id.0),
        None => Ok(None),
    }
}

/// Whoever was invited, as long as an answer of theirs is taken.
fn invited(
    snapshot: &Snapshot,
    invitation: &Invitation,
    version: &SurveyVersion,
    now: Moment,
) -> Result<Option<Invited>, Fault> {
    let Some(sent) = invitation.sent() else { return Ok(None) };
    let answer = match sent.answer {
        Some(id) => snapshot.get::<SurveyAnswer>(id.0)?,
        None => None,
    };
    let used = invitation_link::is_used(snapshot, invitation.id)?;
    if used || !sent.takes(answer.as_ref(), now) || asked_by_phone(snapshot, invitation)?.is_some() {
        return Ok(None);
    }
    let anonymous = version.form.confidence == Confidence::Anonymous;
    let about = if anonymous { About::default() } else { known_about(snapshot, &invitation.about)? };
    // Of what was asked before with other words or promises nothing is filled in.
    let answer = answer.filter(|answer| !anonymous && answer.n == version.n);
    Ok(Some(Invited { invitation: invitation.id, about, answer }))
}

#[cfg(test)]
mod tests {
    use super::Visit;
    use crate::moment::Moment;

    const BEGUN: i64 = 1_000_000_000;

    fn after(millis: i64) -> Moment {
        Moment::from_millis(BEGUN + millis)
    }

    #[test]
    fn whoever_read_the_form_is_believed_and_out_of_a_burst_once_they_confirmed_it() {
        let (secret, own) = ("secret".to_owned(), "own".to_owned());
        let visit = Visit { secret, n: 1, begun: after(0), own, answered: false };
        let (form, confirmed) = (visit.nonce(), visit.confirmation());
        for (nonce, in_a_burst, millis, automatic) in [
            (None, false, 60_000, true),
            (Some("guessed"), false, 60_000, true),
            (Some(form.as_str()), false, 1_499, true),
            (Some(form.as_str()), false, 1_500, false),
            (Some(confirmed.as_str()), false, 1_499, true),
            (Some(confirmed.as_str()), false, 1_500, false),
            (Some(form.as_str()), true, 60_000, true),
            (Some(confirmed.as_str()), true, 9_999, true),
            (Some(confirmed.as_str()), true, 10_000, false),
            // The clock was put back.
            (Some(form.as_str()), false, -60_000, true),
        ] {
            assert_eq!(visit.looks_automatic(nonce, in_a_burst, after(millis)), automatic, "{nonce:?} {millis}");
        }
    }

    #[test]
    fn a_cookie_that_is_none_of_ours_or_too_old_begins_no_visit() {
        let hours = |hours: i64| after(hours * 3_600_000);
        let whole = format!("secret.1.{BEGUN}.own");
        assert!(Visit::read(&whole, hours(11)).is_some_and(|visit| visit.write() == whole && !visit.answered));
        assert!(Visit::read(&format!("{whole}.answered"), hours(0)).is_some_and(|visit| visit.answered));
        assert_eq!(Visit::read(&whole, hours(12)), None);
        assert_eq!(Visit::read(&whole, hours(-1)), None);
        for broken in
            ["", "....", "secret", "secret.1", "secret.1.1000000000", "secret.x.1000000000.own", "s.1.1e9.own"]
        {
            assert_eq!(Visit::read(broken, hours(0)), None, "{broken}");
        }
    }
}
