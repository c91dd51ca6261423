//! A door that many knock at.

use super::*;
use futures_util::{StreamExt, stream};

/// So often somebody asks for a code.
const KNOCKS: usize = 10_000;

#[tokio::test]
async fn a_code_that_is_asked_for_ten_thousand_times_fills_no_mailbox_and_lets_others_in() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let rosa = "rosa@canelos.example";
    let knocks = stream::iter(0..KNOCKS).map(|n| {
        let nobody = desk.nobody();
        // Every other one is of somebody whom the desk does not know.
        let stranger = format!("nadie{n}@canelos.example");
        async move {
            let email = if n % 2 == 0 { rosa } else { &stranger };
            types(&nobody, "/my/enter", &[("email", email)]).await.status
        }
    });
    let answers: Vec<u16> = knocks.buffer_unordered(8).collect().await;
    let answered = |status: u16| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!(answered(200) + answered(429) + answered(503), KNOCKS, "{answers:?}");
    assert!(answered(429) > KNOCKS / 2, "{} had to wait", answered(429));
    assert!(scene.codes(rosa).len() <= 4, "{} mails to Rosa", scene.codes(rosa).len());
    assert!(server.received().len() < 20, "{} mails in all", server.received().len());
    // The desk works on, and after a while she comes in.
    scene.beto.get("/api/v1/tickets").await.is(200);
    desk.pass(TimeDelta::hours(3));
    let before = scene.codes(rosa).len();
    types(&desk.nobody(), "/my/enter", &[("email", rosa)]).await.is(200);
    let code = scene.code(rosa, before + 1).await;
    types(&desk.nobody(), "/my/code", &[("email", rosa), ("code", &code)]).await.is(303);
    desk.close().await;
}
