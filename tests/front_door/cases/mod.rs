//! Cases, people and live events, through HTTP.

mod access;
mod attachments;
mod audit;
mod board;
mod bombs;
mod heads;
mod lists;
pub(crate) mod live;
pub(crate) mod search;
mod texts;
mod transitions;

use crate::http::desk::{Desk, Someone};
use serde_json::{Value, json};

/// A desk with people on both sides of the counter: an open group and a closed one, an agent in each, and a person
/// with an account of her own.
struct Scene<'a> {
    ana: Someone<'a>,
    /// An agent of first level and of the open group.
    beto: Someone<'a>,
    beto_id: u64,
    /// An agent of the closed group.
    carla: Someone<'a>,
    carla_id: u64,
    /// A requester.
    rosa: Someone<'a>,
    rosa_person: u64,
    other_person: u64,
    open: u64,
    closed: u64,
}

impl<'a> Scene<'a> {
    async fn of(desk: &'a Desk) -> Self {
        let ana = desk.ana().await;
        let (beto_id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
        let (carla_id, carla) = desk.new_user(&ana, "Carla", &["agent"]).await;
        let person = json!({
            "name": "Rosa Núñez", "emails": ["rosa@canelos.example"], "phones": ["9 5550 0147"], "vip": true,
            "notes": "Prefiere el teléfono",
        });
        let rosa_person = id(&ana.post("/api/v1/persons", &person).await.is(201).json);
        let other = json!({ "name": "Luis Soto", "emails": ["luis@canelos.example"] });
        let other_person = id(&ana.post("/api/v1/persons", &other).await.is(201).json);
        let account = json!({
            "name": "Rosa Núñez", "email": "rosa@mesa.example", "roles": ["requester"], "person": rosa_person,
            "password": crate::http::desk::PASSWORD,
        });
        ana.post("/api/v1/users", &account).await.is(201);
        let rosa = desk.sign_in("rosa@mesa.example").await;
        let group = |name: &str, member: u64, open_to_all: bool| json!({ "name": name, "level": "second", "members": [member], "open_to_all": open_to_all });
        let open = id(&ana.post("/api/v1/groups", &group("Terreno", beto_id, true)).await.is(201).json);
        let closed = id(&ana.post("/api/v1/groups", &group("Seguridad", carla_id, false)).await.is(201).json);
        Self { ana, beto, beto_id, carla, carla_id, rosa, rosa_person, other_person, open, closed }
    }

    /// A new case of Rosa's, registered by Ana for this group.
    async fn case(&self, group: u64) -> u64 {
        let new = json!({
            "subject": "Sin correo", "description": "Desde las 9:30", "channel": "phone",
            "requester": { "id": self.rosa_person }, "group": group,
        });
        let made = self.ana.post("/api/v1/tickets", &new).await.is(201);
        assert_eq!(made.header("location"), format!("/api/v1/tickets/{}", made.json["number"]));
        made.json["number"].as_u64().unwrap()
    }
}

fn id(json: &Value) -> u64 {
    json["id"].as_u64().unwrap()
}

fn at(number: u64) -> String {
    format!("/api/v1/tickets/{number}")
}

fn numbers(list: &Value) -> Vec<u64> {
    list["items"].as_array().unwrap().iter().map(|item| item["number"].as_u64().unwrap()).collect()
}
