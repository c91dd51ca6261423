//! The words of the sample: categories, and what is said in their cases, read from `cases/*.txt`.
//!
//! A line's first sign says what it is; after a colon stand the subjects of its category that it fits, counted from
//! 1 (without them it fits all):
//!
//! ```text
//! # Parent category
//! ## Category | kind | impact | urgency | group | weight | on_line or -
//! > subject || what was said at the opening
//! ?:1,3 what the desk asks || what the requester answers
//! n an internal note
//! 1:2 code | a solution that first level can give
//! 2 code | a solution of the group
//! w why it waits for a third party
//! u why it waits until a moment
//! r what the requester says when it comes back || the solution after that
//! ```

use super::SampleError;
use crate::words::{Impact, Kind, Urgency, Vocabulary};

const SHEETS: [&str; 9] = [
    include_str!("cases/accounts.txt"),
    include_str!("cases/mail.txt"),
    include_str!("cases/computers.txt"),
    include_str!("cases/printing.txt"),
    include_str!("cases/network.txt"),
    include_str!("cases/phones.txt"),
    include_str!("cases/applications.txt"),
    include_str!("cases/files.txt"),
    include_str!("cases/security.txt"),
];

/// The category whose cases monitoring opens.
pub(super) const MONITORED: &str = "Alertas de monitoreo";

/// All that is said.
pub(super) struct Book {
    /// The categories that cases are given, in the order of the tree.
    pub(super) topics: Vec<Topic>,
}

/// A category with its words.
pub(super) struct Topic {
    pub(super) parent: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) impact: Impact,
    pub(super) urgency: Urgency,
    /// The key of its group in `desk.rs`.
    pub(super) group: &'static str,
    pub(super) weight: u32,
    pub(super) counts_for_on_line: bool,
    pub(super) subjects: Vec<(&'static str, &'static str)>,
    questions: Vec<Fitting<(&'static str, &'static str)>>,
    notes: Vec<Fitting<&'static str>>,
    first: Vec<Fitting<Answer>>,
    second: Vec<Fitting<Answer>>,
    third_party: Vec<Fitting<&'static str>>,
    until: Vec<Fitting<&'static str>>,
    back: Vec<Fitting<(&'static str, &'static str)>>,
}

/// A solution with its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: &'static str,
    pub(super) text: &'static str,
}

/// Words, and the subjects that they fit; none named: all.
struct Fitting<T> {
    subjects: Vec<usize>,
    words: T,
}

/// What can be said about one subject.
pub(super) struct Repertoire {
    pub(super) questions: Vec<(&'static str, &'static str)>,
    pub(super) notes: Vec<&'static str>,
    pub(super) first: Vec<Answer>,
    pub(super) second: Vec<Answer>,
    pub(super) third_party: Vec<&'static str>,
    pub(super) until: Vec<&'static str>,
    pub(super) back: Vec<(&'static str, &'static str)>,
}

fn fitting<T: Copy>(lines: &[Fitting<T>], subject: usize) -> Vec<T> {
    let fits = |line: &&Fitting<T>| line.subjects.is_empty() || line.subjects.contains(&(subject + 1));
    lines.iter().filter(fits).map(|line| line.words).collect()
}

impl Topic {
    /// What can be said about the subject at this position.
    pub(super) fn repertoire(&self, subject: usize) -> Repertoire {
        Repertoire {
            questions: fitting(&self.questions, subject),
            notes: fitting(&self.notes, subject),
            first: fitting(&self.first, subject),
            second: fitting(&self.second, subject),
            third_party: fitting(&self.third_party, subject),
            until: fitting(&self.until, subject),
            back: fitting(&self.back, subject),
        }
    }

    fn parse(parent: &'static str, head: &'static str) -> Option<Self> {
        let parts: Vec<&'static str> = head.split(" | ").map(str::trim).collect();
        let [name, kind, impact, urgency, group, weight, on_line] = parts[..] else { return None };
        Some(Self {
            parent,
            name,
            kind: Kind::parse(kind)?,
            impact: Impact::parse(impact)?,
            urgency: Urgency::parse(urgency)?,
            group,
            weight: weight.parse().ok()?,
            counts_for_on_line: on_line == "on_line",
            subjects: Vec::new(),
            questions: Vec::new(),
            notes: Vec::new(),
            first: Vec::new(),
            second: Vec::new(),
            third_party: Vec::new(),
            until: Vec::new(),
            back: Vec::new(),
        })
    }

    fn read(&mut self, line: &'static str) -> Option<()> {
        let (mark, text) = line.split_once(' ')?;
        let (mark, numbers) = mark.split_once(':').unwrap_or((mark, ""));
        let subjects =
            numbers.split(',').filter(|n| !n.is_empty()).map(str::parse).collect::<Result<Vec<_>, _>>().ok()?;
        let one = |words| Fitting { subjects: subjects.clone(), words };
        match mark {
            ">" => self.subjects.push(pair(text, " || ")?),
            "?" => self.questions.push(Fitting { subjects, words: pair(text, " || ")? }),
            "n" => self.notes.push(one(text)),
            "1" => self.first.push(Fitting { subjects, words: answer(text)? }),
            "2" => self.second.push(Fitting { subjects, words: answer(text)? }),
            "w" => self.third_party.push(one(text)),
            "u" => self.until.push(one(text)),
            "r" => self.back.push(Fitting { subjects, words: pair(text, " || ")? }),
            _ => return None,
        }
        Some(())
    }
}

fn pair(text: &'static str, sign: &str) -> Option<(&'static str, &'static str)> {
    text.split_once(sign).map(|(left, right)| (left.trim(), right.trim()))
}

fn answer(text: &'static str) -> Option<Answer> {
    pair(text, " | ").map(|(code, text)| Answer { code, text })
}

impl Book {
    /// Reads the sheets.
    ///
    /// # Errors
    /// The line that cannot be read: the sheets belong to the program, so a test meets it first.
    pub(super) fn open() -> Result<Self, SampleError> {
        let mut topics: Vec<Topic> = Vec::new();
        for sheet in SHEETS {
            let mut parent = "";
            for line in sheet.lines().filter(|line| !line.is_empty()) {
                let read = if let Some(head) = line.strip_prefix("## ") {
                    Topic::parse(parent, head).map(|topic| topics.push(topic))
                } else if let Some(name) = line.strip_prefix("# ") {
                    parent = name;
                    Some(())
                } else {
                    topics.last_mut().and_then(|topic| topic.read(line))
                };
                read.ok_or_else(|| SampleError::Words(line.to_owned()))?;
            }
        }
        Ok(Self { topics })
    }

    /// The names of the parent categories, in their order.
    pub(super) fn parents(&self) -> Vec<&'static str> {
        let mut parents: Vec<&'static str> = self.topics.iter().map(|topic| topic.parent).collect();
        parents.dedup();
        parents
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::sample::desk::{CODES, GROUPS};
    use crate::sample::slots::Slots;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_at_least_300_distinct_subjects_and_each_can_be_solved() {
        let book = Book::open().unwrap();
        let mut subjects = BTreeSet::new();
        for topic in &book.topics {
            assert!(GROUPS.iter().any(|group| group.key == topic.group), "{}: {}", topic.name, topic.group);
            for (place, (subject, _)) in topic.subjects.iter().enumerate() {
                assert!(subjects.insert(*subject), "twice: {subject}");
                let words = topic.repertoire(place);
                assert!(!words.first.is_empty() || !words.second.is_empty(), "nobody can solve {subject}");
                if topic.group == "primer" {
                    assert!(!words.first.is_empty(), "first level cannot solve {subject}");
                }
                for answer in words.first.iter().chain(&words.second) {
                    assert!(CODES.iter().any(|(code, _)| *code == answer.code), "{}", answer.code);
                }
            }
        }
        assert!(subjects.len() >= 300, "{}", subjects.len());
        assert!(book.parents().len() >= 8 && book.topics.len() >= 45);
        assert!(book.topics.iter().any(|topic| topic.name == MONITORED));
    }

    #[test]
    fn every_line_fits_a_subject_that_exists_and_every_slot_is_known() {
        let book = Book::open().unwrap();
        let slots = Slots::default();
        for topic in &book.topics {
            let numbers = topic.questions.iter().map(|line| &line.subjects);
            let numbers = numbers.chain(topic.notes.iter().map(|line| &line.subjects));
            let numbers = numbers.chain(topic.first.iter().chain(&topic.second).map(|line| &line.subjects));
            let numbers = numbers.chain(topic.third_party.iter().chain(&topic.until).map(|line| &line.subjects));
            let numbers = numbers.chain(topic.back.iter().map(|line| &line.subjects));
            for subject in numbers.flatten() {
                assert!((1..=topic.subjects.len()).contains(subject), "{}: {subject}", topic.name);
            }
        }
        for text in SHEETS {
            assert!(!slots.fill(text).contains(['{', '}']), "unknown slot");
            assert!(!text.contains('!'), "no exclamation marks");
        }
    }
}
