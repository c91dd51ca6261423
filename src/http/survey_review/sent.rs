//! What the page sends: a comment, or an approval; and what a browser holds of a visit.

use crate::desk::survey_review::ReviewStep;
use crate::survey::QuestionId;
use crate::words::{Language, Vocabulary};

/// The fields of a form that was sent. What is left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    /// The language in which the page was shown.
    pub(super) language: Option<Language>,
    /// Who sends it.
    pub(super) name: String,
    /// What is said.
    pub(super) text: String,
    /// The question that it is about: 0, the whole.
    question: u32,
    /// The state of the survey that is approved; `None`: it is a comment.
    approves: Option<u64>,
}

impl Sent {
    /// Nothing yet, by somebody of this name.
    pub(super) fn nothing(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Of a body as browsers send it.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match name.as_ref() {
                "l" => sent.language = Language::parse(&value),
                "name" => sent.name = value.into_owned(),
                "text" => sent.text = value.into_owned(),
                // What is no number is a question that there is not.
                "question" => sent.question = value.parse().unwrap_or(u32::MAX),
                "version" => sent.approves = Some(value.parse().unwrap_or(0)),
                _ => {}
            }
        }
        sent
    }

    /// What it asks for.
    pub(super) fn step(&self) -> ReviewStep {
        let name = Some(self.name.clone());
        match self.approves {
            Some(version) => ReviewStep::Approve { version, name },
            None => {
                let question = (self.question != 0).then_some(QuestionId(self.question));
                ReviewStep::Comment { question, name, text: self.text.clone() }
            }
        }
    }

    /// Whether it is a comment on this question, or on the whole (0).
    pub(super) fn comments_on(&self, question: u32) -> bool {
        self.approves.is_none() && self.question == question
    }

    /// Whether it is an approval.
    pub(super) fn is_approval(&self) -> bool {
        self.approves.is_some()
    }

    /// The question that it is about; 0: the whole.
    pub(super) fn about(&self) -> u32 {
        self.question
    }
}

/// Somebody who opened a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// What opens it.
    pub(super) token: String,
    /// What they called themselves last, so that they type it once.
    pub(super) name: String,
}

impl Visit {
    /// As a cookie holds it.
    pub(super) fn write(&self) -> String {
        let name: String = form_urlencoded::byte_serialize(self.name.as_bytes()).collect();
        // A name that is refused anyway is not worth a long cookie.
        format!("{}/{}", self.token, if name.len() < 800 { name.as_str() } else { "" })
    }

    /// What a cookie holds; `None`: it is none of ours.
    pub(super) fn read(cookie: &str) -> Option<Self> {
        let (token, name) = cookie.split_once('/')?;
        let name = form_urlencoded::parse(name.as_bytes()).next().map(|(name, _)| name.into_owned());
        Some(Self { token: token.to_owned(), name: name.unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use super::Visit;

    #[test]
    fn a_name_comes_through_a_cookie_as_it_was() {
        for name in ["", "Rosa Díaz", "a;b=c&d/e, \"f\"\r\nSet-Cookie: x", "%41+%"] {
            let visit = Visit { token: "1.abc".to_owned(), name: name.to_owned() };
            let written = visit.write();
            assert!(written.bytes().all(|byte| byte.is_ascii_graphic() && !b";,\"\\".contains(&byte)), "{written}");
            assert_eq!(Visit::read(&written), Some(visit));
        }
        assert_eq!(Visit::read("1.abc"), None);
    }
}
