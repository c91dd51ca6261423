//! Forms to start from, each for an occasion on which people are asked, in three languages. They are written to be
//! changed: whoever adds a survey takes one, and makes it their own.

mod after_case;
mod quarterly;
mod visit;

#[cfg(test)]
mod tests;

use super::{
    AnswerIs, Asked, Choice, Confidence, Form, Is, OptionId, Question, QuestionId, ShownIf, Vocabulary, Words,
};
use crate::words::Language;
use std::collections::BTreeMap;

vocabulary! {
    /// An occasion on which people are asked, and a form for it.
    SurveyPreset {
        /// A case was solved.
        AfterCase = "after_case",
        /// Three months have passed.
        Quarterly = "quarterly",
        /// Somebody came to see to it.
        Visit = "visit",
    }
}

impl SurveyPreset {
    /// The form.
    pub fn form(self) -> Form {
        match self {
            Self::AfterCase => after_case::form(),
            Self::Quarterly => quarterly::form(),
            Self::Visit => visit::form(),
        }
    }
}

/// The same in Spanish, English and Portuguese.
type Said = [&'static str; 3];

/// What is said around the questions.
struct Frame {
    confidence: Confidence,
    title: Said,
    introduction: Said,
    thanks: Said,
}

impl Frame {
    fn with(self, questions: Vec<Question>) -> Form {
        Form {
            confidence: self.confidence,
            languages: vec![Language::Es, Language::En, Language::Pt],
            title: words(self.title),
            introduction: words(self.introduction),
            thanks: words(self.thanks),
            colour: None,
            logo: None,
            questions,
        }
    }
}

fn words([es, en, pt]: Said) -> Words {
    let said = [(Language::Es, es), (Language::En, en), (Language::Pt, pt)];
    Words(BTreeMap::from(said.map(|(language, text)| (language, text.to_owned()))))
}

/// A question that everybody is asked, and nobody has to answer.
fn asked(id: u32, text: Said, asked: Asked) -> Question {
    Question { id: QuestionId(id), text: words(text), asked, required: false, shown_if: ShownIf::default() }
}

fn required(question: Question) -> Question {
    Question { required: true, ..question }
}

/// The question, asked of those who answered the question `of` so.
fn if_answered(mut question: Question, of: u32, is: Is) -> Question {
    question.shown_if.answers.push(AnswerIs { question: QuestionId(of), is });
    question
}

/// What there is to choose among, with ids from `first` on.
fn choices(first: u32, texts: &[Said]) -> Vec<Choice> {
    (first..).zip(texts).map(|(id, text)| Choice { id: OptionId(id), text: words(*text) }).collect()
}

/// What was wrong, asked after a low mark of the question `about`.
fn reasons(id: u32, text: Said, about: u32, texts: &[Said]) -> Question {
    let options = choices(id + 1, texts);
    asked(id, text, Asked::Reasons { about: QuestionId(about), options, other: true })
}
