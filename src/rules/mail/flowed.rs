//! Text whose lines flow (RFC 3676): a line that ends with a space goes on in the next one.

/// The signature line, which ends with a space and flows nowhere (section 4.3).
const SIGNATURE: &str = "-- ";

/// The text with its soft line breaks gone; `del_sp`: the space that makes one goes too. Quotations stay such, line by
/// line, and what only looks like one (section 4.4) is kept apart from them by its space.
pub fn unflow(text: &str, del_sp: bool) -> String {
    let mut whole = String::with_capacity(text.len());
    // How deep the line before is quoted, when it goes on.
    let mut open: Option<usize> = None;
    for (n, line) in text.lines().enumerate() {
        let bare = line.trim_start_matches('>');
        let depth = line.len() - bare.len();
        let said = bare.strip_prefix(' ').unwrap_or(bare);
        // A signature begins a line of its own, as does what is quoted deeper or less deep.
        let goes_on = open == Some(depth) && said != SIGNATURE;
        if !goes_on {
            if n > 0 {
                whole.push('\n');
            }
            whole.extend(std::iter::repeat_n('>', depth));
            if (depth > 0 && !said.is_empty()) || said.starts_with('>') {
                whole.push(' ');
            }
        }
        let flows = said.ends_with(' ') && said != SIGNATURE;
        whole.push_str(if flows && del_sp { &said[..said.len() - 1] } else { said });
        open = flows.then_some(depth);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::super::parts;
    use super::unflow;
    use proptest::prelude::*;

    #[test]
    fn lines_that_flow_are_one_and_others_stay() {
        for (text, del_sp, whole) in [
            ("", false, ""),
            ("Una línea.\nOtra.", false, "Una línea.\nOtra."),
            ("Una línea que \nsigue aquí.\nOtra.", false, "Una línea que sigue aquí.\nOtra."),
            ("漢字 \n仮名", true, "漢字仮名"),
            ("dos palabras  \nmás", true, "dos palabras más"),
            ("\n\nDos vacías arriba.", false, "\n\nDos vacías arriba."),
            ("Párrafo. \n\nOtro.", false, "Párrafo. \nOtro."),
            // Space-stuffing: the first space of a line is not the writer's.
            (" From aquí\n  sangrado", false, "From aquí\n sangrado"),
            (" >no es cita\n>es cita", false, " >no es cita\n> es cita"),
            // Quotations flow within their depth.
            ("> Hola, ¿sigue \n> sin correo?\nSí, \nsigue.", false, "> Hola, ¿sigue sin correo?\nSí, sigue."),
            ("> Cita \n>> más honda\nfin", false, "> Cita \n>> más honda\nfin"),
            (">\n> a", false, ">\n> a"),
            // The signature line is none that flows, nor does one flow into it.
            ("Gracias \n-- \nAna \nRojas", false, "Gracias \n-- \nAna Rojas"),
            ("> Saludos\n> -- \n> Ana", false, "> Saludos\n> -- \n> Ana"),
            ("Al final flota ", false, "Al final flota "),
        ] {
            assert_eq!(unflow(text, del_sp), whole, "{text:?}");
        }
    }

    #[test]
    fn what_is_quoted_is_folded_as_before() {
        let text = "Sigue \nigual.\n\nEl lun, 3 nov 2025 a las 9:20, Mesa \n(<mesa@x.cl>) escribió:\n> Hola, \n> ¿anda?\n-- \nAna";
        let whole = unflow(text, false);
        assert_eq!(parts(&whole).new, "Sigue igual.");
        let signed = unflow("Sigue \nigual.\n-- \nAna", false);
        assert_eq!(parts(&signed).new, "Sigue igual.");
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "(>|> | |hola|ñ|\n|\r\n|-- ){0,40}", del_sp: bool) {
            let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '>').collect::<String>();
            prop_assert_eq!(squeezed(&unflow(&text, del_sp)), squeezed(&text));
        }
    }
}
