//! The face of a mail in HTML, made safe to show in a frame of its own: no script, no form, nothing that lies over the
//! page, and nothing that is loaded from elsewhere unless somebody asks for it.

use ammonia::Builder;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// So many bytes the desk's own pictures may come to in a face, each counted as often as it is shown there.
const PICTURES_MAX: usize = 12 << 20;

/// So many elements a face may have. What is never closed is walked through again and again, and what closes it may stand where
/// nobody heeds it (in a comment, in a style): so this bounds what a face costs, whatever it looks like.
const ELEMENTS_MAX: usize = 20_000;

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

/// What a face calls pictures of its own, and perhaps more.
pub fn named_pictures(html: &str) -> HashSet<String> {
    let lower = html.to_ascii_lowercase();
    let named = lower.match_indices("cid:").filter_map(|(at, found)| html.get(at + found.len()..));
    let name = |rest: &str| {
        let end = rest.find(|letter: char| letter.is_whitespace() || "\"'<>()".contains(letter)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().replace("&amp;", "&")
    };
    named.map(name).collect()
}

/// Makes a face safe. `pictures` has what it calls its own pictures and what they are, as `data:` addresses; pictures from
/// elsewhere stay only where `elsewhere` says so. `None`: it cannot be shown.
pub fn clean(html: &str, pictures: HashMap<String, String>, elsewhere: bool) -> Option<Face> {
    let opens = |part: &&str| part.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if depth(html) > DEEPEST || html.split('<').skip(1).filter(opens).count() > ELEMENTS_MAX {
        return None;
    }
    let wants_more = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&wants_more);
    let spent = AtomicUsize::new(0);
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
                    let data = own.and_then(|name| pictures.get(name))?;
                    let fits = spent.fetch_add(data.len(), Ordering::Relaxed) + data.len() <= PICTURES_MAX;
                    fits.then(|| data.clone().into())
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

/// How deep its elements stand in each other, at the most: those that are never closed count too. As browsers do, it heeds no
/// slash at the end of what opens, and no end of what is not open.
fn depth(html: &str) -> usize {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut now, mut most) = (0_usize, 0);
    for part in html.split('<').skip(1) {
        let (ends, head) = part.strip_prefix('/').map_or((false, part), |head| (true, head));
        let name = head.chars().take_while(char::is_ascii_alphanumeric);
        let name: String = name.map(|letter| letter.to_ascii_lowercase()).collect();
        if name.is_empty() || EMPTY.contains(&name.as_str()) {
            continue;
        }
        let of_it = open.entry(name).or_default();
        if !ends {
            *of_it += 1;
            now += 1;
            most = most.max(now);
        } else if *of_it > 0 {
            *of_it -= 1;
            now -= 1;
        }
    }
    most
}

/// Elements that hold nothing, and those that people leave open.
const EMPTY: [&str; 14] =
    ["area", "br", "col", "hr", "img", "input", "li", "link", "meta", "p", "td", "th", "tr", "wbr"];

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
    fn what_would_cost_too_much_is_not_shown() {
        for deep in ["<div/>", "<div></x>", "<div><//div>", "<font>", "<o>", "<DIV >", "<b><i></b>"] {
            assert_eq!(clean(&deep.repeat(600), HashMap::new(), false), None, "{deep}");
        }
        for hidden in ["<div><!--</div>-->", "<div title=\"</div>\">", "<div><style></div></style>"] {
            assert_eq!(clean(&hidden.repeat(21_000), HashMap::new(), false), None, "{hidden}");
        }
        let usual = "<div><p>Uno<p>Dos<br/><o:p></o:p></div>".repeat(2_000);
        assert!(clean(&usual, HashMap::new(), false).is_some());
        // One picture that is shown again and again is shown as often as there is room.
        let own = HashMap::from([("a".to_owned(), format!("data:image/png;base64,{}", "A".repeat(1 << 20)))]);
        let face = clean(&"<img src=\"cid:a\">".repeat(5_000), own, false).unwrap();
        assert!(face.html.len() < 13 << 20, "{}", face.html.len());
        assert_eq!(face.html.matches("src=").count(), 11);
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
