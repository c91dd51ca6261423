//! What another model would have made of what happened.

use super::escalations::{desk, escalation, model, not_taken, step};
use super::laws::{actor, command};
use super::notices::rule as notice_rule;
use super::*;
use crate::service_model::{CategoryId, ReadyModel, ServiceModel};
use crate::words::{Audience, Impact, Kind, Priority, Urgency};
use proptest::prelude::*;
use std::sync::Arc;

/// A category of the model to begin with: a request, urgent.
const PASSWORD: CategoryId = CategoryId(2);
const HOUR: i64 = 60;

impl Desk {
    /// What `model` would have made of a case until now.
    fn retrace(&self, number: TicketNumber, model: &ServiceModel) -> Course {
        let model = Arc::new(ReadyModel::from(model.clone()));
        let supposing = Supposing::new(&self.memory, model);
        Trial::new(&supposing).unwrap().retrace(number, &self.story(number), self.now).unwrap().unwrap()
    }

    fn story(&self, number: TicketNumber) -> Vec<Step> {
        let of_it = self.memory.journal.iter().filter(|entry| entry.event.ticket() == Some(number));
        of_it.filter_map(Step::of).collect()
    }
}

fn about(category: CategoryId) -> Classification {
    Classification { category: Some(category), ..Classification::default() }
}

/// The model to begin with, in which this category proposes something that touches the whole organisation.
fn worse(category: CategoryId) -> ServiceModel {
    let mut model = ServiceModel::starter(Language::Es);
    let category = model.categories.iter_mut().find(|it| it.id == category).unwrap();
    (category.defaults.impact, category.defaults.urgency) = (Impact::Organisation, Urgency::High);
    model
}

#[test]
fn what_nobody_said_is_proposed_by_the_model_on_trial() {
    let mut desk = Desk::new();
    let silent = desk.open(CAMILA, NewTicket { classification: about(PASSWORD), ..call("Clave") });
    let said = Classification { impact: Some(Impact::Person), urgency: Some(Urgency::Low), ..about(PASSWORD) };
    let said = desk.open(CAMILA, NewTicket { classification: said, ..call("Clave") });
    let half = Classification { urgency: Some(Urgency::Low), ..about(PASSWORD) };
    let half = desk.open(CAMILA, NewTicket { classification: half, ..call("Clave") });
    desk.later(HOUR);

    let was = |number| Course::recorded(&desk.story(number)).first_priority;
    assert_eq!([silent, said, half].map(was), [Priority::High, Priority::Low, Priority::Low].map(Some));
    let model = worse(PASSWORD);
    let matrix = |impact, urgency| Some(model.matrix.priority(impact, urgency));
    let would = |number| desk.retrace(number, &model).first_priority;
    assert_eq!(would(silent), matrix(Impact::Organisation, Urgency::High));
    assert_eq!(would(said), matrix(Impact::Person, Urgency::Low), "what somebody said stays");
    assert_eq!(would(half), matrix(Impact::Organisation, Urgency::Low));
}

#[test]
fn a_case_that_is_classified_anew_is_proposed_by_the_model_on_trial_as_far_as_nobody_spoke() {
    let mut desk = Desk::new();
    let edit = |classification| TicketEdit { classification, ..TicketEdit::default() };
    let classify = |desk: &mut Desk, ticket, classification| {
        desk.later(HOUR);
        desk.ok(CAMILA, &Command::EditTicket { ticket, edit: Box::new(edit(classification)) });
    };
    let moved = desk.open(CAMILA, call("Clave"));
    classify(&mut desk, moved, about(PASSWORD));
    // Without a new category, what was not said stays as this model has it.
    let corrected = desk.open(CAMILA, NewTicket { classification: about(PASSWORD), ..call("Clave") });
    classify(&mut desk, corrected, Classification { kind: Some(Kind::Question), ..Classification::default() });
    desk.later(HOUR);

    let model = worse(PASSWORD);
    for number in [moved, corrected] {
        let worst = model.matrix.priority(Impact::Organisation, Urgency::High);
        assert_eq!(desk.retrace(number, &model).priority, Some(worst));
    }
    let in_force = ServiceModel::starter(Language::Es);
    for number in [moved, corrected] {
        assert_eq!(desk.retrace(number, &in_force).priority, Some(desk.ticket(number).priority));
    }
}

#[test]
fn a_scenario_made_from_a_case_leaves_to_the_category_what_nobody_said() {
    let mut desk = Desk::new();
    let half = Classification { urgency: Some(Urgency::Low), ..about(PASSWORD) };
    let number = desk.open(CAMILA, NewTicket { classification: half, ..call("Clave") });
    let model = Arc::new(ReadyModel::from(worse(PASSWORD)));
    let made = scenario_of(&desk.memory, &model, &desk.story(number), "Clave".to_owned()).unwrap().unwrap();
    assert_eq!((made.case.kind, made.case.impact, made.case.urgency), (None, None, Some(Urgency::Low)));
    let expected = model.matrix.priority(Impact::Organisation, Urgency::Low);
    assert_eq!(made.expect.priority, Some(expected));
}

#[test]
fn an_entry_from_before_that_was_kept_says_all() {
    let mut desk = Desk::new();
    let number = desk.open(CAMILA, NewTicket { classification: about(PASSWORD), ..call("Clave") });
    let opened = desk.memory.journal.iter_mut().find(|entry| matches!(entry.event, Event::Opened { .. })).unwrap();
    let mut older = serde_json::to_value(&*opened).unwrap();
    let unsaid = older["event"]["opened"].as_object_mut().unwrap().remove("unsaid");
    assert_eq!(unsaid, Some(serde_json::json!({ "kind": true, "impact": true, "urgency": true })));
    *opened = serde_json::from_value(older).unwrap();
    let as_it_was = desk.retrace(number, &worse(PASSWORD)).first_priority;
    assert_eq!(as_it_was, Some(desk.ticket(number).priority));
}

#[test]
fn a_step_that_is_for_others_is_another_escalation() {
    let steps = |notify: &[Audience]| vec![step(not_taken(20), notify)];
    let mut desk = desk(steps(&[Audience::Group]));
    let number = desk.with_networks();
    desk.pass(30);
    let would = |desk: &Desk, notify| desk.retrace(number, &model(vec![escalation(steps(notify))])).escalations;
    let was = Course::recorded(&desk.story(number)).escalations;
    assert_eq!(was.first().and_then(|it| it.audience.clone()), Some(BTreeSet::from([Audience::Group])));
    let alike =
        |notify| was.iter().zip(would(&desk, notify)).map(|(was, would)| was.is_like(&would)).collect::<Vec<_>>();
    assert_eq!(alike(&[Audience::Group]), [true]);
    assert_eq!(alike(&[Audience::Group, Audience::Supervisors]), [false]);

    // Another member is another person, for the same audience.
    let told = would(&desk, &[Audience::Group]);
    desk.group(Some(NETWORKS), "Redes", Level::Second, &[3, 4], true);
    let now = would(&desk, &[Audience::Group]);
    assert!(told[0].told != now[0].told && told[0].is_like(&now[0]));

    // Of what happened before that was kept nobody knows whom it was for.
    let of_old = Escalated { audience: None, ..was[0].clone() };
    assert!(would(&desk, &[Audience::Supervisors]).iter().all(|would| of_old.is_like(would)));
}

/// Somebody follows a case, or is put in copy of it.
fn following() -> impl Strategy<Value = Command> {
    let ticket = (1..6_u64).prop_map(TicketNumber);
    (ticket, any::<bool>(), any::<bool>()).prop_map(|(ticket, copy, on)| match copy {
        true => Command::Watch { ticket, person: LUIS, watches: on },
        false => Command::Follow { ticket, follows: on },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// A trial of the model in force counts what was really told of what people and timers of a case did.
    #[test]
    fn the_model_in_force_would_have_told_what_was_told(
        steps in prop::collection::vec((actor(), prop_oneof![4 => command(), 1 => following()], 1..300_i64), 1..40),
        ruled in any::<bool>(),
    ) {
        let mut desk = Desk::new();
        let everybody = [Audience::Requester, Audience::Assignee, Audience::Group, Audience::Followers];
        let (screen, mail) = (NoticeWay::Screen, NoticeWay::Mail);
        let notices = vec![
            notice_rule(1, NoticeKind::Opened, &[Audience::Requester, Audience::Supervisors], &[mail]),
            notice_rule(2, NoticeKind::Assigned, &[Audience::Assignee], &[screen]),
            notice_rule(3, NoticeKind::Passed, &[Audience::Group], &[screen, mail]),
            notice_rule(4, NoticeKind::Closed, &everybody, &[screen, mail]),
            notice_rule(5, NoticeKind::Solved, &[Audience::Followers], &[screen]),
        ];
        let notices = if ruled { notices } else { Vec::new() };
        desk.ok(ADMIN, &Command::PublishModel(Box::new(ServiceModel { notices, ..ServiceModel::starter(Language::Es) })));
        let mut told = NoticeCounts::new();
        for (actor, command, minutes) in steps {
            // The desk by itself writes nothing.
            if actor == ActorRef::System && !matches!(command, Command::TimerDue { .. }) {
                continue;
            }
            desk.later(minutes);
            for notice in desk.run(actor, &command).map(|accepted| accepted.notices).unwrap_or_default() {
                *told.entry((notice.kind, notice.way)).or_default() += 1;
            }
        }
        let model = desk.memory.model().unwrap();
        let supposing = Supposing::new(&desk.memory, model);
        let mut trial = Trial::new(&supposing).unwrap();
        for ticket in desk.memory.all::<Ticket>() {
            trial.retrace(ticket.number, &desk.story(ticket.number), desk.now).unwrap().unwrap();
        }
        prop_assert_eq!(trial.into_notices(), told);
    }
}
