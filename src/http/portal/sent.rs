//! What a form of these pages sends: words, and files that are taken in as they come.

use super::guest::Guest;
use crate::desk::text::file_name;
use crate::desk::{ATTACHMENTS_MAX, UploadId};
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::uploads;
use crate::secret;
use crate::words::{Language, Vocabulary};
use poem::Request;
use poem::http::header;
use poem::web::{Field, Multipart};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::io::AsyncReadExt;

/// The longest text of a field that is taken in, in bytes; what is longer is too long for the desk in any case.
const MOST_TEXT: u64 = 512 * 1024;
/// How many bytes all words of a form may have together, and how many fields.
const MOST_WORDS: u64 = 1 << 20;
const MOST_FIELDS: usize = 64;
/// The longest name of a file that came before.
const LONGEST_ID: u64 = 64;
/// The longest form: as many files as a message may have, and the words.
const MOST_BYTES: u64 = ATTACHMENTS_MAX as u64 * uploads::MOST_BYTES + (2 << 20);
/// How long a form may take to arrive.
const WITHIN: Duration = Duration::from_secs(30 * 60);

/// The fields of a form that was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    fields: BTreeMap<String, String>,
    /// The files, as far as they could be taken in.
    pub(super) files: Vec<UploadId>,
    /// Why a file could not be taken in.
    pub(super) trouble: Option<Code>,
    /// What each file is: its hash, or what it came as before.
    identities: Vec<String>,
}

impl Sent {
    /// Reads a form to its end, also when something of it is not taken in: a browser shows no answer before.
    pub(super) async fn read(request: &Request, form: Multipart, guest: &Guest) -> Answer<Self> {
        let length = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if length.is_none_or(|length| length > MOST_BYTES) {
            return Err(Problem::of(Code::TooLarge));
        }
        let stopped = |_| Problem::new(Code::Malformed, "The form did not arrive whole.");
        let mut sent = Self::default();
        tokio::time::timeout(WITHIN, sent.take_in(form, guest)).await.map_err(stopped)?.map(|()| sent)
    }

    async fn take_in(&mut self, mut form: Multipart, guest: &Guest) -> Answer<()> {
        let broken = |_| Problem::new(Code::Malformed, "This is no form of a browser.");
        let (mut left, mut fields) = (MOST_WORDS, 0);
        while let Some(field) = form.next_field().await.map_err(broken)? {
            fields += 1;
            if fields > MOST_FIELDS {
                return Err(Problem::of(Code::TooLarge));
            }
            match field.file_name().map(str::to_owned) {
                // A place for files where none was chosen.
                Some(name) if name.is_empty() => {}
                Some(name) if self.trouble.is_none() => self.take_file(&name, field, guest).await,
                Some(_) => {}
                // A file that came with the form before, and waits for being sent.
                None if field.name() == Some("kept") => {
                    let id = words_of(field, LONGEST_ID).await?;
                    if self.files.len() < ATTACHMENTS_MAX
                        && let Some(upload) = UploadId::parse(&id)
                    {
                        self.files.push(upload);
                        self.identities.push(id);
                    }
                }
                None => {
                    let name = field.name().unwrap_or_default().to_owned();
                    let text = words_of(field, MOST_TEXT.min(left)).await?;
                    left = left.saturating_sub(text.len() as u64);
                    self.fields.insert(name, text);
                }
            }
        }
        Ok(())
    }

    async fn take_file(&mut self, name: &str, field: Field, guest: &Guest) {
        if self.files.len() >= ATTACHMENTS_MAX {
            self.trouble = Some(Code::TooLarge);
            return;
        }
        let (name, owner) = (file_name(name), guest.viewer.actor);
        match uploads::take_in(&guest.state, owner, (&name, None), field.into_async_read(), guest.now).await {
            Ok((id, whole)) => {
                self.files.push(id);
                self.identities.push(secret::hex(&whole.hash));
            }
            Err(problem) => self.trouble = Some(problem.code()),
        }
    }

    /// A field; empty when it was not sent.
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The language that the form was shown in.
    pub(super) fn language(&self) -> Option<Language> {
        Language::parse(self.value("l"))
    }

    /// What tells this form, with these words and files in it, from all others, in whatever language it was shown.
    pub(super) fn once(&self) -> String {
        let fields: Vec<_> = self.fields.iter().filter(|(name, _)| *name != "l").collect();
        format!("{:?} {fields:?}", self.identities)
    }
}

/// The beginning of what a field says. What is more of it is not taken in, and not kept in memory.
async fn words_of(field: Field, most: u64) -> Answer<String> {
    let mut text = Vec::new();
    let read = field.into_async_read().take(most).read_to_end(&mut text).await;
    read.map_err(|_| Problem::new(Code::Malformed, "The form did not arrive whole."))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
