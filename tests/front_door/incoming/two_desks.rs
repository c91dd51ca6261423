//! Two desks that are each other's requesters come to rest, whatever their mails lose on the way.

use super::*;
use crate::smtp::{Received, SmtpServer};

/// A desk, the server that its mails leave by, and how many of them were carried over.
struct House {
    desk: Desk,
    server: SmtpServer,
    carried: usize,
}

impl House {
    async fn set_up(own: &str, name: &str) -> Self {
        let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
        let ana = with_a_group(&desk).await;
        let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
        settings["name"] = json!(name);
        settings.as_object_mut().unwrap().remove("version");
        ana.put("/api/v1/desk", &settings).await.is(200);
        let mail = json!({ "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": own });
        ana.put("/api/v1/mail/settings", &mail).await.is(200);
        Self { desk, server, carried: 0 }
    }

    /// What it has sent to this address since it was asked last, once nothing waits to be sent.
    async fn sends_to(&mut self, other: &str) -> Vec<Received> {
        let ana = self.desk.ana().await;
        until("all is sent", || async {
            let waits = ana.get("/api/v1/mail/outbox?state=queued").await.is(200).json;
            ["queued", "sending"].iter().all(|state| waits["counts"][state] == 0)
        })
        .await;
        let all: Vec<Received> = self.server.received().into_iter().filter(|mail| mail.to == other).collect();
        let new = all.get(self.carried..).unwrap_or_default().to_vec();
        self.carried = all.len();
        new
    }
}

#[tokio::test]
async fn two_desks_that_write_to_each_other_come_to_rest() {
    const SANTIAGO: &str = "mesa@santiago.example";
    const LIMA: &str = "mesa@lima.example";
    // On the way a mail may lose what says that a program wrote it, and what it answers.
    for (loses, most) in [("", 2), ("auto-submitted:", 4), ("auto-submitted: in-reply-to: references:", 20)] {
        let mut houses = [House::set_up(SANTIAGO, "Mesa Santiago").await, House::set_up(LIMA, "Mesa Lima").await];
        let first = mail("uno@x", "", "No anda el enlace.").replace("Berta Soto <berta@canelos.example>", LIMA);
        take(&houses[0].desk, first).await.unwrap();
        let (mut carried, mut quiet) = (0, 0);
        while quiet < 2 {
            let from = houses[0].sends_to(LIMA).await;
            let back = houses[1].sends_to(SANTIAGO).await;
            quiet = if from.is_empty() && back.is_empty() { quiet + 1 } else { 0 };
            carried += from.len() + back.len();
            assert!(carried <= most, "{loses}: there is no end to it");
            for (mails, to) in [(from, 1), (back, 0)] {
                for mail in mails {
                    take(&houses[to].desk, without(&mail.raw, loses)).await.unwrap();
                    houses[to].desk.pass(TimeDelta::seconds(5));
                }
            }
        }
        assert!(carried >= 1, "{loses}: nothing was sent");
        for House { desk, .. } in houses {
            let ana = desk.ana().await;
            assert!(cases(&ana).await.len() <= most, "{loses}");
            desk.close().await;
        }
    }
}

/// A mail without these headers.
fn without(raw: &str, headers: &str) -> String {
    let (head, body) = raw.split_once("\r\n\r\n").unwrap();
    let mut kept = Vec::new();
    let mut lost = false;
    for line in head.split("\r\n") {
        if !line.starts_with([' ', '\t']) {
            let name = line.split_once(':').map_or("", |(name, _)| name).to_lowercase();
            lost = headers.split(' ').any(|header| header.strip_suffix(':') == Some(&*name));
        }
        if !lost {
            kept.push(line);
        }
    }
    format!("{}\r\n\r\n{body}", kept.join("\r\n"))
}
