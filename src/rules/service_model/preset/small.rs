//! A few people who answer in office hours, all of one group.

use super::super::commitment::{Comparison, Indicator, Period};
use super::super::procedure::{AnswerKind, Branch, StepId};
use super::super::starter::TREE;
use super::plan::{
    ALL, AgreementPlan, CalendarPlan, Cases, CommitmentPlan, EscalationPlan, NoticePlan, Plan, PresetGroup,
    ProcedurePlan, RulePlan, ScenarioPlan, StepPlan, WeekPlan, WorkPlan,
};
use crate::desk::{NoticeKind, NoticeWay};
use crate::words::{Audience, Channel, ClockKind, Counting, Impact, Kind, Level, Pick, Priority, Urgency};

const OFFICE: usize = 0;

pub(super) const PLAN: Plan = Plan {
    groups: &[PresetGroup {
        key: "desk",
        names: ["Mesa de ayuda", "Help desk", "Central de atendimento"],
        level: Level::First,
    }],
    calendars: &[CalendarPlan {
        names: ["Horario hábil", "Office hours", "Horário útil"],
        week: WeekPlan::Days { working_day: &["09:00-13:00", "14:00-18:00"], saturday: &[] },
    }],
    categories: &[TREE],
    takes: &[],
    agreements: &[
        AgreementPlan {
            names: ["Urgentes", "Urgent", "Urgentes"],
            cases: Cases { priorities: &[Priority::Critical, Priority::High], ..ALL },
            calendar: OFFICE,
            response: (30, Counting::Business),
            solution: (8 * 60, Counting::Business),
        },
        AgreementPlan {
            names: ["Todos los demás", "All others", "Todos os demais"],
            cases: ALL,
            calendar: OFFICE,
            response: (4 * 60, Counting::Business),
            solution: (24 * 60, Counting::Business),
        },
    ],
    promises: &[],
    rules: &[RulePlan {
        names: ["Lo que llega por escrito", "What comes in writing", "O que chega por escrito"],
        cases: ALL,
        group: "desk",
        pick: Pick::LeastLoaded,
    }],
    escalations: &[EscalationPlan {
        names: ["Plazos por vencer", "Deadlines that come near", "Prazos a vencer"],
        cases: ALL,
        steps: &[
            StepPlan { clock: ClockKind::Solution, percent: 80, notify: &[Audience::Assignee], pass_to: None },
            StepPlan { clock: ClockKind::Solution, percent: 100, notify: &[Audience::Supervisors], pass_to: None },
        ],
    }],
    notices: &[
        NoticePlan {
            names: ["Urgentes a toda la mesa", "Urgent ones to the whole desk", "Urgentes a toda a central"],
            on: NoticeKind::Opened,
            cases: Cases { priorities: &[Priority::Critical, Priority::High], ..ALL },
            to: &[Audience::Group],
            ways: &[NoticeWay::Screen],
        },
        NoticePlan {
            names: ["Los que se reabren", "Those that are reopened", "Os que são reabertos"],
            on: NoticeKind::Reopened,
            cases: ALL,
            to: &[Audience::Assignee, Audience::Supervisors],
            ways: &[NoticeWay::Screen],
        },
    ],
    procedures: &[ProcedurePlan {
        names: ["Desbloquear una clave", "Unlock a password", "Desbloquear uma senha"],
        category: ["Acceso", "Clave bloqueada"],
        steps: &[
            WorkPlan {
                text: [
                    "Comprobar quién pide: nombre completo, unidad y un dato que solo esa persona sabe",
                    "Make sure who asks: full name, unit and something that only they know",
                    "Confirmar quem pede: nome completo, unidade e um dado que só essa pessoa sabe",
                ],
                required: true,
                answer: AnswerKind::Tick,
            },
            WorkPlan {
                text: ["¿La cuenta está bloqueada?", "Is the account locked?", "A conta está bloqueada?"],
                required: true,
                answer: AnswerKind::YesNo { yes: Branch::Next, no: Branch::Step(StepId(4)) },
            },
            WorkPlan {
                text: ["Desbloquear la cuenta", "Unlock the account", "Desbloquear a conta"],
                required: false,
                answer: AnswerKind::Tick,
            },
            WorkPlan {
                text: [
                    "¿Entra con su clave de siempre?",
                    "Do they come in with their usual password?",
                    "Entra com a senha de sempre?",
                ],
                required: true,
                answer: AnswerKind::YesNo { yes: Branch::End, no: Branch::Next },
            },
            WorkPlan {
                text: [
                    "Dar una clave provisoria, que se cambia al entrar",
                    "Give a temporary password, which is changed when they come in",
                    "Dar uma senha provisória, que se troca ao entrar",
                ],
                required: true,
                answer: AnswerKind::Tick,
            },
        ],
    }],
    commitments: &[
        CommitmentPlan {
            names: ["Solución a tiempo", "Solved in time", "Solução no prazo"],
            indicator: Indicator::SolvedInTime,
            comparison: Comparison::AtLeast,
            target: 90_000,
            period: Period::Month,
            cases: ALL,
            calendar: None,
        },
        CommitmentPlan {
            names: ["Satisfacción", "Satisfaction", "Satisfação"],
            indicator: Indicator::Satisfaction,
            comparison: Comparison::AtLeast,
            target: 4_000,
            period: Period::Quarter,
            cases: ALL,
            calendar: None,
        },
    ],
    scenarios: &[
        ScenarioPlan {
            names: ["Falla urgente por correo", "Urgent incident by mail", "Falha urgente por e-mail"],
            at: "2027-09-22T10:00",
            channel: Channel::Mail,
            kind: Kind::Incident,
            impact: Impact::Person,
            urgency: Urgency::High,
            vip: false,
            priority: Priority::High,
            group: "desk",
            response: "2027-09-22T10:30",
            solution: "2027-09-23T10:00",
            escalated: Some(&[("2027-09-22T17:24", 0), ("2027-09-23T10:00", 0)]),
        },
        ScenarioPlan {
            names: ["Consulta al final de la tarde", "Question late in the afternoon", "Dúvida no fim da tarde"],
            at: "2027-09-22T17:00",
            channel: Channel::Mail,
            kind: Kind::Question,
            impact: Impact::Person,
            urgency: Urgency::Low,
            vip: false,
            priority: Priority::Low,
            group: "desk",
            response: "2027-09-23T12:00",
            solution: "2027-09-27T17:00",
            escalated: None,
        },
    ],
};
