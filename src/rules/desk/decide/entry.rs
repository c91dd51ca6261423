//! How users come in: passwords, and the links with which they are set.

use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::id::UserId;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::{ActorRef, LinkDelivery, LinkPurpose, MailSettings, User};
use super::draft::Draft;
use super::{Outcome, Stop};

pub(super) fn change_password<F: Facts>(draft: &mut Draft<'_, F>, user: UserId) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.user() == Some(user) || draft.viewer.administers())?;
    if let Some(known) = draft.existing::<User>(Some(user.0))? {
        draft.at_version(known.version)?;
    }
    draft.event(Event::PasswordChanged { user });
    Ok(Outcome::User(user))
}

/// An administrator asks for it, or the desk itself for whoever forgot their password.
pub(super) fn make_password_link<F: Facts>(
    draft: &mut Draft<'_, F>,
    user: UserId,
    purpose: LinkPurpose,
    delivery: LinkDelivery,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let known: Option<User> = draft.existing(Some(user.0))?;
    if let Some(user) = &known {
        draft.at_version(user.version)?;
    }
    if known.is_some_and(|user| !user.active) {
        return Err(Refusal::field("user", FieldProblem::NotAllowed).into());
    }
    if delivery == LinkDelivery::Mail && !mails_links(draft.facts)? {
        return Err(Refusal::field("delivery", FieldProblem::NotAllowed).into());
    }
    draft.event(Event::PasswordLinkMade { user, purpose });
    if delivery == LinkDelivery::Mail {
        draft.tell_user(purpose.notice(), user, None);
    }
    Ok(Outcome::User(user))
}

/// Whether a link can go by mail: it begins with the public address, and mail must leave.
///
/// # Errors
/// A fault of the storage below.
pub fn mails_links<F: Facts>(facts: &F) -> Result<bool, Fault> {
    let mail = facts.get::<MailSettings>(())?;
    let leaves = mail.is_some_and(|mail| !mail.host.is_empty() && !mail.from_address.is_empty());
    Ok(leaves && facts.settings()?.public_url.is_some())
}

/// Whoever has the link is the user; nobody else asks for this.
pub(super) fn use_password_link<F: Facts>(draft: &mut Draft<'_, F>, user: UserId) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::User(user))?;
    draft.event(Event::PasswordChanged { user });
    Ok(Outcome::User(user))
}

/// Nobody can begin it but the user: it needs what they have in their hand. An administrator ends it for whoever lost it.
pub(super) fn switch_second_step<F: Facts>(draft: &mut Draft<'_, F>, user: UserId, on: bool) -> Result<Outcome, Stop> {
    let own = draft.viewer.user() == Some(user);
    Draft::<F>::need(own || (!on && draft.viewer.administers()))?;
    if let Some(known) = draft.existing::<User>(Some(user.0))? {
        draft.at_version(known.version)?;
    }
    draft.event(Event::SecondStepSwitched { user, on });
    Ok(Outcome::User(user))
}

/// Whoever stands at the machine itself may let anybody in who has not been switched off.
pub(super) fn let_in<F: Facts>(draft: &mut Draft<'_, F>, user: UserId) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::Setup)?;
    let active = draft.existing::<User>(Some(user.0))?.is_some_and(|user| user.active);
    if !active {
        return Err(Refusal::field("active", FieldProblem::NotAllowed).into());
    }
    draft.event(Event::SecondStepSwitched { user, on: false });
    draft.event(Event::PasswordChanged { user });
    Ok(Outcome::User(user))
}

/// Keeps a user out from now on: whatever tokens they made open nothing any more either. (The store ends their sessions
/// and links with it.)
pub(super) fn keep_out<F: Facts>(draft: &mut Draft<'_, F>, user: UserId) -> Result<(), Fault> {
    for token in draft.facts.tokens_of(user)? {
        draft.event(Event::TokenRevoked { token });
    }
    Ok(())
}
