//! Settings, model, people and users.

use super::*;
use crate::service_model::{Category, CategoryId, ServiceModel};

#[test]
fn a_desk_is_set_up_once() {
    let mut desk = Desk::new();
    let admin = Box::new(user("Otra", "otra@mesa.example", &[]));
    let again = Command::SetUp { admin, settings: Settings::default() };
    assert_eq!(desk.refused(ActorRef::Setup, &again), Refusal::AlreadySetUp);
    assert_eq!(desk.refused(ADMIN, &again), Refusal::Forbidden);
    let first = desk.memory.get::<User>(1).unwrap().unwrap();
    assert_eq!(first.roles.len(), 6, "the first user gets every role");
}

#[test]
fn whoever_administers_cannot_lock_everybody_out() {
    let mut desk = Desk::new();
    let mut me = user("Paulina", "paulina@mesa.example", &[Role::Agent]);
    me.active = false;
    let Refusal::Invalid(errors) = desk.refused(ADMIN, &Command::SaveUser { id: Some(UserId(1)), user: Box::new(me) })
    else {
        panic!()
    };
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["roles", "active"]);
}

#[test]
fn names_are_cleaned_and_addresses_belong_to_one() {
    let mut desk = Desk::new();
    let person = |email: &str| PersonDraft {
        name: "Héctor\u{202e}\r\n Catalán\u{0}".to_owned(),
        emails: vec![email.to_owned()],
        phones: vec!["+56 9 5550 0388".to_owned(), "9 5550 0388".to_owned(), "214".to_owned()],
        active: true,
        ..PersonDraft::default()
    };
    let save = |email: &str| Command::SavePerson { id: None, person: Box::new(person(email)) };
    assert!(matches!(desk.refused(CAMILA, &save("ANA@canelos.example")), Refusal::Invalid(_)));
    desk.ok(CAMILA, &save("hector@canelos.example"));
    let saved = desk.memory.get::<Person>(3).unwrap().unwrap();
    assert_eq!(saved.details.name, "Héctor Catalán");
    assert_eq!(saved.details.phones, ["+56955500388", "214"]);
    assert_eq!(desk.refused(ANA_USER, &save("x@y.example")), Refusal::Forbidden);
}

#[test]
fn units_make_a_tree() {
    let mut desk = Desk::new();
    let unit = |name: &str, parent: Option<u64>| UnitDraft {
        name: name.to_owned(),
        parent: parent.map(Into::into),
        country: None,
        active: true,
        heads: None,
    };
    desk.ok(ADMIN, &Command::SaveUnit { id: None, unit: unit("Casa Matriz", None) });
    desk.ok(ADMIN, &Command::SaveUnit { id: None, unit: unit("Finanzas", Some(1)) });
    let circle = Command::SaveUnit { id: Some(1.into()), unit: unit("Casa Matriz", Some(2)) };
    assert_eq!(desk.refused(ADMIN, &circle), Refusal::field("parent", FieldProblem::Circle));
}

#[test]
fn each_change_of_the_model_is_a_version_and_cases_remember_theirs() {
    let mut desk = Desk::new();
    let number = desk.open(CAMILA, call("Sin correo"));
    let mut model = ServiceModel::clone(&desk.memory.model().unwrap());
    let last = model.categories.last().cloned().unwrap();
    let new =
        Category { id: CategoryId(last.id.0 + 1), name: "Telefonía".to_owned(), parent: None, asked_as: None, ..last };
    model.categories.push(new.clone());
    let accepted = desk.ok(ADMIN, &Command::PublishModel(Box::new(model.clone())));
    assert!(matches!(accepted.outcome, Outcome::Model(version) if version.0 == 2));
    assert_eq!(desk.ticket(number).model.0, 1);
    assert_eq!(desk.memory.all::<ServiceModel>().len(), 2);

    model.categories.push(Category { id: CategoryId(new.id.0 + 1), parent: Some(CategoryId(999)), ..new });
    model.categories.remove(0);
    assert!(matches!(desk.refused(ADMIN, &Command::PublishModel(Box::new(model))), Refusal::Invalid(_)));
    assert_eq!(
        desk.refused(CAMILA, &Command::PublishModel(Box::new(ServiceModel::starter(Language::Es)))),
        Refusal::Forbidden
    );
}

#[test]
fn only_whoever_it_is_sets_a_password_by_a_link_and_begins_a_second_step() {
    let mut desk = Desk::new();
    let camila = UserId(2);
    let by_link = Command::UsePasswordLink { user: camila, link: [0; 32], password_hash: "".into() };
    let draft = SecondStepDraft { seed: vec![7; 20], last_step: 0, recovery: Vec::new() };
    assert!(!format!("{draft:?}").contains('7'), "the seed is in no log");
    let begin = Command::SwitchSecondStep { user: camila, second_step: Some(draft) };
    let end = Command::SwitchSecondStep { user: camila, second_step: None };
    let again = Command::LetIn { user: camila, password_hash: "".into() };
    for actor in [ADMIN, DIEGO] {
        for command in [&by_link, &begin] {
            assert_eq!(desk.refused(actor, command), Refusal::Forbidden);
        }
        assert_eq!(desk.refused(actor, &again), Refusal::Forbidden, "that is for whoever has the machine");
    }
    assert_eq!(desk.refused(DIEGO, &end), Refusal::Forbidden);
    desk.ok(CAMILA, &by_link);
    desk.ok(CAMILA, &begin);
    desk.ok(ADMIN, &end);
    desk.ok(CAMILA, &begin);
    desk.ok(ActorRef::Setup, &again);
    let off = UserDraft { active: false, ..user("Camila", "camila@mesa.example", &[Role::Agent]) };
    desk.ok(ADMIN, &Command::SaveUser { id: Some(camila), user: Box::new(off) });
    let switched_off = Refusal::field("active", FieldProblem::NotAllowed);
    assert_eq!(desk.refused(ActorRef::Setup, &again), switched_off);
}

#[test]
fn a_person_who_is_switched_off_takes_their_user_along_and_their_users_tokens() {
    let mut desk = Desk::new();
    let mut ana = user("Ana Rojas", "ana@canelos.example", &[Role::Administrator]);
    ana.person = Some(ANA);
    desk.ok(ADMIN, &Command::SaveUser { id: Some(UserId(5)), user: Box::new(ana) });
    let token = TokenDraft {
        name: "Programa".to_owned(),
        hash: "0".repeat(64),
        role: Role::Agent,
        scope: crate::words::TokenScope::Read,
        expires_at: None,
    };
    desk.ok(ANA_USER, &Command::CreateToken(token));
    let person = PersonDraft { name: "Ana Rojas Fuentes".to_owned(), active: false, ..PersonDraft::default() };
    let off = Command::SavePerson { id: Some(ANA), person: Box::new(person) };
    assert_eq!(desk.refused(CAMILA, &off), Refusal::Forbidden);
    let own = Refusal::field("active", FieldProblem::NotAllowed);
    assert_eq!(desk.refused(ANA_USER, &off), own, "nobody shuts themselves out");
    let happened = desk.ok(ADMIN, &off).events;
    assert!(happened.iter().any(|event| matches!(event, Event::UserSaved { id: UserId(5), active: false, .. })));
    assert!(happened.iter().any(|event| matches!(event, Event::TokenRevoked { .. })));
    assert!(desk.memory.tokens_of(UserId(5)).unwrap().is_empty());
    // Once is enough.
    let again = desk.ok(ADMIN, &off).events;
    assert!(!again.iter().any(|event| matches!(event, Event::UserSaved { .. } | Event::TokenRevoked { .. })));
}
