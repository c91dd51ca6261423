//! What can be done to a case: one operation for each row of the table of transitions.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::reply::{Answer, Shown};
use super::ticket_view::Ticket;
use super::tickets::{SolutionInput, act};
use super::word::{At, Id, Word};
use crate::desk::Command;
use crate::words::{Priority, WaitingFor};
use poem_openapi::param::Path;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct TicketActions;

/// To whom a case is given.
#[derive(Clone, Debug, Object)]
struct AssignInput {
    /// The id of a member of its group; null or left out: back to the group.
    assignee: Option<Id>,
}

/// Where a case goes.
#[derive(Clone, Debug, Object)]
struct PassInput {
    /// The id of the group.
    group: Id,
    /// The id of the member of the group who gets it; else whoever takes it.
    assignee: Option<Id>,
    /// What the group should know, in Markdown: an internal note.
    note: Option<String>,
    /// What the requester is told by mail, in Markdown.
    reply: Option<String>,
}

/// What a case waits for.
#[derive(Clone, Debug, Object)]
struct WaitInput {
    /// For whom or what.
    on: Word<WaitingFor>,
    /// Until when; needed when it waits for a moment.
    until: Option<At>,
    /// Why, in Markdown; the requester reads it when the case waits for them.
    reason: Option<String>,
}

/// Whether a case counts as solved on line.
#[derive(Clone, Debug, Object)]
struct OnLineInput {
    /// Whether it counts.
    on_line: bool,
    /// Why this is right.
    reason: String,
}

/// Why.
#[derive(Clone, Debug, Object)]
struct ReasonInput {
    /// Why.
    reason: String,
}

/// A priority.
#[derive(Clone, Debug, Object)]
struct PriorityInput {
    /// The priority; null or left out: the matrix decides again.
    priority: Option<Word<Priority>>,
    /// Why; needed with a priority.
    reason: Option<String>,
}

/// Whether the caller follows a case.
#[derive(Clone, Debug, Object)]
struct FollowInput {
    /// Whether.
    follows: bool,
}

/// Whether somebody is in copy of a case.
#[derive(Clone, Copy, Debug, Object)]
struct WatchInput {
    /// The id of the person.
    person: Id,
    /// Whether.
    watches: bool,
}

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl TicketActions {
    /// Take a case
    #[oai(path = "/:number/take", method = "post")]
    async fn take(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
    ) -> Answer<Shown<Ticket>> {
        act(&caller, number.0, |ticket| Command::Take { ticket }).await
    }

    /// Give a case to a member of its group, or back to the group
    #[oai(path = "/:number/assign", method = "post")]
    async fn assign(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<AssignInput>,
    ) -> Answer<Shown<Ticket>> {
        let assignee = input.0.assignee.map(Id::to);
        act(&caller, number.0, |ticket| Command::Assign { ticket, assignee }).await
    }

    /// Pass a case on to a group
    ///
    /// The requester may be told by `reply`; whoever passes a case on follows it.
    #[oai(path = "/:number/pass", method = "post")]
    async fn pass(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<PassInput>,
    ) -> Answer<Shown<Ticket>> {
        let PassInput { group, assignee, note, reply } = input.0;
        act(&caller, number.0, |ticket| Command::Pass {
            ticket,
            group: group.to(),
            assignee: assignee.map(Id::to),
            note,
            reply,
        })
        .await
    }

    /// Let a case wait
    #[oai(path = "/:number/wait", method = "post")]
    async fn wait(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<WaitInput>,
    ) -> Answer<Shown<Ticket>> {
        let WaitInput { on, until, reason } = input.0;
        act(&caller, number.0, |ticket| Command::Wait { ticket, on: on.0, until: until.map(|at| at.0), reason }).await
    }

    /// Go on with a waiting case
    #[oai(path = "/:number/resume", method = "post")]
    async fn resume(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
    ) -> Answer<Shown<Ticket>> {
        act(&caller, number.0, |ticket| Command::Resume { ticket }).await
    }

    /// Solve a case
    ///
    /// The requester gets the text by mail. The required steps of the case's procedure are done, or left out for a reason.
    #[oai(path = "/:number/resolve", method = "post")]
    async fn resolve(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<SolutionInput>,
    ) -> Answer<Shown<Ticket>> {
        let solution = input.0.solution();
        act(&caller, number.0, |ticket| Command::Resolve { ticket, solution }).await
    }

    /// Correct whether a case counts as solved on line
    #[oai(path = "/:number/on-line", method = "post")]
    async fn correct_on_line(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<OnLineInput>,
    ) -> Answer<Shown<Ticket>> {
        let OnLineInput { on_line, reason } = input.0;
        act(&caller, number.0, |ticket| Command::CorrectOnLine { ticket, on_line, reason }).await
    }

    /// Reopen a solved or closed case
    #[oai(path = "/:number/reopen", method = "post")]
    async fn reopen(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<ReasonInput>,
    ) -> Answer<Shown<Ticket>> {
        act(&caller, number.0, |ticket| Command::Reopen { ticket, reason: input.0.reason }).await
    }

    /// Close a solved case
    #[oai(path = "/:number/close", method = "post")]
    async fn close(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
    ) -> Answer<Shown<Ticket>> {
        act(&caller, number.0, |ticket| Command::Close { ticket }).await
    }

    /// Say that what one asked for is solved
    ///
    /// For whoever asked, or whom it is about. The case is closed as a solved one (`by_requester`), and comes back as any other.
    #[oai(path = "/:number/settle", method = "post")]
    async fn settle(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<ReasonInput>,
    ) -> Answer<Shown<Ticket>> {
        let settle = |ticket| Command::Settle { ticket, reason: input.0.reason, attachments: Vec::new() };
        act(&caller, number.0, settle).await
    }

    /// End a case without a solution
    #[oai(path = "/:number/cancel", method = "post")]
    async fn cancel(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<ReasonInput>,
    ) -> Answer<Shown<Ticket>> {
        act(&caller, number.0, |ticket| Command::Cancel { ticket, reason: input.0.reason }).await
    }

    /// Decide on the priority of a case, or give it back to the matrix
    #[oai(path = "/:number/priority", method = "post")]
    async fn prioritise(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<PriorityInput>,
    ) -> Answer<Shown<Ticket>> {
        let PriorityInput { priority, reason } = input.0;
        let priority = priority.map(|word| word.0);
        act(&caller, number.0, |ticket| Command::SetPriority { ticket, priority, reason }).await
    }

    /// Acknowledge the alarm of a case
    ///
    /// Nobody is told of it any more. For those who were told, and for supervisors.
    #[oai(path = "/:number/acknowledge", method = "post")]
    async fn acknowledge(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
    ) -> Answer<Shown<Ticket>> {
        act(&caller, number.0, |ticket| Command::Acknowledge { ticket }).await
    }

    /// Follow a case, or no longer
    #[oai(path = "/:number/follow", method = "post")]
    async fn follow(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<FollowInput>,
    ) -> Answer<Shown<Ticket>> {
        let follows = input.0.follows;
        act(&caller, number.0, |ticket| Command::Follow { ticket, follows }).await
    }

    /// Put somebody in copy of a case, or take them out
    ///
    /// Whoever is in copy reads what the requester reads, hears of it by mail, and may write. They may take themselves
    /// out; the rest is for the desk.
    #[oai(path = "/:number/watch", method = "post")]
    async fn watch(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<WatchInput>,
    ) -> Answer<Shown<Ticket>> {
        let WatchInput { person, watches } = input.0;
        act(&caller, number.0, |ticket| Command::Watch { ticket, person: person.to(), watches }).await
    }
}
