//! The desk itself: what it is called, what it speaks, where it is reached.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::reply::{Answer, Shown};
use super::word::Word;
use crate::desk::{Command, Facts, Settings};
use crate::words::Language;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct DeskResource;

/// What every screen needs once.
#[derive(Clone, Debug, Object)]
pub(super) struct Desk {
    /// The settings.
    settings: DeskSettings,
    /// The version of the service model in force.
    model_version: u64,
}

/// The settings of the desk.
#[derive(Clone, Debug, Object)]
pub(super) struct DeskSettings {
    /// Counts every change; also the `ETag`.
    version: u64,
    /// What requesters read above every mail.
    name: String,
    /// The language that it speaks where nobody chose another.
    language: Word<Language>,
    /// Its IANA time zone.
    time_zone: String,
    /// ISO 3166 country by which local telephone numbers are read.
    country: String,
    /// Where people reach it; links in mails begin with it.
    public_url: Option<String>,
}

/// The settings, as they should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct DeskInput {
    /// What requesters read above every mail.
    name: String,
    /// The language that it speaks where nobody chose another.
    language: Word<Language>,
    /// Its IANA time zone.
    time_zone: String,
    /// ISO 3166 country by which local telephone numbers are read.
    country: String,
    /// Where people reach it, such as `https://mesa.example`. Once it is set, the desk answers under no other host
    /// (and under this machine's own names, to this machine).
    public_url: Option<String>,
}

#[OpenApi(prefix_path = "/desk", tag = "Tag::Administration")]
impl DeskResource {
    /// Show the desk's settings
    ///
    /// For everybody who is signed in.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Caller) -> Answer<Shown<Desk>> {
        show(&caller)
    }

    /// Change the desk's settings
    ///
    /// For administrators.
    #[oai(path = "/", method = "put")]
    async fn replace(&self, caller: Caller, input: Input<DeskInput>) -> Answer<Shown<Desk>> {
        let DeskInput { name, language, time_zone, country, public_url } = input.0;
        let settings = Settings { version: 0, name, language: language.0, time_zone, country, public_url };
        caller.submit(Command::ChangeSettings(settings)).await?;
        show(&caller)
    }
}

fn show(caller: &Caller) -> Answer<Shown<Desk>> {
    let snapshot = caller.snapshot()?;
    let settings = snapshot.settings()?;
    let shown = Desk {
        settings: DeskSettings {
            version: settings.version,
            name: settings.name.clone(),
            language: Word(settings.language),
            time_zone: settings.time_zone.clone(),
            country: settings.country.clone(),
            public_url: settings.public_url.clone(),
        },
        model_version: snapshot.model()?.version.0,
    };
    Ok(Shown::new(shown).version(settings.version))
}

impl Example for DeskInput {
    fn example() -> Self {
        Self {
            name: "Mesa de Ayuda".to_owned(),
            language: Word(Language::Es),
            time_zone: "America/Santiago".to_owned(),
            country: "CL".to_owned(),
            public_url: Some("https://mesa.example".to_owned()),
        }
    }
}
