//! What happens to a case when its time runs out.

use super::*;
use crate::service_model::{
    Conditions, Escalation, EscalationId, EscalationStep, GroupAgreement, ServiceModel, Target,
};
use crate::words::{Audience, ClockKind, Counting};

/// Networks takes cases within half an hour; when it does not, those of VIPs are told of.
fn model() -> ServiceModel {
    let acceptance =
        Target { minutes: 30, time: Counting::Elapsed, stopped_by: BTreeSet::new(), warn_at: BTreeSet::new() };
    let step = EscalationStep {
        clock: ClockKind::Acceptance,
        percent: 100,
        notify: BTreeSet::from([Audience::Group]),
        pass_to: None,
        raise_priority: false,
    };
    ServiceModel {
        group_agreements: vec![GroupAgreement {
            group: NETWORKS,
            calendar: None,
            acceptance: Some(acceptance),
            solution: None,
        }],
        escalations: vec![Escalation {
            id: EscalationId(1),
            name: "Nadie lo toma".to_owned(),
            conditions: Conditions { vip: Some(true), ..Conditions::default() },
            steps: vec![step],
        }],
        ..ServiceModel::starter(Language::Es)
    }
}

#[test]
fn who_asks_counts_for_an_escalation_also_where_nothing_is_agreed_with_the_client() {
    for vip in [true, false] {
        let mut desk = Desk::new();
        let person = PersonDraft { name: "Ana Rojas".to_owned(), vip, active: true, ..PersonDraft::default() };
        desk.ok(ADMIN, &Command::SavePerson { id: Some(ANA), person: Box::new(person) });
        desk.ok(ADMIN, &Command::PublishModel(Box::new(model())));
        let ticket = desk.open(CAMILA, NewTicket { group: Some(NETWORKS), ..call("Sin red") });
        desk.later(30);
        let due = Command::TimerDue { ticket, timer: TimerKind::Clock(ClockKind::Acceptance) };
        let accepted = desk.ok(ActorRef::System, &due);
        let expected: &[NoticeKind] = if vip { &[NoticeKind::DeadlineMissed] } else { &[] };
        assert_eq!(kinds(&accepted), expected, "vip: {vip}");
        assert!(desk.ticket(ticket).clocks.iter().any(|clock| clock.missed.is_some()));
    }
}
