//! The page as HTML: one column, no script, everything that is shown drawn by the server.

use super::sent::{Sent, names};
use crate::desk::FieldError;
use crate::http::page::{languages, page, say, words};
use crate::messages::{self, Value};
use crate::queries::markdown;
use crate::secret;
use crate::survey::{Answers, Asked, Choice, Confidence, Form, Given, Question, Words};
use crate::words::{Language, Vocabulary};
use maud::{Markup, PreEscaped, html};

/// The form as somebody sees it.
pub(in crate::http) struct Shown<'a> {
    /// What is asked.
    pub(super) form: &'a Form,
    /// In which language.
    pub(super) language: Language,
    /// What the desk is called.
    pub(super) desk: &'a str,
    /// The questions that are on the page.
    pub(super) questions: Vec<&'a Question>,
    /// What was answered so far.
    pub(super) answers: Answers<String>,
    /// What is wrong with it.
    pub(super) errors: Vec<FieldError>,
    /// Whether the desk knows who answers: by their own link.
    pub(super) known: bool,
    /// Whether they answered before, and change it.
    pub(super) before: bool,
    /// Whether answers brought more questions.
    pub(super) more: bool,
    /// What proves that the form was seen.
    pub(super) nonce: String,
}

/// What is said to whoever has answered.
/// `again` is where the answer can be changed, `write_to` the desk's address for whoever wants to be called back: it is
/// offered whatever was answered, since nobody is to know what that was.
pub(super) fn thanks(form: &Form, language: Language, again: Option<&str>, write_to: Option<&str>) -> String {
    let title = say(language, "form-thanks");
    let body = html! {
        h1 { (title) }
        @if form.thanks.is_empty() {
            p { (say(language, "form-thanks-text")) }
        } @else {
            (said(&form.thanks, language))
        }
        @if let Some(address) = again { p { a href=(address) { (say(language, "form-again")) } } }
        @if let Some(address) = write_to {
            p { (say(language, "form-call-back")) " " a href={ "mailto:" (address) } { (address) } }
        }
    };
    page(language, &title, form.colour.as_deref(), &[], &body)
}

/// Asks whether somebody wants no more surveys.
pub(super) fn leave(language: Language, token: &str) -> String {
    let title = say(language, "form-leave");
    let body = html! {
        h1 { (title) }
        p { (say(language, "form-leave-text")) }
        form method="post" action={ "/s/" (token) "/leave" } {
            button { (say(language, "form-leave-send")) }
        }
    };
    page(language, &title, None, &[], &body)
}

/// What is said to whoever wants no more surveys.
pub(super) fn left(language: Language) -> String {
    words(language, &say(language, "form-left"), &say(language, "form-left-text"))
}

/// Asks whether somebody is there, with everything that they sent to be sent once more.
pub(super) fn confirm(form: &Form, language: Language, sent: &Sent, nonce: &str) -> String {
    let words = ["form-confirm", "form-confirm-text", "form-confirm-send"].map(|id| say(language, id));
    send_again(form, language, &words, sent, nonce)
}

/// Asks whoever sent too much, or those before them from the same address, to send it once more in a while.
pub(super) fn wait(form: &Form, language: Language, seconds: u32, sent: &Sent, nonce: &str) -> String {
    let text = messages::text(language, "form-wait-text", &[("seconds", u64::from(seconds).into())]);
    let words = [say(language, "form-wait"), text, say(language, "form-send")];
    send_again(form, language, &words, sent, nonce)
}

fn send_again(form: &Form, language: Language, [title, text, send]: &[String; 3], sent: &Sent, nonce: &str) -> String {
    let kept = sent.fields().iter().filter(|(name, _)| name != "nonce");
    let body = html! {
        h1 { (title) }
        p { (text) }
        form method="post" action="/s" {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="nonce" value=(nonce);
            button { (send) }
        }
    };
    page(language, title, form.colour.as_deref(), &[], &body)
}

/// Markdown of the form as HTML.
pub(in crate::http) fn said(words: &Words, language: Language) -> Markup {
    PreEscaped(markdown::to_html(words.in_language(language)))
}

/// The logo of a form, from this address. What the address says of it makes browsers ask again when it is another one.
pub(in crate::http) fn logo(form: &Form, language: Language, address: &str) -> Markup {
    let Some(logo) = &form.logo else { return html! {} };
    let which = secret::hex_hash(&logo.picture);
    let which = which.get(..8).unwrap_or_default();
    html! { img.logo src={ (address) "?v=" (which) } alt=(form.alt(language)); }
}

impl<'a> Shown<'a> {
    /// A form that nobody answers: its questions as they would be shown.
    pub(in crate::http) fn draft(form: &'a Form, language: Language) -> Self {
        Self {
            form,
            language,
            desk: "",
            questions: Vec::new(),
            answers: Answers::new(),
            errors: Vec::new(),
            known: false,
            before: false,
            more: false,
            nonce: String::new(),
        }
    }
}

impl Shown<'_> {
    pub(super) fn page(&self) -> String {
        let (form, language) = (self.form, self.language);
        let title = form.title.in_language(language);
        let seen: Vec<String> = self.questions.iter().map(|question| question.id.0.to_string()).collect();
        // Whoever comes by a link that is open to all is not known; only of an anonymous answer not even the moment is.
        let confidence = match form.confidence {
            Confidence::Anonymous => "form-anonymous",
            Confidence::Named if self.known => "form-named",
            Confidence::Confidential if self.known => "form-confidential",
            Confidence::Named | Confidence::Confidential => "form-open",
        };
        let body = html! {
            (languages(&form.languages, language, "/s"))
            (logo(form, language, "/s/logo"))
            p.desk { (self.desk) }
            h1 { (title) }
            (said(&form.introduction, language))
            p.dim { (say(language, confidence)) }
            @if self.before { p.more role="status" { (say(language, "form-before")) } }
            @if !self.errors.is_empty() {
                p.wrong role="alert" { (say(language, "form-wrong")) }
            } @else if self.more {
                p.more role="status" { (say(language, "form-more")) }
            }
            form method="post" action="/s" {
                @for question in &self.questions { (self.question(question)) }
                input type="hidden" name="l" value=(language.as_str());
                input type="hidden" name="seen" value=(seen.join(","));
                input type="hidden" name="nonce" value=(self.nonce);
                button { (say(language, "form-send")) }
            }
        };
        page(language, title, form.colour.as_deref(), &[], &body)
    }

    /// A question, to be answered.
    pub(in crate::http) fn question(&self, question: &Question) -> Markup {
        let language = self.language;
        let text = question.text.in_language(language);
        if question.asked == Asked::Statement {
            return html! { div.statement { (said(&question.text, language)) } };
        }
        let wrong = self.wrong(question);
        let error = format!("e{}", question.id.0);
        let described = wrong.is_some().then_some(error.as_str());
        let [choice, words, other] = names(question);
        let required = html! {
            @if !question.required { " " span.dim { (say(language, "form-optional")) } }
        };
        let answer = match &question.asked {
            Asked::Text => {
                let given = match self.answers.get(&question.id) {
                    Some(Given::Text(text)) => text.as_str(),
                    _ => "",
                };
                return html! {
                    div.question {
                        label for=(words) { (text) (required) }
                        @if let Some(wrong) = &wrong { p.wrong id=(error) { (wrong) } }
                        textarea id=(words) name=(words) rows="4" maxlength="4000" aria-describedby=[described] { (given) }
                    }
                };
            }
            Asked::YesNo => html! { div.scale {
                @for (value, word) in [("yes", "form-yes"), ("no", "form-no")] {
                    (radio(&choice, value, self.is_given(question, value), &say(language, word)))
                }
            } },
            Asked::OneOf { options } => self.options(question, &choice, "radio", options),
            Asked::SeveralOf { options, other: may } | Asked::Reasons { options, other: may, .. } => html! {
                (self.options(question, &choice, "checkbox", options))
                @if *may {
                    label.other for=(other) { (say(language, "form-other")) }
                    input type="text" id=(other) name=(other) maxlength="200" value=(self.other(question));
                }
            },
            asked => self.scale(question, asked, &choice),
        };
        html! {
            fieldset aria-describedby=[described] {
                legend { (text) (required) }
                @if let Some(wrong) = &wrong { p.wrong id=(error) { (wrong) } }
                (answer)
            }
        }
    }

    fn scale(&self, question: &Question, asked: &Asked, name: &str) -> Markup {
        let Some((low, high)) = asked.marks() else { return html! {} };
        let [lowest, highest] = messages::ends_of_scale(self.language, asked);
        html! {
            div.scale {
                @for mark in low..=high {
                    @let value = mark.to_string();
                    (radio(name, &value, self.is_given(question, &value), &value))
                }
            }
            p.ends { span { (low) ": " (lowest) } span { (high) ": " (highest) } }
        }
    }

    fn options(&self, question: &Question, name: &str, kind: &str, options: &[Choice]) -> Markup {
        html! {
            @for Choice { id, text } in options {
                @let value = id.0.to_string();
                label.option {
                    input type=(kind) name=(name) value=(value) checked[self.is_given(question, &value)];
                    span { (text.in_language(self.language)) }
                }
            }
        }
    }

    /// Whether this value of the question's field was chosen.
    fn is_given(&self, question: &Question, value: &str) -> bool {
        match self.answers.get(&question.id) {
            Some(Given::Mark(mark)) => mark.to_string() == value,
            Some(Given::YesNo(yes)) => (if *yes { "yes" } else { "no" }) == value,
            Some(Given::Chosen { options, .. }) => options.iter().any(|option| option.0.to_string() == value),
            Some(Given::Text(_)) | None => false,
        }
    }

    fn other(&self, question: &Question) -> &str {
        match self.answers.get(&question.id) {
            Some(Given::Chosen { other: Some(other), .. }) => other,
            _ => "",
        }
    }

    fn wrong(&self, question: &Question) -> Option<String> {
        use crate::desk::FieldProblem::{Required, TooLong};
        let field = format!("answers.{}", question.id.0);
        let problem = self.errors.iter().find(|error| error.field == field)?.problem;
        Some(match problem {
            Required => say(self.language, "form-required"),
            TooLong { max } => messages::text(self.language, "form-too-long", &[("max", Value::Count(max as u64))]),
            _ => say(self.language, "form-not-possible"),
        })
    }
}

fn radio(name: &str, value: &str, checked: bool, text: &str) -> Markup {
    html! {
        label { input type="radio" name=(name) value=(value) checked[checked]; span { (text) } }
    }
}
