//! Makes a model of a preset's table, for a desk.

use super::super::calendar::{Calendar, CalendarId, Country, Holidays, Interval, Week};
use super::super::procedure::{Purpose, Scope, Step, StepId};
use super::super::starter::{Names, solution_codes, word};
use super::super::{
    Agreement, AgreementId, AssignmentRule, AssignmentRuleId, Category, CategoryDefaults, CategoryId, Commitment,
    CommitmentId, Conditions, Escalation, EscalationId, EscalationStep, Expected, ExpectedDeadline, ExpectedEscalation,
    GroupAgreement, Matrix, NoticeRule, NoticeRuleId, PassTo, Procedure, ProcedureId, Scenario, ScenarioCase,
    ScenarioId, ServiceModel, ServiceTerms, SolutionCode, Target, Trigger,
};
use super::plan::{
    CalendarPlan, Cases, Length, Local, NoticePlan, Plan, ProcedurePlan, ScenarioPlan, StepPlan, WeekPlan,
};
use crate::desk::id::GroupId;
use crate::desk::text::fold;
use crate::words::{ClockKind, Impact, Kind, Language, Urgency, Vocabulary, WaitingFor};
use crate::{Moment, Thousandths};
use chrono::{NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Add;

/// When it is told that a target runs out, in percent of it.
const WARN_AT: [u8; 2] = [50, 80];

/// The desk that a preset is for.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The language of its names.
    pub language: Language,
    /// The IANA zone of its calendars.
    pub time_zone: &'a str,
    /// The country whose holidays it keeps.
    pub country: Option<Country>,
    /// Its groups by the keys of the preset. What is for a group without one is left out.
    pub groups: &'a BTreeMap<String, GroupId>,
    /// The model that it has: ids go on from there, and what cases remember of it is kept, switched off.
    pub before: &'a ServiceModel,
}

/// The model of a table.
pub(super) fn model(plan: &Plan, ground: &Ground<'_>) -> ServiceModel {
    let before = ground.before;
    let calendar = |place: usize| CalendarId(after(before.calendars.iter().map(|it| it.id.0)) + place as u64);
    let named = |names: Names| word(names, ground.language).to_owned();
    let calendars = plan.calendars.iter().enumerate();
    let agreements = (after(before.agreements.iter().map(|it| it.id.0))..).zip(plan.agreements);
    let rules = (after(before.assignment_rules.iter().map(|it| it.id.0))..).zip(plan.rules);
    let escalations = (after(before.escalations.iter().map(|it| it.id.0))..).zip(plan.escalations);
    let commitments = (after(before.commitments.iter().map(|it| it.id.0))..).zip(plan.commitments);
    let notices = (after(before.notices.iter().map(|it| it.id.0))..).zip(plan.notices);
    let mut model = ServiceModel {
        version: before.version,
        categories: categories(plan, ground),
        matrix: Matrix::default(),
        solution_codes: codes(ground),
        close_after_days: 5,
        reopen_within_days: 15,
        calendars: calendars.map(|(place, it)| office(it, calendar(place), ground)).collect(),
        agreements: agreements
            .map(|(id, it)| Agreement {
                id: AgreementId(id),
                name: named(it.names),
                calendar: Some(calendar(it.calendar)),
                conditions: conditions(&it.cases),
                first_response: Some(target(it.response, &[])),
                solution: Some(target(it.solution, &[WaitingFor::Requester])),
            })
            .collect(),
        group_agreements: plan
            .promises
            .iter()
            .filter_map(|it| {
                Some(GroupAgreement {
                    group: ground.group(it.group)?,
                    calendar: Some(calendar(it.calendar)),
                    acceptance: Some(target(it.acceptance, &[])),
                    solution: Some(target(it.solution, &[WaitingFor::Requester])),
                })
            })
            .collect(),
        assignment_rules: rules
            .filter_map(|(id, it)| {
                Some(AssignmentRule {
                    id: AssignmentRuleId(id),
                    name: named(it.names),
                    conditions: conditions(&it.cases),
                    words: Vec::new(),
                    people: BTreeSet::new(),
                    group: ground.group(it.group)?,
                    pick: it.pick,
                    skill: None,
                })
            })
            .collect(),
        notices: notices.map(|(id, it)| notice(it, NoticeRuleId(id), ground)).collect(),
        service: ServiceTerms { hours: Some(calendar(0)), languages: BTreeSet::from([ground.language]) },
        commitments: commitments
            .map(|(id, it)| Commitment {
                id: CommitmentId(id),
                name: named(it.names),
                indicator: it.indicator,
                comparison: it.comparison,
                target: Thousandths::new(it.target),
                period: it.period,
                calendar: it.calendar.map(calendar),
                conditions: conditions(&it.cases),
                group: None,
            })
            .collect(),
        ..ServiceModel::before_the_first()
    };
    // What is left out because its group is not there promises nothing, so nothing can come of it either.
    let promised = |step: &EscalationStep| match step.when {
        Trigger::Clock { kind, .. } => model.promises(kind),
        _ => true,
    };
    let escalations = escalations.map(|(id, it)| Escalation {
        id: EscalationId(id),
        name: named(it.names),
        mail_within: None,
        conditions: conditions(&it.cases),
        steps: it.steps.iter().map(|it| step(it, ground)).filter(promised).collect(),
    });
    let escalations = escalations.filter(|escalation| !escalation.steps.is_empty()).collect();
    model.escalations = escalations;
    let procedures = (after(before.procedures.iter().map(|it| it.id.0))..).zip(plan.procedures);
    model.procedures =
        procedures.filter_map(|(id, it)| procedure(it, ProcedureId(id), plan, ground, &model.categories)).collect();
    let first_escalation = after(before.escalations.iter().map(|it| it.id.0));
    let scenarios = (after(before.scenarios.iter().map(|it| it.id.0))..).zip(plan.scenarios);
    model.scenarios = scenarios.filter_map(|(id, it)| scenario(it, ScenarioId(id), ground, first_escalation)).collect();
    model
}

/// `None` in a zone that there is not.
fn scenario(plan: &ScenarioPlan, id: ScenarioId, ground: &Ground<'_>, first_escalation: u64) -> Option<Scenario> {
    let zone: Tz = ground.time_zone.parse().ok()?;
    let at = |local: Local| moment(local, zone);
    let deadline = |clock, local| Some(ExpectedDeadline { clock, at: Some(at(local)?) });
    let escalated = |(local, place): &(Local, usize)| {
        Some(ExpectedEscalation { at: at(local)?, escalation: EscalationId(first_escalation + *place as u64) })
    };
    Some(Scenario {
        id,
        name: word(plan.names, ground.language).to_owned(),
        case: ScenarioCase {
            at: at(plan.at)?,
            channel: plan.channel,
            category: None,
            kind: Some(plan.kind),
            impact: Some(plan.impact),
            urgency: Some(plan.urgency),
            unit: None,
            person: None,
            language: None,
            vip: plan.vip,
            subject: String::new(),
            group: None,
            otherwise: None,
            taken: false,
        },
        steps: Vec::new(),
        expect: Expected {
            priority: Some(plan.priority),
            group: ground.group(plan.group),
            deadlines: vec![
                deadline(ClockKind::FirstResponse, plan.response)?,
                deadline(ClockKind::Solution, plan.solution)?,
            ],
            escalations: match plan.escalated {
                Some(list) => Some(list.iter().map(escalated).collect::<Option<_>>()?),
                None => None,
            },
        },
    })
}

fn moment(local: Local, zone: Tz) -> Option<Moment> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").ok()?;
    let at = zone.from_local_datetime(&local).earliest()?;
    Some(Moment::from_millis(at.timestamp_millis()))
}

impl Ground<'_> {
    fn group(&self, key: &str) -> Option<GroupId> {
        self.groups.get(key).copied()
    }
}

/// The first id that none of these is.
fn after<N: Ord + Default + Add<Output = N> + From<u8>>(ids: impl Iterator<Item = N>) -> N {
    ids.max().unwrap_or_default() + N::from(1)
}

fn office(plan: &CalendarPlan, id: CalendarId, ground: &Ground<'_>) -> Calendar {
    let always = Calendar::around_the_clock(id, word(plan.names, ground.language), ground.time_zone);
    match plan.week {
        WeekPlan::Always => always,
        WeekPlan::Days { working_day, saturday } => Calendar {
            week: Week { saturday: hours(saturday), ..Week::working_days(&hours(working_day)) },
            holidays: Holidays {
                country: ground.country.map(|country| country.as_str().to_owned()),
                ..Holidays::default()
            },
            ..always
        },
    }
}

/// What is no interval is left out; a test finds none.
fn hours(written: &[&str]) -> Vec<Interval> {
    written.iter().filter_map(|hours| hours.parse().ok()).collect()
}

fn conditions(cases: &Cases) -> Conditions {
    Conditions {
        kinds: cases.kinds.iter().copied().collect(),
        priorities: cases.priorities.iter().copied().collect(),
        channels: cases.channels.iter().copied().collect(),
        vip: cases.vip,
        ..Conditions::default()
    }
}

fn target((minutes, time): Length, stopped_by: &[WaitingFor]) -> Target {
    Target { minutes, time, stopped_by: stopped_by.iter().copied().collect(), warn_at: BTreeSet::from(WARN_AT) }
}

fn step(plan: &StepPlan, ground: &Ground<'_>) -> EscalationStep {
    EscalationStep {
        notify: plan.notify.iter().copied().collect(),
        pass_to: plan.pass_to.and_then(|key| ground.group(key)).map(PassTo::Group),
        ..EscalationStep::new(Trigger::Clock { kind: plan.clock, percent: plan.percent })
    }
}

fn notice(plan: &NoticePlan, id: NoticeRuleId, ground: &Ground<'_>) -> NoticeRule {
    NoticeRule {
        id,
        name: word(plan.names, ground.language).to_owned(),
        on: plan.on,
        conditions: conditions(&plan.cases),
        to: plan.to.iter().copied().collect(),
        ways: plan.ways.iter().copied().collect(),
        webhooks: BTreeSet::new(),
        texts: BTreeMap::new(),
    }
}

/// `None` for a category that the table does not have; a test finds none.
fn procedure(
    plan: &ProcedurePlan,
    id: ProcedureId,
    of: &Plan,
    ground: &Ground<'_>,
    categories: &[Category],
) -> Option<Procedure> {
    let [above, below] = plan.category;
    let (root, leaves) = of.categories.iter().copied().flatten().find(|(names, _)| names[0] == above)?;
    let (leaf, ..) = leaves.iter().find(|(names, ..)| names[0] == below)?;
    let find = |parent: Option<CategoryId>, names: Names| {
        let name = word(names, ground.language);
        categories.iter().find(|it| it.parent == parent && it.name == name).map(|it| it.id)
    };
    let category = find(Some(find(None, *root)?), *leaf)?;
    Some(Procedure {
        id,
        name: word(plan.names, ground.language).to_owned(),
        purpose: Purpose::Work,
        scope: Scope { categories: BTreeSet::from([category]), ..Scope::default() },
        steps: (1..)
            .zip(plan.steps)
            .map(|(id, it)| Step {
                id: StepId(id),
                text: word(it.text, ground.language).to_owned(),
                required: it.required,
                answer: it.answer.clone(),
                link: None,
            })
            .collect(),
    })
}

/// The categories of the table; those of the same name stay the same, and the others that there were are switched off.
fn categories(plan: &Plan, ground: &Ground<'_>) -> Vec<Category> {
    let mut tree = Tree::over(&ground.before.categories);
    for (names, leaves) in plan.categories.iter().copied().flatten() {
        let taken_by = plan.takes.iter().find(|(category, _)| *category == names[0]);
        let group = taken_by.and_then(|(_, key)| ground.group(key));
        let named = |names: Names| word(names, ground.language);
        let parent = tree.add(None, named(*names), None, (Kind::Incident, Urgency::Medium), group);
        for (names, kind, urgency, asked_as) in *leaves {
            tree.add(Some(parent), named(*names), asked_as.map(named), (*kind, *urgency), group);
        }
    }
    tree.with_the_others()
}

struct Tree<'a> {
    old: &'a [Category],
    new: Vec<Category>,
    next: u64,
}

impl<'a> Tree<'a> {
    fn over(old: &'a [Category]) -> Self {
        Self { old, new: Vec::new(), next: after(old.iter().map(|category| category.id.0)) }
    }

    fn add(
        &mut self,
        parent: Option<CategoryId>,
        name: &str,
        asked_as: Option<&str>,
        (kind, urgency): (Kind, Urgency),
        group: Option<GroupId>,
    ) -> CategoryId {
        let same = |old: &&Category| old.parent == parent && fold(&old.name) == fold(name);
        let before = self.old.iter().find(same);
        let id = before.map_or_else(
            || {
                self.next += 1;
                CategoryId(self.next - 1)
            },
            |old| old.id,
        );
        let counts_for_on_line = kind != Kind::Request;
        let defaults = CategoryDefaults { kind, impact: Impact::Person, urgency, group, counts_for_on_line };
        // What the desk has said to those who ask stays said.
        let asked_as = before.and_then(|before| before.asked_as.clone()).or(asked_as.map(str::to_owned));
        self.new.push(Category { id, parent, name: name.to_owned(), active: true, asked_as, defaults });
        id
    }

    fn with_the_others(self) -> Vec<Category> {
        let Self { old, mut new, .. } = self;
        let there: BTreeSet<CategoryId> = new.iter().map(|category| category.id).collect();
        let others = old.iter().filter(|category| !there.contains(&category.id));
        new.extend(others.map(|category| Category { active: false, ..category.clone() }));
        new
    }
}

/// The usual codes; those that there were besides are switched off.
fn codes(ground: &Ground<'_>) -> Vec<SolutionCode> {
    let mut codes = solution_codes(ground.language);
    let there: BTreeSet<String> = codes.iter().map(|code| code.code.clone()).collect();
    let others = ground.before.solution_codes.iter().filter(|code| !there.contains(&code.code));
    codes.extend(others.map(|code| SolutionCode { active: false, ..code.clone() }));
    codes
}
