//! Files from upload to download: who may have them, what is refused, and what vanishes.

use super::{Scene, at};
use crate::http::desk::{Answer, Desk, Someone, read};
use crate::planted;
use chrono::TimeDelta;
use image::{DynamicImage, ImageFormat, RgbImage};
use reqwest::{Body, Method};
use serde_json::{Value, json};
use std::io::Cursor;
use std::ops::ControlFlow;
use ventanilla::export::{Format, export};

/// The most bytes of a file.
const MOST: usize = 25 * 1024 * 1024;

async fn send(somebody: &Someone<'_>, name: &str, bytes: impl Into<Body>) -> Answer {
    let url = reqwest::Url::parse_with_params("http://desk/api/v1/uploads", [("name", name)]).unwrap();
    let path = format!("{}?{}", url.path(), url.query().unwrap());
    read(somebody.request(Method::POST, &path).body(bytes)).await
}

async fn upload(somebody: &Someone<'_>, name: &str, bytes: impl Into<Body>) -> Value {
    send(somebody, name, bytes).await.is(201).json
}

/// The bytes of an answer with its headers.
async fn fetch(somebody: &Someone<'_>, path: &str) -> (reqwest::header::HeaderMap, Vec<u8>) {
    let answer = somebody.request(Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let headers = answer.headers().clone();
    let bytes = answer.bytes().await.unwrap().to_vec();
    planted::search(&String::from_utf8_lossy(&bytes));
    (headers, bytes)
}

/// Bytes that no two places have alike.
fn noise(length: usize, seed: u32) -> Vec<u8> {
    let step = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some((*state >> 24) as u8)
    };
    std::iter::repeat_n((), length).scan(seed, |state, ()| step(state)).collect()
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(2_000, 500)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The file of the newest message or note.
async fn newest(somebody: &Someone<'_>, number: u64, kind: &str) -> Value {
    let timeline = somebody.get(&format!("{}/timeline", at(number))).await.is(200).json;
    let items = timeline["items"].as_array().unwrap();
    items.iter().rev().find(|item| item["type"] == kind).unwrap()[kind]["attachments"][0].clone()
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent_to_whoever_sees_its_message() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.closed).await;
    let path = |rest: &str| format!("{}/{rest}", at(number));
    let bytes = noise(700_001, 7);

    let sent = upload(&scene.carla, "../../señal\u{202e}.log", bytes.clone()).await;
    assert_eq!((&sent["name"], &sent["size"], &sent["picture"]), (&json!("señal.log"), &json!(700_001), &json!(false)));
    let message = json!({ "text": "Va el registro", "attachments": [sent["id"]] });
    let written = scene.carla.post(&path("messages"), &message).await.is(201).json;
    assert_eq!(written["message"]["attachments"][0]["name"], "señal.log");
    let file = newest(&scene.rosa, number, "message").await;
    let link = path(&format!("attachments/{}", file["id"]));
    let (headers, back) = fetch(&scene.rosa, &link).await;
    assert!(back == bytes, "{} bytes came back", back.len());
    for (name, value) in [
        ("content-type", "application/octet-stream"),
        ("content-length", "700001"),
        ("content-disposition", "attachment; filename=\"se_al.log\"; filename*=UTF-8''se%C3%B1al.log"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(headers[name], value, "{name}");
    }
    scene.beto.get(&link).await.fails(404, "not_found");
    desk.nobody().get(&link).await.fails(401, "unauthenticated");
    // The file of another case, and what is no file.
    let other = scene.case(scene.open).await;
    scene.ana.get(&format!("{}/attachments/{}", at(other), file["id"])).await.fails(404, "not_found");
    scene.ana.get(&path("attachments/1")).await.fails(404, "not_found");

    // A note's file is the desk's own.
    let sent = upload(&scene.carla, "nota.txt", "interna").await;
    let note = json!({ "text": "Solo para la mesa", "attachments": [sent["id"]] });
    scene.carla.post(&path("notes"), &note).await.is(201);
    let file = newest(&scene.carla, number, "note").await;
    let link = path(&format!("attachments/{}", file["id"]));
    assert_eq!(fetch(&scene.carla, &link).await.1, b"interna");
    scene.rosa.get(&link).await.fails(404, "not_found");
    scene.rosa.get(&format!("{link}/preview")).await.fails(404, "not_found");

    // Nobody is locked in: names with what was written, bytes under their hash.
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("all");
    let snapshot = desk.store.snapshot().unwrap();
    export(&snapshot, &to, Format::Jsonl, &mut |_| ControlFlow::Continue(())).unwrap();
    drop(snapshot);
    let messages = std::fs::read_to_string(to.join("messages.jsonl")).unwrap();
    let first: Value = serde_json::from_str(messages.lines().next().unwrap()).unwrap();
    let attached = &first["attachments"][0];
    assert_eq!((&attached["name"], &attached["size"]), (&json!("señal.log"), &json!(700_001)));
    let exported = std::fs::read(to.join("attachments").join(attached["sha256"].as_str().unwrap())).unwrap();
    assert!(exported == bytes);
    desk.close().await;
}

#[tokio::test]
async fn a_case_begins_with_the_files_of_who_asks() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let sent = upload(&scene.rosa, "pantalla.png", picture(ImageFormat::Png)).await;
    assert_eq!(sent["picture"], true);
    let new = json!({
        "subject": "No imprime", "channel": "web", "requester": { "me": true }, "attachments": [sent["id"]],
    });
    let made = scene.rosa.post("/api/v1/tickets", &new).await.is(201).json;
    let number = made["number"].as_u64().unwrap();
    let link = format!("{}/attachments/{}", at(number), made["attachments"][0]["id"]);
    for somebody in [&scene.rosa, &scene.ana] {
        let (headers, shown) = fetch(somebody, &format!("{link}/preview")).await;
        assert_eq!(
            (&headers["content-type"], &headers["content-security-policy"]),
            (&"image/jpeg".parse().unwrap(), &"default-src 'none'; sandbox".parse().unwrap())
        );
        let shown = image::load_from_memory(&shown).unwrap();
        assert_eq!((shown.width(), shown.height()), (1_600, 400));
    }
    desk.close().await;
}

#[tokio::test]
async fn only_who_uploaded_a_file_may_claim_it_and_once() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let messages = format!("{}/messages", at(scene.case(scene.open).await));
    let of_ana = upload(&scene.ana, "a.txt", "a").await;
    let nowhere = json!("00000000000000000000000000000000");
    let unknown = [("attachments.0".to_owned(), "unknown".to_owned())];
    let mut answers = Vec::new();
    for id in [&of_ana["id"], &nowhere, &json!("../x"), &json!("")] {
        let refused = scene.beto.post(&messages, &json!({ "text": "x", "attachments": [id] })).await;
        let refused = refused.fails(422, "invalid");
        assert_eq!(refused.faults(), unknown);
        answers.push(refused.text);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    scene.beto.delete(&format!("/api/v1/uploads/{}", of_ana["id"].as_str().unwrap())).await.fails(404, "not_found");
    let message = json!({ "text": "x", "attachments": [of_ana["id"]] });
    scene.ana.post(&messages, &message).await.is(201);
    assert_eq!(scene.ana.post(&messages, &message).await.fails(422, "invalid").faults(), unknown);

    let given_up = upload(&scene.ana, "b.txt", "b").await;
    let path = format!("/api/v1/uploads/{}", given_up["id"].as_str().unwrap());
    scene.ana.delete(&path).await.is(204);
    scene.ana.delete(&path).await.fails(404, "not_found");
    let message = json!({ "text": "x", "attachments": [given_up["id"]] });
    assert_eq!(scene.ana.post(&messages, &message).await.fails(422, "invalid").faults(), unknown);
    let many = json!({ "text": "x", "attachments": vec![nowhere; 21] });
    let refused = scene.ana.post(&messages, &many).await.fails(422, "invalid");
    assert_eq!(refused.faults()[0], ("attachments".to_owned(), "too_long".to_owned()));
    desk.close().await;
}

#[tokio::test]
async fn the_same_bytes_are_kept_once_and_as_long_as_somebody_refers_to_them() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    let bytes = noise(3_000_000, 3);
    let first = upload(&scene.ana, "a.bin", bytes.clone()).await;
    let chunks = || desk.store.snapshot().unwrap().rows_in(ventanilla::store::Table::FileChunk).unwrap();
    assert_eq!(chunks(), 12);
    let second = upload(&scene.beto, "b.bin", bytes.clone()).await;
    assert_eq!(chunks(), 12);
    scene.ana.delete(&format!("/api/v1/uploads/{}", first["id"].as_str().unwrap())).await.is(204);
    let message = json!({ "text": "x", "attachments": [second["id"]] });
    scene.beto.post(&format!("{}/messages", at(number)), &message).await.is(201);
    let file = newest(&scene.beto, number, "message").await;
    let (_, back) = fetch(&scene.beto, &format!("{}/attachments/{}", at(number), file["id"])).await;
    assert!(back == bytes);
    // The last reference takes the bytes along.
    let third = upload(&scene.ana, "c.bin", noise(3_000_000, 4)).await;
    assert_eq!(chunks(), 24);
    scene.ana.delete(&format!("/api/v1/uploads/{}", third["id"].as_str().unwrap())).await.is(204);
    assert_eq!(chunks(), 12);
    desk.close().await;
}

#[tokio::test]
async fn what_is_too_large_or_too_much_is_refused() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let told = send(&scene.ana, "x", vec![0; MOST + 1]).await.fails(413, "too_large");
    assert!(told.json["detail"].as_str().unwrap().contains("25 MiB"), "{}", told.text);
    // Without saying beforehand how much it is.
    let pieces = (0..MOST / 65_536 + 1).map(|_| Ok::<_, std::io::Error>(vec![0_u8; 65_536]));
    let endless = Body::wrap_stream(futures_util::stream::iter(pieces));
    let told = send(&scene.ana, "x", endless).await.fails(413, "too_large");
    assert!(told.json["detail"].as_str().unwrap().contains("25 MiB"), "{}", told.text);
    upload(&scene.ana, "nada.txt", "").await;
    scene.ana.post("/api/v1/uploads", &Value::Null).await.fails(400, "malformed");
    for n in 0..99 {
        upload(&scene.beto, "x.txt", format!("{n}")).await;
    }
    upload(&scene.beto, "x.txt", "0").await;
    let refused = send(&scene.beto, "x.txt", "uno más").await.fails(429, "rate_limited");
    assert_eq!(refused.header("retry-after"), "600");
    upload(&scene.ana, "x.txt", "0").await;
    desk.close().await;
}

#[tokio::test]
async fn what_nobody_claims_vanishes_after_a_day() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    upload(&scene.ana, "a.bin", noise(3_000_000, 1)).await;
    desk.pass(TimeDelta::hours(20));
    let ana = desk.ana().await;
    let fresh = upload(&ana, "b.txt", "b").await;
    desk.pass(TimeDelta::hours(5));
    let rows = |table| desk.store.snapshot().unwrap().rows_in(table).unwrap();
    let gone = || rows(ventanilla::store::Table::Upload) == 1;
    for _ in 0..200 {
        if gone() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(gone());
    assert_eq!(rows(ventanilla::store::Table::FileChunk), 1);
    let message = json!({ "text": "x", "attachments": [fresh["id"]] });
    ana.post(&format!("{}/messages", at(number)), &message).await.is(201);
    desk.close().await;
}

#[tokio::test]
async fn what_is_no_picture_has_no_preview_and_does_no_harm() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec();
    let whole = picture(ImageFormat::Png);
    let polyglot = [b"GIF89a=1;alert(1)//".as_slice(), &whole].concat();
    for (name, bytes) in [
        ("a.svg", svg),
        ("a.png", whole[..whole.len() / 2].to_vec()),
        ("b.gif", polyglot),
        ("a.html", b"<script>alert(1)</script>".to_vec()),
        ("b.png", Vec::new()),
    ] {
        let sent = upload(&scene.ana, name, bytes.clone()).await;
        let message = json!({ "text": name, "attachments": [sent["id"]] });
        scene.ana.post(&format!("{}/messages", at(number)), &message).await.is(201);
        let file = newest(&scene.ana, number, "message").await;
        let link = format!("{}/attachments/{}", at(number), file["id"]);
        scene.ana.get(&format!("{link}/preview")).await.fails(404, "not_found");
        assert!(fetch(&scene.ana, &link).await.1 == bytes, "{name}");
    }
    scene.ana.get("/api/v1/tickets").await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_token_that_only_reads_and_another_site_upload_nothing() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let token = json!({ "name": "Pantalla", "role": "agent", "scope": "read" });
    let made = ana.post("/api/v1/tokens", &token).await.is(201).json;
    let screen = desk.with_token(made["secret"].as_str().unwrap());
    send(&screen, "x", "x").await.fails(403, "forbidden");
    send(&ana.clone().with("origin", "https://otro.example"), "x", "x").await.fails(403, "cross_origin");
    send(&desk.nobody(), "x", "x").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn a_part_of_a_file_is_sent_alone() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let number = scene.case(scene.open).await;
    let bytes = noise(700_001, 9);
    let sent = upload(&scene.ana, "registro.log", bytes.clone()).await;
    let message = json!({ "text": "x", "attachments": [sent["id"]] });
    scene.ana.post(&format!("{}/messages", at(number)), &message).await.is(201);
    let file = newest(&scene.ana, number, "message").await;
    let link = format!("{}/attachments/{}", at(number), file["id"]);
    let part = async |range: &str, known: Option<&str>| {
        let mut asked = scene.rosa.request(Method::GET, &link).header("range", range);
        if let Some(known) = known {
            asked = asked.header("if-range", known);
        }
        let answer = asked.send().await.unwrap();
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let told = (answer.status().as_u16(), header("content-range"), header("content-length"));
        let tag = header("etag");
        (told, tag, answer.bytes().await.unwrap().to_vec())
    };
    let (_, tag, whole) = part("bytes=0-", None).await;
    assert!(whole == bytes);
    // Within a chunk, across two of them, up to the end, and the end of it.
    for (range, first, last) in [
        ("bytes=0-0", 0, 0),
        ("bytes=10-99", 10, 99),
        ("bytes=262000-530000", 262_000, 530_000),
        ("bytes=700000-900000", 700_000, 700_000),
        ("bytes=-5", 699_996, 700_000),
    ] {
        let ((status, of, length), _, got) = part(range, tag.as_deref()).await;
        assert_eq!((status, of), (206, Some(format!("bytes {first}-{last}/700001"))), "{range}");
        assert_eq!(length, Some((last - first + 1).to_string()));
        assert!(got == bytes[first..=last], "{range}");
    }
    let ((status, of, _), ..) = part("bytes=700001-", None).await;
    assert_eq!((status, of.as_deref()), (416, Some("bytes */700001")));
    for (range, known) in [("bytes=1-2,5-6", None), ("lines=1-2", None), ("bytes=1-2", Some("\"another\""))] {
        let ((status, of, _), _, got) = part(range, known).await;
        assert_eq!((status, of), (200, None), "{range}");
        assert!(got == bytes);
    }
    desk.close().await;
}

#[tokio::test]
async fn files_say_enough_and_the_desk_says_what_may_go_along() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let limits = desk.nobody().get("/api/v1/about").await.is(200).json["attachments"].clone();
    assert_eq!(limits, json!({ "most_files": 20, "most_bytes": MOST }));
    let number = scene.case(scene.open).await;
    for (kind, path) in [("message", "messages"), ("note", "notes")] {
        let path = format!("{}/{path}", at(number));
        let nothing = scene.ana.post(&path, &json!({ "text": " " })).await.fails(422, "invalid");
        assert_eq!(nothing.faults(), [("text".to_owned(), "required".to_owned())]);
        let sent = upload(&scene.ana, "foto.png", picture(ImageFormat::Png)).await;
        scene.ana.post(&path, &json!({ "text": "", "attachments": [sent["id"]] })).await.is(201);
        let file = newest(&scene.ana, number, kind).await;
        let link = format!("{}/attachments/{}/preview", at(number), file["id"]);
        let (headers, _) = fetch(&scene.ana, &link).await;
        assert_eq!(headers["cache-control"], "private, max-age=3600, immutable");
        assert_eq!(headers["vary"], "Cookie, Authorization", "another session asks anew");
    }
    desk.close().await;
}
