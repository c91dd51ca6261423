//! Instead of a flood: beyond a few, mails to whoever works at the desk are told as one.

use super::{open, queued, until, with_beto};
use crate::http::desk::Desk;
use crate::smtp::{Manner, SmtpServer};
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test]
async fn beyond_a_few_mails_leave_as_one_and_requesters_are_never_kept_waiting() {
    let desk = Desk::set_up().await;
    let (ana, beto, id) = with_beto(&desk).await;
    let server = SmtpServer::start().await;
    let settings = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &settings).await.is(200);
    let digest = json!({ "notices": [], "digest": { "after": 2, "minutes": 15 } });
    ana.put("/api/v1/model/draft/notices", &digest).await.is(200);
    ana.publish_model().await;
    let group = ana.get("/api/v1/groups").await.json["items"][1]["id"].clone();
    let mut numbers = Vec::new();
    for n in 1..=5 {
        let number = open(&ana, &format!("Asunto {n}")).await;
        let pass = json!({ "group": group, "assignee": id });
        ana.post(&format!("/api/v1/tickets/{number}/pass"), &pass).await.is(200);
        numbers.push(number);
    }
    // Five for Luis, two for Beto.
    until(&ana, "/api/v1/mail/outbox?state=sent", |page| page["counts"]["sent"] == 7).await;
    assert_eq!(queued(&ana).await.len(), 3);
    // One of them is no longer so when its time comes, and a server that cannot now is asked again for all the rest.
    ana.post(&format!("/api/v1/tickets/{}/cancel", numbers[2]), &json!({ "reason": "Doble" })).await.is(200);
    server.then(&[Manner::Defers("4.2.0 later")]);
    desk.pass(TimeDelta::minutes(15));
    until(&ana, "/api/v1/mail/outbox?state=queued", |page| {
        page["items"].as_array().unwrap().iter().filter(|mail| mail["attempts"] == 1).count() == 2
    })
    .await;
    desk.pass(TimeDelta::minutes(1));
    until(&ana, "/api/v1/mail/outbox?state=sent", |page| page["counts"]["sent"] == 9).await;
    until(&ana, "/api/v1/mail/outbox?state=cancelled", |page| page["counts"]["cancelled"] == 1).await;
    let to_beto: Vec<_> = server.received().into_iter().filter(|mail| mail.to.contains("beto@")).collect();
    assert_eq!(to_beto.len(), 3);
    let digest = to_beto.last().unwrap();
    assert_eq!(digest.header("Subject").as_deref(), Some("2 avisos de casos"));
    for (n, number) in [(4, numbers[3]), (5, numbers[4])] {
        assert!(digest.words().contains(&format!("[{number}] Caso asignado")), "{}", digest.plain());
        assert!(digest.words().contains(&format!("Asunto {n}")));
    }
    assert!(!digest.words().contains("Asunto 3"));
    drop(beto);
    desk.close().await;
}
