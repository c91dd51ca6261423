//! A desk in a temporary folder, with people of every kind.

use crate::desk::id::{GroupId, PersonId, TicketNumber, UnitId, UserId};
use crate::desk::{
    ActorRef, Command, GroupDraft, NewTicket, Outcome, PersonDraft, RequesterRef, Settings, Solution, UnitDraft,
    UserDraft, Viewer,
};
use crate::moment::Moment;
use crate::store::{Bulk, Options, Request, Snapshot, Store, check};
use crate::words::{Channel, Level, Role};
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tempfile::TempDir;

/// Wednesday, 25 November 2026, 09:20 in Santiago.
pub(super) const START: Moment = Moment::from_millis(1_795_609_200_000);

pub(super) const ADMIN: ActorRef = ActorRef::User(UserId(1));

/// A store, its folder, and a clock of its own.
pub(super) struct TestDesk {
    pub(super) store: Store,
    pub(super) now: Moment,
    path: PathBuf,
    folder: TempDir,
}

impl TestDesk {
    /// A desk with its administrator (user 1) and first-level group (1), and nobody else.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        let store = Store::open(&path, Options::default()).unwrap();
        let desk = Self { store, now: START, path, folder };
        let admin = Box::new(user("Paulina Sepúlveda", &[]));
        let settings = Settings { name: "Mesa".to_owned(), ..Settings::default() };
        desk.run(ActorRef::Setup, Command::SetUp { admin, settings }).unwrap();
        desk
    }

    /// Does something in its own transaction.
    pub(super) fn run(&self, actor: ActorRef, command: Command) -> Option<Outcome> {
        self.store.submit_blocking(Request::new(actor, command, self.now)).ok().map(|committed| committed.outcome)
    }

    /// Does many things in one transaction; time goes on by a minute with each.
    pub(super) fn bulk<T>(&mut self, work: impl FnOnce(&mut Steps) -> T) -> T {
        let mut steps = Steps { bulk: self.store.bulk().unwrap(), now: self.now };
        let result = work(&mut steps);
        self.now = steps.now;
        steps.bulk.finish().unwrap();
        result
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        self.store.snapshot().unwrap()
    }

    pub(super) fn viewer(&self, actor: ActorRef) -> Viewer {
        Viewer::of(&self.snapshot(), actor, self.now).unwrap().unwrap()
    }

    /// The end of every test that writes: the file is what its journal tells.
    pub(super) fn close_and_check(self) {
        self.store.close().unwrap();
        let report = check(&self.path, true, &mut |_| {}).unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
        drop(self.folder);
    }
}

/// Many steps in one transaction.
pub(super) struct Steps {
    bulk: Bulk,
    pub(super) now: Moment,
}

impl Steps {
    /// What a command comes to; `None`: it was refused.
    pub(super) fn try_to(&mut self, actor: ActorRef, command: Command) -> Option<Outcome> {
        self.now = self.now.plus(TimeDelta::minutes(1));
        self.bulk.submit(Request::new(actor, command, self.now)).ok().map(|committed| committed.outcome)
    }

    /// The same for what is not refused.
    pub(super) fn run(&mut self, actor: ActorRef, command: Command) -> Outcome {
        self.now = self.now.plus(TimeDelta::minutes(1));
        match self.bulk.submit(Request::new(actor, command.clone(), self.now)) {
            Ok(committed) => committed.outcome,
            Err(error) => panic!("{command:?}: {error}"),
        }
    }

    pub(super) fn user(&mut self, name: &str, roles: &[Role], person: Option<PersonId>) -> UserId {
        let draft = UserDraft { person, ..user(name, roles) };
        match self.run(ADMIN, Command::SaveUser { id: None, user: Box::new(draft) }) {
            Outcome::User(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn group(&mut self, name: &str, open_to_all: bool, members: &[UserId]) -> GroupId {
        let group = GroupDraft {
            name: name.to_owned(),
            level: Level::Second,
            members: members.iter().copied().collect(),
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            open_to_all,
            active: true,
        };
        match self.run(ADMIN, Command::SaveGroup { id: None, group }) {
            Outcome::Group(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn person(&mut self, draft: PersonDraft) -> PersonId {
        let person = Box::new(PersonDraft { active: true, ..draft });
        match self.run(ADMIN, Command::SavePerson { id: None, person }) {
            Outcome::Person(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn named(&mut self, name: &str) -> PersonId {
        self.person(PersonDraft { name: name.to_owned(), ..PersonDraft::default() })
    }

    /// A person heads a unit.
    pub(super) fn head(&mut self, (id, parent): (UnitId, Option<UnitId>), head: PersonId) {
        let heads = Some(vec![head]);
        let unit = UnitDraft { name: format!("Unidad {id}"), parent, country: None, active: true, heads };
        self.run(ADMIN, Command::SaveUnit { id: Some(id), unit });
    }

    pub(super) fn unit(&mut self, name: &str, parent: Option<UnitId>) -> UnitId {
        let unit = UnitDraft { name: name.to_owned(), parent, country: None, active: true, heads: None };
        match self.run(ADMIN, Command::SaveUnit { id: None, unit }) {
            Outcome::Unit(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn ticket(&mut self, actor: ActorRef, new: NewTicket) -> TicketNumber {
        match self.run(actor, Command::OpenTicket(Box::new(new))) {
            Outcome::Ticket(number) => number,
            other => panic!("{other:?}"),
        }
    }
}

pub(super) fn user(name: &str, roles: &[Role]) -> UserDraft {
    let email = format!("{}@mesa.example", crate::store::fold::fold(name).replace(' ', "."));
    UserDraft::new(name, email, roles.iter().copied())
}

pub(super) fn call(subject: &str, requester: PersonId) -> NewTicket {
    NewTicket::new(subject, Channel::Phone, RequesterRef::Id(requester))
}

pub(super) fn solution() -> Solution {
    Solution { text: "Se reinició el servicio.".to_owned(), code: "fixed".to_owned(), procedure_reason: None }
}
