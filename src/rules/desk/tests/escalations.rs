//! What happens to a case when its time runs out, or nobody looks after it.

use super::laws::{actor, command};
use super::*;
use crate::service_model::calendar::{Calendar, CalendarId, Holidays, Interval, Week};
use crate::service_model::{
    Conditions, Escalation, EscalationId, EscalationStep, GroupAgreement, Lapse, PassTo, Repeat, ServiceModel,
    StepAlarm, Target, Trigger,
};
use crate::words::{Audience, ClockKind, Counting, OpenCases, Pick, Priority, WaitingFor};
use proptest::prelude::*;

/// She supervises, as the administrator does too, and works in no group.
const PAZ: ActorRef = ActorRef::User(UserId(6));
const OFFICE: CalendarId = CalendarId(1);

pub(super) fn step(when: Trigger, notify: &[Audience]) -> EscalationStep {
    EscalationStep { notify: notify.iter().copied().collect(), ..EscalationStep::new(when) }
}

fn all_hours(minutes: u32) -> Lapse {
    Lapse { minutes, calendar: None }
}

pub(super) fn not_taken(minutes: u32) -> Trigger {
    Trigger::NotTaken(all_hours(minutes))
}

pub(super) fn no_update(minutes: u32) -> Trigger {
    Trigger::NoUpdate(all_hours(minutes))
}

fn alarm(every: u32, times: impl Into<Option<u32>>) -> Option<StepAlarm> {
    Some(StepAlarm { repeat: Some(Repeat { every, times: times.into() }) })
}

pub(super) fn escalation(steps: Vec<EscalationStep>) -> Escalation {
    Escalation {
        id: EscalationId(1),
        name: "Nadie lo mira".to_owned(),
        mail_within: None,
        conditions: Conditions::default(),
        steps,
    }
}

/// Networks takes cases within half an hour; the office is open on weekdays from nine to six.
pub(super) fn model(escalations: Vec<Escalation>) -> ServiceModel {
    let hours: Vec<Interval> = vec!["09:00-18:00".parse().unwrap()];
    let acceptance =
        Target { minutes: 30, time: Counting::Elapsed, stopped_by: BTreeSet::new(), warn_at: BTreeSet::new() };
    ServiceModel {
        calendars: vec![Calendar {
            id: OFFICE,
            name: "Horario hábil".to_owned(),
            time_zone: "America/Santiago".to_owned(),
            week: Week::working_days(&hours),
            holidays: Holidays::default(),
            special_days: Vec::new(),
        }],
        group_agreements: vec![GroupAgreement {
            group: NETWORKS,
            calendar: None,
            acceptance: Some(acceptance),
            solution: None,
        }],
        escalations,
        ..ServiceModel::starter(Language::Es)
    }
}

/// A desk with a supervisor, whose model has these steps.
pub(super) fn desk(steps: Vec<EscalationStep>) -> Desk {
    desk_by(model(vec![escalation(steps)]))
}

pub(super) fn desk_by(model: ServiceModel) -> Desk {
    let mut desk = Desk::new();
    let paz = user("Paz", "paz@mesa.example", &[Role::Supervisor]);
    desk.ok(ADMIN, &Command::SaveUser { id: None, user: Box::new(paz) });
    desk.ok(ADMIN, &Command::PublishModel(Box::new(model)));
    desk
}

impl Desk {
    /// Opens a case with networks.
    pub(super) fn with_networks(&mut self) -> TicketNumber {
        self.open(CAMILA, NewTicket { group: Some(NETWORKS), ..call("Sin red") })
    }

    /// Time passes, and the clock does what it has to do.
    pub(super) fn pass(&mut self, minutes: i64) {
        self.later(minutes);
        self.memory.pass(self.now).unwrap();
    }

    /// The steps that happened, each with the minutes after the start.
    pub(super) fn steps(&self) -> Vec<(i64, Trigger)> {
        let step = |entry: &Entry| match entry.event {
            Event::Escalated { when, .. } => Some((entry.at.since(START).num_minutes(), when)),
            _ => None,
        };
        self.memory.journal.iter().filter_map(step).collect()
    }

    /// When somebody was told again, or what was held back, and how many were.
    fn reminders(&self) -> Vec<(i64, usize)> {
        let reminder = |entry: &Entry| match &entry.event {
            Event::Reminded { told, .. } => Some((entry.at.since(START).num_minutes(), told.len())),
            _ => None,
        };
        self.memory.journal.iter().filter_map(reminder).collect()
    }
}

#[test]
fn who_asks_counts_for_an_escalation_also_where_nothing_is_agreed_with_the_client() {
    for vip in [true, false] {
        let acceptance = Trigger::Clock { kind: ClockKind::Acceptance, percent: 100 };
        let of_vips = Escalation {
            conditions: Conditions { vip: Some(true), ..Conditions::default() },
            ..escalation(vec![step(acceptance, &[Audience::Group])])
        };
        let mut desk = desk_by(model(vec![of_vips]));
        let person = PersonDraft { name: "Ana Rojas".to_owned(), vip, active: true, ..PersonDraft::default() };
        desk.ok(ADMIN, &Command::SavePerson { id: Some(ANA), person: Box::new(person) });
        let ticket = desk.with_networks();
        desk.later(30);
        let due = Command::TimerDue { ticket, timer: TimerKind::Clock(ClockKind::Acceptance) };
        let accepted = desk.ok(ActorRef::System, &due);
        let expected: &[NoticeKind] = if vip { &[NoticeKind::DeadlineMissed] } else { &[] };
        assert_eq!(kinds(&accepted), expected, "vip: {vip}");
        assert!(desk.ticket(ticket).clocks.iter().any(|clock| clock.missed.is_some()));
    }
}

#[test]
fn a_case_that_nobody_takes_is_told_of_once_in_each_stay() {
    let mut desk = desk(vec![step(not_taken(30), &[Audience::Group])]);
    let ticket = desk.with_networks();
    desk.pass(29);
    assert_eq!(desk.steps(), []);
    desk.later(1);
    let accepted = desk.ok(ActorRef::System, &Command::TimerDue { ticket, timer: TimerKind::Watch });
    assert_eq!(kinds(&accepted), [NoticeKind::NotTaken]);
    assert_eq!(accepted.notices[0].to, Recipient::User(UserId(3)));
    // Told again by a clock that was set back, it tells nothing.
    assert!(desk.ok(ActorRef::System, &Command::TimerDue { ticket, timer: TimerKind::Watch }).events.is_empty());
    desk.pass(600);
    assert_eq!(desk.steps(), [(30, not_taken(30))]);
    desk.ok(DIEGO, &Command::Pass { ticket, group: FIRST, assignee: None, note: None, reply: None });
    desk.pass(20);
    desk.ok(CAMILA, &Command::Take { ticket });
    desk.pass(600);
    desk.ok(CAMILA, &Command::Assign { ticket, assignee: None });
    desk.pass(600);
    assert_eq!(desk.steps(), [(30, not_taken(30)), (1_280, not_taken(30))], "given back, it waits anew");
}

#[test]
fn a_silence_is_told_of_once_and_begins_anew_with_whatever_people_do() {
    let mut desk = desk(vec![step(no_update(60), &[Audience::Assignee])]);
    let ticket = desk.open(CAMILA, call("Sin red"));
    desk.pass(50);
    desk.ok(CAMILA, &Command::Note { ticket, text: "Llamé al proveedor".to_owned(), attachments: Vec::new() });
    desk.ok(DIEGO, &Command::Follow { ticket, follows: true });
    desk.pass(59);
    assert_eq!(desk.steps(), []);
    desk.pass(300);
    assert_eq!(desk.steps(), [(110, no_update(60))]);
    // Until the moment for which it waits nobody need do anything.
    let until = Some(desk.now.plus(TimeDelta::minutes(500)));
    desk.ok(CAMILA, &Command::Wait { ticket, on: WaitingFor::Moment, until, reason: None });
    desk.pass(559);
    assert_eq!(desk.steps().len(), 1);
    desk.pass(1);
    assert_eq!(desk.steps()[1..], [(969, no_update(60))]);
    desk.ok(CAMILA, &Command::Resolve { ticket, solution: solution() });
    desk.pass(1_000);
    assert_eq!(desk.steps().len(), 2);
}

#[test]
fn coming_back_and_going_round_are_counted() {
    let reopened = Trigger::Reopened { times: 2 };
    let passed_on = Trigger::PassedOn { times: 3 };
    let mut desk = desk(vec![step(reopened, &[Audience::Supervisors]), step(passed_on, &[Audience::Supervisors])]);
    let ticket = desk.with_networks();
    let pass = |group| Command::Pass { ticket, group, assignee: None, note: None, reply: None };
    desk.ok(DIEGO, &pass(FIRST));
    desk.pass(10);
    assert_eq!(desk.steps(), []);
    desk.ok(CAMILA, &pass(NETWORKS));
    desk.pass(10);
    assert_eq!(desk.steps(), [(10, passed_on)]);
    for _ in 0..3 {
        desk.ok(DIEGO, &Command::Resolve { ticket, solution: solution() });
        desk.ok(DIEGO, &Command::Reopen { ticket, reason: "Sigue igual".to_owned() });
        desk.pass(10);
    }
    assert_eq!(desk.steps(), [(10, passed_on), (30, reopened)], "each once");
}

#[test]
fn what_happened_stays_so_with_another_priority_and_what_had_passed_has_passed() {
    let urgent = Escalation {
        conditions: Conditions { priorities: BTreeSet::from([Priority::Critical]), ..Conditions::default() },
        ..escalation(vec![step(not_taken(30), &[Audience::Group]), step(not_taken(50), &[Audience::Group])])
    };
    let usual = Escalation {
        id: EscalationId(2),
        name: "Los demás".to_owned(),
        ..escalation(vec![step(not_taken(30), &[Audience::Group])])
    };
    let mut desk = desk_by(model(vec![urgent, usual]));
    let ticket = desk.with_networks();
    desk.pass(40);
    let reason = Some("Afecta a todos".to_owned());
    desk.ok(DIEGO, &Command::SetPriority { ticket, priority: Some(Priority::Critical), reason });
    desk.pass(100);
    assert_eq!(desk.steps(), [(30, not_taken(30)), (50, not_taken(50))]);
}

#[test]
fn a_new_model_looks_at_what_a_case_has_been_through() {
    let mut desk = desk_by(model(Vec::new()));
    let ticket = desk.with_networks();
    assert_eq!(desk.ticket(ticket).watch, None, "what nobody asks for is not kept");
    desk.pass(20);
    let steps = vec![step(not_taken(30), &[Audience::Group]), step(Trigger::PassedOn { times: 1 }, &[Audience::Group])];
    let moves = ServiceModel { open_cases: OpenCases::Move, ..model(vec![escalation(steps)]) };
    desk.ok(ADMIN, &Command::PublishModel(Box::new(moves)));
    desk.ok(ActorRef::System, &Command::PlanAnew { ticket });
    desk.pass(60);
    assert_eq!(desk.steps(), [(20, Trigger::PassedOn { times: 1 }), (30, not_taken(30))]);
}

#[test]
fn planned_anew_by_the_same_time_zone_database_nothing_changes_and_by_another_one_quiet_hours_end_elsewhere() {
    let quiet = Escalation { mail_within: Some(OFFICE), ..escalation(vec![step(not_taken(600), &[Audience::Group])]) };
    let mut desk = desk_by(model(vec![quiet]));
    let ticket = desk.with_networks();
    desk.pass(700);
    let (held, entries) = (desk.ticket(ticket).held.unwrap(), desk.memory.journal.len());
    desk.ok(ActorRef::System, &Command::PlanAnew { ticket });
    assert_eq!(desk.memory.journal.len(), entries);
    // Another database is told from this one by what it planned: an hour late.
    let late = Event::Reminded {
        ticket,
        told: BTreeSet::new(),
        held: Some(held.until.plus(TimeDelta::hours(1))),
        repeated: 0,
        next: None,
    };
    let entry = Entry {
        seq: crate::desk::id::Seq(entries as u64 + 1),
        at: desk.now,
        actor: ActorRef::System,
        from: None,
        event: late,
    };
    apply(&mut desk.memory, &entry).unwrap();
    desk.memory.journal.push(entry);
    desk.ok(ActorRef::System, &Command::PlanAnew { ticket });
    assert_eq!(desk.ticket(ticket).held, Some(held));
    desk.pass(2_000);
    assert_eq!(desk.reminders().last(), Some(&(1_420, 1)));
}

#[test]
fn an_alarm_is_told_again_until_somebody_who_was_told_or_supervises_acknowledges_it() {
    let loud = EscalationStep { alarm: alarm(15, 3), ..step(not_taken(30), &[Audience::Group]) };
    let mut desk = desk(vec![loud]);
    let (ticket, other) = (desk.with_networks(), desk.with_networks());
    let acknowledge = Command::Acknowledge { ticket };
    let refused = |why| Refusal::Transition { action: Action::Acknowledge, why };
    assert_eq!(desk.refused(DIEGO, &acknowledge), refused(WhyNot::NoAlarm));
    desk.pass(50);
    assert_eq!(desk.refused(CAMILA, &acknowledge), refused(WhyNot::NotTold));
    desk.ok(DIEGO, &acknowledge);
    let alarm = desk.ticket(ticket).alarm.unwrap();
    assert_eq!(alarm.acknowledged, Some(Acknowledged { by: DIEGO, at: desk.now }));
    assert_eq!(desk.refused(PAZ, &acknowledge), refused(WhyNot::NoAlarm), "once is enough");
    desk.pass(600);
    assert_eq!(desk.reminders(), [(45, 1), (45, 1), (60, 1), (75, 1)], "the other one, as often as was said");
    desk.ok(PAZ, &Command::Acknowledge { ticket: other });
    desk.ok(DIEGO, &Command::Take { ticket: other });
    desk.ok(DIEGO, &Command::Resolve { ticket: other, solution: solution() });
    assert_eq!(desk.ticket(other).alarm, None);
}

#[test]
fn a_case_goes_up_first_to_its_groups_own_supervisor_then_to_all_then_to_who_administers() {
    let steps = [(30, Audience::GroupSupervisors), (60, Audience::Supervisors), (90, Audience::Administrators)];
    let mut desk = desk(steps.map(|(minutes, audience)| step(not_taken(minutes), &[audience])).to_vec());
    // Diego leads networks, and Paz the rest.
    let diego = user("Diego", "diego@mesa.example", &[Role::Agent, Role::Supervisor]);
    desk.ok(ADMIN, &Command::SaveUser { id: Some(UserId(3)), user: Box::new(diego) });
    desk.with_networks();
    desk.pass(100);
    let told = |entry: &Entry| match &entry.event {
        Event::Escalated { told, .. } => Some((entry.at.since(START).num_minutes(), told.clone())),
        _ => None,
    };
    let told: Vec<(i64, BTreeSet<UserId>)> = desk.memory.journal.iter().filter_map(told).collect();
    let users = |ids: &[u64]| ids.iter().copied().map(UserId).collect::<BTreeSet<_>>();
    assert_eq!(told, [(30, users(&[3])), (60, users(&[1, 3, 6])), (90, users(&[1]))]);
}

#[test]
fn an_alarm_without_an_end_is_told_until_somebody_knows_of_it() {
    let loud = EscalationStep { alarm: alarm(15, None), ..step(not_taken(30), &[Audience::Group]) };
    let mut desk = desk(vec![loud]);
    let ticket = desk.with_networks();
    desk.pass(30 + 15 * 120);
    assert_eq!(desk.reminders().len(), 120);
    desk.ok(DIEGO, &Command::Acknowledge { ticket });
    desk.pass(600);
    assert_eq!(desk.reminders().len(), 120);
}

#[test]
fn the_alarm_of_a_solved_case_is_over() {
    let loud = EscalationStep { alarm: alarm(15, 100), ..step(not_taken(30), &[Audience::GroupSupervisors]) };
    let mut desk = desk(vec![loud]);
    let ticket = desk.with_networks();
    desk.pass(50);
    assert_eq!(desk.ticket(ticket).alarm.unwrap().told, BTreeSet::from([UserId(1), UserId(6)]), "the group has none");
    desk.ok(DIEGO, &Command::Resolve { ticket, solution: solution() });
    desk.pass(600);
    assert_eq!(desk.reminders(), [(45, 2)]);
    assert_eq!(desk.ticket(ticket).timers().len(), 1, "it closes");
}

#[test]
fn whatever_falls_into_quiet_hours_is_told_once_at_their_end() {
    let loud = EscalationStep { alarm: alarm(15, 2), ..step(not_taken(600), &[Audience::Group]) };
    let steps = vec![loud, step(not_taken(700), &[Audience::Supervisors])];
    let quiet = Escalation { mail_within: Some(OFFICE), ..escalation(steps) };
    let mut desk = desk_by(model(vec![quiet]));
    let ticket = desk.with_networks();
    // At 19:20 and at 21:00; the office opens at nine, 1,420 minutes after the start.
    desk.pass(800);
    let held = desk.ticket(ticket).held.unwrap();
    assert_eq!((held.until, held.told.len()), (START.plus(TimeDelta::minutes(1_420)), 3));
    assert!(desk.ticket(ticket).open_alarm().is_some(), "the alarm stands at once");
    desk.pass(2_000);
    assert_eq!(desk.steps().len(), 2);
    assert_eq!(desk.reminders(), [(1_420, 3), (1_435, 1), (1_450, 1)]);
    assert_eq!(desk.ticket(ticket).held, None);
}

#[test]
fn a_repetition_waits_for_the_end_of_quiet_hours_and_a_clock_that_jumps_tells_once() {
    let loud = EscalationStep { alarm: alarm(60, 20), ..step(not_taken(500), &[Audience::Group]) };
    let quiet = Escalation { mail_within: Some(OFFICE), ..escalation(vec![loud]) };
    let mut desk = desk_by(model(vec![quiet]));
    let ticket = desk.with_networks();
    // At 17:40; an hour later it is quiet.
    desk.pass(1_419);
    assert_eq!(desk.reminders(), []);
    desk.pass(1);
    assert_eq!(desk.reminders(), [(1_420, 1)]);
    // The desk stood still until the evening, and is back in quiet hours: nobody is told then.
    desk.later(760);
    let due = Command::TimerDue { ticket, timer: TimerKind::Reminder };
    assert_eq!(desk.ok(ActorRef::System, &due).notices, []);
    desk.pass(800);
    assert_eq!(desk.reminders()[1..], [(2_180, 0), (2_860, 1), (2_920, 1), (2_980, 1)]);
}

#[test]
fn a_case_goes_to_the_next_level() {
    let up = EscalationStep { pass_to: Some(PassTo::NextLevel), ..step(not_taken(10), &[]) };
    for (of_category, expected) in [(None, NETWORKS), (Some(SECURITY), SECURITY), (Some(FIRST), NETWORKS)] {
        let mut model = model(vec![escalation(vec![up.clone()])]);
        model.categories[1].defaults.group = of_category;
        let mut desk = desk_by(model);
        let classification =
            Classification { category: Some(crate::service_model::CategoryId(2)), ..Classification::default() };
        let new =
            NewTicket { classification, channel: Channel::Mail, requester: RequesterRef::Myself, ..call("Sin red") };
        let ticket = desk.open(ActorRef::Person(ANA), new);
        desk.pass(10);
        assert_eq!(desk.ticket(ticket).group, Some(expected));
        desk.pass(100);
        assert_eq!(desk.steps().len(), 2, "the stay with the next level has a wait of its own");
        assert_eq!(desk.ticket(ticket).group, Some(expected), "there is no third level");
    }
}

/// Networks has Diego, Camila and Sofía.
fn three_in_networks(desk: &mut Desk) {
    desk.group(Some(NETWORKS), "Redes", Level::Second, &[2, 3, 4], true);
}

#[test]
fn a_case_that_nobody_takes_goes_from_one_to_the_next_of_its_group_once_in_a_stay() {
    let [to_next, then] = [20, 40].map(|minutes| EscalationStep {
        pass_to: Some(PassTo::OwnGroup),
        pick: Pick::InTurn,
        ..step(not_taken(minutes), &[])
    });
    let mut desk = desk(vec![to_next, then]);
    three_in_networks(&mut desk);
    let ticket = desk.with_networks();
    let assignee = |desk: &Desk| desk.ticket(ticket).assignee;
    assert_eq!(assignee(&desk), None);
    desk.pass(20);
    assert_eq!(assignee(&desk), Some(UserId(2)));
    assert!(is_state(&desk, ticket, State::New));
    desk.pass(20);
    assert_eq!(assignee(&desk), Some(UserId(3)), "the next one, in turn");
    desk.pass(1_000);
    assert_eq!((assignee(&desk), desk.steps().len()), (Some(UserId(3)), 2), "it does not go round");
    // Elsewhere the wait begins anew.
    desk.ok(DIEGO, &Command::Pass { ticket, group: FIRST, assignee: None, note: None, reply: None });
    desk.pass(20);
    assert_eq!((assignee(&desk), desk.ticket(ticket).group), (Some(UserId(2)), Some(FIRST)));
    desk.pass(20);
    assert_eq!(assignee(&desk), Some(UserId(2)), "there is nobody else");
    assert_eq!(desk.steps().len(), 4);
    let told = desk.memory.journal.iter().filter(|entry| matches!(entry.event, Event::Routed { .. })).count();
    assert_eq!(told, 5, "passed twice by hand, given three times by the desk");
}

#[test]
fn a_step_picks_who_gets_a_case_in_another_group_and_they_are_told() {
    let skilled = EscalationStep {
        pass_to: Some(PassTo::Group(NETWORKS)),
        pick: Pick::BySkill,
        skill: Some("enlaces".to_owned()),
        ..step(not_taken(10), &[])
    };
    let mut desk = desk(vec![skilled]);
    three_in_networks(&mut desk);
    let skills = BTreeSet::from(["enlaces".to_owned()]);
    let sofia = UserDraft { skills, ..user("Sofía", "sofia@mesa.example", &[Role::Agent]) };
    desk.ok(ADMIN, &Command::SaveUser { id: Some(UserId(4)), user: Box::new(sofia) });
    let new = NewTicket { channel: Channel::Mail, requester: RequesterRef::Myself, ..call("Sin red") };
    let ticket = desk.open(ActorRef::Person(ANA), new);
    desk.later(10);
    let due = desk.ok(ActorRef::System, &Command::TimerDue { ticket, timer: TimerKind::Watch });
    let case = desk.ticket(ticket);
    assert_eq!((case.group, case.assignee, case.state), (Some(NETWORKS), Some(UserId(4)), State::New));
    assert_eq!(kinds(&due), [NoticeKind::Assigned]);
}

#[test]
fn by_hand_a_case_is_taken_from_whoever_has_it_and_is_for_all_of_the_group() {
    let mut desk =
        desk(vec![EscalationStep { pass_to: Some(PassTo::OwnGroup), ..step(no_update(60), &[Audience::Group]) }]);
    let ticket = desk.open(CAMILA, call("Sin red"));
    assert!(is_state(&desk, ticket, State::InProgress));
    desk.pass(60);
    assert_eq!((desk.ticket(ticket).assignee, desk.ticket(ticket).group), (None, Some(FIRST)));
    assert!(is_state(&desk, ticket, State::New));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever happens, in whatever order: nothing is due that was not told, each step happens once in its spell, and what
    /// is over stays silent.
    #[test]
    fn steps_happen_once(history in prop::collection::vec((actor(), command(), 0..400_i64), 1..40)) {
        let loud = EscalationStep { alarm: alarm(45, 3), ..step(no_update(120), &[Audience::Assignee]) };
        let steps = vec![
            EscalationStep { raise_priority: true, ..step(not_taken(60), &[Audience::Group]) },
            loud,
            EscalationStep { pass_to: Some(PassTo::NextLevel), ..step(Trigger::Reopened { times: 1 }, &[]) },
            step(Trigger::PassedOn { times: 2 }, &[Audience::Supervisors]),
        ];
        let mut desk = desk(steps);
        for (actor, command, minutes) in history {
            desk.pass(minutes);
            let _ = desk.run(actor, &command);
            desk.pass(0);
            for ticket in desk.memory.all::<Ticket>() {
                prop_assert!(ticket.timers().iter().all(|(at, _)| *at > desk.now), "{:?}", ticket.timers());
                prop_assert!(ticket.state.is_open() || (ticket.alarm.is_none() && ticket.held.is_none()));
                prop_assert!(!(ticket.sealed || ticket.state == State::Cancelled) || ticket.watch.is_none());
            }
        }
        for ticket in desk.memory.all::<Ticket>() {
            let (mut in_stay, mut in_silence, mut counted) = (0, 0, BTreeSet::new());
            for entry in desk.memory.journal.iter().filter(|entry| entry.event.ticket() == Some(ticket.number)) {
                match entry.event {
                    Event::Escalated { when: Trigger::NotTaken(_), .. } => in_stay += 1,
                    Event::Escalated { when: Trigger::NoUpdate(_), .. } => in_silence += 1,
                    Event::Escalated { when, .. } => prop_assert!(counted.insert(when)),
                    Event::Routed { .. } => in_stay = 0,
                    Event::Resumed { .. } => in_silence = 0,
                    _ => {}
                }
                // A mail of theirs is written down by the desk.
                if entry.actor != ActorRef::System || matches!(entry.event, Event::Replied { .. }) {
                    in_silence = 0;
                }
                prop_assert!(in_stay <= 1 && in_silence <= 1);
            }
        }
    }
}

#[test]
fn what_falls_due_together_with_a_handover_happens_too() {
    let next = EscalationStep { pass_to: Some(PassTo::OwnGroup), pick: Pick::InTurn, ..step(not_taken(20), &[]) };
    let loud = EscalationStep { alarm: alarm(15, 3), ..step(not_taken(40), &[Audience::Supervisors]) };
    let mut desk = desk(vec![next, loud]);
    three_in_networks(&mut desk);
    let ticket = desk.with_networks();
    // The desk stood still meanwhile.
    desk.pass(50);
    assert_eq!((desk.ticket(ticket).assignee, desk.steps().len()), (Some(UserId(2)), 2));
    assert!(desk.ticket(ticket).alarm.is_some());
}

#[test]
fn in_quiet_hours_whoever_gets_a_case_sees_it_on_the_screen() {
    let next = EscalationStep { pass_to: Some(PassTo::OwnGroup), pick: Pick::InTurn, ..step(not_taken(20), &[]) };
    // At 09:20 the office is open; twelve hours later it is not.
    for (hours, ways) in [(0, vec![NoticeWay::Screen, NoticeWay::Mail]), (12, vec![NoticeWay::Screen])] {
        let quiet = Escalation { mail_within: Some(OFFICE), ..escalation(vec![next.clone()]) };
        let mut desk = desk_by(model(vec![quiet]));
        three_in_networks(&mut desk);
        desk.later(hours * 60);
        let ticket = desk.with_networks();
        desk.later(20);
        let due = desk.ok(ActorRef::System, &Command::TimerDue { ticket, timer: TimerKind::Watch });
        assert_eq!(due.notices.iter().map(|notice| notice.way).collect::<Vec<_>>(), ways);
    }
    // Also where a rule says that it is told by mail alone.
    let by_mail = super::notices::rule(1, NoticeKind::Assigned, &[Audience::Assignee], &[NoticeWay::Mail]);
    let quiet = Escalation { mail_within: Some(OFFICE), ..escalation(vec![next]) };
    let mut desk = desk_by(ServiceModel { notices: vec![by_mail], ..model(vec![quiet]) });
    three_in_networks(&mut desk);
    desk.later(12 * 60);
    let ticket = desk.with_networks();
    desk.later(20);
    let due = desk.ok(ActorRef::System, &Command::TimerDue { ticket, timer: TimerKind::Watch });
    assert_eq!(due.notices.iter().map(|notice| notice.way).collect::<Vec<_>>(), [NoticeWay::Screen]);
}
