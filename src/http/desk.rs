//! The desk itself: what it is called, what it speaks, where it is reached.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::reply::{Answer, Shown};
use super::word::{Word, words};
use crate::desk::{Command, Doorway, Facts, Guests, Portal, Settings};
use crate::survey::Tact;
use crate::words::{Language, Role};
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
    /// Roles whose users must have a second step when they sign in.
    second_step_roles: Vec<Word<Role>>,
    /// How often surveys ask anybody.
    tact: TactShape,
    /// What those who ask find on their own pages.
    portal: PortalShape,
}

/// How often anybody is asked, by all surveys together.
#[derive(Clone, Copy, Debug, Object)]
#[oai(rename = "Tact", example)]
struct TactShape {
    /// So many days lie between two times, at least.
    #[oai(validator(maximum(value = "366")))]
    days_between: u16,
    /// So often at the most ...
    #[oai(validator(minimum(value = "1"), maximum(value = "366")))]
    most: u16,
    /// ... in so many days.
    #[oai(validator(minimum(value = "1"), maximum(value = "366")))]
    within_days: u16,
}

/// What those who ask find on their own pages.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Portal", example)]
struct PortalShape {
    /// How they come in without a link.
    doorway: Word<Doorway>,
    /// To whom a code is sent.
    guests: Word<Guests>,
    /// The domains, when codes are sent to these too.
    #[oai(validator(max_items = 50))]
    domains: Vec<String>,
    /// A link in a mail opens its case until so many days after the case has ended.
    #[oai(validator(minimum(value = "1"), maximum(value = "366")))]
    link_days: u16,
    /// Whether they read by when a solution is promised.
    deadlines: bool,
    /// Whether those to whom a mail to the desk went too are in copy of its case: whom the desk knows, and strangers who
    /// may come in with a code.
    copies: bool,
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
    /// Roles whose users must have a second step when they sign in; left out, they stay as they are.
    second_step_roles: Option<Vec<Word<Role>>>,
    /// How often surveys ask anybody; left out, it stays as it is.
    tact: Option<TactShape>,
    /// What those who ask find on their own pages; left out, it stays as it is.
    portal: Option<PortalShape>,
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
        caller.must(|viewer| viewer.administers())?;
        let before = caller.snapshot()?.settings()?;
        let DeskInput { name, language, time_zone, country, public_url, second_step_roles, tact, portal } = input.0;
        let second_step_roles = match second_step_roles {
            Some(roles) => roles.into_iter().map(|role| role.0).collect(),
            None => before.second_step_roles.clone(),
        };
        let portal = portal.map_or_else(|| before.portal.clone(), Portal::from);
        let who_comes_in = !before.portal.lets_in_as(&portal);
        // Links in mails lead to the one, and the other keeps strangers out.
        if before.public_url != public_url || before.second_step_roles != second_step_roles || who_comes_in {
            caller.must_have_proved()?;
        }
        let language = language.0;
        let tact = tact.map_or(before.tact, Tact::from);
        let settings =
            Settings { version: 0, name, language, time_zone, country, public_url, second_step_roles, tact, portal };
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
            second_step_roles: words(&settings.second_step_roles),
            tact: settings.tact.into(),
            portal: settings.portal.clone().into(),
        },
        model_version: snapshot.model()?.version.0,
    };
    Ok(Shown::new(shown).version(|desk| desk.settings.version))
}

impl Example for DeskInput {
    fn example() -> Self {
        Self {
            name: "Mesa de Ayuda".to_owned(),
            language: Word(Language::Es),
            time_zone: "America/Santiago".to_owned(),
            country: "CL".to_owned(),
            public_url: Some("https://mesa.example".to_owned()),
            second_step_roles: Some(vec![Word(Role::Administrator)]),
            tact: Some(Tact::default().into()),
            portal: Some(Portal::default().into()),
        }
    }
}

impl From<Tact> for TactShape {
    fn from(Tact { days_between, most, within_days }: Tact) -> Self {
        Self { days_between, most, within_days }
    }
}

impl From<TactShape> for Tact {
    fn from(TactShape { days_between, most, within_days }: TactShape) -> Self {
        Self { days_between, most, within_days }
    }
}

impl Example for TactShape {
    fn example() -> Self {
        Tact::default().into()
    }
}

impl From<Portal> for PortalShape {
    fn from(Portal { doorway, guests, domains, link_days, deadlines, copies }: Portal) -> Self {
        let domains = domains.into_iter().collect();
        Self { doorway: Word(doorway), guests: Word(guests), domains, link_days, deadlines, copies }
    }
}

impl From<PortalShape> for Portal {
    fn from(PortalShape { doorway, guests, domains, link_days, deadlines, copies }: PortalShape) -> Self {
        let domains = domains.into_iter().collect();
        Self { doorway: doorway.0, guests: guests.0, domains, link_days, deadlines, copies }
    }
}

impl Example for PortalShape {
    fn example() -> Self {
        Portal::default().into()
    }
}
