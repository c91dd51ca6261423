//! What people write on a case.

use super::super::access::{Viewer, asked_for, can_see, handles};
use super::super::actions::Action;
use super::super::attachment::{Attachment, UploadId};
use super::super::event::{Author, Content, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, PersonId, TicketNumber};
use super::super::notice::NoticeKind;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::{ActorRef, Ticket};
use super::check::Check;
use super::draft::Draft;
use super::progress::stop_waiting;
use super::{Outcome, Stop, invite, notify};
use crate::words::{Channel, State, WaitingFor};

pub(super) fn reply<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    text: &str,
    channel: Channel,
    from_requester: bool,
    attachments: &[UploadId],
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Reply)?;
    let mut check = Check::default();
    let text = check.text_or_files("text", text, !attachments.is_empty());
    let files = draft.attachments(&mut check, attachments)?;
    check.done()?;
    match requester_side(draft, &ticket, from_requester)? {
        Some(person) => hear(draft, &mut ticket, Said { text, files }, channel, person).map(drop)?,
        None => tell(draft, &mut ticket, Said { text, files }, channel)?,
    }
    Ok(Outcome::Ticket(number))
}

/// The person who speaks, when it is the requester's side: they themselves, or an agent who writes down what they said.
fn requester_side<F: Facts>(
    draft: &Draft<'_, F>,
    ticket: &Ticket,
    from_requester: bool,
) -> Result<Option<PersonId>, Stop> {
    if handles(&draft.viewer, ticket) {
        return Ok(from_requester.then_some(ticket.requester));
    }
    match draft.viewer.person {
        Some(person) => Ok(Some(person)),
        None => Err(Refusal::field("from_requester", FieldProblem::NotAllowed).into()),
    }
}

/// What somebody wrote, cleaned, and the files that go with it.
pub(super) struct Said {
    pub text: String,
    pub files: Vec<Attachment>,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { text, files: Vec::new() }
    }
}

/// The desk says something to the requester. By telephone or at the counter they heard it; else it goes by mail.
pub(super) fn tell<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    said: Said,
    channel: Channel,
) -> Result<(), Stop> {
    let text = draft.keep_text(said.text);
    let attachments = draft.keep_files(draft.owner(), said.files);
    let author = draft.desk_author(ticket.requester);
    start(draft, ticket);
    draft.event_on(ticket, Event::Replied { ticket: ticket.number, author, channel, text, attachments });
    if !matches!(channel, Channel::Phone | Channel::Counter) {
        notify::tell(draft, NoticeKind::Replied, ticket, Some(text))?;
    }
    Ok(())
}

/// Whoever has a new case and does something about it has begun to work on it.
pub(super) fn start<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket) {
    if ticket.state == State::New && ticket.assignee.is_some() && ticket.assignee == draft.viewer.user() {
        draft.event_on(ticket, Event::Started { ticket: ticket.number });
    }
}

/// The requester, or somebody in copy, or who heads the unit, says something: what waited for the requester goes on; what
/// was solved comes back while it may, unless the case is not of who speaks: whether it is solved is not theirs to say.
pub(super) fn hear<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    said: Said,
    channel: Channel,
    person: PersonId,
) -> Result<ContentId, Stop> {
    let text = draft.keep(Owner::Person(person), Content::Text(said.text));
    let attachments = draft.keep_files(Owner::Person(person), said.files);
    let number = ticket.number;
    let author = Author::Person(person);
    draft.event_on(ticket, Event::Replied { ticket: number, author, channel, text, attachments });
    if ticket.waiting.is_some_and(|waiting| waiting.on == WaitingFor::Requester) {
        stop_waiting(draft, ticket);
    }
    let solved = matches!(ticket.state, State::Resolved | State::Closed);
    if solved && !ticket.sealed && !only_adds(draft, ticket, person)? {
        draft.event_on(ticket, Event::Reopened { ticket: number, reason: None });
        invite::call_off(draft, ticket)?;
        notify::tell(draft, NoticeKind::Reopened, ticket, None)?;
    }
    notify::tell(draft, NoticeKind::Answered, ticket, Some(text))?;
    Ok(text)
}

/// Files of whoever asked, and no word with them: what they say is said elsewhere.
pub(super) fn send_files<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket, files: Vec<Attachment>) {
    let (author, owner) = (draft.desk_author(ticket.requester), draft.owner());
    let text = draft.keep_text(String::new());
    let (number, channel, attachments) = (ticket.number, Channel::Web, draft.keep_files(owner, files));
    draft.event_on(ticket, Event::Replied { ticket: number, author, channel, text, attachments });
}

/// Whether somebody sees the case without having asked for it: they are in copy, or head its unit.
fn only_adds<F: Facts>(draft: &Draft<'_, F>, ticket: &Ticket, person: PersonId) -> Result<bool, Fault> {
    let viewer = Viewer::of(draft.facts, ActorRef::Person(person), draft.now)?;
    Ok(viewer.is_some_and(|viewer| can_see(&viewer, ticket) && !asked_for(&viewer, ticket)))
}

pub(super) fn note<F: Facts>(
    draft: &mut Draft<'_, F>,
    number: TicketNumber,
    text: &str,
    attachments: &[UploadId],
) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Note)?;
    let mut check = Check::default();
    let text = check.text_or_files("text", text, !attachments.is_empty());
    let files = draft.attachments(&mut check, attachments)?;
    check.done()?;
    write_note(draft, &mut ticket, Said { text, files });
    Ok(Outcome::Ticket(number))
}

/// Keeps a note of the actor's, already cleaned.
pub(super) fn write_note<F: Facts>(draft: &mut Draft<'_, F>, ticket: &mut Ticket, said: Said) -> ContentId {
    let author = draft.desk_author(ticket.requester);
    note_of(draft, ticket, said, (author, draft.owner()))
}

/// Keeps a note of somebody else's, already cleaned.
pub(super) fn note_of<F: Facts>(
    draft: &mut Draft<'_, F>,
    ticket: &mut Ticket,
    said: Said,
    (author, owner): (Author, Owner),
) -> ContentId {
    let text = draft.keep(owner, Content::Text(said.text));
    let attachments = draft.keep_files(owner, said.files);
    draft.event_on(ticket, Event::Noted { ticket: ticket.number, author, text, attachments });
    text
}

pub(super) fn follow<F: Facts>(draft: &mut Draft<'_, F>, number: TicketNumber, follows: bool) -> Result<Outcome, Stop> {
    let mut ticket = draft.ticket(number, Action::Follow)?;
    if let Some(user) = draft.viewer.user().filter(|user| ticket.followers.contains(user) != follows) {
        draft.event_on(&mut ticket, Event::Followed { ticket: number, user, follows });
    }
    Ok(Outcome::Ticket(number))
}
