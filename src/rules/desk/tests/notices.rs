//! Who hears of what happens: as the rules of the model say, else as the desk does by itself.

use super::escalations::{escalation, model, not_taken, step};
use super::*;
use crate::desk::FieldProblem;
use crate::service_model::{Conditions, Digest, EscalationStep, NoticeRule, NoticeRuleId, ServiceModel, StepAlarm};
use crate::words::{Audience, Kind, Vocabulary};
use std::collections::BTreeMap;

pub(super) fn rule(id: u64, on: NoticeKind, to: &[Audience], ways: &[NoticeWay]) -> NoticeRule {
    NoticeRule {
        id: NoticeRuleId(id),
        name: format!("Regla {id}"),
        on,
        conditions: Conditions::default(),
        to: to.iter().copied().collect(),
        ways: ways.iter().copied().collect(),
        webhooks: BTreeSet::new(),
        texts: BTreeMap::new(),
    }
}

fn agreed(notices: Vec<NoticeRule>) -> Desk {
    let mut desk = Desk::new();
    let digest = Some(Digest { after: 3, minutes: 15 });
    let model = ServiceModel { notices, digest, ..ServiceModel::starter(Language::Es) };
    desk.ok(ADMIN, &Command::PublishModel(Box::new(model)));
    desk
}

/// Diego gets a case of Camila's: who hears of it, how, and by which rule.
fn heard(desk: &mut Desk) -> Vec<(Recipient, NoticeWay, Option<u64>)> {
    let ticket = desk.open(CAMILA, call("Sin red"));
    let pass = Command::Pass { ticket, group: NETWORKS, assignee: Some(UserId(3)), note: None, reply: None };
    let accepted = desk.ok(CAMILA, &pass);
    let told = |notice: &Notice| (notice.to, notice.way, notice.rule.map(|(_, id)| id.0));
    accepted.notices.iter().map(told).collect()
}

#[test]
fn the_first_rule_of_an_audience_counts_and_others_hear_as_ever() {
    let mut only_questions = rule(1, NoticeKind::Assigned, &[Audience::Assignee], &[]);
    only_questions.conditions.kinds = BTreeSet::from([Kind::Question]);
    let diego = Recipient::User(UserId(3));
    let mut desk = agreed(vec![
        only_questions.clone(),
        rule(2, NoticeKind::Assigned, &[Audience::Assignee], &[NoticeWay::Screen]),
        rule(3, NoticeKind::Assigned, &[Audience::Assignee, Audience::Group], &[NoticeWay::Mail]),
    ]);
    // Diego is of the group too, and hears once; whoever did it need not be told.
    let told = heard(&mut desk);
    assert_eq!(told.first(), Some(&(diego, NoticeWay::Screen, Some(2))));
    assert!(told.iter().skip(1).all(|(to, way, rule)| (*to, *way, *rule) != (diego, NoticeWay::Mail, Some(3))));
    let mut desk = agreed(vec![only_questions]);
    assert_eq!(heard(&mut desk), [(diego, NoticeWay::Screen, None), (diego, NoticeWay::Mail, None)]);
    let mut desk = agreed(vec![rule(1, NoticeKind::Assigned, &[Audience::Assignee], &[])]);
    assert_eq!(heard(&mut desk), []);
}

#[test]
fn only_mails_to_users_may_be_gathered() {
    let mut desk = agreed(Vec::new());
    let accepted = desk.ok(CAMILA, &Command::OpenTicket(Box::new(call("Sin red"))));
    assert!(accepted.notices.iter().all(|notice| notice.digest.is_none()));
    let ticket = desk.open(CAMILA, call("Sin correo"));
    let pass = Command::Pass { ticket, group: NETWORKS, assignee: Some(UserId(3)), note: None, reply: None };
    let accepted = desk.ok(CAMILA, &pass);
    let gathered: Vec<bool> = accepted.notices.iter().map(|notice| notice.digest.is_some()).collect();
    assert_eq!(gathered, [false, true]);
}

#[test]
fn a_rule_that_keeps_quiet_what_an_escalation_is_to_tell_is_to_be_looked_at() {
    let silent = |on, to: &[Audience]| rule(1, on, to, &[]);
    let told = |notices| {
        let steps =
            vec![EscalationStep { alarm: Some(StepAlarm::default()), ..step(not_taken(30), &[Audience::Group]) }];
        let model = ServiceModel { notices, ..model(vec![escalation(steps)]) };
        let spoken = Language::ALL.iter().copied().collect();
        model.warnings(&spoken).into_iter().map(|it| (it.field, it.problem)).collect::<Vec<_>>()
    };
    let silences = [("notices.0.ways".to_owned(), FieldProblem::Silences)];
    assert_eq!(told(vec![silent(NoticeKind::NotTaken, &[Audience::Group])]), silences);
    let by_mail = rule(1, NoticeKind::NotTaken, &[Audience::Group], &[NoticeWay::Mail]);
    assert_eq!(told(vec![by_mail]), []);
    assert_eq!(told(vec![silent(NoticeKind::Opened, &[Audience::Requester])]), [], "no escalation tells of it");
    assert_eq!(told(vec![silent(NoticeKind::AlarmOpen, &[Audience::Group])]), [], "nothing is told again");
}

#[test]
fn whoever_wants_few_mails_gets_what_they_have_to_read_and_says_no_more_of_themselves() {
    let mut desk = Desk::new();
    let ana = ActorRef::Person(ANA);
    let own = OwnData { mails: MailsWanted::Essential, ..OwnData::default() };
    desk.ok(ana, &Command::ChangeOwnData(own.clone()));
    let named = OwnData { name: Some("Reina".to_owned()), ..own.clone() };
    let not_theirs = Refusal::field("name", FieldProblem::NotAllowed);
    assert_eq!(desk.refused(ana, &Command::ChangeOwnData(named)), not_theirs, "the desk says who one is");
    assert_eq!(desk.refused(CAMILA, &Command::ChangeOwnData(own)), Refusal::Forbidden);
    let person = |desk: &Desk| desk.memory.get::<Person>(ANA.0).unwrap().unwrap();
    assert_eq!(person(&desk).details.name, "Ana Rojas Fuentes");
    let opened = desk.ok(CAMILA, &Command::OpenTicket(Box::new(call("Sin red"))));
    assert_eq!(kinds(&opened), []);
    let solved = desk.ok(CAMILA, &Command::Resolve { ticket: TicketNumber(1), solution: solution() });
    assert_eq!(kinds(&solved), [NoticeKind::Solved]);
    // What the desk says of somebody later leaves it as they want it.
    let saved = PersonDraft { name: "Ana".to_owned(), active: true, ..PersonDraft::default() };
    desk.ok(ADMIN, &Command::SavePerson { id: Some(ANA), person: Box::new(saved) });
    assert_eq!((person(&desk).mails, person(&desk).version), (MailsWanted::Essential, 3));
}
