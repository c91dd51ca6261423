//! How a case begins.

use super::*;
use crate::service_model::CategoryId;
use crate::words::{Impact, Kind, Priority, Urgency};

#[test]
fn an_agent_who_takes_a_call_has_the_case() {
    let mut desk = Desk::new();
    let accepted = desk.ok(CAMILA, &Command::OpenTicket(Box::new(call("Sin correo"))));
    let ticket = desk.ticket(TicketNumber(1));
    assert_eq!((ticket.group, ticket.assignee, ticket.state), (Some(FIRST), Some(UserId(2)), State::InProgress));
    assert_eq!(ticket.followers, BTreeSet::from([UserId(2)]));
    assert_eq!(kinds(&accepted), [NoticeKind::Opened]);
    let stays = desk.stays(ticket.number);
    assert_eq!((stays.len(), stays[0].taken, stays[0].end), (1, Some(START), None));
}

#[test]
fn solved_in_the_call_is_solved_on_line() {
    let mut desk = Desk::new();
    let new = NewTicket { solution: Some(solution()), ..call("Clave bloqueada") };
    let accepted = desk.ok(CAMILA, &Command::OpenTicket(Box::new(new)));
    let ticket = desk.ticket(TicketNumber(1));
    assert_eq!(ticket.state, State::Resolved);
    assert!(ticket.resolution.unwrap().on_line);
    assert_eq!(kinds(&accepted), [NoticeKind::Solved], "one mail, not two in the same minute");
    assert_eq!(desk.stays(TicketNumber(1))[0].end, Some(START));
}

#[test]
fn not_on_line_by_mail_later_or_after_another_contact() {
    let mut desk = Desk::new();
    let by_mail = desk.open(CAMILA, NewTicket { channel: Channel::Mail, ..call("a") });
    let late = desk.open(CAMILA, call("b"));
    let talked = desk.open(CAMILA, call("c"));
    let in_time = desk.open(CAMILA, call("d"));
    let text = "¿Sigue sin correo?".to_owned();
    desk.ok(
        CAMILA,
        &Command::Reply {
            ticket: talked,
            text,
            channel: Channel::Mail,
            from_requester: false,
            attachments: Vec::new(),
        },
    );
    desk.later(10);
    for number in [by_mail, talked, in_time] {
        desk.ok(CAMILA, &Command::Resolve { ticket: number, solution: solution() });
    }
    desk.later(60);
    desk.ok(CAMILA, &Command::Resolve { ticket: late, solution: solution() });
    let on_line = |number| desk.ticket(number).resolution.unwrap().on_line;
    assert_eq!([by_mail, late, talked, in_time].map(on_line), [false, false, false, true]);
}

#[test]
fn passed_on_in_the_call_the_stay_with_first_level_is_kept() {
    let mut desk = Desk::new();
    let new = NewTicket { group: Some(NETWORKS), note: Some("VLAN 30".to_owned()), ..call("Sin red") };
    let number = desk.open(CAMILA, new);
    let ticket = desk.ticket(number);
    assert_eq!((ticket.group, ticket.level, ticket.assignee), (Some(NETWORKS), Level::Second, None));
    assert_eq!(ticket.state, State::New);
    let stays = desk.stays(number);
    assert_eq!(stays.len(), 2);
    assert_eq!((stays[0].group, stays[0].assignee, stays[0].end), (Some(FIRST), Some(UserId(2)), Some(START)));
    assert_eq!((stays[1].group, stays[1].taken, stays[1].end), (Some(NETWORKS), None, None));
}

#[test]
fn the_category_fills_in_what_nobody_said() {
    let mut desk = Desk::new();
    let classification = Classification { category: Some(CategoryId(2)), ..Classification::default() };
    let number = desk.open(CAMILA, NewTicket { classification, ..call("Clave") });
    let ticket = desk.ticket(number);
    assert_eq!((ticket.kind, ticket.urgency, ticket.priority), (Kind::Request, Urgency::High, Priority::High));
    let said = Classification { impact: Some(Impact::Site), ..Classification::default() };
    let edit = TicketEdit { classification: said, ..TicketEdit::default() };
    desk.ok(CAMILA, &Command::EditTicket { ticket: number, edit: Box::new(edit) });
    assert_eq!(desk.ticket(number).priority, Priority::Critical);
    assert_eq!(desk.ticket(number).category, Some(CategoryId(2)));
}

#[test]
fn strangers_are_registered_by_address_and_number() {
    let mut desk = Desk::new();
    let by_phone = RequesterRef::Phone { phone: "9 5550 0147".to_owned(), name: Some("Héctor".to_owned()) };
    desk.open(CAMILA, NewTicket { requester: by_phone.clone(), ..call("a") });
    let number = desk.open(CAMILA, NewTicket { requester: by_phone, ..call("b") });
    let person = desk.memory.get::<Person>(desk.ticket(number).requester.0).unwrap().unwrap();
    assert_eq!(person.details.name, "Héctor");
    assert_eq!(person.details.phones, ["+56955500147"]);
    assert_eq!(desk.memory.all::<Person>().len(), 3, "known the second time");
    let by_mail = RequesterRef::Email { email: "Ana@Canelos.example".to_owned(), name: None };
    let number = desk.open(CAMILA, NewTicket { requester: by_mail, ..call("c") });
    assert_eq!(desk.ticket(number).requester, ANA);
}

#[test]
fn a_requester_asks_for_themselves_only() {
    let mut desk = Desk::new();
    let own = NewTicket { requester: RequesterRef::Myself, channel: Channel::Web, ..call("No imprime") };
    let number = desk.open(ANA_USER, own.clone());
    let ticket = desk.ticket(number);
    assert_eq!((ticket.requester, ticket.group, ticket.assignee), (ANA, Some(FIRST), None));
    assert_eq!(ticket.state, State::New);
    let other = NewTicket { requester: RequesterRef::Id(LUIS), ..own.clone() };
    assert!(matches!(desk.refused(ANA_USER, &Command::OpenTicket(Box::new(other))), Refusal::Invalid(_)));
    let passed = NewTicket { group: Some(SECURITY), ..own };
    assert_eq!(desk.refused(ANA_USER, &Command::OpenTicket(Box::new(passed))), Refusal::Forbidden);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut desk = Desk::new();
    let new = NewTicket {
        subject: " \u{200b} ".to_owned(),
        requester: RequesterRef::Phone { phone: "9".repeat(500), name: None },
        group: Some(GroupId(99)),
        solution: Some(Solution { text: String::new(), code: "magic".to_owned(), procedure_reason: None }),
        classification: Classification { category: Some(CategoryId(999)), ..Classification::default() },
        ..call("")
    };
    let Refusal::Invalid(errors) = desk.refused(CAMILA, &Command::OpenTicket(Box::new(new))) else { panic!() };
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["subject", "category", "solution.text", "solution.code", "requester.phone", "group"]);
}

#[test]
fn a_requester_asks_for_somebody_of_their_unit_and_for_nobody_else() {
    let mut desk = Desk::new();
    let ana = ActorRef::Person(ANA);
    let unit = UnitDraft { name: "Tesorería".to_owned(), parent: None, country: None, active: true, heads: None };
    desk.ok(ADMIN, &Command::SaveUnit { id: None, unit });
    let for_luis =
        NewTicket { affected: Some(LUIS), ..NewTicket::new("No imprime", Channel::Web, RequesterRef::Myself) };
    let asks = Command::OpenTicket(Box::new(for_luis));
    let unknown = Refusal::field("affected", FieldProblem::Unknown);
    assert_eq!(desk.refused(ana, &asks), unknown, "nobody is in a unit");
    for (id, name) in [(ANA, "Ana"), (LUIS, "Luis")] {
        assert_eq!(desk.refused(ana, &asks), unknown);
        let person =
            PersonDraft { name: name.to_owned(), unit: Some(1.into()), active: true, ..PersonDraft::default() };
        desk.ok(ADMIN, &Command::SavePerson { id: Some(id), person: Box::new(person) });
    }
    desk.ok(ana, &asks);
    assert_eq!(desk.ticket(TicketNumber(1)).affected, Some(LUIS));
}
