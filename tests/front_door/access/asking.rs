//! Asks an operation as a role: with what it needs, so that nothing but access decides.

use super::bodies::{KEY, set};
use super::cast::{Cast, Role, Side};
use super::description::{Place, Row};
use super::ids::{kind_in_path, kind_of, plain};
use crate::http::desk::{Answer, Someone};
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use ventanilla::channels::mail::incoming::{Arrived, TakenIn, take_in};
use ventanilla::desk::id::MailboxId;
use ventanilla::desk::mail::Mail;
use ventanilla::desk::{ActorRef, Facts};

/// A case of a side, made for one row of the table.
pub(super) struct Case {
    pub(super) number: u64,
    pub(super) attachment: u64,
    /// The mail that it came by; or, where one is to be let in, that of a stranger.
    pub(super) letter: u64,
    /// In its subject.
    word: String,
    /// In its internal note.
    note: String,
}

/// The desk between two cells.
pub(super) struct Asking<'a> {
    pub(super) cast: Cast<'a>,
    cases: Vec<Case>,
    /// A mail of each side's requester.
    pub(super) mails: [u64; 2],
    /// The row that the cases were made for; `None`: something was done to them.
    made_for: Option<Row>,
    /// Makes every name different.
    pub(super) count: u64,
    /// The unit that side A's requester had before it was moved away.
    moved_from: Option<Value>,
}

/// Whose id stands at the row's place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Of(Side),
    Nobodys,
}

impl<'a> Asking<'a> {
    pub(super) async fn new(cast: Cast<'a>) -> Self {
        let mut asking = Self { cast, cases: Vec::new(), mails: [0; 2], made_for: None, count: 0, moved_from: None };
        asking.make_cases("").await;
        // Without a server each mail goes back to those that wait, but the worker has it in hand for a moment.
        let begun = Instant::now();
        for side in Side::BOTH {
            let number = asking.case(side).number;
            asking.mails[side as usize] = loop {
                let outbox = asking.cast.ana.get("/api/v1/mail/outbox").await.is(200).json;
                let mail = outbox["items"].as_array().unwrap().iter().find(|mail| mail["ticket"] == number);
                if let Some(mail) = mail {
                    break mail["id"].as_u64().unwrap();
                }
                assert!(begun.elapsed() < Duration::from_secs(30), "no mail of case {number}: {outbox}");
                tokio::time::sleep(Duration::from_millis(20)).await;
            };
        }
        asking
    }

    /// What the role gets: `200`, or `200/404` for side A and side B where an id stands. Letters say what was shown of
    /// the cases: `a` and `b` what both sides of the counter read, `A` and `B` the notes too.
    pub(super) async fn cell(&mut self, row: &Row, role: Role) -> String {
        if row.place == Place::Path && !row.path.contains('{') {
            return self.ask(row, role, Whose::Of(Side::A)).await.0;
        }
        let mut cells = Vec::new();
        let mut refused = None;
        for side in Side::BOTH {
            let (cell, answer) = self.ask(row, role, Whose::Of(side)).await;
            refused = refused.or(answer.filter(|answer| matches!(answer.status, 404 | 422)));
            cells.push(cell);
        }
        if let Some(refused) = refused {
            let (_, nothing) = self.ask(row, role, Whose::Nobodys).await;
            let nothing = nothing.map(|answer| answer.text);
            assert_eq!(nothing, Some(refused.text), "{row}, {}: not there looks like not theirs", role.name());
        }
        cells.dedup();
        cells.join("/")
    }

    /// A request that would succeed, by somebody in this role on side A.
    pub(super) async fn good(&mut self, row: &Row, role: Role) -> RequestBuilder {
        self.make_cases_for(row).await;
        let someone = self.cast.someone(role).await;
        self.request(row, role, Whose::Of(Side::A), &someone).await
    }

    async fn ask(&mut self, row: &Row, role: Role, whose: Whose) -> (String, Option<Answer>) {
        self.make_cases_for(row).await;
        let someone = self.cast.someone(role).await;
        let response = self.request(row, role, whose, &someone).await.send().await.unwrap();
        let status = response.status().as_u16();
        if response.status().is_success() && row.method != "GET" {
            self.made_for = None;
        }
        // A stream has no end, and a file or a backup holds what it holds; a table says what a list says.
        let is_told = |it: &HeaderValue| ["json", "csv"].iter().any(|kind| it.to_str().unwrap().contains(kind));
        if !response.headers().get(CONTENT_TYPE).is_some_and(is_told) {
            return (status.to_string(), None);
        }
        let answer = Answer::of(response).await.unwrap();
        // The file of a list has the cases of earlier rows too, some of which were registered for both sides.
        if row.path != "/tickets/export" {
            self.must_not_name(row, role, &answer);
        }
        if status >= 400 && !is_by_access(&answer) {
            return (format!("{status}!{}", answer.json["code"].as_str().unwrap_or_default()), Some(answer));
        }
        let shown: String = [Side::A, Side::B].map(|side| self.shown(side, &answer.text)).concat();
        (format!("{status}{shown}"), Some(answer))
    }

    /// What of a side's case an answer shows.
    fn shown(&self, side: Side, text: &str) -> &'static str {
        let case = self.case(side);
        let letters = match side {
            Side::A => ["a", "A"],
            Side::B => ["b", "B"],
        };
        match (text.contains(&case.word), text.contains(&case.note)) {
            (_, true) => letters[1],
            (true, false) => letters[0],
            (false, false) => "",
        }
    }

    /// Whoever does not work here learns nobody else's name.
    fn must_not_name(&self, row: &Row, role: Role, answer: &Answer) {
        let strangers = match role {
            Role::None | Role::Client | Role::Revoked | Role::Wall => vec![&self.cast.a, &self.cast.b],
            Role::Requester => vec![&self.cast.b],
            Role::OtherRequester => vec![&self.cast.a],
            _ => Vec::new(),
        };
        for stranger in strangers {
            let named = answer.text.contains(stranger.name);
            assert!(!named, "{row}, {}: it names somebody else: {}", role.name(), answer.text);
        }
    }

    /// The case of a side.
    pub(super) fn case(&self, side: Side) -> &Case {
        &self.cases[side as usize]
    }

    /// Rows before may have made colleagues of those who ask. Where one names the other as affected, they are none.
    async fn part_colleagues(&mut self, row: &Row) {
        let apart = row.path == "/tickets" && row.to_string().contains(".affected");
        if apart == self.moved_from.is_some() {
            return;
        }
        let path = format!("/api/v1/persons/{}", self.cast.a.person);
        let person = self.cast.ana.get(&path).await.is(200).json;
        let unit = self.moved_from.take().unwrap_or_else(|| json!(self.cast.a.site));
        let moved = json!({ "name": person["name"], "emails": person["emails"], "unit": unit });
        self.cast.ana.put(&path, &moved).await.is(200);
        self.moved_from = apart.then(|| person["unit"]["id"].clone());
    }

    async fn make_cases_for(&mut self, row: &Row) {
        if self.made_for.as_ref() != Some(row) && row.path.contains("{number}") {
            self.make_cases(&format!("{} {}", row.method, row.path)).await;
        }
        self.made_for = Some(row.clone());
    }

    /// Makes a case on each side, in the state that the operation wants.
    async fn make_cases(&mut self, operation: &str) {
        self.count += 1;
        let mut cases = Vec::new();
        for (side, word) in [(Side::A, "manzana"), (Side::B, "naranja")] {
            let (word, note) = (format!("{word}-{}-", self.count), format!("secreto-{word}-{}-", self.count));
            let of = self.cast.side(side);
            let assignee = (operation != "POST /tickets/{number}/take").then_some(of.agent);
            let new = json!({
                "subject": word, "channel": "phone", "requester": { "id": of.person }, "group": of.group, "note": note,
                "assignee": assignee,
            });
            let (number, letter) = if operation.contains("/mails/") {
                self.came_by_mail(side, &word, &note, operation.ends_with("/let-in")).await
            } else {
                let made = self.cast.ana.post("/api/v1/tickets", &new).await.is(201).json;
                (made["number"].as_u64().unwrap(), 0)
            };
            let path = |action: &str| format!("/api/v1/tickets/{number}/{action}");
            let mut attachment = 0;
            if operation.contains("/attachments/") {
                let upload = self.upload(&self.cast.ana).await.unwrap();
                let message = json!({ "text": "Va la foto", "attachments": [upload] });
                let written = self.cast.ana.post(&path("messages"), &message).await.is(201).json;
                attachment = written["message"]["attachments"][0]["id"].as_u64().unwrap();
            }
            match operation {
                "GET /tickets/{number}/timeline" => {
                    self.cast.ana.post(&path("messages"), &json!({ "text": word })).await.is(201);
                }
                "POST /tickets/{number}/resume" => {
                    self.cast.ana.post(&path("wait"), &json!({ "on": "third_party" })).await.is(200);
                }
                "POST /tickets/{number}/reopen"
                | "POST /tickets/{number}/close"
                | "POST /tickets/{number}/on-line"
                | "POST /tickets/{number}/phone-surveys" => {
                    let solution = json!({ "text": "Hecho", "code": self.solution_code().await });
                    self.cast.ana.post(&path("resolve"), &solution).await.is(200);
                }
                _ => {}
            }
            cases.push(Case { number, attachment, letter, word, note });
        }
        self.cases = cases;
    }

    /// A case of a side's requester that came by a mailbox of its group, and the mail; or that of a stranger who writes to it.
    async fn came_by_mail(&self, side: Side, word: &str, note: &str, by_stranger: bool) -> (u64, u64) {
        let (ana, of) = (&self.cast.ana, self.cast.side(side));
        let address = format!("{}@mesa.example", of.name.to_lowercase());
        let there = ana.get("/api/v1/mailboxes").await.is(200).json;
        let known = there.as_array().unwrap().iter().find(|mailbox| mailbox["address"] == address).cloned();
        let mailbox = match known {
            Some(mailbox) => mailbox,
            None => {
                let mailbox = json!({ "name": address, "address": address, "group": of.group });
                ana.post("/api/v1/mailboxes", &mailbox).await.is(201).json
            }
        };
        let mailbox = mailbox["id"].as_u64();
        let name = of.name.to_lowercase();
        let first = format!(
            "From: {name}@canelos.example\r\nSubject: {word}\r\nMessage-ID: <{word}@canelos.example>\r\n\
             Content-Type: text/html\r\n\r\n<p>{word}</p>\r\n"
        );
        let letter = self.arrives(first, mailbox).await;
        let mail = self.cast.desk.store.snapshot().unwrap().get::<Mail>(letter).unwrap().unwrap();
        let number = mail.fate.ticket().unwrap().0;
        ana.post(&format!("/api/v1/tickets/{number}/notes"), &json!({ "text": note })).await.is(201);
        if !by_stranger {
            return (number, letter);
        }
        let strangers = format!(
            "From: nadie@otros.example\r\nSubject: Re\r\nMessage-ID: <re-{word}@otros.example>\r\n\
             References: <{word}@canelos.example>\r\n\r\nYo también\r\n"
        );
        (number, self.arrives(strangers, mailbox).await)
    }

    /// A mail comes in; its number.
    pub(super) async fn arrives(&self, raw: String, mailbox: Option<u64>) -> u64 {
        let desk = self.cast.desk;
        let mailbox = mailbox.map(MailboxId);
        let mail = Arrived { raw: raw.into_bytes(), mailbox, place: None, all_the_same: false };
        let taken = take_in(&desk.store, &desk.clock, ActorRef::System, vec![mail]).await.remove(0).unwrap();
        let (TakenIn::New(id) | TakenIn::Known(id)) = taken;
        id.0
    }

    /// The request that stands for the row.
    async fn request(&mut self, row: &Row, role: Role, whose: Whose, someone: &Someone<'_>) -> RequestBuilder {
        self.count += 1;
        self.part_colleagues(row).await;
        self.prepare(row, role, someone).await;
        // The path varies as a whole, or in one place, or stays on side A.
        let mut path = String::new();
        for (n, part) in row.path.split('/').enumerate() {
            let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            let varies = match (&row.place, name) {
                (Place::Path, _) => true,
                (Place::Further(varied), Some(name)) => varied == name,
                _ => false,
            };
            let part = match name {
                Some(_) => {
                    let before = row.path.split('/').nth(n - 1).unwrap_or_default();
                    let whose = if varies { whose } else { Whose::Of(Side::A) };
                    plain(&self.id(kind_in_path(row, before), whose, role, someone).await)
                }
                None => part.to_owned(),
            };
            path = if n == 0 { part } else { format!("{path}/{part}") };
        }
        if let Place::Query(name) = &row.place {
            path = format!("{path}?{name}={}", plain(&self.id(kind_of(row, name), whose, role, someone).await));
        }
        match row.path.as_str() {
            "/uploads" => path.push_str("?name=nota.txt"),
            "/surveys/{id}/chart" => {
                // What was never asked is not drawn.
                let publish = format!("/api/v1{}", path.replace("/chart", "/publish"));
                self.cast.ana.post(&publish, &Value::Null).await;
                path.push_str("?question=1&shows=months");
            }
            "/search" => path.push_str("?q=status:open&limit=50"),
            "/search/similar" => path.push_str("?text=impresora"),
            "/model/versions/{version}/changes" if row.place == Place::Path => path.push_str("?since=1"),
            _ => {}
        }
        let method = Method::from_bytes(row.method.as_bytes()).unwrap();
        let mut request = someone.request(method, &format!("/api/v1{path}"));
        if row.path == "/uploads" {
            request = request.body("x");
        } else {
            let mut body = self.body(row, role, whose).await;
            if let Place::Body(field) = &row.place {
                set(&mut body, field, self.id(kind_of(row, field), whose, role, someone).await);
            }
            if !body.is_null() {
                request = request.json(&body);
            }
        }
        request
    }

    /// Puts the caller into the state in which the operation can succeed.
    async fn prepare(&self, row: &Row, role: Role, someone: &Someone<'_>) {
        let Some(user) = self.cast.user(role) else { return };
        match (row.method.as_str(), row.path.as_str()) {
            ("DELETE", "/me/second-step") | ("POST", "/me/second-step/recovery-codes") => {
                someone.put("/api/v1/me/second-step", &json!({ "key": KEY, "code": self.code() })).await.is(200);
            }
            // The index follows a moment later.
            (_, "/search") => {
                let supervisor = self.cast.someone(Role::Supervisor).await;
                let is_there = |text: &str| Side::BOTH.iter().all(|side| text.contains(&self.case(*side).word));
                while !is_there(&supervisor.get("/api/v1/search?q=status:open&limit=50").await.is(200).text) {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            (_, "/session/proof") => {
                self.cast.ana.delete(&format!("/api/v1/users/{user}/second-step")).await.is(204);
            }
            _ => {}
        }
    }
}

/// Whether it was access that refused: not the state of something, nor a field that is missing.
fn is_by_access(answer: &Answer) -> bool {
    let is = |key: &str, words: &[&str]| answer.json[key].as_str().is_some_and(|word| words.contains(&word));
    match answer.status {
        401 => is("code", &["unauthenticated"]),
        403 => is("code", &["forbidden"]),
        404 => is("code", &["not_found"]),
        409 => is("code", &["already_set_up"]) || is("why", &["role", "other_group"]),
        422 => answer.faults().iter().all(|(_, code)| code == "not_allowed" || code == "unknown"),
        _ => false,
    }
}
