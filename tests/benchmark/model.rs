//! The service model at work: what a decision costs with many rules, and what 100,000 open clocks cost those who work
//! meanwhile: while nothing is due, when 10,000 timers are due at once, and when all follow a new version.

use crate::measure::{Outcome, load, median, percentile};
use chrono::TimeDelta;
use futures_util::future::try_join_all;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use ventanilla::clock::Clock;
use ventanilla::clockwork;
use ventanilla::desk::id::{GroupId, TicketNumber};
use ventanilla::desk::{
    ActorRef, Classification, Command, Facts, NewTicket, Outcome as Made, RequesterRef, Settings, Ticket, TokenDraft,
    UserDraft, decide,
};
use ventanilla::moment::Moment;
use ventanilla::service_model::{
    Agreement, AgreementId, AssignmentRule, AssignmentRuleId, Conditions, Escalation, EscalationId, EscalationStep,
    Expected, ExpectedDeadline, Scenario, ScenarioCase, ScenarioId, ScenarioStep, ServiceModel, Target, Trigger,
};
use ventanilla::store::{Options, Request, Store};
use ventanilla::words::{
    Audience, Channel, ClockKind, Counting, Kind, OpenCases, Pick, Priority, Role, ScenarioAction, TokenScope,
    Vocabulary,
};

/// Open cases, each with a clock.
const OPEN: usize = 100_000;
/// Those of them whose time is over at once.
const DUE: usize = 10_000;
/// So many of them are opened at once.
const AT_ONCE: usize = 100;
/// So many decisions are timed.
const DECISIONS: usize = 20_000;
/// The scenarios of the version that is published: as many as one may have.
const SCENARIOS: usize = 500;
/// How long is looked while nothing is due.
const MINUTE: Duration = Duration::from_secs(60);
/// How long writes are timed while nothing else happens.
const CALM: Duration = Duration::from_secs(15);

const START: &str = "2026-11-25T12:20:00Z";

/// Prints all of it.
pub(crate) async fn measure() -> Outcome<()> {
    decisions().await?;
    clocks().await
}

struct Desk {
    store: Store,
    clock: Clock,
    actor: ActorRef,
    _folder: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(&folder.path().join("desk.redb"), Options::default())?;
        let clock = Clock::settable(Moment::parse(START).ok_or("no moment")?);
        let admin = Box::new(UserDraft::new("Camila Vergara", "camila@mesa.example", [Role::Agent]));
        let setup = Command::SetUp { admin, settings: Settings::default() };
        let made = store.submit(Request::new(ActorRef::Setup, setup, clock.now())).await?;
        let Made::User(user) = made.outcome else { return Err("no administrator".into()) };
        Ok(Self { store, clock, actor: ActorRef::User(user), _folder: folder })
    }

    async fn run(&self, command: Command) -> Outcome<Made> {
        Ok(self.store.submit(Request::new(self.actor, command, self.clock.now())).await?.outcome)
    }

    async fn publish(&self, edit: impl FnOnce(&mut ServiceModel)) -> Outcome<()> {
        let mut model = ServiceModel::clone(&*self.store.snapshot()?.model()?);
        edit(&mut model);
        self.run(Command::PublishModel(Box::new(model))).await.map(drop)
    }

    /// Writes one note after the other until `done`, and says how long each took, in milliseconds.
    async fn writes_until(&self, ticket: TicketNumber, done: impl Fn() -> Outcome<bool>) -> Outcome<Vec<f64>> {
        let mut took = Vec::new();
        while !done()? {
            let begun = Instant::now();
            let note = Command::Note { ticket, text: "Se revisó".to_owned(), attachments: Vec::new() };
            self.run(note).await?;
            took.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        Ok(took)
    }

    async fn calm(&self, ticket: TicketNumber) -> Outcome<f64> {
        let until = Instant::now() + CALM;
        Ok(percentile(self.writes_until(ticket, || Ok(Instant::now() >= until)).await?, 99))
    }
}

fn call(kind: Kind) -> Box<NewTicket> {
    let requester = RequesterRef::Email { email: "ana@canelos.example".to_owned(), name: None };
    let classification = Classification { kind: Some(kind), ..Classification::default() };
    Box::new(NewTicket { classification, ..NewTicket::new("Sin correo en el equipo", Channel::Mail, requester) })
}

fn agreement(id: usize, conditions: Conditions, minutes: u32) -> Agreement {
    let target = Target { minutes, time: Counting::Elapsed, stopped_by: BTreeSet::new(), warn_at: BTreeSet::new() };
    let id = AgreementId(id as u64);
    let name = format!("Acuerdo {}", id.0);
    Agreement { id, name, calendar: None, conditions, first_response: None, solution: Some(target) }
}

/// At its deadline a case is told to those who administer, and gets a priority more.
fn late() -> Escalation {
    let step = EscalationStep {
        notify: BTreeSet::from([Audience::Administrators]),
        raise_priority: true,
        ..EscalationStep::new(Trigger::Clock { kind: ClockKind::Solution, percent: 100 })
    };
    let (id, conditions) = (EscalationId(1), Conditions::default());
    Escalation { id, name: "Vencido".to_owned(), mail_within: None, conditions, steps: vec![step] }
}

/// A case that is solved after a day, and what is promised of it.
fn scenario(n: usize) -> Scenario {
    let at = Moment::parse(START).unwrap_or_default();
    let case = ScenarioCase {
        at,
        channel: Channel::Mail,
        category: None,
        kind: Some(Kind::Incident),
        impact: None,
        urgency: None,
        unit: None,
        person: None,
        language: None,
        vip: false,
        subject: "Sin correo en el equipo".to_owned(),
        group: None,
        otherwise: None,
        taken: false,
    };
    let due = ExpectedDeadline { clock: ClockKind::Solution, at: Some(at.plus(TimeDelta::minutes(200_000))) };
    let expect = Expected { priority: None, group: None, deadlines: vec![due], escalations: None };
    let steps =
        vec![ScenarioStep::new(24 * 60, ScenarioAction::Take), ScenarioStep::new(24 * 60, ScenarioAction::Solve)];
    Scenario { id: ScenarioId(n as u64), name: format!("Escenario {n}"), case, steps, expect }
}

/// A decision with many rules and agreements against one with few; the last of each is the one that counts.
async fn decisions() -> Outcome<()> {
    let desk = Desk::new().await?;
    // What a program registers is nobody's, so that the rules say whose it is.
    let token = TokenDraft {
        name: "Programa".to_owned(),
        hash: "0".repeat(64),
        role: Role::Agent,
        scope: TokenScope::Write,
        expires_at: None,
    };
    let Made::Token(token) = desk.run(Command::CreateToken(token)).await? else { return Err("no token".into()) };
    let program = ActorRef::Token(token);
    let mut took = Vec::new();
    for (rules, agreements) in [(10, 5), (200, 50)] {
        desk.publish(|model| {
            let rule = |n: usize| AssignmentRule {
                id: AssignmentRuleId(n as u64 + 1),
                name: format!("Regla {n}"),
                conditions: Conditions { kinds: BTreeSet::from([Kind::Incident]), ..Conditions::default() },
                words: vec![
                    format!("palabra {n}"),
                    if n + 1 == rules { "correo".to_owned() } else { format!("otra {n}") },
                ],
                people: BTreeSet::new(),
                group: GroupId(1),
                pick: Pick::ByHand,
                skill: None,
            };
            model.assignment_rules = (0..rules).map(rule).collect();
            // Each for other cases, and none for those of the benchmark, which come by mail.
            let channels = [Channel::Counter, Channel::Monitoring, Channel::Web, Channel::Api, Channel::Phone];
            let other = |n: usize| Conditions {
                channels: channels.get(n % 5).copied().into_iter().collect(),
                priorities: Priority::ALL.get(n / 5 % 4).copied().into_iter().collect(),
                vip: Some((n / 20).is_multiple_of(2)),
                kinds: Kind::ALL.get(n / 40 % 3).copied().into_iter().collect(),
                ..Conditions::default()
            };
            let mut list: Vec<Agreement> = (0..agreements - 1).map(|n| agreement(n + 1, other(n), 60)).collect();
            list.push(agreement(agreements, Conditions::default(), 480));
            model.agreements = list;
        })
        .await?;
        let snapshot = desk.store.snapshot()?;
        let command = Command::OpenTicket(call(Kind::Incident));
        let mut micros = Vec::with_capacity(DECISIONS);
        for _ in 0..DECISIONS {
            let begun = Instant::now();
            decide(&snapshot, program, &command, None, desk.clock.now())?;
            micros.push(begun.elapsed().as_secs_f64() * 1e6);
        }
        took.push(median(micros));
    }
    let (few, many) = (took.first().copied().unwrap_or_default(), took.last().copied().unwrap_or_default());
    println!(
        "model         decision with 200 rules and 50 agreements against 10 and 5: {:.2} x (at most 4) (load {})",
        many / few,
        load()
    );
    println!("              a decision takes {few:.1} and {many:.1} µs");
    Ok(())
}

async fn clocks() -> Outcome<()> {
    let desk = Desk::new().await?;
    let minutes = |model: &mut ServiceModel, minutes: u32| {
        let questions = Conditions { kinds: BTreeSet::from([Kind::Question]), ..Conditions::default() };
        model.agreements = vec![agreement(1, questions, 60), agreement(2, Conditions::default(), minutes)];
        // Whoever is told of what is late is told of each.
        model.escalations = vec![late()];
        model.open_cases = OpenCases::Move;
    };
    desk.publish(|model| minutes(model, 100_000)).await?;
    let mut last = TicketNumber(0);
    for first in (0..OPEN).step_by(AT_ONCE) {
        let kind = |n: usize| if n < DUE { Kind::Question } else { Kind::Incident };
        let opened = (first..first + AT_ONCE).map(|n| desk.run(Command::OpenTicket(call(kind(n)))));
        for made in try_join_all(opened).await? {
            let Made::Ticket(number) = made else { return Err("no case".into()) };
            last = last.max(number);
        }
    }
    let running = clockwork::start(&desk.store, &desk.clock);
    // The first look, and what it leads to.
    tokio::time::sleep(Duration::from_secs(5)).await;
    let (before, begun) = (processor_seconds(), Instant::now());
    tokio::time::sleep(MINUTE).await;
    let share = (processor_seconds() - before) / begun.elapsed().as_secs_f64() * 100.0;
    println!("              {OPEN} open clocks, nothing due for a minute: {share:.2} % of one core (under 0.5)");

    let calm = desk.calm(last).await?;
    desk.clock.set(desk.clock.now().plus(TimeDelta::minutes(61)));
    let begun = Instant::now();
    let store = desk.store.clone();
    let now = desk.clock.now();
    let told = desk.writes_until(last, || Ok(store.snapshot()?.next_timer()?.is_none_or(|next| next > now))).await?;
    println!(
        "              {DUE} timers due at once, all told in {:.1} s: other writes' p99 {:.2} x (at most 3): {:.1} ms \
         against {calm:.1}",
        begun.elapsed().as_secs_f64(),
        percentile(told.clone(), 99) / calm,
        percentile(told, 99)
    );

    let calm = desk.calm(last).await?;
    let begun = Instant::now();
    let before = desk.store.snapshot()?.model()?.version;
    // Writes go on while the model is published, with all of the scenarios that one may have, and while the cases follow it.
    let publish = desk.publish(|model| {
        minutes(model, 200_000);
        model.scenarios = (1..=SCENARIOS).map(scenario).collect();
    });
    let follow = desk.writes_until(last, || {
        let case = desk.store.snapshot()?.get::<Ticket>(last.0 - 1)?;
        Ok(case.is_some_and(|case| case.model > before))
    });
    let ((), moved) = tokio::try_join!(publish, follow)?;
    println!(
        "              {OPEN} open cases follow a new version with {SCENARIOS} scenarios in {:.1} s: other writes' p99 \
         {:.2} x (at most 3): {:.1} ms against {calm:.1}; the longest {:.0} ms",
        begun.elapsed().as_secs_f64(),
        percentile(moved.clone(), 99) / calm,
        percentile(moved.clone(), 99),
        percentile(moved, 100)
    );
    running.stop();
    desk.store.close()?;
    Ok(())
}

/// What this process has used of the processor, in seconds.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
    // utime and stime, of 100 a second.
    (ticks(11) + ticks(12)) / 100.0
}
