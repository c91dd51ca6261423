//! A desk with two sides that have nothing to do with each other, and somebody in each role.
//!
//! Side A is Rosa, who asks, and Carla, an agent of a closed group; side B is Luis and Beto, of another closed group.

use super::bodies::procedure;
use crate::http::desk::{Desk, PASSWORD, Someone};
use crate::model::office;
use serde_json::{Value, json};
use ventanilla::desk::id::UserId;
use ventanilla::secret;
use ventanilla::store::session::{self, Session};

/// The first administrator's id.
pub(super) const ANA: u64 = 1;

/// One of two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    A,
    B,
}

impl Side {
    /// Both.
    pub(super) const BOTH: [Self; 2] = [Self::A, Self::B];
}

/// Who asks: the columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    None,
    Requester,
    OtherRequester,
    OtherAgent,
    Agent,
    Supervisor,
    Analyst,
    Client,
    Administrator,
    SupervisorReads,
    AdministratorReads,
    Revoked,
    Wall,
}

impl Role {
    /// In the order of the columns.
    pub(super) const ALL: [Self; 13] = [
        Self::None,
        Self::Requester,
        Self::OtherRequester,
        Self::OtherAgent,
        Self::Agent,
        Self::Supervisor,
        Self::Analyst,
        Self::Client,
        Self::Administrator,
        Self::SupervisorReads,
        Self::AdministratorReads,
        Self::Revoked,
        Self::Wall,
    ];

    /// What the column is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Requester => "requester",
            Self::OtherRequester => "other_req",
            Self::OtherAgent => "other_agent",
            Self::Agent => "agent",
            Self::Supervisor => "supervisor",
            Self::Analyst => "analyst",
            Self::Client => "client",
            Self::Administrator => "admin",
            Self::SupervisorReads => "sup_reads",
            Self::AdministratorReads => "admin_reads",
            Self::Revoked => "revoked",
            Self::Wall => "wall",
        }
    }
}

/// What belongs to a side, besides its cases.
pub(super) struct Belongings {
    /// Who asks, as a person and as a user, and the word in their name.
    pub(super) person: u64,
    pub(super) requester: u64,
    pub(super) name: &'static str,
    /// The closed group, and the agent in it.
    pub(super) group: u64,
    pub(super) agent: u64,
    /// The closed group of second level, and the agent in it.
    pub(super) second_group: u64,
    pub(super) second_agent: u64,
    /// A group without cases and a user who does nothing, to be changed at will.
    pub(super) spare_group: u64,
    pub(super) spare_user: u64,
    pub(super) unit: u64,
    pub(super) category: u64,
    /// A unit and a category that others may lie below.
    pub(super) site: u64,
    pub(super) root: u64,
    pub(super) version: u64,
    /// An upload that nobody in a role of the table made.
    pub(super) upload: String,
}

/// Everybody.
pub(super) struct Cast<'a> {
    pub(super) desk: &'a Desk,
    /// The first administrator, in every role: she prepares.
    pub(super) ana: Someone<'a>,
    pub(super) a: Belongings,
    pub(super) b: Belongings,
    users: Vec<(Role, u64)>,
    tokens: Vec<(Role, String)>,
}

impl<'a> Cast<'a> {
    pub(super) async fn of(desk: &'a Desk) -> Self {
        let ana = session_of(desk, ANA).await;
        // What asks at fixed times does so by a calendar; the first model that is published has it.
        ana.put("/api/v1/model/draft/calendars", &json!({ "calendars": [office()] })).await.is(200);
        let (a, b) = (side(&ana, "Quilapan", "Carla").await, side(&ana, "Huenchul", "Beto").await);
        let mut users = vec![
            (Role::Requester, a.requester),
            (Role::OtherRequester, b.requester),
            (Role::Agent, a.agent),
            (Role::OtherAgent, b.agent),
        ];
        for (role, name, word) in [
            (Role::Supervisor, "Sara", "supervisor"),
            (Role::Analyst, "Nora", "analyst"),
            (Role::Client, "Clemente", "client"),
            (Role::Administrator, "Adela", "administrator"),
        ] {
            users.push((role, user(&ana, name, word, None).await));
        }
        let mut tokens = Vec::new();
        for (role, word, scope) in [
            (Role::SupervisorReads, "supervisor", "read"),
            (Role::AdministratorReads, "administrator", "read"),
            (Role::Revoked, "administrator", "write"),
            (Role::Wall, "supervisor", "wall"),
        ] {
            let body = json!({ "name": role.name(), "role": word, "scope": scope });
            let made = ana.post("/api/v1/tokens", &body).await.is(201).json;
            if role == Role::Revoked {
                ana.delete(&format!("/api/v1/tokens/{}", made["token"]["id"])).await.is(204);
            }
            tokens.push((role, made["secret"].as_str().unwrap().to_owned()));
        }
        let folder = desk.folder().join("backups");
        std::fs::create_dir(&folder).unwrap();
        let keep = json!({ "daily": 7, "weekly": 4, "monthly": 12 });
        let backups = json!({ "schedule": "", "folder": folder, "keep": keep });
        ana.put("/api/v1/backups/settings", &backups).await.is(200);
        // Nobody listens there: mail waits.
        let mail = json!({ "host": "127.0.0.1", "port": 1, "security": "none", "from_address": "mesa@mesa.example" });
        ana.put("/api/v1/mail/settings", &mail).await.is(200);
        Self { desk, ana, a, b, users, tokens }
    }

    pub(super) fn side(&self, side: Side) -> &Belongings {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// The user in this role, when it is one's.
    pub(super) fn user(&self, role: Role) -> Option<u64> {
        self.users.iter().find(|(of, _)| *of == role).map(|(_, id)| *id)
    }

    /// Whoever has this role, signed in just now.
    pub(super) async fn someone(&self, role: Role) -> Someone<'a> {
        if let Some((_, token)) = self.tokens.iter().find(|(of, _)| *of == role) {
            return self.desk.with_token(token);
        }
        match self.user(role) {
            Some(user) => session_of(self.desk, user).await,
            None => self.desk.nobody(),
        }
    }
}

/// A user in a session that proved just now who they are. (Signing in has tests of its own.)
pub(super) async fn session_of(desk: &Desk, user: u64) -> Someone<'_> {
    let (cookie, _) = new_session(desk, user).await;
    desk.with_cookie(&format!("ventanilla={cookie}"))
}

/// A new session's secret, and its name in the API.
pub(super) async fn new_session(desk: &Desk, user: u64) -> (String, String) {
    let (secret, now) = (secret::new_secret().unwrap(), desk.clock.now());
    let hash = secret::hash(&secret);
    let session = Session {
        hash,
        user: UserId(user),
        created: now,
        proved: now,
        expires: now.plus(chrono::TimeDelta::hours(1)),
        last_seen: now,
        user_agent: None,
    };
    desk.store.operate(move |rows| session::keep(rows, &session)).await.unwrap();
    (secret, hash[..8].iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn side(ana: &Someone<'_>, name: &'static str, agent: &str) -> Belongings {
    let (site, unit) = (unit(ana, &format!("Sede de {agent}")).await, unit(ana, &format!("Unidad de {agent}")).await);
    let email = format!("{}@canelos.example", name.to_lowercase());
    let person = json!({ "name": name, "emails": [email], "unit": unit });
    let person = id(&ana.post("/api/v1/persons", &person).await.is(201).json);
    let requester = user(ana, name, "requester", Some(person)).await;
    let agent_id = user(ana, agent, "agent", None).await;
    // First level, so that what it solves may count as solved on line.
    let first_group = group(ana, &format!("Grupo de {agent}"), "first", agent_id).await;
    let second_agent = user(ana, &format!("Segundo.{agent}"), "agent", None).await;
    let second_group = group(ana, &format!("Segundo nivel de {agent}"), "second", second_agent).await;
    let spare_user = user(ana, &format!("Colega.{agent}"), "agent", None).await;
    let spare_group = group(ana, &format!("Otro grupo de {agent}"), "second", spare_user).await;
    ana.put("/api/v1/model/draft/procedures", &json!({ "procedures": [procedure(1)] })).await.is(200);
    let (root, _) = category(ana, &format!("Rama de {agent}")).await;
    let (category, version) = category(ana, &format!("Asunto de {agent}")).await;
    let upload = ana.request(reqwest::Method::POST, "/api/v1/uploads?name=nota.txt").body("x");
    let upload = crate::http::desk::read(upload).await.is(201).json;
    Belongings {
        person,
        requester,
        name,
        group: first_group,
        agent: agent_id,
        second_group,
        second_agent,
        spare_group,
        spare_user,
        unit,
        category,
        version,
        site,
        root,
        upload: upload["id"].as_str().unwrap().to_owned(),
    }
}

/// A new closed group with one member.
async fn group(ana: &Someone<'_>, name: &str, level: &str, member: u64) -> u64 {
    let body = json!({ "name": name, "level": level, "members": [member], "open_to_all": false });
    id(&ana.post("/api/v1/groups", &body).await.is(201).json)
}

async fn unit(ana: &Someone<'_>, name: &str) -> u64 {
    id(&ana.post("/api/v1/units", &json!({ "name": name })).await.is(201).json)
}

/// A new category, and the version of the model that brought it.
async fn category(ana: &Someone<'_>, name: &str) -> (u64, u64) {
    let category = json!({ "name": name, "kind": "incident", "impact": "person", "urgency": "low" });
    ana.post("/api/v1/model/draft/categories", &category).await.is(200);
    let model = ana.publish_model().await;
    (model["categories"].as_array().unwrap().iter().map(id).max().unwrap(), model["version"].as_u64().unwrap())
}

/// A new user with the password of everybody.
async fn user(ana: &Someone<'_>, name: &str, role: &str, person: Option<u64>) -> u64 {
    let email = format!("{}@mesa.example", name.to_lowercase());
    let body = json!({ "name": name, "email": email, "roles": [role], "person": person, "password": PASSWORD });
    id(&ana.post("/api/v1/users", &body).await.is(201).json)
}

fn id(json: &Value) -> u64 {
    json["id"].as_u64().unwrap()
}
