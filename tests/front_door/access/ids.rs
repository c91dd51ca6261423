//! Which id stands at a place of an operation.

use super::asking::{Asking, Whose};
use super::bodies::{mailbox, oauth_mailbox, phone_answer, survey, webhook};
use super::cast::{ANA, Role, Side, new_session};
use super::description::Row;
use crate::http::desk::{Someone, read};
use reqwest::Method;
use serde_json::{Value, json};
use ventanilla::secret;

/// An id that nothing has.
const NOTHING: u64 = 999_999;

/// What an id is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Case,
    Attachment,
    Letter,
    Aside,
    Person,
    Unit,
    Site,
    Group,
    SecondGroup,
    SpareGroup,
    Requester,
    SpareUser,
    Agent,
    SecondAgent,
    Token,
    Mail,
    Webhook,
    Mailbox,
    SignInMailbox,
    Survey,
    Round,
    Comment,
    FollowUp,
    AskedSurvey,
    Category,
    Root,
    Version,
    Session,
    RequestersSession,
    Upload,
    Entry,
    Job,
    Replay,
    Procedure,
    Step,
}

impl Asking<'_> {
    /// The id of a thing of this kind.
    pub(super) async fn id(&self, kind: Kind, whose: Whose, role: Role, someone: &Someone<'_>) -> Value {
        let Whose::Of(side) = whose else {
            return match kind {
                Kind::Session | Kind::RequestersSession => json!("0000000000000000"),
                Kind::Upload => json!("00000000000000000000000000000000"),
                _ => json!(NOTHING),
            };
        };
        let (of, case) = (self.cast.side(side), self.case(side));
        match kind {
            Kind::Case => json!(case.number),
            Kind::Attachment => json!(case.attachment),
            Kind::Letter => json!(case.letter),
            // Set aside they are the desk's; each may be taken in once.
            Kind::Aside => {
                let robot = secret::hex(&secret::random::<8>().unwrap());
                let raw = format!("From: {robot}@robots.example\r\nAuto-Submitted: auto-replied\r\n\r\nNo estoy\r\n");
                json!(self.arrives(raw, None).await)
            }
            Kind::Person => json!(of.person),
            Kind::Unit => json!(of.unit),
            Kind::Site => json!(of.site),
            Kind::Group => json!(of.group),
            Kind::SecondGroup => json!(of.second_group),
            Kind::SpareGroup => json!(of.spare_group),
            Kind::Requester => json!(of.requester),
            Kind::SpareUser => json!(of.spare_user),
            Kind::Agent => json!(of.agent),
            Kind::SecondAgent => json!(of.second_agent),
            Kind::Category => json!(of.category),
            Kind::Root => json!(of.root),
            Kind::Version => json!(of.version),
            Kind::Mail => json!(self.mails[side as usize]),
            // They are the desk's: of both sides alike.
            Kind::Webhook => {
                let there = self.cast.ana.get("/api/v1/webhooks").await.is(200).json;
                match there.as_array().and_then(|all| all.last()) {
                    Some(webhook) => webhook["id"].clone(),
                    None => self.cast.ana.post("/api/v1/webhooks", &webhook()).await.is(201).json["id"].clone(),
                }
            }
            Kind::Mailbox => {
                let there = self.cast.ana.get("/api/v1/mailboxes").await.is(200).json;
                match there.as_array().and_then(|all| all.last()) {
                    Some(mailbox) => mailbox["id"].clone(),
                    None => self.cast.ana.post("/api/v1/mailboxes", &mailbox(0)).await.is(201).json["id"].clone(),
                }
            }
            // One that somebody may sign in to, on a desk that a provider can send people back to.
            Kind::SignInMailbox => {
                let there = self.cast.ana.get("/api/v1/mailboxes").await.is(200).json;
                match there.as_array().and_then(|all| all.iter().find(|mailbox| !mailbox["oauth"].is_null())) {
                    Some(mailbox) => mailbox["id"].clone(),
                    None => {
                        let desk = json!({
                            "name": "Mesa", "language": "es", "time_zone": "America/Santiago", "country": "CL",
                            "public_url": self.cast.desk.url,
                        });
                        self.cast.ana.put("/api/v1/desk", &desk).await.is(200);
                        self.cast.ana.post("/api/v1/mailboxes", &oauth_mailbox()).await.is(201).json["id"].clone()
                    }
                }
            }
            Kind::Survey => {
                let there = self.cast.ana.get("/api/v1/surveys?limit=1").await.is(200).json;
                match there["items"].as_array().and_then(|all| all.first()) {
                    Some(survey) => survey["id"].clone(),
                    None => self.cast.ana.post("/api/v1/surveys", &survey()).await.is(201).json["id"].clone(),
                }
            }
            Kind::Comment => {
                let list = self.cast.ana.get("/api/v1/surveys?limit=1").await.is(200).json;
                let path = format!("/api/v1/surveys/{}/review/comments", list["items"][0]["id"]);
                let review = self.cast.ana.post(&path, &json!({ "text": "Uno" })).await.is(200).json;
                review["comments"][0]["n"].clone()
            }
            // Supervisors see to all of them alike.
            Kind::FollowUp => self.follow_up().await,
            Kind::AskedSurvey => self.asked_survey().await,
            // No survey here asks at fixed times.
            Kind::Round => json!("2026-11-25"),
            Kind::Token => {
                let token = json!({ "name": "Robot", "role": "agent", "scope": "read" });
                self.cast.ana.post("/api/v1/tokens", &token).await.is(201).json["token"]["id"].clone()
            }
            Kind::RequestersSession => json!(new_session(self.cast.desk, of.requester).await.1),
            // Sessions and uploads are somebody's own: on side A the caller's, else Ana's.
            Kind::Session => {
                let own = self.cast.user(role).filter(|_| side == Side::A);
                json!(new_session(self.cast.desk, own.unwrap_or(ANA)).await.1)
            }
            Kind::Upload if side == Side::A => json!(self.upload(someone).await.unwrap_or(of.upload.clone())),
            Kind::Upload => json!(of.upload),
            // Whoever may read one may read all: the first.
            Kind::Entry => json!(1),
            // Nobody's own, but the second would find the first still running.
            Kind::Job if side == Side::A => json!("clear-sessions"),
            Kind::Job => json!("clear-throttles"),
            Kind::Replay => self.replay().await,
            // Of the one procedure that there is.
            Kind::Procedure | Kind::Step => json!(1),
        }
    }

    /// A survey that is asked.
    pub(super) async fn asked_survey(&self) -> Value {
        let there = self.cast.ana.get("/api/v1/surveys?limit=200").await.is(200).json;
        let published = there["items"].as_array().unwrap().iter().find(|one| one["published"] == 1);
        if let Some(one) = published {
            return one["id"].clone();
        }
        let made = self.cast.ana.post("/api/v1/surveys", &survey()).await.is(201).json["id"].clone();
        self.cast.ana.post(&format!("/api/v1/surveys/{made}/publish"), &Value::Null).await.is(200);
        made
    }

    /// A follow-up: somebody gave a low mark on the telephone.
    async fn follow_up(&self) -> Value {
        let supervisor = self.cast.someone(Role::Supervisor).await;
        let there = supervisor.get("/api/v1/follow-ups?limit=1").await.is(200).json;
        if let Some(one) = there["items"].as_array().and_then(|all| all.first()) {
            return one["id"].clone();
        }
        let (ana, of) = (&self.cast.ana, self.cast.side(Side::A));
        let requester = json!({ "id": of.person });
        let new = json!({ "subject": "Correo", "channel": "phone", "requester": requester, "group": of.group });
        let number = ana.post("/api/v1/tickets", &new).await.is(201).json["number"].clone();
        let solution = json!({ "text": "Hecho", "code": self.solution_code().await });
        ana.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
        let given = phone_answer(self.asked_survey().await, 1);
        ana.post(&format!("/api/v1/tickets/{number}/phone-surveys"), &given).await.is(200);
        let there = supervisor.get("/api/v1/follow-ups?limit=1").await.is(200).json;
        there["items"][0]["id"].clone()
    }

    /// A replay that is over.
    async fn replay(&self) -> Value {
        let made = self.cast.ana.post("/api/v1/model/replays", &replay()).await.is(202).json;
        self.no_replay_runs().await;
        made["id"].clone()
    }

    /// Waits until no replay runs any more.
    pub(super) async fn no_replay_runs(&self) {
        loop {
            let all = self.cast.ana.get("/api/v1/model/replays").await.is(200).json;
            if all.as_array().unwrap().iter().all(|replay| replay["state"] != "running") {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// A picture that somebody uploaded, if they may.
    pub(super) async fn upload(&self, someone: &Someone<'_>) -> Option<String> {
        let sent = someone.request(Method::POST, "/api/v1/uploads?name=foto.png").body(picture());
        let answer = read(sent).await;
        answer.json["id"].as_str().map(str::to_owned)
    }
}

/// What an id in the path is of, by the part before it.
pub(super) fn kind_in_path(row: &Row, before: &str) -> Kind {
    match before {
        "tickets" => Kind::Case,
        "attachments" => Kind::Attachment,
        "persons" => Kind::Person,
        "units" => Kind::Unit,
        "groups" => Kind::SpareGroup,
        // A user's roles and person are not changed under somebody who plays a part.
        "users" if row.method == "PUT" && row.path == "/users/{id}" => Kind::SpareUser,
        "users" => Kind::Requester,
        "tokens" => Kind::Token,
        "outbox" => Kind::Mail,
        "webhooks" => Kind::Webhook,
        "mailboxes" if row.path.ends_with("/sign-in") => Kind::SignInMailbox,
        "mailboxes" => Kind::Mailbox,
        "surveys" => Kind::Survey,
        "comments" => Kind::Comment,
        "follow-ups" => Kind::FollowUp,
        "rounds" => Kind::Round,
        // Nobody was told anything here by this number.
        "notices" | "deliveries" => Kind::Entry,
        "mails" => Kind::Letter,
        "mails-aside" => Kind::Aside,
        "categories" => Kind::Category,
        "versions" => Kind::Version,
        "sessions" if row.path.starts_with("/users") => Kind::RequestersSession,
        "sessions" => Kind::Session,
        "uploads" => Kind::Upload,
        "audit" => Kind::Entry,
        "jobs" => Kind::Job,
        "replays" => Kind::Replay,
        "procedures" => Kind::Procedure,
        "steps" => Kind::Step,
        _ => panic!("{row}: say in ids.rs what the id behind `{before}` is of"),
    }
}

/// What an id in the query or the body is of, by its name: the last word of its place.
pub(super) fn kind_of(row: &Row, name: &str) -> Kind {
    let word = name.trim_end_matches(".*").rsplit('.').next().unwrap_or_default();
    match word {
        "ticket" => Kind::Case,
        "id" if name == "requester.id" => Kind::Person,
        "requester" | "affected" | "people" | "person" | "heads" => Kind::Person,
        "group" if row.path.ends_with("/pass") => Kind::SecondGroup,
        "assignee" if row.path.ends_with("/pass") => Kind::SecondAgent,
        "group" | "groups" | "pass_to" | "otherwise" => Kind::Group,
        "assignee" | "members" | "user" => Kind::Agent,
        "category" | "categories" => Kind::Category,
        "since" => Kind::Version,
        "unit" | "units" => Kind::Unit,
        "webhooks" => Kind::Webhook,
        "survey" => Kind::AskedSurvey,
        // Parts of the model are of nobody, and this desk has next to none of them: any number does.
        "id" | "cursor" | "escalation" | "calendar" | "hours" | "mail_within" => Kind::Category,
        "parent" if row.path.starts_with("/model") => Kind::Root,
        "parent" => Kind::Site,
        "attachments" => Kind::Upload,
        _ => panic!("{row}: say in ids.rs what the id `{name}` is of"),
    }
}

/// A replay to begin.
pub(super) fn replay() -> Value {
    json!({ "name": "Ayer", "from": "2026-11-24T00:00:00Z", "to": "2026-11-25T00:00:00Z" })
}

/// An id as an address has it.
pub(super) fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// A small picture.
pub(super) fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(image::RgbImage::new(2, 2)).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
