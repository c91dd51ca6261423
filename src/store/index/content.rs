//! Contents by owner: what is deleted when somebody's data is erased; and by the file that they refer to.

use crate::desk::id::ContentId;
use crate::desk::{ContentRow, Fault, Owner};
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::rows::{self, Derived, Row, Rows};
use crate::store::tables::Table;

impl Row for ContentRow {
    const TABLE: Table = Table::Content;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::ContentByOwner, owner(self.owner).number(self.id.0).done());
        if let Some(file) = self.content.as_file() {
            derived.entry(Table::ContentByFile, KeyBuilder::new().bytes(&file.hash).number(self.id.0).done());
        }
    }
}

fn owner(owner: Owner) -> KeyBuilder {
    match owner {
        Owner::Person(id) => KeyBuilder::new().byte(1).number(id.0),
        Owner::User(id) => KeyBuilder::new().byte(2).number(id.0),
        Owner::Desk => KeyBuilder::new().byte(3).number(0),
    }
}

/// At most `limit` contents of an owner, after this one.
///
/// # Errors
/// A fault of the storage below.
pub fn of_owner(rows: &dyn Rows, of: Owner, after: Option<ContentId>, limit: usize) -> Result<Vec<ContentId>, Fault> {
    let mut range = KeyRange::prefix(&owner(of).done());
    if let Some(after) = after {
        range = range.after(owner(of).number(after.0).done(), Direction::Ascending);
    }
    let found = rows::keys(rows, Table::ContentByOwner, &range, Direction::Ascending, limit)?;
    Ok(found.iter().filter_map(|key| last_number(key).map(ContentId)).collect())
}
