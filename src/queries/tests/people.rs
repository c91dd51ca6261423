//! Persons and units, found as they are typed.

use super::desk::{ADMIN, TestDesk};
use crate::desk::id::PersonId;
use crate::desk::{ActorRef, PersonDraft};
use crate::queries::persons::{Matched, find, list, search};
use crate::queries::{Unanswered, units};
use crate::words::Role;

fn draft(name: &str, email: &str, phone: &str) -> PersonDraft {
    let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    PersonDraft { name: name.to_owned(), emails: some(email), phones: some(phone), ..PersonDraft::default() }
}

#[test]
fn a_caller_is_found_however_their_name_or_number_is_typed() {
    let mut desk = TestDesk::new();
    let (jose, ana) = desk.bulk(|steps| {
        let jose = steps.person(draft("José Ñúñez-Pérez", "jnunez@canelos.example", "+56 9 5550 0147"));
        let ana = steps.person(draft("Ana Rojas", "ana.rojas@canelos.example", "2 2345 6789"));
        steps.person(draft("Anabel Soto", "", "+55 11 91234-5678"));
        steps.person(draft("Rosa Anaya", "", "214"));
        (jose, ana)
    });
    let (snapshot, viewer) = (desk.snapshot(), desk.viewer(ADMIN));
    let found = |typed: &str| {
        let hits = search(&snapshot, &viewer, typed, None, 10).unwrap();
        hits.into_iter().map(|hit| hit.person.id).collect::<Vec<PersonId>>()
    };
    for typed in [
        "jose",
        "JOSÉ",
        "nunez",
        "ñúñez",
        "per jos",
        "pérez josé",
        "jo nu pe",
        "jnun",
        "JNUNEZ@",
        "jnunez@canelos.example",
        "+56 9 5550 0147",
        "56955500147",
        "9 5550 0147",
        "955500147",
        "09 5550 0147",
        "0056955500147",
        "(9) 5550-0147",
        "0147",
        "50 0147",
    ] {
        assert_eq!(found(typed), [jose], "{typed}");
    }
    for typed in ["223456789", "(2) 2345 6789", "+56 2 2345 6789", "02 2345 6789", "6789", "ana roj", "ana.rojas@"] {
        assert_eq!(found(typed), [ana], "{typed}");
    }
    assert_eq!(found("ana").len(), 3);
    assert_eq!(found("214").len(), 1);
    for nobody in ["zz", "jose soto", "99999", &"9".repeat(200), "%%aa", "'; drop", "\u{202e}ab"] {
        assert_eq!(found(nobody), [], "{nobody}");
    }
    let hit = |typed: &str| search(&snapshot, &viewer, typed, None, 10).unwrap().remove(0).matched;
    assert_eq!(hit("0147"), Matched::Phone("+56955500147".to_owned()));
    assert_eq!(hit("jnun"), Matched::Email("jnunez@canelos.example".to_owned()));
    assert_eq!(hit("per jos"), Matched::Name);
    let asked = |typed: &str| search(&snapshot, &viewer, typed, None, 10);
    assert!(matches!(asked(" a "), Err(Unanswered::TooShort { min: 2 })));
    assert!(matches!(asked("…!"), Err(Unanswered::TooShort { min: 2 })));
    assert!(matches!(asked(&"x".repeat(500)), Err(Unanswered::TooLong { .. })));
    drop(snapshot);
    desk.close_and_check();
}

#[test]
fn lists_of_persons_and_units_come_in_pages_by_name() {
    let mut desk = TestDesk::new();
    let (site, department) = desk.bulk(|steps| {
        let site = steps.unit("Planta Ñuble", None);
        let department = steps.unit("Tesorería", Some(site));
        steps.unit("Bodega", Some(site));
        for n in 0..25 {
            let person =
                PersonDraft { unit: (n % 2 == 0).then_some(department), ..draft(&format!("Persona {n:02}"), "", "") };
            steps.person(person);
        }
        (site, department)
    });
    let (snapshot, viewer) = (desk.snapshot(), desk.viewer(ADMIN));
    let mut names = Vec::new();
    let mut cursor = None;
    loop {
        let page = list(&snapshot, &viewer, Some(department), cursor.as_deref(), 5).unwrap();
        names.extend(page.items.into_iter().map(|person| person.details.name));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(names, (0..25).step_by(2).map(|n| format!("Persona {n:02}")).collect::<Vec<_>>());
    let foreign = list(&snapshot, &viewer, None, None, 5).unwrap().next.unwrap();
    assert!(matches!(list(&snapshot, &viewer, Some(department), Some(&foreign), 5), Err(Unanswered::Cursor)));
    assert_eq!(search(&snapshot, &viewer, "persona", Some(department), 50).unwrap().len(), 13);

    let names = |parent| {
        let page = units::children(&snapshot, &viewer, parent, None, 10).unwrap();
        page.items.into_iter().map(|unit| unit.name).collect::<Vec<_>>()
    };
    assert_eq!(names(None), ["Planta Ñuble"]);
    assert_eq!(names(Some(site)), ["Bodega", "Tesorería"]);
    assert_eq!(units::search(&snapshot, &viewer, "nuble pla", 10).unwrap()[0].id, site);
    assert_eq!(crate::store::index::unit::number_of_children(&snapshot, site).unwrap(), 2);
    assert_eq!(crate::store::index::unit::number_of_persons(&snapshot, department).unwrap(), 13);
    drop(snapshot);
    desk.close_and_check();
}

#[test]
fn a_requester_sees_themselves_and_nobody_else() {
    let mut desk = TestDesk::new();
    let (user, ana, luis) = desk.bulk(|steps| {
        let ana = steps.named("Ana Rojas");
        (steps.user("Ana Rojas", &[Role::Requester], Some(ana)), ana, steps.named("Luis Soto"))
    });
    let (snapshot, viewer) = (desk.snapshot(), desk.viewer(ActorRef::User(user)));
    assert!(find(&snapshot, &viewer, ana).is_ok());
    assert!(matches!(find(&snapshot, &viewer, luis), Err(Unanswered::NotFound)));
    assert!(matches!(find(&snapshot, &viewer, PersonId(u64::MAX)), Err(Unanswered::NotFound)));
    assert!(matches!(search(&snapshot, &viewer, "luis", None, 5), Err(Unanswered::Forbidden)));
    assert!(matches!(list(&snapshot, &viewer, None, None, 5), Err(Unanswered::Forbidden)));
    assert!(matches!(units::children(&snapshot, &viewer, None, None, 5), Err(Unanswered::Forbidden)));
    drop(snapshot);
    desk.close_and_check();
}
