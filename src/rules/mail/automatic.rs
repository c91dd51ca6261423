//! Whether a program wrote a mail: told by its headers (RFC 3834, RFC 5230, and what is usual beside them), never by words
//! alone.

use crate::desk::text::fold;

/// Headers of mails that came by a list (RFC 2919, RFC 2369).
const OF_LISTS: &[&str] = &["List-Id", "List-Post"];
/// Headers that mass mails have too, and mails of people whose server writes them below everything.
const OF_MASS_MAILS: &[&str] = &["List-Unsubscribe", "List-Help", "List-Owner"];
/// Headers of programs that answer for somebody.
const OF_ANSWERS: &[&str] = &["X-Autoreply", "X-Autorespond", "X-Autoresponder"];
/// How the subjects of absences begin, folded. They say something only beside a header.
const ABSENCES: &[&str] = &[
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "out of office",
    "out of the office",
    "respuesta automatica",
    "fuera de la oficina",
    "fuera de oficina",
    "ausencia temporal",
    "resposta automatica",
    "fora do escritorio",
    "ausencia temporaria",
];

/// What a mail says of how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// `Auto-Submitted`, without its parameters.
    pub auto_submitted: Option<String>,
    /// `Precedence`.
    pub precedence: Option<String>,
    /// Whether it came by a list: `List-Id` or `List-Post`.
    pub list: bool,
    /// Whether it looks like a mass mail: `List-Unsubscribe` and its like.
    pub mass: bool,
    /// Whether another header says that a program answered: `X-Autoreply`, `X-Autorespond`, `X-Auto-Response-Suppress`
    /// with a subject of absence.
    pub answers_by_itself: bool,
    /// Whether it asks programs not to answer: `X-Auto-Response-Suppress`.
    pub wants_no_answer: bool,
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
    /// A mass mail, unless it belongs to a case: then somebody wrote it by a server that treats all its mails alike.
    Mass,
    /// A program that reports of itself, such as a monitor.
    Notice,
}

impl Marks {
    /// What the headers say, which `header` gives by their names: of several with one name the first.
    pub fn of(header: impl Fn(&'static str) -> Option<String>, subject: &str) -> Self {
        let first_word = |value: String| value.trim().split([';', ' ', '(']).next().unwrap_or_default().to_owned();
        let any = |names: &[&'static str]| names.iter().any(|name| header(name).is_some());
        let wants_no_answer = any(&["X-Auto-Response-Suppress"]);
        Self {
            auto_submitted: header("Auto-Submitted").map(first_word),
            precedence: header("Precedence").map(first_word),
            list: any(OF_LISTS),
            mass: any(OF_MASS_MAILS),
            answers_by_itself: any(OF_ANSWERS) || (wants_no_answer && says_absent(subject)),
            wants_no_answer,
            null_sender: header("Return-Path").is_some_and(|path| path.trim() == "<>"),
            report: false,
        }
    }

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
        } else if self.mass {
            Some(Automatic::Mass)
        } else {
            None
        }
    }

    /// Whether a mail into a case is no answer of anybody's: a program wrote in their place. Exchange says of absences only
    /// that they came about by themselves and want no answer.
    pub fn is_no_answer(&self) -> bool {
        match self.automatic() {
            Some(Automatic::Answer | Automatic::Bulk) => true,
            Some(Automatic::Notice) => self.wants_no_answer,
            Some(Automatic::Report | Automatic::Mass) | None => false,
        }
    }
}

fn says_absent(subject: &str) -> bool {
    let subject = fold(subject);
    ABSENCES.iter().any(|words| subject.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::{Automatic, Marks};

    #[test]
    fn programs_are_known_by_their_headers() {
        use Automatic::{Answer, Bulk, Mass, Notice};
        for (headers, subject, wrote, no_answer) in [
            ("", "Sin correo", None, false),
            // Words alone say nothing.
            ("", "Respuesta automática: Sin correo", None, false),
            ("Auto-Submitted: no", "", None, false),
            ("Auto-Submitted: No (nadie)", "", None, false),
            ("Auto-Submitted: auto-replied", "", Some(Answer), true),
            ("Auto-Submitted: Auto-Replied; owner-email=\"a@x.cl\"", "", Some(Answer), true),
            ("Auto-Submitted: auto-generated", "", Some(Notice), false),
            ("Auto-Submitted: auto-generated (rejected)", "", Some(Notice), false),
            ("Auto-Submitted: auto-notified", "", Some(Notice), false),
            ("Precedence: bulk", "", Some(Bulk), true),
            ("Precedence: Junk", "", Some(Bulk), true),
            ("Precedence: list", "", Some(Bulk), true),
            ("Precedence: auto_reply", "", Some(Answer), true),
            ("Precedence: first-class", "", None, false),
            ("List-Id: <noticias.x.cl>", "", Some(Bulk), true),
            ("List-Post: <mailto:noticias@x.cl>", "", Some(Bulk), true),
            ("List-Unsubscribe: <https://x.cl/fuera>", "", Some(Mass), false),
            ("List-Help: <https://x.cl/ayuda>", "", Some(Mass), false),
            ("List-Owner: <mailto:dueno@x.cl>", "", Some(Mass), false),
            ("List-Archive: <https://x.cl/archivo>", "", None, false),
            ("List-Unsubscribe: <https://x.cl>|Auto-Submitted: auto-generated", "", Some(Notice), false),
            ("X-Autoreply: yes", "", Some(Answer), true),
            ("X-Autorespond: Sin correo", "", Some(Answer), true),
            ("X-Autoresponder: 1", "", Some(Answer), true),
            ("Return-Path: <>", "", Some(Answer), true),
            ("Return-Path: <a@x.cl>", "", None, false),
            ("X-Auto-Response-Suppress: All", "Sin correo", None, false),
            ("X-Auto-Response-Suppress: All", "Automatic reply: Sin correo", Some(Answer), true),
            ("X-Auto-Response-Suppress: All", "Out of Office: vuelvo el lunes", Some(Answer), true),
            ("X-Auto-Response-Suppress: All", "Respuesta automática: Sin correo", Some(Answer), true),
            ("X-Auto-Response-Suppress: DR, OOF", "FUERA DE LA OFICINA", Some(Answer), true),
            ("X-Auto-Response-Suppress: All", "Resposta automa\u{301}tica: Sem e-mail", Some(Answer), true),
            ("X-Auto-Response-Suppress: All", "Fora do escritório", Some(Answer), true),
            ("X-Auto-Response-Suppress: All", "Ausência temporária", Some(Answer), true),
            ("X-Auto-Response-Suppress: All|Auto-Submitted: auto-generated", "Poissa", Some(Notice), true),
        ] {
            let header = |name: &str| {
                let mut lines = headers.split('|').filter_map(|line| line.split_once(": "));
                lines.find(|(of, _)| *of == name).map(|(_, value)| value.to_owned())
            };
            let marks = Marks::of(header, subject);
            assert_eq!((marks.automatic(), marks.is_no_answer()), (wrote, no_answer), "{headers} {subject}");
        }
        let report = Marks { null_sender: true, report: true, ..Marks::default() };
        assert_eq!(report.automatic(), Some(Automatic::Report));
    }
}
