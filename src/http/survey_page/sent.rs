//! What a form sends, field by field: `q1` a mark, yes, no or options, `t1` words, `o1` words beside options.

use crate::survey::{Answers, Asked, Form, Given, OptionId, Question};
use crate::words::{Language, Vocabulary};
use std::collections::BTreeSet;

/// The fields of a form that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    fields: Vec<(String, String)>,
}

impl Sent {
    /// Of a body as browsers send it.
    pub(super) fn read(body: &[u8]) -> Self {
        let fields = form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned()));
        Self { fields: fields.collect() }
    }

    /// The first value of a field.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Everything that was sent, to be sent once more.
    pub(super) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The language that the form was shown in.
    pub(super) fn language(&self) -> Option<Language> {
        Language::parse(self.value("l")?)
    }

    /// The questions that were on the page that was sent.
    pub(super) fn seen(&self) -> BTreeSet<u32> {
        self.value("seen").unwrap_or_default().split(',').filter_map(|id| id.parse().ok()).collect()
    }

    /// What was answered, as far as it can be read: what cannot is wrong, and is told where it stands.
    pub(super) fn answers(&self, form: &Form) -> Answers<String> {
        form.questions.iter().filter_map(|question| Some((question.id, self.given(question)?))).collect()
    }

    fn given(&self, question: &Question) -> Option<Given<String>> {
        let [choice, text, other] = names(question);
        match &question.asked {
            Asked::Satisfaction | Asked::Effort | Asked::Recommendation => {
                // What is no mark at all becomes one that no scale has.
                self.value(&choice).map(|mark| Given::Mark(mark.parse().unwrap_or(u8::MAX)))
            }
            Asked::YesNo => self.value(&choice).map(|said| Given::YesNo(said == "yes")),
            Asked::OneOf { .. } | Asked::SeveralOf { .. } | Asked::Reasons { .. } => {
                let options: BTreeSet<OptionId> =
                    self.values(&choice).map(|option| OptionId(option.parse().unwrap_or(0))).collect();
                let other = self.value(&other).filter(|text| !text.trim().is_empty()).map(str::to_owned);
                (!options.is_empty() || other.is_some()).then_some(Given::Chosen { options, other })
            }
            Asked::Text => self.value(&text).map(|text| Given::Text(text.to_owned())),
            Asked::Statement => None,
        }
    }
}

/// The fields of a question: for what is chosen, for its own words, for words beside options.
pub(super) fn names(question: &Question) -> [String; 3] {
    ["q", "t", "o"].map(|what| format!("{what}{}", question.id.0))
}
