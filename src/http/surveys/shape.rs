//! Forms of surveys as the API shows and takes them.

use crate::desk::FieldProblem;
use crate::desk::id::{GroupId, UnitId};
use crate::http::picture;
use crate::http::problem::{FieldFault, Problem};
use crate::http::reply::Answer;
use crate::http::word::{Id, Word, words};
use crate::queries::markdown::to_html;
use crate::service_model::CategoryId;
use crate::survey::{
    AnswerIs, Asked, CaseIs, Choice, Confidence, Form, Is, Logo, OptionId, Question, QuestionId, QuestionKind, ShownIf,
    Words,
};
use crate::words::{Channel, Language};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use poem_openapi::Object;
use poem_openapi::types::Example;

/// What people read, in each language of the form; null where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Object)]
pub(super) struct SurveyWords {
    /// In Spanish.
    es: Option<String>,
    /// In English.
    en: Option<String>,
    /// In Portuguese.
    pt: Option<String>,
}

/// What is asked of people.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(example)]
pub(crate) struct SurveyForm {
    /// What is kept of who answers. It is told before the first question.
    confidence: Word<Confidence>,
    /// The languages that it speaks; the first one to whoever speaks none of them.
    languages: Vec<Word<Language>>,
    /// What stands above it.
    title: SurveyWords,
    /// What is said before the first question, in Markdown; nothing when it has no words.
    introduction: Option<SurveyWords>,
    /// What is said to whoever has answered, in Markdown; the desk's own words when it has none.
    thanks: Option<SurveyWords>,
    /// The colour of its buttons and lines, such as `#0b6e4f`.
    colour: Option<String>,
    /// The picture above it; none when left out.
    logo: Option<SurveyLogo>,
    /// What is asked, in order.
    questions: Vec<SurveyQuestion>,
}

/// The picture above a form.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct SurveyLogo {
    /// Its bytes in base64, as `POST /surveys/logo` draws it: PNG or JPEG, at most 20,000 bytes, 480 pixels wide and 160
    /// high.
    picture: String,
    /// What is said to whoever does not see it; the title when left out.
    alt: Option<SurveyWords>,
}

/// A question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SurveyQuestion {
    /// Its id within the survey, from 1. Questions and options share one count: who adds one chooses an id above all
    /// that the survey ever had (`last_id`), since results are joined by it.
    id: u32,
    /// What is asked.
    kind: Word<QuestionKind>,
    /// The words of it; of a statement in Markdown.
    text: SurveyWords,
    /// Whether nobody gets past it without an answer; no when left out.
    required: Option<bool>,
    /// Reasons: the question with a mark that they are about.
    about: Option<u32>,
    /// What there is to choose among.
    options: Option<Vec<SurveyOption>>,
    /// Several of many and reasons: whether something else may be written beside them.
    other: Option<bool>,
    /// To whom it is shown; to everybody when left out.
    shown_if: Option<SurveyShownIf>,
}

/// What may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SurveyOption {
    /// Its id within the survey.
    id: u32,
    /// What people read.
    text: SurveyWords,
}

/// To whom a question is shown. All that is said must hold.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SurveyShownIf {
    /// What was answered before.
    answers: Option<Vec<SurveyAnswerIs>>,
    /// What case it is about.
    case: Option<SurveyCaseIs>,
}

/// That an earlier question was answered so. One of the ways is said.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SurveyAnswerIs {
    /// The question.
    question: u32,
    /// With a mark from the one to the other.
    marks: Option<SurveyMarks>,
    /// With yes, or with no.
    yes: Option<bool>,
    /// With one of these options at least.
    chosen: Option<Vec<u32>>,
}

/// Marks from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Object)]
struct SurveyMarks {
    /// The lowest.
    from: u8,
    /// The highest.
    to: u8,
}

/// Which cases are meant. What is left out or empty says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct SurveyCaseIs {
    /// Of one of these categories, or below one.
    categories: Option<Vec<Id>>,
    /// Of somebody of one of these units, or below one.
    units: Option<Vec<Id>>,
    /// Solved by one of these groups.
    groups: Option<Vec<Id>>,
    /// That came this way.
    channels: Option<Vec<Word<Channel>>>,
}

impl SurveyWords {
    pub(super) fn of(words: &Words) -> Self {
        let said = |language| words.0.get(&language).cloned();
        Self { es: said(Language::Es), en: said(Language::En), pt: said(Language::Pt) }
    }

    pub(super) fn read(self) -> Words {
        let said = [(Language::Es, self.es), (Language::En, self.en), (Language::Pt, self.pt)];
        Words(said.into_iter().filter_map(|(language, text)| Some((language, text?))).collect())
    }

    /// Markdown as HTML that may stand in any page.
    pub(super) fn html(words: &Words) -> Self {
        let said = |language| words.0.get(&language).map(|text| to_html(text));
        Self { es: said(Language::Es), en: said(Language::En), pt: said(Language::Pt) }
    }

    fn said(words: &Words) -> Option<Self> {
        (!words.is_empty()).then(|| Self::of(words))
    }
}

impl SurveyForm {
    pub(crate) fn of(form: &Form) -> Self {
        Self {
            confidence: Word(form.confidence),
            languages: form.languages.iter().copied().map(Word).collect(),
            title: SurveyWords::of(&form.title),
            introduction: SurveyWords::said(&form.introduction),
            thanks: SurveyWords::said(&form.thanks),
            colour: form.colour.clone(),
            logo: form.logo.as_ref().map(SurveyLogo::of),
            questions: form.questions.iter().map(SurveyQuestion::of).collect(),
        }
    }

    /// As the survey keeps it.
    pub(super) fn read(self) -> Answer<Form> {
        let questions = self.questions.into_iter().enumerate();
        Ok(Form {
            confidence: self.confidence.0,
            languages: self.languages.into_iter().map(|word| word.0).collect(),
            title: self.title.read(),
            introduction: self.introduction.unwrap_or_default().read(),
            thanks: self.thanks.unwrap_or_default().read(),
            colour: self.colour,
            logo: self.logo.map(SurveyLogo::read).transpose()?,
            questions: questions.map(|(n, question)| question.read(n)).collect::<Answer<_>>()?,
        })
    }
}

impl SurveyLogo {
    /// This picture, without words of its own.
    pub(super) fn drawn(picture: &[u8]) -> Self {
        Self { picture: STANDARD.encode(picture), alt: None }
    }

    fn of(logo: &Logo) -> Self {
        Self { picture: logo.picture.clone(), alt: SurveyWords::said(&logo.alt) }
    }

    fn read(self) -> Answer<Logo> {
        let bytes = STANDARD.decode(&self.picture).unwrap_or_default();
        if picture::logo_type(&bytes).is_none() {
            return Err(fault("form.logo.picture", FieldProblem::Malformed));
        }
        Ok(Logo { picture: self.picture, alt: self.alt.unwrap_or_default().read() })
    }
}

impl SurveyQuestion {
    fn of(question: &Question) -> Self {
        let (about, other) = match &question.asked {
            Asked::Reasons { about, other, .. } => (Some(about.0), Some(*other)),
            Asked::SeveralOf { other, .. } => (None, Some(*other)),
            _ => (None, None),
        };
        let options = question.asked.options().iter();
        let options: Vec<_> =
            options.map(|Choice { id, text }| SurveyOption { id: id.0, text: SurveyWords::of(text) }).collect();
        Self {
            id: question.id.0,
            kind: Word(question.asked.kind()),
            text: SurveyWords::of(&question.text),
            required: Some(question.required),
            about,
            options: (!options.is_empty()).then_some(options),
            other,
            shown_if: (!question.shown_if.is_always()).then(|| SurveyShownIf::of(&question.shown_if)),
        }
    }

    fn read(self, n: usize) -> Answer<Question> {
        let options = self.options.into_iter().flatten();
        let options = options.map(|option| Choice { id: OptionId(option.id), text: option.text.read() }).collect();
        let other = self.other.unwrap_or(false);
        let asked = match self.kind.0 {
            QuestionKind::Satisfaction => Asked::Satisfaction,
            QuestionKind::Effort => Asked::Effort,
            QuestionKind::Recommendation => Asked::Recommendation,
            QuestionKind::YesNo => Asked::YesNo,
            QuestionKind::OneOf => Asked::OneOf { options },
            QuestionKind::SeveralOf => Asked::SeveralOf { options, other },
            // A question that is not named is none: its place is told when the form is checked.
            QuestionKind::Reasons => Asked::Reasons { about: QuestionId(self.about.unwrap_or(0)), options, other },
            QuestionKind::Text => Asked::Text,
            QuestionKind::Statement => Asked::Statement,
        };
        let shown_if = self.shown_if.map(|shown_if| shown_if.read(n)).transpose()?.unwrap_or_default();
        let required = self.required.unwrap_or(false);
        Ok(Question { id: QuestionId(self.id), text: self.text.read(), asked, required, shown_if })
    }
}

impl SurveyShownIf {
    fn of(shown_if: &ShownIf) -> Self {
        let CaseIs { categories, units, groups, channels } = &shown_if.case;
        let case = SurveyCaseIs {
            categories: Some(categories.iter().map(|id| Id(id.0)).collect()),
            units: Some(units.iter().copied().map(Id::of).collect()),
            groups: Some(groups.iter().copied().map(Id::of).collect()),
            channels: Some(words(channels)),
        };
        Self {
            answers: Some(shown_if.answers.iter().map(SurveyAnswerIs::of).collect()),
            case: (!shown_if.case.is_any()).then_some(case),
        }
    }

    fn read(self, n: usize) -> Answer<ShownIf> {
        let answers = self.answers.into_iter().flatten().enumerate();
        let place = |at| format!("form.questions.{n}.shown_if.answers.{at}");
        let answers = answers.map(|(at, answer)| answer.read(&place(at))).collect::<Answer<_>>()?;
        let Some(case) = self.case else { return Ok(ShownIf { answers, case: CaseIs::default() }) };
        let case = CaseIs {
            categories: case.categories.into_iter().flatten().map(|id| CategoryId(id.0)).collect(),
            units: case.units.into_iter().flatten().map(|id| id.to::<UnitId>()).collect(),
            groups: case.groups.into_iter().flatten().map(|id| id.to::<GroupId>()).collect(),
            channels: case.channels.into_iter().flatten().map(|word| word.0).collect(),
        };
        Ok(ShownIf { answers, case })
    }
}

impl SurveyAnswerIs {
    fn of(AnswerIs { question, is }: &AnswerIs) -> Self {
        let question = question.0;
        let nothing = Self { question, marks: None, yes: None, chosen: None };
        match is {
            Is::Marks(from, to) => Self { marks: Some(SurveyMarks { from: *from, to: *to }), ..nothing },
            Is::YesNo(yes) => Self { yes: Some(*yes), ..nothing },
            Is::Chosen(chosen) => Self { chosen: Some(chosen.iter().map(|id| id.0).collect()), ..nothing },
        }
    }

    fn read(self, place: &str) -> Answer<AnswerIs> {
        let is = match (self.marks, self.yes, self.chosen) {
            (Some(SurveyMarks { from, to }), None, None) => Is::Marks(from, to),
            (None, Some(yes), None) => Is::YesNo(yes),
            (None, None, Some(chosen)) => Is::Chosen(chosen.into_iter().map(OptionId).collect()),
            (None, None, None) => return Err(fault(place, FieldProblem::Required)),
            _ => return Err(fault(place, FieldProblem::Ambiguous)),
        };
        Ok(AnswerIs { question: QuestionId(self.question), is })
    }
}

fn fault(field: &str, problem: FieldProblem) -> Problem {
    Problem::invalid(vec![FieldFault::from(crate::desk::FieldError { field: field.to_owned(), problem })])
}

impl Example for SurveyForm {
    fn example() -> Self {
        let said = |text: &str| SurveyWords { es: Some(text.to_owned()), ..SurveyWords::default() };
        let question = SurveyQuestion {
            id: 1,
            kind: Word(QuestionKind::Satisfaction),
            text: said("¿Qué tan satisfecho quedó con la atención?"),
            required: Some(true),
            about: None,
            options: None,
            other: None,
            shown_if: None,
        };
        Self {
            confidence: Word(Confidence::Named),
            languages: vec![Word(Language::Es)],
            title: said("Su opinión sobre la atención"),
            introduction: None,
            thanks: None,
            colour: None,
            logo: None,
            questions: vec![question],
        }
    }
}
