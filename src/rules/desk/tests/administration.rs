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
    let new = Category { id: CategoryId(last.id.0 + 1), name: "Telefonía".to_owned(), parent: None, ..last };
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
