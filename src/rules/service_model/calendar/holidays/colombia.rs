//! Colombia.

use super::rule::{ByWeekday, Rule, easter_and, on};

/// Law 51 of 1983: to the next Monday.
const NEXT_MONDAY: ByWeekday = [0, 6, 5, 4, 3, 2, 1];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    on(1, 6, "Día de los Reyes Magos").moved(NEXT_MONDAY),
    on(3, 19, "Día de San José").moved(NEXT_MONDAY),
    easter_and(-3, "Jueves Santo"),
    easter_and(-2, "Viernes Santo"),
    on(5, 1, "Día del Trabajo"),
    easter_and(39, "Ascensión del Señor").moved(NEXT_MONDAY),
    easter_and(60, "Corpus Christi").moved(NEXT_MONDAY),
    easter_and(68, "Sagrado Corazón de Jesús").moved(NEXT_MONDAY),
    on(6, 29, "San Pedro y San Pablo").moved(NEXT_MONDAY),
    on(7, 9, "Nuestra Señora del Rosario de Chiquinquirá").since(2026).moved(NEXT_MONDAY),
    on(7, 20, "Día de la Independencia"),
    on(8, 7, "Batalla de Boyacá"),
    on(8, 15, "Asunción de la Virgen").moved(NEXT_MONDAY),
    on(10, 12, "Día de la Diversidad Étnica y Cultural").moved(NEXT_MONDAY),
    on(11, 1, "Día de Todos los Santos").moved(NEXT_MONDAY),
    on(11, 11, "Independencia de Cartagena").moved(NEXT_MONDAY),
    on(12, 8, "Inmaculada Concepción"),
    on(12, 25, "Navidad"),
];
