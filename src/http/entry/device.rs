//! The browser in which somebody signed in, known again by a cookie: so that whoever guesses elsewhere keeps nobody
//! waiting here. It says nothing of who it was, proves nothing and opens nothing.

use super::cookie::{self, Cookie};
use super::guard::Guesser;
use super::origin;
use crate::desk::Facts;
use crate::http::outside::Entrance;
use crate::http::problem::Problem;
use crate::http::state::State;
use crate::moment::Moment;
use crate::secret;
use crate::store::device::{self, DeviceHash, LIFETIME};
use poem::Request;

const COOKIE: Cookie = cookie::DEVICE;

/// Whoever names this account at the door: with a browser in which its user signed in before, or anybody.
pub(crate) fn guesser(request: &Request, state: &State, email: &str, now: Moment) -> Result<Guesser, Problem> {
    // Whoever brings nothing is not told apart by whether there is such an account.
    if let Some(device) = brought(request)? {
        let snapshot = state.store.snapshot()?;
        if let Some(user) = snapshot.user_by_email(email)?
            && device::knows(&snapshot, &device, user, now)?
        {
            return Ok(Guesser::at_device(email, &device));
        }
    }
    Ok(Guesser::anybody(email, origin::peer(request, &state.options.proxies)))
}

/// The token for the browser that a user signs in with, and the header value that gives it its cookie for another year:
/// the one that it has, when it is one of ours.
pub(crate) fn cookie_for(request: &Request, state: &State) -> Result<(DeviceHash, String), Problem> {
    let secure = Entrance::of(request)?.secure;
    let snapshot = state.store.snapshot()?;
    let ours = match COOKIE.read(request, secure) {
        Some(token) if device::is_ours(&snapshot, &secret::hash(token))? => Some(token.to_owned()),
        _ => None,
    };
    let token = ours.map_or_else(secret::new_secret, Ok)?;
    Ok((secret::hash(&token), COOKIE.set(&token, secure, LIFETIME.num_seconds())))
}

/// The hash of the token that a browser brings, whosever it is.
pub(crate) fn brought(request: &Request) -> Result<Option<DeviceHash>, Problem> {
    Ok(COOKIE.read(request, Entrance::of(request)?.secure).map(secret::hash))
}
