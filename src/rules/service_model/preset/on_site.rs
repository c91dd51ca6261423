//! A desk that answers, and groups of second level on the spot: for support and for networks.

use super::super::commitment::{Comparison, Indicator, Period};
use super::super::procedure::{AnswerKind, Branch, StepId};
use super::super::starter::TREE;
use super::plan::{
    ALL, AgreementPlan, CalendarPlan, Cases, CommitmentPlan, EscalationPlan, NoticePlan, Plan, PresetGroup,
    ProcedurePlan, PromisePlan, RulePlan, ScenarioPlan, StepPlan, WeekPlan, WorkPlan,
};
use crate::desk::{NoticeKind, NoticeWay};
use crate::words::{Audience, Channel, ClockKind, Counting, Impact, Kind, Level, Pick, Priority, Urgency};

const SERVICE: usize = 0;
const OFFICE: usize = 1;

pub(super) const PLAN: Plan = Plan {
    groups: &[
        PresetGroup { key: "desk", names: ["Primer nivel", "First level", "Primeiro nível"], level: Level::First },
        PresetGroup {
            key: "support",
            names: ["Soporte en terreno", "On-site support", "Suporte presencial"],
            level: Level::Second,
        },
        PresetGroup { key: "networks", names: ["Redes", "Networks", "Redes"], level: Level::Second },
        PresetGroup {
            key: "applications",
            names: ["Aplicaciones", "Applications", "Aplicativos"],
            level: Level::Second,
        },
    ],
    calendars: &[
        CalendarPlan {
            names: ["Horario de atención", "Service hours", "Horário de atendimento"],
            week: WeekPlan::Days { working_day: &["08:00-20:00"], saturday: &["09:00-13:00"] },
        },
        CalendarPlan {
            names: ["Horario de terreno", "On-site hours", "Horário presencial"],
            week: WeekPlan::Days { working_day: &["08:30-13:00", "14:00-18:00"], saturday: &[] },
        },
    ],
    categories: &[TREE],
    takes: &[
        ("Equipo", "support"),
        ("Impresión", "support"),
        ("Red", "networks"),
        ("Correo", "applications"),
        ("Aplicaciones", "applications"),
    ],
    agreements: &[
        AgreementPlan {
            names: ["Personas VIP", "VIPs", "Pessoas VIP"],
            cases: Cases { vip: Some(true), ..ALL },
            calendar: SERVICE,
            response: (10, Counting::Business),
            solution: (4 * 60, Counting::Business),
        },
        AgreementPlan {
            names: ["Prioridad crítica", "Critical priority", "Prioridade crítica"],
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            calendar: SERVICE,
            response: (15, Counting::Business),
            solution: (4 * 60, Counting::Business),
        },
        AgreementPlan {
            names: ["Prioridad alta", "High priority", "Prioridade alta"],
            cases: Cases { priorities: &[Priority::High], ..ALL },
            calendar: SERVICE,
            response: (30, Counting::Business),
            solution: (8 * 60, Counting::Business),
        },
        AgreementPlan {
            names: ["Prioridad media", "Medium priority", "Prioridade média"],
            cases: Cases { priorities: &[Priority::Medium], ..ALL },
            calendar: SERVICE,
            response: (2 * 60, Counting::Business),
            solution: (16 * 60, Counting::Business),
        },
        AgreementPlan {
            names: ["Prioridad baja", "Low priority", "Prioridade baixa"],
            cases: Cases { priorities: &[Priority::Low], ..ALL },
            calendar: SERVICE,
            response: (4 * 60, Counting::Business),
            solution: (40 * 60, Counting::Business),
        },
    ],
    promises: &[
        PromisePlan {
            group: "support",
            calendar: OFFICE,
            acceptance: (30, Counting::Business),
            solution: (8 * 60, Counting::Business),
        },
        PromisePlan {
            group: "networks",
            calendar: OFFICE,
            acceptance: (30, Counting::Business),
            solution: (8 * 60, Counting::Business),
        },
        PromisePlan {
            group: "applications",
            calendar: OFFICE,
            acceptance: (60, Counting::Business),
            solution: (16 * 60, Counting::Business),
        },
    ],
    rules: &[
        RulePlan {
            names: ["Monitoreo a redes", "Monitoring to networks", "Monitoramento para redes"],
            cases: Cases { channels: &[Channel::Monitoring], ..ALL },
            group: "networks",
            pick: Pick::ByHand,
        },
        RulePlan {
            names: ["Todo lo demás al primer nivel", "All else to first level", "Todo o resto ao primeiro nível"],
            cases: ALL,
            group: "desk",
            pick: Pick::LeastLoaded,
        },
    ],
    escalations: &[
        EscalationPlan {
            names: ["Críticos", "Critical ones", "Críticos"],
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            steps: &[
                StepPlan {
                    clock: ClockKind::Acceptance,
                    percent: 100,
                    notify: &[Audience::Group, Audience::Supervisors],
                    pass_to: None,
                },
                StepPlan {
                    clock: ClockKind::Solution,
                    percent: 50,
                    notify: &[Audience::Assignee, Audience::Supervisors],
                    pass_to: None,
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
                StepPlan { clock: ClockKind::Acceptance, percent: 100, notify: &[Audience::Group], pass_to: None },
                StepPlan { clock: ClockKind::GroupSolution, percent: 80, notify: &[Audience::Assignee], pass_to: None },
                StepPlan { clock: ClockKind::Solution, percent: 80, notify: &[Audience::Assignee], pass_to: None },
                StepPlan { clock: ClockKind::Solution, percent: 100, notify: &[Audience::Supervisors], pass_to: None },
            ],
        },
    ],
    notices: &[
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
            names: ["Críticos a supervisores", "Critical ones to supervisors", "Críticos aos supervisores"],
            on: NoticeKind::Opened,
            cases: Cases { priorities: &[Priority::Critical], ..ALL },
            to: &[Audience::Supervisors],
            ways: &[NoticeWay::Screen, NoticeWay::Mail],
        },
        NoticePlan {
            names: ["Los que se reabren", "Those that are reopened", "Os que são reabertos"],
            on: NoticeKind::Reopened,
            cases: ALL,
            to: &[Audience::Assignee, Audience::GroupSupervisors],
            ways: &[NoticeWay::Screen],
        },
    ],
    procedures: &[ProcedurePlan {
        names: [
            "Visita por un equipo que no enciende",
            "Visit for a computer that does not start",
            "Visita por um computador que não liga",
        ],
        category: ["Equipo", "No enciende"],
        steps: &[
            WorkPlan {
                text: [
                    "¿Enciende con otro cable y en otro enchufe?",
                    "Does it start with another cable and at another socket?",
                    "Liga com outro cabo e em outra tomada?",
                ],
                required: true,
                answer: AnswerKind::YesNo { yes: Branch::Step(StepId(5)), no: Branch::Next },
            },
            WorkPlan {
                text: [
                    "Dónde está: edificio, piso y puesto",
                    "Where it is: building, floor and desk",
                    "Onde está: prédio, andar e posto",
                ],
                required: true,
                answer: AnswerKind::Text,
            },
            WorkPlan {
                text: [
                    "Acordar la hora de la visita con el solicitante",
                    "Agree the time of the visit with the requester",
                    "Combinar a hora da visita com o solicitante",
                ],
                required: true,
                answer: AnswerKind::Tick,
            },
            WorkPlan {
                text: [
                    "Si se cambia el equipo: número de serie del que se retira y del que se deja",
                    "If it is exchanged: the serial numbers of the one taken away and the one left",
                    "Se for trocado: número de série do que se retira e do que se deixa",
                ],
                required: false,
                answer: AnswerKind::Text,
            },
            WorkPlan {
                text: [
                    "¿El solicitante confirma que todo funciona?",
                    "Does the requester confirm that all works?",
                    "O solicitante confirma que tudo funciona?",
                ],
                required: true,
                answer: AnswerKind::YesNo { yes: Branch::Next, no: Branch::Next },
            },
        ],
    }],
    commitments: &[
        CommitmentPlan {
            names: ["Solución a tiempo", "Solved in time", "Solução no prazo"],
            indicator: Indicator::SolvedInTime,
            comparison: Comparison::AtLeast,
            target: 95_000,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
        CommitmentPlan {
            names: ["Aceptación de los grupos", "Acceptance by the groups", "Aceitação dos grupos"],
            indicator: Indicator::AcceptedInTime,
            comparison: Comparison::AtLeast,
            target: 90_000,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
        CommitmentPlan {
            names: ["Solución en línea", "Solved on line", "Solução em linha"],
            indicator: Indicator::SolvedOnLine,
            comparison: Comparison::AtLeast,
            target: 70_000,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
        CommitmentPlan {
            names: ["Llamadas abandonadas", "Calls abandoned", "Ligações abandonadas"],
            indicator: Indicator::CallsAbandoned,
            comparison: Comparison::AtMost,
            target: 5_000,
            period: Period::Month,
            cases: ALL,
            calendar: Some(SERVICE),
        },
        CommitmentPlan {
            names: ["Duración de las llamadas", "Length of calls", "Duração das ligações"],
            indicator: Indicator::MeanCall,
            comparison: Comparison::AtMost,
            target: 6_000,
            period: Period::Month,
            cases: ALL,
            calendar: Some(SERVICE),
        },
        CommitmentPlan {
            names: ["Satisfacción", "Satisfaction", "Satisfação"],
            indicator: Indicator::Satisfaction,
            comparison: Comparison::AtLeast,
            target: 4_200,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
    ],
    scenarios: &[
        ScenarioPlan {
            names: [
                "Falla crítica poco antes del cierre",
                "Critical incident shortly before closing",
                "Falha crítica pouco antes do encerramento",
            ],
            at: "2027-09-22T18:00",
            channel: Channel::Mail,
            kind: Kind::Incident,
            impact: Impact::Site,
            urgency: Urgency::High,
            vip: false,
            priority: Priority::Critical,
            group: "desk",
            response: "2027-09-22T18:15",
            solution: "2027-09-23T10:00",
            escalated: Some(&[("2027-09-22T20:00", 0), ("2027-09-23T10:00", 0)]),
        },
        ScenarioPlan {
            names: ["Persona VIP un viernes por la tarde", "VIP on a Friday evening", "Pessoa VIP numa sexta à noite"],
            at: "2027-09-24T19:00",
            channel: Channel::Web,
            kind: Kind::Question,
            impact: Impact::Person,
            urgency: Urgency::Low,
            vip: true,
            priority: Priority::Low,
            group: "desk",
            response: "2027-09-24T19:10",
            solution: "2027-09-25T12:00",
            escalated: None,
        },
        ScenarioPlan {
            names: [
                "Alarma de monitoreo a redes",
                "Alarm of the monitoring to networks",
                "Alarme do monitoramento para redes",
            ],
            at: "2027-09-23T12:45",
            channel: Channel::Monitoring,
            kind: Kind::Incident,
            impact: Impact::Team,
            urgency: Urgency::High,
            vip: false,
            priority: Priority::High,
            group: "networks",
            response: "2027-09-23T13:15",
            solution: "2027-09-24T08:45",
            escalated: None,
        },
    ],
};
