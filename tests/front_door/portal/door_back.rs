//! Back to where one was going: who finds a page of theirs shut comes in by the door, and lands there.

use super::*;

impl Scene<'_> {
    /// Opens the door in this way, or closes it.
    async fn doorway(&self, doorway: &str) {
        let mut settings = self.ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
        settings.as_object_mut().unwrap().remove("version");
        settings["portal"]["doorway"] = json!(doorway);
        self.ana.put("/api/v1/desk", &settings).await.is(200);
    }
}

/// The link to the door, for somebody who was going there.
fn door_before(next: &str) -> String {
    format!("href=\"/my/enter?l=es&amp;next={next}\"")
}

#[tokio::test]
async fn whoever_finds_a_case_shut_comes_in_with_a_code_and_lands_on_it() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let number = scene.opened(scene.rosa, "Sin correo").await;
    let (case, no_case) = (format!("/my/{number}"), "/my/4711".to_owned());
    let nobody = desk.nobody().with("accept-language", "es");
    let own = nobody.clone().with("sec-fetch-site", "same-origin");
    let answer = || form(&[("once", "1"), ("text", "Es el piso 3"), ("do", "send")], &[]);

    // Where nobody comes in without a link there is no door to show.
    let shut = nobody.get(&case).await.is(404).text;
    assert!(!shut.contains("<a "), "{shut}");
    assert_eq!(send(&own, &case, answer()).await.is(404).text, shut);

    // Where one does, it stands beside the same words, whether there is such a case or not.
    scene.lets_in("known").await;
    let shut = nobody.get(&case).await.is(404).text;
    assert!(shut.contains("no se puede abrir") && shut.contains(&door_before(&case)), "{shut}");
    let nothing = nobody.get(&no_case).await.is(404).text;
    assert_eq!(shut.replace(&case, &no_case), nothing);
    assert!(nobody.get(&format!("{case}/files/256")).await.is(404).text.contains(&door_before(&case)));
    let unsent = send(&own, &case, answer()).await.is(404).text;
    assert!(unsent.contains("no se envió") && unsent.contains(&door_before(&case)), "{unsent}");
    assert_eq!(unsent.replace(&case, &no_case), send(&own, &no_case, answer()).await.is(404).text);
    for elsewhere in ["/c/guessed", "/my/99999999999999999999999", "/my/guessed"] {
        let page = nobody.get(elsewhere).await.is(404).text;
        assert!(page.contains("href=\"/my/enter?l=es\""), "{elsewhere}: {page}");
    }
    for (page, door) in [("/my/new", "/my/enter?next=/my/new"), ("/my/me", "/my/enter?next=/my/me")] {
        assert_eq!(nobody.get(page).await.is(303).header("location"), door);
    }

    // Each step of the door keeps it, also in another language and when something is wrong.
    let rosa = "rosa@canelos.example";
    let door = nobody.get(&format!("/my/enter?next={case}")).await.is(200).text;
    assert_eq!(hidden(&door, "next"), case);
    assert!(door.contains(&format!("/my/enter?next={case}&amp;l=pt")), "{door}");
    let wrong = types(&nobody, "/my/enter", &[("l", "es"), ("email", "rosa"), ("next", &case)]).await.is(422).text;
    assert_eq!(hidden(&wrong, "next"), case);
    let sent = types(&nobody, "/my/enter", &[("l", "es"), ("email", rosa), ("next", &case)]).await.is(200).text;
    assert!(hidden(&sent, "next") == case && sent.contains(&door_before(&case)), "{sent}");
    let code = scene.code(rosa, 1).await;
    let guess = if code == "000000" { "000001" } else { "000000" };
    let guess = [("l", "es"), ("email", rosa), ("code", guess), ("next", &*case)];
    assert_eq!(hidden(&types(&nobody, "/my/code", &guess).await.is(422).text, "next"), case);
    let inside = types(&nobody, "/my/code", &[("email", rosa), ("code", &code), ("next", &case)]).await.is(303);
    assert_eq!(inside.header("location"), case);
    let guest = nobody.clone().with("cookie", &inside.cookie());
    assert!(guest.get(&case).await.is(200).text.contains("Sin correo"));

    // Whoever is in already is led to their own cases from what is not theirs.
    let not_hers = guest.get(&no_case).await.is(404).text;
    assert!(not_hers.contains("href=\"/my?l=es\"") && !not_hers.contains("/my/enter"), "{not_hers}");
    desk.close().await;
}

#[tokio::test]
async fn the_door_leads_to_no_page_but_those_of_whoever_asks() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let nobody = desk.nobody().with("accept-language", "es");
    let door = async |next: &str| {
        let address = reqwest::Url::parse_with_params("http://door/my/enter", [("next", next)]).unwrap();
        nobody.get(&format!("/my/enter?{}", address.query().unwrap())).await.is(200).text
    };
    for own in ["/my/7", "/my/new", "/my/me", "/my/unit"] {
        assert_eq!(hidden(&door(own).await, "next"), own);
    }
    let plain = nobody.get("/my/enter").await.is(200).text;
    for foreign in [
        "//evil.example",
        "https://evil.example/my/7",
        "/\\evil.example",
        "evil.example",
        "javascript:alert(1)",
        "/my/../x",
        "/my/7/../../x",
        "/my//evil.example",
        "/my/7?l=pt",
        "/my/7#x",
        "/my/7/files/1",
        "/my/-7",
        "/my/+7",
        "/my/٧",
        "/my/777777777777777777777",
        "/my/",
        "/my/leave",
        "/my/enter",
        "/my/7\r\nset-cookie: a=b",
        "/c/guessed",
        "/admin",
        "",
    ] {
        assert_eq!(door(foreign).await, plain, "{foreign}");
    }

    // Nor when somebody makes the form themselves.
    let rosa = "rosa@canelos.example";
    let foreign = ("next", "//evil.example");
    let sent = types(&nobody, "/my/enter", &[("l", "es"), ("email", rosa), foreign]).await.is(200).text;
    assert!(!sent.contains("evil.example") && !sent.contains("name=\"next\""), "{sent}");
    let code = scene.code(rosa, 1).await;
    let inside = types(&nobody, "/my/code", &[("email", rosa), ("code", &code), foreign]).await.is(303);
    assert_eq!(inside.header("location"), "/my");

    // Passwords are asked for by the workspace, which knows cases by their numbers and nothing else of these pages.
    scene.doorway("passwords").await;
    assert!(nobody.get("/my/7").await.is(404).text.contains(&door_before("/my/7")));
    assert!(door("/my/7").await.contains("href=\"/case/7\""));
    for other in ["/my/new", "//evil.example"] {
        assert!(!door(other).await.contains("href=\"/case/"), "{other}");
    }
    scene.doorway("closed").await;
    assert!(!nobody.get("/my/enter?next=/my/7").await.is(404).text.contains("<a "));
    desk.close().await;
}

#[tokio::test]
async fn a_link_shows_the_way_to_ones_other_cases_where_one_may_come_in() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let number = scene.opened(scene.rosa, "Sin correo").await;
    let case = format!("/my/{number}");
    let rosa = scene.opens(&scene.link("Rosa", "Sin correo").await, number).await;
    let mine = "<a href=\"/my\">Sus casos</a>";
    let anew = "href=\"/my/new?l=es\"";
    assert!(!rosa.get(&case).await.is(200).text.contains(mine));
    scene.doorway("codes").await;
    let page = rosa.get(&case).await.is(200).text;
    assert!(page.contains(mine) && !page.contains(anew), "{page}");

    // What is over says how to ask for help anew, and where.
    scene.does(number, "cancel", &json!({ "reason": "Duplicado" })).await;
    let page = rosa.get(&case).await.is(200).text;
    assert!(page.contains("pida ayuda de nuevo") && page.contains(anew), "{page}");
    scene.doorway("closed").await;
    let page = rosa.get(&case).await.is(200).text;
    assert!(page.contains("pida ayuda de nuevo") && !page.contains(anew) && !page.contains(mine), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn whoever_came_in_by_an_address_says_once_how_they_are_called() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("domains").await;
    let lola = scene.signed_in("lola.paz@canelos.example", 1).await;
    let mine = lola.get("/my").await.is(200).text;
    assert!(mine.contains("lola.paz · ") && mine.contains("Diga cómo se llama"), "{mine}");
    assert!(lola.get("/my/me").await.is(200).text.contains("name=\"name\""));
    let own = lola.clone().with("sec-fetch-site", "same-origin");
    let says = async |by: &Someone<'_>, name: &str| {
        let page = by.get("/my/me").await.is(200).text;
        types(by, "/my/me", &[("once", &*hidden(&page, "once")), ("l", "es"), ("name", name), ("mails", "all")]).await
    };
    says(&own, "Lola Paz Ríos").await.is(303);
    let mine = lola.get("/my").await.is(200).text;
    assert!(mine.contains("Lola Paz Ríos · ") && mine.contains("Sus datos"), "{mine}");
    // Then it is the desk's to say, as of everybody.
    assert!(!lola.get("/my/me").await.is(200).text.contains("name=\"name\""));
    says(&own, "Otra").await.is(303);
    let rosa = scene.signed_in("rosa@canelos.example", 1).await.with("sec-fetch-site", "same-origin");
    says(&rosa, "Reina").await.is(303);
    assert!(lola.get("/my").await.is(200).text.contains("Lola Paz Ríos"));
    assert!(rosa.get("/my").await.is(200).text.contains("Rosa · "));
    desk.close().await;
}
