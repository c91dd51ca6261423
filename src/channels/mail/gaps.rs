//! What the gaps of a template are filled with: a case as it is now, in the reader's language.

use super::compose::due_in_words;
use crate::messages::name_of;
use chrono_tz::Tz;
use rules::Moment;
use rules::desk::{Facts, Fault, Group, Person, Settings, Ticket, User};
use rules::service_model::{NoticeText, Placeholder, fill};
use rules::words::Language;

/// A case and who reads of it.
pub struct Gaps<'a, F> {
    /// Where names are looked up.
    pub facts: &'a F,
    /// The desk's settings.
    pub settings: &'a Settings,
    /// The case.
    pub ticket: &'a Ticket,
    /// The reader's name.
    pub name: &'a str,
    /// The reader's language.
    pub language: Language,
    /// The reader's time zone.
    pub zone: Tz,
    /// The day on which it is told.
    pub at: Moment,
    /// The words that go with it.
    pub words: &'a str,
    /// Where the reader can open the case.
    pub link: &'a str,
}

impl<F: Facts> Gaps<'_, F> {
    /// Both parts of a text with its gaps filled.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn fill(&self, text: &NoticeText) -> Result<NoticeText, Fault> {
        Ok(NoticeText { subject: self.fill_one(&text.subject)?, text: self.fill_one(&text.text)? })
    }

    fn fill_one(&self, template: &str) -> Result<String, Fault> {
        let mut fault = None;
        let filled = fill(template, |placeholder| {
            self.filling(placeholder).unwrap_or_else(|cause| {
                fault = Some(cause);
                String::new()
            })
        });
        fault.map_or(Ok(filled), Err)
    }

    fn filling(&self, placeholder: Placeholder) -> Result<String, Fault> {
        let ticket = self.ticket;
        Ok(match placeholder {
            Placeholder::Number => ticket.number.to_string(),
            Placeholder::Subject => {
                let subject = self.facts.content(ticket.subject)?;
                subject.and_then(|row| row.content.as_text().map(str::to_owned)).unwrap_or_default()
            }
            Placeholder::Requester => {
                self.facts.get::<Person>(ticket.requester.0)?.map(|person| person.details.name).unwrap_or_default()
            }
            Placeholder::Name => self.name.to_owned(),
            Placeholder::Group => match ticket.group {
                Some(group) => self.facts.get::<Group>(group.0)?.map(|group| group.name).unwrap_or_default(),
                None => String::new(),
            },
            Placeholder::Assignee => match ticket.assignee {
                Some(user) => self.facts.get::<User>(user.0)?.map(|user| user.details.name).unwrap_or_default(),
                None => String::new(),
            },
            Placeholder::Priority => name_of(self.language, ticket.priority),
            Placeholder::State => name_of(self.language, ticket.state),
            Placeholder::Deadline => {
                let due = due_in_words(ticket, self.language, self.at, self.zone);
                let lines: Vec<String> = due.into_iter().map(|(clock, due)| format!("{clock} {due}")).collect();
                lines.join("; ")
            }
            Placeholder::Words => self.words.to_owned(),
            Placeholder::Link => self.link.to_owned(),
            Placeholder::Desk => self.settings.name.clone(),
        })
    }
}
