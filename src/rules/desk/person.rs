//! Requesters, and the units that they belong to.

use super::facts::{Facts, Fault};
use super::id::{ContentId, PersonId, UnitId};
use super::invitation::NotAsked;
use super::record::{Record, RecordKind};
use crate::Moment;
use crate::words::{Language, Vocabulary};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

vocabulary! {
    /// What mails about their cases somebody wants.
    #[derive(Default)]
    MailsWanted {
        /// Whatever the desk tells.
        #[default]
        All = "all",
        /// What they have to read: answers, questions and solutions.
        Essential = "essential",
    }
}

impl MailsWanted {
    /// Whether nothing is left out.
    pub const fn is_all(&self) -> bool {
        matches!(self, Self::All)
    }
}

/// Somebody who asks the desk for help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Counts every change.
    pub version: u64,
    /// Where their own details lie; the same as `details` below, which apply copies from there.
    pub content: ContentId,
    /// Name, addresses, numbers, notes. Empty once erased.
    pub details: PersonDetails,
    /// Their unit.
    pub unit: Option<UnitId>,
    /// The language that the desk writes to them in; else the desk's own.
    pub language: Option<Language>,
    /// Whether they are somebody to be careful with.
    pub vip: bool,
    /// Whether new cases may name them.
    pub active: bool,
    /// What mails about their cases they want.
    #[serde(default, skip_serializing_if = "MailsWanted::is_all")]
    pub mails: MailsWanted,
    /// Why no survey asks them; `None`: they may be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_asked: Option<NotAsked>,
    /// When their data was erased: what is left names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<Moment>,
}

impl Person {
    /// The same without anything that tells who they are; a number stands for their name.
    pub(super) fn pseudonym(self, at: Moment) -> Self {
        let details = PersonDetails { name: format!("#{}", self.id), ..PersonDetails::default() };
        let (version, erased) = (self.version + 1, Some(at));
        let not_asked = Some(NotAsked::Desk);
        let mails = MailsWanted::All;
        Self {
            version,
            details,
            unit: None,
            language: None,
            vip: false,
            active: false,
            mails,
            not_asked,
            erased,
            ..self
        }
    }
}

/// What of a person decides how their cases are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Whether they are somebody to be careful with.
    pub vip: bool,
    /// The language in which the desk writes to them.
    pub language: Language,
    /// Whether it writes to them at all.
    pub letters: Letters,
}

/// Whether the desk writes to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Nothing is known of them yet.
    Stranger,
    /// They have no address.
    NoAddress,
    /// They have one, and want these.
    Wanted(MailsWanted),
}

/// What a profile is made of: the row of a [`Person`], read without the rest.
#[derive(Clone, Debug, Deserialize)]
pub struct ProfileRow {
    vip: bool,
    language: Option<Language>,
    #[serde(default)]
    mails: MailsWanted,
    details: AddressRow,
}

#[derive(Clone, Debug, Deserialize)]
struct AddressRow {
    #[serde(default)]
    emails: Vec<IgnoredAny>,
}

impl Profile {
    /// That of a person; of a stranger nothing is known.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn of<F: Facts + ?Sized>(facts: &F, person: PersonId) -> Result<Self, Fault> {
        let person = facts.get::<Person>(person.0)?;
        Self::new(
            facts,
            person.map(|Person { vip, language, mails, details, .. }| {
                let emails = details.emails.iter().map(|_| IgnoredAny).collect();
                ProfileRow { vip, language, mails, details: AddressRow { emails } }
            }),
        )
    }

    /// That of a person of whom this is kept.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn new<F: Facts + ?Sized>(facts: &F, kept: Option<ProfileRow>) -> Result<Self, Fault> {
        let language = match kept.as_ref().and_then(|kept| kept.language) {
            Some(language) => language,
            None => facts.settings()?.language,
        };
        let letters = match &kept {
            None => Letters::Stranger,
            Some(kept) if kept.details.emails.is_empty() => Letters::NoAddress,
            Some(kept) => Letters::Wanted(kept.mails),
        };
        Ok(Self { vip: kept.is_some_and(|kept| kept.vip), language, letters })
    }
}

/// What is personal of a person: kept apart from the journal so that it can be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDetails {
    /// Full name.
    pub name: String,
    /// What they do, such as "Jefa de tesorería".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// E-mail addresses in lower case, the one to write to first.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Telephone numbers in E.164 (an internal extension as its digits), the one to call first.
    #[serde(default)]
    pub phones: Vec<String>,
    /// What the desk should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl PersonDetails {
    /// Whether nobody has said yet how they are called: they came in by an address, and its beginning stands for a name.
    pub fn is_called_by_address(&self) -> bool {
        self.emails.iter().filter_map(|email| email.split('@').next()).any(|before| before == self.name)
    }
}

/// A site or a department, in a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Counts every change.
    pub version: u64,
    /// The unit above it; a site has none.
    pub parent: Option<UnitId>,
    /// What people read.
    pub name: String,
    /// ISO 3166 country of a site, by which its local telephone numbers are read; else that of the unit above, else the desk's.
    pub country: Option<String>,
    /// Whether people may still be given it, and whether its heads are its heads: one that has ended has none.
    pub active: bool,
    /// Who heads it: they see what its people ask for, and those of the units below it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub heads: BTreeSet<PersonId>,
}

impl Unit {
    /// The same without this person at its head.
    pub(super) fn without_head(mut self, head: PersonId) -> Self {
        self.heads.remove(&head);
        Self { version: self.version + 1, ..self }
    }
}

impl Record for Person {
    const KIND: RecordKind = RecordKind::Person;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Unit {
    const KIND: RecordKind = RecordKind::Unit;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}
