//! The table of transitions, for whoever wants to know beforehand what can be done to a case.

use super::Tag;
use super::caller::Caller;
use super::reply::{Answer, Shown};
use super::word::Word;
use crate::desk::{Action, Need, TRANSITIONS, Who};
use crate::words::State;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Transitions;

/// A row of the table of transitions.
#[derive(Debug, Object)]
pub(super) struct Transition {
    /// What is done.
    action: Word<Action>,
    /// The states from which.
    from: Vec<Word<State>>,
    /// The state after; null: the same.
    to: Option<Word<State>>,
    /// By whom, among those who see the case.
    who: Word<Who>,
    /// What it needs.
    needs: Vec<Word<Need>>,
}

#[OpenApi(prefix_path = "/transitions", tag = "Tag::Model")]
impl Transitions {
    /// The table of transitions
    ///
    /// What can be done to a case, from which states, by whom, and what it needs. Each case says in `actions` which
    /// rows are open to the caller now.
    #[oai(path = "/", method = "get")]
    async fn list(&self, _caller: Caller) -> Answer<Shown<Vec<Transition>>> {
        let rows = TRANSITIONS.iter().map(|row| Transition {
            action: Word(row.action),
            from: row.from.iter().copied().map(Word).collect(),
            to: row.to.map(Word),
            who: Word(row.who),
            needs: row.needs.iter().copied().map(Word).collect(),
        });
        Ok(Shown::new(rows.collect()))
    }
}
