//! Persons who ask.

use super::super::command::{OwnData, PersonDraft};
use super::super::event::{Content, Erasing, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, PersonId};
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::NAME_MAX;
use super::super::{Person, PersonDetails, Unit, User, phone};
use super::check::Check;
use super::draft::Draft;
use super::units::DEPTH_MAX;
use super::{Outcome, Stop, entry};
use crate::words::Role;

/// How many e-mail addresses, and how many telephone numbers, a person may have.
const ADDRESSES_MAX: usize = 10;

pub(super) fn save_person<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<PersonId>,
    person: &PersonDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.serves() || draft.viewer.administers())?;
    let before: Option<Person> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let mut check = Check::default();
    // Whom nobody is to know any more is not to be known again.
    check.that(before.as_ref().is_none_or(|before| before.erased.is_none()), "name", FieldProblem::NotAllowed);
    let unit = match person.unit {
        Some(unit) => {
            let row = draft.facts.get::<Unit>(unit.0)?;
            let kept = before.as_ref().is_some_and(|before| before.unit == Some(unit));
            check.that(row.as_ref().is_some_and(|row| row.active || kept), "unit", FieldProblem::Unknown);
            row
        }
        None => None,
    };
    let country = country_of(draft, unit.as_ref())?;
    let mut details = PersonDetails {
        name: check.line("name", &person.name, NAME_MAX),
        title: check.optional_line("title", person.title.as_deref(), NAME_MAX),
        emails: Vec::new(),
        phones: phones(&mut check, &person.phones, &country),
        notes: check.optional_text("notes", person.notes.as_deref()),
    };
    check.that(person.emails.len() <= ADDRESSES_MAX, "emails", FieldProblem::TooLong { max: ADDRESSES_MAX });
    for (place, typed) in person.emails.iter().take(ADDRESSES_MAX).enumerate() {
        let field = format!("emails.{place}");
        let address = check.email(&field, typed);
        for other in draft.facts.persons_by_email(&address)? {
            check.that(Some(other) == id, field.as_str(), FieldProblem::Taken);
        }
        if !details.emails.contains(&address) {
            details.emails.push(address);
        }
    }
    check.done()?;

    let id = match id {
        Some(id) => id,
        None => PersonId(draft.new_id::<Person>()?),
    };
    let content = match &before {
        Some(before) if before.details == details => before.content,
        _ => draft.keep(Owner::Person(id), Content::Person(details)),
    };
    draft.event(Event::PersonSaved {
        id,
        version: before.as_ref().map_or(1, |before| before.version + 1),
        content,
        unit: person.unit,
        language: person.language,
        vip: person.vip,
        active: person.active,
        // That is theirs to say.
        mails: before.map(|before| before.mails).unwrap_or_default(),
    });
    if !person.active {
        keep_out(draft, id)?;
    }
    Ok(Outcome::Person(id))
}

/// What somebody says of themselves on their own page. Who they are and where they belong, the desk says.
pub(super) fn change_own_data<F: Facts>(draft: &mut Draft<'_, F>, own: &OwnData) -> Result<Outcome, Stop> {
    let person = draft.viewer.person.filter(|_| draft.viewer.is(Role::Requester)).ok_or(Refusal::Forbidden)?;
    let before: Person = draft.facts.get(person.0)?.filter(|person: &Person| person.active).ok_or(Refusal::NotFound)?;
    let unit = before.unit.map(|unit| draft.facts.get::<Unit>(unit.0)).transpose()?.flatten();
    let country = country_of(draft, unit.as_ref())?;
    let mut check = Check::default();
    let phones = phones(&mut check, &own.phones, &country);
    let name = check.optional_line("name", own.name.as_deref(), NAME_MAX);
    check.that(name.is_none() || before.details.is_called_by_address(), "name", FieldProblem::NotAllowed);
    check.done()?;
    let name = name.unwrap_or_else(|| before.details.name.clone());
    let content = if (&before.details.phones, &before.details.name) == (&phones, &name) {
        before.content
    } else {
        draft.keep(Owner::Person(person), Content::Person(PersonDetails { name, phones, ..before.details }))
    };
    let Person { id, version, unit, vip, active, .. } = before;
    let OwnData { language, mails, .. } = *own;
    draft.event(Event::PersonSaved { id, version: version + 1, content, unit, language, vip, active, mails });
    Ok(Outcome::Person(id))
}

/// The telephone numbers of somebody, as they are kept.
fn phones(check: &mut Check, typed: &[String], country: &str) -> Vec<String> {
    check.that(typed.len() <= ADDRESSES_MAX, "phones", FieldProblem::TooLong { max: ADDRESSES_MAX });
    let mut phones = Vec::new();
    for (place, typed) in typed.iter().take(ADDRESSES_MAX).enumerate() {
        match phone::normalise(typed, country) {
            Some(number) if phones.contains(&number) => {}
            Some(number) => phones.push(number),
            None => check.wrong(format!("phones.{place}"), FieldProblem::NotAPhone),
        }
    }
    phones
}

/// What is known of somebody is erased, with what they wrote and what was written about them. Their accounts end with it;
/// whoever works here is first to be let go as a user. Doing so again erases what came since.
pub(super) fn erase_person<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: PersonId,
    about: &[ContentId],
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let person: Person = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(person.version)?;
    let users = draft.facts.users_of_person(id)?;
    for user in &users {
        let user = draft.facts.get::<User>(user.0)?;
        if user.is_some_and(|user| user.active && user.roles.iter().any(|role| *role != Role::Requester)) {
            return Err(Refusal::field("accounts", FieldProblem::NotAllowed).into());
        }
    }
    keep_out(draft, id)?;
    for unit in draft.facts.units_of_head(id)? {
        if let Some(unit) = draft.facts.get::<Unit>(unit.0)? {
            draft.event(Event::UnitSaved(unit.without_head(id)));
        }
    }
    // What a user wrote may stand in the cases of others, from when they worked here: that is not theirs to take away.
    draft.erase(Erasing { owners: vec![Owner::Person(id)], contents: about.to_vec(), ..Erasing::default() });
    draft.event(Event::PersonErased { person: id, users });
    Ok(Outcome::Person(id))
}

/// Whoever is switched off as a person does not come in as a user either. That is the business of administrators.
fn keep_out<F: Facts>(draft: &mut Draft<'_, F>, person: PersonId) -> Result<(), Stop> {
    for user in draft.facts.users_of_person(person)? {
        let Some(user) = draft.facts.get::<User>(user.0)?.filter(|user| user.active) else { continue };
        Draft::<F>::need(draft.viewer.administers())?;
        if draft.viewer.user() == Some(user.id) {
            return Err(Refusal::field("active", FieldProblem::NotAllowed).into());
        }
        draft.event(user.switched_off());
        entry::keep_out(draft, user.id)?;
    }
    Ok(())
}

/// The country by which a local number is read: the unit's, else that of the units above it, else the desk's.
fn country_of<F: Facts>(draft: &Draft<'_, F>, unit: Option<&Unit>) -> Result<String, Fault> {
    let mut next = unit.cloned();
    for _ in 0..DEPTH_MAX {
        let Some(unit) = next else { break };
        if let Some(country) = unit.country {
            return Ok(country);
        }
        next = match unit.parent {
            Some(parent) => draft.facts.get::<Unit>(parent.0)?,
            None => None,
        };
    }
    Ok(draft.settings.country.clone())
}
