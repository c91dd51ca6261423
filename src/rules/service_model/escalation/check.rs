//! What is wrong with escalations, each fault with its place.

use super::{Escalation, EscalationId, EscalationStep, Lapse, PassTo, Repeat, Trigger};
use crate::desk::text::{NAME_MAX, fold};
use crate::desk::{Check, FieldProblem};
use crate::service_model::check::check_skill;
use crate::service_model::cover::is_covered;
use crate::service_model::{CalendarId, Known, ServiceModel};
use crate::words::Audience;
use std::collections::BTreeSet;

/// How many steps an escalation may have.
const STEPS_MAX: usize = 50;
/// The last point of a clock at which something may happen, in percent of its target.
const PERCENT_MAX: u16 = 1_000;
/// The longest time after which something may happen, in minutes: a year.
const LAPSE_MAX: u32 = 366 * 24 * 60;
/// The highest count at which something may happen.
const COUNT_MAX: u32 = 100;
/// The longest time until an alarm is told again, in minutes: a week.
const PAUSE_MAX: u32 = 7 * 24 * 60;
/// How often an alarm may be told again.
const REPEATED_MAX: u32 = 100;

impl ServiceModel {
    pub(in crate::service_model) fn check_escalations(&self, check: &mut Check, known: &Known) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, escalation) in self.escalations.iter().enumerate() {
            let Escalation { id, name, mail_within, conditions, steps } = escalation;
            let place = format!("escalations.{place}");
            check.that(*id != EscalationId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            self.check_calendar(check, format!("{place}.mail_within"), *mail_within);
            self.check_conditions(check, &place, conditions, known);
            let earlier = self.escalations.iter().take_while(|other| other.id != *id);
            let shadowed = is_covered(self, known, conditions, earlier.map(|other| &other.conditions));
            check.that(!shadowed, format!("{place}.for"), FieldProblem::NeverMatches);
            check.that(!steps.is_empty(), format!("{place}.steps"), FieldProblem::Required);
            check.that(steps.len() <= STEPS_MAX, format!("{place}.steps"), FieldProblem::TooLong { max: STEPS_MAX });
            self.check_steps(check, &place, steps, known);
        }
    }

    fn check_steps(&self, check: &mut Check, place: &str, steps: &[EscalationStep], known: &Known) {
        let mut moments = BTreeSet::new();
        let mut passes_to = None;
        for (n, step) in steps.iter().enumerate().take(STEPS_MAX) {
            let place = format!("{place}.steps.{n}");
            self.check_trigger(check, &place, step.when);
            check.that(moments.insert(step.when), format!("{place}.when"), FieldProblem::Taken);
            check.that(!step.is_idle(), &place, FieldProblem::NoEffect);
            // How a case is worked on is no matter of whoever asked.
            let inside = !step.notify.contains(&Audience::Requester);
            check.that(inside, format!("{place}.notify"), FieldProblem::NotAllowed);
            let there = step.webhooks.is_subset(&known.webhooks);
            check.that(there, format!("{place}.webhooks"), FieldProblem::Unknown);
            if let Some(repeat) = step.alarm.and_then(|alarm| alarm.repeat) {
                check_repeat(check, &place, repeat);
                check.that(!step.notify.is_empty(), format!("{place}.notify"), FieldProblem::Required);
            }
            let Some(to) = step.pass_to else { continue };
            check_skill(check, &place, step.pick, step.skill.as_deref());
            if let PassTo::Group(group) = to {
                check.that(known.groups.contains(&group), format!("{place}.pass_to"), FieldProblem::Unknown);
            }
            // What waits in a stay begins anew with each group: two that pass on to each other would never end.
            if step.when.is_of_a_stay() && to != PassTo::OwnGroup {
                let same = *passes_to.get_or_insert(to) == to;
                check.that(same, format!("{place}.pass_to"), FieldProblem::Circle);
            }
        }
    }

    fn check_trigger(&self, check: &mut Check, place: &str, when: Trigger) {
        let mut in_range = |count: u32, max: u32, field: &str| {
            check.that((1..=max).contains(&count), format!("{place}.when.{field}"), FieldProblem::OutOfRange);
        };
        match when {
            Trigger::Clock { kind, percent } => {
                in_range(percent.into(), PERCENT_MAX.into(), "percent");
                check.that(self.promises(kind), format!("{place}.when.clock"), FieldProblem::NeverMatches);
            }
            Trigger::NotTaken(lapse) | Trigger::NoUpdate(lapse) => {
                let Lapse { minutes, calendar } = lapse;
                in_range(minutes, LAPSE_MAX, "minutes");
                self.check_calendar(check, format!("{place}.when.calendar"), calendar);
            }
            Trigger::Reopened { times } | Trigger::PassedOn { times } => in_range(times, COUNT_MAX, "times"),
        }
    }

    fn check_calendar(&self, check: &mut Check, place: String, calendar: Option<CalendarId>) {
        check.that(calendar.is_none_or(|id| self.calendar(id).is_some()), place, FieldProblem::Unknown);
    }
}

fn check_repeat(check: &mut Check, place: &str, repeat: Repeat) {
    let Repeat { every, times } = repeat;
    let counts = [(Some(every), PAUSE_MAX, "every"), (times, REPEATED_MAX, "times")];
    for (count, max, field) in counts.into_iter().filter_map(|(count, max, field)| Some((count?, max, field))) {
        check.that((1..=max).contains(&count), format!("{place}.alarm.repeat.{field}"), FieldProblem::OutOfRange);
    }
}
