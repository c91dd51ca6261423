//! Who writes into a case, and what comes of it.

use super::*;
use ventanilla::desk::{Facts, NoticeKind, Recipient, Ticket};
use ventanilla::words::State;

/// A mail of somebody's into the case that began with this one.
fn of(who: &str, id: &str, more: &str, text: &str) -> String {
    let follows = format!("References: <uno@canelos.example>\r\n{more}");
    mail(id, &follows, text).replace("Berta Soto <berta@canelos.example>", who)
}

/// How many mails tell users of an answer.
fn told(desk: &Desk, number: u64) -> usize {
    let rows = outbox::of_ticket(&desk.store.snapshot().unwrap(), TicketNumber(number), 200).unwrap();
    rows.iter().filter(|mail| mail.kind == NoticeKind::Answered && matches!(mail.to, Recipient::User(_))).count()
}

async fn solve(ana: &Someone<'_>, number: u64) {
    let solution = json!({ "text": "Se reinició el servidor.", "code": "fixed" });
    ana.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
}

/// A case of Berta's, which Ana has.
async fn with_a_case(desk: &Desk, ana: &Someone<'_>) -> u64 {
    take(desk, mail("uno@canelos.example", "", "No anda.")).await.unwrap();
    let number = newest(ana).await;
    ana.post(&format!("/api/v1/tickets/{number}/take"), &Value::Null).await.is(200);
    number
}

#[tokio::test]
async fn a_mail_that_waits_is_noticed_and_one_for_a_case_that_cannot_come_back_begins_another() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let number = with_a_case(&desk, &ana).await;
    assert_eq!(told(&desk, number), 0);
    take(&desk, of("Iris <iris@otra.example>", "dos@x", "", "Yo también.")).await.unwrap();
    assert_eq!(talk(&ana, number).await[0]["letter"]["waits"], true);
    assert_eq!(told(&desk, number), 1);
    // What a program says in place of a stranger wakes nobody.
    let absent = "Auto-Submitted: auto-replied\r\n";
    take(&desk, of("Iris <iris@otra.example>", "tres@x", absent, "No estoy.")).await.unwrap();
    assert_eq!((talk(&ana, number).await.len(), told(&desk, number)), (2, 1));

    ana.post(&format!("/api/v1/tickets/{number}/cancel"), &json!({ "reason": "Duplicado" })).await.is(200);
    take(&desk, of("Iris <iris@otra.example>", "cuatro@x", "", "¿Y lo mío?")).await.unwrap();
    let after = newest(&ana).await;
    let begun = case(&ana, after).await;
    assert_ne!(after, number);
    assert_eq!((&begun["requester"]["name"], &begun["letter"]["after"]), (&json!("Iris"), &json!(number)));
    take(&desk, of("Iris <iris@otra.example>", "cinco@x", absent, "Sigo sin estar.")).await.unwrap();
    assert_eq!(newest(&ana).await, after, "an absence begins nothing");
    desk.close().await;
}

#[tokio::test]
async fn a_case_takes_so_many_mails_in_a_short_time_and_no_more() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let number = with_a_case(&desk, &ana).await;
    let flood = async |n: usize| {
        let who = format!("X <x{n}@otra.example>");
        take(&desk, of(&who, &format!("{n}@otra"), "", &format!("Aviso {n}"))).await.unwrap();
    };
    for n in 0..59 {
        flood(n).await;
    }
    assert!(aside(&ana).await.is_empty());
    flood(59).await;
    assert_eq!(aside(&ana).await, ["too_much"]);
    // Elsewhere there is room, and here again later.
    take(&desk, mail("otro@canelos.example", "", "Otra cosa.")).await.unwrap();
    assert_ne!(newest(&ana).await, number);
    desk.pass(TimeDelta::minutes(11));
    flood(60).await;
    assert_eq!(aside(&ana).await, ["too_much"]);
    desk.close().await;
}

#[tokio::test]
async fn spam_mass_mails_and_absences_stay_out_of_the_way_and_known_cases_hear_people_all_the_same() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let number = with_a_case(&desk, &ana).await;
    for (id, header, why) in [
        ("a", "X-Spam-Flag: YES\r\n", "spam"),
        ("rspamd", "X-Spam: Yes\r\n", "spam"),
        ("b", "X-Spam-Status: Yes, score=9.1 required=5\r\n", "spam"),
        ("c", "X-Spam-Flag: yes\r\nList-Id: <x>\r\n", "spam"),
        ("d", "List-Unsubscribe: <https://x.example>\r\n", "bulk"),
        ("e", "List-Help: <https://x.example>\r\n", "bulk"),
    ] {
        take(&desk, mail(id, header, "Gane ya")).await.unwrap();
        assert_eq!(aside(&ana).await[0], why, "{header}");
    }
    let list = ana.get("/api/v1/mails-aside?why=spam").await.is(200).json;
    let taken = format!("/api/v1/mails-aside/{}/take-in", list["items"][0]["id"]);
    ana.post(&taken, &Value::Null).await.is(200);
    // The server that received it last speaks first.
    let before = cases(&ana).await.len();
    take(&desk, mail("f", "X-Spam-Flag: NO\r\nX-Spam-Flag: YES\r\nX-Spam-Status: No, score=1\r\n", "Sí es"))
        .await
        .unwrap();
    assert_eq!(cases(&ana).await.len(), before + 1);

    // Whoever is known to a case is heard there.
    let berta = "Berta Soto <berta@canelos.example>";
    for (id, header) in [("g", "X-Spam-Flag: YES\r\n"), ("h", "List-Unsubscribe: <https://x.example>\r\n")] {
        take(&desk, of(berta, id, header, "Sigue igual.")).await.unwrap();
    }
    let said = talk(&ana, number).await;
    assert!(said.len() == 2 && said.iter().all(|said| said["channel"] == "mail"), "{said:?}");

    // Exchange says of an absence only that it came about by itself, in whatever words.
    solve(&ana, number).await;
    let absent = "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n";
    take(&desk, of(berta, "i", absent, "Estoy fuera.").replace("Sin correo", "Poissa")).await.unwrap();
    assert_eq!(case(&ana, number).await["state"], "resolved");
    assert!(talk(&ana, number).await.pop().unwrap().get("channel").is_none());
    take(&desk, of(berta, "j", "", "No quedó bien.")).await.unwrap();
    assert_eq!(case(&ana, number).await["state"], "in_progress");
    desk.close().await;
}

#[tokio::test]
async fn only_who_serves_forwards_for_others_also_what_is_enclosed() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let enclosing = |who: &str, id: &str| {
        format!(
            "From: {who}\r\nTo: mesa@mesa.example\r\nSubject: RV: Clave\r\nMessage-ID: <{id}>\r\n\
             Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nPor favor, {id}.\r\n--m\r\n\
             Content-Type: message/rfc822\r\n\r\nFrom: Elsa Vera <elsa@canelos.example>\r\nSubject: Clave\r\n\r\n\
             Olvidé mi clave.\r\n--m--\r\n"
        )
    };
    desk.new_user(&ana, "Carla", &["client"]).await;
    let (diego, _) = desk.new_user(&ana, "Diego", &["agent"]).await;
    let gone = json!({ "name": "Diego", "email": "diego@mesa.example", "roles": ["agent"], "active": false });
    ana.put(&format!("/api/v1/users/{diego}"), &gone).await.is(200);
    for (who, id, whose) in [
        ("Ana <ana@mesa.example>", "a", "Elsa Vera"),
        ("Carla <carla@mesa.example>", "b", "Carla"),
        ("Diego <diego@mesa.example>", "c", "Diego"),
        ("Berta <berta@canelos.example>", "d", "Berta"),
    ] {
        take(&desk, enclosing(who, id)).await.unwrap();
        assert_eq!(case(&ana, newest(&ana).await).await["requester"]["name"], whose, "{who}");
    }
    desk.close().await;
}

#[tokio::test]
async fn who_heads_the_unit_adds_to_its_cases_by_mail_and_brings_none_back() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let person = async |name: &str, unit: &Value| {
        let email = format!("{}@canelos.example", name.to_lowercase());
        let person = json!({ "name": name, "emails": [email], "unit": unit });
        ana.post("/api/v1/persons", &person).await.is(201).json["id"].clone()
    };
    let eva = person("Eva", &Value::Null).await;
    let unit =
        ana.post("/api/v1/units", &json!({ "name": "Tesorería", "heads": [eva] })).await.is(201).json["id"].clone();
    person("Berta", &unit).await;
    let number = with_a_case(&desk, &ana).await;
    let by_eva = |id: &str, text: &str| of("Eva <eva@canelos.example>", id, "", text);
    take(&desk, by_eva("dos@x", "Es en todo el piso.")).await.unwrap();
    let said = talk(&ana, number).await;
    assert_eq!((&said[0]["letter"]["waits"], &said[0]["channel"]), (&json!(false), &json!("mail")), "{said:?}");
    solve(&ana, number).await;
    take(&desk, by_eva("tres@x", "Gracias a todos.")).await.unwrap();
    assert_eq!(case(&ana, number).await["state"], "resolved");
    assert_eq!(talk(&ana, number).await.len(), 2);

    // Whoever heads it no more is a stranger to it.
    ana.put(&format!("/api/v1/units/{unit}"), &json!({ "name": "Tesorería", "heads": [] })).await.is(200);
    take(&desk, by_eva("cuatro@x", "¿Y?")).await.unwrap();
    assert_eq!(talk(&ana, number).await.pop().unwrap()["letter"]["waits"], true);
    desk.close().await;
}

#[tokio::test]
async fn an_answer_to_a_closed_case_brings_it_back_while_it_may_and_begins_another_afterwards() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    take(&desk, mail("uno@x", "", "No anda.")).await.unwrap();
    let number = newest(&ana).await;
    let ticket = || desk.store.snapshot().unwrap().get::<Ticket>(number).unwrap().unwrap();
    let solved = async |days: i64, sealed: bool| {
        solve(&desk.ana().await, number).await;
        desk.pass(TimeDelta::days(days));
        until("it is closed", || async { ticket().state == State::Closed && ticket().sealed == sealed }).await;
    };
    solved(6, false).await;
    let follows = "References: <uno@x>\r\n";
    take(&desk, mail("dos@x", follows, "Otra vez.")).await.unwrap();
    assert_eq!(ticket().state, State::InProgress);
    solved(40, true).await;
    take(&desk, mail("tres@x", follows, "Y otra.")).await.unwrap();
    let ana = desk.ana().await;
    let after = newest(&ana).await;
    assert_ne!(after, number);
    assert_eq!((&case(&ana, after).await["letter"]["after"], ticket().state), (&json!(number), State::Closed));
    desk.close().await;
}
