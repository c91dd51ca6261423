//! Ecuador. The day of rest is moved, and the day itself is worked.

use super::rule::{ByWeekday, Rule, easter_and, on};

/// Law of 20 December 2016: Tuesday to Monday, Wednesday and Thursday to Friday, Saturday to Friday, Sunday to Monday.
const MOVED: ByWeekday = [0, -1, 2, 1, 0, -1, 1];
/// The exceptions of that law move from weekends only.
const FROM_WEEKENDS: ByWeekday = [0, 0, 0, 0, 0, -1, 1];
/// The two days of November make room for each other.
const BEFORE_CUENCA: ByWeekday = [0, -1, 2, 0, 0, -1, 2];
const AFTER_THE_DEAD: ByWeekday = [0, 0, 0, 0, 0, 0, 1];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo").moved(FROM_WEEKENDS),
    easter_and(-48, "Lunes de Carnaval"),
    easter_and(-47, "Martes de Carnaval"),
    easter_and(-2, "Viernes Santo"),
    on(5, 1, "Día del Trabajo").moved(MOVED),
    on(5, 24, "Batalla de Pichincha").moved(MOVED),
    on(8, 10, "Primer Grito de Independencia").moved(MOVED),
    on(10, 9, "Independencia de Guayaquil").moved(MOVED),
    on(11, 2, "Día de los Difuntos").moved(BEFORE_CUENCA),
    on(11, 3, "Independencia de Cuenca").moved(AFTER_THE_DEAD),
    on(12, 25, "Navidad").moved(FROM_WEEKENDS),
];
