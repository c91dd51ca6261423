//! What the desk knows of itself.

use super::portal::Portal;
use super::record::{Record, RecordKind};
use crate::survey::Tact;
use crate::words::{Language, MailSecurity, Role};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Settings that administrators change while the desk runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Counts every change.
    pub version: u64,
    /// What requesters read above every mail.
    pub name: String,
    /// The language that the desk speaks where nobody chose another.
    pub language: Language,
    /// IANA time zone of the desk.
    pub time_zone: String,
    /// ISO 3166 country by which local telephone numbers are read.
    pub country: String,
    /// Where people reach the desk, such as `https://mesa.example`; links in mails begin with it.
    pub public_url: Option<String>,
    /// Roles whose users must have a second step when they sign in.
    #[serde(default)]
    pub second_step_roles: BTreeSet<Role>,
    /// How often surveys ask anybody.
    #[serde(default)]
    pub tact: Tact,
    /// What those who ask find on their own pages.
    #[serde(default)]
    pub portal: Portal,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 0,
            name: "Mesa de Ayuda".to_owned(),
            language: Language::Es,
            time_zone: "America/Santiago".to_owned(),
            country: "CL".to_owned(),
            public_url: None,
            second_step_roles: BTreeSet::new(),
            tact: Tact::default(),
            portal: Portal::default(),
        }
    }
}

impl Settings {
    /// The time zone; UTC when the stored name is not known to this build.
    pub fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Tz::UTC)
    }

    /// Whether somebody with these roles must have a second step.
    pub fn wants_second_step(&self, roles: &BTreeSet<Role>) -> bool {
        !self.second_step_roles.is_disjoint(roles)
    }
}

/// How mail leaves. The password lies apart, among the secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSettings {
    /// Counts every change.
    pub version: u64,
    /// Host name or address of the SMTP server; empty: mail is not set up.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// User name, when the server wants one.
    pub username: Option<String>,
    /// The address that the desk writes from.
    pub from_address: String,
    /// The name beside it; else the desk's name.
    pub from_name: Option<String>,
    /// Certificates in PEM that the server's may be signed by, beside those of the public authorities.
    #[serde(default)]
    pub trusted_certificates: Option<String>,
}

impl MailSettings {
    /// Whether the password for `other` may be told to this server too: it is the same, protected alike, for the same account.
    pub fn is_trusted_as(&self, other: &Self) -> bool {
        (&self.host, self.port, self.security, &self.username, &self.trusted_certificates)
            == (&other.host, other.port, other.security, &other.username, &other.trusted_certificates)
    }
}

impl Record for Settings {
    const KIND: RecordKind = RecordKind::Settings;
    type Key = ();
    fn key(&self) {}
}

impl Record for MailSettings {
    const KIND: RecordKind = RecordKind::MailSettings;
    type Key = ();
    fn key(&self) {}
}
