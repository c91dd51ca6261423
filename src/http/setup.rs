//! The first run: the first administrator comes in by the one-time link, and names the desk.

use super::Tag;
use super::entry::origin;
use super::input::Input;
use super::me::Me;
use super::outside::Entrance;
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::session::enter;
use super::state::State;
use super::word::Word;
use crate::desk::{
    ActorRef, Command, Concealed, Facts, FieldProblem, NoticeWay, Origin, Outcome, ProvedBy, Settings, UserDraft, Way,
};
use crate::moment::Moment;
use crate::sample::{self, SampleOptions};
use crate::store::outbox::{self, OutboxState};
use crate::store::{Request as Asked, Store};
use crate::words::{Language, Vocabulary};
use poem::Request;
use poem::web::Data;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How many cases the example has.
const EXAMPLE_TICKETS: u64 = 800;
/// Over how many months they are spread.
const EXAMPLE_MONTHS: u32 = 1;

/// The resource.
pub(super) struct Setup;

/// How a new desk begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// With nothing but a first group and a small model.
    Empty,
    /// With the people and cases of an example.
    Example,
}

impl Vocabulary for Start {
    const TITLE: &'static str = "Start";
    const ALL: &'static [Self] = &[Self::Empty, Self::Example];
    fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Example => "example",
        }
    }
}

/// The token of the one-time link.
#[derive(Object)]
pub(super) struct LinkInput {
    /// What stands behind `#token=` in the link.
    token: String,
}

/// Where the desk lies.
#[derive(Debug, Object)]
pub(super) struct Place {
    /// The data file.
    data_file: String,
    /// How large it is, in bytes.
    data_bytes: u64,
    /// The version of the program.
    version: String,
}

/// The first administrator and the desk.
#[derive(Object)]
#[oai(example)]
pub(super) struct SetupInput {
    /// What stands behind `#token=` in the link.
    token: String,
    /// Who administers; they get every role.
    admin: FirstAdministrator,
    /// What the desk is called and speaks.
    desk: FirstSettings,
    /// How it begins; empty when left out.
    start: Option<Word<Start>>,
}

/// Who administers.
#[derive(Object)]
pub(super) struct FirstAdministrator {
    /// Full name.
    name: String,
    /// The address to sign in with.
    email: String,
    /// A password, 10 to 200 characters.
    password: String,
}

/// What a desk is called and speaks.
#[derive(Object)]
pub(super) struct FirstSettings {
    /// What requesters read above every mail.
    name: String,
    /// The language that it speaks where nobody chose another.
    language: Word<Language>,
    /// IANA time zone.
    time_zone: String,
    /// ISO 3166 country by which local telephone numbers are read; `CL` when left out.
    country: Option<String>,
}

#[OpenApi(prefix_path = "/setup", tag = "Tag::Entry")]
impl Setup {
    /// Check the one-time link
    ///
    /// Says early whether the link still works, and where the desk lies.
    #[oai(path = "/check", method = "post")]
    async fn check(&self, state: Data<&Arc<State>>, input: Input<LinkInput>) -> Answer<Shown<Place>> {
        must_fit(&state, &input.0.token)?;
        let data_file = &state.options.data_file;
        let data_bytes = tokio::fs::metadata(data_file).await.map_or(0, |found| found.len());
        Ok(Shown::new(Place {
            data_file: data_file.display().to_string(),
            data_bytes,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }))
    }

    /// Set the desk up
    ///
    /// Makes the first administrator and signs them in. The link is used up.
    #[oai(path = "/", method = "post")]
    async fn create(&self, request: &Request, state: Data<&Arc<State>>, input: Input<SetupInput>) -> Answer<Made<Me>> {
        origin::check(request, &Entrance::of(request)?, false)?;
        let SetupInput { token, admin, desk, start } = input.0;
        must_fit(&state, &token)?;
        let start = start.map_or(Start::Empty, |start| start.0);
        let settings = Settings {
            name: desk.name,
            language: desk.language.0,
            time_zone: desk.time_zone,
            country: desk.country.unwrap_or_else(|| Settings::default().country),
            ..Settings::default()
        };
        let password_hash = state.passwords.hash_new(&admin.password).await?;
        let command = first_administrator(admin.name, admin.email, password_hash, settings);
        let from = Origin { way: Way::SetupLink, address: origin::peer(request, &state.options.proxies) };
        let asked = Asked::new(ActorRef::Setup, command, state.clock.now()).from(from);
        let Outcome::User(user) = state.store.submit(asked).await?.outcome else {
            return Err(Problem::of(Code::Internal));
        };
        state.setup_link.use_up();
        if start == Start::Example {
            let (store, now) = (state.store.clone(), state.clock.now());
            let filled = tokio::task::spawn_blocking(move || fill(&store, now)).await;
            filled.map_err(|error| Problem::internal(&error))??;
        }
        enter(request, &state, (user, None), ProvedBy::SetupLink).await
    }
}

/// The command that makes the first administrator; the command line uses it too.
pub fn first_administrator(
    name: String,
    email: String,
    password_hash: Result<Concealed, FieldProblem>,
    settings: Settings,
) -> Command {
    let admin = UserDraft { password_hash: Some(password_hash), ..UserDraft::new(name, email, []) };
    Command::SetUp { admin: Box::new(admin), settings }
}

/// Fills a new desk with the example. Its people do not exist: what it would tell them by mail is never sent.
fn fill(store: &Store, now: Moment) -> Answer<()> {
    let options = SampleOptions {
        tickets: EXAMPLE_TICKETS,
        months: EXAMPLE_MONTHS,
        seed: 1,
        until: now,
        people: None,
        administrator: false,
    };
    sample::fill_store(store, &options, |_| ()).map_err(|error| Problem::internal(&error))?;
    loop {
        let cancelled = store.operate_blocking(move |rows| {
            let queued = outbox::list(rows, (NoticeWay::Mail, OutboxState::Queued), None, 500)?;
            for row in &queued {
                outbox::cancelled(rows, row.id, now, "example")?;
            }
            Ok(queued.len())
        })?;
        if cancelled == 0 {
            return Ok(());
        }
    }
}

fn must_fit(state: &State, token: &str) -> Answer<()> {
    if state.setup_link.fits(token) {
        return Ok(());
    }
    if state.store.snapshot()?.has_administrator()? {
        return Err(Problem::of(Code::AlreadySetUp));
    }
    let detail = "This link is not the last that the program printed; ventanilla setup-link prints a new one.";
    Err(Problem::new(Code::Forbidden, detail))
}

impl Example for SetupInput {
    fn example() -> Self {
        Self {
            token: "mTnqVb0…".to_owned(),
            admin: FirstAdministrator {
                name: "Ana Rojas".to_owned(),
                email: "ana.rojas@mesa.example".to_owned(),
                password: "una clave bien larga".to_owned(),
            },
            desk: FirstSettings {
                name: "Mesa de Ayuda".to_owned(),
                language: Word(Language::Es),
                time_zone: "America/Santiago".to_owned(),
                country: Some("CL".to_owned()),
            },
            start: Some(Word(Start::Empty)),
        }
    }
}
