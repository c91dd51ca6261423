#![expect(clippy::unwrap_used, reason = "tests")]

use super::{Answered, Origin, Thread, build};
use crate::channels::mail::letter::{Addressee, Letter};
use crate::channels::mail::{html, plain};
use rules::Moment;
use rules::desk::id::MailboxId;
use rules::desk::{self, MailSettings, Settings};
use rules::words::{Language, MailSecurity};

fn letter() -> Letter {
    Letter {
        language: Language::Es,
        subject: "[18342] Recibimos su caso: Sin correo en el piso 3".to_owned(),
        counter: Some("Para responder, escriba sobre esta línea".to_owned()),
        desk: "Mesa de Ayuda Los Canelos".to_owned(),
        heading: "Recibimos su caso 18342".to_owned(),
        greeting: Some("Hola, Ana Rojas:".to_owned()),
        opening: vec![
            "Registramos lo que nos contó por teléfono hoy a las 09:20. Lo tiene Camila Vergara Fuenzalida.".to_owned(),
        ],
        words: Some("Desde las nueve\nno llega nada.\n\n<script>alert(1)</script> & \"más\"".to_owned()),
        facts: vec![
            ("Asunto".to_owned(), "Sin correo en el piso 3".to_owned()),
            (
                "Relato".to_owned(),
                "Outlook pide la clave una y otra vez. En el teléfono sí llega. Hoy se paga.".to_owned(),
            ),
        ],
        closing: vec!["Le escribiremos cuando haya novedades.".to_owned()],
        link: Some(("Abrir el caso".to_owned(), "https://mesa.canelos.example/cases/all/18342".to_owned())),
        marks: None,
        footer: "Este correo no lleva imágenes ni mide si fue abierto.".to_owned(),
        leave: None,
    }
}

fn settings() -> (MailSettings, Settings) {
    let mail = MailSettings {
        version: 1,
        host: "127.0.0.1".to_owned(),
        port: 25,
        security: MailSecurity::None,
        username: None,
        from_address: "mesa@canelos.example".to_owned(),
        from_name: None,
        trusted_certificates: None,
    };
    (mail, Settings { name: "Mesa de Ayuda Los Canelos".to_owned(), ..Settings::default() })
}

fn message(letter: &Letter, to: &Addressee, earlier: &[String]) -> String {
    let (mail, desk) = settings();
    let at = Moment::parse("2026-11-25T12:20:00Z").unwrap();
    let thread = Thread { id: "<18342.7.0@a.ventanilla>", earlier, at };
    String::from_utf8(build(letter, to, &thread, &Origin::new(&mail, &desk, &Answered::default())).unwrap().formatted())
        .unwrap()
}

fn ana() -> Addressee {
    Addressee { name: "Ana Rojas".to_owned(), address: "ana@canelos.example".to_owned() }
}

fn header<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    let head = message.split("\r\n\r\n").next().unwrap();
    head.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn headers_say_who_when_and_after_what() {
    let first = message(&letter(), &ana(), &[]);
    assert_eq!(header(&first, "From"), Some("\"Mesa de Ayuda Los Canelos\" <mesa@canelos.example>"));
    assert_eq!(header(&first, "To"), Some("\"Ana Rojas\" <ana@canelos.example>"));
    assert_eq!(header(&first, "Date"), Some("Wed, 25 Nov 2026 12:20:00 +0000"));
    assert_eq!(header(&first, "Message-ID"), Some("<18342.7.0@a.ventanilla>"));
    assert_eq!(header(&first, "Auto-Submitted"), Some("auto-generated"));
    assert_eq!(header(&first, "X-Auto-Response-Suppress"), Some("All"));
    assert_eq!(header(&first, "In-Reply-To"), None);
    assert_eq!(header(&first, "References"), Some("<18342.7.0@a.ventanilla>"), "its own, should a server rename it");
    assert!(first.is_ascii());

    let earlier: Vec<String> = (1..=40).map(|n| format!("<18342.{n}.0@a.ventanilla>")).collect();
    let later = message(&letter(), &ana(), &earlier);
    assert_eq!(header(&later, "In-Reply-To"), Some("<18342.40.0@a.ventanilla>"));
    let head = later.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    let references = head.split("\r\n").find_map(|line| line.strip_prefix("References: ")).unwrap();
    let named: Vec<&str> = references.split_whitespace().collect();
    assert_eq!(named.len(), 20);
    assert_eq!((named[0], named[19]), ("<18342.1.0@a.ventanilla>", "<18342.40.0@a.ventanilla>"));
}

#[test]
fn a_case_that_came_by_a_mailbox_is_answered_there() {
    let (mail, desk) = settings();
    let mailbox = |sends_from: Option<&str>| desk::Mailbox {
        address: "soporte@canelos.example".to_owned(),
        sends_from: sends_from.map(str::to_owned),
        ..mailbox_of_nobody()
    };
    for (mailbox, from, answers) in [
        (None, "mesa@canelos.example", None),
        (Some(mailbox(None)), "mesa@canelos.example", Some("soporte@canelos.example")),
        (Some(mailbox(Some("soporte@canelos.example"))), "soporte@canelos.example", None),
        (Some(mailbox(Some("ti@canelos.example"))), "ti@canelos.example", Some("soporte@canelos.example")),
    ] {
        let answered = Answered { came_by: mailbox, instead: None };
        let origin = Origin::new(&mail, &desk, &answered);
        assert_eq!((origin.address, origin.answers), (from, answers));
        let thread = Thread { id: "<1@a>", earlier: &[], at: Moment::default() };
        let text = String::from_utf8(build(&letter(), &ana(), &thread, &origin).unwrap().formatted()).unwrap();
        assert!(header(&text, "From").unwrap().ends_with(&format!("<{from}>")));
        assert_eq!(header(&text, "Reply-To").is_some(), answers.is_some());
    }
}

fn mailbox_of_nobody() -> desk::Mailbox {
    desk::Mailbox {
        id: MailboxId(1),
        version: 1,
        name: "Soporte".to_owned(),
        address: String::new(),
        sends_from: None,
        server: None,
        oauth: None,
        signed_in: None,
        then: desk::AfterTaking::Mark,
        group: None,
        category: None,
        language: None,
        active: true,
    }
}

#[test]
fn nothing_can_begin_a_header_of_its_own() {
    let evil = "x\r\nBcc: all@canelos.example\r\n\r\nbody\u{202e}\u{0}";
    let mut letter = letter();
    letter.subject = format!("[1] {evil}");
    letter.desk = evil.to_owned();
    let to = Addressee { name: evil.to_owned(), address: "ana@canelos.example".to_owned() };
    let text = message(&letter, &to, &[]);
    assert_eq!(header(&text, "Bcc"), None);
    let head = text.split("\r\n\r\n").next().unwrap();
    assert!(head.contains("Content-Type: multipart/alternative"));
    assert!(!head.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n')));
    let refused = Addressee { name: "Ana".to_owned(), address: "ana@canelos.example\r\nBcc: x@y.example".to_owned() };
    let (mail, desk) = settings();
    let thread = Thread { id: "<1@a>", earlier: &[], at: Moment::default() };
    assert!(build(&letter, &refused, &thread, &Origin::new(&mail, &desk, &Answered::default())).is_err());
}

#[test]
fn a_long_spanish_subject_comes_through() {
    let mut letter = letter();
    letter.subject =
        format!("[18342] {}", "Señalización de la pantalla averiada en el tercer año: ¿quién acudirá? ".repeat(3));
    let text = message(&letter, &ana(), &[]);
    let head = text.split("\r\n\r\n").next().unwrap();
    assert!(head.split("\r\n").all(|line| line.len() <= 78), "{head}");
    assert!(head.contains("=?utf-8?"));
}

#[test]
fn the_plain_face() {
    let text = plain::render(&letter());
    let expected = "\
-- Para responder, escriba sobre esta línea ----------------------------

Mesa de Ayuda Los Canelos

RECIBIMOS SU CASO 18342

Hola, Ana Rojas:

Registramos lo que nos contó por teléfono hoy a las 09:20. Lo tiene
Camila Vergara Fuenzalida.

Desde las nueve
no llega nada.

<script>alert(1)</script> & \"más\"

Asunto  Sin correo en el piso 3
Relato  Outlook pide la clave una y otra vez. En el teléfono sí llega.
        Hoy se paga.

Le escribiremos cuando haya novedades.

Abrir el caso: https://mesa.canelos.example/cases/all/18342

Este correo no lleva imágenes ni mide si fue abierto.
";
    assert_eq!(text, expected);
}

#[test]
fn the_html_face_interprets_nothing_and_loads_nothing() {
    let page = html::render(&letter());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;más&quot;"));
    assert!(page.contains("Desde las nueve<br>\nno llega nada."));
    for never in ["<script", "<img", "src=", "url(", "@import"] {
        assert!(!page.contains(never), "{never}");
    }
    assert_eq!(page.matches("http").count(), 1);
    assert!(page.contains("prefers-color-scheme: dark"));
    assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count());
    assert_eq!(page.matches("<table").count(), page.matches("</table>").count());
    assert!(page.len() < 8_000);
}
