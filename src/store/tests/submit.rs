//! Commands through the writer: what is answered, seen and kept.

use super::desk::*;
use crate::desk::id::{Seq, UserId};
use crate::desk::{Command, Facts, NoticeWay, Outcome, Person, Refusal, Ticket, User};
use crate::store::{IdempotencyKey, Options, Scope, Store, SubmitError, credential, outbox, secret, session};
use crate::words::{MailSecurity, Role, State};

#[test]
fn a_case_goes_from_call_to_solution() {
    let desk = TestDesk::new();
    let caller = desk.person("José Núñez Pérez", "+56 9 8765 4321");
    let number = desk.ticket("No imprime", caller);
    let before = desk.store.snapshot().unwrap();
    desk.run(Command::Resolve { ticket: number, solution: solution() });
    let after = desk.store.snapshot().unwrap();

    assert_eq!(before.get::<Ticket>(number.0).unwrap().unwrap().state, State::InProgress);
    let solved = after.get::<Ticket>(number.0).unwrap().unwrap();
    assert_eq!(solved.state, State::Resolved);
    assert_eq!(after.count(Scope::All, true, State::Resolved).unwrap(), 1);
    assert_eq!(after.count(Scope::All, true, State::InProgress).unwrap(), 0);
    assert_eq!(after.count(Scope::Assignee(UserId(1)), true, State::Resolved).unwrap(), 1);
    assert_eq!(*desk.store.head().borrow(), after.head());
    assert!(after.next_timer().unwrap().is_some());
    let entries: Vec<_> = after.entries_from(Seq(1)).unwrap().map(|entry| entry.unwrap().seq.0).collect();
    assert_eq!(entries, (1..=after.head().0).collect::<Vec<_>>());
    drop((before, after));
    desk.done();
}

#[test]
fn a_refused_command_changes_nothing() {
    let desk = TestDesk::new();
    let head = *desk.store.head().borrow();
    let refused = desk.store.submit_blocking(TestDesk::request(ADMIN, Command::Take { ticket: 9.into() }));
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::NotFound))));
    assert_eq!(*desk.store.head().borrow(), head);
    desk.done();
}

#[test]
fn the_same_key_gets_the_same_outcome() {
    let desk = TestDesk::new();
    let caller = desk.person("Ana Rojas", "+56222345678");
    let open = |subject: &str, body: u8, hours: i64| {
        let mut request = TestDesk::request(ADMIN, Command::OpenTicket(Box::new(new_ticket(subject, caller))));
        request.at = START.plus(chrono::TimeDelta::hours(hours));
        request.idempotency =
            Some(IdempotencyKey { operation: "open".to_owned(), key: "k1".to_owned(), body_hash: [body; 32] });
        desk.store.submit_blocking(request)
    };
    let first = open("Sin red", 1, 0).unwrap();
    let again = open("Sin red", 1, 1).unwrap();
    assert!(again.replayed && !first.replayed);
    assert_eq!(again.outcome, first.outcome);
    assert!(matches!(open("Otra", 2, 1), Err(SubmitError::Refused(Refusal::KeyReused))));
    let later = open("Sin red", 1, 24).unwrap();
    assert!(!later.replayed);
    assert_ne!(later.outcome, first.outcome);
    desk.done();
}

#[test]
fn secrets_lie_apart_and_sign_out() {
    let desk = TestDesk::new();
    let user = desk.user("Beto", &[Role::Agent]);
    let sign_in = |hash: [u8; 32]| {
        let session = session::Session {
            hash,
            user,
            created: START,
            proved: START,
            expires: START.plus(chrono::TimeDelta::hours(8)),
            last_seen: START,
            user_agent: None,
        };
        desk.store.operate_blocking(move |operational| session::keep(operational, &session)).unwrap();
    };
    let signed_in = || session::of_user(&desk.store.snapshot().unwrap(), user).unwrap().len();
    sign_in([1; 32]);
    sign_in([2; 32]);
    assert_eq!(signed_in(), 2);
    desk.run_as(
        crate::desk::ActorRef::User(user),
        Command::ChangePassword { user, password_hash: "$argon2id$new".into() },
    );
    assert_eq!(signed_in(), 0);
    let kept = credential::find(&desk.store.snapshot().unwrap(), user).unwrap().unwrap();
    assert_eq!(kept.password_hash, "$argon2id$new");

    sign_in([3; 32]);
    let draft = crate::desk::UserDraft { active: false, password_hash: None, ..user_draft("Beto", &[Role::Agent]) };
    desk.run(Command::SaveUser { id: Some(user), user: Box::new(draft) });
    assert_eq!(signed_in(), 0);
    assert!(!desk.store.snapshot().unwrap().get::<User>(user.0).unwrap().unwrap().active);

    let mail = |password: Option<&str>| {
        desk.run(Command::ChangeMailSettings {
            host: "mail.example".to_owned(),
            port: 465,
            security: MailSecurity::Tls,
            username: None,
            password: password.map(Into::into),
            from_address: "mesa@mail.example".to_owned(),
            from_name: None,
            trusted_certificates: None,
        });
        secret::find(&desk.store.snapshot().unwrap(), desk.store.keys(), secret::MAIL_PASSWORD)
            .unwrap()
            .map(Result::unwrap)
    };
    assert_eq!(mail(Some("geheim")).as_deref(), Some("geheim"));
    assert_eq!(mail(None).as_deref(), Some("geheim"));
    assert_eq!(mail(Some("")), None);
    desk.done();
}

#[test]
fn notices_wait_in_the_outbox_with_their_cause() {
    let desk = TestDesk::new();
    let caller = desk.person("Ana Rojas", "+56222345678");
    let number = desk.ticket("Sin red", caller);
    let snapshot = desk.store.snapshot().unwrap();
    let due = outbox::due(&snapshot, NoticeWay::Mail, START, 10).unwrap();
    assert!(!due.is_empty());
    assert_eq!(due[0].ticket, Some(number));
    assert_eq!(outbox::count(&snapshot, NoticeWay::Mail, outbox::OutboxState::Queued).unwrap(), due.len() as u64);
    assert!(due[0].message_id.starts_with(&format!("<{number}.")));
    let id = due[0].id;
    let leased = desk.store.operate_blocking(move |operational| {
        let leased = outbox::lease(operational, id, START.plus(chrono::TimeDelta::minutes(1)))?;
        assert!(outbox::lease(operational, id, START)?.is_none());
        Ok(leased)
    });
    assert_eq!(leased.unwrap().unwrap().attempts, 1);
    desk.store.operate_blocking(move |operational| outbox::sent(operational, id, START)).unwrap();
    let sent =
        outbox::list(&desk.store.snapshot().unwrap(), (NoticeWay::Mail, outbox::OutboxState::Sent), None, 10).unwrap();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].message_id, due[0].message_id);
    drop(snapshot);
    desk.done();
}

#[test]
fn people_are_found_while_typing() {
    let desk = TestDesk::new();
    let jose = desk.person("José Núñez Pérez", "+56 9 8765 4321");
    let other = desk.person("Josefina Pereira", "+56 2 2234 4321");
    let snapshot = desk.store.snapshot().unwrap();
    use crate::store::index::person::*;
    assert_eq!(by_words(&snapshot, "jos", 10).unwrap(), [jose, other]);
    assert_eq!(by_words(&snapshot, "PÉR jo", 10).unwrap(), [other, jose]);
    assert_eq!(by_words(&snapshot, "jo NUÑ", 10).unwrap(), [jose]);
    assert_eq!(by_words(&snapshot, "", 10).unwrap(), []);
    assert_eq!(by_phone_ending(&snapshot, "4321", 10).unwrap().len(), 2);
    assert_eq!(by_phone_ending(&snapshot, "9 8765 4321", 10).unwrap(), [jose]);
    assert_eq!(list(&snapshot, None, None, 1).unwrap()[0].id, jose);
    let first = list(&snapshot, None, None, 1).unwrap().remove(0);
    assert_eq!(list(&snapshot, None, Some(&first.place), 9).unwrap()[0].id, other);
    assert!(snapshot.get::<Person>(jose.0).unwrap().is_some());
    drop(snapshot);
    desk.done();
}

#[test]
fn a_full_queue_is_busy_and_a_closed_store_says_so() {
    let desk = TestDesk::with(Options { queue: 1, ..Options::default() });
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let store = desk.store.clone();
    let busy = runtime.block_on(async move {
        let submits = (0..200).map(|_| {
            let store = store.clone();
            tokio::spawn(
                async move { store.submit(TestDesk::request(ADMIN, Command::Take { ticket: 9.into() })).await },
            )
        });
        let mut busy = 0;
        for submit in submits.collect::<Vec<_>>() {
            busy += usize::from(matches!(submit.await.unwrap(), Err(SubmitError::Busy)));
        }
        busy
    });
    assert!(busy > 0, "200 at once into a queue of one");
    let store: Store = desk.store.clone();
    desk.done();
    assert!(store.snapshot().is_err());
    let closed = store.submit_blocking(TestDesk::request(ADMIN, Command::Take { ticket: 9.into() }));
    assert!(matches!(closed, Err(SubmitError::Closed)));
}

#[test]
fn what_was_committed_is_there_after_opening_again() {
    let desk = TestDesk::new();
    let caller = desk.person("Ana Rojas", "+56222345678");
    let TestDesk { store, path, .. } = &desk;
    let committed = store
        .submit_blocking(TestDesk::request(ADMIN, Command::OpenTicket(Box::new(new_ticket("Sin red", caller)))))
        .unwrap();
    assert!(matches!(Store::open(path, Options::default()), Err(crate::store::OpenError::Locked { .. })));
    store.clone().close().unwrap();
    let again = Store::open(path, Options::default()).unwrap();
    let snapshot = again.snapshot().unwrap();
    let Outcome::Ticket(number) = committed.outcome else { panic!() };
    assert_eq!(snapshot.get::<Ticket>(number.0).unwrap().unwrap().number, number);
    assert_eq!(snapshot.head(), committed.seq);
    drop(snapshot);
    again.close().unwrap();
    desk.done();
}

#[test]
fn what_other_threads_need_can_be_sent() {
    fn sent<T: Send>() {}
    sent::<crate::store::Snapshot>();
    sent::<Store>();
    sent::<crate::store::Bulk>();
    sent::<crate::store::LaneScan>();
}
