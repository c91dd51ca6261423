//! The face of a mail in HTML, made safe to show in a frame of its own: no script, no form, nothing that lies over the
//! page, and nothing that is loaded from elsewhere unless somebody asks for it.

use ammonia::Builder;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Deeper than anybody writes; what is deeper is not shown as it came.
const DEEPEST: usize = 500;

/// What a style may say: how something looks, never where it lies.
const STYLES: [&str; 42] = [
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-radius",
    "border-right",
    "border-spacing",
    "border-style",
    "border-top",
    "border-width",
    "color",
    "direction",
    "display",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-align",
    "text-decoration",
    "vertical-align",
    "width",
];

/// A face that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// The body of a page.
    pub html: String,
    /// Whether it would load pictures from elsewhere.
    pub wants_more: bool,
}

/// Makes a face safe. `pictures` has what it calls its own pictures and what they are, as `data:` addresses; pictures from
/// elsewhere stay only where `elsewhere` says so. `None`: it cannot be shown.
pub fn clean(html: &str, pictures: HashMap<String, String>, elsewhere: bool) -> Option<Face> {
    if depth(html) > DEEPEST {
        return None;
    }
    let wants_more = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&wants_more);
    let looks =
        ["align", "bgcolor", "border", "cellpadding", "cellspacing", "dir", "height", "style", "valign", "width"];
    let mut builder = Builder::default();
    builder
        .add_tags(["font", "center"])
        .generic_attributes(HashSet::from(looks))
        .add_tag_attributes("font", ["color", "face", "size"])
        .filter_style_properties(HashSet::from(STYLES))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "data"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .attribute_filter(move |element, attribute, value| {
            let address = value.trim();
            let lower = address.to_ascii_lowercase();
            let from_web = lower.starts_with("http://") || lower.starts_with("https://");
            match (element, attribute) {
                ("img", "src") if from_web => {
                    seen.store(true, Ordering::Relaxed);
                    elsewhere.then(|| address.to_owned().into())
                }
                ("img", "src") => {
                    let own = lower.strip_prefix("cid:").and(address.get("cid:".len()..));
                    own.and_then(|name| pictures.get(name)).map(|data| data.clone().into())
                }
                (_, "href") => {
                    let leads = from_web || lower.starts_with("mailto:") || lower.starts_with("tel:");
                    leads.then(|| value.into())
                }
                (_, "src" | "cite" | "background" | "longdesc") => None,
                _ => Some(value.into()),
            }
        });
    let html = builder.clean(html).to_string();
    Some(Face { html, wants_more: wants_more.load(Ordering::Relaxed) })
}

/// How deep its elements stand in each other, at the most: those that are never closed count too.
fn depth(html: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for part in html.split('<').skip(1) {
        if part.starts_with('/') {
            now = now.saturating_sub(1);
        } else if part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let head = part.split('>').next().unwrap_or_default();
            let name: String = head.chars().take_while(char::is_ascii_alphanumeric).collect();
            if !head.ends_with('/') && !EMPTY.contains(&name.to_ascii_lowercase().as_str()) {
                now += 1;
                most = most.max(now);
            }
        }
    }
    most
}

/// Elements that hold nothing, and those that people leave open.
const EMPTY: [&str; 16] =
    ["area", "br", "col", "hr", "img", "input", "li", "link", "meta", "o", "p", "td", "th", "tr", "wbr", "font"];

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::clean;
    use std::collections::HashMap;

    fn shown(html: &str) -> String {
        let own = HashMap::from([("foto@x".to_owned(), "data:image/png;base64,AA==".to_owned())]);
        clean(html, own, false).map(|face| face.html).unwrap_or_default()
    }

    #[test]
    fn nothing_runs_lies_over_the_page_or_loads() {
        for (html, gone) in [
            ("<script>alert(1)</script>Hola", "script"),
            ("<p onclick=\"alert(1)\">Hola</p>", "onclick"),
            ("<form action=\"https://x.cl\"><input name=clave>Hola</form>", "form"),
            ("<p style=\"position: fixed; top: 0; color: red\">Hola</p>", "position"),
            ("<a href=\"javascript:alert(1)\">Hola</a>", "javascript"),
            ("<a href=\"data:text/html,x\">Hola</a>", "data:"),
            ("<img src=\"https://x.cl/pixel.gif\">Hola", "pixel"),
            ("<img src=\"data:image/svg+xml,x\">Hola", "svg"),
            ("<style>p { color: red }</style>Hola", "color"),
            ("<iframe src=\"https://x.cl\"></iframe>Hola", "iframe"),
            ("<body background=\"https://x.cl/a.gif\">Hola", "a.gif"),
            ("<svg><a xlink:href=\"javascript:x\">x</a></svg>Hola", "xlink"),
        ] {
            let shown = shown(html);
            assert!(shown.contains("Hola") && !shown.contains(gone), "{html} became {shown}");
        }
    }

    #[test]
    fn its_own_pictures_and_its_looks_stay() {
        let html = "<p style=\"color: red\">Hola <img src=\"cid:foto@x\" alt=\"pantalla\"></p>";
        assert!(shown(html).contains("data:image/png;base64,AA=="), "{}", shown(html));
        assert!(shown(html).contains("color:red") || shown(html).contains("color: red"));
        let face = clean("<img src=\"https://x.cl/a.png\">", HashMap::new(), true).unwrap();
        assert!(face.wants_more && face.html.contains("https://x.cl/a.png"));
    }

    #[test]
    fn what_is_nested_without_end_is_not_shown() {
        assert_eq!(clean(&"<table><tr><td>".repeat(100_000), HashMap::new(), false), None);
        assert_eq!(clean(&"<div>".repeat(200_000), HashMap::new(), false), None);
        assert!(clean(&"<p>x".repeat(10_000), HashMap::new(), false).is_some());
    }
}
