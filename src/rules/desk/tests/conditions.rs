//! Which cases a rule of the model is for, by who asks.

use super::*;
use crate::service_model::{
    Agreement, AgreementId, AssignmentRule, AssignmentRuleId, Conditions, Known, ReadyModel, ServiceModel, Target,
};
use crate::words::{Counting, Kind, Pick};

fn speaking(languages: &[Language]) -> Conditions {
    Conditions { languages: languages.iter().copied().collect(), ..Conditions::default() }
}

/// Networks gets the cases of whoever the desk writes to in Portuguese, and they are solved within an hour.
fn model() -> ServiceModel {
    let solution =
        Target { minutes: 60, time: Counting::Elapsed, stopped_by: BTreeSet::new(), warn_at: BTreeSet::new() };
    ServiceModel {
        assignment_rules: vec![AssignmentRule {
            id: AssignmentRuleId(1),
            name: "En portugués".to_owned(),
            conditions: speaking(&[Language::Pt]),
            words: Vec::new(),
            people: BTreeSet::new(),
            group: NETWORKS,
            pick: Pick::ByHand,
            skill: None,
        }],
        agreements: vec![Agreement {
            id: AgreementId(1),
            name: "En portugués".to_owned(),
            calendar: None,
            conditions: speaking(&[Language::Pt]),
            first_response: None,
            solution: Some(solution),
        }],
        ..ServiceModel::starter(Language::Es)
    }
}

fn is_agreed(desk: &Desk, ticket: TicketNumber) -> bool {
    !desk.ticket(ticket).clocks.is_empty()
}

#[test]
fn the_language_in_which_the_desk_writes_to_the_requester_is_a_condition() {
    let (es, en, pt) = (Language::Es, Language::En, Language::Pt);
    for (theirs, of_the_desk, meets) in
        [(Some(pt), es, true), (Some(en), es, false), (Some(es), pt, false), (None, es, false), (None, pt, true)]
    {
        let mut desk = Desk::new();
        desk.ok(ADMIN, &Command::PublishModel(Box::new(model())));
        let settings = Settings { name: "Mesa".to_owned(), language: of_the_desk, ..Settings::default() };
        desk.ok(ADMIN, &Command::ChangeSettings(settings));
        let person =
            PersonDraft { name: "Ana Rojas".to_owned(), language: theirs, active: true, ..PersonDraft::default() };
        desk.ok(ADMIN, &Command::SavePerson { id: Some(ANA), person: Box::new(person) });
        let new = NewTicket::new("Sin red", Channel::Web, RequesterRef::Myself);
        let ticket = desk.open(ANA_USER, new);
        let group = Some(if meets { NETWORKS } else { FIRST });
        assert_eq!(desk.ticket(ticket).group, group, "{theirs:?} at a desk that speaks {of_the_desk}");
        assert_eq!(is_agreed(&desk, ticket), meets, "{theirs:?} at a desk that speaks {of_the_desk}");
    }
}

#[test]
fn of_a_case_for_somebody_else_the_language_of_whoever_asks_counts() {
    let mut desk = Desk::new();
    desk.ok(ADMIN, &Command::PublishModel(Box::new(model())));
    let luis = PersonDraft {
        name: "Luis Painemal".to_owned(),
        language: Some(Language::Pt),
        active: true,
        ..PersonDraft::default()
    };
    desk.ok(ADMIN, &Command::SavePerson { id: Some(LUIS), person: Box::new(luis) });
    let ticket = desk.open(CAMILA, NewTicket { affected: Some(LUIS), ..call("Sin red") });
    assert!(!is_agreed(&desk, ticket));
    // He asks himself, as it turns out.
    let edit = TicketEdit { requester: Some(LUIS), ..TicketEdit::default() };
    desk.ok(CAMILA, &Command::EditTicket { ticket, edit: Box::new(edit) });
    assert!(is_agreed(&desk, ticket));
}

#[test]
fn a_rule_behind_one_that_hears_every_such_language_never_matches() {
    let faults = |conditions: Conditions| {
        let mut model = model();
        let later = AssignmentRule { id: AssignmentRuleId(2), name: "Después".to_owned(), conditions, ..rule(&model) };
        model.assignment_rules.push(later);
        let known = Known { groups: BTreeSet::from([NETWORKS]), ..Known::default() };
        model.check(&ServiceModel::starter(Language::Es), &known)
    };
    let narrower = Conditions { kinds: BTreeSet::from([Kind::Incident]), ..speaking(&[Language::Pt]) };
    let never = [FieldError { field: "assignment_rules.1.for".to_owned(), problem: FieldProblem::NeverMatches }];
    assert_eq!(faults(narrower), never);
    assert_eq!(faults(speaking(&[Language::Pt, Language::En])), []);
    assert_eq!(faults(Conditions::default()), []);
}

fn rule(model: &ServiceModel) -> AssignmentRule {
    model.assignment_rules.first().cloned().unwrap()
}

#[test]
fn nobody_is_looked_up_where_no_condition_asks_who_they_are() {
    let names_people = |conditions: Conditions| {
        let mut model = model();
        model.agreements.clear();
        model.assignment_rules.iter_mut().for_each(|rule| rule.conditions = conditions.clone());
        ReadyModel::from(model).names_people()
    };
    assert!(names_people(speaking(&[Language::En])));
    assert!(names_people(Conditions { vip: Some(false), ..Conditions::default() }));
    assert!(!names_people(Conditions { kinds: BTreeSet::from([Kind::Incident]), ..Conditions::default() }));
}

#[test]
fn passing_on_proposes_the_group_of_the_rule_then_that_of_the_category() {
    let mut desk = Desk::new();
    let mut agreed = model();
    let category = agreed.categories.iter_mut().find(|category| category.parent.is_some()).unwrap();
    category.defaults.group = Some(SECURITY);
    let category = category.id;
    desk.ok(ADMIN, &Command::PublishModel(Box::new(agreed)));
    let person =
        PersonDraft { name: "Ana".to_owned(), language: Some(Language::Pt), active: true, ..PersonDraft::default() };
    desk.ok(ADMIN, &Command::SavePerson { id: Some(ANA), person: Box::new(person) });
    let classification = Classification { category: Some(category), ..Classification::default() };
    let of_ana = desk.open(CAMILA, NewTicket { classification, ..call("Sin red") });
    let of_luis = NewTicket { classification, requester: RequesterRef::Id(LUIS), ..call("Sin red") };
    let of_luis = desk.open(CAMILA, of_luis);
    let proposed = |desk: &Desk, number| proposed_group(&desk.memory, &desk.ticket(number)).unwrap();
    assert_eq!(desk.ticket(of_ana).group, Some(FIRST), "whoever is on the telephone has it");
    assert_eq!((proposed(&desk, of_ana), proposed(&desk, of_luis)), (Some(NETWORKS), Some(SECURITY)));
    let pass = |ticket| Command::Pass { ticket, group: NETWORKS, assignee: None, note: None, reply: None };
    desk.ok(CAMILA, &pass(of_ana));
    assert_eq!(proposed(&desk, of_ana), Some(SECURITY), "it is with the group of the rule already");
}

#[test]
fn a_rule_may_be_for_people_whoever_of_them_asks_or_is_whom_it_is_about() {
    let mut desk = Desk::new();
    let of_luis = AssignmentRule {
        name: "De Luis".to_owned(),
        conditions: Conditions::default(),
        people: BTreeSet::from([LUIS]),
        ..rule(&model())
    };
    let model = ServiceModel { assignment_rules: vec![of_luis], ..ServiceModel::starter(Language::Es) };
    desk.ok(ADMIN, &Command::PublishModel(Box::new(model.clone())));
    for (person, group) in [(LUIS, NETWORKS), (ANA, FIRST)] {
        let new = NewTicket::new("Sin red", Channel::Web, RequesterRef::Myself);
        let ticket = desk.open(ActorRef::Person(person), new);
        assert_eq!(desk.ticket(ticket).group, Some(group), "{person:?}");
    }
    // Camila writes down what came by mail: Ana asks, and it is about Luis.
    let by_mail = NewTicket { affected: Some(LUIS), channel: Channel::Mail, ..call("Sin red") };
    let ticket = desk.open(CAMILA, by_mail);
    assert_eq!(desk.ticket(ticket).group, Some(NETWORKS));

    // Another rule for him alone never matches behind it; one for Ana too does. Who has left is nobody.
    let faults = |people: &[PersonId]| {
        let first = rule(&model);
        let later = AssignmentRule {
            id: AssignmentRuleId(2),
            name: "Después".to_owned(),
            people: people.iter().copied().collect(),
            ..first.clone()
        };
        let model = ServiceModel { assignment_rules: vec![first, later], ..model.clone() };
        let known =
            Known { groups: BTreeSet::from([NETWORKS]), people: BTreeSet::from([LUIS, ANA]), ..Known::default() };
        model.check(&ServiceModel::starter(Language::Es), &known)
    };
    let fault = |field: &str, problem| [FieldError { field: field.to_owned(), problem }];
    assert_eq!(faults(&[LUIS]), fault("assignment_rules.1.for", FieldProblem::NeverMatches));
    assert_eq!(faults(&[LUIS, ANA]), []);
    assert_eq!(faults(&[]), []);
    assert_eq!(faults(&[PersonId(99)]), fault("assignment_rules.1.people", FieldProblem::Unknown));
}
