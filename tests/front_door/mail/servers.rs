//! Servers that hang, refuse and die.

use super::desk::MailDesk;
use crate::LOOKS;
use crate::smtp::Manner;
use chrono::TimeDelta;
use std::time::{Duration, Instant};
use ventanilla::channels::mail::probe;
use ventanilla::desk::{Command, Facts, MailSettings, Settings};
use ventanilla::store::outbox::{self, OutboxState};
use ventanilla::words::{Channel, MailSecurity};

/// Time enough for a second try that must not happen.
async fn a_while() {
    tokio::time::sleep(Duration::from_millis(400)).await;
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_later() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.then(&[Manner::Defers("4.2.0 greylisted, come back")]);
    desk.open(ana, "Sin red").await;
    a_while().await;
    let waiting = desk.settled(OutboxState::Queued, 1).await.remove(0);
    assert_eq!(waiting.last_error.as_deref(), Some("451 4.2.0 greylisted, come back"));
    assert_eq!((waiting.attempts, waiting.when), (1, desk.clock.now().plus(TimeDelta::minutes(1))));

    desk.pass(TimeDelta::seconds(59));
    a_while().await;
    assert_eq!(desk.server.connections(), 1);
    desk.pass(TimeDelta::seconds(1));
    let sent = desk.settled(OutboxState::Sent, 1).await.remove(0);
    assert_eq!((sent.attempts, sent.last_error), (2, None));
    let mails = desk.server.received();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].header("Message-ID"), Some(sent.message_id));
    assert_eq!(mails[0].header("Date").as_deref(), Some("Wed, 25 Nov 2026 12:20:00 +0000"));
    desk.end().await;
}

#[tokio::test]
async fn what_is_deferred_for_two_days_has_failed() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.always(Manner::Defers("4.2.2 mailbox full"));
    desk.open(ana, "Sin red").await;
    for attempts in 1..=9 {
        for _ in 0..LOOKS {
            if desk.server.connections() == attempts && desk.count(OutboxState::Leased) == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(desk.server.connections(), attempts);
        desk.pass(TimeDelta::hours(12));
    }
    let failed = desk.settled(OutboxState::Failed, 1).await.remove(0);
    assert_eq!((failed.attempts, failed.last_error.as_deref()), (9, Some("451 4.2.2 mailbox full")));
    desk.end().await;
}

#[tokio::test]
async fn what_is_refused_for_good_has_failed_until_somebody_sends_it_again() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.then(&[Manner::Refuses("5.1.1 no such user here"), Manner::RefusesContent("5.7.1 smells of spam")]);
    desk.open(ana, "Sin red").await;
    let failed = desk.settled(OutboxState::Failed, 1).await.remove(0);
    assert_eq!(failed.last_error.as_deref(), Some("550 5.1.1 no such user here"));
    desk.pass(TimeDelta::days(3));
    a_while().await;
    assert_eq!(desk.server.connections(), 1);

    desk.send_again(failed.id).await;
    desk.server.wait_for(1).await;
    let failed = desk.settled(OutboxState::Failed, 1).await.remove(0);
    assert_eq!(failed.last_error.as_deref(), Some("554 5.7.1 smells of spam"));

    desk.send_again(failed.id).await;
    desk.settled(OutboxState::Sent, 1).await;
    let taken: Vec<bool> = desk.server.received().iter().map(|mail| mail.acknowledged).collect();
    assert_eq!(taken, [false, true]);
    desk.end().await;
}

#[tokio::test]
async fn a_server_that_hangs_does_not_hold_up_the_desk() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.then(&[Manner::Hangs, Manner::Hangs]);
    let begin = Instant::now();
    for n in 0..20 {
        desk.open(ana, &format!("Caso {n}")).await;
    }
    assert!(begin.elapsed() < Duration::from_millis(1500), "{:?}", begin.elapsed());
    let tried = |desk: &MailDesk| desk.rows(OutboxState::Queued).iter().filter(|row| row.attempts > 0).count();
    for _ in 0..LOOKS {
        if tried(&desk) == 2 && desk.count(OutboxState::Sent) >= 18 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let late = desk.rows(OutboxState::Queued);
    assert_eq!((late.len(), desk.count(OutboxState::Sent)), (2, 18));
    let silence = format!("127.0.0.1:{}: no answer to connecting within 1.5 s", desk.server.port);
    assert_eq!(late[0].last_error.as_deref(), Some(silence.as_str()));
    desk.pass(TimeDelta::minutes(1));
    desk.settled(OutboxState::Sent, 20).await;
    assert_eq!(desk.server.received().len(), 20);
    desk.end().await;
}

#[tokio::test]
async fn a_slow_server_is_waited_for() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.always(Manner::Slow(Duration::from_millis(150)));
    desk.open(ana, "Sin red").await;
    assert_eq!(desk.settled(OutboxState::Sent, 1).await[0].attempts, 1);
    desk.end().await;
}

#[tokio::test]
async fn a_server_that_dies_in_the_message_gets_it_again_and_takes_it_once() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.then(&[Manner::DiesInTheMessage]);
    // Long enough not to fit into what the connection swallows at once.
    let ticket = desk.open(ana, "Sin red").await;
    for _ in 0..LOOKS {
        if desk.server.connections() == 1 && desk.count(OutboxState::Leased) == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    a_while().await;
    // A short message may have left whole before the connection broke; then nobody knows, and nobody repeats it.
    let unknown = desk.rows(OutboxState::Unknown);
    if unknown.is_empty() {
        desk.pass(TimeDelta::minutes(1));
    } else {
        desk.send_again(unknown[0].id).await;
    }
    desk.settled(OutboxState::Sent, 1).await;
    assert_eq!(desk.server.received().len(), 1);
    assert_eq!(desk.rows(OutboxState::Sent)[0].ticket, Some(ticket));
    desk.end().await;
}

#[tokio::test]
async fn a_server_that_dies_or_hangs_after_the_message_is_not_sent_it_twice() {
    for manner in [Manner::DiesBeforeTheAnswer, Manner::HangsBeforeTheAnswer] {
        let desk = MailDesk::start().await;
        let ana = desk.person("Ana Rojas", None).await;
        desk.server.then(&[manner]);
        desk.open(ana, "Sin red").await;
        desk.server.wait_for(1).await;
        let under_way = Some("handed over; the server has not answered yet");
        let mut unknown = desk.settled(OutboxState::Unknown, 1).await.remove(0);
        for _ in 0..LOOKS {
            if unknown.last_error.as_deref() != under_way {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
            unknown = desk.rows(OutboxState::Unknown).remove(0);
        }
        assert_ne!(unknown.last_error.as_deref(), under_way);
        for _ in 0..3 {
            desk.pass(TimeDelta::days(1));
            a_while().await;
        }
        assert_eq!(desk.server.connections(), 1, "{manner:?}");

        desk.send_again(unknown.id).await;
        desk.settled(OutboxState::Sent, 1).await;
        let mails = desk.server.received();
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
        desk.end().await;
    }
}

#[tokio::test]
async fn a_program_that_dies_before_the_message_sends_it_when_it_is_back() {
    let mut desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.then(&[Manner::Hangs]);
    desk.open(ana, "Sin red").await;
    for _ in 0..LOOKS {
        if desk.server.connections() == 1 && desk.count(OutboxState::Leased) == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    desk.kill_worker().await;
    assert_eq!(desk.count(OutboxState::Leased), 1);
    desk.start_worker();
    desk.settled(OutboxState::Sent, 1).await;
    assert_eq!(desk.server.received().len(), 1);
    desk.end().await;
}

#[tokio::test]
async fn a_program_that_dies_after_the_message_does_not_send_it_when_it_is_back() {
    let mut desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.then(&[Manner::HangsBeforeTheAnswer]);
    desk.open(ana, "Sin red").await;
    desk.server.wait_for(1).await;
    desk.kill_worker().await;
    desk.start_worker();
    a_while().await;
    let unknown = desk.settled(OutboxState::Unknown, 1).await.remove(0);
    assert_eq!(unknown.last_error.as_deref(), Some("handed over; the server has not answered yet"));
    assert_eq!(desk.server.connections(), 1);
    desk.end().await;
}

#[tokio::test]
async fn without_settings_mail_waits_and_leaves_once_they_are_there() {
    let mut desk = MailDesk::without_settings().await;
    desk.start_worker();
    let ana = desk.person("Ana Rojas", None).await;
    desk.open(ana, "Sin red").await;
    a_while().await;
    let waiting = desk.settled(OutboxState::Queued, 1).await.remove(0);
    assert_eq!((waiting.attempts, waiting.last_error), (0, None));
    desk.set_mail(MailSecurity::None, Some(("mesa", "s3creto"))).await;
    desk.settled(OutboxState::Sent, 1).await;
    // "\0mesa\0s3creto" in base64.
    assert_eq!(desk.server.sign_ins(), ["AUTH PLAIN AG1lc2EAczNjcmV0bw=="]);
    desk.end().await;
}

#[tokio::test]
async fn corrected_settings_send_what_waits_at_once() {
    let desk = MailDesk::without_settings().await;
    let mut desk = desk;
    // A port that nobody listens on.
    let free = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    desk.set_mail_port(free, MailSecurity::None, None).await;
    desk.start_worker();
    let ana = desk.person("Ana Rojas", None).await;
    let ticket = desk.open(ana, "Sin red").await;
    let (text, channel) = ("Vamos".to_owned(), Channel::Mail);
    desk.as_camila(Command::Reply { ticket, text, channel, from_requester: false, attachments: Vec::new() }).await;
    for _ in 0..LOOKS {
        if desk.rows(OutboxState::Queued).iter().filter(|row| row.last_error.is_some()).count() == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let refused = format!("127.0.0.1:{free}: Connection refused (os error 111)");
    assert_eq!(desk.rows(OutboxState::Queued)[0].last_error.as_deref(), Some(refused.as_str()));
    desk.set_mail(MailSecurity::None, None).await;
    desk.settled(OutboxState::Sent, 2).await;
    desk.end().await;
}

#[tokio::test]
async fn old_mails_are_cleared_and_failed_ones_stay() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.open(ana, "Sin red").await;
    desk.settled(OutboxState::Sent, 1).await;
    desk.server.then(&[Manner::Refuses("5.1.1 gone")]);
    desk.open(ana, "Sin red").await;
    desk.settled(OutboxState::Failed, 1).await;
    let late = desk.clock.now().plus(TimeDelta::days(400));
    let cleared = desk.store.operate(move |operational| outbox::clear_old(operational, late, 10)).await.unwrap();
    assert_eq!((cleared, desk.count(OutboxState::Sent), desk.count(OutboxState::Failed)), (1, 0, 1));
    desk.end().await;
}

#[tokio::test]
async fn a_try_of_the_settings_gives_the_servers_own_words() {
    let desk = MailDesk::start().await;
    let settings = desk.store.snapshot().unwrap().get::<MailSettings>(()).unwrap().unwrap();
    let about = Settings { name: "Mesa\r\nBcc: x@y.example".to_owned(), ..Settings::default() };
    let ok = probe(&settings, None, &about, "admin@canelos.example").await;
    assert_eq!((ok.ok, ok.reply.as_str()), (true, "250 2.0.0 queued as 42"));
    let mail = desk.server.received().remove(0);
    assert_eq!((mail.to.as_str(), mail.header("Bcc")), ("admin@canelos.example", None));

    desk.server.then(&[Manner::Refuses("5.7.1 relaying denied")]);
    let no = probe(&settings, None, &about, "admin@canelos.example").await;
    assert_eq!((no.ok, no.reply.as_str()), (false, "550 5.7.1 relaying denied"));
    let starttls = MailSettings { security: MailSecurity::StartTls, ..settings };
    let no = probe(&starttls, None, &about, "admin@canelos.example").await;
    let words = format!("127.0.0.1:{}: STARTTLS is not supported on this server", desk.server.port);
    assert_eq!((no.ok, no.reply), (false, words));
    let bad = probe(&starttls, None, &about, "nobody").await;
    assert!(!bad.ok);
    let free = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    let nobody = MailSettings { host: "localhost".to_owned(), port: free, ..starttls };
    let no = probe(&nobody, None, &about, "admin@canelos.example").await;
    let words = format!("localhost:{free} (127.0.0.1): Connection refused (os error 111)");
    assert!(!no.ok && no.reply.contains(&words), "{no:?}");
    desk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_that_wait_for_a_server_that_hangs_hold_nobody_up() {
    const WAITING: u64 = 2_000;
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    desk.server.always(Manner::Hangs);
    for n in 0..WAITING {
        desk.open(ana, &format!("Sin red {n}")).await;
    }
    let waiting = desk.count(OutboxState::Queued) + desk.count(OutboxState::Leased);
    assert_eq!(waiting, WAITING);
    let begun = Instant::now();
    for n in 0..50 {
        desk.open(ana, &format!("Sin impresora {n}")).await;
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "50 cases took {:?}", begun.elapsed());
    // Who hangs is asked by a few at a time, not by all that waits.
    assert!(desk.server.connections() < 200, "{} connections", desk.server.connections());
    assert_eq!(desk.count(OutboxState::Failed) + desk.count(OutboxState::Unknown), 0);

    desk.server.always(Manner::Accepts);
    desk.server.wait_for(20).await;
    desk.end().await;
}
