//! The review of a form: what is said of it, and what an approval is worth.

use super::*;
use crate::desk::survey_review::{COMMENT_MAX, OPEN_COMMENTS_MAX, ReviewStep};
use crate::survey::{QuestionId, SurveyPreset};

const SURVEY: super::id::SurveyId = super::id::SurveyId(1);

/// A desk with a survey that may be published, and a user of the client.
fn reviewed() -> (Desk, ActorRef) {
    let mut desk = Desk::new();
    let clients = user("Carmen", "carmen@cliente.example", &[Role::Client]);
    desk.ok(ADMIN, &Command::SaveUser { id: None, user: Box::new(clients) });
    save(&mut desk, "Una");
    (desk, ActorRef::User(UserId(6)))
}

fn save(desk: &mut Desk, title: &str) {
    let mut form = SurveyPreset::AfterCase.form();
    form.title.0.insert(Language::Es, title.to_owned());
    let id = desk.memory.get::<Survey>(SURVEY.0).unwrap().map(|survey| survey.id);
    let survey = SurveyDraft { name: "Una".to_owned(), form, active: true };
    desk.ok(ADMIN, &Command::SaveSurvey { id, survey: Box::new(survey) });
}

fn step(step: ReviewStep) -> Command {
    Command::ReviewSurvey { survey: SURVEY, step }
}

fn comment(name: Option<&str>, text: &str) -> Command {
    let (question, name) = (Some(QuestionId(1)), name.map(str::to_owned));
    step(ReviewStep::Comment { question, name, text: text.to_owned() })
}

fn review(desk: &Desk) -> SurveyReview {
    desk.memory.get(SURVEY.0).unwrap().unwrap()
}

#[test]
fn comments_wait_until_somebody_sees_to_them_and_there_is_room_for_so_many() {
    let (mut desk, carmen) = reviewed();
    desk.ok(ActorRef::System, &comment(Some(" Rosa\u{202e}  Díaz "), "¿Y los de regiones?"));
    // Pressed twice, it is said once; by somebody else it is another.
    desk.ok(ActorRef::System, &comment(Some("Rosa Díaz"), "¿Y los de regiones?\n"));
    desk.ok(carmen, &comment(None, "¿Y los de regiones?"));
    assert_eq!((review(&desk).comments, review(&desk).open.len()), (2, 2));
    desk.ok(carmen, &step(ReviewStep::Settle { n: 1, resolved: true }));
    desk.ok(carmen, &step(ReviewStep::Settle { n: 1, resolved: true }));
    assert_eq!(review(&desk).open, BTreeSet::from([2]));
    desk.ok(ADMIN, &step(ReviewStep::Settle { n: 1, resolved: false }));
    assert_eq!(review(&desk).open.len(), 2);

    assert_eq!(desk.refused(carmen, &step(ReviewStep::Settle { n: 3, resolved: true })), Refusal::NotFound);
    let long = "a".repeat(COMMENT_MAX + 1);
    let too_long = FieldProblem::TooLong { max: COMMENT_MAX };
    assert_eq!(desk.refused(carmen, &comment(None, &long)), Refusal::field("text", too_long));
    assert_eq!(desk.refused(carmen, &comment(None, " \n")), Refusal::field("text", FieldProblem::Required));
    let nameless = desk.refused(ActorRef::System, &comment(None, "Bien"));
    assert_eq!(nameless, Refusal::field("name", FieldProblem::Required));
    let elsewhere = ReviewStep::Comment { question: Some(QuestionId(77)), name: None, text: "Bien".to_owned() };
    assert_eq!(desk.refused(carmen, &step(elsewhere)), Refusal::field("question", FieldProblem::Unknown));
    assert_eq!(desk.refused(CAMILA, &comment(None, "Bien")), Refusal::Forbidden);
    for n in 0..OPEN_COMMENTS_MAX - 2 {
        desk.ok(carmen, &comment(None, &format!("Bien {n}")));
    }
    let full = FieldProblem::TooLong { max: OPEN_COMMENTS_MAX };
    assert_eq!(desk.refused(carmen, &comment(None, "Una más")), Refusal::field("comments", full));
    desk.ok(ADMIN, &step(ReviewStep::Settle { n: 1, resolved: true }));
    desk.ok(carmen, &comment(None, "Una más"));
}

#[test]
fn an_approval_is_of_one_state_and_stays_with_the_version_that_it_became() {
    let (mut desk, carmen) = reviewed();
    let approve = |version| step(ReviewStep::Approve { version, name: None });
    assert_eq!(desk.refused(carmen, &approve(0)), Refusal::Stale { current: 1 });
    let other = user("Otro", "otro@mesa.example", &[Role::Administrator]);
    desk.ok(ADMIN, &Command::SaveUser { id: None, user: Box::new(other) });
    assert_eq!(desk.refused(ActorRef::User(UserId(7)), &approve(1)), Refusal::Forbidden);
    desk.ok(carmen, &approve(1));
    desk.ok(ADMIN, &Command::PublishSurvey { survey: SURVEY });
    let first = published(&desk, 1);
    assert!(first.as_approved && first.approval.unwrap().by.actor == carmen);
    // What is published without being seen once more says so.
    save(&mut desk, "Otra");
    desk.ok(ADMIN, &Command::PublishSurvey { survey: SURVEY });
    let second = published(&desk, 2);
    assert!(!second.as_approved && second.approval == first.approval);
    // What cannot be published cannot be approved.
    save(&mut desk, "");
    let version = desk.memory.get::<Survey>(SURVEY.0).unwrap().unwrap().version;
    assert!(matches!(desk.refused(carmen, &approve(version)), Refusal::Invalid(_)));
}

fn published(desk: &Desk, n: u32) -> SurveyVersion {
    desk.memory.get((SURVEY.0, n)).unwrap().unwrap()
}

#[test]
fn a_link_is_made_made_anew_and_ended() {
    let (mut desk, carmen) = reviewed();
    let link = |hash| step(ReviewStep::Link { hash });
    let accepted = decide(&desk.memory, carmen, &link(None), None, desk.now).unwrap();
    assert!(accepted.events.is_empty(), "there is none to end");
    desk.ok(carmen, &link(Some([7; 32])));
    assert_eq!(review(&desk).link_until, Some(desk.now.plus(TimeDelta::days(30))));
    desk.ok(ADMIN, &link(None));
    assert_eq!(review(&desk).link_until, None);
}
