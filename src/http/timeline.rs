//! What was said about a case and what happened to it; writing to the requester, and notes for the desk.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::letters::ShownLetter;
use super::list::{List, Named, page_size};
use super::model::Trigger;
use super::problem::Problem;
use super::reply::{Answer, Made, Shown};
use super::ticket_procedure::answer_of;
use super::ticket_view::{Actor, CategoryPath};
use super::uploads::{self, AttachedFile};
use super::word::{At, Id, Word};
use crate::desk::id::{ContentId, UserId};
use crate::desk::{Command, Event, Fault, Routing, sees_from_desk};
use crate::queries::markdown::to_html;
use crate::queries::names::Names;
use crate::queries::ticket;
use crate::queries::timeline::{self, DeskItem, Item, Order, PublicFact, PublicItem, Side};
use crate::service_model::procedure::{Step, StepId};
use crate::service_model::{ModelVersion, ProcedureId};
use crate::store::outbox::OutboxState;
use crate::store::{Committed, Snapshot};
use crate::words::{Channel, ClockKind, Impact, Kind, Level, Priority, Urgency, WaitingFor};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use std::collections::BTreeSet;

/// The resource.
pub(super) struct Timeline;

/// What stands on a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum ItemType {
    /// What both sides read.
    Message,
    /// What only the desk reads.
    Note,
    /// What happened.
    Fact,
}

/// Which side of the counter wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum AuthorSide {
    /// The requester's.
    Requester,
    /// The desk's.
    Desk,
}

/// Who wrote.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Author {
    /// On which side of the counter.
    side: AuthorSide,
    /// Who.
    #[oai(flatten)]
    actor: Actor,
}

/// What became of the mail that carries a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum MessageMailState {
    /// It waits to be sent.
    Queued,
    /// The server took it.
    Sent,
    /// It cannot be sent.
    Failed,
    /// It was not wanted any more.
    Cancelled,
    /// The connection broke when the server may have taken it.
    Unknown,
}

/// The mail that carries a message.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct MessageMail {
    /// Its number in the outbox.
    id: Id,
    /// What became of it.
    state: MessageMailState,
    /// What the server said last.
    error: Option<String>,
}

/// What somebody wrote for both sides.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Message {
    /// Who wrote it.
    author: Author,
    /// How it came or goes.
    channel: Word<Channel>,
    /// What, in Markdown.
    text: String,
    /// The same as clean HTML.
    html: String,
    /// Files that came with it.
    attachments: Vec<AttachedFile>,
    /// The mail that carries it, while something is known of it; null for readers who are not of the desk.
    mail: Option<MessageMail>,
    /// The mail that it came by.
    letter: Option<ShownLetter>,
}

/// What an agent wrote for the desk alone.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Note {
    /// Who wrote it.
    author: Actor,
    /// What, in Markdown.
    text: String,
    /// The same as clean HTML.
    html: String,
    /// Files that came with it.
    attachments: Vec<AttachedFile>,
    /// The mail that it came by.
    letter: Option<ShownLetter>,
}

/// What happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum FactKind {
    /// The case was registered.
    #[default]
    Opened,
    /// Subject, description or people changed.
    Edited,
    /// It was classified anew.
    Classified,
    /// Somebody decided on its priority, or gave it back to the matrix.
    Prioritised,
    /// It changed hands.
    Routed,
    /// Somebody began to work on it.
    Started,
    /// It began to wait.
    Waited,
    /// It waits no longer.
    Resumed,
    /// It was solved.
    Resolved,
    /// Whether it counts as solved on line was corrected.
    OnLineCorrected,
    /// It came back.
    Reopened,
    /// It was closed.
    Closed,
    /// It can no longer be reopened.
    Sealed,
    /// It was ended without a solution.
    Cancelled,
    /// Somebody follows it, or no longer does.
    Followed,
    /// Somebody is in copy, or no longer.
    Watched,
    /// A clock of it came to a point at which somebody should know.
    ClockReached,
    /// A step of an escalation happened.
    Escalated,
    /// Another procedure counts for it, or none any more.
    ProcedureChanged,
    /// A step of its procedure was done.
    StepDone,
    /// A step of its procedure was left out.
    StepSkipped,
    /// What was said of a step of its procedure was taken back.
    StepUndone,
    /// Quiet hours were over, or nobody had acknowledged the alarm.
    Reminded,
    /// Somebody acknowledged its alarm.
    Acknowledged,
}

/// Why a case changed hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum RoutingKind {
    /// Somebody took it.
    Taken,
    /// Somebody gave it to a member of the same group.
    Assigned,
    /// It went to another group or level.
    Passed,
    /// It went back to its group, without an assignee.
    Released,
}

/// What happened. Which members have a value follows from `event`; readers who are not of the desk find fewer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Object)]
struct Fact {
    /// What.
    event: FactKind,
    /// Opened: how it came.
    channel: Option<Word<Channel>>,
    /// Edited: the subject now.
    subject: Option<String>,
    /// Opened, edited: who asks.
    requester: Option<Named>,
    /// Opened, edited: whom it is about.
    affected: Option<Named>,
    /// Opened, classified: question, request or incident.
    kind: Option<Word<Kind>>,
    /// Opened, classified: the category.
    category: Option<CategoryPath>,
    /// Opened, classified: how much is touched.
    impact: Option<Word<Impact>>,
    /// Opened, classified: how soon it hurts.
    urgency: Option<Word<Urgency>>,
    /// Opened, classified, prioritised: the priority.
    priority: Option<Word<Priority>>,
    /// Escalated: what the escalation is called.
    escalation: Option<String>,
    /// Escalated: what made it happen.
    when: Option<Trigger>,
    /// Escalated: whether an alarm was raised, which somebody has to acknowledge.
    alarm: Option<bool>,
    /// Escalated: until when quiet hours kept them waiting who were told.
    held_until: Option<At>,
    /// Escalated, reminded: who was told.
    told: Option<Vec<Named>>,
    /// Reminded: how often the alarm was told again so far.
    repeated: Option<u32>,
    /// Clock reached: what the clock measures.
    clock: Option<Word<ClockKind>>,
    /// Clock reached: how much of its time has passed, in percent; 100: its time is over.
    percent: Option<u16>,
    /// Routed: why it changed hands.
    how: Option<RoutingKind>,
    /// Opened, routed: the group.
    group: Option<Named>,
    /// Opened, routed: the level.
    level: Option<Word<Level>>,
    /// Opened, routed: the assignee.
    assignee: Option<Named>,
    /// Routed: the group before.
    from_group: Option<Named>,
    /// Routed: the assignee before.
    from_assignee: Option<Named>,
    /// Waited: for whom or what.
    on: Option<Word<WaitingFor>>,
    /// Waited: until when.
    until: Option<At>,
    /// Prioritised, waited, on line corrected, reopened, cancelled, step skipped: why.
    reason: Option<String>,
    /// Resolved: what was done, in Markdown.
    text: Option<String>,
    /// The same as clean HTML.
    html: Option<String>,
    /// Resolved: how, as a code of the service model.
    code: Option<String>,
    /// Resolved: what people read for the code.
    code_name: Option<String>,
    /// Resolved, on line corrected: whether it counts as solved on line.
    on_line: Option<bool>,
    /// Followed: who.
    user: Option<Named>,
    /// Followed: whether they follow it now.
    follows: Option<bool>,
    /// Watched: who.
    person: Option<Named>,
    /// Watched: whether they are in copy now.
    watches: Option<bool>,
    /// Procedure changed, step done, skipped, undone: what the procedure is called.
    procedure: Option<String>,
    /// Step done, skipped, undone: what the step is about.
    step: Option<String>,
    /// Step done: `yes` or `no`, an option, or words.
    answer: Option<String>,
}

/// Something on the timeline of a case: a message, a note or a fact, as `type` says.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct TimelineItem {
    /// The journal entry that it comes from.
    seq: u64,
    /// When.
    at: At,
    /// Who did it.
    actor: Actor,
    /// Which of the three.
    r#type: ItemType,
    /// What both sides read.
    message: Option<Message>,
    /// What only the desk reads.
    note: Option<Note>,
    /// What happened.
    fact: Option<Fact>,
}

/// A message to write.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct MessageInput {
    /// What, in Markdown; at most 50,000 characters.
    text: String,
    /// How; by mail unless given, or by the web form when a requester writes. What was said by telephone or at the
    /// counter is not mailed.
    channel: Option<Word<Channel>>,
    /// Whether an agent writes down what the requester said.
    from_requester: Option<bool>,
    /// The ids of uploads that go with it, at most 20.
    attachments: Option<Vec<String>>,
}

impl Example for MessageInput {
    fn example() -> Self {
        Self {
            text: "Ya llegan los correos. ¿Puede confirmar que también en su teléfono?".to_owned(),
            channel: None,
            from_requester: None,
            attachments: None,
        }
    }
}

/// A note to write.
#[derive(Clone, Debug, Object)]
struct NoteInput {
    /// What, in Markdown; at most 50,000 characters.
    text: String,
    /// The ids of uploads that go with it, at most 20.
    attachments: Option<Vec<String>>,
}

/// Which page comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum PageOrder {
    /// The page with the opening.
    Asc,
    /// The page with what happened last.
    Desc,
}

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl Timeline {
    /// What was said and what happened
    ///
    /// The newest page first, unless `order=asc`; within a page time runs forward. Requesters read messages and what
    /// happened as far as it concerns them, never notes. A page may be shorter than `limit`: only `next` says whether
    /// there is more.
    #[oai(path = "/:number/timeline", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// Which page comes first.
        order: Query<Option<PageOrder>>,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<TimelineItem>>> {
        let snapshot = caller.snapshot()?;
        let case = ticket::find(&snapshot, caller.viewer(), number.0.to())?;
        let limit = page_size(limit.0)?;
        let order = match order.0 {
            Some(PageOrder::Asc) => Order::OldestPage,
            Some(PageOrder::Desc) | None => Order::NewestPage,
        };
        let cursor = cursor.0.as_deref();
        let shape = Shape(Names::new(&snapshot));
        let page = if sees_from_desk(caller.viewer(), &case) {
            let page = timeline::desk(&snapshot, case.number, order, cursor, limit)?;
            page.try_map(|item| shape.for_desk(item))?
        } else {
            let page = timeline::public(&snapshot, case.number, order, cursor, limit)?;
            page.try_map(|item| shape.for_requester(item))?
        };
        Ok(Shown::new(List { items: page.items, next: page.next }))
    }

    /// Write what both sides read
    ///
    /// From the desk it goes to the requester by mail, unless it was said by telephone or at the counter. From the
    /// requester it ends the waiting for them, and reopens what was solved while that may be reopened.
    #[oai(path = "/:number/messages", method = "post")]
    async fn reply(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<MessageInput>,
    ) -> Answer<Made<TimelineItem>> {
        let MessageInput { text, channel, from_requester, attachments } = input.0;
        let usual = if caller.viewer().serves() { Channel::Mail } else { Channel::Web };
        let command = Command::Reply {
            ticket: number.0.to(),
            text,
            channel: channel.map_or(usual, |word| word.0),
            from_requester: from_requester.unwrap_or(false),
            attachments: uploads::named(attachments)?,
        };
        let committed = caller.submit(command).await?;
        written(&caller, number.0, committed)
    }

    /// Write what only the desk reads
    #[oai(path = "/:number/notes", method = "post")]
    async fn note(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        input: Input<NoteInput>,
    ) -> Answer<Made<TimelineItem>> {
        let NoteInput { text, attachments } = input.0;
        let attachments = uploads::named(attachments)?;
        let committed = caller.submit(Command::Note { ticket: number.0.to(), text, attachments }).await?;
        written(&caller, number.0, committed)
    }
}

/// What the caller has just written.
fn written(caller: &Caller, number: Id, committed: Committed) -> Answer<Made<TimelineItem>> {
    let (snapshot, viewer) = caller.afresh()?;
    let case = ticket::find(&snapshot, &viewer, number.to())?;
    let item = timeline::written(&snapshot, case.number, viewer.actor, committed.seq)?;
    let item = item.ok_or_else(|| Problem::internal(&"what was written is not on the timeline"))?;
    let shape = Shape(Names::new(&snapshot));
    let mut shown = shape.for_desk(item)?;
    if !sees_from_desk(&viewer, &case)
        && let Some(message) = &mut shown.message
    {
        message.mail = None;
    }
    let location = format!("/api/v1/tickets/{}/timeline", case.number);
    Ok(Made::new(shown).location(&location))
}

/// Shapes items, with names for ids.
struct Shape<'a>(Names<'a, Snapshot>);

impl Shape<'_> {
    fn for_desk(&self, item: Item<DeskItem>) -> Result<TimelineItem, Fault> {
        let mut shown = TimelineItem {
            seq: item.seq.0,
            at: At(item.at),
            actor: Actor::of(item.actor, true),
            r#type: ItemType::Fact,
            message: None,
            note: None,
            fact: None,
        };
        match item.what {
            DeskItem::Message(message) => {
                shown.r#type = ItemType::Message;
                shown.message = Some(message_of(message, true));
            }
            DeskItem::Note(note) => {
                shown.r#type = ItemType::Note;
                let author = Actor::of(note.author, true);
                let attachments = AttachedFile::list(note.attachments);
                let letter = note.letter.map(|letter| ShownLetter::of(*letter, true));
                shown.note = Some(Note { author, text: note.text, html: note.html, attachments, letter });
            }
            DeskItem::Fact(event) => shown.fact = Some(self.fact(&event)?),
        }
        Ok(shown)
    }

    fn for_requester(&self, item: Item<PublicItem>) -> Result<TimelineItem, Fault> {
        let (r#type, message, fact) = match item.what {
            PublicItem::Message(message) => (ItemType::Message, Some(message_of(message, false)), None),
            PublicItem::Fact(fact) => (ItemType::Fact, None, Some(self.public_fact(fact)?)),
        };
        let actor = Actor::of(item.actor, false);
        Ok(TimelineItem { seq: item.seq.0, at: At(item.at), actor, r#type, message, note: None, fact })
    }

    fn public_fact(&self, fact: PublicFact) -> Result<Fact, Fault> {
        let of = |event| Fact { event, ..Fact::default() };
        Ok(match fact {
            PublicFact::Opened { channel } => Fact { channel: Some(Word(channel)), ..of(FactKind::Opened) },
            PublicFact::Routed { group } => Fact { group: self.group(group)?, ..of(FactKind::Routed) },
            PublicFact::Waiting { on, until, question } => {
                Fact { on: Some(Word(on)), until: until.map(At), reason: question, ..of(FactKind::Waited) }
            }
            PublicFact::Started => of(FactKind::Started),
            PublicFact::Resumed => of(FactKind::Resumed),
            PublicFact::Resolved { text, code } => Fact {
                code_name: Some(self.0.solution_code(&code)?),
                code: Some(code),
                html: Some(to_html(&text)),
                text: Some(text),
                ..of(FactKind::Resolved)
            },
            PublicFact::Reopened { reason } => Fact { reason, ..of(FactKind::Reopened) },
            PublicFact::Closed => of(FactKind::Closed),
            PublicFact::Cancelled => of(FactKind::Cancelled),
        })
    }

    fn fact(&self, event: &Event) -> Result<Fact, Fault> {
        let of = |event| Fact { event, ..Fact::default() };
        Ok(match event {
            Event::Opened { ticket, .. } => Fact {
                channel: Some(Word(ticket.channel)),
                requester: self.person(Some(ticket.requester))?,
                affected: self.person(ticket.affected)?,
                kind: Some(Word(ticket.kind)),
                category: self.category(ticket.category)?,
                impact: Some(Word(ticket.impact)),
                urgency: Some(Word(ticket.urgency)),
                priority: Some(Word(ticket.priority)),
                group: self.group(ticket.group)?,
                level: Some(Word(ticket.level)),
                assignee: self.user(ticket.assignee)?,
                ..of(FactKind::Opened)
            },
            Event::Edited { subject, requester, affected, .. } => Fact {
                subject: Some(self.0.text(*subject)?),
                requester: self.person(Some(*requester))?,
                affected: self.person(*affected)?,
                ..of(FactKind::Edited)
            },
            Event::Classified { kind, category, impact, urgency, priority, .. } => Fact {
                kind: Some(Word(*kind)),
                category: self.category(*category)?,
                impact: Some(Word(*impact)),
                urgency: Some(Word(*urgency)),
                priority: Some(Word(*priority)),
                ..of(FactKind::Classified)
            },
            Event::Prioritised { priority, reason, .. } => {
                Fact { priority: Some(Word(*priority)), reason: self.text(*reason)?, ..of(FactKind::Prioritised) }
            }
            Event::Routed { how, group, level, assignee, from_group, from_assignee, .. } => Fact {
                how: Some(match how {
                    Routing::Taken => RoutingKind::Taken,
                    Routing::Assigned => RoutingKind::Assigned,
                    Routing::Passed => RoutingKind::Passed,
                    Routing::Released => RoutingKind::Released,
                }),
                group: self.group(*group)?,
                level: Some(Word(*level)),
                assignee: self.user(*assignee)?,
                from_group: self.group(*from_group)?,
                from_assignee: self.user(*from_assignee)?,
                ..of(FactKind::Routed)
            },
            Event::Started { .. } => of(FactKind::Started),
            Event::Waited { on, until, reason, .. } => {
                Fact { on: Some(Word(*on)), until: until.map(At), reason: self.text(*reason)?, ..of(FactKind::Waited) }
            }
            Event::Resumed { .. } => of(FactKind::Resumed),
            Event::Resolved { text, code, on_line, .. } => {
                let text = self.0.text(*text)?;
                Fact {
                    html: Some(to_html(&text)),
                    text: Some(text),
                    code: Some(code.clone()),
                    code_name: Some(self.0.solution_code(code)?),
                    on_line: Some(*on_line),
                    ..of(FactKind::Resolved)
                }
            }
            Event::OnLineCorrected { on_line, reason, .. } => {
                Fact { on_line: Some(*on_line), reason: Some(self.0.text(*reason)?), ..of(FactKind::OnLineCorrected) }
            }
            Event::Reopened { reason, .. } => Fact { reason: self.text(*reason)?, ..of(FactKind::Reopened) },
            Event::Closed { .. } => of(FactKind::Closed),
            Event::Sealed { .. } => of(FactKind::Sealed),
            Event::Cancelled { reason, .. } => Fact { reason: Some(self.0.text(*reason)?), ..of(FactKind::Cancelled) },
            Event::Followed { user, follows, .. } => {
                Fact { user: self.user(Some(*user))?, follows: Some(*follows), ..of(FactKind::Followed) }
            }
            Event::Watched { person, watches, .. } => {
                Fact { person: self.person(Some(*person))?, watches: Some(*watches), ..of(FactKind::Watched) }
            }
            Event::ClocksMoved { reached, .. } => {
                let most = reached.iter().max_by_key(|reached| reached.percent);
                Fact {
                    clock: most.map(|reached| Word(reached.kind)),
                    percent: most.map(|reached| reached.percent),
                    ..of(FactKind::ClockReached)
                }
            }
            Event::Escalated { name, when, told, held, alarm, .. } => Fact {
                escalation: Some(name.clone()),
                when: Some(Trigger::of(*when)),
                alarm: Some(alarm.is_some()),
                held_until: held.map(At),
                told: Some(self.users(told)?),
                ..of(FactKind::Escalated)
            },
            Event::Reminded { told, repeated, .. } => {
                Fact { told: Some(self.users(told)?), repeated: Some(*repeated), ..of(FactKind::Reminded) }
            }
            Event::ProcedureChanged { model, procedure, .. } => {
                let (procedure, _) = self.procedure(*model, *procedure, None)?;
                Fact { procedure, ..of(FactKind::ProcedureChanged) }
            }
            Event::StepDone { model, procedure, step, answer, .. } => {
                let (procedure, step) = self.procedure(*model, Some(*procedure), Some(*step))?;
                Fact { procedure, step, answer: answer_of(&self.0, answer)?, ..of(FactKind::StepDone) }
            }
            Event::StepSkipped { model, procedure, step, reason, .. } => {
                let (procedure, step) = self.procedure(*model, Some(*procedure), Some(*step))?;
                Fact { procedure, step, reason: self.text(*reason)?, ..of(FactKind::StepSkipped) }
            }
            Event::StepUndone { model, procedure, step, .. } => {
                let (procedure, step) = self.procedure(*model, Some(*procedure), Some(*step))?;
                Fact { procedure, step, ..of(FactKind::StepUndone) }
            }
            Event::Acknowledged { .. } => of(FactKind::Acknowledged),
            // What was written is no fact, what is merely watched is no news, and the rest is of no case.
            Event::WatchMoved { .. }
            | Event::Replied { .. }
            | Event::Noted { .. }
            | Event::Door(_)
            | Event::SettingsChanged(_)
            | Event::MailSettingsChanged(_)
            | Event::BackupSettingsChanged(_)
            | Event::AlarmRaised { .. }
            | Event::ScenariosOverruled { .. }
            | Event::ModelPublished(_)
            | Event::ModelDrafted { .. }
            | Event::UnitSaved(_)
            | Event::GroupSaved(_)
            | Event::UserSaved { .. }
            | Event::UserAway { .. }
            | Event::PreferencesChanged { .. }
            | Event::PasswordChanged { .. }
            | Event::PersonSaved { .. }
            | Event::TokenCreated(_)
            | Event::PasswordLinkMade { .. }
            | Event::SecondStepSwitched { .. }
            | Event::TokenRevoked { .. }
            | Event::WebhookSaved(_)
            | Event::MailboxSaved(_)
            | Event::MailboxSignedIn { .. }
            | Event::MailTaken(_)
            | Event::SurveySaved(_)
            | Event::SurveyLinkChanged { .. }
            | Event::SurveyAnswered(_)
            | Event::AskingChanged { .. }
            | Event::ThemesChanged { .. }
            | Event::SurveyInvited(_)
            | Event::SurveyForgotten(_)
            | Event::InvitationMoved { .. }
            | Event::FollowUp { .. }
            | Event::RoundMoved { .. }
            | Event::AskedChanged { .. }
            | Event::PersonErased { .. }
            | Event::SurveyReviewed { .. }
            | Event::SurveyPublished { .. } => Fact::default(),
        })
    }

    /// What a procedure and a step of it are called, in a version of the model.
    fn procedure(
        &self,
        model: ModelVersion,
        procedure: Option<ProcedureId>,
        step: Option<StepId>,
    ) -> Result<(Option<String>, Option<String>), Fault> {
        let model = self.0.model(model)?;
        let found = model.as_ref().and_then(|model| model.procedure(procedure?));
        let step = found.and_then(|found| found.step(step?)).map(Step::title);
        Ok((found.map(|found| found.name.clone()), step))
    }

    fn text(&self, id: Option<ContentId>) -> Result<Option<String>, Fault> {
        id.map(|id| self.0.text(id)).transpose()
    }

    fn group(&self, id: Option<crate::desk::id::GroupId>) -> Result<Option<Named>, Fault> {
        id.map(|id| Ok(Named::new(id, self.0.group(id)?))).transpose()
    }

    fn user(&self, id: Option<crate::desk::id::UserId>) -> Result<Option<Named>, Fault> {
        id.map(|id| Ok(Named::new(id, self.0.user(id)?))).transpose()
    }

    fn users(&self, ids: &BTreeSet<UserId>) -> Result<Vec<Named>, Fault> {
        ids.iter().map(|id| Ok(Named::new(*id, self.0.user(*id)?))).collect()
    }

    fn person(&self, id: Option<crate::desk::id::PersonId>) -> Result<Option<Named>, Fault> {
        id.map(|id| Ok(Named::new(id, self.0.person(id)?.name))).transpose()
    }

    fn category(&self, id: Option<crate::service_model::CategoryId>) -> Result<Option<CategoryPath>, Fault> {
        id.map(|id| Ok(CategoryPath { id: Id(id.0), path: self.0.category_path(id)? })).transpose()
    }
}

fn message_of(message: timeline::Message, for_desk: bool) -> Message {
    let side = match message.side {
        Side::Requester => AuthorSide::Requester,
        Side::Desk => AuthorSide::Desk,
    };
    Message {
        author: Author { side, actor: Actor::of(message.author, for_desk) },
        channel: Word(message.channel),
        text: message.text,
        html: message.html,
        attachments: AttachedFile::list(message.attachments),
        letter: message.letter.map(|letter| ShownLetter::of(*letter, for_desk)),
        mail: message.mail.map(|mail| MessageMail {
            id: Id(mail.id.0),
            state: match mail.state {
                OutboxState::Queued | OutboxState::Leased => MessageMailState::Queued,
                OutboxState::Sent => MessageMailState::Sent,
                OutboxState::Failed => MessageMailState::Failed,
                OutboxState::Cancelled => MessageMailState::Cancelled,
                OutboxState::Unknown => MessageMailState::Unknown,
            },
            error: mail.error,
        }),
    }
}
