//! People who sign in, the groups they work in, and API tokens.

use super::event::Event;
use super::id::{ContentId, GroupId, PersonId, TokenId, UserId};
use super::record::{Record, RecordKind};
use crate::Moment;
use crate::words::{Language, Level, Role, Theme, TokenScope, Vocabulary};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Counts every change.
    pub version: u64,
    /// Where name and address lie; `details` below is copied from there.
    pub content: ContentId,
    /// Name and address.
    pub details: UserDetails,
    /// What they may be.
    pub roles: BTreeSet<Role>,
    /// The requester that they are, for the role `requester`.
    pub person: Option<PersonId>,
    /// Languages that they can help in.
    pub languages: BTreeSet<Language>,
    /// What they are good at, in lower case.
    pub skills: BTreeSet<String>,
    /// When away: until when, if that is known.
    pub away: Option<Away>,
    /// How they like the interface.
    pub preferences: Preferences,
    /// Whether they may sign in.
    pub active: bool,
}

impl User {
    /// Whether they work on cases, now.
    pub fn serves(&self) -> bool {
        self.active && (self.roles.contains(&Role::Agent) || self.roles.contains(&Role::Supervisor))
    }
}

/// What is personal of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserDetails {
    /// Full name.
    pub name: String,
    /// E-mail address in lower case; they sign in with it.
    pub email: String,
}

/// An absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// Its end, when it is known.
    pub until: Option<Moment>,
}

impl Away {
    /// Whether it still lasts.
    pub fn lasts(&self, now: Moment) -> bool {
        self.until.is_none_or(|until| until > now)
    }
}

/// How a user likes the interface. What is not set follows the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// Language of the interface.
    pub language: Option<Language>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Light, dark or as the system has it.
    pub theme: Option<Theme>,
    /// Whether single letters act as keys; on unless switched off.
    pub single_keys: Option<bool>,
    /// Whether what is told on screen and by mail alike is to be told on screen alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rather_on_screen: bool,
    /// What they like to narrow the board to, by name, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub board_filters: Vec<BoardFilter>,
}

/// What a user narrows the board to, by the name that they gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardFilter {
    /// What they call it; no other of theirs is called so.
    pub name: String,
    /// What the address of the board says then, such as `group=3&priority=high`.
    pub query: String,
}

vocabulary! {
    /// What a link for setting a password is for. It works once, and ends with the next one.
    LinkPurpose {
        /// The first password: seven days.
        Invitation = "invitation",
        /// A new one: an hour.
        Reset = "reset",
    }
}

impl LinkPurpose {
    /// How long such a link works.
    pub const fn lifetime(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::Reset => TimeDelta::hours(1),
        }
    }
}

/// How a link for setting a password reaches its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkDelivery {
    /// By mail. What opens it is made when the mail is written, and lies in no row.
    Mail,
    /// It is shown, once, to whoever asked for it.
    Shown {
        /// SHA-256 of what opens it.
        hash: [u8; 32],
    },
}

/// A resolver group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Counts every change.
    pub version: u64,
    /// What people read.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Who works in it.
    pub members: BTreeSet<UserId>,
    /// Languages that it helps in.
    pub languages: BTreeSet<Language>,
    /// What it is good at, in lower case.
    pub skills: BTreeSet<String>,
    /// Whether every agent sees its cases, or only its members.
    pub open_to_all: bool,
    /// Whether cases may still be passed to it.
    pub active: bool,
}

impl Group {
    /// An active group with nobody in it, whose cases every agent sees.
    pub fn empty(id: GroupId, name: impl Into<String>, level: Level) -> Self {
        Self {
            id,
            version: 1,
            name: name.into(),
            level,
            members: BTreeSet::new(),
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            open_to_all: true,
            active: true,
        }
    }
}

/// Whose turn it was last in a group whose cases are given in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The group.
    pub group: GroupId,
    /// Who got the last case.
    pub last: UserId,
}

/// An API token; what proves it is kept as a hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// SHA-256 of the secret (256 random bits), in hex.
    pub hash: String,
    /// The role that it acts in.
    pub role: Role,
    /// Reading only, writing too, or nothing but what a wall shows.
    pub scope: TokenScope,
    /// Who made it, when that was a user.
    pub created_by: Option<UserId>,
    /// When it was made.
    pub created_at: Moment,
    /// When it ends.
    pub expires_at: Option<Moment>,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

impl Token {
    /// Whether it opens anything at `now`.
    pub fn is_valid(&self, now: Moment) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

impl User {
    /// The event that leaves all as it is, but that they may no longer sign in.
    pub(super) fn switched_off(&self) -> Event {
        Event::UserSaved {
            id: self.id,
            version: self.version + 1,
            content: self.content,
            roles: self.roles.clone(),
            person: self.person,
            languages: self.languages.clone(),
            skills: self.skills.clone(),
            active: false,
        }
    }
}

impl Record for User {
    const KIND: RecordKind = RecordKind::User;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Group {
    const KIND: RecordKind = RecordKind::Group;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Turn {
    const KIND: RecordKind = RecordKind::Turn;
    type Key = u64;
    fn key(&self) -> u64 {
        self.group.0
    }
}

impl Record for Token {
    const KIND: RecordKind = RecordKind::Token;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}
