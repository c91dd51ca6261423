//! The filters of lists of cases, as an address has them.

use super::problem::{Code, Problem};
use super::reply::Answer;
use super::word::{Id, Word};
use crate::moment::Day;
use crate::queries::tickets::{Asked, AssigneeIs, GroupIs, Order};
use crate::words::{Priority, State, Vocabulary};
use std::collections::BTreeSet;

/// A state of a case, or `open` for all that is not solved, closed or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(super) enum Status {
    #[serde(rename = "open")]
    Open,
    #[serde(untagged)]
    Is(State),
}

impl Vocabulary for Status {
    const TITLE: &'static str = "TicketStatus";
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Is(State::New),
        Self::Is(State::InProgress),
        Self::Is(State::Waiting),
        Self::Is(State::Resolved),
        Self::Is(State::Closed),
        Self::Is(State::Cancelled),
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Is(state) => state.as_str(),
        }
    }
}

/// The states that these words name.
pub(super) fn states(statuses: &[Word<Status>]) -> BTreeSet<State> {
    let states = statuses.iter().flat_map(|status| match &status.0 {
        Status::Open => State::OPEN,
        Status::Is(state) => std::slice::from_ref(state),
    });
    states.copied().collect()
}

/// What an address asks of a list of cases, not read yet.
pub(super) struct Filters {
    pub(super) status: Option<Vec<Word<Status>>>,
    pub(super) priority: Option<Vec<Word<Priority>>>,
    pub(super) assignee: Option<String>,
    pub(super) group: Option<String>,
    pub(super) requester: Option<Id>,
    pub(super) following: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) solved: Option<String>,
    pub(super) sort: Option<Word<Order>>,
}

impl Filters {
    /// What is asked; `today` by the desk's calendar.
    pub(super) fn asked(self, today: Day) -> Answer<Asked> {
        Ok(Asked {
            states: states(self.status.as_deref().unwrap_or_default()),
            priorities: self.priority.unwrap_or_default().into_iter().map(|priority| priority.0).collect(),
            assignee: self.assignee.as_deref().map(assignee_is).transpose()?,
            group: self.group.as_deref().map(group_is).transpose()?,
            requester: self.requester.map(Id::to),
            following: self.following.as_deref().map(is_me).transpose()?.is_some(),
            headed: self.unit.as_deref().map(is_mine).transpose()?.is_some(),
            solved: self.solved.as_deref().map(|day| day_is(day, today)).transpose()?,
            order: self.sort.map(|order| order.0),
        })
    }
}

fn assignee_is(text: &str) -> Answer<AssigneeIs> {
    Ok(match text {
        "me" => AssigneeIs::Me,
        "none" => AssigneeIs::Nobody,
        id => AssigneeIs::User(id_of("assignee", "`me`, `none` or a user's id", id)?.to()),
    })
}

fn group_is(text: &str) -> Answer<GroupIs> {
    Ok(match text {
        "mine" => GroupIs::Mine,
        "none" => GroupIs::NoGroup,
        id => GroupIs::Group(id_of("group", "`mine`, `none` or a group's id", id)?.to()),
    })
}

fn is_me(text: &str) -> Answer<()> {
    if text == "me" { Ok(()) } else { Err(unreadable("following", "`me`")) }
}

fn is_mine(text: &str) -> Answer<()> {
    if text == "mine" { Ok(()) } else { Err(unreadable("unit", "`mine`")) }
}

fn day_is(text: &str, today: Day) -> Answer<Day> {
    if text == "today" {
        return Ok(today);
    }
    let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == "2026-11-25".len());
    date.map(Day::from_date).ok_or_else(|| unreadable("solved", "`today` or a day such as 2026-11-25"))
}

fn id_of(parameter: &str, expected: &str, text: &str) -> Answer<Id> {
    use poem_openapi::types::ParseFromParameter;
    Id::parse_from_parameter(text).map_err(|_| unreadable(parameter, expected))
}

fn unreadable(parameter: &str, expected: &str) -> Problem {
    Problem::new(Code::Malformed, format!("The parameter `{parameter}` cannot be read: expected {expected}."))
}
