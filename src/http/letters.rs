//! Mails as they came: their face, in a frame of its own, and their bytes. And letting one in that waits.

use super::Tag;
use super::attachments::as_file;
use super::caller::Caller;
use super::page::{instead_of_a_face, pictures_among_files};
use super::problem::{Code, Problem};
use super::reply::{Answer, Shown};
use super::streamed::{FacePage, File};
use super::word::{At, Id, Word};
use crate::desk::mail::{Mail, MailFate};
use crate::desk::{Attachment, Command, Facts, Fault, User};
use crate::mail::{Meeting, MeetingKind, MeetingTime};
use crate::queries::face::{self, Face};
use crate::queries::{attachment, letters};
use crate::store::Store;
use crate::store::kept_file;
use crate::words::Language;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use std::collections::HashMap;

/// The pictures of a face that are shown in it may come to this many bytes; the others are among its files.
const PICTURES_MAX: u64 = 6 << 20;

/// So many faces are made safe at once: whoever writes to the desk chooses what one costs.
pub(super) const FACES_AT_ONCE: usize = 1;

/// The resource.
pub(super) struct Letters;

/// The mail that something came by.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Letter")]
pub(super) struct ShownLetter {
    /// Its number: under `/tickets/{number}/mails/{id}`.
    id: Id,
    /// What it quotes: signature and history, as plain text.
    quoted: Option<String>,
    /// Whether it has a face in HTML.
    face: bool,
    /// How many of its files are only in the mail as it came.
    left_out: u64,
    /// Whether it is so long that the end of its text or of its face is only in the mail as it came.
    shortened: bool,
    /// The meeting that it is about.
    meeting: Option<ShownMeeting>,
    /// Whether what it says lies in an envelope that cannot be opened here: it is encrypted, or within its signature. The
    /// mail as it came has it.
    sealed: bool,
    /// Which checks of the receiving server its sender failed: `spf`, `dkim`, `dmarc`. Empty for readers who are not of the
    /// desk.
    failed_checks: Vec<String>,
    /// Whether it waits to be let in: whoever wrote it has nothing to do with the case.
    waits: bool,
    /// That a mail of the desk did not arrive; null: it reports of none, or the reader is not of the desk.
    bounced: Option<Bounced>,
    /// The number of an earlier case that it answered and that cannot come back.
    after: Option<Id>,
}

/// A meeting that a mail is about.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Meeting")]
struct ShownMeeting {
    /// What is said of it.
    kind: Word<MeetingKind>,
    /// What it is about; may be empty.
    subject: String,
    /// Where; may be empty.
    place: String,
    /// When it begins.
    at: Option<At>,
    /// The day on which it begins, such as `2026-12-03`, when no time is said.
    day: Option<String>,
    /// When it begins as it is written, when it is not known by which clocks.
    written: Option<String>,
}

impl ShownMeeting {
    fn of(Meeting { kind, subject, begins, place }: Meeting) -> Self {
        let (at, day, written) = match begins {
            Some(MeetingTime::At(at)) => (Some(At(at)), None, None),
            Some(MeetingTime::On(day)) => (None, Some(day.date().to_string()), None),
            Some(MeetingTime::Written(written)) => (None, None, Some(written)),
            None => (None, None, None),
        };
        Self { kind: Word(kind), subject, place, at, day, written }
    }
}

/// A mail of the desk that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
struct Bounced {
    /// The address that it did not reach.
    address: String,
    /// Why, in the words of the server that gave up; may be empty.
    words: String,
}

impl ShownLetter {
    pub(super) fn of(letter: letters::Letter, for_desk: bool) -> Self {
        let letters::Letter { mail, head, quoted } = letter;
        Self {
            id: Id::of(mail.id),
            quoted,
            face: mail.html.is_some(),
            left_out: head.left_out as u64,
            shortened: head.shortened,
            meeting: head.meeting.map(ShownMeeting::of),
            sealed: head.sealed,
            failed_checks: if for_desk { head.failed_checks } else { Vec::new() },
            bounced: head.bounced.filter(|_| for_desk).map(|(address, words)| Bounced { address, words }),
            waits: matches!(mail.fate, MailFate::Waits { .. }),
            after: match mail.fate {
                MailFate::Opened { after, .. } => after.map(Id::of),
                _ => None,
            },
        }
    }
}

/// That a mail was let in.
#[derive(Clone, Debug, Object)]
struct LetIn {
    /// The case that it is a message of now.
    ticket: Id,
}

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl Letters {
    /// The face of a mail
    ///
    /// As a page of its own, to be shown in a frame: without scripts, forms, and what lies over other things. Pictures
    /// from elsewhere are left out unless `elsewhere` is true. Whoever sees what came of the mail may see it.
    #[oai(path = "/:number/mails/:id/face", method = "get")]
    async fn face(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// The number of the mail.
        id: Path<Id>,
        /// Whether pictures from elsewhere are loaded: then their servers hear that it is read.
        elsewhere: Query<Option<bool>>,
    ) -> Answer<FacePage> {
        let (html, pictures) = {
            let snapshot = caller.snapshot()?;
            let mail = letters::find(&snapshot, caller.viewer(), number.0.to(), id.0.to())?;
            let html = mail.html.map(|html| attachment::file(&snapshot, html)).transpose()?.flatten();
            let mut pictures = Vec::new();
            for (name, file) in letters::head(&snapshot, &mail)?.pictures {
                let file = attachment::file(&snapshot, file)?.filter(|file| file.picture);
                pictures.extend(file.map(|file| (name, file)));
            }
            (html.ok_or_else(|| Problem::of(Code::NotFound))?, pictures)
        };
        let elsewhere = elsewhere.0.unwrap_or(false);
        let store = caller.state().store.clone();
        let _turn = caller.state().faces.acquire().await.map_err(|error| Problem::internal(&error))?;
        let cleaned = tokio::task::spawn_blocking(move || clean(&store, &html, pictures, elsewhere)).await;
        let (cleaned, too_many) = cleaned.map_err(|error| Problem::internal(&error))??;
        let Some(Face { mut html, wants_more }) = cleaned else {
            return Ok(FacePage { html: instead_of_a_face(language_of(&caller)?), wants_more: false, elsewhere });
        };
        if too_many > 0 {
            html.insert_str(0, &pictures_among_files(language_of(&caller)?, too_many));
        }
        Ok(FacePage { html, wants_more: wants_more && !elsewhere, elsewhere })
    }

    /// A mail as it came
    ///
    /// Its bytes, to be saved as an `.eml` file. Whoever sees what came of the mail may have it.
    #[oai(path = "/:number/mails/:id/raw", method = "get")]
    async fn raw(
        &self,
        request: &Request,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// The number of the mail.
        id: Path<Id>,
    ) -> Answer<File> {
        let snapshot = caller.snapshot()?;
        let mail: Mail = letters::find(&snapshot, caller.viewer(), number.0.to(), id.0.to())?;
        let raw = attachment::file(&snapshot, mail.raw)?.ok_or_else(|| Problem::of(Code::NotFound))?;
        let raw = Attachment { name: format!("{}-{}.eml", number.0.0, mail.id), ..raw };
        Ok(File(as_file(caller.state(), &snapshot, caller.viewer(), &raw, request.headers())?))
    }

    /// Let a mail in
    ///
    /// What somebody wrote whom the case is none of waits as a note. It becomes a message of the case: the requester sees
    /// it, and it does what an answer does.
    #[oai(path = "/:number/mails/:id/let-in", method = "post")]
    async fn let_in(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// The number of the mail.
        id: Path<Id>,
    ) -> Answer<Shown<LetIn>> {
        caller.must_write()?;
        let mail = letters::find(&caller.snapshot()?, caller.viewer(), number.0.to(), id.0.to())?;
        caller.submit(Command::LetMailIn { mail: mail.id }).await?;
        Ok(Shown::new(LetIn { ticket: number.0 }))
    }
}

/// The language in which somebody reads.
fn language_of(caller: &Caller) -> Answer<Language> {
    let snapshot = caller.snapshot()?;
    let user = caller.viewer().user().map(|user| snapshot.get::<User>(user.0)).transpose()?.flatten();
    let own = user.and_then(|user| user.preferences.language);
    Ok(own.unwrap_or(snapshot.settings()?.language))
}

/// Reads a face with its pictures, and makes it safe; and says how many of those that it names did not fit in it.
fn clean(
    store: &Store,
    html: &Attachment,
    pictures: Vec<(String, Attachment)>,
    elsewhere: bool,
) -> Result<(Option<Face>, u64), Fault> {
    let snapshot = store.snapshot()?;
    let html = kept_file::whole(&snapshot, &html.hash)?;
    let html = String::from_utf8_lossy(&html);
    let mut own = HashMap::new();
    let (mut bytes, mut too_many) = (0, 0);
    let named = face::named_pictures(&html);
    for (name, file) in pictures.into_iter().filter(|(name, _)| named.contains(name)) {
        if bytes + file.size > PICTURES_MAX {
            too_many += 1;
            continue;
        }
        bytes += file.size;
        let picture = kept_file::whole(&snapshot, &file.hash)?;
        if let Some(kind) = kept_file::picture_type(&picture) {
            own.insert(name, format!("data:{kind};base64,{}", STANDARD.encode(picture)));
        }
    }
    Ok((face::clean(&html, own, elsewhere), too_many))
}
