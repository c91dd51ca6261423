//! Chile.

use super::rule::{ByWeekday, Rule, decreed, easter_and, june_solstice, on};
use chrono::Weekday::{Fri, Mon};

/// Law 19.668: Tuesday to Thursday to the Monday before, Friday to the Monday after.
const TO_MONDAY: ByWeekday = [0, -1, -2, -3, 3, 0, 0];
/// Law 20.299: Tuesday to the Friday before, Wednesday to the Friday after.
const TO_FRIDAY: ByWeekday = [0, -4, 2, 0, 0, 0, 0];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    // Law 20.983.
    on(1, 2, "Feriado nacional").since(2017).only(&[Mon]),
    easter_and(-2, "Viernes Santo"),
    easter_and(-1, "Sábado Santo"),
    on(5, 1, "Día Nacional del Trabajo"),
    on(5, 21, "Día de las Glorias Navales"),
    // Law 21.357, which named the first one itself.
    june_solstice("Día Nacional de los Pueblos Indígenas").since(2021).but(&[(2021, 6, 21)]),
    on(6, 29, "San Pedro y San Pablo").since(2000).moved(TO_MONDAY),
    on(7, 16, "Virgen del Carmen").since(2007),
    on(8, 15, "Asunción de la Virgen"),
    // Law 20.215, and law 20.983 for the Friday.
    on(9, 17, "Fiestas Patrias").since(2007).until(2016).only(&[Mon]),
    on(9, 17, "Fiestas Patrias").since(2017).only(&[Mon, Fri]),
    on(9, 18, "Independencia Nacional"),
    on(9, 19, "Día de las Glorias del Ejército"),
    on(9, 20, "Fiestas Patrias").since(2008).only(&[Fri]),
    on(10, 12, "Encuentro de Dos Mundos").since(2000).moved(TO_MONDAY),
    on(10, 31, "Día de las Iglesias Evangélicas y Protestantes").since(2008).moved(TO_FRIDAY),
    on(11, 1, "Día de Todos los Santos"),
    on(12, 8, "Inmaculada Concepción"),
    on(12, 25, "Navidad"),
    decreed(&[(2004, 9, 17), (2010, 9, 17), (2010, 9, 20), (2017, 4, 19), (2022, 9, 16)], "Feriado nacional"),
];
