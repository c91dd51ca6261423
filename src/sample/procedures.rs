//! The procedures of the sample: two that second level works by, what is asked of a machine that fails, and how cases go
//! through them.

use super::book::Topic;
use super::desk::Crew;
use crate::desk::StepChange;
use crate::service_model::procedure::{AnswerKind, Branch, Purpose, Scope, Step, StepId};
use crate::service_model::{CategoryId, Procedure, ProcedureId};
use std::collections::BTreeSet;

/// One case in so many leaves a step out, for a reason.
const SKIPS: u64 = 9;
const SKIPPED: &str = "Se atendió a distancia; no correspondía.";

/// A procedure for the cases of a topic.
struct Plan {
    topic: &'static str,
    name: &'static str,
    purpose: Purpose,
    steps: &'static [StepPlan],
}

struct StepPlan {
    text: &'static str,
    required: bool,
    answer: Ask,
    /// What the sample's cases answer; nothing where it is only ticked.
    says: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum Ask {
    Tick,
    /// By yes or no; a no goes on at this step.
    OrTo(u32),
    Text,
    Among(&'static [&'static str]),
}

const fn step(text: &'static str, required: bool, answer: Ask, says: Option<&'static str>) -> StepPlan {
    StepPlan { text, required, answer, says }
}

const PLANS: [Plan; 3] = [
    Plan {
        topic: "Equipo no enciende",
        name: "Equipo que no enciende",
        purpose: Purpose::Work,
        steps: &[
            step("¿Enciende **alguna luz** al conectar el cargador?", true, Ask::OrTo(3), Some("yes")),
            step(
                "Desconectar todo lo externo, mantener el botón de encendido 30 segundos y probar de nuevo.",
                true,
                Ask::Tick,
                None,
            ),
            step("Probar con un cargador o cable de poder **de prueba**.", true, Ask::Tick, None),
            step(
                "Qué estaba fallando",
                true,
                Ask::Among(&["Cargador", "Batería", "Placa", "Sistema operativo", "Otro"]),
                Some("Cargador"),
            ),
            step("Número de serie del repuesto", false, Ask::Text, Some("Sin repuesto")),
            step("Comprobar con la persona que el equipo **enciende y carga**.", true, Ask::Tick, None),
        ],
    },
    Plan {
        topic: "Cuenta nueva",
        name: "Alta de usuario",
        purpose: Purpose::Work,
        steps: &[
            step("¿Está la **autorización de la jefatura** en el caso?", true, Ask::OrTo(3), Some("yes")),
            step(
                "Crear la cuenta según el cargo:\n\n- usuario `nombre.apellido`\n- grupos del perfil\n- clave inicial de un solo uso",
                true,
                Ask::Tick,
                None,
            ),
            step("Casilla y listas de correo", false, Ask::Among(&["Básica", "Completa", "Ninguna"]), Some("Básica")),
            step("Entregar usuario y clave inicial **solo a la persona**, por teléfono.", true, Ask::Tick, None),
        ],
    },
    Plan {
        topic: "Equipo no enciende",
        name: "Qué preguntar si un equipo no enciende",
        purpose: Purpose::Questions,
        steps: &[
            step("¿Desde cuándo?", false, Ask::Text, None),
            step("¿Es un **notebook**?", true, Ask::OrTo(4), None),
            step("¿Está conectado al cargador?", true, Ask::OrTo(4), None),
            step("¿Se siente algún ruido o pitido al presionar el botón?", false, Ask::OrTo(5), None),
            step("Código de inventario (etiqueta del equipo)", true, Ask::Text, None),
        ],
    },
];

/// The procedures of the desk, by the categories of its topics.
pub(super) fn procedures(crew: &Crew, topics: &[Topic], categories: &[CategoryId]) -> Vec<Procedure> {
    let made = (1..).zip(&PLANS).filter_map(|(id, plan)| {
        let (topic, category) = topics.iter().zip(categories).find(|(topic, _)| topic.name == plan.topic)?;
        let group = (plan.purpose == Purpose::Work).then(|| crew.group(topic.group));
        let categories = BTreeSet::from([*category]);
        Some(Procedure {
            id: ProcedureId(id),
            name: plan.name.to_owned(),
            purpose: plan.purpose,
            scope: Scope { categories, groups: group.into_iter().collect(), ..Scope::default() },
            steps: (1..).zip(plan.steps).map(|(id, step)| step.step(id)).collect(),
        })
    });
    made.collect()
}

impl StepPlan {
    fn step(&self, id: u32) -> Step {
        let answer = match self.answer {
            Ask::Tick => AnswerKind::Tick,
            Ask::OrTo(id) => AnswerKind::YesNo { yes: Branch::Next, no: Branch::Step(StepId(id)) },
            Ask::Text => AnswerKind::Text,
            Ask::Among(options) => {
                AnswerKind::Choice { options: options.iter().map(|option| (*option).to_owned()).collect() }
            }
        };
        Step { id: StepId(id), text: self.text.to_owned(), required: self.required, answer, link: None }
    }
}

/// What the group of a topic says of each step of its procedure, in a case with this number.
pub(super) fn gone_through(topic: &str, number: u64) -> Vec<(StepId, StepChange)> {
    let of_topic = |plan: &&Plan| plan.topic == topic && plan.purpose == Purpose::Work;
    let Some(plan) = PLANS.iter().find(of_topic) else { return Vec::new() };
    let skips = number.is_multiple_of(SKIPS);
    let said = (1..).zip(plan.steps).map(|(id, step)| {
        let change = match step.answer {
            Ask::Tick if skips && id == 2 => StepChange::Skipped { reason: Some(SKIPPED.to_owned()) },
            _ => StepChange::Done { answer: step.says.map(str::to_owned) },
        };
        (StepId(id), change)
    });
    said.collect()
}
