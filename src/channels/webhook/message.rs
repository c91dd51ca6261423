//! What another program is told: what happened, and how the case stands when this is sent. No person is in it, no
//! subject, and nothing that somebody wrote: who needs more asks the API for the case by its number. Of an answer to a
//! survey that does not name who answers no case is told either: it would lead to whoever answered.

use crate::channels::mail::case_address;
use rules::Moment;
use rules::desk::id::{AnswerId, GroupId, SurveyId};
use rules::desk::{self, AnswerWay, Facts, Fault, Group, NoticeKind, Settings, Survey, SurveyVersion, Ticket};
use rules::survey::{Confidence, Given, QuestionId, QuestionKind};
use rules::words::{ClockKind, Kind, Level, Priority, State, Vocabulary};
use serde::Serialize;

/// The body of a message. Fields are added in time, never taken away.
#[derive(Debug, Serialize)]
pub(super) struct Message {
    /// The same at each attempt.
    pub(super) delivery: String,
    /// What happened: a word of `NoticeKind`, or `test`.
    pub(super) occasion: &'static str,
    /// When it happened.
    pub(super) moment: String,
    /// The desk's name.
    pub(super) desk: String,
    /// The page of the case, when the desk knows its own address.
    pub(super) link: Option<String>,
    /// The case; `None` in a test, where there is none, and where it would lead to whoever answered.
    pub(super) case: Option<Case>,
    /// What was answered to a survey, when that is what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answer: Option<SurveyAnswered>,
}

/// What somebody answered to a survey.
#[derive(Debug, Serialize)]
pub(super) struct SurveyAnswered {
    survey: SurveyNamed,
    version: u32,
    confidence: Confidence,
    way: AnswerWay,
    low: bool,
    marks: Vec<GivenMark>,
}

#[derive(Debug, Serialize)]
struct SurveyNamed {
    id: SurveyId,
    name: String,
}

#[derive(Debug, Serialize)]
struct GivenMark {
    question: QuestionId,
    kind: QuestionKind,
    mark: u8,
}

/// A case; names and values are those of the API.
#[derive(Debug, Serialize)]
pub(super) struct Case {
    number: u64,
    version: u64,
    kind: Kind,
    state: State,
    priority: Priority,
    level: Level,
    group: Option<Named>,
    category: Option<u64>,
    opened_at: String,
    updated_at: String,
    clocks: Vec<ClockBrief>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: GroupId,
    name: String,
}

#[derive(Debug, Serialize)]
struct ClockBrief {
    clock: ClockKind,
    due_at: Option<String>,
    missed_at: Option<String>,
    ended_at: Option<String>,
}

impl Case {
    fn of<F: Facts>(facts: &F, ticket: &Ticket) -> Result<Self, Fault> {
        let group = ticket.group.map(|group| facts.get::<Group>(group.0)).transpose()?.flatten();
        let told = |at: Moment| at.to_string();
        let clocks = ticket.clocks.iter().map(|clock| ClockBrief {
            clock: clock.kind,
            due_at: clock.due.map(told),
            missed_at: clock.missed.map(told),
            ended_at: clock.ended.map(told),
        });
        Ok(Self {
            number: ticket.number.0,
            version: ticket.version,
            kind: ticket.kind,
            state: ticket.state,
            priority: ticket.priority,
            level: ticket.level,
            group: group.map(|group| Named { id: group.id, name: group.name }),
            category: ticket.category.map(|category| category.0),
            opened_at: told(ticket.opened_at),
            updated_at: told(ticket.updated_at),
            clocks: clocks.collect(),
        })
    }
}

impl Message {
    /// What is told of a case, or of something that is about none.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub(super) fn of<F: Facts>(
        facts: &F,
        delivery: &str,
        (kind, at): (NoticeKind, Moment),
        ticket: Option<&Ticket>,
    ) -> Result<Self, Fault> {
        let settings = facts.settings()?;
        let url = settings.public_url.as_deref();
        Ok(Self {
            delivery: delivery.to_owned(),
            occasion: kind.as_str(),
            moment: at.to_string(),
            desk: settings.name.clone(),
            link: url.zip(ticket).map(|(url, ticket)| case_address(url, ticket.number)),
            case: ticket.map(|ticket| Case::of(facts, ticket)).transpose()?,
            answer: None,
        })
    }

    /// What is told of an answer to a survey; `None`: it is not there any more.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub(super) fn of_answer<F: Facts>(self, facts: &F, id: AnswerId) -> Result<Option<Self>, Fault> {
        let Some(answer) = facts.get::<desk::SurveyAnswer>(id.0)? else { return Ok(None) };
        let version = facts.get::<SurveyVersion>((answer.survey.0, answer.n))?;
        let survey = facts.get::<Survey>(answer.survey.0)?;
        let Some((SurveyVersion { form, .. }, survey)) = version.zip(survey) else { return Ok(None) };
        let marks = answer.answers.iter().filter_map(|(question, given)| match given {
            Given::Mark(mark) => {
                let kind = form.question(*question)?.asked.kind();
                Some(GivenMark { question: *question, kind, mark: *mark })
            }
            Given::YesNo(_) | Given::Chosen { .. } | Given::Text(_) => None,
        });
        let named = form.confidence == Confidence::Named;
        let told = SurveyAnswered {
            survey: SurveyNamed { id: survey.id, name: survey.name },
            version: answer.n,
            confidence: form.confidence,
            way: answer.way,
            low: form.has_low_mark(&answer.answers),
            marks: marks.collect(),
        };
        let (link, case) = if named { (self.link, self.case) } else { (None, None) };
        Ok(Some(Self { link, case, answer: Some(told), ..self }))
    }

    /// A message that tells nothing but that messages arrive.
    pub(super) fn test(delivery: String, settings: &Settings, at: Moment) -> Self {
        Self {
            delivery,
            occasion: "test",
            moment: at.to_string(),
            desk: settings.name.clone(),
            link: settings.public_url.clone(),
            case: None,
            answer: None,
        }
    }
}
