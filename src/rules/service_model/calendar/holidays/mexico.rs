//! Mexico: the days of compulsory rest of article 74 of its labour law.

use super::rule::{Rule, on, weekday};
use chrono::Weekday::Mon;

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    weekday(1, Mon, 2, "Día de la Constitución").since(2006),
    weekday(3, Mon, 3, "Natalicio de Benito Juárez").since(2007),
    on(5, 1, "Día del Trabajo"),
    on(9, 16, "Día de la Independencia"),
    on(12, 1, "Transmisión del Poder Ejecutivo Federal").since(1970).every(6).until(2018),
    on(10, 1, "Transmisión del Poder Ejecutivo Federal").since(2024).every(6),
    weekday(3, Mon, 11, "Día de la Revolución").since(2006),
    on(12, 25, "Navidad"),
];
