//! The page as HTML: the form as it is being designed, question by question, each with what was said of it and a form to
//! say more; at the end the approval.

use super::conditions;
use super::sent::Sent;
use crate::desk::survey_review::{Approval, COMMENT_MAX};
use crate::desk::text::NAME_MAX;
use crate::desk::{Fault, FieldError, FieldProblem, SurveyComment};
use crate::http::page::{languages, page};
use crate::http::survey_page::render::{Shown, logo, said};
use crate::messages::{self, Value};
use crate::moment::Moment;
use crate::queries::names::Names;
use crate::queries::survey_review::{Review, name_of};
use crate::store::Snapshot;
use crate::survey::{Asked, Confidence, Question, QuestionId};
use crate::words::{Language, Vocabulary};
use chrono_tz::Tz;
use maud::{Markup, html};
use poem::http::StatusCode;

/// What keeps something from being taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Fields that cannot be taken as they are.
    Wrong(Vec<FieldError>),
    /// The form is another one than what was seen.
    Changed,
    /// Too much was sent.
    TooMany {
        /// For how long.
        seconds: u32,
    },
}

impl Trouble {
    /// The status of the page that tells it.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Changed => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

/// The page of a review.
pub(super) struct Page<'a> {
    /// Names of who wrote, and of what conditions name.
    pub(super) names: Names<'a, Snapshot>,
    /// In which language.
    pub(super) language: Language,
    /// What is reviewed.
    pub(super) review: &'a Review,
    /// What the desk is called.
    pub(super) desk: &'a str,
    /// In which zone moments are told.
    pub(super) zone: Tz,
    /// What time it is.
    pub(super) now: Moment,
    /// Whether the form could be published: only then can it be approved.
    pub(super) sound: bool,
    /// What was sent; without trouble only the name is kept.
    pub(super) sent: &'a Sent,
    /// What was done just now.
    pub(super) done: Option<&'a str>,
    /// What keeps what was sent from being taken in.
    pub(super) trouble: Option<&'a Trouble>,
}

impl Page<'_> {
    fn say(&self, id: &str) -> String {
        messages::text(self.language, id, &[])
    }

    fn when(&self, at: Moment) -> String {
        messages::day_and_time(self.language, at, self.now, self.zone)
    }

    pub(super) fn draw(&self) -> Result<String, Fault> {
        let (form, language) = (&self.review.survey.form, self.language);
        let title = form.title.in_language(language);
        let confidence = match form.confidence {
            Confidence::Anonymous => "form-anonymous",
            Confidence::Named => "form-named",
            Confidence::Confidential => "form-confidential",
        };
        let questions = form.questions.iter().enumerate();
        let questions = questions.map(|(at, question)| self.question(at, question)).collect::<Result<Vec<_>, _>>()?;
        let gone = |comment: &&SurveyComment| comment.question.is_some_and(|id| form.question(id).is_none());
        let gone = self.comments(gone)?;
        let body = html! {
            (languages(&form.languages, language, "/review"))
            (logo(form, language, "/review/logo"))
            p.desk { (self.desk) " · " (self.say("review-draft")) }
            h1 { (title) }
            p { (self.say("review-lead")) }
            @if let Some(until) = self.review.link_until {
                p.dim { (messages::text(language, "review-until", &[("when", self.when(until).as_str().into())])) }
            }
            (self.approval()?)
            (self.general_trouble())
            section.part {
                h2 { (self.say("review-start")) }
                @if !form.introduction.is_empty() { (said(&form.introduction, language)) }
                p.dim { (self.say(confidence)) }
            }
            @for question in questions { (question) }
            section.part {
                h2 { (self.say("review-end")) }
                @if form.thanks.is_empty() { p { (self.say("form-thanks-text")) } }
                @else { (said(&form.thanks, language)) }
            }
            section.part id="q0" {
                h2 { (self.say("review-whole")) }
                (self.comments(|comment| comment.question.is_none())?)
                (self.comment_form(0, &self.say("review-comment-whole")))
            }
            @if !gone.0.is_empty() {
                section.part { h2 { (self.say("review-gone")) } (gone) }
            }
            (self.approve_form())
        };
        Ok(page(language, title, form.colour.as_deref(), &["/review/style.css"], &body))
    }

    /// A question as it will be shown, to whom, and what was said of it.
    fn question(&self, at: usize, question: &Question) -> Result<Markup, Fault> {
        let (form, language, id) = (&self.review.survey.form, self.language, question.id.0);
        let n = at as u64 + 1;
        let named = if question.asked == Asked::Statement { "review-statement" } else { "review-question" };
        let title = messages::text(language, named, &[("n", n.into())]);
        let conditions = conditions::lines(&self.names, form, question, language)?;
        let about = |comment: &&SurveyComment| comment.question == Some(QuestionId(id));
        let label = messages::text(language, "review-comment-question", &[("n", n.into())]);
        Ok(html! {
            section.part id={ "q" (id) } {
                h2 { (title) }
                @if conditions.is_empty() {
                    p.when { (self.say("review-always")) }
                } @else {
                    p.when { (self.say("review-only")) }
                    ul.when { @for line in &conditions { li { (line) } } }
                }
                (Shown::draft(form, language).question(question))
                (self.comments(about)?)
                (self.comment_form(id, &label))
            }
        })
    }

    fn comments(&self, which: impl Fn(&&SurveyComment) -> bool) -> Result<Markup, Fault> {
        let found: Vec<_> = self.review.comments.iter().filter(which).collect();
        if found.is_empty() {
            return Ok(html! {});
        }
        let comments = found.into_iter().map(|comment| {
            Ok(html! {
                li {
                    p.by {
                        strong { (name_of(&self.names, comment.by)?) } " · " (self.when(comment.at))
                        @if comment.resolved { " · " (self.say("review-resolved")) }
                    }
                    p.text { (self.names.text(comment.text)?) }
                }
            })
        });
        let comments = comments.collect::<Result<Vec<Markup>, Fault>>()?;
        Ok(html! { ul.comments aria-label=(self.say("review-comments")) { @for comment in comments { (comment) } } })
    }

    /// The form for a comment on a question, or on the whole (0). It is open where something is wrong with it.
    fn comment_form(&self, question: u32, label: &str) -> Markup {
        let refused = self.trouble.is_some() && self.sent.comments_on(question);
        let text = if refused { self.sent.text.as_str() } else { "" };
        html! {
            @if self.done.is_some_and(|done| done == question.to_string()) {
                p.more role="status" { (self.say("review-said")) }
            }
            details open[refused] {
                summary { (label) }
                form method="post" action="/review" {
                    (self.hidden("question", &question.to_string()))
                    (self.name_field(&question.to_string(), refused))
                    (self.field(("text", &question.to_string()), "review-text", refused, |id, described| html! {
                        textarea id=(id) name="text" rows="3" required maxlength=(COMMENT_MAX)
                            aria-describedby=[described] { (text) }
                    }))
                    button { (self.say("review-send")) }
                }
            }
        }
    }

    /// How it stands with the client's approval.
    fn approval(&self) -> Result<Markup, Fault> {
        let Some((approved, unchanged)) = self.review.approved() else { return Ok(html! {}) };
        let Approval { by, at, .. } = approved.approval;
        let (name, when) = (name_of(&self.names, by)?, self.when(at));
        let args: [(&str, Value<'_>); 2] = [("name", name.as_str().into()), ("when", when.as_str().into())];
        let state = if unchanged { "review-approved" } else { "review-approved-before" };
        Ok(html! { p.more { (messages::text(self.language, state, &args)) } })
    }

    fn approve_form(&self) -> Markup {
        let refused = self.trouble.is_some() && self.sent.is_approval();
        let approved = self.review.approved().is_some_and(|(_, unchanged)| unchanged);
        html! {
            section.part id="approve" {
                h2 { (self.say("review-approve-title")) }
                @if self.done == Some("approved") {
                    p.more role="status" { (self.say("review-approved-now")) }
                }
                @if !self.sound {
                    p { (self.say("review-approve-faults")) }
                } @else if approved {
                    p { (self.say("review-approve-done")) }
                } @else {
                    p { (self.say("review-approve-text")) }
                    form method="post" action="/review" {
                        (self.hidden("version", &self.review.survey.version.to_string()))
                        (self.name_field("approve", refused))
                        button { (self.say("review-approve")) }
                    }
                }
            }
        }
    }

    fn hidden(&self, name: &str, value: &str) -> Markup {
        html! {
            input type="hidden" name="l" value=(self.language.as_str());
            input type="hidden" name=(name) value=(value);
        }
    }

    fn name_field(&self, of: &str, refused: bool) -> Markup {
        let name = &self.sent.name;
        self.field(("name", of), "review-name", refused, |id, described| {
            html! {
                input type="text" id=(id) name="name" autocomplete="name" required maxlength=(NAME_MAX) value=(name)
                    aria-describedby=[described];
            }
        })
    }

    /// A field with its label, and what is wrong with it.
    fn field(
        &self,
        (field, of): (&str, &str),
        label: &str,
        refused: bool,
        control: impl FnOnce(&str, Option<&str>) -> Markup,
    ) -> Markup {
        let (id, error) = (format!("{field}-{of}"), format!("error-{field}-{of}"));
        let wrong = refused.then(|| self.wrong(field)).flatten();
        html! {
            label for=(id) { (self.say(label)) }
            @if let Some(wrong) = &wrong { p.wrong id=(error) { (wrong) } }
            (control(&id, wrong.is_some().then_some(error.as_str())))
        }
    }

    fn wrong(&self, field: &str) -> Option<String> {
        let Some(Trouble::Wrong(errors)) = self.trouble else { return None };
        let problem = errors.iter().find(|error| error.field == field)?.problem;
        Some(match problem {
            FieldProblem::TooLong { max } => {
                messages::text(self.language, "review-too-long", &[("max", (max as u64).into())])
            }
            _ => self.say("review-required"),
        })
    }

    /// What is wrong beyond the fields, and that there is something wrong at all.
    fn general_trouble(&self) -> Markup {
        let words = match self.trouble {
            None => return html! {},
            Some(Trouble::Changed) => self.say("review-changed"),
            Some(Trouble::TooMany { seconds }) => {
                messages::text(self.language, "review-wait", &[("seconds", u64::from(*seconds).into())])
            }
            Some(Trouble::Wrong(errors)) => match errors.first().map(|error| error.field.as_str()) {
                Some("name" | "text") => self.say("review-wrong"),
                Some("comments") => self.say("review-full"),
                _ => self.say("review-changed"),
            },
        };
        html! { p.wrong role="alert" { (words) } }
    }
}
