//! The rules, tried on a desk in memory.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails says so by panicking")]

mod administration;
mod attachments;
mod backups;
mod cases;
mod conditions;
mod escalations;
mod headship;
mod laws;
mod mails;
mod notices;
mod opening;
mod procedures;
mod survey_review;
mod trial;

use super::id::{GroupId, PersonId, TicketNumber, UserId};
use super::*;
use crate::Moment;
use crate::words::{Channel, Language, Level, Role, State};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Wednesday, 25 November 2026, 09:20 in Santiago.
const START: Moment = Moment::from_millis(1_795_609_200_000);

/// A desk of an administrator, a first-level agent, two second-level agents in an open and in a closed group, and
/// two persons.
struct Desk {
    memory: Memory,
    now: Moment,
}

const ADMIN: ActorRef = ActorRef::User(UserId(1));
const CAMILA: ActorRef = ActorRef::User(UserId(2));
const DIEGO: ActorRef = ActorRef::User(UserId(3));
const SOFIA: ActorRef = ActorRef::User(UserId(4));
/// A user with the role `requester`, who is Ana.
const ANA_USER: ActorRef = ActorRef::User(UserId(5));
const FIRST: GroupId = GroupId(1);
const NETWORKS: GroupId = GroupId(2);
const SECURITY: GroupId = GroupId(3);
const ANA: PersonId = PersonId(1);
const LUIS: PersonId = PersonId(2);

impl Desk {
    fn new() -> Self {
        let mut desk = Self { memory: Memory::default(), now: START };
        let admin = user("Paulina Sepúlveda", "paulina@mesa.example", &[]);
        let settings = Settings { name: "Mesa".to_owned(), ..Settings::default() };
        desk.ok(ActorRef::Setup, &Command::SetUp { admin: Box::new(admin), settings });
        for (name, email) in [("Ana Rojas Fuentes", "ana@canelos.example"), ("Luis Painemal", "luis@canelos.example")] {
            let person = PersonDraft {
                name: name.to_owned(),
                emails: vec![email.to_owned()],
                active: true,
                ..PersonDraft::default()
            };
            desk.ok(ADMIN, &Command::SavePerson { id: None, person: Box::new(person) });
        }
        for (name, email) in
            [("Camila", "camila@mesa.example"), ("Diego", "diego@mesa.example"), ("Sofía", "sofia@mesa.example")]
        {
            desk.ok(ADMIN, &Command::SaveUser { id: None, user: Box::new(user(name, email, &[Role::Agent])) });
        }
        let mut ana = user("Ana Rojas", "ana@canelos.example", &[Role::Requester]);
        ana.person = Some(ANA);
        desk.ok(ADMIN, &Command::SaveUser { id: None, user: Box::new(ana) });
        desk.group(Some(FIRST), "Primer nivel", Level::First, &[2], true);
        desk.group(None, "Redes", Level::Second, &[3], true);
        desk.group(None, "Seguridad", Level::Second, &[4], false);
        desk
    }

    fn group(&mut self, id: Option<GroupId>, name: &str, level: Level, members: &[u64], open_to_all: bool) {
        let group = GroupDraft {
            name: name.to_owned(),
            level,
            members: members.iter().map(|id| UserId(*id)).collect(),
            languages: BTreeSet::from([Language::Es]),
            skills: BTreeSet::new(),
            open_to_all,
            active: true,
        };
        self.ok(ADMIN, &Command::SaveGroup { id, group });
    }

    fn run(&mut self, actor: ActorRef, command: &Command) -> Result<Accepted, Stop> {
        self.memory.run(actor, command, self.now)
    }

    fn ok(&mut self, actor: ActorRef, command: &Command) -> Accepted {
        self.run(actor, command).unwrap()
    }

    fn refused(&mut self, actor: ActorRef, command: &Command) -> Refusal {
        let before = self.memory.journal.len();
        match self.run(actor, command) {
            Err(Stop::Refused(refusal)) => {
                assert_eq!(self.memory.journal.len(), before, "a refusal changes nothing");
                refusal
            }
            other => panic!("expected a refusal, got {other:?}"),
        }
    }

    fn later(&mut self, minutes: i64) {
        self.now = self.now.plus(TimeDelta::minutes(minutes));
    }

    /// Opens a case; its number.
    fn open(&mut self, actor: ActorRef, new: NewTicket) -> TicketNumber {
        match self.ok(actor, &Command::OpenTicket(Box::new(new))).outcome {
            Outcome::Ticket(number) => number,
            other => panic!("not a case: {other:?}"),
        }
    }

    fn ticket(&self, number: TicketNumber) -> Ticket {
        self.memory.get::<Ticket>(number.0).unwrap().unwrap()
    }

    fn stays(&self, number: TicketNumber) -> Vec<Stay> {
        self.memory.all::<Stay>().into_iter().filter(|stay| stay.ticket == number).collect()
    }
}

fn user(name: &str, email: &str, roles: &[Role]) -> UserDraft {
    UserDraft { languages: BTreeSet::from([Language::Es]), ..UserDraft::new(name, email, roles.iter().copied()) }
}

/// Ana calls.
fn call(subject: &str) -> NewTicket {
    NewTicket {
        description: Some("Desde las nueve nadie recibe correo.".to_owned()),
        ..NewTicket::new(subject, Channel::Phone, RequesterRef::Id(ANA))
    }
}

fn solution() -> Solution {
    Solution { text: "Se restituyó la red.".to_owned(), code: "fixed".to_owned(), procedure_reason: None }
}

fn kinds(accepted: &Accepted) -> Vec<NoticeKind> {
    // What a user is told by mail and on screen alike is told once.
    accepted.notices.iter().filter(|notice| notice.way != NoticeWay::Screen).map(|notice| notice.kind).collect()
}

fn is_state(desk: &Desk, number: TicketNumber, state: State) -> bool {
    desk.ticket(number).state == state
}
