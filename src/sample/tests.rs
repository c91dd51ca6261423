//! A made desk, held against what it is said to be.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::distributions::*;
use super::*;
use crate::desk::id::TicketNumber;
use crate::desk::{Course, Event, Group, Person, Routing, Settings, Step, Supposing, Ticket, Trial, Unit, User};
use crate::service_model::ServiceModel;
use crate::words::{Channel, ClockKind, Kind, State, Vocabulary, WaitingFor};
use chrono::{Datelike, Timelike};
use std::collections::BTreeMap;

const TICKETS: u64 = 3_000;

fn options() -> SampleOptions {
    let until = Moment::parse(DEFAULT_UNTIL).unwrap();
    SampleOptions { tickets: TICKETS, months: 6, seed: 7, until, people: None, administrator: true }
}

fn made(options: &SampleOptions) -> (Memory, Summary) {
    let mut desk = Memory::default();
    let summary = fill(&mut desk, options, |_| {}).unwrap();
    (desk, summary)
}

/// `part` is `share` per mille of `whole`, within `tolerance` per mille.
#[track_caller]
fn about(what: &str, part: usize, whole: usize, share: u32, tolerance: u32) {
    let found = u32::try_from(part * 1000 / whole.max(1)).unwrap();
    assert!(
        found.abs_diff(share) <= tolerance,
        "{what}: {part} of {whole} is {found} per mille, not {share}±{tolerance}"
    );
}

#[test]
fn the_desk_is_as_it_is_said_to_be() {
    let (desk, summary) = made(&options());
    let tickets = desk.all::<Ticket>();
    assert_eq!(tickets.len() as u64, TICKETS);
    assert_eq!(summary.tickets, TICKETS);

    it_has_its_people_and_places(&desk, &summary);
    cases_are_spread_over_time_and_channels(&tickets);
    categories_come_as_often_as_said(&desk, &tickets);
    cases_go_as_said(&desk, &tickets);
    the_last_day_is_still_open(&tickets);
    time_was_agreed_and_is_told(&desk, &tickets);
    the_journal_is_in_order_of_time(&desk);
    texts_are_whole(&desk);
}

fn it_has_its_people_and_places(desk: &Memory, summary: &Summary) {
    let people = desk.all::<Person>();
    assert_eq!(people.len(), 750);
    assert!(people.iter().all(|person| person.details.name.split(' ').count() >= 3), "two surnames");
    about("very important people", people.iter().filter(|person| person.vip).count(), 750, VIP, 12);
    assert!(people.iter().any(|person| person.language == Some(Language::Pt)));
    assert!(people.iter().any(|person| person.language == Some(Language::En)));
    let units = desk.all::<Unit>();
    assert_eq!(units.iter().filter(|unit| unit.parent.is_none()).count(), 12);
    assert!(units.len() >= 60);
    let users = desk.all::<User>();
    assert_eq!(users.iter().filter(|user| user.roles.contains(&Role::Agent)).count(), 12);
    assert!(desk.all::<Group>().iter().any(|group| !group.open_to_all));
    let entered: Vec<_> = users.iter().filter(|user| summary.faces.contains(&user.id)).collect();
    for role in Role::ALL {
        assert!(entered.iter().any(|user| user.roles.contains(role)), "nobody to enter as {role}");
    }
    let settings = desk.all::<Settings>();
    assert_eq!(settings.last().unwrap().name, "Mesa de Ayuda Los Canelos");
}

fn cases_are_spread_over_time_and_channels(tickets: &[Ticket]) {
    let zone = chrono_tz::America::Santiago;
    let whole = tickets.len();
    let mut hours = [0usize; 24];
    let mut days = [0usize; 7];
    for ticket in tickets {
        let local = ticket.opened_at.to_utc().with_timezone(&zone);
        hours[local.hour() as usize] += 1;
        days[local.weekday().num_days_from_monday() as usize] += 1;
    }
    let total: u32 = HOURS.iter().sum();
    for (hour, count) in hours.iter().enumerate() {
        about(&format!("hour {hour}"), *count, whole, HOURS[hour] * 1000 / total, 22);
    }
    for (day, count) in days.iter().enumerate() {
        about(&format!("weekday {day}"), *count, whole, WEEKDAYS[day], 35);
    }
    let monitored = tickets.iter().filter(|ticket| ticket.channel == Channel::Monitoring).count();
    for (channel, share) in CHANNELS {
        let count = tickets.iter().filter(|ticket| ticket.channel == channel).count();
        about(&format!("channel {channel}"), count, whole - monitored, share, 40);
    }
}

fn categories_come_as_often_as_said(desk: &Memory, tickets: &[Ticket]) {
    let book = Book::open().unwrap();
    let model = desk.all::<ServiceModel>().pop().unwrap();
    let total: u32 = book.topics.iter().map(|topic| topic.weight).sum();
    let classified = tickets.iter().filter(|ticket| ticket.category.is_some()).count();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ticket in tickets {
        if let Some(category) = ticket.category.and_then(|id| model.category(id)) {
            *counts.entry(category.name.as_str()).or_default() += 1;
        }
    }
    assert!(counts.len() >= 45, "{}", counts.len());
    for topic in &book.topics {
        let count = counts.get(topic.name).copied().unwrap_or_default();
        about(topic.name, count, classified, topic.weight * 1000 / total, 16);
    }
    for kind in [Kind::Question, Kind::Request, Kind::Incident] {
        assert!(tickets.iter().any(|ticket| ticket.kind == kind));
    }
}

fn cases_go_as_said(desk: &Memory, tickets: &[Ticket]) {
    // What was opened in the last weeks has not come to its end.
    let end = options().until.plus(chrono::TimeDelta::days(-35));
    let old: BTreeMap<_, _> =
        tickets.iter().filter(|ticket| ticket.opened_at < end).map(|ticket| (ticket.number, ticket)).collect();
    let live = |ticket: &Ticket| matches!(ticket.channel, Channel::Phone | Channel::Counter);
    let mut on_line = BTreeSet::new();
    let mut passed = BTreeSet::new();
    let mut waits: BTreeMap<WaitingFor, BTreeSet<_>> = BTreeMap::new();
    let mut cancelled = BTreeSet::new();
    let mut reopened = BTreeSet::new();
    for entry in &desk.journal {
        let Some(number) = entry.event.ticket().filter(|number| old.contains_key(number)) else { continue };
        match &entry.event {
            Event::Resolved { on_line: true, .. } => drop(on_line.insert(number)),
            Event::Routed { how: Routing::Passed, .. } => drop(passed.insert(number)),
            Event::Waited { on, .. } => drop(waits.entry(*on).or_default().insert(number)),
            Event::Cancelled { .. } => drop(cancelled.insert(number)),
            Event::Reopened { .. } => drop(reopened.insert(number)),
            _ => {}
        }
    }
    let calls = old.values().filter(|ticket| live(ticket)).count();
    about("solved on line", on_line.len(), calls, ON_LINE * solvable_at_first_level() / 1000, 45);
    let later = old.len() - on_line.len();
    about("cancelled", cancelled.len(), later, CANCELLED, 15);
    let waited: usize = waits.values().map(BTreeSet::len).sum();
    about("waited", waited, later - cancelled.len(), WAITED, 40);
    for (on, share) in WAITING_FOR {
        about(&format!("waited for {on}"), waits.get(&on).map_or(0, BTreeSet::len), waited, share, 45);
    }
    about("reopened", reopened.len(), old.len() - cancelled.len(), REOPENED, 15);
    assert!(passed.len() * 100 / old.len() > 25, "passed on: {} of {}", passed.len(), old.len());
    // What the clocks of a case do, and what is escalated, follows from the rest; what is ticked of a procedure is beside it.
    let follows = |event: &Event| {
        matches!(
            event,
            Event::ClocksMoved { .. }
                | Event::WatchMoved { .. }
                | Event::Escalated { .. }
                | Event::Reminded { .. }
                | Event::ProcedureChanged { .. }
                | Event::StepDone { .. }
                | Event::StepSkipped { .. }
                | Event::StepUndone { .. }
        )
    };
    let told = desk.journal.iter().filter(|entry| !follows(&entry.event));
    let events = told.filter(|entry| entry.event.ticket().is_some_and(|n| old.contains_key(&n))).count();
    let average = events as f64 / old.len() as f64;
    assert!((7.2..8.8).contains(&average), "{average} events a case");
}

/// Per mille of the cases that people bring: ON_LINE is a share of these.
fn solvable_at_first_level() -> u32 {
    let book = Book::open().unwrap();
    let brought: Vec<_> = book.topics.iter().filter(|topic| topic.name != book::MONITORED).collect();
    let whole: u32 = brought.iter().map(|topic| topic.weight * 1000).sum();
    let part: usize = brought
        .iter()
        .map(|topic| {
            let solvable = (0..topic.subjects.len()).filter(|place| !topic.repertoire(*place).first.is_empty()).count();
            topic.weight as usize * 1000 * solvable / topic.subjects.len()
        })
        .sum();
    u32::try_from(part).unwrap() / (whole / 1000)
}

fn the_last_day_is_still_open(tickets: &[Ticket]) {
    for state in [State::New, State::InProgress, State::Waiting, State::Resolved, State::Closed, State::Cancelled] {
        assert!(tickets.iter().any(|ticket| ticket.state == state), "no case is {state}");
    }
    let open = tickets.iter().filter(|ticket| ticket.state.is_open()).count();
    assert!((20..200).contains(&open), "{open} open");
    let until = options().until;
    assert!(tickets.iter().all(|ticket| ticket.updated_at <= until));
    assert!(tickets.iter().flat_map(Ticket::timers).all(|(at, _)| at > until), "a clock was missed");
}

fn time_was_agreed_and_is_told(desk: &Memory, tickets: &[Ticket]) {
    let solutions = tickets.iter().flat_map(|ticket| &ticket.clocks).filter(|clock| clock.kind == ClockKind::Solution);
    assert_eq!(solutions.clone().count(), tickets.len(), "each case has a clock");
    let late = solutions.filter(|clock| clock.missed.is_some()).count();
    assert!((30..500).contains(&(late * 1000 / tickets.len())), "late: {late} of {}", tickets.len());
    let open: Vec<_> = tickets.iter().filter(|ticket| ticket.state.is_open()).flat_map(|it| &it.clocks).collect();
    for kind in ClockKind::ALL {
        assert!(open.iter().any(|clock| clock.kind == *kind), "no open case has a clock for {kind}");
    }
    // What the clock told, it told at the moment that was planned for it.
    let mut planned: BTreeMap<_, Moment> = BTreeMap::new();
    let mut told = 0;
    for entry in &desk.journal {
        let Event::ClocksMoved { ticket, changed: clocks, .. } = &entry.event else { continue };
        if entry.actor == ActorRef::System
            && clocks.iter().any(|clock| planned.get(&(*ticket, clock.kind)) == Some(&entry.at))
        {
            told += 1;
        }
        for clock in clocks {
            match clock.next {
                Some(next) => planned.insert((*ticket, clock.kind), next),
                None => planned.remove(&(*ticket, clock.kind)),
            };
        }
    }
    assert!(told > 500, "{told}");
    assert!(planned.values().all(|next| *next > options().until), "something was not told");
}

fn the_journal_is_in_order_of_time(desk: &Memory) {
    assert!(desk.journal.is_sorted_by_key(|entry| entry.at));
}

fn texts_are_whole(desk: &Memory) {
    for ticket in desk.all::<Ticket>() {
        let row = desk.content(ticket.subject).unwrap().unwrap_or_else(|| panic!("{} has no subject", ticket.number));
        let subject = row.content.as_text().unwrap();
        assert!(!subject.is_empty() && !subject.contains(['{', '}']), "{subject}");
    }
}

#[test]
fn the_same_seed_gives_the_same_desk() {
    let small = SampleOptions { tickets: 150, months: 1, ..options() };
    let (one, first) = made(&small);
    let (two, second) = made(&small);
    assert_eq!(first, second);
    assert_eq!(one.journal, two.journal);
    let (other, _) = made(&SampleOptions { seed: 8, ..small.clone() });
    assert_ne!(one.journal, other.journal);
    let (open, _) = made(&SampleOptions { administrator: false, ..small });
    assert!(!open.has_administrator().unwrap(), "somebody can still set it up");
}

#[test]
fn a_desk_that_is_set_up_keeps_its_administrator_and_its_name() {
    let mut desk = Memory::default();
    let until = options().until;
    let admin = Box::new(UserDraft {
        name: "Ana Rojas".to_owned(),
        email: "ana@mesa.example".to_owned(),
        roles: BTreeSet::new(),
        person: None,
        languages: BTreeSet::new(),
        skills: BTreeSet::new(),
        active: true,
        password_hash: Some(Ok("x".into())),
    });
    let settings = Settings { name: "Mesa Norte".to_owned(), ..Settings::default() };
    Memory::run(&mut desk, ActorRef::Setup, &Command::SetUp { admin, settings }, until).unwrap();
    let small = SampleOptions { tickets: 60, months: 1, ..options() };
    let summary = fill(&mut desk, &small, |_| {}).unwrap();
    assert_eq!(desk.all::<Settings>().pop().unwrap().name, "Mesa Norte");
    let users = desk.all::<User>();
    assert_eq!(users.iter().filter(|user| user.roles.contains(&Role::Administrator)).count(), 1);
    let first_level: Vec<_> = desk.all::<Group>().into_iter().filter(|group| group.level.as_str() == "first").collect();
    assert_eq!(first_level.len(), 1);
    assert!(first_level[0].members.contains(&UserId(1)), "the administrator still answers calls");
    assert!(!summary.faces.contains(&UserId(1)));
    assert!(matches!(fill(&mut desk, &small, |_| {}), Err(SampleError::NotNew)));
}

#[test]
fn a_data_file_takes_the_same_desk_and_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.redb");
    let small = SampleOptions { tickets: 150, months: 1, people: Some(50), ..options() };
    let quiet = crate::store::Options { notices: false, ..crate::store::Options::default() };
    let store = Store::open(&path, quiet).unwrap();
    let summary = fill_store(&store, &small, |_| {}).unwrap();
    let snapshot = store.snapshot().unwrap();
    let journal: Vec<_> = snapshot.entries_from(crate::desk::id::Seq(1)).unwrap().map(Result::unwrap).collect();
    let (desk, in_memory) = made(&small);
    assert_eq!(summary, in_memory);
    assert_eq!(journal, desk.journal);
    assert!(snapshot.has_administrator().unwrap());
    drop(snapshot);
    store.close().unwrap();
    let report = crate::store::check(&path, true, &mut |_| {}).unwrap();
    assert!(report.is_clean(), "{report:?}");
}

#[test]
fn a_trial_of_the_model_in_force_makes_of_each_case_what_became_of_it() {
    let (desk, _) = made(&SampleOptions { tickets: 400, months: 2, ..options() });
    let escalated = retraced_alike(&desk, options().until);
    assert!(escalated > 100, "{escalated} escalations");
}

#[test]
fn what_was_due_at_the_last_moment_has_happened_as_a_trial_has_it() {
    // Mails of the night are due so long after the opening of the desk: here one is at the very end.
    let until = Moment::parse("2026-11-25T12:30:00Z").unwrap();
    let (desk, _) = made(&SampleOptions { tickets: 60, months: 1, until, ..options() });
    assert!(desk.journal.iter().any(|entry| entry.at == until), "nothing is due at the last moment");
    retraced_alike(&desk, until);
}

/// Every case of a desk is retraced by the model in force, and comes out as it did; how many escalations that were.
fn retraced_alike(desk: &Memory, until: Moment) -> usize {
    let mut stories: BTreeMap<TicketNumber, Vec<Step>> = BTreeMap::new();
    for entry in &desk.journal {
        if let (Some(ticket), Some(step)) = (entry.event.ticket(), Step::of(entry)) {
            stories.entry(ticket).or_default().push(step);
        }
    }
    let supposed = Supposing::new(desk, desk.model().unwrap());
    let mut trial = Trial::new(&supposed).unwrap();
    let mut escalated = 0;
    for (number, story) in &stories {
        let would = trial.retrace(*number, story, until).unwrap().unwrap();
        let was = Course::recorded(story);
        assert_eq!(would, was, "case {number}: {story:#?}");
        escalated += was.escalations.len();
    }
    assert_eq!(stories.len(), desk.all::<Ticket>().len());
    escalated
}
