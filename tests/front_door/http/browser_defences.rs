//! What keeps other sites and foreign names out of a browser's session: headers on every route, the origin, the host.

use super::desk::{ADMIN, Desk, PASSWORD, read};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use ventanilla::http::entry::proxies::Proxies;
use ventanilla::http::state::Options;

/// What stands beside the operations.
const PAGES: [&str; 12] = [
    "/",
    "/some/place",
    "/missing.js",
    "/docs",
    "/docs/start.js",
    "/docs/swagger-ui.js",
    "/docs/swagger-ui.css",
    "/docs/problems",
    "/openapi.json",
    "/livez",
    "/readyz",
    "/metrics",
];

/// What keeps a browser from doing with an answer what nobody meant, whatever it answers; and nobody is sent elsewhere.
fn has_the_headers(path: &str, status: u16, headers: &HeaderMap) {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let policy = header("content-security-policy");
    // A file that somebody sent is in a box of its own.
    let closed = ["frame-ancestors 'none'", "sandbox"].iter().any(|words| policy.contains(words));
    assert!(policy.contains("default-src") && closed, "{path}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"), "{path}: {policy}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
    for name in ["referrer-policy", "permissions-policy"] {
        assert!(!header(name).is_empty(), "{path}: {name}");
    }
    for (name, value) in [("opener", "same-origin"), ("resource", "same-origin")] {
        assert_eq!(header(&format!("cross-origin-{name}-policy")), value, "{path}");
    }
    let caching = header("cache-control");
    // The stream says so in the way of streams.
    let unkept: &[&str] = if path == "/api/v1/events" { &["no-store", "no-cache"] } else { &["no-store"] };
    assert!(
        if path.starts_with("/api") { unkept.contains(&caching) } else { !caching.is_empty() },
        "{path}: {caching}"
    );
    assert!(!(300..400).contains(&status), "{path}: {status}");
}

#[tokio::test]
async fn every_route_has_the_headers() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    for path in PAGES.into_iter().chain(["/api/v1/nothing", "/api/v1/users?x=1", "/api/other"]) {
        let answer = ana.get(path).await;
        has_the_headers(path, answer.status, &answer.headers);
        let page = answer.header("content-type").starts_with("text/html");
        assert!(!page || !answer.text.contains("<script>"), "{path}: no inline script");
    }

    let description: Value = serde_json::from_str(&ventanilla::http::description()).unwrap();
    let mut routes = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        // There is one of nearly everything, and where there is none the refusal is an answer too.
        let path = ["{id}", "{number}", "{version}", "{session}", "{message}", "{step}", "{delivery}", "{n}", "{day}"]
            .into_iter()
            .fold(path.clone(), |path, place| path.replace(place, "1"));
        assert!(!path.contains('{'), "{path}");
        for method in operations.as_object().unwrap().keys() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let nobody = desk.nobody();
            let mut asking = vec![&nobody];
            // What she changes without a body is her affair elsewhere.
            asking.extend((method == Method::GET).then_some(&ana));
            for somebody in asking {
                // (Not read to its end: one of them is a stream.)
                let answer = somebody.request(method.clone(), &path).send().await.unwrap();
                has_the_headers(&path, answer.status().as_u16(), answer.headers());
                routes += 1;
            }
        }
    }
    assert!(routes > 80, "{routes}");
    desk.close().await;
}

#[tokio::test]
async fn health_tells_no_more_than_that() {
    let desk = Desk::new().await;
    assert_eq!(desk.nobody().get("/livez").await.is(200).text, "ok\n");
    assert_eq!(desk.nobody().get("/readyz").await.is(200).text, "ok\n");
    desk.close().await;
}

#[tokio::test]
async fn pages_are_found_by_the_interface_and_kept_by_their_tag() {
    let desk = Desk::new().await;
    let page = desk.nobody().get("/tickets/17").await.is(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-cache");
    let known = desk.nobody().with("if-none-match", page.header("etag")).get("/").await;
    assert_eq!((known.status, known.text.as_str()), (304, ""));
    let head = read(desk.request(Method::HEAD, "/")).await.is(200);
    assert_eq!((head.text.as_str(), head.header("etag")), ("", page.header("etag")));
    desk.close().await;
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let desk = Desk::set_up().await;
    let cookie = desk.enter(ADMIN, PASSWORD).await.is(200).cookie();
    let with = |name: &'static str, value: &str| desk.nobody().with("cookie", &cookie).with(name, value);
    let body = json!({ "away": true });
    let path = "/api/v1/me/away";
    with("origin", "https://evil.example").put(path, &body).await.fails(403, "cross_origin");
    with("origin", "null").put(path, &body).await.fails(403, "cross_origin");
    with("sec-fetch-site", "cross-site").put(path, &body).await.fails(403, "cross_origin");
    with("sec-fetch-site", "same-site").put(path, &body).await.fails(403, "cross_origin");
    with("accept", "*/*").put(path, &body).await.fails(403, "cross_origin");
    assert!(with("accept", "*/*").get("/api/v1/me").await.is(200).json["away"].is_null());
    with("sec-fetch-site", "same-origin").put(path, &body).await.is(200);
    with("origin", &desk.url).put(path, &body).await.is(200);
    let foreign = desk.nobody().with("origin", "https://evil.example");
    foreign.post("/api/v1/session", &json!({ "email": ADMIN, "password": PASSWORD })).await.fails(403, "cross_origin");
    desk.close().await;
}

/// What a request says of the way that it came, if one believes it.
fn forwarded<'a>(desk: &'a Desk, scheme: &str, address: &str) -> super::desk::Someone<'a> {
    desk.nobody().with("x-forwarded-proto", scheme).with("x-forwarded-for", address)
}

#[tokio::test]
async fn nobody_but_a_configured_proxy_says_how_a_request_came() {
    let prepare = |store: &ventanilla::store::Store, now| {
        let hash = ventanilla::http::entry::password::hash(PASSWORD).unwrap();
        let settings = ventanilla::desk::Settings::default();
        let command = ventanilla::http::setup::first_administrator("Ana".into(), ADMIN.into(), Ok(hash), settings);
        store
            .submit_blocking(ventanilla::store::Request::new(ventanilla::desk::ActorRef::Setup, command, now))
            .unwrap();
    };
    let elsewhere = Options { proxies: Proxies(vec!["10.0.0.0/8".parse().unwrap()]), ..Options::default() };
    for (options, believed) in [
        (Options::default(), false),
        (elsewhere, false),
        (Options { proxies: Proxies::here(), ..Options::default() }, true),
    ] {
        let desk = Desk::with(options, prepare).await;
        let entered = forwarded(&desk, "https", "192.0.2.1")
            .post("/api/v1/session", &json!({ "email": ADMIN, "password": PASSWORD }))
            .await;
        let entered = entered.is(200);
        assert_eq!(entered.cookies().len(), 2);
        for cookie in entered.cookies() {
            assert_eq!((cookie.starts_with("__Host-"), cookie.contains("; Secure")), (believed, believed), "{cookie}");
        }
        let hsts = forwarded(&desk, "https", "192.0.2.1").get("/").await;
        assert_eq!(hsts.header("strict-transport-security"), if believed { "max-age=31536000" } else { "" });
        let plain = forwarded(&desk, "http", "192.0.2.1").get("/").await;
        assert_eq!(plain.header("strict-transport-security"), "", "browsers must not believe it without TLS");

        // Whoever names another address for each guess gains nothing, unless a proxy says it.
        let mut last = 0;
        for n in 0..22 {
            let body = json!({ "email": format!("user{n}@mesa.example"), "password": "a guess" });
            last = forwarded(&desk, "http", &format!("192.0.2.{n}")).post("/api/v1/session", &body).await.status;
        }
        assert_eq!(last, if believed { 401 } else { 429 });
        if believed {
            // What stands before the proxy's own word is somebody's pretence.
            for n in 0..22 {
                let body = json!({ "email": format!("other{n}@mesa.example"), "password": "a guess" });
                let said = format!("203.0.113.{n}, 198.51.100.1");
                last = forwarded(&desk, "http", &said).post("/api/v1/session", &body).await.status;
            }
            assert_eq!(last, 429);
        }
        desk.close().await;
    }
}

#[tokio::test]
async fn once_the_public_address_is_set_no_other_name_is_answered() {
    let options = Options { proxies: Proxies::here(), ..Options::default() };
    let desk = Desk::with(options, |store, now| {
        let hash = ventanilla::http::entry::password::hash(PASSWORD).unwrap();
        let settings = ventanilla::desk::Settings {
            public_url: Some("https://mesa.example".to_owned()),
            ..ventanilla::desk::Settings::default()
        };
        let command = ventanilla::http::setup::first_administrator("Ana".into(), ADMIN.into(), Ok(hash), settings);
        store
            .submit_blocking(ventanilla::store::Request::new(ventanilla::desk::ActorRef::Setup, command, now))
            .unwrap();
    })
    .await;
    let at = |host: &str, peer: &str| {
        desk.nobody().with("host", host).with("x-forwarded-for", peer).with("x-forwarded-proto", "https")
    };
    at("evil.example", "192.0.2.7").get("/").await.fails(421, "wrong_host");
    at("localhost", "192.0.2.7").get("/livez").await.fails(421, "wrong_host");
    at("localhost", "127.0.0.1").get("/livez").await.is(200);
    let entered = at("mesa.example", "192.0.2.7")
        .with("origin", "https://mesa.example")
        .post("/api/v1/session", &json!({ "email": ADMIN, "password": PASSWORD }))
        .await
        .is(200);
    let set = entered.header("set-cookie");
    assert!(set.starts_with("__Host-ventanilla=") && set.contains("; Secure"), "{set}");
    at("mesa.example", "192.0.2.7").with("cookie", &entered.cookie()).get("/api/v1/me").await.is(200);
    let unprefixed = entered.cookie().replace("__Host-", "");
    at("mesa.example", "192.0.2.7").with("cookie", &unprefixed).get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.close().await;
}
