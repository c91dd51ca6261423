//! Who may see and change what of the settings, and what the model does.

use super::desk::Desk;
use crate::authority::Authority;
use crate::smtp::SmtpServer;
use serde_json::{Value, json};

#[tokio::test]
async fn the_lists_of_people_and_of_users_are_taken_away_whole() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let unit = ana.post("/api/v1/units", &json!({ "name": "Planta Ñuble" })).await.is(201).json["id"].clone();
    let rosa = json!({
        "name": "=Rosa", "emails": ["rosa@canelos.example", "r@canelos.example"], "phones": ["9 5550 0147"],
        "unit": unit, "vip": true,
    });
    ana.post("/api/v1/persons", &rosa).await.is(201);
    ana.post("/api/v1/persons", &json!({ "name": "Luis" })).await.is(201);
    let all = ana.get("/api/v1/persons/export").await.is(200).text;
    assert!(all.starts_with("id,name,title,emails,phones,unit,language,vip,notes,active,open_tickets\r\n"), "{all}");
    let rosa = ",'=Rosa,,rosa@canelos.example r@canelos.example,'+56955500147,Planta Ñuble,,true,,true,0\r\n";
    assert!(all.contains(rosa) && all.contains(",Luis,"), "{all}");
    let of_unit = ana.get(&format!("/api/v1/persons/export?unit={unit}")).await.is(200).text;
    assert!(of_unit.contains(rosa) && !of_unit.contains(",Luis,"), "{of_unit}");

    let (_, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let all = beto.get("/api/v1/users/export").await.is(200).text;
    assert!(all.starts_with("id,name,email,roles,languages,skills,groups,active,away,away_until,open_tickets\r\n"));
    assert_eq!(all.lines().count(), 3, "{all}");
    let agents = beto.get("/api/v1/users/export?q=beto").await.is(200).text;
    assert!(agents.lines().count() == 2 && agents.contains(",Beto,"), "{agents}");
    let trail = ana.get("/api/v1/audit?area=desk").await.is(200).json.to_string();
    assert!(trail.contains("persons") && trail.contains("users"), "{trail}");
    desk.close().await;
}

#[tokio::test]
async fn roles_open_what_is_theirs_and_nothing_else() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, agent) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let (_, supervisor) = desk.new_user(&ana, "Carla", &["supervisor"]).await;
    let (client_id, client) = desk.new_user(&ana, "Dora", &["client"]).await;
    let nobody = desk.nobody();

    // What whoever works here reads, and nobody else.
    for path in [
        "/api/v1/users",
        "/api/v1/users/1",
        "/api/v1/groups",
        "/api/v1/groups/1",
        "/api/v1/model",
        "/api/v1/model/versions",
    ] {
        nobody.get(path).await.fails(401, "unauthenticated");
        for somebody in [&ana, &agent, &supervisor] {
            somebody.get(path).await.is(200);
        }
        let status = client.get(path).await.status;
        assert!(status == 403 || status == 404, "{path}: {status}");
    }
    client.get(&format!("/api/v1/users/{client_id}")).await.is(200);
    client.get("/api/v1/desk").await.is(200);
    client.get("/api/v1/transitions").await.is(200);

    // What administrators read.
    for path in ["/api/v1/tokens", "/api/v1/mail/settings"] {
        ana.get(path).await.is(200);
        for somebody in [&agent, &client] {
            somebody.get(path).await.fails(403, "forbidden");
        }
    }
    supervisor.get("/api/v1/mail/settings").await.fails(403, "forbidden");
    ana.get("/api/v1/mail/outbox").await.is(200);
    supervisor.get("/api/v1/mail/outbox?state=failed").await.is(200);
    agent.get("/api/v1/mail/outbox").await.fails(403, "forbidden");

    // What administrators change.
    let user = json!({ "name": "Eva", "email": "eva@mesa.example", "roles": ["agent"] });
    let group = json!({ "name": "Redes", "level": "second" });
    let token = json!({ "name": "Robot", "role": "agent", "scope": "read" });
    let settings = json!({ "name": "M", "language": "es", "time_zone": "America/Santiago", "country": "CL" });
    let mail = json!({ "host": "", "port": 25, "security": "none", "from_address": "" });
    let matrix = json!({ "matrix": [["low", "low", "low"], ["low", "low", "low"], ["low", "low", "low"], ["low", "low", "low"]] });
    let closing = json!({ "close_after_days": 3, "reopen_within_days": 10 });
    let category = json!({ "name": "C", "kind": "request", "impact": "person", "urgency": "low" });
    for somebody in [&agent, &supervisor, &client] {
        for (path, body) in [
            ("/api/v1/users", &user),
            ("/api/v1/groups", &group),
            ("/api/v1/tokens", &token),
            ("/api/v1/model/draft/categories", &category),
            ("/api/v1/mail/test", &json!({ "to": "a@b.example" })),
        ] {
            somebody.post(path, body).await.fails(403, "forbidden");
        }
        for (path, body) in [
            ("/api/v1/users/1", &user),
            ("/api/v1/groups/1", &group),
            ("/api/v1/desk", &settings),
            ("/api/v1/mail/settings", &mail),
            ("/api/v1/model/draft/matrix", &matrix),
            ("/api/v1/model/draft/closing", &closing),
        ] {
            somebody.put(path, body).await.fails(403, "forbidden");
        }
    }
    desk.close().await;
}

#[tokio::test]
async fn an_administrator_does_not_lock_everybody_out() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let less = json!({ "name": "Ana Rojas", "email": super::desk::ADMIN, "roles": ["agent"] });
    let answer = ana.put("/api/v1/users/1", &less).await.fails(422, "invalid");
    assert_eq!(answer.faults(), [("roles".to_owned(), "not_allowed".to_owned())]);
    desk.close().await;
}

#[tokio::test]
async fn preferences_fall_back_to_the_desk() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let path = "/api/v1/me/preferences";
    let me = ana.patch(path, &json!({ "language": "pt", "theme": "dark" })).await.is(200).json;
    assert_eq!((&me["effective"]["language"], &me["effective"]["theme"]), (&json!("pt"), &json!("dark")));
    let me = ana.patch(path, &json!({ "language": null, "single_keys": false })).await.is(200).json;
    assert_eq!((&me["preferences"]["language"], &me["effective"]["language"]), (&Value::Null, &json!("es")));
    assert_eq!((&me["effective"]["theme"], &me["effective"]["single_keys"]), (&json!("dark"), &json!(false)));
    ana.patch(path, &json!({ "time_zone": "Nowhere" })).await.fails(422, "invalid");
    ana.patch(path, &json!({ "time_zone": "America/Punta_Arenas" })).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_mail_password_goes_in_and_never_comes_out() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let path = "/api/v1/mail/settings";
    let empty = ana.get(path).await.is(200).json;
    assert_eq!((&empty["password_state"], &empty["missing"]), (&json!("none"), &json!(["host", "from_address"])));
    let with = |password: Option<&str>| {
        json!({
            "host": "smtp.mesa.example", "port": 587, "security": "starttls", "username": "mesa",
            "from_address": "mesa@mesa.example", "password": password,
        })
    };
    let kept = ana.put(path, &with(Some("secreto secreto"))).await.is(200);
    assert!(!kept.text.contains("secreto"));
    assert_eq!((&kept.json["password_state"], &kept.json["missing"]), (&json!("kept"), &json!([])));
    assert_eq!(ana.put(path, &with(None)).await.is(200).json["password_state"], "kept");
    // What was typed in for one server is told to no other.
    for (field, other) in
        [("host", json!("otro.example")), ("port", json!(25)), ("security", json!("none")), ("username", json!("otro"))]
    {
        let mut moved = with(None);
        moved[field] = other;
        let refused = ana.put(path, &moved).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [("password".to_owned(), "required".to_owned())], "{field}");
    }
    let forgotten = ana.put(path, &with(Some(""))).await.is(200).json;
    assert_eq!((&forgotten["password_state"], &forgotten["missing"]), (&json!("none"), &json!(["password"])));
    let mut bad = with(None);
    bad["host"] = json!("smtp.mesa.example\r\nX: y");
    ana.put(path, &bad).await.fails(422, "invalid");
    ana.post("/api/v1/mail/test", &json!({ "to": "no address" })).await.fails(422, "invalid");
    ana.post("/api/v1/mail/outbox/1/send-again", &Value::Null).await.fails(404, "not_found");
    desk.close().await;
}

#[tokio::test]
async fn mail_settings_take_the_certificate_of_an_authority_and_say_whose_it_is() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let path = "/api/v1/mail/settings";
    let authority = Authority::new("Autoridad de Los Canelos");
    let server = SmtpServer::start_tls(&authority.vouch_for("127.0.0.1")).await;
    let trusting = |certificates: Value| {
        json!({
            "host": "127.0.0.1", "port": server.port, "security": "tls", "from_address": "mesa@mesa.example",
            "trusted_certificates": certificates,
        })
    };
    let key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0bw==\n-----END PRIVATE KEY-----\n";
    for wrong in ["autoridad", key, &format!("{}{key}", authority.pem())] {
        let refused = ana.put(path, &trusting(json!(wrong))).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [("trusted_certificates".to_owned(), "not_a_certificate".to_owned())]);
    }
    let long = ana.put(path, &trusting(json!("-".repeat(60_000)))).await.fails(422, "invalid");
    assert_eq!(long.faults()[0], ("trusted_certificates".to_owned(), "too_long".to_owned()));

    let without = ana.put(path, &trusting(Value::Null)).await.is(200).json;
    assert_eq!((&without["trusted_certificates"], &without["authorities"]), (&Value::Null, &json!([])));
    let to = json!({ "to": "ana@mesa.example" });
    let refused = ana.post("/api/v1/mail/test", &to).await.is(200).json;
    let words = format!("127.0.0.1:{}: invalid peer certificate: UnknownIssuer", server.port);
    assert_eq!(refused, json!({ "ok": false, "reply": words }));

    let pasted = format!("# de la intranet\r\n{}", authority.pem().replace('\n', "\r\n"));
    let kept = ana.put(path, &trusting(json!(pasted))).await.is(200).json;
    assert_eq!(kept["trusted_certificates"], authority.pem().replace("\r\n", "\n"));
    let whose = json!([{ "subject": "CN=Autoridad de Los Canelos", "expires_at": "4096-01-01T00:00:00.000Z" }]);
    assert_eq!(kept["authorities"], whose);
    assert_eq!(ana.get(path).await.is(200).json, kept);
    let taken = ana.post("/api/v1/mail/test", &to).await.is(200).json;
    assert_eq!(taken, json!({ "ok": true, "reply": "250 2.0.0 queued as 42" }));
    desk.close().await;
}

#[tokio::test]
async fn the_model_is_changed_version_by_version() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let category = |name: &str, parent: Option<u64>| json!({ "name": name, "parent": parent, "kind": "incident", "impact": "team", "urgency": "high" });
    let id_of = |model: &Value, name: &str| {
        let categories = model["categories"].as_array().unwrap();
        categories.iter().find(|category| category["name"] == name).unwrap()["id"].as_u64().unwrap()
    };
    let draft = ana.post("/api/v1/model/draft/categories", &category("Sala de máquinas", None)).await.is(200).json;
    let model = draft["model"].clone();
    let mail = id_of(&model, "Sala de máquinas");
    let draft = ana.post("/api/v1/model/draft/categories", &category("Puerta trabada", Some(mail))).await.is(200).json;
    let model = draft["model"].clone();
    let offline = id_of(&model, "Puerta trabada");
    let shown = model["categories"].as_array().unwrap().iter().find(|c| c["id"] == offline).unwrap();
    assert_eq!(shown["path"], json!(["Sala de máquinas", "Puerta trabada"]));
    let moved = ana
        .put(&format!("/api/v1/model/draft/categories/{offline}"), &category("Puerta trabada", None))
        .await
        .is(200)
        .json;
    let under = ana
        .put(&format!("/api/v1/model/draft/categories/{mail}"), &category("Sala de máquinas", Some(offline)))
        .await
        .is(200)
        .json;
    assert!(under["revision"].as_u64() > moved["revision"].as_u64());
    assert_eq!((&under["open"], &under["faults"]), (&json!(true), &json!([])));
    let circle =
        ana.put(&format!("/api/v1/model/draft/categories/{offline}"), &category("Puerta trabada", Some(mail))).await;
    assert_eq!(circle.fails(422, "invalid").faults(), [("parent".to_owned(), "circle".to_owned())]);
    ana.put("/api/v1/model/draft/categories/999", &category("X", None)).await.fails(404, "not_found");
    ana.put("/api/v1/model/draft/matrix", &json!({ "matrix": [["low"]] })).await.fails(422, "invalid");
    ana.post("/api/v1/model/preview", &json!({ "category": offline })).await.fails(422, "invalid");
    let model = ana.publish_model().await;
    let versions = ana.get("/api/v1/model/versions").await.is(200).json;
    assert_eq!(versions["items"][0]["state"], "in_force");
    ana.get(&format!("/api/v1/model/versions/{}", model["version"])).await.is(200);
    ana.get("/api/v1/model/versions/999").await.fails(404, "not_found");

    let before = desk.store.snapshot().unwrap().head();
    let preview = ana.post("/api/v1/model/preview", &json!({ "category": offline })).await.is(200).json;
    let expected = (json!("incident"), json!("team"), json!("high"));
    assert_eq!((preview["kind"].clone(), preview["impact"].clone(), preview["urgency"].clone()), expected);
    assert_eq!(preview["priority"], "high");
    ana.post("/api/v1/model/preview", &json!({ "category": 999 })).await.fails(422, "invalid");
    assert_eq!(desk.store.snapshot().unwrap().head(), before, "a preview stores nothing");
    desk.close().await;
}
