//! The requester's pages through the front door: a link in a mail opens one case, which is followed, answered and
//! decided on without an account.

mod door;
mod door_back;
mod files;
mod size;
mod unit;

use super::http::desk::{Answer, Desk, Someone, read};
use super::incoming::take;
use super::smtp::SmtpServer;
use super::surveys::hidden;
use crate::LOOKS;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

const PUBLIC: &str = "https://mesa.example";

/// A desk that writes mails, with an agent and Rosa, who asks.
struct Scene<'a> {
    desk: &'a Desk,
    server: &'a SmtpServer,
    ana: Someone<'a>,
    beto: Someone<'a>,
    group: Value,
    rosa: u64,
}

impl<'a> Scene<'a> {
    async fn set_up(desk: &'a Desk, server: &'a SmtpServer) -> Self {
        let ana = desk.ana().await;
        let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
        settings["public_url"] = json!(PUBLIC);
        settings.as_object_mut().unwrap().remove("version");
        ana.put("/api/v1/desk", &settings).await.is(200);
        let mail = json!({ "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example" });
        ana.put("/api/v1/mail/settings", &mail).await.is(200);
        let (id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
        let group = json!({ "name": "Redes", "level": "first", "members": [id] });
        let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
        let rosa = person(&beto, "Rosa").await;
        Self { desk, server, ana, beto, group, rosa }
    }

    async fn opened(&self, person: u64, subject: &str) -> u64 {
        let new = json!({
            "subject": subject, "description": "No llega *nada*.", "channel": "mail",
            "requester": { "id": person }, "group": self.group,
        });
        self.beto.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap()
    }

    async fn does(&self, number: u64, what: &str, body: &Value) {
        let answer = self.beto.post(&format!("/api/v1/tickets/{number}/{what}"), body).await;
        assert!(answer.status < 300, "{}", answer.text);
    }

    async fn solves(&self, number: u64, text: &str) {
        let codes = self.beto.get("/api/v1/model").await.is(200).json["solution_codes"].clone();
        self.does(number, "resolve", &json!({ "text": text, "code": codes[0]["code"] })).await;
    }

    async fn case(&self, number: u64) -> Value {
        self.beto.get(&format!("/api/v1/tickets/{number}")).await.is(200).json
    }

    /// The link in the newest mail to somebody that says this, once it is there.
    async fn link(&self, name: &str, saying: &str) -> String {
        let address = format!("{}@canelos.example", name.to_lowercase());
        for _ in 0..LOOKS {
            let mails = self.server.received().into_iter().filter(|mail| mail.to == address);
            if let Some(mail) = mails.rev().find(|mail| mail.words().contains(saying)) {
                let words = mail.words();
                let token = words.split_once(&format!("{PUBLIC}/c/")).unwrap().1.split(' ').next().unwrap().to_owned();
                assert_eq!(token.len(), 43, "{token}");
                return format!("/c/{token}");
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let subjects: Vec<_> =
            self.server.received().iter().map(|mail| (mail.to.clone(), mail.header("Subject"))).collect();
        panic!("no mail to {name} says {saying}: {subjects:?}");
    }

    /// A browser that opened a link.
    async fn opens(&self, link: &str, number: u64) -> Someone<'a> {
        let opened = self.desk.nobody().get(link).await;
        let page = format!("/my/{number}");
        assert_eq!((opened.status, opened.header("location")), (303, &*page), "{}", opened.text);
        let cookie = opened.header("set-cookie");
        assert!(cookie.contains(&format!("Path={page}; ")) && cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
        self.desk.nobody().with("cookie", &opened.cookie()).with("accept-language", "es")
    }
}

async fn person(by: &Someone<'_>, name: &str) -> u64 {
    let person = json!({ "name": name, "emails": [format!("{}@canelos.example", name.to_lowercase())] });
    by.post("/api/v1/persons", &person).await.is(201).json["id"].as_u64().unwrap()
}

/// A file of a form.
type File<'a> = (&'a str, &'a [u8]);

/// The form of a page, as a browser sends it.
fn form(fields: &[(&str, &str)], files: &[File<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, bytes: &[u8]| {
        body.extend_from_slice(format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    part("name=\"files\"; filename=\"\"\r\nContent-Type: application/octet-stream".to_owned(), b"");
    for (name, bytes) in files {
        part(format!("name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/plain"), bytes);
    }
    body.extend_from_slice(b"--XX--\r\n");
    body
}

async fn send(by: &Someone<'_>, path: &str, body: Vec<u8>) -> Answer {
    read(by.request(Method::POST, path).header("content-type", "multipart/form-data; boundary=XX").body(body)).await
}

/// Sends the form of a page that was looked at just now.
async fn sends(by: &Someone<'_>, number: u64, fields: &[(&str, &str)], files: &[File<'_>]) -> Answer {
    let path = format!("/my/{number}");
    let page = by.get(&path).await.is(200).text;
    let once = hidden(&page, "once");
    let fields = [&[("once", &*once), ("l", "es")], fields].concat();
    send(&by.clone().with("sec-fetch-site", "same-origin"), &path, form(&fields, files)).await
}

#[tokio::test]
async fn whoever_asked_follows_answers_rejects_and_accepts_by_the_link_of_a_mail() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let number = scene.opened(scene.rosa, "Sin correo <b>").await;
    let link = scene.link("Rosa", "RECIBIMOS").await;
    scene.does(number, "notes", &json!({ "text": "Ojo: secreto de la mesa" })).await;

    // Looking changes nothing, however often programs follow the link.
    let before = scene.case(number).await["version"].clone();
    for _ in 0..3 {
        scene.opens(&link, number).await;
    }
    let rosa = scene.opens(&link, number).await;
    let page = rosa.get(&format!("/my/{number}")).await.is(200);
    for words in ["Caso 1, de Rosa", "Sin correo &lt;b&gt;", "No llega <em>nada</em>", "Redes", "Ya está resuelto"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(!page.text.contains("secreto") && !page.text.contains(&link[3..]), "{}", page.text);
    assert!(!page.text.contains("<script>") && page.header("cache-control") == "no-store");
    assert_eq!(scene.case(number).await["version"], before);
    assert!(rosa.get(&format!("/my/{number}?l=en")).await.is(200).text.contains("It is with"));
    // A page that knows what it shows is told when there is nothing new.
    let stamp = page.text.split_once("data-stamp=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert_eq!(rosa.clone().with("if-none-match", &stamp).get(&format!("/my/{number}")).await.status, 304);

    // What she says arrives once, with its file, which she may have back.
    let said = sends(&rosa, number, &[("text", "Es el piso 3"), ("do", "send")], &[("plano.txt", b"piso 3")]).await;
    assert_eq!(
        (said.status, said.header("location")),
        (303, &*format!("/my/{number}?l=es&done=sent")),
        "{}",
        said.text
    );
    let page = rosa.get(said.header("location")).await.is(200).text;
    assert!(page.contains("La mesa recibió") && page.contains("Es el piso 3") && page.contains("plano.txt"), "{page}");
    let file = page.split_once(&format!("/my/{number}/files/")).unwrap().1.split('"').next().unwrap().to_owned();
    let taken = rosa.get(&format!("/my/{number}/files/{file}")).await.is(200);
    assert!(taken.text == "piso 3" && taken.header("content-disposition").starts_with("attachment"));
    let twice = form(&[("once", "1"), ("text", "Dos veces"), ("do", "send")], &[]);
    let own = rosa.clone().with("sec-fetch-site", "same-origin");
    for _ in 0..2 {
        send(&own, &format!("/my/{number}"), twice.clone()).await.is(303);
    }
    let timeline = scene.beto.get(&format!("/api/v1/tickets/{number}/timeline")).await.is(200).json;
    let messages: Vec<&Value> =
        timeline["items"].as_array().unwrap().iter().filter(|item| item["type"] == "message").collect();
    assert_eq!(messages.len(), 2, "{timeline}");
    assert_eq!(messages[0]["message"]["author"]["side"], "requester");

    // What is wrong is said beside the words, which are kept; another site's form does nothing.
    let empty = sends(&rosa, number, &[("text", " "), ("do", "send")], &[]).await.is(422);
    assert!(empty.text.contains("Escriba algo"));
    let large = vec![b'x'; 25 * 1024 * 1024 + 1];
    let large =
        sends(&rosa, number, &[("text", "Va el plano"), ("do", "send")], &[("grande.bin", &large)]).await.is(413);
    assert!(large.text.contains("Va el plano") && large.text.contains("25 MB"), "{}", large.text);
    let foreign = rosa.clone().with("origin", "https://evil.example");
    send(&foreign, &format!("/my/{number}"), twice).await.fails(403, "cross_origin");

    // The first solution is rejected, the second accepted.
    scene.solves(number, "Se reinició").await;
    let page = rosa.get(&format!("/my/{number}")).await.is(200).text;
    assert!(page.contains("¿Quedó resuelto?") && page.contains("Se reinició"), "{page}");
    let no = sends(&rosa, number, &[("text", "Sigue igual"), ("do", "reject")], &[]).await;
    assert_eq!(no.header("location"), format!("/my/{number}?l=es&done=rejected"));
    assert_eq!(scene.case(number).await["state"], "in_progress");
    scene.solves(number, "Se cambió el equipo").await;
    let yes = sends(&rosa, number, &[("text", ""), ("do", "accept")], &[]).await;
    assert_eq!(yes.header("location"), format!("/my/{number}?l=es&done=accepted"), "{}", yes.text);
    assert_eq!(scene.case(number).await["state"], "closed");
    // Pressed in a tab that was left open, it is told why not.
    let late = send(&own, &format!("/my/{number}"), form(&[("once", "2"), ("do", "accept")], &[])).await.is(409);
    assert!(late.text.contains("no se puede"), "{}", late.text);

    // "It is settled": the case ends as a solved one, its agent hears of it, and it can come back.
    let other = scene.opened(scene.rosa, "Otra cosa").await;
    let link = scene.link("Rosa", "Otra cosa").await;
    let rosa = scene.opens(&link, other).await;
    sends(&rosa, other, &[("text", "Volvió solo"), ("do", "settled")], &[]).await.is(303);
    let case = scene.case(other).await;
    let solution = &case["resolution"];
    assert_eq!((&case["state"], &solution["text"]), (&json!("closed"), &json!("Volvió solo")), "{case}");
    assert_eq!((&solution["by"]["name"], &solution["code"]), (&json!("Rosa"), &json!("by_requester")));
    assert_eq!(solution["code_name"], "Resuelto según el solicitante");
    assert!(rosa.get(&format!("/my/{other}")).await.is(200).text.contains("Si vuelve a ocurrir, puede decirlo hasta"));
    sends(&rosa, other, &[("text", "Volvió a fallar"), ("do", "reject")], &[]).await.is(303);
    assert_eq!(scene.case(other).await["state"], "in_progress");
    desk.close().await;
}

#[tokio::test]
async fn a_link_opens_its_own_case_for_its_own_person_until_days_after_its_end_and_else_all_looks_the_same() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let luis = person(&scene.beto, "Luis").await;
    let (hers, his) = (scene.opened(scene.rosa, "De Rosa").await, scene.opened(luis, "De Luis").await);
    let (her_link, his_link) = (scene.link("Rosa", "De Rosa").await, scene.link("Luis", "De Luis").await);
    let (rosa, nobody) = (scene.opens(&her_link, hers).await, desk.nobody().with("accept-language", "es"));
    // From any browser, since a mail is read on many: what is proved is that one reads the mail.
    scene.opens(&her_link, hers).await;
    let nothing = nobody.get("/c/guessed").await.is(404).text;
    assert!(nothing.contains("no se puede abrir"), "{nothing}");
    let cut = &her_link[..her_link.len() - 1];
    let long = format!("/c/{}", "x".repeat(5_000));
    let (his_page, no_page) = (format!("/my/{his}"), "/my/4711".to_owned());
    let his_file = format!("/my/{his}/files/256");
    for (by, path) in [
        (&nobody, cut),
        (&nobody, &*format!("{her_link}x")),
        (&nobody, "/c/%00"),
        (&nobody, &*long),
        (&nobody, &*format!("/my/{hers}")),
        (&nobody, "/my/99999999999999999999"),
        (&rosa, &*his_page),
        (&rosa, &*no_page),
        (&rosa, &*his_file),
        (&rosa, "/my/1/files/zero"),
    ] {
        assert_eq!(by.get(path).await.is(404).text, nothing, "{path}");
    }
    let own = rosa.clone().with("sec-fetch-site", "same-origin");
    let posted = send(&own, &his_page, form(&[("do", "settled")], &[])).await;
    assert_eq!(posted.is(404).text, nothing);
    // The link opens no other door of the desk.
    rosa.get("/api/v1/me").await.fails(401, "unauthenticated");
    rosa.get(&format!("/api/v1/tickets/{hers}")).await.fails(401, "unauthenticated");

    // A case that changes hands is no longer hers.
    let change = json!({ "requester": luis });
    scene.beto.patch(&format!("/api/v1/tickets/{hers}"), &change).await.is(200);
    assert_eq!(rosa.get(&format!("/my/{hers}")).await.is(404).text, nothing);
    assert_eq!(nobody.get(&her_link).await.is(404).text, nothing);

    // Some days after its end a case is opened by no link; how many, an administrator says.
    let mut settings = scene.ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    assert_eq!(settings["portal"]["link_days"], 30);
    settings["portal"]["link_days"] = json!(0);
    scene.ana.put("/api/v1/desk", &settings).await.is(422);
    settings["portal"]["link_days"] = json!(10);
    scene.ana.put("/api/v1/desk", &settings).await.is(200);
    let luis = scene.opens(&his_link, his).await;
    scene.solves(his, "Listo").await;
    sends(&luis, his, &[("do", "accept")], &[]).await.is(303);
    desk.pass(TimeDelta::days(9));
    nobody.get(&his_link).await.is(303);
    desk.pass(TimeDelta::days(2));
    assert_eq!(nobody.get(&his_link).await.is(404).text, nothing);
    assert_eq!(luis.get(&his_page).await.is(404).text, nothing);
    desk.close().await;
}

async fn types(by: &Someone<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = reqwest::Url::parse_with_params("http://form", fields).unwrap().query().unwrap().to_owned();
    let own = by.clone().with("sec-fetch-site", "same-origin");
    read(own.request(Method::POST, path).header("content-type", "application/x-www-form-urlencoded").body(body)).await
}

impl Scene<'_> {
    /// Opens the door to those who ask.
    async fn lets_in(&self, guests: &str) {
        let mut settings = self.ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
        settings.as_object_mut().unwrap().remove("version");
        settings["portal"]["doorway"] = json!("codes");
        settings["portal"]["guests"] = json!(guests);
        settings["portal"]["domains"] = json!(["@Canelos.example "]);
        self.ana.put("/api/v1/desk", &settings).await.is(200);
    }

    /// The codes that were sent to an address so far, the newest last.
    fn codes(&self, address: &str) -> Vec<String> {
        let mails = self.server.received().into_iter().filter(|mail| mail.to == address);
        let subjects = mails.map(|mail| mail.header("Subject").unwrap());
        subjects.filter_map(|subject| subject.strip_suffix(" es su código para entrar").map(str::to_owned)).collect()
    }

    /// Somebody who came in by a code; it is the code of this count that they get.
    async fn signed_in(&self, address: &str, count: usize) -> Someone<'_> {
        let nobody = self.desk.nobody().with("accept-language", "es");
        types(&nobody, "/my/enter", &[("l", "es"), ("email", address)]).await.is(200);
        let code = self.code(address, count).await;
        let inside = types(&nobody, "/my/code", &[("email", address), ("code", &code)]).await.is(303);
        nobody.with("cookie", &inside.cookie()).with("sec-fetch-site", "same-origin")
    }

    async fn code(&self, address: &str, count: usize) -> String {
        for _ in 0..LOOKS {
            let codes = self.codes(address);
            if codes.len() >= count {
                return codes.last().unwrap().clone();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{address} did not get {count} codes");
    }
}

#[tokio::test]
async fn whoever_asks_says_for_whom_and_about_what_and_sees_first_what_is_open_already() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let unit = scene.ana.post("/api/v1/units", &json!({ "name": "Tesorería" })).await.is(201).json["id"].clone();
    for (id, name) in [(scene.rosa, "Rosa"), (person(&scene.beto, "Luis").await, "Luis")] {
        let mail = format!("{}@canelos.example", name.to_lowercase());
        let in_unit = json!({ "name": name, "emails": [mail], "phones": ["+56955500147"], "unit": unit });
        scene.beto.put(&format!("/api/v1/persons/{id}"), &in_unit).await.is(200);
    }
    person(&scene.beto, "Eva").await;
    let rosa = scene.signed_in("rosa@canelos.example", 1).await;
    let page = rosa.get("/my/new").await.is(200).text;
    let colleagues = page.split_once("<datalist id=\"people\">").unwrap().1.split_once("</datalist>").unwrap().0;
    assert_eq!(colleagues, "<option value=\"Luis\"></option>");
    assert!(page.contains("value=\"+56955500147\""), "{page}");

    // For whom it cannot be is said, and nothing of what was typed is lost.
    let asks = [("l", "es"), ("subject", "La impresora"), ("text", "Piso 2"), ("reach", "anexo 12")];
    let with = |more: &[(&'static str, &'static str)]| [&asks[..], more].concat();
    let unknown = send(&rosa, "/my/new", form(&with(&[("affected", "Eva"), ("once", "1")]), &[])).await.is(422);
    assert!(unknown.text.contains("No encontramos a esa persona") && unknown.text.contains("anexo 12"));

    // What it may be about is asked before it is sent, and files wait meanwhile.
    let file: File<'_> = ("foto.txt", b"foto");
    let doubt = send(&rosa, "/my/new", form(&with(&[("affected", "luis"), ("once", "2")]), &[file])).await.is(200).text;
    assert!(doubt.contains("Antes de enviar") && doubt.contains("foto.txt"), "{doubt}");
    let model = scene.beto.get("/api/v1/model").await.is(200).json;
    let printing =
        model["categories"].as_array().unwrap().iter().find(|it| it["asked_as"] == "La impresora no imprime");
    let printing = printing.unwrap()["id"].to_string();
    assert!(doubt.contains(&format!("name=\"topic\" value=\"{printing}\"")), "{doubt}");
    let kept = hidden(&doubt, "kept");
    let sure = [("affected", "luis"), ("once", "3"), ("do", "sure"), ("topic", &*printing), ("kept", &*kept)];
    let sure = [&asks[..], &sure].concat();
    let asked = send(&rosa, "/my/new", form(&sure, &[])).await.is(303);
    let again = send(&rosa, "/my/new", form(&sure, &[])).await.is(303);
    assert_eq!(asked.header("location"), again.header("location"), "pressed twice, it is one case");
    let page = rosa.get(asked.header("location")).await.is(200).text;
    for words in ["es el número 1", "foto.txt", "Cómo ubicarle", "anexo 12", "<dd>Luis</dd>"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let case = scene.case(1).await;
    assert_eq!((case["category"]["id"].to_string(), &case["affected"]["name"]), (printing, &json!("Luis")));

    // It is open already: what is asked once more shows it first, and another matter is one press away. Others do not see it.
    let same = [("l", "es"), ("subject", "la impresora NO imprime"), ("once", "4")];
    let doubt = send(&rosa, "/my/new", form(&same, &[])).await.is(200).text;
    assert!(doubt.contains("href=\"/my/1?l=es\"") && doubt.contains("Es otro asunto: enviar"), "{doubt}");
    let another = [&same[..], &[("do", "sure")]].concat();
    send(&rosa, "/my/new", form(&another, &[])).await.is(303);
    let eva = scene.signed_in("eva@canelos.example", 1).await;
    send(&eva, "/my/new", form(&same, &[])).await.is(303);
    // A colleague hears that it is there, and nothing else of it.
    let iris = json!({ "name": "Iris", "emails": ["iris@canelos.example"], "unit": unit });
    scene.beto.put(&format!("/api/v1/persons/{}", person(&scene.beto, "Iris").await), &iris).await.is(200);
    for _ in 0..LOOKS {
        let found = scene.beto.get("/api/v1/search?q=impresora").await.is(200).json;
        if found["count"] == 3 && found["index"]["ready"] == true {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let iris = scene.signed_in("iris@canelos.example", 1).await;
    let doubt = send(&iris, "/my/new", form(&same, &[])).await.is(200).text;
    let (_, of_unit) = doubt.split_once("Alguien de su unidad ya avisó").unwrap();
    let (of_unit, _) = of_unit.split_once("</section>").unwrap();
    assert!(of_unit.contains("Caso 1, ") && of_unit.contains("Caso 2, ") && !of_unit.contains("Caso 3, "), "{of_unit}");
    for more in ["href", "impresora", "Rosa"] {
        assert!(!of_unit.contains(more), "{more}: {of_unit}");
    }

    // What she says of herself, and no more; what of it cannot be is said beside her words.
    let page = rosa.get("/my/me").await.is(200).text;
    assert!(page.contains("rosa@canelos.example") && page.contains("+56955500147"), "{page}");
    let odd = [("l", "es"), ("phones", "955500199\r\nninguno"), ("mails", "essential")];
    let odd = types(&rosa, "/my/me", &odd).await.is(422).text;
    assert!(odd.contains("no parece un teléfono") && odd.contains("955500199"), "{odd}");
    let own = [("l", "es"), ("phones", "955500199\r\n"), ("language", "pt"), ("mails", "essential"), ("name", "Otra")];
    assert_eq!(types(&rosa, "/my/me", &own).await.is(303).header("location"), "/my/me?l=pt&done");
    let page = rosa.get("/my/me?l=pt&done").await.is(200).text;
    assert!(page.contains("Dados salvos.") && page.contains("value=\"essential\" checked"), "{page}");
    let kept = scene.beto.get(&format!("/api/v1/persons/{}", scene.rosa)).await.is(200).json;
    assert_eq!((&kept["name"], &kept["phones"][0]["e164"]), (&json!("Rosa"), &json!("+56955500199")));
    assert_eq!((&kept["language"], &kept["mails"], &kept["unit"]["id"]), (&json!("pt"), &json!("essential"), &unit));
    let foreign = rosa.clone().with("sec-fetch-site", "cross-site").with("origin", "https://evil.example");
    let body = "mails=all";
    let posted = foreign.request(Method::POST, "/my/me").header("content-type", "application/x-www-form-urlencoded");
    read(posted.body(body)).await.fails(403, "cross_origin");
    desk.close().await;
}

#[tokio::test]
async fn those_in_copy_read_along_and_write_and_decide_nothing() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let carla = person(&scene.beto, "Carla").await;
    let mail = |id: &str, follows: &str, to: &str, text: &str| {
        format!(
            "From: Rosa <rosa@canelos.example>\r\nTo: mesa@mesa.example\r\nCc: {to}\r\nSubject: Sin correo\r\n\
             Message-ID: <{id}@canelos.example>\r\n{follows}\r\n{text}\r\n"
        )
    };
    let all =
        "Carla <carla@canelos.example>, ana@mesa.example, nadie@b.example, dora@canelos.example, rosa@canelos.example";
    let watchers = async |number: u64| -> Vec<String> {
        let case = scene.case(number).await;
        case["watchers"].as_array().unwrap().iter().map(|who| who["name"].as_str().unwrap().to_owned()).collect()
    };

    // Only where the desk wants it so; only those whom it knows or lets in; and nobody of a crowd.
    take(&desk, mail("uno", "", all, "No llega.")).await.unwrap();
    assert!(watchers(1).await.is_empty());
    let crowd: Vec<String> = (0..21).map(|n| format!("carla+{n}@canelos.example")).collect();
    scene.lets_in("domains").await;
    let mut settings = scene.ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    settings["portal"]["copies"] = json!(true);
    scene.ana.put("/api/v1/desk", &settings).await.is(200);
    take(&desk, mail("dos", "", &crowd.join(", "), "A todos.")).await.unwrap();
    assert!(watchers(2).await.is_empty());
    take(&desk, mail("tres", "", all, "No llega.")).await.unwrap();
    assert_eq!(watchers(3).await, ["Carla", "dora"]);
    // What the desk answers stands beside it in Rosa's own program.
    scene.link("Rosa", "RECIBIMOS SU CASO 3").await;
    let named: Vec<_> = server.received().iter().filter_map(|mail| mail.header("In-Reply-To")).collect();
    assert!(named.contains(&"<tres@canelos.example>".to_owned()), "{named:?}");
    // A later mail may bring more.
    let erna = person(&scene.beto, "Erna").await;
    let follows = "References: <tres@canelos.example>\r\n";
    take(&desk, mail("cuatro", follows, "erna@canelos.example", "Tampoco a Erna.")).await.unwrap();
    assert_eq!(watchers(3).await, ["Carla", "dora", "Erna"]);

    // What the desk says reaches them, in words for them.
    scene.does(3, "messages", &json!({ "text": "Lo estamos mirando." })).await;
    scene.link("Rosa", "Lo estamos mirando.").await;
    let link = scene.link("Carla", "va en copia en un caso de Rosa").await;
    let in_copy = scene.opens(&link, 3).await;
    let page = in_copy.get("/my/3").await.is(200).text;
    assert!(page.contains("Carla, dora, Erna") && page.contains("Lo estamos mirando."), "{page}");
    assert!(!page.contains("Ya está resuelto") && page.contains("Dejar de estar en copia"), "{page}");

    // What they say, on their page or by mail, is said in the case; what is solved stays so.
    sends(&in_copy, 3, &[("text", "A mí tampoco"), ("do", "send")], &[]).await.is(303);
    scene.solves(3, "Se reinició.").await;
    let page = in_copy.get("/my/3").await.is(200).text;
    assert!(!page.contains("value=\"accept\"") && !page.contains("value=\"reject\""), "{page}");
    for does in ["accept", "settled"] {
        assert_eq!(sends(&in_copy, 3, &[("do", does)], &[]).await.status, 409, "{does}");
    }
    scene.link("Erna", "solucionó el caso").await;
    let thanks = mail("cinco", follows, "rosa@canelos.example", "Gracias").replace("Rosa <rosa@", "Carla <carla@");
    take(&desk, thanks).await.unwrap();
    let case = scene.case(3).await;
    assert_eq!((&case["state"], &case["messages"]), (&json!("resolved"), &json!(4)), "{case}");
    let page = in_copy.get("/my/3").await.is(200).text;
    assert!(page.contains("A mí tampoco") && page.contains("Gracias"), "{page}");

    // Whoever leaves, or is taken out, sees it no more; the desk may put others in.
    let left = sends(&in_copy, 3, &[("do", "leave")], &[]).await.is(200);
    assert!(left.text.contains("Ya no está en copia"), "{}", left.text);
    assert_eq!(in_copy.get("/my/3").await.status, 404);
    scene.does(3, "watch", &json!({ "person": erna, "watches": false })).await;
    assert_eq!(watchers(3).await, ["dora"]);
    let wrong = scene.beto.post("/api/v1/tickets/3/watch", &json!({ "person": scene.rosa, "watches": true })).await;
    assert_eq!(wrong.is(422).json["errors"][0]["field"], "person");
    scene.does(3, "watch", &json!({ "person": carla, "watches": true })).await;
    in_copy.get("/my/3").await.is(200);
    // Whoever writes as Rosa and is not brings nobody.
    let forged = "Authentication-Results: mx; spf=fail\r\n";
    take(&desk, mail("falso", forged, all, "No llega.")).await.unwrap();
    let newest =
        scene.beto.get("/api/v1/tickets?sort=-number&limit=1").await.is(200).json["items"][0]["number"].clone();
    assert!(watchers(newest.as_u64().unwrap()).await.is_empty());
    // A stranger who names others gets their own case, and so do those.
    let strangers = mail("siete", "", "yan@canelos.example, xia@canelos.example", "Somos nuevos.");
    take(&desk, strangers.replace("Rosa <rosa@", "Zoe <zoe@")).await.unwrap();
    let newest = scene.beto.get("/api/v1/tickets?sort=-number&limit=1").await.is(200).json["items"][0].clone();
    assert_eq!(newest["requester"]["name"], "Zoe");
    assert_eq!(watchers(newest["number"].as_u64().unwrap()).await, ["yan", "xia"]);
    desk.close().await;
}

#[tokio::test]
async fn where_passwords_are_asked_for_no_code_opens_and_who_works_here_has_both_doors() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let by_code = scene.signed_in("rosa@canelos.example", 1).await;
    by_code.get("/my").await.is(200);
    let mut settings = scene.ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings.as_object_mut().unwrap().remove("version");
    settings["portal"]["doorway"] = json!("passwords");
    scene.ana.put("/api/v1/desk", &settings).await.is(200);
    let nobody = desk.nobody().with("accept-language", "es");
    assert_eq!(nobody.get("/").await.header("location"), "/my");
    let door = nobody.get("/my/enter").await.is(200).text;
    assert!(door.contains("Entrar con clave") && !door.contains("name=\"email\""), "{door}");
    types(&nobody, "/my/enter", &[("email", "rosa@canelos.example")]).await.is(404);
    types(&nobody, "/my/code", &[("email", "rosa@canelos.example"), ("code", "123456")]).await.is(404);
    assert_eq!(by_code.get("/my").await.header("location"), "/my/enter", "a code is no password");

    // Eva asks, and works here too: by one password she has the workspace and her own pages.
    let (id, eva) = desk.new_user(&scene.ana, "Eva", &["agent"]).await;
    assert_eq!(eva.get("/my").await.header("location"), "/my/enter");
    let both = json!({
        "name": "Eva", "email": "eva@mesa.example", "roles": ["agent", "requester"],
        "person": person(&scene.beto, "Eva").await,
    });
    scene.ana.put(&format!("/api/v1/users/{id}"), &both).await.is(200);
    let eva = desk.sign_in("eva@mesa.example").await.with("accept-language", "es");
    assert_ne!(eva.get("/").await.status, 303, "the workspace");
    let others = scene.opened(scene.rosa, "De Rosa").await;
    eva.get(&format!("/api/v1/tickets/{others}")).await.is(200);
    assert!(!eva.get("/my").await.is(200).text.contains("De Rosa"), "on her own pages she is who asks");
    assert_eq!(eva.get(&format!("/my/{others}")).await.status, 404);
    let asks = form(&[("once", "1"), ("l", "es"), ("subject", "No abre la puerta")], &[]);
    let asked = send(&eva, "/my/new", asks).await.is(303);
    assert!(eva.get(asked.header("location")).await.is(200).text.contains("Recibimos su caso"));
    // Whoever leaves is out, also of the session that the password began: somebody else may sit there next.
    let left = types(&eva, "/my/leave", &[]).await.is(303);
    assert_eq!(left.header("location"), "/my/enter?left");
    assert_eq!(eva.get("/my").await.header("location"), "/my/enter");
    eva.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn whoever_the_desk_knows_comes_in_with_a_code_and_nobody_learns_whom_it_knows() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let nobody = desk.nobody().with("accept-language", "es");
    // Until an administrator opens it there is no door but that of those who work here.
    nobody.get("/my/enter").await.is(404);
    types(&nobody, "/my/enter", &[("email", "rosa@canelos.example")]).await.is(404);
    assert_ne!(nobody.get("/").await.status, 303);
    scene.lets_in("known").await;
    assert_eq!(nobody.get("/").await.header("location"), "/my");
    assert_eq!(nobody.get("/my").await.header("location"), "/my/enter");
    assert_ne!(scene.beto.get("/").await.status, 303, "who works here has the workspace");
    assert!(nobody.get("/my/enter").await.is(200).text.contains("href=\"/?enter\""));

    let number = scene.opened(scene.rosa, "De Rosa").await;
    let (rosa, eva) = ("rosa@canelos.example", "eva@canelos.example");
    types(&nobody, "/my/enter", &[("email", "rosa")]).await.is(422);
    let known = types(&nobody, "/my/enter", &[("l", "es"), ("email", rosa)]).await.is(200).text;
    let unknown = types(&nobody, "/my/enter", &[("l", "es"), ("email", eva)]).await.is(200).text;
    assert_eq!(known.replace(rosa, eva), unknown);
    let code = scene.code(rosa, 1).await;
    assert!(code.len() == 6 && !known.contains(&code));
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = types(&nobody, "/my/code", &[("l", "es"), ("email", rosa), ("code", wrong)]).await.is(422);
    assert!(refused.text.contains("no es correcto"), "{}", refused.text);
    types(&nobody, "/my/code", &[("email", eva), ("code", &code)]).await.is(422);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let inside = types(&nobody, "/my/code", &[("email", rosa), ("code", &spaced)]).await.is(303);
    assert_eq!(inside.header("location"), "/my");
    types(&nobody, "/my/code", &[("email", rosa), ("code", &code)]).await.is(422);
    assert!(scene.codes(eva).is_empty());
    // No more of a form is taken in than it can hold.
    let flood = "x".repeat(100_000);
    types(&nobody, "/my/enter", &[("email", &*flood)]).await.is(413);
    types(&nobody, "/my/code", &[("code", &*flood)]).await.is(413);
    let audit = scene.ana.get("/api/v1/audit?limit=20").await.is(200).text;
    assert!(audit.contains("guest_entered"), "{audit}");

    // Her cases, and a new one; the session opens nothing else of the desk, and ends.
    let guest = nobody.clone().with("cookie", &inside.cookie());
    let mine = guest.get("/my").await.is(200).text;
    assert!(mine.contains("De Rosa") && mine.contains("No tiene casos anteriores"), "{mine}");
    assert!(guest.get(&format!("/my/{number}")).await.is(200).text.contains("De Rosa"));
    guest.get("/api/v1/me").await.fails(401, "unauthenticated");
    let page = guest.get("/my/new").await.is(200).text;
    assert!(page.contains("<option value=\"La impresora no imprime\">") && !page.contains("Para quién"), "{page}");
    let once = hidden(&page, "once");
    let own = guest.clone().with("sec-fetch-site", "same-origin");
    let new = [("once", &*once), ("l", "es"), ("subject", "No abre la puerta"), ("text", "Piso 2")];
    let asked = send(&own, "/my/new", form(&new, &[("foto.txt", b"foto")])).await.is(303);
    let again = send(&own, "/my/new", form(&new, &[("foto.txt", b"foto")])).await.is(303);
    assert_eq!(asked.header("location"), again.header("location"), "pressed twice, it is one case");
    let sure = [&new[..], &[("do", "sure")]].concat();
    let other = send(&own, "/my/new", form(&sure, &[("otra.txt", b"otra")])).await.is(303);
    assert_ne!(asked.header("location"), other.header("location"), "with another file, it is another");
    let page = guest.get(asked.header("location")).await.is(200).text;
    assert!(page.contains("Recibimos su caso") && page.contains("foto.txt"), "{page}");
    let empty = send(&own, "/my/new", form(&[("once", "x"), ("l", "es"), ("text", "Queda")], &[])).await.is(422);
    assert!(empty.text.contains("Queda"), "{}", empty.text);
    // An address that is hers no more lets nobody be her.
    let moved = json!({ "name": "Rosa", "emails": ["rosa.nueva@canelos.example"] });
    let before = scene.beto.get(&format!("/api/v1/persons/{}", scene.rosa)).await.is(200).json;
    scene.beto.put(&format!("/api/v1/persons/{}", scene.rosa), &moved).await.is(200);
    assert_eq!(guest.get("/my").await.header("location"), "/my/enter");
    let back = json!({ "name": before["name"], "emails": before["emails"] });
    scene.beto.put(&format!("/api/v1/persons/{}", scene.rosa), &back).await.is(200);
    guest.get("/my").await.is(200);
    types(&guest, "/my/leave", &[]).await.is(303);
    assert_eq!(guest.get("/my").await.header("location"), "/my/enter");

    // Whoever asks very often in the name of another fills nobody's mailbox, and has to wait.
    let mut waits = 0;
    for _ in 0..40 {
        waits += usize::from(types(&nobody, "/my/enter", &[("email", rosa)]).await.status == 429);
    }
    assert!(waits >= 20, "{waits}");
    assert!(scene.code(rosa, 2).await.len() == 6 && scene.codes(rosa).len() <= 4);

    // Colleagues are let in by their domain and registered by coming in; a person who left is not.
    scene.lets_in("domains").await;
    desk.pass(TimeDelta::hours(3));
    types(&nobody, "/my/enter", &[("l", "es"), ("email", eva)]).await.is(200);
    types(&nobody, "/my/enter", &[("l", "es"), ("email", "eva@evil.example")]).await.is(200);
    let code = scene.code(eva, 1).await;
    let inside = types(&nobody, "/my/code", &[("email", eva), ("code", &code)]).await.is(303);
    let guest = nobody.clone().with("cookie", &inside.cookie());
    assert!(guest.get("/my").await.is(200).text.contains("eva"));
    assert_eq!(guest.get(&format!("/my/{number}")).await.status, 404);
    assert!(scene.codes("eva@evil.example").is_empty());
    let found = scene.beto.get("/api/v1/persons?q=eva").await.is(200).json;
    let id = found["items"][0]["id"].as_u64().unwrap();
    let gone = json!({ "name": "Eva", "emails": [eva], "active": false });
    scene.beto.put(&format!("/api/v1/persons/{id}"), &gone).await.is(200);
    assert_eq!(guest.get("/my").await.header("location"), "/my/enter");
    desk.close().await;
}
