//! What happens to a case until it is closed, and who may do it.

use super::*;
use crate::words::{Priority, WaitingFor};

#[test]
fn from_first_to_second_level_and_back_to_the_requester() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin red"));
    desk.later(5);
    let note = Some("El switch perdió la VLAN.".to_owned());
    let reply = Some("Su caso pasó a redes.".to_owned());
    let passed = Command::Pass { ticket, group: NETWORKS, assignee: Some(UserId(3)), note, reply };
    assert_eq!(kinds(&desk.ok(CAMILA, &passed)), [NoticeKind::Replied, NoticeKind::Assigned]);
    desk.later(5);
    desk.ok(
        DIEGO,
        &Command::Reply {
            ticket,
            text: "Voy.".to_owned(),
            channel: Channel::Mail,
            from_requester: false,
            attachments: Vec::new(),
        },
    );
    assert!(is_state(&desk, ticket, State::InProgress));
    assert_eq!(desk.stays(ticket)[1].taken, Some(desk.now));
    let solved = desk.ok(DIEGO, &Command::Resolve { ticket, solution: solution() });
    assert_eq!(kinds(&solved), [NoticeKind::Solved]);
    assert!(!desk.ticket(ticket).resolution.unwrap().on_line);
}

#[test]
fn a_requesters_answer_wakes_what_waits_and_reopens_what_was_solved() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin correo"));
    let wait =
        Command::Wait { ticket, on: WaitingFor::Requester, until: None, reason: Some("¿Qué equipo?".to_owned()) };
    assert_eq!(kinds(&desk.ok(CAMILA, &wait)), [NoticeKind::WaitingForYou]);
    desk.later(1);
    let answer = Command::Reply {
        ticket,
        text: "NB-214".to_owned(),
        channel: Channel::Web,
        from_requester: false,
        attachments: Vec::new(),
    };
    assert_eq!(kinds(&desk.ok(ANA_USER, &answer)), [NoticeKind::Answered]);
    assert!(is_state(&desk, ticket, State::InProgress));
    let wait = desk.memory.get::<Wait>((ticket.0, 1)).unwrap().unwrap();
    assert_eq!((wait.start, wait.end), (START, Some(desk.now)));

    desk.ok(CAMILA, &Command::Resolve { ticket, solution: solution() });
    desk.later(60);
    let reopened = desk.ok(ANA_USER, &answer);
    assert_eq!(kinds(&reopened), [NoticeKind::Reopened, NoticeKind::Answered]);
    let row = desk.ticket(ticket);
    assert_eq!((row.state, row.reopened, row.resolution), (State::InProgress, 1, None));
    assert_eq!(desk.stays(ticket).len(), 2);
}

#[test]
fn the_clock_closes_and_seals_but_only_when_it_is_time() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, NewTicket { solution: Some(solution()), ..call("Clave") });
    let due = |timer| Command::TimerDue { ticket, timer };
    assert!(desk.ok(ActorRef::System, &due(TimerKind::Close)).events.is_empty());
    let [(close_at, TimerKind::Close)] = desk.ticket(ticket).timers()[..] else { panic!() };
    desk.now = close_at;
    desk.ok(ActorRef::System, &due(TimerKind::Close));
    assert!(is_state(&desk, ticket, State::Closed));
    let [(seal_at, TimerKind::Seal)] = desk.ticket(ticket).timers()[..] else { panic!() };
    let answer = Command::Reply {
        ticket,
        text: "Volvió.".to_owned(),
        channel: Channel::Web,
        from_requester: false,
        attachments: Vec::new(),
    };
    desk.now = seal_at;
    desk.ok(ActorRef::System, &due(TimerKind::Seal));
    assert!(desk.ticket(ticket).timers().is_empty());
    let refusal = desk.refused(ANA_USER, &answer);
    assert_eq!(refusal, Refusal::Transition { action: Action::Reply, why: WhyNot::TooLate });
    assert_eq!(desk.refused(CAMILA, &due(TimerKind::Seal)), Refusal::Forbidden);
}

#[test]
fn waiting_until_a_moment_ends_by_itself() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Traslado"));
    let until = START.plus(TimeDelta::days(2));
    let wait = |until| Command::Wait { ticket, on: WaitingFor::Moment, until, reason: None };
    assert!(matches!(desk.refused(CAMILA, &wait(None)), Refusal::Invalid(_)));
    assert!(matches!(desk.refused(CAMILA, &wait(Some(START))), Refusal::Invalid(_)));
    desk.ok(CAMILA, &wait(Some(until)));
    assert_eq!(desk.ticket(ticket).timers(), [(until, TimerKind::WaitOver)]);
    desk.now = until;
    desk.ok(ActorRef::System, &Command::TimerDue { ticket, timer: TimerKind::WaitOver });
    assert!(is_state(&desk, ticket, State::InProgress));
}

#[test]
fn a_priority_of_ones_own_needs_a_reason_and_survives_a_new_classification() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin correo"));
    let set =
        |priority, reason: Option<&str>| Command::SetPriority { ticket, priority, reason: reason.map(str::to_owned) };
    assert!(matches!(desk.refused(CAMILA, &set(Some(Priority::Critical), None)), Refusal::Invalid(_)));
    desk.ok(CAMILA, &set(Some(Priority::Critical), Some("Pago a proveedores")));
    let said = Classification { urgency: Some(crate::words::Urgency::Low), ..Classification::default() };
    let edit = TicketEdit { classification: said, ..TicketEdit::default() };
    desk.ok(CAMILA, &Command::EditTicket { ticket, edit: Box::new(edit) });
    assert_eq!(desk.ticket(ticket).priority, Priority::Critical);
    desk.ok(CAMILA, &set(None, None));
    assert_eq!((desk.ticket(ticket).priority, desk.ticket(ticket).overridden), (Priority::Low, None));
}

#[test]
fn not_there_and_not_yours_look_the_same() {
    let mut desk = Desk::new();
    let hidden = desk.open(ADMIN, NewTicket { group: Some(SECURITY), ..call("Correo sospechoso") });
    let note = |ticket| Command::Note { ticket, text: "x".to_owned(), attachments: Vec::new() };
    assert_eq!(desk.refused(DIEGO, &note(hidden)), desk.refused(DIEGO, &note(TicketNumber(4_711))));
    desk.ok(SOFIA, &note(hidden));
    // Ana asked, so she sees it; but what is internal is not hers to write.
    let refusal = desk.refused(ANA_USER, &note(hidden));
    assert_eq!(refusal, Refusal::Transition { action: Action::Note, why: WhyNot::Role });
}

#[test]
fn who_passes_a_case_on_keeps_it_in_sight() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Correo sospechoso"));
    desk.ok(CAMILA, &Command::Pass { ticket, group: SECURITY, assignee: None, note: None, reply: None });
    desk.ok(CAMILA, &Command::Note { ticket, text: "Era un adjunto.".to_owned(), attachments: Vec::new() });
    let refusal = desk.refused(CAMILA, &Command::Take { ticket });
    assert_eq!(refusal, Refusal::Transition { action: Action::Take, why: WhyNot::OtherGroup });
    desk.ok(SOFIA, &Command::Take { ticket });
    assert_eq!(desk.stays(ticket).len(), 3);
    assert_eq!(desk.stays(ticket)[1].taken, Some(START), "somebody of the group took it");
}

#[test]
fn of_two_agents_at_once_the_second_is_told() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin correo"));
    let command = Command::Note { ticket, text: "x".to_owned(), attachments: Vec::new() };
    let seen = desk.ticket(ticket).version;
    desk.ok(CAMILA, &command);
    let stop = decide(&desk.memory, DIEGO, &command, Some(seen), START).unwrap_err();
    assert!(matches!(stop, Stop::Refused(Refusal::Stale { current }) if current == seen + 1));
}

#[test]
fn an_inactive_user_and_a_revoked_token_do_nothing() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin correo"));
    let token = TokenDraft {
        name: "central".to_owned(),
        hash: "00".repeat(32),
        role: Role::Agent,
        scope: crate::words::TokenScope::Read,
        expires_at: None,
    };
    desk.ok(ADMIN, &Command::CreateToken(token));
    let token = ActorRef::Token(super::super::id::TokenId(1));
    let note = Command::Note { ticket, text: "x".to_owned(), attachments: Vec::new() };
    assert_eq!(desk.refused(token, &note), Refusal::Forbidden, "it may only read");
    desk.ok(ADMIN, &Command::RevokeToken { token: super::super::id::TokenId(1) });
    assert_eq!(desk.refused(token, &note), Refusal::NotFound);
    let mut gone = user("Camila", "camila@mesa.example", &[Role::Agent]);
    gone.active = false;
    desk.ok(ADMIN, &Command::SaveUser { id: Some(UserId(2)), user: Box::new(gone) });
    assert_eq!(desk.refused(CAMILA, &note), Refusal::NotFound);
}

#[test]
fn an_agent_who_asked_for_a_hidden_case_is_its_requester_and_no_more() {
    let mut desk = Desk::new();
    let mut both = user("Diego", "diego@mesa.example", &[Role::Agent, Role::Requester]);
    both.person = Some(LUIS);
    desk.ok(ADMIN, &Command::SaveUser { id: Some(UserId(3)), user: Box::new(both) });
    let new = NewTicket { group: Some(SECURITY), requester: RequesterRef::Id(LUIS), ..call("Correo sospechoso") };
    let ticket = desk.open(ADMIN, new);
    let note = Command::Note { ticket, text: "x".to_owned(), attachments: Vec::new() };
    assert_eq!(desk.refused(DIEGO, &note), Refusal::Transition { action: Action::Note, why: WhyNot::Role });
    let reply = Command::Reply {
        ticket,
        text: "Era un banco.".to_owned(),
        channel: Channel::Web,
        from_requester: false,
        attachments: Vec::new(),
    };
    let said = desk.ok(DIEGO, &reply);
    assert!(matches!(said.events[0], Event::Replied { author: Author::Person(LUIS), .. }));
}

#[test]
fn an_open_case_keeps_the_matrix_and_the_days_of_its_version_where_open_cases_keep_theirs() {
    use crate::service_model::{Matrix, ServiceModel};
    use crate::words::{OpenCases, Priority};
    let days = TimeDelta::days;
    for (open_cases, priority, close_after) in
        [(OpenCases::Keep, Priority::Low, days(5)), (OpenCases::Move, Priority::Critical, days(9))]
    {
        let mut desk = Desk::new();
        let mut model = ServiceModel { close_after_days: 5, open_cases, ..ServiceModel::starter(Language::Es) };
        model.matrix = Matrix([[Priority::Low; 3]; 4]);
        desk.ok(ADMIN, &Command::PublishModel(Box::new(model.clone())));
        let ticket = desk.open(CAMILA, call("Sin red"));
        let raised =
            Command::SetPriority { ticket, priority: Some(Priority::High), reason: Some("Afecta a todos".to_owned()) };
        desk.ok(CAMILA, &raised);
        (model.matrix, model.close_after_days) = (Matrix([[Priority::Critical; 3]; 4]), 9);
        model.reopen_within_days = 30;
        desk.ok(ADMIN, &Command::PublishModel(Box::new(model)));
        desk.ok(CAMILA, &Command::SetPriority { ticket, priority: None, reason: None });
        desk.ok(CAMILA, &Command::Resolve { ticket, solution: solution() });
        let solved = desk.ticket(ticket);
        assert_eq!(solved.priority, priority, "{open_cases}");
        assert_eq!(solved.resolution.unwrap().close_at, desk.now.plus(close_after), "{open_cases}");
    }
}

#[test]
fn what_whoever_asked_calls_solved_ends_so_tells_who_has_it_and_can_come_back() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin red"));
    let settles = Command::Settle { ticket, reason: "Volvió sola".to_owned(), attachments: Vec::new() };
    let role = Refusal::Transition { action: Action::Settle, why: WhyNot::Role };
    assert_eq!(desk.refused(CAMILA, &settles), role, "the desk solves");
    let settled = desk.ok(ActorRef::Person(ANA), &settles);
    assert_eq!(kinds(&settled), [NoticeKind::Answered]);
    let case = desk.ticket(ticket);
    let solution = case.resolution.unwrap();
    assert_eq!((case.state, solution.by, solution.on_line), (State::Closed, ActorRef::Person(ANA), false));
    let text = "Volvió a fallar".to_owned();
    let reply = Command::Reply { ticket, text, channel: Channel::Web, from_requester: true, attachments: Vec::new() };
    desk.ok(ActorRef::Person(ANA), &reply);
    assert_eq!(desk.ticket(ticket).state, State::InProgress);
}
