//! Files that come with a form which is shown once more.

use super::*;

#[tokio::test]
async fn files_that_came_with_a_refused_answer_wait_for_the_next_one() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    let number = scene.opened(scene.rosa, "Sin correo").await;
    let solution = json!({ "text": "Se reinició.", "code": "fixed" });
    scene.beto.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
    let rosa = scene.opens(&scene.link("Rosa", "Se reinició").await, number).await;
    // It is more than a message may say; the file came all the same.
    let lengthy = "Sigue igual. ".repeat(30_000);
    let refused =
        sends(&rosa, number, &[("do", "reject"), ("text", &*lengthy)], &[("foto.txt", b"foto")]).await.is(422);
    let page = refused.text;
    assert!(page.contains("foto.txt") && page.contains("Estos ya llegaron"), "{page}");
    let kept = hidden(&page, "kept");
    let again = [("do", "reject"), ("text", "Sigue igual"), ("kept", &*kept)];
    sends(&rosa, number, &again, &[("otra.txt", b"otra")]).await.is(303);
    let page = rosa.get(&format!("/my/{number}")).await.is(200).text;
    assert!(page.contains("foto.txt") && page.contains("otra.txt") && !page.contains("Estos ya llegaron"), "{page}");
    assert_eq!(scene.case(number).await["state"], "in_progress");
    // Somebody else's file, or one that was claimed, is none.
    let again = [("do", "send"), ("text", "Y otra vez"), ("kept", &*kept)];
    let taken = sends(&rosa, number, &again, &[]).await;
    assert_eq!(taken.status, 422, "{}", taken.text);
    assert!(!taken.text.contains("Estos ya llegaron"), "{}", taken.text);
    let upload = scene.beto.request(Method::POST, "/api/v1/uploads?name=secreto.txt").body("secreto");
    let upload = read(upload).await.is(201).json["id"].as_str().unwrap().to_owned();
    let again = [("do", "send"), ("text", "Y otra vez"), ("kept", &*upload)];
    let taken = sends(&rosa, number, &again, &[]).await;
    assert_eq!(taken.status, 422, "{}", taken.text);
    assert!(!taken.text.contains("secreto.txt"), "{}", taken.text);
    desk.close().await;
}

#[tokio::test]
async fn files_that_were_chosen_with_it_is_settled_are_kept_with_the_case() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let rosa = scene.signed_in("rosa@canelos.example", 1).await;
    for (text, said) in [("Volvió solo", "Volvió solo"), ("", "Quien pidió ayuda dice que ya está resuelto")] {
        let number = scene.opened(scene.rosa, "Sin correo").await;
        sends(&rosa, number, &[("text", text), ("do", "settled")], &[("foto.txt", b"foto")]).await.is(303);
        assert_eq!(scene.case(number).await["state"], "closed");
        let page = rosa.get(&format!("/my/{number}")).await.is(200).text;
        assert!(page.contains("foto.txt") && page.contains(said), "{page}");
    }
    desk.close().await;
}
