use super::{Language, SurveyPreset, Vocabulary};
use crate::survey::{Asked, Form, Known, Words};

fn all_words(form: &Form) -> Vec<&Words> {
    let questions = form.questions.iter().map(|question| &question.text);
    let options = form.questions.iter().flat_map(|question| question.asked.options()).map(|option| &option.text);
    [&form.title, &form.introduction, &form.thanks].into_iter().chain(questions).chain(options).collect()
}

#[test]
fn each_may_be_published_as_it_is_and_says_everything_in_three_languages() {
    for preset in SurveyPreset::ALL {
        let form = preset.form();
        assert_eq!(form.check(None, &Known::default()), [], "{preset}");
        assert_eq!(form.cleaned(), form, "{preset}");
        assert_eq!(form.languages, Language::ALL);
        assert!(all_words(&form).iter().all(|words| words.0.len() == Language::ALL.len()), "{preset}");
    }
}

#[test]
fn each_asks_for_a_mark_first_and_is_short() {
    for preset in SurveyPreset::ALL {
        let form = preset.form();
        assert!(form.questions[0].asked == Asked::Satisfaction && form.questions[0].required, "{preset}");
        assert!(form.questions.len() <= 8, "{preset}");
    }
}

/// Ids are one count over questions and options, as whoever adds some goes on with it.
#[test]
fn ids_are_counted_through() {
    for preset in SurveyPreset::ALL {
        let form = preset.form();
        let count = form.questions.iter().map(|question| 1 + question.asked.options().len()).sum::<usize>();
        assert!(form.ids().into_iter().eq(1..=u32::try_from(count).unwrap_or(0)), "{preset}: {:?}", form.ids());
    }
}
