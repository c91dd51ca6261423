//! What people wrote, made safe to show: Markdown in, clean HTML out.
//!
//! Two walls stand one behind the other. The first lets no HTML of the writer through at all: it is shown as the
//! text that it is, so that `<servidor>` in a sentence survives. The second cleans what came out by a short list of
//! elements, so that a fault in the first opens nothing.

mod rendered;

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How many quotations and lists may stand in each other; what lies deeper is shown at this depth.
const DEEPEST: usize = 12;

/// The elements that a text may be made of.
const ELEMENTS: [&str; 23] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener nofollow"));
    cleaner
});

/// `text` as HTML that may stand in any page. Line ends stay line ends, addresses of the web become links, pictures
/// become links to them: nothing is loaded from elsewhere.
pub fn to_html(text: &str) -> String {
    rendered::once(text, render)
}

/// A text that is no Markdown, such as that of a mail, in the same way: its lines stay as they are.
pub fn plain_to_html(text: &str) -> String {
    let mut events = Vec::new();
    for paragraph in text.split("\n\n").map(|paragraph| paragraph.trim_matches('\n')).filter(|it| !it.is_empty()) {
        events.push(Event::Start(Tag::Paragraph));
        for (n, line) in paragraph.lines().enumerate() {
            if n > 0 {
                events.push(Event::HardBreak);
            }
            events.push(Event::Text(line.to_owned().into()));
        }
        events.push(Event::End(TagEnd::Paragraph));
    }
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut out, Tamed::new(events.into_iter()));
    CLEANER.clean(&out).to_string()
}

fn render(text: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut out, Tamed::new(Parser::new_ext(text, options)));
    CLEANER.clean(&out).to_string()
}

/// The events of a parser without the writer's HTML, pictures and boundless nesting, and with links where addresses
/// stand.
struct Tamed<'a, I> {
    events: I,
    /// What came of one event and was not asked for yet, last first.
    waiting: Vec<Event<'a>>,
    /// Open quotations and lists, the hidden ones included.
    depth: usize,
    /// Open links, and open blocks of code.
    literal: usize,
}

impl<'a, I: Iterator<Item = Event<'a>>> Tamed<'a, I> {
    fn new(events: I) -> Self {
        Self { events, waiting: Vec::new(), depth: 0, literal: 0 }
    }

    /// A text, cut into words and links.
    fn with_links(&mut self, text: CowStr<'a>) {
        if self.literal > 0 || !text.contains("://") {
            self.waiting.push(Event::Text(text));
            return;
        }
        for (piece, is_link) in links(&text).into_iter().rev() {
            let words = Event::Text(piece.to_owned().into());
            if is_link {
                let link = Tag::Link {
                    link_type: LinkType::Autolink,
                    dest_url: piece.to_owned().into(),
                    title: "".into(),
                    id: "".into(),
                };
                self.waiting.extend([Event::End(TagEnd::Link), words, Event::Start(link)]);
            } else {
                self.waiting.push(words);
            }
        }
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Tamed<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.waiting.pop() {
                return Some(event);
            }
            match self.events.next()? {
                Event::Html(html) | Event::InlineHtml(html) => return Some(Event::Text(html)),
                Event::Start(Tag::HtmlBlock) => return Some(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => return Some(Event::End(TagEnd::Paragraph)),
                Event::SoftBreak => return Some(Event::HardBreak),
                Event::Text(text) => self.with_links(text),
                Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                    self.literal += 1;
                    return Some(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
                Event::End(TagEnd::Image) => {
                    self.literal = self.literal.saturating_sub(1);
                    return Some(Event::End(TagEnd::Link));
                }
                event @ Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)) => {
                    self.literal += 1;
                    return Some(event);
                }
                event @ Event::End(TagEnd::Link | TagEnd::CodeBlock) => {
                    self.literal = self.literal.saturating_sub(1);
                    return Some(event);
                }
                event @ Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => {
                    self.depth += 1;
                    if self.depth <= DEEPEST {
                        return Some(event);
                    }
                }
                event @ Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth < DEEPEST {
                        return Some(event);
                    }
                }
                event => return Some(event),
            }
        }
    }
}

/// `text` in pieces; true: an address of the web, without the full stop or bracket that a sentence puts behind it.
fn links(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| c.is_whitespace() || "<>\"'`".contains(c)).unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '*', '_', '…']);
        if !before.is_empty() {
            pieces.push((before, false));
        }
        // "https://" alone is no address.
        let is_link = address.len() > address.find("://").map_or(0, |at| at + "://".len());
        pieces.push((&from[..address.len().max(1)], is_link));
        rest = &from[address.len().max(1)..];
    }
    if !rest.is_empty() {
        pieces.push((rest, false));
    }
    pieces
}

/// Where the next `http://` or `https://` begins.
fn next_address(text: &str) -> Option<usize> {
    ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()
}

#[cfg(test)]
mod tests {
    use super::to_html;
    use std::time::{Duration, Instant};

    #[test]
    fn the_words_of_a_reply_become_paragraphs_lists_and_lines() {
        assert_eq!(to_html("Hola\nAna"), "<p>Hola<br>\nAna</p>\n");
        assert_eq!(to_html("- uno\n- **dos**"), "<ul>\n<li>uno</li>\n<li><strong>dos</strong></li>\n</ul>\n");
        assert!(to_html("1 < 2 & 3 > 2").contains("1 &lt; 2 &amp; 3 &gt; 2"));
        assert!(to_html("| a | b |\n|---|---|\n| 1 | 2 |").contains("<td>1</td>"));
    }

    #[test]
    fn what_looks_like_html_is_shown_as_it_was_typed() {
        assert!(to_html("El <servidor> no responde").contains("&lt;servidor&gt;"));
        assert!(to_html("<b>hola</b>").contains("&lt;b&gt;hola&lt;/b&gt;"));
    }

    #[test]
    fn addresses_become_links_that_tell_nobody_where_one_comes_from() {
        let html = to_html("Ver https://intranet.example/guia?a=1&b=2. Gracias");
        assert!(
            html.contains(
                r#"<a href="https://intranet.example/guia?a=1&amp;b=2" rel="noopener nofollow">https://intranet.example/guia?a=1&amp;b=2</a>. Gracias"#
            ),
            "{html}"
        );
        assert!(to_html("[guía](https://intranet.example)").contains(r#"rel="noopener nofollow""#));
        assert_eq!(to_html("https:// y http://"), "<p>https:// y http://</p>\n");
        assert_eq!(to_html("`https://a.example`"), "<p><code>https://a.example</code></p>\n");
    }

    #[test]
    fn nothing_hostile_gets_through() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:x)",
            "<javascript:alert(1)>",
            "![x](https://evil.example/pixel.gif)",
            "![x](\"onerror=\"alert(1))",
            "<style>*{display:none}</style>",
            "<iframe src=//evil.example></iframe>",
            "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
            "<!--<img src=--><img src=x onerror=alert(1)>-->",
            "<details open ontoggle=alert(1)>",
            "<form action=//evil.example><input></form>",
            "```\n</code></pre><script>alert(1)</script>\n```",
            "[x]: javascript:alert(1)\n\n[x]",
            "https://a.example/\"onmouseover=\"alert(1)",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        ];
        for text in hostile {
            let html = to_html(text);
            let tags: Vec<&str> = html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or(tag)).collect();
            for tag in tags {
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                assert!(super::ELEMENTS.contains(&name), "{text:?} left <{tag}> in {html:?}");
                let tag = tag.to_ascii_lowercase();
                for bad in ["javascript:", "vbscript:", "data:", " src=", " style=", " onerror", " onload", " onmouse"]
                {
                    assert!(!tag.contains(bad), "{text:?} left <{tag}> in {html:?}");
                }
            }
        }
    }

    #[test]
    fn pictures_are_links_so_that_nothing_is_loaded_from_elsewhere() {
        let html = to_html("![plano](https://a.example/plano.png)");
        assert!(!html.contains("<img"), "{html}");
        assert!(html.contains(r#"<a href="https://a.example/plano.png" rel="noopener nofollow">plano</a>"#), "{html}");
    }

    #[test]
    fn no_text_takes_long() {
        let shapes = [
            ">".repeat(50_000),
            "- ".repeat(25_000),
            "[".repeat(50_000),
            "*a ".repeat(16_000),
            "**_".repeat(16_000),
            "`".repeat(50_000),
            "<".repeat(50_000),
            "<a ".repeat(16_000),
            "![".repeat(25_000),
            "[a](".repeat(12_000),
            "|a".repeat(25_000),
            "https://".repeat(6_000),
            "a\n".repeat(25_000),
            format!("{}\n{}", "|a".repeat(200), "|-".repeat(200)) + &"\n|".repeat(20_000),
        ];
        for text in shapes {
            let begin = Instant::now();
            let html = to_html(&text);
            let took = begin.elapsed();
            assert!(took < Duration::from_secs(3), "{:?}… took {took:?}", &text[..12]);
            assert!(html.len() < text.len() * 40, "{:?}… became {} bytes", &text[..12], html.len());
        }
    }
}
