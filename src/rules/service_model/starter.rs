//! The model that a new desk begins with.

use super::{Category, CategoryDefaults, CategoryId, Matrix, ModelVersion, ServiceModel, ServiceTerms, SolutionCode};
use crate::words::{Impact, Kind, Language, OpenCases, Reopening, Urgency};

/// In Spanish, English and Portuguese.
pub(super) type Names = [&'static str; 3];
/// A category below another: its name, what it fills in, and how those who ask would say it, when they are offered it.
pub(super) type Leaf = (Names, Kind, Urgency, Option<Names>);
/// A parent and its children.
pub(super) type Branch = (Names, &'static [Leaf]);

/// What nearly every desk is asked about.
pub(super) const TREE: &[Branch] = &[
    (
        ["Acceso", "Access", "Acesso"],
        &[
            (
                ["Clave bloqueada", "Locked password", "Senha bloqueada"],
                Kind::Request,
                Urgency::High,
                Some([
                    "Olvidé mi clave o está bloqueada",
                    "I forgot my password or it is locked",
                    "Esqueci minha senha ou ela está bloqueada",
                ]),
            ),
            (
                ["Permiso nuevo", "New permission", "Nova permissão"],
                Kind::Request,
                Urgency::Low,
                Some(["Necesito acceso a algo", "I need access to something", "Preciso de acesso a algo"]),
            ),
        ],
    ),
    (
        ["Correo", "Mail", "E-mail"],
        &[
            (
                ["Sin conexión", "No connection", "Sem conexão"],
                Kind::Incident,
                Urgency::High,
                Some([
                    "No puedo enviar ni recibir correo",
                    "I cannot send or receive mail",
                    "Não consigo enviar nem receber e-mail",
                ]),
            ),
            (
                ["Casilla llena", "Mailbox full", "Caixa cheia"],
                Kind::Incident,
                Urgency::Medium,
                Some(["Mi casilla de correo está llena", "My mailbox is full", "Minha caixa de e-mail está cheia"]),
            ),
        ],
    ),
    (
        ["Equipo", "Computer", "Computador"],
        &[
            (
                ["No enciende", "Does not start", "Não liga"],
                Kind::Incident,
                Urgency::High,
                Some(["Mi equipo no enciende", "My computer does not start", "Meu computador não liga"]),
            ),
            (
                ["Lento", "Slow", "Lento"],
                Kind::Incident,
                Urgency::Medium,
                Some(["Mi equipo está lento", "My computer is slow", "Meu computador está lento"]),
            ),
            (
                ["Equipo nuevo", "New computer", "Novo computador"],
                Kind::Request,
                Urgency::Low,
                Some(["Necesito un equipo", "I need a computer", "Preciso de um computador"]),
            ),
        ],
    ),
    (
        ["Impresión", "Printing", "Impressão"],
        &[
            (
                ["No imprime", "Does not print", "Não imprime"],
                Kind::Incident,
                Urgency::Medium,
                Some(["La impresora no imprime", "The printer does not print", "A impressora não imprime"]),
            ),
            (
                ["Insumos", "Supplies", "Suprimentos"],
                Kind::Request,
                Urgency::Low,
                Some(["Falta tóner o papel", "Toner or paper has run out", "Falta toner ou papel"]),
            ),
        ],
    ),
    (
        ["Red", "Network", "Rede"],
        &[
            (
                ["Sin red", "No network", "Sem rede"],
                Kind::Incident,
                Urgency::High,
                Some(["No tengo internet ni red", "I have no internet or network", "Estou sem internet ou rede"]),
            ),
            (
                ["Acceso remoto", "Remote access", "Acesso remoto"],
                Kind::Incident,
                Urgency::Medium,
                Some([
                    "No puedo conectarme desde fuera",
                    "I cannot connect from outside",
                    "Não consigo conectar de fora",
                ]),
            ),
        ],
    ),
    (
        ["Aplicaciones", "Applications", "Aplicativos"],
        &[
            (
                ["Falla", "Failure", "Falha"],
                Kind::Incident,
                Urgency::Medium,
                Some(["Un programa falla", "A program fails", "Um programa falha"]),
            ),
            (
                ["Cómo se hace", "How to", "Como fazer"],
                Kind::Question,
                Urgency::Low,
                Some(["No sé cómo hacer algo", "I do not know how to do something", "Não sei como fazer algo"]),
            ),
        ],
    ),
];

const CODES: &[(&str, [&str; 3])] = &[
    ("fixed", ["Configuración corregida", "Configuration corrected", "Configuração corrigida"]),
    ("workaround", ["Solución provisoria", "Workaround", "Solução provisória"]),
    ("explained", ["Explicado al solicitante", "Explained to the requester", "Explicado ao solicitante"]),
    ("provided", ["Entregado", "Provided", "Entregue"]),
    ("not_reproduced", ["No se pudo reproducir", "Could not be reproduced", "Não foi possível reproduzir"]),
];

impl ServiceModel {
    /// The model of a desk that was not set up yet: nothing was agreed. Its version is 0.
    pub fn before_the_first() -> Self {
        Self {
            version: ModelVersion(0),
            categories: Vec::new(),
            matrix: Matrix::default(),
            solution_codes: Vec::new(),
            close_after_days: 5,
            reopen_within_days: 10,
            reopening: Reopening::Resume,
            open_cases: OpenCases::Keep,
            calendars: Vec::new(),
            agreements: Vec::new(),
            group_agreements: Vec::new(),
            assignment_rules: Vec::new(),
            escalations: Vec::new(),
            notices: Vec::new(),
            digest: None,
            procedures: Vec::new(),
            service: ServiceTerms::default(),
            commitments: Vec::new(),
            scenarios: Vec::new(),
        }
    }

    /// A small model to begin with, its names in `language`. Its version is 1.
    pub fn starter(language: Language) -> Self {
        let mut categories = Vec::new();
        for (name, children) in TREE {
            let parent = next_id(&categories);
            categories.push(category(parent, None, word(*name, language), None, Kind::Incident, Urgency::Medium));
            for (name, kind, urgency, asked_as) in *children {
                let (id, asked_as) = (next_id(&categories), asked_as.map(|words| word(words, language)));
                categories.push(category(id, Some(parent), word(*name, language), asked_as, *kind, *urgency));
            }
        }
        Self {
            version: ModelVersion(1),
            categories,
            matrix: Matrix::default(),
            solution_codes: solution_codes(language),
            close_after_days: 5,
            reopen_within_days: 15,
            ..Self::before_the_first()
        }
    }
}

/// How a case is usually solved, with names in `language`.
pub(super) fn solution_codes(language: Language) -> Vec<SolutionCode> {
    let code = |(code, names): &(&str, [&'static str; 3])| SolutionCode {
        code: (*code).to_owned(),
        name: word(*names, language).to_owned(),
        active: true,
    };
    CODES.iter().map(code).collect()
}

/// What something is called in a language.
pub(super) const fn word(names: [&'static str; 3], language: Language) -> &'static str {
    match language {
        Language::Es => names[0],
        Language::En => names[1],
        Language::Pt => names[2],
    }
}

fn next_id(categories: &[Category]) -> CategoryId {
    CategoryId(categories.last().map_or(1, |last| last.id.0 + 1))
}

fn category(
    id: CategoryId,
    parent: Option<CategoryId>,
    name: &str,
    asked_as: Option<&str>,
    kind: Kind,
    urgency: Urgency,
) -> Category {
    Category {
        id,
        parent,
        name: name.to_owned(),
        active: true,
        asked_as: asked_as.map(str::to_owned),
        defaults: CategoryDefaults {
            kind,
            impact: Impact::Person,
            urgency,
            group: None,
            counts_for_on_line: kind != Kind::Request,
        },
    }
}
