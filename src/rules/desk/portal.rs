//! What those who ask find on their own pages.

use super::refusal::FieldProblem;
use super::text::is_host_name;
use super::{Check, Ticket};
use crate::Moment;
use crate::words::{State, Vocabulary};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

vocabulary! {
    /// How those who ask come in to their own pages, beside the links in mails.
    Doorway {
        /// Not at all: `/` is the door of those who work here.
        Closed = "closed",
        /// With a code that is sent to them by mail.
        Codes = "codes",
        /// With a password, as users of the desk.
        Passwords = "passwords",
    }
}

vocabulary! {
    /// To whom a code is sent.
    Guests {
        /// Whoever the desk knows by their address.
        Known = "known",
        /// They, and whoever has an address of certain domains.
        Domains = "domains",
        /// Anybody.
        Anybody = "anybody",
    }
}

/// What those who ask find on their own pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Portal {
    /// How they come in without a link.
    pub doorway: Doorway,
    /// To whom a code is sent.
    pub guests: Guests,
    /// The domains, in lower case, such as `canelos.example`.
    pub domains: BTreeSet<String>,
    /// A link in a mail opens its case until so many days after the case has ended.
    pub link_days: u16,
    /// Whether they read by when a solution is promised.
    pub deadlines: bool,
    /// Whether those to whom a mail to the desk went too are in copy of its case.
    pub copies: bool,
}

/// The most days that a link lasts after its case has ended.
const LINK_DAYS_MAX: u16 = 366;
/// How many domains may be named.
const DOMAINS_MAX: usize = 50;

impl Default for Portal {
    fn default() -> Self {
        Self {
            doorway: Doorway::Closed,
            guests: Guests::Known,
            domains: BTreeSet::new(),
            link_days: 30,
            deadlines: true,
            copies: false,
        }
    }
}

impl Portal {
    /// What is wrong with it, each at its place below `path`.
    pub(crate) fn check(&self, check: &mut Check, path: &str) {
        let lasts = (1..=LINK_DAYS_MAX).contains(&self.link_days);
        check.that(lasts, format!("{path}.link_days"), FieldProblem::NotAllowed);
        let few = self.domains.len() <= DOMAINS_MAX;
        check.that(few, format!("{path}.domains"), FieldProblem::TooLong { max: DOMAINS_MAX });
        for (place, domain) in self.domains.iter().take(DOMAINS_MAX).enumerate() {
            check.that(is_host_name(domain), format!("{path}.domains.{place}"), FieldProblem::Malformed);
        }
    }

    /// Whether whoever reads the mail of this address may come in with a code; `known`: the desk knows whose it is.
    pub fn lets_in(&self, address: &str, known: bool) -> bool {
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.doorway == Doorway::Codes
            && match self.guests {
                Guests::Known => known,
                Guests::Domains => known || self.domains.contains(domain),
                Guests::Anybody => true,
            }
    }

    /// Whether the same people come in as by these settings.
    pub fn lets_in_as(&self, other: &Self) -> bool {
        (self.doorway, self.guests, &self.domains) == (other.doorway, other.guests, &other.domains)
    }

    /// The same, with domains as they are compared.
    pub(crate) fn cleaned(self) -> Self {
        let domains = self.domains.iter().map(|domain| domain.trim().trim_start_matches('@').to_ascii_lowercase());
        Self { domains: domains.filter(|domain| !domain.is_empty()).collect(), ..self }
    }

    /// When the links to a case end; `None`: not yet, since the case goes on or may come back.
    pub fn links_end(&self, case: &Ticket) -> Option<Moment> {
        let ended = match case.state {
            State::Closed => case.closed_at,
            State::Cancelled => Some(case.updated_at),
            State::New | State::InProgress | State::Waiting | State::Resolved => None,
        };
        ended.map(|ended| ended.plus(TimeDelta::days(self.link_days.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::{Doorway, Guests, Portal};
    use std::collections::BTreeSet;

    #[test]
    fn a_code_goes_to_whom_the_administrator_lets_in_and_to_nobody_while_the_door_is_closed() {
        let portal = |doorway, guests| Portal {
            doorway,
            guests,
            domains: BTreeSet::from(["canelos.example".to_owned()]),
            ..Portal::default()
        };
        let (known, colleague, stranger) =
            (("a@b.example", true), ("x@canelos.example", false), ("x@b.example", false));
        let look_alike = ("x@evil-canelos.example", false);
        let all = [known, colleague, stranger, look_alike];
        for (guests, let_in) in [
            (Guests::Known, [true, false, false, false]),
            (Guests::Domains, [true, true, false, false]),
            (Guests::Anybody, [true; 4]),
        ] {
            assert_eq!(all.map(|(address, known)| portal(Doorway::Codes, guests).lets_in(address, known)), let_in);
            for doorway in [Doorway::Closed, Doorway::Passwords] {
                assert!(!all.iter().any(|(address, known)| portal(doorway, guests).lets_in(address, *known)));
            }
        }
    }
}
