//! What happens to a case until it is closed.

use super::super::access::handles;
use super::super::actions::Action;
use super::super::attachment::UploadId;
use super::super::command::{Classification, Solution, TicketEdit};
use super::super::event::{Event, Routing, Unsaid, Whence};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, GroupId, TicketNumber, UserId};
use super::super::notice::NoticeKind;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::SUBJECT_MAX;
use super::super::ticket::SETTLED;
use super::super::{Group, Person, Ticket, TimerKind};
use super::check::Check;
use super::draft::Draft;
use super::open::{active_group, check_category, classify_anew, may_have};
use super::{Outcome, Stop, escalate, invite, notify, procedure, talk};
use crate::Moment;
use crate::survey::AskedAfter;
use crate::words::{Channel, Level, Priority, State, WaitingFor};
use chrono::TimeDelta;

/// A contact lasts at most so long: a case that the same agent solves later was not solved on line.
const CONTACT: TimeDelta = TimeDelta::minutes(30);

/// The longest time for which a case may wait.
const WAIT_MAX: TimeDelta = TimeDelta::days(366);

pub(super) fn edit<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    edit: &TicketEdit,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Edit)?;
    let mut check = Check::default();
    let subject = edit.subject.as_deref().map(|typed| check.line("subject", typed, SUBJECT_MAX));
    let description = edit.description.as_deref().map(|typed| check.optional_text("description", Some(typed)));
    for (field, person) in [("requester", edit.requester), ("affected", edit.affected.flatten())] {
        if let Some(id) = person {
            let known = draft.facts.get::<Person>(id.0)?.is_some_and(|person| person.active);
            check.that(known, field, FieldProblem::Unknown);
        }
    }
    if edit.classification.category != ticket.category {
        check_category(&mut check, &draft.model, edit.classification.category);
    }
    check.done()?;

    let mut says = (ticket.subject, ticket.description, ticket.requester, ticket.affected);
    if let Some(text) = subject.filter(|text| !is_content(draft, says.0, text)) {
        says.0 = draft.keep_text(text);
    }
    match description {
        Some(Some(text)) if !says.1.is_some_and(|id| is_content(draft, id, &text)) => {
            says.1 = Some(draft.keep_text(text));
        }
        Some(None) => says.1 = None,
        _ => {}
    }
    says.2 = edit.requester.unwrap_or(says.2);
    says.3 = edit.affected.unwrap_or(says.3).filter(|affected| *affected != says.2);
    if says != (ticket.subject, ticket.description, ticket.requester, ticket.affected) {
        let (subject, description, requester, affected) = says;
        let from = if requester == ticket.requester {
            None
        } else {
            // Whoever heads the unit of somebody who did not ask has nothing to do with it.
            let unit = draft.facts.get::<Person>(requester.0)?.and_then(|person| person.unit);
            Some(Whence { unit })
        };
        draft.meet(requester, affected, from.map_or(ticket.unit, |from| from.unit))?;
        draft.event_on(&mut ticket, Event::Edited { ticket: number, subject, description, requester, affected, from });
    }
    reclassify(draft, &mut ticket, &edit.classification);
    Ok(Outcome::Ticket(number))
}

fn reclassify<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket, said: &Classification) {
    let about = classify_anew(&draft.model, ticket, said);
    let priority = if ticket.overridden.is_some() { ticket.priority } else { about.priority };
    let same = (ticket.kind, ticket.category, ticket.impact, ticket.urgency)
        == (about.kind, about.category, about.impact, about.urgency);
    if !same {
        let event = Event::Classified {
            ticket: ticket.number,
            model: draft.model.version,
            kind: about.kind,
            category: about.category,
            impact: about.impact,
            urgency: about.urgency,
            priority,
            unsaid: Unsaid::of(said),
        };
        draft.event_on(ticket, event);
    }
}

/// Whether `id` holds just this text. A text that cannot be read counts as another.
pub(super) fn is_content<F: Facts>(draft: &Draft<'_, F>, id: ContentId, text: &str) -> bool {
    matches!(draft.facts.content(id), Ok(Some(row)) if row.content.as_text() == Some(text))
}

pub(super) fn set_priority<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    priority: Option<Priority>,
    reason: Option<&str>,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::SetPriority)?;
    let event = match priority {
        Some(priority) => {
            let mut check = Check::default();
            let reason = check.text("reason", reason.unwrap_or_default());
            check.done()?;
            let reason = Some(draft.keep_text(reason));
            Event::Prioritised { ticket: number, priority, reason }
        }
        None => {
            let priority = draft.model_of_case().matrix.priority(ticket.impact, ticket.urgency);
            Event::Prioritised { ticket: number, priority, reason: None }
        }
    };
    draft.event_on(&mut ticket, event);
    Ok(Outcome::Ticket(number))
}

pub(super) fn take<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Take)?;
    let groups = draft.facts.groups()?;
    let own = groups
        .iter()
        .filter(|group| group.active && draft.viewer.groups.contains(&group.id))
        .min_by_key(|group| (group.level, group.id));
    let group = match ticket.group {
        Some(id) => groups.iter().find(|group| group.id == id),
        None => own,
    };
    let user = draft.viewer.user();
    route(draft, &mut ticket, Routing::Taken, group, user);
    Ok(Outcome::Ticket(number))
}

pub(super) fn assign<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    assignee: Option<UserId>,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Assign)?;
    if assignee == ticket.assignee {
        return Ok(Outcome::Ticket(number));
    }
    let group = match ticket.group {
        Some(id) => draft.facts.get::<Group>(id.0)?,
        None => None,
    };
    if let Some(user) = assignee
        && !may_have(draft.facts, group.as_ref(), user)?
    {
        return Err(Refusal::field("assignee", FieldProblem::Unknown).into());
    }
    let how = match assignee {
        None => Routing::Released,
        Some(user) if draft.viewer.user() == Some(user) => Routing::Taken,
        Some(_) => Routing::Assigned,
    };
    route(draft, &mut ticket, how, group.as_ref(), assignee);
    // Whoever takes a case tells nobody, whichever way they do it.
    if how != Routing::Taken {
        notify::tell(draft, NoticeKind::Assigned, &ticket, None)?;
    }
    Ok(Outcome::Ticket(number))
}

pub(super) fn pass<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    group: GroupId,
    assignee: Option<UserId>,
    note: Option<&str>,
    reply: Option<&str>,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Pass)?;
    let mut check = Check::default();
    let note = check.optional_text("note", note);
    let reply = check.optional_text("reply", reply);
    let target = active_group(draft.facts, group)?;
    check.that(target.is_some(), "group", FieldProblem::Unknown);
    check.that(ticket.group != Some(group), "group", FieldProblem::NotAllowed);
    if let (Some(user), Some(target)) = (assignee, &target) {
        check.that(may_have(draft.facts, Some(target), user)?, "assignee", FieldProblem::Unknown);
    }
    check.done()?;

    if let Some(text) = reply {
        talk::tell(draft, &mut ticket, text.into(), Channel::Mail)?;
    }
    stop_waiting(draft, &mut ticket);
    // Whoever passes a case on keeps it in sight, wherever it goes.
    if let Some(user) = draft.viewer.user().filter(|user| !ticket.followers.contains(user)) {
        draft.event_on(&mut ticket, Event::Followed { ticket: number, user, follows: true });
    }
    let note = note.map(|text| talk::write_note(draft, &mut ticket, text.into()));
    route(draft, &mut ticket, Routing::Passed, target.as_ref(), assignee);
    notify::tell(draft, NoticeKind::Assigned, &ticket, note)?;
    notify::tell(draft, NoticeKind::Passed, &ticket, note)?;
    Ok(Outcome::Ticket(number))
}

/// The case changes hands.
pub(super) fn route<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    how: Routing,
    group: Option<&Group>,
    assignee: Option<UserId>,
) {
    hand_over(draft, ticket, (how, false), group, assignee);
}

/// The same; it may be the assignee's turn.
pub(super) fn hand_over<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    (how, turn): (Routing, bool),
    group: Option<&Group>,
    assignee: Option<UserId>,
) {
    let event = Event::Routed {
        ticket: ticket.number,
        how,
        group: group.map(|group| group.id),
        level: group.map_or(ticket.level, |group| group.level),
        assignee,
        from_group: ticket.group,
        from_assignee: ticket.assignee,
        turn,
    };
    draft.event_on(ticket, event);
}

pub(super) fn wait<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    on: WaitingFor,
    until: Option<Moment>,
    reason: Option<&str>,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Wait)?;
    let mut check = Check::default();
    let reason = check.optional_text("reason", reason);
    match until {
        None => check.that(on != WaitingFor::Moment, "until", FieldProblem::Required),
        Some(until) => {
            check.that(until > draft.now, "until", FieldProblem::Past);
            check.that(until <= draft.now.plus(WAIT_MAX), "until", FieldProblem::NotAllowed);
        }
    }
    check.done()?;

    stop_waiting(draft, &mut ticket);
    let reason = reason.map(|text| draft.keep_text(text));
    draft.event_on(&mut ticket, Event::Waited { ticket: number, on, until, reason });
    if on == WaitingFor::Requester {
        notify::tell(draft, NoticeKind::WaitingForYou, &ticket, reason)?;
    }
    Ok(Outcome::Ticket(number))
}

pub(super) fn resume<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Resume)?;
    stop_waiting(draft, &mut ticket);
    Ok(Outcome::Ticket(number))
}

/// Ends a spell of waiting, when there is one.
pub(super) fn stop_waiting<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) {
    if ticket.state == State::Waiting {
        draft.event_on(ticket, Event::Resumed { ticket: ticket.number });
    }
}

pub(super) fn resolve<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    solution: &Solution,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Resolve)?;
    let mut check = Check::default();
    let solution = check_solution(&mut check, draft, solution, "");
    check.done()?;
    solve(draft, &mut ticket, solution)?;
    Ok(Outcome::Ticket(number))
}

/// A solution's text, and its code when the model has it.
pub(super) fn check_solution<F: Facts>(
    check: &mut Check,
    draft: &Draft<'_, F>,
    solution: &Solution,
    path: &str,
) -> Solution {
    let text = check.text(&format!("{path}text"), &solution.text);
    let known = draft.model.solution_codes.iter().any(|code| code.active && code.code == solution.code);
    check.that(known, format!("{path}code"), FieldProblem::Unknown);
    let field = format!("{path}procedure_reason");
    let procedure_reason = check.optional_text(&field, solution.procedure_reason.as_deref());
    Solution { text, code: solution.code.clone(), procedure_reason }
}

/// The case is solved. It closes, and can no longer be reopened, after the days that the version which it goes by says.
pub(super) fn solve<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket, solution: Solution) -> Result<(), Stop> {
    let on_line = is_on_line(draft, ticket);
    procedure::settle(draft, ticket, solution.procedure_reason)?;
    stop_waiting(draft, ticket);
    let text = resolved(draft, ticket, solution.text, solution.code, on_line);
    notify::tell(draft, NoticeKind::Solved, ticket, Some(text))?;
    invite::after(draft, ticket, AskedAfter::Solution)?;
    Ok(())
}

/// It counts as solved, by these words.
fn resolved<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    text: String,
    code: String,
    on_line: bool,
) -> ContentId {
    let text = draft.keep_text(text);
    let agreed = draft.model_of_case();
    let (close_after, reopen_within) = (agreed.close_after_days, agreed.reopen_within_days);
    let days = |days: u16| draft.now.plus(TimeDelta::days(i64::from(days)));
    let event = Event::Resolved {
        ticket: ticket.number,
        text,
        code,
        on_line,
        day: draft.now.day(draft.settings.zone()),
        close_at: days(close_after),
        reopen_until: days(reopen_within),
    };
    draft.event_on(ticket, event);
    text
}

/// Solved on line: at first level, by whoever registered it, while they still talk, before anything else happened.
fn is_on_line<F: Facts>(draft: &Draft<'_, F>, ticket: &Ticket) -> bool {
    ticket.level == Level::First
        && ticket.channel.is_live()
        && draft.viewer.actor == ticket.opened_by
        && ticket.further_contacts == 0
        && ticket.waits == 0
        && draft.now.since(ticket.opened_at) <= CONTACT
}

pub(super) fn correct_on_line<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    on_line: bool,
    reason: &str,
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::CorrectOnLine)?;
    let mut check = Check::default();
    let reason = check.text("reason", reason);
    check.done()?;
    if ticket.resolution.as_ref().is_some_and(|resolution| resolution.on_line != on_line) {
        let reason = draft.keep_text(reason);
        draft.event_on(&mut ticket, Event::OnLineCorrected { ticket: number, on_line, reason });
    }
    Ok(Outcome::Ticket(number))
}

pub(super) fn reopen<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber, reason: &str) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Reopen)?;
    let mut check = Check::default();
    let reason = check.text("reason", reason);
    check.done()?;
    let reason = draft.keep_text(reason);
    draft.event_on(&mut ticket, Event::Reopened { ticket: number, reason: Some(reason) });
    invite::call_off(draft, &ticket)?;
    let reason_of_the_desk = handles(&draft.viewer, &ticket).then_some(reason);
    notify::tell(draft, NoticeKind::Reopened, &ticket, reason_of_the_desk)?;
    notify::tell(draft, NoticeKind::Answered, &ticket, Some(reason))?;
    Ok(Outcome::Ticket(number))
}

pub(super) fn close<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Close)?;
    shut(draft, &mut ticket)?;
    Ok(Outcome::Ticket(number))
}

/// A solved case is closed.
fn shut<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) -> Result<(), Fault> {
    draft.event_on(ticket, Event::Closed { ticket: ticket.number });
    notify::tell(draft, NoticeKind::Closed, ticket, None)?;
    invite::after(draft, ticket, AskedAfter::Closing)
}

/// Whoever asked says that it is solved: it ends as a solved case does, so that it may come back, and figures tell it from
/// what was given up. Nobody is asked how the desk solved it.
pub(super) fn settle<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    reason: &str,
    attachments: &[UploadId],
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Settle)?;
    let mut check = Check::default();
    let reason = check.text("reason", reason);
    let files = draft.attachments(&mut check, attachments)?;
    check.done()?;
    if !files.is_empty() {
        talk::send_files(draft, &mut ticket, files);
    }
    // What the procedure still wanted is nobody's fault.
    procedure::settle(draft, &mut ticket, Some(reason.clone()))?;
    stop_waiting(draft, &mut ticket);
    let text = resolved(draft, &mut ticket, reason, SETTLED.to_owned(), false);
    draft.event_on(&mut ticket, Event::Closed { ticket: number });
    // Whoever works on it must hear that nobody waits for it any more.
    notify::tell(draft, NoticeKind::Answered, &ticket, Some(text))?;
    notify::tell(draft, NoticeKind::Closed, &ticket, None)?;
    Ok(Outcome::Ticket(number))
}

pub(super) fn cancel<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber, reason: &str) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Cancel)?;
    let mut check = Check::default();
    let reason = check.text("reason", reason);
    check.done()?;
    stop_waiting(draft, &mut ticket);
    let reason = draft.keep_text(reason);
    draft.event_on(&mut ticket, Event::Cancelled { ticket: number, reason });
    // Whoever works on it must hear that nobody waits for it any more.
    if !handles(&draft.viewer, &ticket) {
        notify::tell(draft, NoticeKind::Answered, &ticket, Some(reason))?;
    }
    Ok(Outcome::Ticket(number))
}

/// The moments that an open case waits for are reckoned anew: by the version of the model in force, unless open cases keep
/// theirs, and by the time-zone database of now. What was decided and counted stays.
pub(super) fn plan_anew<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == super::super::ActorRef::System)?;
    let Some(mut ticket) = draft.facts.get::<Ticket>(number.0)? else {
        return Err(Refusal::NotFound.into());
    };
    if ticket.state.is_open() {
        draft.watch(&ticket)?;
        draft.plan_anew(&mut ticket);
        escalate::hold_anew(draft, &mut ticket);
    }
    Ok(Outcome::Ticket(number))
}

/// The clock says that a moment has come. When the case moved on meanwhile, or the clock was set back, nothing follows.
pub(super) fn timer_due<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    timer: TimerKind,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == super::super::ActorRef::System)?;
    let Some(mut ticket) = draft.facts.get::<Ticket>(number.0)? else {
        return Err(Refusal::NotFound.into());
    };
    let due = ticket.timers().into_iter().any(|(at, kind)| kind == timer && at <= draft.now);
    if due {
        draft.watch(&ticket)?;
        match timer {
            TimerKind::WaitOver => draft.event_on(&mut ticket, Event::Resumed { ticket: number }),
            TimerKind::Close => shut(draft, &mut ticket)?,
            TimerKind::Seal => draft.event_on(&mut ticket, Event::Sealed { ticket: number }),
            TimerKind::Clock(_) => escalate::time_passed(draft, &mut ticket)?,
            TimerKind::Watch => escalate::watched(draft, &mut ticket)?,
            TimerKind::Reminder => escalate::remind(draft, &mut ticket)?,
        }
    }
    Ok(Outcome::Ticket(number))
}
