//! What a page costs: what it shows, however many cases there are.

use super::desk::{ADMIN, START, TestDesk, call};
use crate::desk::id::{UnitId, UserId};
use crate::desk::{ActorRef, Area, Command, PersonDraft, Subject, Viewer};
use crate::queries::audit;
use crate::queries::counts::counts;
use crate::queries::tickets::{Asked, Order, list};
use crate::words::{Role, State, WaitingFor};
use std::collections::BTreeSet;

/// A desk with so many cases in a big group that is hidden from others, and twenty in a tiny one.
struct Desk {
    desk: TestDesk,
    tiny: Viewer,
}

fn desk_of(cases: usize) -> Desk {
    let mut desk = TestDesk::new();
    let member = desk.bulk(|steps| {
        let member = steps.user("Camila", &[Role::Agent], None);
        let big = steps.group("Grande", false, &[UserId(1)]);
        let tiny = steps.group("Pequeña", false, &[member]);
        let ana = steps.named("Ana Rojas");
        for n in 0..cases {
            let mut new = call("Sin correo", ana);
            // Every so many blocks of four cases, which are of four kinds: five blocks in all.
            let is_tiny = (n / 4) % (cases / 20) == 0;
            new.group = Some(if is_tiny { tiny } else { big });
            let ticket = steps.ticket(ADMIN, new);
            // So that there are cases of every state, with and without an assignee.
            let by = if is_tiny { member } else { UserId(1) };
            if n % 4 < 2 {
                steps.run(ActorRef::User(by), Command::Take { ticket });
            }
            if n % 2 == 0 {
                let wait = Command::Wait { ticket, on: WaitingFor::ThirdParty, until: None, reason: None };
                steps.run(ActorRef::User(by), wait);
            }
        }
        member
    });
    let tiny = desk.viewer(ActorRef::User(member));
    Desk { desk, tiny }
}

fn keys_read(desk: &TestDesk, viewer: &Viewer, asked: &Asked) -> u64 {
    let snapshot = desk.snapshot();
    let page = list(&snapshot, viewer, asked, None, 10).unwrap();
    assert_eq!(page.items.len(), 10);
    snapshot.keys_read()
}

#[test]
fn a_head_of_many_units_reads_what_has_something_to_show() {
    let read = |cases: usize| {
        let mut desk = TestDesk::new();
        let head = desk.bulk(|steps| {
            let site = steps.unit("Casa Matriz", None);
            let units: Vec<UnitId> = (0..40).map(|n| steps.unit(&format!("Oficina {n}"), Some(site))).collect();
            let head = steps.named("Jefa");
            steps.head((site, None), head);
            let of = |unit| PersonDraft { name: "Ana Rojas".to_owned(), unit, ..PersonDraft::default() };
            let (inside, outside) = (steps.person(of(Some(units[7]))), steps.person(of(None)));
            for n in 0..cases + 20 {
                steps.ticket(ADMIN, call("Sin correo", if n < 20 { inside } else { outside }));
            }
            head
        });
        keys_read(&desk, &desk.viewer(ActorRef::Person(head)), &Asked { headed: true, ..Asked::default() })
    };
    let few = read(20);
    assert_eq!(few, read(200));
    // Of forty units the counters say that thirty-nine show nothing.
    assert!(few <= 20, "{few}");
}

#[test]
fn a_page_reads_as_many_keys_of_many_cases_as_of_few() {
    let (few, many) = (desk_of(200), desk_of(2_000));
    let open: BTreeSet<State> = State::OPEN.iter().copied().collect();
    let questions = [
        Asked { states: open.clone(), ..Asked::default() },
        Asked { states: open.clone(), order: Some(Order::OldestFirst), ..Asked::default() },
        Asked { states: open, order: Some(Order::ByPriority), ..Asked::default() },
        Asked::default(),
    ];
    for asked in &questions {
        let supervisor = |desk: &Desk| keys_read(&desk.desk, &desk.desk.viewer(ADMIN), asked);
        assert_eq!(supervisor(&few), supervisor(&many), "{asked:?}");
        let tiny = |desk: &Desk| keys_read(&desk.desk, &desk.tiny, asked);
        assert_eq!(tiny(&few), tiny(&many), "{asked:?}");
        // One key of each lane (a state, assigned or not, in a scope), and one for each case shown and the one after.
        assert!(supervisor(&many) <= 12 + 11, "{} for {asked:?}", supervisor(&many));
    }
    let counted = |desk: &Desk| {
        let snapshot = desk.desk.snapshot();
        counts(&snapshot, &desk.tiny, desk.desk.now.day(chrono_tz::Tz::UTC)).unwrap();
        snapshot.keys_read()
    };
    assert_eq!(counted(&few), counted(&many));
    few.desk.close_and_check();
    many.desk.close_and_check();
}

#[test]
fn a_page_of_the_audit_trail_costs_what_it_shows() {
    let (few, many) = (desk_of(200), desk_of(2_000));
    let read = |desk: &Desk, asked: &audit::Asked| {
        let snapshot = desk.desk.snapshot();
        let page = audit::list(&snapshot, &desk.desk.viewer(ADMIN), asked, None, 2).unwrap();
        assert!(!page.items.is_empty(), "{asked:?}");
        snapshot.keys_read()
    };
    for asked in [
        audit::Asked::default(),
        audit::Asked { area: Some(Area::Users), ..audit::Asked::default() },
        audit::Asked { area: Some(Area::Cases), ..audit::Asked::default() },
        audit::Asked { actor: Some(ActorRef::Setup), ..audit::Asked::default() },
        audit::Asked { subject: Some(Subject::Settings), since: Some(START), ..audit::Asked::default() },
    ] {
        assert_eq!(read(&few, &asked), read(&many, &asked), "{asked:?}");
        assert!(read(&many, &asked) <= 3, "{asked:?}");
    }
    few.desk.close_and_check();
    many.desk.close_and_check();
}
