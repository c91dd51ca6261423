//! A mail comes in: whose it is, which case it belongs to, and what becomes of it. Nothing that comes is lost: what begins
//! or continues no case is kept aside with the reason.

use super::super::attachment::Attachment;
use super::super::command::Classification;
use super::super::event::{Author, Content, Erasing, Event, Owner};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, InvitationId, MailId, PersonId, TicketNumber, UserId};
use super::super::mail::{Aside, IncomingMail, Mail, MailFate, MailHead, Mailbox, SentMail};
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::{NAME_MAX, SUBJECT_MAX, TEXT_MAX, clean_line, clean_text, email};
use super::super::{
    ActorRef, MailSettings, NoticeKind, Person, PersonDetails, Recipient, Ticket, User, Viewer, can_see, sees_from_desk,
};
use super::copy;
use super::draft::Draft;
use super::mailbox::every_mailbox;
use super::open::{self, Beginning, Requester};
use super::talk::{self, Said};
use super::{Outcome, Stop};
use super::{invite, notify};
use crate::mail::{Automatic, Letter, MailAddress, forwarded_for};
use crate::service_model::Category;
use crate::words::{Channel, State};
use chrono::TimeDelta;

/// So many mails of one sender are taken in within [`BRAKE_SPAN`]; more are set aside.
const BRAKE: usize = 40;
/// So many mails come into one case within the same time, whoever sends them.
const CASE_BRAKE: usize = 60;
const BRAKE_SPAN: TimeDelta = TimeDelta::minutes(10);
/// Whoever wrote so many within [`HUSH_SPAN`] hears of new cases no more: two desks that answer each other come to rest.
const HUSH: usize = 8;
const HUSH_SPAN: TimeDelta = TimeDelta::hours(1);

/// Whose a mail is.
#[derive(Clone, Debug)]
enum Sender {
    /// A person who is known.
    Person(Box<Person>),
    /// Somebody who writes for the first time.
    Stranger(MailAddress),
}

/// A mail of ours that did not arrive.
struct Bounce {
    /// What it was about.
    ticket: Option<Box<Ticket>>,
    /// To whom it went.
    person: PersonId,
    /// The invitation that it brought.
    invitation: Option<InvitationId>,
    /// The address that it did not reach.
    address: String,
    /// Why, in the server's words.
    words: String,
}

/// What is to become of a mail.
enum Way {
    Aside(Aside),
    /// A case begins for this requester, perhaps after one that cannot come back.
    Open {
        sender: Sender,
        after: Option<TicketNumber>,
    },
    /// The requester answers.
    Answer {
        ticket: Box<Ticket>,
        person: PersonId,
    },
    /// Somebody of the desk, or a program for the requester, says something that only the desk reads.
    Note {
        ticket: Box<Ticket>,
        author: Author,
    },
    /// A mail of ours did not arrive.
    Bounce(Bounce),
    /// Somebody writes whom the case is none of.
    Wait {
        ticket: Box<Ticket>,
        sender: Sender,
    },
}

impl Way {
    /// The case that it belongs to, which is there.
    fn ticket(&self) -> Option<&Ticket> {
        match self {
            Self::Answer { ticket, .. } | Self::Note { ticket, .. } | Self::Wait { ticket, .. } => Some(ticket),
            Self::Bounce(bounce) => bounce.ticket.as_deref(),
            Self::Aside(_) | Self::Open { .. } => None,
        }
    }
}

pub(super) fn take<F: Facts>(draft: &mut Draft<'_, F>, mail: &IncomingMail) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::System || draft.viewer.administers())?;
    let uploads = draft.uploaded(&mail.uploads)?;
    let mut files = uploads.into_iter();
    let raw = files.next().ok_or(Refusal::field("uploads", FieldProblem::Required))?;
    let html = if mail.has_html { files.next() } else { None };
    let files: Vec<Attachment> = files.collect();
    let before = match draft.facts.mail_by_hash(&raw.hash)? {
        Some(id) => draft.facts.get::<Mail>(id.0)?,
        None => None,
    };
    let again = before.as_ref().is_some_and(|mail| matches!(mail.fate, MailFate::Aside(_))) && mail.all_the_same;
    if before.is_some() && !again {
        return Err(Refusal::field("uploads", FieldProblem::Taken).into());
    }
    let mailbox = match mail.mailbox {
        Some(id) => draft.facts.get::<Mailbox>(id.0)?,
        None => None,
    };
    let letter = &mail.letter;
    let automatic = letter.marks.automatic();
    let way = way(draft, mail, letter, mailbox.as_ref())?;
    draft.hushed = automatic.is_some() || writes_often(draft, letter)?;

    if let Some(before) = &before {
        draft.erase(Erasing { contents: before.contents(), ..Erasing::default() });
    }
    let id = match before {
        Some(before) => before.id,
        None => MailId(draft.new_id::<Mail>()?),
    };
    let hash = raw.hash;
    let owner = match &way {
        Way::Aside(_) => Owner::Desk,
        Way::Open { sender, .. } | Way::Wait { sender, .. } => {
            Owner::Person(registered(draft, sender, mailbox.as_ref())?)
        }
        Way::Answer { person, .. } | Way::Bounce(Bounce { person, .. }) => Owner::Person(*person),
        Way::Note { author, .. } => match author {
            Author::Person(person) => Owner::Person(*person),
            Author::User(user) => Owner::User(*user),
            Author::Token(_) => Owner::Desk,
        },
    };
    // Kept before its words: what follows words is what was sent with them.
    let raw = draft.keep(owner, Content::File(raw));
    let html = html.map(|file| draft.keep(owner, Content::File(file)));
    let bounced = match &way {
        Way::Bounce(bounce) => Some((bounce.address.clone(), bounce.words.clone())),
        _ => None,
    };
    let place = draft.contents_so_far();
    let (fate, said) = follow(draft, way, owner, (letter, mail.readable), files, mailbox.as_ref())?;
    let first_file = draft.first_file_since(place);
    let pictures = mail
        .pictures
        .iter()
        .filter_map(|(name, n)| Some((name.clone(), ContentId(first_file?.0 + *n as u64))))
        .collect();
    // Kept last: what was set aside lies between the mail itself and this.
    let head = draft.keep(
        owner,
        Content::MailHead(Box::new(MailHead {
            from: letter.from.clone(),
            subject: cut(&clean_line(&letter.subject), SUBJECT_MAX),
            message_id: letter.message_id.clone(),
            failed_checks: letter.failed_checks.clone(),
            pictures,
            bounced,
            left_out: letter.left_out,
            shortened: letter.shortened || clean_text(&letter.text).chars().count() > TEXT_MAX,
            meeting: letter.meeting.clone(),
            sealed: letter.sealed,
        })),
    );
    let (known_as, sender) = (letter.known_as.clone(), letter.sender);
    let (at, mailbox) = (draft.now, mail.mailbox);
    draft.event(Event::MailTaken(Box::new(Mail {
        id,
        at,
        mailbox,
        place: mail.place,
        hash,
        known_as,
        sender,
        head,
        raw,
        html,
        said,
        fate,
    })));
    Ok(Outcome::Mail(id))
}

/// Which way a mail goes.
fn way<F: Facts>(
    draft: &Draft<'_, F>,
    mail: &IncomingMail,
    letter: &Letter,
    mailbox: Option<&Mailbox>,
) -> Result<Way, Stop> {
    let looks = !mail.all_the_same;
    let own = own_addresses(draft.facts)?;
    let automatic = letter.marks.automatic();
    let ticket = case_of(draft, letter)?;
    for key in &letter.known_as {
        if looks && draft.facts.sent_as(key)?.is_some() {
            return Ok(Way::Aside(Aside::Own));
        }
        for id in draft.facts.mails_known_as(key)? {
            if looks && is_the_same(draft, letter, id)? {
                return Ok(Way::Aside(Aside::Again));
            }
        }
    }
    // Before the brake: whoever writes to many gets many reports from one server.
    if let Some(bounce) = bounced(draft, letter)? {
        return Ok(Way::Bounce(bounce));
    }
    if letter.from.as_ref().is_some_and(|from| own.contains(&from.address)) && looks {
        return Ok(Way::Aside(Aside::Own));
    }
    if let Some(sender) = letter.sender
        && looks
        && draft.facts.mails_from(&sender, draft.now.plus(-BRAKE_SPAN), BRAKE)? >= BRAKE
    {
        return Ok(Way::Aside(Aside::TooMuch));
    }
    if let Some(ticket) = &ticket
        && looks
        && is_flooded(draft, ticket.number)?
    {
        return Ok(Way::Aside(Aside::TooMuch));
    }
    let why = match automatic {
        Some(Automatic::Report) => Some(Aside::Report),
        // What belongs to a case is known to the desk, whatever a server thinks of it.
        _ if letter.spam && ticket.is_none() => Some(Aside::Spam),
        Some(Automatic::Answer) if ticket.is_none() => Some(Aside::Answer),
        Some(Automatic::Bulk | Automatic::Mass) if ticket.is_none() => Some(Aside::Bulk),
        _ => None,
    };
    if let Some(why) = why.filter(|_| looks) {
        return Ok(Way::Aside(why));
    }
    let sender = match sender_of(draft, letter, &own)? {
        Some(sender) => sender,
        // What came to a mailbox is somebody's, and so is what somebody looked at.
        None if mailbox.is_some() || !looks => nobody(draft, mailbox)?,
        None => return Ok(Way::Aside(Aside::NoSender)),
    };
    let Some(ticket) = ticket else {
        return Ok(Way::Open { sender, after: None });
    };
    if let Some(user) = writes_from_desk(draft, letter, &ticket)? {
        // That somebody of the desk is away is nothing about the case; what comes by a list may well be.
        if automatic == Some(Automatic::Answer) && looks {
            return Ok(Way::Aside(Aside::Answer));
        }
        return Ok(Way::Note { ticket, author: Author::User(user) });
    }
    let theirs = match sender {
        Sender::Person(ref person) if belongs(draft, person, &ticket)? => Some(person.id),
        _ => None,
    };
    Ok(match theirs {
        Some(person) if letter.marks.is_no_answer() => Way::Note { ticket, author: Author::Person(person) },
        None if letter.marks.is_no_answer() => Way::Wait { ticket, sender },
        _ if ticket.sealed || ticket.state == State::Cancelled => Way::Open { sender, after: Some(ticket.number) },
        Some(person) => Way::Answer { ticket, person },
        None => Way::Wait { ticket, sender },
    })
}

/// Whether a case had as many mails in a short time as it may.
fn is_flooded<F: Facts>(draft: &Draft<'_, F>, ticket: TicketNumber) -> Result<bool, Fault> {
    let Some(id) = draft.facts.mail_before_last(ticket, CASE_BRAKE - 1)? else { return Ok(false) };
    let mail = draft.facts.get::<Mail>(id.0)?;
    Ok(mail.is_some_and(|mail| mail.at > draft.now.plus(-BRAKE_SPAN)))
}

/// Whether a mail that is known by the same says the same: it came by another mailbox too, or once more. Machines that
/// name all of their mails alike have more to say.
fn is_the_same<F: Facts>(draft: &Draft<'_, F>, letter: &Letter, id: MailId) -> Result<bool, Fault> {
    let Some(mail) = draft.facts.get::<Mail>(id.0)? else { return Ok(false) };
    let content = |id: ContentId| Ok::<_, Fault>(draft.facts.content(id)?.map(|row| row.content));
    // Of what was erased nothing can be told any more.
    let subject = match content(mail.head)? {
        Some(Content::MailHead(head)) => head.subject == cut(&clean_line(&letter.subject), SUBJECT_MAX),
        _ => true,
    };
    let text = match mail.said.map(content).transpose()?.flatten() {
        Some(said) => said.as_text().is_none_or(|said| said == cut(&clean_text(&letter.text), TEXT_MAX)),
        None => true,
    };
    Ok(mail.sender == letter.sender && subject && text)
}

/// What follows from its way: the fate of the mail, and its words in the case.
fn follow<F: Facts>(
    draft: &mut Draft<'_, F>,
    way: Way,
    owner: Owner,
    (letter, readable): (&Letter, bool),
    files: Vec<Attachment>,
    mailbox: Option<&Mailbox>,
) -> Result<(MailFate, Option<ContentId>), Stop> {
    let text = cut(&clean_text(&letter.text), TEXT_MAX);
    if let Some(ticket) = way.ticket() {
        draft.watch(ticket)?;
    }
    match way {
        Way::Aside(why) => {
            draft.keep_files(owner, files);
            Ok((MailFate::Aside(why), None))
        }
        Way::Open { sender, after } => {
            let requester = match (sender, owner) {
                (Sender::Person(person), _) => Requester { id: person.id, unit: person.unit },
                (Sender::Stranger(_), Owner::Person(id)) => Requester { id, unit: None },
                (Sender::Stranger(_), _) => return Err(Refusal::NotFound.into()),
            };
            let beginning = Beginning {
                subject: subject(letter, &text, readable, mailbox, &draft.settings.name),
                // Also when it is empty: the mail as it came is found by its words.
                description: Some(text),
                files,
                requester,
                affected: None,
                classification: Classification {
                    category: mailbox
                        .and_then(|mailbox| mailbox.category)
                        .filter(|id| draft.model.category(*id).is_some_and(|category: &Category| category.active)),
                    ..Classification::default()
                },
                channel: Channel::Mail,
                place: open::place_of_mail(draft, mailbox)?,
                note: None,
                solution: None,
            };
            let mut ticket = open::begin(draft, beginning, &[])?;
            copy::of_mail(draft, &mut ticket, letter, mailbox)?;
            Ok((MailFate::Opened { ticket: ticket.number, after }, ticket.description))
        }
        Way::Answer { mut ticket, person } => {
            // Whoever reads along brings nobody with them.
            if ticket.is_of(person) {
                copy::of_mail(draft, &mut ticket, letter, mailbox)?;
            }
            let said = talk::hear(draft, &mut ticket, Said { text, files }, Channel::Mail, person)?;
            Ok((MailFate::Answered(ticket.number), Some(said)))
        }
        Way::Note { mut ticket, author } => {
            let said = talk::note_of(draft, &mut ticket, Said { text, files }, (author, owner));
            Ok((MailFate::Noted(ticket.number), Some(said)))
        }
        Way::Bounce(Bounce { ticket, person, invitation, .. }) => {
            let author = Author::Person(person);
            let number = ticket.as_ref().map(|ticket| ticket.number);
            let said =
                ticket.map(|mut ticket| talk::note_of(draft, &mut ticket, Said { text, files }, (author, owner)));
            if let Some(invitation) = invitation {
                invite::mark_refused(draft, invitation, true)?;
            }
            Ok((MailFate::Bounced { ticket: number, person }, said))
        }
        Way::Wait { mut ticket, .. } => {
            let Owner::Person(person) = owner else { return Err(Refusal::NotFound.into()) };
            let said = talk::note_of(draft, &mut ticket, Said { text, files }, (Author::Person(person), owner));
            // Somebody has to look at it, unless nobody wrote it.
            if !letter.marks.is_no_answer() {
                notify::tell(draft, NoticeKind::Answered, &ticket, Some(said))?;
            }
            Ok((MailFate::Waits { ticket: ticket.number, person }, Some(said)))
        }
    }
}

/// What a case is called: by its subject, else by the first line of its text, else by where it came from.
fn subject(letter: &Letter, text: &str, readable: bool, mailbox: Option<&Mailbox>, desk: &str) -> String {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).filter(|_| readable);
    let said =
        [Some(letter.subject.as_str()), first].into_iter().flatten().map(clean_line).find(|line| !line.is_empty());
    let place = || mailbox.map_or(desk, |mailbox| &mailbox.name).to_owned();
    cut(&said.unwrap_or_else(place), SUBJECT_MAX)
}

fn cut(text: &str, max: usize) -> String {
    text.chars().take(max).collect()
}

/// The addresses of the desk itself, in lower case: those of its mailboxes, and those that its mails leave from.
///
/// # Errors
/// A fault of the storage below.
pub fn own_addresses<F: Facts>(facts: &F) -> Result<Vec<String>, Fault> {
    let boxes = every_mailbox(facts)?;
    let boxes = boxes.into_iter().flat_map(|mailbox| [Some(mailbox.address), mailbox.sends_from]).flatten();
    let from = facts.get::<MailSettings>(())?.and_then(|mail| email(&mail.from_address));
    Ok(boxes.chain(from).collect())
}

/// The case that a mail follows: by the mails of ours, and those that came, which it says it answers. Never by its
/// subject.
fn case_of<F: Facts>(draft: &Draft<'_, F>, letter: &Letter) -> Result<Option<Box<Ticket>>, Fault> {
    for key in &letter.follows {
        let mut number = draft.facts.sent_as(key)?.and_then(|sent| sent.ticket);
        for id in draft.facts.mails_known_as(key)? {
            let mail = draft.facts.get::<Mail>(id.0)?;
            number = number.or(mail.and_then(|mail| mail.fate.ticket()));
        }
        if let Some(number) = number
            && let Some(ticket) = draft.facts.get::<Ticket>(number.0)?
        {
            return Ok(Some(Box::new(ticket)));
        }
    }
    Ok(None)
}

/// The mail to a person that a report says did not arrive.
fn bounced<F: Facts>(draft: &Draft<'_, F>, letter: &Letter) -> Result<Option<Bounce>, Fault> {
    let Some(report) = letter.report.as_ref().filter(|report| report.delivery.given_up) else { return Ok(None) };
    for key in report.about.iter().chain(&letter.follows) {
        let Some(SentMail { ticket, to: Recipient::Person(person), invitation }) = draft.facts.sent_as(key)? else {
            continue;
        };
        let ticket = match ticket {
            Some(number) => draft.facts.get::<Ticket>(number.0)?.map(Box::new),
            None => None,
        };
        let first = draft.facts.get::<Person>(person.0)?.and_then(|person| person.details.emails.into_iter().next());
        let Some(address) = report.delivery.address.clone().or(first) else { continue };
        let words = report.delivery.words.clone();
        return Ok(Some(Bounce { ticket, person, invitation, address, words }));
    }
    Ok(None)
}

/// Whose a mail is: who wrote what somebody of the desk forwards, by the head above it or by the mail that is enclosed; else
/// who wants to be answered, else who wrote it.
fn sender_of<F: Facts>(draft: &Draft<'_, F>, letter: &Letter, own: &[String]) -> Result<Option<Sender>, Fault> {
    let from = letter.from.as_ref();
    let of_desk = match from {
        Some(from) => copy::serves(draft, from)?,
        None => false,
    };
    let forwarded = of_desk.then(|| forwarded_for(&letter.text).or_else(|| letter.encloses.clone())).flatten();
    let answered = letter.reply_to.first().or(from);
    let usable = |address: &&MailAddress| email(&address.address).is_some() && !own.contains(&address.address);
    let named = forwarded.as_ref().filter(usable).or(answered.filter(usable)).or(from.filter(usable));
    let Some(address) = named.cloned() else { return Ok(None) };
    known_or_not(draft, address).map(Some)
}

fn known_or_not<F: Facts>(draft: &Draft<'_, F>, address: MailAddress) -> Result<Sender, Fault> {
    Ok(match person_of(draft, &address.address)? {
        Some(person) => Sender::Person(Box::new(person)),
        None => Sender::Stranger(address),
    })
}

/// Whose a mail is that says of nobody that they sent it: the mailbox that it came to stands for them, else the desk. Mails
/// to these addresses never leave.
fn nobody<F: Facts>(draft: &Draft<'_, F>, mailbox: Option<&Mailbox>) -> Result<Sender, Fault> {
    let address = match mailbox {
        Some(mailbox) => MailAddress { name: mailbox.name.clone(), address: mailbox.address.clone() },
        None => {
            let settings = draft.facts.get::<MailSettings>(())?;
            let address = settings.and_then(|mail| email(&mail.from_address)).unwrap_or_default();
            MailAddress { name: draft.settings.name.clone(), address }
        }
    };
    known_or_not(draft, address)
}

/// Whose an address is.
pub(super) fn person_of<F: Facts>(draft: &Draft<'_, F>, address: &str) -> Result<Option<Person>, Fault> {
    for id in draft.facts.persons_by_email(address)? {
        if let Some(person) = draft.facts.get::<Person>(id.0)?.filter(|person| person.active) {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

/// Whether a case is theirs, or they are in copy of it, or head the unit that it comes from.
fn belongs<F: Facts>(draft: &Draft<'_, F>, person: &Person, ticket: &Ticket) -> Result<bool, Fault> {
    let viewer = Viewer::of(draft.facts, ActorRef::Person(person.id), draft.now)?;
    Ok(viewer.is_some_and(|viewer| can_see(&viewer, ticket)))
}

/// Who of the desk wrote it, when they see the case from there. Whoever the case is theirs answers as its requester.
fn writes_from_desk<F: Facts>(draft: &Draft<'_, F>, letter: &Letter, ticket: &Ticket) -> Result<Option<UserId>, Fault> {
    let Some(from) = &letter.from else { return Ok(None) };
    let Some(id) = draft.facts.user_by_email(&from.address)? else { return Ok(None) };
    let user = draft.facts.get::<User>(id.0)?;
    let theirs = user.as_ref().and_then(|user| user.person).is_some_and(|person| ticket.is_of(person));
    if theirs || !user.is_some_and(|user| user.serves()) {
        return Ok(None);
    }
    let viewer = Viewer::of(draft.facts, ActorRef::User(id), draft.now)?;
    Ok(viewer.filter(|viewer| sees_from_desk(viewer, ticket)).map(|_| id))
}

/// Whether somebody writes so much that telling them of each case would only bring more.
fn writes_often<F: Facts>(draft: &Draft<'_, F>, letter: &Letter) -> Result<bool, Fault> {
    match letter.sender {
        Some(sender) => Ok(draft.facts.mails_from(&sender, draft.now.plus(-HUSH_SPAN), HUSH)? >= HUSH),
        None => Ok(false),
    }
}

/// The person who wrote, registered when they are a stranger.
fn registered<F: Facts>(
    draft: &mut Draft<'_, F>,
    sender: &Sender,
    mailbox: Option<&Mailbox>,
) -> Result<PersonId, Fault> {
    match sender {
        Sender::Person(person) => Ok(person.id),
        Sender::Stranger(address) => register(draft, address, mailbox),
    }
}

/// Registers whom a mail names.
pub(super) fn register<F: Facts>(
    draft: &mut Draft<'_, F>,
    address: &MailAddress,
    mailbox: Option<&Mailbox>,
) -> Result<PersonId, Fault> {
    let name = cut(&clean_line(&address.name), NAME_MAX);
    let local = address.address.split('@').next().unwrap_or_default();
    let details = PersonDetails {
        name: if name.is_empty() { local.to_owned() } else { name },
        emails: Some(address.address.clone()).filter(|address| !address.is_empty()).into_iter().collect(),
        ..PersonDetails::default()
    };
    open::register(draft, details, mailbox.and_then(|mailbox| mailbox.language))
}

/// Somebody who sees to a case lets a mail in that waited: it is a message of the case now, and its sender follows from
/// afar.
pub(super) fn let_in<F: Facts>(draft: &mut Draft<'_, F>, id: MailId) -> Result<Outcome, Stop> {
    let mail = draft.facts.get::<Mail>(id.0)?.ok_or(Refusal::NotFound)?;
    let MailFate::Waits { ticket: number, person } = mail.fate else { return Err(Refusal::NotFound.into()) };
    let mut ticket = draft.ticket(number, super::super::actions::Action::Note)?;
    let text = match mail.said.map(|said| draft.facts.content(said)).transpose()?.flatten() {
        Some(row) => row.content.as_text().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    let files = match mail.said {
        Some(said) => super::super::attachment::sent_with(draft.facts, said)?,
        None => Vec::new(),
    };
    let said = talk::hear(draft, &mut ticket, Said { text, files }, Channel::Mail, person)?;
    draft.event(Event::MailTaken(Box::new(Mail { said: Some(said), fate: MailFate::Answered(number), ..mail })));
    Ok(Outcome::Ticket(number))
}
