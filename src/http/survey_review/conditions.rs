//! To whom a question is shown, in words: a line for each condition.

use crate::desk::{Facts, Fault};
use crate::messages::{self, Value};
use crate::queries::names::Names;
use crate::survey::{AnswerIs, Asked, Form, Is, Question, QuestionId};
use crate::words::Language;

/// How many characters of a question a condition quotes.
const QUOTED: usize = 60;

/// The conditions of a question; none: everybody sees it.
///
/// # Errors
/// A fault of the storage below.
pub(super) fn lines<F: Facts>(
    names: &Names<'_, F>,
    form: &Form,
    question: &Question,
    language: Language,
) -> Result<Vec<String>, Fault> {
    let say = |id, args: &[(&str, Value<'_>)]| messages::text(language, id, args);
    let mut lines = Vec::new();
    if let Asked::Reasons { about, .. } = &question.asked {
        lines.push(say("form-if-low", &[("question", quoted(form, *about, language).as_str().into())]));
    }
    let case = &question.shown_if.case;
    lines.extend(question.shown_if.answers.iter().map(|answer| answered(form, answer, language)));
    let mut about = |id, what: Vec<String>| {
        if !what.is_empty() {
            lines.push(say(id, &[("what", one_of(&what, language).as_str().into())]));
        }
    };
    let categories = case.categories.iter().map(|id| Ok(names.category_path(*id)?.join(" › ")));
    about("form-if-category", categories.collect::<Result<_, Fault>>()?);
    let units = case.units.iter().map(|id| Ok(names.unit_path(*id)?.join(" › ")));
    about("form-if-unit", units.collect::<Result<_, Fault>>()?);
    about("form-if-group", case.groups.iter().map(|id| names.group(*id)).collect::<Result<_, Fault>>()?);
    about("form-if-channel", case.channels.iter().map(|channel| messages::name_of(language, *channel)).collect());
    Ok(lines)
}

fn answered(form: &Form, AnswerIs { question, is }: &AnswerIs, language: Language) -> String {
    let asked = quoted(form, *question, language);
    let say = |id, more: &[(&str, Value<'_>)]| {
        let args: Vec<_> = [("question", asked.as_str().into())].iter().chain(more).copied().collect();
        messages::text(language, id, &args)
    };
    match is {
        Is::YesNo(true) => say("form-if-yes", &[]),
        Is::YesNo(false) => say("form-if-no", &[]),
        Is::Marks(from, to) if from == to => say("form-if-mark", &[("from", u64::from(*from).into())]),
        Is::Marks(from, to) => {
            say("form-if-marks", &[("from", u64::from(*from).into()), ("to", u64::from(*to).into())])
        }
        Is::Chosen(chosen) => {
            let options = form.question(*question).map(|question| question.asked.options()).unwrap_or_default();
            let options = options.iter().filter(|option| chosen.contains(&option.id));
            let what: Vec<_> = options.map(|option| format!("«{}»", option.text.in_language(language))).collect();
            say("form-if-chosen", &[("what", one_of(&what, language).as_str().into())])
        }
    }
}

/// "3. ¿Cómo evalúa la atención?", shortened.
fn quoted(form: &Form, id: QuestionId, language: Language) -> String {
    let Some(at) = form.questions.iter().position(|question| question.id == id) else { return String::new() };
    let text = form.questions.get(at).map(|question| question.text.in_language(language)).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default().trim();
    let cut: String = line.chars().take(QUOTED).collect();
    format!("{}. {cut}{}", at + 1, if cut.len() < line.len() { "…" } else { "" })
}

/// "a, b o c"
fn one_of(what: &[String], language: Language) -> String {
    match what {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            messages::text(language, "review-or", &[("first", first.as_str().into()), ("last", last.as_str().into())])
        }
    }
}
