//! What is wrong with a model, each fault with its place: told while it is drafted, refused when it is published.

use super::assignment::{clean_skill, has_words, wider_words};
use super::calendar::{Calendar, CalendarError, CalendarId, CalendarProblem};
use super::cover::{is_covered, wider};
use super::{
    Agreement, AgreementId, AssignmentRule, AssignmentRuleId, CategoryId, Conditions, GroupAgreement, Procedure,
    ServiceModel, Target,
};
use crate::Moment;
use crate::desk::id::{GroupId, PersonId, UnitId, WebhookId};
use crate::desk::text::{NAME_MAX, clean_line, fold};
use crate::desk::{Check, FieldError, FieldProblem};
use crate::words::{Counting, Pick};
use std::collections::{BTreeMap, BTreeSet};

/// How many entries each list of a model may have.
const ENTRIES_MAX: usize = 2_000;
/// How many calendars a model may have: what can be reckoned with lies in memory.
const CALENDARS_MAX: usize = 200;
/// How many scenarios a model may have: all run whenever it changes.
const SCENARIOS_MAX: usize = 500;
/// The longest time before a solved case closes or is sealed, in days.
const DAYS_MAX: u16 = 365;
/// How many words a rule may have.
const WORDS_MAX: usize = 50;
/// How many people a rule may name.
const PEOPLE_MAX: usize = 200;
/// The longest target, in minutes: a year.
const TARGET_MAX: u32 = 366 * 24 * 60;

/// What of the desk a model may name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The groups that cases may be given to.
    pub groups: BTreeSet<GroupId>,
    /// The active units, of those that the model names: each with those above it, up to the root.
    pub units: BTreeMap<UnitId, Vec<UnitId>>,
    /// The active webhooks, of those that the model names.
    pub webhooks: BTreeSet<WebhookId>,
    /// The persons that there are or were, of those that the model names.
    pub people: BTreeSet<PersonId>,
}

impl Known {
    /// Whether whatever is within one of `other` is within one of these; an empty set says nothing, so everything is.
    pub(super) fn wider_units(&self, one: &BTreeSet<UnitId>, other: &BTreeSet<UnitId>) -> bool {
        let above = |id: &UnitId| self.units.get(id).into_iter().flatten().any(|above| one.contains(above));
        one.is_empty() || (!other.is_empty() && other.iter().all(|id| one.contains(id) || above(id)))
    }
}

impl ServiceModel {
    /// The units that it names.
    pub fn units_named(&self) -> BTreeSet<UnitId> {
        let conditions = self.conditions().flat_map(|conditions| &conditions.units).copied();
        conditions.chain(self.scenarios.iter().filter_map(|scenario| scenario.case.unit)).collect()
    }

    /// The webhooks that it names.
    pub fn webhooks_named(&self) -> BTreeSet<WebhookId> {
        let steps = self.escalations.iter().flat_map(|escalation| &escalation.steps);
        let rules = self.notices.iter().flat_map(|rule| &rule.webhooks);
        steps.flat_map(|step| &step.webhooks).chain(rules).copied().collect()
    }

    /// The persons that its rules of assignment name.
    pub fn people_of_rules(&self) -> impl Iterator<Item = PersonId> {
        self.assignment_rules.iter().flat_map(|rule| &rule.people).copied()
    }

    /// The persons that it names.
    pub fn people_named(&self) -> BTreeSet<PersonId> {
        self.people_of_rules().chain(self.scenarios.iter().filter_map(|scenario| scenario.case.person)).collect()
    }

    /// What it says about which cases something counts for that is asked again and again: with every change of a case.
    pub(super) fn conditions_of_clocks(&self) -> impl Iterator<Item = &Conditions> {
        let conditions = self.agreements.iter().map(|agreement| &agreement.conditions);
        let conditions = conditions.chain(self.assignment_rules.iter().map(|rule| &rule.conditions));
        conditions.chain(self.escalations.iter().map(|escalation| &escalation.conditions))
    }

    /// Everything that it says about which cases something counts for.
    fn conditions(&self) -> impl Iterator<Item = &Conditions> {
        let conditions = self.conditions_of_clocks().chain(self.notices.iter().map(|rule| &rule.conditions));
        conditions.chain(self.commitments.iter().map(|commitment| &commitment.conditions))
    }

    /// Everything that is wrong with it, as the one that comes after `before`; nothing when it may be put in force.
    pub fn check(&self, before: &Self, known: &Known) -> Vec<FieldError> {
        let mut check = self.within_bounds();
        self.check_categories(&mut check, before, known);
        self.check_solution_codes(&mut check, before);
        self.check_closing(&mut check);
        self.check_calendars(&mut check);
        self.check_agreements(&mut check, known);
        self.check_group_agreements(&mut check, known);
        self.check_assignment_rules(&mut check, known);
        self.check_escalations(&mut check, known);
        self.check_notices(&mut check, known);
        self.check_procedures(&mut check, known);
        self.check_service(&mut check);
        self.check_commitments(&mut check, known);
        self.check_scenarios(&mut check, known);
        check.errors()
    }

    /// The calendars that are never open again after `now`, each with its place: nothing counted by one would ever be
    /// due.
    pub fn closed_for_good(&self, now: Moment) -> Vec<FieldError> {
        let never = |calendar: &Calendar| {
            calendar.open_hours().is_ok_and(|hours| hours.next_open(now) == Err(CalendarError::NeverAgain))
        };
        let calendars = self.calendars.iter().enumerate().filter(|(_, calendar)| never(calendar));
        let fault = |place| FieldError { field: format!("calendars.{place}.week"), problem: FieldProblem::NeverOpen };
        calendars.map(|(place, _)| fault(place)).collect()
    }

    /// Whether its lists are short enough to be looked into.
    pub(crate) fn within_bounds(&self) -> Check {
        let mut check = Check::default();
        for (list, length, max) in [
            ("categories", self.categories.len(), ENTRIES_MAX),
            ("solution_codes", self.solution_codes.len(), ENTRIES_MAX),
            ("calendars", self.calendars.len(), CALENDARS_MAX),
            ("agreements", self.agreements.len(), ENTRIES_MAX),
            ("group_agreements", self.group_agreements.len(), ENTRIES_MAX),
            ("assignment_rules", self.assignment_rules.len(), ENTRIES_MAX),
            ("escalations", self.escalations.len(), ENTRIES_MAX),
            ("notices", self.notices.len(), ENTRIES_MAX),
            ("procedures", self.procedures.len(), ENTRIES_MAX),
            ("commitments", self.commitments.len(), ENTRIES_MAX),
            ("scenarios", self.scenarios.len(), SCENARIOS_MAX),
        ] {
            check.that(length <= max, list, FieldProblem::TooLong { max });
        }
        check
    }

    fn check_categories(&self, check: &mut Check, before: &Self, known: &Known) {
        let mut seen = BTreeSet::new();
        let (mut names, mut asked_as) = (BTreeSet::new(), BTreeSet::new());
        for (place, category) in self.categories.iter().enumerate() {
            let field = |name: &str| format!("categories.{place}.{name}");
            check.line(&field("name"), &category.name, NAME_MAX);
            check.that(names.insert((category.parent, fold(&category.name))), field("name"), FieldProblem::Taken);
            // Whoever asks chooses by these words alone.
            if let Some(words) = &category.asked_as {
                check.line(&field("asked_as"), words, NAME_MAX);
                let own = !category.active || asked_as.insert(fold(words));
                check.that(own, field("asked_as"), FieldProblem::Taken);
            }
            // Parents stand before their children, so a circle cannot be said.
            if let Some(parent) = category.parent {
                let problem = if parent == category.id { FieldProblem::Circle } else { FieldProblem::Unknown };
                check.that(seen.contains(&parent), field("parent"), problem);
            }
            let new = category.id != CategoryId(0) && seen.insert(category.id);
            check.that(new, field("id"), FieldProblem::Taken);
            if let Some(group) = category.defaults.group {
                check.that(known.groups.contains(&group), field("group"), FieldProblem::Unknown);
            }
        }
        // Cases remember categories and codes: what was once there can be switched off, not taken out.
        for old in &before.categories {
            check.that(seen.contains(&old.id), "categories", FieldProblem::NotAllowed);
        }
    }

    fn check_solution_codes(&self, check: &mut Check, before: &Self) {
        let mut codes = BTreeSet::new();
        for (place, code) in self.solution_codes.iter().enumerate() {
            let well_formed = (1..=40).contains(&code.code.len())
                && code.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            check.that(well_formed, format!("solution_codes.{place}.code"), FieldProblem::Malformed);
            check.that(codes.insert(&code.code), format!("solution_codes.{place}.code"), FieldProblem::Taken);
            check.line(&format!("solution_codes.{place}.name"), &code.name, NAME_MAX);
        }
        check.that(self.solution_codes.iter().any(|code| code.active), "solution_codes", FieldProblem::Required);
        for old in &before.solution_codes {
            check.that(codes.contains(&old.code), "solution_codes", FieldProblem::NotAllowed);
        }
    }

    fn check_closing(&self, check: &mut Check) {
        check.that((1..=DAYS_MAX).contains(&self.close_after_days), "close_after_days", FieldProblem::NotAllowed);
        check.that(
            (self.close_after_days..=DAYS_MAX).contains(&self.reopen_within_days),
            "reopen_within_days",
            FieldProblem::NotAllowed,
        );
    }

    fn check_calendars(&self, check: &mut Check) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, calendar) in self.calendars.iter().enumerate() {
            let new = calendar.id != CalendarId(0) && ids.insert(calendar.id);
            check.that(new, format!("calendars.{place}.id"), FieldProblem::Taken);
            check.that(names.insert(fold(&calendar.name)), format!("calendars.{place}.name"), FieldProblem::Taken);
            for fault in calendar.check() {
                check.wrong(format!("calendars.{place}.{}", fault.place), fault.problem.into());
            }
        }
    }

    fn check_agreements(&self, check: &mut Check, known: &Known) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, agreement) in self.agreements.iter().enumerate() {
            let Agreement { id, name, calendar, conditions, first_response, solution } = agreement;
            let place = format!("agreements.{place}");
            check.that(*id != AgreementId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            self.check_conditions(check, &place, conditions, known);
            let earlier = self.agreements.iter().take_while(|other| other.id != *id);
            let shadowed = is_covered(self, known, conditions, earlier.map(|other| &other.conditions));
            check.that(!shadowed, format!("{place}.for"), FieldProblem::NeverMatches);
            self.check_promise(check, &place, *calendar, [("first_response", first_response), ("solution", solution)]);
        }
    }

    fn check_group_agreements(&self, check: &mut Check, known: &Known) {
        let mut groups = BTreeSet::new();
        for (place, agreement) in self.group_agreements.iter().enumerate() {
            let GroupAgreement { group, calendar, acceptance, solution } = agreement;
            let place = format!("group_agreements.{place}");
            check.that(known.groups.contains(group), format!("{place}.group"), FieldProblem::Unknown);
            check.that(groups.insert(*group), format!("{place}.group"), FieldProblem::Taken);
            self.check_promise(check, &place, *calendar, [("acceptance", acceptance), ("solution", solution)]);
        }
    }

    fn check_assignment_rules(&self, check: &mut Check, known: &Known) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        // Each rule is weighed against every one before it: their words are made ready once.
        let sought: Vec<Vec<String>> = self.assignment_rules.iter().map(AssignmentRule::apart).collect();
        for (place, (rule, own)) in self.assignment_rules.iter().zip(&sought).enumerate() {
            let AssignmentRule { id, name, conditions, words, people, group, pick, skill } = rule;
            let place = format!("assignment_rules.{place}");
            check.that(*id != AssignmentRuleId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            self.check_conditions(check, &place, conditions, known);
            let earlier = self.assignment_rules.iter().zip(&sought).take_while(|(other, _)| other.id != *id);
            let earlier = earlier.filter(|(other, theirs)| wider_words(theirs, own) && wider(&other.people, people));
            let shadowed = is_covered(self, known, conditions, earlier.map(|(other, _)| &other.conditions));
            check.that(!shadowed, format!("{place}.for"), FieldProblem::NeverMatches);
            // A case that begins has the priority of the matrix: nobody has decided on another one yet.
            let given = self.can_give(conditions);
            check.that(given, format!("{place}.for.priorities"), FieldProblem::NeverMatches);
            check.that(words.len() <= WORDS_MAX, format!("{place}.words"), FieldProblem::TooLong { max: WORDS_MAX });
            for (n, word) in words.iter().enumerate().take(WORDS_MAX) {
                let place = format!("{place}.words.{n}");
                let said = check.line(&place, word, NAME_MAX);
                check.that(said.is_empty() || has_words(&said), place, FieldProblem::NeverMatches);
            }
            let max = PEOPLE_MAX;
            check.that(people.len() <= max, format!("{place}.people"), FieldProblem::TooLong { max });
            check.that(people.is_subset(&known.people), format!("{place}.people"), FieldProblem::Unknown);
            check.that(known.groups.contains(group), format!("{place}.group"), FieldProblem::Unknown);
            check_skill(check, &place, *pick, skill.as_deref());
        }
    }

    pub(super) fn check_conditions(&self, check: &mut Check, place: &str, conditions: &Conditions, known: &Known) {
        self.check_categories_named(check, format!("{place}.for.categories"), &conditions.categories);
        let units = conditions.units.iter().all(|id| known.units.contains_key(id));
        check.that(units, format!("{place}.for.units"), FieldProblem::Unknown);
    }

    /// Categories of which a case has one, or one below: there are such, and at least one of them is still offered.
    pub(super) fn check_categories_named(&self, check: &mut Check, place: String, categories: &BTreeSet<CategoryId>) {
        if categories.iter().all(|id| self.category(*id).is_some()) {
            check.that(self.offers_any_of(categories), place, FieldProblem::NeverMatches);
        } else {
            check.wrong(place, FieldProblem::Unknown);
        }
    }

    /// A calendar and what is promised by it.
    fn check_promise(
        &self,
        check: &mut Check,
        place: &str,
        calendar: Option<CalendarId>,
        targets: [(&str, &Option<Target>); 2],
    ) {
        let known = calendar.is_none_or(|id| self.calendar(id).is_some());
        check.that(known, format!("{place}.calendar"), FieldProblem::Unknown);
        check.that(targets.iter().any(|(_, target)| target.is_some()), place, FieldProblem::NoEffect);
        for (name, target) in targets {
            let Some(target) = target else { continue };
            let place = format!("{place}.{name}");
            let in_range = (1..=TARGET_MAX).contains(&target.minutes);
            check.that(in_range, format!("{place}.minutes"), FieldProblem::OutOfRange);
            let counted = target.time == Counting::Elapsed || calendar.is_some();
            check.that(counted, format!("{place}.time"), FieldProblem::CalendarNeeded);
            let percent = target.warn_at.iter().all(|percent| (1..100).contains(percent));
            check.that(percent, format!("{place}.warn_at"), FieldProblem::OutOfRange);
        }
    }
}

/// Who is picked by a skill is picked by one.
pub(super) fn check_skill(check: &mut Check, place: &str, pick: Pick, skill: Option<&str>) {
    let said = skill.is_some_and(|skill| !skill.trim().is_empty());
    check.that(pick != Pick::BySkill || said, format!("{place}.skill"), FieldProblem::Required);
}

impl From<CalendarProblem> for FieldProblem {
    fn from(problem: CalendarProblem) -> Self {
        match problem {
            CalendarProblem::Required => Self::Required,
            CalendarProblem::TooLong { max } => Self::TooLong { max },
            CalendarProblem::UnknownZone | CalendarProblem::UnknownCountry => Self::Unknown,
            CalendarProblem::NeverOpen => Self::NeverOpen,
            CalendarProblem::NoLength | CalendarProblem::RemovesNothing => Self::NoEffect,
            CalendarProblem::Overlaps { .. } => Self::Overlaps,
            CalendarProblem::Twice => Self::Taken,
            CalendarProblem::Outside => Self::OutOfRange,
        }
    }
}

impl ServiceModel {
    /// The same with its names and words as they are kept: one line, nothing that cannot be seen.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        let clean = |name: &mut String| *name = clean_line(name);
        self.categories.iter_mut().for_each(|category| clean(&mut category.name));
        self.solution_codes.iter_mut().for_each(|code| clean(&mut code.name));
        self.calendars.iter_mut().for_each(|calendar| clean(&mut calendar.name));
        self.agreements.iter_mut().for_each(|agreement| clean(&mut agreement.name));
        self.assignment_rules.iter_mut().for_each(AssignmentRule::clean);
        for escalation in &mut self.escalations {
            clean(&mut escalation.name);
            escalation.steps.iter_mut().for_each(|step| clean_skill(&mut step.skill));
        }
        self.notices.iter_mut().for_each(|rule| clean(&mut rule.name));
        self.procedures.iter_mut().for_each(Procedure::clean);
        self.commitments.iter_mut().for_each(|commitment| clean(&mut commitment.name));
        self
    }
}
