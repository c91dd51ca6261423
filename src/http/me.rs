//! Whoever is signed in, and how they like it.

use super::Tag;
use super::caller::{Caller, Entrant};
use super::entry::guard::{Attempt, Door, Guesser};
use super::input::Input;
use super::problem::{Code, FieldCode, Problem};
use super::reply::{Answer, Done, Shown};
use super::session::new_cookie;
use super::users::{Absence, AwayInput};
use super::word::{Id, Word, words};
use crate::desk::id::UserId;
use crate::desk::{BoardFilter as FilterRow, Command, Facts, Preferences, Refusal, Settings, User};
use crate::store::{Snapshot, credential, second_step};
use crate::words::{Language, Level, Role, Theme};
use poem::Request;
use poem::http::header;
use poem_openapi::types::{Example, MaybeUndefined};
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct MeResource;

/// Whoever is signed in.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct Me {
    /// Their id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// Full name.
    name: String,
    /// The address that they sign in with.
    email: String,
    /// What they may be.
    roles: Vec<Word<Role>>,
    /// The groups that they work in.
    groups: Vec<MyGroup>,
    /// The requester that they are.
    person: Option<Id>,
    /// Their absence, when they are away.
    away: Option<Absence>,
    /// How it stands with the second step of signing in.
    second_step: OwnSecondStep,
    /// What they chose; null: as the desk has it.
    preferences: ChosenPreferences,
    /// What follows from it: what the interface goes by.
    effective: EffectivePreferences,
}

/// How it stands with one's second step.
#[derive(Clone, Debug, Object)]
pub(super) struct OwnSecondStep {
    /// Whether signing in asks for it.
    on: bool,
    /// Whether one's roles want it: while it is missing, nothing else can be done than setting it up.
    required: bool,
    /// How many recovery codes are left.
    recovery_codes: u64,
}

/// A group of whoever is signed in.
#[derive(Clone, Debug, Object)]
pub(super) struct MyGroup {
    /// Its id.
    id: Id,
    /// What people read.
    name: String,
    /// Its level.
    level: Word<Level>,
}

/// What a user chose.
#[derive(Clone, Debug, Object)]
pub(super) struct ChosenPreferences {
    /// Language of the interface.
    language: Option<Word<Language>>,
    /// IANA time zone.
    time_zone: Option<String>,
    /// Light, dark or as the system has it.
    theme: Option<Word<Theme>>,
    /// Whether single letters act as keys.
    single_keys: Option<bool>,
    /// Whether what is told on screen and by mail alike is told on screen alone.
    rather_on_screen: bool,
    /// What they like to narrow the board to, by name, in their order.
    board_filters: Vec<BoardFilter>,
}

/// What a user narrows the board to.
#[derive(Clone, Debug, Object)]
pub(super) struct BoardFilter {
    /// What they call it; no other of theirs is called so.
    name: String,
    /// What the address of the board says then, such as `group=3&priority=high`.
    query: String,
}

/// What the interface goes by.
#[derive(Clone, Debug, Object)]
pub(super) struct EffectivePreferences {
    /// Language of the interface.
    language: Word<Language>,
    /// IANA time zone.
    time_zone: String,
    /// Light, dark or as the system has it.
    theme: Word<Theme>,
    /// Whether single letters act as keys.
    single_keys: bool,
}

/// What changes of one's preferences: what is left out stays, null gives it back to the desk.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct PreferencesInput {
    /// Language of the interface.
    language: MaybeUndefined<Word<Language>>,
    /// IANA time zone.
    time_zone: MaybeUndefined<String>,
    /// Light, dark or as the system has it.
    theme: MaybeUndefined<Word<Theme>>,
    /// Whether single letters act as keys.
    single_keys: MaybeUndefined<bool>,
    /// Whether what is told on screen and by mail alike is to be told on screen alone.
    rather_on_screen: Option<bool>,
    /// What they like to narrow the board to: the whole list, 50 at the most.
    board_filters: Option<Vec<BoardFilter>>,
}

/// A change of one's password.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct PasswordInput {
    /// The password until now.
    current: String,
    /// The one from now on, 10 to 200 characters.
    new: String,
}

#[OpenApi(prefix_path = "/me", tag = "Tag::Entry")]
impl MeResource {
    /// Show who is signed in
    ///
    /// For users; an API token is nobody.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Entrant) -> Answer<Shown<Me>> {
        show(&caller.0)
    }

    /// Change one's preferences
    #[oai(path = "/preferences", method = "patch")]
    async fn preferences(&self, caller: Caller, input: Input<PreferencesInput>) -> Answer<Shown<Me>> {
        let user = myself(&caller)?;
        let mut preferences = caller.snapshot()?.get::<User>(user.0)?.map(|user| user.preferences).unwrap_or_default();
        let PreferencesInput { language, time_zone, theme, single_keys, rather_on_screen, board_filters } = input.0;
        language.map_value(|word| word.0).update_to(&mut preferences.language);
        time_zone.update_to(&mut preferences.time_zone);
        theme.map_value(|word| word.0).update_to(&mut preferences.theme);
        single_keys.update_to(&mut preferences.single_keys);
        preferences.rather_on_screen = rather_on_screen.unwrap_or(preferences.rather_on_screen);
        if let Some(filters) = board_filters {
            preferences.board_filters =
                filters.into_iter().map(|BoardFilter { name, query }| FilterRow { name, query }).collect();
        }
        caller.submit(Command::SetPreferences { user, preferences }).await?;
        show(&caller)
    }

    /// Change one's password
    ///
    /// Every session of the user ends, and this browser gets a new one. Wrong attempts slow down as those at signing in
    /// do.
    #[oai(path = "/password", method = "put")]
    async fn password(&self, request: &Request, caller: Caller, input: Input<PasswordInput>) -> Answer<Done> {
        let user = myself(&caller)?;
        let snapshot = caller.snapshot()?;
        let known = snapshot.get::<User>(user.0)?.map(|user| user.details.email).unwrap_or_default();
        let stored = credential::find(&snapshot, user)?.map(|credential| credential.password_hash);
        drop(snapshot);
        let session = caller.session().ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let guesser = Guesser::in_session(&known, &session);
        let attempt = Attempt::begin(caller.state(), Door::Password, &guesser, caller.now()).await?;
        if !caller.state().passwords.verify(input.0.current, stored).await? {
            return Err(Problem::field("current", FieldCode::NotAllowed));
        }
        attempt.succeeded(caller.state()).await?;
        let hashed = caller.state().passwords.hash_new(&input.0.new).await?;
        let password_hash = hashed.map_err(|problem| Refusal::field("new", problem))?;
        caller.submit(Command::ChangePassword { user, password_hash }).await?;
        Ok(Done::default().header(header::SET_COOKIE, &new_cookie(request, &caller, user).await?))
    }

    /// Say that one is away, or back
    #[oai(path = "/away", method = "put")]
    async fn away(&self, caller: Caller, input: Input<AwayInput>) -> Answer<Shown<Me>> {
        caller.submit(Command::SetAway { user: myself(&caller)?, away: input.0.absence() }).await?;
        show(&caller)
    }
}

/// The user who asks.
pub(super) fn myself(caller: &Caller) -> Answer<UserId> {
    let none = || Problem::new(Code::Forbidden, "An API token has no user of its own: sign in instead.");
    caller.viewer().user().ok_or_else(none)
}

fn show(caller: &Caller) -> Answer<Shown<Me>> {
    let me = Me::of(&caller.snapshot()?, myself(caller)?)?;
    Ok(Shown::new(me).version(|me| me.version))
}

impl Me {
    /// This user as they see themselves.
    pub(super) fn of(snapshot: &Snapshot, id: UserId) -> Answer<Self> {
        let user = snapshot.get::<User>(id.0)?.ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let settings = snapshot.settings()?;
        let groups = snapshot.groups()?;
        let second_step = second_step::find(snapshot, id)?;
        let mine = groups.iter().filter(|group| group.members.contains(&id));
        Ok(Self {
            id: Id::of(user.id),
            version: user.version,
            effective: EffectivePreferences::of(&user.preferences, &settings),
            second_step: OwnSecondStep {
                on: second_step.is_some(),
                required: settings.wants_second_step(&user.roles),
                recovery_codes: second_step.map_or(0, |step| step.recovery.len() as u64),
            },
            name: user.details.name,
            email: user.details.email,
            roles: words(&user.roles),
            groups: mine
                .map(|group| MyGroup { id: Id::of(group.id), name: group.name.clone(), level: Word(group.level) })
                .collect(),
            person: user.person.map(Id::of),
            away: user.away.map(Absence::from),
            preferences: ChosenPreferences {
                language: user.preferences.language.map(Word),
                time_zone: user.preferences.time_zone,
                theme: user.preferences.theme.map(Word),
                single_keys: user.preferences.single_keys,
                rather_on_screen: user.preferences.rather_on_screen,
                board_filters: user
                    .preferences
                    .board_filters
                    .into_iter()
                    .map(|FilterRow { name, query }| BoardFilter { name, query })
                    .collect(),
            },
        })
    }
}

impl EffectivePreferences {
    fn of(chosen: &Preferences, settings: &Settings) -> Self {
        Self {
            language: Word(chosen.language.unwrap_or(settings.language)),
            time_zone: chosen.time_zone.clone().unwrap_or_else(|| settings.time_zone.clone()),
            theme: Word(chosen.theme.unwrap_or(Theme::System)),
            single_keys: chosen.single_keys.unwrap_or(true),
        }
    }
}

impl Example for PreferencesInput {
    fn example() -> Self {
        Self {
            language: MaybeUndefined::Value(Word(Language::Pt)),
            time_zone: MaybeUndefined::Null,
            theme: MaybeUndefined::Value(Word(Theme::Dark)),
            single_keys: MaybeUndefined::Undefined,
            rather_on_screen: None,
            board_filters: Some(vec![BoardFilter::example()]),
        }
    }
}

impl BoardFilter {
    fn example() -> Self {
        Self { name: "Redes, urgentes".to_owned(), query: "group=3&priority=high".to_owned() }
    }
}

impl Example for PasswordInput {
    fn example() -> Self {
        Self { current: "la clave de antes".to_owned(), new: "una clave bien larga".to_owned() }
    }
}

impl Example for Me {
    fn example() -> Self {
        Self {
            id: Id(7),
            version: 3,
            name: "Carolina Soto".to_owned(),
            email: "carolina.soto@mesa.example".to_owned(),
            roles: vec![Word(Role::Agent)],
            groups: vec![MyGroup { id: Id(1), name: "Primer nivel".to_owned(), level: Word(Level::First) }],
            person: None,
            away: None,
            second_step: OwnSecondStep { on: true, required: true, recovery_codes: 9 },
            preferences: ChosenPreferences {
                language: None,
                time_zone: None,
                theme: None,
                single_keys: None,
                rather_on_screen: false,
                board_filters: vec![BoardFilter::example()],
            },
            effective: EffectivePreferences {
                language: Word(Language::Es),
                time_zone: "America/Santiago".to_owned(),
                theme: Word(Theme::System),
                single_keys: true,
            },
        }
    }
}
