//! Mail in: which case a mail belongs to, what is set aside, and that nothing that comes is lost.

mod letters;
mod mailboxes;
mod two_desks;
mod ugly;
mod whose;

use crate::LOOKS;
use crate::http::desk::{Desk, Someone};
use crate::imap::{ImapServer, Manner};
use crate::program;
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::time::Duration;
use tempfile::TempDir;
use ventanilla::channels::mail::incoming::{Arrived, NotTaken, TakenIn, take_in};
use ventanilla::desk::ActorRef;
use ventanilla::desk::id::TicketNumber;
use ventanilla::store::outbox;

/// A mail of Berta's, with these headers more.
fn mail(id: &str, more: &str, text: &str) -> String {
    format!(
        "From: Berta Soto <berta@canelos.example>\r\nTo: mesa@mesa.example\r\nSubject: Sin correo en el piso 3\r\n\
         Message-ID: <{id}>\r\nDate: Wed, 25 Nov 2026 09:00:00 -0300\r\n{more}\r\n{text}\r\n"
    )
}

pub(crate) async fn take(desk: &Desk, raw: impl Into<Vec<u8>>) -> Result<TakenIn, NotTaken> {
    let mail = Arrived { raw: raw.into(), mailbox: None, place: None, all_the_same: false };
    take_in(&desk.store, &desk.clock, ActorRef::System, vec![mail]).await.remove(0)
}

/// The cases that there are, the newest first.
async fn cases(ana: &Someone<'_>) -> Vec<Value> {
    let list = ana.get("/api/v1/tickets?sort=-number&limit=200").await.is(200).json;
    list["items"].as_array().unwrap().clone()
}

async fn newest(ana: &Someone<'_>) -> u64 {
    cases(ana).await[0]["number"].as_u64().unwrap()
}

async fn case(ana: &Someone<'_>, number: u64) -> Value {
    ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json
}

/// What was said in a case, the oldest first.
async fn talk(ana: &Someone<'_>, number: u64) -> Vec<Value> {
    let items = ana.get(&format!("/api/v1/tickets/{number}/timeline")).await.is(200).json;
    let said = items["items"].as_array().unwrap().iter();
    said.filter(|item| item["type"] != "fact")
        .map(|item| if item["type"] == "note" { &item["note"] } else { &item["message"] }.clone())
        .collect()
}

async fn aside(ana: &Someone<'_>) -> Vec<String> {
    let list = ana.get("/api/v1/mails-aside").await.is(200).json;
    list["items"].as_array().unwrap().iter().map(|mail| mail["why"].as_str().unwrap().to_owned()).collect()
}

/// The Message-ID of the last mail that the desk has for somebody about a case.
fn sent_id(desk: &Desk, number: u64) -> String {
    let rows = outbox::of_ticket(&desk.store.snapshot().unwrap(), TicketNumber(number), 100).unwrap();
    rows.last().unwrap().message_id.clone()
}

/// A desk whose administrator sees every case, with a group of first level.
async fn with_a_group(desk: &Desk) -> Someone<'_> {
    let ana = desk.ana().await;
    let me = ana.get("/api/v1/me").await.is(200).json["id"].clone();
    let user =
        json!({ "name": "Ana Rojas", "email": "ana@mesa.example", "roles": ["administrator", "supervisor", "agent"] });
    ana.put(&format!("/api/v1/users/{me}"), &user).await.is(200);
    ana.post("/api/v1/groups", &json!({ "name": "Mesa central", "level": "first", "members": [me] })).await.is(201);
    ana
}

#[tokio::test]
async fn a_mail_begins_a_case_and_its_answers_belong_there() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let first = mail("uno@canelos.example", "", "Desde las nueve nadie recibe correo.\r\n-- \r\nBerta\r\nTesorería");
    assert!(matches!(take(&desk, first.as_str()).await, Ok(TakenIn::New(_))));
    assert!(matches!(take(&desk, first.as_str()).await, Ok(TakenIn::Known(_))), "the same bytes are known");
    let number = newest(&ana).await;
    let begun = case(&ana, number).await;
    assert_eq!(begun["subject"], "Sin correo en el piso 3");
    assert_eq!(begun["channel"], "mail");
    assert_eq!(begun["requester"]["name"], "Berta Soto");
    assert_eq!(begun["description"], "Desde las nueve nadie recibe correo.");
    assert_eq!(begun["letter"]["quoted"], "-- \nBerta\nTesorería");

    // The answer to the desk's own mail, with what it quotes.
    let sent = sent_id(&desk, number);
    let text = "Sigue igual.\r\n\r\nEl mié, 25 nov 2026 a las 9:30, Mesa (<mesa@mesa.example>) escribió:\r\n> Hola";
    let answer = mail("dos@canelos.example", &format!("In-Reply-To: {sent}\r\n"), text);
    take(&desk, answer).await.unwrap();
    // One that follows an earlier mail of hers, by its references alone.
    let by_reference = mail("tres@canelos.example", "References: <x@y> <uno@canelos.example>\r\n", "Y otra cosa.");
    take(&desk, by_reference).await.unwrap();
    let said = talk(&ana, number).await;
    let texts: Vec<&str> = said.iter().map(|said| said["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Sigue igual.", "Y otra cosa."]);
    assert!(said[0]["letter"]["quoted"].as_str().unwrap().contains("> Hola"));

    // A solved case comes back; one that cannot, begins another.
    let solution = json!({ "text": "Se reinició el servidor.", "code": "fixed" });
    ana.post(&format!("/api/v1/tickets/{number}/take"), &Value::Null).await;
    ana.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
    take(&desk, mail("cuatro@canelos.example", "References: <uno@canelos.example>\r\n", "No funciona.")).await.unwrap();
    assert_eq!(case(&ana, number).await["state"], "in_progress");
    ana.post(&format!("/api/v1/tickets/{number}/cancel"), &json!({ "reason": "Duplicado" })).await.is(200);
    take(&desk, mail("cinco@canelos.example", "References: <uno@canelos.example>\r\n", "¿Y?")).await.unwrap();
    let after = newest(&ana).await;
    assert_ne!(after, number);
    assert_eq!(case(&ana, after).await["letter"]["after"], number);

    // Never the subject alone.
    let guess =
        mail("seis@canelos.example", "", "¿Y bien?").replace("Sin correo", &format!("Re: [{number}] Sin correo"));
    take(&desk, guess).await.unwrap();
    assert_ne!(newest(&ana).await, after);
    desk.close().await;
}

#[tokio::test]
async fn whose_a_mail_is_decides_what_it_does() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    take(&desk, mail("uno@canelos.example", "", "No anda.")).await.unwrap();
    let number = newest(&ana).await;
    let follows = "References: <uno@canelos.example>\r\n";

    // Somebody else waits for consent; the requester does not see it before.
    let stranger =
        mail("dos@otra.example", follows, "Yo también.").replace("Berta Soto <berta@canelos", "Iris <iris@otra");
    take(&desk, stranger).await.unwrap();
    let said = talk(&ana, number).await;
    assert_eq!(said[0]["letter"]["waits"], true);
    assert_eq!(said[0]["author"]["name"], "Iris");
    let let_in = format!("/api/v1/tickets/{number}/mails/{}/let-in", said[0]["letter"]["id"]);
    ana.post(&let_in, &Value::Null).await.is(200);
    ana.post(&let_in, &Value::Null).await.fails(404, "not_found");
    let said = talk(&ana, number).await;
    assert_eq!((said[1]["text"].as_str(), said[1]["letter"]["waits"].as_bool()), (Some("Yo también."), Some(false)));

    // Somebody of the desk who answers writes a note.
    let own =
        mail("tres@mesa.example", follows, "Es el servidor.").replace("Berta Soto <berta@canelos", "Ana <ana@mesa");
    take(&desk, own).await.unwrap();
    let said = talk(&ana, number).await;
    assert_eq!(said[2]["author"]["name"], "Ana Rojas");
    assert!(said[2].get("channel").is_none(), "a note has none: {}", said[2]);

    // What somebody of the desk forwards is for whom it was.
    let text = "Por favor.\r\n\r\n---------- Forwarded message ---------\r\nDe: Elsa Vera <elsa@canelos.example>\r\n\
                Date: mié, 25 nov 2026\r\nSubject: Clave\r\nTo: <ana@mesa.example>\r\n\r\nOlvidé mi clave.";
    let forwarded = mail("cuatro@mesa.example", "", text).replace("Berta Soto <berta@canelos", "Ana <ana@mesa");
    take(&desk, forwarded).await.unwrap();
    assert_eq!(case(&ana, newest(&ana).await).await["requester"]["name"], "Elsa Vera");

    // Reply-To is who wants to be answered.
    let form = mail("cinco@web.example", "Reply-To: Raúl <raul@canelos.example>\r\n", "Desde el formulario");
    take(&desk, form).await.unwrap();
    assert_eq!(case(&ana, newest(&ana).await).await["requester"]["name"], "Raúl");
    desk.close().await;
}

#[tokio::test]
async fn programs_that_write_come_to_rest_and_nothing_is_lost() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    take(&desk, mail("uno@canelos.example", "", "No anda.")).await.unwrap();
    let number = newest(&ana).await;
    let sent = sent_id(&desk, number);
    let sent_before = outbox::of_ticket(&desk.store.snapshot().unwrap(), TicketNumber(number), 100).unwrap().len();

    // An absence that answers the desk is a note: it wakes nobody, and is not answered.
    let absent = format!("In-Reply-To: {sent}\r\nAuto-Submitted: auto-replied\r\n");
    take(&desk, mail("dos@canelos.example", &absent, "Estoy de vacaciones.")).await.unwrap();
    let said = talk(&ana, number).await;
    assert_eq!(said.len(), 1);
    assert!(said[0].get("channel").is_none());
    let sent_after = outbox::of_ticket(&desk.store.snapshot().unwrap(), TicketNumber(number), 100).unwrap().len();
    assert_eq!(sent_after, sent_before);

    for (id, header, why) in [
        ("a", "Auto-Submitted: auto-replied\r\n", "answer"),
        ("b", "Precedence: bulk\r\n", "bulk"),
        ("c", "List-Id: <noticias.example>\r\n", "bulk"),
        ("d", "Return-Path: <>\r\n", "answer"),
        ("e", "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n", "report"),
        ("uno@canelos.example", "X-Otra: vez\r\n", "again"),
    ] {
        let text = if why == "again" { "No anda." } else { "Automático" };
        take(&desk, mail(id, header, text)).await.unwrap();
        assert_eq!(aside(&ana).await[0], why, "{header}");
    }
    let own = sent.trim_matches(['<', '>']).to_owned();
    take(&desk, mail(&own, "", "De vuelta")).await.unwrap();
    assert_eq!(aside(&ana).await[0], "own");

    // A monitor begins a case, and is not told of it.
    let monitor = mail("f", "Auto-Submitted: auto-generated\r\n", "Disco lleno")
        .replace("Berta Soto <berta@", "Monitor <monitor@");
    take(&desk, monitor).await.unwrap();
    let watched = newest(&ana).await;
    assert_ne!(watched, number);
    let to_monitor = outbox::of_ticket(&desk.store.snapshot().unwrap(), TicketNumber(watched), 100).unwrap();
    assert!(to_monitor.iter().all(|mail| !matches!(mail.to, ventanilla::desk::Recipient::Person(_))));

    // Whoever writes without end is set aside after a while, and hears no more of it before.
    for n in 0..60 {
        let flood =
            mail(&format!("flood-{n}"), "", &format!("Aviso {n}")).replace("Berta Soto <berta@", "Robot <robot@");
        take(&desk, flood).await.unwrap();
    }
    let set_aside = aside(&ana).await;
    assert_eq!(set_aside.iter().filter(|why| *why == "too_much").count(), 20);
    let opened = cases(&ana).await.iter().filter(|case| case["requester"]["name"] == "Robot").count();
    assert_eq!(opened, 40);
    // Later it is let in again.
    desk.pass(TimeDelta::minutes(11));
    take(&desk, mail("flood-z", "", "Aviso z").replace("Berta Soto <berta@", "Robot <robot@")).await.unwrap();
    assert_eq!(aside(&ana).await.len(), set_aside.len());

    // Somebody looks, and takes one in after all.
    let list = ana.get("/api/v1/mails-aside?limit=200").await.is(200).json;
    // By reason, page by page, and counted.
    let counted =
        |why: &str| list["counts"].as_array().unwrap().iter().find(|it| it["why"] == why).unwrap()["count"].clone();
    assert_eq!(counted("too_much"), 20);
    let first = ana.get("/api/v1/mails-aside?why=too_much&limit=15").await.is(200).json;
    let next = first["next"].as_str().unwrap();
    let rest = ana.get(&format!("/api/v1/mails-aside?why=too_much&limit=15&cursor={next}")).await.is(200).json;
    let length = |page: &Value| page["items"].as_array().unwrap().len();
    assert_eq!((length(&first), length(&rest), &rest["next"]), (15, 5, &Value::Null));
    ana.get(&format!("/api/v1/mails-aside?cursor={next}")).await.fails(400, "malformed");
    let of =
        |why: &str| list["items"].as_array().unwrap().iter().find(|mail| mail["why"] == why).unwrap()["id"].clone();
    // What it says and the mail itself are seen before.
    let path = format!("/api/v1/mails-aside/{}", of("too_much"));
    let seen = ana.get(&path).await.is(200).json;
    assert_eq!((&seen["text"], &seen["more"], &seen["files"]), (&json!("Aviso 59"), &json!(false), &json!([])));
    assert!(ana.get(&format!("{path}/raw")).await.is(200).text.starts_with("From: Robot <robot@"));
    for why in ["bulk", "too_much", "report", "again"] {
        let taken = ana.post(&format!("/api/v1/mails-aside/{}/take-in", of(why)), &Value::Null).await.is(200).json;
        assert!(taken["ticket"].is_u64(), "{why}: {taken}");
    }
    assert_eq!(aside(&ana).await.iter().filter(|why| *why == "again").count(), 0);
    ana.post(&format!("/api/v1/mails-aside/{}/take-in", of("again")), &Value::Null).await.fails(404, "not_found");
    desk.close().await;
}

/// A picture of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// What Postfix writes of a mail that it could not deliver.
pub(crate) fn report(id: &str, of: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.canelos.example\r\nTo: mesa@mesa.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Message-ID: <{id}>\r\nAuto-Submitted: auto-replied\r\nReturn-Path: <>\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\n\r\nI'm sorry to have to inform you that your message could not be delivered.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.canelos.example\r\n\r\n\
         Final-Recipient: rfc822; Berta@canelos.example\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Recibimos su caso\r\nMessage-ID:\r\n {of}\r\n\r\n--b--\r\n"
    )
}

#[tokio::test]
async fn a_mail_that_comes_back_is_tied_to_its_case_and_marks_the_address() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    take(&desk, mail("uno@canelos.example", "", "No anda.")).await.unwrap();
    let number = newest(&ana).await;
    let (sent, requester) = (sent_id(&desk, number), case(&ana, number).await["requester"]["id"].clone());
    let lost = || async { ana.get(&format!("/api/v1/persons/{requester}")).await.is(200).json["undelivered"].clone() };
    assert_eq!(lost().await, json!([]));

    // What is only late waits aside, as does the report of a mail that the desk never sent.
    take(&desk, report("tarde@mx", &sent, "delayed", "4.4.1")).await.unwrap();
    take(&desk, report("ajeno@mx", "<otro@otra.example>", "failed", "5.1.1")).await.unwrap();
    assert_eq!(aside(&ana).await, ["report", "report"]);
    assert_eq!(lost().await, json!([]));

    desk.pass(TimeDelta::minutes(1));
    take(&desk, report("vuelve@mx", &sent, "failed", "5.1.1")).await.unwrap();
    let note = talk(&ana, number).await.pop().unwrap();
    let bounced = json!({ "address": "berta@canelos.example", "words": "550 5.1.1 no such user" });
    assert_eq!(note["letter"]["bounced"], bounced);
    assert_eq!(note["attachments"], json!([]), "what was sent lies in the mail as it came");
    assert!(note["letter"]["left_out"].as_u64().unwrap() > 0);
    let marks = lost().await;
    assert_eq!((&marks[0]["address"], &marks[0]["words"]), (&bounced["address"], &bounced["words"]));
    assert_eq!(case(&ana, number).await["state"], "new", "nobody answered");

    // Whoever writes from there is reached again. A server that keeps to nothing is understood as well.
    desk.pass(TimeDelta::minutes(1));
    take(&desk, mail("dos@canelos.example", "References: <uno@canelos.example>\r\n", "Ya tengo correo."))
        .await
        .unwrap();
    assert_eq!(lost().await, json!([]));
    desk.pass(TimeDelta::minutes(1));
    let untidy = format!(
        "From: Mailer-Daemon <mailer-daemon@old.example>\r\nReturn-Path: <>\r\nSubject: failure notice\r\n\r\n\
         Remote host said: 554 mailbox full\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n\
         From: Mesa <mesa@mesa.example>\r\nMessage-Id: {sent}\r\n\r\nHola\r\n"
    );
    take(&desk, untidy).await.unwrap();
    assert_eq!(lost().await[0]["words"], "Remote host said: 554 mailbox full");
    // Another address is another matter.
    let person = ana.get(&format!("/api/v1/persons/{requester}")).await.is(200).json;
    let moved = json!({ "name": person["name"], "emails": ["berta.soto@canelos.example"] });
    ana.put(&format!("/api/v1/persons/{requester}"), &moved).await.is(200);
    assert_eq!(lost().await, json!([]));
    desk.close().await;
}

#[tokio::test]
async fn a_mail_with_a_face_is_shown_safely_and_kept_as_it_came() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let raw = format!(
        "From: Berta <berta@canelos.example>\r\nTo: mesa@mesa.example\r\nSubject: =?utf-8?Q?Pantalla_azul_=C3=B1?=\r\n\
         Message-ID: <foto@canelos.example>\r\nReceived-SPF: Fail (mx: it may not)\r\n\
         Authentication-Results: mx; dkim=pass\r\nAuthentication-Results: mx; dmarc=fail\r\n\
         Authentication-Results: otro; dkim=fail\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\
         Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
         <p onclick=\"x()\">Mire <b>esto</b>: <img src=\"cid:foto\"><img src=\"https://lejos.example/p.gif\"></p>\
         <script>alert(1)</script>\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <foto>\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{PIXEL}\r\n--r--\r\n--m\r\n\
         Content-Type: application/pdf; name=\"=?utf-8?Q?n=C3=B3mina?=.pdf\"\r\n\
         Content-Disposition: attachment\r\n\r\n%PDF-1.4\r\n--m--\r\n"
    );
    take(&desk, raw.as_str()).await.unwrap();
    let number = newest(&ana).await;
    let begun = case(&ana, number).await;
    assert_eq!(begun["subject"], "Pantalla azul ñ");
    assert!(begun["description"].as_str().unwrap().contains("Mire esto"), "{}", begun["description"]);
    assert_eq!(begun["letter"]["failed_checks"], json!(["spf", "dmarc"]));
    let files: Vec<&str> =
        begun["attachments"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(files.contains(&"nómina.pdf"), "{files:?}");
    let id = &begun["letter"]["id"];
    let face = ana.get(&format!("/api/v1/tickets/{number}/mails/{id}/face")).await.is(200);
    assert!(face.text.contains("data:image/png;base64,") && face.text.contains("<b>esto</b>"), "{}", face.text);
    for gone in ["onclick", "<script", "lejos.example"] {
        assert!(!face.text.contains(gone), "{gone} in {}", face.text);
    }
    assert!(face.header("content-security-policy").contains("sandbox"));
    assert_eq!(face.header("pictures-left-out"), "1");
    let more = ana.get(&format!("/api/v1/tickets/{number}/mails/{id}/face?elsewhere=true")).await.is(200);
    assert!(more.text.contains("lejos.example"));
    let kept = ana.get(&format!("/api/v1/tickets/{number}/mails/{id}/raw")).await.is(200);
    assert_eq!(kept.text, raw);
    // Nobody else sees it.
    let (_, rita) = desk.new_user(&ana, "Rita", &["client"]).await;
    for what in ["face", "raw"] {
        rita.get(&format!("/api/v1/tickets/{number}/mails/{id}/{what}")).await.fails(404, "not_found");
    }
    desk.close().await;
}

#[tokio::test]
async fn mails_are_read_as_they_were_meant_and_none_is_without_its_original() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let settings = json!({ "host": "127.0.0.1", "port": 1, "security": "none", "from_address": "mesa@mesa.example" });
    ana.put("/api/v1/mail/settings", &settings).await.is(200);
    let head =
        |id: &str| format!("From: Berta <berta@canelos.example>\r\nSubject: Cañería\r\nMessage-ID: <{id}@x>\r\n");
    let taken = async |raw: String| {
        take(&desk, raw.into_bytes()).await.unwrap();
        case(&ana, newest(&ana).await).await
    };

    // Lines that end with bare carriage returns, empty ones above the head, and letters that are not what they are said to be.
    for (n, change) in [("uno", "\r"), ("dos", "\n")] {
        let begun = taken(format!("\r\n\r\n{}\r\nNo hay agua.\r\n", head(n)).replace("\r\n", change)).await;
        assert_eq!((&begun["subject"], &begun["description"]), (&json!("Cañería"), &json!("No hay agua.")), "{begun}");
        assert_eq!(begun["requester"]["name"], "Berta");
    }
    for (n, encoding, text) in [("tres", "8bit", "Ñandú"), ("cuatro", "quoted-printable", "=C3=91and=C3=BA")] {
        let kind = "Content-Type: text/plain; charset=us-ascii\r\n";
        let begun = taken(format!("{}{kind}Content-Transfer-Encoding: {encoding}\r\n\r\n{text}\r\n", head(n))).await;
        assert_eq!(begun["description"], "Ñandú");
    }

    // One without words has its original all the same; what lies in an envelope is said to.
    let secret = "Content-Type: multipart/encrypted; boundary=e\r\n\r\n--e\r\n\r\nVersion: 1\r\n--e--\r\n";
    let begun = taken(format!("{}{secret}", head("cinco"))).await;
    assert_eq!(begun["letter"]["sealed"], true, "{begun}");
    let raw = format!("/api/v1/tickets/{}/mails/{}/raw", begun["number"], begun["letter"]["id"]);
    assert!(ana.get(&raw).await.is(200).text.contains("Version: 1"));
    let invitation = "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n\
                      DTSTART:20261203T130000Z\r\nSUMMARY:Revisión\r\nLOCATION:Sala 2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let meeting = taken(format!("{}{invitation}", head("seis"))).await["letter"]["meeting"].clone();
    let expected = json!({
        "kind": "invitation", "subject": "Revisión", "place": "Sala 2", "at": "2026-12-03T13:00:00.000Z", "day": null,
        "written": null,
    });
    assert_eq!(meeting, expected);

    // A machine that names all of its mails alike has more to say; the same once more, by another way, has not.
    let before = cases(&ana).await.len();
    for text in ["Tóner bajo.", "Tóner agotado.", "Tóner agotado. "] {
        take(&desk, format!("{}\r\n{text}\r\n", head("siete"))).await.unwrap();
    }
    assert_eq!(cases(&ana).await.len(), before + 2);
    assert_eq!(aside(&ana).await, ["again"]);

    // Of nobody: aside, unless somebody takes it in; nothing is written to the desk itself.
    take(&desk, "Subject: de nadie\r\n\r\nhola").await.unwrap();
    take(&desk, "From: mesa@mesa.example\r\nSubject: propio\r\n\r\nhola").await.unwrap();
    for why in ["no_sender", "own"] {
        let list = ana.get("/api/v1/mails-aside").await.is(200).json;
        let id = list["items"].as_array().unwrap().iter().find(|mail| mail["why"] == why).unwrap()["id"].clone();
        let number =
            ana.post(&format!("/api/v1/mails-aside/{id}/take-in"), &Value::Null).await.is(200).json["ticket"].clone();
        assert_eq!(case(&ana, number.as_u64().unwrap()).await["description"], "hola", "{why}");
    }
    desk.close().await;
}

#[tokio::test]
async fn ugly_mails_are_kept_whatever_they_are() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    ana.put(
        "/api/v1/mail/settings",
        &json!({ "host": "127.0.0.1", "port": 1, "security": "none", "from_address": "mesa@mesa.example" }),
    )
    .await
    .is(200);
    let nested: String =
        (0..1_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")).collect();
    let parts: String =
        (0..500).map(|n| format!("--b\r\nContent-Disposition: attachment; filename=a{n}.txt\r\n\r\n{n}\r\n")).collect();
    let head = "From: x@y.example\r\nSubject: feo\r\n";
    let ugly: Vec<Vec<u8>> = [
        String::new(),
        "\0\0\0".to_owned(),
        "sin cabeceras".to_owned(),
        format!("{head}X-Long: {}\r\n\r\nhola", "a".repeat(1 << 20)),
        format!("{head}To: {}\r\n\r\nhola", "a@b.example, ".repeat(10_000)),
        format!("{head}Content-Type: multipart/mixed; boundary=nunca\r\n\r\n--nunca\r\n\r\nhola"),
        format!("{head}{nested}"),
        format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n"),
        format!("{head}Content-Transfer-Encoding: base64\r\n\r\n!!!!no@@@@ es base64"),
        format!("{head}Content-Type: text/plain; charset=klingon\r\n\r\nhola"),
        format!("{head}\r\nho\0la\rsola\nfin"),
        format!("{head}Message-ID: <{}>\r\nMessage-ID: <b>\r\n\r\nhola", "a".repeat(10_000)),
        format!("{head}Date: Fri, 31 Feb 2099 99:99:99 +9999\r\n\r\nhola"),
        "From: \"Mesa\r\n Bcc: z@z.example\" <x@y.example>\r\nSubject: salto\r\n\r\nhola".to_owned(),
        "From: =?utf-8?q?=E2=80=AEmesa?= <mesa@mesa.example>\r\nSubject: somos nosotros\r\n\r\nhola".to_owned(),
        "Subject: de nadie\r\n\r\nhola".to_owned(),
        format!("{head}Content-Type: text/html\r\n\r\n{}", "<table><tr><td>".repeat(60_000)),
        format!("{head}Content-Type: multipart/encrypted; boundary=e\r\n\r\n--e\r\n\r\nVersion: 1\r\n--e--\r\n"),
    ]
    .map(String::into_bytes)
    .into();
    let mut kept = 0;
    for (n, raw) in ugly.iter().enumerate() {
        let taken = take(&desk, raw.clone()).await;
        assert!(matches!(taken, Ok(TakenIn::New(_))), "{n}: {taken:?}");
        kept += 1;
    }
    let set_aside = aside(&ana).await.len();
    let opened = cases(&ana).await.len();
    assert_eq!(set_aside + opened, kept);
    // What nobody can be told to have sent waits aside; all else is a case.
    assert!(set_aside <= 6, "{:?}", aside(&ana).await);
    for case in cases(&ana).await {
        let number = case["number"].as_u64().unwrap();
        let begun = self::case(&ana, number).await;
        assert!(!begun["subject"].as_str().unwrap().is_empty());
        let id = begun["letter"]["id"].as_u64().unwrap();
        ana.get(&format!("/api/v1/tickets/{number}/mails/{id}/raw")).await.is(200);
        if begun["letter"]["face"] == true {
            ana.get(&format!("/api/v1/tickets/{number}/mails/{id}/face")).await.is(200);
        }
    }
    desk.close().await;
}

async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    for _ in 0..LOOKS {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("in vain: {what}");
}

fn mailbox(server: &ImapServer, more: Value) -> Value {
    let mut mailbox = json!({
        "name": "Mesa", "address": "mesa@mesa.example", "host": "127.0.0.1", "port": server.port, "security": "none",
        "password": "clave secreta",
    });
    mailbox.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    mailbox
}

#[tokio::test]
async fn a_mailbox_is_read_as_mails_come_and_again_after_every_trouble() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let server = ImapServer::start().await;
    server.deliver(&mail("antes@x", "", "Estaba antes."));
    server.will(&[Manner::Refuses("[AUTHENTICATIONFAILED] Clave mala"), Manner::Babbles, Manner::DiesInALiteral]);
    let made = ana.post("/api/v1/mailboxes", &mailbox(&server, json!({ "move_to": "Atendidos" }))).await.is(201).json;
    assert!(made.get("password").is_none() && made["has_password"] == true, "{made}");
    let path = format!("/api/v1/mailboxes/{}", made["id"]);
    let get = || async { ana.get(&path).await.is(200).json };
    until("the server's own words", || async {
        get().await["trouble"].as_str().is_some_and(|words| words.contains("Clave mala"))
    })
    .await;
    // It is tried again, and again: with pauses of five, ten and twenty seconds, unless somebody changes the mailbox.
    for n in 0..3 {
        ana.put(
            &path,
            &mailbox(&server, json!({ "move_to": "Atendidos", "name": format!("Mesa {n}"), "password": null })),
        )
        .await
        .is(200);
        tokio::time::sleep(Duration::from_millis(1_500)).await;
    }
    until("the mail is taken in", || async { cases(&ana).await.len() == 1 }).await;
    until("the mail is moved", || async { server.lie_in("INBOX").0 == 0 && server.lie_in("Atendidos").0 == 1 }).await;
    let connections = server.connections();
    // While it waits, the server says what comes.
    server.deliver(&mail("despues@x", "", "Vino después."));
    until("the next is taken in", || async { cases(&ana).await.len() == 2 }).await;
    until("the next is moved", || async { server.lie_in("Atendidos").0 == 2 }).await;
    assert_eq!(server.connections(), connections, "by the same connection");
    let now = get().await;
    assert!(now["trouble"].is_null() && now["last_success"].is_string() && now["backlog"] == 0, "{now}");
    assert!(server.sign_ins().iter().all(|words| words.contains("clave secreta")));
    let tested = ana.post(&format!("{path}/test"), &Value::Null).await.is(200).json;
    assert_eq!((&tested["ok"], &tested["tells"]), (&json!(true), &json!(true)));
    desk.close().await;
}

#[tokio::test]
async fn mails_that_stay_on_their_server_come_in_once_whatever_it_forgets() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let server = ImapServer::start().await;
    server.deliver(&mail("uno@x", "", "Uno."));
    server.deliver(&mail("dos@x", "", "Dos."));
    let made = ana.post("/api/v1/mailboxes", &mailbox(&server, json!({}))).await.is(201).json;
    until("both are in", || async { cases(&ana).await.len() == 2 && server.lie_in("INBOX") == (2, 0) }).await;
    server.forget_what_was_read();
    until("they are marked again", || async { server.lie_in("INBOX") == (2, 0) }).await;
    // Another UIDVALIDITY, or none: they are known by their bytes.
    for validity in [8, 0] {
        server.change_validity(validity);
        ana.put(
            &format!("/api/v1/mailboxes/{}", made["id"]),
            &mailbox(&server, json!({ "name": format!("Mesa {validity}"), "password": null })),
        )
        .await
        .is(200);
        server.forget_what_was_read();
        until("they are marked once more", || async { server.lie_in("INBOX") == (2, 0) }).await;
    }
    assert_eq!(cases(&ana).await.len(), 2);
    assert!(aside(&ana).await.is_empty());
    // One of whose coming the server tells beside another answer, and never again, is not left lying.
    server.deliver_in_between(&mail("cuatro@x", "", "Cuatro."));
    server.deliver(&mail("tres@x", "", "Tres."));
    until("both are in", || async { cases(&ana).await.len() == 4 && server.lie_in("INBOX") == (4, 0) }).await;
    desk.close().await;
}

#[tokio::test]
async fn what_somebody_reads_before_the_desk_comes_in_all_the_same() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let server = ImapServer::start().await;
    // What was read before there was a desk is nobody's business; of what was not, each is a case.
    server.deliver_read(&mail("viejo1@x", "", "De antes."));
    server.deliver(&mail("viejo2@x", "", "De antes, sin leer."));
    server.deliver_read(&mail("viejo3@x", "", "De antes."));
    let made = ana.post("/api/v1/mailboxes", &mailbox(&server, json!({}))).await.is(201).json;
    let path = format!("/api/v1/mailboxes/{}", made["id"]);
    until("the unread one is in", || async { server.lie_in("INBOX") == (3, 0) }).await;
    for n in 2..=3 {
        server.deliver_read(&mail(&format!("leido{n}@x"), "", "Alguien lo vio."));
        until("it is in", || async { cases(&ana).await.len() == n }).await;
    }
    // Also what comes and is read while nobody looks; and one that the server does not give away at once.
    let set = async |more: Value| {
        let mut all = json!({ "password": null });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ana.put(&path, &mailbox(&server, all)).await.is(200);
    };
    set(json!({ "active": false })).await;
    server.deliver_read(&mail("leido4@x", "", "Alguien lo vio."));
    server.deliver(&mail("nuevo@x", "", "Nadie lo vio."));
    let tried = ana.post(&format!("{path}/test"), &Value::Null).await.is(200).json;
    assert_eq!((&tried["mails"], &tried["waiting"]), (&json!(7), &json!(2)), "{tried}");
    server.will(&[Manner::RefusesTo("UID FETCH 6 (UID BODY", "[SERVERBUG] Ahora no")]);
    set(json!({ "active": true })).await;
    until("both are in", || async { cases(&ana).await.len() == 5 && server.lie_in("INBOX") == (7, 0) }).await;
    // Another place whose numbers are the same is another place.
    desk.pass(TimeDelta::minutes(1));
    let elsewhere = ImapServer::start().await;
    for n in 1..=2 {
        elsewhere.deliver(&mail(&format!("otra{n}@x"), "", "En otra carpeta."));
    }
    ana.put(&path, &mailbox(&elsewhere, json!({ "folder": "Mesa" }))).await.is(200);
    until("both are read", || async { cases(&ana).await.len() == 7 && elsewhere.lie_in("INBOX") == (2, 0) }).await;
    // Back where it was, nothing comes twice; what was read before there was a desk, and is unread now, comes.
    desk.pass(TimeDelta::minutes(1));
    let before = server.sign_ins().len();
    server.forget_what_was_read();
    set(json!({ "password": "clave secreta" })).await;
    until("it is looked at again", || async { server.sign_ins().len() > before && server.lie_in("INBOX") == (7, 0) })
        .await;
    assert_eq!(cases(&ana).await.len(), 9);
    desk.close().await;
}

#[test]
fn files_are_taken_in_once_and_each_is_told() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    program::set_up(&data, "una clave larga y buena");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let one = write("uno.eml", &mail("uno@x", "", "Uno."));
    let box_of_two = write(
        "dos.mbox",
        &format!(
            "From a@x Wed Nov 25 09:00:00 2026\n{}\nFrom b@x Wed Nov 25 09:00:00 2026\n{}\n",
            mail("dos@x", "", "Dos."),
            mail("tres@x", "References: <dos@x>\r\n", "Tres.")
        ),
    );
    write("maildir/cur/1:2,S", &mail("cuatro@x", "", "Cuatro."));
    write("maildir/new/2", &mail("cinco@x", "", "Cinco."));
    write("maildir/tmp/3", "a medias");
    let maildir = folder.path().join("maildir").display().to_string();
    for (path, told) in [(&one, 1), (&box_of_two, 2), (&maildir, 2)] {
        let said = program::done(&data, &["mail", "import", path], "");
        assert_eq!(said.lines().filter(|line| line.ends_with(": taken in")).count(), told, "{said}");
        assert!(said.ends_with(&format!("{told} taken in, 0 were there already\n")), "{said}");
        let again = program::done(&data, &["mail", "import", path], "");
        assert!(again.ends_with(&format!("0 taken in, {told} were there already\n")), "{again}");
    }
    let missing = program::run(&data, &["mail", "import", "/no/hay"], "");
    assert_eq!(missing.status.code(), Some(1));
}
