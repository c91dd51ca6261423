//! Forgetting who answered: when the months are over for which a survey keeps it, nothing leads from an answer to a person
//! or a case any more, and what was written is gone. What results count by stays: marks, the day, and the unit, category,
//! group and channel.

use super::event::{Entry, Event};
use super::follow_up::{FollowUp, FollowUpChange};
use super::id::{AnswerId, ContentId, FollowUpId, InvitationId, Seq, SurveyId};
use super::invitation::{Invitation, Occasion, Stage};
use super::round::RoundMoved;
use super::survey::SurveyAnswer;
use crate::Day;
use crate::survey::Tact;
use chrono::{Datelike, Days, Months};
use serde::{Deserialize, Serialize};

/// How far back it was forgotten who answered a survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// What belongs to an earlier day is forgotten; nothing while that goes on for the first time.
    pub before: Option<Day>,
    /// So far the journal was looked through for it.
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

/// The first day of which a survey keeps who answered, when it keeps that for so many months. Whole months are forgotten,
/// and none as long as the desk has to know of it in order not to ask somebody too often.
pub fn kept_since(today: Day, months: u16, tact: &Tact) -> Day {
    let known = Days::new(tact.days_between.max(tact.within_days).into());
    let date = today.date();
    let of_months = date.checked_sub_months(Months::new(months.into()));
    let of_tact = date.checked_sub_days(known);
    let first = of_months.into_iter().chain(of_tact).min().and_then(|date| date.with_day(1));
    Day::from_date(first.unwrap_or_default())
}

impl Remembered {
    /// Adds what an entry says, if it belongs to an earlier day than `before`.
    pub fn gather(&mut self, entry: &Entry, before: Day) {
        let found = match &entry.event {
            Event::SurveyInvited(invitation) if invitation.person.is_some() && invitation.day < before => {
                self.invitations.push(invitation.id);
                true
            }
            Event::RoundMoved { moved: RoundMoved::Planned { invited, first, on, .. }, .. } if *on < before => {
                let numbered = (first.0..).map(InvitationId).zip(invited);
                let asked = numbered.filter(|(_, planned)| planned.person.is_some()).map(|(id, _)| id);
                let count = self.invitations.len();
                self.invitations.extend(asked);
                self.invitations.len() > count
            }
            Event::SurveyAnswered(answer) if !answer.forgotten && answer.day < before => {
                self.answers.push(answer.id);
                self.words.extend(answer.answers.keys().filter_map(|question| answer.written(*question)));
                true
            }
            Event::FollowUp { id, what: FollowUpChange::Opened(opened) }
                if opened.person.is_some() && opened.day < before =>
            {
                self.follow_ups.push(*id);
                true
            }
            _ => false,
        };
        self.entries.extend(found.then_some(entry.seq));
    }

    /// How many rows change.
    pub fn rows(&self) -> usize {
        self.invitations.len() + self.answers.len() + self.follow_ups.len()
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
    use crate::survey::Tact;

    #[test]
    fn whole_months_are_forgotten_and_none_that_tact_needs() {
        let day = |text: &str| Day::from_date(text.parse().unwrap());
        let tact = Tact::default();
        assert_eq!(kept_since(day("2026-11-27"), 12, &tact), day("2025-11-01"));
        assert_eq!(kept_since(day("2026-12-01"), 12, &tact), day("2025-12-01"));
        // No day 31 of February.
        assert_eq!(kept_since(day("2026-08-31"), 6, &tact), day("2026-02-01"));
        let careful = Tact { within_days: 366, ..tact };
        assert_eq!(kept_since(day("2026-11-27"), 6, &careful), day("2025-11-01"));
    }
}
