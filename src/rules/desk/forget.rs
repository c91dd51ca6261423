//! Forgetting who answered: when the months are over for which a survey keeps it, nothing leads from an answer to a person
//! or a case any more, and what was written is gone. What results count by stays: marks, the day, and the unit, category,
//! group and channel.

use super::event::{Entry, Event};
use super::facts::{Facts, Fault};
use super::follow_up::{FollowUp, FollowUpChange};
use super::id::{AnswerId, ContentId, FollowUpId, InvitationId, Seq, SurveyId};
use super::invitation::{Invitation, Occasion, Stage};
use super::round::RoundMoved;
use super::survey::SurveyAnswer;
use crate::{Day, Moment};
use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};

/// How far back it was forgotten who answered a survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// What belongs to an earlier day is forgotten; nothing while that goes on for the first time.
    pub before: Option<Day>,
    /// Up to this entry the journal has nothing more to forget.
    pub through: Seq,
}

/// What is forgotten in one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgetting {
    /// Of which survey.
    pub survey: SurveyId,
    /// How far back all is forgotten with it.
    pub to: Forgotten,
    /// Whom these asked, and about what.
    pub invitations: Vec<InvitationId>,
    /// Whom these came from, and what was written.
    pub answers: Vec<AnswerId>,
    /// Whom these were about, and what was noted.
    pub follow_ups: Vec<FollowUpId>,
}

/// What entries of the journal still say of people whom a survey asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Invitations that say whom they asked.
    pub invitations: Vec<InvitationId>,
    /// Answers that say whom they came from, or hold words.
    pub answers: Vec<AnswerId>,
    /// Follow-ups that say whom they are about.
    pub follow_ups: Vec<FollowUpId>,
    /// The words.
    pub words: Vec<ContentId>,
    /// The entries.
    pub entries: Vec<Seq>,
}

/// The first day of which a survey keeps who answered, when it keeps that for so many months: whole months are forgotten.
pub fn kept_since(today: Day, months: u16) -> Day {
    let first = today.date().checked_sub_months(Months::new(months.into())).and_then(|date| date.with_day(1));
    Day::from_date(first.unwrap_or_default())
}

impl Remembered {
    /// Adds what an entry says, if it belongs to an earlier day than `before` and is over. Whether that is all of it: else
    /// there is something to forget later.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn gather<F: Facts>(&mut self, facts: &F, entry: &Entry, before: Day, now: Moment) -> Result<bool, Fault> {
        let said = Said { facts, before, since: facts.settings()?.tact.since(now), now };
        let forgets = match &entry.event {
            Event::SurveyInvited(invitation) if invitation.person.is_some() => {
                let forgets = said.invitation_is_old(invitation.id)?;
                self.invitations.extend(forgets.then_some(invitation.id));
                forgets
            }
            Event::RoundMoved { moved: RoundMoved::Planned { invited, first, .. }, .. }
                if invited.iter().any(|planned| planned.person.is_some()) =>
            {
                let ids = (first.0..).map(InvitationId).take(invited.len());
                let mut forgets = true;
                for id in ids.clone() {
                    forgets = forgets && said.invitation_is_old(id)?;
                }
                self.invitations.extend(ids.filter(|_| forgets));
                forgets
            }
            Event::SurveyAnswered(answer) if !answer.forgotten => {
                let forgets = said.answer_is_old(answer.id)?;
                self.answers.extend(forgets.then_some(answer.id));
                let words = answer.answers.keys().filter_map(|question| answer.written(*question));
                self.words.extend(words.filter(|_| forgets));
                forgets
            }
            Event::FollowUp { id, what: FollowUpChange::Opened(opened) } if opened.person.is_some() => {
                let forgets = said.answer_is_old(opened.answer)?;
                self.follow_ups.extend(forgets.then_some(*id));
                forgets
            }
            _ => return Ok(true),
        };
        self.entries.extend(forgets.then_some(entry.seq));
        Ok(forgets)
    }

    /// How many rows change.
    pub fn rows(&self) -> usize {
        self.invitations.len() + self.answers.len() + self.follow_ups.len()
    }
}

/// What an entry said, as it is now.
struct Said<'a, F> {
    facts: &'a F,
    before: Day,
    /// Whom the desk has asked since then it must know, so as not to ask them too often.
    since: Moment,
    now: Moment,
}

impl<F: Facts> Said<'_, F> {
    /// Whether an invitation and what came of it is old enough. One that waits for its end is not.
    fn invitation_is_old(&self, id: InvitationId) -> Result<bool, Fault> {
        let Some(invitation) = self.facts.get::<Invitation>(id.0)? else { return Ok(true) };
        let lately = invitation.asked().is_some_and(|at| at > self.since);
        let old = invitation.day < self.before && invitation.stage.is_over(self.now) && !lately;
        Ok(old && invitation.answer().map_or(Ok(true), |answer| self.is_of_before(answer))?)
    }

    /// Whether an answer and the invitation that led to it are old enough: they are forgotten together.
    fn answer_is_old(&self, id: AnswerId) -> Result<bool, Fault> {
        let invitation = self.facts.get::<SurveyAnswer>(id.0)?.and_then(|answer| answer.invitation);
        Ok(self.is_of_before(id)? && invitation.map_or(Ok(true), |id| self.invitation_is_old(id))?)
    }

    fn is_of_before(&self, id: AnswerId) -> Result<bool, Fault> {
        Ok(self.facts.get::<SurveyAnswer>(id.0)?.is_none_or(|answer| answer.day < self.before))
    }
}

impl Event {
    /// What is left of it once it was forgotten who answered.
    pub fn forget(&mut self) {
        match self {
            Self::SurveyInvited(invitation) => invitation.forget(),
            Self::SurveyAnswered(answer) => answer.forget(),
            Self::FollowUp { what: FollowUpChange::Opened(follow_up), .. } => follow_up.forget(),
            Self::RoundMoved { moved: RoundMoved::Planned { invited, .. }, .. } => {
                invited.iter_mut().for_each(|planned| planned.person = None);
            }
            _ => {}
        }
    }
}

impl Invitation {
    /// Whom it asked, and about which case, is known no more; nor what they answered.
    pub(super) fn forget(&mut self) {
        self.person = None;
        self.about.forget();
        match &mut self.stage {
            Stage::Asked { answer, .. } => *answer = None,
            Stage::Sent(sent) => (sent.answer, sent.remind) = (None, None),
            Stage::Planned { .. } | Stage::LeftOut { .. } | Stage::Cancelled => {}
        }
    }
}

impl Occasion {
    fn forget(&mut self) {
        if let Self::Solution(about) = self {
            about.ticket = None;
        }
    }
}

impl SurveyAnswer {
    /// Whom it came from, and when, is known no more. Where words lay stays, and that they are gone.
    pub(super) fn forget(&mut self) {
        self.forgotten = true;
        (self.at, self.changed) = (None, None);
        (self.invitation, self.asked_by) = (None, None);
        self.about.iter_mut().for_each(Occasion::forget);
    }
}

impl FollowUp {
    /// Whom it was about is known no more.
    pub(super) fn forget(&mut self) {
        (self.person, self.ticket) = (None, None);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::kept_since;
    use crate::Day;

    #[test]
    fn whole_months_are_forgotten() {
        let day = |text: &str| Day::from_date(text.parse().unwrap());
        assert_eq!(kept_since(day("2026-11-27"), 12), day("2025-11-01"));
        assert_eq!(kept_since(day("2026-12-01"), 12), day("2025-12-01"));
        // No day 31 of February.
        assert_eq!(kept_since(day("2026-08-31"), 6), day("2026-02-01"));
    }
}
