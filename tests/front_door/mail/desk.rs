//! A small desk with a mail worker, a mail server, and a clock that is set by hand.

use crate::LOOKS;
use crate::authority::Authority;
use crate::smtp::SmtpServer;
use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::time::Duration;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use ventanilla::channels::Courier;
use ventanilla::channels::mail::{self, Patience};
use ventanilla::clock::Clock;
use ventanilla::desk::id::{GroupId, PersonId, TicketNumber, UserId};
use ventanilla::desk::{
    ActorRef, Command, Facts, GroupDraft, NewTicket, NoticeWay, Outcome, PersonDraft, RequesterRef, Settings, Solution,
    UploadId, UserDraft,
};
use ventanilla::moment::Moment;
use ventanilla::store::outbox::{self, OutboxId, OutboxState, Outgoing};
use ventanilla::store::upload::{self, Step, Whole};
use ventanilla::store::{Options, Request, Store};
use ventanilla::words::{Channel, Language, Level, MailSecurity, Role};

/// Wednesday, 25 November 2026, 09:20 in Santiago.
pub(super) const START: &str = "2026-11-25T12:20:00Z";

/// Long enough for a loaded machine, short enough to be waited for.
const PATIENCE: Patience = Patience {
    connect: Duration::from_millis(1500),
    command: Duration::from_millis(1500),
    last: Duration::from_millis(1500),
};

pub(super) struct MailDesk {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) server: SmtpServer,
    pub(super) camila: UserId,
    pub(super) pedro: UserId,
    pub(super) networks: GroupId,
    worker: Option<(Courier, JoinHandle<()>)>,
    folder: TempDir,
}

fn user(name: &str, language: Option<Language>) -> UserDraft {
    let email = format!("{}@mesa.example", name.split(' ').next().unwrap().to_lowercase());
    UserDraft {
        languages: language.into_iter().collect(),
        ..UserDraft::new(name, email, [Role::Agent, Role::Supervisor])
    }
}

impl MailDesk {
    /// A desk whose mail settings name the server, with a running worker.
    pub(super) async fn start() -> Self {
        let mut desk = Self::without_settings().await;
        desk.set_mail(MailSecurity::None, None).await;
        desk.start_worker();
        desk
    }

    /// A desk without mail settings and without a worker.
    pub(super) async fn without_settings() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("desk.redb"), Options::default()).unwrap();
        let clock = Clock::settable(Moment::parse(START).unwrap());
        let mut desk = Self {
            store,
            clock,
            server: SmtpServer::start().await,
            camila: UserId(0),
            pedro: UserId(0),
            networks: GroupId(0),
            worker: None,
            folder,
        };
        let admin = Box::new(user("Admin", None));
        let settings = Settings {
            name: "Mesa de Ayuda Los Canelos".to_owned(),
            public_url: Some("https://mesa.canelos.example".to_owned()),
            ..Settings::default()
        };
        desk.run(ActorRef::Setup, Command::SetUp { admin, settings }).await;
        desk.camila = desk.user("Camila Vergara").await;
        desk.pedro = desk.user("Pedro Ñúñez").await;
        desk.group("Mesa central", Level::First, &[desk.camila, desk.pedro]).await;
        desk.networks = desk.group("Redes", Level::Second, &[desk.pedro]).await;
        desk
    }

    pub(super) async fn run(&self, actor: ActorRef, command: Command) -> Outcome {
        self.store.submit(Request::new(actor, command, self.clock.now())).await.unwrap().outcome
    }

    pub(super) async fn as_camila(&self, command: Command) {
        self.run(ActorRef::User(self.camila), command).await;
    }

    async fn group(&self, name: &str, level: Level, members: &[UserId]) -> GroupId {
        let group = GroupDraft {
            name: name.to_owned(),
            level,
            members: members.iter().copied().collect(),
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            open_to_all: true,
            active: true,
        };
        match self.run(ADMIN, Command::SaveGroup { id: None, group }).await {
            Outcome::Group(id) => id,
            other => panic!("{other:?}"),
        }
    }

    async fn user(&self, name: &str) -> UserId {
        match self.run(ADMIN, Command::SaveUser { id: None, user: Box::new(user(name, None)) }).await {
            Outcome::User(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn set_mail(&self, security: MailSecurity, sign_in: Option<(&str, &str)>) {
        self.set_mail_port(self.server.port, security, sign_in).await;
    }

    pub(super) async fn set_mail_port(&self, port: u16, security: MailSecurity, sign_in: Option<(&str, &str)>) {
        self.change_mail(port, security, sign_in, None).await;
    }

    /// The settings name the server, and trust an authority of the organisation's own.
    pub(super) async fn set_mail_trusting(
        &self,
        authority: &Authority,
        security: MailSecurity,
        sign_in: Option<(&str, &str)>,
    ) {
        self.change_mail(self.server.port, security, sign_in, Some(authority.pem())).await;
    }

    async fn change_mail(
        &self,
        port: u16,
        security: MailSecurity,
        sign_in: Option<(&str, &str)>,
        trusted_certificates: Option<String>,
    ) {
        let command = Command::ChangeMailSettings {
            host: "127.0.0.1".to_owned(),
            port,
            security,
            username: sign_in.map(|(name, _)| name.to_owned()),
            password: sign_in.map(|(_, password)| password.into()),
            from_address: "mesa@canelos.example".to_owned(),
            from_name: None,
            trusted_certificates,
        };
        self.run(ADMIN, command).await;
    }

    pub(super) async fn person(&self, name: &str, language: Option<Language>) -> PersonId {
        let person = PersonDraft {
            name: name.to_owned(),
            emails: vec![format!(
                "{}@canelos.example",
                name.split(' ').next().unwrap().to_lowercase().replace('ã', "a")
            )],
            language,
            active: true,
            ..PersonDraft::default()
        };
        match self.run(ADMIN, Command::SavePerson { id: None, person: Box::new(person) }).await {
            Outcome::Person(id) => id,
            other => panic!("{other:?}"),
        }
    }

    /// Camila registers what somebody tells her on the telephone.
    pub(super) async fn open(&self, requester: PersonId, subject: &str) -> TicketNumber {
        let new = NewTicket {
            description: Some("Desde las nueve no llega nada.\n\nHoy se paga.".to_owned()),
            ..NewTicket::new(subject, Channel::Phone, RequesterRef::Id(requester))
        };
        match self.run(ActorRef::User(self.camila), Command::OpenTicket(Box::new(new))).await {
            Outcome::Ticket(number) => number,
            other => panic!("{other:?}"),
        }
    }

    /// Somebody uploads a file of so many bytes.
    pub(super) async fn upload(&self, owner: ActorRef, name: &str, size: u64) -> UploadId {
        let (id, bytes) = (UploadId(Sha256::digest(name).first_chunk().copied().unwrap()), vec![b'x'; size as usize]);
        let (name, now) = (name.to_owned(), self.clock.now());
        let whole = Whole { hash: Sha256::digest(&bytes).into(), size, chunks: 1, picture: false };
        let kept = self.store.operate(move |rows| {
            upload::begin(rows, id, owner, (&name, size), now)?;
            upload::add(rows, id, 0, &bytes)?;
            upload::finish(rows, id, &whole)
        });
        assert_eq!(kept.await.unwrap(), Step::Done);
        id
    }

    pub(super) fn solution(&self, text: &str) -> Solution {
        let model = self.store.snapshot().unwrap().model().unwrap();
        Solution {
            text: text.to_owned(),
            code: model.solution_codes.first().unwrap().code.clone(),
            procedure_reason: None,
        }
    }

    pub(super) fn start_worker(&mut self) {
        self.worker = Some(mail::start(self.store.clone(), self.clock.clone(), PATIENCE));
    }

    /// As if the program had been killed: the worker stops wherever it is.
    pub(super) async fn kill_worker(&mut self) {
        let (_, task) = self.worker.take().unwrap();
        task.abort();
        let _ = task.await;
    }

    pub(super) fn pass(&self, span: TimeDelta) {
        self.clock.set(self.clock.now().plus(span));
    }

    pub(super) async fn send_again(&self, id: OutboxId) {
        let now = self.clock.now();
        assert!(self.store.operate(move |operational| outbox::send_again(operational, id, now)).await.unwrap());
        self.worker.as_ref().unwrap().0.wake();
    }

    pub(super) fn count(&self, state: OutboxState) -> u64 {
        outbox::count(&self.store.snapshot().unwrap(), NoticeWay::Mail, state).unwrap()
    }

    /// The rows in a state, the oldest first.
    pub(super) fn rows(&self, state: OutboxState) -> Vec<Outgoing> {
        let mut rows = outbox::list(&self.store.snapshot().unwrap(), (NoticeWay::Mail, state), None, 1000).unwrap();
        rows.sort_by_key(|row| row.id);
        rows
    }

    /// Waits until so many rows are in a state and none is on its way.
    pub(super) async fn settled(&self, state: OutboxState, count: u64) -> Vec<Outgoing> {
        for _ in 0..LOOKS {
            if self.count(OutboxState::Leased) == 0 && self.count(state) == count {
                return self.rows(state);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let seen: Vec<_> = OutboxState::ALL.iter().flat_map(|state| self.rows(*state)).collect();
        panic!("not {count} rows {state:?}: {seen:#?}");
    }

    /// Stops everything and checks the file.
    pub(super) async fn end(mut self) {
        if let Some((mailer, task)) = self.worker.take() {
            mailer.stop();
            task.await.unwrap();
        }
        let path = self.folder.path().join("desk.redb");
        self.store.close().unwrap();
        let report = ventanilla::store::check(&path, true, &mut |_| {}).unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
    }
}

pub(super) const ADMIN: ActorRef = ActorRef::User(UserId(1));
