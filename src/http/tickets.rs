//! Cases: lists, counts, registering, reading, editing.

use super::Tag;
use super::caller::Caller;
use super::clocks::Clock;
use super::input::Input;
use super::list::{List, Named, page_size};
use super::problem::{Code, FieldCode, Problem};
use super::procedure::AnswerInput;
use super::reply::{Answer, Made, Shown};
use super::ticket_filters::{Filters, Status};
use super::ticket_view::{Ticket, TicketRow, View};
use super::uploads;
use super::word::{At, Id, Word};
use crate::desk::id::TicketNumber;
use crate::desk::{self, Classification, Command, Facts, NewTicket, Outcome, RequesterRef, Solution, TicketEdit};
use crate::queries::tickets::Order;
use crate::queries::{counts, names, ticket, tickets};
use crate::service_model::CategoryId;
use crate::words::{Channel, Impact, Kind, Level, Priority, Urgency, WaitingFor};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::{Example, MaybeUndefined};
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Tickets;

/// Who asks: exactly one of `id`, `email`, `phone` and `me`.
#[derive(Clone, Debug, Default, Object)]
struct RequesterInput {
    /// A person's id.
    id: Option<Id>,
    /// An e-mail address; a stranger's is registered as a new person.
    email: Option<String>,
    /// A telephone number in any form; a stranger's is registered as a new person.
    phone: Option<String>,
    /// What to call a stranger.
    name: Option<String>,
    /// The caller, who has the role `requester`.
    me: Option<bool>,
}

/// A solution.
#[derive(Clone, Debug, Object)]
pub(super) struct SolutionInput {
    /// What was done, in Markdown; the requester reads it.
    text: String,
    /// A code of the service model.
    code: String,
    /// Why required steps of the case's procedure were left out; needed when some are open.
    procedure_reason: Option<String>,
}

impl SolutionInput {
    /// As the desk takes it.
    pub(super) fn solution(self) -> Solution {
        let Self { text, code, procedure_reason } = self;
        Solution { text, code, procedure_reason }
    }
}

/// A case to register.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct TicketInput {
    /// The subject, at most 200 characters.
    subject: String,
    /// What was said, in Markdown.
    description: Option<String>,
    /// How it came.
    channel: Word<Channel>,
    /// Who asks.
    requester: RequesterInput,
    /// The id of the person whom it is about, when that is somebody else.
    affected: Option<Id>,
    /// The id of its category, which fills in what is not given.
    category: Option<Id>,
    /// Question, request or incident.
    kind: Option<Word<Kind>>,
    /// How much is touched.
    impact: Option<Word<Impact>>,
    /// How soon it hurts.
    urgency: Option<Word<Urgency>>,
    /// The id of the group that gets it; else it stays with the agent who registers it, or goes to first level.
    group: Option<Id>,
    /// The id of the user who gets it.
    assignee: Option<Id>,
    /// What the group should know: an internal note, in Markdown.
    note: Option<String>,
    /// Solved in the same contact.
    solution: Option<SolutionInput>,
    /// The ids of uploads that go with what was said, at most 20.
    attachments: Option<Vec<String>>,
    /// What was answered to the guided questions, which `POST /model/preview` tells.
    answers: Option<Vec<AnswerInput>>,
}

impl Example for TicketInput {
    fn example() -> Self {
        Self {
            subject: "Sin correo en el piso 3".to_owned(),
            description: Some("Desde las 9:30 no llegan correos a *ninguna* persona del piso.".to_owned()),
            channel: Word(Channel::Phone),
            requester: RequesterInput { phone: Some("9 5550 0147".to_owned()), ..RequesterInput::default() },
            affected: None,
            category: None,
            kind: Some(Word(Kind::Incident)),
            impact: Some(Word(Impact::Team)),
            urgency: Some(Word(Urgency::High)),
            group: None,
            assignee: None,
            note: None,
            solution: None,
            attachments: None,
            answers: None,
        }
    }
}

/// A change of a case; what is not given stays.
#[derive(Clone, Debug, Object)]
struct TicketChange {
    /// The subject, at most 200 characters.
    subject: Option<String>,
    /// What was said at the opening, in Markdown.
    description: Option<String>,
    /// The id of the person who asks.
    requester: Option<Id>,
    /// The id of the person whom it is about; null takes it away.
    affected: MaybeUndefined<Id>,
    /// The id of its category, which fills in kind, impact and urgency unless they are given too.
    category: Option<Id>,
    /// Question, request or incident.
    kind: Option<Word<Kind>>,
    /// How much is touched.
    impact: Option<Word<Impact>>,
    /// How soon it hurts.
    urgency: Option<Word<Urgency>>,
}

/// The numbers beside the queues, of what the caller sees.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct TicketCounts {
    /// Open cases that the caller has.
    mine: u64,
    /// Open cases of the groups that the caller works in.
    groups: u64,
    /// Open cases that nobody has.
    unassigned: u64,
    /// Cases that nobody began to work on.
    new: u64,
    /// Waiting cases.
    waiting: u64,
    /// Open cases that the caller follows, and somebody else, or nobody, has.
    following: u64,
    /// Cases that were solved today by the desk's calendar, and still are.
    solved_today: u64,
    /// Open cases.
    all: u64,
}

/// A stay of a case with a group and an assignee.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Stay {
    /// The count, from 1.
    n: u32,
    /// The group.
    group: Option<Named>,
    /// The level.
    level: Word<Level>,
    /// The assignee.
    assignee: Option<Named>,
    /// When it began.
    start: At,
    /// When somebody of the group took it.
    taken: Option<At>,
    /// When it ended.
    end: Option<At>,
}

/// A spell of waiting.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Wait {
    /// The count, from 1.
    n: u32,
    /// What it waited for.
    on: Word<WaitingFor>,
    /// When it began.
    start: At,
    /// When it ended.
    end: Option<At>,
}

/// The clocks of a case.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct TicketClocks {
    /// Those that it has, one of a kind at the most.
    clocks: Vec<Clock>,
    /// Those of stays that are over, and of solutions before a reopening.
    ended: Vec<Clock>,
}

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl Tickets {
    /// Cases
    ///
    /// The cases that the caller sees, by filters and orders that an index serves: at most one of `assignee`, `group`,
    /// `requester`, `following` and `unit`, or `group` together with `assignee=none`; `sort=priority` with open states only;
    /// `solved` without `status`, and by number only; `priority` with all of them. A page may be shorter than `limit`: only `next` says whether
    /// there is more.
    #[oai(path = "/", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn list(
        &self,
        caller: Caller,
        /// States; several are possible. `open` stands for all that is not solved, closed or cancelled.
        status: Query<Option<Vec<Word<Status>>>>,
        /// Priorities; several are possible.
        priority: Query<Option<Vec<Word<Priority>>>>,
        /// Who has them: `me`, `none` or a user's id.
        assignee: Query<Option<String>>,
        /// Which group has them: `mine`, `none` or a group's id.
        group: Query<Option<String>>,
        /// The id of a person who asked for them, or whom they are about.
        requester: Query<Option<Id>>,
        /// `me`: cases that the caller follows and somebody else, or nobody, has.
        following: Query<Option<String>>,
        /// `mine`: cases that come from the units that the caller heads as a requester, and from those below them.
        unit: Query<Option<String>>,
        /// `today`, or a day such as 2026-11-25 by the desk's calendar, on which they were solved.
        solved: Query<Option<String>>,
        /// The order; the last change first unless given, the newest case first with `solved`.
        sort: Query<Option<Word<Order>>>,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<TicketRow>>> {
        let snapshot = caller.snapshot()?;
        let today = caller.now().day(snapshot.settings()?.zone());
        let filters = Filters {
            status: status.0,
            priority: priority.0,
            assignee: assignee.0,
            group: group.0,
            requester: requester.0,
            following: following.0,
            unit: unit.0,
            solved: solved.0,
            sort: sort.0,
        };
        let asked = filters.asked(today)?;
        let limit = page_size(limit.0)?;
        let page = tickets::list(&snapshot, caller.viewer(), &asked, cursor.0.as_deref(), limit)?;
        let view = View::new(&snapshot, caller.viewer());
        let page = page.try_map(|case| view.row(&case))?;
        Ok(Shown::written(List { items: page.items, next: page.next }))
    }

    /// How many cases the queues hold
    #[oai(path = "/counts", method = "get")]
    async fn counts(&self, caller: Caller) -> Answer<Shown<TicketCounts>> {
        let snapshot = caller.snapshot()?;
        let today = caller.now().day(snapshot.settings()?.zone());
        let counts = counts::counts(&snapshot, caller.viewer(), today)?;
        Ok(Shown::new(TicketCounts {
            mine: counts.mine,
            groups: counts.groups,
            unassigned: counts.unassigned,
            new: counts.new,
            waiting: counts.waiting,
            following: counts.following,
            solved_today: counts.solved_today,
            all: counts.all,
        }))
    }

    /// Register a case
    ///
    /// Agents register for anybody; with `solution` the case is solved in the same contact. Requesters register for
    /// themselves (`requester.me`), without group, assignee, note and solution.
    #[oai(path = "/", method = "post")]
    async fn open(&self, caller: Caller, input: Input<TicketInput>) -> Answer<Made<Ticket>> {
        let input = input.0;
        let new = NewTicket {
            subject: input.subject,
            description: input.description,
            channel: input.channel.0,
            requester: requester_of(input.requester)?,
            affected: input.affected.map(Id::to),
            classification: classification(input.category, input.kind, input.impact, input.urgency),
            group: input.group.map(Id::to),
            assignee: input.assignee.map(Id::to),
            note: input.note,
            solution: input.solution.map(SolutionInput::solution),
            attachments: uploads::named(input.attachments)?,
            answers: input.answers.unwrap_or_default().into_iter().map(AnswerInput::read).collect(),
        };
        let committed = caller.submit(Command::OpenTicket(Box::new(new))).await?;
        let Outcome::Ticket(number) = committed.outcome else {
            return Err(Problem::internal(&"registering a case made something else"));
        };
        let case = Made::written(show(&caller, number)?).version(|case| case.row.version);
        Ok(case.location(&format!("/api/v1/tickets/{number}")))
    }

    /// A case
    #[oai(path = "/:number", method = "get")]
    async fn one(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Ticket>> {
        let snapshot = caller.snapshot()?;
        let case = ticket::find(&snapshot, caller.viewer(), number.0.to())?;
        let shown = View::new(&snapshot, caller.viewer()).ticket(&case)?;
        Ok(Shown::written(shown).version(|case| case.row.version))
    }

    /// Change what a case says or what it is about
    #[oai(path = "/:number", method = "patch")]
    async fn edit(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
        input: Input<TicketChange>,
    ) -> Answer<Shown<Ticket>> {
        let input = input.0;
        let edit = TicketEdit {
            subject: input.subject,
            description: input.description,
            requester: input.requester.map(Id::to),
            affected: match input.affected {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(id) => Some(Some(id.to())),
            },
            classification: classification(input.category, input.kind, input.impact, input.urgency),
        };
        act(&caller, number.0, |ticket| Command::EditTicket { ticket, edit: Box::new(edit) }).await
    }

    /// With whom a case stayed
    ///
    /// The latest 200 stays, the first one first. For who works on cases.
    #[oai(path = "/:number/stays", method = "get")]
    async fn stays(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Vec<Stay>>> {
        let snapshot = caller.snapshot()?;
        let names = names::Names::new(&snapshot);
        let stays = ticket::stays(&snapshot, caller.viewer(), number.0.to())?;
        let shown = stays.iter().map(|stay| {
            Ok(Stay {
                n: stay.n,
                group: stay.group.map(|id| Ok(Named::new(id, names.group(id)?))).transpose()?,
                level: Word(stay.level),
                assignee: stay.assignee.map(|id| Ok(Named::new(id, names.user(id)?))).transpose()?,
                start: At(stay.start),
                taken: stay.taken.map(At),
                end: stay.end.map(At),
            })
        });
        Ok(Shown::new(shown.collect::<Result<_, desk::Fault>>()?))
    }

    /// The clocks of a case
    ///
    /// Those that it has and those of its latest 200 stays that are over, each with the dated sum that its deadline is.
    /// For who works on cases.
    #[oai(path = "/:number/clocks", method = "get")]
    async fn clocks(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<TicketClocks>> {
        let snapshot = caller.snapshot()?;
        let names = names::Names::new(&snapshot);
        let (case, stays) = ticket::with_stays(&snapshot, caller.viewer(), number.0.to())?;
        let show = |clock| Clock::of(&names, clock, caller.now());
        Ok(Shown::new(TicketClocks {
            clocks: case.clocks.iter().map(show).collect::<Answer<_>>()?,
            ended: stays.iter().flat_map(|stay| &stay.clocks).map(show).collect::<Answer<_>>()?,
        }))
    }

    /// For what a case waited
    ///
    /// The latest 200 spells, the first one first. For who works on cases.
    #[oai(path = "/:number/waits", method = "get")]
    async fn waits(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Vec<Wait>>> {
        let snapshot = caller.snapshot()?;
        let waits = ticket::waits(&snapshot, caller.viewer(), number.0.to())?;
        let shown = waits.iter().map(|wait| Wait {
            n: wait.n,
            on: Word(wait.on),
            start: At(wait.start),
            end: wait.end.map(At),
        });
        Ok(Shown::new(shown.collect()))
    }
}

/// Does something to a case, and shows what became of it.
pub(super) async fn act(
    caller: &Caller,
    number: Id,
    command: impl FnOnce(TicketNumber) -> Command,
) -> Answer<Shown<Ticket>> {
    caller.submit(command(number.to())).await?;
    Ok(Shown::written(show(caller, number.to())?).version(|case| case.row.version))
}

/// The case after a change. Whoever changed it is shown what came of it, also when it left their sight with that: then
/// without what is the desk's own affair.
fn show(caller: &Caller, number: TicketNumber) -> Answer<Ticket> {
    let (snapshot, viewer) = caller.afresh()?;
    let case = snapshot.get::<desk::Ticket>(number.0)?.ok_or_else(|| Problem::of(Code::NotFound))?;
    Ok(View::new(&snapshot, &viewer).ticket(&case)?)
}

fn classification(
    category: Option<Id>,
    kind: Option<Word<Kind>>,
    impact: Option<Word<Impact>>,
    urgency: Option<Word<Urgency>>,
) -> Classification {
    Classification {
        category: category.map(|id| CategoryId(id.0)),
        kind: kind.map(|word| word.0),
        impact: impact.map(|word| word.0),
        urgency: urgency.map(|word| word.0),
    }
}

fn requester_of(input: RequesterInput) -> Answer<RequesterRef> {
    let RequesterInput { id, email, phone, name, me } = input;
    match (id, email, phone, me.unwrap_or(false)) {
        (Some(id), None, None, false) => Ok(RequesterRef::Id(id.to())),
        (None, Some(email), None, false) => Ok(RequesterRef::Email { email, name }),
        (None, None, Some(phone), false) => Ok(RequesterRef::Phone { phone, name }),
        (None, None, None, true) => Ok(RequesterRef::Myself),
        (None, None, None, false) => Err(Problem::field("requester", FieldCode::Required)),
        _ => Err(Problem::field("requester", FieldCode::Ambiguous)),
    }
}
