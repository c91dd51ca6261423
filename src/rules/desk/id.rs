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
    /// Where another program hears of what happens.
    WebhookId,
    /// A mailbox that the desk reads.
    MailboxId,
    /// A mail that came.
    MailId,
    /// A survey.
    SurveyId,
    /// What somebody answered to a survey.
    AnswerId,
    /// That somebody is asked by a survey.
    InvitationId,
    /// That somebody sees to a low mark.
    FollowUpId,
    /// What somebody wrote, or what is known of a person; it lies apart from the journal.
    ContentId,
    /// The number of a journal entry.
    Seq,
}

/// Content ids are journal numbers times this, and a count: unique without a counter of their own.
const CONTENTS_PER_ENTRY: u64 = 256;

impl ContentId {
    /// The n-th content, from 0, of the command whose first entry is `first`. Past the factor the ids of the entries
    /// that this command writes itself follow: at least one an entry.
    pub(super) fn nth(first: Seq, n: usize) -> Self {
        Self(first.0 * CONTENTS_PER_ENTRY + n as u64)
    }

    /// An entry that comes no later than the one that refers to this content: the first of its command.
    pub fn seq(self) -> Seq {
        Seq(self.0 / CONTENTS_PER_ENTRY)
    }
}
