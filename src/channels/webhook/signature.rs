//! How a receiver knows that a message is the desk's, and of now: `t=SECONDS,v1=HEX`, where the second is
//! HMAC-SHA256 with the shared secret over the seconds since 1970, a point, and the body.

use crate::secret::hex;
use ring::hmac;
use rules::Moment;

/// The header that carries it.
pub(super) const HEADER: &str = "ventanilla-signature";

/// The signature of a body that is sent now.
pub(super) fn sign(secret: &str, now: Moment, body: &[u8]) -> String {
    let seconds = now.millis().div_euclid(1_000);
    let mut mac = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()));
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    format!("t={seconds},v1={}", hex(mac.sign().as_ref()))
}

#[cfg(test)]
mod tests {
    use super::sign;
    use rules::Moment;

    #[test]
    fn a_signature_is_what_any_tool_makes_of_it() {
        // printf '1764163200.{"a":1}' | openssl dgst -sha256 -hmac 'un secreto bastante largo'
        let signed = sign("un secreto bastante largo", Moment::from_millis(1_764_163_200_987), br#"{"a":1}"#);
        assert_eq!(signed, "t=1764163200,v1=ad3f97059f7bbf8ec88dd54b52f3520b747a28dea08242f953feffb4a8f2e584");
    }
}
