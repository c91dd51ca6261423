//! A centre that watches over services day and night: operators, and specialists whom they call.

use super::super::commitment::{Comparison, Indicator, Period};
use super::super::procedure::{AnswerKind, Branch, StepId};
use super::super::starter::{self, TREE};
use super::plan::{
    ALL, AgreementPlan, CalendarPlan, Cases, CommitmentPlan, EscalationPlan, NoticePlan, Plan, PresetGroup,
    ProcedurePlan, PromisePlan, RulePlan, ScenarioPlan, StepPlan, WeekPlan, WorkPlan,
};
use crate::desk::{NoticeKind, NoticeWay};
use crate::words::{Audience, Channel, ClockKind, Counting, Impact, Kind, Level, Pick, Priority, Urgency};

const ALWAYS: usize = 0;
const OFFICE: usize = 1;

/// What a centre has besides.
const SERVICES: &[starter::Branch] = &[
    (
        ["Servidores", "Servers", "Servidores"],
        &[
            (["Servicio caído", "Service down", "Serviço fora do ar"], Kind::Incident, Urgency::High, None),
            (["Respaldo fallido", "Failed backup", "Backup com falha"], Kind::Incident, Urgency::Medium, None),
            (["Capacidad", "Capacity", "Capacidade"], Kind::Request, Urgency::Low, None),
        ],
    ),
    (
        ["Seguridad", "Security", "Segurança"],
        &[
            (
                ["Acceso sospechoso", "Suspicious access", "Acesso suspeito"],
                Kind::Incident,
                Urgency::High,
                Some(["Alguien entró con mi cuenta", "Somebody used my account", "Alguém entrou com a minha conta"]),
            ),
            (
                ["Correo sospechoso", "Suspicious mail", "E-mail suspeito"],
                Kind::Incident,
                Urgency::Medium,
                Some(["Recibí un correo sospechoso", "I got a suspicious mail", "Recebi um e-mail suspeito"]),
            ),
        ],
    ),
];

pub(super) const PLAN: Plan = Plan {
    groups: &[
        PresetGroup { key: "operators", names: ["Operadores", "Operators", "Operadores"], level: Level::First },
        PresetGroup {
            key: "infrastructure",
            names: ["Infraestructura", "Infrastructure", "Infraestrutura"],
            level: Level::Second,
        },
        PresetGroup {
            key: "applications",
            names: ["Aplicaciones", "Applications", "Aplicativos"],
            level: Level::Second,
        },
        PresetGroup {
            key: "specialists",
            names: ["Especialistas", "Specialists", "Especialistas"],
            level: Level::Third,
        },
    ],
    calendars: &[
        CalendarPlan { names: ["24 × 7", "24 × 7", "24 × 7"], week: WeekPlan::Always },
        CalendarPlan {
            names: ["Horario hábil", "Office hours", "Horário útil"],
            week: WeekPlan::Days { working_day: &["09:00-18:00"], saturday: &[] },
        },
    ],
    categories: &[SERVICES, TREE],
    takes: &[
        ("Servidores", "infrastructure"),
        ("Seguridad", "infrastructure"),
        ("Red", "infrastructure"),
        ("Correo", "applications"),
        ("Aplicaciones", "applications"),
    ],
    agreements: &[
        AgreementPlan {
            names: ["Críticos, a toda hora", "Critical, at all hours", "Críticos, a qualquer hora"],
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            calendar: ALWAYS,
            response: (10, Counting::Elapsed),
            solution: (2 * 60, Counting::Elapsed),
        },
        AgreementPlan {
            names: ["Requerimientos", "Requests", "Requisições"],
            cases: Cases { kinds: &[Kind::Request, Kind::Question], ..ALL },
            calendar: OFFICE,
            response: (4 * 60, Counting::Business),
            solution: (27 * 60, Counting::Business),
        },
        AgreementPlan {
            names: ["Fallas altas", "High incidents", "Falhas altas"],
            cases: Cases { priorities: &[Priority::High], ..ALL },
            calendar: ALWAYS,
            response: (20, Counting::Elapsed),
            solution: (6 * 60, Counting::Elapsed),
        },
        AgreementPlan {
            names: ["Las demás fallas", "All other incidents", "As demais falhas"],
            cases: ALL,
            calendar: ALWAYS,
            response: (60, Counting::Elapsed),
            solution: (24 * 60, Counting::Elapsed),
        },
    ],
    promises: &[
        PromisePlan {
            group: "infrastructure",
            calendar: ALWAYS,
            acceptance: (15, Counting::Elapsed),
            solution: (4 * 60, Counting::Elapsed),
        },
        PromisePlan {
            group: "applications",
            calendar: ALWAYS,
            acceptance: (30, Counting::Elapsed),
            solution: (8 * 60, Counting::Elapsed),
        },
        PromisePlan {
            group: "specialists",
            calendar: OFFICE,
            acceptance: (60, Counting::Business),
            solution: (18 * 60, Counting::Business),
        },
    ],
    rules: &[
        RulePlan {
            names: ["Monitoreo a infraestructura", "Monitoring to infrastructure", "Monitoramento para infraestrutura"],
            cases: Cases { channels: &[Channel::Monitoring], ..ALL },
            group: "infrastructure",
            pick: Pick::InTurn,
        },
        RulePlan {
            names: ["Todo lo demás a operadores", "All else to operators", "Todo o resto aos operadores"],
            cases: ALL,
            group: "operators",
            pick: Pick::LeastLoaded,
        },
    ],
    escalations: &[
        EscalationPlan {
            names: ["Críticos", "Critical ones", "Críticos"],
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            steps: &[
                StepPlan {
                    clock: ClockKind::FirstResponse,
                    percent: 50,
                    notify: &[Audience::Group, Audience::Supervisors],
                    pass_to: None,
                },
                StepPlan {
                    clock: ClockKind::Solution,
                    percent: 50,
                    notify: &[Audience::Supervisors],
                    pass_to: Some("specialists"),
                },
                StepPlan {
                    clock: ClockKind::Solution,
                    percent: 100,
                    notify: &[Audience::Supervisors, Audience::Administrators],
                    pass_to: None,
                },
            ],
        },
        EscalationPlan {
            names: ["Todos los demás", "All others", "Todos os demais"],
            cases: ALL,
            steps: &[
                StepPlan {
                    clock: ClockKind::Acceptance,
                    percent: 100,
                    notify: &[Audience::Group, Audience::Supervisors],
                    pass_to: None,
                },
                StepPlan { clock: ClockKind::Solution, percent: 75, notify: &[Audience::Assignee], pass_to: None },
                StepPlan { clock: ClockKind::Solution, percent: 100, notify: &[Audience::Supervisors], pass_to: None },
            ],
        },
    ],
    notices: &[
        NoticePlan {
            names: ["Críticos a todo el turno", "Critical ones to the whole shift", "Críticos a todo o turno"],
            on: NoticeKind::Opened,
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            to: &[Audience::Group, Audience::Supervisors],
            ways: &[NoticeWay::Screen, NoticeWay::Mail],
        },
        NoticePlan {
            names: [
                "Al grupo que recibe un caso",
                "To the group that a case comes to",
                "Ao grupo que recebe um chamado",
            ],
            on: NoticeKind::Passed,
            cases: ALL,
            to: &[Audience::Group],
            ways: &[NoticeWay::Screen, NoticeWay::Mail],
        },
        NoticePlan {
            names: ["Los que se reabren", "Those that are reopened", "Os que são reabertos"],
            on: NoticeKind::Reopened,
            cases: ALL,
            to: &[Audience::Assignee, Audience::Supervisors],
            ways: &[NoticeWay::Screen, NoticeWay::Mail],
        },
    ],
    procedures: &[ProcedurePlan {
        names: ["Levantar un servicio caído", "Bring a service back", "Restabelecer um serviço fora do ar"],
        category: ["Servidores", "Servicio caído"],
        steps: &[
            WorkPlan {
                text: [
                    "Confirmar la caída desde otro punto de la red",
                    "Confirm from elsewhere in the network that it is down",
                    "Confirmar a queda a partir de outro ponto da rede",
                ],
                required: true,
                answer: AnswerKind::Tick,
            },
            WorkPlan {
                text: [
                    "¿La explica un cambio en curso?",
                    "Does a change that is under way explain it?",
                    "Uma mudança em curso a explica?",
                ],
                required: true,
                answer: AnswerKind::YesNo { yes: Branch::Step(StepId(5)), no: Branch::Next },
            },
            WorkPlan {
                text: [
                    "Reiniciar el servicio según su ficha",
                    "Start the service anew as its sheet says",
                    "Reiniciar o serviço conforme a sua ficha",
                ],
                required: false,
                answer: AnswerKind::Tick,
            },
            WorkPlan {
                text: ["¿Volvió el servicio?", "Is the service back?", "O serviço voltou?"],
                required: true,
                answer: AnswerKind::YesNo { yes: Branch::Step(StepId(6)), no: Branch::Next },
            },
            WorkPlan {
                text: [
                    "Llamar a quien corresponda, y anotar a quién y a qué hora",
                    "Call whoever is in charge, and note whom and when",
                    "Chamar quem corresponde, e anotar quem e a que horas",
                ],
                required: true,
                answer: AnswerKind::Text,
            },
            WorkPlan {
                text: [
                    "Hora en que empezó y en que terminó la caída",
                    "When it went down, and when it came back",
                    "Hora em que a queda começou e em que terminou",
                ],
                required: true,
                answer: AnswerKind::Text,
            },
        ],
    }],
    commitments: &[
        CommitmentPlan {
            names: ["Críticos a tiempo", "Critical ones in time", "Críticos no prazo"],
            indicator: Indicator::SolvedInTime,
            comparison: Comparison::AtLeast,
            target: 98_000,
            period: Period::Month,
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            calendar: None,
        },
        CommitmentPlan {
            names: ["Respuesta a tiempo", "Answered in time", "Resposta no prazo"],
            indicator: Indicator::AnsweredInTime,
            comparison: Comparison::AtLeast,
            target: 95_000,
            period: Period::Week,
            cases: ALL,
            calendar: None,
        },
        CommitmentPlan {
            names: ["Reabiertos", "Reopened", "Reabertos"],
            indicator: Indicator::Reopened,
            comparison: Comparison::AtMost,
            target: 3_000,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
        CommitmentPlan {
            names: ["Llamadas abandonadas", "Calls abandoned", "Ligações abandonadas"],
            indicator: Indicator::CallsAbandoned,
            comparison: Comparison::AtMost,
            target: 3_000,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
    ],
    scenarios: &[
        ScenarioPlan {
            names: [
                "Falla crítica un domingo de madrugada",
                "Critical incident on a Sunday night",
                "Falha crítica num domingo de madrugada",
            ],
            at: "2027-09-26T03:00",
            channel: Channel::Mail,
            kind: Kind::Incident,
            impact: Impact::Organisation,
            urgency: Urgency::High,
            vip: false,
            priority: Priority::Critical,
            group: "operators",
            response: "2027-09-26T03:10",
            solution: "2027-09-26T05:00",
            escalated: Some(&[("2027-09-26T03:05", 0), ("2027-09-26T04:00", 0), ("2027-09-26T05:00", 0)]),
        },
        ScenarioPlan {
            names: [
                "Requerimiento al final de la tarde",
                "Request late in the afternoon",
                "Requisição no fim da tarde",
            ],
            at: "2027-09-22T17:00",
            channel: Channel::Web,
            kind: Kind::Request,
            impact: Impact::Person,
            urgency: Urgency::Low,
            vip: false,
            priority: Priority::Low,
            group: "operators",
            response: "2027-09-23T12:00",
            solution: "2027-09-27T17:00",
            escalated: None,
        },
    ],
};
