#![expect(clippy::unwrap_used, reason = "tests")]

use super::{
    About, AnswerIs, Answers, Asked, CaseIs, Choice, Confidence, Form, Given, Is, Known, OptionId, Question,
    QuestionId, ShownIf, Words,
};
use super::{LOGO_MAX, Logo};
use crate::desk::{FieldError, FieldProblem};
use crate::service_model::CategoryId;
use crate::words::{Channel, Language};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn said(text: &str) -> Words {
    Words(BTreeMap::from([(Language::Es, text.to_owned()), (Language::En, format!("{text} (en)"))]))
}

fn choices(names: &[&str]) -> Vec<Choice> {
    (1..).zip(names).map(|(id, name)| Choice { id: OptionId(id), text: said(name) }).collect()
}

fn asked(id: u32, asked: Asked) -> Question {
    Question { id: QuestionId(id), text: said("¿Cómo fue?"), asked, required: false, shown_if: ShownIf::default() }
}

fn only_if(mut question: Question, of: u32, is: Is) -> Question {
    question.shown_if.answers.push(AnswerIs { question: QuestionId(of), is });
    question
}

/// A mark, its reasons, whether it was solved, why not, and words.
fn form() -> Form {
    let reasons = Asked::Reasons { about: QuestionId(1), options: choices(&["Tardó", "No quedó"]), other: true };
    let mut mark = asked(1, Asked::Satisfaction);
    mark.required = true;
    Form {
        confidence: Confidence::Named,
        languages: vec![Language::Es, Language::En],
        title: said("Su opinión"),
        introduction: Words::default(),
        thanks: Words::default(),
        colour: Some("#0b6e4f".to_owned()),
        logo: None,
        questions: vec![
            mark,
            asked(2, reasons),
            asked(3, Asked::YesNo),
            only_if(asked(4, Asked::OneOf { options: choices(&["Otra vez", "Nunca"]) }), 3, Is::YesNo(false)),
            asked(5, Asked::Text),
        ],
    }
}

fn faults(form: &Form) -> Vec<(String, FieldProblem)> {
    form.check(None, &Known::default()).into_iter().map(|FieldError { field, problem }| (field, problem)).collect()
}

fn answers(given: &[(u32, Given<String>)]) -> Answers<String> {
    given.iter().map(|(id, given)| (QuestionId(*id), given.clone())).collect()
}

fn refused(given: &[(u32, Given<String>)]) -> Vec<(String, FieldProblem)> {
    let errors = form().accept(&About::default(), answers(given)).unwrap_err();
    errors.into_iter().map(|FieldError { field, problem }| (field, problem)).collect()
}

fn chosen(options: &[u32], other: Option<&str>) -> Given<String> {
    let options = options.iter().copied().map(OptionId).collect();
    Given::Chosen { options, other: other.map(str::to_owned) }
}

#[test]
fn a_sound_form_has_no_faults_and_is_written_and_read_alike() {
    assert_eq!(faults(&form()), []);
    let written = serde_json::to_string(&form()).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&written).unwrap(), form());
}

#[test]
fn a_missing_translation_is_told_with_its_place() {
    let mut form = form();
    form.languages.push(Language::Pt);
    form.questions.truncate(1);
    let places = ["title.pt", "questions.0.text.pt"];
    assert_eq!(faults(&form), places.map(|place| (place.to_owned(), FieldProblem::Required)));
}

#[test]
fn each_fault_is_told_with_its_place() {
    type Spoil = fn(&mut Form);
    let cases: [(Spoil, &str, FieldProblem); 14] = [
        (|form| form.languages.clear(), "languages", FieldProblem::Required),
        (|form| form.questions.retain(|q| q.asked == Asked::Statement), "questions", FieldProblem::Required),
        (|form| form.colour = Some("red".to_owned()), "colour", FieldProblem::Malformed),
        (|form| form.questions[4].id = QuestionId(1), "questions.4.id", FieldProblem::Taken),
        (
            |form| form.questions[3].shown_if.answers[0].question = QuestionId(5),
            "questions.3.shown_if.answers.0.question",
            FieldProblem::Circle,
        ),
        (
            |form| form.questions[3].shown_if.answers[0].question = QuestionId(4),
            "questions.3.shown_if.answers.0.question",
            FieldProblem::Circle,
        ),
        (
            |form| form.questions[3].shown_if.answers[0].question = QuestionId(9),
            "questions.3.shown_if.answers.0.question",
            FieldProblem::Unknown,
        ),
        (
            |form| form.questions[3].shown_if.answers[0].is = Is::Marks(1, 2),
            "questions.3.shown_if.answers.0",
            FieldProblem::NotAllowed,
        ),
        (
            |form| {
                let both = AnswerIs { question: QuestionId(3), is: Is::YesNo(true) };
                form.questions[3].shown_if.answers.push(both);
            },
            "questions.3",
            FieldProblem::Unreachable,
        ),
        (
            |form| {
                // Reasons are asked of a low mark only, so nobody who gave some has a high one.
                let high = AnswerIs { question: QuestionId(1), is: Is::Marks(4, 5) };
                let reason = AnswerIs { question: QuestionId(2), is: Is::Chosen([OptionId(1)].into()) };
                form.questions[4].shown_if.answers = vec![high, reason];
            },
            "questions.4",
            FieldProblem::Unreachable,
        ),
        (
            |form| form.questions[1].asked = Asked::SeveralOf { options: choices(&["Una"]), other: false },
            "questions.1.options",
            FieldProblem::Required,
        ),
        (
            |form| form.questions[2].shown_if.case.categories = [CategoryId(7)].into(),
            "questions.2.shown_if.case.categories",
            FieldProblem::Unknown,
        ),
        (
            |form| {
                form.questions[1].asked =
                    Asked::Reasons { about: QuestionId(3), options: choices(&["a", "b"]), other: false }
            },
            "questions.1.about",
            FieldProblem::Circle,
        ),
        (
            |form| form.questions = (1..=1_000).map(|id| asked(id, Asked::Text)).collect(),
            "questions",
            FieldProblem::TooLong { max: 60 },
        ),
    ];
    for (spoil, place, problem) in cases {
        let mut form = form();
        spoil(&mut form);
        let found = faults(&form);
        assert!(found.contains(&(place.to_owned(), problem)), "{place}: {found:?}");
    }
}

#[test]
fn a_question_that_is_kept_goes_on_asking_in_the_same_way() {
    let mut next = form();
    next.questions[0].asked = Asked::Effort;
    let faults = next.check(Some(&form()), &Known::default());
    assert_eq!(faults, [FieldError { field: "questions.0.kind".to_owned(), problem: FieldProblem::NotAllowed }]);
    next.questions[0].id = QuestionId(6);
    next.questions.remove(1);
    assert_eq!(next.check(Some(&form()), &Known::default()), []);
}

#[test]
fn reasons_are_asked_of_a_low_mark_only() {
    let shown = |mark| {
        let answers = answers(&[(1, Given::Mark(mark))]);
        form().shown(&About::default(), &answers).iter().map(|question| question.id.0).collect::<Vec<_>>()
    };
    assert_eq!(shown(2), [1, 2, 3, 5]);
    assert_eq!(shown(3), [1, 3, 5]);
}

#[test]
fn what_was_not_shown_or_does_not_fit_is_refused_with_its_place() {
    let well = (1, Given::Mark(5));
    assert_eq!(refused(&[]), [("answers.1".to_owned(), FieldProblem::Required)]);
    for given in [
        (1, Given::Mark(0)),
        (1, Given::Mark(6)),
        (1, Given::YesNo(true)),
        (3, Given::Mark(1)),
        (5, chosen(&[1], None)),
        // The reasons of a mark that is not low, and an answer for those who said no.
        (2, chosen(&[1], None)),
        (4, chosen(&[1], None)),
    ] {
        let place = format!("answers.{}", given.0);
        let found = refused(&[well.clone(), given.clone()]);
        assert!(found.contains(&(place, FieldProblem::NotAllowed)), "{given:?}: {found:?}");
    }
    assert_eq!(refused(&[well.clone(), (9, Given::Mark(1))]), [("answers.9".to_owned(), FieldProblem::Unknown)]);
    let said_no = [well.clone(), (3, Given::YesNo(false))];
    for wrong in [chosen(&[1, 2], None), chosen(&[3], None), chosen(&[1], Some("otra"))] {
        let given = [said_no[0].clone(), said_no[1].clone(), (4, wrong)];
        assert_eq!(refused(&given), [("answers.4".to_owned(), FieldProblem::NotAllowed)]);
    }
    let long = Given::Text("a".repeat(1024 * 1024));
    assert_eq!(refused(&[well, (5, long)]), [("answers.5".to_owned(), FieldProblem::TooLong { max: 4_000 })]);
}

#[test]
fn what_is_taken_in_has_clean_words_and_nothing_that_says_nothing() {
    let sent = answers(&[
        (1, Given::Mark(1)),
        (2, chosen(&[], Some("  nadie\u{0} contesta "))),
        (5, Given::Text("  \n ".to_owned())),
    ]);
    let kept = form().accept(&About::default(), sent).unwrap();
    assert_eq!(kept, answers(&[(1, Given::Mark(1)), (2, chosen(&[], Some("nadie contesta")))]));
    assert!(form().has_low_mark(&kept));
    assert!(!form().has_low_mark(&answers(&[(1, Given::Mark(3)), (3, Given::YesNo(false))])));
}

#[test]
fn a_question_about_some_cases_is_asked_of_those() {
    let case = CaseIs { categories: [CategoryId(2)].into(), channels: [Channel::Phone].into(), ..CaseIs::default() };
    let about = |categories: &[u64], channel| About {
        categories: categories.iter().copied().map(CategoryId).collect(),
        channel,
        ..About::default()
    };
    assert!(case.holds(&about(&[5, 2], Some(Channel::Phone))), "below the category that is meant");
    assert!(!case.holds(&about(&[5], Some(Channel::Phone))));
    assert!(!case.holds(&about(&[2], Some(Channel::Mail))));
    assert!(!case.holds(&About::default()), "about no case at all");
    assert!(CaseIs::default().holds(&About::default()));
}

fn any_given() -> impl Strategy<Value = Given<String>> {
    prop_oneof![
        (0_u8..12).prop_map(Given::Mark),
        any::<bool>().prop_map(Given::YesNo),
        (prop::collection::btree_set((1_u32..4).prop_map(OptionId), 0..3), prop::option::of("[a-c ]{0,3}"))
            .prop_map(|(options, other)| Given::Chosen { options, other }),
        "[a-c \n]{0,5}".prop_map(Given::Text),
    ]
}

proptest! {
    /// Whatever is sent: what is taken in is taken in again as it is, and holds answers to what is shown and to nothing
    /// else.
    #[test]
    fn what_is_taken_in_fits_what_is_shown(
        sent in prop::collection::btree_map((0_u32..8).prop_map(QuestionId), any_given(), 0..6),
    ) {
        let about = About::default();
        if let Ok(kept) = form().accept(&about, sent) {
            let shown: BTreeSet<QuestionId> = form().shown(&about, &kept).iter().map(|question| question.id).collect();
            prop_assert!(kept.keys().all(|id| shown.contains(id)));
            prop_assert_eq!(form().accept(&about, kept.clone()).unwrap(), kept);
        }
    }

    /// A question that `check` does not call unreachable is shown to somebody.
    #[test]
    fn what_can_be_reached_is_reached(
        conditions in prop::collection::vec((1_u32..4, 0_u8..4, 0_u8..4, any::<bool>()), 0..4),
    ) {
        let mut form = form();
        form.questions = vec![asked(1, Asked::Satisfaction), asked(2, Asked::YesNo), asked(3, Asked::Satisfaction)];
        form.questions[2] = only_if(asked(3, Asked::Satisfaction), 2, Is::YesNo(true));
        let mut last = asked(4, Asked::Text);
        for (of, from, more, yes) in conditions {
            let is = if of == 2 { Is::YesNo(yes) } else { Is::Marks(1 + from, (1 + from + more).min(5)) };
            last = only_if(last, of, is);
        }
        form.questions.push(last);
        let is_reachable = !faults(&form).iter().any(|(_, problem)| *problem == FieldProblem::Unreachable);
        let mut reached = false;
        for one in 0..=5 {
            for two in [None, Some(false), Some(true)] {
                for three in 0..=5 {
                    let marks = [(1, one), (3, three)].into_iter().filter(|(_, mark)| *mark > 0);
                    let mut given: Vec<_> = marks.map(|(id, mark)| (id, Given::Mark(mark))).collect();
                    given.extend(two.map(|yes| (2, Given::YesNo(yes))));
                    let shown = form.shown(&About::default(), &answers(&given)).len();
                    let three_shown = two == Some(true);
                    reached |= shown == 3 + usize::from(three_shown);
                }
            }
        }
        prop_assert_eq!(is_reachable, reached);
    }
}

#[test]
fn a_logo_is_small_and_is_told_of_in_each_language_or_by_the_title() {
    let mut form = form();
    form.logo = Some(Logo { picture: "A".repeat(LOGO_MAX / 3 * 4), alt: Words::default() });
    assert_eq!((form.within_bounds("").errors(), form.check(None, &Known::default())), (vec![], vec![]));
    assert_eq!(form.alt(Language::En), form.title.in_language(Language::En));
    let spanish = Words([(Language::Es, "  Los Canelos ".to_owned())].into());
    form.logo = Some(Logo { picture: "A".repeat(LOGO_MAX * 2), alt: spanish });
    let form = form.cleaned();
    assert_eq!(form.alt(Language::Es), "Los Canelos");
    let faults = form.check(None, &Known::default()).into_iter().chain(form.within_bounds("").errors());
    assert_eq!(faults.map(|fault| fault.field).collect::<Vec<_>>(), ["logo.alt.en", "logo.picture"]);
}
