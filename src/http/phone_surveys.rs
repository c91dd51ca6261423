//! What an agent asks about a case on the telephone, and writes down.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::Named;
use super::reply::{Answer, Shown};
use super::surveys::{Invitation, SurveyForm};
use super::word::{Id, Word};
use crate::desk::{Command, PhoneAnswer, PhoneRefusal};
use crate::queries::phone_surveys::Askable;
use crate::queries::{invitations, phone_surveys};
use crate::survey::{Given, OptionId, QuestionId};
use crate::words::Language;
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct PhoneSurveys;

/// A survey, as it would be asked about a case on the telephone.
#[derive(Clone, Debug, Object)]
struct PhoneSurvey {
    /// The survey.
    survey: Named,
    /// The version that is asked.
    version: u32,
    /// What is asked: without the questions that are not for such a case.
    form: SurveyForm,
    /// Whom.
    person: Named,
    /// Why it may not be asked; null: it may.
    why_not: Option<Word<PhoneRefusal>>,
    /// Whether any survey asked them so lately, or so often, that no mail would now.
    asked_lately: bool,
}

/// What somebody answered on the telephone.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct PhoneAnswerInput {
    /// The survey.
    survey: Id,
    /// The version that was asked: the last one.
    version: u32,
    /// The language in which it was asked.
    language: Word<Language>,
    /// What was answered.
    answers: Vec<PhoneGiven>,
}

/// What was answered to a question. One of the ways is said.
#[derive(Clone, Debug, Object)]
struct PhoneGiven {
    /// The question.
    question: u32,
    /// With a mark.
    mark: Option<u8>,
    /// With yes, or with no.
    yes: Option<bool>,
    /// With these options.
    options: Option<Vec<u32>>,
    /// With something beside the options.
    other: Option<String>,
    /// In their own words.
    text: Option<String>,
}

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Surveys")]
impl PhoneSurveys {
    /// What may be asked about a case on the telephone
    ///
    /// Every survey that asks anybody, and why it may not be asked here. Anonymous ones never are: whoever asks would know
    /// who answered what. For those who work on the case.
    #[oai(path = "/:number/phone-surveys", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
    ) -> Answer<Shown<Vec<PhoneSurvey>>> {
        let snapshot = caller.snapshot()?;
        let found = phone_surveys::about_case(&snapshot, caller.viewer(), number.0.to(), caller.now())?;
        Ok(Shown::new(found.into_iter().map(PhoneSurvey::of).collect()))
    }

    /// Keep what was answered on the telephone
    ///
    /// As the answer of whom the case concerns, marked as asked by the caller. What would have been asked by mail about
    /// this solution is not any more. For those who work on the case; a program has no voice.
    #[oai(path = "/:number/phone-surveys", method = "post")]
    async fn take(
        &self,
        caller: Caller,
        /// Its number.
        number: Path<Id>,
        input: Input<PhoneAnswerInput>,
    ) -> Answer<Shown<Vec<Invitation>>> {
        let PhoneAnswerInput { survey, version, language, answers } = input.0;
        let answers = answers.into_iter().map(|given| (QuestionId(given.question), given.read())).collect();
        let given = Box::new(PhoneAnswer { n: version, language: language.0, answers });
        let (ticket, survey) = (number.0.to(), survey.to());
        caller.submit(Command::AskByPhone { ticket, survey, given }).await?;
        let (snapshot, viewer) = caller.afresh()?;
        let found = invitations::about_case(&snapshot, &viewer, ticket)?;
        let now = caller.now();
        Ok(Shown::new(found.into_iter().map(|shown| Invitation::of(shown, now)).collect()))
    }
}

impl PhoneSurvey {
    fn of(askable: Askable) -> Self {
        let Askable { survey, form, person: (id, name), why_not, asked_lately } = askable;
        Self {
            version: survey.published,
            survey: Named::new(survey.id, survey.name),
            form: SurveyForm::of(&form),
            person: Named::new(id, name),
            why_not: why_not.map(Word),
            asked_lately,
        }
    }
}

impl PhoneGiven {
    fn read(self) -> Given<String> {
        let Self { question: _, mark, yes, options, other, text } = self;
        match (mark, yes, text) {
            (Some(mark), ..) => Given::Mark(mark),
            (None, Some(yes), _) => Given::YesNo(yes),
            (None, None, Some(text)) => Given::Text(text),
            (None, None, None) => {
                let options = options.unwrap_or_default().into_iter().map(OptionId).collect();
                Given::Chosen { options, other }
            }
        }
    }
}

impl Example for PhoneAnswerInput {
    fn example() -> Self {
        let mark = PhoneGiven { question: 1, mark: Some(5), yes: None, options: None, other: None, text: None };
        Self { survey: Id(1), version: 1, language: Word(Language::Es), answers: vec![mark] }
    }
}
