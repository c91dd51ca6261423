//! What people type: cleaned and bounded before it is kept.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The longest subject, in characters.
pub const SUBJECT_MAX: usize = 200;
/// The longest name of a person, group, unit or category, in characters.
pub const NAME_MAX: usize = 120;
/// The longest text (description, message, note, solution, reason), in characters.
pub const TEXT_MAX: usize = 50_000;
/// The longest name of a file, in bytes: what the usual file systems hold, less some room for "(2)".
pub const FILE_NAME_MAX: usize = 200;
/// The longest ending of a file's name that is kept when the name is cut, in bytes.
const EXTENSION_MAX: usize = 16;
/// The longest e-mail address, in characters (RFC 5321, section 4.5.3.1.3, less its angle brackets).
pub const EMAIL_MAX: usize = 254;

/// A text of one line: control, bidirectional and zero-width characters dropped, white space folded to single
/// spaces, composed (NFC). So nothing that reaches a mail header or a list can break out of it or hide in it.
pub fn clean_line(typed: &str) -> String {
    let mut line = String::with_capacity(typed.len());
    let mut add = |c: char| {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !c.is_control() && !is_invisible(c) {
            line.push(c);
        }
    };
    // Nearly everything that people type is composed already, which is sooner seen than done.
    if is_nfc_quick(typed.chars()) == IsNormalized::Yes {
        typed.chars().for_each(&mut add);
    } else {
        typed.nfc().for_each(&mut add);
    }
    line.truncate(line.trim_end().len());
    line
}

/// A text of several lines: line ends as `\n`, control and bidirectional characters dropped, blank edges trimmed,
/// composed (NFC). Joiners stay: some scripts and signs need them inside words.
pub fn clean_text(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .nfc()
        .filter(|c| matches!(c, '\n' | '\t' | '\u{200c}' | '\u{200d}') || (!c.is_control() && !is_invisible(*c)))
        .collect();
    kept.trim_start_matches('\n').trim_end().to_owned()
}

/// The name of a file as any system can keep it: the last part of a path, without what cannot be seen or has a meaning
/// to some system, no device of Windows, cut so that its ending stays. Never empty.
pub fn file_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).map(clean_line).find(|part| !part.trim_matches(['.', ' ']).is_empty());
    let safe = last.unwrap_or_default().replace([':', '*', '?', '"', '<', '>', '|'], "_");
    // Windows drops dots and spaces at the end, and hides what begins with a dot from nobody; others hide it.
    let safe = safe.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    let name = match safe.rsplit_once('.') {
        Some((stem, extension)) if !extension.is_empty() && extension.len() <= EXTENSION_MAX => {
            let stem = cut(stem, FILE_NAME_MAX - extension.len() - 1).trim_end();
            format!("{stem}.{extension}")
        }
        _ => cut(safe, FILE_NAME_MAX).trim_end().to_owned(),
    };
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() {
        "_".to_owned()
    } else if is_device(stem) {
        format!("_{name}")
    } else {
        name
    }
}

/// The beginning of a text, of at most so many bytes.
fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// Whether Windows takes this name for a device, whatever ending follows.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered = |port: &str| {
        stem.strip_prefix(port).is_some_and(|n| matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

/// As people compare words: lower case, without accents, single spaces.
pub fn fold(text: &str) -> String {
    let line = clean_line(text);
    let mut folded = String::with_capacity(line.len());
    for c in line.chars() {
        // Each character by itself: the order of the marks, which are dropped, does not matter.
        decompose_canonical(c, |part| folded.extend(part.to_lowercase().filter(|_| !is_combining_mark(part))));
    }
    folded
}

/// A skill as it is kept: what people type in capitals is the same skill.
pub fn skill(typed: &str) -> String {
    clean_line(typed).to_lowercase()
}

/// An e-mail address in lower case, or `None` when it is none: one `@`, a local part of the usual signs, a domain of
/// at least two labels. Addresses outside ASCII are refused: few servers take them yet.
pub fn email(typed: &str) -> Option<String> {
    let address = typed.trim().to_ascii_lowercase();
    let (local, domain) = address.split_once('@')?;
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-.".contains(&b));
    let domain_ok = domain.contains('.') && is_host_name(domain);
    (local_ok && domain_ok && address.len() <= EMAIL_MAX).then_some(address)
}

/// Whether `name` is a host name: labels of letters, digits and inner hyphens (RFC 1123, section 2.1).
pub fn is_host_name(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}

/// Characters that are not seen, or that turn the order of others around.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        assert_eq!(clean_line("  Ana\u{202e}\r\nBcc: x\u{200b}\t Rojas\0 "), "Ana Bcc: x Rojas");
        assert_eq!(clean_line("\u{feff}\u{2066}"), "");
    }

    #[test]
    fn texts_keep_their_lines() {
        assert_eq!(clean_text("\r\nuno\r\ndos\rtres\u{7}\n\n"), "uno\ndos\ntres");
    }

    #[test]
    fn names_of_files_keep_their_ending_and_lose_what_could_do_harm() {
        for (typed, kept) in [
            ("foto.png", "foto.png"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\ana\informe final.docx", "informe final.docx"),
            ("a\0b.txt", "ab.txt"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
            ("console.log", "console.log"),
            ("factura\u{202e}gpj.exe", "facturagpj.exe"),
            ("..", "_"),
            ("../", "_"),
            ("", "_"),
            (".htaccess", "htaccess"),
            ("a.txt. . ", "a.txt"),
            ("¿qué? <b>\r\nX: y.pdf", "¿qué_ _b_ X_ y.pdf"),
            ("An\u{303}o.pdf", "Año.pdf"),
        ] {
            assert_eq!(file_name(typed), *kept, "{typed:?}");
        }
        let long = file_name(&format!("{}.pdf", "ñ".repeat(300)));
        assert!(long.len() <= FILE_NAME_MAX && long.ends_with("ñ.pdf"), "{long}");
        let ending = file_name(&format!("a.{}", "x".repeat(300)));
        assert_eq!(ending.len(), FILE_NAME_MAX);
    }

    #[test]
    fn folding_forgets_case_and_accents() {
        assert_eq!(fold("María  JOSÉ Ñandú"), "maria jose nandu");
    }

    #[test]
    fn addresses() {
        assert_eq!(email(" Ana.Rojas@Canelos.Example "), Some("ana.rojas@canelos.example".to_owned()));
        for wrong in
            ["", "ana", "@x.cl", "ana@", "ana@mesa", "a..b@x.cl", "ana@x..cl", "a\nb@x.cl", "á@x.cl", "a@b@c.cl"]
        {
            assert_eq!(email(wrong), None, "{wrong:?}");
        }
    }
}
