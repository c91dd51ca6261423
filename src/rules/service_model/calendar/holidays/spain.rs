//! Spain: what is a holiday in all of it. One that falls on a Sunday is left to the regions, which may give Monday.

use super::rule::{Rule, easter_and, on};
use chrono::Weekday::{self, Fri, Mon, Sat, Thu, Tue, Wed};

const NOT_ON_SUNDAY: &[Weekday] = &[Mon, Tue, Wed, Thu, Fri, Sat];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo").only(NOT_ON_SUNDAY),
    on(1, 6, "Epifanía del Señor").only(NOT_ON_SUNDAY),
    easter_and(-2, "Viernes Santo"),
    on(5, 1, "Fiesta del Trabajo").only(NOT_ON_SUNDAY),
    on(8, 15, "Asunción de la Virgen").only(NOT_ON_SUNDAY),
    on(10, 12, "Fiesta Nacional de España").only(NOT_ON_SUNDAY),
    on(11, 1, "Todos los Santos").only(NOT_ON_SUNDAY),
    on(12, 6, "Día de la Constitución Española").since(1983).only(NOT_ON_SUNDAY),
    on(12, 8, "Inmaculada Concepción").only(NOT_ON_SUNDAY),
    on(12, 25, "Natividad del Señor").only(NOT_ON_SUNDAY),
];
