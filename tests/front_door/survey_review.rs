//! The review of a form through the front door: by the link without an account, and by those who sign in.

use super::http::desk::{Answer, Desk, Someone, read};
use super::surveys::{form, hidden, question};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::{Method, Url};
use serde_json::{Value, json};
use std::io::Cursor;

/// A form of a mark, its reasons and words for a part of the channels; nothing is published.
fn draft() -> Value {
    let option = |id: u32, text: &str| json!({ "id": id, "text": { "es": text, "en": text } });
    let mut reasons = question(2, "reasons");
    reasons["about"] = json!(1);
    reasons["options"] = json!([option(3, "Tardó"), option(4, "No quedó <b>bien</b>")]);
    let mut words = question(5, "text");
    words["shown_if"] =
        json!({ "answers": [{ "question": 2, "chosen": [3, 4] }], "case": { "channels": ["phone", "counter"] } });
    json!({ "name": "Mesón", "form": form(&[question(1, "satisfaction"), reasons, words]) })
}

async fn drafted(by: &Someone<'_>) -> String {
    by.post("/api/v1/surveys", &draft()).await.is(201).header("location").to_owned()
}

async fn linked(by: &Someone<'_>, path: &str) -> String {
    let link = by.post(&format!("{path}/review/link"), &Value::Null).await.is(200).json;
    let token = link["address"].as_str().unwrap().split_once("/review/").unwrap().1.to_owned();
    format!("/review/{token}")
}

/// A browser that opened a link.
async fn opens<'a>(desk: &'a Desk, link: &str) -> Someone<'a> {
    let opened = desk.nobody().get(link).await;
    assert_eq!((opened.status, opened.header("location")), (303, "/review"));
    follows(desk, &opened)
}

fn follows<'a>(desk: &'a Desk, answer: &Answer) -> Someone<'a> {
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    desk.nobody().with("cookie", &cookie).with("accept-language", "es-CL,es;q=0.9")
}

async fn send_from(browser: &Someone<'_>, fields: &[(&str, &str)]) -> Answer {
    let form = Url::parse_with_params("http://form", fields).unwrap().query().unwrap_or_default().to_owned();
    let sent = browser.request(Method::POST, "/review").header("content-type", "application/x-www-form-urlencoded");
    read(sent.body(form)).await
}

/// Sends a form of the page.
async fn sends(browser: &Someone<'_>, fields: &[(&str, &str)]) -> Answer {
    send_from(&browser.clone().with("sec-fetch-site", "same-origin"), fields).await
}

async fn says(browser: &Someone<'_>, question: &str, name: &str, text: &str) -> Answer {
    sends(browser, &[("l", "es"), ("question", question), ("name", name), ("text", text)]).await
}

async fn review(by: &Someone<'_>, path: &str) -> Value {
    by.get(&format!("{path}/review")).await.is(200).json
}

#[tokio::test]
async fn the_client_sees_the_form_says_something_of_it_and_approves_it_without_an_account() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let path = drafted(&ana).await;
    assert_eq!(review(&ana, &path).await["link_until"], Value::Null);
    let link = linked(&ana, &path).await;
    let browser = opens(&desk, &link).await;
    let page = browser.get("/review").await.is(200).text;
    // All questions are there, those too that few would see, with the words that say who does.
    assert!(page.contains("Tardó") && page.contains("No quedó &lt;b&gt;bien"), "{page}");
    assert!(page.contains("Si la nota es baja en «1. ¿Cómo fue?»"), "{page}");
    assert!(page.contains("Si elige «Tardó» o «No quedó &lt;b&gt;bien&lt;/b&gt;» en «2. ¿Cómo fue?»"), "{page}");
    assert!(page.contains("Si llegó por Teléfono o Presencial") || page.contains("Si llegó por "), "{page}");
    assert!(!page.contains("<script") && page.contains("lang=\"es\""));
    let english = browser.get("/review?l=en").await.is(200).text;
    assert!(english.contains("How was it?") && english.contains("draft to review") && english.contains("lang=\"en\""));

    // A comment is told where it was made, to both sides; whatever it says, it stays words.
    let said = says(&browser, "2", "<i>Rosa</i> Díaz", "¿Y <script>alert(1)</script>\nlos de regiones?").await;
    assert_eq!((said.status, said.header("location")), (303, "/review?l=es&done=2#q2"));
    let rosa = follows(&desk, &said);
    let page = rosa.get("/review?l=es&done=2").await.is(200).text;
    assert!(
        page.contains("Comentario enviado") && page.contains("&lt;script&gt;alert(1)") && !page.contains("<script")
    );
    assert!(page.contains("&lt;i&gt;Rosa&lt;/i&gt; Díaz") && !page.contains("<i>Rosa"));
    assert!(page.contains("value=\"&lt;i&gt;Rosa&lt;/i&gt; Díaz\""), "the name is typed once: {page}");
    says(&rosa, "0", "Rosa", "Muy larga").await;
    let told = review(&ana, &path).await;
    assert_eq!((&told["comments"][0]["question"], &told["comments"][1]["question"]), (&json!(2), &Value::Null));
    assert_eq!(told["comments"][0]["by"], json!({ "user": null, "name": "<i>Rosa</i> Díaz" }));
    // Pressed twice, it is said once.
    says(&rosa, "0", "Rosa", "Muy larga").await;
    assert_eq!(review(&ana, &path).await["comments"].as_array().unwrap().len(), 2);
    // Seen to, it says so there.
    let settled = ana.put(&format!("{path}/review/comments/1"), &json!({ "resolved": true })).await.is(200).json;
    assert_eq!(settled["comments"][0]["resolved"], true);
    assert!(rosa.get("/review").await.is(200).text.contains("resuelto"));
    ana.put(&format!("{path}/review/comments/9"), &json!({ "resolved": true })).await.fails(404, "not_found");

    // What was approved is what was seen: a change meanwhile is told, and nothing is approved.
    let page = rosa.get("/review").await.is(200).text;
    let mut changed = draft();
    changed["form"]["title"] = json!({ "es": "Otro título", "en": "Another title" });
    ana.put(&path, &changed).await.is(200);
    let version = hidden(&page, "version");
    let stale = sends(&rosa, &[("l", "es"), ("version", &version), ("name", "Rosa")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text.contains("cambió mientras la revisaba") && stale.text.contains("Otro título"));
    assert_eq!(review(&ana, &path).await["approval"], Value::Null);
    let version = hidden(&stale.text, "version");
    let nameless = sends(&rosa, &[("l", "es"), ("version", &version), ("name", " ")]).await;
    assert_eq!(nameless.status, 422);
    let done = sends(&rosa, &[("l", "es"), ("version", &version), ("name", "Rosa Díaz")]).await;
    assert_eq!((done.status, done.header("location")), (303, "/review?l=es&done=approved#approve"));
    let approval = review(&ana, &path).await["approval"].clone();
    assert_eq!((&approval["by"]["name"], &approval["unchanged"]), (&json!("Rosa Díaz"), &json!(true)));
    assert!(rosa.get("/review").await.is(200).text.contains("Aprobada por Rosa Díaz, hoy"));

    // The version that it becomes keeps it; another one says that it changed.
    ana.post(&format!("{path}/publish"), &Value::Null).await.is(200);
    changed["form"]["title"] = json!({ "es": "Un tercero", "en": "A third" });
    ana.put(&path, &changed).await.is(200);
    assert_eq!(review(&ana, &path).await["approval"]["unchanged"], false);
    assert!(rosa.get("/review").await.is(200).text.contains("Ha cambiado desde entonces"));
    ana.post(&format!("{path}/publish"), &Value::Null).await.is(200);
    let versions = ana.get(&format!("{path}/versions")).await.is(200).json;
    assert_eq!((&versions[0]["approval"], &versions[1]["approval"]["unchanged"]), (&approval, &json!(false)));

    // What could not be published cannot be approved.
    changed["form"]["title"] = json!({ "es": "Sin inglés" });
    ana.put(&path, &changed).await.is(200);
    let page = rosa.get("/review").await.is(200).text;
    assert!(page.contains("Todavía no se puede aprobar") && !page.contains("name=\"version\""));

    // The trail says who it was as far as that is known, and by which way.
    let trail = ana.get("/api/v1/audit?limit=200").await.is(200).json;
    let kinds: Vec<&str> =
        trail["items"].as_array().unwrap().iter().filter_map(|entry| entry["event"].as_str()).collect();
    for kind in ["survey_commented", "survey_comment_settled", "survey_approved", "survey_review_link_changed"] {
        assert!(kinds.contains(&kind) || trail.to_string().contains(kind), "{kind}: {trail}");
    }
    desk.close().await;
}

#[tokio::test]
async fn a_client_who_signs_in_comments_and_approves_as_themselves() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Carmen", &["client"]).await;
    let (_, admin) = desk.new_user(&ana, "Pablo", &["administrator"]).await;
    let path = drafted(&client).await;
    let comments = format!("{path}/review/comments");
    let told = client.post(&comments, &json!({ "question": 1, "text": "Muy formal" })).await.is(200).json;
    assert_eq!(told["comments"][0]["by"]["name"], "Carmen");
    for (wrong, field) in [
        (json!({ "text": " " }), "text"),
        (json!({ "text": "a".repeat(2_001) }), "text"),
        (json!({ "question": 77, "text": "Bien" }), "question"),
    ] {
        let refused = client.post(&comments, &wrong).await.fails(422, "invalid");
        assert_eq!(refused.json["errors"][0]["field"], field);
    }
    let approval = format!("{path}/review/approval");
    admin.post(&approval, &json!({ "version": 1 })).await.fails(403, "forbidden");
    client.post(&approval, &json!({ "version": 7 })).await.fails(412, "stale");
    let approved = client.post(&approval, &json!({ "version": 1 })).await.is(200).json;
    assert_eq!(approved["approval"]["by"]["name"], "Carmen");
    desk.close().await;
}

/// A picture with a drawn frame, so many pixels wide.
fn drawing(width: u32) -> Vec<u8> {
    let frame =
        RgbImage::from_fn(width, width / 3, |x, y| if (x + y) % 9 < 3 { Rgb([11, 110, 79]) } else { Rgb([255; 3]) });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(frame).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_logo_is_drawn_small_and_shown_where_the_form_is() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let file = |bytes: &[u8]| json!({ "file": STANDARD.encode(bytes) });
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for wrong in [file(svg), file(b"GIF89a"), file(b""), file(&drawing(900)[..90]), json!({ "file": "%%%" })] {
        let refused = ana.post("/api/v1/surveys/logo", &wrong).await.fails(422, "invalid");
        assert_eq!(refused.json["errors"][0], json!({ "field": "file", "code": "malformed" }));
    }
    let large = ana.post("/api/v1/surveys/logo", &file(&[0; 200_010])).await.fails(422, "invalid");
    assert_eq!(large.json["errors"][0]["max"], 200_000);
    let mut logo = ana.post("/api/v1/surveys/logo", &file(&drawing(600))).await.is(200).json;
    let bytes = STANDARD.decode(logo["picture"].as_str().unwrap()).unwrap();
    let drawn = image::load_from_memory(&bytes).unwrap();
    assert!(bytes.len() <= 20_000 && drawn.width() <= 480 && drawn.height() <= 160, "{}", bytes.len());

    // Only what was drawn so is a logo.
    let mut survey = draft();
    survey["form"]["logo"] = json!({ "picture": STANDARD.encode(drawing(600)) });
    let refused = ana.post("/api/v1/surveys", &survey).await.fails(422, "invalid");
    assert_eq!(refused.json["errors"][0]["field"], "form.logo.picture");
    logo["alt"] = json!({ "es": "\"Los Canelos\" <b>", "en": "Los Canelos", "pt": null });
    survey["form"]["logo"] = logo.clone();
    let made = ana.post("/api/v1/surveys", &survey).await.is(201);
    let path = made.header("location").to_owned();
    assert_eq!(made.json["form"]["logo"], logo);

    // On the page of the review and on that of the survey, from our own origin, as a picture and nothing else.
    let browser = opens(&desk, &linked(&ana, &path).await).await;
    let page = browser.get("/review").await.is(200).text;
    assert!(page.contains("alt=\"&quot;Los Canelos&quot; &lt;b&gt;\""), "{page}");
    ana.post(&format!("{path}/publish"), &Value::Null).await.is(200);
    let link = ana.post(&format!("{path}/link"), &Value::Null).await.is(200).json;
    let token = link["address"].as_str().unwrap().split_once("/s/").unwrap().1.to_owned();
    let opened = desk.nobody().get(&format!("/s/{token}")).await;
    let answers = follows(&desk, &opened);
    let page = answers.get("/s").await.is(200).text;
    assert!(page.contains("src=\"/s/logo?v="), "{page}");
    let style = desk.nobody().get("/s/style.css").await.is(200).text;
    assert!(page.len() + style.len() + bytes.len() < 30_000);
    for (browser, address) in [(&browser, "/review/logo"), (&answers, "/s/logo")] {
        let shown = browser.get(address).await.is(200);
        assert_eq!(shown.header("content-type"), "image/jpeg");
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert_eq!(shown.header("content-security-policy"), "default-src 'none'; sandbox");
        assert_eq!(desk.nobody().get(address).await.status, 404);
    }
    desk.close().await;
}

#[tokio::test]
async fn a_link_that_opens_nothing_says_no_more_than_that() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, other) = (drafted(&ana).await, drafted(&ana).await);
    let link = linked(&ana, &path).await;
    linked(&ana, &other).await;
    let token = link.strip_prefix("/review/").unwrap().to_owned();
    let secret = token.split_once('.').unwrap().1;
    let unknown = desk.nobody().get("/review/never").await;
    assert_eq!(unknown.status, 404);
    let of_another = format!("2.{secret}");
    for wrong in [&token[1..], &token[..token.len() - 1], &token.to_uppercase(), secret, &of_another, "1.", ".", "%00"]
    {
        let page = desk.nobody().get(&format!("/review/{wrong}")).await;
        assert!(page.status == 404 || page.status == 400, "{wrong}: {}", page.status);
    }
    assert_eq!(desk.nobody().get("/review").await.text, unknown.text);
    // The link of a review answers nothing, and that of a survey reviews nothing.
    assert_eq!(desk.nobody().get(&format!("/s/{token}")).await.status, 404);

    let browser = opens(&desk, &link).await;
    // Not from our own page; too much; too long; of a question that there is not; not a form at all.
    let foreign = browser.clone().with("sec-fetch-site", "cross-site");
    let sent = send_from(&foreign, &[("question", "0"), ("name", "R"), ("text", "x")]).await;
    assert_eq!(sent.status, 403);
    assert_eq!(says(&browser, "0", "Rosa", &"a".repeat(1 << 20)).await.status, 413);
    let long = says(&browser, "1", "Rosa", &"a".repeat(2_001)).await;
    assert_eq!(long.status, 422);
    assert!(long.text.contains("Tiene más de 2000") || long.text.contains("Tiene más de 2.000"), "{}", long.text);
    assert!(long.text.contains(&"a".repeat(2_001)), "what was typed is kept");
    for question in ["77", "x", "-1"] {
        assert_eq!(says(&browser, question, "Rosa", "Bien").await.status, 422, "{question}");
    }
    assert_eq!(says(&browser, "0", &"a".repeat(121), "Bien").await.status, 422);
    assert_eq!(sends(&browser, &[]).await.status, 422);
    assert_eq!(review(&ana, &path).await["comments"], json!([]));

    // Whoever sends very much waits, and loses nothing.
    let mut sent = 7;
    let waits = loop {
        let answer = says(&browser, "0", "Rosa", &format!("Comentario {sent}")).await;
        if answer.status != 303 {
            break answer;
        }
        sent += 1;
    };
    assert_eq!((waits.status, sent), (429, 61));
    assert!(waits.text.contains("Comentario 61"), "{}", waits.text);

    // Made anew, the one before is over; ended or after 30 days it opens nothing either.
    let next = linked(&ana, &path).await;
    let over = desk.nobody().get(&link).await;
    assert_eq!((over.status, &over.text), (404, &unknown.text));
    assert_eq!(says(&browser, "0", "Rosa", "Bien").await.status, 404);
    let browser = opens(&desk, &next).await;
    ana.delete(&format!("{path}/review/link")).await.is(204);
    assert_eq!(browser.get("/review").await.text, unknown.text);
    let last = linked(&ana, &path).await;
    let browser = opens(&desk, &last).await;
    desk.pass(TimeDelta::days(31));
    assert_eq!(desk.nobody().get(&last).await.text, unknown.text);
    assert_eq!(browser.get("/review").await.status, 404);
    desk.close().await;
}
