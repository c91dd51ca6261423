//! Uruguay: the paid days on which nobody works. The other holidays of its law are working days for most.

use super::rule::{Rule, on};

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Año Nuevo"),
    // Decree-law 10.396 and decree 120/985.
    on(3, 1, "Transmisión del Mando Presidencial").since(1985).every(5),
    on(5, 1, "Día de los Trabajadores"),
    on(7, 18, "Jura de la Constitución"),
    on(8, 25, "Declaratoria de la Independencia"),
    on(12, 25, "Día de la Familia"),
];
