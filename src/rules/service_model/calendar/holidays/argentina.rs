//! Argentina.

use super::rule::{ByWeekday, Rule, decreed, easter_and, on};

/// Law 27.399: Tuesday and Wednesday to the Monday before, Thursday and Friday to the Monday after.
const TO_MONDAY: ByWeekday = [0, -1, -2, 4, 3, 0, 0];
/// The Monday after a Friday would be the day of the flag.
const TO_MONDAY_NOT_FRIDAY: ByWeekday = [0, -1, -2, 4, 0, 0, 0];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    easter_and(-48, "Lunes de Carnaval").since(2011),
    easter_and(-47, "Martes de Carnaval").since(2011),
    on(3, 24, "Día Nacional de la Memoria por la Verdad y la Justicia").since(2006),
    // Decree 297/2020.
    on(4, 2, "Día del Veterano y de los Caídos en la Guerra de Malvinas").since(2001).but(&[(2020, 3, 31)]),
    easter_and(-3, "Jueves Santo").since(2011),
    easter_and(-2, "Viernes Santo"),
    on(5, 1, "Día del Trabajador"),
    on(5, 25, "Día de la Revolución de Mayo"),
    on(6, 17, "Paso a la Inmortalidad del General Martín Miguel de Güemes").since(2016).moved(TO_MONDAY_NOT_FRIDAY),
    on(6, 20, "Paso a la Inmortalidad del General Manuel Belgrano"),
    on(7, 9, "Día de la Independencia"),
    on(8, 17, "Paso a la Inmortalidad del General José de San Martín").moved(TO_MONDAY),
    // Decree 614/2025 lets the government move what falls on a weekend; resolution 139/2025.
    on(10, 12, "Día del Respeto a la Diversidad Cultural").moved(TO_MONDAY).but(&[(2025, 10, 10)]),
    on(11, 20, "Día de la Soberanía Nacional").since(2010).moved(TO_MONDAY),
    on(12, 8, "Inmaculada Concepción de María"),
    on(12, 25, "Navidad"),
    // At most three a year, decreed in the year before.
    decreed(
        &[
            (2020, 3, 23),
            (2020, 7, 10),
            (2020, 12, 7),
            (2021, 5, 24),
            (2021, 10, 8),
            (2021, 11, 22),
            (2022, 10, 7),
            (2022, 11, 21),
            (2022, 12, 9),
            (2023, 5, 26),
            (2023, 6, 19),
            (2023, 10, 13),
            (2024, 4, 1),
            (2024, 6, 21),
            (2024, 10, 11),
            (2025, 5, 2),
            (2025, 8, 15),
            (2025, 11, 21),
            (2026, 3, 23),
            (2026, 7, 10),
            (2026, 12, 7),
        ],
        "Día no laborable con fines turísticos",
    ),
    decreed(&[(2022, 5, 18)], "Censo Nacional 2022"),
    decreed(&[(2022, 12, 20)], "Festejo del Campeonato Mundial de Fútbol"),
    decreed(&[(2026, 11, 9)], "Visita del Papa León XIV"),
];
