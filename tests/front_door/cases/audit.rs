//! The audit trail: every kind of entry, filters, paging, taking it away, and who may see it.

use super::{Scene, at};
use crate::http::desk::{ADMIN, Desk, PASSWORD, Someone, read, with_ana};
use crate::http::second_step::{code, enrol};
use crate::program::{Running, done, last_word, set_up};
use chrono::TimeDelta;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use ventanilla::http::entry::proxies::Proxies;
use ventanilla::http::state::Options as Edge;

/// What the trail says when asked like this, the latest first.
async fn trail(ana: &Someone<'_>, query: &str) -> Vec<Value> {
    let list = ana.get(&format!("/api/v1/audit?limit=200&{query}")).await.is(200).json;
    list["items"].as_array().unwrap().clone()
}

/// Event and person of each entry.
fn told(trail: &[Value]) -> Vec<(&str, &str)> {
    trail.iter().map(|entry| (entry["event"].as_str().unwrap(), entry["actor"]["name"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn who_comes_in_and_who_is_kept_out_is_written_down_with_the_address() {
    let desk = Desk::with(Edge { proxies: Proxies::here(), ..Edge::default() }, with_ana).await;
    let ana = desk.ana().await;
    let (beto_id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let (key, _) = enrol(&desk, &beto).await;
    let from = |address: &str| desk.nobody().with("origin", &desk.url).with("x-forwarded-for", address);
    let sign_in =
        |email: &str, password: &str, code: Option<&str>| json!({ "email": email, "password": password, "code": code });
    let path = "/api/v1/session";
    let beto_at = "beto@mesa.example";
    from("203.0.113.9").post(path, &sign_in("who@mesa.example", "clave secreta", None)).await.is(401);
    from("203.0.113.9").post(path, &sign_in(beto_at, "clave secreta", None)).await.is(401);
    from("203.0.113.9").post(path, &sign_in(beto_at, PASSWORD, None)).await.is(401);
    from("203.0.113.9").post(path, &sign_in(beto_at, PASSWORD, Some("000000"))).await.is(401);
    let right = code(&desk, &key, 1);
    let entered = from("198.51.100.4").post(path, &sign_in(beto_at, PASSWORD, Some(&right))).await.is(200);
    let there = desk.with_cookie(&entered.cookie()).with("x-forwarded-for", "198.51.100.4");
    there.delete(path).await.is(204);
    desk.with_token("no-token").get("/api/v1/me").await.is(401);

    let outside = trail(&ana, "address=203.0.113.9").await;
    let why: Vec<_> = outside.iter().map(|entry| (&entry["not_believed"], &entry["subject"]["id"])).collect();
    let beto = json!(beto_id);
    let (nothing, words) = (Value::Null, ["wrong_code", "code_missing", "wrong_password"].map(|word| json!(word)));
    assert_eq!(why, [(&words[0], &beto), (&words[1], &beto), (&words[2], &beto), (&words[2], &nothing)]);
    for entry in &outside {
        assert_eq!(
            (&entry["actor"]["kind"], &entry["way"], &entry["times"]),
            (&json!("nobody"), &json!("session"), &json!(1))
        );
    }
    let text = ana.get("/api/v1/audit").await.text;
    assert!(!text.contains("clave secreta") && !text.contains("who@"), "what was typed is in it: {text}");
    let inside = trail(&ana, "address=198.51.100.4").await;
    assert_eq!(told(&inside), [("signed_out", "Beto"), ("signed_in", "Beto")]);
    assert_eq!(inside[1]["proved_by"], "password_and_code");
    let token = trail(&ana, "by=nobody&area=refusals&from=2026-11-25T00:00:00Z").await;
    assert_eq!((&token[0]["not_believed"], &token[0]["way"]), (&json!("wrong_token"), &json!("token")));
    desk.close().await;
}

#[tokio::test]
async fn whoever_guesses_fills_no_disk_and_the_count_is_kept() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let before = *desk.store.head().borrow();
    for _ in 0..60 {
        let answer = desk.enter(ADMIN, "a guess").await;
        assert!([401, 429].contains(&answer.status), "{}", answer.text);
    }
    let during = *desk.store.head().borrow();
    assert_eq!(during.0 - before.0, 2, "the first that was wrong, and the first that was not looked at");
    desk.pass(TimeDelta::seconds(61));
    desk.enter("who@mesa.example", "a guess").await.is(401);
    let refused = trail(&ana, "area=refusals").await;
    let times: u64 = refused.iter().map(|entry| entry["times"].as_u64().unwrap()).sum();
    assert_eq!((times, refused.len()), (61, 5), "{refused:?}");
    desk.close().await;
}

#[tokio::test]
async fn whoever_asks_for_what_is_not_theirs_is_written_down() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.closed).await;
    scene.beto.get(&at(number)).await.fails(404, "not_found");
    scene.beto.get(&at(number + 1)).await.fails(404, "not_found");
    scene.carla.get(&format!("{}/attachments/1", at(number))).await.fails(404, "not_found");
    scene.rosa.get("/api/v1/persons?q=luis").await.fails(403, "forbidden");
    scene.beto.get("/api/v1/audit").await.fails(403, "forbidden");
    let reader = json!({ "name": "Lector", "role": "agent", "scope": "read" });
    let secret = scene.ana.post("/api/v1/tokens", &reader).await.is(201).json["secret"].clone();
    let reader = desk.with_token(secret.as_str().unwrap());
    reader.post("/api/v1/persons", &json!({ "name": "Eva" })).await.fails(403, "forbidden");
    desk.pass(TimeDelta::minutes(11));
    scene.ana.post("/api/v1/tokens", &json!({ "name": "X", "role": "agent", "scope": "read" })).await.is(403);

    let refused = trail(&scene.ana, "area=refusals").await;
    let told: Vec<_> = refused
        .iter()
        .map(|entry| {
            let word = |value: &Value| value.as_str().unwrap().to_owned();
            (word(&entry["actor"]["name"]), word(&entry["refused"]), word(&entry["operation"]))
        })
        .collect();
    let expected = [
        ("Ana Rojas", "not_proved", "POST /tokens"),
        ("Lector", "not_allowed", "POST /persons"),
        ("Beto", "not_allowed", "GET /audit"),
        ("Rosa Núñez", "not_allowed", "GET /persons"),
        ("Beto", "not_theirs", "GET /tickets/{number}"),
    ];
    assert_eq!(told, expected.map(|(who, why, what)| (who.to_owned(), why.to_owned(), what.to_owned())));
    let about = trail(&scene.ana, &format!("about=ticket:{number}")).await;
    assert_eq!(about.len(), 1, "{about:?}");
    assert_eq!(about[0]["subject"], json!({ "kind": "ticket", "id": number, "name": "" }));
    desk.close().await;
}

#[tokio::test]
async fn a_change_is_told_with_what_was_there_before() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    settings["name"] = json!("Mesa Norte");
    settings["country"] = json!("PE");
    ana.put("/api/v1/desk", &settings).await.is(200);
    let mail = json!({ "host": "mail.example", "port": 587, "security": "starttls", "from_address": "m@mesa.example", "username": "mesa", "password": "no se dice" });
    ana.put("/api/v1/mail/settings", &mail).await.is(200);
    let (id, _) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let more = json!({ "name": "Beto Díaz", "email": "beto@mesa.example", "roles": ["agent", "supervisor"] });
    ana.put(&format!("/api/v1/users/{id}"), &more).await.is(200);

    let changes = async |query: &str| {
        let number = trail(&ana, query).await[0]["number"].clone();
        let shown = ana.get(&format!("/api/v1/audit/{number}")).await.is(200).json;
        assert_eq!(
            (&shown["entry"]["actor"]["name"], &shown["entry"]["way"]),
            (&json!("Ana Rojas"), &json!("session"))
        );
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let changes = shown["changes"].as_array().unwrap().clone().into_iter();
        changes
            .map(|change| (text(&change["field"]).unwrap(), text(&change["before"]), text(&change["after"])))
            .collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        ("country".to_owned(), some("CL"), some("PE")),
        ("name".to_owned(), some("Mesa de Ayuda"), some("Mesa Norte")),
    ];
    assert_eq!(changes("about=settings").await, expected);
    let made = changes("about=mail_settings").await;
    assert!(made.contains(&("username".to_owned(), None, some("mesa"))), "{made:?}");
    assert!(!format!("{made:?}").contains("no se dice"), "{made:?}");
    let expected =
        [("name".to_owned(), some("Beto"), some("Beto Díaz")), ("roles.1".to_owned(), None, some("supervisor"))];
    assert_eq!(changes(&format!("about=user:{id}&area=users")).await, expected);
    desk.close().await;
}

#[tokio::test]
async fn filters_find_what_they_say_and_pages_stand_still() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let token = json!({ "name": "Programa", "role": "administrator", "scope": "write" });
    let made = scene.ana.post("/api/v1/tokens", &token).await.is(201).json;
    let program = desk.with_token(made["secret"].as_str().unwrap());
    desk.pass(TimeDelta::hours(1));
    program.post("/api/v1/persons", &json!({ "name": "Eva Díaz" })).await.is(201);
    let number = scene.case(scene.closed).await;
    scene.ana.delete(&format!("/api/v1/tokens/{}", made["token"]["id"])).await.is(204);
    scene.ana.delete(&format!("/api/v1/users/{}/sessions", scene.beto_id)).await.is(204);
    scene.carla.delete("/api/v1/session").await.is(204);

    let id = &made["token"]["id"];
    let by_program = trail(&scene.ana, &format!("by=token:{id}")).await;
    assert_eq!(told(&by_program), [("person_saved", "Programa")]);
    assert_eq!(by_program[0]["subject"]["name"], "Eva Díaz");
    let about = trail(&scene.ana, &format!("about=token:{id}")).await;
    assert_eq!(told(&about), [("token_revoked", "Ana Rojas"), ("token_created", "Ana Rojas")]);
    let entry = trail(&scene.ana, "area=entry&from=2026-11-25T13:00:00Z").await;
    assert_eq!(told(&entry), [("signed_out", "Carla"), ("sessions_ended", "Ana Rojas")]);
    assert_eq!((&entry[1]["subject"]["name"], &entry[1]["sessions"]), (&json!("Beto"), &json!(1)));
    let two = trail(&scene.ana, &format!("area=users&by=user:1&about=group:{}", scene.open)).await;
    assert_eq!(told(&two), [("group_saved", "Ana Rojas")]);
    let cases = trail(&scene.ana, &format!("area=cases&about=ticket:{number}")).await;
    assert_eq!(cases.last().unwrap()["event"], "opened");
    assert!(trail(&scene.ana, "area=cases").await.len() >= cases.len());
    assert!(trail(&scene.ana, "to=2026-11-25T00:00:00Z").await.is_empty());
    for bad in ["by=ana", "by=user:x", "by=user", "about=case:1", "address=here", "from=today", "limit=201", "cursor=x"]
    {
        scene.ana.get(&format!("/api/v1/audit?{bad}")).await.is(400);
    }
    scene.ana.get("/api/v1/audit/99999").await.fails(404, "not_found");

    let all: Vec<Value> = trail(&scene.ana, "").await.into_iter().map(|entry| entry["number"].clone()).collect();
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = scene.ana.get(&format!("/api/v1/audit?limit=7{cursor}")).await.is(200).json;
        paged.extend(page["items"].as_array().unwrap().iter().map(|entry| entry["number"].clone()));
        // More comes in between.
        desk.enter(ADMIN, PASSWORD).await.is(200);
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, all);
    let foreign = scene.ana.get("/api/v1/audit?limit=7").await.is(200).json["next"].clone();
    scene
        .ana
        .get(&format!("/api/v1/audit?area=users&cursor={}", foreign.as_str().unwrap()))
        .await
        .fails(400, "malformed");
    desk.close().await;
}

#[tokio::test]
async fn it_is_taken_away_as_lines_or_as_a_table_in_which_nothing_runs() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    ana.post("/api/v1/persons", &json!({ "name": "=HYPERLINK(\"http://evil.example\")" })).await.is(201);
    for n in 0..250 {
        ana.post("/api/v1/units", &json!({ "name": format!("Sede {n}") })).await.is(201);
    }
    let lines = ana.get("/api/v1/audit/export").await.is(200);
    assert_eq!(lines.header("content-type"), "application/jsonl");
    let rows: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[0]["event"], "taken_away");
    let listed = trail(&ana, "").await;
    assert_eq!(rows.len() as u64, listed[0]["number"].as_u64().unwrap(), "all that there is, and every one once");
    let table = ana.get("/api/v1/audit/export?format=csv&area=people").await.is(200);
    assert!(table.header("content-disposition").contains(".csv\""), "{:?}", table.headers);
    let mut records = table.text.lines();
    let header = records.next().unwrap();
    assert!(header.starts_with("number,at,actor_kind,actor_id,actor,way,address,area,event,"), "{header}");
    assert_eq!(records.clone().count(), 251);
    assert!(records.all(|line| !line.contains(",=") && !line.contains(",\"=")), "{}", table.text);
    assert!(table.text.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{}", table.text);
    assert_eq!(ana.get("/api/v1/audit/export?format=csv&by=person:9").await.is(200).text.lines().count(), 1);
    ana.get("/api/v1/audit/export?format=xlsx").await.fails(400, "malformed");
    desk.close().await;
}

#[tokio::test]
async fn replays_and_cases_that_are_taken_away_are_written_down_by_whom() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    beto.get("/api/v1/tickets/export?status=open&sort=number").await.is(200);
    let day = json!({ "name": "Un día", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z" });
    let replay = ana.post("/api/v1/model/replays", &day).await.is(202).json["id"].clone();
    let path = format!("/api/v1/model/replays/{replay}");
    while ana.get(&path).await.is(200).json["state"] == "running" {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    ana.get(&format!("{path}/export")).await.is(200);
    ana.delete(&path).await.is(204);
    let trail = trail(&ana, "area=desk").await;
    assert_eq!(
        told(&trail),
        [
            ("replay_forgotten", "Ana Rojas"),
            ("taken_away", "Ana Rojas"),
            ("replay_begun", "Ana Rojas"),
            ("taken_away", "Beto")
        ]
    );
    assert_eq!((&trail[1]["taken"], &trail[3]["taken"]), (&json!("replay"), &json!("cases")));
    assert_eq!(trail[0]["subject"]["kind"], "model");
    desk.close().await;
}

#[tokio::test]
async fn only_administrators_see_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    for roles in ["agent", "supervisor", "analyst", "client"] {
        let (_, someone) = desk.new_user(&ana, roles, &[roles]).await;
        for path in ["/api/v1/audit", "/api/v1/audit/1", "/api/v1/audit/export"] {
            someone.get(path).await.fails(403, "forbidden");
        }
    }
    desk.nobody().get("/api/v1/audit").await.fails(401, "unauthenticated");
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        for path in ["/api/v1/audit", "/api/v1/audit/1"] {
            let answer = read(ana.request(method.clone(), path)).await;
            answer.fails(405, "method_not_allowed");
        }
    }
    let reader = json!({ "name": "Revisor", "role": "administrator", "scope": "read" });
    let secret = ana.post("/api/v1/tokens", &reader).await.is(201).json["secret"].clone();
    desk.with_token(secret.as_str().unwrap()).get("/api/v1/audit").await.is(200);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_on_the_machine_itself_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("desk.redb"), folder.path().join("backup.redb"));
    let lines = folder.path().join("lines");
    set_up(&data, PASSWORD);
    let said = done(&data, &["token", "create", "--name", "Revisor", "--role", "administrator", "--scope", "read"], "");
    let token = last_word(&said);
    done(&data, &["user", "reset", ADMIN], "");
    done(&data, &["backup", backup.to_str().unwrap()], "");
    done(&data, &["restore", backup.to_str().unwrap()], "");
    done(&data, &["export", lines.to_str().unwrap()], "");

    let running = Running::start(&data);
    let audit = Client::new().get(format!("{}/api/v1/audit", running.url)).bearer_auth(&token);
    let list = read(audit).await.is(200).json;
    running.end();
    let entries = list["items"].as_array().unwrap();
    let words: Vec<&str> = entries.iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    // The backup was made before it was written down that it was.
    let expected = ["taken_away", "restored", "password_changed", "second_step_switched", "token_created"];
    assert_eq!(words[..5], expected);
    assert_eq!(entries[0]["taken"], "export");
    for entry in entries {
        assert_eq!((&entry["actor"]["kind"], &entry["way"]), (&json!("setup"), &json!("command_line")), "{entry}");
    }
    let journal = std::fs::read_to_string(lines.join("journal.jsonl")).unwrap();
    let restored: Value = serde_json::from_str(journal.lines().last().unwrap()).unwrap();
    assert_eq!((&restored["event"], &restored["area"]), (&json!("restored"), &json!("desk")));
    assert_eq!(restored["from"], json!({ "way": "command_line" }));
    done(&data, &["check", "--rebuild"], "");
}
