//! Rules of notices: who hears, by which way, in which words.

use super::{agree, open, queued, rule, until, with_beto};
use crate::http::desk::Desk;
use crate::smtp::SmtpServer;
use serde_json::{Value, json};

fn pair(kind: &str, address: &str) -> (String, String) {
    (kind.to_owned(), address.to_owned())
}

#[tokio::test]
async fn a_rule_takes_the_place_of_what_the_desk_does_by_itself() {
    let desk = Desk::set_up().await;
    let (ana, beto, _) = with_beto(&desk).await;
    let first = open(&beto, "Antes").await;
    assert_eq!(queued(&ana).await, [pair("opened", "luis@canelos.example")]);

    // Nobody hears of new cases; who follows hears of solved ones, and the requester as ever.
    agree(
        &ana,
        &[rule("Nadie", "opened", &["requester"], &[]), rule("Seguidores", "solved", &["followers"], &["mail"])],
    )
    .await;
    ana.post(&format!("/api/v1/tickets/{first}/follow"), &json!({ "follows": true })).await.is(200);
    let code = ana.get("/api/v1/model").await.json["solution_codes"][0]["code"].clone();
    beto.post(&format!("/api/v1/tickets/{first}/resolve"), &json!({ "text": "Hecho", "code": code })).await.is(200);
    open(&beto, "Después").await;
    assert_eq!(
        queued(&ana).await,
        [
            pair("opened", "luis@canelos.example"),
            pair("solved", "ana@mesa.example"),
            pair("solved", "luis@canelos.example"),
        ]
    );
    desk.close().await;
}

#[tokio::test]
async fn a_template_speaks_the_readers_language_and_holds_only_what_it_names() {
    let desk = Desk::set_up().await;
    let (ana, beto, _) = with_beto(&desk).await;
    let server = SmtpServer::start().await;
    let settings = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &settings).await.is(200);
    let mut own = rule("A su manera", "opened", &["requester"], &["mail"]);
    own["texts"] = json!([
        { "language": "es", "subject": "Anotado: {asunto}", "text": "Hola {nombre}.\n\nEs el {{caso} {número}." },
        { "language": "pt", "subject": "Anotado: {assunto}", "text": "Olá {nome}." },
    ]);
    agree(&ana, &[own]).await;
    let number = open(&beto, "<b>Sin red</b>").await;
    server.wait_for(1).await;
    let mail = server.received().remove(0);
    assert_eq!(mail.header("Subject"), Some(format!("[{number}] Anotado: <b>Sin red</b>")));
    assert!(mail.plain().contains(&format!("Es el {{caso}} {number}.")), "{}", mail.plain());
    assert!(mail.html().contains("&lt;b&gt;Sin red&lt;/b&gt;") && !mail.html().contains("<b>Sin"), "{}", mail.html());
    desk.close().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_rule_is_told_at_its_place() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut wrong = rule("Mal", "assigned", &["requester"], &["webhook"]);
    wrong["webhooks"] = json!([99]);
    wrong["texts"] = json!([{ "language": "es", "subject": "{clave}", "text": "" }]);
    let twice = rule("Nunca", "solved", &["followers"], &["mail"]);
    let rules = json!({ "notices": [
        wrong, rule("Uno", "solved", &["followers"], &["mail"]), twice, rule("Nada", "closed", &[], &["mail"]),
        rule("Ajeno", "backup_failed", &["administrators"], &["mail"]),
    ] });
    let draft = ana.put("/api/v1/model/draft/notices", &rules).await.is(200).json;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let faults: Vec<(String, String)> =
        draft["faults"].as_array().unwrap().iter().map(|fault| (text(&fault["field"]), text(&fault["code"]))).collect();
    assert_eq!(
        faults,
        [
            pair("notices.0.to", "not_allowed"),
            pair("notices.0.ways", "not_allowed"),
            pair("notices.0.webhooks", "unknown"),
            pair("notices.0.texts.es.text", "required"),
            pair("notices.0.texts.es.subject", "unknown_placeholder"),
            pair("notices.2.for", "never_matches"),
            pair("notices.3", "no_effect"),
            pair("notices.4.on", "not_allowed"),
        ]
    );
    desk.close().await;
}

#[tokio::test]
async fn words_are_looked_at_before_they_are_agreed() {
    let desk = Desk::set_up().await;
    let (ana, beto, _) = with_beto(&desk).await;
    let number = open(&beto, "Sin red").await;
    let mut words = json!({ "language": "es", "subject": "{asunto}", "text": "Caso {número}\n\n{texto}" });
    let bare = ana.post("/api/v1/model/notice-preview", &words).await.is(200).json;
    assert_eq!(bare["subject"], "[asunto]");
    words["ticket"] = json!(number);
    let filled = ana.post("/api/v1/model/notice-preview", &words).await.is(200).json;
    assert_eq!(filled["subject"], "Sin red");
    assert!(filled["text"].as_str().unwrap().contains(&format!("Caso {number}")));
    assert!(filled["html"].as_str().unwrap().starts_with("<!doctype html>"));
    words["text"] = json!("{nada}");
    let faults = ana.post("/api/v1/model/notice-preview", &words).await.fails(422, "invalid").faults();
    assert_eq!(faults, [pair("text", "unknown_placeholder")]);
    assert_eq!(until(&ana, "/api/v1/mail/outbox", |_| true).await["items"].as_array().unwrap().len(), 1);
    desk.close().await;
}
