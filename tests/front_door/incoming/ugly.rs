//! Thousands of ugly mails.

use super::*;
use ventanilla::desk::mail::{Mail, MailFate};
use ventanilla::desk::{Facts, Ticket};

/// So many are fed.
const MAILS: usize = 10_000;
/// So many at once.
const TOGETHER: usize = 250;

/// Numbers that are the same each time (Knuth's constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// What mails are made of, whole and broken.
fn seeds() -> Vec<String> {
    let head = "From: Berta <berta@canelos.example>\r\nTo: mesa@mesa.example\r\nSubject: =?utf-8?Q?feo_=C3=B1?=\r\n";
    [
        format!("{head}Message-ID: <a@x>\r\n\r\nHola\r\n"),
        format!("{head}References: <a@x>\r\nContent-Type: text/plain; format=flowed; delsp=yes\r\n\r\nUna \r\n> dos \r\n"),
        format!("{head}In-Reply-To: <a@x>\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n\r\nFuera"),
        format!("{head}Content-Type: text/html; charset=iso-8859-1\r\n\r\n<table><tr><td>ca\u{f1}o<img src=cid:x>"),
        format!("{head}Content-Transfer-Encoding: base64\r\n\r\nSG9sYQ==@@@!"),
        format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhola\r\n--b\r\nContent-Type: image/png; \
                 name*0*=utf-8''%C3%B1; name*1=.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{PIXEL}\r\n--b--\r\n"),
        format!("{head}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nhola\r\n--b\r\n\
                 Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261203T130000Z\r\nEND:VEVENT\r\n"),
        format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
                 From: c@d.example\r\nSubject: dentro\r\n\r\nhola\r\n--b\r\nContent-Type: application/ms-tnef\r\n\r\n\u{78}\u{9f}>\"\r\n"),
        report("r@mx", "<a@x>", "failed", "5.1.1"),
        format!("{head}Content-Type: multipart/encrypted; boundary=e\r\n\r\n--e\r\n\r\nVersion: 1\r\n--e--\r\n"),
        "\0\0\0".to_owned(),
        "sin cabeceras".to_owned(),
    ]
    .into()
}

/// A mail of one of many people, with a few things wrong.
fn mutated(seeds: &[String], dice: &mut Dice) -> Vec<u8> {
    let by = format!("Berta <b{}@", dice.below(300));
    let mut mail = seeds[dice.below(seeds.len())].replace("Berta <berta@", &by).into_bytes();
    for _ in 0..=dice.below(6) {
        let at = dice.below(mail.len() + 1);
        let to = mail.len().min(at + dice.below(40));
        match dice.below(6) {
            0 => mail.truncate(at),
            1 => drop(mail.drain(at..to)),
            2 => mail.insert(at, dice.below(256) as u8),
            3 => {
                let again = mail[at..to].to_vec();
                mail.splice(at..at, again);
            }
            4 => {
                let other = seeds[dice.below(seeds.len())].as_bytes();
                let from = dice.below(other.len());
                mail.splice(at..to, other[from..].iter().copied());
            }
            _ => mail[at..to].iter_mut().for_each(|byte| *byte ^= 1 << dice.below(8)),
        }
        mail.truncate(8_192);
    }
    mail
}

#[tokio::test]
async fn thousands_of_broken_mails_are_all_kept() {
    let desk = Desk::set_up().await;
    with_a_group(&desk).await;
    let (seeds, mut dice) = (seeds(), Dice(7));
    let (mut taken, mut again) = (Vec::new(), 0);
    for window in 0..MAILS / TOGETHER {
        // Their senders are not held back all of the time.
        desk.pass(TimeDelta::minutes(11));
        let mut mails = Vec::new();
        for _ in 0..TOGETHER {
            let raw = mutated(&seeds, &mut dice);
            mails.push(Arrived { raw, mailbox: None, place: None, all_the_same: false });
        }
        for mail in take_in(&desk.store, &desk.clock, ActorRef::System, mails).await {
            match mail {
                Ok(TakenIn::New(id)) => taken.push(id),
                Ok(TakenIn::Known(_)) => again += 1,
                Err(why) => panic!("in window {window}: {why}"),
            }
        }
    }
    assert_eq!(taken.len() + again, MAILS);
    assert!(taken.len() > MAILS / 2, "{again} were the same");
    let snapshot = desk.store.snapshot().unwrap();
    let (mut began, mut others, mut set_aside) = (0_u64, 0_u64, 0_u64);
    for id in &taken {
        let mail = snapshot.get::<Mail>(id.0).unwrap().unwrap();
        assert!(snapshot.content(mail.raw).unwrap().is_some());
        match mail.fate {
            MailFate::Aside(_) => set_aside += 1,
            MailFate::Opened { .. } => began += 1,
            _ => others += 1,
        }
        if let Some(ticket) = mail.fate.ticket() {
            assert!(snapshot.get::<Ticket>(ticket.0).unwrap().is_some());
        }
    }
    assert_eq!(began + others + set_aside, taken.len() as u64);
    assert_eq!(snapshot.last::<Ticket>().unwrap(), Some(began));
    let ana = desk.ana().await;
    let counts = ana.get("/api/v1/mails-aside?limit=1").await.is(200).json["counts"].clone();
    let counted: u64 = counts.as_array().unwrap().iter().map(|count| count["count"].as_u64().unwrap()).sum();
    assert_eq!(counted, set_aside);
    assert!(began > 100 && others > 100 && set_aside > 100, "{began} {others} {set_aside}");
    desk.close().await;
}
