//! Cases that are worked on by a procedure.

use super::*;
use crate::service_model::procedure::{
    Answer, AnswerKind, Branch, Procedure, ProcedureId, Purpose, Scope, Step, StepId,
};
use crate::service_model::{CategoryId, ServiceModel};
use proptest::prelude::*;

const NETWORK_FAULT: ProcedureId = ProcedureId(1);
const SECURITY_FAULT: ProcedureId = ProcedureId(2);
const ASKED: ProcedureId = ProcedureId(3);

fn step(id: u32, required: bool, answer: AnswerKind) -> Step {
    Step { id: StepId(id), text: format!("Paso {id}"), required, answer, link: None }
}

/// Networks asks whether the cable is in, and looks at the port when it is; it always writes down what it found.
fn model() -> ServiceModel {
    let of_group = |group| Scope { groups: BTreeSet::from([group]), ..Scope::default() };
    let of = |id, name: &str, purpose, scope, steps| Procedure { id, name: name.to_owned(), purpose, scope, steps };
    let cable = AnswerKind::YesNo { yes: Branch::Next, no: Branch::Step(StepId(3)) };
    ServiceModel {
        procedures: vec![
            of(
                NETWORK_FAULT,
                "Falla de red",
                Purpose::Work,
                of_group(NETWORKS),
                vec![step(1, true, cable), step(2, true, AnswerKind::Tick), step(3, true, AnswerKind::Text)],
            ),
            of(
                SECURITY_FAULT,
                "Incidente de seguridad",
                Purpose::Work,
                of_group(SECURITY),
                vec![step(1, false, AnswerKind::Tick)],
            ),
            of(
                ASKED,
                "Qué preguntar",
                Purpose::Questions,
                Scope::default(),
                vec![step(1, true, AnswerKind::Text), step(2, false, AnswerKind::Tick)],
            ),
        ],
        ..ServiceModel::starter(Language::Es)
    }
}

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.ok(ADMIN, &Command::PublishModel(Box::new(model())));
    desk
}

fn mark(ticket: TicketNumber, step: u32, change: StepChange) -> Command {
    Command::MarkStep { ticket, procedure: None, step: StepId(step), change }
}

fn done(ticket: TicketNumber, step: u32, answer: Option<&str>) -> Command {
    mark(ticket, step, StepChange::Done { answer: answer.map(str::to_owned) })
}

fn run(desk: &Desk, ticket: TicketNumber, procedure: ProcedureId) -> ProcedureRun {
    desk.memory.get::<ProcedureRun>((ticket.0, procedure.0)).unwrap().unwrap()
}

fn figures(desk: &Desk, step: u32) -> (u64, u64, u64, u64) {
    let row = desk.memory.get::<StepFigures>((NETWORK_FAULT.0.into(), step)).unwrap().unwrap();
    (row.done, row.skipped, row.undone, row.seconds)
}

fn of_networks(desk: &mut Desk) -> TicketNumber {
    desk.open(CAMILA, NewTicket { group: Some(NETWORKS), ..call("Sin red") })
}

fn resolve(ticket: TicketNumber, reason: Option<&str>) -> Command {
    Command::Resolve { ticket, solution: Solution { procedure_reason: reason.map(str::to_owned), ..solution() } }
}

/// The runs of all cases, counted by hand.
fn counted(desk: &Desk, of: &StepFigures) -> (u64, u64, u64) {
    let runs = desk.memory.all::<ProcedureRun>();
    let of_procedure = runs.iter().filter(|run| run.procedure == of.procedure);
    of_procedure.filter_map(|run| run.mark(of.step)).fold((0, 0, 0), |(done, skipped, time), mark| match mark.marked {
        Marked::Done { seconds, .. } => (done + 1, skipped, time + seconds),
        Marked::Skipped { .. } => (done, skipped + 1, time),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Whatever is said of steps, in whatever order, the figures are what the runs of all cases come to.
    #[test]
    fn figures_are_what_the_runs_come_to(
        said in prop::collection::vec((0..9_u8, 1..4_u64, 1..5_u32, any::<bool>(), 0..90_i64), 1..40),
    ) {
        let mut desk = desk();
        for _ in 0..3 {
            of_networks(&mut desk);
        }
        for (what, number, step, flag, minutes) in said {
            desk.later(minutes);
            let ticket = TicketNumber(number);
            let words = flag.then_some("Sin red");
            let command = match what {
                0 | 1 => done(ticket, step, Some(if flag { "yes" } else { "no" })),
                2 => done(ticket, step, None),
                3 => done(ticket, step, words),
                4 => mark(ticket, step, StepChange::Skipped { reason: words.map(str::to_owned) }),
                5 => mark(ticket, step, StepChange::Undone),
                6 => resolve(ticket, words),
                7 => Command::Reopen { ticket, reason: "Otra vez".to_owned() },
                _ => Command::Pass {
                    ticket,
                    group: if flag { NETWORKS } else { SECURITY },
                    assignee: None,
                    note: None,
                    reply: None,
                },
            };
            match desk.run(ADMIN, &command) {
                Ok(_) | Err(Stop::Refused(_)) => {}
                Err(Stop::Fault(fault)) => panic!("{command:?}: {fault}"),
            }
        }
        for figures in desk.memory.all::<StepFigures>() {
            let of_rows = (figures.done, figures.skipped, figures.seconds);
            prop_assert_eq!(of_rows, counted(&desk, &figures), "{:?}", figures);
        }
    }
}

#[test]
fn steps_are_done_by_whom_and_when_and_counted() {
    let mut desk = desk();
    let ticket = of_networks(&mut desk);
    desk.later(3);
    desk.ok(DIEGO, &done(ticket, 1, Some("yes")));
    desk.later(4);
    desk.ok(DIEGO, &done(ticket, 2, None));
    let run = run(&desk, ticket, NETWORK_FAULT);
    let by: Vec<_> = run.marks.iter().map(|mark| (mark.step.0, mark.by, mark.at)).collect();
    assert_eq!(by, [(1, DIEGO, START.plus(TimeDelta::minutes(3))), (2, DIEGO, desk.now)]);
    assert_eq!(run.marks[0].marked, Marked::Done { answer: Answer::Yes, seconds: 180 });
    assert_eq!((figures(&desk, 1), figures(&desk, 2)), ((1, 0, 0, 180), (1, 0, 0, 240)));
    // The same once more is nothing new, another answer is no second time, and what is taken back is not counted.
    assert_eq!(desk.ok(DIEGO, &done(ticket, 1, Some("yes"))).events, []);
    desk.later(1);
    desk.ok(DIEGO, &done(ticket, 1, Some("no")));
    assert_eq!(figures(&desk, 1), (1, 0, 0, 180));
    desk.ok(DIEGO, &mark(ticket, 1, StepChange::Undone));
    assert_eq!(figures(&desk, 1), (0, 0, 1, 0));
    assert_eq!(desk.ok(DIEGO, &mark(ticket, 1, StepChange::Undone)).events, []);
}

#[test]
fn a_solution_needs_the_required_steps_or_a_reason() {
    let mut desk = desk();
    let ticket = of_networks(&mut desk);
    let named = |refusal| match refusal {
        Refusal::StepsOpen(open) => open.into_iter().map(|step| (step.id.0, step.title)).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        named(desk.refused(DIEGO, &resolve(ticket, None))),
        [(1, "Paso 1".to_owned()), (3, "Paso 3".to_owned())]
    );
    desk.ok(DIEGO, &done(ticket, 1, Some("no")));
    assert_eq!(named(desk.refused(DIEGO, &resolve(ticket, Some("  ")))), [(3, "Paso 3".to_owned())]);
    let accepted = desk.ok(DIEGO, &resolve(ticket, Some("El cable lo cambió el proveedor.")));
    let skipped = accepted.events.iter().filter(|event| matches!(event, Event::StepSkipped { reason: Some(_), .. }));
    assert_eq!(skipped.count(), 1);
    assert_eq!(figures(&desk, 3), (0, 1, 0, 0));
    assert!(is_state(&desk, ticket, State::Resolved));

    let whole = of_networks(&mut desk);
    for (step, answer) in [(1, Some("yes")), (2, None), (3, Some("Puerto dañado"))] {
        desk.ok(DIEGO, &done(whole, step, answer));
    }
    desk.ok(DIEGO, &resolve(whole, None));
    assert!(is_state(&desk, whole, State::Resolved));
    let closed = desk.refused(DIEGO, &done(whole, 2, None));
    assert_eq!(closed, Refusal::Transition { action: Action::MarkStep, why: WhyNot::State });
}

#[test]
fn required_steps_are_left_out_for_a_reason_only() {
    let mut desk = desk();
    let ticket = of_networks(&mut desk);
    let skip = |reason: Option<&str>| StepChange::Skipped { reason: reason.map(str::to_owned) };
    let refused = desk.refused(DIEGO, &mark(ticket, 3, skip(None)));
    assert_eq!(refused, Refusal::field("reason", FieldProblem::Required));
    desk.ok(DIEGO, &mark(ticket, 3, skip(Some("No aplica"))));
    assert_eq!(figures(&desk, 3), (0, 1, 0, 0));
    desk.ok(DIEGO, &done(ticket, 3, Some("Sí aplicaba")));
    assert_eq!(figures(&desk, 3), (1, 0, 0, 0), "it is done, and no longer left out");
}

#[test]
fn what_no_way_comes_to_cannot_be_done() {
    let mut desk = desk();
    let ticket = of_networks(&mut desk);
    desk.ok(DIEGO, &done(ticket, 1, Some("no")));
    assert_eq!(desk.refused(DIEGO, &done(ticket, 2, None)), Refusal::field("step", FieldProblem::NotAllowed));
    assert_eq!(desk.refused(DIEGO, &done(ticket, 9, None)), Refusal::NotFound);
    assert_eq!(desk.refused(DIEGO, &done(ticket, 3, None)), Refusal::field("answer", FieldProblem::Required));
    let seen = |procedure| Command::MarkStep {
        ticket,
        procedure: Some(procedure),
        step: StepId(1),
        change: StepChange::Undone,
    };
    assert_eq!(desk.refused(DIEGO, &seen(SECURITY_FAULT)), Refusal::field("procedure", FieldProblem::NotAllowed));
    desk.ok(DIEGO, &seen(NETWORK_FAULT));
}

#[test]
fn a_case_that_comes_back_to_a_procedure_goes_on_where_it_was() {
    let mut desk = desk();
    let ticket = of_networks(&mut desk);
    desk.ok(DIEGO, &done(ticket, 1, Some("yes")));
    let pass = |group| Command::Pass { ticket, group, assignee: None, note: None, reply: None };
    desk.ok(DIEGO, &pass(SECURITY));
    assert_eq!(desk.ticket(ticket).procedure, Some(SECURITY_FAULT));
    desk.ok(SOFIA, &done(ticket, 1, None));
    desk.ok(SOFIA, &pass(FIRST));
    assert_eq!(desk.ticket(ticket).procedure, None);
    let why = Refusal::Transition { action: Action::MarkStep, why: WhyNot::NoProcedure };
    assert_eq!(desk.refused(CAMILA, &done(ticket, 1, None)), why);
    desk.ok(CAMILA, &pass(NETWORKS));
    assert_eq!(desk.ticket(ticket).procedure, Some(NETWORK_FAULT));
    assert_eq!(run(&desk, ticket, NETWORK_FAULT).marks.len(), 1);
    assert_eq!(run(&desk, ticket, SECURITY_FAULT).marks.len(), 1);
}

#[test]
fn a_case_keeps_the_version_of_its_procedure_while_the_same_one_counts() {
    let mut desk = desk();
    let ticket = of_networks(&mut desk);
    let version = desk.ticket(ticket).model;
    let mut newer = model();
    newer.procedures[0].steps = vec![step(4, true, AnswerKind::Tick)];
    desk.ok(ADMIN, &Command::PublishModel(Box::new(newer)));
    let about = Classification { category: Some(CategoryId(1)), ..Classification::default() };
    let edit = TicketEdit { classification: about, ..TicketEdit::default() };
    desk.ok(DIEGO, &Command::EditTicket { ticket, edit: Box::new(edit) });
    assert!(desk.ticket(ticket).model > version, "it was decided anew");
    assert_eq!(run(&desk, ticket, NETWORK_FAULT).model, version);
    desk.ok(DIEGO, &done(ticket, 3, Some("Puerto dañado")));
}

#[test]
fn questions_are_answered_while_the_case_is_registered_and_never_demanded() {
    let mut desk = desk();
    let said = |step, answer: Option<&str>| QuestionAnswer { step: StepId(step), answer: answer.map(str::to_owned) };
    let asking = |answers| NewTicket { answers, group: Some(NETWORKS), ..call("Sin red") };
    let ticket = desk.open(CAMILA, asking(vec![said(2, None), said(1, Some("SN-4711"))]));
    assert_eq!(desk.ticket(ticket).procedure, Some(NETWORK_FAULT), "questions are no procedure to work by");
    let run = run(&desk, ticket, ASKED);
    let Marked::Done { answer: Answer::Text(words), seconds: 0 } = run.marks[1].marked else { panic!("{run:?}") };
    assert_eq!(desk.memory.content(words).unwrap().unwrap().content.as_text(), Some("SN-4711"));
    let none = desk.open(CAMILA, asking(Vec::new()));
    assert_eq!(desk.memory.get::<ProcedureRun>((none.0, ASKED.0)).unwrap(), None);
    let wrong = vec![said(1, None), said(9, None), said(2, Some("x")), said(2, None)];
    let Refusal::Invalid(errors) = desk.refused(CAMILA, &Command::OpenTicket(Box::new(asking(wrong)))) else {
        panic!("it was accepted")
    };
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["answers.0.answer", "answers.1.step", "answers.2.answer", "answers.3.step"]);
}

#[test]
fn a_case_that_is_solved_while_it_is_registered_needs_the_reason_too() {
    let mut desk = desk();
    let mut everywhere = model();
    everywhere.procedures.remove(1);
    everywhere.procedures[0].scope = Scope::default();
    desk.ok(ADMIN, &Command::PublishModel(Box::new(everywhere)));
    let solved = |reason: Option<&str>| {
        let solution = Solution { procedure_reason: reason.map(str::to_owned), ..solution() };
        Command::OpenTicket(Box::new(NewTicket { solution: Some(solution), ..call("Sin red") }))
    };
    assert!(matches!(desk.refused(CAMILA, &solved(None)), Refusal::StepsOpen(_)));
    desk.ok(CAMILA, &solved(Some("Se resolvió en la llamada.")));
    assert_eq!(figures(&desk, 1), (0, 1, 0, 0));
}
