//! Commands that share a commit: one that breaks off takes nobody with it.

use super::Sabotage;
use super::desk::*;
use crate::desk::id::PersonId;
use crate::desk::{Command, Facts, Outcome, Ticket};
use crate::store::error::fault;
use crate::store::session::{self, Session};
use crate::store::{Committed, Operational, Options, Request, Store, SubmitError};
use std::sync::mpsc::{Receiver, channel};

fn open(subject: &str) -> Request {
    let mut new = new_ticket(subject, PersonId(1));
    new.note = Some("A second event".to_owned());
    TestDesk::request(ADMIN, Command::OpenTicket(Box::new(new)))
}

fn strikes(strike: impl Fn() -> Result<(), crate::desk::Fault> + Send + Sync + 'static) -> Options {
    let sabotage = Sabotage::new(move |request| match &request.command {
        Command::OpenTicket(new) if new.subject == "boom" => strike(),
        _ => Ok(()),
    });
    Options { sabotage, ..Options::default() }
}

/// Holds the writer up while `submit` queues work, so that all of it comes to share a batch.
fn together<T>(store: &Store, submit: impl FnOnce() -> T) -> T {
    let (go, wait) = channel::<()>();
    let (begun, begin) = channel();
    let holding = store.clone();
    let held = std::thread::spawn(move || {
        holding.operate_blocking(move |_| {
            begun.send(()).unwrap();
            wait.recv().unwrap();
            Ok(())
        })
    });
    begin.recv().unwrap();
    let submitted = submit();
    go.send(()).unwrap();
    held.join().unwrap().unwrap();
    submitted
}

fn later(store: &Store, request: Request) -> Receiver<Result<Committed, SubmitError>> {
    let (answer, answered) = channel();
    let store = store.clone();
    let (queued, queueing) = channel();
    std::thread::spawn(move || {
        queued.send(()).unwrap();
        answer.send(store.submit_blocking(request)).unwrap();
    });
    queueing.recv().unwrap();
    // The queue is filled in this order.
    std::thread::sleep(std::time::Duration::from_millis(20));
    answered
}

fn session(hash: u8) -> Session {
    Session {
        hash: [hash; 32],
        user: 1.into(),
        created: START,
        proved: START,
        expires: START,
        last_seen: START,
        user_agent: None,
    }
}

fn one_breaks_off_alone(options: Options) {
    let desk = TestDesk::with(options);
    desk.person("Ana Rojas", "+56222345678");
    let store = &desk.store;
    let head = *store.head().borrow();
    let kept = |operational: &mut Operational<'_>| session::keep(operational, &session(1));
    let answers = together(store, || {
        let subjects = ["first", "boom", "second", "", "third"];
        let answers: Vec<_> = subjects.iter().map(|subject| later(store, open(subject))).collect();
        let operating = store.clone();
        let operated = std::thread::spawn(move || operating.operate_blocking(kept));
        (answers, operated)
    });
    let (answers, operated) = answers;
    let [first, boom, second, empty, third] = <[_; 5]>::try_from(answers).unwrap();
    operated.join().unwrap().unwrap();
    let number = |answer: Receiver<Result<Committed, SubmitError>>| match answer.recv().unwrap().unwrap().outcome {
        Outcome::Ticket(number) => number.0,
        other => panic!("{other:?}"),
    };
    assert_eq!([number(first), number(second), number(third)], [1, 2, 3]);
    assert!(matches!(boom.recv().unwrap(), Err(SubmitError::Fault(_))));
    assert!(matches!(empty.recv().unwrap(), Err(SubmitError::Refused(_))));
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.last::<Ticket>().unwrap(), Some(3));
    assert_eq!(snapshot.head().0, head.0 + 6);
    assert_eq!(session::of_user(&snapshot, 1.into()).unwrap().len(), 1);
    assert_eq!(store.trouble(), None);
    drop(snapshot);
    desk.done();
}

#[test]
fn one_that_faults_half_way_fails_alone() {
    one_breaks_off_alone(strikes(|| Err(fault("struck"))));
}

#[test]
fn one_that_panics_fails_alone() {
    one_breaks_off_alone(strikes(|| panic!("struck")));
}

#[test]
fn one_that_faults_by_itself_changes_nothing() {
    let desk = TestDesk::with(strikes(|| Err(fault("struck"))));
    desk.person("Ana Rojas", "+56222345678");
    let head = *desk.store.head().borrow();
    assert!(matches!(desk.store.submit_blocking(open("boom")), Err(SubmitError::Fault(_))));
    assert_eq!(desk.store.snapshot().unwrap().head(), head);
    desk.ticket("still works", PersonId(1));
    desk.done();
}

#[test]
fn a_failed_operation_takes_back_what_it_wrote() {
    let desk = TestDesk::new();
    let store = &desk.store;
    store.operate_blocking(|operational| session::keep(operational, &session(1))).unwrap();
    let failed = store.operate_blocking(|operational| {
        session::revoke(operational, &[1; 32])?;
        session::keep(operational, &session(2))?;
        session::keep(operational, &Session { expires: START.plus(chrono::TimeDelta::days(1)), ..session(2) })?;
        Err::<(), _>(fault("no"))
    });
    assert!(failed.is_err());
    let panicked = store.operate_blocking(|operational| -> Result<(), _> {
        session::revoke(operational, &[1; 32])?;
        panic!("no")
    });
    assert!(panicked.is_err());
    let sessions = session::of_user(&store.snapshot().unwrap(), 1.into()).unwrap();
    assert_eq!(sessions, [session(1)]);
    desk.done();
}

#[test]
fn later_commands_of_a_batch_see_earlier_ones() {
    let desk = TestDesk::new();
    desk.person("Ana Rojas", "+56222345678");
    let answers = together(&desk.store, || {
        let mut commands = vec![open("first")];
        commands.push(TestDesk::request(ADMIN, Command::Resolve { ticket: 1.into(), solution: solution() }));
        let group = group_draft("Redes", &[1.into()], false);
        commands.push(TestDesk::request(ADMIN, Command::SaveGroup { id: None, group }));
        let mut into_group = new_ticket("second", PersonId(1));
        into_group.group = Some(2.into());
        commands.push(TestDesk::request(ADMIN, Command::OpenTicket(Box::new(into_group))));
        commands.into_iter().map(|command| later(&desk.store, command)).collect::<Vec<_>>()
    });
    for answer in answers {
        answer.recv().unwrap().unwrap();
    }
    let snapshot = desk.store.snapshot().unwrap();
    assert_eq!(snapshot.groups().unwrap().len(), 2);
    assert_eq!(snapshot.get::<Ticket>(2).unwrap().unwrap().group, Some(2.into()));
    drop(snapshot);
    desk.done();
}

#[test]
fn a_bulk_refusal_keeps_what_was_committed_before() {
    let desk = TestDesk::new();
    desk.person("Ana Rojas", "+56222345678");
    let mut bulk = desk.store.bulk().unwrap();
    assert!(bulk.submit(open("")).is_err());
    let committed = bulk.submit(open("first")).unwrap();
    assert_eq!(committed.outcome, Outcome::Ticket(1.into()));
    bulk.push(open("second")).unwrap();
    let report = bulk.finish().unwrap();
    assert_eq!((report.commands, report.entries), (2, 4));
    let mut bulk = desk.store.bulk().unwrap();
    bulk.push(open("third")).unwrap();
    bulk.push(open("")).unwrap();
    assert!(matches!(bulk.finish(), Err(SubmitError::Refused(_))));
    assert_eq!(desk.store.snapshot().unwrap().last::<Ticket>().unwrap(), Some(2));
    desk.done();
}
