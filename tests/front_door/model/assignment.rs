//! Who gets a case that nobody takes while it comes in.

use super::anybody;
use crate::http::desk::{Desk, Someone};
use serde_json::{Value, json};

/// The group and the assignee of a case that somebody asks for by mail, through a program.
async fn given(robot: &Someone<'_>, ana: &Someone<'_>, subject: &str, from: &str) -> (Value, Value) {
    let new = json!({ "subject": subject, "channel": "mail", "requester": { "email": from } });
    let number = robot.post("/api/v1/tickets", &new).await.is(201).json["number"].clone();
    let case = ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json;
    (case["group"]["name"].clone(), case["assignee"]["name"].clone())
}

#[tokio::test]
async fn the_first_rule_that_a_case_meets_says_who_gets_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut users = Vec::new();
    for (name, languages) in [("Beto", json!(["es"])), ("Carla", json!(["es", "pt"])), ("Diego", json!(["pt"]))] {
        let user = json!({
            "name": name, "email": format!("{}@mesa.example", name.to_lowercase()), "roles": ["agent"],
            "languages": languages, "skills": if name == "Beto" { json!([]) } else { json!(["redes"]) },
        });
        users.push(ana.post("/api/v1/users", &user).await.is(201).json["id"].clone());
    }
    let group = |name: &str, members: &[&Value]| json!({ "name": name, "level": "second", "members": members });
    let networks =
        ana.post("/api/v1/groups", &group("Redes", &[&users[0], &users[1], &users[2]])).await.is(201).json["id"]
            .clone();
    let mails = ana.post("/api/v1/groups", &group("Correo", &[&users[0], &users[1]])).await.is(201).json["id"].clone();
    let person = json!({ "name": "João", "emails": ["joao@canelos.example"], "language": "pt" });
    ana.post("/api/v1/persons", &person).await.is(201);
    let rule = |name: &str, words: &[&str], group: &Value, pick: &str| {
        json!({
            "name": name, "for": anybody(), "words": words, "group": group, "pick": pick,
            "skill": if pick == "by_skill" { json!("Redes ") } else { Value::Null },
        })
    };
    let rules = json!({ "assignment_rules": [
        rule("Túneles", &["vpn", "túnel"], &networks, "by_skill"),
        rule("Correo", &["correo"], &mails, "in_turn"),
        rule("Impresión", &["impresora"], &mails, "by_hand"),
        rule("Lo demás", &[], &networks, "least_loaded"),
    ] });
    ana.put("/api/v1/model/draft/assignment-rules", &rules).await.is(200);
    ana.publish_model().await;
    let token = json!({ "name": "Robot", "role": "agent", "scope": "write" });
    let token = ana.post("/api/v1/tokens", &token).await.is(201).json["secret"].as_str().unwrap().to_owned();
    let robot = desk.with_token(&token);
    let ask = async |subject: &str, from: &str| given(&robot, &ana, subject, from).await;

    // By skill, and by language among those; accents and case do not matter, whole words do.
    assert_eq!(ask("No conecta la VPN", "luis@canelos.example").await, (json!("Redes"), json!("Carla")));
    assert_eq!(ask("Tunel caído", "joao@canelos.example").await, (json!("Redes"), json!("Diego")));
    // In turn, whatever comes in between.
    assert_eq!(ask("Sin correo", "luis@canelos.example").await.1, json!("Beto"));
    assert_eq!(ask("Impresora trabada", "luis@canelos.example").await, (json!("Correo"), Value::Null));
    assert_eq!(ask("Otra vez sin correo", "luis@canelos.example").await.1, json!("Carla"));
    // Whoever has the fewest: Beto and Diego have one case each, Carla two; then it is Diego's turn.
    assert_eq!(ask("Nada funciona", "luis@canelos.example").await.1, json!("Beto"));
    assert_eq!(ask("Todo falla", "luis@canelos.example").await.1, json!("Diego"));
    // Who is away gets none.
    for user in &users[1..] {
        ana.put(&format!("/api/v1/users/{user}/away"), &json!({ "away": true })).await.is(200);
    }
    assert_eq!(ask("Sin correo, tercera", "luis@canelos.example").await.1, json!("Beto"));
    assert_eq!(ask("La vpn, otra vez", "luis@canelos.example").await.1, Value::Null);
    // An agent on the telephone keeps the case that they register.
    let new = json!({ "subject": "La VPN", "channel": "phone", "requester": { "email": "luis@canelos.example" } });
    assert_eq!(ana.post("/api/v1/tickets", &new).await.is(201).json["assignee"]["name"], "Ana Rojas");
    // What came in writing goes by the rules, whoever types it in; and whoever does sees that before.
    let preview = json!({ "subject": "Sin correo, por escrito", "channel": "mail" });
    let before = ana.post("/api/v1/model/preview", &preview).await.is(200).json;
    let new = json!({
        "subject": "Sin correo, por escrito", "channel": "mail", "requester": { "email": "luis@canelos.example" },
    });
    let case = ana.post("/api/v1/tickets", &new).await.is(201).json;
    assert_eq!((&case["group"]["name"], &before["group"]["name"]), (&json!("Correo"), &json!("Correo")));
    assert_eq!(case["assignee"]["name"], "Beto");
    // A rule may be for people: whoever else asks is not met.
    let luis = ana.get("/api/v1/persons?q=luis").await.is(200).json["items"][0]["id"].clone();
    let mut of_luis = rule("De Luis", &[], &networks, "by_hand");
    of_luis["people"] = json!([luis]);
    let rules = |people: &Value| {
        let mut first = of_luis.clone();
        first["people"] = people.clone();
        json!({ "assignment_rules": [first, rule("Lo demás", &[], &mails, "by_hand")] })
    };
    let unknown = ana.put("/api/v1/model/draft/assignment-rules", &rules(&json!([99]))).await.is(200).json;
    let fault = &unknown["faults"][0];
    assert_eq!((&fault["field"], &fault["code"]), (&json!("assignment_rules.0.people"), &json!("unknown")));
    ana.put("/api/v1/model/draft/assignment-rules", &rules(&json!([luis]))).await.is(200);
    ana.publish_model().await;
    assert_eq!(ask("Sin nada", "luis@canelos.example").await, (json!("Redes"), Value::Null));
    assert_eq!(ask("Sin nada", "joao@canelos.example").await, (json!("Correo"), Value::Null));
    // The scenario of his case is of him; of another's it is of nobody.
    let items = ana.get("/api/v1/tickets?limit=2").await.is(200).json["items"].clone();
    let of_case = async |ticket: &Value| {
        let made = ana.post("/api/v1/model/draft/scenarios/of-case", &json!({ "ticket": ticket })).await.is(200).json;
        (made["case"]["person"].clone(), made["expect"]["group"].clone())
    };
    let mut made = [of_case(&items[0]["number"]).await, of_case(&items[1]["number"]).await];
    made.sort_by_key(|(person, _)| person.is_null());
    assert_eq!(made, [(luis, networks.clone()), (Value::Null, mails.clone())]);
    // Unless no rule speaks of it: then it stays with them.
    ana.put("/api/v1/model/draft/assignment-rules", &json!({ "assignment_rules": [] })).await.is(200);
    ana.publish_model().await;
    assert_eq!(ana.post("/api/v1/tickets", &new).await.is(201).json["assignee"]["name"], "Ana Rojas");
    desk.close().await;
}
