//! What is said on the line before a mail comes (RFC 5321, section 4.1).

/// How the two speak with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    /// SMTP in its first form.
    Smtp,
    /// SMTP with extensions.
    Esmtp,
    /// LMTP: each recipient has an answer of its own.
    Lmtp,
}

/// A command that makes sense by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Who calls.
    Hello(Protocol, String),
    /// From whom a mail comes, empty for what programs report, and how long it is, as the sender says.
    Mail(String, u64),
    /// For whom it is.
    Recipient(String),
    /// The mail itself follows.
    Data,
    /// All that was said of a mail is forgotten.
    Reset,
    /// Nothing.
    Nothing,
    /// The sender leaves.
    Quit,
}

/// Understands a line, without its end; else what is answered.
pub(super) fn understand(line: &[u8]) -> Result<Command, &'static str> {
    let line = std::str::from_utf8(line).ok().filter(|line| !line.chars().any(char::is_control));
    let line = line.ok_or("500 5.5.2 that is no line of text")?.trim_end();
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim_start();
    let alone = |command| if rest.is_empty() { Ok(command) } else { Err("501 5.5.4 nothing goes with this command") };
    match verb.to_ascii_uppercase().as_str() {
        "HELO" => hello(Protocol::Smtp, rest),
        "EHLO" => hello(Protocol::Esmtp, rest),
        "LHLO" => hello(Protocol::Lmtp, rest),
        "MAIL" => mail(rest),
        "RCPT" => match path(rest, "TO:") {
            Some((to, "")) if !to.is_empty() => Ok(Command::Recipient(to)),
            Some((_, more)) if !more.is_empty() => Err("555 5.5.4 this parameter is not known here"),
            _ => Err("501 5.1.3 write RCPT TO:<address>"),
        },
        "DATA" => alone(Command::Data),
        "RSET" => alone(Command::Reset),
        "NOOP" => Ok(Command::Nothing),
        "QUIT" => alone(Command::Quit),
        "VRFY" | "EXPN" | "HELP" | "STARTTLS" | "AUTH" | "BDAT" => Err("502 5.5.1 not offered here"),
        _ => Err("500 5.5.1 no such command"),
    }
}

fn hello(protocol: Protocol, name: &str) -> Result<Command, &'static str> {
    let fits = (1..=255).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(Command::Hello(protocol, name.to_owned())) } else { Err("501 5.5.4 say who calls") }
}

fn mail(rest: &str) -> Result<Command, &'static str> {
    let (from, more) = path(rest, "FROM:").ok_or("501 5.1.7 write MAIL FROM:<address>")?;
    let mut size = 0;
    for parameter in more.split_whitespace() {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match (name.to_ascii_uppercase().as_str(), value.to_ascii_uppercase().as_str()) {
            ("SIZE", bytes) => size = bytes.parse().map_err(|_| "501 5.5.4 a size is a number")?,
            ("BODY", "7BIT" | "8BITMIME") | ("SMTPUTF8", "") => {}
            _ => return Err("555 5.5.4 this parameter is not known here"),
        }
    }
    Ok(Command::Mail(from, size))
}

/// The address between angle brackets behind a word, without the route that old servers wrote before it; and what follows.
fn path<'a>(rest: &'a str, word: &str) -> Option<(String, &'a str)> {
    let (said, rest) = rest.split_at_checked(word.len())?;
    let inner = rest.trim_start().strip_prefix('<').filter(|_| said.eq_ignore_ascii_case(word))?;
    let (mut quoted, mut escaped) = (false, false);
    let end = inner.find(|c| {
        let plain = !std::mem::take(&mut escaped);
        match c {
            '\\' if plain && quoted => escaped = true,
            '"' if plain => quoted = !quoted,
            _ => {}
        }
        c == '>' && !quoted
    })?;
    let (address, more) = inner.split_at_checked(end)?;
    let more = more.strip_prefix('>')?;
    let apart = more.is_empty() || more.starts_with(' ');
    let address = if address.starts_with('@') { address.split_once(':')?.1 } else { address };
    apart.then(|| (address.to_owned(), more.trim()))
}

#[cfg(test)]
mod tests {
    use super::{Command, Protocol, understand};

    #[test]
    fn what_senders_say_is_understood() {
        let hello = Command::Hello(Protocol::Lmtp, "mx.canelos.example".to_owned());
        assert_eq!(understand(b"lhlo mx.canelos.example"), Ok(hello));
        let mail = |from: &str, size| Ok(Command::Mail(from.to_owned(), size));
        assert_eq!(understand(b"MAIL FROM:<> SIZE=12 BODY=8BITMIME SMTPUTF8"), mail("", 12));
        assert_eq!(understand(b"mail from: <@a.example,@b.example:ana@c.example>"), mail("ana@c.example", 0));
        assert_eq!(understand(b"MAIL FROM:<\"a> \\\"b\"@c.example>"), mail("\"a> \\\"b\"@c.example", 0));
        assert_eq!(understand(b"RCPT TO:<mesa@m.example>"), Ok(Command::Recipient("mesa@m.example".to_owned())));
        assert_eq!(understand(b"NOOP whatever"), Ok(Command::Nothing));
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_reason() {
        for (said, code) in [
            (&b"MAIL FROM:ana@c.example"[..], "501"),
            (b"MAIL FROM:<ana@c.example", "501"),
            (b"MAIL FROM:<a@c.example>SIZE=1", "501"),
            (b"MAIL FROM:<a@c.example> SIZE=x", "501"),
            (b"MAIL FROM:<a@c.example> RET=FULL", "555"),
            (b"RCPT TO:<>", "501"),
            (b"RCPT TO:<a@c.example> NOTIFY=NEVER", "555"),
            (b"MAIL", "501"),
            (b"DATA now", "501"),
            (b"HELO", "501"),
            (b"VRFY ana", "502"),
            (b"GET / HTTP/1.1", "500"),
            (b"NOOP \xff", "500"),
            (b"NOOP \x00", "500"),
            (b"MAIL FROM:<a@c.example>\nRCPT TO:<b@c.example>", "500"),
            (b"", "500"),
        ] {
            let answer = understand(said);
            assert!(answer.as_ref().is_err_and(|answer| answer.starts_with(code)), "{said:?}: {answer:?}");
        }
    }
}
