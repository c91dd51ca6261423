//! Procedures: drafted, followed in a case, asked while one is registered, and counted.

use crate::cases::search::until_found;
use crate::http::desk::{Desk, Someone};
use crate::program::{done, run, set_up};
use chrono::TimeDelta;
use serde_json::{Value, json};

const BOOT: &str = "Equipo que no enciende";

fn step(id: u32, text: &str, required: bool, answer: &Value) -> Value {
    json!({ "id": id, "text": text, "required": required, "answer": answer })
}

fn tick() -> Value {
    json!({ "kind": "tick" })
}

fn everywhere() -> Value {
    json!({ "kinds": [], "categories": [], "groups": [], "levels": [] })
}

/// What is done about a machine that does not start: a question, a step that a no jumps over, and what was found.
fn boot() -> Value {
    let question = json!({ "kind": "yes_no", "no": { "to": "step", "step": 3 } });
    json!({
        "name": BOOT, "purpose": "work", "for": everywhere(),
        "steps": [
            step(1, "¿Enciende **alguna** luz?", true, &question),
            step(2, "Reiniciar sin periféricos", true, &tick()),
            step(3, "Qué se encontró <script>alert(1)</script>", true, &json!({ "kind": "text" })),
            {
                "id": 4, "text": "Rotular", "answer": { "kind": "choice", "options": ["Bodega", "Taller"] },
                "link": "https://wiki.example/rotulos",
            },
        ],
    })
}

/// What is asked by telephone.
fn questions() -> Value {
    json!({
        "name": "Qué preguntar", "purpose": "questions", "for": everywhere(),
        "steps": [
            step(1, "¿Desde cuándo?", true, &json!({ "kind": "text" })),
            step(2, "¿Es un notebook?", false, &json!({ "kind": "yes_no", "no": { "to": "end" } })),
            step(3, "¿Está con cargador?", false, &json!({ "kind": "yes_no" })),
        ],
    })
}

async fn agreed(ana: &Someone<'_>, procedures: &[Value]) -> Value {
    let list = json!({ "procedures": procedures });
    let draft = ana.put("/api/v1/model/draft/procedures", &list).await.is(200).json;
    assert_eq!(draft["faults"], json!([]), "{draft}");
    ana.publish_model().await;
    draft["model"]["procedures"].clone()
}

async fn case(ana: &Someone<'_>, more: Value) -> u64 {
    let mut new =
        json!({ "subject": "No enciende", "channel": "phone", "requester": { "email": "luis@canelos.example" } });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ana.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
}

fn standings(procedure: &Value) -> Vec<&str> {
    let steps = procedure["procedure"]["steps"].as_array().unwrap();
    steps.iter().map(|step| step["standing"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_case_carries_its_procedure_and_a_solution_needs_its_steps() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agreed(&ana, &[boot(), questions()]).await;
    let number = case(&ana, json!({})).await;
    let path = format!("/api/v1/tickets/{number}/procedure");
    let shown = ana.get(&path).await.is(200).json;
    let work = &shown["work"];
    assert_eq!((&work["procedure"]["name"], &work["missing"]), (&json!(BOOT), &json!([1, 3])), "{shown}");
    assert_eq!(standings(work), ["on", "perhaps", "on", "on"]);
    let html = |n: usize| work["procedure"]["steps"][n]["html"].as_str().unwrap().to_owned();
    assert!(html(0).contains("<strong>alguna</strong>") && !html(2).contains("<script"), "{} {}", html(0), html(2));
    assert_eq!((&shown["questions"], &shown["earlier"]), (&Value::Null, &json!([])));

    let mark = async |step: u32, body: Value| ana.post(&format!("{path}/steps/{step}"), &body).await;
    desk.pass(TimeDelta::minutes(2));
    let after = mark(1, json!({ "mark": "done", "answer": "no", "procedure": 1 })).await.is(200).json;
    assert_eq!(standings(&after["work"]), ["on", "off", "on", "on"]);
    let said = &after["work"]["marks"][0];
    assert_eq!((&said["step"], &said["answer"], &said["by"]["name"]), (&json!(1), &json!("no"), &json!("Ana Rojas")));
    for (step, body, field) in [
        (2, json!({ "mark": "done" }), "step"),
        (3, json!({ "mark": "done" }), "answer"),
        (3, json!({ "mark": "skipped" }), "reason"),
        (4, json!({ "mark": "done", "answer": "Casa" }), "answer"),
        (4, json!({ "mark": "done", "answer": "Taller", "procedure": 2 }), "procedure"),
    ] {
        assert_eq!(mark(step, body).await.is(422).json["errors"][0]["field"], field);
    }
    mark(99, json!({ "mark": "done" })).await.is(404);
    mark(4, json!({ "mark": "done", "answer": "Taller" })).await.is(200);
    mark(4, json!({ "mark": "undone" })).await.is(200);

    let code = ana.get("/api/v1/model").await.is(200).json["solution_codes"][0]["code"].clone();
    let resolve = format!("/api/v1/tickets/{number}/resolve");
    let refused = ana.post(&resolve, &json!({ "text": "Listo", "code": code })).await.is(409).json;
    assert_eq!(refused["code"], "steps_open");
    assert_eq!(refused["steps"], json!([{ "id": 3, "title": "Qué se encontró <script>alert(1)</script>" }]));
    let reason = "Lo vio el proveedor";
    ana.post(&resolve, &json!({ "text": "Listo", "code": code, "procedure_reason": reason })).await.is(200);
    assert_eq!(mark(3, json!({ "mark": "done", "answer": "Fuente" })).await.is(409).json["why"], "state");

    let timeline = ana.get(&format!("/api/v1/tickets/{number}/timeline")).await.is(200).json;
    let facts: Vec<&Value> = timeline["items"].as_array().unwrap().iter().map(|item| &item["fact"]).collect();
    let skipped = facts.iter().find(|fact| fact["event"] == "step_skipped").unwrap();
    assert_eq!((&skipped["reason"], &skipped["procedure"]), (&json!(reason), &json!(BOOT)));
    let answered = facts.iter().find(|fact| fact["event"] == "step_done").unwrap();
    assert_eq!((&answered["step"], &answered["answer"]), (&json!("¿Enciende **alguna** luz?"), &json!("no")));

    // What was said of a step is found like any other word of the case.
    until_found(&ana, "proveedor", &[number]).await;
    let figures = ana.get("/api/v1/model/procedures/1/figures").await.is(200).json;
    let counted = |n: usize, name: &str| figures["steps"][n][name].as_u64();
    assert_eq!(
        (counted(0, "done"), counted(0, "seconds"), counted(0, "mean_seconds")),
        (Some(1), Some(120), Some(120))
    );
    assert_eq!((counted(2, "done"), counted(2, "skipped"), counted(2, "mean_seconds")), (Some(0), Some(1), None));
    assert_eq!((counted(3, "done"), counted(3, "undone")), (Some(0), Some(1)));
    ana.get("/api/v1/model/procedures/77/figures").await.is(404);
    ana.get("/api/v1/model/procedures/5000000000/figures").await.is(404);
    desk.close().await;
}

#[tokio::test]
async fn questions_are_told_before_the_case_and_their_answers_lie_with_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agreed(&ana, &[questions()]).await;
    let preview = async |answers: Value| {
        let shown = ana.post("/api/v1/model/preview", &json!({ "answers": answers })).await.is(200).json;
        let steps = shown["questions"]["steps"].as_array().unwrap().clone();
        steps.iter().map(|step| step["standing"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(preview(json!([])).await, ["on", "on", "perhaps"]);
    assert_eq!(preview(json!([{ "step": 2, "answer": "no" }])).await, ["on", "on", "off"]);
    assert_eq!(preview(json!([{ "step": 2, "answer": "yes" }])).await, ["on", "on", "on"]);
    let answers = json!({ "answers": [{ "step": 2, "answer": "no" }, { "step": 1, "answer": "Ayer" }] });
    let number = case(&ana, answers).await;
    let shown = ana.get(&format!("/api/v1/tickets/{number}/procedure")).await.is(200).json;
    assert_eq!(shown["work"], Value::Null);
    let marks = shown["questions"]["marks"].as_array().unwrap();
    assert_eq!(marks.iter().map(|mark| &mark["answer"]).collect::<Vec<_>>(), [&json!("no"), &json!("Ayer")]);
    let wrong = json!({
        "subject": "Otro", "channel": "phone", "requester": { "email": "luis@canelos.example" },
        "answers": [{ "step": 2, "answer": "quizás" }],
    });
    assert_eq!(ana.post("/api/v1/tickets", &wrong).await.is(422).json["errors"][0]["field"], "answers.0.answer");
    until_found(&ana, "ayer", &[number]).await;
    desk.close().await;
}

#[tokio::test]
async fn a_branch_that_leads_nowhere_is_told_in_the_draft_and_refused_of_what_is_published() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut wrong = boot();
    wrong["steps"][0]["answer"]["no"]["step"] = json!(9);
    wrong["steps"][3]["link"] = json!("javascript:alert(1)");
    let draft = ana.put("/api/v1/model/draft/procedures", &json!({ "procedures": [wrong] })).await.is(200).json;
    let faults: Vec<_> = draft["faults"].as_array().unwrap().iter().map(|it| (&it["field"], &it["code"])).collect();
    let place = json!("procedures.0.steps.0.answer.no");
    let link = json!("procedures.0.steps.3.link");
    assert_eq!(faults, [(&place, &json!("unknown")), (&link, &json!("malformed"))]);
    let over = json!({ "over": draft["in_force"] });
    let refused = ana.post("/api/v1/model/draft/publish", &over).await.is(422).json;
    assert_eq!(refused["errors"][0]["field"], place);
    let look = json!({ "procedure": boot(), "answers": [{ "step": 1, "answer": "no" }] });
    let shown = ana.post("/api/v1/model/procedure-preview", &look).await.is(200).json;
    assert_eq!(shown["steps"][1]["standing"], "off");
    desk.close().await;
}

#[test]
fn procedures_go_along_in_the_model_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "una clave larga y propia");
    let procedure = r#"
[[procedures]]
id = 1
name = "Alta de usuario"
purpose = "work"

[procedures.for]
levels = ["second"]

[[procedures.steps]]
id = 1
text = "¿Hay autorización?"
required = true

[procedures.steps.answer.yes_no]
no = "end"

[[procedures.steps]]
id = 2
text = "Crear la cuenta"
"#;
    let text = done(&data, &["model", "export"], "");
    let file = folder.path().join("modelo.toml");
    let import = |procedure: &str| {
        std::fs::write(&file, format!("{text}{procedure}")).unwrap();
        run(&data, &["model", "import", file.to_str().unwrap(), "--publish"], "")
    };
    let refused = import(&procedure.replace("no = \"end\"", "no = { step = 1 }"));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("procedures.0.steps.0.answer.no (circle)"), "{said}");
    assert!(import(procedure).status.success());
    assert!(done(&data, &["model", "export"], "").contains(procedure));
    done(&data, &["check", "--rebuild"], "");
}
