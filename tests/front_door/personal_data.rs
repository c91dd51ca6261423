//! Whoever asks for their data gets it, and whoever wants it gone is nobody afterwards; what is counted stays.

use super::anonymity::{holds, raw};
use super::http::desk::{Desk, Someone, read};
use super::invitations::{Scene, link, sends};
use super::smtp::SmtpServer;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// Words that Rosa, or somebody about her, wrote: nothing of them may be found once she is erased.
const HERS: [&str; 8] = [
    "Rosa",
    "rosa@canelos.example",
    "No imprime el piso tres",
    "Vivo sola y necesito imprimir",
    "Le dije a la señora que espere",
    "Se cambió el rodillo de su oficina",
    "Tardaron una semana",
    "contrato.txt",
];

async fn message(somebody: &Someone<'_>, number: u64, kind: &str, text: &str, files: &[Value]) {
    let path = format!("/api/v1/tickets/{number}/{kind}");
    somebody.post(&path, &json!({ "text": text, "attachments": files })).await.is(201);
}

/// A solved case of Rosa's with words of both sides, a note and a file, about which she answered a survey.
async fn story(desk: &Desk, scene: &Scene<'_>) -> (u64, u64) {
    let rosa = scene.person("Rosa").await;
    let new = json!({
        "subject": HERS[2], "description": HERS[3], "channel": "phone", "requester": { "id": rosa }, "group": scene.group,
    });
    let number = scene.beto.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap();
    let upload = scene.beto.request(Method::POST, &format!("/api/v1/uploads?name={}", HERS[7]));
    let upload = read(upload.body("firmado por Rosa")).await.is(201).json;
    message(&scene.beto, number, "notes", HERS[4], &[upload["id"].clone()]).await;
    scene.solve(number, HERS[5]).await;
    desk.pass(TimeDelta::minutes(61));
    let browser = scene.opens(&link(&scene.surveys_to("Rosa", 1).await.remove(0))).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, &format!("q1=2&t2={}", HERS[6].replace(' ', "+"))).await.is(303);
    (rosa, number)
}

#[tokio::test]
async fn what_the_desk_holds_of_somebody_is_handed_out_whole_to_administrators_alone() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, number) = story(&desk, &scene).await;
    let path = format!("/api/v1/persons/{rosa}/data");
    scene.beto.get(&path).await.fails(403, "forbidden");
    let data = scene.ana.get(&path).await.is(200);
    assert!(data.header("content-disposition").contains(&format!("person-{rosa}-")));
    let told = &data.json;
    assert_eq!((&told["person"]["name"], &told["person"]["emails"][0]), (&json!(HERS[0]), &json!(HERS[1])));
    let case = &told["cases"][0];
    assert_eq!(
        (&case["number"], &case["subject"], &case["description"]),
        (&json!(number), &json!(HERS[2]), &json!(HERS[3]))
    );
    assert!(case["happened"].to_string().contains(HERS[5]));
    // What the desk noted for itself stays with it.
    assert!(!told.to_string().contains(HERS[4]));
    let asked = &told["surveys"][0];
    assert_eq!((&asked["promised"], &asked["answer"]["answers"]["2"]["text"]), (&json!("named"), &json!(HERS[6])));
    let audit = scene.ana.get("/api/v1/audit").await.is(200).json;
    let taken = audit["items"].as_array().unwrap().iter().find(|entry| entry["event"] == "taken_away").unwrap();
    assert!(taken.to_string().contains("\"taken\":\"person\""), "{taken}");
    scene.ana.get("/api/v1/persons/999/data").await.fails(404, "not_found");
    desk.close().await;
}

#[tokio::test]
async fn of_whoever_is_erased_nothing_is_found_and_all_is_counted_as_before() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, number) = story(&desk, &scene).await;
    // An hour later it is asked once more who they are, before anything is erased.
    let path = format!("/api/v1/persons/{rosa}/erasure");
    scene.ana.post(&path, &Value::Null).await.fails(403, "reauthenticate");
    scene.ana = desk.ana().await;
    let results = || async { scene.ana.get(&format!("{}/results?by=group", scene.survey)).await.is(200).json };
    let before = results().await;
    let would = scene.ana.get(&path).await.is(200).json;
    assert_eq!((&would["cases"], &would["files"], &would["answers"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&would["erased_at"], &would["open_cases"]), (&Value::Null, &json!([])));
    assert!(would["texts"].as_u64().unwrap() >= 6, "{would}");
    // Asking erased nothing.
    assert!(scene.ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).text.contains(HERS[2]));

    let done = scene.ana.post(&path, &Value::Null).await.is(200).json;
    assert_eq!((&done["texts"], &done["files"]), (&json!(0), &json!(0)));
    assert!(!done["erased_at"].is_null());
    let person = scene.ana.get(&format!("/api/v1/persons/{rosa}")).await.is(200).json;
    assert_eq!((&person["name"], &person["emails"]), (&json!(format!("#{rosa}")), &json!([])));
    for read in [
        format!("/api/v1/persons/{rosa}/data"),
        "/api/v1/persons?q=Rosa".to_owned(),
        format!("/api/v1/tickets/{number}"),
        format!("/api/v1/tickets/{number}/timeline"),
        format!("/api/v1/tickets/{number}/follow-ups"),
        format!("{}/texts", scene.survey),
        "/api/v1/audit".to_owned(),
        "/api/v1/mail/outbox".to_owned(),
    ] {
        let answer = scene.ana.get(&read).await.is(200).text;
        for word in HERS {
            assert!(!answer.contains(word), "{read} tells {word}: {answer}");
        }
    }
    assert_eq!(results().await["questions"], before["questions"]);
    assert_eq!(results().await["asked"], before["asked"]);
    // Nobody makes them somebody again, and a second time changes nothing.
    let again = json!({ "name": "Rosa", "active": true });
    assert_eq!(scene.ana.put(&format!("/api/v1/persons/{rosa}"), &again).await.status, 422);
    scene.ana.put(&format!("/api/v1/persons/{rosa}/asked"), &json!({ "asked": true })).await.is(200);
    assert_eq!(scene.ana.get(&format!("/api/v1/persons/{rosa}")).await.json["not_asked"], "desk");
    scene.ana.post(&path, &Value::Null).await.is(200);
    // In no table of the data file is anything left, once the clock has cleared up.
    desk.pass(TimeDelta::days(2));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let folder = desk.closed().await;
    for row in raw(&folder.path().join("desk.redb")) {
        for word in HERS {
            assert!(!holds(&row, word.as_bytes()), "{} tells {word}", row.0);
        }
    }
}

#[tokio::test]
async fn whoever_has_open_cases_or_works_here_is_not_erased_and_an_account_ends_with_its_person() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let account = |role: &str| {
        json!({
            "name": "Rosa", "email": "rosa@canelos.example", "roles": [role], "person": rosa,
            "password": "otra clave bastante larga",
        })
    };
    let made = scene.ana.post("/api/v1/users", &account("requester")).await.is(201);
    let user = made.header("location").to_owned();
    let enters = json!({ "email": "rosa@canelos.example", "password": "otra clave bastante larga" });
    let hers = desk.nobody().post("/api/v1/session", &enters).await.is(200);
    let path = format!("/api/v1/persons/{rosa}/erasure");
    let new = json!({ "subject": "Algo", "channel": "phone", "requester": { "id": rosa }, "group": scene.group });
    let number = scene.beto.post("/api/v1/tickets", &new).await.is(201).json["number"].clone();
    assert_eq!(scene.ana.get(&path).await.is(200).json["open_cases"], json!([number]));
    scene.ana.post(&path, &Value::Null).await.fails(409, "not_possible");
    scene.beto.post(&format!("/api/v1/tickets/{number}/cancel"), &json!({ "reason": "Ya no" })).await.is(200);
    scene.ana.put(&user, &account("agent")).await.is(200);
    assert_eq!(scene.ana.post(&path, &Value::Null).await.is(422).faults()[0].0, "accounts");
    scene.ana.put(&user, &account("requester")).await.is(200);
    scene.ana.post(&path, &Value::Null).await.is(200);
    let cookie = hers.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(desk.nobody().with("cookie", &cookie).get("/api/v1/me").await.status, 401);
    assert_eq!(desk.nobody().post("/api/v1/session", &enters).await.status, 401);
    assert!(!scene.ana.get("/api/v1/users").await.is(200).text.contains("rosa@canelos.example"));
    desk.close().await;
}

#[tokio::test]
async fn what_somebody_wrote_in_the_cases_of_others_when_they_worked_here_stays() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, nora) = (scene.person("Rosa").await, scene.person("Nora").await);
    let account = |active: bool| {
        let email = "nora.agente@mesa.example";
        json!({ "name": "Nora Agente", "email": email, "roles": ["agent"], "person": nora, "active": active })
    };
    let (id, _) = desk.new_user(&scene.ana, "Nora.agente", &["agent"]).await;
    let user = format!("/api/v1/users/{id}");
    scene.ana.put(&user, &account(true)).await.is(200);
    let number = scene.solved(rosa).await;
    let nora_works = desk.sign_in("nora.agente@mesa.example").await;
    let group = scene.group.as_u64().unwrap();
    scene
        .ana
        .put(&format!("/api/v1/groups/{group}"), &json!({ "name": "Mesa", "level": "first", "members": [id] }))
        .await
        .is(200);
    message(&nora_works, number, "notes", "Se cambió el cable", &[]).await;
    scene.ana.put(&user, &account(false)).await.is(200);
    scene.ana.post(&format!("/api/v1/persons/{nora}/erasure"), &Value::Null).await.is(200);
    let timeline = scene.ana.get(&format!("/api/v1/tickets/{number}/timeline")).await.is(200).text;
    assert!(timeline.contains("Se cambió el cable") && !timeline.contains("Nora"), "{timeline}");
    assert!(!scene.ana.get("/api/v1/users").await.is(200).text.contains("nora.agente"));
    desk.close().await;
}
