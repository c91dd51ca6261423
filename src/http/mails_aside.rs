//! The mails that were set aside: looked at, and taken in all the same.

use super::Tag;
use super::attachments::as_file;
use super::caller::Caller;
use super::list::page_size;
use super::problem::{Code, Problem};
use super::reply::{Answer, Shown};
use super::streamed::File;
use super::word::{At, Id, Word};
use crate::channels::mail::incoming::{self, Arrived, NotTaken};
use crate::desk::id::MailId;
use crate::desk::mail::{Aside, Mail, MailFate, MailHead};
use crate::desk::{Attachment, Facts};
use crate::queries::{attachment, letters};
use crate::store::{Snapshot, kept_file};
use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct MailsAside;

/// A mail that was set aside.
#[derive(Clone, Debug, Object)]
struct MailAside {
    /// Its number.
    id: Id,
    /// When it came.
    at: At,
    /// By which mailbox; null: from a file.
    mailbox: Option<Id>,
    /// Who wrote it, as the mail says.
    from: Option<String>,
    /// What about.
    subject: String,
    /// Why.
    why: Word<Aside>,
}

/// How many mails were set aside for a reason.
#[derive(Clone, Debug, Object)]
struct AsideCount {
    /// The reason.
    why: Word<Aside>,
    /// How many; never none.
    count: u64,
}

/// A page of the mails that were set aside.
#[derive(Clone, Debug, Object)]
struct AsidePage {
    /// The mails, the newest first.
    items: Vec<MailAside>,
    /// Asks for the next page, as `cursor`; null: this was the last.
    next: Option<String>,
    /// For which reasons mails are aside, and how many.
    counts: Vec<AsideCount>,
}

/// What a mail that was set aside says.
#[derive(Clone, Debug, Object)]
struct MailAsideText {
    /// Its number.
    id: Id,
    /// The beginning of its text; what cannot be understood is shown as it came.
    text: String,
    /// Whether the text goes on.
    more: bool,
    /// What its files are called.
    files: Vec<String>,
}

/// What became of a mail that was set aside.
#[derive(Clone, Debug, Object)]
struct TakenAfterAll {
    /// The case that it is in.
    ticket: Option<Id>,
}

#[OpenApi(prefix_path = "/mails-aside", tag = "Tag::Administration")]
impl MailsAside {
    /// List the mails that were set aside
    ///
    /// The newest first. Nothing that comes is lost: what begins or continues no case is kept here, with the reason. For
    /// administrators.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// Only those that were set aside for this reason.
        why: Query<Option<Word<Aside>>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<AsidePage>> {
        let limit = page_size(limit.0)?;
        let snapshot = caller.snapshot()?;
        let why = why.0.map(|word| word.0);
        let page = letters::aside(&snapshot, caller.viewer(), why, cursor.0.as_deref(), limit)?;
        let counts = letters::aside_counts(&snapshot)?.into_iter();
        Ok(Shown::new(AsidePage {
            items: page.items.into_iter().filter_map(MailAside::of).collect(),
            next: page.next,
            counts: counts.map(|(why, count)| AsideCount { why: Word(why), count }).collect(),
        }))
    }

    /// Show what a mail that was set aside says
    ///
    /// For administrators.
    #[oai(path = "/:id", method = "get")]
    async fn one(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<MailAsideText>> {
        let (_, raw) = kept(&caller, id.0.to())?;
        let seen = incoming::look_at(raw).await.map_err(|error| Problem::internal(&error))?;
        Ok(Shown::new(MailAsideText { id: id.0, text: seen.text, more: seen.more, files: seen.files }))
    }

    /// A mail that was set aside, as it came
    ///
    /// Its bytes, to be saved as an `.eml` file. For administrators.
    #[oai(path = "/:id/raw", method = "get")]
    async fn raw(&self, request: &Request, caller: Caller, id: Path<Id>) -> Answer<File> {
        let snapshot = caller.snapshot()?;
        let mail = letters::one_aside(&snapshot, caller.viewer(), id.0.to())?;
        let raw = Attachment { name: format!("{}.eml", mail.id), ..raw_of(&snapshot, &mail)? };
        Ok(File(as_file(caller.state(), &snapshot, caller.viewer(), &raw, request.headers())?))
    }

    /// Take in a mail that was set aside
    ///
    /// It begins a case, or becomes part of the one that it follows, as if nothing had spoken against it. For
    /// administrators.
    #[oai(path = "/:id/take-in", method = "post")]
    async fn take_in(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<TakenAfterAll>> {
        caller.must_write()?;
        let (mail, raw) = kept(&caller, id.0.to())?;
        let arrived = Arrived { raw, mailbox: mail.mailbox, place: mail.place, all_the_same: true };
        let (state, actor) = (caller.state(), caller.viewer().actor);
        let taken = incoming::take_in(&state.store, &state.clock, actor, vec![arrived]).await;
        for taken in taken {
            taken?;
        }
        let mail = caller.afresh()?.0.get::<Mail>(id.0.0)?;
        Ok(Shown::new(TakenAfterAll { ticket: mail.and_then(|mail| mail.fate.ticket()).map(Id::of) }))
    }
}

/// A mail that was set aside, with its bytes.
fn kept(caller: &Caller, id: MailId) -> Answer<(Mail, Vec<u8>)> {
    let snapshot = caller.snapshot()?;
    let mail = letters::one_aside(&snapshot, caller.viewer(), id)?;
    let raw = kept_file::whole(&snapshot, &raw_of(&snapshot, &mail)?.hash)?;
    Ok((mail, raw))
}

fn raw_of(snapshot: &Snapshot, mail: &Mail) -> Answer<Attachment> {
    attachment::file(snapshot, mail.raw)?.ok_or_else(|| Problem::of(Code::NotFound))
}

impl From<NotTaken> for Problem {
    fn from(why: NotTaken) -> Self {
        match why {
            NotTaken::Fault(fault) => fault.into(),
            NotTaken::Keep(error) => error.into(),
            NotTaken::Submit(error) => error.into(),
            NotTaken::Read(error) => Self::internal(&error),
        }
    }
}

impl MailAside {
    fn of((mail, head): (Mail, MailHead)) -> Option<Self> {
        let MailFate::Aside(why) = mail.fate else { return None };
        let from = head
            .from
            .map(|from| if from.name.is_empty() { from.address } else { format!("{} <{}>", from.name, from.address) });
        Some(Self {
            id: Id::of(mail.id),
            at: At(mail.at),
            mailbox: mail.mailbox.map(Id::of),
            from,
            subject: head.subject,
            why: Word(why),
        })
    }
}
