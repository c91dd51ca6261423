//! Users by address, role and person, API tokens by hash and maker.

use crate::desk::id::{PersonId, TokenId, UserId};
use crate::desk::{Fault, Token, User};
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::rows::{self, Derived, Row, Rows};
use crate::store::tables::Table;
use crate::words::Role;

impl Row for User {
    const TABLE: Table = Table::User;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        if !self.details.email.is_empty() {
            derived.entry(Table::UsersByEmail, email_key(&self.details.email).number(self.id.0).done());
        }
        if let Some(person) = self.person {
            derived.entry(Table::UsersByPerson, KeyBuilder::new().number(person.0).number(self.id.0).done());
        }
        if self.active {
            for role in &self.roles {
                derived.entry(Table::UsersByRole, role_key(*role).number(self.id.0).done());
            }
        }
    }
}

impl Row for Token {
    const TABLE: Table = Table::Token;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::TokensByHash, hash_key(&self.hash).number(self.id.0).done());
        if let Some(user) = self.created_by.filter(|_| self.revoked_at.is_none()) {
            derived.entry(Table::TokensByCreator, KeyBuilder::new().number(user.0).number(self.id.0).done());
        }
    }
}

fn email_key(email: &str) -> KeyBuilder {
    KeyBuilder::new().text(email)
}

/// Fixed: stored keys hold these bytes.
fn role_key(role: Role) -> KeyBuilder {
    KeyBuilder::new().byte(match role {
        Role::Requester => 1,
        Role::Agent => 2,
        Role::Supervisor => 3,
        Role::Analyst => 4,
        Role::Administrator => 5,
        Role::Client => 6,
    })
}

fn hash_key(hash: &str) -> KeyBuilder {
    KeyBuilder::new().text(hash)
}

fn first(rows: &dyn Rows, table: Table, prefix: KeyBuilder) -> Result<Option<u64>, Fault> {
    let found = rows::keys(rows, table, &KeyRange::prefix(&prefix.done()), Direction::Ascending, 1)?;
    Ok(found.first().and_then(|key| last_number(key)))
}

/// The user who signs in with this address.
pub(in crate::store) fn by_email(rows: &dyn Rows, email: &str) -> Result<Option<UserId>, Fault> {
    Ok(first(rows, Table::UsersByEmail, email_key(email))?.map(UserId))
}

/// The users who are this person.
pub(in crate::store) fn of_person(rows: &dyn Rows, person: PersonId) -> Result<Vec<UserId>, Fault> {
    Ok(ids_below(rows, Table::UsersByPerson, person.0)?.into_iter().map(UserId).collect())
}

/// The tokens that a user made and that were not revoked.
pub(in crate::store) fn tokens_of(rows: &dyn Rows, user: UserId) -> Result<Vec<TokenId>, Fault> {
    Ok(ids_below(rows, Table::TokensByCreator, user.0)?.into_iter().map(TokenId).collect())
}

fn ids_below(rows: &dyn Rows, table: Table, id: u64) -> Result<Vec<u64>, Fault> {
    let range = KeyRange::prefix(&id.to_be_bytes());
    let found = rows::keys(rows, table, &range, Direction::Ascending, usize::MAX)?;
    Ok(found.iter().filter_map(|key| last_number(key)).collect())
}

/// The token with this hash.
pub(in crate::store) fn token_by_hash(rows: &dyn Rows, hash: &str) -> Result<Option<TokenId>, Fault> {
    Ok(first(rows, Table::TokensByHash, hash_key(hash))?.map(TokenId))
}

/// Whether an active user administers.
pub(in crate::store) fn has_administrator(rows: &dyn Rows) -> Result<bool, Fault> {
    Ok(first(rows, Table::UsersByRole, role_key(Role::Administrator))?.is_some())
}

/// The active users with this role, in the order of their ids.
pub(in crate::store) fn with_role(rows: &dyn Rows, role: Role) -> Result<Vec<UserId>, Fault> {
    let range = KeyRange::prefix(&role_key(role).done());
    let found = rows::keys(rows, Table::UsersByRole, &range, Direction::Ascending, usize::MAX)?;
    Ok(found.iter().filter_map(|key| last_number(key).map(UserId)).collect())
}
