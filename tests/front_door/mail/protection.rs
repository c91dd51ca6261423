//! Connections that are protected by TLS, and servers to which nothing is said because they cannot be.

use super::desk::MailDesk;
use crate::LOOKS;
use crate::authority::{Authority, Identity};
use crate::smtp::SmtpServer;
use std::time::Duration;
use ventanilla::store::outbox::OutboxState;
use ventanilla::words::MailSecurity;

const SIGN_IN: Option<(&str, &str)> = Some(("mesa", "s3creto"));
/// "\0mesa\0s3creto" in base64.
const SIGNED_IN: &str = "AUTH PLAIN AG1lc2EAczNjcmV0bw==";

/// The two ways to a protected connection.
const PROTECTED: [MailSecurity; 2] = [MailSecurity::Tls, MailSecurity::StartTls];

/// A desk whose server protects its connections, without mail settings.
async fn desk_with(security: MailSecurity, identity: &Identity) -> MailDesk {
    let mut desk = MailDesk::without_settings().await;
    desk.server = match security {
        MailSecurity::Tls => SmtpServer::start_tls(identity).await,
        MailSecurity::StartTls => SmtpServer::start_starttls(identity).await,
        MailSecurity::None => SmtpServer::start().await,
    };
    desk
}

/// What a protected connection begins with, in the clear.
fn beginning(security: MailSecurity) -> &'static [&'static str] {
    if security == MailSecurity::StartTls { &["EHLO mesa.canelos.example", "STARTTLS"] } else { &[] }
}

/// Opens a case, and gives the words of the first try to send its mail, which did not succeed.
async fn words_of_a_try(desk: &mut MailDesk) -> String {
    desk.start_worker();
    let ana = desk.person("Ana Rojas", None).await;
    desk.open(ana, "Sin red").await;
    for _ in 0..LOOKS {
        if let Some(words) = desk.rows(OutboxState::Queued).pop().and_then(|row| row.last_error) {
            return words;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the mail was not tried");
}

#[tokio::test]
async fn an_authority_of_the_organisations_own_is_trusted_once_the_settings_hold_its_certificate() {
    let authority = Authority::new("Autoridad de Los Canelos");
    let identity = authority.vouch_for("127.0.0.1");
    for security in PROTECTED {
        let mut desk = desk_with(security, &identity).await;
        desk.set_mail(security, SIGN_IN).await;
        let words = words_of_a_try(&mut desk).await;
        let place = format!("127.0.0.1:{}: ", desk.server.port);
        assert_eq!(words, format!("{place}invalid peer certificate: UnknownIssuer"), "{security:?}");
        assert_eq!((desk.server.sign_ins().len(), desk.server.received().len()), (0, 0), "{security:?}");
        assert_eq!(desk.server.in_the_clear(), beginning(security));

        desk.set_mail_trusting(&authority, security, SIGN_IN).await;
        desk.settled(OutboxState::Sent, 1).await;
        assert_eq!((desk.server.sign_ins(), desk.server.received().len()), (vec![SIGNED_IN.to_owned()], 1));
        assert_eq!(desk.server.in_the_clear(), beginning(security).repeat(2));
        desk.end().await;
    }
}

#[tokio::test]
async fn a_server_with_another_name_or_another_authority_is_told_nothing() {
    let authority = Authority::new("Autoridad de Los Canelos");
    let other_name = authority.vouch_for("correo.canelos.example");
    let other_authority = Authority::new("Autoridad de Los Canelos").vouch_for("127.0.0.1");
    for security in PROTECTED {
        for (identity, why) in [
            (&other_name, "invalid peer certificate: certificate not valid for name \"127.0.0.1\""),
            (&other_authority, "invalid peer certificate: BadSignature"),
        ] {
            let mut desk = desk_with(security, identity).await;
            desk.set_mail_trusting(&authority, security, SIGN_IN).await;
            let words = words_of_a_try(&mut desk).await;
            assert!(words.starts_with(&format!("127.0.0.1:{}: {why}", desk.server.port)), "{security:?}: {words}");
            assert_eq!((desk.server.sign_ins().len(), desk.server.received().len()), (0, 0));
            assert_eq!(desk.server.in_the_clear(), beginning(security));
            desk.end().await;
        }
    }
}

#[tokio::test]
async fn a_server_that_does_not_protect_the_connection_is_told_nothing() {
    let authority = Authority::new("Autoridad de Los Canelos");
    let identity = authority.vouch_for("127.0.0.1");
    for (security, why) in [
        (MailSecurity::StartTls, "STARTTLS is not supported on this server"),
        (MailSecurity::Tls, "received corrupt message"),
    ] {
        let mut desk = desk_with(MailSecurity::None, &identity).await;
        desk.set_mail_trusting(&authority, security, SIGN_IN).await;
        let words = words_of_a_try(&mut desk).await;
        assert!(words.starts_with(&format!("127.0.0.1:{}: {why}", desk.server.port)), "{security:?}: {words}");
        assert_eq!((desk.server.sign_ins().len(), desk.server.received().len()), (0, 0));
        let said = desk.server.in_the_clear();
        let telling = ["AUTH", "MAIL", "RCPT"];
        assert!(said.iter().all(|line| !telling.iter().any(|verb| line.starts_with(verb))), "{said:?}");
        desk.end().await;
    }
}
