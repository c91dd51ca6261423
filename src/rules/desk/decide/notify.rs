//! Who hears of what happens to a case, and how: as the rules of the model say, else as the desk does by itself.

use super::super::event::Content;
use super::super::facts::{Facts, Fault};
use super::super::id::{AnswerId, ContentId, PersonId, UserId};
use super::super::notice::{Notice, NoticeKind, NoticeWay, Recipient};
use super::super::{Group, Letters, Ticket};
use super::clocks::{People, meets, units_upwards};
use super::draft::Draft;
use crate::service_model::{ModelVersion, NoticeRule, NoticeRuleId};
use crate::survey::Confidence;
use crate::words::{Audience, Role, Vocabulary};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What there is to tell of a case.
#[derive(Clone, Copy)]
struct Occasion<'a> {
    kind: NoticeKind,
    ticket: &'a Ticket,
    /// Somebody's words that go with it.
    text: Option<ContentId>,
    /// The answer to a survey that it is about, and what was promised to whoever gave it.
    answer: Option<(AnswerId, Confidence)>,
}

impl Occasion<'_> {
    /// Where nobody is to be named, only those who see to low marks hear whose answer it was.
    fn may_be_told_to(&self, audience: Audience) -> bool {
        let named = self.answer.is_none_or(|(_, confidence)| confidence == Confidence::Named);
        named || matches!(audience, Audience::GroupSupervisors | Audience::Supervisors)
    }
}

/// How it is told.
#[derive(Clone, Copy)]
struct Told {
    on_screen: bool,
    by_mail: bool,
    rule: Option<(ModelVersion, NoticeRuleId)>,
}

impl Told {
    /// As the desk does by itself: by mail, and users on screen too.
    const BY_ITSELF: Self = Self { on_screen: true, by_mail: true, rule: None };

    fn by(version: ModelVersion, rule: &NoticeRule) -> Self {
        let by = |way| rule.ways.contains(&way);
        Self { on_screen: by(NoticeWay::Screen), by_mail: by(NoticeWay::Mail), rule: Some((version, rule.id)) }
    }
}

/// Something happened to a case; `text` are the words that go with it.
pub(super) fn tell<F: Facts>(
    draft: &mut Draft<'_, F>,
    kind: NoticeKind,
    ticket: &Ticket,
    text: Option<ContentId>,
) -> Result<(), Fault> {
    tell_occasion(draft, Occasion { kind, ticket, text, answer: None })
}

/// Somebody answered a survey about a case.
pub(super) fn tell_of_answer<F: Facts>(
    draft: &mut Draft<'_, F>,
    kind: NoticeKind,
    ticket: &Ticket,
    answer: (AnswerId, Confidence),
) -> Result<(), Fault> {
    tell_occasion(draft, Occasion { kind, ticket, text: None, answer: Some(answer) })
}

/// Somebody answered a round of a survey. There is no case by which rules could choose: supervisors hear of what calls for
/// them, and other programs of what is told whatever the case.
pub(super) fn tell_of_round<F: Facts>(
    draft: &mut Draft<'_, F>,
    kind: NoticeKind,
    answer: AnswerId,
) -> Result<(), Fault> {
    let model = Arc::clone(&draft.model);
    let of_all = model.notices.iter().filter(|rule| rule.on == kind && rule.conditions.is_any());
    let webhooks: BTreeSet<_> = of_all.flat_map(|rule| &rule.webhooks).collect();
    for webhook in webhooks {
        draft.tell_webhook(kind, None, *webhook, Some(answer));
    }
    if kind.told_to().is_some() {
        for user in draft.facts.users_with_role(Role::Supervisor)?.iter() {
            draft.tell_user(kind, *user, Some(answer));
        }
    }
    Ok(())
}

fn tell_occasion<F: Facts>(draft: &mut Draft<'_, F>, occasion: Occasion<'_>) -> Result<(), Fault> {
    let kind = occasion.kind;
    if draft.model.tells_of(kind) {
        tell_by_rules(draft, occasion, &BTreeSet::new())
    } else if let Some(audience) = kind.told_to() {
        tell_audience(draft, occasion, audience, Told::BY_ITSELF, &mut BTreeSet::new())
    } else {
        Ok(())
    }
}

/// The time of a case runs out; an escalation names these users.
pub(super) fn tell_of_time<F: Facts>(
    draft: &mut Draft<'_, F>,
    kind: NoticeKind,
    ticket: &Ticket,
    named: &BTreeSet<UserId>,
) -> Result<(), Fault> {
    let occasion = Occasion { kind, ticket, text: None, answer: None };
    if draft.model.tells_of(kind) {
        return tell_by_rules(draft, occasion, named);
    }
    named.iter().try_for_each(|user| tell_user(draft, occasion, *user, Told::BY_ITSELF))
}

/// Each audience hears by the first rule that speaks of it; the desk's own, and who is named, else as ever. Whoever
/// belongs to several hears once.
fn tell_by_rules<F: Facts>(
    draft: &mut Draft<'_, F>,
    occasion: Occasion<'_>,
    named: &BTreeSet<UserId>,
) -> Result<(), Fault> {
    let ticket = occasion.ticket;
    let model = Arc::clone(&draft.model);
    let names_units = model.notices.iter().any(|rule| rule.on == occasion.kind && !rule.conditions.units.is_empty());
    let units = if names_units { units_upwards(draft.facts, ticket.unit)? } else { Vec::new() };
    let people = People::of(draft.facts, ticket.requester, ticket.affected)?;
    let rules = model.notices_for(occasion.kind, &meets(ticket, &units, people));
    let mut heard = BTreeSet::new();
    for audience in Audience::ALL.iter().filter(|audience| occasion.may_be_told_to(**audience)) {
        let rule = rules.iter().find(|rule| rule.to.contains(audience));
        let told = match rule {
            Some(rule) => Told::by(model.version, rule),
            None if occasion.kind.told_to() == Some(*audience) => Told::BY_ITSELF,
            None => continue,
        };
        tell_audience(draft, occasion, *audience, told, &mut heard)?;
    }
    for user in named.difference(&heard) {
        tell_user(draft, occasion, *user, Told::BY_ITSELF)?;
    }
    let webhooks: BTreeSet<_> = rules.iter().flat_map(|rule| &rule.webhooks).collect();
    for webhook in webhooks {
        draft.tell_webhook(occasion.kind, Some(ticket.number), *webhook, occasion.answer.map(|(answer, _)| answer));
    }
    Ok(())
}

fn tell_audience<F: Facts>(
    draft: &mut Draft<'_, F>,
    occasion: Occasion<'_>,
    audience: Audience,
    told: Told,
    heard: &mut BTreeSet<UserId>,
) -> Result<(), Fault> {
    if audience == Audience::Requester {
        tell_requester(draft, occasion, told)?;
        return tell_in_copy(draft, occasion, told);
    }
    // What is for whoever has the case is for nobody while nobody has it.
    let for_who_has_it = occasion.kind.told_to() == Some(Audience::Assignee) && audience == Audience::Assignee;
    if for_who_has_it && occasion.ticket.assignee.is_none() {
        return Ok(());
    }
    let mut members = BTreeSet::new();
    add_members(draft, occasion.ticket, audience, &mut members)?;
    for user in members {
        // Nobody has to be told what they did.
        if draft.viewer.user() != Some(user) && heard.insert(user) {
            tell_user(draft, occasion, user, told)?;
        }
    }
    Ok(())
}

/// Tells the requester, when there is an address to write to.
fn tell_requester<F: Facts>(draft: &mut Draft<'_, F>, occasion: Occasion<'_>, told: Told) -> Result<(), Fault> {
    if draft.hushed {
        return Ok(());
    }
    tell_person(draft, occasion, occasion.ticket.requester, told)
}

/// What the desk says and does reaches those in copy too; what it asks of the requester does not.
fn tell_in_copy<F: Facts>(draft: &mut Draft<'_, F>, occasion: Occasion<'_>, told: Told) -> Result<(), Fault> {
    if !occasion.kind.is_for_those_in_copy() {
        return Ok(());
    }
    let ticket = occasion.ticket;
    let in_copy = ticket.watchers.iter().filter(|person| **person != ticket.requester);
    for person in in_copy.filter(|person| draft.viewer.person != Some(**person)).copied().collect::<Vec<_>>() {
        tell_person(draft, occasion, person, told)?;
    }
    Ok(())
}

fn tell_person<F: Facts>(
    draft: &mut Draft<'_, F>,
    occasion: Occasion<'_>,
    person: PersonId,
    told: Told,
) -> Result<(), Fault> {
    if !told.by_mail {
        return Ok(());
    }
    let reachable = match draft.facts.profile(person)?.letters {
        Letters::Wanted(mails) => mails.is_all() || occasion.kind.is_essential(),
        Letters::NoAddress => false,
        // Registered by this very command.
        Letters::Stranger => {
            draft.keeps(|content| matches!(content, Content::Person(person) if !person.emails.is_empty()))
        }
    };
    if reachable {
        draft.notify(notice(occasion, Recipient::Person(person), NoticeWay::Mail, told));
    }
    Ok(())
}

/// Tells a user; one who would rather read it on screen gets no mail of what is there too.
fn tell_user<F: Facts>(
    draft: &mut Draft<'_, F>,
    occasion: Occasion<'_>,
    user: UserId,
    told: Told,
) -> Result<(), Fault> {
    if told.on_screen || (told.by_mail && draft.quiet) {
        draft.notify(notice(occasion, Recipient::User(user), NoticeWay::Screen, told));
    }
    if told.by_mail && !draft.quiet && !(told.on_screen && draft.facts.reads_on_screen(user)?) {
        let digest = draft.model.digest;
        draft.notify(Notice { digest, ..notice(occasion, Recipient::User(user), NoticeWay::Mail, told) });
    }
    Ok(())
}

fn notice(occasion: Occasion<'_>, to: Recipient, way: NoticeWay, told: Told) -> Notice {
    let Occasion { kind, ticket, text, answer } = occasion;
    let (ticket, rule, answer) = (Some(ticket.number), told.rule, answer.map(|(answer, _)| answer));
    Notice { kind, ticket, to, text, way, rule, digest: None, invitation: None, answer }
}

/// Adds the users who belong to an audience.
pub(super) fn add_members<F: Facts>(
    draft: &Draft<'_, F>,
    ticket: &Ticket,
    audience: Audience,
    users: &mut BTreeSet<UserId>,
) -> Result<(), Fault> {
    match audience {
        Audience::Requester => {}
        Audience::Assignee if ticket.assignee.is_some() => users.extend(ticket.assignee),
        Audience::Assignee | Audience::Group => {
            let groups = draft.facts.groups()?;
            users.extend(group_of(ticket, &groups).into_iter().flat_map(|group| &group.members));
        }
        Audience::Followers => {
            for user in &ticket.followers {
                if draft.sees(*user, ticket)? {
                    users.insert(*user);
                }
            }
        }
        Audience::GroupSupervisors => {
            let supervisors = draft.facts.users_with_role(Role::Supervisor)?;
            let groups = draft.facts.groups()?;
            let group = group_of(ticket, &groups);
            let own = supervisors.iter().filter(|user| group.is_some_and(|group| group.members.contains(user)));
            if own.clone().next().is_none() { users.extend(supervisors.iter()) } else { users.extend(own) }
        }
        Audience::Supervisors => users.extend(draft.facts.users_with_role(Role::Supervisor)?.iter()),
        Audience::Administrators => users.extend(draft.facts.users_with_role(Role::Administrator)?.iter()),
    }
    Ok(())
}

fn group_of<'a>(ticket: &Ticket, groups: &'a [Group]) -> Option<&'a Group> {
    groups.iter().find(|group| Some(group.id) == ticket.group)
}
