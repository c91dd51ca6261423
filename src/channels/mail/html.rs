//! The HTML face of a mail: one column, legible without pictures and style block, in the dark, on a telephone.
//!
//! What people wrote is escaped, never interpreted: nothing in a mail can come from a requester but text.

use super::letter::{Letter, Marks};
use std::fmt::Write;

/// Programs that drop this block still show everything: each colour below is also inline.
const DARK: &str = "@media (prefers-color-scheme: dark) {\
 .b { background: #131614 !important; } .t { color: #e8ebe8 !important; } .d { color: #b9c0bb !important; }\
 .a { color: #63c7b1 !important; } .k { background: #63c7b1 !important; color: #06201a !important;\
 border-color: #63c7b1 !important; } .c { border-color: #63c7b1 !important; } .l { border-color: #2e3531 !important; }\
 .w { border-color: #63c7b1 !important; } }";

const SMALL: &str = "color:#474e4a;font-size:13px;line-height:20px";
const BODY: &str = "color:#1a1d1b;font-size:16px;line-height:24px";

/// The letter as an HTML document. Its only addresses are the letter's link.
pub(super) fn render(letter: &Letter) -> String {
    let mut page = String::with_capacity(4096);
    // Writing to a String cannot fail.
    let _ = write_page(&mut page, letter);
    page
}

fn write_page(page: &mut String, letter: &Letter) -> std::fmt::Result {
    let language = letter.language;
    write!(
        page,
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{}</title>\n<style>{DARK}</style>\n</head>\n\
         <body class=\"b\" style=\"margin:0;padding:0;background:#ffffff\">\n<div role=\"main\" lang=\"{language}\">\n\
         <table role=\"presentation\" class=\"b\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" \
         style=\"background:#ffffff\"><tr><td align=\"center\" style=\"padding:0 16px\">\n\
         <table role=\"presentation\" width=\"560\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;\
         max-width:560px;text-align:left;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;{BODY}\">\n",
        escape(&letter.subject)
    )?;
    if let Some(counter) = &letter.counter {
        // With the dashes by which an answer to it is told apart from what it quotes.
        let counter = format!("-- {} ------", escape(counter));
        writeln!(
            page,
            "<tr><td class=\"c d\" style=\"padding:16px 0 6px;border-bottom:2px solid #0c6657;{SMALL}\">{counter}</td></tr>"
        )?;
    }
    writeln!(page, "<tr><td class=\"t\" style=\"padding:24px 0 0;{BODY}\">")?;
    writeln!(
        page,
        "<p class=\"d\" style=\"margin:0;color:#474e4a;font-size:14px;line-height:20px\">{}</p>\n\
         <h1 class=\"t\" style=\"margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600;color:#1a1d1b\">{}</h1>",
        escape(&letter.desk),
        escape(&letter.heading)
    )?;
    for paragraph in letter.greeting.iter().chain(&letter.opening) {
        write_paragraph(page, paragraph, 16)?;
    }
    if let Some(words) = &letter.words {
        writeln!(page, "<div class=\"w\" style=\"margin:0 0 16px;padding:0 0 0 12px;border-left:2px solid #0c6657\">")?;
        let paragraphs = paragraphs(words);
        for (place, paragraph) in paragraphs.iter().enumerate() {
            write_paragraph(page, paragraph, if place + 1 < paragraphs.len() { 12 } else { 0 })?;
        }
        writeln!(page, "</div>")?;
    }
    writeln!(page, "</td></tr>")?;
    write_facts(page, &letter.facts)?;
    if let Some(marks) = &letter.marks {
        write_marks(page, marks)?;
    }
    if !letter.closing.is_empty() || letter.link.is_some() {
        writeln!(page, "<tr><td class=\"t\" style=\"padding:16px 0 0;{BODY}\">")?;
        for paragraph in &letter.closing {
            write_paragraph(page, paragraph, 20)?;
        }
        if let Some((label, address)) = &letter.link {
            writeln!(
                page,
                "<p style=\"margin:0 0 24px\"><a class=\"k\" href=\"{}\" style=\"display:inline-block;padding:10px 20px;\
                 background:#0c6657;border:1px solid #0c6657;border-radius:6px;color:#ffffff;font-weight:600;\
                 text-decoration:none\">{}</a></p>",
                escape(address),
                escape(label)
            )?;
        }
        writeln!(page, "</td></tr>")?;
    }
    let leave = letter.leave.as_ref().map(|(label, address)| {
        format!(" <a class=\"d\" href=\"{}\" style=\"color:#474e4a\">{}</a>", escape(address), escape(label))
    });
    writeln!(
        page,
        "<tr><td class=\"l d\" style=\"padding:12px 0 32px;border-top:1px solid #dcddd6;{SMALL}\">{}{}</td></tr>\n\
         </table>\n</td></tr></table>\n</div>\n</body>\n</html>",
        escape(&letter.footer),
        leave.unwrap_or_default()
    )
}

fn write_paragraph(page: &mut String, text: &str, below: u8) -> std::fmt::Result {
    writeln!(page, "<p class=\"t\" style=\"margin:0 0 {below}px;color:#1a1d1b\">{}</p>", with_breaks(text))
}

/// A row of marks, as wide as a telephone allows; what the ends mean stands below it.
fn write_marks(page: &mut String, marks: &Marks) -> std::fmt::Result {
    writeln!(page, "<tr><td class=\"t\" style=\"padding:8px 0 0;{BODY}\">")?;
    write_paragraph(page, &marks.question, 8)?;
    write!(page, "<p style=\"margin:0\">")?;
    for (mark, address) in &marks.marks {
        writeln!(
            page,
            "<a class=\"a c\" href=\"{}\" style=\"display:inline-block;min-width:20px;margin:0 4px 8px 0;padding:9px;\
             border:1px solid #0c6657;border-radius:6px;color:#0c6657;text-align:center;font-weight:600;\
             text-decoration:none\">{}</a>",
            escape(address),
            escape(mark)
        )?;
    }
    let [low, high] = &marks.ends;
    let first = marks.marks.first().map_or("", |(mark, _)| mark);
    let last = marks.marks.last().map_or("", |(mark, _)| mark);
    let ends = format!("{first} = {low}, {last} = {high}");
    writeln!(page, "</p>\n<p class=\"d\" style=\"margin:0;{SMALL}\">{}</p></td></tr>", escape(&ends))
}

fn write_facts(page: &mut String, facts: &[(String, String)]) -> std::fmt::Result {
    let Some(last) = facts.len().checked_sub(1) else { return Ok(()) };
    writeln!(
        page,
        "<tr><td>\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" \
         style=\"font-size:16px;line-height:24px\">"
    )?;
    for (place, (name, value)) in facts.iter().enumerate() {
        let bottom = if place == last { "border-bottom:1px solid #dcddd6;" } else { "" };
        let cell = format!("padding:8px 0;border-top:1px solid #dcddd6;{bottom}");
        writeln!(
            page,
            "<tr><td class=\"l d\" width=\"112\" valign=\"top\" style=\"{cell}color:#474e4a\">{}</td>\
             <td class=\"l t\" valign=\"top\" style=\"{cell}color:#1a1d1b\">{}</td></tr>",
            escape(name),
            with_breaks(value)
        )?;
    }
    writeln!(page, "</table>\n</td></tr>")
}

/// A text cut at its blank lines.
fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    lines.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect()
}

/// Escaped, with line ends shown.
fn with_breaks(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escape).collect();
    lines.join("<br>\n")
}

/// Text that may stand in HTML, also in an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
