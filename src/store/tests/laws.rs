//! Laws: keys sort as their values, values come back, and whatever commands come, tables, indexes and journal agree.

use super::desk::*;
use crate::desk::id::{GroupId, PersonId, TicketNumber, UnitId, UserId};
use crate::desk::{
    ActorRef, Command, Content, ContentRow, Owner, PersonDraft, RequesterRef, Ticket, TicketEdit, TimerKind,
};
use crate::moment::{Day, Moment};
use crate::store::keys::{KeyBuilder, first_moment, last_number};
use crate::store::{Direction, KeyRange, Lane, Options, Request, Scope, SubmitError, codec};
use crate::words::{Channel, Priority, Role, State, Vocabulary, WaitingFor};
use chrono::TimeDelta;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

proptest! {
    #[test]
    fn keys_sort_as_their_values(
        a in (any::<i64>(), any::<i32>(), "[a-z]{0,3}", any::<u64>()),
        b in (any::<i64>(), any::<i32>(), "[a-z]{0,3}", any::<u64>()),
    ) {
        let moment = |at: i64| KeyBuilder::new().moment(Moment::from_millis(at)).done();
        prop_assert_eq!(moment(a.0).cmp(&moment(b.0)), a.0.cmp(&b.0));
        prop_assert_eq!(first_moment(&moment(a.0)), Some(Moment::from_millis(a.0)));
        let day = |day: i32| KeyBuilder::new().day(Day::from_number(day)).done();
        prop_assert_eq!(day(a.1).cmp(&day(b.1)), a.1.cmp(&b.1));
        let text = |text: &str, number: u64| KeyBuilder::new().text(text).number(number).done();
        prop_assert_eq!(text(&a.2, a.3).cmp(&text(&b.2, b.3)), (&a.2, a.3).cmp(&(&b.2, b.3)));
        prop_assert_eq!(last_number(&text(&a.2, a.3)), Some(a.3));
        let all = |v: &(i64, i32, String, u64)| KeyBuilder::new()
            .moment(Moment::from_millis(v.0)).day(Day::from_number(v.1)).text(&v.2).number(v.3).done();
        prop_assert_eq!(all(&a).cmp(&all(&b)), a.cmp(&b));
    }

    #[test]
    fn a_prefix_holds_just_what_begins_with_it(prefix in prop::collection::vec(250_u8.., 0..3), key in prop::collection::vec(250_u8.., 0..4)) {
        let range = KeyRange::prefix(&prefix);
        prop_assert_eq!(std::ops::RangeBounds::contains(&(range.lower, range.upper), &key), key.starts_with(&prefix));
    }

    #[test]
    fn a_content_comes_back(id in any::<u64>(), text in ".{0,200}") {
        let row = ContentRow { id: id.into(), owner: Owner::Person(PersonId(id)), content: Content::Text(text) };
        prop_assert_eq!(codec::decode::<ContentRow>(&codec::encode(&row).unwrap()).unwrap(), row);
    }
}

#[test]
fn a_new_optional_field_needs_no_migration() {
    #[derive(Serialize)]
    struct Before {
        name: String,
        dropped: u8,
    }
    #[derive(Deserialize, PartialEq, Debug)]
    struct After {
        name: String,
        added: Option<u8>,
        #[serde(default)]
        list: Vec<u8>,
    }
    let bytes = codec::encode(&Before { name: "Ana".to_owned(), dropped: 1 }).unwrap();
    let after: After = codec::decode(&bytes).unwrap();
    assert_eq!(after, After { name: "Ana".to_owned(), added: None, list: Vec::new() });
    assert!(codec::decode::<After>(&[]).is_err());
    assert!(codec::decode::<After>(&[9, 0x80]).unwrap_err().to_string().contains("format 9"));
}

/// A command out of numbers: which, about which case, by and for whom.
fn command(which: u8, ticket: u64, who: u64, at: Moment) -> (ActorRef, Command) {
    let actor = match who % 4 {
        0 => ADMIN,
        n => ActorRef::User(UserId(n + 1)),
    };
    let group = GroupId(1 + who % 3);
    let person = PersonId(1 + who % 5);
    let text = || format!("words {which} {who}");
    let of = TicketNumber(ticket);
    let command = match which % 25 {
        0..=4 => {
            let mut new = new_ticket(&text(), person);
            new.affected = (who.is_multiple_of(3)).then_some(PersonId(1 + (who + 1) % 5));
            new.group = (which % 5 == 1).then_some(group);
            new.note = (which % 5 == 2).then(text);
            new.solution = (which % 5 == 3).then(solution);
            if which % 5 == 4 {
                let email = format!("stranger{who}@client.example");
                new.requester = RequesterRef::Email { email, name: Some("A Stranger".to_owned()) };
            }
            Command::OpenTicket(Box::new(new))
        }
        5 | 6 => Command::Take { ticket: of },
        7 => Command::Assign { ticket: of, assignee: (who.is_multiple_of(2)).then_some(UserId(1 + who % 4)) },
        8 | 9 => Command::Pass { ticket: of, group, assignee: None, note: Some(text()), reply: None },
        10 => Command::Wait {
            ticket: of,
            on: WaitingFor::Moment,
            until: Some(at.plus(TimeDelta::hours(3))),
            reason: Some(text()),
        },
        11 => Command::Resume { ticket: of },
        12 | 13 => Command::Resolve { ticket: of, solution: solution() },
        14 => Command::Reopen { ticket: of, reason: text() },
        15 => Command::Close { ticket: of },
        16 => Command::Cancel { ticket: of, reason: text() },
        17 => Command::Reply {
            ticket: of,
            text: text(),
            channel: Channel::Mail,
            from_requester: who.is_multiple_of(2),
            attachments: Vec::new(),
        },
        18 => Command::Note { ticket: of, text: text(), attachments: Vec::new() },
        19 => Command::Follow { ticket: of, follows: who.is_multiple_of(2) },
        20 => {
            let priority = (who.is_multiple_of(2)).then_some(Priority::Critical);
            Command::SetPriority { ticket: of, priority, reason: Some(text()) }
        }
        21 => {
            let mut edit = TicketEdit { requester: Some(person), ..TicketEdit::default() };
            edit.affected = Some((who.is_multiple_of(2)).then_some(PersonId(1 + (who + 2) % 5)));
            Command::EditTicket { ticket: of, edit: Box::new(edit) }
        }
        22 => {
            let name = format!("Persona Nueva {}", who % 7);
            let unit = Some(UnitId(1 + who % 2));
            let draft = PersonDraft { unit, ..person_draft(&name, &format!("+5691111{:04}", who % 10_000)) };
            Command::SavePerson { id: (who.is_multiple_of(2)).then_some(person), person: Box::new(draft) }
        }
        23 => Command::ErasePerson { person, about: Vec::new() },
        _ => {
            let timer = [TimerKind::WaitOver, TimerKind::Close, TimerKind::Seal][who as usize % 3];
            return (ActorRef::System, Command::TimerDue { ticket: of, timer });
        }
    };
    (actor, command)
}

/// Every lane of a scope holds just the cases that belong there, in order.
fn lanes_hold(desk: &TestDesk) -> Result<(), TestCaseError> {
    let snapshot = desk.store.snapshot().unwrap();
    let tickets: Vec<Ticket> = snapshot.records::<Ticket>(None).unwrap().map(Result::unwrap).collect();
    let mut scopes = vec![Scope::All, Scope::Group(None)];
    scopes.extend((1..=3).map(|n| Scope::Group(Some(GroupId(n)))));
    scopes.extend((1..=4).flat_map(|n| [Scope::Assignee(UserId(n)), Scope::Follower(UserId(n))]));
    scopes.extend((1..=8).map(|n| Scope::Requester(PersonId(n))));
    scopes.extend((1..=2).map(|n| Scope::Unit(UnitId(n))));
    let belongs = |scope: Scope, ticket: &Ticket| match scope {
        Scope::All => true,
        Scope::Group(group) => ticket.group == group,
        Scope::Assignee(user) => ticket.assignee == Some(user),
        Scope::Follower(user) => ticket.assignee != Some(user) && ticket.followers.contains(&user),
        Scope::Requester(person) => ticket.requester == person || ticket.affected == Some(person),
        Scope::Unit(unit) => ticket.unit == Some(unit),
        Scope::Priority(priority) => ticket.state.is_open() && ticket.priority == priority,
    };
    // Priorities are counted, and nobody's list.
    for scope in Priority::ALL.iter().copied().map(Scope::Priority) {
        for (assigned, state) in [true, false].into_iter().flat_map(|a| State::ALL.iter().map(move |s| (a, *s))) {
            let here = |t: &&Ticket| t.assignee.is_some() == assigned && t.state == state && belongs(scope, t);
            prop_assert_eq!(
                snapshot.count(scope, assigned, state).unwrap(),
                tickets.iter().filter(here).count() as u64
            );
        }
        let unpromised = tickets.iter().filter(|t| belongs(scope, t) && !t.is_promised()).count() as u64;
        prop_assert_eq!(snapshot.unpromised(scope, usize::MAX).unwrap(), unpromised);
    }
    for scope in scopes {
        for (assigned, state) in [true, false].into_iter().flat_map(|a| State::ALL.iter().map(move |s| (a, *s))) {
            let mut expected: Vec<&Ticket> = tickets
                .iter()
                .filter(|t| t.assignee.is_some() == assigned && t.state == state && belongs(scope, t))
                .collect();
            prop_assert_eq!(snapshot.count(scope, assigned, state).unwrap(), expected.len() as u64);
            let lane = |lane: Lane, direction| -> Vec<u64> {
                snapshot.lane(&lane, direction, None).unwrap().map(|place| place.unwrap().number.0).collect()
            };
            let numbers = |tickets: &[&Ticket]| tickets.iter().map(|t| t.number.0).collect::<Vec<_>>();
            prop_assert_eq!(lane(Lane::by_number(scope, assigned, state), Direction::Ascending), numbers(&expected));
            expected.sort_by_key(|t| std::cmp::Reverse((t.updated_at, t.number)));
            prop_assert_eq!(lane(Lane::by_updated(scope, assigned, state), Direction::Descending), numbers(&expected));
            expected.sort_by_key(|t| (t.priority, t.number));
            let by_priority = lane(Lane::by_priority(scope, assigned, state), Direction::Ascending);
            prop_assert_eq!(by_priority, if state.is_open() { numbers(&expected) } else { Vec::new() });
            // A cursor goes on where it stopped.
            let all = Lane::by_number(scope, assigned, state);
            if let Some(first) = snapshot.lane(&all, Direction::Ascending, None).unwrap().next() {
                let rest = snapshot.lane(&all, Direction::Ascending, Some(&first.unwrap().sort)).unwrap();
                prop_assert_eq!(rest.count() + 1, expected.len());
            }
        }
    }
    let timers: BTreeSet<_> =
        tickets.iter().flat_map(|t| t.timers().into_iter().map(|(at, kind)| (at, kind, t.number))).collect();
    let due = snapshot.due_timers(Moment::from_millis(i64::MAX), usize::MAX).unwrap();
    prop_assert_eq!(due.into_iter().map(|t| (t.at, t.kind, t.ticket)).collect::<BTreeSet<_>>(), timers);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn tables_indexes_and_journal_agree(
        commands in prop::collection::vec((any::<u8>(), 1_u64..12, 0_u64..60, any::<bool>()), 1..120),
    ) {
        let desk = TestDesk::with(Options::default());
        let agents: Vec<UserId> = (0..3).map(|n| desk.user(&format!("Agente{n}"), &[Role::Agent])).collect();
        desk.group("Redes", &agents, true);
        desk.group("Seguridad", &agents[..1], false);
        for name in ["Casa Matriz", "Bodega"] {
            desk.unit(name);
        }
        for n in 0..5 {
            desk.person(&format!("Persona Número {n}"), &format!("+5622234432{n}"));
        }
        let mut bulk = None;
        let mut accepted = 0;
        for (n, (which, ticket, who, in_bulk)) in commands.into_iter().enumerate() {
            let at = START.plus(TimeDelta::minutes(n as i64));
            let (actor, command) = command(which, ticket, who, at);
            let request = Request::new(actor, command, at);
            let result = if in_bulk {
                bulk.get_or_insert_with(|| desk.store.bulk().unwrap()).submit(request)
            } else {
                bulk = None;
                desk.store.submit_blocking(request)
            };
            match result {
                Ok(_) => accepted += 1,
                Err(SubmitError::Refused(_)) => {}
                Err(other) => panic!("{other}"),
            }
        }
        drop(bulk);
        lanes_hold(&desk)?;
        prop_assert!(desk.store.snapshot().unwrap().head().0 >= accepted);
        desk.done();
    }
}

#[test]
fn a_page_costs_what_it_shows() {
    let page = |cases: u64| {
        let desk = TestDesk::with(Options { notices: false, ..Options::default() });
        let caller = desk.person("Ana Rojas", "+56222345678");
        let mut bulk = desk.store.bulk().unwrap();
        for _ in 0..cases {
            let open = Command::OpenTicket(Box::new(new_ticket("Sin red", caller)));
            bulk.push(TestDesk::request(ADMIN, open)).unwrap();
        }
        bulk.finish().unwrap();
        let snapshot = desk.store.snapshot().unwrap();
        let lane = Lane::by_updated(Scope::All, true, State::InProgress);
        assert_eq!(snapshot.lane(&lane, Direction::Descending, None).unwrap().take(50).count(), 50);
        snapshot.count(Scope::All, true, State::InProgress).unwrap();
        let read = snapshot.keys_read();
        drop(snapshot);
        desk.done();
        read
    };
    assert_eq!(page(100), 50);
    assert_eq!(page(1_000), 50);
}
