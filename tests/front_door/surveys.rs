//! Surveys through the front door: designed, published, and what is refused.

use super::http::desk::Desk;
use serde_json::{Value, json};

fn question(id: u32, kind: &str) -> Value {
    json!({ "id": id, "kind": kind, "text": { "es": "¿Cómo fue?", "en": "How was it?" } })
}

fn form(questions: &[Value]) -> Value {
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
