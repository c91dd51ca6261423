//! What a page weighs, however much was written.

use super::*;

/// A page and its style come to less than this, as they are: nothing is packed.
const MOST: usize = 60_000;

#[tokio::test]
async fn the_page_of_a_case_stays_small_though_every_mail_quotes_all_of_those_before_it() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let number = scene.opened(scene.rosa, "Sin correo").await;
    let asked = server.wait_for(1).await.remove(0);
    let mut follows = asked.header("Message-ID").unwrap().to_owned();
    let mut history = String::new();
    for n in 0..24 {
        let text = format!("Respuesta {n}: {}", "sigue sin llegar el correo a ninguna de las casillas. ".repeat(8));
        let mail = format!(
            "From: rosa@canelos.example\r\nSubject: Re: Sin correo\r\nMessage-ID: <r{n}@canelos.example>\r\n\
             In-Reply-To: {follows}\r\n\r\n{text}\r\n\r\nEl 25-11-2026 09:00, Mesa escribió:\r\n{history}"
        );
        take(&desk, mail).await.unwrap();
        follows = format!("<r{n}@canelos.example>");
        history = format!("> {text}\r\n{history}");
        desk.pass(TimeDelta::minutes(1));
    }
    let rosa = scene.signed_in("rosa@canelos.example", 1).await;
    let mut weight = 0;
    for part in ["/s/style.css", "/my/style.css", "/my/kept.js", "/my/live.js"] {
        weight += rosa.get(part).await.is(200).text.len();
    }
    // Page by page all of it is there, once.
    let (mut path, mut seen) = (format!("/my/{number}"), Vec::new());
    loop {
        let page = rosa.get(&path).await.is(200).text;
        assert!(page.len() + weight < MOST, "{path}: {} bytes", page.len() + weight);
        let answers = page.split("<p>Respuesta ").skip(1).map(|rest| rest.split_once(':').unwrap().0.parse().unwrap());
        seen.splice(0..0, answers.collect::<Vec<u32>>());
        let earlier =
            page.split("href=\"").find_map(|link| link.split_once('"').filter(|(to, _)| to.contains("&amp;before=")));
        match earlier {
            Some((to, _)) => path = to.replace("&amp;", "&"),
            None => break,
        }
    }
    assert_eq!(seen, (0..24).collect::<Vec<_>>());
    assert!(rosa.get("/my/new").await.is(200).text.len() + weight < MOST);
    desk.close().await;
}
