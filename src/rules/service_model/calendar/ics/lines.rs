//! The lines of an iCalendar file (RFC 5545, section 3.1).

use super::IcsProblem;

/// A line as it is meant: folded lines put together, with the number of its first one.
pub(crate) struct Line {
    pub number: usize,
    bytes: Vec<u8>,
}

/// Name, parameters and value of a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Property<'a> {
    pub name: String,
    /// Names and values, as they are written; names in capitals.
    parameters: Vec<(String, &'a str)>,
    pub value: &'a str,
}

/// Puts folded lines together; empty ones are left out.
pub(crate) fn lines(file: &[u8]) -> impl Iterator<Item = Line> + '_ {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut physical = file.split(|byte| *byte == b'\n').enumerate().peekable();
    std::iter::from_fn(move || {
        loop {
            let (number, first) = physical.next()?;
            let mut bytes = without_end(first).to_vec();
            // A fold may lie within a character, so this comes before the text.
            while let Some((_, folded)) = physical.next_if(|(_, next)| matches!(next, [b' ' | b'\t', ..])) {
                bytes.extend_from_slice(&without_end(folded)[1..]);
            }
            if !bytes.is_empty() {
                return Some(Line { number: number + 1, bytes });
            }
        }
    })
}

fn without_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

impl Line {
    /// Reads `NAME;PARAMETER=value:value`.
    pub(crate) fn property(&self) -> Result<Property<'_>, IcsProblem> {
        let text = std::str::from_utf8(&self.bytes).map_err(|_| IcsProblem::NotUtf8)?;
        let end = text.find([';', ':']).filter(|end| *end > 0).ok_or(IcsProblem::Broken)?;
        let (name, mut rest) = text.split_at(end);
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(IcsProblem::Broken);
        }
        let mut parameters = Vec::new();
        while let Some(parameter) = rest.strip_prefix(';') {
            let (name, value) = parameter.split_once('=').ok_or(IcsProblem::Broken)?;
            let end = end_of_parameter(value).ok_or(IcsProblem::Broken)?;
            parameters.push((name.to_ascii_uppercase(), value[..end].trim_matches('"')));
            rest = &value[end..];
        }
        let value = rest.strip_prefix(':').ok_or(IcsProblem::Broken)?;
        Ok(Property { name: name.to_ascii_uppercase(), parameters, value })
    }
}

/// Where a parameter's value ends: at the next `;` or `:` that is not in quotes.
fn end_of_parameter(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.find(|c| {
        quoted ^= c == '"';
        !quoted && matches!(c, ';' | ':')
    })
}

impl Property<'_> {
    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The value as a text that people read.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut characters = self.value.chars();
        while let Some(c) = characters.next() {
            match c {
                '\\' => match characters.next() {
                    Some('n' | 'N') | None => text.push(' '),
                    Some(escaped) => text.push(escaped),
                },
                c => text.push(c),
            }
        }
        text
    }
}
