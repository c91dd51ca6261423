//! What a case would get: the decision itself, asked of a snapshot, and not stored.

use crate::desk::id::{GroupId, PersonId};
use crate::desk::{
    ActorRef, Classification, Command, Event, Facts, FieldError, FieldProblem, NewTicket, Refusal, RequesterRef, Stop,
    decide, fold,
};
use crate::http::caller::Caller;
use crate::http::clocks::Clock;
use crate::http::list::Named;
use crate::http::problem::{Code, Problem};
use crate::http::procedure::{AnswerInput, ShownProcedure};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{At, Id, Word};
use crate::queries::names::Names;
use crate::service_model::procedure::Purpose;
use crate::service_model::{CategoryId, calendar};
use crate::words::{Channel, Impact, Kind, Level, Priority, Urgency};
use poem_openapi::Object;
use poem_openapi::types::Example;

/// A subject in which no rule finds a word.
const NO_SUBJECT: &str = "…";

/// A case's fields, as far as somebody says them.
#[derive(Clone, Debug, Default, Object)]
#[oai(example)]
pub(crate) struct PreviewInput {
    /// What it is called: rules of assignment look for words in it.
    subject: Option<String>,
    /// Its category.
    category: Option<Id>,
    /// Question, request or incident.
    kind: Option<Word<Kind>>,
    /// How much is touched.
    impact: Option<Word<Impact>>,
    /// How soon it hurts.
    urgency: Option<Word<Urgency>>,
    /// The group that has it.
    group: Option<Id>,
    /// How it comes; by telephone when left out.
    channel: Option<Word<Channel>>,
    /// Who asks; somebody unknown when left out.
    requester: Option<Id>,
    /// When; now when left out.
    at: Option<At>,
    /// What is answered to the guided questions, at most 100.
    answers: Option<Vec<AnswerInput>>,
}

/// What a case would get.
#[derive(Clone, Debug, Object)]
pub(crate) struct Preview {
    /// Question, request or incident.
    kind: Word<Kind>,
    /// How much is touched.
    impact: Word<Impact>,
    /// How soon it hurts.
    urgency: Word<Urgency>,
    /// What is done first.
    priority: Word<Priority>,
    /// The group that would have it.
    group: Option<Named>,
    /// The level.
    level: Word<Level>,
    /// The clocks that would run.
    clocks: Vec<Clock>,
    /// What it would be worked on by.
    procedure: Option<Named>,
    /// What is asked when it is registered.
    questions: Option<ShownProcedure>,
}

/// Asks for a case as the caller would register it.
pub(super) fn preview(caller: &Caller, input: PreviewInput) -> Answer<Shown<Preview>> {
    caller.must(|viewer| viewer.works_here())?;
    let at = input.at.map_or(caller.now(), |at| at.0);
    if !calendar::covers(at) {
        return Err(Refusal::field("at", FieldProblem::OutOfRange).into());
    }
    let snapshot = caller.snapshot()?;
    let somebody = RequesterRef::Email { email: "somebody@preview.invalid".to_owned(), name: None };
    let channel = input.channel.map_or(Channel::Phone, |channel| channel.0);
    let requester = input.requester.map_or(somebody, |id| RequesterRef::Id(id.to::<PersonId>()));
    let subject = input.subject.filter(|subject| !subject.trim().is_empty());
    let subject = subject.as_deref().unwrap_or(NO_SUBJECT);
    let new = NewTicket {
        classification: Classification {
            category: input.category.map(|category| CategoryId(category.0)),
            kind: input.kind.map(|word| word.0),
            impact: input.impact.map(|word| word.0),
            urgency: input.urgency.map(|word| word.0),
        },
        group: input.group.map(|group| group.to::<GroupId>()),
        ..NewTicket::new(subject, channel, requester)
    };
    let command = Command::OpenTicket(Box::new(new));
    let asker = asker(caller);
    let accepted = decide(&snapshot, asker, &command, None, at).map_err(|stop| match stop {
        Stop::Refused(refusal) => Problem::from(without_path(refusal)),
        Stop::Fault(fault) => fault.into(),
    })?;
    let mut events = accepted.events.into_iter();
    let opened = events.by_ref().find_map(|event| match event {
        Event::Opened { ticket, .. } => Some(ticket),
        _ => None,
    });
    let mut ticket = opened.ok_or_else(|| Problem::of(Code::Internal))?;
    let model = snapshot.model()?;
    let answers = input.answers.unwrap_or_default();
    let questions = model.procedure_for(Purpose::Questions, &ticket.place());
    let questions = questions.map(|questions| ShownProcedure::answered(questions, &answers));
    // A case that is passed on at once is shown where it comes to.
    for event in events {
        fold(&mut ticket, at, asker, &event);
    }
    let names = Names::new(&snapshot);
    let group = match ticket.group {
        Some(id) => Some(Named::new(id, names.group(id)?)),
        None => None,
    };
    let procedure = ticket.procedure.and_then(|id| model.procedure(id));
    Ok(Shown::new(Preview {
        kind: Word(ticket.kind),
        impact: Word(ticket.impact),
        urgency: Word(ticket.urgency),
        priority: Word(ticket.priority),
        group,
        level: Word(ticket.level),
        clocks: ticket.clocks.iter().map(|clock| Clock::of(&names, clock, at)).collect::<Answer<_>>()?,
        procedure: procedure.map(|procedure| Named::new(procedure.id.0, procedure.name.clone())),
        questions,
    }))
}

/// Whose decision it is: the caller's, as when they register the case; the desk's own for administrators who register none,
/// and want to see what the rules make of one.
fn asker(caller: &Caller) -> ActorRef {
    let viewer = caller.viewer();
    if viewer.administers() && !viewer.serves() { ActorRef::System } else { viewer.actor }
}

/// Field names as this request has them: the requester is named by id alone.
fn without_path(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Invalid(errors) => Refusal::Invalid(
            errors
                .into_iter()
                .map(|error| FieldError {
                    field: error.field.strip_suffix(".id").map_or(error.field.clone(), str::to_owned),
                    ..error
                })
                .collect(),
        ),
        other => other,
    }
}

impl Example for PreviewInput {
    fn example() -> Self {
        Self { category: Some(Id(4)), impact: Some(Word(Impact::Team)), ..Self::default() }
    }
}
