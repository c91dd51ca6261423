//! Where a mail on the line ends (RFC 5321, sections 4.1.1.4 and 4.5.2).

/// What stood before the next octet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    /// The line begins here: after CR LF, and never after one of them alone, or a second mail could be hidden in a first.
    #[default]
    Start,
    /// A dot at the beginning of a line, which is not of the mail.
    Dot,
    /// The same, and CR.
    DotReturn,
    /// Anything.
    Middle,
    /// CR.
    Return,
}

/// Takes the dots away that were put before lines, and finds the end, however the mail is cut into pieces.
#[derive(Debug, Default)]
pub(super) struct Unstuffer {
    before: Before,
}

impl Unstuffer {
    /// Adds what is of the mail to `mail`; says how many octets were read, and whether the mail ends with them.
    pub(super) fn feed(&mut self, octets: &[u8], mail: &mut Vec<u8>) -> (usize, bool) {
        for (at, octet) in octets.iter().enumerate() {
            self.before = match (self.before, octet) {
                (Before::Start, b'.') => Before::Dot,
                (Before::Dot, b'\r') => Before::DotReturn,
                (Before::DotReturn, b'\n') => {
                    self.before = Before::Start;
                    return (at + 1, true);
                }
                (before, octet) => {
                    if before == Before::DotReturn {
                        mail.push(b'\r');
                    }
                    mail.push(*octet);
                    match (before, octet) {
                        (_, b'\r') => Before::Return,
                        (Before::Return | Before::DotReturn, b'\n') => Before::Start,
                        _ => Before::Middle,
                    }
                }
            };
        }
        (octets.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::Unstuffer;

    /// The mail, and what follows it; fed in pieces of `size`.
    fn read(octets: &[u8], size: usize) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut unstuffer, mut mail, mut at) = (Unstuffer::default(), Vec::new(), 0);
        for piece in octets.chunks(size) {
            let (read, ended) = unstuffer.feed(piece, &mut mail);
            at += read;
            if ended {
                return Some((mail, octets[at..].to_vec()));
            }
        }
        None
    }

    #[test]
    fn a_mail_ends_with_a_line_of_a_dot_and_with_nothing_else() {
        for size in 1..=9 {
            let whole = |octets: &[u8]| read(octets, size);
            let both = |mail: &[u8], rest: &[u8]| Some((mail.to_vec(), rest.to_vec()));
            assert_eq!(whole(b"a\r\n.\r\nQUIT\r\n"), both(b"a\r\n", b"QUIT\r\n"));
            assert_eq!(whole(b".\r\n"), both(b"", b""));
            assert_eq!(whole(b"..a\r\n...\r\n..\r\n.\r\n"), both(b".a\r\n..\r\n.\r\n", b""));
            assert_eq!(whole(b".a\r\n.\r.\r\n.\r\n"), both(b"a\r\n\r.\r\n", b""));
            for hidden in ["\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r.\r\n", "\r\n.\r\r\n", "\r\r.\r\n", "\0\n.\r\n"] {
                let octets = format!("a{hidden}MAIL FROM:<x@y.example>\r\n.\r\n");
                let (mail, rest) = whole(octets.as_bytes()).unwrap_or_default();
                assert!(mail.ends_with(b"MAIL FROM:<x@y.example>\r\n") && rest.is_empty(), "{hidden:?}: {mail:?}");
            }
        }
    }
}
