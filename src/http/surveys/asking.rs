//! Whom a survey asks of itself, and whom it asked.

use super::super::list::Named;
use super::super::word::{At, Id, Word, words};
use crate::clockwork::ScheduleZone;
use crate::desk::{self, Facts, Fault, InvitationState, Stage};
use crate::http::model::Conditions;
use crate::moment::Moment;
use crate::queries::invitations::Shown;
use crate::queries::retention;
use crate::service_model::CalendarId;
use crate::store::Snapshot;
use crate::survey::{self, AskedAfter, LeftOut};
use crate::words::Language;
use poem_openapi::Object;
use poem_openapi::types::Example;

/// How many of the next times are told.
const TIMES: usize = 4;

/// Whom a survey asks of itself, and how long it waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SurveyAsking", example)]
pub(super) struct Asking {
    /// About cases, after them; null: nobody.
    after_case: Option<AfterCase>,
    /// At fixed times; null: nobody.
    periodic: Option<Periodic>,
    /// For so many days an answer is taken, 1 to 366.
    open_days: u16,
    /// After so many days without an answer somebody is reminded, once; null: nobody is.
    reminder_days: Option<u16>,
    /// Whether results may be told by who solved the case: only when that was agreed.
    by_agent: bool,
    /// Until the end of so many days of service somebody has to have seen to a low mark, 1 to 60; null: nobody sees to them.
    follow_up_days: Option<u16>,
    /// So many months it is kept who answered, about which case, and what they wrote, 6 to 120; null: for ever.
    keep_months: Option<u16>,
}

/// What a survey would forget.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SurveyRetention")]
pub(super) struct Retention {
    /// What belongs to an earlier day would be forgotten, such as `2025-11-01`; null: it is kept for ever.
    before: Option<String>,
    /// How many answers would lose whom they came from, and their words.
    answers: u64,
    /// How many texts would go.
    texts: u64,
    /// How many invitations would lose whom they asked.
    invitations: u64,
    /// How many follow-ups would lose whom they are about, and what was noted.
    follow_ups: u64,
}

/// About which cases somebody is asked, and when.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SurveyAfterCase")]
struct AfterCase {
    /// What the case comes to first.
    after: Word<AskedAfter>,
    /// How long after that, in minutes of the hours of service, up to 40320.
    delay_minutes: u32,
    /// Which cases.
    #[oai(rename = "for")]
    conditions: Conditions,
    /// Solved by one of these groups; none: by any.
    groups: Vec<Id>,
    /// Of so many cases one is asked about, 1 to 1000.
    one_in: u32,
    /// What the sample is drawn by; the desk makes it, whatever is sent.
    seed: Option<String>,
}

/// At which times a round begins, and whom it asks.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SurveyPeriodic")]
struct Periodic {
    /// When a round begins: a cron schedule (minutes, hours, days, months, weekdays) in the calendar's local time, with one
    /// time of day, such as `0 10 1 1,4,7,10 *`.
    schedule: String,
    /// The calendar whose clocks these are, and in whose hours people are asked.
    calendar: Id,
    /// Whom it is for.
    audience: Audience,
    /// Of so many people of each unit one is asked, 1 to 1000.
    one_in: u32,
    /// Of all of them no more than so many; null: no limit.
    most: Option<u32>,
    /// Over so many of the calendar's hours they are spread, up to 200; 0: all are asked at once.
    spread_hours: u16,
    /// What the sample is drawn by; the desk makes it, whatever is sent.
    seed: Option<String>,
    /// The next times at which a round begins; the desk says so, whatever is sent.
    next_at: Option<Vec<At>>,
}

/// Whom a survey is for. Only those of whom all of this is so.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SurveyAudience")]
struct Audience {
    /// People of one of these units, or from below one; none: all.
    units: Vec<Id>,
    /// To whom the desk writes in one of these; none: in any.
    languages: Vec<Word<Language>>,
    /// Those to be careful with, or just not; null: both.
    vip: Option<bool>,
    /// Who had a case on which something happened in so many days before, 1 to 366; null: whether they had or not.
    case_within_days: Option<u16>,
}

/// That somebody is asked by a survey, and what came of it. Whether an anonymous survey was answered is not told.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SurveyInvitation")]
pub(crate) struct Invitation {
    /// Its id.
    id: Id,
    /// The survey.
    survey: Named,
    /// Whom.
    person: Named,
    /// The number of the case that they are asked about; null: it is none.
    ticket: Option<u64>,
    /// The day of the round in which they are asked, such as `2026-12-01`; null: it is none.
    round: Option<String>,
    /// Where it stands.
    state: Word<InvitationState>,
    /// Why whom it was for is not asked.
    left_out: Option<Word<LeftOut>>,
    /// When it is sent.
    due_at: Option<At>,
    /// When it was sent.
    sent_at: Option<At>,
    /// Until when an answer is taken.
    open_until: Option<At>,
    /// When they are reminded.
    reminder_at: Option<At>,
    /// The marks that they gave, where the survey names who answers.
    marks: Vec<GivenMark>,
    /// Whether one of these calls for somebody to see to it.
    low: bool,
    /// When an agent asked them on the telephone.
    asked_at: Option<At>,
    /// Who did.
    asked_by: Option<String>,
}

/// A mark that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SurveyMark")]
pub(crate) struct GivenMark {
    /// What was asked, in the words that were shown.
    question: String,
    /// The mark.
    mark: u8,
    /// The highest that there is.
    of: u8,
}

impl GivenMark {
    pub(crate) fn of((question, mark, of): (String, u8, u8)) -> Self {
        Self { question, mark, of }
    }
}

impl Asking {
    pub(super) fn of(snapshot: &Snapshot, asking: &survey::Asking, now: Moment) -> Result<Self, Fault> {
        let periodic = asking.periodic.as_ref().map(|periodic| Periodic::of(snapshot, periodic, now));
        Ok(Self {
            after_case: asking.after_case.as_ref().map(AfterCase::of),
            periodic: periodic.transpose()?,
            open_days: asking.open_days,
            reminder_days: asking.reminder_days,
            by_agent: asking.by_agent,
            follow_up_days: asking.follow_up_days,
            keep_months: asking.keep_months,
        })
    }

    pub(super) fn read(&self) -> survey::Asking {
        survey::Asking {
            after_case: self.after_case.as_ref().map(AfterCase::read),
            periodic: self.periodic.as_ref().map(Periodic::read),
            open_days: self.open_days,
            reminder_days: self.reminder_days,
            by_agent: self.by_agent,
            follow_up_days: self.follow_up_days,
            keep_months: self.keep_months,
        }
    }
}

impl Retention {
    pub(super) fn of(found: retention::Retention) -> Self {
        Self {
            before: found.before.map(|before| before.date().to_string()),
            answers: found.answers,
            texts: found.texts,
            invitations: found.invitations,
            follow_ups: found.follow_ups,
        }
    }
}

impl AfterCase {
    fn of(after: &survey::AfterCase) -> Self {
        Self {
            after: Word(after.after),
            delay_minutes: after.delay_minutes,
            conditions: Conditions::of(&after.conditions),
            groups: after.groups.iter().copied().map(Id::of).collect(),
            one_in: after.one_in,
            seed: Some(format!("{:016x}", after.seed)),
        }
    }

    fn read(&self) -> survey::AfterCase {
        survey::AfterCase {
            after: self.after.0,
            delay_minutes: self.delay_minutes,
            conditions: self.conditions.read(),
            groups: self.groups.iter().map(|id| id.to()).collect(),
            one_in: self.one_in,
            seed: 0,
        }
    }
}

/// The next times at which a round begins.
pub(super) fn times(snapshot: &Snapshot, periodic: &survey::Periodic, now: Moment) -> Result<Vec<At>, Fault> {
    let zone = ScheduleZone::of(&**snapshot.model()?, &*snapshot.settings()?, Some(periodic.calendar)).zone;
    Ok(periodic.next(now, zone, TIMES).into_iter().map(At).collect())
}

impl Periodic {
    fn of(snapshot: &Snapshot, periodic: &survey::Periodic, now: Moment) -> Result<Self, Fault> {
        Ok(Self {
            schedule: periodic.schedule.clone(),
            calendar: Id(periodic.calendar.0),
            audience: Audience::of(&periodic.audience),
            one_in: periodic.one_in,
            most: periodic.most,
            spread_hours: periodic.spread_hours,
            seed: Some(format!("{:016x}", periodic.seed)),
            next_at: Some(times(snapshot, periodic, now)?),
        })
    }

    fn read(&self) -> survey::Periodic {
        survey::Periodic {
            schedule: self.schedule.split_whitespace().collect::<Vec<_>>().join(" "),
            calendar: CalendarId(self.calendar.0),
            audience: self.audience.read(),
            one_in: self.one_in,
            most: self.most,
            spread_hours: self.spread_hours,
            seed: 0,
            since: Moment::default(),
        }
    }
}

impl Audience {
    fn of(audience: &survey::Audience) -> Self {
        Self {
            units: audience.units.iter().copied().map(Id::of).collect(),
            languages: words(&audience.languages),
            vip: audience.vip,
            case_within_days: audience.case_within_days,
        }
    }

    fn read(&self) -> survey::Audience {
        survey::Audience {
            units: self.units.iter().map(|id| id.to()).collect(),
            languages: self.languages.iter().map(|language| language.0).collect(),
            vip: self.vip,
            case_within_days: self.case_within_days,
        }
    }
}

impl Invitation {
    pub(crate) fn of(shown: Shown, now: Moment) -> Self {
        let Shown { invitation, survey, person, marks, low, asked_by } = shown;
        let desk::Invitation { id, stage, about, .. } = &invitation;
        let sent = invitation.sent();
        let (left_out, due_at) = match stage {
            Stage::LeftOut { why } => (Some(Word(*why)), None),
            Stage::Planned { due } => (None, Some(At(*due))),
            Stage::Cancelled | Stage::Sent(_) | Stage::Asked { .. } => (None, None),
        };
        let asked_at = match stage {
            Stage::Asked { at, .. } => Some(At(*at)),
            _ => None,
        };
        Self {
            id: Id::of(*id),
            survey: Named::new(invitation.survey, survey),
            person: Named::new(person.0, person.1),
            ticket: about.case().and_then(|about| about.ticket).map(|number| number.0),
            round: about.round().map(|day| day.date().to_string()),
            state: Word(invitation.state(now)),
            left_out,
            due_at,
            sent_at: sent.map(|sent| At(sent.at)),
            open_until: sent.map(|sent| At(sent.until)),
            reminder_at: sent.and_then(|sent| sent.remind).map(At),
            marks: marks.into_iter().map(GivenMark::of).collect(),
            low,
            asked_at,
            asked_by,
        }
    }
}

impl Example for Asking {
    fn example() -> Self {
        let after_case = AfterCase {
            after: Word(AskedAfter::Solution),
            delay_minutes: 60,
            conditions: Conditions::of(&crate::service_model::Conditions::default()),
            groups: Vec::new(),
            one_in: 1,
            seed: None,
        };
        let periodic = Periodic {
            schedule: "0 10 1 1,4,7,10 *".to_owned(),
            calendar: Id(1),
            audience: Audience { units: Vec::new(), languages: Vec::new(), vip: None, case_within_days: Some(90) },
            one_in: 4,
            most: None,
            spread_hours: 16,
            seed: None,
            next_at: None,
        };
        let (after_case, periodic) = (Some(after_case), Some(periodic));
        Self {
            after_case,
            periodic,
            open_days: 14,
            reminder_days: Some(3),
            by_agent: false,
            follow_up_days: Some(2),
            keep_months: Some(24),
        }
    }
}
