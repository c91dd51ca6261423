//! What stands in for `{piso}`, `{equipo}` and the like: the same things all through one case.

use super::dice::Dice;
use super::names;
use super::people::Asker;

const ROOMS: [&str; 12] =
    ["Aromo", "Boldo", "Quillay", "Peumo", "Maitén", "Raulí", "Lenga", "Ulmo", "Coigüe", "Avellano", "Tepa", "Ñirre"];

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// The things that one case is about.
#[derive(Clone, Default)]
pub(super) struct Slots {
    floor: i64,
    computer: i64,
    laptop: bool,
    printer: i64,
    extension: u32,
    document: i64,
    room: &'static str,
    month: &'static str,
    site: &'static str,
    unit: &'static str,
    colleague: String,
}

impl Slots {
    /// Draws the things of a case of `asker`, opened in `month` (1 to 12).
    pub(super) fn draw(dice: &mut Dice, asker: &Asker, month: u32) -> Self {
        let laptop = dice.happens(700);
        let before = usize::try_from((month + 10) % 12).unwrap_or_default();
        Self {
            floor: dice.between(1, asker.floors),
            computer: dice.between(1_040, 4_980),
            laptop,
            printer: dice.between(101, 389),
            extension: asker.extension,
            document: dice.between(10_200, 98_700),
            room: dice.pick(&ROOMS).copied().unwrap_or_default(),
            month: MONTHS.get(before).copied().unwrap_or_default(),
            site: asker.site,
            unit: asker.unit,
            colleague: names::colleague(dice),
        }
    }

    /// `text` with its slots filled. A slot that is not known stays, for the test to find.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            match slot {
                "piso" => filled.push_str(&self.floor.to_string()),
                "equipo" => filled.push_str(&format!("{}-{}", if self.laptop { "NB" } else { "PC" }, self.computer)),
                "imp" => filled.push_str(&format!("IMP-{}", self.printer)),
                "anexo" => filled.push_str(&self.extension.to_string()),
                "folio" => filled.push_str(&self.document.to_string()),
                "sala" => filled.push_str(self.room),
                "mes" => filled.push_str(self.month),
                "sede" => filled.push_str(self.site),
                "unidad" => filled.push_str(self.unit),
                "colega" => filled.push_str(&self.colleague),
                unknown => filled.push_str(&format!("{{{unknown}}}")),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}
