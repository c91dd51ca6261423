//! What a survey says, drawn.

use super::results::{ResultsBy, months, name_of};
use crate::chart::{self, Bar, Frame, Interval, Point, Scale};
use crate::desk::id::SurveyId;
use crate::desk::{Facts, Fault};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::streamed::Drawing;
use crate::http::word::{Id, Word};
use crate::insight::Estimate;
use crate::messages::{self, Value, month_and_year};
use crate::queries::names::Names;
use crate::queries::survey_results::{self, Figures, Part, QuestionResults, Results};
use crate::store::Snapshot;
use crate::store::index::survey::{Breakdown, Month};
use crate::survey::{Asked, Question, QuestionId};
use crate::words::Language;
use poem_openapi::param::{Path, Query};
use poem_openapi::{Enum, OpenApi};

/// The resource.
pub(in crate::http) struct SurveyCharts;

/// How wide a chart is drawn unless told otherwise, in pixels.
const WIDTH: u32 = 640;
/// So many parts are drawn; the others are told of in numbers.
const PARTS_MAX: usize = 40;

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "SurveyChartShows", rename_all = "snake_case")]
enum Shows {
    /// How often each thing was answered.
    Distribution,
    /// The figure of each month, with the band in which the true one lies.
    Months,
    /// The figure of each part, with its interval.
    Parts,
}

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl SurveyCharts {
    /// Draw what a survey says
    ///
    /// As a picture (SVG), of one question: what the results of the same months say, and no more. It is readable in both
    /// themes and in print. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/chart", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn chart(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// The question.
        question: Query<u32>,
        /// What is drawn.
        shows: Query<Shows>,
        /// The first month, as at the results.
        from: Query<Option<String>>,
        /// The last month; the first one when left out.
        to: Query<Option<String>>,
        /// What to tell apart by; only of parts.
        by: Query<Option<ResultsBy>>,
        /// In which language it is written; that of the desk when left out.
        language: Query<Option<Word<Language>>>,
        /// How wide it is, in pixels: 240 to 1600; 640 when left out.
        width: Query<Option<u32>>,
    ) -> Answer<Drawing> {
        let snapshot = caller.snapshot()?;
        let breakdown = match (shows.0, by.0) {
            (Shows::Parts, Some(by)) => Some(by.breakdown()),
            (Shows::Distribution | Shows::Months, None) => None,
            _ => {
                return Err(Problem::new(
                    Code::Malformed,
                    "The parameter `by` goes with `shows=parts`, and only with it.",
                ));
            }
        };
        let width = width.0.unwrap_or(WIDTH);
        let (narrowest, widest) = chart::WIDTHS;
        if !(narrowest..=widest).contains(&width) {
            let detail = format!("The parameter `width` is a number from {narrowest} to {widest}.");
            return Err(Problem::new(Code::Malformed, detail));
        }
        let months = months(&caller, &snapshot, from.0.as_deref(), to.0.as_deref())?;
        let survey: SurveyId = id.0.to();
        let results = survey_results::results(&snapshot, caller.viewer(), survey, months, breakdown)?;
        let language = match language.0 {
            Some(language) => language.0,
            None => snapshot.settings()?.language,
        };
        let asked = |found: &&QuestionResults| found.asking.question.id == QuestionId(question.0);
        let found = results.questions.iter().find(asked).ok_or_else(|| Problem::of(Code::NotFound))?;
        let drawn = Drawn { language, question: &found.asking.question, width };
        Ok(Drawing(match breakdown {
            Some(breakdown) => drawn.parts(&snapshot, breakdown, &results)?,
            None if shows.0 == Shows::Months => drawn.months(months, found),
            None => drawn.distribution(&found.figures),
        }))
    }
}

/// A question that is drawn.
struct Drawn<'a> {
    language: Language,
    question: &'a Question,
    width: u32,
}

impl Drawn<'_> {
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, said)| (*name, Value::Text(said))).collect();
        messages::text(self.language, id, &args)
    }

    fn titled(&self, id: &str, draw: impl FnOnce(&Frame<'_>) -> String) -> String {
        let title = self.say(id, &[("question", self.question.text.in_language(self.language))]);
        draw(&Frame { title: &title, width: self.width })
    }

    fn distribution(&self, figures: &Figures) -> String {
        let all = figures.answered.unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
        let bar = |name: String, count: u64| {
            let share = if all == 0 { 0.0 } else { count as f64 / all as f64 };
            let said = self.say("chart-bar", &[("count", &count.to_string()), ("share", &percent(share))]);
            Bar { name, share, said }
        };
        let mut bars = Vec::new();
        match (figures.answered, self.question.asked.marks()) {
            (None, _) => bars.push(Bar { name: self.say("chart-too-few", &[]), share: 0.0, said: String::new() }),
            (Some(_), Some((low, high))) => {
                let ends = messages::ends_of_scale(self.language, &self.question.asked);
                bars.extend((low..=high).map(|mark| {
                    let name = match mark {
                        _ if mark == low => format!("{mark} · {}", ends[0]),
                        _ if mark == high => format!("{mark} · {}", ends[1]),
                        _ => mark.to_string(),
                    };
                    bar(name, figures.marks.get(&mark).copied().unwrap_or(0))
                }));
            }
            (Some(_), None) => {
                for (yes, id) in [(true, "form-yes"), (false, "form-no")] {
                    let count = figures.yes_no.get(&yes).copied();
                    bars.extend(count.map(|count| bar(self.say(id, &[]), count)));
                }
                bars.extend(self.question.asked.options().iter().map(|option| {
                    let count = figures.chosen.get(&option.id).copied().unwrap_or(0);
                    bar(option.text.in_language(self.language).to_owned(), count)
                }));
                if figures.other > 0 {
                    bars.push(bar(self.say("chart-other", &[]), figures.other));
                }
            }
        }
        self.titled("chart-distribution", |frame| chart::bars(frame, &bars))
    }

    fn months(&self, (from, to): (Month, Month), found: &QuestionResults) -> String {
        let months = (0..from.until(to)).map(|n| from.ahead(n));
        let points: Vec<Point> = months
            .map(|month| {
                let figure = found.months.iter().find(|of| of.month == month).map(|of| of.figure);
                Point {
                    name: month_and_year(self.language, month.year(), month.of_year()),
                    short: figure.map(|figure| self.value(figure.value)).unwrap_or_default(),
                    said: self.said(figure),
                    figure: figure.map(ends),
                }
            })
            .collect();
        self.titled("chart-months", |frame| chart::trend(frame, &self.scale(), &points))
    }

    fn parts(&self, snapshot: &Snapshot, breakdown: Breakdown, results: &Results) -> Result<String, Fault> {
        let names = Names::new(snapshot);
        let mut rows = Vec::with_capacity(results.parts.len());
        for part in &results.parts {
            let Part { part, questions, .. } = part;
            let of_it = questions.iter().find(|of| of.question == self.question.id);
            let name = part_name(&names, self.language, breakdown, *part)?;
            let figure = of_it.and_then(|of| of.figures.figure);
            let rank = of_it.and_then(|of| of.rank);
            rows.push((rank.is_none(), rank, Interval { name, figure: figure.map(ends), said: self.said(figure) }));
        }
        // Parts that may be equal stand in the order of their names.
        rows.sort_by(|(none, rank, one), (other_none, other_rank, other)| {
            (none, rank, &one.name).cmp(&(other_none, other_rank, &other.name))
        });
        let more = rows.len().saturating_sub(PARTS_MAX);
        let mut rows: Vec<Interval> = rows.into_iter().take(PARTS_MAX).map(|(.., row)| row).collect();
        if more > 0 {
            let name = self.say("chart-more", &[("count", &more.to_string())]);
            rows.push(Interval { name, figure: None, said: String::new() });
        }
        Ok(self.titled("chart-parts", |frame| chart::intervals(frame, &self.scale(), &rows)))
    }

    fn said(&self, figure: Option<Estimate>) -> String {
        match figure {
            None => self.say("chart-too-few", &[]),
            Some(Estimate { value, low, high }) => {
                let [value, low, high] = [value, low, high].map(|it| self.value(it));
                self.say("chart-figure", &[("value", &value), ("low", &low), ("high", &high)])
            }
        }
    }

    fn is_score(&self) -> bool {
        self.question.asked == Asked::Recommendation
    }

    fn value(&self, value: f64) -> String {
        if self.is_score() { whole(value) } else { percent(value) }
    }

    fn scale(&self) -> Scale {
        let marks = if self.is_score() { [-100.0, -50.0, 0.0, 50.0, 100.0] } else { [0.0, 0.25, 0.5, 0.75, 1.0] };
        Scale { low: marks[0], high: marks[4], ticks: marks.map(|at| (at, self.value(at))).into() }
    }
}

/// What a part is called, in words.
pub(super) fn part_name(
    names: &Names<'_, Snapshot>,
    language: Language,
    breakdown: Breakdown,
    part: u64,
) -> Result<String, Fault> {
    let word = match breakdown {
        Breakdown::Language => Breakdown::language(part).map(|word| messages::name_of(language, word)),
        Breakdown::Channel => Breakdown::channel(part).map(|word| messages::name_of(language, word)),
        Breakdown::Way => Breakdown::way(part).map(|word| messages::name_of(language, word)),
        _ => name_of(names, breakdown, part)?,
    };
    Ok(word.unwrap_or_else(|| messages::text(language, "chart-unknown", &[])))
}

fn ends(figure: Estimate) -> [f64; 3] {
    [figure.value, figure.low, figure.high]
}

fn percent(share: f64) -> String {
    format!("{}%", whole(share * 100.0))
}

/// Without a minus before nothing.
fn whole(value: f64) -> String {
    format!("{}", value.round() + 0.0)
}
