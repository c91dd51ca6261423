//! Follow-ups of low marks: who sees to them, by when, and what came of it. Where a survey names nobody, whose mark it was is
//! told to those who see to it, and to nobody else.

use super::cursor::{Page, Question};
use super::invitations::given_marks;
use super::names::{NamedActor, Names};
use super::{Unanswered, ticket};
use crate::desk::follow_up::{FollowUp, FollowUpOutcome, FollowUpState};
use crate::desk::id::{FollowUpId, PersonId, SurveyId, TicketNumber};
use crate::desk::{Facts, Fault, SurveyAnswer, SurveyVersion, Viewer, sees_from_desk};
use crate::moment::Moment;
use crate::store::index::follow_up::{CameTo, Pile};
use crate::store::index::survey::Month;
use crate::store::{Direction, Snapshot};
use crate::survey::{Confidence, Given};
use crate::words::Vocabulary;
use std::collections::BTreeMap;
use std::ops::Bound;

/// A follow-up with what it is shown with.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// What the survey is called.
    pub survey: String,
    /// Whose answer it was, for whom that may know.
    pub whose: Option<Whose>,
    /// The name of who has taken it.
    pub taken_by: Option<String>,
    /// What was noted: who, when, what.
    pub notes: Vec<(NamedActor, Moment, String)>,
    /// Who saw to it, and what they said came of it.
    pub done: Option<(NamedActor, String)>,
}

/// Whose answer it was, and what they said.
#[derive(Clone, Debug)]
pub struct Whose {
    /// Who gave the mark.
    pub person: (PersonId, String),
    /// The case that it is about, if it is about one.
    pub ticket: Option<TicketNumber>,
    /// The marks that were given: what was asked, the mark, and the highest one.
    pub marks: Vec<(String, u8, u8)>,
    /// What was written: what was asked, and the words.
    pub words: Vec<(String, String)>,
}

/// What came of the low marks of some months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowedUp {
    /// How many follow-ups were opened.
    pub opened: u64,
    /// How many of them somebody saw to in time.
    pub in_time: u64,
    /// How many nobody had seen to when their time was over.
    pub overdue: u64,
    /// What came of those that somebody saw to.
    pub outcomes: BTreeMap<FollowUpOutcome, u64>,
}

/// What came of the low marks of a survey in the months that `tells` admits.
///
/// # Errors
/// A fault of the storage below.
pub fn came_to(
    snapshot: &Snapshot,
    survey: SurveyId,
    months: (Month, Month),
    tells: impl Fn(Month) -> bool,
) -> Result<FollowedUp, Fault> {
    let mut sum = FollowedUp::default();
    for ((month, came_to), n) in snapshot.follow_up_counts(survey, months)? {
        if tells(month) {
            match came_to {
                CameTo::Opened => sum.opened += n,
                CameTo::InTime => sum.in_time += n,
                CameTo::Overdue => sum.overdue += n,
                CameTo::Done(outcome) => *sum.outcomes.entry(outcome).or_default() += n,
            }
        }
    }
    Ok(sum)
}

/// A page of the follow-ups in a state: those that are open by when they are due, those that are done the last one first.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not read them; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    (state, now): (FollowUpState, Moment),
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Shown>, Unanswered> {
    if !viewer.reads_follow_ups() {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new(&format!("follow-ups {}", state.as_str()));
    let after = cursor.map(|cursor| position(&question.position(cursor)?)).transpose()?;
    let (pile, within, direction) = match state {
        FollowUpState::Open => (Pile::Open, (Bound::Excluded(now), Bound::Unbounded), Direction::Ascending),
        FollowUpState::Overdue => (Pile::Open, (Bound::Unbounded, Bound::Included(now)), Direction::Ascending),
        FollowUpState::Done => (Pile::Done, (Bound::Unbounded, Bound::Unbounded), Direction::Descending),
    };
    let mut found = snapshot.follow_ups(pile, within, after, direction, limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| {
        let when = last.done.map_or(last.due, |done| done.at);
        question.cursor(&[when.millis().to_be_bytes(), last.id.0.to_be_bytes()].concat())
    });
    let names = Names::new(snapshot);
    let items = found.into_iter().map(|follow_up| shown(snapshot, &names, viewer, follow_up));
    Ok(Page { items: items.collect::<Result<_, _>>()?, next })
}

/// The moment and the id at which a page ended.
fn position(bytes: &[u8]) -> Result<(Moment, FollowUpId), Unanswered> {
    let (when, id) = bytes.split_first_chunk::<8>().ok_or(Unanswered::Cursor)?;
    let id: [u8; 8] = id.try_into().map_err(|_| Unanswered::Cursor)?;
    Ok((Moment::from_millis(i64::from_be_bytes(*when)), FollowUpId(u64::from_be_bytes(id))))
}

/// One follow-up.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not read them; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: FollowUpId) -> Result<Shown, Unanswered> {
    let found = snapshot.get::<FollowUp>(id.0)?.filter(|_| viewer.reads_follow_ups()).ok_or(Unanswered::NotFound)?;
    Ok(shown(snapshot, &Names::new(snapshot), viewer, found)?)
}

/// The follow-ups about a case that the viewer may know of, the last one first.
///
/// # Errors
/// As for a case; [`Unanswered::Forbidden`] for its requester.
pub fn about_case(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber) -> Result<Vec<Shown>, Unanswered> {
    let ticket = ticket::find(snapshot, viewer, number)?;
    if !sees_from_desk(viewer, &ticket) {
        return Err(Unanswered::Forbidden);
    }
    let names = Names::new(snapshot);
    let found = snapshot.follow_ups_about(number)?.into_iter();
    let known = found.filter(|follow_up| knows_whose(viewer, follow_up));
    Ok(known.map(|follow_up| shown(snapshot, &names, viewer, follow_up)).collect::<Result<_, _>>()?)
}

fn knows_whose(viewer: &Viewer, follow_up: &FollowUp) -> bool {
    follow_up.confidence == Confidence::Named || viewer.follows_up()
}

fn shown(
    snapshot: &Snapshot,
    names: &Names<'_, Snapshot>,
    viewer: &Viewer,
    follow_up: FollowUp,
) -> Result<Shown, Fault> {
    let whose = if knows_whose(viewer, &follow_up) { whose(snapshot, names, &follow_up)? } else { None };
    // What was noted may say whose mark it was.
    let told = whose.is_some();
    let notes = follow_up.notes.iter().filter(|_| told);
    let notes = notes.map(|note| Ok((names.actor(note.by)?, note.at, names.text(note.text)?)));
    let in_words = |done: &crate::desk::follow_up::FollowedUp| {
        let text = done.text.filter(|_| told).map(|text| names.text(text)).transpose()?;
        Ok((names.actor(done.by)?, text.unwrap_or_default()))
    };
    Ok(Shown {
        survey: names.survey(follow_up.survey)?,
        whose,
        taken_by: follow_up.taken_by.map(|user| names.user(user)).transpose()?,
        notes: notes.collect::<Result<_, Fault>>()?,
        done: follow_up.done.as_ref().map(in_words).transpose()?,
        follow_up,
    })
}

fn whose(snapshot: &Snapshot, names: &Names<'_, Snapshot>, follow_up: &FollowUp) -> Result<Option<Whose>, Fault> {
    let Some(person) = follow_up.person else { return Ok(None) };
    let Some(answer) = snapshot.get::<SurveyAnswer>(follow_up.answer.0)? else { return Ok(None) };
    let Some(SurveyVersion { form, .. }) = snapshot.get((answer.survey.0, answer.n))? else { return Ok(None) };
    let language = form.language_for(answer.language);
    let mut words = Vec::new();
    for (id, given) in &answer.answers {
        let asked = form.question(*id).map(|question| question.text.in_language(language).to_owned());
        let written = match given {
            Given::Text(text) => Some(*text),
            Given::Chosen { other, .. } => *other,
            Given::Mark(_) | Given::YesNo(_) => None,
        };
        if let (Some(asked), Some(text)) = (asked, written) {
            words.push((asked, names.text(text)?));
        }
    }
    Ok(Some(Whose {
        person: (person, names.person(person)?.name),
        ticket: follow_up.ticket,
        marks: given_marks(&form, &answer, answer.language),
        words,
    }))
}
