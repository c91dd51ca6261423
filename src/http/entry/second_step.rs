//! Codes of six digits that a telephone makes (TOTP, RFC 6238), and recovery codes for whoever lost it.

use crate::desk::id::UserId;
use crate::desk::{Facts, Fault, Viewer};
use crate::http::problem::Problem;
use crate::http::qr;
use crate::http::state::State;
use crate::moment::Moment;
use crate::secret;
use crate::store::second_step::{self, RecoveryHash, SecondStep};
use crate::store::{Rows, Snapshot};
use totp_rs::{Builder, Secret, Totp};

/// Bytes of a seed: what RFC 4226 advises.
const SEED_BYTES: usize = 20;
/// How many recovery codes a user gets.
const RECOVERY_CODES: usize = 10;
/// Bytes of a recovery code: so many that a hash of it tells nothing.
const RECOVERY_BYTES: usize = 10;
/// The alphabet of recovery codes, 32 signs without those that look like others (i, l, o, u).
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A seed, as an app takes it.
pub(crate) struct Key {
    /// In Base32, for typing.
    pub(crate) text: String,
    /// As an address that apps open.
    pub(crate) address: String,
    /// The same as a picture (SVG), for a camera.
    pub(crate) picture: String,
}

/// A new seed for the codes of `email` at `desk`. It is kept nowhere until a code of it was shown.
pub(crate) fn new_key(desk: &str, email: &str) -> Result<Key, Fault> {
    let seed = secret::random::<SEED_BYTES>()?;
    // A colon parts desk and user in the address.
    let plain = |text: &str| text.replace(':', " ").into_boxed_str();
    let totp = builder(&seed).with_issuer(Some(plain(desk))).with_account_name(plain(email)).build();
    let totp = totp.map_err(|error| Fault(error.to_string().into()))?;
    let address = totp.to_url().map_err(|error| Fault(error.to_string().into()))?;
    let picture = qr::picture(&address).ok_or_else(|| Fault("the key is too long for a picture".into()))?;
    Ok(Key { text: totp.secret().to_base32(), address, picture })
}

/// The seed that somebody typed or sent back, when it is one of ours.
pub(crate) fn seed_of(text: &str) -> Option<Vec<u8>> {
    let secret = Secret::try_from_base32(text).ok()?;
    Some(secret.as_bytes().to_vec()).filter(|seed| seed.len() == SEED_BYTES)
}

/// The step of time whose code this is, a step before and after included: clocks differ.
pub(crate) fn step_of(seed: &[u8], code: &str, now: Moment) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp: Totp = builder(seed).build().ok()?;
    totp.check(&code, u64::try_from(now.millis() / 1_000).ok()?)
}

fn builder(seed: &[u8]) -> Builder {
    // Six digits of SHA-1, anew every 30 seconds: the one form that every app knows.
    Builder::new().with_secret(Secret::new(seed.into())).with_skew(1)
}

/// New recovery codes, to be shown once, and the hashes that are kept of them.
pub(crate) fn recovery_codes() -> Result<(Vec<String>, Vec<RecoveryHash>), Fault> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<_, _>>()?;
    let hashes = codes.iter().map(|code| recovery_hash(code)).collect();
    Ok((codes, hashes))
}

/// Sixteen signs in groups of four.
fn recovery_code() -> Result<String, Fault> {
    let bytes = secret::random::<RECOVERY_BYTES>()?;
    let bits = bytes.iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let sign = |place: usize| SIGNS.get((bits >> (5 * place)) as usize % SIGNS.len()).copied().unwrap_or(b'a') as char;
    let groups = [0, 4, 8, 12].map(|first| (first..first + 4).map(sign).collect::<String>());
    Ok(groups.join("-"))
}

/// The hash of a recovery code, however it is typed.
fn recovery_hash(code: &str) -> RecoveryHash {
    let plain: String = code.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    secret::hash(&plain)
}

/// Whether `code` opens the second step, of the app or for recovery; it is used up then.
pub(crate) async fn opens(state: &State, step: &SecondStep, code: &str, now: Moment) -> Result<bool, Problem> {
    let user = step.user;
    let seed = step.seed(state.store.keys());
    let used = match seed.as_ref().ok().and_then(|seed| step_of(seed, code, now)) {
        Some(of_time) => state.store.operate(move |rows| second_step::use_code(rows, user, of_time)).await?,
        None => {
            let hash = recovery_hash(code);
            state.store.operate(move |rows| second_step::use_recovery(rows, user, &hash)).await?
        }
    };
    // Without the key of the seed nobody knows whether the code was right; recovery codes open all the same.
    if !used {
        seed?;
    }
    Ok(used)
}

/// Whether the viewer's roles want a second step, and they have none.
pub(crate) fn is_due(snapshot: &Snapshot, viewer: &Viewer) -> Result<bool, Fault> {
    let Some(user) = viewer.user() else { return Ok(false) };
    let wanted = snapshot.settings()?.wants_second_step(&viewer.roles);
    Ok(wanted && !has(snapshot, user)?)
}

/// Whether a user has a second step.
pub(crate) fn has(rows: &dyn Rows, user: UserId) -> Result<bool, Fault> {
    Ok(second_step::find(rows, user)?.is_some())
}

#[cfg(test)]
mod tests {
    use super::{new_key, recovery_codes, recovery_hash, seed_of, step_of};
    use crate::moment::Moment;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let seed = b"12345678901234567890";
        let at = |seconds: i64| Moment::from_millis(seconds * 1_000);
        // Appendix B has eight digits; six are the last of them.
        assert_eq!(step_of(seed, "287082", at(59)), Some(1));
        assert_eq!(step_of(seed, " 081 804", at(1_111_111_109)), Some(37_037_036));
        assert_eq!(step_of(seed, "287082", at(59 + 30)), Some(1), "a step late");
        assert_eq!(step_of(seed, "287082", at(59 + 61)), None, "two steps late");
        assert_eq!(step_of(seed, "28708", at(59)), None);
    }

    #[test]
    fn a_key_comes_back_as_it_was_given_and_no_other_one_does() {
        let key = new_key("Mesa: Norte", "ana@mesa.example").ok();
        let key = key.as_ref();
        let seed = key.and_then(|key| seed_of(&key.text));
        assert_eq!(seed.map(|seed| seed.len()), Some(20));
        assert!(key.is_some_and(|key| key.address.starts_with("otpauth://totp/Mesa%20%20Norte:ana%40mesa.example?")));
        assert!(key.is_some_and(|key| key.picture.contains("<svg") && !key.picture.contains("script")));
        assert_eq!(seed_of("AAAA"), None, "too short a seed is no seed");
        assert_eq!(seed_of("not base 32!"), None);
    }

    #[test]
    fn recovery_codes_differ_and_are_read_however_they_are_typed() {
        let (codes, hashes) = recovery_codes().unwrap_or_default();
        assert_eq!((codes.len(), hashes.len()), (10, 10));
        let mut sorted = codes.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), 10);
        for (code, hash) in codes.iter().zip(hashes) {
            assert_eq!(code.len(), 19, "{code}");
            assert_eq!(recovery_hash(&format!(" {} ", code.to_uppercase().replace('-', " "))), hash);
        }
    }
}
