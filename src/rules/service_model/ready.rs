//! The model made ready for reckoning.

use super::assignment::apart;
use super::calendar::{CalendarError, CalendarId, OpenHours, Segment};
use super::{AssignmentRule, Calendar, Conditions, EscalationStep, Meets, ServiceModel};
use crate::Moment;
use crate::desk::id::PersonId;
use chrono::TimeDelta;
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

/// A service model whose calendars are ready for reckoning.
#[derive(Debug)]
pub struct ReadyModel {
    model: ServiceModel,
    hours: BTreeMap<CalendarId, OpenHours>,
    /// By the first word of what a rule of assignment looks for: all that begins so, as it is looked for, with the place of
    /// its rule. So a case is held against the few rules that its subject speaks of, however many there are.
    words: HashMap<String, Vec<(usize, String)>>,
    names_units: bool,
    names_people: bool,
    watches: bool,
}

/// The time that a target counts.
#[derive(Clone, Copy, Debug)]
pub enum Hours<'a> {
    /// All hours alike.
    All,
    /// Those in which a calendar is open.
    Open(&'a OpenHours),
}

impl From<ServiceModel> for ReadyModel {
    /// A calendar that cannot be reckoned with is left out: no model that has one is ever put in force.
    fn from(model: ServiceModel) -> Self {
        let ready = |calendar: &Calendar| Some((calendar.id, calendar.open_hours().ok()?));
        let names_units = model.conditions_of_clocks().any(|conditions| !conditions.units.is_empty());
        let names_people = model.conditions_of_clocks().any(Conditions::name_people);
        let mut steps = model.escalations.iter().flat_map(|escalation| &escalation.steps);
        let watches = steps.any(EscalationStep::is_watched);
        Self {
            words: by_first_word(&model.assignment_rules),
            hours: model.calendars.iter().filter_map(ready).collect(),
            names_units,
            names_people,
            watches,
            model,
        }
    }
}

fn by_first_word(rules: &[AssignmentRule]) -> HashMap<String, Vec<(usize, String)>> {
    let mut found: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for (place, rule) in rules.iter().enumerate() {
        for words in rule.apart() {
            if let Some(first) = words.split_whitespace().next() {
                found.entry(first.to_owned()).or_default().push((place, words.clone()));
            }
        }
    }
    found
}

impl Deref for ReadyModel {
    type Target = ServiceModel;

    fn deref(&self) -> &ServiceModel {
        &self.model
    }
}

impl ReadyModel {
    /// The rule of assignment that counts for a case of one of `people`. Its subject is asked for once it matters.
    ///
    /// # Errors
    /// Those of `subject`.
    pub fn assignment_for<E>(
        &self,
        case: &Meets<'_>,
        people: &[PersonId],
        subject: impl FnOnce() -> Result<String, E>,
    ) -> Result<Option<&AssignmentRule>, E> {
        let rules = &self.assignment_rules;
        let met = |rule: &AssignmentRule| rule.conditions.hold(self, case) && rule.is_about(people);
        let whatever = rules.iter().position(|rule| rule.words.is_empty() && met(rule));
        // Of the rules before that one the first whose words the subject has.
        let before = whatever.unwrap_or(rules.len());
        if !rules.iter().take(before).any(|rule| !rule.words.is_empty() && met(rule)) {
            return Ok(whatever.and_then(|place| rules.get(place)));
        }
        let heard = apart(&subject()?);
        let spoken = heard.split_whitespace().filter_map(|word| self.words.get(word)).flatten();
        let found = spoken.filter(|(place, words)| {
            *place < before && heard.contains(words.as_str()) && rules.get(*place).is_some_and(met)
        });
        let first = found.map(|(place, _)| *place).min();
        Ok(first.or(whatever).and_then(|place| rules.get(place)))
    }

    /// Whether anything in it depends on where a case comes from.
    pub fn names_units(&self) -> bool {
        self.names_units
    }

    /// Whether anything in it depends on who asks.
    pub fn names_people(&self) -> bool {
        self.names_people
    }

    /// Whether a step of an escalation happens by anything but a clock.
    pub fn watches(&self) -> bool {
        self.watches
    }

    /// The time of this calendar; without one all hours alike. `None` when there is no such calendar.
    pub fn hours(&self, calendar: Option<CalendarId>) -> Option<Hours<'_>> {
        match calendar {
            None => Some(Hours::All),
            Some(id) => self.hours.get(&id).map(Hours::Open),
        }
    }
}

impl Hours<'_> {
    /// How much of it lies between two moments.
    pub fn between(self, from: Moment, to: Moment) -> Result<TimeDelta, CalendarError> {
        match self {
            Self::All => Ok(to.since(from)),
            Self::Open(hours) => hours.open_between(from, to),
        }
    }

    /// The moment at which so much of it will have passed.
    pub fn add(self, from: Moment, length: TimeDelta) -> Result<Moment, CalendarError> {
        match self {
            Self::All => Ok(from.plus(length.max(TimeDelta::zero()))),
            Self::Open(hours) => hours.add(from, length),
        }
    }

    /// What of it lies between two moments, piece by piece. `None`: it is not by a calendar,
    /// so there are no pieces.
    pub fn segments(self, from: Moment, to: Moment) -> Result<Option<Vec<Segment>>, CalendarError> {
        match self {
            Self::All => Ok(None),
            Self::Open(hours) => hours.segments(from, to).map(Some),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::desk::id::GroupId;
    use crate::service_model::AssignmentRuleId;
    use crate::words::{Channel, Impact, Kind, Language, Pick, Priority, Urgency};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const CASE: Meets<'_> = Meets {
        kind: Kind::Incident,
        category: None,
        units: &[],
        priority: Priority::Medium,
        impact: Impact::Person,
        urgency: Urgency::Low,
        channel: Channel::Mail,
        language: None,
        vip: false,
    };

    /// Words as they are typed, of few letters, so that many begin alike.
    fn typed() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!["vpn", "VPN", "clave", "Clavé", "red", "-"]), 1..4)
            .prop_map(|words| words.join(" "))
    }

    fn rule() -> impl Strategy<Value = AssignmentRule> {
        let kind = prop::sample::select(vec![None, Some(Kind::Incident), Some(Kind::Question)]);
        let people = prop::collection::btree_set((1..4_u64).prop_map(PersonId), 0..2);
        (kind, people, prop::collection::vec(typed(), 0..3)).prop_map(|(kind, people, words)| AssignmentRule {
            id: AssignmentRuleId(1),
            name: "Regla".to_owned(),
            conditions: Conditions { kinds: kind.into_iter().collect::<BTreeSet<_>>(), ..Conditions::default() },
            words,
            people,
            group: GroupId(1),
            pick: Pick::ByHand,
            skill: None,
        })
    }

    proptest! {
        #[test]
        fn the_first_rule_of_the_list_counts_that_a_case_meets(
            rules in prop::collection::vec(rule(), 0..6),
            subject in typed(),
        ) {
            let rules: Vec<AssignmentRule> =
                rules.into_iter().zip(1..).map(|(rule, id)| AssignmentRule { id: AssignmentRuleId(id), ..rule }).collect();
            let model = ServiceModel { assignment_rules: rules, ..ServiceModel::starter(Language::Es) };
            let heard = apart(&subject);
            let said = |rule: &AssignmentRule| {
                rule.words.is_empty()
                    || rule.apart().iter().any(|words| !words.trim().is_empty() && heard.contains(words.as_str()))
            };
            let asks = PersonId(1);
            let about = |rule: &AssignmentRule| rule.people.is_empty() || rule.people.contains(&asks);
            let met = |rule: &AssignmentRule| rule.conditions.hold(&model, &CASE) && said(rule) && about(rule);
            let slowly = model.assignment_rules.iter().find(|rule| met(rule));
            let slowly = slowly.map(|rule| rule.id);
            let ready = ReadyModel::from(model);
            let found = ready.assignment_for(&CASE, &[asks], || Ok::<_, ()>(subject)).unwrap().map(|rule| rule.id);
            prop_assert_eq!(found, slowly);
        }
    }
}
