//! Peru.

use super::rule::{Rule, easter_and, on};

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    easter_and(-3, "Jueves Santo"),
    easter_and(-2, "Viernes Santo"),
    easter_and(0, "Domingo de Resurrección"),
    on(5, 1, "Día del Trabajo"),
    // Law 31788.
    on(6, 7, "Batalla de Arica y Día de la Bandera").since(2024),
    on(6, 29, "San Pedro y San Pablo"),
    // Law 31822.
    on(7, 23, "Día de la Fuerza Aérea del Perú").since(2023),
    on(7, 28, "Fiestas Patrias"),
    on(7, 29, "Fiestas Patrias"),
    on(8, 6, "Batalla de Junín").since(2022),
    on(8, 30, "Santa Rosa de Lima"),
    on(10, 8, "Combate de Angamos"),
    on(11, 1, "Día de Todos los Santos"),
    on(12, 8, "Inmaculada Concepción"),
    on(12, 9, "Batalla de Ayacucho").since(2022),
    on(12, 25, "Navidad"),
];
