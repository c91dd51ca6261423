//! What pages for people outside the desk have in common: one column drawn by the server, a style, a language.

use super::outside::Worded;
use crate::messages::{self, Value, text};
use crate::words::{Language, Vocabulary};
use maud::{DOCTYPE, Markup, html};
use poem::http::{StatusCode, header};
use poem::{Request, Response};

/// The style of every page, without a survey's colour.
pub(super) const STYLE: &str = include_str!("style.css");

/// A message without gaps.
pub(super) fn say(language: Language, id: &str) -> String {
    text(language, id, &[])
}

/// A page with a head; `more_styles` beside the one that every page has.
pub(super) fn page(
    language: Language,
    title: &str,
    colour: Option<&str>,
    more_styles: &[&str],
    body: &Markup,
) -> String {
    let style = format!("/s/style.css?c={}", colour.unwrap_or_default().trim_start_matches('#'));
    let styles: Vec<&str> = [&*style].into_iter().chain(more_styles.iter().copied()).collect();
    whole(language, title, &styles, &html! { main { (body) } })
}

/// A page with a head and these styles.
pub(super) fn whole(language: Language, title: &str, styles: &[&str], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" href="/window.svg" type="image/svg+xml";
                @for style in styles { link rel="stylesheet" href=(style); }
            }
            body { (body) }
        }
    };
    page.into_string()
}

/// The switch of languages, of a page at this address, which may ask for something already.
pub(super) fn languages(offered: &[Language], language: Language, address: &str) -> Markup {
    html! {
        @if offered.len() > 1 {
            nav aria-label=(say(language, "form-languages")) {
                @for other in offered {
                    a href={ (address) @if address.contains('?') { "&l=" } @else { "?l=" } (other.as_str()) } lang=(other.as_str())
                        aria-current=[(*other == language).then_some("true")] { (messages::name_of(*other, *other)) }
                }
            }
        }
    }
}

/// A page that says something and asks nothing.
pub(super) fn words(language: Language, title: &str, text: &str) -> String {
    page(language, title, None, &[], &html! { h1 { (title) } p { (text) } })
}

/// What stands where the face of a mail would, when it cannot be shown.
pub(super) fn instead_of_a_face(language: Language) -> String {
    format!("<p>{}</p>", say(language, "portal-face-none"))
}

/// What is said above the face of a mail with more pictures than are shown in it.
pub(super) fn pictures_among_files(language: Language, count: u64) -> String {
    format!("<p><em>{}</em></p>", text(language, "portal-face-pictures", &[("count", Value::Count(count))]))
}

/// A page.
pub(super) fn html(status: StatusCode, page: String) -> Response {
    let mut response = Response::builder().status(status).content_type("text/html; charset=utf-8").body(page);
    response.set_data(Worded);
    response
}

/// To another address of ours, with a cookie.
pub(super) fn see(address: &str, cookies: &[String]) -> Response {
    let answer = Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, address);
    cookies.iter().fold(answer, |answer, cookie| answer.header(header::SET_COOKIE, cookie)).finish()
}

/// The first of our languages that the browser asks for.
pub(super) fn spoken(request: &Request) -> Option<Language> {
    let wanted = request.header(header::ACCEPT_LANGUAGE)?;
    wanted.split(',').find_map(|language| Language::parse(language.split(['-', ';']).next()?.trim()))
}
