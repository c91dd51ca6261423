//! Numbers that name things. All begin at 1, and none is ever used again.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl From<u64> for $name {
            fn from(id: u64) -> Self { Self(id) }
        }
        impl From<$name> for u64 {
            fn from(id: $name) -> Self { id.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
    )+};
}

ids! {
    /// The number of a case, as people say it.
    TicketNumber,
    /// A person who asks.
    PersonId,
    /// A site or department.
    UnitId,
    /// Somebody who signs in.
    UserId,
    /// A resolver group.
    GroupId,
    /// An API token.
    TokenId,
    /// What somebody wrote, or what is known of a person; it lies apart from the journal.
    ContentId,
    /// The number of a journal entry.
    Seq,
}
