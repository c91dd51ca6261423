//! What people wrote, and the themes that it is searched for.

use super::results::months;
use super::shape::SurveyWords;
use crate::desk::Command;
use crate::desk::id::SurveyId;
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::list::page_size;
use crate::http::reply::{Answer, Shown};
use crate::http::word::Id;
use crate::queries::survey_texts::{self, FoundText, Sought, Texts, ThemeFound};
use crate::queries::surveys;
use crate::survey::{QuestionId, TextTheme};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(in crate::http) struct SurveyTexts;

/// What people wrote.
#[derive(Clone, Debug, Object)]
struct SurveyTextsFound {
    /// How many texts were looked at: the latest 10,000 of these months at the most.
    looked_at: u64,
    /// Whether there are more, which are older.
    more: bool,
    /// The survey's themes with how often they come up, the most frequent one first.
    themes: Vec<SurveyThemeFound>,
    /// Those that were sought, in no order.
    items: Vec<SurveyText>,
    /// Asks for the next page; null: this was the last.
    next: Option<String>,
}

/// A theme that texts were searched for.
#[derive(Clone, Debug, Object)]
struct SurveyThemeFound {
    /// Its place among the survey's themes, from 1.
    n: u32,
    /// What it is called.
    name: SurveyWords,
    /// How many texts are of it.
    count: u64,
    /// A few of them.
    examples: Vec<String>,
}

/// A text.
#[derive(Clone, Debug, Object)]
struct SurveyText {
    /// The question that it answers.
    question: u32,
    /// The words.
    text: String,
    /// The day on which it was written; null where nobody is to be named.
    day: Option<String>,
    /// The themes that it is of, by their places.
    themes: Vec<u32>,
}

/// What the free texts of a survey are searched for.
#[derive(Clone, Debug, Object)]
struct SurveyThemes {
    /// Whether they were chosen for this survey; otherwise they are those to start from.
    own: bool,
    /// The themes.
    themes: Vec<SurveyTheme>,
}

/// A theme of free texts.
#[derive(Clone, Debug, Object)]
struct SurveyTheme {
    /// What it is called.
    name: SurveyWords,
    /// The words that are of it, in any language: whole ones, or with a star the beginning of some, as `esper*`. Case and
    /// accents do not matter.
    words: Vec<String>,
}

/// What the free texts of a survey should be searched for.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct SurveyThemesInput {
    /// The themes; null: those to start from.
    themes: Option<Vec<SurveyTheme>>,
}

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl SurveyTexts {
    /// Read what people wrote
    ///
    /// In free texts and beside options, of some months: with the survey's themes, the most frequent ones with examples.
    /// Where nobody is to be named the texts of a month come together, five or more, or not at all, and in no order. For
    /// administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/texts", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn texts(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// The first month, as at the results.
        from: Query<Option<String>>,
        /// The last month; the first one when left out.
        to: Query<Option<String>>,
        /// Only those that answer this question.
        question: Query<Option<u32>>,
        /// Only those of this theme, by its place.
        theme: Query<Option<u32>>,
        /// Words with which words of the text begin.
        q: Query<Option<String>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<SurveyTextsFound>> {
        let limit = page_size(limit.0)?;
        let snapshot = caller.snapshot()?;
        let months = months(&caller, &snapshot, from.0.as_deref(), to.0.as_deref())?;
        let sought = Sought {
            question: question.0.map(QuestionId),
            typed: q.0.as_deref(),
            // Places are counted from 1: nothing is of the theme 0.
            theme: theme.0.map(|n| usize::try_from(n).ok().and_then(|n| n.checked_sub(1)).unwrap_or(usize::MAX)),
        };
        let page = (cursor.0.as_deref(), limit);
        let found = survey_texts::texts(&snapshot, caller.viewer(), id.0.to(), months, sought, page)?;
        Ok(Shown::new(found.into()))
    }

    /// Show the themes of a survey
    ///
    /// What its free texts are searched for. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/themes", method = "get")]
    async fn themes(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<SurveyThemes>> {
        shown(&caller, id.0.to())
    }

    /// Change the themes of a survey
    ///
    /// At most 40, each of at most 100 words. For administrators and clients.
    #[oai(path = "/:id/themes", method = "put")]
    async fn change_themes(
        &self,
        caller: Caller,
        id: Path<Id>,
        input: Input<SurveyThemesInput>,
    ) -> Answer<Shown<SurveyThemes>> {
        let survey: SurveyId = id.0.to();
        let themes = input.0.themes.map(|themes| themes.into_iter().map(SurveyTheme::read).collect());
        caller.submit(Command::ChangeThemes { survey, themes }).await?;
        shown(&caller, survey)
    }
}

fn shown(caller: &Caller, id: SurveyId) -> Answer<Shown<SurveyThemes>> {
    let snapshot = caller.snapshot()?;
    let survey = surveys::one(&snapshot, caller.viewer(), id)?;
    let (own, version) = (survey.themes.is_some(), survey.version);
    let themes = survey.themes.unwrap_or_else(TextTheme::to_start_from).iter().map(SurveyTheme::of).collect();
    Ok(Shown::new(SurveyThemes { own, themes }).version(move |_| version))
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// A place counted from 1.
fn place(n: usize) -> u32 {
    u32::try_from(n + 1).unwrap_or(u32::MAX)
}

impl From<Texts> for SurveyTextsFound {
    fn from(Texts { looked_at, more, themes, page }: Texts) -> Self {
        let themes = themes.into_iter().map(|ThemeFound { place: n, theme, count: of_it, examples }| {
            SurveyThemeFound { n: place(n), name: SurveyWords::of(&theme.name), count: count(of_it), examples }
        });
        let items = page.items.into_iter().map(|FoundText { question, text, day, themes, .. }| SurveyText {
            question: question.0,
            text,
            day: day.map(|day| day.date().to_string()),
            themes: themes.into_iter().map(place).collect(),
        });
        Self { looked_at: count(looked_at), more, themes: themes.collect(), items: items.collect(), next: page.next }
    }
}

impl SurveyTheme {
    fn of(theme: &TextTheme) -> Self {
        Self { name: SurveyWords::of(&theme.name), words: theme.words.clone() }
    }

    fn read(self) -> TextTheme {
        TextTheme { name: self.name.read(), words: self.words }
    }
}

impl Example for SurveyThemesInput {
    fn example() -> Self {
        Self { themes: Some(TextTheme::to_start_from().iter().take(1).map(SurveyTheme::of).collect()) }
    }
}
