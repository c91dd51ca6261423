//! Finding cases and people by half-remembered words, with nothing found or counted that somebody may not see; and an
//! index that may be lost.

use super::{Scene, at, id};
use crate::http::desk::{Desk, Someone, read};
use reqwest::Method;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

async fn search(someone: &Someone<'_>, typed: &str) -> Value {
    let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    someone.get(&format!("/api/v1/search?q={typed}")).await.is(200).json
}

fn found(answer: &Value) -> Vec<u64> {
    let tickets = answer["tickets"].as_array().unwrap();
    tickets.iter().map(|found| found["ticket"]["number"].as_u64().unwrap()).collect()
}

fn people(answer: &Value) -> Vec<&str> {
    answer["persons"].as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap()).collect()
}

/// The numbers that somebody finds, in their order; and as many are counted.
pub(super) async fn finds(someone: &Someone<'_>, typed: &str) -> Vec<u64> {
    let answer = search(someone, typed).await;
    let mut numbers = found(&answer);
    assert_eq!(answer["count"], numbers.len(), "{typed}: {answer}");
    numbers.sort_unstable();
    numbers
}

/// Waits until the index is where somebody finds these.
pub(crate) async fn until_found(someone: &Someone<'_>, typed: &str, numbers: &[u64]) {
    let begun = Instant::now();
    loop {
        let answer = search(someone, typed).await;
        if found(&answer) == numbers && answer["index"]["ready"] == true {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{typed} should find {numbers:?}: {answer}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

async fn case(scene: &Scene<'_>, subject: &str, description: &str, person: u64, group: u64) -> u64 {
    let new = json!({
        "subject": subject, "description": description, "channel": "phone", "requester": { "id": person }, "group": group,
    });
    scene.ana.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
}

async fn note(someone: &Someone<'_>, number: u64, text: &str) {
    someone.post(&format!("{}/notes", at(number)), &json!({ "text": text })).await.is(201);
}

#[tokio::test]
async fn cases_and_people_are_found_by_half_remembered_words_by_whoever_may_see_them() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let (_, sol) = desk.new_user(&scene.ana, "Sol", &["supervisor"]).await;
    let (rosa, luis) = (scene.rosa_person, scene.other_person);
    let printer = case(&scene, "Sin conexión en la impresora", "Equipo PC-00123, tercer piso", rosa, scene.open).await;
    let hidden = case(&scene, "Impressora não imprime", "Os relatórios saem em branco", luis, scene.closed).await;
    let jammed = case(&scene, "Printers are jammed", "Paper everywhere", luis, scene.open).await;
    note(&scene.beto, printer, "zanahoria: revisar el rodillo").await;
    note(&scene.carla, hidden, "zanahoria: es del director").await;
    let upload = scene.beto.request(Method::POST, "/api/v1/uploads?name=contrato-marco.txt");
    let upload = read(upload.body("x")).await.is(201).json["id"].clone();
    let reply = json!({ "text": "Va el documento", "attachments": [upload] });
    scene.beto.post(&format!("{}/messages", at(printer)), &reply).await.is(201);
    let model = scene.ana.get("/api/v1/model").await.is(200).json;
    let solution = json!({ "text": "Se cambió el **rodillo**", "code": model["solution_codes"][0]["code"] });
    scene.beto.post(&format!("{}/resolve", at(jammed)), &solution).await.is(200);
    let last = case(&scene, "Centinela", "", luis, scene.open).await;
    until_found(&sol, "centinela", &[last]).await;

    // In any form, with and without accents, by a beginning, mistyped, in three languages, and with a word too many.
    for typed in
        ["conexion", "CONEXIÓN impresoras", "impresora cone", "imprezora conexoin", "conexión impresora elefante"]
    {
        assert_eq!(finds(&sol, typed).await, [printer], "{typed}");
    }
    assert_eq!(finds(&sol, "relatorio").await, [hidden]);
    assert_eq!(finds(&sol, "printer").await, [jammed]);
    // By numbers and files, and by who asks.
    assert_eq!(found(&search(&sol, &hidden.to_string()).await)[0], hidden);
    for typed in ["00123", "123", "PC-001", "contrato marco", "nuñez"] {
        assert_eq!(finds(&sol, typed).await, [printer], "{typed}");
    }
    for typed in ["rosa", "5550 0147", "955500147", "rosa@canelos", "0147"] {
        assert_eq!(people(&search(&sol, typed).await), ["Rosa Núñez"], "{typed}");
    }
    // What was found is marked, as data.
    let shown = search(&sol, "conexion rodillo").await;
    let fragments = &shown["tickets"][0]["fragments"];
    assert!(fragments.to_string().contains("{\"hit\":true,\"text\":\"conexión\"}"), "{fragments}");
    assert_eq!(fragments[1]["place"], "note");

    // The lists' filters in words.
    for (typed, numbers) in [
        ("estado:solucionado", vec![jammed]),
        ("printer status:open", vec![]),
        ("grupo:terreno estado:abierto", vec![printer, last]),
        ("group:Seguridad", vec![hidden]),
        ("situação:novo solicitante:rosa", vec![printer]),
        ("asignado:nadie grupo:seguridad", vec![hidden]),
        ("estado:inventado", vec![]),
    ] {
        let mut numbers = numbers;
        numbers.sort_unstable();
        assert_eq!(finds(&sol, typed).await, numbers, "{typed}");
    }
    assert_eq!(search(&sol, "estado:inventado").await["unknown"], json!(["estado:inventado"]));
    assert_eq!(search(&sol, "impresora color:rojo").await["unknown"], json!(["color:rojo"]));

    // Nobody finds, or counts, what they may not see, nor by what they may not read.
    assert_eq!(finds(&sol, "zanahoria").await, [printer, hidden]);
    assert_eq!(finds(&scene.beto, "zanahoria").await, [printer]);
    assert_eq!(finds(&scene.carla, "zanahoria").await, [printer, hidden]);
    assert_eq!(finds(&scene.rosa, "zanahoria").await, [0; 0]);
    assert_eq!(finds(&scene.rosa, "conexion").await, [printer]);
    assert_eq!(finds(&scene.rosa, "relatorio").await, [0; 0]);
    assert_eq!(finds(&scene.beto, "relatorio").await, [0; 0]);
    assert!(people(&search(&scene.rosa, "luis").await).is_empty());
    assert_eq!(people(&search(&scene.ana, "luis").await), ["Luis Soto"]);
    scene.carla.post(&format!("{}/pass", at(hidden)), &json!({ "group": scene.open })).await.is(200);
    until_found(&scene.beto, "relatorio", &[hidden]).await;

    // Solved cases like another one.
    let again = case(&scene, "The printer is jammed again", "", rosa, scene.open).await;
    until_found(&sol, "jammed again", &[again]).await;
    let alike = scene.beto.get(&format!("{}/similar", at(again))).await.is(200).json;
    assert_eq!((&alike[0]["number"], &alike[0]["solution"]), (&json!(jammed), &solution["text"]));
    let alike = scene.beto.get("/api/v1/search/similar?text=jammed+printers").await.is(200).json;
    assert_eq!(alike.as_array().unwrap().len(), 1);

    // Pages hold together.
    let first = sol.get("/api/v1/search?q=status:open&limit=2").await.is(200).json;
    let next = format!("/api/v1/search?q=status:open&limit=2&cursor={}", first["next"].as_str().unwrap());
    let second = sol.get(&next).await.is(200).json;
    let both = [found(&first), found(&second)].concat();
    assert_eq!(both, [again, last, hidden, printer]);

    // Whatever is typed is answered.
    for (typed, code) in [("a", "too_short"), ("´¨", "too_short"), ("\"*:()", "too_short"), ("", "too_short")] {
        let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let refused = sol.get(&format!("/api/v1/search?q={typed}")).await.fails(422, "invalid");
        assert_eq!(refused.faults(), [("q".to_owned(), code.to_owned())]);
    }
    sol.get(&format!("/api/v1/search?q={}", "x".repeat(401))).await.fails(422, "invalid");
    // (No client sends an address of 100,000.)
    assert!(sol.get(&format!("/api/v1/search?q={}", "x".repeat(60_000))).await.status < 500);
    for typed in ["AND OR NOT", "a:b:c \"\" ^~*", "\u{202e}\u{301}x1", &"ab ".repeat(130)] {
        search(&sol, typed).await;
    }
    // What is too much is said.
    let alphabet = ('a'..='o').map(|letter| format!("Palabra{letter}")).collect::<Vec<_>>().join(" ");
    assert_eq!(search(&sol, &alphabet).await["left_out"], json!(["Palabram", "Palabran", "Palabrao"]));
    assert_eq!(search(&sol, "conexión rodillo").await["left_out"], json!([]));
    // Other scripts are words like any.
    let foreign = case(&scene, "打印机坏了 🖨️", "Принтер не печатает; طابعة معطلة", luis, scene.open).await;
    until_found(&sol, "принтер печатает", &[foreign]).await;
    for typed in ["打印机", "ПРИНТЕ", "طابعة", "принтер estado:nuevo"] {
        assert_eq!(finds(&sol, typed).await, [foreign], "{typed}");
    }
    let emoji: String = form_urlencoded::byte_serialize("🖨️ 🙂".as_bytes()).collect();
    let refused = sol.get(&format!("/api/v1/search?q={emoji}")).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("q".to_owned(), "too_short".to_owned())]);

    // Whatever is called otherwise is found by its new name, and no longer by its old one: a unit and those below it, a
    // category, a group, somebody; who is then nobody any more.
    let unit = |name: &str, parent: Option<u64>| json!({ "name": name, "parent": parent });
    let above = id(&scene.ana.post("/api/v1/units", &unit("Bodega", None)).await.is(201).json);
    let below = id(&scene.ana.post("/api/v1/units", &unit("Turno", Some(above))).await.is(201).json);
    let category = |name: &str| json!({ "name": name, "kind": "incident", "impact": "person", "urgency": "low" });
    let made = scene.ana.post("/api/v1/model/draft/categories", &category("Periféricos")).await.is(200).json;
    let made = made["model"]["categories"].as_array().unwrap().last().unwrap()["id"].clone();
    scene.ana.publish_model().await;
    let classified = json!({ "subject": "Con categoría", "channel": "phone", "requester": { "id": luis },
        "group": scene.open, "category": made });
    let classified = scene.ana.post("/api/v1/tickets", &classified).await.is(201).json["number"].as_u64().unwrap();
    let named = |name: &str| json!({ "name": name, "emails": ["rosa@canelos.example"], "unit": below });
    scene.ana.put(&format!("/api/v1/persons/{rosa}"), &named("Rosa Núñez")).await.is(200);
    until_found(&sol, "perifericos", &[classified]).await;
    assert_eq!(people(&search(&sol, "bodega").await), ["Rosa Núñez"]);
    scene.ana.put(&format!("/api/v1/units/{above}"), &unit("Almacén", None)).await.is(200);
    let path = format!("/api/v1/model/draft/categories/{made}");
    scene.ana.put(&path, &category("Accesorios")).await.is(200);
    scene.ana.publish_model().await;
    let group = json!({ "name": "Mantención", "level": "second", "members": [scene.beto_id], "open_to_all": true });
    scene.ana.put(&format!("/api/v1/groups/{}", scene.open), &group).await.is(200);
    scene.ana.put(&format!("/api/v1/persons/{rosa}"), &named("Rosa Zapallar")).await.is(200);
    until_found(&sol, "zapallar", &[again, printer]).await;
    until_found(&sol, "accesorios grupo:mantencion", &[classified]).await;
    assert_eq!(people(&search(&sol, "almacen").await), ["Rosa Zapallar"]);
    assert!(people(&search(&sol, "bodega").await).is_empty());
    for typed in ["nunez", "perifericos", "accesorios grupo:terreno"] {
        assert_eq!(finds(&sol, typed).await, [0; 0], "{typed}");
    }

    // Erased, nobody finds it, and it is in no file of the index.
    let words = ["zapallar", "conexion", "rosa"];
    for word in words {
        assert!(is_written(desk.folder(), word), "{word} is not in the index");
    }
    for number in [printer, again] {
        scene.beto.post(&format!("{}/resolve", at(number)), &solution).await.is(200);
    }
    scene.ana.post(&format!("/api/v1/persons/{rosa}/erasure"), &Value::Null).await.is(200);
    until_found(&sol, "zapallar", &[]).await;
    assert_eq!(finds(&sol, "conexion").await, [0; 0]);
    assert!(people(&search(&sol, "zapallar").await).is_empty());
    let begun = Instant::now();
    while words.iter().any(|word| is_written(desk.folder(), word)) {
        assert!(begun.elapsed() < Duration::from_secs(30), "erased words are still in the index");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    desk.close().await;
}

fn index_of(folder: &Path) -> std::path::PathBuf {
    folder.join("desk.redb.search")
}

/// Whether a word is in a file of the index, of a document that is deleted too; or in one that it has forgotten.
fn is_written(folder: &Path, word: &str) -> bool {
    let index = tantivy::Index::open_in_dir(index_of(folder)).unwrap();
    // Its files may change while it is opened.
    let Ok(reader) = index.reader() else { return true };
    let searcher = reader.searcher();
    let known: Vec<String> =
        searcher.segment_readers().iter().map(|segment| segment.segment_id().uuid_string()).collect();
    let names = fs::read_dir(index_of(folder)).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let of_segments = names.filter(|name| name.split('.').next().is_some_and(|stem| stem.len() == 32));
    let forgotten = of_segments.filter(|name| !known.iter().any(|segment| name.starts_with(segment))).count() > 0;
    let fields = ["title", "body", "notes"].map(|name| index.schema().get_field(name).unwrap());
    forgotten
        || searcher.segment_readers().iter().any(|segment| {
            fields.iter().any(|field| segment.inverted_index(*field).unwrap().terms().get(word).unwrap().is_some())
        })
}

#[tokio::test]
async fn an_index_that_is_lost_damaged_or_behind_is_made_good_while_the_desk_answers() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let first = case(&scene, "Manzana", "", scene.rosa_person, scene.open).await;
    until_found(&scene.beto, "manzana", &[first]).await;
    let now = desk.clock.now();
    let folder = desk.closed().await;

    // As after a kill, or a copy from before: what happened since is taken in.
    let old = folder.path().join("old");
    fs::rename(index_of(folder.path()), &old).unwrap();
    let desk = Desk::left_behind(folder, now).await;
    let beto = desk.sign_in("beto@mesa.example").await;
    until_found(&beto, "manzana", &[first]).await;
    let new = json!({ "subject": "Naranja", "channel": "phone", "requester": { "email": "eva@x.example" } });
    let second = beto.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap();
    until_found(&beto, "naranja", &[second]).await;
    let folder = desk.closed().await;
    fs::remove_dir_all(index_of(folder.path())).unwrap();
    fs::rename(&old, index_of(folder.path())).unwrap();
    let desk = Desk::left_behind(folder, now).await;
    let beto = desk.sign_in("beto@mesa.example").await;
    until_found(&beto, "naranja", &[second]).await;
    until_found(&beto, "manzana", &[first]).await;

    // A data file that was restored under an index that has seen more, and goes on otherwise.
    let folder = desk.closed().await;
    let copy = folder.path().join("copy.redb");
    fs::copy(folder.path().join("desk.redb"), &copy).unwrap();
    let desk = Desk::left_behind(folder, now).await;
    let beto = desk.sign_in("beto@mesa.example").await;
    let lost = json!({ "subject": "Sandía", "channel": "phone", "requester": { "email": "eva@x.example" } });
    let third = beto.post("/api/v1/tickets", &lost).await.is(201).json["number"].as_u64().unwrap();
    until_found(&beto, "sandia", &[third]).await;
    let folder = desk.closed().await;
    fs::rename(&copy, folder.path().join("desk.redb")).unwrap();
    let desk = Desk::left_behind(folder, now).await;
    let beto = desk.sign_in("beto@mesa.example").await;
    until_found(&beto, "sandia", &[]).await;
    until_found(&beto, "naranja", &[second]).await;

    // Rubbish in its files.
    let folder = desk.closed().await;
    for file in fs::read_dir(index_of(folder.path())).unwrap() {
        fs::write(file.unwrap().path(), b"nothing that could be read").unwrap();
    }
    let desk = Desk::left_behind(folder, now).await;
    let beto = desk.sign_in("beto@mesa.example").await;
    until_found(&beto, "naranja", &[second]).await;

    // Taken away under a running desk: the next change makes it anew.
    fs::remove_dir_all(index_of(desk.folder())).unwrap();
    beto.post(&format!("{}/notes", at(first)), &json!({ "text": "pera" })).await.is(201);
    until_found(&beto, "pera", &[first]).await;
    let person = beto.get("/api/v1/persons?q=eva").await.is(200).json;
    assert_eq!(people(&search(&beto, "eva@x").await).len(), person["items"].as_array().unwrap().len());
    assert!(id(&person["items"][0]) > 0);

    // A file where the folder should be.
    let folder = desk.closed().await;
    fs::remove_dir_all(index_of(folder.path())).unwrap();
    fs::write(index_of(folder.path()), b"").unwrap();
    let desk = Desk::left_behind(folder, now).await;
    let beto = desk.sign_in("beto@mesa.example").await;
    until_found(&beto, "pera", &[first]).await;
    desk.close().await;
}

#[tokio::test]
async fn whoever_heads_a_unit_finds_its_cases_by_that_word() {
    let desk = Desk::set_up().await;
    let scene = Scene::of(&desk).await;
    let unit = json!({ "name": "Tesorería", "heads": [scene.rosa_person] });
    let unit = scene.ana.post("/api/v1/units", &unit).await.is(201).json["id"].clone();
    let path = format!("/api/v1/persons/{}", scene.other_person);
    let luis = scene.ana.get(&path).await.is(200).json;
    let luis = json!({ "name": luis["name"], "emails": luis["emails"], "unit": unit });
    scene.ana.put(&path, &luis).await.is(200);
    let theirs = case(&scene, "Sin red", "En el segundo piso", scene.other_person, scene.open).await;
    let own = case(&scene, "Sin red", "En mi casa", scene.rosa_person, scene.open).await;
    until_found(&scene.rosa, "red", &[theirs, own]).await;
    for typed in ["red unidad:mías", "unit:mine", "unidade:meus"] {
        assert_eq!(finds(&scene.rosa, typed).await, [theirs], "{typed}");
    }
    assert_eq!(search(&scene.beto, "red unidad:mías").await["unknown"], json!(["unidad:mías"]), "Beto heads none");
    desk.close().await;
}
