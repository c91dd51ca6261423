//! Surveys through the front door: designed, published, and what is refused.

use super::http::desk::{Desk, Someone, read};
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

pub(super) fn question(id: u32, kind: &str) -> Value {
    json!({ "id": id, "kind": kind, "text": { "es": "¿Cómo fue?", "en": "How was it?" } })
}

pub(super) fn form(questions: &[Value]) -> Value {
    json!({
        "confidence": "named", "languages": ["es", "en"], "title": { "es": "Su opinión", "en": "Your opinion" },
        "colour": "#0B6E4F", "questions": questions,
    })
}

#[tokio::test]
async fn a_client_designs_a_survey_and_an_administrator_publishes_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Cliente", &["client"]).await;
    let mut draft = json!({ "name": "Después de un caso", "form": form(&[question(1, "satisfaction")]) });
    let made = client.post("/api/v1/surveys", &draft).await.is(201);
    let path = made.header("location").to_owned();
    assert_eq!((&made.json["published"], &made.json["faults"]), (&json!(0), &json!([])));
    assert_eq!(made.json["form"]["colour"], "#0b6e4f");
    client.post(&format!("{path}/publish"), &Value::Null).await.fails(403, "forbidden");
    let published = ana.post(&format!("{path}/publish"), &Value::Null).await.is(200).json;
    assert_eq!((&published["published"], &published["changed"]), (&json!(1), &json!(false)));
    // Nothing changed, so nothing is published again.
    let again = ana.post(&format!("{path}/publish"), &Value::Null).await.is(200).json;
    assert_eq!(again["published"], 1);

    // While it is designed it may be wrong; what is wrong is told with its place, and keeps it from being published.
    let mut reasons = question(2, "reasons");
    reasons["about"] = json!(1);
    reasons["options"] = json!([{ "id": 3, "text": { "es": "Tardó" } }, { "id": 4, "text": { "es": "No quedó" } }]);
    draft["form"] = form(&[question(1, "satisfaction"), reasons.clone()]);
    let faulty = client.put(&path, &draft).await.is(200).json;
    let fields: Vec<&str> =
        faulty["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["questions.1.options.0.text.en", "questions.1.options.1.text.en"]);
    let refused = ana.post(&format!("{path}/publish"), &Value::Null).await.fails(422, "invalid");
    assert_eq!(refused.json["errors"].as_array().unwrap().len(), 2);

    // What one question asked under an id, another does not ask under the same.
    draft["form"] = form(&[question(1, "satisfaction")]);
    client.put(&path, &draft).await.is(200);
    draft["form"] = form(&[question(1, "satisfaction"), question(3, "text")]);
    let taken = client.put(&path, &draft).await.fails(422, "invalid");
    assert_eq!(taken.json["errors"][0]["field"], "form.questions");
    draft["form"] = form(&[question(1, "satisfaction"), question(5, "text")]);
    let kept = client.put(&path, &draft).await.is(200).json;
    assert_eq!((&kept["last_id"], &kept["changed"]), (&json!(5), &json!(true)));
    ana.post(&format!("{path}/publish"), &Value::Null).await.is(200);

    // A version stays as it was.
    let versions = ana.get(&format!("{path}/versions")).await.is(200).json;
    assert_eq!(versions.as_array().unwrap().len(), 2);
    assert_eq!(versions[0]["form"]["questions"].as_array().unwrap().len(), 1);
    assert_eq!((&versions[1]["n"], &versions[1]["published_by"]["name"]), (&json!(2), &json!("Ana Rojas")));
    // What was changed meanwhile is not lost.
    client.clone().with("if-match", "\"1\"").put(&path, &draft).await.fails(412, "stale");
    let list = client.get("/api/v1/surveys").await.is(200).json;
    assert_eq!((&list["items"][0]["name"], &list["items"][0]["questions"]), (&json!("Después de un caso"), &json!(2)));
    desk.close().await;
}

/// A form of a mark with its reasons and words, published, with the link to it.
pub(super) async fn asked(ana: &Someone<'_>, confidence: &str) -> (String, String) {
    let mut mark = question(1, "satisfaction");
    mark["required"] = json!(true);
    let mut reasons = question(2, "reasons");
    reasons["about"] = json!(1);
    reasons["required"] = json!(true);
    let option = |id: u32, text: &str| json!({ "id": id, "text": { "es": text, "en": text } });
    reasons["options"] = json!([option(3, "Tardó"), option(4, "No quedó <b>bien</b>")]);
    let mut form = form(&[mark, reasons, question(5, "text")]);
    form["confidence"] = json!(confidence);
    let made = ana.post("/api/v1/surveys", &json!({ "name": "Mesón", "form": form })).await.is(201);
    let path = made.header("location").to_owned();
    ana.post(&format!("{path}/publish"), &Value::Null).await.is(200);
    let link = ana.post(&format!("{path}/link"), &Value::Null).await.is(200).json;
    assert!(link["picture"].as_str().unwrap().contains("<svg"));
    let address = link["address"].as_str().unwrap();
    let token = address.split_once("/s/").unwrap().1.to_owned();
    (path, format!("/s/{token}"))
}

/// A browser that opened a link: what it sends along.
pub(super) async fn opens<'a>(desk: &'a Desk, link: &str) -> Someone<'a> {
    let opened = desk.nobody().get(link).await;
    assert_eq!((opened.status, opened.header("location")), (303, "/s"));
    let cookie = opened.header("set-cookie").split(';').next().unwrap().to_owned();
    desk.nobody().with("cookie", &cookie).with("accept-language", "es-CL,es;q=0.9")
}

/// The value of a hidden field.
pub(super) fn hidden(page: &str, name: &str) -> String {
    let rest = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    rest.split('"').next().unwrap().to_owned()
}

/// Sends the form that a page shows, with these answers.
pub(super) async fn sends(browser: &Someone<'_>, page: &str, answers: &str) -> super::http::desk::Answer {
    let (seen, nonce) = (hidden(page, "seen"), hidden(page, "nonce"));
    let body = format!("{answers}&l=es&seen={seen}&nonce={nonce}");
    let own = browser.clone().with("sec-fetch-site", "same-origin");
    read(own.request(Method::POST, "/s").header("content-type", "application/x-www-form-urlencoded").body(body)).await
}

async fn results(ana: &Someone<'_>, path: &str) -> Value {
    ana.get(&format!("{path}/results?by=language")).await.is(200).json
}

#[tokio::test]
async fn a_survey_is_answered_without_script_and_says_so_at_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, link) = asked(&ana, "named").await;
    let browser = opens(&desk, &link).await;
    let page = browser.get("/s").await.is(200);
    assert!(page.header("content-type").starts_with("text/html"));
    let style = desk.nobody().get("/s/style.css?c=0b6e4f").await.is(200).text;
    assert!(page.text.len() + style.len() < 30_000, "{} and {}", page.text.len(), style.len());
    assert!(!page.text.contains("<script") && page.text.contains("lang=\"es\""));
    assert!(page.text.contains("¿Cómo fue?") && !page.text.contains("Tardó"), "reasons only of a low mark");

    // Nobody reads so fast: it is kept aside, and a human confirms it.
    let hasty = sends(&browser, &page.text, "q1=5").await.is(200);
    assert!(hasty.text.contains("Confirmar y enviar"));
    let told = results(&ana, &path).await;
    assert_eq!((&told["answers"], &told["automatic"]), (&Value::Null, &json!(1)));

    desk.pass(TimeDelta::seconds(2));
    // A required question is missing, and is told where it stands.
    let missing = sends(&browser, &page.text, "t5=Gracias").await;
    assert_eq!(missing.status, 422);
    assert!(missing.text.contains("Esta pregunta necesita una respuesta."), "{}", missing.text);
    assert!(missing.text.contains("Gracias"), "{}", missing.text);
    // A low mark brings its reasons; what was typed stays.
    let more = sends(&browser, &page.text, "q1=1&t5=%3Cscript%3Emal").await.is(200);
    assert!(more.text.contains("Tardó") && more.text.contains("No quedó &lt;b&gt;bien"));
    assert!(more.text.contains("&lt;script&gt;mal") && !more.text.contains("<script"));
    let done = sends(&browser, &more.text, "q1=1&q2=3&t5=Tarde").await;
    assert_eq!((done.status, done.header("location")), (303, "/s?l=es"));
    let told = results(&ana, &path).await;
    assert_eq!(told["answers"], 1);
    let mark = &told["questions"][0]["figures"];
    assert_eq!(
        (&mark["given"], &mark["mean"]),
        (&json!([{ "mark": 1, "yes": null, "option": null, "other": null, "count": 1 }]), &json!(1.0))
    );
    assert_eq!(told["questions"][1]["figures"]["given"][0]["option"], 3);
    assert_eq!((&told["parts"][0]["language"], &told["parts"][0]["answers"]), (&json!("es"), &json!(1)));

    // Whoever answered is thanked, and sends nothing again.
    let cookie = done.header("set-cookie").split(';').next().unwrap().to_owned();
    let after = desk.nobody().with("cookie", &cookie);
    assert!(after.get("/s?l=es").await.is(200).text.contains("Gracias por su respuesta"));
    assert_eq!(sends(&after, &more.text, "q1=5").await.status, 404);
    assert_eq!(results(&ana, &path).await["answers"], 1);
    desk.close().await;
}

#[tokio::test]
async fn what_no_form_sends_is_refused_or_counts_for_nothing() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, link) = asked(&ana, "named").await;
    let token = link.strip_prefix("/s/").unwrap();
    // A link that never was, was cut, is written otherwise, or is over: one kind page, and no hint which.
    let unknown = desk.nobody().get("/s/never").await;
    assert_eq!(unknown.status, 404);
    for wrong in [&token[1..], &token.to_uppercase(), "x", "%00"] {
        let page = desk.nobody().get(&format!("/s/{wrong}")).await;
        assert!(page.status == 404 || page.status == 400, "{wrong}: {}", page.status);
    }
    let browser = opens(&desk, &link).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(2));
    // Not from our own page; too much; out of range; of a question that was not shown; not a form at all.
    let foreign = browser.clone().with("sec-fetch-site", "cross-site");
    assert_eq!(read(foreign.request(Method::POST, "/s").body("q1=5")).await.status, 403);
    assert_eq!(sends(&browser, &page, &format!("q1=5&t5={}", "a".repeat(1024 * 1024))).await.status, 413);
    for wrong in ["q1=9", "q1=x", "q1=5&q2=3", "q1=1&q2=77", "", "q1=5&t5=%FF%00&q3=1", "%%%"] {
        let status = sends(&browser, &page, wrong).await.status;
        assert!(status == 422 || wrong.contains("q2=77") || wrong.contains("q3"), "{wrong}: {status}");
    }
    let long = sends(&browser, &page, &format!("q1=5&t5={}", "a".repeat(5_000))).await;
    assert_eq!(long.status, 422);
    assert!(long.text.contains("4000") || long.text.contains("4.000"));
    // A form without its nonce is kept aside.
    let before = results(&ana, &path).await["automatic"].as_u64().unwrap();
    let bare = browser.clone().with("sec-fetch-site", "same-origin");
    let bare = bare.request(Method::POST, "/s").body("q1=5&seen=1,5");
    assert!(read(bare).await.is(200).text.contains("Confirmar"));
    assert_eq!(results(&ana, &path).await["automatic"].as_u64(), Some(before + 1));
    // Ended, the link opens nothing any more, not even for whoever had the form open.
    ana.delete(&format!("{path}/link")).await.is(204);
    let over = desk.nobody().get(&link).await;
    assert_eq!((over.status, over.text), (404, unknown.text));
    assert_eq!(sends(&browser, &page, "q1=5").await.status, 404);
    for wrong in ["from=2026-13", "from=x", "from=2026-11&to=2026-10", "from=1990-01&to=2026-01", "by=mood"] {
        assert_eq!(ana.get(&format!("{path}/results?{wrong}")).await.status, 400, "{wrong}");
    }
    desk.close().await;
}

#[tokio::test]
async fn an_anonymous_answer_leads_to_nobody() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (path, link) = asked(&ana, "anonymous").await;
    for n in 0..5 {
        assert!(results(&ana, &path).await["answers"].is_null(), "{n} are too few to tell of");
        let browser = opens(&desk, &link).await;
        let page = browser.get("/s").await.is(200).text;
        assert!(page.contains("La respuesta es anónima"));
        if n == 0 {
            // Among what programs send nobody hides.
            sends(&browser, &page, "q1=5").await.is(200);
        }
        desk.pass(TimeDelta::minutes(7));
        assert_eq!(sends(&browser, &page, &format!("q1=5&t5=palabras-{n}")).await.status, 303);
    }
    let told = results(&ana, &path).await;
    assert_eq!((&told["answers"], &told["questions"][0]["figures"]["figure"]["value"]), (&json!(5), &json!(1.0)));
    // All five entered the journal in one breath, by the desk itself, from nowhere: neither order nor moment tells.
    let entries = ana.get("/api/v1/audit?area=answers").await.is(200).json;
    let entries = entries["items"].as_array().unwrap();
    assert_eq!(entries.len(), 6);
    for entry in entries {
        assert_eq!((&entry["at"], &entry["actor"]["kind"]), (&entries[0]["at"], &json!("system")));
        assert!(entry["address"].is_null());
    }
    desk.close().await;
}

/// A counter is busy, and no program fills a survey: after so many answers from one address each waits, with all that was
/// typed, and no other survey's.
#[tokio::test]
async fn one_address_answers_often_and_not_without_end() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, link) = asked(&ana, "anonymous").await;
    let mut visits = Vec::new();
    for _ in 0..=300 {
        let browser = opens(&desk, &link).await;
        let page = browser.get("/s").await.is(200).text;
        visits.push((browser, page));
    }
    desk.pass(TimeDelta::seconds(2));
    let (browser, page) = visits.pop().unwrap();
    for (n, (browser, page)) in visits.iter().enumerate() {
        assert_eq!(sends(browser, page, "q1=5").await.status, 303, "{n}");
    }
    let waits = sends(&browser, &page, "q1=5&t5=Queda+aqu%C3%AD").await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "2"));
    assert!(waits.text.contains("Queda aquí") && waits.text.contains("en 2 segundos"), "{}", waits.text);
    desk.pass(TimeDelta::seconds(2));
    assert_eq!(sends(&browser, &waits.text, "q1=5").await.status, 303);
    let (_, other) = asked(&ana, "named").await;
    let browser = opens(&desk, &other).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(2));
    assert_eq!(sends(&browser, &page, "q1=5").await.status, 303);
    desk.close().await;
}

#[tokio::test]
async fn each_form_to_start_from_is_published_as_it_is() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let presets = ana.get("/api/v1/surveys/presets").await.is(200).json;
    let named: Vec<&str> =
        presets.as_array().unwrap().iter().map(|preset| preset["preset"].as_str().unwrap()).collect();
    assert_eq!(named, ["after_case", "quarterly", "visit"]);
    for preset in presets.as_array().unwrap() {
        let made = ana.post("/api/v1/surveys", &json!({ "name": "Una", "form": preset["form"] })).await.is(201);
        // What comes back is what went in, so a file of it comes in again as it was.
        assert_eq!(made.json["form"], preset["form"]);
        ana.post(&format!("{}/publish", made.header("location")), &Value::Null).await.is(200);
    }
    desk.close().await;
}

#[tokio::test]
async fn a_form_is_looked_through_before_it_is_saved() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Cliente", &["client"]).await;
    let draft = json!({ "name": "Una", "form": form(&[question(1, "satisfaction")]) });
    let made = client.post("/api/v1/surveys", &draft).await.is(201);
    let path = made.header("location").to_owned();
    ana.post(&format!("{path}/publish"), &Value::Null).await.is(200);

    let mut other = form(&[question(1, "yes_no"), question(2, "statement")]);
    other["introduction"] = json!({ "es": "**Hola**<script>alert(1)</script>" });
    other["questions"][1]["text"] = json!({ "es": "[aquí](javascript:alert(1))", "en": "- one" });
    let seen = client.post(&format!("{path}/preview"), &other).await.is(200).json;
    // As the version to come after the one that is asked, in which the first question was another one.
    let faults: Vec<&str> =
        seen["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(faults, ["introduction.en", "questions.0.kind"]);
    let introduction = seen["introduction"]["es"].as_str().unwrap();
    assert!(introduction.contains("<strong>Hola</strong>") && !introduction.contains("<script"), "{introduction}");
    let statement = &seen["statements"][0];
    assert_eq!(statement["id"], 2);
    assert!(!statement["html"]["es"].as_str().unwrap().contains("javascript:"), "{statement}");
    assert!(statement["html"]["en"].as_str().unwrap().contains("<li>one</li>"), "{statement}");

    // Nothing was stored by it.
    assert_eq!(client.get(&path).await.is(200).json["form"]["questions"][0]["kind"], "satisfaction");
    let many: Vec<Value> = (1..=1_000).map(|id| question(id, "text")).collect();
    let seen = client.post(&format!("{path}/preview"), &form(&many)).await.is(200).json;
    assert_eq!((&seen["faults"][0]["field"], &seen["faults"][0]["code"]), (&json!("questions"), &json!("too_long")));
    desk.close().await;
}

#[tokio::test]
async fn a_client_chooses_among_names_and_sees_nothing_else_of_the_desk() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (_, client) = desk.new_user(&ana, "Cliente", &["client"]).await;
    let unit = |name: &str| json!({ "name": name });
    let matriz = ana.post("/api/v1/units", &unit("Casa Matriz")).await.is(201).json["id"].clone();
    ana.post("/api/v1/units", &unit("Sucursal Norte")).await.is(201);
    let mut asked = question(1, "satisfaction");
    asked["shown_if"] = json!({ "case": { "units": [matriz] } });
    let draft = json!({ "name": "Una", "form": form(&[asked]) });
    let path = client.post("/api/v1/surveys", &draft).await.is(201).header("location").to_owned();

    // Those that the form names, and those that are looked for.
    let facts = client.get(&format!("{path}/case-facts")).await.is(200).json;
    assert_eq!(facts["units"], json!([{ "id": matriz, "path": ["Casa Matriz"], "active": true }]));
    assert!(!facts["categories"].as_array().unwrap().is_empty() && !facts["groups"].as_array().unwrap().is_empty());
    let found = client.get(&format!("{path}/case-facts?q=norte")).await.is(200).json;
    assert_eq!(found["units"][0]["path"], json!(["Sucursal Norte"]));
    client.get(&format!("{path}/case-facts?q=n")).await.fails(422, "invalid");
    client.get("/api/v1/units").await.fails(403, "forbidden");
    client.get("/api/v1/groups").await.fails(403, "forbidden");
    desk.close().await;
}
