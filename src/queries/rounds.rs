//! Rounds of a survey that asks at fixed times: those that were, and what one would come to now.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::survey_results::{Reach, hold_back, is_guarded, reach_of};
use super::surveys;
use crate::desk::id::SurveyId;
use crate::desk::{self, Facts, Person, Round, RoundState, Survey, Viewer};
use crate::moment::{Day, Moment};
use crate::store::Snapshot;
use crate::store::index::survey::{Breakdown, Month};
use crate::survey::{LeftOut, Periodic, Place};
use std::collections::BTreeMap;

/// So many people are looked at at once.
const WALK: usize = 1_000;

/// A round with what came of it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The round.
    pub round: Round,
    /// Where it stands.
    pub state: RoundState,
    /// Whom it asked, and whom not.
    pub reach: Reach,
}

/// What a round would come to if it began now. Nobody is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// How many belong to the audience.
    pub audience: u64,
    /// How many would be asked.
    pub asked: u64,
    /// How many would not, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
}

/// A page of the rounds of a survey, the last one first.
///
/// # Errors
/// As for [`surveys::one`]; a foreign cursor.
pub fn of_survey(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    (cursor, limit): (Option<&str>, usize),
    now: Moment,
) -> Result<Page<Shown>, Unanswered> {
    surveys::one(snapshot, viewer, id)?;
    let question = Question::new("survey-rounds");
    let before = cursor.map(|cursor| day_of(&question.position(cursor)?)).transpose()?;
    let mut found = snapshot.rounds_of(id, before, limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| question.cursor(&last.day.number().to_be_bytes()));
    Ok(Page { items: shown(snapshot, viewer, id, found, now)?, next })
}

/// One round of a survey.
///
/// # Errors
/// As for [`surveys::one`]; [`Unanswered::NotFound`] when there is none for that day.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: SurveyId, day: Day, now: Moment) -> Result<Shown, Unanswered> {
    surveys::one(snapshot, viewer, id)?;
    let round = snapshot.get::<Round>((id.0, Round::number(day)))?.ok_or(Unanswered::NotFound)?;
    shown(snapshot, viewer, id, vec![round], now)?.pop().ok_or(Unanswered::NotFound)
}

/// Rounds with what came of them, the last one first.
fn shown(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    rounds: Vec<Round>,
    now: Moment,
) -> Result<Vec<Shown>, Unanswered> {
    let zone = snapshot.settings()?.zone();
    let mut counts = match rounds.last() {
        // Answers come until a round closes, so to this month.
        Some(first) => {
            let months = (Month::of(first.begun.day(zone)), Month::of(now.day(zone)));
            snapshot.answer_counts(id, Breakdown::Round, months)?
        }
        None => BTreeMap::new(),
    };
    if is_guarded(&surveys::versions(snapshot, viewer, id)?) {
        hold_back(&mut counts);
    }
    let shown = rounds.into_iter().map(|round| {
        let reach = reach_of(&counts, &round);
        Shown { state: round.state(reach.planned, now), round, reach }
    });
    Ok(shown.collect())
}

fn day_of(position: &[u8]) -> Result<Day, Unanswered> {
    let number = position.try_into().map_err(|_| Unanswered::Cursor)?;
    Ok(Day::from_number(i32::from_be_bytes(number)))
}

/// What a round would come to if it began now, of a survey that asks like this.
///
/// # Errors
/// A fault of the storage below.
pub fn estimate(
    snapshot: &Snapshot,
    survey: &Survey,
    periodic: &Periodic,
    now: Moment,
) -> Result<Estimate, desk::Fault> {
    let mut people = Vec::<Place>::new();
    loop {
        let place = people.last().copied().unwrap_or_default();
        let page = snapshot.audience_after(&periodic.audience, place, WALK, now)?;
        let more = page.len() == WALK;
        people.extend(page);
        if !more {
            break;
        }
    }
    let audience = people.len() as u64;
    let sample = periodic.sample(audience, now.day(snapshot.settings()?.zone()));
    let mut estimate = Estimate { audience, ..Estimate::default() };
    // As if it were asked already: what it would come to is asked before.
    let survey = Survey { active: true, published: survey.published.max(1), ..survey.clone() };
    for (n, place) in (0..).zip(people) {
        let why = if sample.takes(n) {
            let person: Option<Person> = snapshot.get(place.person.0)?;
            desk::why_not_asked(snapshot, &survey, person.as_ref(), now)?
        } else {
            Some(LeftOut::Sample)
        };
        match why {
            None => estimate.asked += 1,
            Some(why) => *estimate.left_out.entry(why).or_default() += 1,
        }
    }
    Ok(estimate)
}
