//! Heads as old and careless programs write them, made such as the parser reads: in UTF-8, with words that are whole.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use std::borrow::Cow;

/// An encoded word is looked for within so many bytes. By the book it has 75.
const WORD_MAX: usize = 1_000;

/// The mail, or the part, with a head that can be read.
pub(super) fn with_a_legible_head(raw: &[u8]) -> Cow<'_, [u8]> {
    let lines = raw.split_inclusive(|byte| *byte == b'\n');
    let head: usize = lines.take_while(|line| !matches!(line, [b'\n'] | [b'\r', b'\n'])).map(<[u8]>::len).sum();
    let (head, body) = raw.split_at_checked(head).unwrap_or((raw, &[]));
    let legible = match std::str::from_utf8(head) {
        Ok(head) => Cow::Borrowed(head),
        // Each line for itself: not every program that wrote one is old.
        Err(_) => head.split_inclusive(|byte| *byte == b'\n').map(legible).collect(),
    };
    match (with_whole_words(&legible), legible) {
        (Some(head), _) | (None, Cow::Owned(head)) => followed_by(head, body),
        (None, Cow::Borrowed(_)) => Cow::Borrowed(raw),
    }
}

fn followed_by(head: String, body: &[u8]) -> Cow<'static, [u8]> {
    let mut whole = head.into_bytes();
    whole.extend_from_slice(body);
    Cow::Owned(whole)
}

/// What says nothing of its letters, or nothing that is known: UTF-8 if it can be, else what was usual before.
pub(super) fn legible(bytes: &[u8]) -> String {
    match (std::str::from_utf8(bytes), charset_decoder(b"windows-1252")) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), Some(decode)) => decode(bytes),
        (Err(_), None) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether what is said of letters can be believed. Many a program says US-ASCII of what is UTF-8.
pub(super) fn is_believable(charset: &str) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| charset.eq_ignore_ascii_case(name));
    is(&["utf-8", "utf8"]) || (!is(&["us-ascii", "ascii"]) && charset_decoder(charset.as_bytes()).is_some())
}

/// A head whose encoded words (RFC 2047) can be read one by one: programs cut them within a letter, or name letters that
/// nobody knows. `None`: it is such a head.
fn with_whole_words(head: &str) -> Option<String> {
    let (mut whole, mut rest, mut changed) = (String::new(), head, false);
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        whole.push_str(before);
        let Some(Word { charset, mut bytes, mut after }) = word(from) else {
            whole.push_str("=?");
            rest = from.strip_prefix("=?").unwrap_or_default();
            continue;
        };
        let mut several = false;
        // What is between words is not said.
        while let Some(next) = word(after.trim_start()).filter(|next| next.charset.eq_ignore_ascii_case(charset)) {
            bytes.extend(next.bytes);
            after = next.after;
            several = true;
        }
        if several || !is_believable(charset) {
            changed = true;
            let said = match charset_decoder(charset.as_bytes()).filter(|_| is_believable(charset)) {
                Some(decode) => decode(&bytes),
                None => legible(&bytes),
            };
            whole.push_str(&format!("=?utf-8?B?{}?=", STANDARD.encode(said)));
        } else {
            whole.push_str(from.get(..from.len() - after.len()).unwrap_or_default());
        }
        rest = after;
    }
    whole.push_str(rest);
    changed.then_some(whole)
}

struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    after: &'a str,
}

/// The encoded word that a text begins with.
fn word(text: &str) -> Option<Word<'_>> {
    let near = text.get(..text.floor_char_boundary(WORD_MAX))?;
    let mut parts = near.strip_prefix("=?")?.splitn(3, '?');
    let (charset, encoding, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (said, _) = rest.split_once("?=")?;
    let charset = charset.split('*').next().filter(|name| name.bytes().all(|byte| byte.is_ascii_graphic()))?;
    if charset.is_empty() || said.contains(['?', '\n']) {
        return None;
    }
    let bytes = match encoding {
        "q" | "Q" => quoted_printable_decode(said.replace('_', "=20").as_bytes())?,
        "b" | "B" => base64_decode(said.as_bytes())?,
        _ => return None,
    };
    let behind = near.len() - rest.len() + said.len() + "?=".len();
    Some(Word { charset, bytes, after: text.get(behind..)? })
}

#[cfg(test)]
mod tests {
    use super::{with_a_legible_head, with_whole_words};
    use mail_parser::MessageParser;
    use proptest::prelude::*;

    fn subject(written: &[u8]) -> String {
        let raw = [b"Subject: ", written, b"\r\nFrom: a@x.cl\r\n\r\nHola \xf1"].concat();
        let legible = with_a_legible_head(&raw);
        assert!(legible.ends_with(b"Hola \xf1"), "the body stays as it is");
        MessageParser::default()
            .parse(legible.as_ref())
            .and_then(|mail| mail.subject().map(str::to_owned))
            .unwrap_or_default()
    }

    #[test]
    fn words_are_read_however_they_were_cut() {
        for (written, said) in [
            (&b"=?utf-8?Q?Ca=C3=B1er=C3=ADa?= rota"[..], "Cañería rota"),
            (b"=?utf-8?Q?Ca=C3?= =?UTF-8?Q?=B1o_roto?=", "Caño roto"),
            (b"=?utf-8?B?Q2HD?=\r\n =?utf-8?B?sW8=?= roto", "Caño roto"),
            (b"=?utf-8?Q?Ca=C3?==?utf-8?Q?=B1o?=", "Caño"),
            (b"=?utf-8?B?Q2HDsQ==?= =?iso-8859-1?Q?er=EDa?=", "Cañería"),
            (b"=?unknown-8bit?Q?Ca=F1er=EDa?=", "Cañería"),
            (b"=?x-unknown?B?Q2HDsW8=?=", "Caño"),
            (b"=?us-ascii?Q?Ca=C3=B1o?=", "Caño"),
            (b"Ca\xf1o =?utf-8?Q?=C3=BAnico?=", "Caño único"),
            (b"=?utf-8?Q?nunca acaba", "=?utf-8?Q?nunca acaba"),
            (b"=?=?=?q?=? =?utf-8?X?a?=", "=?=?=?q?=? =?utf-8?X?a?="),
        ] {
            assert_eq!(subject(written), said, "{}", String::from_utf8_lossy(written));
        }
        assert_eq!(with_whole_words("Subject: =?utf-8?Q?=C3=B1?= y =?utf-8?Q?=C3=B1?=\r\n"), None);
    }

    proptest! {
        #[test]
        fn no_head_is_too_odd(head in "(=\\?|\\?=|\\?|utf-8|x|Q|B|=C3|=|_|ñ| |\r\n){0,60}") {
            with_whole_words(&head);
        }
    }
}
