//! Brazil. Carnival and Corpus Christi are optional there (*ponto facultativo*), and not in it.

use super::rule::{Rule, easter_and, on};

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "Confraternização Universal"),
    easter_and(-2, "Paixão de Cristo"),
    on(4, 21, "Tiradentes"),
    on(5, 1, "Dia Mundial do Trabalho"),
    on(9, 7, "Independência do Brasil"),
    on(10, 12, "Nossa Senhora Aparecida").since(1980),
    on(11, 2, "Finados"),
    on(11, 15, "Proclamação da República"),
    // Law 14.759/2023.
    on(11, 20, "Dia Nacional de Zumbi e da Consciência Negra").since(2024),
    on(12, 25, "Natal"),
];
