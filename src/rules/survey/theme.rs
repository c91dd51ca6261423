//! What free texts are about, by rules that anybody understands: a theme has words, and a text in which one of them stands is
//! of that theme.

use super::Words;
use crate::desk::text::{clean_line, fold};
use crate::desk::{Check, FieldProblem};
use crate::words::Language;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many themes there may be.
const THEMES_MAX: usize = 40;
/// How many words a theme may have.
const WORDS_MAX: usize = 100;
/// The longest name, and the longest word, in characters.
const LETTERS_MAX: usize = 60;
/// The fewest letters before a star: of fewer almost any word begins so.
const PREFIX_MIN: usize = 3;

/// A theme of free texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextTheme {
    /// What it is called.
    pub name: Words,
    /// The words that are of it, in any language: whole ones, or with a star the beginning of some, as `esper*`. Case and
    /// accents do not matter.
    pub words: Vec<String>,
}

/// Says of texts which themes they are of.
#[derive(Clone, Debug, Default)]
pub struct Themed {
    whole: HashMap<String, Vec<usize>>,
    beginnings: Vec<(String, usize)>,
}

impl TextTheme {
    /// The themes as they are kept: without needless blanks and empty words, each word once.
    pub fn cleaned(themes: &[Self]) -> Vec<Self> {
        let named = |name: &Words| Words(name.0.iter().map(|(language, text)| (*language, clean_line(text))).collect());
        let words = |words: &[String]| {
            let mut seen = BTreeSet::new();
            let words = words.iter().map(|word| clean_line(word)).filter(|word| !word.is_empty());
            words.filter(|word| seen.insert(fold(word))).collect()
        };
        themes.iter().map(|theme| Self { name: named(&theme.name), words: words(&theme.words) }).collect()
    }

    /// What is wrong with cleaned themes, each at its place.
    pub(crate) fn check(themes: &[Self], check: &mut Check) {
        check.that(themes.len() <= THEMES_MAX, "themes", FieldProblem::TooLong { max: THEMES_MAX });
        for (n, theme) in themes.iter().enumerate() {
            check.that(!theme.name.is_empty(), format!("themes.{n}.name"), FieldProblem::Required);
            let long = |text: &String| text.chars().count() > LETTERS_MAX;
            let too_long = FieldProblem::TooLong { max: LETTERS_MAX };
            check.that(!theme.name.0.values().any(long), format!("themes.{n}.name"), too_long);
            check.that(!theme.words.is_empty(), format!("themes.{n}.words"), FieldProblem::Required);
            let many = FieldProblem::TooLong { max: WORDS_MAX };
            check.that(theme.words.len() <= WORDS_MAX, format!("themes.{n}.words"), many);
            for (at, word) in theme.words.iter().enumerate() {
                let ok = !long(word) && rule(word).is_some();
                check.that(ok, format!("themes.{n}.words.{at}"), FieldProblem::NotAllowed);
            }
        }
    }

    /// The themes that are looked for as long as nobody chose others.
    pub fn to_start_from() -> Vec<Self> {
        let theme = |[es, en, pt]: [&str; 3], words: &str| Self {
            name: Words(BTreeMap::from([
                (Language::Es, es.to_owned()),
                (Language::En, en.to_owned()),
                (Language::Pt, pt.to_owned()),
            ])),
            words: words.split_whitespace().map(str::to_owned).collect(),
        };
        vec![
            theme(
                ["Rapidez y espera", "Speed and waiting", "Rapidez e espera"],
                "rápid* espera* esperé demor* tard* lent* atras* retras* quick* fast slow* wait* delay* late demora* atrasou \
                 devagar agilidad* agilidade",
            ),
            theme(
                ["Trato", "How people were treated", "Atendimento"],
                "amab* cordial* trato grosera* grosero* educad* respet* paciencia kind* polite* rude* friendly patien* gentil \
                 gentis educaç* respeit* paciênc*",
            ),
            theme(
                ["No quedó resuelto", "Not solved", "Não ficou resolvido"],
                "sigue siguen persist* pendiente* incompleto* unsolved unresolved still incomplete persiste* continua continuam \
                 pendente*",
            ),
            theme(
                ["Se repite", "It comes back", "Volta a acontecer"],
                "nuevamente repit* repet* reiter* again recurr* repeat* novamente volta voltou",
            ),
            theme(
                ["Información y seguimiento", "Information and follow-up", "Informação e acompanhamento"],
                "inform* aviso* avisar* seguimiento coment* explic* claridad claro clara update* follow* explain* clear* \
                 unclear acompanh* avisou avisaram clareza",
            ),
            theme(
                ["Teléfono", "Telephone", "Telefone"],
                "teléfono* telefón* llamada* llamé llamar contestan phone* call calls called calling answered telefone* \
                 ligação ligações liguei ligar",
            ),
            theme(
                ["Correo", "E-mail", "E-mail"],
                "correo* mail mails email* outlook casilla inbox mailbox e-mail* caixa",
            ),
            theme(
                ["Equipos", "Equipment", "Equipamentos"],
                "equipo* computador* notebook* pantalla* impresor* teclado* mouse laptop* printer* screen* keyboard* computer* \
                 equipament* impressor* tela telas",
            ),
            theme(
                ["Red e internet", "Network and internet", "Rede e internet"],
                "red redes internet wifi vpn conexión conect* network* connection* rede conexão conexões",
            ),
            theme(
                ["Claves y accesos", "Passwords and access", "Senhas e acessos"],
                "clave* contraseña* acceso* bloque* password* access locked login* senha* acesso*",
            ),
            theme(
                ["Agradecimiento", "Thanks", "Agradecimento"],
                "gracias agradec* excelente* felicit* thank* excellent great obrigad* parabéns ótim*",
            ),
        ]
    }
}

/// A rule as it is compared: what stands before the star, and whether there is one. Nothing: it is no word.
fn rule(word: &str) -> Option<(String, bool)> {
    let begins = word.ends_with('*');
    let told = fold(word.trim_end_matches('*'));
    let letters = told.chars().count();
    let is_word = letters > 0 && tokens(&told).eq([told.as_str()]);
    (is_word && (!begins || letters >= PREFIX_MIN)).then_some((told, begins))
}

/// The words of a folded text.
fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    // A hyphen within a word belongs to it: e-mail.
    let pieces = folded.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    pieces.map(|piece| piece.trim_matches('-')).filter(|piece| !piece.is_empty())
}

impl Themed {
    /// By these themes. What is no word counts for nothing.
    pub fn by(themes: &[TextTheme]) -> Self {
        let mut themed = Self::default();
        for (n, theme) in themes.iter().enumerate() {
            for (told, begins) in theme.words.iter().filter_map(|word| rule(word)) {
                if begins {
                    themed.beginnings.push((told, n));
                } else {
                    themed.whole.entry(told).or_default().push(n);
                }
            }
        }
        themed
    }

    /// Which themes a text is of, by their places.
    pub fn of(&self, text: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for token in tokens(&fold(text)) {
            found.extend(self.whole.get(token).into_iter().flatten());
            let begins = self.beginnings.iter().filter(|(beginning, _)| token.starts_with(beginning.as_str()));
            found.extend(begins.map(|(_, theme)| *theme));
        }
        found
    }
}

/// Whether each word that is looked for stands in a text, if only as the beginning of one. Case and accents do not matter.
pub fn says(text: &str, typed: &str) -> bool {
    let text = fold(text);
    let there: Vec<&str> = tokens(&text).collect();
    tokens(&fold(typed)).all(|sought| there.iter().any(|token| token.starts_with(sought)))
}

#[cfg(test)]
mod tests {
    use super::{TextTheme, Themed, says};
    use crate::desk::{Check, Refusal};
    use crate::survey::Words;
    use crate::words::Language;
    use std::collections::BTreeSet;

    fn theme(words: &[&str]) -> TextTheme {
        let name = Words([(Language::Es, "Uno".to_owned())].into());
        TextTheme { name, words: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    fn faults(themes: &[TextTheme]) -> Vec<String> {
        let mut check = Check::default();
        TextTheme::check(themes, &mut check);
        match check.done() {
            Err(Refusal::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn whole_words_and_beginnings_whatever_their_case_and_accents() {
        let themed = Themed::by(&[theme(&["Teléfono", "llam*"]), theme(&["red"]), theme(&["e-mail", "rede"])]);
        let of = |text: &str| themed.of(text).into_iter().collect::<Vec<_>>();
        assert_eq!(of("Nadie contestó el TELEFONO; llamé tres veces"), [0]);
        assert_eq!(of("La red, otra vez."), [1]);
        assert_eq!(of("Redondo; telefonos"), [] as [usize; 0], "no whole word of it");
        assert_eq!(of("Nenhum e-mail: sem rede"), [2]);
        assert_eq!(of(""), [] as [usize; 0]);
    }

    #[test]
    fn what_is_no_word_is_told_with_its_place() {
        let long = "x".repeat(61);
        let wrong = [theme(&["bien", "ma*", "*", "dos palabras", "¿?", &long]), theme(&[])];
        assert_eq!(
            faults(&wrong),
            [
                "themes.0.words.1",
                "themes.0.words.2",
                "themes.0.words.3",
                "themes.0.words.4",
                "themes.0.words.5",
                "themes.1.words"
            ]
        );
        let nameless = TextTheme { name: Words::default(), ..theme(&["uno"]) };
        assert_eq!(faults(&[nameless]), ["themes.0.name"]);
        assert_eq!(faults(&vec![theme(&["uno"]); 41]), ["themes"]);
    }

    #[test]
    fn themes_are_kept_without_what_says_nothing() {
        let cleaned = TextTheme::cleaned(&[theme(&["  Espera ", "", "ESPERA", "tarde"])]);
        assert_eq!(cleaned[0].words, ["Espera", "tarde"]);
    }

    #[test]
    fn the_themes_to_start_from_are_sound_and_speak_three_languages() {
        let themes = TextTheme::to_start_from();
        assert_eq!(faults(&themes), [] as [String; 0]);
        assert!(themes.iter().all(|theme| theme.name.0.len() == 3));
        assert_eq!(TextTheme::cleaned(&themes), themes, "each word once");
        let themed = Themed::by(&themes);
        for text in ["Tuve que esperar mucho", "I had to wait for days", "Demorou demais"] {
            assert!(themed.of(text).contains(&0), "{text}");
        }
        for text in ["Muchas gracias", "Thanks a lot", "Muito obrigado"] {
            assert_eq!(themed.of(text), BTreeSet::from([themes.len() - 1]), "{text}");
        }
    }

    #[test]
    fn a_search_finds_beginnings_of_words() {
        assert!(says("La conexión es lenta", "LENT conexion"));
        assert!(!says("La conexión es lenta", "enta"));
        assert!(says("lo que sea", " "));
    }
}
