//! Low marks are seen to: each opens a follow-up, which somebody takes and says what came of.

use super::super::event::{ActorRef, Event};
use super::super::facts::{Facts, Fault};
use super::super::follow_up::{FOLLOW_UP_NOTES_MAX, FollowUp, FollowUpChange, FollowUpStep};
use super::super::id::{AnswerId, FollowUpId, TicketNumber};
use super::super::notice::NoticeKind;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::{Invitation, Occasion, Survey, SurveyAnswer, SurveyVersion, Ticket};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop, notify};
use crate::Moment;
use crate::service_model::Hours;
use crate::survey::Confidence;
use chrono::{Days, TimeDelta};

/// Somebody whom the desk knows answered, or changed what they had answered: the follow-up of it, if there is one. One is
/// opened when a mark is low for the first time; `id` is the one that it gets.
pub(super) fn of_answer<F: Facts>(
    draft: &mut Draft<'_, F>,
    version: &SurveyVersion,
    answer: &SurveyAnswer,
    invitation: &Invitation,
    id: FollowUpId,
) -> Result<Option<FollowUpId>, Stop> {
    let low = version.form.has_low_mark(&answer.answers);
    if let Some(id) = answer.follow_up {
        let follow_up: FollowUp = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
        if follow_up.eased.is_none() != low {
            draft.event(Event::FollowUp { id, what: FollowUpChange::Marked { low } });
        }
        return Ok(Some(id));
    }
    let survey: Survey = draft.facts.get(answer.survey.0)?.ok_or(Refusal::NotFound)?;
    let Some(days) = survey.asking.follow_up_days.filter(|_| low) else { return Ok(None) };
    let follow_up = FollowUp {
        id,
        version: 1,
        survey: answer.survey,
        answer: answer.id,
        confidence: version.form.confidence,
        person: invitation.person,
        ticket: invitation.about.case().and_then(|about| about.ticket),
        day: answer.day,
        opened: draft.now,
        due: end_of_service(draft.model.service.hours.and_then(|id| draft.model.hours(Some(id))), draft.now, days),
        overdue: false,
        eased: None,
        taken_by: None,
        notes: Vec::new(),
        done: None,
    };
    tell(draft, NoticeKind::LowMark, follow_up.ticket, (answer.id, follow_up.confidence))?;
    draft.event(Event::FollowUp { id, what: FollowUpChange::Opened(Box::new(follow_up)) });
    Ok(Some(id))
}

/// A survey was answered by somebody whom the desk knows: other programs may hear of it.
pub(super) fn tell_answered<F: Facts>(
    draft: &mut Draft<'_, F>,
    version: &SurveyVersion,
    answer: &SurveyAnswer,
) -> Result<(), Fault> {
    let about = answer.about.as_ref().and_then(Occasion::case);
    let ticket = about.and_then(|about| about.ticket);
    tell(draft, NoticeKind::SurveyAnswered, ticket, (answer.id, version.form.confidence))
}

fn tell<F: Facts>(
    draft: &mut Draft<'_, F>,
    kind: NoticeKind,
    ticket: Option<TicketNumber>,
    answer: (AnswerId, Confidence),
) -> Result<(), Fault> {
    let Some(number) = ticket else { return notify::tell_of_round(draft, kind, answer.0) };
    match draft.facts.get::<Ticket>(number.0)? {
        Some(ticket) => notify::tell_of_answer(draft, kind, &ticket, answer),
        None => Ok(()),
    }
}

/// The end of the hours of service on the `days`-th day on which there are some, today not counted. So many days later
/// where no hours were agreed, or none are left.
fn end_of_service(hours: Option<Hours<'_>>, from: Moment, days: u16) -> Moment {
    let later = from.plus(TimeDelta::days(days.into()));
    let Some(Hours::Open(hours)) = hours else { return later };
    let today = from.day(hours.zone()).date();
    let Some(tomorrow) = today.checked_add_days(Days::new(1)) else { return later };
    let begin = crate::Day::from_date(tomorrow).begins(hours.zone());
    // However many holidays lie among them: a year has days of service enough for every number that is allowed.
    let segments = hours.segments(begin, begin.plus(TimeDelta::days(366))).unwrap_or_default();
    let mut seen = 0;
    let mut day = None;
    let mut end = None;
    for segment in segments {
        if day != Some(segment.day) {
            if seen == days {
                break;
            }
            (seen, day) = (seen + 1, Some(segment.day));
        }
        end = Some(segment.to);
    }
    end.filter(|_| seen == days).unwrap_or(later)
}

/// Somebody does something about a follow-up, or its time is over.
pub(super) fn step<F: Facts>(draft: &mut Draft<'_, F>, id: FollowUpId, step: &FollowUpStep) -> Result<Outcome, Stop> {
    let by_clock = *step == FollowUpStep::ComeDue;
    Draft::<F>::need(if by_clock { draft.viewer.actor == ActorRef::System } else { draft.viewer.follows_up() })?;
    let follow_up: FollowUp = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    // Of one that is about nobody any more there is nothing to do.
    if follow_up.person.is_none() {
        return Err(Refusal::NotFound.into());
    }
    draft.at_version(follow_up.version)?;
    let mut check = Check::default();
    let what = match step {
        FollowUpStep::Take => {
            // Somebody has to answer for it: a program takes nothing.
            let by = draft.viewer.user().ok_or(Refusal::Forbidden)?;
            Some(FollowUpChange::Taken { by: Some(by) })
        }
        FollowUpStep::Release => Some(FollowUpChange::Taken { by: None }),
        FollowUpStep::Note { text } => {
            let text = check.text("text", text);
            let full = FieldProblem::TooLong { max: FOLLOW_UP_NOTES_MAX };
            check.that(follow_up.notes.len() < FOLLOW_UP_NOTES_MAX, "text", full);
            Some(FollowUpChange::Noted { text: draft.keep_text(text) })
        }
        FollowUpStep::Finish { outcome, text } => {
            let text = check.optional_text("text", text.as_deref());
            Some(FollowUpChange::Done { outcome: *outcome, text: text.map(|text| draft.keep_text(text)) })
        }
        FollowUpStep::ComeDue => {
            let so = follow_up.watched_until().is_some_and(|due| due <= draft.now);
            so.then_some(FollowUpChange::Overdue)
        }
    };
    check.done()?;
    // Nothing happens when all is as asked already.
    let what = what.filter(|what| *what != FollowUpChange::Taken { by: follow_up.taken_by });
    if what == Some(FollowUpChange::Overdue) {
        let answer = (follow_up.answer, follow_up.confidence);
        tell(draft, NoticeKind::FollowUpOverdue, follow_up.ticket, answer)?;
    }
    if let Some(what) = what {
        draft.event(Event::FollowUp { id, what });
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::end_of_service;
    use crate::Moment;
    use crate::service_model::calendar::Week;
    use crate::service_model::{Calendar, CalendarId, Hours};

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn a_follow_up_is_due_at_the_end_of_a_day_of_service() {
        let mut calendar = Calendar::around_the_clock(CalendarId(1), "Mesa", "America/Santiago");
        calendar.week = Week::working_days(&["09:00-13:00".parse().unwrap(), "14:00-18:00".parse().unwrap()]);
        let hours = calendar.open_hours().unwrap();
        let due = |from: &str, days| end_of_service(Some(Hours::Open(&hours)), at(from), days);
        // A Wednesday in summer, when Santiago is three hours behind: the Friday at six.
        assert_eq!(due("2026-11-25T12:30:00Z", 2), at("2026-11-27T21:00:00Z"));
        // Over the weekend, and from an evening on which nobody works any more.
        assert_eq!(due("2026-11-26T23:00:00Z", 2), at("2026-11-30T21:00:00Z"));
        assert_eq!(due("2026-11-28T15:00:00Z", 1), at("2026-11-30T21:00:00Z"));
        for hours in [None, Some(Hours::All)] {
            assert_eq!(end_of_service(hours, at("2026-11-27T12:00:00Z"), 2), at("2026-11-29T12:00:00Z"));
        }
    }
}
