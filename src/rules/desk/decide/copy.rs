//! People in copy of a case: who they are, and how they come to be so.

use super::super::actions::Action;
use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::id::{PersonId, TicketNumber};
use super::super::mail::Mailbox;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::email;
use super::super::ticket::WATCHERS_MAX;
use super::super::{Person, Ticket, User};
use super::draft::Draft;
use super::{Outcome, Stop, mail};
use crate::mail::{Letter, MailAddress};

pub(super) fn watch<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    person: PersonId,
    watches: bool,
) -> Result<Outcome, Stop> {
    let leaves = !watches && draft.viewer.person == Some(person) && !draft.viewer.serves();
    let mut ticket = draft.ticket(number, if leaves { Action::Leave } else { Action::Watch })?;
    if ticket.watchers.contains(&person) == watches {
        return Ok(Outcome::Ticket(number));
    }
    if watches {
        let known = draft.facts.get::<Person>(person.0)?.is_some_and(|person| person.active);
        if !known {
            return Err(Refusal::field("person", FieldProblem::Unknown).into());
        }
        if person == ticket.requester {
            return Err(Refusal::field("person", FieldProblem::NotAllowed).into());
        }
        if ticket.watchers.len() >= WATCHERS_MAX {
            return Err(Refusal::field("person", FieldProblem::TooLong { max: WATCHERS_MAX }).into());
        }
    }
    draft.event_on(&mut ticket, Event::Watched { ticket: number, person, watches });
    Ok(Outcome::Ticket(number))
}

/// Whoever a mail of somebody's went to besides the desk is in copy of its case, when the desk wants it so: those whom it
/// knows, and strangers whom it lets in with a code. A mail to a crowd puts nobody in copy, and neither does one that somebody of the
/// desk passes on, or whose sender failed a check: they may be somebody else, who wants to read along.
pub(super) fn of_mail<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    letter: &Letter,
    mailbox: Option<&Mailbox>,
) -> Result<(), Fault> {
    let passed_on = letter.from.as_ref().map(|from| serves(draft, from)).transpose()?.unwrap_or_default();
    let is_sure = letter.failed_checks.is_empty() && letter.to.len() <= WATCHERS_MAX && !passed_on;
    if !draft.settings.portal.copies || !is_sure {
        return Ok(());
    }
    let own = mail::own_addresses(draft.facts)?;
    for to in letter.to.iter().filter(|to| email(&to.address).is_some() && !own.contains(&to.address)) {
        let sender = letter.from.iter().chain(&letter.reply_to).any(|from| from.address == to.address);
        if sender || ticket.watchers.len() >= WATCHERS_MAX || serves(draft, to)? {
            continue;
        }
        let person = match mail::person_of(draft, &to.address)? {
            Some(person) => person.id,
            None if draft.settings.portal.lets_in(&to.address, false) => mail::register(draft, to, mailbox)?,
            None => continue,
        };
        if person != ticket.requester && !ticket.watchers.contains(&person) {
            draft.event_on(ticket, Event::Watched { ticket: ticket.number, person, watches: true });
        }
    }
    Ok(())
}

/// Whether this is the address of somebody who works on cases.
pub(super) fn serves<F: Facts>(draft: &Draft<'_, F>, of: &MailAddress) -> Result<bool, Fault> {
    let Some(id) = draft.facts.user_by_email(&of.address)? else { return Ok(false) };
    Ok(draft.facts.get::<User>(id.0)?.is_some_and(|user| user.serves()))
}
