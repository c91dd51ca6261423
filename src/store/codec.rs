//! Values as bytes: a format byte, then MessagePack with field names, so that a new optional field needs no migration.

use super::error::fault;
use crate::desk::Fault;
use serde::{Serialize, de::DeserializeOwned};

/// MessagePack with field names.
const NAMED: u8 = 1;

/// The stored form of a value.
pub(super) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::with_capacity(256);
    bytes.push(NAMED);
    rmp_serde::encode::write_named(&mut bytes, value).map_err(fault)?;
    Ok(bytes)
}

/// The value of a stored form.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    match bytes.split_first() {
        Some((&NAMED, value)) => rmp_serde::from_slice(value).map_err(fault),
        Some((format, _)) => Err(fault(format!("a row has the unknown format {format}"))),
        None => Err(fault("a row is empty")),
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use crate::desk::{Fault, MailSettings};
    use crate::words::MailSecurity;
    use serde::Serialize;

    #[test]
    fn a_row_from_before_a_field_is_read() -> Result<(), Fault> {
        #[derive(Serialize)]
        struct Before {
            version: u64,
            host: &'static str,
            port: u16,
            security: MailSecurity,
            username: Option<String>,
            from_address: &'static str,
            from_name: Option<String>,
        }
        let before = Before {
            version: 3,
            host: "mail.example",
            port: 587,
            security: MailSecurity::StartTls,
            username: None,
            from_address: "mesa@mail.example",
            from_name: None,
        };
        let read: MailSettings = decode(&encode(&before)?)?;
        assert_eq!((read.version, read.host.as_str(), read.trusted_certificates), (3, "mail.example", None));
        Ok(())
    }
}
