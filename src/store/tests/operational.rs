//! Operational rows, each kind through its life.

use super::desk::*;
use crate::desk::id::{PersonId, Seq};
use crate::desk::{Command, Facts, Group, NoticeWay};
use crate::moment::Moment;
use crate::store::outbox::{self, OutboxState};
use crate::store::{
    IdempotencyKey, OperateError, Operational, Table, device, idempotency, job, reader, session, throttle,
};
use chrono::TimeDelta;

fn after(minutes: i64) -> Moment {
    START.plus(TimeDelta::minutes(minutes))
}

fn operate<T: Send + 'static>(
    desk: &TestDesk,
    operation: impl FnOnce(&mut Operational<'_>) -> Result<T, crate::desk::Fault> + Send + 'static,
) -> T {
    desk.store.operate_blocking(operation).unwrap()
}

#[test]
fn a_notice_is_tried_until_it_is_sent_and_can_be_sent_again() {
    let desk = TestDesk::new();
    desk.person("Ana Rojas", "+56222345678");
    let number = desk.ticket("Sin red", PersonId(1));
    let snapshot = || desk.store.snapshot().unwrap();
    let id = outbox::due(&snapshot(), NoticeWay::Mail, START, 1).unwrap()[0].id;
    let state = || outbox::find(&snapshot(), id).unwrap().unwrap().state;
    assert_eq!(outbox::next_due(&snapshot(), NoticeWay::Mail).unwrap(), Some(START));

    operate(&desk, move |rows| outbox::lease(rows, id, after(1)));
    assert_eq!(state(), OutboxState::Leased);
    assert!(outbox::due(&snapshot(), NoticeWay::Mail, after(60), 9).unwrap().iter().all(|row| row.id != id));
    assert!(outbox::lapsed(&snapshot(), NoticeWay::Mail, after(0), 9).unwrap().is_empty());
    assert_eq!(outbox::lapsed(&snapshot(), NoticeWay::Mail, after(1), 9).unwrap()[0].id, id);
    operate(&desk, move |rows| outbox::retry_at(rows, id, after(5), "451 later"));
    assert!(outbox::due(&snapshot(), NoticeWay::Mail, after(4), 9).unwrap().iter().all(|row| row.id != id));
    assert_eq!(
        outbox::due(&snapshot(), NoticeWay::Mail, after(5), 9).unwrap().last().unwrap().last_error.as_deref(),
        Some("451 later")
    );
    operate(&desk, move |rows| outbox::failed(rows, id, after(6), "550 no such user"));
    assert_eq!(state(), OutboxState::Failed);
    assert!(operate(&desk, move |rows| outbox::send_again(rows, id, after(7))));
    assert!(!operate(&desk, move |rows| outbox::send_again(rows, id, after(7))));
    operate(&desk, move |rows| outbox::unknown(rows, id, after(8), "the connection broke"));
    operate(&desk, move |rows| outbox::send_again(rows, id, after(9)));
    operate(&desk, move |rows| outbox::sent(rows, id, after(9)));
    let counts: u64 =
        OutboxState::ALL.iter().map(|state| outbox::count(&snapshot(), NoticeWay::Mail, *state).unwrap()).sum();
    assert_eq!(counts, outbox::of_ticket(&snapshot(), number, 9).unwrap().len() as u64);
    assert_eq!(operate(&desk, |rows| outbox::clear_old(rows, after(8), 9)), 0);
    assert_eq!(operate(&desk, |rows| outbox::clear_old(rows, after(9), 9)), 1);
    assert_eq!(outbox::find(&snapshot(), id).unwrap(), None);
    desk.done();
}

#[test]
fn sessions_end() {
    let desk = TestDesk::new();
    for n in 0..5_u8 {
        let session = session::Session {
            hash: [n; 32],
            user: 1.into(),
            created: START,
            proved: START,
            expires: after(i64::from(n)),
            last_seen: START,
            user_agent: Some("Firefox".to_owned()),
        };
        operate(&desk, move |rows| session::keep(rows, &session));
    }
    let snapshot = desk.store.snapshot().unwrap();
    assert!(session::find(&snapshot, &[2; 32], after(1)).unwrap().is_some());
    assert!(session::find(&snapshot, &[2; 32], after(2)).unwrap().is_none());
    assert_eq!(operate(&desk, |rows| session::clear_expired(rows, after(2), 2)), 2);
    assert_eq!(operate(&desk, |rows| session::clear_expired(rows, after(2), 2)), 1);
    assert_eq!(operate(&desk, |rows| session::clear_expired(rows, after(2), 2)), 0);
    assert_eq!(operate(&desk, |rows| session::revoke_all(rows, 1.into(), Some(&[4; 32]))), 1);
    assert!(operate(&desk, |rows| session::revoke(rows, &[4; 32])));
    assert!(!operate(&desk, |rows| session::revoke(rows, &[4; 32])));
    drop(snapshot);
    desk.done();
}

#[test]
fn a_user_is_known_in_the_last_browsers_for_a_year_after_they_signed_in() {
    let desk = TestDesk::new();
    let (ana, beto) = (1.into(), 2.into());
    for n in 0..21_u8 {
        operate(&desk, move |rows| device::keep(rows, [n; 32], ana, after(i64::from(n))));
    }
    operate(&desk, move |rows| device::keep(rows, [1; 32], beto, after(0)));
    let snapshot = || desk.store.snapshot().unwrap();
    let knows = |n: u8, user, at| device::knows(&snapshot(), &[n; 32], user, at).unwrap();
    let known = || (0..22).filter(|n| knows(*n, ana, after(0))).collect::<Vec<_>>();
    assert_eq!(known(), (1..21).collect::<Vec<_>>(), "the oldest fell out");
    assert!(knows(1, beto, after(0)) && !knows(2, beto, after(0)));
    assert!(device::is_ours(&snapshot(), &[1; 32]).unwrap() && !device::is_ours(&snapshot(), &[0; 32]).unwrap());

    // Whoever signs in again is known for another year.
    let year = |minutes| after(minutes).plus(device::LIFETIME);
    operate(&desk, move |rows| device::keep(rows, [1; 32], ana, after(30)));
    assert!(knows(1, ana, year(29)) && !knows(1, ana, year(30)));
    assert!(knows(2, ana, year(1)) && !knows(2, ana, year(2)));
    assert_eq!(operate(&desk, move |rows| device::clear_old(rows, year(3), 2)), 2);
    assert_eq!(operate(&desk, move |rows| device::clear_old(rows, year(3), 2)), 1);
    assert_eq!(operate(&desk, move |rows| device::clear_old(rows, year(3), 2)), 0);
    assert_eq!(known(), [1].into_iter().chain(4..21).collect::<Vec<_>>());

    assert_eq!(operate(&desk, move |rows| device::forget_all(rows, ana, Some(&[5; 32]))), 17);
    assert_eq!(known(), [5]);
    assert_eq!(operate(&desk, move |rows| device::forget_all(rows, ana, None)), 1);
    assert_eq!(snapshot().rows_in(Table::Device).unwrap(), 0);
    desk.done();
}

#[test]
fn failures_count_until_it_goes_well_or_is_long_ago() {
    let desk = TestDesk::new();
    operate(&desk, |rows| throttle::fail(rows, "ana@mesa.example", after(0)));
    let twice = operate(&desk, |rows| throttle::fail(rows, "ana@mesa.example", after(1)));
    assert_eq!((twice.failures, twice.last), (2, after(1)));
    operate(&desk, |rows| throttle::fail(rows, "192.0.2.1", after(5)));
    assert_eq!(operate(&desk, |rows| throttle::clear_old(rows, after(5), 9)), 1);
    assert_eq!(throttle::find(&desk.store.snapshot().unwrap(), "ana@mesa.example").unwrap(), None);
    operate(&desk, |rows| throttle::clear(rows, "192.0.2.1"));
    assert_eq!(throttle::find(&desk.store.snapshot().unwrap(), "192.0.2.1").unwrap(), None);
    desk.done();
}

#[test]
fn jobs_and_readers_keep_their_place() {
    let desk = TestDesk::new();
    let daily = |next: i64| job::Job {
        name: "daily".to_owned(),
        schedule: "0 0 3 * * *".to_owned(),
        next_due: after(next),
        last_period: (next > 0).then(|| "2026-11-25".to_owned()),
        zones: None,
        last_run: None,
    };
    operate(&desk, move |rows| job::keep(rows, &daily(0)));
    operate(&desk, move |rows| job::keep(rows, &daily(5)));
    operate(&desk, |rows| reader::keep(rows, "search", Seq(7)));
    let snapshot = desk.store.snapshot().unwrap();
    assert_eq!(job::all(&snapshot).unwrap(), [daily(5)]);
    assert_eq!(job::find(&snapshot, "daily").unwrap(), Some(daily(5)));
    assert_eq!(reader::position(&snapshot, "search").unwrap(), Seq(7));
    assert_eq!(reader::position(&snapshot, "facts").unwrap(), Seq(0));
    assert_eq!(reader::all(&snapshot).unwrap().len(), 1);
    operate(&desk, |rows| job::forget(rows, "daily"));
    assert_eq!(job::all(&desk.store.snapshot().unwrap()).unwrap(), []);
    drop(snapshot);
    desk.done();
}

#[test]
fn answers_are_forgotten_after_a_day() {
    let desk = TestDesk::new();
    let mut request = TestDesk::request(ADMIN, Command::SetAway { user: 1.into(), away: None });
    request.idempotency =
        Some(IdempotencyKey { operation: "away".to_owned(), key: "k".to_owned(), body_hash: [0; 32] });
    desk.store.submit_blocking(request).unwrap();
    let kept = || desk.store.snapshot().unwrap().rows_in(Table::Idempotency).unwrap();
    operate(&desk, |rows| idempotency::clear_old(rows, after(24 * 60), 9));
    assert_eq!(kept(), 1);
    operate(&desk, |rows| idempotency::clear_old(rows, after(24 * 60 + 1), 9));
    assert_eq!(kept(), 0);
    desk.done();
}

#[test]
fn a_snapshot_never_mixes_two_moments() {
    let desk = TestDesk::new();
    let store = desk.store.clone();
    let reading = std::thread::spawn(move || -> Result<(), OperateError> {
        let mut seen = 0;
        while seen < 40 {
            let snapshot = store.snapshot()?;
            seen = snapshot.groups()?.len();
            assert_eq!(snapshot.rows_in(Table::Group)?, seen as u64);
            assert_eq!(snapshot.last::<Group>()?, Some(seen as u64));
        }
        Ok(())
    });
    for n in 1..40 {
        desk.group(&format!("Grupo {n}"), &[], true);
    }
    reading.join().unwrap().unwrap();
    desk.done();
}

#[test]
fn what_was_answered_is_seen_by_every_snapshot_that_is_taken_after_it() {
    let desk = TestDesk::new();
    let hash = [7; 32];
    let signed_in = || session::find(&desk.store.snapshot().unwrap(), &hash, START).unwrap().is_some();
    assert!(!signed_in());
    let older = desk.store.snapshot().unwrap();
    let session = session::Session {
        hash,
        user: crate::desk::id::UserId(1),
        created: START,
        proved: START,
        expires: after(60),
        last_seen: START,
        user_agent: None,
    };
    // Neither is in the journal: its head says nothing about them.
    operate(&desk, move |rows| session::keep(rows, &session));
    assert!(signed_in());
    operate(&desk, move |rows| session::revoke(rows, &hash));
    assert!(!signed_in());

    let person = desk.person("Ana Rojas", "+56222345678");
    let has_person =
        |snapshot: &crate::store::Snapshot| snapshot.get::<crate::desk::Person>(person.0).unwrap().is_some();
    assert!(has_person(&desk.store.snapshot().unwrap()));
    assert!(!has_person(&older));
    desk.done();
}
