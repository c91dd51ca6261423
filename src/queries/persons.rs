//! Persons, found as they are typed: by the beginnings of their names, their address, or the end of their number.

use super::cursor::{Page, Question};
use super::{Unanswered, sight};
use crate::desk::id::{PersonId, UnitId};
use crate::desk::{Facts, Person, Viewer, phone};
use crate::store::fold::{fold, reversed_digits};
use crate::store::{Snapshot, index};

/// How many letters or digits a search needs.
pub const FEWEST_TYPED: usize = 2;

/// How many characters a search may have: more than any name or address.
pub const MOST_TYPED: usize = 254;

/// The most digits that a telephone number is looked for by (E.164 has at most 15, and prefixes to dial out).
const MOST_DIGITS: usize = 20;

/// How many hits are looked at when only those of one unit are wanted.
const LOOKED_AT: usize = 500;

/// By what a person was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// By their name.
    Name,
    /// By this address.
    Email(String),
    /// By this number, as it is kept.
    Phone(String),
}

/// A person who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Who.
    pub person: Person,
    /// By what.
    pub matched: Matched,
}

/// The person with this id, as far as the viewer may know of them: who works here sees every person, a requester only
/// themselves.
///
/// # Errors
/// [`Unanswered::NotFound`], or a fault of the storage.
pub fn find(snapshot: &Snapshot, viewer: &Viewer, id: PersonId) -> Result<Person, Unanswered> {
    let may = viewer.works_here() || sight::requester(viewer) == Some(id);
    snapshot.get::<Person>(id.0)?.filter(|_| may).ok_or(Unanswered::NotFound)
}

/// A page of all persons, or of those of a unit, by name.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here, [`Unanswered::Cursor`], or a fault of the storage.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    unit: Option<UnitId>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Person>, Unanswered> {
    works_here(viewer)?;
    let question = Question::new(&format!("persons {unit:?}"));
    let after = cursor.map(|cursor| question.position(cursor)).transpose()?;
    let mut listed = index::person::list(snapshot, unit, after.as_deref(), limit + 1)?;
    let more = listed.len() > limit;
    listed.truncate(limit);
    let next = listed.last().filter(|_| more).map(|last| question.cursor(&last.place));
    let mut items = Vec::with_capacity(listed.len());
    for place in listed {
        items.extend(snapshot.get::<Person>(place.id.0)?);
    }
    Ok(Page { items, next })
}

/// The persons that `typed` finds, at most `limit`: those of whose name each word begins a word, whose address it
/// begins, or whose number it ends, typed with or without country code or with a zero in front. Accents and order of
/// the words do not matter. Who may no longer ask comes last.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here, [`Unanswered::TooShort`], [`Unanswered::TooLong`], or a
/// fault of the storage.
pub fn search(
    snapshot: &Snapshot,
    viewer: &Viewer,
    typed: &str,
    unit: Option<UnitId>,
    limit: usize,
) -> Result<Vec<Hit>, Unanswered> {
    works_here(viewer)?;
    let typed = typed.trim();
    if typed.chars().count() > MOST_TYPED {
        return Err(Unanswered::TooLong { max: MOST_TYPED });
    }
    if typed.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST_TYPED {
        return Err(Unanswered::TooShort { min: FEWEST_TYPED });
    }
    let look_at = if unit.is_some() { LOOKED_AT } else { limit };
    let mut hits: Vec<Hit> = Vec::new();
    let mut add = |ids: Vec<PersonId>, matched: &dyn Fn(&Person) -> Option<Matched>| -> Result<(), Unanswered> {
        for id in ids {
            if hits.len() >= limit {
                break;
            }
            if hits.iter().any(|hit| hit.person.id == id) {
                continue;
            }
            let person = snapshot.get::<Person>(id.0)?.filter(|person| unit.is_none() || person.unit == unit);
            if let Some(person) = person
                && let Some(matched) = matched(&person)
            {
                hits.push(Hit { person, matched });
            }
        }
        Ok(())
    };
    if is_number(typed) {
        for digits in numbers(typed, &snapshot.settings()?.country) {
            let end = reversed_digits(&digits);
            let of = |person: &Person| {
                let found = person.details.phones.iter().find(|phone| reversed_digits(phone).starts_with(&end));
                found.cloned().map(Matched::Phone)
            };
            add(index::person::by_phone_ending(snapshot, &digits, look_at)?, &of)?;
        }
    } else {
        if !typed.contains('@') {
            add(index::person::by_words(snapshot, &fold(typed), look_at)?, &|_| Some(Matched::Name))?;
        }
        if !typed.contains(char::is_whitespace) {
            let begin = typed.to_lowercase();
            let of = |person: &Person| {
                person.details.emails.iter().find(|email| email.starts_with(&begin)).cloned().map(Matched::Email)
            };
            add(index::person::by_email_beginning(snapshot, &begin, look_at)?, &of)?;
        }
    }
    hits.sort_by_key(|hit| !hit.person.active);
    Ok(hits)
}

fn works_here(viewer: &Viewer) -> Result<(), Unanswered> {
    if viewer.works_here() { Ok(()) } else { Err(Unanswered::Forbidden) }
}

/// Whether what was typed is a telephone number or a part of one.
fn is_number(typed: &str) -> bool {
    typed.chars().all(|c| c.is_ascii_digit() || " +-().#/".contains(c))
}

/// The endings of kept numbers that what was typed may stand for, without those that are the end of another.
fn numbers(typed: &str, country: &str) -> Vec<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() > MOST_DIGITS {
        return Vec::new();
    }
    // Zeros in front are how people dial out: 0 in the country, 00 abroad. No kept number begins with one.
    let without_zeros = digits.trim_start_matches('0').to_owned();
    let kept = phone::normalise(typed, country).map(|number| number.trim_start_matches('+').to_owned());
    let mut numbers = vec![digits];
    for number in [Some(without_zeros), kept].into_iter().flatten() {
        if number.len() >= FEWEST_TYPED && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::{is_number, numbers};

    #[test]
    fn a_number_is_looked_for_in_every_form_that_it_may_have_been_kept_in() {
        assert_eq!(numbers("0147", "CL"), ["0147", "147"]);
        assert!(numbers("09 5550 0147", "CL").contains(&"955500147".to_owned()));
        assert!(numbers("0056 9 5550 0147", "CL").contains(&"56955500147".to_owned()));
        assert!(numbers("+56 9 5550 0147", "CL").contains(&"56955500147".to_owned()));
        assert!(numbers("(2) 2345 6789", "CL").contains(&"223456789".to_owned()));
        assert!(numbers(&"9".repeat(500), "CL").is_empty());
        assert!(is_number("+56 (9) 55-50") && !is_number("ana 55"));
    }
}
