//! What a mail does to the clocks of its case, and to the watch over it.

use super::escalations::{desk_by, escalation, model, no_update, step};
use super::*;
use crate::desk::id::ContentId;
use crate::desk::mail::SentMail;
use crate::desk::{Attachment, IncomingMail, Recipient, Unclaimed, UploadId};
use crate::mail::{Letter, MailAddress, MailKey, Marks};
use crate::service_model::{Agreement, AgreementId, Conditions, Target};
use crate::words::{Audience, ClockKind, Counting, WaitingFor};

/// By which the desk's mails about the case are known.
const TOLD: MailKey = MailKey([7; 16]);

/// A desk that solves within four hours, those in which it waits for the requester left out; and whom it tells of a silence
/// of half an hour.
fn agreed() -> Desk {
    let solution = Target {
        minutes: 240,
        time: Counting::Elapsed,
        stopped_by: BTreeSet::from([WaitingFor::Requester]),
        warn_at: BTreeSet::new(),
    };
    let mut model = model(vec![escalation(vec![step(no_update(30), &[Audience::Supervisors])])]);
    model.agreements = vec![Agreement {
        id: AgreementId(1),
        name: "Todos".to_owned(),
        calendar: None,
        conditions: Conditions::default(),
        first_response: None,
        solution: Some(solution),
    }];
    desk_by(model)
}

impl Desk {
    /// An answer to the mails about the case comes in from this address.
    fn answered(&mut self, ticket: TicketNumber, from: &str, marks: Marks) {
        let about = SentMail { ticket: Some(ticket), to: Recipient::Person(ANA), invitation: None };
        self.memory.sent.insert(TOLD, about);
        let n = u8::try_from(self.memory.journal.len()).unwrap();
        let file = Attachment { name: "mail.eml".to_owned(), hash: [n; 32], size: 9, picture: false };
        self.memory.uploads.insert(UploadId([n; 16]), Unclaimed { owner: ActorRef::System, file });
        let letter = Letter {
            from: Some(MailAddress { name: String::new(), address: from.to_owned() }),
            text: "Sigue igual".to_owned(),
            known_as: vec![MailKey([n; 16])],
            follows: vec![TOLD],
            marks,
            ..Letter::default()
        };
        let mail = IncomingMail {
            mailbox: None,
            place: None,
            letter,
            readable: true,
            uploads: vec![UploadId([n; 16])],
            has_html: false,
            pictures: Vec::new(),
            all_the_same: false,
        };
        self.ok(ActorRef::System, &Command::TakeMail(Box::new(mail)));
    }

    /// In how many minutes the solution is due.
    fn solution_in(&self, ticket: TicketNumber) -> Option<i64> {
        let clocks = self.ticket(ticket).clocks;
        let solution = clocks.iter().find(|clock| clock.kind == ClockKind::Solution).unwrap();
        solution.due.map(|due| due.since(self.now).num_minutes())
    }
}

#[test]
fn a_clock_that_waits_for_the_requester_goes_on_from_the_moment_of_their_mail() {
    let mut desk = agreed();
    let ticket = desk.open(CAMILA, call("Sin red"));
    desk.pass(10);
    desk.ok(CAMILA, &Command::Wait { ticket, on: WaitingFor::Requester, until: None, reason: None });
    assert_eq!(desk.solution_in(ticket), None);
    desk.pass(600);
    desk.answered(ticket, "ana@canelos.example", Marks::default());
    assert!(is_state(&desk, ticket, State::InProgress));
    assert_eq!(desk.solution_in(ticket), Some(230));
    desk.pass(100);
    desk.ok(CAMILA, &Command::Note { ticket, text: "La llamé".to_owned(), attachments: Vec::new() });
    assert_eq!(desk.solution_in(ticket), Some(130));
}

#[test]
fn whoever_writes_by_mail_ends_a_silence_and_a_program_that_answers_for_them_does_not() {
    let absence = || Marks { auto_submitted: Some("auto-replied".to_owned()), ..Marks::default() };
    for (from, marks, told_at) in [
        ("ana@canelos.example", Marks::default(), 50),
        ("diego@mesa.example", Marks::default(), 50),
        ("ana@canelos.example", absence(), 30),
        ("diego@mesa.example", absence(), 30),
        ("diego@mesa.example", Marks { list: true, ..Marks::default() }, 50),
        ("nadie@otra.example", Marks::default(), 30),
    ] {
        let mut desk = agreed();
        let ticket = desk.open(CAMILA, call("Sin red"));
        desk.pass(20);
        desk.answered(ticket, from, marks);
        desk.pass(60);
        assert_eq!(desk.steps(), [(told_at, no_update(30))], "{from}");
    }
}

#[test]
fn of_a_mail_that_is_taken_in_after_all_nothing_stays_aside() {
    let mut desk = Desk::new();
    // The mail itself, its face, and two files.
    let uploads: Vec<UploadId> = (1..=4).map(|n| UploadId([n; 16])).collect();
    let mut mail = IncomingMail {
        mailbox: None,
        place: None,
        letter: Letter {
            from: Some(MailAddress { name: "Ana".to_owned(), address: "ana@canelos.example".to_owned() }),
            subject: "Boletín".to_owned(),
            text: "Van dos archivos".to_owned(),
            known_as: vec![MailKey([1; 16])],
            marks: Marks { precedence: Some("bulk".to_owned()), ..Marks::default() },
            ..Letter::default()
        },
        readable: true,
        uploads: uploads.clone(),
        has_html: true,
        pictures: Vec::new(),
        all_the_same: false,
    };
    let mut comes = |desk: &mut Desk, all_the_same: bool| {
        for upload in &uploads {
            let file = Attachment { name: "mail.eml".to_owned(), hash: [upload.0[0]; 32], size: 9, picture: false };
            desk.memory.uploads.insert(*upload, Unclaimed { owner: ActorRef::System, file });
        }
        mail.all_the_same = all_the_same;
        desk.ok(ActorRef::System, &Command::TakeMail(Box::new(mail.clone())));
        desk.memory.all::<Mail>().remove(0)
    };
    let there = |desk: &Desk, contents: &[ContentId]| {
        contents.iter().filter(|id| desk.memory.content(**id).unwrap().is_some()).count()
    };
    let aside = comes(&mut desk, false);
    assert_eq!(aside.fate, MailFate::Aside(Aside::Bulk));
    let before = aside.contents();
    assert_eq!((before.len(), there(&desk, &before)), (5, 5), "with its head");
    let taken_in = comes(&mut desk, true);
    assert!(matches!(taken_in.fate, MailFate::Opened { .. }));
    assert_eq!(there(&desk, &before), 0);
    let after = taken_in.contents();
    assert_eq!((after.len(), there(&desk, &after)), (4, 4), "itself, its face, its words and its head");
}
