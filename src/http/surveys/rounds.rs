//! Rounds of a survey that asks at fixed times: those that were, what one would come to now, and an end to one.

use super::asking::{Asking, times};
use super::results::{SurveyLeftOut, SurveyReach};
use crate::desk::RoundState;
use crate::desk::round::RoundStep;
use crate::desk::{Command, Refusal, faults_of_asking};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::list::{List, page_size};
use crate::http::problem::{Code, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{At, Id, Word};
use crate::moment::Day;
use crate::queries::{rounds, surveys};
use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(in crate::http) struct SurveyRounds;

/// A round of a survey.
#[derive(Clone, Debug, Object)]
struct SurveyRound {
    /// The desk's local day that it is for, such as `2026-12-01`.
    day: String,
    /// Where it stands.
    state: Word<RoundState>,
    /// When it began.
    begun_at: At,
    /// Until when answers are taken.
    closes_at: At,
    /// When it was stopped.
    stopped_at: Option<At>,
    /// How many people it was for.
    audience: u64,
    /// On how many of them the sample falls.
    sample: u64,
    /// Of how many of the audience it was decided so far whether they are asked.
    decided: u64,
    /// Whom it asked, and what came of that. Of a survey that is anonymous it is not told by round how many answered.
    asked: SurveyReach,
}

/// What a round would come to if it began now.
#[derive(Clone, Debug, Object)]
struct SurveyForecast {
    /// How many belong to the audience.
    audience: u64,
    /// How many of them would be asked.
    asked: u64,
    /// How many would not, by reason.
    left_out: Vec<SurveyLeftOut>,
    /// The next times at which a round begins.
    next_at: Vec<At>,
}

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl SurveyRounds {
    /// List the rounds of a survey
    ///
    /// The last one first. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/rounds", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<SurveyRound>>> {
        let wanted = (cursor.0.as_deref(), page_size(limit.0)?);
        let page = rounds::of_survey(&caller.snapshot()?, caller.viewer(), id.0.to(), wanted, caller.now())?;
        Ok(Shown::new(List::of(page, SurveyRound::from)))
    }

    /// Try whom a survey would ask
    ///
    /// If a round began now, asking like this: how many, how many not and why, and when the next ones begin. Nobody is
    /// asked and nothing is stored. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/estimate", method = "post")]
    async fn estimate(&self, caller: Caller, id: Path<Id>, input: Input<Asking>) -> Answer<Shown<SurveyForecast>> {
        let (snapshot, now) = (caller.snapshot()?, caller.now());
        let survey = surveys::one(&snapshot, caller.viewer(), id.0.to())?;
        let mut asking = input.0.read();
        let faults = faults_of_asking(&snapshot, &asking, now)?;
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults).into());
        }
        let Some(periodic) = &mut asking.periodic else {
            return Ok(Shown::new(SurveyForecast { audience: 0, asked: 0, left_out: Vec::new(), next_at: Vec::new() }));
        };
        periodic.seed = survey.asking.periodic.as_ref().map_or(0, |kept| kept.seed);
        let periodic = periodic.clone();
        let next_at = times(&snapshot, &periodic, now)?;
        // Many people take their time to look at; nobody else waits for it.
        let looked = tokio::task::spawn_blocking(move || rounds::estimate(&snapshot, &survey, &periodic, now)).await;
        let estimate = looked.map_err(|error| Problem::internal(&error))??;
        Ok(Shown::new(SurveyForecast {
            audience: estimate.audience,
            asked: estimate.asked,
            left_out: SurveyLeftOut::of(&estimate.left_out),
            next_at,
        }))
    }

    /// Stop a round
    ///
    /// Nobody more is asked, and nobody reminded; whoever was asked may answer until it closes. For administrators.
    #[oai(path = "/:id/rounds/:day/stop", method = "post")]
    async fn stop(&self, caller: Caller, id: Path<Id>, day: Path<String>) -> Answer<Shown<SurveyRound>> {
        let date: Option<NaiveDate> = day.0.parse().ok();
        let day = date.map(Day::from_date).ok_or_else(|| Problem::of(Code::NotFound))?;
        let survey = id.0.to();
        caller.submit(Command::MoveRound { survey, day, step: RoundStep::Stop }).await?;
        let (snapshot, viewer) = caller.afresh()?;
        let round = rounds::one(&snapshot, &viewer, survey, day, caller.now())?;
        Ok(Shown::new(round.into()))
    }
}

impl From<rounds::Shown> for SurveyRound {
    fn from(rounds::Shown { round, state, reach }: rounds::Shown) -> Self {
        Self {
            day: round.day.date().to_string(),
            state: Word(state),
            begun_at: At(round.begun),
            closes_at: At(round.closes),
            stopped_at: round.stopped.map(At),
            audience: round.sample.of,
            sample: round.sample.take,
            decided: round.planning.walked,
            asked: SurveyReach::of(&reach),
        }
    }
}
