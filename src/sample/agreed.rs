//! What the desk has agreed about time: its hours, the agreements by priority, and what its resolver groups promise.

use super::desk::{Crew, GROUPS};
use crate::desk::{NoticeKind, NoticeWay};
use crate::service_model::calendar::{Calendar, CalendarId, Holidays, Interval, Week};
use crate::service_model::{
    Agreement, AgreementId, Commitment, CommitmentId, Comparison, Conditions, Digest, Escalation, EscalationId,
    EscalationStep, GroupAgreement, Indicator, Lapse, NoticeRule, NoticeRuleId, NoticeText, Period, Repeat,
    ServiceTerms, StepAlarm, Target, Trigger,
};
use crate::words::{Audience, ClockKind, Counting, Language, Level, Priority, WaitingFor};
use rules::Thousandths;
use std::collections::{BTreeMap, BTreeSet};

const OFFICE: CalendarId = CalendarId(1);
/// On working days, with an hour for lunch.
const HOURS: [&str; 2] = ["08:30-13:00", "14:00-18:00"];
const WARN_AT: [u8; 2] = [50, 80];

/// A priority's minutes until the first response and until the solution, and of which time.
const BY_PRIORITY: [(Priority, &str, u32, u32, Counting); 4] = [
    (Priority::Critical, "Prioridad crítica", 15, 4 * 60, Counting::Elapsed),
    (Priority::High, "Prioridad alta", 30, 8 * 60, Counting::Business),
    (Priority::Medium, "Prioridad media", 2 * 60, 16 * 60, Counting::Business),
    (Priority::Low, "Prioridad baja", 4 * 60, 40 * 60, Counting::Business),
];

/// What each group of second level promises, in minutes: to take a case, and to solve it.
const ACCEPTANCE: u32 = 60;
const GROUP_SOLUTION: u32 = 16 * 60;

/// What the contract wants of a month.
const COMMITMENTS: [(&str, Indicator, Comparison, u32); 5] = [
    ("Solución a tiempo", Indicator::SolvedInTime, Comparison::AtLeast, 95_000),
    ("Solución en línea", Indicator::SolvedOnLine, Comparison::AtLeast, 70_000),
    ("Aceptación de los grupos", Indicator::AcceptedInTime, Comparison::AtLeast, 90_000),
    ("Llamadas abandonadas", Indicator::CallsAbandoned, Comparison::AtMost, 5_000),
    ("Satisfacción", Indicator::Satisfaction, Comparison::AtLeast, 4_200),
];

/// The hours of the desk.
pub(super) fn office(time_zone: &str) -> Calendar {
    let hours: Vec<Interval> = HOURS.iter().filter_map(|hours| hours.parse().ok()).collect();
    Calendar {
        id: OFFICE,
        name: "Horario hábil".to_owned(),
        time_zone: time_zone.to_owned(),
        week: Week::working_days(&hours),
        holidays: Holidays { country: Some("cl".to_owned()), ..Holidays::default() },
        special_days: Vec::new(),
    }
}

/// When the desk serves, and in which languages.
pub(super) fn service() -> ServiceTerms {
    ServiceTerms { hours: Some(OFFICE), languages: BTreeSet::from([Language::Es]) }
}

/// What the indexes of a month should come to.
pub(super) fn commitments() -> Vec<Commitment> {
    let commitment = |(id, (name, indicator, comparison, target))| Commitment {
        id: CommitmentId(id),
        name: String::from(name),
        indicator,
        comparison,
        target: Thousandths::new(target),
        period: Period::Month,
        calendar: None,
        conditions: Conditions::default(),
        group: None,
    };
    (1..).zip(COMMITMENTS).map(commitment).collect()
}

/// What was agreed with the client.
pub(super) fn agreements() -> Vec<Agreement> {
    let agreement = |(id, (priority, name, response, solution, time))| Agreement {
        id: AgreementId(id),
        name: String::from(name),
        calendar: Some(OFFICE),
        conditions: Conditions { priorities: BTreeSet::from([priority]), ..Conditions::default() },
        first_response: Some(target(response, time)),
        solution: Some(stopped_by_the_requester(target(solution, time))),
    };
    (1..).zip(BY_PRIORITY).map(agreement).collect()
}

/// Who hears of what, beside what the desk does by itself: supervisors, when time is over.
pub(super) fn notices() -> Vec<NoticeRule> {
    vec![NoticeRule {
        id: NoticeRuleId(1),
        name: "Plazos vencidos, a supervisión".to_owned(),
        on: NoticeKind::DeadlineMissed,
        conditions: Conditions::default(),
        to: BTreeSet::from([Audience::Supervisors]),
        ways: BTreeSet::from([NoticeWay::Screen, NoticeWay::Mail]),
        webhooks: BTreeSet::new(),
        texts: BTreeMap::from([(
            Language::Es,
            NoticeText {
                subject: "Venció el plazo: {asunto}".to_owned(),
                text: "El caso {número} de {solicitante}, prioridad {prioridad}: {plazo}.".to_owned(),
            },
        )]),
    }]
}

/// Whoever gets more than a few mails in a row gets the next ones together.
pub(super) const DIGEST: Digest = Digest { after: 5, minutes: 15 };

/// What the groups of second level promised.
pub(super) fn promises(crew: &Crew) -> Vec<GroupAgreement> {
    let second = GROUPS.iter().filter(|group| group.level == Level::Second);
    let promise = |key| GroupAgreement {
        group: crew.group(key),
        calendar: Some(OFFICE),
        acceptance: Some(target(ACCEPTANCE, Counting::Business)),
        solution: Some(stopped_by_the_requester(target(GROUP_SOLUTION, Counting::Business))),
    };
    second.map(|group| promise(group.key)).collect()
}

/// What happens when time runs out: whoever has a case is told in time, supervisors when a promise is broken. What is
/// critical is not left lying either, and its alarm wants to be acknowledged.
pub(super) fn escalations() -> Vec<Escalation> {
    use ClockKind::{Acceptance, FirstResponse, Solution};
    let step = |when, audience| EscalationStep { notify: BTreeSet::from([audience]), ..EscalationStep::new(when) };
    let at = |kind, percent, audience| step(Trigger::Clock { kind, percent }, audience);
    let usual = vec![
        at(FirstResponse, 80, Audience::Group),
        at(FirstResponse, 100, Audience::Supervisors),
        at(Acceptance, 100, Audience::Supervisors),
        at(Solution, 80, Audience::Assignee),
        at(Solution, 100, Audience::Supervisors),
    ];
    let lapse = |minutes| Lapse { minutes, calendar: Some(OFFICE) };
    let mut critical = usual.clone();
    critical.push(step(Trigger::NotTaken(lapse(30)), Audience::Group));
    critical.push(step(Trigger::NoUpdate(lapse(240)), Audience::Assignee));
    critical.push(EscalationStep {
        alarm: Some(StepAlarm { repeat: Some(Repeat { every: 120, times: Some(3) }) }),
        ..at(Solution, 150, Audience::Supervisors)
    });
    let mut general = usual;
    general.push(at(Solution, 200, Audience::Supervisors));
    let of = |id, name: &str, priorities: &[Priority], steps| Escalation {
        id: EscalationId(id),
        name: name.to_owned(),
        mail_within: Some(OFFICE).filter(|_| priorities.is_empty()),
        conditions: Conditions { priorities: priorities.iter().copied().collect(), ..Conditions::default() },
        steps,
    };
    vec![
        of(1, "Escalamiento de casos críticos", &[Priority::Critical], critical),
        of(2, "Escalamiento general", &[], general),
    ]
}

fn target(minutes: u32, time: Counting) -> Target {
    Target { minutes, time, stopped_by: BTreeSet::new(), warn_at: BTreeSet::from(WARN_AT) }
}

fn stopped_by_the_requester(target: Target) -> Target {
    Target { stopped_by: BTreeSet::from([WaitingFor::Requester]), ..target }
}
