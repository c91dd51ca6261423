//! Fields, cleaned and checked; all that is wrong is said at once.

use super::super::certificate;
use super::super::refusal::{FieldError, FieldProblem, Refusal};
use super::super::text::{TEXT_MAX, clean_line, clean_text, email};

/// Collects what is wrong with the fields of one command.
#[derive(Default)]
pub(crate) struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Something is wrong with `field`.
    pub fn wrong(&mut self, field: impl Into<String>, problem: FieldProblem) {
        self.errors.push(FieldError { field: field.into(), problem });
    }

    /// Something is wrong with `field` unless `ok`.
    pub fn that(&mut self, ok: bool, field: impl Into<String>, problem: FieldProblem) {
        if !ok {
            self.wrong(field, problem);
        }
    }

    /// A line that must say something, of at most `max` characters.
    pub fn line(&mut self, field: &str, typed: &str, max: usize) -> String {
        let line = clean_line(typed);
        self.length(field, &line, max);
        line
    }

    /// A line that may be absent.
    pub fn optional_line(&mut self, field: &str, typed: Option<&str>, max: usize) -> Option<String> {
        let line = clean_line(typed?);
        if line.is_empty() {
            return None;
        }
        self.length(field, &line, max);
        Some(line)
    }

    /// A text that must say something.
    pub fn text(&mut self, field: &str, typed: &str) -> String {
        let text = clean_text(typed);
        self.length(field, &text, TEXT_MAX);
        text
    }

    /// A text that must say something, unless files say it.
    pub fn text_or_files(&mut self, field: &str, typed: &str, has_files: bool) -> String {
        let text = clean_text(typed);
        if !(text.is_empty() && has_files) {
            self.length(field, &text, TEXT_MAX);
        }
        text
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, field: &str, typed: Option<&str>) -> Option<String> {
        let text = clean_text(typed?);
        if text.is_empty() {
            return None;
        }
        self.length(field, &text, TEXT_MAX);
        Some(text)
    }

    /// An e-mail address.
    pub fn email(&mut self, field: &str, typed: &str) -> String {
        match email(typed) {
            Some(address) => address,
            None if typed.trim().is_empty() => {
                self.wrong(field, FieldProblem::Required);
                String::new()
            }
            None => {
                self.wrong(field, FieldProblem::NotAnEmail);
                String::new()
            }
        }
    }

    /// Certificates in PEM, which may be absent.
    pub fn certificates(&mut self, field: &str, typed: Option<&str>) -> Option<String> {
        let text = self.optional_text(field, typed)?;
        let found = certificate::read(&text);
        self.that(found.is_some(), field, FieldProblem::NotACertificate);
        Some(found?.into_iter().map(|certificate| certificate.pem).collect())
    }

    fn length(&mut self, field: &str, text: &str, max: usize) {
        if text.is_empty() {
            self.wrong(field, FieldProblem::Required);
        } else if text.chars().count() > max {
            self.wrong(field, FieldProblem::TooLong { max });
        }
    }

    /// All that was wrong.
    pub fn errors(self) -> Vec<FieldError> {
        self.errors
    }

    /// Refuses when anything was wrong.
    pub fn done(self) -> Result<(), Refusal> {
        if self.errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.errors)) }
    }
}
