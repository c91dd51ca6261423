//! The people who sign in.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, Named, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::session::new_cookie;
use super::streamed::{CSV, Lines};
use super::word::{At, Id, Word, words};
use crate::desk::id::{PersonId, UserId};
use crate::desk::{Away, Command, DoorEvent, Facts, Outcome, Taken, UserDraft, Viewer};
use crate::export::row::Columns;
use crate::queries::users::{self, AskedUsers, UserRow};
use crate::words::{Language, Role, Vocabulary};
use poem::Request;
use poem::http::header;
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde_json::{Value, json};

/// The resource.
pub(super) struct Users;

/// Somebody who signs in.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct User {
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
    /// The requester that they are.
    person: Option<Id>,
    /// Languages that they help in.
    languages: Vec<Word<Language>>,
    /// What they are good at, in lower case.
    skills: Vec<String>,
    /// Whether they may sign in.
    active: bool,
    /// Their absence, when they are away.
    away: Option<Absence>,
    /// The groups that they work in.
    groups: Vec<Named>,
    /// How many open cases they have.
    open_tickets: u64,
}

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct Absence {
    /// Its end, when it is known.
    pub(super) until: Option<At>,
}

impl From<Away> for Absence {
    fn from(away: Away) -> Self {
        Self { until: away.until.map(At) }
    }
}

/// A user, as they should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct UserInput {
    /// Full name.
    name: String,
    /// The address that they sign in with.
    email: String,
    /// What they may be; at least one.
    roles: Vec<Word<Role>>,
    /// The requester that they are; needed for who is a requester only.
    person: Option<Id>,
    /// Languages that they help in.
    languages: Option<Vec<Word<Language>>>,
    /// What they are good at.
    skills: Option<Vec<String>>,
    /// Whether they may sign in; yes when left out.
    active: Option<bool>,
    /// A new password, 10 to 200 characters; left out: the one there is stays. Never shown.
    password: Option<String>,
}

/// An absence, or its end.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct AwayInput {
    /// Whether they are away.
    away: bool,
    /// Until when, if that is known.
    until: Option<At>,
}

impl AwayInput {
    pub(super) fn absence(&self) -> Option<Away> {
        self.away.then(|| Away { until: self.until.map(|at| at.0) })
    }
}

#[OpenApi(prefix_path = "/users", tag = "Tag::Administration")]
impl Users {
    /// List users
    ///
    /// In the order of their ids. For whoever works here.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// Only who has this role.
        role: Query<Option<Word<Role>>>,
        /// Only who may sign in (`true`), or who may not (`false`).
        active: Query<Option<bool>>,
        /// Words with which a word of the name or the address begins.
        q: Query<Option<String>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<User>>> {
        let asked = AskedUsers { role: role.0.map(|role| role.0), active: active.0, text: q.0 };
        let limit = page_size(limit.0)?;
        let page = users::list(&caller.snapshot()?, caller.viewer(), &asked, cursor.0.as_deref(), limit)?;
        Ok(Shown::new(List::of(page, User::from)))
    }

    /// Take the list of users away
    ///
    /// As CSV: the same users as the list with the same filters, all of them. For whoever works here; that it was taken is an
    /// entry of the audit trail.
    #[oai(path = "/export", method = "get")]
    async fn export(
        &self,
        caller: Caller,
        /// Only who has this role.
        role: Query<Option<Word<Role>>>,
        /// Only who may sign in (`true`), or who may not (`false`).
        active: Query<Option<bool>>,
        /// Words with which a word of the name or the address begins.
        q: Query<Option<String>>,
    ) -> Answer<Lines> {
        caller.must(Viewer::works_here)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Users }).await?;
        let asked = AskedUsers { role: role.0.map(|role| role.0), active: active.0, text: q.0 };
        let (store, viewer) = (caller.state().store.clone(), caller.viewer().clone());
        let file = format!("users-{}.csv", caller.now().to_string().replace(':', "-"));
        let columns = Columns::of(&COLUMNS);
        let lines = Lines::paged(CSV, &file, move |cursor| {
            let page = users::list(&store.snapshot()?, &viewer, &asked, cursor, PAGE)?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            for row in page.items {
                text.push_str(&columns.line(&User::from(row).cells()));
            }
            Ok((text, page.next))
        });
        Ok(lines?)
    }

    /// Add a user
    ///
    /// For administrators. Without a password they cannot sign in until they choose one, with a link.
    #[oai(path = "/", method = "post")]
    async fn create(&self, caller: Caller, input: Input<UserInput>) -> Answer<Made<User>> {
        let user = save(&caller, None, input.0).await?;
        let location = format!("/api/v1/users/{}", user.id.0);
        Ok(Made::new(user).version(|user| user.version).location(&location))
    }

    /// Show a user
    ///
    /// For whoever works here, and for themselves.
    #[oai(path = "/:id", method = "get")]
    async fn get(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<User>> {
        show(&caller, id.0.to())
    }

    /// Change a user
    ///
    /// For administrators. What is left out of the optional fields becomes empty, except the password: a new one ends
    /// every session of the user. Nobody takes away their own role of administrator.
    #[oai(path = "/:id", method = "put")]
    async fn replace(
        &self,
        request: &Request,
        caller: Caller,
        id: Path<Id>,
        input: Input<UserInput>,
    ) -> Answer<Shown<User>> {
        let own_password = input.0.password.is_some() && caller.viewer().user() == Some(id.0.to());
        let user = save(&caller, Some(id.0.to()), input.0).await?;
        let shown = Shown::new(user).version(|user| user.version);
        if own_password {
            return Ok(shown.header(header::SET_COOKIE, &new_cookie(request, &caller, id.0.to()).await?));
        }
        Ok(shown)
    }

    /// Say that a user is away, or back
    ///
    /// For themselves, supervisors and administrators.
    #[oai(path = "/:id/away", method = "put")]
    async fn away(&self, caller: Caller, id: Path<Id>, input: Input<AwayInput>) -> Answer<Shown<User>> {
        caller.submit(Command::SetAway { user: id.0.to(), away: input.0.absence() }).await?;
        show(&caller, id.0.to())
    }
}

fn show(caller: &Caller, id: UserId) -> Answer<Shown<User>> {
    let (snapshot, viewer) = caller.afresh()?;
    let user = users::one(&snapshot, &viewer, id)?;
    Ok(Shown::new(User::from(user)).version(|user| user.version))
}

async fn save(caller: &Caller, id: Option<UserId>, input: UserInput) -> Answer<User> {
    // Asked before the password is hashed: who may not, costs nothing.
    caller.must_write()?;
    caller.must(|viewer| viewer.administers())?;
    if changes_access(caller, id, &input)? {
        caller.must_have_proved()?;
    }
    let password_hash = match &input.password {
        Some(new) => Some(caller.state().passwords.hash_new(new).await?),
        None => None,
    };
    let draft = UserDraft {
        name: input.name,
        email: input.email,
        roles: input.roles.into_iter().map(|role| role.0).collect(),
        person: input.person.map(|id| id.to::<PersonId>()),
        languages: input.languages.into_iter().flatten().map(|language| language.0).collect(),
        skills: input.skills.into_iter().flatten().collect(),
        active: input.active.unwrap_or(true),
        password_hash,
    };
    let committed = caller.submit(Command::SaveUser { id, user: Box::new(draft) }).await?;
    let Outcome::User(id) = committed.outcome else { return Err(Problem::of(Code::Internal)) };
    let (snapshot, viewer) = caller.afresh()?;
    Ok(users::one(&snapshot, &viewer, id)?.into())
}

/// Whether it matters to who comes in, and as what: for that the password is asked for again.
fn changes_access(caller: &Caller, id: Option<UserId>, input: &UserInput) -> Answer<bool> {
    let Some(id) = id else { return Ok(true) };
    let Some(before) = caller.snapshot()?.get::<crate::desk::User>(id.0)? else { return Ok(true) };
    let roles = input.roles.iter().map(|role| role.0).collect();
    Ok(input.password.is_some()
        || before.roles != roles
        || before.active != input.active.unwrap_or(true)
        || before.person != input.person.map(|id| id.to())
        || before.details.email != input.email.trim().to_ascii_lowercase())
}

/// How many users are read and sent at once.
const PAGE: usize = 200;

/// The columns of the file.
const COLUMNS: [&str; 11] =
    ["id", "name", "email", "roles", "languages", "skills", "groups", "active", "away", "away_until", "open_tickets"];

impl User {
    /// As a row of plain cells.
    fn cells(self) -> Value {
        let roles: Vec<&str> = self.roles.iter().map(|word| word.0.as_str()).collect();
        let languages: Vec<&str> = self.languages.iter().map(|word| word.0.as_str()).collect();
        let groups: Vec<String> = self.groups.into_iter().map(|group| group.name).collect();
        json!({
            "id": self.id.0, "name": self.name, "email": self.email, "roles": roles.join(" "),
            "languages": languages.join(" "), "skills": self.skills.join(", "), "groups": groups.join(", "),
            "active": self.active, "away": self.away.is_some(),
            "away_until": self.away.and_then(|away| away.until).map(|at| at.0), "open_tickets": self.open_tickets,
        })
    }
}

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        let user = row.user;
        Self {
            id: Id::of(user.id),
            version: user.version,
            name: user.details.name,
            email: user.details.email,
            roles: words(&user.roles),
            person: user.person.map(Id::of),
            languages: words(&user.languages),
            skills: user.skills.into_iter().collect(),
            active: user.active,
            away: user.away.map(Absence::from),
            groups: row.groups.into_iter().map(|(id, name)| Named::new(id, name)).collect(),
            open_tickets: row.open_tickets,
        }
    }
}

impl Example for UserInput {
    fn example() -> Self {
        Self {
            name: "Carolina Soto".to_owned(),
            email: "carolina.soto@mesa.example".to_owned(),
            roles: vec![Word(Role::Agent)],
            person: None,
            languages: Some(vec![Word(Language::Es)]),
            skills: Some(vec!["redes".to_owned()]),
            active: Some(true),
            password: Some("una clave bien larga".to_owned()),
        }
    }
}

impl Example for AwayInput {
    fn example() -> Self {
        Self { away: true, until: crate::moment::Moment::parse("2026-12-01T12:00:00Z").map(At) }
    }
}

impl Example for User {
    fn example() -> Self {
        Self {
            id: Id(7),
            version: 3,
            name: "Carolina Soto".to_owned(),
            email: "carolina.soto@mesa.example".to_owned(),
            roles: vec![Word(Role::Agent)],
            person: None,
            languages: vec![Word(Language::Es)],
            skills: vec!["redes".to_owned()],
            active: true,
            away: None,
            groups: vec![Named::new(1_u64, "Primer nivel")],
            open_tickets: 4,
        }
    }
}
