//! Signing in to a mailbox without its password (OAuth 2, RFC 6749): an administrator allows it in their browser, once, and
//! the desk comes back with what it was given for that.

use super::concealed::Concealed;
use crate::words::Vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// With whom one signs in.
    OAuthProvider {
        /// Microsoft 365.
        Microsoft = "microsoft",
        /// Google Workspace, Gmail.
        Google = "google",
        /// Somebody else.
        Other = "other",
    }
}

/// The organisations of Microsoft 365, each with its own accounts; for whoever names none.
const ANY_TENANT: &str = "organizations";

/// As which program the desk signs in. Its secret, when it has one, lies apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OAuthClient {
    /// With whom.
    pub provider: OAuthProvider,
    /// Whose accounts Microsoft lets in; else those of any organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// What the provider calls the program.
    pub client_id: String,
    /// Where people allow it, when it is not where the provider always does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_url: Option<String>,
    /// Where tokens are had, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// What is asked for, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The host of the address of tokens, when an administrator allows it by name to lie inside the premises; else only
    /// public addresses are dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside_host: Option<String>,
}

/// The same as it is being set up, with its secret; nothing: as before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthDraft {
    /// The program.
    pub client: OAuthClient,
    /// What it proves with that it is the one.
    pub secret: Option<Concealed>,
}

impl OAuthClient {
    /// Where people allow it.
    pub fn allowed_at(&self) -> String {
        self.authorization_url.clone().unwrap_or_else(|| match self.provider {
            OAuthProvider::Microsoft => self.at_microsoft("authorize"),
            OAuthProvider::Google => "https://accounts.google.com/o/oauth2/v2/auth".to_owned(),
            OAuthProvider::Other => String::new(),
        })
    }

    /// Where tokens are had.
    pub fn tokens_at(&self) -> String {
        self.token_url.clone().unwrap_or_else(|| match self.provider {
            OAuthProvider::Microsoft => self.at_microsoft("token"),
            OAuthProvider::Google => "https://oauth2.googleapis.com/token".to_owned(),
            OAuthProvider::Other => String::new(),
        })
    }

    /// What is asked for: to read mail by IMAP, and to come back without anybody.
    pub fn asks_for(&self) -> &str {
        self.scope.as_deref().unwrap_or(match self.provider {
            OAuthProvider::Microsoft => "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
            OAuthProvider::Google => "https://mail.google.com/",
            OAuthProvider::Other => "",
        })
    }

    /// What else the provider has to be told, so that the right account is chosen and the desk may come back: Google gives
    /// what is needed for that only where it is asked so, and only with a fresh consent.
    pub fn says_besides(&self) -> &'static [(&'static str, &'static str)] {
        match self.provider {
            OAuthProvider::Microsoft => &[("prompt", "select_account")],
            OAuthProvider::Google => &[("access_type", "offline"), ("prompt", "consent")],
            OAuthProvider::Other => &[],
        }
    }

    fn at_microsoft(&self, what: &str) -> String {
        let tenant = self.tenant.as_deref().unwrap_or(ANY_TENANT);
        format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/{what}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::WebUrl;
    use super::{OAuthClient, OAuthProvider};

    #[test]
    fn a_provider_brings_its_addresses_and_whoever_knows_better_says_so() {
        let of = |provider| OAuthClient {
            provider,
            tenant: None,
            client_id: "mesa".to_owned(),
            authorization_url: None,
            token_url: None,
            scope: None,
            inside_host: None,
        };
        for provider in [OAuthProvider::Microsoft, OAuthProvider::Google] {
            let usual = of(provider);
            assert!(WebUrl::parse(&usual.allowed_at()).is_some() && WebUrl::parse(&usual.tokens_at()).is_some());
            assert!(!usual.asks_for().is_empty());
        }
        let ours = OAuthClient { tenant: Some("canelos.example".to_owned()), ..of(OAuthProvider::Microsoft) };
        assert_eq!(ours.tokens_at(), "https://login.microsoftonline.com/canelos.example/oauth2/v2.0/token");
        let named = OAuthClient { token_url: Some("https://id.example/t".to_owned()), ..ours };
        assert_eq!(named.tokens_at(), "https://id.example/t");
        assert!(named.allowed_at().ends_with("/canelos.example/oauth2/v2.0/authorize"));
    }
}
