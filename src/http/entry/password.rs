//! Passwords: argon2id in a bounded pool, so that many sign-ins at once cost neither all memory nor all cores.

use crate::desk::{Concealed, Fault, FieldProblem};
use crate::http::problem::Problem;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// Memory of one hash in KiB: 19 MiB, as OWASP advises for two passes.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;
/// How many hashes are made at the same time.
const AT_ONCE: usize = 2;
/// How many are at work or wait for their turn; more are told to come back.
const MOST: usize = 64;
/// The fewest characters of a new password.
pub const FEWEST_CHARACTERS: usize = 10;
/// The most characters of a password: longer ones are refused before they are hashed.
pub const MOST_CHARACTERS: usize = 200;

/// Why no hash was made or checked.
#[derive(Debug, thiserror::Error)]
pub enum NoHash {
    /// Too many wait for their turn.
    #[error("too many passwords are being checked; try again shortly")]
    Busy,
    /// The system has no randomness or memory to give.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<NoHash> for Problem {
    fn from(none: NoHash) -> Self {
        match none {
            NoHash::Busy => Self::busy(),
            NoHash::Fault(fault) => fault.into(),
        }
    }
}

/// The pool that makes and checks password hashes.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// The hash of nobody's password: what an unknown address is checked against, to take the same time.
    nobody: Arc<OnceLock<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(MOST)),
            nobody: Arc::default(),
        }
    }
}

impl Passwords {
    /// The hash of a password, as a PHC string with a salt of its own.
    ///
    /// # Errors
    /// Too many wait; the system has no randomness or memory to give.
    pub async fn hash(&self, password: String) -> Result<Concealed, NoHash> {
        self.in_turn(move || hash(&password)).await
    }

    /// The hash of a new password, or why it cannot be taken. That is left to the desk to say, with all else that is
    /// wrong with the request; and it costs no hash.
    ///
    /// # Errors
    /// Too many wait; the system has no randomness or memory to give.
    pub async fn hash_new(&self, new: &str) -> Result<Result<Concealed, FieldProblem>, NoHash> {
        match wrong_with_length(new.chars().count()) {
            Some(problem) => Ok(Err(problem)),
            None => self.hash(new.to_owned()).await.map(Ok),
        }
    }

    /// Whether `password` is the one of `stored`. Without a stored hash it never is, and takes as long.
    ///
    /// # Errors
    /// Too many wait; the system has no memory to give.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, NoHash> {
        let nobody = Arc::clone(&self.nobody);
        self.in_turn(move || {
            let known = stored.is_some();
            let against = match stored {
                Some(stored) => stored,
                None => hash_of_nobody(&nobody)?,
            };
            Ok(verify(&password, &against) && known)
        })
        .await
    }

    /// Makes the hash that unknown addresses are checked against, so that the first of them takes no longer.
    ///
    /// # Errors
    /// The system has no randomness or memory to give.
    pub async fn prepare(&self) -> Result<(), NoHash> {
        let nobody = Arc::clone(&self.nobody);
        self.in_turn(move || hash_of_nobody(&nobody)).await.map(drop)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, NoHash> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| NoHash::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| Fault(Box::new(error)))?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            // Whoever gave up waiting for the answer held their turn until here all the same.
            drop((turn, place));
            result
        });
        Ok(done.await.map_err(|error| Fault(Box::new(error)))??)
    }
}

/// What is wrong with a new password of so many characters.
fn wrong_with_length(characters: usize) -> Option<FieldProblem> {
    match characters {
        0 => Some(FieldProblem::Required),
        1..FEWEST_CHARACTERS => Some(FieldProblem::TooShort { min: FEWEST_CHARACTERS }),
        FEWEST_CHARACTERS..=MOST_CHARACTERS => None,
        _ => Some(FieldProblem::TooLong { max: MOST_CHARACTERS }),
    }
}

/// The hash of nobody's password, made when it is first wanted.
fn hash_of_nobody(nobody: &OnceLock<String>) -> Result<String, Fault> {
    if let Some(hash) = nobody.get() {
        return Ok(hash.clone());
    }
    let made = hash("nobody has this password")?.as_str().to_owned();
    Ok(nobody.get_or_init(|| made).clone())
}

fn argon() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Fault(error.to_string().into()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password, made on this thread: for the command line.
///
/// # Errors
/// The system has no randomness or memory to give.
pub fn hash(password: &str) -> Result<Concealed, Fault> {
    let hash = argon()?.hash_password(password.as_bytes()).map_err(|error| Fault(error.to_string().into()))?;
    Ok(hash.to_string().into())
}

/// Checks with the parameters that the stored hash names, so that older ones stay valid when ours grow.
fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, MOST, NoHash, Passwords};
    use std::sync::Arc;

    #[tokio::test]
    async fn only_the_right_password_opens_and_nobody_has_one() {
        let passwords = Passwords::default();
        let stored = passwords.hash("correcto caballo".to_owned()).await.ok().map(|hash| hash.as_str().to_owned());
        assert!(stored.as_ref().is_some_and(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")));
        assert_eq!(passwords.verify("correcto caballo".to_owned(), stored.clone()).await.ok(), Some(true));
        assert_eq!(passwords.verify("otro".to_owned(), stored).await.ok(), Some(false));
        assert_eq!(passwords.verify("nobody has this password".to_owned(), None).await.ok(), Some(false));
    }

    #[tokio::test]
    async fn the_one_too_many_is_told_to_come_back_and_the_others_have_their_turn() {
        let passwords = Passwords::default();
        // All turns are taken, so that whoever comes waits.
        let taken = Arc::clone(&passwords.turns).acquire_many_owned(u32::try_from(AT_ONCE).unwrap_or_default()).await;
        let wait = || {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.in_turn(|| Ok(())).await })
        };
        let waiting: Vec<_> = (0..MOST).map(|_| wait()).collect();
        while passwords.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(passwords.verify("otro".to_owned(), None).await, Err(NoHash::Busy)));
        drop(taken);
        for one in waiting {
            assert!(matches!(one.await, Ok(Ok(()))));
        }
        assert_eq!(passwords.verify("otro".to_owned(), None).await.ok(), Some(false));
    }
}
