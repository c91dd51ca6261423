//! What people get.

use super::desk::{ADMIN, MailDesk};
use crate::smtp::Received;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use ventanilla::desk::id::UserId;
use ventanilla::desk::{ActorRef, Alarm, Command, Preferences, Settings, UploadId, UserDraft};
use ventanilla::store::outbox::OutboxState;
use ventanilla::words::{Channel, Language, Role, WaitingFor};

fn link_of(text: &str) -> String {
    let token = text.split_once("https://mesa.canelos.example/c/").unwrap().1;
    token.split_whitespace().next().unwrap().to_owned()
}

fn subjects(mails: &[Received]) -> Vec<String> {
    mails.iter().map(|mail| mail.header("Subject").unwrap()).collect()
}

#[tokio::test]
async fn the_seven_mails_of_a_case_arrive_in_one_thread_each() {
    let desk = MailDesk::start().await;
    let ana = desk.person("Ana Rojas", None).await;
    let ticket = desk.open(ana, "Señal de correo caída en el piso 3").await;
    desk.server.wait_for(1).await;

    let text = "Estamos en eso.\n\n**Pronto** <b>avisamos</b>.".to_owned();
    desk.as_camila(Command::Reply {
        ticket,
        text,
        channel: Channel::Mail,
        from_requester: false,
        attachments: Vec::new(),
    })
    .await;
    desk.server.wait_for(2).await;

    let until = Some(desk.clock.now().plus(TimeDelta::days(2)));
    let reason = Some("¿Qué mensaje aparece?".to_owned());
    desk.as_camila(Command::Wait { ticket, on: WaitingFor::Requester, until, reason }).await;
    desk.server.wait_for(3).await;

    let reply = |text: &str| Command::Reply {
        ticket,
        text: text.to_owned(),
        channel: Channel::Mail,
        from_requester: false,
        attachments: Vec::new(),
    };
    desk.run(ActorRef::Person(ana), reply("Dice \"sin conexión\".")).await;
    desk.server.wait_for(4).await;

    let solution = desk.solution("Se reinició el servicio de correo.");
    desk.as_camila(Command::Resolve { ticket, solution }).await;
    desk.server.wait_for(5).await;

    desk.run(ActorRef::Person(ana), reply("Volvió a caerse.")).await;
    desk.server.wait_for(7).await;

    let note = Some("Ojo con el respaldo".to_owned());
    desk.as_camila(Command::Pass { ticket, group: desk.networks, assignee: Some(desk.pedro), note, reply: None }).await;
    let mails = desk.server.wait_for(8).await;

    let to = |address: &str| mails.iter().filter(|mail| mail.to == address).cloned().collect::<Vec<_>>();
    let (ana_got, camila_got, pedro_got) =
        (to("ana@canelos.example"), to("camila@mesa.example"), to("pedro@mesa.example"));
    let about = "Señal de correo caída en el piso 3";
    assert_eq!(
        subjects(&ana_got),
        [
            format!("[1] Recibimos su caso: {about}"),
            format!("[1] Respuesta a su caso: {about}"),
            format!("[1] Esperamos su respuesta: {about}"),
            format!("[1] Solucionamos su caso: {about}"),
            format!("[1] Reabrimos su caso: {about}"),
        ]
    );
    assert_eq!(subjects(&camila_got), vec![format!("[1] Nueva respuesta: {about}"); 2]);
    assert_eq!(subjects(&pedro_got), [format!("[1] Caso asignado: {about}")]);

    // One thread a reader: each mail follows the one before, and names all; the first one itself.
    for thread in [&ana_got, &camila_got, &pedro_got] {
        let ids: Vec<String> = thread.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        for (place, mail) in thread.iter().enumerate() {
            assert_eq!(mail.header("In-Reply-To"), place.checked_sub(1).map(|before| ids[before].clone()));
            assert_eq!(mail.header("References"), Some(ids[..place.max(1)].join(" ")));
            assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
            assert_eq!(mail.header("X-Auto-Response-Suppress").as_deref(), Some("All"));
            assert_eq!(mail.header("Date").as_deref(), Some("Wed, 25 Nov 2026 12:20:00 +0000"));
            assert_eq!(mail.header("From").as_deref(), Some("\"Mesa de Ayuda Los Canelos\" <mesa@canelos.example>"));
        }
    }

    let opened = ana_got[0].words();
    for words in [
        "-- Para responder, escriba sobre esta línea",
        "RECIBIMOS SU CASO 1",
        "Hola, Ana Rojas:",
        "Registramos lo que nos contó por teléfono hoy a las 09:20.",
        "Lo tiene Camila Vergara.",
        "Prioridad ",
        "Relato Desde las nueve no llega nada.",
        "Si algo cambia o falta, responda",
    ] {
        assert!(opened.contains(words), "{words} in:\n{opened}");
    }
    assert!(opened.contains("Abrir el caso: https://mesa.canelos.example/c/"), "{opened}");
    let replied = ana_got[1].html();
    assert!(replied.contains("Camila Vergara le escribió hoy a las 09:20:"));
    assert!(replied.contains("**Pronto** &lt;b&gt;avisamos&lt;/b&gt;."));
    let waiting = ana_got[2].words();
    assert!(waiting.contains("¿Qué mensaje aparece?"));
    assert!(waiting.contains("lo retomaremos el viernes 27 de noviembre a las 09:20."), "{waiting}");
    assert!(ana_got[3].words().contains("Se reinició el servicio de correo."));
    assert!(ana_got[3].words().contains("se puede reabrir hasta el"));
    assert!(ana_got[4].words().contains("Volvimos a abrir el caso hoy a las 09:20"));
    let answered = camila_got[0].words();
    assert!(answered.contains("Ana Rojas escribió hoy a las 09:20: Dice \"sin conexión\"."), "{answered}");
    assert!(!answered.contains("Para responder, escriba"));
    let assigned = pedro_got[0].words();
    assert!(
        assigned.contains("Asignado a Pedro Ñúñez hoy a las 09:20. Camila Vergara dejó una nota: Ojo con el respaldo")
    );
    // What is internal never reaches a requester.
    assert!(ana_got.iter().all(|mail| !mail.plain().contains("respaldo") && !mail.html().contains("respaldo")));
    assert!(assigned.contains("Solicitante Ana Rojas"), "{assigned}");
    assert!(assigned.contains("Abrir el caso: https://mesa.canelos.example/cases/all/1 "));
    assert!(pedro_got[0].header("To").unwrap().contains("Pedro Ñúñez"));

    assert_eq!(desk.settled(OutboxState::Sent, 8).await.len(), 8);
    desk.end().await;
}

#[tokio::test]
async fn everybody_is_written_to_in_their_own_language_else_in_the_desks() {
    let desk = MailDesk::start().await;
    for (name, language) in
        [("Ana Rojas", None), ("John Smith", Some(Language::En)), ("João Souza", Some(Language::Pt))]
    {
        let person = desk.person(name, language).await;
        desk.open(person, "Sin red").await;
    }
    let mut said = subjects(&desk.server.wait_for(3).await);
    said.sort();
    assert_eq!(
        said,
        [
            "[1] Recibimos su caso: Sin red",
            "[2] We received your case: Sin red",
            "[3] Recebemos o seu chamado: Sin red"
        ]
    );
    let settings = Settings { language: Language::Pt, ..Settings::default() };
    desk.run(ADMIN, Command::ChangeSettings(settings)).await;
    let person = desk.person("Rosa Díaz", None).await;
    desk.open(person, "Sin red").await;
    assert_eq!(subjects(&desk.server.wait_for(4).await)[3], "[4] Recebemos o seu chamado: Sin red");
    desk.end().await;
}

#[tokio::test]
async fn what_is_no_longer_so_is_not_sent() {
    let mut desk = MailDesk::without_settings().await;
    let ana = desk.person("Ana Rojas", None).await;
    let (reason, text) = ("Era un error".to_owned(), "Escríbanos si vuelve".to_owned());

    let cancelled = desk.open(ana, "Anulado").await;
    desk.as_camila(Command::Reply {
        ticket: cancelled,
        text,
        channel: Channel::Mail,
        from_requester: false,
        attachments: Vec::new(),
    })
    .await;
    desk.as_camila(Command::Cancel { ticket: cancelled, reason: reason.clone() }).await;

    let resumed = desk.open(ana, "Retomado").await;
    let wait = Command::Wait { ticket: resumed, on: WaitingFor::Requester, until: None, reason: None };
    desk.as_camila(wait).await;
    desk.as_camila(Command::Resume { ticket: resumed }).await;

    let reopened = desk.open(ana, "Reabierto").await;
    desk.as_camila(Command::Resolve { ticket: reopened, solution: desk.solution("Listo") }).await;
    desk.as_camila(Command::Reopen { ticket: reopened, reason }).await;

    let passed_on = desk.open(ana, "De mano en mano").await;
    desk.as_camila(Command::Assign { ticket: passed_on, assignee: Some(desk.pedro) }).await;
    desk.as_camila(Command::Assign { ticket: passed_on, assignee: None }).await;

    desk.set_mail(ventanilla::words::MailSecurity::None, None).await;
    desk.start_worker();
    let dropped = desk.settled(OutboxState::Cancelled, 4).await;
    let why: Vec<_> = dropped.iter().map(|row| (row.ticket.unwrap(), row.last_error.as_deref().unwrap())).collect();
    assert_eq!(
        why,
        [(cancelled, "case-cancelled"), (resumed, "not-waiting"), (reopened, "not-solved"), (passed_on, "not-theirs")]
    );
    // Words that somebody wrote are passed on even so.
    desk.settled(OutboxState::Sent, 5).await;
    let mut sent = subjects(&desk.server.received());
    sent.sort();
    assert_eq!(
        sent,
        [
            "[1] Respuesta a su caso: Anulado",
            "[2] Recibimos su caso: Retomado",
            "[3] Reabrimos su caso: Reabierto",
            "[3] Recibimos su caso: Reabierto",
            "[4] Recibimos su caso: De mano en mano",
        ]
    );
    desk.end().await;
}

#[tokio::test]
async fn administrators_are_told_of_a_backup_that_failed_in_their_language() {
    let desk = MailDesk::start().await;
    let administrator = UserId(1);
    let detail = "/mnt/respaldos: there is no such folder";
    let said = [
        (Language::Es, "Falló el respaldo de Mesa de Ayuda Los Canelos", "No se pudo hacer el respaldo"),
        (Language::En, "The backup of Mesa de Ayuda Los Canelos failed", "could not be made"),
        (Language::Pt, "O backup de Mesa de Ayuda Los Canelos falhou", "Não foi possível fazer o backup"),
    ];
    for (place, (language, subject, words)) in said.into_iter().enumerate() {
        let preferences = Preferences { language: Some(language), ..Preferences::default() };
        let liked = Command::SetPreferences { user: administrator, preferences };
        desk.run(ActorRef::User(administrator), liked).await;
        let alarm = Command::RaiseAlarm { alarm: Alarm::BackupFailed, detail: detail.to_owned() };
        desk.run(ActorRef::System, alarm).await;
        // Only who administers is told.
        let mails = desk.server.wait_for(place + 1).await;
        let mail = mails.last().unwrap();
        assert_eq!((mail.to.as_str(), mails.len()), ("admin@mesa.example", place + 1));
        assert_eq!(mail.header("Subject").unwrap(), subject);
        for face in [mail.plain(), mail.html()] {
            let face = face.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in [words, detail, "https://mesa.canelos.example/admin/backups"] {
                assert!(face.contains(part), "{language}: {part}: {face}");
            }
        }
    }
    desk.end().await;
}

#[tokio::test]
async fn a_reply_names_its_files_and_leads_there_whoever_can_open_them() {
    let desk = MailDesk::start().await;
    let (ana, joao) = (desk.person("Ana Rojas", None).await, desk.person("João Lima", Some(Language::Pt)).await);
    let account =
        UserDraft { person: Some(ana), ..UserDraft::new("Ana Rojas", "ana.rojas@mesa.example", [Role::Requester]) };
    desk.run(ADMIN, Command::SaveUser { id: None, user: Box::new(account) }).await;
    let camila = ActorRef::User(desk.camila);
    let mut sent = 0;
    for person in [ana, joao] {
        let ticket = desk.open(person, "Sin plano").await;
        let files = [
            desk.upload(camila, &format!("plano {}.pdf", person.0), 3_600_000 / 16).await,
            desk.upload(camila, &format!("nota {}.txt", person.0), 9).await,
        ];
        let reply = |text: &str, attachments: Vec<UploadId>| Command::Reply {
            ticket,
            text: text.to_owned(),
            channel: Channel::Mail,
            from_requester: false,
            attachments,
        };
        desk.run(camila, reply("", files.to_vec())).await;
        desk.run(camila, reply("Sin archivos", Vec::new())).await;
        sent += 3;
        desk.server.wait_for(sent).await;
    }
    let mails = desk.server.wait_for(sent).await;
    let (named, others): (Vec<String>, Vec<String>) =
        mails.iter().map(Received::plain).partition(|text| text.contains("Archivos") || text.contains("Arquivos"));
    assert_eq!((named.len(), others.len()), (2, 4));
    let to = |name: &str| named.iter().find(|text| text.contains(name)).unwrap();
    let (to_ana, to_joao) = (to("Ana Rojas"), to("João Lima"));
    assert!(to_ana.contains("Archivos  plano 1.pdf (220 kB)\n          nota 1.txt (9 B)"), "{to_ana}");
    assert!(to_joao.contains("Arquivos  plano 2.pdf (220 kB)"), "{to_joao}");
    // Each mail has a link of its own, whether they have an account or not.
    let links: BTreeSet<String> = mails.iter().map(|mail| link_of(&mail.plain())).collect();
    assert_eq!(links.len(), mails.len(), "{links:?}");
    desk.end().await;
}
