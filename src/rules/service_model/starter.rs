//! The model that a new desk begins with.

use super::{Category, CategoryDefaults, CategoryId, Matrix, ModelVersion, ServiceModel, SolutionCode};
use crate::words::{Impact, Kind, Language, OpenCases, Reopening, Urgency};

/// A parent and its children, each with what it fills in; the names in Spanish, English and Portuguese.
type Branch = ([&'static str; 3], &'static [([&'static str; 3], Kind, Urgency)]);

const TREE: &[Branch] = &[
    (
        ["Acceso", "Access", "Acesso"],
        &[
            (["Clave bloqueada", "Locked password", "Senha bloqueada"], Kind::Request, Urgency::High),
            (["Permiso nuevo", "New permission", "Nova permissão"], Kind::Request, Urgency::Low),
        ],
    ),
    (
        ["Correo", "Mail", "E-mail"],
        &[
            (["Sin conexión", "No connection", "Sem conexão"], Kind::Incident, Urgency::High),
            (["Casilla llena", "Mailbox full", "Caixa cheia"], Kind::Incident, Urgency::Medium),
        ],
    ),
    (
        ["Equipo", "Computer", "Computador"],
        &[
            (["No enciende", "Does not start", "Não liga"], Kind::Incident, Urgency::High),
            (["Lento", "Slow", "Lento"], Kind::Incident, Urgency::Medium),
            (["Equipo nuevo", "New computer", "Novo computador"], Kind::Request, Urgency::Low),
        ],
    ),
    (
        ["Impresión", "Printing", "Impressão"],
        &[
            (["No imprime", "Does not print", "Não imprime"], Kind::Incident, Urgency::Medium),
            (["Insumos", "Supplies", "Suprimentos"], Kind::Request, Urgency::Low),
        ],
    ),
    (
        ["Red", "Network", "Rede"],
        &[
            (["Sin red", "No network", "Sem rede"], Kind::Incident, Urgency::High),
            (["Acceso remoto", "Remote access", "Acesso remoto"], Kind::Incident, Urgency::Medium),
        ],
    ),
    (
        ["Aplicaciones", "Applications", "Aplicativos"],
        &[
            (["Falla", "Failure", "Falha"], Kind::Incident, Urgency::Medium),
            (["Cómo se hace", "How to", "Como fazer"], Kind::Question, Urgency::Low),
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
            scenarios: Vec::new(),
        }
    }

    /// A small model to begin with, its names in `language`. Its version is 1.
    pub fn starter(language: Language) -> Self {
        let word = match language {
            Language::Es => 0,
            Language::En => 1,
            Language::Pt => 2,
        };
        let mut categories = Vec::new();
        for (name, children) in TREE {
            let parent = next_id(&categories);
            categories.push(category(parent, None, name[word], Kind::Incident, Urgency::Medium));
            for (name, kind, urgency) in *children {
                let id = next_id(&categories);
                categories.push(category(id, Some(parent), name[word], *kind, *urgency));
            }
        }
        Self {
            version: ModelVersion(1),
            categories,
            matrix: Matrix::default(),
            solution_codes: CODES
                .iter()
                .map(|(code, names)| SolutionCode {
                    code: (*code).to_owned(),
                    name: names[word].to_owned(),
                    active: true,
                })
                .collect(),
            close_after_days: 5,
            reopen_within_days: 15,
            ..Self::before_the_first()
        }
    }
}

fn next_id(categories: &[Category]) -> CategoryId {
    CategoryId(categories.last().map_or(1, |last| last.id.0 + 1))
}

fn category(id: CategoryId, parent: Option<CategoryId>, name: &str, kind: Kind, urgency: Urgency) -> Category {
    Category {
        id,
        parent,
        name: name.to_owned(),
        active: true,
        defaults: CategoryDefaults {
            kind,
            impact: Impact::Person,
            urgency,
            group: None,
            counts_for_on_line: kind != Kind::Request,
        },
    }
}
