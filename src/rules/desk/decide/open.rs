//! A call, mail or request becomes a case.

use super::super::actions::{Action, permitted};
use super::super::attachment::Attachment;
use super::super::command::{Classification, NewTicket, QuestionAnswer, RequesterRef, Solution};
use super::super::event::{Content, Event, Owner, Routing, Unsaid};
use super::super::facts::{Facts, Fault};
use super::super::id::{GroupId, PersonId, TicketNumber, UnitId, UserId};
use super::super::notice::NoticeKind;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::{NAME_MAX, SUBJECT_MAX, clean_line, email};
use super::super::{Group, Mailbox, MailsWanted, Person, PersonDetails, Ticket, User, phone};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop, assign, notify, procedure, progress, talk};
use crate::service_model::{CategoryId, ServiceModel};
use crate::words::{Channel, Impact, Kind, Language, Level, Pick, Priority, Role, State, Urgency};
use std::collections::BTreeSet;

/// What a case is about, once the category has filled in what nobody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Classified {
    pub kind: Kind,
    pub category: Option<CategoryId>,
    pub impact: Impact,
    pub urgency: Urgency,
    /// What the matrix says.
    pub priority: Priority,
}

/// Fills in from the category what `said` leaves open; without a category it is an incident of one person that makes
/// work harder.
pub(super) fn classify(model: &ServiceModel, said: &Classification) -> Classified {
    let defaults = said.category.and_then(|id| model.category(id)).map(|category| &category.defaults);
    let kind = said.kind.or(defaults.map(|d| d.kind)).unwrap_or(Kind::Incident);
    let impact = said.impact.or(defaults.map(|d| d.impact)).unwrap_or(Impact::Person);
    let urgency = said.urgency.or(defaults.map(|d| d.urgency)).unwrap_or(Urgency::Medium);
    Classified { kind, category: said.category, impact, urgency, priority: model.matrix.priority(impact, urgency) }
}

/// What `ticket` is about, once somebody says this of it. A new category fills in what was not said with it; without a new
/// one, what was not said stays.
pub(super) fn classify_anew(model: &ServiceModel, ticket: &Ticket, said: &Classification) -> Classified {
    if said.category.is_some_and(|category| Some(category) != ticket.category) {
        return classify(model, said);
    }
    classify(
        model,
        &Classification {
            category: ticket.category,
            kind: said.kind.or(Some(ticket.kind)),
            impact: said.impact.or(Some(ticket.impact)),
            urgency: said.urgency.or(Some(ticket.urgency)),
        },
    )
}

/// Whether cases may be given this category.
pub(super) fn check_category(check: &mut Check, model: &ServiceModel, category: Option<CategoryId>) {
    if let Some(id) = category {
        let known = model.category(id).is_some_and(|category| category.active);
        check.that(known, "category", FieldProblem::Unknown);
    }
}

/// The active group `id`.
pub(super) fn active_group<F: Facts>(facts: &F, id: GroupId) -> Result<Option<Group>, Fault> {
    Ok(facts.get::<Group>(id.0)?.filter(|group| group.active))
}

/// Whether `user` may have cases of this group: an active agent or supervisor, and a member where there is a group.
pub(super) fn may_have<F: Facts>(facts: &F, group: Option<&Group>, user: UserId) -> Result<bool, Fault> {
    let serves = facts.get::<User>(user.0)?.is_some_and(|user| user.serves());
    Ok(serves && group.is_none_or(|group| group.members.contains(&user)))
}

pub(super) fn open<F: Facts>(draft: &mut Draft<'_, F>, new: &NewTicket) -> Result<Outcome, Stop> {
    let serves = draft.viewer.serves();
    let asks = draft.viewer.person.is_some() && draft.viewer.is(Role::Requester);
    Draft::<F>::need(serves || asks)?;
    if !serves && (new.group.is_some() || new.assignee.is_some() || new.note.is_some() || new.solution.is_some()) {
        return Err(Refusal::Forbidden.into());
    }

    let mut check = Check::default();
    let subject = check.line("subject", &new.subject, SUBJECT_MAX);
    let description = check.optional_text("description", new.description.as_deref());
    let note = check.optional_text("note", new.note.as_deref());
    let files = draft.attachments(&mut check, &new.attachments)?;
    check_category(&mut check, &draft.model, new.classification.category);
    let solution =
        new.solution.as_ref().map(|solution| progress::check_solution(&mut check, draft, solution, "solution."));
    let requester = find_requester(&mut check, draft, &new.requester, serves)?;
    if let Some(affected) = new.affected {
        let person = draft.facts.get::<Person>(affected.0)?.filter(|person| person.active);
        let may = match person {
            Some(person) => serves || is_colleague(draft, &person)?,
            None => false,
        };
        check.that(may, "affected", FieldProblem::Unknown);
    }
    let place = place(&mut check, draft, new)?;
    check.done()?;
    let requester = register_stranger(draft, requester)?;
    let (affected, classification, channel) = (new.affected, new.classification, new.channel);
    let beginning =
        Beginning { subject, description, files, requester, affected, classification, channel, place, note, solution };
    begin(draft, beginning, &new.answers).map(|ticket| Outcome::Ticket(ticket.number))
}

/// Whether somebody is of the same unit as the requester who acts: for them one may ask, and of nobody else one learns
/// whether they are known.
fn is_colleague<F: Facts>(draft: &Draft<'_, F>, person: &Person) -> Result<bool, Fault> {
    let own = match draft.viewer.person {
        Some(own) => draft.facts.get::<Person>(own.0)?,
        None => None,
    };
    Ok(person.unit.is_some() && own.is_some_and(|own| own.unit == person.unit))
}

/// A case that is to begin: cleaned and checked.
pub(super) struct Beginning {
    pub subject: String,
    pub description: Option<String>,
    pub files: Vec<Attachment>,
    pub requester: Requester,
    pub affected: Option<PersonId>,
    pub classification: Classification,
    pub channel: Channel,
    pub place: Place,
    pub note: Option<String>,
    pub solution: Option<Solution>,
}

/// A case begins, and whoever should hear of it does.
pub(super) fn begin<F: Facts>(
    draft: &mut Draft<'_, F>,
    new: Beginning,
    answers: &[QuestionAnswer],
) -> Result<Ticket, Stop> {
    let Beginning { subject, description, files, requester, place, note, solution, .. } = new;
    let serves = draft.viewer.serves();
    let number = TicketNumber(draft.new_id::<Ticket>()?);
    let about = classify(&draft.model, &new.classification);
    let subject_id = draft.keep(Owner::Person(requester.id), Content::Text(subject.clone()));
    let description = description.map(|text| draft.keep(Owner::Person(requester.id), Content::Text(text)));
    let attachments = draft.keep_files(Owner::Person(requester.id), files);
    let mut ticket = Ticket {
        number,
        version: 1,
        model: draft.model.version,
        kind: about.kind,
        subject: subject_id,
        description,
        attachments,
        channel: new.channel,
        requester: requester.id,
        affected: new.affected.filter(|affected| *affected != requester.id),
        unit: requester.unit,
        category: about.category,
        impact: about.impact,
        urgency: about.urgency,
        priority: about.priority,
        overridden: None,
        group: place.first.as_ref().map(|group| group.id),
        level: place.first.as_ref().map_or(Level::First, |group| group.level),
        assignee: place.taker,
        state: State::New,
        waiting: None,
        by_rules: place.by_rules,
        opened_by: draft.viewer.actor,
        opened_at: draft.now,
        updated_at: draft.now,
        resolution: None,
        closed_at: None,
        cancelled: None,
        sealed: false,
        reopened: 0,
        stays: 1,
        waits: 0,
        messages: 0,
        further_contacts: 0,
        followers: draft.viewer.user().filter(|_| serves).into_iter().collect::<BTreeSet<_>>(),
        watchers: BTreeSet::new(),
        // Whoever is on the telephone or at the counter has somebody who answers.
        answered_at: (serves && new.channel.is_live()).then_some(draft.now),
        clocks: Vec::new(),
        procedure: None,
        watch: None,
        alarm: None,
        held: None,
    };
    draft.watch(&ticket)?;
    let mut turn = None;
    if let Some((group, rule)) = assign::by_rules(draft, &mut ticket, || Ok(subject))? {
        ticket.assignee = assign::pick(draft, (rule.pick, rule.skill.as_deref()), &group, &ticket)?;
        turn = Some(group.id).filter(|_| rule.pick == Pick::InTurn);
    } else if place.taker.is_some() {
        // No rule speaks of it, so whoever typed it in keeps it.
        ticket.by_rules = false;
    }
    if ticket.assignee.is_some_and(|user| draft.viewer.user() == Some(user)) {
        ticket.state = State::InProgress;
    }
    draft.open(&mut ticket, turn, Unsaid::of(&new.classification), place.otherwise);
    procedure::answer(draft, &mut ticket, answers)?;
    let note = note.map(|text| talk::write_note(draft, &mut ticket, text.into()));
    let passed_on = place.passed_to.is_some();
    if let Some((group, assignee)) = place.passed_to {
        progress::route(draft, &mut ticket, Routing::Passed, Some(&group), assignee);
    }
    notify::tell(draft, NoticeKind::Assigned, &ticket, note)?;
    if passed_on {
        notify::tell(draft, NoticeKind::Passed, &ticket, note)?;
    }
    match solution {
        Some(solution) => {
            permitted(&draft.viewer, &ticket, Action::Resolve)
                .map_err(|why| Refusal::Transition { action: Action::Resolve, why })?;
            progress::solve(draft, &mut ticket, solution)?;
        }
        None => notify::tell(draft, NoticeKind::Opened, &ticket, ticket.description)?,
    }
    Ok(ticket)
}

/// Where a new case begins, and where it goes at once.
pub(super) struct Place {
    first: Option<Group>,
    taker: Option<UserId>,
    passed_to: Option<(Group, Option<UserId>)>,
    /// Whether nobody said who gets it, so that the rules of the model do.
    by_rules: bool,
    /// The group that has it when no rule says another; else the point of contact does.
    otherwise: Option<GroupId>,
}

/// An agent's case begins with them, in their own group; when it is for another group it is passed on at once, so
/// that the stay with whoever answered is on record. What came in writing goes where the rules of the model say, when one
/// does, whoever types it in. Everybody else's begins with the group named, else where the rules
/// of the model say, else with first level: the single point of contact.
fn place<F: Facts>(check: &mut Check, draft: &Draft<'_, F>, new: &NewTicket) -> Result<Place, Stop> {
    let groups = draft.facts.groups()?;
    let named = match new.group {
        Some(id) => {
            let group = active_group(draft.facts, id)?;
            check.that(group.is_some(), "group", FieldProblem::Unknown);
            group
        }
        None => None,
    };
    let own = groups
        .iter()
        .filter(|group| group.active && draft.viewer.groups.contains(&group.id))
        .min_by_key(|group| (group.level, group.id));

    let agent = draft.viewer.user().filter(|_| draft.viewer.serves());
    if let (Some(agent), Some(own)) = (agent, own) {
        let elsewhere = named.filter(|group| group.id != own.id);
        let target = elsewhere.as_ref().unwrap_or(own);
        if let Some(assignee) = new.assignee {
            check.that(may_have(draft.facts, Some(target), assignee)?, "assignee", FieldProblem::Unknown);
        }
        return Ok(match elsewhere {
            Some(group) => Place {
                first: Some(own.clone()),
                taker: Some(agent),
                passed_to: Some((group, new.assignee)),
                by_rules: false,
                otherwise: None,
            },
            // What comes in writing nobody has taken by typing it in: the rules say who gets it, when one does.
            None => {
                let by_rules = !new.channel.is_live() && new.group.is_none() && new.assignee.is_none();
                Place {
                    first: Some(own.clone()),
                    taker: Some(new.assignee.unwrap_or(agent)),
                    passed_to: None,
                    by_rules,
                    otherwise: by_rules.then_some(own.id),
                }
            }
        });
    }
    let first = named.or_else(|| point_of_contact(&draft.model, &groups, new.classification.category).cloned());
    if let Some(assignee) = new.assignee {
        check.that(may_have(draft.facts, first.as_ref(), assignee)?, "assignee", FieldProblem::Unknown);
    }
    let by_rules = new.group.is_none() && new.assignee.is_none();
    Ok(Place { first, taker: new.assignee, passed_to: None, by_rules, otherwise: None })
}

/// A mail goes where the rules of the model say, else to the group of its mailbox, else to first level.
pub(super) fn place_of_mail<F: Facts>(draft: &Draft<'_, F>, mailbox: Option<&Mailbox>) -> Result<Place, Fault> {
    let groups = draft.facts.groups()?;
    let category = mailbox.and_then(|mailbox| mailbox.category);
    let otherwise = mailbox.and_then(|mailbox| mailbox.group);
    let first = without_rule(&draft.model, &groups, category, otherwise).cloned();
    let otherwise = otherwise.filter(|id| first.as_ref().is_some_and(|first| first.id == *id));
    Ok(Place { first, taker: None, passed_to: None, by_rules: true, otherwise })
}

/// The group that a case begins with of which no rule of the model speaks: `otherwise`, else the point of contact.
pub(super) fn without_rule<'a>(
    model: &ServiceModel,
    groups: &'a [Group],
    category: Option<CategoryId>,
    otherwise: Option<GroupId>,
) -> Option<&'a Group> {
    let named = otherwise.and_then(|id| groups.iter().find(|group| group.id == id && group.active));
    named.or_else(|| point_of_contact(model, groups, category))
}

/// The group that a case begins with of which nobody says who gets it: first level; without one the group of its
/// category.
fn point_of_contact<'a>(model: &ServiceModel, groups: &'a [Group], category: Option<CategoryId>) -> Option<&'a Group> {
    let desk = groups.iter().filter(|group| group.active).min_by_key(|group| (group.level, group.id));
    let by_category = category
        .and_then(|id| model.category(id))
        .and_then(|category| category.defaults.group)
        .and_then(|id| groups.iter().find(|group| group.id == id && group.active));
    desk.filter(|group| group.level == Level::First).or(by_category).or(desk)
}

/// A requester who was found, or who is to be registered.
enum Found {
    Known(Box<Person>),
    Stranger(PersonDetails),
    /// What is wrong was said to the check.
    Nobody,
}

pub(super) struct Requester {
    pub id: PersonId,
    pub unit: Option<UnitId>,
}

fn find_requester<F: Facts>(
    check: &mut Check,
    draft: &Draft<'_, F>,
    named: &RequesterRef,
    serves: bool,
) -> Result<Found, Stop> {
    let own = draft.viewer.person;
    let (field, hits, stranger) = match named {
        RequesterRef::Myself => ("requester.me", own.into_iter().collect(), None),
        RequesterRef::Id(id) => ("requester.id", vec![*id], None),
        RequesterRef::Email { email: typed, name } => {
            let Some(address) = email(typed) else {
                check.email("requester.email", typed);
                return Ok(Found::Nobody);
            };
            let name = stranger_name(check, name.as_deref(), address.split('@').next().unwrap_or(&address));
            let hits = draft.facts.persons_by_email(&address)?;
            ("requester.email", hits, Some(PersonDetails { name, emails: vec![address], ..PersonDetails::default() }))
        }
        RequesterRef::Phone { phone: typed, name } => {
            let Some(number) = phone::normalise(typed, &draft.settings.country) else {
                check.wrong("requester.phone", FieldProblem::NotAPhone);
                return Ok(Found::Nobody);
            };
            let name = stranger_name(check, name.as_deref(), &number);
            let hits = draft.facts.persons_by_phone(&number)?;
            ("requester.phone", hits, Some(PersonDetails { name, phones: vec![number], ..PersonDetails::default() }))
        }
    };
    // A requester speaks for nobody else, and learns nothing of who else exists.
    if !serves && (hits.len() != 1 || hits.first().copied() != own) {
        check.wrong(field, FieldProblem::NotAllowed);
        return Ok(Found::Nobody);
    }
    let mut known = Vec::new();
    for id in hits {
        known.extend(draft.facts.get::<Person>(id.0)?.filter(|person| person.active));
    }
    let found = match (known.len(), stranger) {
        (1, _) => known.pop().map(|person| Found::Known(Box::new(person))),
        (0, Some(details)) => Some(Found::Stranger(details)),
        (0, None) => {
            check.wrong(field, FieldProblem::Unknown);
            None
        }
        _ => {
            check.wrong(field, FieldProblem::Ambiguous);
            None
        }
    };
    Ok(found.unwrap_or(Found::Nobody))
}

fn stranger_name(check: &mut Check, typed: Option<&str>, else_name: &str) -> String {
    match typed.map(clean_line).filter(|name| !name.is_empty()) {
        Some(name) => check.line("requester.name", &name, NAME_MAX),
        None => else_name.to_owned(),
    }
}

/// Registers whoever is not known yet. Called once nothing is wrong.
fn register_stranger<F: Facts>(draft: &mut Draft<'_, F>, found: Found) -> Result<Requester, Stop> {
    match found {
        Found::Known(person) => Ok(Requester { id: person.id, unit: person.unit }),
        Found::Stranger(details) => Ok(Requester { id: register(draft, details, None)?, unit: None }),
        Found::Nobody => Err(Refusal::field("requester", FieldProblem::Unknown).into()),
    }
}

/// Registers a person who is not known yet.
pub(super) fn register<F: Facts>(
    draft: &mut Draft<'_, F>,
    details: PersonDetails,
    language: Option<Language>,
) -> Result<PersonId, Fault> {
    let id = draft.new_person()?;
    let content = draft.keep(Owner::Person(id), Content::Person(details));
    let mails = MailsWanted::All;
    draft.event(Event::PersonSaved { id, version: 1, content, unit: None, language, vip: false, active: true, mails });
    Ok(id)
}
