//! What of a mail is new, and what is quoted history or signature: that is kept, and folded where it is shown.

/// A text in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// What was written now.
    pub new: &'a str,
    /// Signature and history behind it; may be empty.
    pub rest: &'a str,
}

/// So many lines a line that leads into a quotation may be broken into.
const LEADS: usize = 3;

/// Divides a text. Where everything would be history, nothing is folded.
pub fn parts(text: &str) -> Parts<'_> {
    let cut = end_of_new(text);
    let (new, rest) = text.split_at(cut);
    if new.trim().is_empty() {
        return Parts { new: text, rest: "" };
    }
    Parts { new: new.trim_end(), rest: rest.trim_matches('\n') }
}

/// Where the history or the signature begins, in bytes.
fn end_of_new(text: &str) -> usize {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line.trim_end()));
        at += line.len();
    }
    for (n, (at, line)) in lines.iter().enumerate() {
        let after = || lines[n + 1..].iter().map(|(_, line)| *line);
        let begins = is_counter(line) || is_rule_above_history(line, after()) || is_signature(line);
        if begins || leads(line, after()) || is_head(line, after()) {
            return *at;
        }
        // A quotation to the end of the text is history; one in the middle is answered line by line.
        if line.starts_with('>') && lines[n..].iter().all(|(_, line)| line.is_empty() || line.starts_with('>')) {
            return *at;
        }
    }
    text.len()
}

/// The line that our mails ask to write above: `-- words ------`.
fn is_counter(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    line.starts_with("-- ") && line.ends_with("---") && line.len() > 8
}

/// RFC 3676, section 4.3: two dashes and a space, of which programs drop the space; and what telephones write.
fn is_signature(line: &str) -> bool {
    let lower = line.to_lowercase();
    let sent_from = [
        "enviado desde mi ",
        "enviado do meu ",
        "enviado de meu ",
        "sent from my ",
        "obtener outlook para ",
        "get outlook for ",
        "obter o outlook para ",
    ];
    line == "--" || line == "-- " || sent_from.iter().any(|words| lower.starts_with(words))
}

/// `-----Mensaje original-----`, or the long line of Outlook with a head below.
fn is_rule_above_history<'a>(line: &str, mut after: impl Iterator<Item = &'a str>) -> bool {
    let inner = line.trim_matches(['-', ' ', '_', '>', '*']);
    let dashes = line.len() >= inner.len() + 8 && line.trim_start_matches(['>', ' ']).starts_with("--");
    let lower = inner.to_lowercase();
    let history = [
        "mensaje original",
        "original message",
        "mensagem original",
        "mensaje reenviado",
        "forwarded message",
        "mensagem encaminhada",
        "mensagem reencaminhada",
    ];
    if dashes && history.contains(&lower.as_str()) {
        return true;
    }
    let ruled = inner.is_empty() && line.len() >= 10 && line.starts_with("__");
    let head = |line: &str| {
        let line = line.trim_start_matches(['*', ' ']).to_lowercase();
        ["de:", "from:"].iter().any(|word| line.starts_with(word))
    };
    ruled && after.find(|line| !line.is_empty()).is_some_and(head)
}

/// `De: Mesa <mesa@x.cl>` with the rest of such a head right below, as Outlook writes it without a rule above.
fn is_head<'a>(line: &str, after: impl Iterator<Item = &'a str>) -> bool {
    let below: Vec<&str> =
        after.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).take(5).collect();
    super::forwarded::begins_head(line) && below.iter().filter(|line| super::forwarded::is_of_head(line)).count() >= 2
}

/// `El lun, 3 nov 2025 a las 9:20, Mesa (<mesa@x.cl>) escribió:` and its like, also over several lines. What people write so
/// themselves names neither an address nor a time of day.
fn leads<'a>(line: &'a str, after: impl Iterator<Item = &'a str> + Clone) -> bool {
    let begins = ["El ", "On ", "Em ", "Le ", "Am "].iter().any(|word| line.starts_with(word));
    if !begins {
        return false;
    }
    let ends = |line: &str| ["escribió:", "wrote:", "escreveu:", "escribio:"].iter().any(|word| line.ends_with(word));
    let mut named = false;
    for line in std::iter::once(line).chain(after.take(LEADS - 1).take_while(|line| !line.is_empty())) {
        named |= line.contains('@') || has_time(line);
        if ends(line) {
            return named;
        }
    }
    false
}

/// Whether a time of day stands in a line: `9:20`, `09.20`, `9h20`.
fn has_time(line: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    line.as_bytes()
        .windows(4)
        .any(|at| digit(at[0]) && matches!(at[1], b':' | b'.' | b'h') && digit(at[2]) && digit(at[3]))
}

#[cfg(test)]
mod tests {
    use super::parts;
    use proptest::prelude::*;

    #[test]
    fn history_and_signatures_are_behind_what_is_new() {
        for (text, new) in [
            ("Gracias, ya funciona.", "Gracias, ya funciona."),
            ("Sí.\n\nEl lun, 3 nov 2025 a las 9:20, Mesa (<mesa@x.cl>) escribió:\n> Hola\n> ¿Funciona?", "Sí."),
            ("Sí.\n\nEl lun, 3 nov 2025 a las 9:20, Mesa de Ayuda Los Canelos\n(<mesa@x.cl>) escribió:\n> Hola", "Sí."),
            ("Yes.\n\nOn Mon, Nov 3, 2025 at 9:20 AM Desk <desk@x.cl> wrote:\n> Hi", "Yes."),
            ("Sim.\n\nEm seg., 3 de nov. de 2025 às 09:20, Mesa <mesa@x.cl> escreveu:\n> Oi", "Sim."),
            ("Listo\n\n-----Mensaje original-----\nDe: Mesa\nPara: Ana", "Listo"),
            ("Listo\n\n________________________________\nDe: Mesa <mesa@x.cl>\nEnviado: lunes", "Listo"),
            ("Gracias\n-- \nAna Rojas\nTesorería", "Gracias"),
            ("Gracias\n\nEnviado desde mi iPhone", "Gracias"),
            ("No anda\n\n-- Escriba su respuesta sobre esta línea ------------\n\nMesa", "No anda"),
            ("No anda\n> -- Escriba su respuesta sobre esta línea ------------\n> Mesa", "No anda"),
            ("> ¿Piso?\nTercero\n> ¿Anexo?\n2000", "> ¿Piso?\nTercero\n> ¿Anexo?\n2000"),
            ("> todo es cita\n> hasta el final", "> todo es cita\n> hasta el final"),
            ("El sistema no abre.\nSaludos", "El sistema no abre.\nSaludos"),
            ("Listo.\n\nDe: Mesa <mesa@x.cl>\nEnviado el: lunes\nPara: Ana\nAsunto: Hola\n\n¿Funciona?", "Listo."),
            ("Listo.\n\n*From:* Desk <desk@x.cl>\n*Sent:* Monday\n*To:* Ana\n\nDoes it work?", "Listo."),
            ("De: mi casa al trabajo.\nPara: nada.", "De: mi casa al trabajo.\nPara: nada."),
            ("Hola.\n\nEl jefe me escribió:\nque vengan ya", "Hola.\n\nEl jefe me escribió:\nque vengan ya"),
            ("Sí.\n\nEl 03/11/2025 a las 9:20, Mesa escribió:\nHola", "Sí."),
            ("", ""),
        ] {
            assert_eq!(parts(text).new, new, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(El lun escribió:|> a|-- |--|\n|hola|ñ| ){0,30}") {
            let found = parts(&text);
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(found.new) + &squeezed(found.rest), squeezed(&text));
        }
    }
}
