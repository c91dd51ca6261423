//! A mail as bytes, taken apart.

use super::head::{is_believable, legible, with_a_legible_head};
use super::winmail;
use crate::store::index::mail::{address_key, message_key};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, ContentType, Encoding, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use rules::mail::{
    Delivery, FILES_MAX, FOLLOWED_MAX, Letter, MailAddress, Marks, Meeting, Report, read_meeting, unflow,
};
use std::borrow::Cow;

/// A face in HTML that is longer is not shown; the mail as it came has it.
const HTML_MAX: usize = 1 << 20;
/// So much of a plain text is looked at: what a case can hold is far less.
const TEXT_MAX: usize = 1 << 20;
/// So many bytes of what cannot be understood are shown.
const SHOWN_OF_RAW: usize = 10_000;
/// So many recipients are looked at.
const RECIPIENTS_MAX: usize = 200;
/// The longest Message-ID that an answer names.
const NAMED_ID_MAX: usize = 250;
/// So many Message-IDs of its own a mail may have.
const OWN_IDS_MAX: usize = 4;

/// A mail that could be read.
pub(super) struct Read {
    pub(super) letter: Letter,
    pub(super) html: Option<String>,
    pub(super) files: Vec<File>,
    /// What its face calls a file, by its place.
    pub(super) pictures: Vec<(String, usize)>,
}

impl Read {
    /// A mail that cannot be understood: how it begins, and all of it as a file.
    pub(super) fn of_what_nobody_understands(raw: &[u8]) -> Self {
        let text = String::from_utf8_lossy(raw.get(..raw.len().min(SHOWN_OF_RAW)).unwrap_or_default()).into_owned();
        let files = vec![File { name: "mail.eml".to_owned(), bytes: raw.to_vec() }];
        Self { letter: Letter { text, ..Letter::default() }, html: None, files, pictures: Vec::new() }
    }
}

/// A file of a mail.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Takes a mail apart; `None`: it is none, or has nothing that could be understood.
pub(super) fn read(raw: &[u8]) -> Option<Read> {
    let raw = as_lines(raw);
    let raw = with_a_legible_head(&raw);
    let mut message = MessageParser::default().parse(raw.as_ref())?;
    if message.from().is_none() && message.subject().is_none() && message.message_id().is_none() {
        return None;
    }
    message.parts.iter_mut().for_each(|part| read_anew(&raw, part));
    let from = message.from().and_then(|from| addresses(from, 1).pop());
    let (text, cut_text) = text(&message);
    let marks = marks(&message, from.as_ref());
    let report = marks.report.then(|| report(&message, &text));
    let (html, cut_html) = html(&message).map_or((None, false), |(html, cut)| (Some(html), cut));
    // What a mail server sends along is what was sent, and what only programs read.
    let most = if report.is_some() { 0 } else { FILES_MAX };
    let letter = Letter {
        sender: from.as_ref().map(|from| address_key(&from.address)),
        reply_to: message.reply_to().map(|to| addresses(to, 1)).unwrap_or_default(),
        to: [message.to(), message.cc()].into_iter().flatten().flat_map(|to| addresses(to, RECIPIENTS_MAX)).collect(),
        subject: message.subject().unwrap_or_default().chars().take(1_000).collect(),
        message_id: own_ids(&message).into_iter().next().filter(|id| can_be_named(id)),
        known_as: own_ids(&message).iter().map(|id| message_key(id)).collect(),
        follows: follows(&message).iter().map(|id| message_key(id)).collect(),
        failed_checks: failed_checks(&message),
        encloses: message.parts.iter().find_map(enclosed),
        spam: is_taken_for_spam(&message),
        report,
        marks,
        text,
        from,
        left_out: 0,
        shortened: cut_text || cut_html,
        meeting: message.parts.iter().find_map(meeting),
        sealed: is_sealed(&message),
    };
    let Files { files, pictures, left_out } = Files::of(&raw, &mut message, most);
    Some(Read { letter: Letter { left_out, ..letter }, html, files, pictures })
}

/// A mail as the parser expects it: beginning with its head, and with lines that end as they should also where they ended
/// with bare carriage returns.
fn as_lines(raw: &[u8]) -> Cow<'_, [u8]> {
    let begin = raw.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or_default();
    let raw = raw.get(begin..).unwrap_or_default();
    if raw.contains(&b'\n') || !raw.contains(&b'\r') {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

/// Reads a text again whose letters are not what the parser takes them for.
fn read_anew(raw: &[u8], part: &mut MessagePart<'_>) {
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return };
    if text.is_ascii() || charset.is_some_and(is_believable) {
        return;
    }
    let body = raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(body.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(body),
        Encoding::Base64 => base64_decode(body),
    };
    let Some(text) = bytes.map(|bytes| legible(&bytes)) else { return };
    part.body = match &part.body {
        PartType::Text(_) => PartType::Text(text.into()),
        PartType::Html(_) => PartType::Html(text.into()),
        _ => return,
    };
}

fn addresses(of: &Address<'_>, most: usize) -> Vec<MailAddress> {
    let named = of.iter().filter_map(|one| {
        let address = one.address()?.trim().to_lowercase();
        address.contains('@').then(|| MailAddress { name: one.name().unwrap_or_default().to_owned(), address })
    });
    named.take(most).collect()
}

fn words(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn own_ids(message: &Message<'_>) -> Vec<String> {
    let ids = message.header_values("Message-ID").flat_map(words).filter(|id| !id.trim().is_empty());
    ids.take(OWN_IDS_MAX).collect()
}

/// Whether a Message-ID may stand in the head of an answer.
fn can_be_named(id: &str) -> bool {
    id.len() <= NAMED_ID_MAX && id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'))
}

/// The mails that it answers, the nearest first.
fn follows(message: &Message<'_>) -> Vec<String> {
    let mut ids = words(message.in_reply_to());
    ids.extend(words(message.references()).into_iter().rev());
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.truncate(FOLLOWED_MAX);
    ids
}

/// The first of that name: those who received the mail later wrote theirs above.
fn raw_header(message: &Message<'_>, name: &'static str) -> Option<String> {
    raw_headers(message, name).next()
}

fn raw_headers(message: &Message<'_>, name: &'static str) -> impl Iterator<Item = String> {
    let headers = message.headers_raw().filter(move |(of, _)| of.eq_ignore_ascii_case(name));
    headers.map(|(_, value)| value.trim().to_owned())
}

fn marks(message: &Message<'_>, from: Option<&MailAddress>) -> Marks {
    let marks = Marks::of(|name| raw_header(message, name), message.subject().unwrap_or_default());
    let root = message.root_part();
    let of_delivery = |kind: &ContentType<'_>| {
        kind.attribute("report-type").is_none_or(|of| of.eq_ignore_ascii_case("delivery-status"))
    };
    let reports = is_of(root, "multipart", &["report"]) && root.content_type().is_some_and(of_delivery);
    let from_server = from
        .is_some_and(|from| ["mailer-daemon@", "postmaster@"].iter().any(|server| from.address.starts_with(server)));
    Marks { report: reports || (from_server && marks.null_sender), ..marks }
}

/// What the receiving server, whose word stands first, thinks of the mail as SpamAssassin and its like write it.
fn is_taken_for_spam(message: &Message<'_>) -> bool {
    let says_yes = |name| {
        let said = raw_header(message, name).unwrap_or_default();
        said.split([',', ';', ' ']).next().is_some_and(|word| word.eq_ignore_ascii_case("yes"))
    };
    ["X-Spam-Flag", "X-Spam-Status", "X-Spam"].into_iter().any(says_yes)
}

/// Who wrote a mail that is a part of this one.
fn enclosed(part: &MessagePart<'_>) -> Option<MailAddress> {
    match &part.body {
        PartType::Message(inner) => inner.from().and_then(|from| addresses(from, 1).pop()),
        _ => None,
    }
}

/// What a mail server reports: by the part for programs, else by its words. The mail that it is about comes along whole, by
/// its head, or in the words.
fn report(message: &Message<'_>, text: &str) -> Report {
    let parts = || message.parts.iter();
    let words = |part: &MessagePart<'_>| String::from_utf8_lossy(part.contents()).into_owned();
    let status = parts().find(|part| is_of(part, "message", &["delivery-status"])).map(words);
    let subject = message.subject().unwrap_or_default();
    let delivery = status.map_or_else(|| Delivery::from_text(subject, text), |part| Delivery::from_status(&part));
    let whole = parts().filter_map(|part| match &part.body {
        PartType::Message(inner) => inner.message_id().map(str::to_owned),
        _ => None,
    });
    let heads =
        parts().filter(|part| is_of(part, "text", &["rfc822-headers"])).filter_map(|part| named_id(&words(part)));
    let about = whole.chain(heads).chain(named_id(text)).take(OWN_IDS_MAX).map(|id| message_key(&id)).collect();
    Report { about, delivery }
}

/// The Message-ID in a head that stands in a text.
fn named_id(text: &str) -> Option<String> {
    let head = |line: &str| line.trim_start().get(..11).is_some_and(|name| name.eq_ignore_ascii_case("message-id:"));
    // Long ones stand on the line below.
    let said: String = text.lines().skip_while(|line| !head(line)).take(2).collect();
    let (_, id) = said.split_once('<')?;
    id.split_once('>').map(|(id, _)| id.trim().to_owned())
}

/// Whether the content of a part is of this kind.
fn is_of(part: &MessagePart<'_>, kind: &str, subtypes: &[&str]) -> bool {
    let of = part.content_type();
    of.is_some_and(|of| {
        let subtype = of.subtype().unwrap_or_default();
        of.ctype().eq_ignore_ascii_case(kind) && subtypes.iter().any(|known| known.eq_ignore_ascii_case(subtype))
    })
}

fn meeting(part: &MessagePart<'_>) -> Option<Meeting> {
    is_of(part, "text", &["calendar"]).then(|| read_meeting(part.contents())).flatten()
}

/// Whether the mail is an envelope (RFC 1847, RFC 8551): encrypted, or with its text within the signature.
fn is_sealed(message: &Message<'_>) -> bool {
    let root = message.root_part();
    let armoured = |part: Cow<'_, str>| part.trim_start().starts_with("-----BEGIN PGP MESSAGE-----");
    is_of(root, "multipart", &["encrypted"])
        || is_of(root, "application", &["pkcs7-mime", "x-pkcs7-mime"])
        || message.body_text(0).is_some_and(armoured)
}

/// What the receiving server, whose word stands first, says of the sender's (RFC 8601): a check may have a header of its own,
/// and that of SPF another name (RFC 7208).
fn failed_checks(message: &Message<'_>) -> Vec<String> {
    let said: Vec<String> = raw_headers(message, "Authentication-Results").map(|said| said.to_lowercase()).collect();
    let server = |said: &str| said.split([';', ' ', '\t', '\r', '\n']).next().unwrap_or_default().to_owned();
    let first = said.first().map(|said| server(said));
    let theirs: Vec<&String> = said.iter().filter(|said| Some(server(said)) == first).collect();
    let says = |check: &str| {
        let parts = theirs.iter().flat_map(|said| said.split([';', ' ', '\t', '\r', '\n']));
        parts.filter_map(|part| part.strip_prefix(check)?.strip_prefix('=')).collect::<Vec<_>>()
    };
    let by_itself = raw_header(message, "Received-SPF").is_some_and(|said| server(&said.to_lowercase()) == "fail");
    let fails = |check: &&str| {
        let said = says(check);
        said.contains(&"fail") || (*check == "spf" && said.is_empty() && by_itself)
    };
    ["spf", "dkim", "dmarc"].iter().filter(|check| fails(check)).map(|check| (*check).to_owned()).collect()
}

/// The plain text: all of its parts, or what the HTML says; and whether that is only the beginning.
fn text(message: &Message<'_>) -> (String, bool) {
    let (mut all, mut cut) = (String::new(), false);
    for n in 0..message.text_body_count() {
        let Some(part) = message.body_text(n) else { continue };
        if !all.is_empty() {
            all.push_str("\n\n");
        }
        let beginning = beginning(&part, TEXT_MAX);
        cut |= beginning.len() < part.len();
        match message.text_part(n as u32).and_then(flows) {
            Some(del_sp) => all.push_str(&unflow(beginning, del_sp)),
            None => all.push_str(beginning),
        }
        if all.len() > TEXT_MAX {
            cut |= n + 1 < message.text_body_count();
            break;
        }
    }
    (all, cut)
}

/// The first so many bytes, in whole letters.
fn beginning(all: &str, most: usize) -> &str {
    all.get(..all.floor_char_boundary(most)).unwrap_or(all)
}

/// When the lines of a plain text flow: whether the spaces go by which they do (RFC 3676).
fn flows(part: &MessagePart<'_>) -> Option<bool> {
    let kind = part.content_type().filter(|_| is_of(part, "text", &["plain"]))?;
    let says = |what: &str, how: &str| kind.attribute(what).is_some_and(|said| said.eq_ignore_ascii_case(how));
    says("format", "flowed").then(|| says("delsp", "yes"))
}

/// The face in HTML, when it has one; and whether that is only the beginning.
fn html(message: &Message<'_>) -> Option<(String, bool)> {
    let mut parts = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    let first = parts.next()?;
    let all = parts.fold(Cow::Borrowed(first.as_ref()), |all, more| Cow::Owned(format!("{all}<hr>{more}")));
    let kept = beginning(&all, HTML_MAX);
    Some((kept.to_owned(), kept.len() < all.len()))
}

/// The first files of a mail, what its face calls them, and how many more there are.
#[derive(Default)]
struct Files {
    files: Vec<File>,
    pictures: Vec<(String, usize)>,
    left_out: usize,
}

impl Files {
    /// They leave the message, so that none is in memory twice.
    fn of(raw: &[u8], message: &mut Message<'_>, most: usize) -> Self {
        let mut all = Self::default();
        for id in std::mem::take(&mut message.attachments) {
            let Some(part) = message.parts.get_mut(id as usize) else { continue };
            if is_of(part, "application", &["ms-tnef", "vnd.ms-tnef"]) {
                let unpacked = winmail::unpack(part.contents());
                let any = !unpacked.is_empty();
                unpacked.into_iter().for_each(|file| all.add(most, || (file, None)));
                if any {
                    continue;
                }
            }
            let n = all.files.len() + 1;
            all.add(most, || {
                let name = name_of(raw, part, n);
                let called = part.content_id().map(|id| id.trim_matches(['<', '>', ' ']).to_owned());
                let bytes = match std::mem::take(&mut part.body) {
                    PartType::Message(inner) => inner.raw_message().to_vec(),
                    PartType::Text(text) | PartType::Html(text) => text.into_owned().into_bytes(),
                    PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.into_owned(),
                    PartType::Multipart(_) => Vec::new(),
                };
                (File { name, bytes }, called)
            });
        }
        all
    }

    /// Adds a file, and what the face calls it, while there are no more than `most`.
    fn add(&mut self, most: usize, file: impl FnOnce() -> (File, Option<String>)) {
        if self.files.len() >= most {
            self.left_out += 1;
            return;
        }
        let (file, called) = file();
        self.pictures.extend(called.map(|called| (called, self.files.len())));
        self.files.push(file);
    }
}

/// What a file is called; one without a name gets one that tells what it is.
fn name_of(raw: &[u8], part: &MessagePart<'_>, n: usize) -> String {
    if let Some(name) = part.attachment_name().filter(|name| !name.trim().is_empty()) {
        let head = raw.get(part.offset_header as usize..part.offset_body as usize).unwrap_or_default();
        return match name.contains(char::REPLACEMENT_CHARACTER) {
            true => named_in(&with_a_legible_head(head)).unwrap_or_else(|| name.to_owned()),
            false => name.to_owned(),
        };
    }
    if let PartType::Message(inner) = &part.body {
        return format!("{}.eml", inner.subject().filter(|subject| !subject.is_empty()).unwrap_or("mail"));
    }
    let kind = part.content_type();
    let ending = match (kind.map(|kind| kind.ctype()), kind.and_then(|kind| kind.subtype())) {
        (_, Some("jpeg")) => "jpg",
        (Some("text"), Some("plain")) => "txt",
        (Some("text"), Some("calendar")) => "ics",
        (_, Some(other)) if other.len() <= 5 && other.bytes().all(|byte| byte.is_ascii_alphanumeric()) => other,
        _ => "bin",
    };
    format!("{n}.{ending}")
}

/// The name that a part's head gives a file.
fn named_in(head: &[u8]) -> Option<String> {
    let part = MessageParser::default().parse_headers(head)?;
    part.root_part().attachment_name().map(str::to_owned)
}
