//! Secrets that must be used again (the password of the mail server, the seeds of second steps), sealed with a key that
//! lies beside the data file, not in it.

use super::random;
use crate::desk::Fault;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// ChaCha20-Poly1305 with a random nonce: the form that is written now.
const CHACHA20_POLY1305_RANDOM: u8 = 1;

/// What a key is called in the file: the beginning of a hash of it, which opens nothing.
pub type KeyName = [u8; 8];

/// The keys of a desk's secrets: the first one seals, and each opens what it sealed. So a key is changed by putting the
/// new one before it. There may be none: then secrets lie in the file as they are.
#[derive(Default)]
pub struct SecretKeys(Vec<Key>);

struct Key {
    name: KeyName,
    cipher: LessSafeKey,
}

/// A sealed secret, as it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    format: u8,
    key: KeyName,
    nonce: [u8; 12],
    text: Vec<u8>,
}

/// A secret that was sealed with a key that is not here, or of another thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret is encrypted with a key that the desk was not given")]
pub struct Locked;

/// Keys that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no key of secrets; make one with: ventanilla secret-key new FILE")]
pub struct NoKey;

impl SecretKeys {
    /// Reads keys, each a word: the one that seals first.
    ///
    /// # Errors
    /// A word is no key, or there is none.
    pub fn parse(text: &str) -> Result<Self, NoKey> {
        let keys: Vec<Key> = text.split_whitespace().map(Key::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(NoKey) } else { Ok(Self(keys)) }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it was sealed with the key that seals now.
    pub(crate) fn is_current(&self, sealed: &Sealed) -> bool {
        self.0.first().is_some_and(|key| key.name == sealed.key)
    }

    /// Seals a secret, which opens only as that of the same thing; `None` without a key.
    pub(crate) fn seal(&self, secret: &[u8], of: &str) -> Result<Option<Sealed>, Fault> {
        let Some(key) = self.0.first() else { return Ok(None) };
        let nonce = random::<12>()?;
        let mut text = secret.to_vec();
        let sealed = key.cipher.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(of), &mut text);
        sealed.map_err(|error| Fault(error.to_string().into()))?;
        Ok(Some(Sealed { format: CHACHA20_POLY1305_RANDOM, key: key.name, nonce, text }))
    }

    /// Opens the secret of this thing.
    pub(crate) fn open(&self, sealed: &Sealed, of: &str) -> Result<Vec<u8>, Locked> {
        let key = self.0.iter().find(|key| key.name == sealed.key && sealed.format == CHACHA20_POLY1305_RANDOM);
        let mut text = sealed.text.clone();
        let nonce = Nonce::assume_unique_for_key(sealed.nonce);
        let opened = key.ok_or(Locked)?.cipher.open_in_place(nonce, Aad::from(of), &mut text);
        Ok(opened.map_err(|_| Locked)?.to_vec())
    }
}

impl Key {
    fn parse(word: &str) -> Result<Self, NoKey> {
        let bytes = URL_SAFE_NO_PAD.decode(word).ok().filter(|bytes| bytes.len() == KEY_BYTES).ok_or(NoKey)?;
        let mut name = KeyName::default();
        let hash = Sha256::new().chain_update(b"ventanilla secret key").chain_update(&bytes).finalize();
        name.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        let cipher = UnboundKey::new(&CHACHA20_POLY1305, &bytes).map_err(|_| NoKey)?;
        Ok(Self { name, cipher: LessSafeKey::new(cipher) })
    }
}

impl fmt::Debug for SecretKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretKeys").field("count", &self.0.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Locked, NoKey, SecretKeys};
    use crate::desk::Fault;
    use crate::secret::new_secret;

    #[test]
    fn a_secret_opens_with_its_key_as_that_of_its_thing_and_not_otherwise() -> Result<(), Fault> {
        let (one, other) = (new_secret().unwrap_or_default(), new_secret().unwrap_or_default());
        let keys = |text: &str| SecretKeys::parse(text).unwrap_or_default();
        let mut sealed = keys(&one).seal(b"clave", "mail_password")?.ok_or_else(|| Fault("no key".into()))?;
        let open = |with: &str, of: &str| keys(with).open(&sealed, of);
        assert_eq!(open(&one, "mail_password"), Ok(b"clave".to_vec()));
        assert_eq!(open(&format!("{other}\n{one}"), "mail_password"), Ok(b"clave".to_vec()), "an older key");
        assert_eq!(open(&other, "mail_password"), Err(Locked));
        assert_eq!(open(&one, "second_step:1"), Err(Locked));
        assert_eq!(SecretKeys::default().open(&sealed, "mail_password"), Err(Locked));
        let again = keys(&one).seal(b"clave", "mail_password")?;
        assert!(again.is_some_and(|again| again != sealed), "a nonce of its own each time");
        sealed.text.iter_mut().for_each(|byte| *byte ^= 1);
        assert_eq!(keys(&one).open(&sealed, "mail_password"), Err(Locked), "changed in the file");
        Ok(())
    }

    #[test]
    fn what_is_no_key_is_refused_and_none_is_printed() {
        for text in ["", "  \n", "clave", "AAAA", &"a".repeat(44)] {
            assert_eq!(SecretKeys::parse(text).err(), Some(NoKey), "{text}");
        }
        let key = new_secret().unwrap_or_default();
        let keys = SecretKeys::parse(&key).unwrap_or_default();
        assert_eq!(format!("{keys:?}"), "SecretKeys { count: 1 }");
    }
}
