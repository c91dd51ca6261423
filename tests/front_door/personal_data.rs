//! Whoever asks for their data gets it, and whoever wants it gone is nobody afterwards; what is counted stays.

use super::anonymity::{holds, raw};
use super::http::desk::{Answer, Desk, Someone, read};
use super::invitations::{Scene, link, sends};
use super::smtp::SmtpServer;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use ventanilla::channels::mail::incoming::TakenIn;
use ventanilla::desk::Recipient;
use ventanilla::desk::id::{PersonId, TicketNumber};
use ventanilla::store::outbox;

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

/// In no table of the data file is anything left of hers, once the clock has cleared up.
async fn nothing_is_left(desk: Desk) {
    desk.pass(TimeDelta::days(2));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let folder = desk.closed().await;
    for row in raw(&folder.path().join("desk.redb")) {
        for word in HERS {
            assert!(!holds(&row, word.as_bytes()), "{} tells {word}", row.0);
        }
    }
}

/// Ana, who administers, and Beto, who works on cases.
async fn two_of_the_desk(desk: &Desk) -> (Someone<'_>, Someone<'_>) {
    let ana = desk.ana().await;
    let (id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    // The one that mails come to.
    ana.put("/api/v1/groups/1", &json!({ "name": "Mesa", "level": "first", "members": [id] })).await.is(200);
    (ana, beto)
}

async fn person(beto: &Someone<'_>, name: &str) -> u64 {
    let email = format!("{}@canelos.example", name.to_lowercase());
    let person = json!({ "name": name, "emails": [email] });
    beto.post("/api/v1/persons", &person).await.is(201).json["id"].as_u64().unwrap()
}

async fn solve(beto: &Someone<'_>, number: u64) {
    let solution = json!({ "text": HERS[5], "code": "fixed" });
    beto.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
}

/// A mail with a face and a file.
fn mail(from: &str, id: &str, more: &str, words: &str) -> String {
    let (subject, file) = (HERS[2], HERS[7]);
    format!(
        "From: {from}\r\nTo: mesa@mesa.example\r\nSubject: {subject}\r\nMessage-ID: <{id}>\r\n{more}MIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
         <p>{words}</p>\r\n--m\r\nContent-Type: application/octet-stream; name={file}\r\n\
         Content-Disposition: attachment\r\n\r\nfirmado por Rosa\r\n--m--\r\n"
    )
}

/// The same of Nora's, in which nothing is of Rosa.
fn mail_of_nora(id: &str, more: &str, words: &str) -> String {
    let mail = mail("Nora <nora@canelos.example>", id, more, words);
    mail.replace(HERS[2], "Impresora").replace(HERS[7], "otro.txt").replace("por Rosa", "por Nora")
}

/// Takes a mail in; its number.
async fn take(desk: &Desk, raw: String) -> String {
    match crate::incoming::take(desk, raw).await {
        Ok(TakenIn::New(id)) => id.to_string(),
        other => panic!("not taken in: {other:?}"),
    }
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
    nothing_is_left(desk).await;
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

/// The face of a mail of a case, or the mail itself.
async fn as_it_came(beto: &Someone<'_>, number: u64, id: &str, what: &str) -> Answer {
    beto.get(&format!("/api/v1/tickets/{number}/mails/{id}/{what}")).await
}

#[tokio::test]
async fn the_mails_of_their_cases_go_with_whoever_is_erased() {
    let desk = Desk::set_up().await;
    let (ana, beto) = two_of_the_desk(&desk).await;
    let nora = person(&beto, "Nora").await;
    let hers = take(&desk, mail("Rosa <rosa@canelos.example>", "uno@canelos.example", "", HERS[3])).await;
    let list = beto.get("/api/v1/tickets?sort=-number&limit=1").await.is(200).json;
    let number = list["items"][0]["number"].as_u64().unwrap();
    let case = format!("/api/v1/tickets/{number}");
    let rosa = beto.get(&case).await.is(200).json["requester"]["id"].clone();
    let follows = "References: <uno@canelos.example>\r\n";
    let note = take(&desk, mail("Beto <beto@mesa.example>", "dos@mesa.example", follows, HERS[4])).await;
    let waits = take(&desk, mail_of_nora("tres@canelos.example", follows, "Yo también espero.")).await;

    // What is said there does not reach Nora, and comes back with all that it says.
    beto.post(&format!("{case}/take"), &Value::Null).await.is(200);
    beto.post(&format!("{case}/watch"), &json!({ "person": nora, "watches": true })).await.is(200);
    message(&beto, number, "messages", "Lo estamos mirando.", &[]).await;
    let rows = outbox::of_ticket(&desk.store.snapshot().unwrap(), TicketNumber(number), 100).unwrap();
    let to_nora = rows.iter().find(|mail| mail.to == Recipient::Person(PersonId(nora))).unwrap();
    let returned = format!(
        "From: Mailer-Daemon <mailer-daemon@old.example>\r\nReturn-Path: <>\r\nSubject: failure notice\r\n\r\n\
         Remote host said: 554 mailbox full\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n\
         From: Mesa <mesa@mesa.example>\r\nMessage-Id: {}\r\n\r\n{}\r\n",
        to_nora.message_id, HERS[2]
    );
    let returned = take(&desk, returned).await;
    solve(&beto, number).await;

    for (id, words) in [(&hers, HERS[3]), (&note, HERS[4])] {
        for what in ["raw", "face"] {
            assert!(as_it_came(&beto, number, id, what).await.is(200).text.contains(words), "{what} of {id}");
        }
    }
    assert!(as_it_came(&beto, number, &returned, "raw").await.is(200).text.contains(HERS[2]));
    let path = format!("/api/v1/persons/{rosa}/erasure");
    // Of hers and of Beto's the mail, its face and its file; and what came back.
    assert_eq!(ana.get(&path).await.is(200).json["files"], json!(7));
    let done = ana.post(&path, &Value::Null).await.is(200).json;
    assert_eq!((&done["texts"], &done["files"]), (&json!(0), &json!(0)));
    for id in [&hers, &note, &returned] {
        for what in ["raw", "face"] {
            as_it_came(&beto, number, id, what).await.fails(404, "not_found");
        }
    }
    let timeline = beto.get(&format!("{case}/timeline")).await.is(200).text;
    for word in HERS {
        assert!(!timeline.contains(word), "{word} in {timeline}");
    }
    // What Nora wrote is hers.
    assert!(as_it_came(&beto, number, &waits, "raw").await.is(200).text.contains("Yo también espero."));
    assert!(timeline.contains("Yo también espero."), "{timeline}");
    nothing_is_left(desk).await;
}

#[tokio::test]
async fn mails_that_were_set_aside_are_handed_out_and_erased_by_the_address_of_their_sender() {
    let desk = Desk::set_up().await;
    let (ana, beto) = two_of_the_desk(&desk).await;
    let rosa = person(&beto, "Rosa").await;
    let (from, bulk) = ("Rosa <rosa@canelos.example>", "Precedence: bulk\r\n");
    let hers = take(&desk, mail(from, "uno@canelos.example", bulk, HERS[6])).await;
    let taken_in = take(&desk, mail(from, "dos@canelos.example", bulk, HERS[3])).await;
    let of_nora = take(&desk, mail_of_nora("tres@canelos.example", bulk, "Boletín")).await;
    // What is taken in after all is a mail of its case, and nothing of it stays aside.
    let taken_in = ana.post(&format!("/api/v1/mails-aside/{taken_in}/take-in"), &Value::Null).await.is(200).json;
    let number = taken_in["ticket"].as_u64().unwrap();
    beto.post(&format!("/api/v1/tickets/{number}/take"), &Value::Null).await.is(200);
    solve(&beto, number).await;

    let path = format!("/api/v1/mails-aside/{hers}/raw");
    let told = ana.get(&format!("/api/v1/persons/{rosa}/data")).await.is(200).json;
    assert_eq!(told["mails_aside"].as_array().unwrap().len(), 1, "{}", told["mails_aside"]);
    let aside = &told["mails_aside"][0];
    assert_eq!((&aside["subject"], &aside["file"]["path"]), (&json!(HERS[2]), &json!(path)));
    assert!(ana.get(&path).await.is(200).text.contains(HERS[6]));

    let erasure = format!("/api/v1/persons/{rosa}/erasure");
    // Of both the mail, its face and its file.
    assert_eq!(ana.get(&erasure).await.is(200).json["files"], json!(6));
    let done = ana.post(&erasure, &Value::Null).await.is(200).json;
    assert_eq!((&done["texts"], &done["files"]), (&json!(0), &json!(0)));
    ana.get(&path).await.fails(404, "not_found");
    ana.get(&format!("/api/v1/mails-aside/{hers}")).await.fails(404, "not_found");
    ana.post(&format!("/api/v1/mails-aside/{hers}/take-in"), &Value::Null).await.fails(404, "not_found");
    let list = ana.get("/api/v1/mails-aside").await.is(200).text;
    for word in HERS {
        assert!(!list.contains(word), "{word} in {list}");
    }
    assert!(ana.get(&format!("/api/v1/mails-aside/{of_nora}/raw")).await.is(200).text.contains("Boletín"));
    nothing_is_left(desk).await;
}
