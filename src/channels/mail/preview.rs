//! How the words of a notice look as a mail, before they are agreed.

use super::compose::paragraphs;
use super::letter::Letter;
use super::{html, plain};
use crate::messages::text;
use rules::desk::Settings;
use rules::service_model::NoticeText;
use rules::words::Language;

/// A mail that is not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePreview {
    /// Its subject line.
    pub subject: String,
    /// Its plain face.
    pub text: String,
    /// Its HTML face.
    pub html: String,
}

/// What whoever gets these words would read; the gaps are filled already.
pub fn preview(desk: &Settings, language: Language, own: NoticeText, link: Option<String>) -> NoticePreview {
    let letter = Letter {
        language,
        subject: own.subject.clone(),
        counter: None,
        desk: desk.name.clone(),
        heading: own.subject,
        greeting: None,
        opening: paragraphs(&own.text),
        words: None,
        facts: Vec::new(),
        closing: Vec::new(),
        link: link.map(|address| (text(language, "mail-open-case", &[]), address)),
        marks: None,
        footer: text(language, "mail-footer", &[]),
        leave: None,
    };
    NoticePreview { text: plain::render(&letter), html: html::render(&letter), subject: letter.subject }
}
