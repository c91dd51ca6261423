//! What the free texts of a survey are searched for.

use super::super::Survey;
use super::super::event::Event;
use super::super::facts::Facts;
use super::super::id::SurveyId;
use super::super::refusal::Refusal;
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop};
use crate::survey::TextTheme;

pub(super) fn change<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: SurveyId,
    themes: Option<&[TextTheme]>,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.designs_surveys())?;
    let survey: Survey = draft.facts.get(id.0)?.ok_or(Refusal::NotFound)?;
    draft.at_version(survey.version)?;
    let themes = themes.map(TextTheme::cleaned);
    let mut check = Check::default();
    TextTheme::check(themes.as_deref().unwrap_or_default(), &mut check);
    check.done()?;
    if themes != survey.themes {
        draft.event(Event::ThemesChanged { survey: id, themes });
    }
    Ok(Outcome::Survey(id))
}
