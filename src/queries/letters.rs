//! Mails that came: what is known of each beside its words, and who may see it as it came.

use super::cursor::{Page, Question};
use super::{Unanswered, ticket};
use crate::desk::id::{ContentId, MailId, MailboxId, PersonId, TicketNumber};
use crate::desk::mail::{Aside, Mail, MailFate, MailHead, Mailbox};
use crate::desk::{Content, Facts, Fault, Person, Ticket, Viewer, every_mailbox, sees_from_desk};
use crate::mail::parts;
use crate::moment::Moment;
use crate::store::Snapshot;
use crate::store::index::mail::address_key;
use crate::words::Vocabulary;

/// A mail beside its words in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// The mail.
    pub mail: Mail,
    /// From whom, and what about.
    pub head: MailHead,
    /// The history and the signature that it quotes.
    pub quoted: Option<String>,
}

/// The mail whose words these are, with what of them is new.
///
/// # Errors
/// A fault of the storage below.
pub fn of_words(snapshot: &Snapshot, said: ContentId, words: &str) -> Result<Option<(Letter, String)>, Fault> {
    let Some(mail) = snapshot.mail_of_words(said)? else { return Ok(None) };
    let found = parts(words);
    let quoted = Some(found.rest.to_owned()).filter(|rest| !rest.is_empty());
    let head = head(snapshot, &mail)?;
    Ok(Some((Letter { mail, head, quoted }, found.new.to_owned())))
}

/// From whom a mail came, and what about; nothing of one that was erased.
///
/// # Errors
/// A fault of the storage below.
pub fn head(facts: &impl Facts, mail: &Mail) -> Result<MailHead, Fault> {
    Ok(match facts.content(mail.head)?.map(|row| row.content) {
        Some(Content::MailHead(head)) => *head,
        _ => MailHead::default(),
    })
}

/// The Message-ID, with its angle brackets, of the mail of this person that a case began with.
///
/// # Errors
/// A fault of the storage below.
pub fn began(snapshot: &Snapshot, ticket: TicketNumber, person: PersonId) -> Result<Option<String>, Fault> {
    let case = snapshot.get::<Ticket>(ticket.0)?.filter(|case| case.requester == person);
    let Some(words) = case.and_then(|case| case.description) else { return Ok(None) };
    let Some(mail) = snapshot.mail_of_words(words)? else { return Ok(None) };
    Ok(head(snapshot, &mail)?.message_id.map(|id| format!("<{id}>")))
}

/// An address that mails of the desk do not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// The address.
    pub address: String,
    /// When the last mail to it came back.
    pub at: Moment,
    /// Why, in the words of the server that gave up.
    pub words: String,
}

/// So many reports of a person's mails are looked at: a few for each of their addresses.
const BOUNCES: usize = 20;

/// The addresses of a person that mails do not reach. Whoever writes from one of them since can be reached again; so can
/// whoever is given another.
///
/// # Errors
/// A fault of the storage below.
pub fn undelivered(snapshot: &Snapshot, person: &Person) -> Result<Vec<Undelivered>, Fault> {
    let mut found: Vec<Undelivered> = Vec::new();
    for mail in snapshot.bounces_of(person.id, BOUNCES)? {
        let Some((address, words)) = head(snapshot, &mail)?.bounced else { continue };
        let known = found.iter().any(|other| other.address == address);
        if known || !person.details.emails.contains(&address) {
            continue;
        }
        if snapshot.mails_from(&address_key(&address), mail.at, 1)? == 0 {
            found.push(Undelivered { address, at: mail.at, words });
        }
    }
    Ok(found)
}

/// A mail of a case, when the viewer sees what it became there.
///
/// # Errors
/// [`Unanswered::NotFound`]: what is not the viewer's looks the same as what is not there. Or a fault of the storage.
pub fn find(snapshot: &Snapshot, viewer: &Viewer, number: TicketNumber, id: MailId) -> Result<Mail, Unanswered> {
    let case = ticket::find(snapshot, viewer, number)?;
    let mail = snapshot.get::<Mail>(id.0)?.filter(|mail| mail.fate.ticket() == Some(number));
    let mail = mail.ok_or(Unanswered::NotFound)?;
    let public = matches!(mail.fate, MailFate::Opened { .. } | MailFate::Answered(_));
    if public || sees_from_desk(viewer, &case) { Ok(mail) } else { Err(Unanswered::NotFound) }
}

/// Every mailbox, those too that are not read.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer; a fault.
pub fn mailboxes(snapshot: &Snapshot, viewer: &Viewer) -> Result<Vec<Mailbox>, Unanswered> {
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    Ok(every_mailbox(snapshot)?)
}

/// One mailbox.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not administer; a fault.
pub fn mailbox(snapshot: &Snapshot, viewer: &Viewer, id: MailboxId) -> Result<Mailbox, Unanswered> {
    snapshot.get::<Mailbox>(id.0)?.filter(|_| viewer.administers()).ok_or(Unanswered::NotFound)
}

/// A page of the mails that were set aside, for this reason or for any, the newest first.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer; a foreign cursor; a fault.
pub fn aside(
    snapshot: &Snapshot,
    viewer: &Viewer,
    why: Option<Aside>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<(Mail, MailHead)>, Unanswered> {
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new(&format!("mails aside {why:?}"));
    let place = |position: Vec<u8>| position.try_into().map(|id| MailId(u64::from_be_bytes(id)));
    let before = match cursor {
        Some(cursor) => Some(place(question.position(cursor)?).map_err(|_| Unanswered::Cursor)?),
        None => None,
    };
    let mut mails = snapshot.mails_aside(why, before, limit + 1)?;
    let more = mails.len() > limit;
    mails.truncate(limit);
    let next = mails.last().filter(|_| more).map(|mail| question.cursor(&mail.id.0.to_be_bytes()));
    let items = mails.into_iter().map(|mail| Ok((mail.clone(), head(snapshot, &mail)?)));
    Ok(Page { items: items.collect::<Result<_, Fault>>()?, next })
}

/// How many mails are set aside for each reason, without those for which none is.
///
/// # Errors
/// A fault of the storage below.
pub fn aside_counts(snapshot: &Snapshot) -> Result<Vec<(Aside, u64)>, Fault> {
    let mut counts = Vec::new();
    for why in Aside::ALL {
        counts.push((*why, snapshot.mails_aside_count(*why)?));
    }
    counts.retain(|(_, count)| *count > 0);
    Ok(counts)
}

/// One of them.
///
/// # Errors
/// [`Unanswered::NotFound`] when it is not aside, or the viewer does not administer; a fault.
pub fn one_aside(snapshot: &Snapshot, viewer: &Viewer, id: MailId) -> Result<Mail, Unanswered> {
    let mail = snapshot.get::<Mail>(id.0)?.filter(|mail| matches!(mail.fate, MailFate::Aside(_)));
    mail.filter(|_| viewer.administers()).ok_or(Unanswered::NotFound)
}
