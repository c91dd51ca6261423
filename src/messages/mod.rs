//! What people read, in every language: one Fluent catalogue per language, embedded, the same one that the web
//! interface imports.
//!
//! `words.ftl` names the words of the closed vocabularies, `mail.ftl` says what mails say, `portal.ftl` what the pages of
//! those who ask say, `survey.ftl` what the page of a
//! survey says, `survey_form.ftl` what its form says wherever it is shown, `survey_review.ftl` what the page of its review
//! says, `chart.ftl` what charts say, `dates.ftl` how a moment is told; `web.ftl` beside them belongs to the web interface
//! alone and is not loaded here.

mod dates;
mod sizes;
mod words;

pub use dates::{day_and_time, day_in_words, month_and_year};
pub use sizes::file_size;
pub use words::{ends_of_scale, mid_sentence, name_of};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rules::words::{Language, Vocabulary};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// A language's files, in the order of their names.
const fn sources(language: Language) -> [&'static str; 8] {
    match language {
        Language::Es => [
            include_str!("es/chart.ftl"),
            include_str!("es/dates.ftl"),
            include_str!("es/mail.ftl"),
            include_str!("es/portal.ftl"),
            include_str!("es/survey.ftl"),
            include_str!("es/survey_form.ftl"),
            include_str!("es/survey_review.ftl"),
            include_str!("es/words.ftl"),
        ],
        Language::En => [
            include_str!("en/chart.ftl"),
            include_str!("en/dates.ftl"),
            include_str!("en/mail.ftl"),
            include_str!("en/portal.ftl"),
            include_str!("en/survey.ftl"),
            include_str!("en/survey_form.ftl"),
            include_str!("en/survey_review.ftl"),
            include_str!("en/words.ftl"),
        ],
        Language::Pt => [
            include_str!("pt/chart.ftl"),
            include_str!("pt/dates.ftl"),
            include_str!("pt/mail.ftl"),
            include_str!("pt/portal.ftl"),
            include_str!("pt/survey.ftl"),
            include_str!("pt/survey_form.ftl"),
            include_str!("pt/survey_review.ftl"),
            include_str!("pt/words.ftl"),
        ],
    }
}

/// One bundle a language, in the order of the vocabulary.
static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> =
    LazyLock::new(|| Language::ALL.iter().map(|language| bundle(*language)).collect());

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let identifier = language.as_str().parse::<LanguageIdentifier>().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // The names that are put in have no control characters left, so nothing needs to be fenced off by invisible ones.
    bundle.set_use_isolating(false);
    for source in sources(language) {
        // A test holds that every file parses whole; what does parse is used in any case.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Something that a message speaks of.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A count; plurals follow it.
    Count(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

/// The message `id` in `language`, with its variables filled in. An id that no catalogue has is given back as it
/// is: a test holds that none is asked for.
pub fn text(language: Language, id: &str, args: &[(&str, Value<'_>)]) -> String {
    let place = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    let Some(bundle) = BUNDLES.get(place) else { return id.to_owned() };
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    let mut values = FluentArgs::new();
    for (name, value) in args {
        values.set(
            *name,
            match value {
                Value::Text(text) => FluentValue::from(*text),
                Value::Count(count) => FluentValue::from(*count),
            },
        );
    }
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests;
