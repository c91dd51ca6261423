//! Agreements about time as the API shows and takes them.

use crate::desk::id::{GroupId, UnitId};
use crate::http::word::{Id, Word, words};
use crate::service_model::{self as rules, AgreementId, AssignmentRuleId, CalendarId, CategoryId};
use crate::words::{Channel, Counting, Impact, Kind, Language, Pick, Priority, Urgency, WaitingFor};
use poem_openapi::Object;
use std::collections::BTreeSet;

/// What was agreed with the client for some cases. The first of the list that a case meets counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Agreement {
    /// Its id; a new agreement has none yet.
    pub(crate) id: Option<Id>,
    /// What people read.
    name: String,
    /// The calendar by which its business time is counted.
    calendar: Option<Id>,
    /// For which cases.
    #[oai(rename = "for")]
    conditions: Conditions,
    /// By when somebody answers.
    first_response: Option<Target>,
    /// By when it is solved.
    solution: Option<Target>,
}

/// What a resolver group promised for each stay of a case with it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct GroupAgreement {
    /// The group.
    group: Id,
    /// The calendar by which its business time is counted.
    calendar: Option<Id>,
    /// By when somebody of the group takes it.
    acceptance: Option<Target>,
    /// By when the group solves it or passes it on.
    solution: Option<Target>,
}

/// Which cases. What is empty says nothing; all that is said must hold.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Conditions {
    /// Of one of these kinds.
    kinds: Vec<Word<Kind>>,
    /// Of one of these categories, or below one.
    categories: Vec<Id>,
    /// From one of these units, or from below one.
    units: Vec<Id>,
    /// Of one of these priorities.
    priorities: Vec<Word<Priority>>,
    /// That touch so much; whatever they touch when left out.
    impacts: Option<Vec<Word<Impact>>>,
    /// That hurt so soon; however soon when left out.
    urgencies: Option<Vec<Word<Urgency>>>,
    /// That came by one of these ways.
    channels: Vec<Word<Channel>>,
    /// Of a requester to whom the desk writes in one of these; whatever they speak when left out. Of whom no language is
    /// known the desk's own counts.
    languages: Option<Vec<Word<Language>>>,
    /// Of somebody to be careful with, or just not.
    vip: Option<bool>,
}

/// How long something may take.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Target {
    /// How long, in minutes.
    minutes: u32,
    /// Of which time.
    time: Word<Counting>,
    /// While the case waits for one of these, no time passes.
    stopped_by: Vec<Word<WaitingFor>>,
    /// When it is told that the time runs out, in percent of it, 1 to 99.
    warn_at: Vec<u8>,
}

/// Which group some cases begin with, and who of it gets them. The first rule of the list that a case meets counts. Cases
/// of an agent who has somebody on the telephone begin with that agent.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct AssignmentRule {
    /// Its id; a new rule has none yet.
    pub(crate) id: Option<Id>,
    /// What people read.
    name: String,
    /// For which cases.
    #[oai(rename = "for")]
    conditions: Conditions,
    /// Words of which the subject has at least one, whatever their case and accents; none: any subject.
    words: Vec<String>,
    /// People of whom one asks, or is whom it is about; whoever does when left out.
    people: Option<Vec<Id>>,
    /// The group.
    group: Id,
    /// Who of the group; who is away gets none.
    pick: Word<Pick>,
    /// The skill that they need, when they are picked by skill.
    skill: Option<String>,
}

impl AssignmentRule {
    pub(crate) fn of(rule: &rules::AssignmentRule) -> Self {
        Self {
            id: Some(Id(rule.id.0)),
            name: rule.name.clone(),
            conditions: Conditions::of(&rule.conditions),
            words: rule.words.clone(),
            people: Some(rule.people.iter().copied().map(Id::of).collect()),
            group: Id::of(rule.group),
            pick: Word(rule.pick),
            skill: rule.skill.clone(),
        }
    }

    /// As the model has it, with this id.
    pub(crate) fn read(&self, id: AssignmentRuleId) -> rules::AssignmentRule {
        rules::AssignmentRule {
            id,
            name: self.name.clone(),
            conditions: self.conditions.read(),
            words: self.words.clone(),
            people: self.people.iter().flatten().map(|id| id.to()).collect(),
            group: self.group.to::<GroupId>(),
            pick: self.pick.0,
            skill: self.skill.clone(),
        }
    }
}

impl Agreement {
    pub(crate) fn of(agreement: &rules::Agreement) -> Self {
        Self {
            id: Some(Id(agreement.id.0)),
            name: agreement.name.clone(),
            calendar: agreement.calendar.map(|id| Id(id.0)),
            conditions: Conditions::of(&agreement.conditions),
            first_response: agreement.first_response.as_ref().map(Target::of),
            solution: agreement.solution.as_ref().map(Target::of),
        }
    }

    /// As the model has it, with this id.
    pub(crate) fn read(&self, id: AgreementId) -> rules::Agreement {
        rules::Agreement {
            id,
            name: self.name.clone(),
            calendar: self.calendar.map(|id| CalendarId(id.0)),
            conditions: self.conditions.read(),
            first_response: self.first_response.as_ref().map(Target::read),
            solution: self.solution.as_ref().map(Target::read),
        }
    }
}

impl GroupAgreement {
    pub(crate) fn of(agreement: &rules::GroupAgreement) -> Self {
        Self {
            group: Id::of(agreement.group),
            calendar: agreement.calendar.map(|id| Id(id.0)),
            acceptance: agreement.acceptance.as_ref().map(Target::of),
            solution: agreement.solution.as_ref().map(Target::of),
        }
    }

    /// As the model has it.
    pub(crate) fn read(&self) -> rules::GroupAgreement {
        rules::GroupAgreement {
            group: self.group.to::<GroupId>(),
            calendar: self.calendar.map(|id| CalendarId(id.0)),
            acceptance: self.acceptance.as_ref().map(Target::read),
            solution: self.solution.as_ref().map(Target::read),
        }
    }
}

impl Conditions {
    pub(in crate::http) fn of(conditions: &rules::Conditions) -> Self {
        Self {
            kinds: words(&conditions.kinds),
            categories: conditions.categories.iter().map(|id| Id(id.0)).collect(),
            units: conditions.units.iter().copied().map(Id::of).collect(),
            priorities: words(&conditions.priorities),
            impacts: Some(words(&conditions.impacts)),
            urgencies: Some(words(&conditions.urgencies)),
            channels: words(&conditions.channels),
            languages: Some(words(&conditions.languages)),
            vip: conditions.vip,
        }
    }

    pub(in crate::http) fn read(&self) -> rules::Conditions {
        rules::Conditions {
            kinds: set(&self.kinds),
            categories: self.categories.iter().map(|id| CategoryId(id.0)).collect(),
            units: self.units.iter().map(|id| id.to::<UnitId>()).collect(),
            priorities: set(&self.priorities),
            impacts: set(self.impacts.as_deref().unwrap_or_default()),
            urgencies: set(self.urgencies.as_deref().unwrap_or_default()),
            channels: set(&self.channels),
            languages: set(self.languages.as_deref().unwrap_or_default()),
            vip: self.vip,
        }
    }
}

impl Target {
    fn of(target: &rules::Target) -> Self {
        Self {
            minutes: target.minutes,
            time: Word(target.time),
            stopped_by: words(&target.stopped_by),
            warn_at: target.warn_at.iter().copied().collect(),
        }
    }

    fn read(&self) -> rules::Target {
        rules::Target {
            minutes: self.minutes,
            time: self.time.0,
            stopped_by: set(&self.stopped_by),
            warn_at: self.warn_at.iter().copied().collect(),
        }
    }
}

pub(super) fn set<V: Copy + Ord>(words: &[Word<V>]) -> BTreeSet<V> {
    words.iter().map(|word| word.0).collect()
}
