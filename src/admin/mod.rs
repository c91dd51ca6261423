//! What is asked of a desk on its own machine, by whoever may read its data file: the commands of the command line.
//!
//! The same [`perform`] answers them whether the command line opened the file itself or a running desk was asked
//! through its [`socket`]; what only a running desk knows, [`perform_running`] answers.

mod model_file;
mod model_test;
pub mod socket;

pub use model_test::{Tested, test as test_model};

use crate::channels::mail::incoming::{self, Imported, TakenIn};
use crate::clock::Clock;
use crate::desk::{
    ActorRef, Command, Concealed, DoorEvent, Facts, Fault, Origin, Taken, TokenDraft, User, Way, faults_of,
};
use crate::export::{ExportError, Exported, Format, export};
use crate::http::problem::Problem;
use crate::http::state::State;
use crate::moment::Moment;
use crate::service_model::{ModelDraft, ServiceModel};
use crate::store::{CopyError, Request, Step, Store, SubmitError};
use model_file::Surroundings;
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What is asked. Secrets are made where they are shown; only their hashes come here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Make an API token.
    CreateToken(TokenDraft),
    /// A new link for setting the desk up, in the place of the one before.
    RenewSetupLink {
        /// The hash of its token.
        hash: [u8; 32],
    },
    /// Where the desk is opened.
    Addresses,
    /// Let a user in again.
    LetIn {
        /// The address that they sign in with.
        email: String,
        /// The hash of their new password (PHC string).
        password_hash: Concealed,
    },
    /// Write the service model down.
    ExportModel {
        /// What is being worked on, instead of what is in force.
        draft: bool,
    },
    /// Take in a service model that was written down.
    ImportModel {
        /// What the file says.
        text: String,
        /// Whether it comes into force at once; else it becomes the draft.
        publish: bool,
    },
    /// Write a backup.
    Backup {
        /// To this new file, by its absolute path.
        to: PathBuf,
    },
    /// Take mails in from files.
    TakeMails {
        /// A file or a folder, by its absolute path.
        from: PathBuf,
    },
    /// Write everything that the desk knows into files.
    Export {
        /// In this new folder, by its absolute path.
        to: PathBuf,
        /// How.
        format: Format,
    },
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// The token opens the desk.
    TokenCreated,
    /// The link is good once.
    SetupLinkRenewed {
        /// Where the desk is opened.
        addresses: Vec<String>,
    },
    /// Where the desk is opened.
    Addresses(Vec<String>),
    /// The password opens the desk.
    LetIn,
    /// The service model, written down.
    Model(String),
    /// The service model is the draft, or in force.
    ModelImported {
        /// The version that is in force with it; else it is the draft.
        version: Option<u64>,
        /// What is wrong with the draft, each with its place.
        faults: Vec<String>,
    },
    /// The backup is there.
    BackedUp {
        /// Journal entries that it holds.
        entries: u64,
        /// Rows of all tables.
        rows: u64,
        /// Bytes of the file.
        bytes: u64,
        /// How long it took, in milliseconds.
        millis: u64,
    },
    /// The mails were read, and each was told.
    MailsTaken {
        /// How many came in now.
        new: u64,
        /// How many were there already.
        known: u64,
        /// How many are not in.
        failed: u64,
    },
    /// The files are there.
    Exported {
        /// How many.
        files: u64,
        /// Rows in all of them.
        rows: u64,
    },
}

/// Why it was not done, in one line that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{0}")]
#[serde(transparent)]
pub struct No(String);

/// From where all of this is asked.
pub const HERE: Origin = Origin { way: Way::CommandLine, address: None };

/// Hears how far it is, in a few words; says whether to go on.
pub type Progress<'p> = dyn FnMut(&str) -> ControlFlow<()> + 'p;

/// Does what is asked of a desk that runs: that too which the data file alone cannot tell.
///
/// # Errors
/// Why not.
pub fn perform_running(desk: &State, ask: Ask, progress: &mut Progress<'_>) -> Result<Done, No> {
    match ask {
        Ask::RenewSetupLink { hash } => {
            let addresses = desk.addresses()?;
            if desk.store.snapshot()?.has_administrator()? {
                return Err(No(format!("the desk is set up already; sign in at {}", addresses.join(" or "))));
            }
            desk.setup_link.renew(hash);
            Ok(Done::SetupLinkRenewed { addresses })
        }
        Ask::Addresses => Ok(Done::Addresses(desk.addresses()?)),
        ask => perform(&desk.store, ask, &desk.clock, progress),
    }
}

/// Does what is asked of a data file.
///
/// # Errors
/// Why not.
pub fn perform(store: &Store, ask: Ask, clock: &Clock, progress: &mut Progress<'_>) -> Result<Done, No> {
    let now = clock.now();
    match ask {
        Ask::RenewSetupLink { .. } | Ask::Addresses => Err(No("no desk runs on this file; start it first".to_owned())),
        Ask::CreateToken(draft) => {
            submit(store, Command::CreateToken(draft), now)?;
            Ok(Done::TokenCreated)
        }
        Ask::LetIn { email, password_hash } => {
            let snapshot = store.snapshot()?;
            let address = email.trim().to_lowercase();
            let user =
                snapshot.user_by_email(&address)?.ok_or_else(|| No(format!("{email}: nobody has this address")))?;
            if !snapshot.get::<User>(user.0)?.is_some_and(|user| user.active) {
                return Err(No(format!("{email} is switched off; an administrator can switch them on again")));
            }
            submit(store, Command::LetIn { user, password_hash }, now)?;
            Ok(Done::LetIn)
        }
        Ask::ExportModel { draft } => {
            let snapshot = store.snapshot()?;
            let drafted = snapshot.get::<ModelDraft>(())?.and_then(|row| row.model).filter(|_| draft);
            if draft && drafted.is_none() {
                return Err(No("nothing is drafted; leave --draft out for the model in force".to_owned()));
            }
            let model = match drafted {
                Some(model) => *model,
                None => ServiceModel::clone(&*snapshot.model()?),
            };
            let text = model_file::write(&model, Surroundings::of(&snapshot, &model)?);
            text.map(Done::Model).map_err(No)
        }
        Ask::ImportModel { text, publish } => import_model(store, &text, publish, now),
        Ask::Backup { to } => {
            let report = store.back_up(&to, &mut in_words(|words| progress(words)))?;
            submit(store, Command::Witness(DoorEvent::TakenAway { what: Taken::Backup }), now)?;
            let millis = u64::try_from((report.copied_in + report.checked_in).as_millis()).unwrap_or(u64::MAX);
            Ok(Done::BackedUp { entries: report.head.0, rows: report.rows, bytes: report.bytes, millis })
        }
        Ask::TakeMails { from } => take_mails(store, clock, &from, progress),
        Ask::Export { to, format } => {
            let Exported { files, rows } = export(&store.snapshot()?, &to, format, progress)?;
            submit(store, Command::Witness(DoorEvent::TakenAway { what: Taken::Export }), now)?;
            Ok(Done::Exported { files, rows })
        }
    }
}

/// Takes a model in from its file: as the draft, whatever is still wrong with it, or into force when nothing is.
fn import_model(store: &Store, text: &str, publish: bool, now: Moment) -> Result<Done, No> {
    let model = model_file::read(text).map_err(|faults| No(faults.join("; ")))?;
    let command = if publish {
        Command::PublishModel(Box::new(model))
    } else {
        Command::DraftModel { model: Box::new(model), anew: true }
    };
    submit(store, command, now)?;
    let snapshot = store.snapshot()?;
    let in_force = snapshot.model()?;
    if publish {
        return Ok(Done::ModelImported { version: Some(in_force.version.0), faults: Vec::new() });
    }
    let drafted = snapshot.get::<ModelDraft>(())?.and_then(|row| row.model);
    let faults = match &drafted {
        Some(model) => faults_of(&snapshot, &in_force, model, now)?,
        None => Vec::new(),
    };
    Ok(Done::ModelImported { version: None, faults: faults.into_iter().map(model_test::in_words).collect() })
}

/// Takes mails in, and tells one line of each.
fn take_mails(store: &Store, clock: &Clock, from: &Path, progress: &mut Progress<'_>) -> Result<Done, No> {
    let (mut new, mut known, mut failed) = (0, 0, 0);
    let told = |mail: Imported| {
        let words = match &mail.taken {
            Ok(TakenIn::New(_)) => "taken in".to_owned(),
            Ok(TakenIn::Known(_)) => "there already".to_owned(),
            Err(why) => format!("not taken in: {why}"),
        };
        match mail.taken {
            Ok(TakenIn::New(_)) => new += 1,
            Ok(TakenIn::Known(_)) => known += 1,
            Err(_) => failed += 1,
        }
        progress(&format!("{}: {words}", mail.place)).is_continue()
    };
    incoming::import(store, clock, from, told).map_err(|error| No(format!("{}: {error}", from.display())))?;
    Ok(Done::MailsTaken { new, known, failed })
}

/// Tells the steps of a copy in words, no more often than somebody wants to read them.
pub fn in_words(mut progress: impl FnMut(&str) -> ControlFlow<()>) -> impl FnMut(Step) -> ControlFlow<()> {
    let mut said = String::new();
    move |step| {
        let tenth = |done: u64, of: u64| (done * 10).checked_div(of).unwrap_or(10) * 10;
        let words = match step {
            Step::Copying { done, of } => format!("copied {} %", tenth(done, of)),
            Step::Reading { done, of } => format!("read {} %", tenth(done, of)),
            Step::Checking { done, of } => format!("checked {} %", tenth(done, of)),
            Step::Folding { done, of } => format!("folded {} %", tenth(done, of)),
            Step::Comparing { done, of } => format!("compared {} %", tenth(done, of)),
        };
        if words == said {
            return ControlFlow::Continue(());
        }
        said = words;
        progress(&said)
    }
}

fn submit(store: &Store, command: Command, now: Moment) -> Result<(), No> {
    store.submit_blocking(Request::new(ActorRef::Setup, command, now).from(HERE))?;
    Ok(())
}

impl From<Fault> for No {
    fn from(fault: Fault) -> Self {
        Self(fault.to_string())
    }
}

impl From<CopyError> for No {
    fn from(error: CopyError) -> Self {
        Self(error.to_string())
    }
}

impl From<ExportError> for No {
    fn from(error: ExportError) -> Self {
        Self(error.to_string())
    }
}

impl From<SubmitError> for No {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Refused(refusal) => Self(Problem::from(refusal).in_one_line()),
            other => Self(other.to_string()),
        }
    }
}
