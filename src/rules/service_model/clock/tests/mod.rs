//! The clocks of a case, moved by hand.
#![expect(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

mod complaints;
mod laws;

use super::*;
use crate::desk::id::UnitId;
use crate::service_model::calendar::{Calendar, Holidays, Interval, Week};
use crate::service_model::{
    Agreement, CategoryId, Conditions, Escalation, EscalationId, EscalationStep, GroupAgreement, Meets, ReadyModel,
    ServiceModel, Target, Trigger,
};
use crate::words::{Channel, Counting, Impact, Kind, Language, Priority, Reopening, State, Urgency};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Wednesday, 25 November 2026, 09:20 in Santiago.
const START: Moment = Moment::from_millis(1_795_609_200_000);
const OFFICE: CalendarId = CalendarId(1);
const NETWORKS: GroupId = GroupId(2);

fn minutes(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}

fn after(length: i64) -> Moment {
    START.plus(minutes(length))
}

fn target(length: u32, time: Counting, warn_at: &[u8]) -> Target {
    Target {
        minutes: length,
        time,
        stopped_by: BTreeSet::from([WaitingFor::Requester]),
        warn_at: warn_at.iter().copied().collect(),
    }
}

/// Weekdays from nine to one and from two to six; an answer within the hour, a solution within eight, critical ones
/// within two hours of any kind; the networks group accepts within half an hour.
fn model() -> ServiceModel {
    let hours: Vec<Interval> = ["09:00-13:00", "14:00-18:00"].iter().map(|text| text.parse().unwrap()).collect();
    let office = Calendar {
        id: OFFICE,
        name: "Horario hábil".to_owned(),
        time_zone: "America/Santiago".to_owned(),
        week: Week::working_days(&hours),
        holidays: Holidays { country: Some("cl".to_owned()), ..Holidays::default() },
        special_days: Vec::new(),
    };
    let critical = Agreement {
        id: AgreementId(1),
        name: "Críticos".to_owned(),
        calendar: None,
        conditions: Conditions { priorities: BTreeSet::from([Priority::Critical]), ..Conditions::default() },
        first_response: None,
        solution: Some(target(120, Counting::Elapsed, &[50])),
    };
    let usual = Agreement {
        id: AgreementId(2),
        name: "Todos".to_owned(),
        calendar: Some(OFFICE),
        conditions: Conditions::default(),
        first_response: Some(target(60, Counting::Business, &[])),
        solution: Some(target(480, Counting::Business, &[50, 75])),
    };
    let networks = GroupAgreement {
        group: NETWORKS,
        calendar: Some(OFFICE),
        acceptance: Some(target(30, Counting::Business, &[])),
        solution: Some(target(240, Counting::Business, &[])),
    };
    ServiceModel {
        calendars: vec![office],
        agreements: vec![critical, usual],
        group_agreements: vec![networks],
        ..ServiceModel::starter(Language::Es)
    }
}

/// A case that is followed.
struct Watched {
    model: ReadyModel,
    case: Case<'static>,
    clocks: Vec<Clock>,
    ended: Vec<Clock>,
    reached: Vec<(ClockKind, u16)>,
}

impl Watched {
    fn of(model: ServiceModel) -> Self {
        let meets = Meets {
            kind: Kind::Incident,
            category: Some(CategoryId(2)),
            units: &[UnitId(7)],
            priority: Priority::Medium,
            impact: Impact::Person,
            urgency: Urgency::Medium,
            channel: Channel::Mail,
            language: None,
            vip: false,
        };
        let case = Case {
            meets,
            state: State::New,
            taken: false,
            waiting: None,
            group: None,
            opened_at: START,
            answered_at: None,
            reopened: 0,
        };
        let model = ReadyModel::from(model);
        let mut followed = Self { model, case, clocks: Vec::new(), ended: Vec::new(), reached: Vec::new() };
        followed.at(0, |_| {});
        followed
    }

    /// What happens so many minutes after the start.
    fn at(&mut self, minutes: i64, change: impl FnOnce(&mut Case<'static>)) -> &mut Self {
        change(&mut self.case);
        let models = Models { was: &self.model, is: &self.model };
        let followed = follow(models, &self.case, self.clocks.clone(), after(minutes));
        self.clocks = followed.clocks;
        self.ended.extend(followed.ended);
        let reached = tell(models, &self.case, &mut self.clocks, after(minutes));
        self.reached.extend(reached.iter().map(|reached| (reached.kind, reached.percent)));
        self
    }

    fn clock(&self, kind: ClockKind) -> &Clock {
        self.clocks.iter().find(|clock| clock.kind == kind).unwrap()
    }

    fn solution(&self) -> &Clock {
        self.clock(ClockKind::Solution)
    }

    fn sum(&self, kind: ClockKind, at: i64) -> Sum {
        let model = Arc::new(ReadyModel::from(ServiceModel::clone(&self.model)));
        explain(self.clock(kind), |_| Ok::<_, std::convert::Infallible>(Some(Arc::clone(&model))), after(at)).unwrap()
    }
}

#[test]
fn a_deadline_is_the_sum_of_open_hours() {
    let case = Watched::of(model());
    // 220 minutes until one o'clock, 240 in the afternoon, 20 on the next morning.
    assert_eq!(case.solution().due, Moment::parse("2026-11-26T12:20:00Z"));
    assert_eq!(case.clock(ClockKind::FirstResponse).due, Some(after(60)));
    let sum = case.sum(ClockKind::Solution, 10);
    assert_eq!(sum.lines.iter().map(|line| line.counted.num_minutes()).collect::<Vec<_>>(), [220, 240, 20]);
    assert_eq!((sum.counted, sum.left), (minutes(480), minutes(470)));
}

#[test]
fn warnings_come_once_and_then_the_end() {
    let mut case = Watched::of(model());
    // Half of the time is over twenty minutes after lunch began to be over.
    assert_eq!(case.solution().next, Moment::parse("2026-11-25T17:20:00Z"));
    case.at(300, |_| {}).at(301, |_| {});
    assert_eq!(case.reached, [(ClockKind::FirstResponse, 100), (ClockKind::Solution, 50)]);
    let due = after(24 * 60);
    case.at(24 * 60 - 1, |_| {});
    assert_eq!(case.reached[2..], [(ClockKind::Solution, 75)]);
    assert_eq!((case.solution().missed, case.solution().next), (None, Some(due)));
    case.at(24 * 60, |_| {}).at(24 * 60 + 20, |_| {});
    assert_eq!(case.reached[3..], [(ClockKind::Solution, 100)]);
    assert_eq!((case.solution().missed, case.solution().next), (Some(due), None));
}

#[test]
fn another_escalation_is_told_of_at_its_own_points() {
    let careful = Escalation {
        id: EscalationId(1),
        name: "Altas".to_owned(),
        mail_within: None,
        conditions: Conditions { priorities: BTreeSet::from([Priority::High]), ..Conditions::default() },
        steps: vec![EscalationStep::new(Trigger::Clock { kind: ClockKind::Solution, percent: 25 })],
    };
    let mut case = Watched::of(ServiceModel { escalations: vec![careful], ..model() });
    let half = Moment::parse("2026-11-25T17:20:00Z");
    assert_eq!((case.solution().point, case.solution().next), (Some(50), half));
    case.at(10, |case| case.meets.priority = Priority::High);
    assert_eq!((case.solution().point, case.solution().next), (Some(25), Some(after(120))));
    case.at(20, |case| case.meets.priority = Priority::Medium);
    assert_eq!((case.solution().point, case.solution().next), (Some(50), half));
}

#[test]
fn time_that_is_waited_for_the_requester_does_not_pass() {
    let mut case = Watched::of(model());
    case.at(60, |case| (case.state, case.waiting) = (State::Waiting, Some(WaitingFor::Requester)));
    assert_eq!((case.solution().state, case.solution().due, case.solution().next), (ClockState::Stopped, None, None));
    assert_eq!(case.solution().counted(), minutes(60));
    case.at(180, |case| (case.state, case.waiting) = (State::InProgress, None));
    // Two hours later than without the wait, by the clock of the office.
    assert_eq!(case.solution().due, Moment::parse("2026-11-26T14:20:00Z"));
    // Waiting for a third party stops nothing here.
    case.at(200, |case| (case.state, case.waiting) = (State::Waiting, Some(WaitingFor::ThirdParty)));
    assert_eq!(case.solution().state, ClockState::Running);
    case.at(210, |case| (case.state, case.waiting) = (State::Resolved, None));
    assert_eq!(case.solution().counted(), minutes(90));
    assert_eq!((case.solution().state, case.solution().missed), (ClockState::Done, None));
    let sum = case.sum(ClockKind::Solution, 900);
    assert_eq!((sum.counted, sum.left), (minutes(90), minutes(390)));
    assert!(sum.lines.iter().any(|line| line.why == Why::Waiting(WaitingFor::Requester)));
}

#[test]
fn what_was_counted_stays_counted_when_the_priority_changes() {
    let mut case = Watched::of(model());
    case.at(60, |case| case.meets.priority = Priority::Critical);
    // Two hours in all, one of them is over.
    assert_eq!((case.solution().target, case.solution().due), (120, Some(after(120))));
    assert_eq!(case.solution().by, Promise::Agreement(AgreementId(1)));
    // The critical agreement says nothing of a first response: that clock stands still.
    assert_eq!(case.clock(ClockKind::FirstResponse).state, ClockState::Stopped);
    case.at(120, |_| {});
    assert_eq!(case.solution().missed, Some(after(120)));
    // Back to the usual one: two hours of eight were counted, and its time is not over.
    case.at(130, |case| case.meets.priority = Priority::Medium);
    assert_eq!((case.solution().missed, case.solution().counted()), (None, minutes(130)));
    assert_eq!(case.solution().due, Moment::parse("2026-11-26T12:20:00Z"));
}

#[test]
fn a_first_response_is_given_once() {
    let mut case = Watched::of(model());
    case.at(59, |case| case.answered_at = Some(after(59)));
    let given = case.clock(ClockKind::FirstResponse).clone();
    assert_eq!((given.state, given.ended, given.missed), (ClockState::Done, Some(after(59)), None));
    case.at(90, |case| case.state = State::Resolved)
        .at(100, |case| (case.state, case.reopened) = (State::InProgress, 1));
    assert_eq!(*case.clock(ClockKind::FirstResponse), given);
}

#[test]
fn at_the_moment_at_which_it_is_due_it_is_late() {
    for (minute, late) in [(59, false), (60, true), (61, true)] {
        let mut case = Watched::of(model());
        case.at(minute, |case| case.answered_at = Some(after(minute)));
        assert_eq!(case.clock(ClockKind::FirstResponse).missed, late.then(|| after(60)), "{minute}");
    }
}

#[test]
fn a_group_has_clocks_of_its_own_for_each_stay() {
    let mut case = Watched::of(model());
    assert!(!case.clocks.iter().any(|clock| clock.kind == ClockKind::Acceptance));
    case.at(10, |case| case.group = Some(NETWORKS));
    assert_eq!(case.clock(ClockKind::Acceptance).due, Some(after(40)));
    // Somebody else makes it wait and brings it back from there: nobody of the group has taken it yet.
    case.at(15, |case| (case.state, case.waiting) = (State::Waiting, Some(WaitingFor::Moment)));
    case.at(15, |case| (case.state, case.waiting) = (State::InProgress, None));
    assert_eq!(case.clock(ClockKind::Acceptance).state, ClockState::Running);
    case.at(45, |case| case.taken = true);
    assert_eq!(case.clock(ClockKind::Acceptance).missed, Some(after(40)));
    // It goes elsewhere: its own solution is done, and lies with the stay.
    case.at(60, |case| (case.group, case.state, case.taken) = (Some(GroupId(9)), State::New, false));
    assert_eq!(
        case.ended.iter().map(|clock| (clock.kind, clock.state)).collect::<Vec<_>>(),
        [(ClockKind::Acceptance, ClockState::Done), (ClockKind::GroupSolution, ClockState::Done)]
    );
    assert_eq!(case.ended[1].counted(), minutes(50));
    // Back again, and away before anybody took it.
    case.at(70, |case| case.group = Some(NETWORKS)).at(75, |case| case.group = None);
    assert_eq!(case.ended[2].state, ClockState::Dropped);
    assert_eq!(case.clocks.len(), 2);
}

#[test]
fn a_reopened_case_goes_on_or_begins_anew() {
    for reopening in [Reopening::Resume, Reopening::Restart] {
        let mut case = Watched::of(ServiceModel { reopening, ..model() });
        case.at(60, |case| case.state = State::Resolved);
        case.at(120, |case| (case.state, case.reopened) = (State::InProgress, 1));
        let clock = case.solution();
        let (counted, due) = match reopening {
            Reopening::Resume => (60, "2026-11-26T13:20:00Z"),
            Reopening::Restart => (0, "2026-11-26T14:20:00Z"),
        };
        assert_eq!((clock.counted(), clock.due), (minutes(counted), Moment::parse(due)), "{reopening:?}");
        assert_eq!(case.ended.len(), usize::from(reopening == Reopening::Restart));
        case.at(130, |case| case.state = State::Resolved);
        assert_eq!(case.solution().counted(), minutes(counted + 10));
    }
}

#[test]
fn without_an_agreement_no_time_passes() {
    let mut only_critical = model();
    only_critical.agreements.truncate(1);
    let mut case = Watched::of(only_critical);
    assert_eq!(case.clocks, []);
    case.at(30, |case| case.meets.priority = Priority::Critical);
    // It counts from the opening.
    assert_eq!(case.solution().due, Some(after(120)));
    case.at(60, |case| case.meets.priority = Priority::Low);
    assert_eq!(case.solution().spans.last().unwrap().how, How::NotAgreed);
    case.at(600, |case| case.meets.priority = Priority::Critical);
    assert_eq!(case.solution().due, Some(after(660)));
    case.at(610, |case| case.state = State::Cancelled);
    assert_eq!((case.solution().state, case.solution().missed), (ClockState::Dropped, None));
}

#[test]
fn looking_changes_nothing() {
    let mut case = Watched::of(model());
    let before = case.clocks.clone();
    case.at(1, |_| {}).at(59, |_| {});
    assert_eq!(case.clocks, before);
}

#[test]
fn another_version_counts_on_from_what_was_counted() {
    let old = ReadyModel::from(model());
    let mut changed = ServiceModel { version: ModelVersion(2), ..model() };
    changed.calendars = vec![Calendar::around_the_clock(OFFICE, "Siempre", "America/Santiago")];
    let new = ReadyModel::from(changed);
    let case = Watched::of(model());
    let followed = follow(Models { was: &old, is: &new }, &case.case, case.clocks.clone(), after(300));
    let clock = followed.clocks.iter().find(|clock| clock.kind == ClockKind::Solution).unwrap();
    // 220 minutes before lunch and 20 after it; the other 240 without a break.
    assert_eq!((clock.counted(), clock.due), (minutes(240), Some(after(540))));
    assert_eq!(clock.counted_by(), Some(ModelVersion(2)));
}

#[test]
fn what_another_time_zone_database_planned_is_planned_anew_and_what_was_counted_stays() {
    let mut case = Watched::of(model());
    case.at(60, |case| (case.state, case.waiting) = (State::Waiting, Some(WaitingFor::Requester)));
    case.at(180, |case| (case.state, case.waiting) = (State::InProgress, None));
    let models = Models { was: &case.model, is: &case.model };
    let mut clocks = case.clocks.clone();
    plan_anew(models, &case.case, &mut clocks, after(190));
    assert_eq!(clocks, case.clocks, "the same database, the same plan");
    for clock in clocks.iter_mut().filter(|clock| clock.due.is_some()) {
        clock.due = clock.due.map(|due| due.plus(minutes(60)));
        clock.next = clock.next.map(|next| next.plus(minutes(60)));
    }
    assert_ne!(clocks, case.clocks);
    plan_anew(models, &case.case, &mut clocks, after(190));
    assert_eq!(clocks, case.clocks);
}

#[test]
fn many_spans_become_few() {
    let mut case = Watched::of(model());
    for n in 0..400 {
        let waits = n % 2 == 0;
        case.at(n, |case| {
            case.state = if waits { State::Waiting } else { State::InProgress };
            case.waiting = waits.then_some(WaitingFor::Requester);
        });
    }
    let clock = case.solution();
    assert_eq!(clock.spans.len(), 100);
    // Each odd minute counted until the next even one; lunch takes its thirty of sixty.
    assert_eq!(clock.counted(), minutes(199 - 30));
    assert_eq!(clock.started(), START);
}

#[test]
fn what_is_over_stays_over_since_then_whatever_changes() {
    let mut case = Watched::of(model());
    case.at(60, |_| {});
    case.at(600, |case| (case.state, case.waiting) = (State::Waiting, Some(WaitingFor::Requester)));
    case.at(700, |case| (case.state, case.waiting) = (State::InProgress, None));
    let clock = case.clock(ClockKind::FirstResponse);
    assert_eq!((clock.due, clock.missed), (Some(after(60)), Some(after(60))));
    let newer = ReadyModel::from(ServiceModel { version: ModelVersion(2), ..model() });
    let followed = follow(Models { was: &case.model, is: &newer }, &case.case, case.clocks.clone(), after(900));
    let clock = followed.clocks.iter().find(|clock| clock.kind == ClockKind::FirstResponse).unwrap();
    assert_eq!((clock.due, clock.missed), (Some(after(60)), Some(after(60))));
}
