//! Whether a program wrote a mail: told by its headers (RFC 3834, RFC 5230, and what is usual beside them), never by words
//! alone.

/// What a mail says of how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// `Auto-Submitted`, without its parameters.
    pub auto_submitted: Option<String>,
    /// `Precedence`.
    pub precedence: Option<String>,
    /// Whether it came by a list: `List-Id`, `List-Post` or `List-Unsubscribe` beside a precedence.
    pub list: bool,
    /// Whether another header says that a program answered: `X-Autoreply`, `X-Autorespond`, `X-Auto-Response-Suppress`
    /// with a subject of absence.
    pub answers_by_itself: bool,
    /// Whether nobody is to be told when it does not arrive: an empty `Return-Path`.
    pub null_sender: bool,
    /// Whether it is a report of a delivery (RFC 3464), or looks like one from a mail server.
    pub report: bool,
}

/// What wrote a mail that nobody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Automatic {
    /// A mail server, about a mail that it could not deliver.
    Report,
    /// A program that answers for somebody: an absence, a receipt.
    Answer,
    /// A list or a mass mail.
    Bulk,
    /// A program that reports of itself, such as a monitor.
    Notice,
}

impl Marks {
    /// What wrote it; `None`: a person, as far as can be told.
    pub fn automatic(&self) -> Option<Automatic> {
        let precedence = self.precedence.as_deref().unwrap_or_default();
        let is = |word: &str| precedence.eq_ignore_ascii_case(word);
        let submitted = self.auto_submitted.as_deref().unwrap_or("no");
        if self.report {
            Some(Automatic::Report)
        } else if submitted.eq_ignore_ascii_case("auto-replied")
            || self.answers_by_itself
            || is("auto_reply")
            || self.null_sender
        {
            Some(Automatic::Answer)
        } else if self.list || is("bulk") || is("junk") || is("list") {
            Some(Automatic::Bulk)
        } else if !submitted.eq_ignore_ascii_case("no") {
            Some(Automatic::Notice)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Automatic, Marks};

    #[test]
    fn programs_are_known_by_their_headers() {
        let submitted = |word: &str| Marks { auto_submitted: Some(word.to_owned()), ..Marks::default() };
        let precedence = |word: &str| Marks { precedence: Some(word.to_owned()), ..Marks::default() };
        for (marks, wrote) in [
            (Marks::default(), None),
            (submitted("no"), None),
            (submitted("No"), None),
            (submitted("auto-replied"), Some(Automatic::Answer)),
            (submitted("auto-generated"), Some(Automatic::Notice)),
            (submitted("auto-notified"), Some(Automatic::Notice)),
            (precedence("bulk"), Some(Automatic::Bulk)),
            (precedence("Junk"), Some(Automatic::Bulk)),
            (precedence("auto_reply"), Some(Automatic::Answer)),
            (precedence("first-class"), None),
            (Marks { list: true, ..Marks::default() }, Some(Automatic::Bulk)),
            (Marks { null_sender: true, ..Marks::default() }, Some(Automatic::Answer)),
            (Marks { answers_by_itself: true, ..Marks::default() }, Some(Automatic::Answer)),
            (Marks { null_sender: true, report: true, ..Marks::default() }, Some(Automatic::Report)),
        ] {
            assert_eq!(marks.automatic(), wrote, "{marks:?}");
        }
    }
}
