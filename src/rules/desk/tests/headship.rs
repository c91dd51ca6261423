//! Heads of units: whose cases they see, and what they may do with them.

use super::super::headship::{HEADED_MAX, HEADS_MAX};
use super::super::id::UnitId;
use super::*;
use crate::words::WaitingFor;
use proptest::prelude::*;

const SITE: UnitId = UnitId(1);
const TREASURY: UnitId = UnitId(2);
const STORE: UnitId = UnitId(3);

/// A unit as it should be.
fn unit(name: &str, parent: Option<UnitId>, heads: &[PersonId]) -> UnitDraft {
    UnitDraft { name: name.to_owned(), parent, country: None, active: true, heads: Some(heads.to_vec()) }
}

fn saved(id: Option<UnitId>, unit: UnitDraft) -> Command {
    Command::SaveUnit { id, unit }
}

fn person(name: &str, unit: Option<UnitId>, active: bool) -> Command {
    let id = match name {
        "Ana" => Some(ANA),
        "Luis" => Some(LUIS),
        _ => None,
    };
    let person = PersonDraft { name: name.to_owned(), unit, active, ..PersonDraft::default() };
    Command::SavePerson { id, person: Box::new(person) }
}

/// A desk with a site, the treasury in it with Ana, and a store beside it; Luis heads the treasury.
fn headed_desk() -> Desk {
    let mut desk = Desk::new();
    desk.ok(ADMIN, &saved(None, unit("Casa Matriz", None, &[])));
    desk.ok(ADMIN, &saved(None, unit("Tesorería", Some(SITE), &[LUIS])));
    desk.ok(ADMIN, &saved(None, unit("Bodega", Some(SITE), &[])));
    desk.ok(ADMIN, &person("Ana", Some(TREASURY), true));
    desk
}

fn sees(desk: &Desk, actor: ActorRef, ticket: TicketNumber) -> bool {
    let viewer = Viewer::of(&desk.memory, actor, desk.now).unwrap();
    viewer.is_some_and(|viewer| can_see(&viewer, &desk.ticket(ticket)))
}

const LUIS_ASKS: ActorRef = ActorRef::Person(LUIS);

#[test]
fn whoever_heads_a_unit_or_one_above_it_sees_its_cases_as_long_as_that_is_so() {
    let mut desk = headed_desk();
    let ticket = desk.open(CAMILA, call("Sin correo"));
    assert!(sees(&desk, LUIS_ASKS, ticket));
    // One beside it, one above it, and nobody's.
    desk.ok(ADMIN, &saved(Some(TREASURY), unit("Tesorería", Some(SITE), &[])));
    assert!(!sees(&desk, LUIS_ASKS, ticket));
    desk.ok(ADMIN, &saved(Some(STORE), unit("Bodega", Some(SITE), &[LUIS])));
    assert!(!sees(&desk, LUIS_ASKS, ticket));
    desk.ok(ADMIN, &saved(Some(SITE), unit("Casa Matriz", None, &[LUIS])));
    assert!(sees(&desk, LUIS_ASKS, ticket));
    desk.ok(ADMIN, &saved(Some(SITE), unit("Casa Matriz", None, &[])));

    desk.ok(ADMIN, &person("Rosa", Some(TREASURY), true));
    let other = desk.open(CAMILA, NewTicket { requester: RequesterRef::Id(PersonId(3)), ..call("Otra cosa") });

    // A unit that went into another lies below it and has ended: its case goes along, its own heads have no say.
    let into = UnitDraft { active: false, ..unit("Tesorería", Some(STORE), &[ANA]) };
    desk.ok(ADMIN, &saved(Some(TREASURY), into));
    assert!(sees(&desk, LUIS_ASKS, ticket), "the head of the store");
    assert!(sees(&desk, LUIS_ASKS, other) && !sees(&desk, ActorRef::Person(ANA), other));

    // Who heads it is left alone by a change that does not speak of it, and people who move leave their cases behind.
    desk.ok(ADMIN, &saved(Some(STORE), UnitDraft { heads: None, ..unit("Bodega y caja", Some(SITE), &[]) }));
    desk.ok(ADMIN, &person("Ana", None, true));
    assert!(sees(&desk, LUIS_ASKS, ticket));
    desk.ok(ADMIN, &person("Luis", None, false));
    assert!(!sees(&desk, LUIS_ASKS, ticket), "whoever is switched off heads nothing");
    desk.ok(ADMIN, &person("Luis", None, true));
    assert!(sees(&desk, LUIS_ASKS, ticket));
    let erased = desk.ok(ADMIN, &Command::ErasePerson { person: LUIS, about: Vec::new() });
    assert!(erased.events.iter().any(|event| matches!(event, Event::UnitSaved(unit) if unit.heads.is_empty())));
    let store: Unit = desk.memory.get(STORE.0).unwrap().unwrap();
    assert!(store.heads.is_empty() && store.name == "Bodega y caja", "{store:?}");
}

#[test]
fn a_head_reads_what_the_requester_reads_and_adds_to_it_and_decides_nothing() {
    let mut desk = headed_desk();
    let ticket = desk.open(CAMILA, NewTicket { group: Some(NETWORKS), ..call("Sin correo") });
    let viewer = Viewer::of(&desk.memory, LUIS_ASKS, desk.now).unwrap().unwrap();
    let may = |desk: &Desk| -> Vec<Action> {
        let states = action_states(&viewer, &desk.ticket(ticket)).into_iter();
        states.filter(|state| state.why_not.is_none()).map(|state| state.action).collect()
    };
    assert!(heads(&viewer, &desk.ticket(ticket)) && !sees_from_desk(&viewer, &desk.ticket(ticket)));
    assert_eq!(may(&desk), [Action::Reply]);
    let reply = |text: &str| Command::Reply {
        ticket,
        text: text.to_owned(),
        channel: Channel::Web,
        from_requester: true,
        attachments: Vec::new(),
    };
    desk.ok(DIEGO, &Command::Take { ticket });
    desk.ok(DIEGO, &Command::Wait { ticket, on: WaitingFor::Requester, until: None, reason: None });
    let said = desk.ok(LUIS_ASKS, &reply("Es en todo el piso."));
    assert!(matches!(said.events[0], Event::Replied { author: Author::Person(LUIS), .. }));
    assert!(is_state(&desk, ticket, State::InProgress), "what waited for them goes on");
    desk.ok(DIEGO, &Command::Resolve { ticket, solution: solution() });
    assert_eq!(may(&desk), []);
    let refused = desk.refused(LUIS_ASKS, &reply("No quedó bien."));
    assert_eq!(refused, Refusal::Transition { action: Action::Reply, why: WhyNot::State });
    // What a group keeps to itself may be about them.
    desk.ok(ActorRef::Person(ANA), &reply("No quedó bien."));
    desk.ok(DIEGO, &Command::Pass { ticket, group: SECURITY, assignee: None, note: None, reply: None });
    assert!(!sees(&desk, LUIS_ASKS, ticket) && sees(&desk, ActorRef::Person(ANA), ticket));
    assert_eq!(desk.refused(LUIS_ASKS, &reply("¿Y?")), Refusal::NotFound);
}

#[test]
fn a_case_comes_from_the_unit_of_whoever_turns_out_to_have_asked() {
    let mut desk = headed_desk();
    let ticket = desk.open(CAMILA, NewTicket { requester: RequesterRef::Id(LUIS), ..call("Sin correo") });
    desk.ok(ADMIN, &saved(Some(STORE), unit("Bodega", Some(SITE), &[ANA])));
    desk.ok(ADMIN, &person("Rosa", Some(STORE), true));
    let asks = |requester| Command::EditTicket {
        ticket,
        edit: Box::new(TicketEdit { requester: Some(requester), ..TicketEdit::default() }),
    };
    desk.ok(CAMILA, &asks(PersonId(3)));
    assert_eq!((desk.ticket(ticket).unit, sees(&desk, ActorRef::Person(ANA), ticket)), (Some(STORE), true));
    desk.ok(CAMILA, &asks(LUIS));
    assert_eq!((desk.ticket(ticket).unit, sees(&desk, ActorRef::Person(ANA), ticket)), (None, false));
}

#[test]
fn only_administrators_name_heads_of_people_who_are_there_and_not_too_many() {
    let mut desk = headed_desk();
    let named = |heads: &[PersonId]| saved(Some(TREASURY), unit("Tesorería", Some(SITE), heads));
    for actor in [CAMILA, ANA_USER, LUIS_ASKS] {
        assert_eq!(desk.refused(actor, &named(&[ANA])), Refusal::Forbidden);
    }
    let unknown = Refusal::field("heads.1", FieldProblem::Unknown);
    assert_eq!(desk.refused(ADMIN, &named(&[ANA, PersonId(77)])), unknown);
    let many: Vec<PersonId> = (0..=HEADS_MAX as u64).map(PersonId).collect();
    match desk.refused(ADMIN, &named(&many)) {
        Refusal::Invalid(errors) => assert_eq!(errors[0].problem, FieldProblem::TooLong { max: HEADS_MAX }),
        other => panic!("{other:?}"),
    }
    // Whoever was switched off stays until they are taken away, and is named nowhere else.
    desk.ok(ADMIN, &person("Luis", None, false));
    desk.ok(ADMIN, &named(&[LUIS, ANA]));
    let elsewhere = saved(Some(STORE), unit("Bodega", Some(SITE), &[LUIS]));
    assert_eq!(desk.refused(ADMIN, &elsewhere), Refusal::field("heads.0", FieldProblem::Unknown));

    // Nobody heads more units than a list can look at: not by being named, nor by what is put below theirs.
    for n in 0..HEADED_MAX - 2 {
        desk.ok(ADMIN, &saved(None, unit(&format!("Sección {n}"), Some(STORE), &[])));
    }
    let too_many = |field: &str| Refusal::field(field, FieldProblem::TooLong { max: HEADED_MAX });
    let site = |heads: &[PersonId]| saved(Some(SITE), unit("Casa Matriz", None, heads));
    assert_eq!(desk.refused(ADMIN, &site(&[ANA])), too_many("heads"));
    desk.ok(ADMIN, &saved(Some(STORE), unit("Bodega", Some(SITE), &[ANA])));
    let one_more = saved(None, unit("Otra", Some(STORE), &[]));
    assert_eq!(desk.refused(ADMIN, &one_more), too_many("parent"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Going down from the units of a head finds just those from which going up finds the head.
    #[test]
    fn heads_head_what_lies_below_them(
        units in prop::collection::vec((0..12_u64, 0..4_u8, any::<bool>()), 1..12),
    ) {
        let mut desk = Desk::new();
        for (n, (above, who, _)) in (1..).zip(&units) {
            let parent = (*above > 0 && *above < n).then_some(UnitId(*above));
            let heads: Vec<PersonId> = [ANA, LUIS].into_iter().filter(|head| head.0 & u64::from(*who) > 0).collect();
            desk.ok(ADMIN, &saved(None, unit(&format!("Unidad {n}"), parent, &heads)));
        }
        for (n, (_, _, active)) in (1..).zip(&units) {
            let before: Unit = desk.memory.get(n).unwrap().unwrap();
            let draft = UnitDraft { active: *active, heads: None, ..unit(&before.name, before.parent, &[]) };
            desk.ok(ADMIN, &saved(Some(UnitId(n)), draft));
        }
        for head in [ANA, LUIS] {
            let viewer = Viewer::of(&desk.memory, ActorRef::Person(head), desk.now).unwrap().unwrap();
            for n in 1..=units.len() as u64 {
                let upwards = units_upwards(&desk.memory, Some(UnitId(n))).unwrap();
                let above = upwards.into_iter().map(|id| desk.memory.get::<Unit>(id.0).unwrap().unwrap());
                let headed = above.filter(|unit| unit.active).any(|unit| unit.heads.contains(&head));
                prop_assert_eq!(viewer.units.contains(&UnitId(n)), headed);
            }
        }
    }
}
