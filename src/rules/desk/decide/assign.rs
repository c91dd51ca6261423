//! Who gets a case that nobody takes while it comes in, by the rules of the model.

use super::super::facts::{Facts, Fault};
use super::super::id::{GroupId, UserId};
use super::super::{Group, SOMEONE, Ticket, Turn, User};
use super::clocks::Clocks;
use super::draft::Draft;
use super::open::{active_group, may_have};
use crate::service_model::AssignmentRule;
use crate::words::Pick;

/// The group that passing a case on proposes: the one that the rules of assignment name for such a case, else that of its
/// category; where the case is already is no proposal.
///
/// # Errors
/// A fault of the storage below.
pub fn proposed_group<F: Facts>(facts: &F, ticket: &Ticket) -> Result<Option<GroupId>, Fault> {
    let clocks = Clocks::of(facts, &facts.model()?, ticket, true)?;
    let subject = || {
        let row = facts.content(ticket.subject)?;
        Ok(row.and_then(|row| row.content.as_text().map(str::to_owned)).unwrap_or_default())
    };
    let by_rule = clocks.assignment(ticket, subject)?.map(|rule| rule.group);
    let by_category = ticket.category.and_then(|id| clocks.model().category(id)?.defaults.group);
    for id in [by_rule, by_category].into_iter().flatten().filter(|id| Some(*id) != ticket.group) {
        if active_group(facts, id)?.is_some() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Gives a case that begins to the group that the rules say, when one does and that group still takes cases.
pub(super) fn by_rules<'d, F: Facts>(
    draft: &'d Draft<'_, F>,
    ticket: &mut Ticket,
    subject: impl FnOnce() -> Result<String, Fault>,
) -> Result<Option<(Group, &'d AssignmentRule)>, Fault> {
    let Some(rule) = draft.assignment(ticket, subject)? else { return Ok(None) };
    let Some(group) = active_group(draft.facts, rule.group)? else { return Ok(None) };
    (ticket.group, ticket.level, ticket.assignee) = (Some(group.id), group.level, None);
    Ok(Some((group, rule)))
}

/// Who of the group gets the case: somebody else than has it. Who was there is not known of back then: on trial it is
/// somebody, where there is anybody at all.
pub(super) fn pick<F: Facts>(
    draft: &Draft<'_, F>,
    (how, skill): (Pick, Option<&str>),
    group: &Group,
    ticket: &Ticket,
) -> Result<Option<UserId>, Fault> {
    let facts = draft.facts;
    if how == Pick::ByHand {
        return Ok(None);
    }
    let mut present = Vec::new();
    for id in group.members.iter().filter(|id| ticket.assignee != Some(**id)) {
        let there = may_have(facts, Some(group), *id)?;
        let away = |user: &User| !draft.on_trial && user.away.is_some_and(|away| away.lasts(draft.now));
        present.extend(facts.get::<User>(id.0)?.filter(|user| there && !away(user)));
    }
    if how == Pick::BySkill {
        let skill = skill.unwrap_or_default();
        present.retain(|user| user.skills.iter().any(|has| has == skill));
    }
    if draft.on_trial {
        return Ok(Some(SOMEONE).filter(|_| !present.is_empty()));
    }
    match how {
        Pick::ByHand => Ok(None),
        Pick::InTurn => {
            let last = facts.get::<Turn>(group.id.0)?.map(|turn| turn.last);
            let after_last = present.iter().find(|user| Some(user.id) > last);
            Ok(after_last.or(present.first()).map(|user| user.id))
        }
        Pick::LeastLoaded => least_loaded(facts, &present),
        Pick::BySkill => {
            let language = facts.profile(ticket.requester)?.language;
            let speak: Vec<User> = present.iter().filter(|user| user.languages.contains(&language)).cloned().collect();
            // Somebody with the skill who speaks another language is better than nobody.
            least_loaded(facts, if speak.is_empty() { &present } else { &speak })
        }
    }
}

fn least_loaded<F: Facts>(facts: &F, users: &[User]) -> Result<Option<UserId>, Fault> {
    let mut least: Option<(u64, UserId)> = None;
    for user in users {
        let load = (facts.open_cases_of(user.id)?, user.id);
        least = Some(least.map_or(load, |least| least.min(load)));
    }
    Ok(least.map(|(_, user)| user))
}
