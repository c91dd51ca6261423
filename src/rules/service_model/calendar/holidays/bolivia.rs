//! Bolivia.

use super::rule::{ByWeekday, Rule, easter_and, on};

/// Supreme decree 14260: what falls on a Sunday is kept on Monday as well.
const MONDAY: ByWeekday = [0, 0, 0, 0, 0, 0, 1];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo").also_on(MONDAY),
    on(1, 22, "Día del Estado Plurinacional de Bolivia").since(2010).also_on(MONDAY),
    easter_and(-48, "Lunes de Carnaval"),
    easter_and(-47, "Martes de Carnaval"),
    easter_and(-2, "Viernes Santo"),
    on(5, 1, "Día del Trabajo").also_on(MONDAY),
    easter_and(60, "Corpus Christi"),
    on(6, 21, "Año Nuevo Andino Amazónico y del Chaco").since(2009).also_on(MONDAY),
    on(8, 6, "Día de la Independencia").also_on(MONDAY),
    on(10, 17, "Día de la Dignidad Nacional").since(2020),
    on(11, 2, "Día de Todos los Difuntos").since(1989),
    on(12, 25, "Navidad").also_on(MONDAY),
];
