//! What an operation needs besides ids.

use super::asking::{Asking, Whose};
use super::cast::{Role, Side};
use super::description::{Place, Row};
use super::drafts::{part, scenario};
use super::ids::{picture, replay};
use crate::http::desk::{ADMIN, PASSWORD};
use crate::model::{anybody, office};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

/// A key for a second step.
pub(super) const KEY: &str = "KVKFKRCPNZQUYRKTKVKFKRCPNZQUYRKT";

impl Asking<'_> {
    /// The smallest body that the operation takes; null: none.
    pub(super) async fn body(&self, row: &Row, role: Role, whose: Whose) -> Value {
        let side = match whose {
            Whose::Of(side) => side,
            Whose::Nobodys => Side::A,
        };
        let (n, of) = (self.count, self.cast.side(side));
        // Whom the path names.
        let named = self.cast.side(if row.place == Place::Path { side } else { Side::A });
        let drafted = row.path.strip_prefix("/model/draft/").and_then(|name| part(name, of.group));
        match (row.method.as_str(), row.path.as_str()) {
            ("GET" | "DELETE", _)
            | (_, "/backup" | "/backups" | "/me/second-step/key" | "/me/second-step/recovery-codes")
            | (_, "/mail/outbox/{id}/send-again" | "/tickets/{number}/take" | "/tickets/{number}/resume")
            | (
                _,
                "/webhooks/{id}/test" | "/webhooks/{id}/deliveries/{delivery}/send-again" | "/me/notices/{id}/read",
            )
            | (
                _,
                "/mailboxes/{id}/sign-in"
                | "/mailboxes/{id}/test"
                | "/mails-aside/{id}/take-in"
                | "/tickets/{number}/mails/{id}/let-in",
            )
            | (_, "/follow-ups/{id}/take" | "/follow-ups/{id}/release")
            | (
                _,
                "/persons/{id}/erasure" | "/surveys/{id}/publish" | "/surveys/{id}/link" | "/surveys/{id}/review/link",
            )
            | (_, "/surveys/{id}/rounds/{day}/stop")
            | (_, "/tickets/{number}/close" | "/tickets/{number}/acknowledge" | "/jobs/{id}/run") => Value::Null,

            (_, "/backups/settings") => {
                let folder = self.cast.desk.folder().join("backups");
                json!({ "schedule": "", "folder": folder, "keep": { "daily": 7, "weekly": 4, "monthly": 12 } })
            }
            (_, "/demo/enter") => json!({ "user": of.agent }),
            (_, "/desk") => {
                json!({ "name": "Mesa", "language": "es", "time_zone": "America/Santiago", "country": "CL" })
            }
            (_, "/groups" | "/groups/{id}") => {
                json!({ "name": format!("Grupo {n}"), "level": "second", "open_to_all": false })
            }
            (_, "/mail/settings") => json!({
                "host": "127.0.0.1", "port": 1, "security": "none", "from_address": "mesa@mesa.example",
            }),
            (_, "/mail/test") => json!({ "to": "nadie@mesa.example" }),
            (_, "/me/away" | "/users/{id}/away") => json!({ "away": false }),
            (_, "/me/password") => json!({ "current": PASSWORD, "new": PASSWORD }),
            (_, "/me/preferences") => json!({ "theme": "dark" }),
            (_, "/me/second-step") => json!({ "key": KEY, "code": self.code() }),
            (_, "/model/draft/categories" | "/model/draft/categories/{id}") => {
                json!({ "name": format!("Asunto {n}"), "kind": "incident", "impact": "person", "urgency": "low" })
            }
            (_, "/model/draft/publish") => {
                // What earlier rows drafted would change what later ones stand on.
                self.cast.ana.delete("/api/v1/model/draft").await.is(200);
                let drafted = self.cast.ana.put("/api/v1/model/draft/closing", &closing()).await.is(200).json;
                json!({ "over": drafted["in_force"] })
            }
            (_, "/me/notices/read") => json!({ "up_to": 1 }),
            (_, "/mailboxes" | "/mailboxes/{id}") => mailbox(n),
            (_, "/mailboxes/sign-in/finish") => json!({ "state": "de-nadie", "code": "ninguno" }),
            (_, "/webhooks" | "/webhooks/{id}") => webhook(),
            (_, "/surveys" | "/surveys/{id}") => survey(),
            (_, "/surveys/{id}/review/comments") => json!({ "text": format!("Comentario {n}") }),
            (_, "/surveys/{id}/review/comments/{n}") => json!({ "resolved": true }),
            (_, "/surveys/{id}/review/approval") => {
                let list = self.cast.ana.get("/api/v1/surveys?limit=1").await.is(200).json;
                let path = format!("/api/v1/surveys/{}", list["items"][0]["id"]);
                json!({ "version": self.cast.ana.get(&path).await.is(200).json["version"] })
            }
            (_, "/follow-ups/{id}/notes") => json!({ "text": format!("Llamado {n}") }),
            (_, "/follow-ups/{id}/outcome") => json!({ "outcome": "resolved" }),
            (_, "/tickets/{number}/phone-surveys") => phone_answer(self.asked_survey().await, 5),
            (_, "/surveys/logo") => json!({ "file": STANDARD.encode(picture()) }),
            (_, "/surveys/{id}/themes") => {
                json!({ "themes": [{ "name": { "es": "Espera" }, "words": [format!("espera{n}")] }] })
            }
            (_, "/surveys/{id}/asking" | "/surveys/{id}/estimate") => json!({
                "after_case": {
                    "after": "solution", "delay_minutes": 60, "for": anybody(), "groups": [of.group], "one_in": 1,
                },
                "periodic": matches!(&row.place, Place::Body(field) if field.starts_with("periodic")).then(periodic),
                "open_days": 14, "reminder_days": 3, "by_agent": false, "follow_up_days": 2, "keep_months": 24,
            }),
            ("PUT", "/persons/{id}/asked") => json!({ "asked": true }),
            (_, "/surveys/{id}/preview") => survey()["form"].clone(),
            (_, "/model/notice-preview") => json!({ "language": "es", "subject": "Hola", "text": "{número}" }),
            (_, "/model/draft/scenarios/of-case") => json!({ "ticket": self.case(side).number }),
            (_, "/model/draft/scenarios/try") => scenario(),
            (_, "/model/replays") => {
                self.no_replay_runs().await;
                replay()
            }
            (_, "/model/draft/closing") => closing(),
            (_, "/model/draft/preset") => {
                json!({ "preset": "small", "groups": [{ "key": "desk", "group": of.group }] })
            }
            (_, "/model/draft/service") => json!({ "languages": ["es"] }),
            (_, "/model/draft/matrix") => json!({ "matrix": self.model().await["matrix"] }),
            (_, "/model/draft/solution-codes") => json!({ "solution_codes": self.model().await["solution_codes"] }),
            (_, "/model/calendar-preview") => json!({ "calendar": office(), "year": 2026 }),
            (_, "/model/preview") => json!({}),
            (_, "/model/procedure-preview") => json!({ "procedure": procedure(1) }),
            (_, "/model/read-ics") => {
                json!({ "file": "BEGIN:VCALENDAR\r\nEND:VCALENDAR", "time_zone": "UTC", "from": 2026, "to": 2027 })
            }
            (_, "/password" | "/password/check") => {
                let path = format!("/api/v1/users/{}/password-link", self.cast.a.agent);
                let shown = self.cast.ana.post(&path, &json!({ "delivery": "shown" })).await.is(200).json;
                let token = shown["link"].as_str().unwrap().split_once("#token=").unwrap().1.to_owned();
                match row.path.as_str() {
                    "/password" => json!({ "token": token, "password": PASSWORD }),
                    _ => json!({ "token": token }),
                }
            }
            (_, "/password/forgotten") => json!({ "email": format!("nadie-{n}@mesa.example") }),
            ("PUT", "/persons/{id}") => {
                json!({ "name": named.name, "emails": [format!("{}@canelos.example", named.name)], "unit": named.unit })
            }
            (_, "/persons") => json!({ "name": format!("Persona {n}") }),
            (_, "/session") => json!({ "email": ADMIN, "password": PASSWORD }),
            (_, "/session/proof") => json!({ "password": PASSWORD }),
            (_, "/setup") => json!({
                "token": "x", "admin": { "name": "Eva", "email": "eva@mesa.example", "password": PASSWORD },
                "desk": { "name": "Mesa", "language": "es", "time_zone": "America/Santiago" },
            }),
            (_, "/setup/check") => json!({ "token": "x" }),
            ("PATCH", "/tickets/{number}") => json!({ "urgency": "high" }),
            (_, "/tickets") => {
                // Requesters ask for themselves.
                let person = if role == Role::OtherRequester { self.cast.b.person } else { self.cast.a.person };
                let mut body = json!({ "subject": "Otro", "channel": "phone", "requester": { "id": person } });
                // Whoever is to have it must work in its group.
                if matches!(&row.place, Place::Body(field) if field == "assignee") {
                    body["group"] = json!(of.group);
                }
                body
            }
            (_, "/tickets/{number}/assign") => json!({}),
            (_, "/tickets/{number}/cancel" | "/tickets/{number}/reopen" | "/tickets/{number}/settle") => {
                json!({ "reason": "Porque sí" })
            }
            (_, "/tickets/{number}/follow") => json!({ "follows": true }),
            (_, "/tickets/{number}/watch") => json!({ "person": of.person, "watches": false }),
            (_, "/tickets/{number}/messages" | "/tickets/{number}/notes") => json!({ "text": "Hola" }),
            (_, "/tickets/{number}/on-line") => json!({ "on_line": true, "reason": "Se resolvió en línea" }),
            (_, "/tickets/{number}/pass") => json!({ "group": of.second_group }),
            (_, "/tickets/{number}/priority") => json!({ "priority": "critical", "reason": "Urge" }),
            (_, "/tickets/{number}/procedure/steps/{step}") => json!({ "mark": "done" }),
            (_, "/tickets/{number}/resolve") => json!({ "text": "Hecho", "code": self.solution_code().await }),
            (_, "/tickets/{number}/wait") => json!({ "on": "third_party" }),
            (_, "/tokens") => json!({ "name": "Robot", "role": "agent", "scope": "read" }),
            (_, "/units" | "/units/{id}") => json!({ "name": format!("Unidad {n}") }),
            (_, "/users" | "/users/{id}") => {
                json!({ "name": "Eva", "email": format!("eva-{n}@mesa.example"), "roles": ["agent"] })
            }
            (_, "/users/{id}/password-link") => json!({ "delivery": "shown" }),
            (method, path) => drafted.unwrap_or_else(|| panic!("{method} {path} is new: say here what it needs")),
        }
    }

    async fn model(&self) -> Value {
        self.cast.ana.get("/api/v1/model").await.is(200).json
    }

    pub(super) async fn solution_code(&self) -> Value {
        self.model().await["solution_codes"][0]["code"].clone()
    }

    /// What an app makes of the key now.
    pub(super) fn code(&self) -> String {
        let totp = Builder::new().with_secret(Secret::try_from_base32(KEY).unwrap()).build().unwrap();
        totp.generate(u64::try_from(self.cast.desk.clock.now().millis() / 1_000).unwrap()).to_string()
    }
}

/// Everybody, each quarter.
fn periodic() -> Value {
    json!({
        "schedule": "0 10 1 1,4,7,10 *", "calendar": 1, "one_in": 1, "spread_hours": 0,
        "audience": { "units": [], "languages": [] },
    })
}

/// A survey of one question.
pub(super) fn survey() -> Value {
    let question = json!({ "id": 1, "kind": "satisfaction", "text": { "es": "¿Cómo fue?" } });
    let form = json!({
        "confidence": "named", "languages": ["es"], "title": { "es": "Su opinión" }, "questions": [question],
    });
    json!({ "name": "Encuesta", "form": form })
}

/// What somebody answers to it on the telephone.
pub(super) fn phone_answer(survey: Value, mark: u8) -> Value {
    json!({ "survey": survey, "version": 1, "language": "es", "answers": [{ "question": 1, "mark": mark }] })
}

/// A mailbox on a server that nobody runs.
pub(super) fn mailbox(n: u64) -> Value {
    json!({
        "name": "Buzón", "address": format!("buzon-{n}@mesa.example"), "host": "127.0.0.1", "port": 1, "security": "none",
        "password": "clave del buzon", "active": false,
    })
}

/// The same, for which somebody has to sign in.
pub(super) fn oauth_mailbox() -> Value {
    json!({
        "name": "Cuenta", "address": "cuenta@mesa.example", "host": "127.0.0.1", "port": 1, "security": "none",
        "oauth": { "provider": "google", "client_id": "mesa" }, "active": false,
    })
}

/// A webhook behind which nobody listens.
pub(super) fn webhook() -> Value {
    let url = "https://127.0.0.1:1/";
    json!({ "name": "ERP", "url": url, "inside_host": "127.0.0.1", "secret": "un secreto sin uso alguno" })
}

fn closing() -> Value {
    json!({ "close_after_days": 5, "reopen_within_days": 10 })
}

/// A procedure of one step, for every case.
pub(super) fn procedure(id: u64) -> Value {
    json!({
        "id": id, "name": "Todo caso", "purpose": "work",
        "for": { "kinds": [], "categories": [], "groups": [], "levels": [] },
        "steps": [{ "id": 1, "text": "Mirar", "answer": { "kind": "tick" } }],
    })
}

/// Puts an id into a field of the body: of a list of objects into the first, of a list of ids as the one entry.
pub(super) fn set(body: &mut Value, field: &str, id: Value) {
    match field.split_once('.') {
        Some(("*", inner)) => set(&mut body[0], inner, id),
        Some((outer, inner)) => set(&mut body[outer], inner, id),
        None if field == "*" => *body = json!([id]),
        None => body[field] = id,
    }
}
