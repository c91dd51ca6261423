//! Timelines: what the desk reads, and what the requester reads.

use super::desk::{ADMIN, TestDesk, call, solution};
use crate::desk::id::TicketNumber;
use crate::desk::{Command, Event, PersonDraft};
use crate::queries::Unanswered;
use crate::queries::timeline::{DeskItem, Item, Order, PublicFact, PublicItem, Side, desk, public, written};
use crate::store::outbox::OutboxState;
use crate::words::{Channel, WaitingFor};
use std::time::{Duration, Instant};

fn reply(ticket: TicketNumber, text: &str, from_requester: bool) -> Command {
    let channel = if from_requester { Channel::Phone } else { Channel::Mail };
    Command::Reply { ticket, text: text.to_owned(), channel, from_requester, attachments: Vec::new() }
}

#[test]
fn the_requester_reads_messages_and_what_concerns_them_never_notes() {
    let mut desk_ = TestDesk::new();
    let number = desk_.bulk(|steps| {
        let ana = steps.person(PersonDraft {
            name: "Ana Rojas".to_owned(),
            emails: vec!["ana@canelos.example".to_owned()],
            ..PersonDraft::default()
        });
        let other = steps.group("Redes", false, &[]);
        let number = steps.ticket(ADMIN, call("Sin red", ana));
        steps.run(ADMIN, Command::Note { ticket: number, text: "SECRETO uno".to_owned(), attachments: Vec::new() });
        steps.run(ADMIN, reply(number, "Revisamos **hoy**", false));
        let wait =
            |on, reason: &str| Command::Wait { ticket: number, on, until: None, reason: Some(reason.to_owned()) };
        steps.run(ADMIN, wait(WaitingFor::ThirdParty, "SECRETO dos"));
        steps.run(ADMIN, wait(WaitingFor::Requester, "¿Sigue igual?"));
        steps.run(ADMIN, reply(number, "Sigue igual", true));
        let note = Some("SECRETO tres".to_owned());
        steps.run(ADMIN, Command::Pass { ticket: number, group: other, assignee: None, note, reply: None });
        steps.run(ADMIN, Command::Resolve { ticket: number, solution: solution() });
        let reason = "SECRETO cuatro".to_owned();
        steps.try_to(ADMIN, Command::CorrectOnLine { ticket: number, on_line: true, reason });
        number
    });
    let snapshot = desk_.snapshot();
    let seen = public(&snapshot, number, Order::OldestPage, None, 100).unwrap().items;
    assert!(!format!("{seen:?}").contains("SECRETO"), "{seen:?}");
    let facts: Vec<&PublicItem> = seen.iter().map(|item| &item.what).collect();
    assert!(matches!(facts[0], PublicItem::Fact(PublicFact::Opened { channel: Channel::Phone })));
    let messages: Vec<_> = facts
        .iter()
        .filter_map(|item| match item {
            PublicItem::Message(message) => Some((message.side, message.html.as_str(), message.mail.is_some())),
            PublicItem::Fact(_) => None,
        })
        .collect();
    let desk_said = (Side::Desk, "<p>Revisamos <strong>hoy</strong></p>\n", false);
    assert_eq!(messages, [desk_said, (Side::Requester, "<p>Sigue igual</p>\n", false)]);
    assert!(facts.iter().any(|item| matches!(
        item,
        PublicItem::Fact(PublicFact::Waiting { question: Some(question), .. }) if question == "¿Sigue igual?"
    )));

    let whole = desk(&snapshot, number, Order::OldestPage, None, 100).unwrap().items;
    assert!(whole.len() > seen.len());
    assert!(whole.iter().any(|item| matches!(&item.what, DeskItem::Note(note) if note.text == "SECRETO uno")));
    let mailed = whole.iter().find_map(|item| match &item.what {
        DeskItem::Message(message) if message.side == Side::Desk => message.mail.clone(),
        _ => None,
    });
    assert_eq!(mailed.map(|mail| mail.state), Some(OutboxState::Queued));
    let last = written(&snapshot, number, ADMIN, snapshot.head()).unwrap().unwrap();
    assert!(matches!(last.what, DeskItem::Note(note) if note.text == "SECRETO tres"));
    let note = whole.iter().find(|item| matches!(item.what, DeskItem::Note(_))).unwrap();
    assert_eq!(written(&snapshot, number, ADMIN, note.seq).unwrap().unwrap(), *note);
    drop(snapshot);
    desk_.close_and_check();
}

/// All pages, put together in order of time.
fn pages(read: impl Fn(Option<&str>) -> (Vec<u64>, Option<String>), order: Order) -> Vec<u64> {
    let mut found: Vec<Vec<u64>> = Vec::new();
    let mut cursor = None;
    loop {
        let (items, next) = read(cursor.as_deref());
        found.push(items);
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    if order == Order::NewestPage {
        found.reverse();
    }
    found.concat()
}

#[test]
fn two_thousand_messages_are_read_page_by_page_and_quickly() {
    let mut desk_ = TestDesk::new();
    let number = desk_.bulk(|steps| {
        let ana = steps.named("Ana Rojas");
        let number = steps.ticket(ADMIN, call("Sin red", ana));
        for n in 0..2_000 {
            steps.run(
                ADMIN,
                match n % 4 {
                    0 => Command::Note { ticket: number, text: format!("Nota {n}"), attachments: Vec::new() },
                    _ => reply(
                        number,
                        &format!("Mensaje {n}, con *algo* de texto y https://intranet.example/{n}"),
                        n % 3 == 0,
                    ),
                },
            );
        }
        number
    });
    let snapshot = desk_.snapshot();
    let entries = snapshot.entries_of(number, None, crate::store::Direction::Ascending, usize::MAX).unwrap();
    let written = entries.iter().filter(|entry| !matches!(entry.event, Event::Noted { .. })).count();
    for order in [Order::NewestPage, Order::OldestPage] {
        let seqs = |page: crate::queries::Page<Item<DeskItem>>| {
            (page.items.iter().map(|item| item.seq.0).collect::<Vec<_>>(), page.next)
        };
        let all = pages(|cursor| seqs(desk(&snapshot, number, order, cursor, 170).unwrap()), order);
        assert_eq!(all, entries.iter().map(|entry| entry.seq.0).collect::<Vec<_>>());
        let public_seqs = |cursor: Option<&str>| {
            let page = public(&snapshot, number, order, cursor, 170).unwrap();
            (page.items.iter().map(|item| item.seq.0).collect::<Vec<_>>(), page.next)
        };
        assert_eq!(pages(public_seqs, order).len(), written);
    }
    let begin = Instant::now();
    assert_eq!(desk(&snapshot, number, Order::NewestPage, None, 50).unwrap().items.len(), 50);
    // Unoptimised code is several times slower than what people run.
    assert!(begin.elapsed() < Duration::from_millis(300), "{:?}", begin.elapsed());
    let cursor = desk(&snapshot, number, Order::NewestPage, None, 50).unwrap().next.unwrap();
    assert!(matches!(public(&snapshot, number, Order::NewestPage, Some(&cursor), 50), Err(Unanswered::Cursor)));
    assert!(matches!(desk(&snapshot, number, Order::OldestPage, Some(&cursor), 50), Err(Unanswered::Cursor)));
    assert!(matches!(desk(&snapshot, number, Order::OldestPage, Some("zzzz"), 50), Err(Unanswered::Cursor)));
    drop(snapshot);
    desk_.close_and_check();
}

#[test]
fn a_page_of_very_long_texts_ends_early() {
    let mut desk_ = TestDesk::new();
    let number = desk_.bulk(|steps| {
        let ana = steps.named("Ana Rojas");
        let number = steps.ticket(ADMIN, call("Sin red", ana));
        for _ in 0..30 {
            steps.run(ADMIN, reply(number, &"palabra ".repeat(6_000), false));
        }
        number
    });
    let snapshot = desk_.snapshot();
    let page = desk(&snapshot, number, Order::NewestPage, None, 200).unwrap();
    assert!(page.items.len() < 10 && page.next.is_some());
    drop(snapshot);
    desk_.close_and_check();
}
