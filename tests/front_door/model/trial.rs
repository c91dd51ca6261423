//! The test of the model: scenarios, and a past period replayed. Both decide as live cases are decided.

use super::{agree, anybody, target, usual};
use crate::LOOKS;
use crate::http::desk::{Desk, Someone};
use crate::program::{Running, done, run, set_up};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::time::Duration;
use ventanilla::clock::Clock;
use ventanilla::desk::{ActorRef, Facts};
use ventanilla::moment::Moment;
use ventanilla::replay::{Asked, NotBegun, Replays};
use ventanilla::sample::{DEFAULT_UNTIL, SampleOptions, fill_store};
use ventanilla::store::replay::{self, Ended, Tried};
use ventanilla::store::{Options, Store};

const OFFICE_TO_LATE: &str = "2026-12-31T00:00:00Z";

async fn open(ana: &Someone<'_>, subject: &str, channel: &str) -> u64 {
    let new = json!({ "subject": subject, "channel": channel, "requester": { "email": "rosa@canelos.example" } });
    ana.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
}

/// The same agreements, each with so many minutes for the solution; as the draft.
async fn draft_with(ana: &Someone<'_>, minutes: u32) {
    let mut drafted = ana.get("/api/v1/model/draft").await.is(200).json["model"]["agreements"].clone();
    for agreement in drafted.as_array_mut().unwrap() {
        agreement["solution"]["minutes"] = json!(minutes);
    }
    ana.put("/api/v1/model/draft/agreements", &json!({ "agreements": drafted })).await.is(200);
}

async fn publish(ana: &Someone<'_>, more: Value) -> crate::http::desk::Answer {
    let over = ana.get("/api/v1/model").await.is(200).json["version"].clone();
    let mut body = json!({ "over": over });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ana.post("/api/v1/model/draft/publish", &body).await
}

/// A replay, once it has ended; until then it says how far it is.
pub(super) async fn replay(ana: &Someone<'_>, more: Value) -> Value {
    let mut body = json!({ "name": "Todo", "from": "2026-01-01T00:00:00Z", "to": OFFICE_TO_LATE });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let begun = ana.post("/api/v1/model/replays", &body).await.is(202).json;
    let path = format!("/api/v1/model/replays/{}", begun["id"]);
    let mut before = 0;
    for _ in 0..LOOKS {
        let now = ana.get(&path).await.is(200).json;
        if now["state"] != "running" {
            return now;
        }
        let (done, total) = (now["done"].as_u64().unwrap(), now["total"].as_u64().unwrap());
        assert!(before <= done && done <= total, "{before} cases were done, now {now}");
        before = done;
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the replay does not end");
}

/// Waits until a case is escalated.
async fn escalated(ana: &Someone<'_>, number: u64) {
    for _ in 0..LOOKS {
        let timeline = ana.get(&format!("/api/v1/tickets/{number}/timeline?limit=200")).await.is(200).json;
        if timeline["items"].as_array().unwrap().iter().any(|entry| entry["fact"]["event"] == "escalated") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("case {number} is not escalated");
}

fn deadline(of: &Value, clock: &str) -> Value {
    of.as_array().unwrap().iter().find(|it| it["clock"] == clock).map(|it| it["at"].clone()).unwrap_or_default()
}

fn deadline_of(preview: &Value, clock: &str) -> Value {
    preview["clocks"].as_array().unwrap().iter().find(|it| it["clock"] == clock).unwrap()["due_at"].clone()
}

/// Preview, live desk, scenario and replay: a decision that took another way than the others would differ here.
#[tokio::test]
async fn preview_case_scenario_and_replay_are_one_decision() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    let escalation = json!({ "name": "Vencido", "for": anybody(), "steps": [
        { "when": { "on": "clock", "clock": "solution", "percent": 100 }, "notify": ["administrators"] }
    ] });
    let escalation = ana.put("/api/v1/model/draft/escalations", &json!({ "escalations": [escalation] })).await;
    escalation.is(200);
    // What counts for Rosa depends on her unit, on who she is, on what she speaks, and on what she writes.
    let plant = ana.post("/api/v1/units", &json!({ "name": "Planta Ñuble" })).await.is(201).json["id"].clone();
    let rosa =
        json!({ "name": "Rosa", "emails": ["rosa@canelos.example"], "unit": plant, "vip": true, "language": "pt" });
    let rosa = ana.post("/api/v1/persons", &rosa).await.is(201).json["id"].clone();
    let group = json!({ "name": "Correo", "level": "second", "members": [] });
    let mails = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
    let mut from_the_plant = anybody();
    from_the_plant["units"] = json!([plant]);
    (from_the_plant["impacts"], from_the_plant["urgencies"]) = (json!(["person"]), json!(["low", "medium"]));
    from_the_plant["languages"] = json!(["en", "pt"]);
    let rule =
        json!({ "name": "Correo", "for": from_the_plant, "words": ["correo"], "group": mails, "pick": "by_hand" });
    ana.put("/api/v1/model/draft/assignment-rules", &json!({ "assignment_rules": [rule] })).await.is(200);
    let promises = json!({ "group_agreements": [{ "group": mails, "acceptance": target(5, "elapsed") }] });
    ana.put("/api/v1/model/draft/group-agreements", &promises).await.is(200);
    let mut careful = usual(&Value::Null);
    careful["name"] = json!("Con cuidado");
    careful["for"]["vip"] = json!(true);
    (careful["first_response"], careful["solution"]) = (Value::Null, target(90, "elapsed"));
    let agreed = ana.get("/api/v1/model/draft").await.is(200).json["model"]["agreements"][0].clone();
    let agreements = json!({ "agreements": [careful, agreed] });
    ana.put("/api/v1/model/draft/agreements", &agreements).await.is(200);
    publish(&ana, json!({})).await.is(200);

    let asked = json!({ "channel": "mail", "subject": "Sin correo", "requester": rosa });
    let preview = ana.post("/api/v1/model/preview", &asked).await.is(200).json;
    assert_eq!(preview["group"]["id"], mails, "{preview}");
    assert_eq!(deadline_of(&preview, "solution"), "2026-11-25T13:50:00.000Z");
    assert_eq!(deadline_of(&preview, "acceptance"), "2026-11-25T12:25:00.000Z");
    let unheard = json!({ "channel": "mail", "requester": rosa });
    let unheard = ana.post("/api/v1/model/preview", &unheard).await.is(200).json;
    assert_ne!(unheard["group"]["id"], mails, "{unheard}");
    for (field, other) in [("impact", "site"), ("urgency", "high")] {
        let mut worse = asked.clone();
        worse[field] = json!(other);
        let worse = ana.post("/api/v1/model/preview", &worse).await.is(200).json;
        assert_ne!(worse["group"]["id"], mails, "{field}: {worse}");
    }
    // Of whom no language is known the desk's own counts.
    let luis = json!({ "name": "Luis", "emails": ["luis@canelos.example"], "unit": plant });
    let luis = ana.post("/api/v1/persons", &luis).await.is(201).json["id"].clone();
    let foreign = json!({ "channel": "mail", "subject": "Sin correo", "requester": luis });
    let foreign = ana.post("/api/v1/model/preview", &foreign).await.is(200).json;
    assert_ne!(foreign["group"]["id"], mails, "{foreign}");
    let too_early = json!({ "channel": "mail", "at": "1969-12-31T23:59:59Z" });
    let too_early = ana.post("/api/v1/model/preview", &too_early).await.fails(422, "invalid");
    assert_eq!(too_early.faults(), [("at".to_owned(), "out_of_range".to_owned())]);
    // On the telephone it is hers who answers.
    let talking = json!({ "channel": "phone", "subject": "Sin correo", "requester": rosa });
    let talking = ana.post("/api/v1/model/preview", &talking).await.is(200).json;
    assert_ne!(talking["group"]["id"], mails, "{talking}");

    let token = json!({ "name": "Robot", "role": "agent", "scope": "write" });
    let token = ana.post("/api/v1/tokens", &token).await.is(201).json["secret"].as_str().unwrap().to_owned();
    let number = open(&desk.with_token(&token), "Sin correo", "mail").await;
    let path = format!("/api/v1/tickets/{number}");
    let case = ana.get(&path).await.is(200).json;
    let made = ana.post("/api/v1/model/draft/scenarios/of-case", &json!({ "ticket": number })).await.is(200).json;
    assert_eq!((&made["name"], &made["case"]["language"]), (&json!("Sin correo"), &json!("pt")));
    let expect = &made["expect"];
    assert_eq!(expect["priority"], preview["priority"]);
    assert_eq!(expect["priority"], case["priority"]);
    assert_eq!(expect["group"], case["group"]["id"]);
    assert_eq!(expect["group"], preview["group"]["id"]);
    assert_eq!(case["clocks"].as_array().unwrap().len(), preview["clocks"].as_array().unwrap().len());
    for clock in case["clocks"].as_array().unwrap() {
        let kind = clock["clock"].as_str().unwrap();
        let seen = preview["clocks"].as_array().unwrap().iter().find(|it| it["clock"] == kind).unwrap();
        assert_eq!(clock["due_at"], seen["due_at"], "{kind}");
        assert_eq!(clock["due_at"], deadline(&expect["deadlines"], kind), "{kind}");
    }
    // Nobody touches it, so it will be escalated at its deadline.
    assert_eq!(expect["escalations"][0]["at"], deadline(&expect["deadlines"], "solution"));

    // Another one is worked on; then time passes, and what was foreseen happens.
    let other = open(&ana, "No imprime", "phone").await;
    let other_path = format!("/api/v1/tickets/{other}");
    desk.pass(TimeDelta::minutes(30));
    let wait = json!({ "on": "requester", "reason": "¿Qué modelo es?" });
    ana.post(&format!("{other_path}/wait"), &wait).await.is(200);
    desk.pass(TimeDelta::minutes(45));
    ana.post(&format!("{other_path}/resume"), &json!({})).await.is(200);
    desk.pass(TimeDelta::minutes(5));
    let solution = json!({ "text": "Se cambió el tóner", "code": "fixed" });
    ana.post(&format!("{other_path}/resolve"), &solution).await.is(200);
    // At its deadline it is told.
    let due = deadline(&expect["deadlines"], "solution");
    desk.clock.set(Moment::parse(due.as_str().unwrap()).unwrap());
    let ana = desk.ana().await;
    escalated(&ana, number).await;

    desk.pass(TimeDelta::hours(1));
    let replayed = replay(&ana, json!({ "version": ana.get("/api/v1/model").await.json["version"] })).await;
    let result = &replayed["result"];
    assert_eq!((&result["cases"], &result["aspects"]), (&json!(2), &json!([])), "{replayed}");
    desk.close().await;
}

#[tokio::test]
async fn a_scenario_that_fails_keeps_a_model_from_being_published_unless_somebody_says_why() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    let number = open(&ana, "Sin correo", "mail").await;
    let made = ana.post("/api/v1/model/draft/scenarios/of-case", &json!({ "ticket": number })).await.is(200).json;
    let saved = ana.put("/api/v1/model/draft/scenarios", &json!({ "scenarios": [made] })).await.is(200).json;
    assert_eq!(saved["faults"], json!([]), "{saved}");
    let results = ana.get("/api/v1/model/draft/scenarios/results").await.is(200).json;
    assert_eq!((&results[0]["passes"], &results[0]["name"]), (&json!(true), &json!("Sin correo")));
    publish(&ana, json!({})).await.is(200);

    draft_with(&ana, 60).await;
    let draft = ana.get("/api/v1/model/draft").await.is(200).json;
    assert_eq!((&draft["faults"][0]["field"], &draft["faults"][0]["code"]), (&json!("scenarios.0"), &json!("not_met")));
    let results = ana.get("/api/v1/model/draft/scenarios/results").await.is(200).json;
    assert_eq!(results[0]["deviations"], json!([{ "part": "deadline", "clock": "solution" }]), "{results}");
    let found = deadline(&results[0]["found"]["deadlines"], "solution");
    assert_eq!(found, "2026-11-25T13:20:00.000Z");
    let refused = publish(&ana, json!({})).await.is(422).json;
    assert_eq!(refused["errors"][0]["code"], "not_met");
    publish(&ana, json!({ "overrule": " " })).await.is(422);
    publish(&ana, json!({ "overrule": "El cliente pidió metas más cortas" })).await.is(200);
    let audit = ana.get("/api/v1/audit?area=settings").await.is(200).json;
    assert!(audit["items"].as_array().unwrap().iter().any(|it| it["event"] == "scenarios_overruled"), "{audit}");

    // What happens late is expected, and comes out again: a step after many times the target.
    let late = json!({ "name": "Muy tarde", "for": anybody(), "steps": [
        { "when": { "on": "clock", "clock": "solution", "percent": 1000 }, "notify": ["administrators"] },
    ] });
    draft_with(&ana, 10_000).await;
    ana.put("/api/v1/model/draft/escalations", &json!({ "escalations": [late] })).await.is(200);
    let mut told = made.clone();
    told["expect"] = ana.post("/api/v1/model/draft/scenarios/try", &made).await.is(200).json["found"].clone();
    assert_eq!(told["expect"]["escalations"].as_array().unwrap().len(), 1, "{told}");
    let saved = ana.put("/api/v1/model/draft/scenarios", &json!({ "scenarios": [told] })).await.is(200).json;
    assert_eq!(saved["faults"], json!([]), "{saved}");

    // What cannot be run is told with its place.
    let mut wrong = made.clone();
    wrong["steps"] = json!([{ "after": 5, "action": "resume" }, { "after": 1, "action": "wait" }]);
    wrong["case"]["category"] = json!(999);
    wrong["case"]["at"] = json!("1969-12-31T23:59:59Z");
    let saved = ana.put("/api/v1/model/draft/scenarios", &json!({ "scenarios": [wrong] })).await.is(200).json;
    let places: Vec<_> = saved["faults"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
    assert_eq!(
        places,
        [
            "scenarios.0.case.at",
            "scenarios.0.case.category",
            "scenarios.0.steps.0.action",
            "scenarios.0.steps.1.after",
            "scenarios.0.steps.1.on"
        ]
    );
    desk.close().await;
}

#[tokio::test]
async fn a_period_is_replayed_through_a_draft_and_kept() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    for n in 0..3 {
        open(&ana, &format!("Caso {n}"), "mail").await;
        desk.pass(TimeDelta::minutes(1));
    }
    draft_with(&ana, 60).await;
    desk.pass(TimeDelta::hours(2));
    let done = replay(&ana, json!({ "name": "Metas cortas", "from": "2026-11-25T12:20:30Z" })).await;
    let result = &done["result"];
    assert_eq!((&done["state"], &done["draft_revision"].is_u64()), (&json!("done"), &true), "{done}");
    assert_eq!((&result["cases"], &result["differing"], &result["listed"]), (&json!(2), &json!(2), &json!(2)));
    let breaches = result["aspects"].as_array().unwrap().iter().find(|it| it["aspect"] == "breach").unwrap();
    assert_eq!(breaches["cases"], 2);
    let promise = result["promises"].as_array().unwrap().iter().find(|it| it["clock"] == "solution").unwrap();
    assert_eq!((&promise["was"]["missed"], &promise["would"]["missed"]), (&json!(0), &json!(2)), "{promise}");
    assert_eq!(promise["agreement"]["name"], "Todos");
    // Of each case its requester would hear; what was really told is not known.
    let told = |kind: &str, way: &str| {
        let of = |it: &&Value| it["notice"] == kind && it["way"] == way;
        result["notices"].as_array().unwrap().iter().find(of).map_or(Value::Null, |it| it["would"].clone())
    };
    assert_eq!(told("opened", "mail"), 2, "{result}");
    assert_eq!(told("closed", "mail"), Value::Null, "{result}");

    let path = format!("/api/v1/model/replays/{}", done["id"]);
    let first = ana.get(&format!("{path}/cases?limit=1&aspect=breach")).await.is(200).json;
    assert_eq!((&first["items"][0]["number"], &first["items"][0]["subject"]), (&json!(2), &json!("Caso 1")));
    let cursor = first["next"].as_str().unwrap();
    let second = ana.get(&format!("{path}/cases?limit=1&cursor={cursor}")).await.is(200).json;
    assert_eq!((&second["items"][0]["number"], &second["next"]), (&json!(3), &json!(null)));
    let none = ana.get(&format!("{path}/cases?aspect=group")).await.is(200).json;
    assert_eq!(none["items"], json!([]));
    let csv = ana.get(&format!("{path}/export")).await.is(200).text;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(
        csv.lines()
            .next()
            .unwrap()
            .starts_with("number,subject,aspects,was_first_priority,was_first_group,was_priority"),
        "{csv}"
    );

    let sums = ana.get(&format!("{path}/sums")).await.is(200).text;
    let mut lines = sums.lines();
    assert_eq!(lines.next(), Some("figure,aspect,agreement,group,clock,priority,escalation,user,notice,way,was,would"));
    assert_eq!(lines.next(), Some("cases,,,,,,,,,,2,2"));
    let missed = lines.find(|line| line.starts_with("missed,,Todos,,solution,")).unwrap();
    assert!(missed.ends_with(",0,2"), "{sums}");

    for (wrong, status) in [
        (json!({ "name": " ", "from": "2026-01-01T00:00:00Z", "to": OFFICE_TO_LATE }), 422),
        (json!({ "name": "Al revés", "from": OFFICE_TO_LATE, "to": "2026-01-01T00:00:00Z" }), 422),
        (json!({ "name": "Nunca", "from": "2026-01-01T00:00:00Z", "to": OFFICE_TO_LATE, "version": 99 }), 422),
    ] {
        ana.post("/api/v1/model/replays", &wrong).await.is(status);
    }
    ana.delete(&path).await.is(204);
    ana.get(&path).await.is(404);
    // What is called as before has one line, though it was drawn up anew; also once it is in force.
    let mut anew = ana.get("/api/v1/model/draft").await.is(200).json["model"]["agreements"].clone();
    anew[0].as_object_mut().unwrap().remove("id");
    ana.put("/api/v1/model/draft/agreements", &json!({ "agreements": anew })).await.is(200);
    let id = replay(&ana, json!({})).await["id"].clone();
    publish(&ana, json!({})).await.is(200);
    let shown = ana.get(&format!("/api/v1/model/replays/{id}")).await.is(200).json;
    let lines = shown["result"]["promises"].as_array().unwrap().iter().filter(|it| it["clock"] == "solution");
    let lines: Vec<&Value> = lines.collect();
    assert_eq!(lines.len(), 1, "{shown}");
    let line =
        |side: &str| ["kept", "missed", "open"].map(|of| lines[0][side][of].as_u64().unwrap()).iter().sum::<u64>();
    assert_eq!((&lines[0]["agreement"]["name"], line("was"), line("would")), (&json!("Todos"), 3, 3), "{shown}");
    // The last ten are kept.
    for _ in 0..11 {
        replay(&ana, json!({})).await;
    }
    assert_eq!(ana.get("/api/v1/model/replays").await.is(200).json.as_array().unwrap().len(), 10);
    desk.close().await;
}

#[tokio::test]
async fn a_replay_shows_what_the_draft_would_have_proposed_and_whom_it_would_have_told() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    let steps = |notify: &str| {
        let when = json!({ "on": "not_taken", "minutes": 30, "calendar": null });
        let step = json!({ "when": when, "notify": [notify] });
        json!({ "escalations": [{ "name": "Nadie lo toma", "for": anybody(), "steps": [step] }] })
    };
    ana.put("/api/v1/model/draft/escalations", &steps("group")).await.is(200);
    publish(&ana, json!({})).await.is(200);
    let token = json!({ "name": "Robot", "role": "agent", "scope": "write" });
    let token = ana.post("/api/v1/tokens", &token).await.is(201).json["secret"].as_str().unwrap().to_owned();
    let robot = desk.with_token(&token);
    let model = ana.get("/api/v1/model").await.is(200).json;
    let category = model["categories"].as_array().unwrap().last().unwrap().clone();
    let mut numbers = Vec::new();
    for said in [json!({}), json!({ "impact": category["impact"] })] {
        let mut new = json!({
            "subject": "Sin correo", "channel": "web", "requester": { "email": "rosa@canelos.example" },
            "category": category["id"],
        });
        new.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        let opened = robot.post("/api/v1/tickets", &new).await.is(201).json;
        numbers.push(opened["number"].as_u64().unwrap());
    }
    desk.pass(TimeDelta::minutes(40));
    let ana = desk.ana().await;
    for number in &numbers {
        escalated(&ana, *number).await;
    }

    // The draft proposes that the category touches everybody, and tells the supervisors.
    let other = if category["impact"] == "organisation" { "person" } else { "organisation" };
    let changed = json!({
        "name": category["name"], "parent": category["parent"], "kind": category["kind"], "impact": other,
        "urgency": category["urgency"],
    });
    ana.put(&format!("/api/v1/model/draft/categories/{}", category["id"]), &changed).await.is(200);
    ana.put("/api/v1/model/draft/escalations", &steps("supervisors")).await.is(200);
    let replayed = replay(&ana, json!({})).await;
    let aspects = |aspect: &str| {
        let counts = replayed["result"]["aspects"].as_array().unwrap();
        counts.iter().find(|it| it["aspect"] == aspect).map_or(json!(0), |it| it["cases"].clone())
    };
    assert_eq!((aspects("priority"), aspects("escalation")), (json!(1), json!(2)), "{replayed}");
    let path = format!("/api/v1/model/replays/{}", replayed["id"]);
    let cases = ana.get(&format!("{path}/cases?aspect=priority")).await.is(200).json;
    assert_eq!(cases["items"][0]["number"], numbers[0], "what somebody said stays: {cases}");
    let audience = |side: &str| cases["items"][0][side]["escalations"][0]["audience"].clone();
    assert_eq!((audience("was"), audience("would")), (json!(["group"]), json!(["supervisors"])));
    let csv = ana.get(&format!("{path}/export")).await.is(200).text;
    assert!(csv.contains("Nadie lo toma (group)") && csv.contains("Nadie lo toma (supervisors)"), "{csv}");
    desk.close().await;
}

#[test]
fn a_model_in_a_file_is_tested_without_a_desk() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "una clave larga y propia");
    let running = Running::start(&data);
    let text = done(&data, &["model", "export"], "");
    running.end();
    let scenario = |at: &str| {
        format!(
            "\n[[agreements]]\nid = 1\nname = \"Todos\"\n\n[agreements.solution]\nminutes = 60\ntime = \"elapsed\"\n\n\
             [[scenarios]]\nid = 1\nname = \"Una hora\"\n[scenarios.case]\nat = \"2026-11-27T12:00:00Z\"\n\
             channel = \"mail\"\n[[scenarios.steps]]\nafter = 10\naction = \"take\"\n[[scenarios.expect.deadlines]]\n\
             clock = \"solution\"\nat = \"{at}\"\n"
        )
    };
    let (model, around) = text.split_once("\n# ").unwrap();
    let written = |at: &str| format!("{model}{}\n# {around}", scenario(at));
    assert_eq!(
        done(&data, &["model", "test", "-"], &written("2026-11-27T13:00:00Z")),
        "passes  Una hora\n1 of 1 scenarios pass\n"
    );
    let failed = run(&data, &["model", "test", "-"], &written("2026-11-27T13:30:00Z"));
    assert_eq!(failed.status.code(), Some(1));
    let told = String::from_utf8_lossy(&failed.stdout).into_owned();
    assert!(told.contains("FAILS  Una hora") && told.contains("is 2026-11-27T13:00:00.000Z"), "{told}");
    // A calendar is open until a day, and never again.
    let market = "\n[[calendars]]\nid = 1\nname = \"Feria\"\ntime_zone = \"America/Santiago\"\n[calendars.week]\n\
                  [[calendars.special_days]]\ndate = \"2026-12-24\"\nname = \"Feria\"\nhours = [\"09:00-18:00\"]\n";
    let with_market = written("2026-11-27T13:00:00Z").replace("\n[[agreements]]", &format!("{market}\n[[agreements]]"));
    done(&data, &["model", "test", "-", "--at", "2026-12-01T00:00:00Z"], &with_market);
    let over = run(&data, &["model", "test", "-", "--at", "2027-01-01T00:00:00Z"], &with_market);
    assert_eq!(over.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&over.stderr).contains("calendars.0.week: "), "{over:?}");
    let no_moment = run(&data, &["model", "test", "-", "--at", "tomorrow"], &with_market);
    assert_eq!(no_moment.status.code(), Some(2));
    let wrong = written("2026-11-27T13:00:00Z").replace("minutes = 60", "minutes = 0");
    let wrong = run(&data, &["model", "test", "-"], &wrong);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("agreements.0.solution.minutes"), "{wrong:?}");
}

#[tokio::test]
async fn a_replay_that_somebody_stops_says_so_and_leaves_the_place_to_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("desk.redb"), Options::default()).unwrap();
    let until = Moment::parse(DEFAULT_UNTIL).unwrap();
    let sample = SampleOptions { tickets: 1_000, months: 2, seed: 1, until, people: None, administrator: false };
    fill_store(&store, &sample, |_| {}).unwrap();
    let replays = Replays::new(store.clone(), Clock::settable(until));
    let model = store.snapshot().unwrap().model().unwrap();
    let asked = || Asked {
        name: "Todo".to_owned(),
        period: Moment::default()..until,
        model: model.clone(),
        tried: Tried::Version(model.version.0),
        by: ActorRef::System,
    };
    let ended = async |id: u64| {
        while replays.progress(id).is_some() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let row = replay::find(&store.snapshot().unwrap(), id).unwrap().unwrap();
        (row.ended, row.tally.is_empty())
    };
    let first = replays.begin(asked()).await.unwrap();
    assert!(replays.progress(first).is_some());
    assert!(matches!(replays.begin(asked()).await, Err(NotBegun::AlreadyRunning)));
    assert!(replays.stop(first));
    assert_eq!(ended(first).await, (Some(Ended::Stopped { at: until }), true));
    assert!(!replays.stop(first), "it does not run any more");
    let second = replays.begin(asked()).await.unwrap();
    assert_eq!(ended(second).await, (Some(Ended::Done { at: until }), false));
    // What a program of before packed otherwise says so, and breaks nothing.
    let done = replay::find(&store.snapshot().unwrap(), second).unwrap().unwrap();
    assert!(!ventanilla::replay::is_outdated(&done) && ventanilla::replay::tally(&done).unwrap().is_some());
    let older = replay::Replay { form: 0, ..done };
    assert!(ventanilla::replay::is_outdated(&older) && ventanilla::replay::tally(&older).unwrap().is_none());
    let cases = ventanilla::replay::cases(&store.snapshot().unwrap(), &older, None, 0, 10).unwrap();
    assert_eq!(cases, []);
    store.close().unwrap();
}
