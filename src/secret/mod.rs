//! Secrets that a program or a browser carries: 256 random bits, of which only a hash is kept. And the keys of those that
//! must be used again.

mod keys;

use crate::desk::Fault;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
pub use keys::{KeyName, Locked, NoKey, Sealed, SecretKeys};
use sha2::{Digest, Sha256};

/// A new secret, in URL-safe Base64: 43 characters. Shown once, kept nowhere.
///
/// # Errors
/// The system has no randomness to give.
pub fn new_secret() -> Result<String, Fault> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// Random bytes.
///
/// # Errors
/// The system has no randomness to give.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| Fault(error.to_string().into()))?;
    Ok(bytes)
}

/// SHA-256 of a secret. Enough for 256 random bits: there is nothing to guess.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// SHA-256 of a secret, in lower-case hex.
pub fn hex_hash(secret: &str) -> String {
    hex(&hash(secret))
}

/// Bytes in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    // Every request with a token asks for it: sixty-four times formatting a number would be a twentieth of its time.
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::{hex_hash, new_secret};

    #[test]
    fn secrets_differ_and_hashes_are_hex() {
        let (one, other) = (new_secret().ok(), new_secret().ok());
        assert!(one.is_some() && one != other);
        assert_eq!(one.map(|secret| secret.len()), Some(43));
        assert_eq!(hex_hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
