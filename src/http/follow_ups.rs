//! Follow-ups of low marks: who sees to them, and what came of it.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, Named, page_size};
use super::reply::{Answer, Shown};
use super::streamed::{CSV, Lines};
use super::surveys::GivenMark;
use super::ticket_view::Actor;
use super::word::{At, Id, Word};
use crate::desk::follow_up::{FollowUpOutcome, FollowUpState, FollowUpStep};
use crate::desk::{Command, DoorEvent, Taken, Viewer};
use crate::export::row::Columns;
use crate::moment::Moment;
use crate::queries::follow_ups::{self, Whose};
use crate::survey::Confidence;
use crate::words::Vocabulary;
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde_json::{Value, json};

/// The resource.
pub(super) struct FollowUps;

/// How many are read and sent at once.
const PAGE: usize = 200;

/// The columns of the file.
const COLUMNS: [&str; 13] = [
    "id",
    "survey",
    "state",
    "opened_at",
    "due_at",
    "ticket",
    "person",
    "taken_by",
    "eased_at",
    "done_at",
    "in_time",
    "outcome",
    "text",
];

/// That somebody sees to a low mark. Of a survey that does not name who answers, whose it was is told to supervisors alone.
#[derive(Clone, Debug, Object)]
struct FollowUp {
    /// Its id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// The survey.
    survey: Named,
    /// What was promised to whoever answered.
    confidence: Word<Confidence>,
    /// Where it stands.
    state: Word<FollowUpState>,
    /// When it was opened.
    opened_at: At,
    /// Until when somebody has to have seen to it.
    due_at: At,
    /// Since when no mark of the answer is low any more, because it was changed.
    eased_at: Option<At>,
    /// Who gave the mark.
    person: Option<Named>,
    /// The number of the case that it is about.
    ticket: Option<u64>,
    /// The marks that were given.
    marks: Vec<GivenMark>,
    /// What was written.
    words: Vec<GivenWords>,
    /// Who has taken it.
    taken_by: Option<Named>,
    /// What was noted, the oldest first.
    notes: Vec<FollowUpNote>,
    /// What came of it; null: nobody has seen to it yet.
    done: Option<FollowedUp>,
}

/// What somebody wrote to a question.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SurveyWritten")]
struct GivenWords {
    /// What was asked, in the words that were shown.
    question: String,
    /// What was written.
    text: String,
}

/// What somebody noted of a follow-up.
#[derive(Clone, Debug, Object)]
struct FollowUpNote {
    /// Who.
    by: Actor,
    /// When.
    at: At,
    /// What.
    text: String,
}

/// What came of a follow-up.
#[derive(Clone, Debug, Object)]
struct FollowedUp {
    /// What.
    outcome: Word<FollowUpOutcome>,
    /// The same in words; empty when nobody said more.
    text: String,
    /// Who saw to it.
    by: Actor,
    /// When.
    at: At,
    /// Whether that was in time.
    in_time: bool,
}

/// Something to note.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct FollowUpNoteInput {
    /// What.
    text: String,
}

/// What came of a follow-up, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct FollowUpOutcomeInput {
    /// What.
    outcome: Word<FollowUpOutcome>,
    /// The same in words.
    text: Option<String>,
}

#[OpenApi(tag = "Tag::Surveys")]
impl FollowUps {
    /// List the follow-ups of low marks
    ///
    /// Those with time left and those that are overdue by when they are due, those that are done the last one first. Of a
    /// survey that does not name who answers, whose mark it was is told to supervisors alone. For supervisors and analysts.
    #[oai(path = "/follow-ups", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// Where they stand; those with time left when left out.
        state: Query<Option<Word<FollowUpState>>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<FollowUp>>> {
        let (limit, now) = (page_size(limit.0)?, caller.now());
        let asked = (state.0.map_or(FollowUpState::Open, |state| state.0), now);
        let page = follow_ups::list(&caller.snapshot()?, caller.viewer(), asked, cursor.0.as_deref(), limit)?;
        Ok(Shown::new(List::of(page, |shown| FollowUp::of(shown, now))))
    }

    /// Take the list of follow-ups away
    ///
    /// As CSV: the same as the list, all of them. Times are in UTC. For supervisors and analysts; that it was taken is an
    /// entry of the audit trail.
    #[oai(path = "/follow-ups/export", method = "get")]
    async fn export(
        &self,
        caller: Caller,
        /// Where they stand; those with time left when left out.
        state: Query<Option<Word<FollowUpState>>>,
    ) -> Answer<Lines> {
        caller.must(Viewer::reads_follow_ups)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::FollowUps }).await?;
        let (store, viewer, now) = (caller.state().store.clone(), caller.viewer().clone(), caller.now());
        let asked = (state.0.map_or(FollowUpState::Open, |state| state.0), now);
        let file = format!("follow-ups-{}.csv", now.to_string().replace(':', "-"));
        let columns = Columns::of(&COLUMNS);
        let lines = Lines::paged(CSV, &file, move |cursor| {
            let page = follow_ups::list(&store.snapshot()?, &viewer, asked, cursor, PAGE)?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            for shown in page.items {
                text.push_str(&columns.line(&FollowUp::of(shown, now).cells()));
            }
            Ok((text, page.next))
        });
        Ok(lines?)
    }

    /// Show a follow-up
    ///
    /// For supervisors and analysts.
    #[oai(path = "/follow-ups/:id", method = "get")]
    async fn one(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<FollowUp>> {
        let shown = follow_ups::one(&caller.snapshot()?, caller.viewer(), id.0.to())?;
        Ok(Shown::new(FollowUp::of(shown, caller.now())).version(|follow_up| follow_up.version))
    }

    /// Take a follow-up
    ///
    /// Also from somebody else. For supervisors.
    #[oai(path = "/follow-ups/:id/take", method = "post")]
    async fn take(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<FollowUp>> {
        step(&caller, id.0, FollowUpStep::Take).await
    }

    /// Give a follow-up back
    ///
    /// So that anybody may take it. For supervisors.
    #[oai(path = "/follow-ups/:id/release", method = "post")]
    async fn release(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<FollowUp>> {
        step(&caller, id.0, FollowUpStep::Release).await
    }

    /// Note something of a follow-up
    ///
    /// For supervisors.
    #[oai(path = "/follow-ups/:id/notes", method = "post")]
    async fn note(&self, caller: Caller, id: Path<Id>, input: Input<FollowUpNoteInput>) -> Answer<Shown<FollowUp>> {
        step(&caller, id.0, FollowUpStep::Note { text: input.0.text }).await
    }

    /// Say what came of a follow-up
    ///
    /// Or correct it: when somebody saw to it first stays as it was. For supervisors.
    #[oai(path = "/follow-ups/:id/outcome", method = "post")]
    async fn finish(
        &self,
        caller: Caller,
        id: Path<Id>,
        input: Input<FollowUpOutcomeInput>,
    ) -> Answer<Shown<FollowUp>> {
        let FollowUpOutcomeInput { outcome, text } = input.0;
        step(&caller, id.0, FollowUpStep::Finish { outcome: outcome.0, text }).await
    }

    /// The follow-ups about a case
    ///
    /// The last one first. Those of surveys that do not name who answers are shown to supervisors alone. For those who work
    /// on the case.
    #[oai(path = "/tickets/:number/follow-ups", method = "get")]
    async fn about(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Vec<FollowUp>>> {
        let found = follow_ups::about_case(&caller.snapshot()?, caller.viewer(), number.0.to())?;
        let now = caller.now();
        Ok(Shown::new(found.into_iter().map(|shown| FollowUp::of(shown, now)).collect()))
    }
}

async fn step(caller: &Caller, id: Id, step: FollowUpStep) -> Answer<Shown<FollowUp>> {
    caller.submit(Command::FollowUp { id: id.to(), step }).await?;
    let (snapshot, viewer) = caller.afresh()?;
    let shown = follow_ups::one(&snapshot, &viewer, id.to())?;
    Ok(Shown::new(FollowUp::of(shown, caller.now())).version(|follow_up| follow_up.version))
}

impl FollowUp {
    fn of(shown: follow_ups::Shown, now: Moment) -> Self {
        let follow_ups::Shown { follow_up, survey, whose, taken_by, notes, done } = shown;
        let in_time = follow_up.in_time();
        let done = follow_up.done.zip(done).map(|(done, (by, text))| FollowedUp {
            outcome: Word(done.outcome),
            text,
            by: Actor::of(by, true),
            at: At(done.at),
            in_time,
        });
        let notes = notes.into_iter().map(|(by, at, text)| FollowUpNote { by: Actor::of(by, true), at: At(at), text });
        let (mut person, mut ticket, mut marks, mut words) = (None, None, Vec::new(), Vec::new());
        if let Some(Whose { person: (id, name), ticket: number, marks: given, words: written }) = whose {
            (person, ticket) = (Some(Named::new(id, name)), number.map(|number| number.0));
            marks = given.into_iter().map(GivenMark::of).collect();
            words = written.into_iter().map(|(question, text)| GivenWords { question, text }).collect();
        }
        Self {
            id: Id::of(follow_up.id),
            version: follow_up.version,
            survey: Named::new(follow_up.survey, survey),
            confidence: Word(follow_up.confidence),
            state: Word(follow_up.state(now)),
            opened_at: At(follow_up.opened),
            due_at: At(follow_up.due),
            eased_at: follow_up.eased.map(At),
            person,
            ticket,
            marks,
            words,
            taken_by: follow_up.taken_by.zip(taken_by).map(|(id, name)| Named::new(id, name)),
            notes: notes.collect(),
            done,
        }
    }

    /// As a row of plain cells.
    fn cells(self) -> Value {
        let done = self.done.as_ref();
        json!({
            "id": self.id.0, "survey": self.survey.name, "state": self.state.0.as_str(), "opened_at": self.opened_at.0,
            "due_at": self.due_at.0, "ticket": self.ticket, "person": self.person.map(|person| person.name),
            "taken_by": self.taken_by.map(|user| user.name), "eased_at": self.eased_at.map(|at| at.0),
            "done_at": done.map(|done| done.at.0), "in_time": done.map(|done| done.in_time),
            "outcome": done.map(|done| done.outcome.0.as_str()), "text": done.map(|done| done.text.as_str()),
        })
    }
}

impl Example for FollowUpNoteInput {
    fn example() -> Self {
        Self { text: "Llamado a las 10:15: no contesta.".to_owned() }
    }
}

impl Example for FollowUpOutcomeInput {
    fn example() -> Self {
        let text = "Se repitió la instalación; quedó conforme.".to_owned();
        Self { outcome: Word(FollowUpOutcome::Resolved), text: Some(text) }
    }
}
