//! What people wrote: what it is about, by the survey's themes, and the texts themselves, found by word, question and theme.
//! Of a promise not to name anybody the texts of a month are told together, five or more, or not at all, and in no order.

use super::cursor::{Page, Question as Asked};
use super::survey_answers::{Readable, is_told, shuffle, words};
use super::{Unanswered, surveys};
use crate::desk::id::SurveyId;
use crate::desk::{Facts, Fault, SurveyAnswer, Viewer};
use crate::moment::Day;
use crate::secret;
use crate::store::Snapshot;
use crate::store::index::survey::Month;
use crate::survey::{QuestionId, TextTheme, Themed, says};
use std::collections::{BTreeMap, BTreeSet};

/// So many texts are looked at, the latest ones: of a survey that gathers more in the months that are asked for, it is said.
pub const TEXTS_MAX: usize = 10_000;
/// So many examples are told of a theme.
const EXAMPLES: usize = 3;

/// Which texts are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sought<'a> {
    /// Those that answer this question.
    pub question: Option<QuestionId>,
    /// Those in which this stands.
    pub typed: Option<&'a str>,
    /// Those of this theme, by its place.
    pub theme: Option<usize>,
}

/// What people wrote.
#[derive(Clone, Debug)]
pub struct Texts {
    /// How many texts were looked at.
    pub looked_at: usize,
    /// Whether there are more, which are older.
    pub more: bool,
    /// The survey's themes with the texts that are of them, the most frequent one first.
    pub themes: Vec<ThemeFound>,
    /// Those that were sought.
    pub page: Page<FoundText>,
}

/// A theme with its texts.
#[derive(Clone, Debug)]
pub struct ThemeFound {
    /// Its place among the survey's themes.
    pub place: usize,
    /// The theme.
    pub theme: TextTheme,
    /// How many texts are of it.
    pub count: usize,
    /// A few of them.
    pub examples: Vec<String>,
}

/// A text.
#[derive(Clone, Debug)]
pub struct FoundText {
    /// The question that it answers.
    pub question: QuestionId,
    /// The words.
    pub text: String,
    /// The day on which it was written, where people are named.
    pub day: Option<Day>,
    /// The themes that it is of, by their places.
    pub themes: BTreeSet<usize>,
    /// What it is put in order by.
    number: u64,
}

/// The themes of a survey: its own, or those to start from.
///
/// # Errors
/// As for [`surveys::one`].
pub fn themes(snapshot: &Snapshot, viewer: &Viewer, id: SurveyId) -> Result<Vec<TextTheme>, Unanswered> {
    let survey = surveys::one(snapshot, viewer, id)?;
    Ok(survey.themes.unwrap_or_else(TextTheme::to_start_from))
}

/// What people wrote in some months.
///
/// # Errors
/// As for [`surveys::one`]; a foreign cursor.
pub fn texts(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    months: (Month, Month),
    sought: Sought<'_>,
    (cursor, limit): (Option<&str>, usize),
) -> Result<Texts, Unanswered> {
    let readable = Readable::of(snapshot, viewer, id, months)?;
    let themes = themes(snapshot, viewer, id)?;
    // Pages of one look go on in the order of the first; another look has another order.
    let mark = Asked::new(&format!("survey-texts {} {} {} {sought:?}", id.0, months.0, months.1));
    let (seed, from) = match cursor {
        Some(cursor) => position(&mark.position(cursor)?)?,
        None => (secret::random()?, 0),
    };
    let (mut found, more) = gather(snapshot, &readable, id, months)?;
    shuffle(&mut found, &secret::hex(&seed), |text| text.number);
    let themed = Themed::by(&themes);
    for text in &mut found {
        text.themes = themed.of(&text.text);
    }
    let looked_at = found.len();
    let themes = frequent(themes, &found);
    found.retain(|text| {
        sought.question.is_none_or(|question| text.question == question)
            && sought.theme.is_none_or(|theme| text.themes.contains(&theme))
            && sought.typed.is_none_or(|typed| says(&text.text, typed))
    });
    let until = from.saturating_add(limit).min(found.len());
    let next = (until < found.len()).then(|| mark.cursor(&[&seed[..], &(until as u64).to_be_bytes()].concat()));
    let items = found.into_iter().skip(from).take(limit).collect();
    Ok(Texts { looked_at, more, themes, page: Page { items, next } })
}

/// The seed of the order, and how many were shown.
fn position(bytes: &[u8]) -> Result<([u8; 16], usize), Unanswered> {
    let (seed, rest) = bytes.split_first_chunk::<16>().ok_or(Unanswered::Cursor)?;
    let shown = rest.try_into().map(u64::from_be_bytes).map_err(|_| Unanswered::Cursor)?;
    Ok((*seed, usize::try_from(shown).unwrap_or(usize::MAX)))
}

/// The latest texts of the months that may be told, and whether there are more.
fn gather(
    snapshot: &Snapshot,
    readable: &Readable,
    id: SurveyId,
    months: (Month, Month),
) -> Result<(Vec<FoundText>, bool), Fault> {
    let mut places = snapshot.texts_of(id, months, TEXTS_MAX + 1)?;
    let more = places.len() > TEXTS_MAX;
    places.truncate(TEXTS_MAX);
    let mut found = Vec::with_capacity(places.len());
    let mut hidden: BTreeMap<(Month, QuestionId), Vec<FoundText>> = BTreeMap::new();
    for (month, question, answer) in places {
        let Some(answer) = snapshot.get::<SurveyAnswer>(answer.0)? else { continue };
        let Some(text) = answer.written(question).map(|id| words(snapshot, id)).transpose()?.flatten() else {
            continue;
        };
        let names = readable.names(&answer);
        let day = names.then_some(answer.day);
        let number = answer.id.0 ^ (u64::from(question.0) << 40);
        let text = FoundText { question, text, day, themes: BTreeSet::new(), number };
        if names {
            found.push(text);
        } else if readable.tells(&answer, month, question) {
            hidden.entry((month, question)).or_default().push(text);
        }
    }
    found.extend(hidden.into_values().filter(|texts| is_told(texts.len())).flatten());
    Ok((found, more))
}

fn frequent(themes: Vec<TextTheme>, texts: &[FoundText]) -> Vec<ThemeFound> {
    let found = themes.into_iter().enumerate().map(|(place, theme)| {
        let of_it = texts.iter().filter(|text| text.themes.contains(&place));
        let examples = of_it.clone().take(EXAMPLES).map(|text| text.text.clone()).collect();
        ThemeFound { place, theme, count: of_it.count(), examples }
    });
    let mut found: Vec<ThemeFound> = found.collect();
    found.sort_by_key(|theme| std::cmp::Reverse(theme.count));
    found
}
