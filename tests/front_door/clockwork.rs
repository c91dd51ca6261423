//! What happens because time passes.

use crate::LOOKS;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::time::Duration;
use tempfile::TempDir;
use ventanilla::clock::Clock;
use ventanilla::clockwork::{self, Clockwork};
use ventanilla::desk::id::{Seq, TicketNumber, UserId};
use ventanilla::desk::{
    ActorRef, Command, Event, Facts, NewTicket, Outcome, RequesterRef, Settings, Solution, Ticket, UserDraft,
};
use ventanilla::moment::Moment;
use ventanilla::service_model::{
    Agreement, AgreementId, Conditions, Escalation, EscalationId, EscalationStep, Lapse, ServiceModel, StepAlarm,
    Target, Trigger,
};
use ventanilla::store::session::{self, Session};
use ventanilla::store::{Options, Request, Store, job};
use ventanilla::words::{Channel, ClockKind, Counting, Language, Role, State, WaitingFor};

const ADMIN: ActorRef = ActorRef::User(UserId(1));

struct TimeDesk {
    store: Store,
    clock: Clock,
    clockwork: Clockwork,
    folder: TempDir,
}

impl TimeDesk {
    async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("desk.redb"), Options::default()).unwrap();
        let clock = Clock::settable(Moment::parse("2026-11-25T12:20:00Z").unwrap());
        let admin = Box::new(UserDraft::new("Camila Vergara", "camila@mesa.example", [Role::Agent]));
        let setup = Command::SetUp { admin, settings: Settings::default() };
        store.submit(Request::new(ActorRef::Setup, setup, clock.now())).await.unwrap();
        let clockwork = clockwork::start(&store, &clock);
        Self { store, clock, clockwork, folder }
    }

    /// The same desk as it lies on the disk now, started `later`: as if the power had gone, and come back by then.
    async fn after_a_power_cut(&self, later: TimeDelta) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("desk.redb");
        std::fs::copy(self.folder.path().join("desk.redb"), &path).unwrap();
        let store = Store::open(&path, Options::default()).unwrap();
        let clock = Clock::settable(self.clock.now().plus(later));
        let clockwork = clockwork::start(&store, &clock);
        Self { store, clock, clockwork, folder }
    }

    /// The steps of escalations that happened, in order.
    fn escalated(&self) -> Vec<(TicketNumber, Trigger)> {
        let entries = self.store.snapshot().unwrap().entries_from(Seq(1)).unwrap();
        let step = |event| match event {
            Event::Escalated { ticket, when, .. } => Some((ticket, when)),
            _ => None,
        };
        entries.filter_map(|entry| step(entry.unwrap().event)).collect()
    }

    async fn run(&self, command: Command) -> Outcome {
        self.store.submit(Request::new(ADMIN, command, self.clock.now())).await.unwrap().outcome
    }

    async fn open(&self, subject: &str) -> TicketNumber {
        let ana = RequesterRef::Email { email: "ana@canelos.example".to_owned(), name: Some("Ana Rojas".to_owned()) };
        let new = NewTicket::new(subject, Channel::Phone, ana);
        match self.run(Command::OpenTicket(Box::new(new))).await {
            Outcome::Ticket(number) => number,
            other => panic!("{other:?}"),
        }
    }

    fn ticket(&self, number: TicketNumber) -> Ticket {
        self.store.snapshot().unwrap().get::<Ticket>(number.0).unwrap().unwrap()
    }

    async fn until(&self, number: TicketNumber, wanted: impl Fn(&Ticket) -> bool) {
        for _ in 0..LOOKS {
            if wanted(&self.ticket(number)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}", self.ticket(number));
    }

    /// Waits until a job has run for this period, and no other; `None`: until it is planned.
    async fn ran(&self, name: &str, period: Option<&str>) {
        let mut row = None;
        for _ in 0..LOOKS {
            row = job::find(&self.store.snapshot().unwrap(), name).unwrap();
            if row.as_ref().is_some_and(|row| row.last_period.as_deref() == period) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{name}: {row:?}");
    }

    fn pass(&self, span: TimeDelta) {
        self.clock.set(self.clock.now().plus(span));
    }

    async fn end(self) {
        self.clockwork.stop();
        let path = self.folder.path().join("desk.redb");
        self.store.close().unwrap();
        let report = ventanilla::store::check(&path, true, &mut |_| {}).unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
    }
}

async fn a_while() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

#[tokio::test]
async fn waiting_until_a_moment_ends_at_that_moment_also_when_the_clock_goes_back() {
    let desk = TimeDesk::start().await;
    let ticket = desk.open("Cambio de equipo").await;
    let until = Some(desk.clock.now().plus(TimeDelta::hours(2)));
    desk.run(Command::Wait { ticket, on: WaitingFor::Moment, until, reason: None }).await;
    a_while().await;
    desk.pass(TimeDelta::hours(2) - TimeDelta::milliseconds(1));
    a_while().await;
    assert_eq!(desk.ticket(ticket).state, State::Waiting);
    desk.pass(-TimeDelta::hours(5));
    a_while().await;
    assert_eq!(desk.ticket(ticket).state, State::Waiting);
    desk.pass(TimeDelta::hours(5) + TimeDelta::milliseconds(1));
    desk.until(ticket, |ticket| ticket.state == State::InProgress).await;
    let ticket = desk.ticket(ticket);
    assert_eq!((ticket.waiting, ticket.updated_at), (None, desk.clock.now()));
    desk.end().await;
}

#[tokio::test]
async fn what_was_solved_closes_and_is_sealed_each_at_its_time() {
    let desk = TimeDesk::start().await;
    let code = desk.store.snapshot().unwrap().model().unwrap().solution_codes.first().unwrap().code.clone();
    let mut tickets = Vec::new();
    // More than are told at once.
    for n in 0..130 {
        let ticket = desk.open(&format!("Caso {n}")).await;
        let solution = Solution { text: "Listo".to_owned(), code: code.clone(), procedure_reason: None };
        desk.run(Command::Resolve { ticket, solution }).await;
        tickets.push(ticket);
    }
    let (first, last) = (tickets[0], tickets[129]);
    let solved = desk.ticket(first).resolution.unwrap();
    desk.clock.set(solved.close_at.plus(TimeDelta::milliseconds(-1)));
    a_while().await;
    assert_eq!(desk.ticket(first).state, State::Resolved);
    desk.clock.set(solved.close_at);
    for ticket in [first, last] {
        desk.until(ticket, |ticket| ticket.state == State::Closed).await;
    }
    assert!(!desk.ticket(first).sealed || solved.reopen_until == solved.close_at);
    desk.clock.set(solved.reopen_until);
    for ticket in [first, last] {
        desk.until(ticket, |ticket| ticket.sealed).await;
    }
    assert_eq!(desk.store.snapshot().unwrap().next_timer().unwrap(), None);
    desk.end().await;
}

#[tokio::test]
async fn ended_sessions_are_cleared_every_hour() {
    let desk = TimeDesk::start().await;
    let now = desk.clock.now();
    for (byte, hours) in [(1, 1), (2, 48)] {
        let session = Session {
            hash: [byte; 32],
            user: UserId(1),
            created: now,
            proved: Moment::default(),
            expires: now.plus(TimeDelta::hours(hours)),
            last_seen: now,
            user_agent: None,
        };
        desk.store.operate(move |operational| session::keep(operational, &session)).await.unwrap();
    }
    let left = || session::of_user(&desk.store.snapshot().unwrap(), UserId(1)).unwrap().len();
    desk.pass(TimeDelta::minutes(50));
    a_while().await;
    assert_eq!(left(), 2);
    desk.pass(TimeDelta::minutes(60));
    // The job clears first, and says in a later commit that it ran.
    let job = || job::find(&desk.store.snapshot().unwrap(), "clear-sessions").unwrap().unwrap();
    let ran = Some("2026-11-25T14:07:00.000Z");
    for _ in 0..LOOKS {
        if job().last_period.as_deref() == ran {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let row = job();
    assert_eq!(row.last_period.as_deref(), ran);
    assert_eq!(left(), 1);
    assert_eq!(row.next_due, Moment::parse("2026-11-25T15:07:00Z").unwrap());
    desk.end().await;
}

#[tokio::test]
async fn a_clock_that_jumps_by_a_day_neither_repeats_nor_skips() {
    let desk = TimeDesk::start().await;
    let start = desk.clock.now();
    let ticket = desk.open("Cambio de equipo").await;
    let until = Some(start.plus(TimeDelta::hours(2)));
    desk.run(Command::Wait { ticket, on: WaitingFor::Moment, until, reason: None }).await;
    for job in ["clear-sessions", "clear-outbox"] {
        desk.ran(job, None).await;
    }

    // A day ahead: what was due meanwhile comes once, however often it was due.
    desk.pass(TimeDelta::days(1));
    desk.until(ticket, |ticket| ticket.state == State::InProgress).await;
    desk.ran("clear-sessions", Some("2026-11-26T12:07:00.000Z")).await;
    desk.ran("clear-outbox", Some("2026-11-26")).await;
    let entries = desk.store.snapshot().unwrap().head();

    // Back again: nothing is done a second time, and nothing undone.
    desk.clock.set(start);
    let session = Session {
        hash: [1; 32],
        user: UserId(1),
        created: start,
        expires: start.plus(TimeDelta::minutes(1)),
        last_seen: start,
        proved: start,
        user_agent: None,
    };
    desk.store.operate(move |operational| session::keep(operational, &session)).await.unwrap();
    let left = || session::of_user(&desk.store.snapshot().unwrap(), UserId(1)).unwrap().len();
    for _ in 0..4 {
        desk.pass(TimeDelta::hours(6));
        a_while().await;
        assert_eq!(left(), 1, "a period was run twice");
    }
    assert_eq!(desk.ticket(ticket).state, State::InProgress);
    assert_eq!(desk.store.snapshot().unwrap().head(), entries);
    desk.ran("clear-sessions", Some("2026-11-26T12:07:00.000Z")).await;
    desk.ran("clear-outbox", Some("2026-11-26")).await;

    // From where it was before, it goes on.
    desk.pass(TimeDelta::hours(1));
    desk.ran("clear-sessions", Some("2026-11-26T13:07:00.000Z")).await;
    assert_eq!(left(), 0);
    desk.end().await;
}

/// Half an hour of silence raises an alarm, and so does an hour without a solution.
fn watched() -> ServiceModel {
    let step = |when| EscalationStep { alarm: Some(StepAlarm::default()), ..EscalationStep::new(when) };
    let hour = Target { minutes: 60, time: Counting::Elapsed, stopped_by: BTreeSet::new(), warn_at: BTreeSet::new() };
    ServiceModel {
        agreements: vec![Agreement {
            id: AgreementId(1),
            name: "Todos".to_owned(),
            calendar: None,
            conditions: Conditions::default(),
            first_response: None,
            solution: Some(hour),
        }],
        escalations: vec![Escalation {
            id: EscalationId(1),
            name: "Nadie lo mira".to_owned(),
            mail_within: None,
            conditions: Conditions::default(),
            steps: vec![
                step(Trigger::NoUpdate(Lapse { minutes: 30, calendar: None })),
                step(Trigger::Clock { kind: ClockKind::Solution, percent: 100 }),
            ],
        }],
        ..ServiceModel::starter(Language::Es)
    }
}

#[tokio::test]
async fn what_came_due_while_the_desk_lay_without_power_is_told_once_and_in_order() {
    let desk = TimeDesk::start().await;
    let publish = Command::PublishModel(Box::new(watched()));
    desk.store.submit(Request::new(ActorRef::Setup, publish, desk.clock.now())).await.unwrap();
    let mut cases = Vec::new();
    for minutes in [0, 10, 10] {
        desk.pass(TimeDelta::minutes(minutes));
        let ana = RequesterRef::Email { email: "ana@canelos.example".to_owned(), name: Some("Ana Rojas".to_owned()) };
        let new = Command::OpenTicket(Box::new(NewTicket::new("Sin red", Channel::Mail, ana)));
        match desk.run(new).await {
            Outcome::Ticket(number) => cases.push(number),
            other => panic!("{other:?}"),
        }
    }
    // The first was told before the power went.
    desk.pass(TimeDelta::minutes(10));
    desk.until(cases[0], |ticket| ticket.alarm.is_some()).await;
    let silent = Trigger::NoUpdate(Lapse { minutes: 30, calendar: None });
    let over = Trigger::Clock { kind: ClockKind::Solution, percent: 100 };
    assert_eq!(desk.escalated(), [(cases[0], silent)]);

    let again = desk.after_a_power_cut(TimeDelta::days(2)).await;
    for number in &cases {
        again
            .until(*number, |ticket| ticket.clocks.iter().all(|clock| clock.missed.is_some() && clock.next.is_none()))
            .await;
    }
    a_while().await;
    let expected = [
        (cases[0], silent),
        (cases[1], silent),
        (cases[2], silent),
        (cases[0], over),
        (cases[1], over),
        (cases[2], over),
    ];
    assert_eq!(again.escalated(), expected);
    let head = again.store.snapshot().unwrap().head();
    let third = again.after_a_power_cut(TimeDelta::minutes(1)).await;
    a_while().await;
    assert_eq!(third.store.snapshot().unwrap().head(), head, "nothing is told again");
    third.end().await;
    again.end().await;
    desk.end().await;
}

#[tokio::test]
async fn jobs_that_another_time_zone_database_planned_are_planned_anew() {
    let desk = TimeDesk::start().await;
    desk.ran("clear-outbox", None).await;
    desk.clockwork.stop();
    let planned = |name: &str| job::find(&desk.store.snapshot().unwrap(), name).unwrap().unwrap();
    let right = planned("clear-outbox");
    assert_eq!(right.zones.as_deref(), Some(chrono_tz::IANA_TZDB_VERSION));

    // As a database has it that knows nothing of a change of clocks: an hour late, which skips a day's run.
    let late = job::Job {
        next_due: right.next_due.plus(TimeDelta::hours(1)),
        last_period: Some("2026-11-25".to_owned()),
        zones: Some("2020a".to_owned()),
        ..right.clone()
    };
    desk.store.operate(move |operational| job::keep(operational, &late)).await.unwrap();
    desk.clock.set(right.next_due.plus(TimeDelta::minutes(30)));
    let clockwork = clockwork::start(&desk.store, &desk.clock);
    desk.ran("clear-outbox", Some("2026-11-26")).await;
    let after = planned("clear-outbox");
    assert_eq!((after.next_due, after.zones), (right.next_due.plus(TimeDelta::days(1)), right.zones));
    clockwork.stop();
    desk.end().await;
}
