//! The desk itself: who works there, in which groups, by which service model.

use super::agreed;
use super::book::Book;
use super::procedures;
use super::units::SITES;
use super::{Desk, SampleError};
use crate::desk::id::{GroupId, TokenId, UnitId, UserId};
use crate::desk::{
    ActorRef, Command, Facts, Fault, Group, GroupDraft, Outcome, Settings, TokenDraft, UnitDraft, UserDraft,
};
use crate::moment::Moment;
use crate::service_model::{Category, CategoryDefaults, CategoryId, Matrix, ServiceModel, SolutionCode};
use crate::words::{Impact, Language, Level, Role, TokenScope, Urgency};
use std::collections::BTreeSet;

/// A group to make.
pub(super) struct GroupPlan {
    /// What `cases/*.txt` calls it.
    pub(super) key: &'static str,
    name: &'static str,
    pub(super) level: Level,
    open_to_all: bool,
    skills: &'static [&'static str],
    /// Positions in [`STAFF`].
    members: &'static [usize],
}

/// The groups; the first answers the telephone.
pub(super) const GROUPS: [GroupPlan; 7] = [
    GroupPlan {
        key: "primer",
        name: "Primer nivel",
        level: Level::First,
        open_to_all: true,
        skills: &["atención telefónica", "correo", "impresión"],
        members: &[0, 1, 2, 3, 4],
    },
    GroupPlan {
        key: "redes",
        name: "Redes y telefonía",
        level: Level::Second,
        open_to_all: true,
        skills: &["redes", "telefonía", "vpn"],
        members: &[5, 6],
    },
    GroupPlan {
        key: "servidores",
        name: "Servidores y correo",
        level: Level::Second,
        open_to_all: true,
        skills: &["servidores", "correo", "respaldo"],
        members: &[7, 8],
    },
    GroupPlan {
        key: "apps",
        name: "Aplicaciones y ERP",
        level: Level::Second,
        open_to_all: true,
        skills: &["erp", "facturación", "remuneraciones"],
        members: &[9, 10],
    },
    GroupPlan {
        key: "terreno",
        name: "Terreno",
        level: Level::Second,
        open_to_all: true,
        skills: &["equipos", "impresión", "salas"],
        members: &[11, 4],
    },
    GroupPlan {
        key: "seguridad",
        name: "Seguridad de la información",
        level: Level::Second,
        open_to_all: false,
        skills: &["seguridad", "antivirus"],
        members: &[8, 12],
    },
    GroupPlan {
        key: "fabricante",
        name: "Fabricante del ERP",
        level: Level::Third,
        open_to_all: true,
        skills: &["erp"],
        members: &[10],
    },
];

/// Somebody who works at the desk.
pub(super) struct StaffPlan {
    name: &'static str,
    email: &'static str,
    roles: &'static [Role],
    languages: &'static [Language],
}

const fn agent(name: &'static str, email: &'static str, languages: &'static [Language]) -> StaffPlan {
    StaffPlan { name, email, roles: &[Role::Agent], languages }
}

use Language::{En, Es, Pt};

/// Twelve agents, two supervisors, an analyst, and who watches over the service for the client; an administrator where the
/// desk has none yet.
pub(super) const STAFF: [StaffPlan; 17] = [
    agent("Camila Soto Fuentes", "camila.soto@canelos.example", &[Es, En]),
    agent("Rodrigo Herrera Leiva", "rodrigo.herrera@canelos.example", &[Es]),
    agent("Javiera Muñoz Cárcamo", "javiera.munoz@canelos.example", &[Es, Pt]),
    agent("Matías Contreras Godoy", "matias.contreras@canelos.example", &[Es]),
    agent("Loreto Sepúlveda Bravo", "loreto.sepulveda@canelos.example", &[Es]),
    agent("Andrés Fuentealba Rojas", "andres.fuentealba@canelos.example", &[Es, En]),
    agent("Pamela Olivares Tapia", "pamela.olivares@canelos.example", &[Es]),
    agent("Gonzalo Barría Mansilla", "gonzalo.barria@canelos.example", &[Es]),
    agent("Verónica Araya Peña", "veronica.araya@canelos.example", &[Es, En]),
    agent("Cristián Navarrete Silva", "cristian.navarrete@canelos.example", &[Es]),
    agent("Daniela Espinoza Vera", "daniela.espinoza@canelos.example", &[Es, Pt]),
    agent("Hernán Riquelme Campos", "hernan.riquelme@canelos.example", &[Es]),
    StaffPlan {
        name: "Paulina Cornejo Ibáñez",
        email: "paulina.cornejo@canelos.example",
        roles: &[Role::Supervisor],
        languages: &[Es, En],
    },
    StaffPlan {
        name: "Mauricio Lagos Arriagada",
        email: "mauricio.lagos@canelos.example",
        roles: &[Role::Supervisor],
        languages: &[Es],
    },
    StaffPlan {
        name: "Ximena Valdés Donoso",
        email: "ximena.valdes@canelos.example",
        roles: &[Role::Analyst],
        languages: &[Es],
    },
    StaffPlan {
        name: "Marcela Undurraga Prieto",
        email: "marcela.undurraga@canelos.example",
        roles: &[Role::Client],
        languages: &[Es],
    },
    StaffPlan {
        name: "Ignacio Bustamante Reyes",
        email: "ignacio.bustamante@canelos.example",
        roles: &[Role::Administrator],
        languages: &[Es, En],
    },
];

/// How a case may have been solved.
pub(super) const CODES: [(&str, &str); 9] = [
    ("fixed", "Corregido"),
    ("configured", "Configurado"),
    ("explained", "Explicado al solicitante"),
    ("provided", "Entregado"),
    ("access_granted", "Acceso otorgado"),
    ("replaced", "Reemplazado"),
    ("provider", "Solucionado por el proveedor"),
    ("workaround", "Solución provisoria"),
    ("not_reproduced", "Sin falla encontrada"),
];

const CLOSE_AFTER_DAYS: u16 = 5;
const REOPEN_WITHIN_DAYS: u16 = 15;

/// What the desk had before.
pub(super) struct Standing {
    settings: Settings,
    groups: Vec<Group>,
    codes: Vec<SolutionCode>,
    has_administrator: bool,
}

impl Standing {
    /// What a desk has. A sample is made only where no case is.
    ///
    /// # Errors
    /// [`SampleError::NotNew`]; a fault of the storage below.
    pub(super) fn of<F: Facts>(facts: &F) -> Result<Self, SampleError> {
        if facts.last::<crate::desk::Ticket>()?.is_some() || facts.last::<crate::desk::Person>()?.is_some() {
            return Err(SampleError::NotNew);
        }
        Ok(Self {
            settings: facts.settings()?.as_ref().clone(),
            groups: facts.groups()?.as_ref().clone(),
            codes: facts.model()?.solution_codes.clone(),
            has_administrator: facts.has_administrator()?,
        })
    }

    /// The desk's zone: days and working hours are local.
    pub(super) fn zone(&self) -> chrono_tz::Tz {
        self.settings.zone()
    }
}

/// Who and what there is, once it is made.
pub(super) struct Crew {
    staff: Vec<UserId>,
    groups: Vec<GroupId>,
    /// The unit of each department, by site.
    pub(super) units: Vec<Vec<UnitId>>,
    /// The category of each topic of the book.
    pub(super) categories: Vec<CategoryId>,
    /// The program that opens cases by itself.
    pub(super) monitor: TokenId,
    pub(super) reopen_within_days: u16,
}

impl Crew {
    fn place(key: &str) -> usize {
        GROUPS.iter().position(|group| group.key == key).unwrap_or_default()
    }

    /// The group that the sheets call `key`.
    pub(super) fn group(&self, key: &str) -> GroupId {
        self.groups.get(Self::place(key)).copied().unwrap_or_default()
    }

    /// Who works in it.
    pub(super) fn members(&self, key: &str) -> Vec<UserId> {
        let plan = GROUPS.get(Self::place(key)).map_or(&[][..], |group| group.members);
        plan.iter().filter_map(|place| self.staff.get(*place).copied()).collect()
    }

    /// A supervisor.
    pub(super) fn supervisor(&self) -> UserId {
        self.staff.get(12).copied().unwrap_or_default()
    }

    /// The first of first level, one of a resolver group, a supervisor, the analyst, the client and, when it was made here,
    /// the administrator: who is worth entering as.
    pub(super) fn faces(&self) -> Vec<UserId> {
        [0, 5, 9, 12, 14, 15, 16].iter().filter_map(|place| self.staff.get(*place).copied()).collect()
    }
}

/// The key of a group, by its place.
pub(super) fn group_name(key: &str) -> &'static str {
    GROUPS.iter().find(|group| group.key == key).map_or("", |group| group.name)
}

/// Makes everything that stands before the first case.
///
/// # Errors
/// What the desk says.
pub(super) fn build<D: Desk>(
    desk: &mut D,
    book: &Book,
    standing: &Standing,
    administrator: bool,
    now: Moment,
) -> Result<Crew, SampleError> {
    if standing.settings.version == 0 {
        let settings = Settings { name: "Mesa de Ayuda Los Canelos".to_owned(), ..Settings::default() };
        desk.run(ActorRef::Setup, Command::ChangeSettings(settings), now)?;
    }
    let units = build_units(desk, now)?;
    let staff = build_staff(desk, administrator && !standing.has_administrator, now)?;
    let groups = build_groups(desk, standing, &staff, now)?;
    let mut crew = Crew {
        staff,
        groups,
        units,
        categories: Vec::new(),
        monitor: TokenId::default(),
        reopen_within_days: REOPEN_WITHIN_DAYS,
    };
    let (model, categories) = service_model(book, standing, &crew);
    desk.run(ActorRef::Setup, Command::PublishModel(Box::new(model)), now)?;
    crew.categories = categories;

    // Nobody knows a secret with this hash: the token names the program in the cases that it opened, and opens nothing.
    let monitor = TokenDraft {
        name: "Monitoreo de plataforma".to_owned(),
        hash: "0".repeat(64),
        role: Role::Agent,
        scope: TokenScope::Write,
        expires_at: None,
    };
    if let Outcome::Token(token) = desk.run(ActorRef::Setup, Command::CreateToken(monitor), now)? {
        crew.monitor = token;
    }
    Ok(crew)
}

fn build_units<D: Desk>(desk: &mut D, now: Moment) -> Result<Vec<Vec<UnitId>>, SampleError> {
    let mut units = Vec::new();
    for site in &SITES {
        let country = Some(site.country.to_owned());
        let parent = save_unit(
            desk,
            UnitDraft { name: site.name.to_owned(), parent: None, country, active: true, heads: None },
            now,
        )?;
        let mut departments = Vec::new();
        for name in site.departments {
            let unit =
                UnitDraft { name: (*name).to_owned(), parent: Some(parent), country: None, active: true, heads: None };
            departments.push(save_unit(desk, unit, now)?);
        }
        units.push(departments);
    }
    Ok(units)
}

fn save_unit<D: Desk>(desk: &mut D, unit: UnitDraft, now: Moment) -> Result<UnitId, SampleError> {
    match desk.run(ActorRef::Setup, Command::SaveUnit { id: None, unit }, now)? {
        Outcome::Unit(id) => Ok(id),
        _ => Err(unexpected()),
    }
}

/// The administrator is left out where there is one, or is to be one: nobody gets into a real desk by a sample.
fn build_staff<D: Desk>(desk: &mut D, administrator: bool, now: Moment) -> Result<Vec<UserId>, SampleError> {
    let mut staff = Vec::new();
    for plan in &STAFF {
        if !administrator && plan.roles.contains(&Role::Administrator) {
            continue;
        }
        let user = UserDraft {
            languages: plan.languages.iter().copied().collect(),
            ..UserDraft::new(plan.name, plan.email, plan.roles.iter().copied())
        };
        match desk.run(ActorRef::Setup, Command::SaveUser { id: None, user: Box::new(user) }, now)? {
            Outcome::User(id) => staff.push(id),
            _ => return Err(unexpected()),
        }
    }
    Ok(staff)
}

fn build_groups<D: Desk>(
    desk: &mut D,
    standing: &Standing,
    staff: &[UserId],
    now: Moment,
) -> Result<Vec<GroupId>, SampleError> {
    let mut groups = Vec::new();
    for plan in &GROUPS {
        let mut members: BTreeSet<UserId> =
            plan.members.iter().filter_map(|place| staff.get(*place).copied()).collect();
        // A desk that is set up has a first level already, with its administrator in it: they join it.
        let there = standing.groups.iter().find(|group| plan.level == Level::First && group.level == Level::First);
        members.extend(there.into_iter().flat_map(|group| group.members.iter().copied()));
        let group = GroupDraft {
            name: there.map_or_else(|| plan.name.to_owned(), |group| group.name.clone()),
            level: plan.level,
            members,
            languages: BTreeSet::from([Language::Es]),
            skills: plan.skills.iter().map(|skill| (*skill).to_owned()).collect(),
            open_to_all: plan.open_to_all,
            active: true,
        };
        match desk.run(ActorRef::Setup, Command::SaveGroup { id: there.map(|group| group.id), group }, now)? {
            Outcome::Group(id) => groups.push(id),
            _ => return Err(unexpected()),
        }
    }
    Ok(groups)
}

/// The book's categories, numbered from 1: on a desk without cases nothing remembers what those numbers meant before.
fn service_model(book: &Book, standing: &Standing, crew: &Crew) -> (ServiceModel, Vec<CategoryId>) {
    let mut categories: Vec<Category> = Vec::new();
    let mut ids = Vec::new();
    let next = |categories: &[Category]| CategoryId(categories.len() as u64 + 1);
    for parent in book.parents() {
        let parent_id = next(&categories);
        let of_parent = book.topics.iter().filter(|topic| topic.parent == parent);
        let kind = of_parent.clone().next().map_or(crate::words::Kind::Incident, |topic| topic.kind);
        let defaults = CategoryDefaults {
            kind,
            impact: Impact::Person,
            urgency: Urgency::Medium,
            group: None,
            counts_for_on_line: false,
        };
        let name = parent.to_owned();
        categories.push(Category { id: parent_id, parent: None, name, active: true, asked_as: None, defaults });
        for topic in of_parent {
            let id = next(&categories);
            ids.push(id);
            let defaults = CategoryDefaults {
                kind: topic.kind,
                impact: topic.impact,
                urgency: topic.urgency,
                group: Some(crew.group(topic.group)),
                counts_for_on_line: topic.counts_for_on_line,
            };
            let name = topic.name.to_owned();
            let asked_as = Some(format!("{parent}: {name}"));
            categories.push(Category { id, parent: Some(parent_id), name, active: true, asked_as, defaults });
        }
    }
    let mut solution_codes: Vec<SolutionCode> = CODES
        .iter()
        .map(|(code, name)| SolutionCode { code: (*code).to_owned(), name: (*name).to_owned(), active: true })
        .collect();
    let kept = standing.codes.iter().filter(|old| !CODES.iter().any(|(code, _)| *code == old.code));
    solution_codes.extend(kept.cloned());
    let model = ServiceModel {
        categories,
        matrix: Matrix::default(),
        solution_codes,
        close_after_days: CLOSE_AFTER_DAYS,
        reopen_within_days: REOPEN_WITHIN_DAYS,
        calendars: vec![agreed::office(&standing.settings.time_zone)],
        agreements: agreed::agreements(),
        group_agreements: agreed::promises(crew),
        notices: agreed::notices(),
        digest: Some(agreed::DIGEST),
        procedures: procedures::procedures(crew, &book.topics, &ids),
        service: agreed::service(),
        commitments: agreed::commitments(),
        escalations: agreed::escalations(),
        ..ServiceModel::before_the_first()
    };
    (model, ids)
}

/// The desk accepted a command and answered with another kind of thing.
pub(super) fn unexpected() -> SampleError {
    SampleError::Fault(Fault("the desk answered with another kind of outcome".into()))
}
