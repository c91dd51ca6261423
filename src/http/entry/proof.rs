//! Proving who one is: the password, and the second step where there is one. Signing in asks for it, and so does what
//! is dangerous, when it was not asked for lately.

use super::guard::{Attempt, Door, Guesser};
use super::{second_step, witness};
use crate::desk::id::UserId;
use crate::desk::{ActorRef, Concealed, DoorEvent, Facts, NotBelieved, Origin, ProvedBy, User};
use crate::http::problem::{Code, Problem};
use crate::http::state::State;
use crate::moment::Moment;
use crate::store::credential;
use crate::store::second_step::{self as steps, SecondStep};

/// What somebody says to prove it.
pub(crate) struct Claim {
    /// Who they say that they are, and whose guesses are counted together.
    pub(crate) guesser: Guesser,
    /// Their password.
    pub(crate) password: String,
    /// A code of the second step, or a recovery code.
    pub(crate) code: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It is this user, by this, and by the password with this hash.
    Right(UserId, ProvedBy, Concealed),
    /// The address or the password is not right.
    WrongPassword,
    /// The password is right, and a code is needed as well.
    CodeMissing,
    /// The password is right, the code is not, or was used before.
    WrongCode,
}

/// Looks at a claim that somebody makes from there. It takes the same time for known and unknown addresses; guesses have
/// to wait, at the password and at the code each for itself, so that a password that is known helps nobody to guess
/// codes. What is not right is written down.
pub(crate) async fn prove(
    state: &State,
    claim: Claim,
    (actor, from): (ActorRef, Origin),
    now: Moment,
) -> Result<Proof, Problem> {
    let user = Known::by(state, claim.guesser.email())?.user;
    let account = Door::Password.account_key(claim.guesser.email());
    let proof = look_at(state, claim, now).await;
    let why = match &proof {
        Ok(Proof::WrongPassword) => Some(NotBelieved::WrongPassword),
        Ok(Proof::CodeMissing) => Some(NotBelieved::CodeMissing),
        Ok(Proof::WrongCode) => Some(NotBelieved::WrongCode),
        Err(problem) if problem.code() == Code::RateLimited => Some(NotBelieved::TooMany),
        Ok(Proof::Right(..)) | Err(_) => None,
    };
    if let Some(why) = why {
        let refused = DoorEvent::SignInRefused { user, why, times: 1 };
        witness::refused(state, (actor, from), Some(account), refused, now).await;
    }
    proof
}

async fn look_at(state: &State, claim: Claim, now: Moment) -> Result<Proof, Problem> {
    let guesser = &claim.guesser;
    let attempt = Attempt::begin(state, Door::Password, guesser, now).await?;
    let known = Known::by(state, guesser.email())?;
    let right = state.passwords.verify(claim.password, known.password_hash.clone()).await?;
    // It took its time: a password that was changed meanwhile, or a second step that was begun, counts.
    let right = right && Known::by(state, guesser.email())?.asks_the_same_as(&known);
    let Some((user, by)) = known.user.zip(known.password_hash).filter(|_| right) else {
        attempt.failed(state, now).await?;
        return Ok(Proof::WrongPassword);
    };
    attempt.succeeded(state).await?;
    let Some(step) = known.second_step else { return Ok(Proof::Right(user, ProvedBy::Password, by.into())) };
    let Some(code) = claim.code else { return Ok(Proof::CodeMissing) };
    let attempt = Attempt::begin(state, Door::Code, guesser, now).await?;
    if !second_step::opens(state, &step, &code, now).await? {
        attempt.failed(state, now).await?;
        return Ok(Proof::WrongCode);
    }
    attempt.succeeded(state).await?;
    Ok(Proof::Right(user, ProvedBy::PasswordAndCode, by.into()))
}

/// What is known of an address: nothing of whoever may not come in.
#[derive(Default)]
struct Known {
    user: Option<UserId>,
    password_hash: Option<String>,
    second_step: Option<SecondStep>,
}

impl Known {
    /// Whether the same proves it.
    fn asks_the_same_as(&self, before: &Self) -> bool {
        self.user == before.user
            && self.password_hash == before.password_hash
            && self.second_step.is_some() == before.second_step.is_some()
    }

    fn by(state: &State, email: &str) -> Result<Self, Problem> {
        let snapshot = state.store.snapshot()?;
        let Some(id) = snapshot.user_by_email(email)? else { return Ok(Self::default()) };
        if !snapshot.get::<User>(id.0)?.is_some_and(|user| user.active) {
            return Ok(Self::default());
        }
        Ok(Self {
            user: Some(id),
            password_hash: credential::find(&snapshot, id)?.map(|credential| credential.password_hash),
            second_step: steps::find(&snapshot, id)?,
        })
    }
}
