//! Laws that hold whatever is asked, in whatever order.

use super::*;
use crate::words::{Priority, Vocabulary, WaitingFor};
use proptest::prelude::*;

pub(super) fn actor() -> impl Strategy<Value = ActorRef> {
    prop_oneof![
        Just(ADMIN),
        Just(CAMILA),
        Just(DIEGO),
        Just(SOFIA),
        Just(ANA_USER),
        Just(ActorRef::System),
        Just(ActorRef::Person(LUIS)),
    ]
}

pub(super) fn command() -> impl Strategy<Value = Command> {
    let ticket = (1..6_u64).prop_map(TicketNumber);
    let group = prop_oneof![Just(FIRST), Just(NETWORKS), Just(SECURITY), Just(GroupId(77))];
    let user = prop::option::of((1..7_u64).prop_map(UserId));
    let text = prop_oneof![Just("listo".to_owned()), Just(String::new()), Just("<b>\u{202e}".to_owned())];
    (0..17_u8, ticket, group, user, text, any::<bool>(), 0..6_usize).prop_map(
        |(which, ticket, group, assignee, text, flag, n)| match which {
            0 | 1 => {
                let mut new = call("Sin correo");
                new.group = flag.then_some(group);
                new.assignee = assignee.filter(|_| n == 0);
                new.solution = (n == 1).then(solution);
                new.channel = Channel::ALL[n];
                Command::OpenTicket(Box::new(new))
            }
            2 => Command::Take { ticket },
            3 => Command::Assign { ticket, assignee },
            4 => Command::Pass { ticket, group, assignee, note: Some(text), reply: None },
            5 => {
                let until = flag.then_some(START.plus(TimeDelta::hours(n as i64)));
                Command::Wait { ticket, on: WaitingFor::ALL[n % 3], until, reason: None }
            }
            6 => Command::Resume { ticket },
            7 | 8 => Command::Resolve { ticket, solution: solution() },
            9 => Command::CorrectOnLine { ticket, on_line: flag, reason: text },
            10 => Command::Reopen { ticket, reason: text },
            11 => Command::Close { ticket },
            12 => Command::Cancel { ticket, reason: text },
            13 => {
                Command::Reply { ticket, text, channel: Channel::ALL[n], from_requester: flag, attachments: Vec::new() }
            }
            14 => Command::Note { ticket, text, attachments: Vec::new() },
            15 => Command::SetPriority { ticket, priority: flag.then_some(Priority::ALL[n % 4]), reason: Some(text) },
            _ => {
                let timer = [TimerKind::WaitOver, TimerKind::Close, TimerKind::Seal][n % 3];
                Command::TimerDue { ticket, timer }
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Deciding is total, refusals change nothing, and whatever happened, each case is in order.
    #[test]
    fn cases_stay_in_order(steps in prop::collection::vec((actor(), command(), 0..3_000_i64), 1..60)) {
        let mut desk = Desk::new();
        for (actor, command, minutes) in steps {
            desk.later(minutes);
            let before = desk.memory.all::<Ticket>();
            match desk.run(actor, &command) {
                Ok(_) | Err(Stop::Refused(_)) => {}
                Err(Stop::Fault(fault)) => panic!("{command:?}: {fault}"),
            }
            let after = desk.memory.all::<Ticket>();
            for (old, new) in before.iter().zip(&after) {
                prop_assert!(old == new || new.version > old.version);
                prop_assert!(moved_by_the_table(old.state, new.state), "{:?} to {:?}", old.state, new.state);
            }
            for ticket in &after {
                in_order(&desk, ticket)?;
            }
        }
    }
}

/// Whether one or two rows of the table lead from one state to the other (passing on what waits ends the wait).
fn moved_by_the_table(from: State, to: State) -> bool {
    let row = |from: State, to: State| TRANSITIONS.iter().any(|row| row.from.contains(&from) && row.to == Some(to));
    // Replying starts work, releasing puts a case back, the requester's answer wakes and reopens.
    let by_talk = matches!((from, to), (State::New, State::InProgress) | (State::InProgress, State::New));
    from == to || row(from, to) || by_talk
}

fn in_order(desk: &Desk, ticket: &Ticket) -> Result<(), TestCaseError> {
    let stays = desk.stays(ticket.number);
    prop_assert_eq!(stays.len(), ticket.stays as usize);
    for pair in stays.windows(2) {
        prop_assert!(pair[0].end.is_some_and(|end| end >= pair[0].start && end <= pair[1].start));
    }
    let last = stays.last().unwrap();
    prop_assert_eq!((last.group, last.level, last.assignee), (ticket.group, ticket.level, ticket.assignee));
    prop_assert_eq!(last.end.is_none(), ticket.state.is_open());

    let waits: Vec<Wait> = desk.memory.all::<Wait>().into_iter().filter(|wait| wait.ticket == ticket.number).collect();
    prop_assert_eq!(waits.len(), ticket.waits as usize);
    let running = waits.iter().filter(|wait| wait.end.is_none()).count();
    prop_assert_eq!(running, usize::from(ticket.state == State::Waiting));
    prop_assert_eq!(ticket.waiting.is_some(), ticket.state == State::Waiting);

    let solved = matches!(ticket.state, State::Resolved | State::Closed);
    prop_assert_eq!(ticket.resolution.is_some(), solved);
    prop_assert_eq!(ticket.closed_at.is_some(), ticket.state == State::Closed);
    prop_assert!(!ticket.sealed || ticket.state == State::Closed);
    if let Some(assignee) = ticket.assignee {
        let served = desk.memory.get::<User>(assignee.0).unwrap().unwrap();
        prop_assert!(served.roles.contains(&Role::Agent) || served.roles.contains(&Role::Supervisor));
    }
    Ok(())
}
