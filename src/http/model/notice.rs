//! Rules of notices as the API shows and takes them, and how their words look as a mail.

use super::agreement::{Conditions, set};
use crate::channels::mail::{self, Gaps};
use crate::desk::{Facts, NoticeKind, NoticeWay};
use crate::http::caller::Caller;
use crate::http::problem::{FieldCode, FieldFault, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{Id, Word, words};
use crate::messages::name_of;
use crate::queries::ticket;
use crate::service_model::{self as rules, NoticeRuleId, fill, unknown_placeholder};
use crate::words::{Audience, Language};
use poem_openapi::Object;
use poem_openapi::types::Example;

/// Who hears of an occasion of some cases. Of each audience the first rule of the list that the case meets counts, and
/// takes the place of what the desk does by itself; one without ways tells that audience nothing.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct NoticeRule {
    /// Its id; a new rule has none yet.
    pub(crate) id: Option<Id>,
    /// What people read.
    name: String,
    /// The occasion: a notice about cases.
    on: Word<NoticeKind>,
    /// For which cases.
    #[oai(rename = "for")]
    conditions: Conditions,
    /// Who hears of it.
    to: Vec<Word<Audience>>,
    /// By which ways: `screen` and `mail`. Requesters have no screen here.
    ways: Vec<Word<NoticeWay>>,
    /// The webhooks that hear of it, whoever else does.
    webhooks: Vec<Id>,
    /// The words, a language at the most once; the desk's own where there are none.
    texts: Vec<NoticeText>,
}

/// What a notice says. Words between braces, such as `{number}`, are filled in: number, subject, requester, name (of
/// whoever reads it), group, assignee, priority, state, deadline, words (what somebody wrote), link, desk. `{{` stands
/// for a brace.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct NoticeText {
    /// The language.
    language: Word<Language>,
    /// The subject line.
    subject: String,
    /// What it says; an empty line begins a paragraph.
    text: String,
}

/// The rules of notices.
#[derive(Clone, Debug, Object)]
pub(crate) struct NoticesInput {
    /// The whole list, in the order in which they are tried.
    pub(crate) notices: Vec<NoticeRule>,
    /// When mails to whoever works at the desk are gathered; each leaves by itself when left out.
    pub(crate) digest: Option<Digest>,
}

/// Instead of a flood: who got `after` mails within `minutes` gets the next ones together, `minutes` later.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(crate) struct Digest {
    /// So many mails leave by themselves, 0 to 100.
    after: u32,
    /// Within so many minutes, 1 to 1440.
    minutes: u32,
}

impl Digest {
    pub(crate) fn of(digest: rules::Digest) -> Self {
        Self { after: digest.after, minutes: digest.minutes }
    }

    /// As the model has it.
    pub(crate) fn read(&self) -> rules::Digest {
        rules::Digest { after: self.after, minutes: self.minutes }
    }
}

/// Words to look at before they are agreed.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct NoticePreviewInput {
    /// The language.
    language: Word<Language>,
    /// The subject line.
    subject: String,
    /// What it says.
    text: String,
    /// A case to fill it in with; the names of the gaps stand there when left out.
    ticket: Option<Id>,
}

/// How a notice looks as a mail.
#[derive(Clone, Debug, Object)]
pub(crate) struct NoticePreview {
    /// The subject line.
    subject: String,
    /// The plain face of the mail.
    text: String,
    /// The HTML face of the mail, a whole document.
    html: String,
}

impl NoticeRule {
    pub(crate) fn of(rule: &rules::NoticeRule) -> Self {
        let text = |(language, text): (&Language, &rules::NoticeText)| NoticeText {
            language: Word(*language),
            subject: text.subject.clone(),
            text: text.text.clone(),
        };
        Self {
            id: Some(Id(rule.id.0)),
            name: rule.name.clone(),
            on: Word(rule.on),
            conditions: Conditions::of(&rule.conditions),
            to: words(&rule.to),
            ways: words(&rule.ways),
            webhooks: rule.webhooks.iter().copied().map(Id::of).collect(),
            texts: rule.texts.iter().map(text).collect(),
        }
    }

    /// As the model has it, with this id.
    pub(crate) fn read(&self, id: NoticeRuleId) -> rules::NoticeRule {
        let text = |text: &NoticeText| {
            (text.language.0, rules::NoticeText { subject: text.subject.clone(), text: text.text.clone() })
        };
        rules::NoticeRule {
            id,
            name: self.name.clone(),
            on: self.on.0,
            conditions: self.conditions.read(),
            to: set(&self.to),
            ways: set(&self.ways),
            webhooks: self.webhooks.iter().map(|id| id.to()).collect(),
            texts: self.texts.iter().map(text).collect(),
        }
    }
}

/// Fills words in, and shows them as a mail.
pub(super) fn preview(caller: &Caller, input: NoticePreviewInput) -> Answer<Shown<NoticePreview>> {
    let templates = [("subject", &input.subject), ("text", &input.text)].into_iter();
    let wrong = templates.filter(|(_, template)| unknown_placeholder(template).is_some());
    let faults: Vec<FieldFault> =
        wrong.map(|(field, _)| FieldFault::new(field, FieldCode::UnknownPlaceholder)).collect();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let snapshot = caller.snapshot()?;
    let desk = snapshot.settings()?;
    let language = input.language.0;
    let own = rules::NoticeText { subject: input.subject, text: input.text };
    let (own, link) = match input.ticket {
        Some(number) => {
            let ticket = ticket::find(&snapshot, caller.viewer(), number.to())?;
            let link = desk.public_url.as_deref().map(|url| mail::case_address(url, ticket.number));
            let gaps = Gaps {
                facts: &snapshot,
                settings: &desk,
                ticket: &ticket,
                name: &name_of(language, rules::Placeholder::Name),
                language,
                zone: desk.zone(),
                at: caller.now(),
                words: &format!("[{}]", name_of(language, rules::Placeholder::Words)),
                link: link.as_deref().unwrap_or_default(),
            };
            (gaps.fill(&own)?, link)
        }
        None => {
            let named = |template: &str| fill(template, |gap| format!("[{}]", name_of(language, gap)));
            (rules::NoticeText { subject: named(&own.subject), text: named(&own.text) }, None)
        }
    };
    let mail::NoticePreview { subject, text, html } = mail::preview(&desk, language, own, link);
    Ok(Shown::new(NoticePreview { subject, text, html }))
}

impl Example for NoticePreviewInput {
    fn example() -> Self {
        Self {
            language: Word(Language::Es),
            subject: "Su caso {número} está solucionado".to_owned(),
            text: "{nombre}, esto es lo que se hizo:\n\n{texto}".to_owned(),
            ticket: None,
        }
    }
}
