//! Letting a user in again who cannot come in any more: for whoever has the machine itself.

use super::guard;
use crate::desk::id::UserId;
use crate::desk::{ActorRef, Command, Facts, User};
use crate::http::problem::{Code, Problem};
use crate::moment::Moment;
use crate::secret;
use crate::store::{Request, Store, password_link};

/// Lets this user in again, however they were locked out: they are active, have no second step, no delays and no
/// sessions, and the token that is given back opens a link for a new password, once, for an hour. It waits for the disk.
///
/// # Errors
/// There is no such user; a fault.
pub fn let_in_again(store: &Store, user: UserId, now: Moment) -> Result<String, Problem> {
    let known = store.snapshot()?.get::<User>(user.0)?.ok_or_else(|| Problem::of(Code::NotFound))?;
    let secret = secret::new_secret()?;
    let command = Command::LetInAgain { user, link: secret::hash(&secret) };
    store.submit_blocking(Request::new(ActorRef::Setup, command, now))?;
    store.operate_blocking(move |rows| guard::forget(rows, &known.details.email))?;
    Ok(password_link::token(user, &secret))
}
