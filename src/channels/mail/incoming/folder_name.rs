//! The name of a folder as an IMAP server knows it (RFC 3501, section 5.1.3): letters beyond ASCII are written in a UTF-7 of
//! its own.

use base64::Engine;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

/// A name as people type it, or as the server calls it already.
pub(super) fn on_the_server(name: &str) -> String {
    if is_as_the_server_calls_it(name) {
        return name.to_owned();
    }
    let mut written = String::new();
    let mut beyond = String::new();
    for c in name.chars() {
        match c {
            ' '..='~' => {
                flush(&mut beyond, &mut written);
                written.push(c);
                if c == '&' {
                    written.push('-');
                }
            }
            c => beyond.push(c),
        }
    }
    flush(&mut beyond, &mut written);
    written
}

fn flush(beyond: &mut String, written: &mut String) {
    if beyond.is_empty() {
        return;
    }
    let units: Vec<u8> = beyond.encode_utf16().flat_map(u16::to_be_bytes).collect();
    written.push('&');
    written.push_str(&GeneralPurpose::new(&IMAP_MUTF7, NO_PAD).encode(units));
    written.push('-');
    beyond.clear();
}

/// Whether it is plain, with every `&` the beginning of something written so.
fn is_as_the_server_calls_it(name: &str) -> bool {
    let run = |behind: &str| {
        let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | ',')));
        end.is_some_and(|end| behind[end..].starts_with('-'))
    };
    name.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && name.split('&').skip(1).all(run)
}

#[cfg(test)]
mod tests {
    use super::on_the_server;

    #[test]
    fn letters_beyond_ascii_are_written_as_servers_do_and_what_is_so_already_stays() {
        for (typed, written) in [
            ("INBOX", "INBOX"),
            ("Atendidos/Ñuñoa", "Atendidos/&ANE-u&APE-oa"),
            ("台北", "&U,BTFw-"),
            ("Ya & no", "Ya &- no"),
            ("&U,BTFw-", "&U,BTFw-"),
            ("A &- B", "A &- B"),
            ("&", "&-"),
            ("😀", "&2D3eAA-"),
            ("", ""),
        ] {
            assert_eq!(on_the_server(typed), written, "{typed}");
        }
    }
}
