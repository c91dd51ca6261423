//! The shapes on which other desks stall: one case with 2,000 messages, 500 groups, a unit of 10,000 people, 50,000 open
//! cases. How long until an answer begins, for whoever has the most to merge: an agent from whom one group is hidden.

use crate::measure::Outcome;
use crate::program::{Caller, Running, token};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};
use ventanilla::desk::id::{GroupId, PersonId, TicketNumber, UnitId, UserId};
use ventanilla::desk::{
    ActorRef, Command, GroupDraft, NewTicket, PersonDraft, RequesterRef, Settings, UnitDraft, UserDraft,
};
use ventanilla::moment::Moment;
use ventanilla::sample::DEFAULT_UNTIL;
use ventanilla::store::{Options, Request, Store};
use ventanilla::words::{Channel, Level};

const GROUPS: u64 = 500;
const PEOPLE: u64 = 10_000;
const OPEN: u64 = 50_000;
const MESSAGES: u64 = 2_000;
const TIMES: usize = 7;
const AT_MOST: Duration = Duration::from_millis(100);

/// Prints how long each page or list takes; the slowest of some tries.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    fill(&data)?;
    let callers = [("agent", token(&data, "agent")?), ("supervisor", token(&data, "supervisor")?)];
    let desk = Running::start(&data)?;
    // What is made once after a start is made by then.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut slowest = Duration::ZERO;
    for (role, token) in &callers {
        let caller = Caller::new(&desk.url, token);
        for path in [
            "/tickets?status=open&limit=50",
            "/tickets?status=open&sort=priority&limit=200",
            "/tickets?assignee=none&status=open",
            "/tickets?status=waiting&sort=updated",
            "/tickets/counts",
            "/tickets/1",
            "/tickets/1/timeline",
            "/tickets/1/timeline?limit=200&order=asc",
            "/groups?limit=200",
            "/groups?q=grupo%2049",
            "/units?limit=200",
            "/persons?unit=1&limit=200",
            "/persons?q=ana",
            "/persons?q=0147",
            "/persons/1/tickets",
            "/users?limit=200",
            "/model",
        ] {
            let mut worst = Duration::ZERO;
            for _ in 0..TIMES {
                let begun = Instant::now();
                caller.read(path).await?;
                worst = worst.max(begun.elapsed());
            }
            slowest = slowest.max(worst);
            println!("shapes        {:>6.1} ms  {role} {path}", worst.as_secs_f64() * 1e3);
        }
    }
    println!(
        "              the slowest answer, whole: {:.1} ms (first bytes under {} ms)",
        slowest.as_secs_f64() * 1e3,
        AT_MOST.as_millis()
    );
    Ok(())
}

fn fill(data: &Path) -> Outcome<()> {
    let store = Store::open(data, Options { notices: false, ..Options::default() })?;
    let now = Moment::parse(DEFAULT_UNTIL).ok_or("the default end is no moment")?;
    let agent = ActorRef::User(UserId(1));
    let mut bulk = store.bulk()?;
    let mut push = |actor, command| -> Outcome<()> { Ok(bulk.push(Request::new(actor, command, now))?) };

    let administrator = UserDraft::new("Ana Rojas Fuentes", "ana.rojas@mesa.example", []);
    push(ActorRef::Setup, Command::SetUp { admin: Box::new(administrator), settings: Settings::default() })?;
    let unit = UnitDraft { name: "Casa Matriz".to_owned(), parent: None, country: None, active: true, heads: None };
    push(ActorRef::Setup, Command::SaveUnit { id: None, unit })?;
    for n in 2..=GROUPS {
        let group = GroupDraft {
            name: format!("Grupo {n}"),
            level: Level::Second,
            members: BTreeSet::from([UserId(1)]),
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            open_to_all: n < GROUPS,
            active: true,
        };
        push(ActorRef::Setup, Command::SaveGroup { id: None, group })?;
    }
    for n in 1..=PEOPLE {
        let name = ["Ana Rojas", "Luis Painemal", "María José Etcheverry", "Héctor Catalán"][n as usize % 4];
        let person = PersonDraft {
            name: format!("{name} {n}"),
            emails: vec![format!("persona{n}@canelos.example")],
            phones: vec![format!("+569555{n:05}")],
            unit: Some(UnitId(1)),
            active: true,
            ..PersonDraft::default()
        };
        push(ActorRef::Setup, Command::SavePerson { id: None, person: Box::new(person) })?;
    }
    for n in 0..OPEN {
        let subject = format!("Sin correo en el piso {}", n % 9 + 1);
        let new = NewTicket {
            description: Some("Desde la mañana Outlook aparece desconectado en varios equipos del piso.".to_owned()),
            group: Some(GroupId(n % GROUPS + 1)),
            ..NewTicket::new(subject, Channel::Phone, RequesterRef::Id(PersonId(n % PEOPLE + 1)))
        };
        push(agent, Command::OpenTicket(Box::new(new)))?;
    }
    for n in 0..MESSAGES {
        let text = format!("Mensaje {n}: **sigue igual**, se probó con otro equipo.\n\n- puerto 12\n- puerto 14");
        let command = Command::Reply {
            ticket: TicketNumber(1),
            text,
            channel: Channel::Phone,
            from_requester: n % 2 == 0,
            attachments: Vec::new(),
        };
        push(agent, command)?;
    }
    bulk.finish()?;
    store.close()?;
    Ok(())
}
