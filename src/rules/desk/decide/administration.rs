//! Settings, users, groups and tokens.

use super::super::command::{GroupDraft, TokenDraft, UserDraft};
use super::super::event::{Content, Event, Owner};
use super::super::facts::Facts;
use super::super::id::{GroupId, TokenId, UserId};
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::{NAME_MAX, clean_line, fold, is_host_name, skill};
use super::super::{
    ActorRef, Away, BoardFilter, Group, MailSettings, Person, Preferences, Settings, Token, User, UserDetails, phone,
};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop, entry};
use crate::service_model::ServiceModel;
use crate::words::{Language, Level, MailSecurity, Role, TokenScope, Vocabulary};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// How many skills a user or a group may have.
const SKILLS_MAX: usize = 50;
/// How many members a group may have.
const MEMBERS_MAX: usize = 1_000;
/// How many filters of the board a user may keep.
const BOARD_FILTERS_MAX: usize = 50;
/// How long one may be, as an address says it.
const QUERY_MAX: usize = 200;
/// How many groups a desk may have.
const GROUPS_MAX: usize = 1_000;

/// The first administrator gets every role and works in a first-level group; the desk begins with a small model.
pub(super) fn set_up<F: Facts>(
    draft: &mut Draft<'_, F>,
    admin: &UserDraft,
    settings: &Settings,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::Setup)?;
    if draft.facts.has_administrator()? {
        return Err(Refusal::AlreadySetUp.into());
    }
    let mut check = Check::default();
    let settings = check_settings(&mut check, settings, "desk.");
    let details = check_user(&mut check, draft, None, admin, "admin.")?;
    check.done()?;

    let language = settings.language;
    let settings = Settings { version: draft.settings.version + 1, ..settings };
    draft.event(Event::SettingsChanged(settings));
    if draft.facts.last::<ServiceModel>()?.is_none() {
        draft.event(Event::ModelPublished(Box::new(ServiceModel::starter(language))));
    }
    let id = UserId(draft.new_id::<User>()?);
    let content = draft.keep(Owner::User(id), Content::User(details));
    draft.event(Event::UserSaved {
        id,
        version: 1,
        content,
        roles: Role::ALL.iter().copied().collect(),
        person: None,
        languages: BTreeSet::from([language]),
        skills: BTreeSet::new(),
        active: true,
    });
    if draft.facts.groups()?.is_empty() {
        draft.event(Event::GroupSaved(Group {
            id: GroupId(draft.new_id::<Group>()?),
            version: 1,
            name: first_group(language).to_owned(),
            level: Level::First,
            members: BTreeSet::from([id]),
            languages: BTreeSet::from([language]),
            skills: BTreeSet::new(),
            open_to_all: true,
            active: true,
        }));
    }
    Ok(Outcome::User(id))
}

fn first_group(language: Language) -> &'static str {
    match language {
        Language::Es => "Primer nivel",
        Language::En => "First level",
        Language::Pt => "Primeiro nível",
    }
}

pub(super) fn change_settings<F: Facts>(draft: &mut Draft<'_, F>, settings: &Settings) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    draft.at_version(draft.settings.version)?;
    let mut check = Check::default();
    let settings = check_settings(&mut check, settings, "");
    check.done()?;
    draft.event(Event::SettingsChanged(Settings { version: draft.settings.version + 1, ..settings }));
    Ok(Outcome::Done)
}

fn check_settings(check: &mut Check, settings: &Settings, path: &str) -> Settings {
    let public_url = settings.public_url.as_deref().map(|url| url.trim().trim_end_matches('/').to_owned());
    let public_url = public_url.filter(|url| !url.is_empty());
    if let Some(url) = &public_url {
        check.that(is_base_url(url), format!("{path}public_url"), FieldProblem::Malformed);
    }
    check.that(settings.time_zone.parse::<Tz>().is_ok(), format!("{path}time_zone"), FieldProblem::Unknown);
    check.that(phone::is_country(&settings.country), format!("{path}country"), FieldProblem::Unknown);
    settings.tact.check(check, &format!("{path}tact"));
    let portal = settings.portal.clone().cleaned();
    portal.check(check, &format!("{path}portal"));
    Settings {
        version: settings.version,
        name: check.line(&format!("{path}name"), &settings.name, NAME_MAX),
        language: settings.language,
        time_zone: settings.time_zone.clone(),
        country: settings.country.clone(),
        public_url,
        second_step_roles: settings.second_step_roles.clone(),
        tact: settings.tact,
        portal,
    }
}

/// `http(s)://host[:port]`, without a path.
fn is_base_url(url: &str) -> bool {
    let Some(place) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let (host, port) = place.rsplit_once(':').unwrap_or((place, "443"));
    is_host_name(host) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// How mail should leave; the password is kept elsewhere.
pub(super) struct MailDraft<'a> {
    pub host: &'a str,
    pub port: u16,
    pub security: MailSecurity,
    pub username: &'a Option<String>,
    pub with_password: bool,
    pub from_address: &'a str,
    pub from_name: &'a Option<String>,
    pub trusted_certificates: &'a Option<String>,
}

pub(super) fn change_mail_settings<F: Facts>(draft: &mut Draft<'_, F>, mail: &MailDraft<'_>) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before = draft.facts.get::<MailSettings>(())?;
    let version = before.as_ref().map_or(0, |before| before.version);
    draft.at_version(version)?;
    let mut check = Check::default();
    let host = clean_line(mail.host);
    let from_address = if host.is_empty() && mail.from_address.trim().is_empty() {
        String::new()
    } else {
        check.email("from_address", mail.from_address)
    };
    check.that(
        host.is_empty() || is_host_name(&host) || host.parse::<std::net::IpAddr>().is_ok(),
        "host",
        FieldProblem::Malformed,
    );
    check.that(mail.port > 0, "port", FieldProblem::NotAllowed);
    let settings = MailSettings {
        version: version + 1,
        host,
        port: mail.port,
        security: mail.security,
        username: check.optional_line("username", mail.username.as_deref(), NAME_MAX),
        from_address,
        from_name: check.optional_line("from_name", mail.from_name.as_deref(), NAME_MAX),
        trusted_certificates: check.certificates("trusted_certificates", mail.trusted_certificates.as_deref()),
    };
    // What was typed in for one server is told to no other.
    let known = before.filter(|before| before.username.is_some() && settings.username.is_some());
    let is_trusted = known.is_none_or(|before| settings.is_trusted_as(&before));
    check.that(mail.with_password || is_trusted, "password", FieldProblem::Required);
    check.done()?;
    draft.event(Event::MailSettingsChanged(settings));
    Ok(Outcome::Done)
}

pub(super) fn save_user<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<UserId>,
    user: &UserDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before: Option<User> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let mut check = Check::default();
    let details = check_user(&mut check, draft, id, user, "")?;
    check.that(!user.roles.is_empty(), "roles", FieldProblem::Required);
    if let Some(person) = user.person {
        let known = draft.facts.get::<Person>(person.0)?;
        check.that(known.is_some(), "person", FieldProblem::Unknown);
        // Whoever is switched off as a person does not come in as a user.
        let shut = user.active && known.is_some_and(|person| !person.active);
        check.that(!shut, "person", FieldProblem::NotAllowed);
    } else {
        let asks_only = user.roles.iter().all(|role| *role == Role::Requester) && !user.roles.is_empty();
        check.that(!asks_only, "person", FieldProblem::Required);
    }
    // Whoever administers stays: so there is always somebody who can let others in.
    if id.is_some() && id == draft.viewer.user() {
        check.that(user.roles.contains(&Role::Administrator), "roles", FieldProblem::NotAllowed);
        check.that(user.active, "active", FieldProblem::NotAllowed);
    }
    let skills = check_skills(&mut check, &user.skills);
    check.done()?;

    let id = match id {
        Some(id) => id,
        None => UserId(draft.new_id::<User>()?),
    };
    let content = match &before {
        Some(before) if before.details == details => before.content,
        _ => draft.keep(Owner::User(id), Content::User(details)),
    };
    draft.event(Event::UserSaved {
        id,
        version: before.map_or(1, |before| before.version + 1),
        content,
        roles: user.roles.clone(),
        person: user.person,
        languages: user.languages.clone(),
        skills,
        active: user.active,
    });
    if user.password_hash.is_some() {
        draft.event(Event::PasswordChanged { user: id });
    }
    if !user.active {
        entry::keep_out(draft, id)?;
    }
    Ok(Outcome::User(id))
}

fn check_user<F: Facts>(
    check: &mut Check,
    draft: &Draft<'_, F>,
    id: Option<UserId>,
    user: &UserDraft,
    path: &str,
) -> Result<UserDetails, Stop> {
    let name = check.line(&format!("{path}name"), &user.name, NAME_MAX);
    let field = format!("{path}email");
    let email = check.email(&field, &user.email);
    let other = draft.facts.user_by_email(&email)?.filter(|other| Some(*other) != id);
    check.that(other.is_none(), field, FieldProblem::Taken);
    if let Some(Err(problem)) = user.password_hash {
        check.wrong(format!("{path}password"), problem);
    }
    Ok(UserDetails { name, email })
}

fn check_skills(check: &mut Check, typed: &BTreeSet<String>) -> BTreeSet<String> {
    check.that(typed.len() <= SKILLS_MAX, "skills", FieldProblem::TooLong { max: SKILLS_MAX });
    let skills: BTreeSet<String> = typed.iter().take(SKILLS_MAX).map(|typed| skill(typed)).collect();
    check.that(
        skills.iter().all(|skill| (1..=NAME_MAX).contains(&skill.chars().count())),
        "skills",
        FieldProblem::Malformed,
    );
    skills
}

pub(super) fn save_group<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<GroupId>,
    group: &GroupDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before: Option<Group> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let groups = draft.facts.groups()?;
    let mut check = Check::default();
    let name = check.line("name", &group.name, NAME_MAX);
    let folded = fold(&name);
    let taken = groups.iter().any(|other| Some(other.id) != id && fold(&other.name) == folded);
    check.that(!taken, "name", FieldProblem::Taken);
    check.that(before.is_some() || groups.len() < GROUPS_MAX, "name", FieldProblem::TooLong { max: GROUPS_MAX });
    check.that(group.members.len() <= MEMBERS_MAX, "members", FieldProblem::TooLong { max: MEMBERS_MAX });
    for member in group.members.iter().take(MEMBERS_MAX) {
        let known = draft.facts.get::<User>(member.0)?.is_some();
        check.that(known, "members", FieldProblem::Unknown);
    }
    let skills = check_skills(&mut check, &group.skills);
    check.done()?;

    let id = match id {
        Some(id) => id,
        None => GroupId(draft.new_id::<Group>()?),
    };
    draft.event(Event::GroupSaved(Group {
        id,
        version: before.map_or(1, |before| before.version + 1),
        name,
        level: group.level,
        members: group.members.clone(),
        languages: group.languages.clone(),
        skills,
        open_to_all: group.open_to_all,
        active: group.active,
    }));
    Ok(Outcome::Group(id))
}

pub(super) fn set_away<F: Facts>(draft: &mut Draft<'_, F>, user: UserId, away: Option<Away>) -> Result<Outcome, Stop> {
    let may = draft.viewer.user() == Some(user) || draft.viewer.administers() || draft.viewer.is(Role::Supervisor);
    Draft::<F>::need(may)?;
    let before: Option<User> = draft.existing(Some(user.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    if away.and_then(|away| away.until).is_some_and(|until| until <= draft.now) {
        return Err(Refusal::field("until", FieldProblem::Past).into());
    }
    if before.is_some_and(|before| before.away != away) {
        draft.event(Event::UserAway { user, away });
    }
    Ok(Outcome::User(user))
}

pub(super) fn set_preferences<F: Facts>(
    draft: &mut Draft<'_, F>,
    user: UserId,
    preferences: &Preferences,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.user() == Some(user))?;
    if let Some(before) = draft.existing::<User>(Some(user.0))? {
        draft.at_version(before.version)?;
    }
    let mut check = Check::default();
    let known = preferences.time_zone.as_ref().is_none_or(|zone| zone.parse::<Tz>().is_ok());
    check.that(known, "time_zone", FieldProblem::Unknown);
    let board_filters = check_board_filters(&mut check, &preferences.board_filters);
    check.done()?;
    let preferences = Preferences { board_filters, ..preferences.clone() };
    draft.event(Event::PreferencesChanged { user, preferences });
    Ok(Outcome::User(user))
}

fn check_board_filters(check: &mut Check, typed: &[BoardFilter]) -> Vec<BoardFilter> {
    let too_many = FieldProblem::TooLong { max: BOARD_FILTERS_MAX };
    check.that(typed.len() <= BOARD_FILTERS_MAX, "board_filters", too_many);
    let mut names = BTreeSet::new();
    let filters = typed.iter().take(BOARD_FILTERS_MAX).enumerate().map(|(n, filter)| {
        let field = |name: &str| format!("board_filters.{n}.{name}");
        let name = check.line(&field("name"), &filter.name, NAME_MAX);
        check.that(names.insert(fold(&name)), field("name"), FieldProblem::Taken);
        BoardFilter { name, query: check.line(&field("query"), &filter.query, QUERY_MAX) }
    });
    filters.collect()
}

pub(super) fn create_token<F: Facts>(draft: &mut Draft<'_, F>, token: &TokenDraft) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.manages_tokens(token.scope))?;
    let mut check = Check::default();
    let name = check.line("name", &token.name, NAME_MAX);
    check.that(token.expires_at.is_none_or(|end| end > draft.now), "expires_at", FieldProblem::Past);
    // A token has no person behind it, so it could see nothing as a requester.
    check.that(token.role != Role::Requester, "role", FieldProblem::NotAllowed);
    // What a wall shows is the supervisors' board.
    let fits = token.scope != TokenScope::Wall || token.role == Role::Supervisor;
    check.that(fits, "role", FieldProblem::NotAllowed);
    check.done()?;
    let id = TokenId(draft.new_id::<Token>()?);
    draft.event(Event::TokenCreated(Token {
        id,
        name,
        hash: token.hash.clone(),
        role: token.role,
        scope: token.scope,
        created_by: draft.viewer.user(),
        created_at: draft.now,
        expires_at: token.expires_at,
        revoked_at: None,
    }));
    Ok(Outcome::Token(id))
}

pub(super) fn revoke_token<F: Facts>(draft: &mut Draft<'_, F>, token: TokenId) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.manages_tokens(TokenScope::Wall))?;
    let before = draft.existing::<Token>(Some(token.0))?;
    let before = before.filter(|before| draft.viewer.manages_tokens(before.scope)).ok_or(Refusal::NotFound)?;
    if before.revoked_at.is_none() {
        draft.event(Event::TokenRevoked { token });
    }
    Ok(Outcome::Token(token))
}
