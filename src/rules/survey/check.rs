//! What is wrong with a form, each fault with its place: told while it is designed, refused when it is published.

use super::{AnswerIs, Asked, Choice, Confidence, Form, Is, LOGO_MAX, OptionId, Question, QuestionId, Words};
use crate::desk::text::{NAME_MAX, clean_line, clean_text};
use crate::desk::{Check, FieldError, FieldProblem};
use crate::service_model::CategoryId;
use crate::words::Language;
use std::collections::{BTreeMap, BTreeSet};

/// How many questions a form may have.
const QUESTIONS_MAX: usize = 60;
/// How much there may be to choose among.
const OPTIONS_MAX: usize = 30;
/// How many conditions a question may have.
const CONDITIONS_MAX: usize = 20;
/// The longest question or statement, and the longest words before and after a form, in characters.
const WORDS_MAX: usize = 2_000;

/// What of the desk a form may name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The categories of the model in force.
    pub categories: BTreeSet<CategoryId>,
    /// The units that there are, of those that the form names.
    pub units: BTreeSet<crate::desk::id::UnitId>,
    /// The groups.
    pub groups: BTreeSet<crate::desk::id::GroupId>,
}

/// The answers with which somebody comes to a question: of each question that matters, those that are left.
type Way = BTreeMap<QuestionId, BTreeSet<u32>>;

impl Form {
    /// Every id that a question or an option has.
    pub fn ids(&self) -> BTreeSet<u32> {
        let options = self.questions.iter().flat_map(|question| question.asked.options()).map(|option| option.id.0);
        self.questions.iter().map(|question| question.id.0).chain(options).collect()
    }

    /// Whether its lists are short enough to be kept; places begin with `under`. All else may be wrong while it is being
    /// designed.
    pub(crate) fn within_bounds(&self, under: &str) -> Check {
        let mut check = Check::default();
        let few = self.questions.len() <= QUESTIONS_MAX;
        check.that(few, format!("{under}questions"), FieldProblem::TooLong { max: QUESTIONS_MAX });
        // Four letters of base64 hold three bytes.
        let small = self.logo.as_ref().is_none_or(|logo| logo.picture.len() / 4 * 3 <= LOGO_MAX + 2);
        check.that(small, format!("{under}logo.picture"), FieldProblem::TooLong { max: LOGO_MAX });
        for (n, question) in self.questions.iter().enumerate().take(QUESTIONS_MAX) {
            let place = format!("{under}questions.{n}");
            let few = question.asked.options().len() <= OPTIONS_MAX;
            check.that(few, format!("{place}.options"), FieldProblem::TooLong { max: OPTIONS_MAX });
            let few = question.shown_if.answers.len() <= CONDITIONS_MAX;
            check.that(few, format!("{place}.shown_if.answers"), FieldProblem::TooLong { max: CONDITIONS_MAX });
        }
        check
    }

    /// The same with its words as they are kept: clean, and none in a language that it does not speak.
    pub fn cleaned(&self) -> Self {
        let line = |words: &Words| self.clean_words(words, clean_line);
        let text = |words: &Words| self.clean_words(words, clean_text);
        let mut form = self.clone();
        form.title = line(&form.title);
        form.introduction = text(&form.introduction);
        form.thanks = text(&form.thanks);
        form.colour =
            form.colour.map(|colour| clean_line(&colour).to_ascii_lowercase()).filter(|colour| !colour.is_empty());
        if let Some(logo) = &mut form.logo {
            logo.alt = line(&logo.alt);
        }
        for question in &mut form.questions {
            question.text = text(&question.text);
            if let Asked::OneOf { options } | Asked::SeveralOf { options, .. } | Asked::Reasons { options, .. } =
                &mut question.asked
            {
                options.iter_mut().for_each(|option| option.text = line(&option.text));
            }
        }
        form
    }

    fn clean_words(&self, words: &Words, clean: impl Fn(&str) -> String) -> Words {
        let spoken = words.0.iter().filter(|(language, _)| self.languages.contains(language));
        Words(spoken.map(|(language, text)| (*language, clean(text))).filter(|(_, text)| !text.is_empty()).collect())
    }

    /// Everything that is wrong with it; nothing when it may be published as the version after `before`, whose questions
    /// go on asking in the same way.
    pub fn check(&self, before: Option<&Self>, known: &Known) -> Vec<FieldError> {
        let mut check = Check::default();
        let languages: BTreeSet<Language> = self.languages.iter().copied().collect();
        check.that(!languages.is_empty(), "languages", FieldProblem::Required);
        check.that(languages.len() == self.languages.len(), "languages", FieldProblem::Taken);
        self.check_words(&mut check, "title", &self.title, NAME_MAX);
        self.check_optional_words(&mut check, "introduction", &self.introduction);
        self.check_optional_words(&mut check, "thanks", &self.thanks);
        check.that(self.colour.as_deref().is_none_or(is_colour), "colour", FieldProblem::Malformed);
        if let Some(logo) = self.logo.as_ref().filter(|logo| !logo.alt.is_empty()) {
            self.check_words(&mut check, "logo.alt", &logo.alt, NAME_MAX);
        }
        let count = self.questions.len();
        check.that(count <= QUESTIONS_MAX, "questions", FieldProblem::TooLong { max: QUESTIONS_MAX });
        let asks = self.questions.iter().any(|question| question.asked != Asked::Statement);
        check.that(asks, "questions", FieldProblem::Required);
        if count <= QUESTIONS_MAX {
            self.check_questions(&mut check, before, known);
        }
        check.errors()
    }

    fn check_questions(&self, check: &mut Check, before: Option<&Self>, known: &Known) {
        let mut ways: BTreeMap<QuestionId, Way> = BTreeMap::new();
        for (n, question) in self.questions.iter().enumerate() {
            let place = format!("questions.{n}");
            let new = question.id != QuestionId(0) && !ways.contains_key(&question.id);
            check.that(new, format!("{place}.id"), FieldProblem::Taken);
            let asked_before = before.and_then(|before| before.question(question.id));
            let as_before = asked_before.is_none_or(|before| before.asked.kind() == question.asked.kind());
            check.that(as_before, format!("{place}.kind"), FieldProblem::NotAllowed);
            let statement = question.asked == Asked::Statement;
            check.that(!(statement && question.required), format!("{place}.required"), FieldProblem::NotAllowed);
            self.check_words(check, &format!("{place}.text"), &question.text, WORDS_MAX);
            self.check_options(check, &place, question);
            let way = self.check_conditions(check, &place, n, question, &ways, known);
            ways.insert(question.id, way);
        }
    }

    fn check_options(&self, check: &mut Check, place: &str, question: &Question) {
        let (Asked::OneOf { options } | Asked::SeveralOf { options, .. } | Asked::Reasons { options, .. }) =
            &question.asked
        else {
            return;
        };
        let list = format!("{place}.options");
        check.that(options.len() > 1, &list, FieldProblem::Required);
        check.that(options.len() <= OPTIONS_MAX, &list, FieldProblem::TooLong { max: OPTIONS_MAX });
        let mut ids = BTreeSet::new();
        for (n, Choice { id, text }) in options.iter().enumerate().take(OPTIONS_MAX) {
            check.that(*id != OptionId(0) && ids.insert(*id), format!("{list}.{n}.id"), FieldProblem::Taken);
            self.check_words(check, &format!("{list}.{n}.text"), text, NAME_MAX);
        }
    }

    /// Checks to whom a question is shown, and gives the ways on which somebody comes to it.
    fn check_conditions(
        &self,
        check: &mut Check,
        place: &str,
        n: usize,
        question: &Question,
        ways: &BTreeMap<QuestionId, Way>,
        known: &Known,
    ) -> Way {
        let mut way = Way::new();
        let mut reachable = true;
        let mut need = |of: &Question, left: BTreeSet<u32>| {
            // Who answered a question was shown it, so they came by its way.
            let inherited = ways.get(&of.id).into_iter().flatten().map(|(id, left)| (*id, left.clone()));
            for (id, left) in inherited.chain([(of.id, left)]) {
                let both = match way.get(&id) {
                    Some(before) => before & &left,
                    None => left,
                };
                reachable &= !both.is_empty();
                way.insert(id, both);
            }
        };
        if let Asked::Reasons { about, .. } = &question.asked {
            let place = format!("{place}.about");
            match self.earlier(*about, n) {
                Ok(of) => match of.asked.marks() {
                    Some((low, high)) => {
                        need(of, (low..=high).filter(|m| of.asked.is_low(*m)).map(u32::from).collect())
                    }
                    None => check.wrong(place, FieldProblem::NotAllowed),
                },
                Err(problem) => check.wrong(place, problem),
            }
        }
        let conditions = &question.shown_if.answers;
        let place = format!("{place}.shown_if");
        let few = conditions.len() <= CONDITIONS_MAX;
        check.that(few, format!("{place}.answers"), FieldProblem::TooLong { max: CONDITIONS_MAX });
        for (at, AnswerIs { question, is }) in conditions.iter().enumerate().take(CONDITIONS_MAX) {
            let place = format!("{place}.answers.{at}");
            match self.earlier(*question, n) {
                Ok(of) => match of.asked.that(is) {
                    Some(Fits::Of(left)) => need(of, left),
                    Some(Fits::Several) => need(of, BTreeSet::from([0])),
                    None => check.wrong(place, FieldProblem::NotAllowed),
                },
                Err(problem) => check.wrong(format!("{place}.question"), problem),
            }
        }
        let case = &question.shown_if.case;
        let place = format!("{place}.case");
        // Which questions were answered would tell of which case, and so of whom.
        let tells = self.confidence == Confidence::Anonymous && !case.is_any();
        check.that(!tells, &place, FieldProblem::NotAllowed);
        check.that(case.categories.is_subset(&known.categories), format!("{place}.categories"), FieldProblem::Unknown);
        check.that(case.units.is_subset(&known.units), format!("{place}.units"), FieldProblem::Unknown);
        check.that(case.groups.is_subset(&known.groups), format!("{place}.groups"), FieldProblem::Unknown);
        check.that(reachable, format!("questions.{n}"), FieldProblem::Unreachable);
        way
    }

    /// The question `id`, when it stands before the n-th.
    fn earlier(&self, id: QuestionId, n: usize) -> Result<&Question, FieldProblem> {
        match self.questions.iter().position(|question| question.id == id) {
            None => Err(FieldProblem::Unknown),
            Some(at) if at >= n => Err(FieldProblem::Circle),
            Some(at) => self.questions.get(at).ok_or(FieldProblem::Unknown),
        }
    }

    fn check_optional_words(&self, check: &mut Check, place: &str, words: &Words) {
        if !words.is_empty() {
            self.check_words(check, place, words, WORDS_MAX);
        }
    }

    /// Words must be there in each language of the form.
    fn check_words(&self, check: &mut Check, place: &str, words: &Words, max: usize) {
        for language in &self.languages {
            let text = words.0.get(language).map(|text| clean_text(text)).unwrap_or_default();
            let place = format!("{place}.{language}");
            check.that(!text.is_empty(), &place, FieldProblem::Required);
            check.that(text.chars().count() <= max, place, FieldProblem::TooLong { max });
        }
    }
}

/// The answers to a question with which a condition holds.
enum Fits {
    /// These single ones.
    Of(BTreeSet<u32>),
    /// Several may be given at once, so that no condition shuts out another.
    Several,
}

impl Asked {
    /// The answers with which `is` holds; `None`: it can hold with none.
    fn that(&self, is: &Is) -> Option<Fits> {
        let is_option = |id: &OptionId| self.options().iter().any(|option| option.id == *id);
        match is {
            Is::Marks(from, to) => {
                let (low, high) = self.marks()?;
                let sound = low <= *from && from <= to && *to <= high;
                sound.then(|| Fits::Of((*from..=*to).map(u32::from).collect()))
            }
            Is::YesNo(said) => (*self == Self::YesNo).then(|| Fits::Of(BTreeSet::from([u32::from(*said)]))),
            Is::Chosen(wanted) if wanted.is_empty() || !wanted.iter().all(is_option) => None,
            Is::Chosen(wanted) => Some(match self {
                Self::OneOf { .. } => Fits::Of(wanted.iter().map(|id| id.0).collect()),
                _ => Fits::Several,
            }),
        }
    }
}

/// Whether it is a colour of the web in six digits.
fn is_colour(colour: &str) -> bool {
    colour.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}
