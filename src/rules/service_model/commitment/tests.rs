use super::*;
use crate::desk::FieldError;
use crate::service_model::{Calendar, ServiceTerms};
use crate::words::{Kind, Language};

fn commitment(id: u64, indicator: Indicator, comparison: Comparison, target: u32) -> Commitment {
    Commitment {
        id: CommitmentId(id),
        name: format!("Compromiso {id}"),
        indicator,
        comparison,
        target: Thousandths::new(target),
        period: Period::Month,
        calendar: None,
        conditions: Conditions::default(),
        group: None,
    }
}

fn incidents() -> Conditions {
    Conditions { kinds: BTreeSet::from([Kind::Incident]), ..Conditions::default() }
}

/// What is wrong with a model that has these, and group 1.
fn faults(commitments: Vec<Commitment>) -> Vec<(String, FieldProblem)> {
    let before = ServiceModel::starter(Language::Es);
    let calendars = vec![Calendar::around_the_clock(CalendarId(1), "Siempre", "America/Santiago")];
    let model = ServiceModel { commitments, calendars, ..before.clone() };
    let known = Known { groups: BTreeSet::from([GroupId::from(1)]), ..Known::default() };
    let told = |error: FieldError| (error.field, error.problem);
    model.check(&before, &known).into_iter().map(told).collect()
}

#[test]
fn a_contract_of_the_usual_kind_is_accepted() {
    use Comparison::{AtLeast, AtMost};
    let by_hours = Commitment { calendar: Some(CalendarId(1)), ..commitment(5, Indicator::MeanCall, AtMost, 6_000) };
    let group =
        Commitment { group: Some(GroupId::from(1)), ..commitment(6, Indicator::AcceptedInTime, AtLeast, 90_500) };
    let narrower = Commitment { conditions: incidents(), ..commitment(7, Indicator::SolvedInTime, AtLeast, 99_000) };
    let contract = vec![
        commitment(1, Indicator::SolvedInTime, AtLeast, 95_000),
        commitment(2, Indicator::SolvedOnLine, AtLeast, 70_000),
        commitment(3, Indicator::CallsAbandoned, AtMost, 5_000),
        commitment(4, Indicator::Satisfaction, AtLeast, 4_200),
        by_hours,
        group,
        narrower,
    ];
    assert_eq!(faults(contract), []);
}

#[test]
fn what_says_nothing_or_cannot_be_measured_is_told_with_its_place() {
    use Comparison::{AtLeast, AtMost};
    let calls_of_incidents =
        Commitment { conditions: incidents(), ..commitment(4, Indicator::CallsAbandoned, AtMost, 5_000) };
    let group_of_cases =
        Commitment { group: Some(GroupId::from(1)), ..commitment(5, Indicator::SolvedOnLine, AtLeast, 70_000) };
    let nowhere = Commitment {
        group: Some(GroupId::from(9)),
        calendar: Some(CalendarId(9)),
        ..commitment(6, Indicator::GroupSolvedInTime, AtLeast, 70_000)
    };
    let twice = Commitment { name: "otro".to_owned(), ..commitment(7, Indicator::SolvedOnLine, AtLeast, 80_000) };
    let unnamed = Commitment { name: String::new(), ..commitment(7, Indicator::MeanCall, AtMost, 6_000) };
    let found = faults(vec![
        commitment(1, Indicator::SolvedInTime, AtLeast, 100_001),
        commitment(2, Indicator::Satisfaction, AtLeast, 500),
        commitment(3, Indicator::Reopened, AtMost, 100_000),
        calls_of_incidents,
        group_of_cases,
        nowhere,
        Commitment { group: None, ..commitment(8, Indicator::SolvedOnLine, AtLeast, 70_000) },
        twice,
        unnamed,
    ]);
    let expected = [
        ("commitments.0.target", FieldProblem::OutOfRange),
        ("commitments.1.target", FieldProblem::OutOfRange),
        ("commitments.2.target", FieldProblem::NoEffect),
        ("commitments.3.for", FieldProblem::NotAllowed),
        ("commitments.4.group", FieldProblem::NotAllowed),
        ("commitments.5.calendar", FieldProblem::Unknown),
        ("commitments.5.group", FieldProblem::Unknown),
        ("commitments.7.indicator", FieldProblem::Taken),
        ("commitments.8.id", FieldProblem::Taken),
        ("commitments.8.name", FieldProblem::Required),
    ];
    assert_eq!(found, expected.map(|(field, problem)| (field.to_owned(), problem)));
}

#[test]
fn a_language_that_nobody_speaks_is_told_and_a_calendar_that_is_not_there_refused() {
    let languages = BTreeSet::from([Language::Es, Language::Pt]);
    let model = ServiceModel {
        service: ServiceTerms { hours: Some(CalendarId(9)), languages },
        ..ServiceModel::starter(Language::Es)
    };
    let warnings = model.warnings(&BTreeSet::from([Language::Es, Language::En]));
    let told = FieldError { field: "service.languages.1".to_owned(), problem: FieldProblem::Nobody };
    assert_eq!(warnings, [told]);
    let faults = model.check(&ServiceModel::starter(Language::Es), &Known::default());
    assert_eq!(faults, [FieldError { field: "service.hours".to_owned(), problem: FieldProblem::Unknown }]);
}
