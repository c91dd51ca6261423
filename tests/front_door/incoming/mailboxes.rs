//! Mailboxes on servers that are old, refuse, or say odd things.

use super::*;
use crate::smtp::SmtpServer;

/// Reads a mailbox anew, as after any change of it.
async fn look_again(ana: &Someone<'_>, server: &ImapServer, made: &Value, name: &str, more: Value) {
    let mut changed = mailbox(server, more);
    changed["name"] = json!(name);
    changed["password"] = Value::Null;
    ana.put(&format!("/api/v1/mailboxes/{}", made["id"]), &changed).await.is(200);
}

async fn findings(ana: &Someone<'_>) -> Vec<String> {
    let health = ana.get("/api/v1/health").await.is(200).json;
    health["findings"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_server_that_can_only_copy_gets_one_copy_of_each_mail() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let server = ImapServer::start().await;
    server.will(&[Manner::IsOld; 6]);
    server.deliver(&mail("uno@x", "", "Uno."));
    let there = json!({ "move_to": "Atendidos" });
    let made = ana.post("/api/v1/mailboxes", &mailbox(&server, there.clone())).await.is(201).json;
    until("it is copied", || async { cases(&ana).await.len() == 1 && server.lie_in("Atendidos").0 == 1 }).await;
    for name in ["Mesa 2", "Mesa 3"] {
        let before = server.connections();
        look_again(&ana, &server, &made, name, there.clone()).await;
        until("it is looked at again", || async {
            let now = ana.get(&format!("/api/v1/mailboxes/{}", made["id"])).await.is(200).json;
            server.connections() > before && now["last_success"].is_string()
        })
        .await;
    }
    assert_eq!((server.lie_in("INBOX").0, server.lie_in("Atendidos").0), (1, 1));
    server.deliver(&mail("dos@x", "", "Dos."));
    look_again(&ana, &server, &made, "Mesa 4", there).await;
    until("the next is copied", || async { cases(&ana).await.len() == 2 && server.lie_in("Atendidos").0 == 2 }).await;
    desk.close().await;
}

#[tokio::test]
async fn a_server_that_refuses_what_it_announced_is_looked_at_from_time_to_time() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let mut seen = 0;
    for (n, answer) in ["NO not today", "BAD no such command"].into_iter().enumerate() {
        let server = ImapServer::start().await;
        server.will(&[Manner::RefusesIdle(answer); 9]);
        server.deliver(&mail(&format!("uno@{n}"), "", &format!("Uno de {n}.")));
        let address = json!({ "name": format!("Mesa {n}"), "address": format!("mesa{n}@mesa.example") });
        let made = ana.post("/api/v1/mailboxes", &mailbox(&server, address)).await.is(201).json;
        let untroubled = || async {
            let now = ana.get(&format!("/api/v1/mailboxes/{}", made["id"])).await.is(200).json;
            assert!(now["trouble"].is_null(), "{answer}: {now}");
            now["last_success"].is_string()
        };
        until("it is read, and again without", || async {
            untroubled().await && cases(&ana).await.len() == seen + 1 && server.connections() == 2
        })
        .await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert!(untroubled().await);
        assert_eq!(server.connections(), 2, "{answer}");
        // What comes then is found by looking, half a minute later at the most.
        server.deliver(&mail(&format!("dos@{n}"), "", &format!("Dos de {n}.")));
        let _ = tokio::time::timeout(Duration::from_secs(45), async {
            while server.lie_in("INBOX").1 > 0 {
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
        })
        .await;
        assert_eq!((server.lie_in("INBOX").1, server.connections()), (0, 2), "{answer}");
        seen += 2;
    }
    assert_eq!(cases(&ana).await.len(), seen);
    desk.close().await;
}

#[tokio::test]
async fn cases_have_what_their_mailbox_says_and_what_nobody_understands_is_one_too() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let group = ana.post("/api/v1/groups", &json!({ "name": "Redes", "level": "second", "members": [] })).await.is(201);
    let category = json!({ "name": "Correo de la mesa", "kind": "incident", "impact": "person", "urgency": "low" });
    let drafted = ana.post("/api/v1/model/draft/categories", &category).await.is(200).json;
    let category = drafted["model"]["categories"].as_array().unwrap().last().unwrap()["id"].clone();
    ana.publish_model().await;
    let server = ImapServer::start().await;
    let by_default = json!({ "group": group.json["id"], "category": category, "language": "pt" });
    ana.post("/api/v1/mailboxes", &mailbox(&server, by_default)).await.is(201);
    server.deliver(&mail("uno@x", "", "Sem e-mail."));
    until("it is in", || async { cases(&ana).await.len() == 1 }).await;
    let begun = case(&ana, newest(&ana).await).await;
    assert_eq!((&begun["group"]["name"], &begun["category"]["id"]), (&json!("Redes"), &category), "{begun}");
    let person = ana.get(&format!("/api/v1/persons/{}", begun["requester"]["id"])).await.is(200).json;
    assert_eq!(person["language"], "pt");

    server.deliver("\0\0 garabatos");
    until("it is in", || async { cases(&ana).await.len() == 2 && server.lie_in("INBOX") == (2, 0) }).await;
    let begun = case(&ana, newest(&ana).await).await;
    assert!(begun["description"].as_str().unwrap().contains("garabatos"), "{begun}");
    assert_eq!((&begun["subject"], &begun["attachments"][0]["name"]), (&json!("Mesa"), &json!("mail.eml")));
    assert_eq!(begun["group"]["name"], "Redes");
    desk.close().await;
}

#[tokio::test]
async fn health_tells_of_a_mailbox_that_lets_nobody_in_and_of_mails_that_are_too_long() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let closed = ImapServer::start().await;
    closed.will(&[Manner::Refuses("[AUTHENTICATIONFAILED] Clave mala"); 99]);
    let made = ana.post("/api/v1/mailboxes", &mailbox(&closed, json!({}))).await.is(201).json;
    until("it is refused", || async {
        ana.get(&format!("/api/v1/mailboxes/{}", made["id"])).await.is(200).json["trouble"].is_string()
    })
    .await;
    assert!(findings(&ana).await.iter().all(|kind| kind != "mailbox_fails"));
    desk.pass(TimeDelta::days(1));
    let ana = desk.ana().await;
    assert!(findings(&ana).await.iter().any(|kind| kind == "mailbox_fails"));

    // 64 MiB and a byte, as it says; a mail beside it is not kept waiting.
    let server = ImapServer::start().await;
    server.deliver(&mail("uno@x", "", "Uno."));
    server.claims((64 << 20) + 1);
    let other = json!({ "name": "Otra", "address": "otra@mesa.example" });
    ana.post("/api/v1/mailboxes", &mailbox(&server, other)).await.is(201);
    until("it is told", || async { findings(&ana).await.iter().any(|kind| kind == "mail_too_long") }).await;
    assert_eq!((cases(&ana).await.len(), server.lie_in("INBOX")), (0, (1, 1)));
    desk.close().await;
}

#[tokio::test]
async fn a_mail_to_two_mailboxes_is_one_case_also_where_uids_mean_nothing() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let (one, two) = (ImapServer::start().await, ImapServer::start().await);
    two.change_validity(0);
    let raw = mail("uno@x", "", "Uno.");
    one.deliver(&raw);
    ana.post("/api/v1/mailboxes", &mailbox(&one, json!({}))).await.is(201);
    until("it is in", || async { cases(&ana).await.len() == 1 && one.lie_in("INBOX") == (1, 0) }).await;
    // Each server writes heads of its own above it; a third mail is the very same.
    two.deliver(&format!("Received: from x by two\r\n{raw}"));
    two.deliver(&raw);
    let other = json!({ "name": "Otra", "address": "otra@mesa.example" });
    ana.post("/api/v1/mailboxes", &mailbox(&two, other)).await.is(201);
    until("they are read", || async { two.lie_in("INBOX") == (2, 0) }).await;
    assert_eq!((cases(&ana).await.len(), aside(&ana).await), (1, vec!["again".to_owned()]));
    two.forget_what_was_read();
    until("they are known by their bytes", || async { two.lie_in("INBOX") == (2, 0) }).await;
    assert_eq!((cases(&ana).await.len(), aside(&ana).await.len()), (1, 1));
    desk.close().await;
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up_after_a_minute_and_tried_again() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let server = ImapServer::start().await;
    server.will(&[Manner::Hangs]);
    server.deliver(&mail("uno@x", "", "Uno."));
    let made = ana.post("/api/v1/mailboxes", &mailbox(&server, json!({}))).await.is(201).json;
    let state = async || ana.get(&format!("/api/v1/mailboxes/{}", made["id"])).await.is(200).json;
    let mut trouble = Value::Null;
    // It is a minute of the world's, not of the desk's clock.
    for _ in 0..160 {
        trouble = state().await["trouble"].clone();
        if trouble.is_string() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(trouble, "no answer within 60 s");
    until("it is in", || async { cases(&ana).await.len() == 1 }).await;
    until("all is well", || async { state().await["trouble"].is_null() }).await;
    assert_eq!((server.connections(), server.lie_in("INBOX")), (2, (1, 0)));
    desk.close().await;
}

#[tokio::test]
async fn what_a_server_refuses_is_told_and_keeps_no_other_mail_waiting() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    for (n, (what, words, moves)) in [
        ("UID SEARCH", "[UNAVAILABLE] Busy", None),
        ("UID FETCH 1 ", "[UNKNOWN] Cannot be converted", None),
        ("UID STORE", "[NOPERM] Read only", None),
        ("UID MOVE", "[NOPERM] Not there", Some("Atendidos")),
    ]
    .into_iter()
    .enumerate()
    {
        let server = ImapServer::start().await;
        server.will(&[Manner::RefusesTo(what, words); 9]);
        server.deliver(&mail(&format!("uno@{n}"), "", &format!("Uno de {n}.")));
        server.deliver(&mail(&format!("dos@{n}"), "", &format!("Dos de {n}.")));
        let before = cases(&ana).await.len();
        let named =
            json!({ "name": format!("Mesa {n}"), "address": format!("mesa{n}@mesa.example"), "move_to": moves });
        let made = ana.post("/api/v1/mailboxes", &mailbox(&server, named)).await.is(201).json;
        let state = async || ana.get(&format!("/api/v1/mailboxes/{}", made["id"])).await.is(200).json;
        until("it is told", || async { state().await["trouble"].is_string() }).await;
        let now = state().await;
        let told = now["trouble"].as_str().unwrap();
        assert!(told.ends_with(words) && now["last_success"].is_null(), "{what}: {now}");
        let taken = match what {
            "UID SEARCH" => 0,
            "UID FETCH 1 " => 1,
            _ => 2,
        };
        assert_eq!(cases(&ana).await.len() - before, taken, "{what}");
        // It lets go of it: all are in, each once.
        server.will(&[]);
        let mut again = mailbox(&server, json!({ "name": format!("Mesa {n} otra vez"), "move_to": moves }));
        again["address"] = json!(format!("mesa{n}@mesa.example"));
        again["password"] = Value::Null;
        ana.put(&format!("/api/v1/mailboxes/{}", made["id"]), &again).await.is(200);
        until("all is well", || async { state().await["last_success"].is_string() }).await;
        assert_eq!(cases(&ana).await.len() - before, 2, "{what}");
        assert_eq!(server.lie_in("INBOX").1, 0, "{what}");
    }
    desk.close().await;
}

#[tokio::test]
async fn a_case_that_came_by_no_mailbox_is_answered_where_somebody_reads() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let ana = with_a_group(&desk).await;
    let mail = json!({ "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "no-responder@mesa.example" });
    ana.put("/api/v1/mail/settings", &mail).await.is(200);
    let answered_at = async |count: usize| {
        let new = json!({ "subject": "Sin red", "channel": "web", "requester": { "email": "berta@canelos.example" } });
        ana.post("/api/v1/tickets", &new).await.is(201);
        server.wait_for(count).await.pop().unwrap().header("Reply-To")
    };
    assert_eq!(answered_at(1).await, None, "nobody reads anything");
    let mailbox = |active: bool| json!({ "name": "Mesa", "address": "mesa@mesa.example", "active": active });
    let made = ana.post("/api/v1/mailboxes", &mailbox(true)).await.is(201).json;
    assert!(answered_at(2).await.unwrap().contains("mesa@mesa.example"));
    ana.put(&format!("/api/v1/mailboxes/{}", made["id"]), &mailbox(false)).await.is(200);
    assert_eq!(answered_at(3).await, None, "it is in use no more");
    desk.close().await;
}
