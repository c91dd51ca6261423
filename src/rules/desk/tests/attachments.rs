//! Files that go with what people write.

use super::*;
use crate::desk::{
    ATTACHMENTS_MAX, Attachment, Content, FieldError, FieldProblem, Owner, Refusal, Unclaimed, UploadId,
};

fn upload(desk: &mut Desk, n: u8, owner: ActorRef) -> UploadId {
    let file = Attachment { name: format!("foto{n}.png"), hash: [n; 32], size: 9, picture: true };
    desk.memory.uploads.insert(UploadId([n; 16]), Unclaimed { owner, file });
    UploadId([n; 16])
}

fn note(ticket: TicketNumber, attachments: Vec<UploadId>) -> Command {
    Command::Note { ticket, text: "Adjunto la foto".to_owned(), attachments }
}

fn unknown(fields: &[&str]) -> Refusal {
    let error = |field: &&str| FieldError { field: (*field).to_owned(), problem: FieldProblem::Unknown };
    Refusal::Invalid(fields.iter().map(error).collect())
}

#[test]
fn only_the_owner_claims_an_upload_and_only_once() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin red"));
    let (own, other) = (upload(&mut desk, 1, CAMILA), upload(&mut desk, 2, DIEGO));
    let nowhere = UploadId([9; 16]);
    assert_eq!(desk.refused(CAMILA, &note(ticket, vec![other])), unknown(&["attachments.0"]));
    assert_eq!(desk.refused(CAMILA, &note(ticket, vec![own, nowhere])), unknown(&["attachments.1"]));
    assert_eq!(desk.refused(CAMILA, &note(ticket, vec![own, own])), unknown(&["attachments.1"]));
    let accepted = desk.ok(CAMILA, &note(ticket, vec![own]));
    let [id] = accepted.events[0].attachments() else { panic!("{:?}", accepted.events) };
    let row = accepted.contents.iter().find(|row| row.id == *id).unwrap();
    assert!(matches!(&row.content, Content::File(file) if file.name == "foto1.png" && file.hash == [1; 32]));
    assert_eq!(desk.refused(CAMILA, &note(ticket, vec![own])), unknown(&["attachments.0"]));
}

#[test]
fn a_message_has_so_many_files_and_no_more() {
    let mut desk = Desk::new();
    let ticket = desk.open(CAMILA, call("Sin red"));
    let many: Vec<UploadId> = (0..=ATTACHMENTS_MAX as u8).map(|n| upload(&mut desk, n, CAMILA)).collect();
    let refused = desk.refused(CAMILA, &note(ticket, many.clone()));
    assert_eq!(refused, Refusal::field("attachments", FieldProblem::TooLong { max: ATTACHMENTS_MAX }));
    desk.ok(CAMILA, &note(ticket, many[1..].to_vec()));
}

#[test]
fn what_comes_with_a_case_belongs_to_who_asks() {
    let mut desk = Desk::new();
    let file = upload(&mut desk, 1, CAMILA);
    let new = Command::OpenTicket(Box::new(NewTicket { attachments: vec![file], ..call("Sin red") }));
    let accepted = desk.ok(CAMILA, &new);
    let row = accepted.contents.iter().find(|row| matches!(row.content, Content::File(_))).unwrap();
    assert!(matches!(row.owner, Owner::Person(_)));
}

#[test]
fn an_id_is_read_as_it_is_written() {
    let id = UploadId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255]);
    assert_eq!(UploadId::parse(&id.to_string()), Some(id));
    for wrong in ["", "0", "+0000000000000000000000000000001", "0001020304050607080910111213141Z"] {
        assert_eq!(UploadId::parse(wrong), None, "{wrong}");
    }
}
