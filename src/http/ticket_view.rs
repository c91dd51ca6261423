//! How a case is shown: a row of a list, or the whole case with what can be done to it.
//!
//! Who asked for a case reads it without what is the desk's own affair: one function, [`View::ticket`], leaves that
//! out, and nothing else makes a [`Ticket`].

use super::clocks::ClockBrief;
use super::letters::ShownLetter;
use super::list::Named;
use super::model::Trigger;
use super::uploads::AttachedFile;
use super::word::{At, Id, Word};
use crate::desk::{self, Action, ActorRef, Fault, Viewer, WhyNot, action_states, sees_from_desk};
use crate::queries::markdown::to_html;
use crate::queries::names::{ActorKind, NamedActor, Names};
use crate::queries::timeline::Said;
use crate::store::Snapshot;
use crate::words::{Channel, Impact, Kind, Level, Priority, State, Urgency, WaitingFor};
use poem_openapi::{Enum, Object};
use serde::Serialize;

/// What kind of actor somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize)]
#[oai(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub(super) enum ActorType {
    /// Somebody who signs in.
    User,
    /// A requester.
    Person,
    /// A program with an API token.
    Token,
    /// The desk itself.
    System,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct Actor {
    /// What they are.
    kind: ActorType,
    /// Their id; null for the desk itself, and where the reader has no use for it.
    id: Option<Id>,
    /// Their name; empty for the desk itself.
    name: String,
}

impl Actor {
    /// As the desk reads it, or as a requester does: without ids.
    pub(super) fn of(actor: NamedActor, for_desk: bool) -> Self {
        let kind = match actor.kind {
            ActorKind::User => ActorType::User,
            ActorKind::Person => ActorType::Person,
            ActorKind::Token => ActorType::Token,
            ActorKind::System => ActorType::System,
        };
        Self { kind, id: actor.id.filter(|_| for_desk).map(Id), name: actor.name }
    }
}

/// The person who asks.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct Requester {
    /// Their id.
    id: Id,
    /// Their name.
    name: String,
    /// Whether they are somebody to be careful with; null for readers who are not of the desk.
    vip: Option<bool>,
    /// The unit that the case comes from: theirs when it was registered, or became theirs.
    unit: Option<Named>,
}

/// A category with its path.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct CategoryPath {
    /// Its id.
    pub(super) id: Id,
    /// The names from the root down.
    pub(super) path: Vec<String>,
}

/// What a waiting case waits for.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct Waiting {
    /// Whom or what.
    on: Word<WaitingFor>,
    /// When it comes back by itself.
    until: Option<At>,
    /// Since when.
    since: At,
}

/// A case, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct TicketRow {
    /// Its number.
    number: Id,
    /// Counts its changes; `If-Match` takes it.
    pub(super) version: u64,
    /// The subject.
    subject: String,
    /// Question, request or incident.
    kind: Word<Kind>,
    /// How it came.
    channel: Word<Channel>,
    /// Where it stands.
    state: Word<State>,
    /// What is done first.
    priority: Word<Priority>,
    /// What it waits for, while it waits.
    waiting: Option<Waiting>,
    /// Who asks.
    requester: Requester,
    /// The group that has it.
    group: Option<Named>,
    /// The level that it is at.
    level: Word<Level>,
    /// Who has it.
    assignee: Option<Named>,
    /// What it is about.
    category: Option<CategoryPath>,
    /// When it was registered.
    opened_at: At,
    /// When it last changed.
    updated_at: At,
    /// When it was solved.
    resolved_at: Option<At>,
    /// Whether it was solved on line; null before it was solved, and for readers who are not of the desk.
    on_line: Option<bool>,
    /// Its clocks, one of a kind at the most; null for readers who are not of the desk.
    clocks: Option<Vec<ClockBrief>>,
    /// Its alarm: the last one that an escalation raised, until the case is solved; null for readers who are not of the
    /// desk.
    alarm: Option<TicketAlarm>,
}

/// The alarm of a case.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct TicketAlarm {
    /// When it was raised.
    raised_at: At,
    /// What the escalation is called.
    escalation: String,
    /// What made it happen.
    when: Trigger,
    /// Who was told; they may acknowledge it, and supervisors.
    told: Vec<Named>,
    /// How often it was told again.
    repeated: u32,
    /// When it is told again unless somebody acknowledges it.
    next_at: Option<At>,
    /// Who acknowledged it.
    acknowledged_by: Option<Actor>,
    /// When.
    acknowledged_at: Option<At>,
}

/// A priority that somebody decided.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct Override {
    /// Why.
    reason: String,
    /// Who decided.
    by: Actor,
    /// When.
    at: At,
}

/// How a case was solved.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct Resolution {
    /// What was done, in Markdown.
    text: String,
    /// The same as clean HTML.
    html: String,
    /// How, as a code of the service model.
    code: String,
    /// What people read for the code.
    code_name: String,
    /// Who solved it.
    by: Actor,
    /// When.
    at: At,
    /// Whether in the contact that opened it; null for readers who are not of the desk.
    on_line: Option<bool>,
    /// When it closes by itself.
    close_at: At,
    /// Until when it may be reopened.
    reopen_until: At,
}

/// What can be done to the case now.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct TicketAction {
    /// What.
    action: Word<Action>,
    /// Whether the caller may.
    allowed: bool,
    /// Why not.
    why_not: Option<Word<WhyNot>>,
}

/// A case. What is the desk's own affair is null for readers who are not of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct Ticket {
    #[oai(flatten)]
    #[serde(flatten)]
    pub(super) row: TicketRow,
    /// What was said at the opening, in Markdown.
    description: Option<String>,
    /// The same as clean HTML.
    description_html: Option<String>,
    /// The mail that it came by.
    letter: Option<ShownLetter>,
    /// Files that came with it.
    attachments: Vec<AttachedFile>,
    /// Whom it is about, when that is somebody else.
    affected: Option<Named>,
    /// How much is touched.
    impact: Word<Impact>,
    /// How soon it hurts.
    urgency: Word<Urgency>,
    /// What the matrix says of impact and urgency.
    matrix_priority: Word<Priority>,
    /// Why the priority is not the matrix's.
    r#override: Option<Override>,
    /// Why it waits, in words.
    waiting_reason: Option<String>,
    /// Who registered it.
    opened_by: Actor,
    /// How it was solved, while it counts as solved.
    resolution: Option<Resolution>,
    /// Why it was cancelled.
    cancelled_reason: Option<String>,
    /// When it was closed.
    closed_at: Option<At>,
    /// Whether the time in which it could be reopened is over.
    sealed: bool,
    /// How often it was reopened.
    reopened: u32,
    /// The version of the service model that it was decided under.
    model: u64,
    /// The id of the group that passing it on proposes: the one that the rules of assignment name, else its category's.
    proposed_group: Option<Id>,
    /// Who follows it.
    followers: Option<Vec<Named>>,
    /// Whether the caller follows it.
    following: Option<bool>,
    /// Who is in copy: they read what the requester reads, and hear of it by mail.
    watchers: Vec<Named>,
    /// How many messages and notes it has.
    messages: Option<u32>,
    /// What can be done to it now, and if not, why.
    actions: Vec<TicketAction>,
}

/// Shows cases of one snapshot to one viewer.
pub(super) struct View<'a> {
    viewer: &'a Viewer,
    snapshot: &'a Snapshot,
    names: Names<'a, Snapshot>,
}

impl<'a> View<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, viewer: &'a Viewer) -> Self {
        Self { viewer, snapshot, names: Names::new(snapshot) }
    }

    /// A row of a list.
    pub(super) fn row(&self, case: &desk::Ticket) -> Result<TicketRow, Fault> {
        let for_desk = sees_from_desk(self.viewer, case);
        let person = self.names.person(case.requester)?;
        let unit = case.unit.map(|unit| Ok(Named::new(unit, self.names.unit(unit)?))).transpose()?;
        let resolution = case.resolution.as_ref();
        Ok(TicketRow {
            number: Id::of(case.number),
            version: case.version,
            subject: self.names.text(case.subject)?,
            kind: Word(case.kind),
            channel: Word(case.channel),
            state: Word(case.state),
            priority: Word(case.priority),
            waiting: case.waiting.map(|waiting| Waiting {
                on: Word(waiting.on),
                until: waiting.until.map(At),
                since: At(waiting.since),
            }),
            requester: Requester {
                id: Id::of(case.requester),
                name: person.name,
                vip: for_desk.then_some(person.vip),
                unit,
            },
            group: self.group(case.group)?,
            level: Word(case.level),
            assignee: self.user(case.assignee)?,
            category: case
                .category
                .map(|id| Ok(CategoryPath { id: Id(id.0), path: self.names.category_path(id)? }))
                .transpose()?,
            opened_at: At(case.opened_at),
            updated_at: At(case.updated_at),
            resolved_at: resolution.map(|resolution| At(resolution.at)),
            on_line: resolution.filter(|_| for_desk).map(|resolution| resolution.on_line),
            clocks: for_desk.then(|| case.clocks.iter().map(ClockBrief::of).collect()),
            alarm: case.alarm.as_deref().filter(|_| for_desk).map(|alarm| self.alarm(alarm)).transpose()?,
        })
    }

    /// The whole case.
    pub(super) fn ticket(&self, case: &desk::Ticket) -> Result<Ticket, Fault> {
        let for_desk = sees_from_desk(self.viewer, case);
        let text = |id| self.names.text(id);
        let said = case.description.map(|id| Said::of(self.snapshot, id, text(id)?)).transpose()?;
        let (description, description_html, letter) = match said {
            Some(Said { text, html, letter }) => (Some(text), Some(html), letter),
            None => (None, None, None),
        };
        // Why it waits is told to the requester when it waits for them.
        let waiting_reason = case.waiting.filter(|waiting| for_desk || waiting.on == WaitingFor::Requester);
        let resolution =
            case.resolution.as_ref().map(|resolution| self.resolution(resolution, for_desk)).transpose()?;
        let matrix = self.names.model(case.model)?.map(|model| model.matrix.priority(case.impact, case.urgency));
        let followers = case.followers.iter().map(|user| Ok(Named::new(*user, self.names.user(*user)?)));
        let watchers = case.watchers.iter().map(|id| Ok(Named::new(*id, self.names.person(*id)?.name)));
        Ok(Ticket {
            row: self.row(case)?,
            description_html,
            description,
            letter: letter.map(|letter| ShownLetter::of(letter, for_desk)),
            attachments: AttachedFile::list(self.names.attached(&case.attachments)?),
            affected: case
                .affected
                .map(|person| Ok(Named::new(person, self.names.person(person)?.name)))
                .transpose()?,
            impact: Word(case.impact),
            urgency: Word(case.urgency),
            matrix_priority: Word(matrix.unwrap_or(case.priority)),
            r#override: case
                .overridden
                .filter(|_| for_desk)
                .map(|decided| {
                    let by = self.actor(decided.by, for_desk)?;
                    Ok(Override { reason: text(decided.reason)?, by, at: At(decided.at) })
                })
                .transpose()?,
            waiting_reason: waiting_reason.and_then(|waiting| waiting.reason).map(text).transpose()?,
            opened_by: self.actor(case.opened_by, for_desk)?,
            resolution,
            cancelled_reason: case.cancelled.filter(|_| for_desk).map(text).transpose()?,
            closed_at: case.closed_at.map(At),
            sealed: case.sealed,
            reopened: case.reopened,
            model: case.model.0,
            proposed_group: if for_desk { desk::proposed_group(self.names.facts(), case)?.map(Id::of) } else { None },
            followers: if for_desk { Some(followers.collect::<Result<_, Fault>>()?) } else { None },
            following: self.viewer.user().filter(|_| for_desk).map(|user| case.followers.contains(&user)),
            watchers: watchers.collect::<Result<_, Fault>>()?,
            messages: for_desk.then_some(case.messages),
            actions: actions(self.viewer, case),
        })
    }

    fn resolution(&self, resolution: &desk::Resolution, for_desk: bool) -> Result<Resolution, Fault> {
        let text = self.names.text(resolution.text)?;
        Ok(Resolution {
            html: to_html(&text),
            text,
            code: resolution.code.clone(),
            code_name: self.names.solution_code(&resolution.code)?,
            by: self.actor(resolution.by, for_desk)?,
            at: At(resolution.at),
            on_line: for_desk.then_some(resolution.on_line),
            close_at: At(resolution.close_at),
            reopen_until: At(resolution.reopen_until),
        })
    }

    fn alarm(&self, alarm: &desk::TicketAlarm) -> Result<TicketAlarm, Fault> {
        let told = alarm.told.iter().map(|user| Ok(Named::new(*user, self.names.user(*user)?)));
        Ok(TicketAlarm {
            raised_at: At(alarm.raised),
            escalation: alarm.name.clone(),
            when: Trigger::of(alarm.when),
            told: told.collect::<Result<_, Fault>>()?,
            repeated: alarm.repeated,
            next_at: alarm.next.map(At),
            acknowledged_by: alarm.acknowledged.map(|known| self.actor(known.by, true)).transpose()?,
            acknowledged_at: alarm.acknowledged.map(|known| At(known.at)),
        })
    }

    fn actor(&self, actor: ActorRef, for_desk: bool) -> Result<Actor, Fault> {
        Ok(Actor::of(self.names.actor(actor)?, for_desk))
    }

    fn group(&self, group: Option<desk::id::GroupId>) -> Result<Option<Named>, Fault> {
        group.map(|group| Ok(Named::new(group, self.names.group(group)?))).transpose()
    }

    fn user(&self, user: Option<desk::id::UserId>) -> Result<Option<Named>, Fault> {
        user.map(|user| Ok(Named::new(user, self.names.user(user)?))).transpose()
    }
}

/// Each action once, in the order of the table.
fn actions(viewer: &Viewer, case: &desk::Ticket) -> Vec<TicketAction> {
    let states = action_states(viewer, case);
    states
        .iter()
        .map(|state| TicketAction {
            action: Word(state.action),
            allowed: state.why_not.is_none(),
            why_not: state.why_not.map(Word),
        })
        .collect()
}
