//! What a mail server reports of a mail: that it could not be delivered, or not yet (RFC 3464), and what servers write that
//! do not keep to it.

use super::MailKey;
use crate::desk::text::{clean_line, email};

/// The longest of a server's words that is kept.
const WORDS_MAX: usize = 500;

/// What a mail server reports of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The mail that it is about: under what its Message-ID is found.
    pub about: Vec<MailKey>,
    /// What became of it.
    pub delivery: Delivery,
}

/// What became of a mail on its way to one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The address that it did not reach, in lower case.
    pub address: Option<String>,
    /// Why, in the server's words; may be empty.
    pub words: String,
    /// Whether the server has given up; else it goes on trying, or the mail arrived.
    pub given_up: bool,
}

impl Delivery {
    /// What the machine-readable part of a report says (RFC 3464, section 2): of the first recipient that was given up, else of
    /// the first one.
    pub fn from_status(part: &str) -> Self {
        let part = part.replace("\r\n", "\n");
        let mut recipients =
            part.split("\n\n").map(fields).filter(|group| find(group, "final-recipient").is_some()).map(|group| {
                let status = find(&group, "status").unwrap_or_default();
                let action = find(&group, "action").unwrap_or_default();
                let address = find(&group, "original-recipient").or(find(&group, "final-recipient"));
                let words = find(&group, "diagnostic-code").map_or(status, |code| after_type(code));
                Self {
                    address: address.and_then(|address| email(after_type(address).trim_matches(['<', '>']))),
                    words: cut(words),
                    given_up: action.eq_ignore_ascii_case("failed") || (action.is_empty() && status.starts_with('5')),
                }
            });
        let first = recipients.next().unwrap_or_default();
        if first.given_up { first } else { recipients.find(|other| other.given_up).unwrap_or(first) }
    }

    /// What a report says that has no such part: servers write what happened in the line that has a status code. One of
    /// the fours, or a word of delay in the subject, says that they go on trying.
    pub fn from_text(subject: &str, text: &str) -> Self {
        let line = text.lines().find(|line| status_class(line).is_some());
        let subject = subject.to_lowercase();
        let delayed = ["delay", "demora", "retras", "atras"].iter().any(|word| subject.contains(word));
        Self {
            address: None,
            words: cut(line.unwrap_or_default()),
            given_up: !delayed && line.and_then(status_class) != Some('4'),
        }
    }
}

/// Names and values; a line that begins with a blank goes on with the one before.
fn fields(group: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in group.lines() {
        if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), found.last_mut()) {
            value.push(' ');
            value.push_str(line.trim());
        } else if let Some((name, value)) = line.split_once(':') {
            found.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    found
}

fn find<'a>(group: &'a [(String, String)], name: &str) -> Option<&'a str> {
    group.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// What stands behind `rfc822;` or `smtp;`.
fn after_type(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}

/// Whether a line has a status such as `550` or `5.1.1` among its words: its first digit.
fn status_class(line: &str) -> Option<char> {
    line.split([' ', '\t', '(', ')', '<', '>', '#', ':', ';', ',', '-']).find_map(|word| {
        let class = word.chars().next().filter(|first| matches!(first, '4' | '5'))?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let reply = word.len() == 3 && digits(word);
        let enhanced = word.split('.').count() == 3 && word.split('.').all(|part| part.len() <= 3 && digits(part));
        (reply || (enhanced && word.get(1..2) == Some("."))).then_some(class)
    })
}

fn cut(words: &str) -> String {
    clean_line(words).chars().take(WORDS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::Delivery;
    use proptest::prelude::*;

    fn said(address: Option<&str>, words: &str, given_up: bool) -> Delivery {
        Delivery { address: address.map(str::to_owned), words: words.to_owned(), given_up }
    }

    #[test]
    fn a_report_by_the_book_names_the_recipient_and_the_reason() {
        let part = "Reporting-MTA: dns; mx.canelos.example\r\nArrival-Date: Wed, 25 Nov 2026 09:00:00 -0300\r\n\r\n\
                    Final-Recipient: rfc822; Berta@Canelos.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
                    Diagnostic-Code: smtp; 550 5.1.1 <berta@canelos.example>:\r\n    no such user\r\n";
        let wanted = "550 5.1.1 <berta@canelos.example>: no such user";
        assert_eq!(Delivery::from_status(part), said(Some("berta@canelos.example"), wanted, true));

        // Postfix writes the address as the sender had it beside the one that it was led on to.
        let led_on = part.replace("Action", "Original-Recipient: rfc822;ventas@canelos.example\r\nAction");
        assert_eq!(Delivery::from_status(&led_on).address.as_deref(), Some("ventas@canelos.example"));
        // What is only late, or arrived, bounced not; of several the one that did is told.
        let late = part.replace("failed", "delayed").replace("5.1.1", "4.4.1");
        assert!(!Delivery::from_status(&late).given_up);
        let (_, one) = part.split_once("\r\n\r\n").unwrap_or_default();
        let two = format!("{}\r\n{}", late, one.replace("Berta", "Iris"));
        assert_eq!(Delivery::from_status(&two).address.as_deref(), Some("iris@canelos.example"));
        // Without an action its status tells.
        let bare = "Final-Recipient: rfc822; a@x.cl\nStatus: 5.7.1 (rejected)";
        assert_eq!(Delivery::from_status(bare), said(Some("a@x.cl"), "5.7.1 (rejected)", true));
        assert_eq!(Delivery::from_status("nothing: of\n\nthe sort"), Delivery::default());
    }

    #[test]
    fn a_report_in_words_alone_tells_by_its_status() {
        for (subject, text, words, given_up) in [
            (
                "failure notice",
                "Hi. This is the qmail-send program.\n<a@x.cl>:\n192.0.2.1 does not like recipient.\n\
                 Remote host said: 550 no mailbox here\nGiving up.",
                "Remote host said: 550 no mailbox here",
                true,
            ),
            ("Undeliverable", "#5.1.10 smtp;Recipient not found", "#5.1.10 smtp;Recipient not found", true),
            ("Warning", "451 4.7.1 Greylisted", "451 4.7.1 Greylisted", false),
            ("Delayed mail", "Will be tried again", "", false),
            ("Mail delivery failed", "The address does not exist. Ring 5550147.", "", true),
        ] {
            assert_eq!(Delivery::from_text(subject, text), said(None, words, given_up), "{subject}");
        }
    }

    proptest! {
        #[test]
        fn no_report_is_too_odd(part in "(Final-Recipient:|rfc822;|a@x.cl|\r\n|\n| |5.1.1|Action: failed|ñ|:){0,40}") {
            let found = Delivery::from_status(&part);
            prop_assert!(found.words.chars().count() <= super::WORDS_MAX);
            Delivery::from_text(&part, &part);
        }
    }
}
