//! What people say of the desk: at its counter, about single cases, and each quarter, of it as a whole.

use super::calendar::Calendar;
use super::dice::Dice;
use super::script::Step;
use super::{Desk, SampleError, SampleOptions, desk, streams};
use crate::desk::id::SurveyId;
use crate::desk::{ActorRef, AnswerWay, Command, Outcome, SentAnswer, SurveyDraft};
use crate::moment::Moment;
use crate::survey::{Answers, Given, OptionId, QuestionId, SurveyPreset};
use crate::words::Language;
use std::collections::{BTreeSet, VecDeque};

/// Of so many cases somebody answers about one at the counter.
const CASES_FOR_ONE: u64 = 12;
/// Of so many people one answers in a quarter.
const PEOPLE_FOR_ONE: u64 = 8;
/// They do so on about so many evenings.
const EVENINGS: u64 = 6;
/// An anonymous answer is kept with others only, so that a batch is never smaller.
const BATCH_MIN: u64 = 5;
/// Shares of the languages in which people answer.
const LANGUAGES: [(Language, u32); 3] = [(Language::Es, 940), (Language::En, 35), (Language::Pt, 25)];

/// What people add about a case, of good ones and of others.
const GOOD: [&str; 8] = [
    "Muy amable y rápido, gracias.",
    "Me explicaron paso a paso qué hacer.",
    "Quedó funcionando en el momento.",
    "Excelente disposición, como siempre.",
    "Llamaron después para confirmar que todo siguiera bien.",
    "Rápido y sin vueltas.",
    "Se nota que conocen el sistema.",
    "Todo bien con la atención.",
];
const POOR: [&str; 8] = [
    "Tuve que llamar tres veces por lo mismo.",
    "La impresora volvió a fallar al otro día.",
    "Nadie me avisó que el caso ya estaba cerrado.",
    "Demoraron dos días en responder el correo.",
    "El correo sigue lento, sobre todo en la mañana.",
    "Me pidieron los mismos datos varias veces.",
    "La VPN se cae cada vez que trabajo desde la casa.",
    "Pasaron el caso de un grupo a otro y no sabía con quién hablar.",
];
/// What is still missing after a case.
const MISSING: [&str; 4] = [
    "Falta instalar el programa en el segundo equipo.",
    "Todavía no puedo imprimir a color.",
    "El acceso a la carpeta compartida sigue pendiente.",
    "Sigue apareciendo el mismo mensaje de error.",
];

/// The surveys of the desk.
pub(super) struct Surveys {
    after_case: SurveyId,
    quarterly: SurveyId,
}

/// Publishes them.
///
/// # Errors
/// What the desk says.
pub(super) fn publish<D: Desk>(desk: &mut D, now: Moment) -> Result<Surveys, SampleError> {
    Ok(Surveys {
        after_case: publish_one(desk, "Después de un caso", SurveyPreset::AfterCase, now)?,
        quarterly: publish_one(desk, "Encuesta trimestral", SurveyPreset::Quarterly, now)?,
    })
}

fn publish_one<D: Desk>(desk: &mut D, name: &str, preset: SurveyPreset, now: Moment) -> Result<SurveyId, SampleError> {
    let survey = Box::new(SurveyDraft { name: name.to_owned(), form: preset.form(), active: true });
    let Outcome::Survey(id) = desk.run(ActorRef::Setup, Command::SaveSurvey { id: None, survey }, now)? else {
        return Err(desk::unexpected());
    };
    desk.run(ActorRef::Setup, Command::PublishSurvey { survey: id }, now)?;
    Ok(id)
}

impl Surveys {
    /// All that is answered, in order of time: at the counter some time after it opened, and every quarter in batches.
    pub(super) fn answers(&self, calendar: &Calendar, options: &SampleOptions) -> [VecDeque<Step>; 2] {
        let mut dice = Dice::new(options.seed, streams::SURVEYS);
        let counter = calendar.openings(options.seed ^ streams::SURVEYS, options.tickets / CASES_FOR_ONE).map(|at| {
            let answers = about_a_case(&mut dice, calendar.progress(at));
            let language = Some(LANGUAGES[dice.weighted(LANGUAGES.iter().map(|language| language.1))].0);
            step(self.after_case, vec![sent(calendar, at, language, answers)], at)
        });
        let counter = counter.collect();
        let size = (options.people() / PEOPLE_FOR_ONE / EVENINGS).max(BATCH_MIN);
        let quarterly = calendar.rounds().map(|at| {
            // The language could tell who somebody is.
            let one = |dice: &mut Dice| sent(calendar, at, None, about_the_desk(dice, calendar.progress(at)));
            step(self.quarterly, (0..size).map(|_| one(&mut dice)).collect(), at)
        });
        [counter, quarterly.collect()]
    }
}

fn step(survey: SurveyId, sent: Vec<SentAnswer>, at: Moment) -> Step {
    Step { at, actor: ActorRef::System, command: Command::TakeAnswers { survey, sent, waited: Vec::new() } }
}

fn sent(calendar: &Calendar, at: Moment, language: Option<Language>, answers: Answers<String>) -> SentAnswer {
    SentAnswer {
        n: 1,
        day: calendar.day(at),
        language,
        way: AnswerWay::Link,
        invitation: None,
        answers,
        automatic: false,
    }
}

/// A mark of satisfaction; the desk does better from month to month. `progress`: per mille of the period.
fn satisfaction(dice: &mut Dice, progress: u32) -> u8 {
    let better = |share: u32, by: u32| share - by * progress / 1000;
    let shares = [better(70, 40), better(90, 45), better(180, 50), 380, 280 + 135 * progress / 1000];
    mark(dice, &shares, 1)
}

/// A mark from `first` on, each as likely as its share.
fn mark(dice: &mut Dice, shares: &[u32], first: u8) -> u8 {
    first + u8::try_from(dice.weighted(shares.iter().copied())).unwrap_or_default()
}

fn chosen(dice: &mut Dice, from: u32, to: u32) -> BTreeSet<OptionId> {
    BTreeSet::from([OptionId(u32::try_from(dice.between(from.into(), to.into())).unwrap_or(from))])
}

fn text(dice: &mut Dice, of: &[&str]) -> Given<String> {
    Given::Text(dice.pick(of).copied().unwrap_or_default().to_owned())
}

/// By the form that one starts from after a case.
fn about_a_case(dice: &mut Dice, progress: u32) -> Answers<String> {
    let rating = satisfaction(dice, progress);
    let solved = dice.happens(if rating <= 2 { 350 } else { 960 });
    let effort = if rating >= 4 { [10, 20, 40, 80, 200, 350, 300] } else { [120, 200, 250, 200, 130, 70, 30] };
    let mut answers = Answers::from([
        (QuestionId(1), Given::Mark(rating)),
        (QuestionId(8), Given::YesNo(solved)),
        (QuestionId(10), Given::Mark(mark(dice, &effort, 1))),
    ]);
    if rating <= 2 {
        answers.insert(QuestionId(2), Given::Chosen { options: chosen(dice, 3, 7), other: None });
    }
    if !solved && dice.happens(600) {
        answers.insert(QuestionId(9), text(dice, &MISSING));
    }
    if dice.happens(if rating <= 3 { 600 } else { 250 }) {
        answers.insert(QuestionId(11), text(dice, if rating <= 3 { &POOR } else { &GOOD }));
    }
    answers
}

/// By the form that one starts from for each quarter.
fn about_the_desk(dice: &mut Dice, progress: u32) -> Answers<String> {
    let rating = satisfaction(dice, progress);
    let asked = dice.happens(700);
    let likely = match rating {
        5 => [0, 0, 0, 0, 0, 10, 20, 70, 200, 350, 350],
        4 => [0, 0, 0, 5, 15, 60, 120, 300, 320, 120, 60],
        _ => [40, 40, 60, 100, 140, 200, 180, 140, 70, 20, 10],
    };
    let mut first = chosen(dice, 15, 19);
    first.extend(chosen(dice, 15, 19));
    let mut answers = Answers::from([
        (QuestionId(1), Given::Mark(rating)),
        (QuestionId(7), Given::YesNo(asked)),
        (QuestionId(14), Given::Chosen { options: first, other: None }),
        (QuestionId(20), Given::Mark(mark(dice, &likely, 0))),
    ]);
    if rating <= 2 {
        answers.insert(QuestionId(2), Given::Chosen { options: chosen(dice, 3, 6), other: None });
    }
    if asked {
        answers.insert(QuestionId(8), Given::Mark(mark(dice, &[30, 60, 110, 180, 260, 220, 140], 1)));
    } else {
        answers.insert(QuestionId(9), Given::Chosen { options: chosen(dice, 10, 13), other: None });
    }
    if dice.happens(250) {
        answers.insert(QuestionId(21), text(dice, if rating <= 3 { &POOR } else { &GOOD }));
    }
    answers
}
