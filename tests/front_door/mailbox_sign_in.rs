//! Mailboxes that the desk signs in to by OAuth 2: an administrator goes to the provider and comes back, and the desk comes
//! back by itself from then on.

use crate::LOOKS;
use crate::http::desk::{Desk, Someone, read};
use crate::imap::{ImapServer, Manner};
use crate::token_endpoint::{TokenEndpoint, form};
use crate::{planted, program};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::time::Duration;
use tempfile::TempDir;
use ventanilla::desk::id::MailboxId;
use ventanilla::store::secret;

/// What the desk proves with which program it is.
const PROOF: &str = "prueba-de-la-mesa-4711";

/// A token that is looked for from now on in all that is said.
fn minted(name: &str) -> String {
    let token = format!("token-plantado-{name}/4711");
    planted::plant(&token);
    token
}

fn mailbox(server: &ImapServer, provider: &TokenEndpoint, more: Value, oauth: Value) -> Value {
    let mut mailbox = json!({
        "name": "Mesa", "address": "mesa@mesa.example", "host": "127.0.0.1", "port": server.port, "security": "none",
        "oauth": {
            "provider": "other", "client_id": "mesa-4711", "client_secret": PROOF, "scope": "imap offline",
            "authorization_url": "https://id.example/allow", "token_url": provider.url, "inside_host": "127.0.0.1",
        },
    });
    mailbox["oauth"].as_object_mut().unwrap().extend(oauth.as_object().unwrap().clone());
    mailbox.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    mailbox
}

/// Somebody goes to the provider; gives what the address there says.
async fn go(someone: &Someone<'_>, path: &str) -> BTreeMap<String, String> {
    let place = someone.post(&format!("{path}/sign-in"), &Value::Null).await.is(200).json;
    let (place, query) = place["address"].as_str().unwrap().split_once('?').unwrap();
    assert_eq!(place, "https://id.example/allow");
    form(query)
}

fn brought(went: &BTreeMap<String, String>, code: &str) -> Value {
    json!({ "state": went["state"], "code": code })
}

const FINISH: &str = "/api/v1/mailboxes/sign-in/finish";

async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    for _ in 0..LOOKS {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("in vain: {what}");
}

#[tokio::test]
async fn somebody_signs_in_once_and_the_desk_comes_back_by_itself() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    planted::plant(PROOF);
    let (server, provider) = (ImapServer::start().await, TokenEndpoint::start().await);
    let made = ana.post("/api/v1/mailboxes", &mailbox(&server, &provider, json!({}), json!({}))).await.is(201).json;
    assert_eq!((&made["has_password"], &made["oauth"]["has_client_secret"]), (&json!(false), &json!(true)), "{made}");
    let path = format!("/api/v1/mailboxes/{}", made["id"]);
    let get = || async { ana.get(&path).await.is(200).json };
    let signed_out = |kind: Value| kind["kind"] == "mailbox_signed_out";
    let finding = || async {
        let health = ana.get("/api/v1/health").await.is(200).json;
        health["findings"].as_array().unwrap().iter().find(|kind| signed_out((*kind).clone())).cloned()
    };
    until("health says that nobody signed in", || async { finding().await.is_some() }).await;
    assert_eq!(get().await["sign_in_needed"], true);

    // The provider needs to know where to send people back to.
    let nowhere = ana.post(&format!("{path}/sign-in"), &Value::Null).await.fails(422, "invalid");
    assert_eq!(nowhere.faults(), [("public_url".to_owned(), "required".to_owned())]);
    let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    settings["public_url"] = json!(desk.url);
    ana.put("/api/v1/desk", &settings).await.is(200);

    let went = go(&ana, &path).await;
    let said = |name: &str| went[name].as_str();
    assert_eq!([said("response_type"), said("client_id"), said("scope")], ["code", "mesa-4711", "imap offline"]);
    assert_eq!(went["redirect_uri"], format!("{}/admin/mailboxes/signed-in", desk.url));
    assert_eq!(went["code_challenge_method"], "S256");
    // A state that nobody has, another session of the same person, and one that was replaced.
    let elsewhere = desk.ana().await;
    for (who, state) in [(&ana, "inventado"), (&elsewhere, went["state"].as_str())] {
        let wrong = who.post(FINISH, &json!({ "state": state, "code": "x" })).await.fails(422, "invalid");
        assert_eq!(wrong.faults(), [("state".to_owned(), "unknown".to_owned())]);
    }
    let again = go(&ana, &path).await;
    ana.post(FINISH, &brought(&went, "x")).await.fails(422, "invalid");
    // The provider refuses, and repeats what it was sent.
    let code = minted("codigo-malo");
    provider.then(&[(400, json!({ "error": "invalid_grant", "error_description": format!("{code} is used up") }))]);
    let refused = ana.post(FINISH, &brought(&again, &code)).await.is(200).json;
    assert_eq!((&refused["ok"], &refused["trouble"]), (&json!(false), &json!("invalid_grant: … is used up")));
    ana.post(FINISH, &brought(&again, &code)).await.fails(422, "invalid");
    assert_eq!(provider.asked().len(), 1, "nobody else was sent there");

    // It goes well: the mailbox is read at once.
    let (code, access) = (minted("codigo"), ["uno", "dos", "tres", "cuatro"].map(minted));
    let refresh = ["vuelta-uno", "vuelta-dos"].map(minted);
    let gives = |token: &str| json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 });
    let rotates =
        |token: &str, refresh: &str| json!({ "access_token": token, "refresh_token": refresh, "expires_in": "3600" });
    server.opens_with(&[&access[0]]);
    server.deliver("From: b@canelos.example\r\nSubject: Hola\r\nMessage-ID: <a@x>\r\n\r\nHola");
    let went = go(&ana, &path).await;
    provider.then(&[(200, rotates("sin-uso-alguno", &refresh[0])), (200, gives(&access[0]))]);
    assert_eq!(ana.post(FINISH, &brought(&went, &code)).await.is(200).json["ok"], true);
    until("the mail is taken in", || async { server.lie_in("INBOX") == (1, 0) }).await;
    until("all is well", || async { finding().await.is_none() && get().await["trouble"].is_null() }).await;
    let shown = get().await;
    assert!(shown["sign_in_needed"] == false && shown["oauth"]["signed_in_at"].is_string(), "{shown}");
    let asked = provider.asked();
    let (exchange, first) = (&asked[1], &asked[2]);
    assert_eq!((&*exchange["grant_type"], &exchange["code"]), ("authorization_code", &code));
    assert_eq!((&exchange["redirect_uri"], &*exchange["client_secret"]), (&went["redirect_uri"], PROOF));
    assert_eq!(URL_SAFE_NO_PAD.encode(Sha256::digest(&exchange["code_verifier"])), went["code_challenge"]);
    assert_eq!((&*first["grant_type"], &first["refresh_token"]), ("refresh_token", &refresh[0]));
    let bearer = |how: &str, token: &str| format!("{how} user=mesa@mesa.example\u{1}auth=Bearer {token}\u{1}\u{1}");
    assert_eq!(server.sign_ins(), [bearer("at once", &access[0])]);

    // What opens it serves until just before its end; then another is had, with what the provider gives in exchange.
    let test = || async { ana.post(&format!("{path}/test"), &Value::Null).await.is(200).json };
    desk.pass(TimeDelta::minutes(57));
    assert_eq!(test().await["ok"], true);
    assert_eq!(provider.asked().len(), 3);
    desk.pass(TimeDelta::minutes(2));
    server.opens_with(&[&access[1]]);
    server.will(&[Manner::IsOld]);
    provider.then(&[(200, rotates(&access[1], &refresh[1]))]);
    assert_eq!(test().await["ok"], true);
    assert_eq!(server.sign_ins().last().unwrap(), &bearer("asked", &access[1]));
    // One that ends before its time is replaced, once.
    server.opens_with(&[&access[2]]);
    provider.then(&[(200, gives(&access[2]))]);
    assert_eq!(test().await["ok"], true);
    assert_eq!(provider.asked()[4]["refresh_token"], refresh[1]);
    // A mailbox that opens with none: its server's own words.
    server.opens_with(&[]);
    provider.then(&[(200, gives(&access[3]))]);
    let words = test().await["trouble"].as_str().unwrap().to_owned();
    assert!(
        words.contains("AUTHENTICATE failed.") && words.contains(r#"{"status":"401","schemes":"bearer"}"#),
        "{words}"
    );
    // Answers that are none.
    for (answer, words) in [
        ((200, json!({ "access_token": "con\r\nsalto", "expires_in": 1 })), "the answer holds no access_token"),
        ((200, json!("no")), "the answer cannot be read"),
        ((503, json!({ "why": "cerrado" })), r#"503 {"why":"cerrado"}"#),
        ((302, json!({})), "302"),
    ] {
        provider.then(&[answer]);
        assert!(test().await["trouble"].as_str().unwrap().contains(words), "{words}");
    }
    assert_eq!(get().await["sign_in_needed"], false);

    // The provider takes back what it gave: somebody has to sign in again, and is told so.
    let ana = desk.ana().await;
    let rename = |name: &str, oauth: Value| mailbox(&server, &provider, json!({ "name": name }), oauth);
    ana.put(&path, &rename("Mesa 2", json!({ "client_secret": null }))).await.is(200);
    until("health says so", || async { finding().await.is_some() }).await;
    let found = finding().await.unwrap();
    assert_eq!((&found["urgent"], &found["count"]), (&json!(true), &json!(1)));
    assert_eq!(found["detail"], "invalid_grant: AADSTS700082: it has expired. Trace: 1");
    let shown = get().await;
    assert!(shown["sign_in_needed"] == true && shown["trouble"] == found["detail"], "{shown}");

    // What was of one program is nothing to another, and neither is kept beside a password.
    let id = MailboxId(made["id"].as_u64().unwrap());
    let kept =
        |name: String| secret::find(&desk.store.snapshot().unwrap(), desk.store.keys(), &name).unwrap().is_some();
    let all = || [secret::of_mailbox(id), secret::of_sign_in(id), secret::of_client(id)].map(kept);
    assert_eq!(all(), [false, true, true]);
    let went = go(&ana, &path).await;
    let other =
        ana.put(&path, &rename("Mesa 3", json!({ "client_id": "otra", "client_secret": null }))).await.is(200).json;
    assert!(other["oauth"]["signed_in_at"].is_null() && other["oauth"]["has_client_secret"] == false, "{other}");
    assert_eq!(all(), [false, false, false]);
    ana.post(FINISH, &brought(&went, &code)).await.fails(422, "invalid");
    ana.put(&path, &rename("Mesa 4", json!({}))).await.is(200);
    let mut by_password = rename("Mesa 5", json!({}));
    by_password["password"] = json!("clave secreta y larga");
    let both = ana.put(&path, &by_password).await.fails(422, "invalid");
    assert_eq!(both.faults(), [("password".to_owned(), "not_allowed".to_owned())]);
    by_password["oauth"] = Value::Null;
    ana.put(&path, &by_password).await.is(200);
    assert_eq!(all(), [true, false, false]);
    ana.post(&format!("{path}/sign-in"), &Value::Null).await.fails(422, "invalid");
    // And back again the password is none.
    ana.put(&path, &rename("Mesa 6", json!({}))).await.is(200);
    assert_eq!(all(), [false, false, true]);
    // Nor is anything told to another server than that it was brought for.
    let elsewhere = json!({ "name": "Mesa 7", "host": "127.0.0.2" });
    ana.put(&path, &mailbox(&server, &provider, elsewhere, json!({ "client_secret": null }))).await.is(200);
    assert_eq!(all(), [false, false, false]);
    ana.put(&path, &rename("Mesa 8", json!({}))).await.is(200);

    // Whoever takes too long begins anew.
    let went = go(&ana, &path).await;
    desk.pass(TimeDelta::minutes(10));
    ana.post(FINISH, &brought(&went, &code)).await.fails(422, "invalid");
    // The trail says who signed in; none of the secrets is in it, nor in any other answer.
    let trail = ana.get("/api/v1/audit?limit=200").await.is(200).text;
    assert_eq!(trail.matches("mailbox_signed_in").count(), 1, "{trail}");
    ana.get("/api/v1/audit/export").await.is(200);
    ana.get("/api/v1/mailboxes").await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn addresses_that_tokens_must_not_go_to_are_refused() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (server, provider) = (ImapServer::start().await, TokenEndpoint::start().await);
    for (field, value, code) in [
        ("token_url", json!("http://id.example/token"), "malformed"),
        ("token_url", json!("https://id.example/token\r\nHost: otro"), "malformed"),
        ("token_url", json!("ftp://127.0.0.1/"), "malformed"),
        ("token_url", Value::Null, "required"),
        ("authorization_url", json!("javascript:alert(1)"), "malformed"),
        ("scope", json!("imap ñ"), "malformed"),
        ("scope", Value::Null, "required"),
        ("client_id", json!("mesa\r\notra"), "malformed"),
        ("client_id", json!(""), "required"),
        ("client_secret", json!(""), "required"),
        ("tenant", json!("canelos.example"), "not_allowed"),
        ("inside_host", json!("10.0.0.1"), "not_allowed"),
    ] {
        let wrong = mailbox(&server, &provider, json!({}), json!({ (field): value }));
        let faults = ana.post("/api/v1/mailboxes", &wrong).await.fails(422, "invalid").faults();
        assert_eq!(faults, [(format!("oauth.{field}"), code.to_owned())], "{value}");
    }
    let microsoft = json!({ "provider": "microsoft", "tenant": "a/../b", "client_id": "x" });
    let wrong = mailbox(&server, &provider, json!({ "oauth": microsoft }), json!({}));
    let faults = ana.post("/api/v1/mailboxes", &wrong).await.fails(422, "invalid").faults();
    assert_eq!(faults, [("oauth.tenant".to_owned(), "malformed".to_owned())]);
    // Nothing inside the premises is called unless it is allowed by name.
    let kept_out = mailbox(&server, &provider, json!({ "active": false }), json!({ "inside_host": null }));
    let made = ana.post("/api/v1/mailboxes", &kept_out).await.is(201).json;
    let tested = ana.post(&format!("/api/v1/mailboxes/{}/test", made["id"]), &Value::Null).await.is(200).json;
    assert_eq!(tested["trouble"], "nobody has signed in yet");
    assert!(provider.asked().is_empty());
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_provider_gives_in_exchange_survives_a_kill() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    program::set_up(&data, "una clave larga y propia");
    let token = program::token(&data, "administrator");
    let (server, provider) = (ImapServer::start().await, TokenEndpoint::start().await);
    let client = reqwest::Client::new();
    let ask = async |running: &program::Running, method: Method, path: &str, body: &Value| {
        let request = client.request(method, format!("{}/api/v1{path}", running.url)).bearer_auth(&token);
        read(if body.is_null() { request } else { request.json(body) }).await
    };
    let refresh = ["muerte-uno", "muerte-dos"].map(minted);
    let access = ["muerte-tres", "muerte-cuatro"].map(minted);
    server.opens_with(&[&access[0], &access[1]]);

    let running = program::Running::start(&data);
    let settings = json!({ "name": "Mesa", "language": "es", "time_zone": "America/Santiago", "country": "CL", "public_url": running.url });
    ask(&running, Method::PUT, "/desk", &settings).await.is(200);
    let body = mailbox(&server, &provider, json!({ "active": false }), json!({}));
    ask(&running, Method::POST, "/mailboxes", &body).await.is(201);
    let place = ask(&running, Method::POST, "/mailboxes/1/sign-in", &Value::Null).await.is(200).json;
    let went = form(place["address"].as_str().unwrap().split_once('?').unwrap().1);
    provider.then(&[
        (200, json!({ "access_token": "sin-uso-alguno", "refresh_token": refresh[0] })),
        (200, json!({ "access_token": access[0], "refresh_token": refresh[1] })),
    ]);
    let done = ask(&running, Method::POST, "/mailboxes/sign-in/finish", &brought(&went, "codigo")).await.is(200).json;
    assert_eq!(done["ok"], true, "{done}");
    let tested = ask(&running, Method::POST, "/mailboxes/1/test", &Value::Null).await.is(200).json;
    assert_eq!(tested["ok"], true, "{tested}");
    running.kill();

    let running = program::Running::start(&data);
    provider.then(&[(200, json!({ "access_token": access[1] }))]);
    let tested = ask(&running, Method::POST, "/mailboxes/1/test", &Value::Null).await.is(200).json;
    assert_eq!(tested["ok"], true, "{tested}");
    assert_eq!(provider.asked()[2]["refresh_token"], refresh[1]);
    running.kill();
    // What is taken along to elsewhere holds none of it.
    let out = folder.path().join("fuera");
    program::done(&data, &["export", out.to_str().unwrap()], "");
    for file in std::fs::read_dir(&out).unwrap() {
        planted::search(&String::from_utf8_lossy(&std::fs::read(file.unwrap().path()).unwrap()));
    }
}
