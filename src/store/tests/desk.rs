//! A desk in a temporary folder, for tests.

use super::super::{Options, Request, Store};
use crate::desk::id::{GroupId, PersonId, TicketNumber, UserId};
use crate::desk::{
    ActorRef, Command, GroupDraft, NewTicket, Outcome, PersonDraft, RequesterRef, Settings, Solution, UnitDraft,
    UserDraft,
};
use crate::moment::Moment;
use crate::words::{Channel, Level, Role};
use std::collections::BTreeSet;
use std::path::PathBuf;
use tempfile::TempDir;

/// A store, its folder, and a clock of its own.
pub(super) struct TestDesk {
    pub(super) store: Store,
    pub(super) path: PathBuf,
    pub(super) folder: TempDir,
}

pub(super) const START: Moment = Moment::from_millis(1_760_000_000_000);

pub(super) fn user_draft(name: &str, roles: &[Role]) -> UserDraft {
    let email = format!("{}@mesa.example", name.to_lowercase());
    UserDraft {
        password_hash: Some(Ok(format!("$argon2id${name}").into())),
        ..UserDraft::new(name, email, roles.iter().copied())
    }
}

pub(super) fn person_draft(name: &str, phone: &str) -> PersonDraft {
    PersonDraft {
        name: name.to_owned(),
        emails: vec![format!("{}@client.example", super::super::fold::fold(name).replace(' ', "."))],
        phones: vec![phone.to_owned()],
        active: true,
        ..PersonDraft::default()
    }
}

pub(super) fn group_draft(name: &str, members: &[UserId], open_to_all: bool) -> GroupDraft {
    GroupDraft {
        name: name.to_owned(),
        level: Level::Second,
        members: members.iter().copied().collect(),
        languages: BTreeSet::new(),
        skills: BTreeSet::new(),
        open_to_all,
        active: true,
    }
}

pub(super) fn new_ticket(subject: &str, requester: PersonId) -> NewTicket {
    NewTicket {
        description: Some(format!("{subject}, from this morning on")),
        ..NewTicket::new(subject, Channel::Phone, RequesterRef::Id(requester))
    }
}

pub(super) fn solution() -> Solution {
    Solution { text: "Restarted it".to_owned(), code: "fixed".to_owned(), procedure_reason: None }
}

pub(super) const ADMIN: ActorRef = ActorRef::User(UserId(1));

impl TestDesk {
    /// A desk that was set up: user 1 administers it and works in group 1.
    pub(super) fn new() -> Self {
        Self::with(Options::default())
    }

    pub(super) fn with(options: Options) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("desk.redb");
        let store = Store::open(&path, options).unwrap();
        let desk = Self { store, path, folder };
        let admin = Box::new(user_draft("Ana", &[]));
        let settings = Settings::default();
        desk.run_as(ActorRef::Setup, Command::SetUp { admin, settings });
        desk
    }

    pub(super) fn request(actor: ActorRef, command: Command) -> Request {
        Request::new(actor, command, START)
    }

    pub(super) fn run(&self, command: Command) -> Outcome {
        self.run_as(ADMIN, command)
    }

    pub(super) fn run_as(&self, actor: ActorRef, command: Command) -> Outcome {
        self.store.submit_blocking(Self::request(actor, command)).unwrap().outcome
    }

    pub(super) fn person(&self, name: &str, phone: &str) -> PersonId {
        let person = Box::new(person_draft(name, phone));
        match self.run(Command::SavePerson { id: None, person }) {
            Outcome::Person(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn unit(&self, name: &str) {
        let unit = UnitDraft { name: name.to_owned(), parent: None, country: None, active: true, heads: None };
        self.run(Command::SaveUnit { id: None, unit });
    }

    pub(super) fn user(&self, name: &str, roles: &[Role]) -> UserId {
        match self.run(Command::SaveUser { id: None, user: Box::new(user_draft(name, roles)) }) {
            Outcome::User(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn group(&self, name: &str, members: &[UserId], open_to_all: bool) -> GroupId {
        match self.run(Command::SaveGroup { id: None, group: group_draft(name, members, open_to_all) }) {
            Outcome::Group(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn ticket(&self, subject: &str, requester: PersonId) -> TicketNumber {
        match self.run(Command::OpenTicket(Box::new(new_ticket(subject, requester)))) {
            Outcome::Ticket(number) => number,
            other => panic!("{other:?}"),
        }
    }

    /// Closes it, checks it whole, and takes its folder away: how every test that writes ends.
    pub(super) fn done(self) {
        let Self { store, path, folder } = self;
        store.close().unwrap();
        let report = super::super::check(&path, true, &mut |_| {}).unwrap();
        assert_eq!(report.problems, Vec::<String>::new());
        assert!(report.rows > 0);
        drop(folder);
    }
}
