//! Paraguay. Three holidays are moved by decree, each time.

use super::rule::{Rule, easter_and, on};

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    on(3, 1, "Día de los Héroes").but(&[(2022, 2, 28), (2023, 2, 27), (2025, 3, 3)]),
    easter_and(-3, "Jueves Santo"),
    easter_and(-2, "Viernes Santo"),
    easter_and(0, "Domingo de Resurrección"),
    on(5, 1, "Día de los Trabajadores"),
    on(5, 14, "Día de la Independencia Nacional").since(2012),
    on(5, 15, "Día de la Independencia Nacional"),
    on(6, 12, "Día de la Paz del Chaco").but(&[(2024, 6, 10), (2025, 6, 16)]),
    // Law 7544/2025.
    on(6, 20, "Día de la Constitución Nacional").since(2026).but(&[(2026, 6, 22)]),
    on(8, 15, "Fundación de Asunción"),
    on(9, 29, "Victoria de Boquerón").but(&[(2021, 9, 27), (2022, 10, 3), (2024, 9, 30)]),
    on(12, 8, "Día de la Virgen de Caacupé"),
    on(12, 25, "Navidad"),
];
