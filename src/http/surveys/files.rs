//! What a survey says, and what people answered, as files for spreadsheets.

use super::chart::part_name;
use super::results::{ResultsBy, months};
use crate::desk::id::AnswerId;
use crate::desk::{DoorEvent, Facts, Fault, Invitation, SurveyAnswer, Taken, Viewer};
use crate::export::row::Columns;
use crate::export::sheet::{Sheet, workbook};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::streamed::{CSV, Lines, Spreadsheet};
use crate::http::word::{Id, Word};
use crate::messages;
use crate::queries::names::Names;
use crate::queries::survey_answers::{Readable, Told};
use crate::queries::survey_results::{self, Figures, Results};
use crate::queries::{Unanswered, surveys};
use crate::store::Snapshot;
use crate::store::index::survey::Breakdown;
use crate::survey::{Given, Question, QuestionKind};
use crate::words::{Language, Vocabulary};
use poem_openapi::param::{Path, Query};
use poem_openapi::{Enum, OpenApi};
use serde_json::{Map, Value, json};

/// The resource.
pub(in crate::http) struct SurveyFiles;

/// How many answers are read and sent at once.
const PAGE: usize = 200;
/// So many answers a spreadsheet holds, since it is made whole; a CSV file holds any number.
const SHEET_MAX: usize = 20_000;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "SurveyFileFormat", rename_all = "snake_case")]
enum FileFormat {
    /// Comma-separated values.
    Csv,
    /// A spreadsheet.
    Xlsx,
}

/// The columns of what is known of an answer that names who gave it, behind its month.
const KNOWN: [&str; 11] =
    ["month", "day", "way", "language", "case", "person", "unit", "category", "group", "channel", "agent"];
/// The columns of what a survey says.
const RESULTS: [&str; 17] = [
    "from",
    "to",
    "part",
    "rank",
    "question_id",
    "question",
    "kind",
    "answered",
    "figure",
    "low",
    "high",
    "of_all",
    "mean",
    "median",
    "given",
    "count",
    "share",
];

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl SurveyFiles {
    /// Take away what a survey says
    ///
    /// The figures that the results have, a row each: of all and of each part, first the figure of a question and then how
    /// often each thing was answered. That it was taken is an entry of the audit trail. For administrators, clients,
    /// supervisors and analysts.
    #[oai(path = "/:id/results/export", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn results(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// How it is written; `csv` when left out.
        format: Query<Option<FileFormat>>,
        /// The first month, as at the results.
        from: Query<Option<String>>,
        /// The last month; the first one when left out.
        to: Query<Option<String>>,
        /// What to tell apart by.
        by: Query<Option<ResultsBy>>,
        /// In which language it is written; that of the desk when left out.
        language: Query<Option<Word<Language>>>,
    ) -> Answer<Spreadsheet> {
        let snapshot = caller.snapshot()?;
        let months = months(&caller, &snapshot, from.0.as_deref(), to.0.as_deref())?;
        let breakdown = by.0.map(ResultsBy::breakdown);
        let results = survey_results::results(&snapshot, caller.viewer(), id.0.to(), months, breakdown)?;
        let language = spoken(&snapshot, language.0)?;
        let rows = Rows { language, period: [months.0.to_string(), months.1.to_string()] };
        let rows = rows.of(&snapshot, breakdown, &results)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Survey }).await?;
        let (columns, file) = (Columns::of(&RESULTS), format!("survey-{}-results-{}-{}", id.0.0, months.0, months.1));
        Ok(match format.0.unwrap_or(FileFormat::Csv) {
            FileFormat::Csv => Spreadsheet::csv(Lines::whole(&format!("{file}.csv"), &columns, &rows)),
            FileFormat::Xlsx => {
                let sheet = Sheet { name: "results", columns: &columns, rows: &rows };
                Spreadsheet::xlsx(&format!("{file}.xlsx"), workbook(&[sheet], caller.now())?)
            }
        })
    }

    /// Take away what people answered
    ///
    /// A row each, of those that count. It says no more than the pages do: of answers under a promise not to name anybody a
    /// month comes whole or not at all, only when there are five, in no order and with nothing but the month and what was
    /// answered. Who answered about which case is told to whom may see invitations. A spreadsheet holds 20,000 answers; of
    /// more it is refused. That it was taken is an entry of the audit trail. For administrators, clients, supervisors and
    /// analysts.
    #[oai(path = "/:id/answers/export", method = "get")]
    async fn answers(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// How it is written; `csv` when left out.
        format: Query<Option<FileFormat>>,
        /// The first month, as at the results.
        from: Query<Option<String>>,
        /// The last month; the first one when left out.
        to: Query<Option<String>>,
        /// In which language questions and options are written; that of the desk when left out.
        language: Query<Option<Word<Language>>>,
    ) -> Answer<Spreadsheet> {
        let snapshot = caller.snapshot()?;
        let viewer = caller.viewer().clone();
        let months = months(&caller, &snapshot, from.0.as_deref(), to.0.as_deref())?;
        let readable = Readable::of(&snapshot, &viewer, id.0.to(), months)?;
        let by_agent = surveys::one(&snapshot, &viewer, id.0.to())?.asking.by_agent;
        let table = Table { language: spoken(&snapshot, language.0)?, readable, viewer, by_agent };
        let (columns, file) = (table.columns(), format!("survey-{}-answers-{}-{}", id.0.0, months.0, months.1));
        caller.witness(DoorEvent::TakenAway { what: Taken::Survey }).await?;
        if format.0 == Some(FileFormat::Xlsx) {
            let mut rows = Vec::new();
            for month in table.readable.months() {
                let ids = table.readable.in_month(&snapshot, month)?;
                if rows.len() + ids.len() > SHEET_MAX {
                    let detail =
                        format!("There are more than {SHEET_MAX} answers. Take fewer months, or `format=csv`.");
                    return Err(Problem::new(Code::Malformed, detail));
                }
                rows.append(&mut table.rows(&snapshot, &ids)?);
            }
            let sheet = Sheet { name: "answers", columns: &columns, rows: &rows };
            return Ok(Spreadsheet::xlsx(&format!("{file}.xlsx"), workbook(&[sheet], caller.now())?));
        }
        let store = caller.state().store.clone();
        // What is left of the month that is being sent, and the months behind it.
        let (mut left, mut months) = (Vec::new(), table.readable.months());
        let lines = Lines::paged(CSV, &format!("{file}.csv"), move |cursor| {
            let snapshot = store.snapshot()?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            if left.is_empty()
                && let Some(month) = months.next()
            {
                left = table.readable.in_month(&snapshot, month)?;
            }
            let page: Vec<_> = left.drain(..PAGE.min(left.len())).collect();
            for row in table.rows(&snapshot, &page)? {
                text.push_str(&columns.line(&row));
            }
            let more = !left.is_empty() || months.len() > 0;
            Ok::<_, Unanswered>((text, more.then(|| "more".to_owned())))
        });
        Ok(Spreadsheet::csv(lines?))
    }
}

fn spoken(snapshot: &Snapshot, language: Option<Word<Language>>) -> Result<Language, Fault> {
    Ok(match language {
        Some(language) => language.0,
        None => snapshot.settings()?.language,
    })
}

/// Answers as rows of a table.
struct Table {
    language: Language,
    readable: Readable,
    viewer: Viewer,
    by_agent: bool,
}

impl Table {
    fn columns(&self) -> Columns {
        let known = KNOWN.iter().map(|name| (*name).to_owned());
        let questions = self.readable.questions.iter().flat_map(|question| {
            let own = self.column(question);
            let other = format!("{own} +");
            [Some(own), may_have_other(question).then_some(other)].into_iter().flatten()
        });
        let names: Vec<String> = known.chain(questions).collect();
        Columns::of(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn column(&self, question: &Question) -> String {
        format!("{}: {}", question.id.0, question.text.in_language(self.language))
    }

    fn rows(&self, snapshot: &Snapshot, ids: &[AnswerId]) -> Result<Vec<Value>, Fault> {
        let names = Names::new(snapshot);
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(told) = self.readable.tell(snapshot, *id)? {
                rows.push(self.row(&names, told)?);
            }
        }
        Ok(rows)
    }

    fn row(&self, names: &Names<'_, Snapshot>, Told { month, named, answers }: Told) -> Result<Value, Fault> {
        let mut row = Map::new();
        row.insert("month".to_owned(), month.to_string().into());
        if let Some(answer) = named {
            self.known(names, &answer, &mut row)?;
        }
        for question in &self.readable.questions {
            let Some(given) = answers.get(&question.id) else { continue };
            let (own, other) = match given {
                Given::Mark(mark) => (json!(mark), None),
                Given::YesNo(yes) => (json!(yes), None),
                Given::Text(text) => (json!(text), None),
                Given::Chosen { options, other } => {
                    let chosen = question.asked.options().iter().filter(|option| options.contains(&option.id));
                    let chosen: Vec<&str> = chosen.map(|option| option.text.in_language(self.language)).collect();
                    (json!(chosen.join(" | ")), other.as_ref())
                }
            };
            let column = self.column(question);
            row.extend(other.map(|other| (format!("{column} +"), json!(other))));
            row.insert(column, own);
        }
        Ok(Value::Object(row))
    }

    /// What is known of an answer that names who gave it: of whom and about which case only to whom may see that.
    fn known(
        &self,
        names: &Names<'_, Snapshot>,
        answer: &SurveyAnswer,
        row: &mut Map<String, Value>,
    ) -> Result<(), Fault> {
        let mut tell = |name: &str, value: Value| row.insert(name.to_owned(), value);
        tell("day", json!(answer.day));
        tell("way", json!(answer.way));
        tell("language", json!(answer.language));
        let Some(occasion) = &answer.about else { return Ok(()) };
        if let Some(day) = occasion.round() {
            tell("round", json!(day));
        }
        let case = occasion.case();
        let group = case.and_then(|about| about.group).map(|id| (Breakdown::Group, id.0));
        let unit = occasion.unit().map(|id| (Breakdown::Unit, id.0));
        let category = case.and_then(|about| about.category).map(|id| (Breakdown::Category, id.0));
        let agent = case.and_then(|about| about.solver).filter(|_| self.by_agent).map(|id| (Breakdown::Agent, id.0));
        for (name, part) in [("unit", unit), ("category", category), ("group", group), ("agent", agent)] {
            if let Some((breakdown, part)) = part {
                tell(name, json!(part_name(names, self.language, breakdown, part)?));
            }
        }
        if let Some(about) = case {
            tell("channel", json!(messages::name_of(self.language, about.channel)));
        }
        if self.viewer.sees_invitations()
            && let Some(invitation) = answer.invitation
            && let Some(invitation) = names.facts().get::<Invitation>(invitation.0)?
        {
            if let Some(about) = case {
                tell("case", json!(about.ticket));
            }
            let person = invitation.person.map(|person| names.person(person)).transpose()?;
            tell("person", json!(person.map(|person| person.name)));
        }
        Ok(())
    }
}

fn may_have_other(question: &Question) -> bool {
    matches!(question.asked.kind(), QuestionKind::SeveralOf | QuestionKind::Reasons)
}

/// What a survey says as rows of a table.
struct Rows {
    language: Language,
    period: [String; 2],
}

impl Rows {
    fn of(&self, snapshot: &Snapshot, breakdown: Option<Breakdown>, results: &Results) -> Result<Vec<Value>, Fault> {
        let names = Names::new(snapshot);
        let mut rows = Vec::new();
        for found in &results.questions {
            let question = &found.asking.question;
            self.add(&mut rows, (Value::Null, None), question, &found.figures);
            for part in &results.parts {
                let name = part_name(&names, self.language, breakdown.unwrap_or(Breakdown::All), part.part)?;
                if let Some(of) = part.questions.iter().find(|of| of.question == question.id) {
                    self.add(&mut rows, (name.into(), of.rank), question, &of.figures);
                }
            }
        }
        Ok(rows)
    }

    fn add(&self, rows: &mut Vec<Value>, (part, rank): (Value, Option<u32>), question: &Question, figures: &Figures) {
        let [from, to] = &self.period;
        let row = json!({
            "from": from, "to": to, "part": part, "question_id": question.id.0,
            "question": question.text.in_language(self.language), "kind": question.asked.kind().as_str(),
            "answered": figures.answered,
        });
        let mut sum = row.clone();
        sum["rank"] = json!(rank);
        sum["of_all"] = json!(figures.of_all);
        sum["mean"] = json!(figures.mean);
        sum["median"] = json!(figures.median);
        for (name, value) in
            figures.figure.into_iter().flat_map(|it| [("figure", it.value), ("low", it.low), ("high", it.high)])
        {
            sum[name] = json!(value);
        }
        rows.push(sum);
        let option = |id| question.asked.options().iter().find(|option| option.id == id);
        let marks = figures.marks.iter().map(|(mark, n)| (json!(mark), *n));
        let said = figures.yes_no.iter().map(|(yes, n)| (json!(yes), *n));
        let chosen = figures.chosen.iter().map(|(id, n)| {
            let text = option(*id).map(|option| option.text.in_language(self.language));
            (text.map_or_else(|| json!(id.0), |text| json!(text)), *n)
        });
        let other = Some(figures.other).filter(|n| *n > 0);
        let other = other.map(|n| (json!(messages::text(self.language, "chart-other", &[])), n));
        for (given, count) in marks.chain(said).chain(chosen).chain(other) {
            let mut row = row.clone();
            row["given"] = given;
            row["count"] = json!(count);
            #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
            let share = figures.answered.filter(|all| *all > 0).map(|all| count as f64 / all as f64);
            row["share"] = json!(share);
            rows.push(row);
        }
    }
}
