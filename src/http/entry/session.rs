//! Sessions: who is signed in with a browser. A session ends after 12 hours without use, and 30 days after its start.

use crate::desk::id::UserId;
use crate::desk::{Concealed, DoorEvent, Fault};
use crate::http::caller::Caller;
use crate::http::problem::{Code, Problem};
use crate::http::state::State;
use crate::moment::Moment;
use crate::secret;
use crate::store::credential;
use crate::store::device::{self, DeviceHash};
use crate::store::session::{self, Session, SessionHash};
use chrono::TimeDelta;

/// A session that is not used for so long ends.
const IDLE: TimeDelta = TimeDelta::hours(12);
/// However much it is used, it ends so long after its start.
const LONGEST: TimeDelta = TimeDelta::days(30);
/// The last use is written down no more often than this.
const TOUCH: TimeDelta = TimeDelta::minutes(5);
/// The most characters kept of what a browser calls itself.
const MOST_AGENT: usize = 200;

/// So long after proving who they are a user may do what is dangerous.
const PROVED: TimeDelta = TimeDelta::minutes(10);

/// Begins a session of a user who proved at `proved` who they are; gives its secret for the cookie, and the seconds
/// until it must end. `by`: only while the password has this hash, since it may have been changed between the proof and
/// this, and with it ended every session that there was. `at`: the browser, when the user is to be known there.
pub(crate) async fn begin(
    state: &State,
    (user, by, at): (UserId, Option<Concealed>, Option<DeviceHash>),
    agent: Option<&str>,
    (proved, now): (Moment, Moment),
) -> Result<(String, i64), Problem> {
    let secret = secret::new_secret()?;
    let session = Session {
        hash: secret::hash(&secret),
        user,
        created: now,
        proved,
        expires: now.plus(IDLE),
        last_seen: now,
        user_agent: agent.map(|agent| agent.chars().filter(|c| !c.is_control()).take(MOST_AGENT).collect()),
    };
    let kept = state.store.operate(move |rows| {
        let stands = |hash: Concealed| {
            Ok::<_, Fault>(credential::find(rows, user)?.is_some_and(|it| it.password_hash == hash.as_str()))
        };
        if !by.map_or(Ok(true), stands)? {
            return Ok(None);
        }
        let ended_others = session::begin(rows, &session)?;
        if let Some(device) = at {
            device::keep(rows, device, user, now)?;
        }
        Ok(Some(ended_others))
    });
    let Some(ended_others) = kept.await? else {
        return Err(Problem::new(Code::Unauthenticated, "The password was changed meanwhile."));
    };
    if ended_others {
        state.live.look_again();
    }
    Ok((secret, LONGEST.num_seconds()))
}

/// The same session after a use at `now`, when that is worth writing down.
pub(crate) fn touched(session: &Session, now: Moment) -> Option<Session> {
    if now.since(session.last_seen) < TOUCH {
        return None;
    }
    let expires = now.plus(IDLE).min(session.created.plus(LONGEST));
    Some(Session { expires, last_seen: now, ..session.clone() })
}

/// Writes a use down in the background: nobody waits for it, and should it fail, the session ends earlier.
pub(crate) fn touch_later(state: &State, session: &Session, now: Moment) {
    if touched(session, now).is_none() {
        return;
    }
    let (store, hash) = (state.store.clone(), session.hash);
    tokio::spawn(async move {
        let kept = store.operate(move |rows| {
            // As it is by now: it may have been proved meanwhile, or have ended, and must not come back.
            match session::find(rows, &hash, now)?.and_then(|session| touched(&session, now)) {
                Some(session) => session::keep(rows, &session),
                None => Ok(()),
            }
        });
        if let Err(error) = kept.await {
            tracing::warn!(%error, "the last use of a session was not written down");
        }
    });
}

/// Whether its user proved lately who they are.
pub(crate) fn is_proved(session: &Session, now: Moment) -> bool {
    // A clock that was set back must not make an old proof a new one.
    (TimeDelta::zero()..=PROVED).contains(&now.since(session.proved))
}

/// Ends a session, and its live streams.
pub(crate) async fn end(state: &State, hash: SessionHash) -> Result<(), Problem> {
    state.store.operate(move |rows| session::revoke(rows, &hash)).await?;
    state.live.look_again();
    Ok(())
}

/// Ends every session of a user and their live streams, and knows them in no browser any more; except perhaps the one
/// that asks for it, when it is their own. It is written down.
pub(crate) async fn end_all(caller: &Caller, user: UserId, asking: Option<DeviceHash>) -> Result<(), Problem> {
    let (state, except) = (caller.state(), caller.session());
    let asking = asking.filter(|_| caller.viewer().user() == Some(user));
    let ended = state.store.operate(move |rows| {
        let forgotten = device::forget_all(rows, user, asking.as_ref())?;
        Ok((forgotten, session::revoke_all(rows, user, except.as_ref())?))
    });
    let (forgotten, ended) = ended.await?;
    state.live.look_again();
    if forgotten == 0 && ended == 0 { Ok(()) } else { ended_from_elsewhere(caller, user, ended).await }
}

/// Ends the session of a user that the API calls so. It is written down.
pub(crate) async fn end_named(caller: &Caller, user: UserId, name: &str) -> Result<(), Problem> {
    let state = caller.state();
    let theirs = session::of_user(&state.store.snapshot()?, user)?;
    let named = theirs.into_iter().find(|session| public_id(&session.hash) == name);
    end(state, named.ok_or_else(|| Problem::of(Code::NotFound))?.hash).await?;
    ended_from_elsewhere(caller, user, 1).await
}

async fn ended_from_elsewhere(caller: &Caller, user: UserId, ended: usize) -> Result<(), Problem> {
    let sessions = u32::try_from(ended).unwrap_or(u32::MAX);
    caller.witness(DoorEvent::SessionsEnded { user, sessions }).await
}

/// What a session is called in the API: the beginning of its hash, which opens nothing.
pub(crate) fn public_id(hash: &SessionHash) -> String {
    secret::hex(&hash[..8])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{IDLE, begin, is_proved, touched};
    use crate::clock::Clock;
    use crate::desk::id::UserId;
    use crate::desk::{ActorRef, Command, Concealed, Settings};
    use crate::http::problem::Code;
    use crate::http::setup::first_administrator;
    use crate::http::state::{Options, State};
    use crate::moment::Moment;
    use crate::store::session::{self, Session};
    use crate::store::{self, Request, Store};
    use chrono::TimeDelta;

    const START: Moment = Moment::from_millis(1_795_609_200_000);
    const ANA: UserId = UserId(1);

    fn begun() -> Session {
        Session {
            hash: [0; 32],
            user: ANA,
            created: START,
            proved: START,
            expires: START.plus(IDLE),
            last_seen: START,
            user_agent: None,
        }
    }

    #[test]
    fn a_proof_counts_for_ten_minutes_and_not_before_it_was_given() {
        let after = |seconds| is_proved(&begun(), START.plus(TimeDelta::seconds(seconds)));
        assert_eq!([0, 600, 601, -1].map(after), [true, true, false, false]);
    }

    #[test]
    fn use_moves_the_end_but_never_beyond_thirty_days() {
        let used_after = |span| touched(&begun(), START.plus(span)).map(|session| session.expires);
        assert_eq!(used_after(TimeDelta::minutes(4)), None);
        assert_eq!(used_after(TimeDelta::hours(1)), Some(START.plus(TimeDelta::hours(13))));
        assert_eq!(used_after(TimeDelta::hours(24 * 30 - 1)), Some(START.plus(TimeDelta::days(30))));
    }

    #[tokio::test]
    async fn a_password_that_was_changed_after_it_was_proved_begins_no_session() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        let store = Store::open(&path, store::Options::default()).unwrap();
        let state = State::new(
            store.clone(),
            Clock::settable(START),
            Default::default(),
            Default::default(),
            Options::default(),
        );
        let submit = async |actor, command| store.submit(Request::new(actor, command, START)).await.unwrap();
        let enter = |by: Option<&str>| begin(&state, (ANA, by.map(Concealed::from), None), None, (START, START));
        let sessions = || session::of_user(&store.snapshot().unwrap(), ANA).unwrap().len();
        let set_up = first_administrator(
            "Ana".to_owned(),
            "ana@mesa.example".to_owned(),
            Ok("the old one".into()),
            Settings::default(),
        );
        submit(ActorRef::Setup, set_up).await;
        enter(Some("the old one")).await.unwrap();
        assert_eq!(sessions(), 1);

        let change = Command::ChangePassword { user: ANA, password_hash: "the new one".into() };
        submit(ActorRef::User(ANA), change).await;
        assert_eq!(sessions(), 0, "it ends those that there are");
        let refused = enter(Some("the old one")).await.unwrap_err();
        assert_eq!((refused.code(), sessions()), (Code::Unauthenticated, 0));
        enter(Some("the new one")).await.unwrap();
        // Whoever changed it goes on, and need not prove it anew.
        enter(None).await.unwrap();
        assert_eq!(sessions(), 2);

        for _ in 0..=session::MOST_OF_ONE {
            enter(None).await.unwrap();
        }
        assert_eq!(sessions(), session::MOST_OF_ONE, "who signs in once more ends another session of theirs");
        drop(state);
        store.close().unwrap();
        assert!(store::check(&path, true, &mut |_| {}).unwrap().is_clean());
    }
}
