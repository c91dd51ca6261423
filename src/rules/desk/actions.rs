//! The one table of what can be done to a case: from which states, by whom, and what it needs. `decide`, the
//! `actions` of a case in the API, the screens and the documentation are derived from it.

use super::Ticket;
use super::access::{Viewer, asked_for, can_see, handles, heads, watches};
use crate::words::{Level, Role, State, Vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What can be done to a case.
    Action {
        /// Change what it says or what it is about.
        Edit = "edit",
        /// Decide on its priority.
        SetPriority = "set_priority",
        /// Take it.
        Take = "take",
        /// Give it to a member of its group, or back to the group.
        Assign = "assign",
        /// Pass it on to a group.
        Pass = "pass",
        /// Let it wait.
        Wait = "wait",
        /// Go on with it.
        Resume = "resume",
        /// Solve it.
        Resolve = "resolve",
        /// Correct whether it counts as solved on line.
        CorrectOnLine = "correct_on_line",
        /// Reopen it.
        Reopen = "reopen",
        /// Close it.
        Close = "close",
        /// End it without a solution.
        Cancel = "cancel",
        /// Say that what was asked for is solved, whoever solved it.
        Settle = "settle",
        /// Write what both sides read.
        Reply = "reply",
        /// Write what only the desk reads.
        Note = "note",
        /// Follow it.
        Follow = "follow",
        /// Say who else reads along, in copy.
        Watch = "watch",
        /// Be in copy no longer.
        Leave = "leave",
        /// Tick, skip or take back a step of its procedure.
        MarkStep = "mark_step",
        /// Acknowledge its alarm.
        Acknowledge = "acknowledge",
    }
}

vocabulary! {
    /// Who may do something to a case that they see.
    Who {
        /// Agents and supervisors.
        Desk = "desk",
        /// Agents, supervisors, and the requester or whom it is about.
        BothSides = "both_sides",
        /// The requester, or whom it is about.
        Requester = "requester",
        /// Whoever is in copy.
        Watcher = "watcher",
        /// All of these.
        Everybody = "everybody",
        /// Who heads the unit that it comes from.
        UnitHead = "unit_head",
    }
}

vocabulary! {
    /// What an action needs.
    Need {
        /// A text of the solution, and a code.
        Solution = "solution",
        /// A reason.
        Reason = "reason",
        /// A text.
        Text = "text",
        /// A group.
        Group = "group",
        /// For whom or what; a moment when it is "until".
        WaitingFor = "waiting_for",
    }
}

vocabulary! {
    /// Why an action is not possible.
    WhyNot {
        /// The case is not in a state for it.
        State = "state",
        /// The actor's roles do not allow it.
        Role = "role",
        /// The time in which it could be reopened is over.
        TooLate = "too_late",
        /// The actor has it already.
        AlreadyTheirs = "already_theirs",
        /// It is with a group that the actor does not work in.
        OtherGroup = "other_group",
        /// It was not solved at first level, so it cannot have been on line.
        NotOnLine = "not_on_line",
        /// No procedure counts for it.
        NoProcedure = "no_procedure",
        /// It has no alarm that nobody has acknowledged.
        NoAlarm = "no_alarm",
        /// Its alarm was for others, and the actor is no supervisor.
        NotTold = "not_told",
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Transition {
    /// What is done.
    pub action: Action,
    /// The states from which.
    pub from: &'static [State],
    /// The state after; `None`: the same.
    pub to: Option<State>,
    /// By whom.
    pub who: Who,
    /// What it needs.
    pub needs: &'static [Need],
}

use State::{Cancelled, Closed, InProgress, New, Resolved, Waiting};

/// The table. What stands in no row is not possible.
pub const TRANSITIONS: &[Transition] = &[
    Transition { action: Action::Edit, from: State::OPEN, to: None, who: Who::Desk, needs: &[] },
    Transition { action: Action::SetPriority, from: State::OPEN, to: None, who: Who::Desk, needs: &[Need::Reason] },
    Transition { action: Action::Take, from: &[New, InProgress], to: Some(InProgress), who: Who::Desk, needs: &[] },
    Transition { action: Action::Take, from: &[Waiting], to: None, who: Who::Desk, needs: &[] },
    Transition { action: Action::Assign, from: State::OPEN, to: None, who: Who::Desk, needs: &[] },
    Transition { action: Action::Pass, from: State::OPEN, to: Some(New), who: Who::Desk, needs: &[Need::Group] },
    Transition {
        action: Action::Wait,
        from: &[New, InProgress, Waiting],
        to: Some(Waiting),
        who: Who::Desk,
        needs: &[Need::WaitingFor],
    },
    Transition { action: Action::Resume, from: &[Waiting], to: Some(InProgress), who: Who::Desk, needs: &[] },
    Transition {
        action: Action::Resolve,
        from: State::OPEN,
        to: Some(Resolved),
        who: Who::Desk,
        needs: &[Need::Solution],
    },
    Transition {
        action: Action::CorrectOnLine,
        from: &[Resolved, Closed],
        to: None,
        who: Who::Desk,
        needs: &[Need::Reason],
    },
    Transition {
        action: Action::Reopen,
        from: &[Resolved, Closed],
        to: Some(InProgress),
        who: Who::BothSides,
        needs: &[Need::Reason],
    },
    Transition { action: Action::Close, from: &[Resolved], to: Some(Closed), who: Who::BothSides, needs: &[] },
    Transition {
        action: Action::Cancel,
        from: State::OPEN,
        to: Some(Cancelled),
        who: Who::BothSides,
        needs: &[Need::Reason],
    },
    Transition {
        action: Action::Settle,
        from: State::OPEN,
        to: Some(Closed),
        who: Who::Requester,
        needs: &[Need::Reason],
    },
    Transition {
        action: Action::Reply,
        from: &[New, InProgress, Waiting, Resolved, Closed],
        to: None,
        who: Who::Everybody,
        needs: &[Need::Text],
    },
    // What is said of a solved case brings it back, and that is for those who asked.
    Transition { action: Action::Reply, from: State::OPEN, to: None, who: Who::UnitHead, needs: &[Need::Text] },
    Transition { action: Action::Note, from: State::ALL, to: None, who: Who::Desk, needs: &[Need::Text] },
    Transition { action: Action::Follow, from: State::ALL, to: None, who: Who::Desk, needs: &[] },
    Transition { action: Action::Watch, from: State::ALL, to: None, who: Who::Desk, needs: &[] },
    Transition { action: Action::Leave, from: State::ALL, to: None, who: Who::Watcher, needs: &[] },
    Transition { action: Action::MarkStep, from: State::OPEN, to: None, who: Who::Desk, needs: &[] },
    Transition { action: Action::Acknowledge, from: State::OPEN, to: None, who: Who::Desk, needs: &[] },
];

/// An action of a case as `viewer` has it: allowed, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionState {
    /// What.
    pub action: Action,
    /// Why it is not possible; `None`: it is.
    pub why_not: Option<WhyNot>,
}

/// Every action with what `viewer` may make of it, in the order of the vocabulary.
pub fn action_states(viewer: &Viewer, ticket: &Ticket) -> Vec<ActionState> {
    Action::ALL.iter().map(|&action| ActionState { action, why_not: permitted(viewer, ticket, action).err() }).collect()
}

/// Whether `viewer` may do `action` to `ticket` now; else why not.
pub(super) fn permitted(viewer: &Viewer, ticket: &Ticket, action: Action) -> Result<(), WhyNot> {
    let mut why = WhyNot::Role;
    for row in TRANSITIONS.iter().filter(|row| row.action == action) {
        match why_not(viewer, ticket, row) {
            None => return Ok(()),
            // A row that is for others says least, and one for other states less than one that only this case does not fit.
            Some(WhyNot::Role) => {}
            Some(WhyNot::State) if why != WhyNot::Role => {}
            Some(other) => why = other,
        }
    }
    Err(why)
}

fn why_not(viewer: &Viewer, ticket: &Ticket, row: &Transition) -> Option<WhyNot> {
    if !viewer.writes || !can_see(viewer, ticket) {
        return Some(WhyNot::Role);
    }
    let desk = handles(viewer, ticket);
    let (asked, copied) = (asked_for(viewer, ticket), watches(viewer, ticket));
    let allowed = match row.who {
        Who::Desk => desk,
        Who::BothSides => desk || asked,
        Who::Requester => asked,
        Who::Watcher => copied,
        Who::Everybody => desk || asked || copied,
        Who::UnitHead => heads(viewer, ticket),
    };
    if !allowed {
        return Some(WhyNot::Role);
    }
    if !row.from.contains(&ticket.state) {
        return Some(WhyNot::State);
    }
    match row.action {
        Action::Take if viewer.user().is_none() => Some(WhyNot::Role),
        Action::Take if viewer.user() == ticket.assignee => Some(WhyNot::AlreadyTheirs),
        Action::Take if ticket.group.is_some_and(|group| !viewer.groups.contains(&group)) => Some(WhyNot::OtherGroup),
        Action::Follow if viewer.user().is_none() => Some(WhyNot::Role),
        Action::MarkStep if ticket.procedure.is_none() => Some(WhyNot::NoProcedure),
        Action::Reopen if ticket.sealed => Some(WhyNot::TooLate),
        Action::Reply if ticket.sealed && !desk => Some(WhyNot::TooLate),
        Action::Acknowledge => why_not_acknowledge(viewer, ticket),
        Action::CorrectOnLine if ticket.level != Level::First => Some(WhyNot::NotOnLine),
        _ => None,
    }
}

/// An alarm is acknowledged by those who were told, and by supervisors.
fn why_not_acknowledge(viewer: &Viewer, ticket: &Ticket) -> Option<WhyNot> {
    let Some(alarm) = ticket.open_alarm() else { return Some(WhyNot::NoAlarm) };
    let told = viewer.user().is_some_and(|user| alarm.told.contains(&user));
    (!told && !viewer.is(Role::Supervisor)).then_some(WhyNot::NotTold)
}
