//! Procedures, walked by hand and at random.
#![expect(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

use super::*;
use crate::desk::{FieldError, FieldProblem};
use crate::service_model::Known;
use crate::words::Language;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn step(id: u32, text: &str) -> Step {
    Step { id: StepId(id), text: text.to_owned(), required: false, answer: AnswerKind::Tick, link: None }
}

fn asks(id: u32, yes: Branch, no: Branch) -> Step {
    Step { answer: AnswerKind::YesNo { yes, no }, ..step(id, "¿Sí o no?") }
}

fn procedure(steps: Vec<Step>) -> Procedure {
    Procedure {
        id: ProcedureId(1),
        name: "Equipo que no enciende".to_owned(),
        purpose: Purpose::Work,
        scope: Scope::default(),
        steps,
    }
}

fn model(procedures: Vec<Procedure>) -> ServiceModel {
    ServiceModel { procedures, ..ServiceModel::starter(Language::Es) }
}

/// What is wrong with the procedures of a model, each with its place.
fn faults(procedures: Vec<Procedure>) -> Vec<(String, FieldProblem)> {
    let model = model(procedures);
    let known = Known { groups: BTreeSet::from([GroupId(1), GroupId(2)]), ..Known::default() };
    let faults = model.check(&ServiceModel::starter(Language::Es), &known);
    faults.into_iter().map(|FieldError { field, problem }| (field, problem)).collect()
}

use Standing::{Off, On, Perhaps};

#[test]
fn an_answer_opens_one_way_and_closes_the_other() {
    // 1 asks: yes goes on to 2 and 3, no jumps to 4; 5 is for all.
    let mut steps = vec![asks(1, Branch::Next, Branch::Step(StepId(4))), step(2, "a"), step(3, "b"), step(4, "c")];
    steps.push(step(5, "d"));
    steps.iter_mut().for_each(|step| step.required = true);
    let procedure = procedure(steps);
    assert_eq!(procedure.path(|_| None), [On, Perhaps, Perhaps, On, On]);
    assert_eq!(procedure.path(|_| Some(true)), [On, On, On, On, On]);
    assert_eq!(procedure.path(|_| Some(false)), [On, Off, Off, On, On]);
    let none = |_| false;
    assert_eq!(procedure.missing(|_| None, none), [StepId(1), StepId(4), StepId(5)]);
    assert_eq!(procedure.missing(|_| Some(false), |id| id == StepId(1)), [StepId(4), StepId(5)]);
    assert_eq!(procedure.missing(|_| Some(true), |id| id != StepId(3)), [StepId(3)]);
}

#[test]
fn a_way_may_end_before_the_last_step() {
    let procedure = procedure(vec![asks(7, Branch::End, Branch::Next), step(9, "a"), step(8, "b")]);
    assert_eq!(procedure.path(|_| None), [On, Perhaps, Perhaps]);
    assert_eq!(procedure.path(|_| Some(true)), [On, Off, Off]);
    assert_eq!(procedure.path(|_| Some(false)), [On, On, On]);
    assert_eq!(procedure.path(|id| (id == StepId(9)).then_some(true)), [On, Perhaps, Perhaps]);
}

#[test]
fn the_first_of_its_purpose_counts() {
    let starter = ServiceModel::starter(Language::Es);
    let (child, parent) = starter.categories.iter().find_map(|it| Some((it.id, it.parent?))).unwrap();
    let scope = |groups: &[u64]| Scope {
        categories: BTreeSet::from([parent]),
        groups: groups.iter().copied().map(GroupId).collect(),
        ..Scope::default()
    };
    let of = |id, purpose, scope| Procedure { id: ProcedureId(id), purpose, scope, ..procedure(vec![step(1, "a")]) };
    let model = model(vec![
        of(1, Purpose::Questions, Scope::default()),
        of(2, Purpose::Work, scope(&[2])),
        of(3, Purpose::Work, Scope { levels: BTreeSet::from([Level::Second]), ..Scope::default() }),
    ]);
    let case = Place { kind: Kind::Incident, category: Some(child), group: Some(GroupId(2)), level: Level::Second };
    let work = |case: Place| model.procedure_for(Purpose::Work, &case).map(|procedure| procedure.id.0);
    assert_eq!(work(case), Some(2));
    assert_eq!(work(Place { group: Some(GroupId(3)), ..case }), Some(3));
    assert_eq!(work(Place { category: None, ..case }), Some(3));
    assert_eq!(work(Place { group: None, level: Level::First, ..case }), None);
    assert_eq!(model.procedure_for(Purpose::Questions, &case).map(|it| it.id.0), Some(1));
}

#[test]
fn each_fault_has_its_place() {
    let wrong = |change: &dyn Fn(&mut Vec<Step>)| {
        let mut steps = vec![asks(1, Branch::Next, Branch::Step(StepId(3))), step(2, "a"), step(3, "b")];
        change(&mut steps);
        faults(vec![procedure(steps)])
    };
    let one = |field: &str, problem| vec![(format!("procedures.0.{field}"), problem)];
    let yes_no = |yes, no| AnswerKind::YesNo { yes, no };
    assert_eq!(wrong(&|_| {}), []);
    assert_eq!(
        wrong(&|steps| steps[0].answer = yes_no(Branch::Step(StepId(9)), Branch::Next)),
        one("steps.0.answer.yes", FieldProblem::Unknown)
    );
    assert_eq!(
        wrong(&|steps| steps[2].answer = yes_no(Branch::Next, Branch::Step(StepId(1)))),
        one("steps.2.answer.no", FieldProblem::Circle)
    );
    assert_eq!(
        wrong(&|steps| steps[0].answer = yes_no(Branch::Step(StepId(3)), Branch::End)),
        one("steps.1", FieldProblem::Unreachable)
    );
    assert_eq!(wrong(&|steps| steps[1].text = " \n".to_owned()), one("steps.1.text", FieldProblem::Required));
    let long = "x".repeat(4_001);
    assert_eq!(
        wrong(&|steps| steps[1].text.clone_from(&long)),
        one("steps.1.text", FieldProblem::TooLong { max: 4_000 })
    );
    assert_eq!(wrong(&|steps| steps[2].id = StepId(2))[0], one("steps.0.answer.no", FieldProblem::Unknown)[0]);
    assert!(wrong(&|steps| steps[2].id = StepId(2)).contains(&one("steps.2.id", FieldProblem::Taken)[0]));
    for link in ["javascript:alert(1)", "https://", "http:///a", "//wiki", "https://wiki/a b", "ftp://wiki/a"] {
        assert_eq!(
            wrong(&|steps| steps[1].link = Some(link.to_owned())),
            one("steps.1.link", FieldProblem::Malformed),
            "{link}"
        );
    }
    assert_eq!(wrong(&|steps| steps[1].link = Some("https://wiki.example/alta?x=1#a".to_owned())), []);
    let choice = |options: &[&str]| AnswerKind::Choice { options: options.iter().map(|it| (*it).to_owned()).collect() };
    assert_eq!(wrong(&|steps| steps[1].answer = choice(&["a"])), one("steps.1.answer.options", FieldProblem::Required));
    assert_eq!(
        wrong(&|steps| steps[1].answer = choice(&["a", "a"])),
        one("steps.1.answer.options.1", FieldProblem::Taken)
    );
    assert_eq!(wrong(&|steps| steps.clear()), one("steps", FieldProblem::Required));
    let many = |n: u32| (1..=n).map(|id| step(id, "a")).collect();
    assert_eq!(faults(vec![procedure(many(101))]), one("steps", FieldProblem::TooLong { max: 100 }));
    let scoped = |scope| faults(vec![Procedure { scope, ..procedure(many(1)) }]);
    let groups = BTreeSet::from([GroupId(77)]);
    assert_eq!(scoped(Scope { groups, ..Scope::default() }), one("for.groups", FieldProblem::Unknown));
    let categories = BTreeSet::from([CategoryId(9_999)]);
    assert_eq!(scoped(Scope { categories, ..Scope::default() }), one("for.categories", FieldProblem::Unknown));
}

#[test]
fn one_that_another_always_comes_before_never_counts() {
    let named = |id: u32, purpose, scope| Procedure {
        id: ProcedureId(id),
        name: format!("Procedimiento {id}"),
        purpose,
        scope,
        ..procedure(vec![step(1, "a")])
    };
    let second = || Scope { levels: BTreeSet::from([Level::Second]), ..Scope::default() };
    assert_eq!(faults(vec![named(1, Purpose::Work, second()), named(2, Purpose::Work, Scope::default())]), []);
    assert_eq!(faults(vec![named(1, Purpose::Questions, Scope::default()), named(2, Purpose::Work, second())]), []);
    assert_eq!(
        faults(vec![named(1, Purpose::Work, Scope::default()), named(2, Purpose::Work, second())]),
        [("procedures.1.for".to_owned(), FieldProblem::NeverMatches)]
    );
    let twice = faults(vec![named(1, Purpose::Work, second()), named(1, Purpose::Work, Scope::default())]);
    assert_eq!(
        twice,
        [("procedures.1.id".to_owned(), FieldProblem::Taken), ("procedures.1.name".to_owned(), FieldProblem::Taken)]
    );
}

#[test]
fn answers_are_read_as_the_step_wants_them() {
    let of = |answer| Step { answer, ..step(1, "a") };
    let choice = AnswerKind::Choice { options: vec!["Notebook".to_owned(), "Escritorio".to_owned()] };
    for (answer, typed, read) in [
        (AnswerKind::Tick, None, Ok(Answer::Ticked)),
        (AnswerKind::Tick, Some("x"), Err(FieldProblem::NotAllowed)),
        (AnswerKind::default(), Some("  "), Ok(Answer::Ticked)),
        (AnswerKind::YesNo { yes: Branch::Next, no: Branch::End }, Some("no"), Ok(Answer::No)),
        (AnswerKind::YesNo { yes: Branch::Next, no: Branch::End }, Some("sí"), Err(FieldProblem::Unknown)),
        (AnswerKind::Text, Some(" SN-4711 "), Ok(Answer::Text(" SN-4711".to_owned()))),
        (AnswerKind::Text, None, Err(FieldProblem::Required)),
        (choice.clone(), Some("Notebook"), Ok(Answer::Choice("Notebook".to_owned()))),
        (choice, Some("Tablet"), Err(FieldProblem::Unknown)),
    ] {
        assert_eq!(of(answer.clone()).read(typed), read, "{answer:?} {typed:?}");
    }
}

#[test]
fn it_reads_well_in_toml_and_comes_back_as_it_was() {
    const ALTA: &str = r#"id = 4
name = "Alta de usuario"
purpose = "work"

[for]
kinds = ["request"]
levels = ["second"]

[[steps]]
id = 1
text = "Crear la cuenta"
required = true
link = "https://wiki.example/alta"

[[steps]]
id = 2
text = "¿Necesita correo?"

[steps.answer.yes_no]
no = "end"

[[steps]]
id = 5
text = "Plan"

[steps.answer.choice]
options = ["Básico", "Completo"]

[[steps]]
id = 3
text = "Casilla creada"
answer = "text"
"#;
    let procedure: Procedure = toml::from_str(ALTA).unwrap();
    assert_eq!(procedure.steps[1].answer, AnswerKind::YesNo { yes: Branch::Next, no: Branch::End });
    assert_eq!(toml::to_string(&procedure).unwrap(), ALTA);
    let other: Branch = toml::from_str::<BTreeMap<String, Branch>>("to = { step = 3 }").unwrap()["to"];
    assert_eq!(other, Branch::Step(StepId(3)));
}

#[test]
fn a_title_is_the_first_line_that_says_something() {
    assert_eq!(step(1, "\n  ## **Crear** la cuenta\nen el directorio").title(), "Crear** la cuenta");
    assert_eq!(step(1, &"ñ".repeat(500)).title().chars().count(), 120);
}

/// Procedures whose branches lead anywhere: forward, back, nowhere.
fn any_procedure() -> impl Strategy<Value = Procedure> {
    let branch =
        prop_oneof![Just(Branch::Next), Just(Branch::End), (1..14_u32).prop_map(|id| Branch::Step(StepId(id)))];
    let kind = prop_oneof![
        Just(AnswerKind::Tick),
        (branch.clone(), branch).prop_map(|(yes, no)| AnswerKind::YesNo { yes, no })
    ];
    prop::collection::vec(kind, 1..12).prop_map(|kinds| {
        let steps = (1..).zip(kinds).map(|(id, answer)| Step { answer, required: true, ..step(id, "a") });
        procedure(steps.collect())
    })
}

/// Every way through a procedure, walked one by one.
fn ways(procedure: &Procedure, at: usize, answers: &BTreeMap<u32, bool>, way: &[usize], all: &mut Vec<Vec<usize>>) {
    let Some(step) = procedure.steps.get(at) else {
        all.push(way.to_vec());
        return;
    };
    let way = [way, &[at]].concat();
    let go = |branch: Branch| match branch {
        Branch::Next => at + 1,
        Branch::Step(StepId(id)) if id as usize - 1 > at => id as usize - 1,
        Branch::Step(_) | Branch::End => procedure.steps.len(),
    };
    match (&step.answer, answers.get(&step.id.0)) {
        (AnswerKind::YesNo { yes, no }, None) => {
            ways(procedure, go(*yes), answers, &way, all);
            ways(procedure, go(*no), answers, &way, all);
        }
        (AnswerKind::YesNo { yes, .. }, Some(true)) => ways(procedure, go(*yes), answers, &way, all),
        (AnswerKind::YesNo { no, .. }, Some(false)) => ways(procedure, go(*no), answers, &way, all),
        _ => ways(procedure, at + 1, answers, &way, all),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// The path is what walking every way gives, whatever was answered.
    #[test]
    fn the_path_is_what_every_way_gives(
        procedure in any_procedure(),
        answers in prop::collection::btree_map(1..12_u32, any::<bool>(), 0..6),
    ) {
        let mut all = Vec::new();
        ways(&procedure, 0, &answers, &[], &mut all);
        let expected: Vec<Standing> = (0..procedure.steps.len())
            .map(|at| match all.iter().filter(|way| way.contains(&at)).count() {
                0 => Off,
                some if some == all.len() => On,
                _ => Perhaps,
            })
            .collect();
        prop_assert_eq!(procedure.path(|id| answers.get(&id.0).copied()), expected);
    }
}
