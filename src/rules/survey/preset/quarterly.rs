//! Every three months: how people see the desk as a whole, also those who did not need it.

use super::{Frame, asked, choices, if_answered, reasons, required};
use crate::survey::{Asked, Confidence, Form, Is};

pub(super) fn form() -> Form {
    let frame = Frame {
        confidence: Confidence::Anonymous,
        title: ["¿Cómo lo estamos haciendo?", "How are we doing?", "Como estamos indo?"],
        introduction: [
            "Cada tres meses preguntamos qué mejorar en la mesa de ayuda. Le tomará unos dos minutos.",
            "Every three months we ask what to improve at the service desk. It takes about two minutes.",
            "A cada três meses perguntamos o que melhorar na central de atendimento. Leva uns dois minutos.",
        ],
        thanks: [
            "Gracias por responder. Con lo que nos dicen decidimos qué mejorar primero.",
            "Thank you for answering. What people tell us decides what we improve first.",
            "Obrigado por responder. Com o que nos dizem decidimos o que melhorar primeiro.",
        ],
    };
    frame.with(vec![
        required(asked(
            1,
            [
                "En general, ¿cómo evalúa la mesa de ayuda?",
                "Overall, how do you rate the service desk?",
                "De modo geral, como você avalia a central de atendimento?",
            ],
            Asked::Satisfaction,
        )),
        reasons(
            2,
            ["¿Qué es lo que más le molesta?", "What bothers you most?", "O que mais incomoda você?"],
            1,
            &[
                ["Cuesta comunicarse", "It is hard to get through", "É difícil entrar em contato"],
                ["Las soluciones tardan", "Solutions take long", "As soluções demoram"],
                ["Los problemas vuelven", "Problems come back", "Os problemas voltam"],
                [
                    "No se sabe en qué va cada caso",
                    "One never knows how a case is going",
                    "Não se sabe como está cada chamado",
                ],
            ],
        ),
        required(asked(
            7,
            [
                "En los últimos tres meses, ¿pidió ayuda a la mesa?",
                "Have you asked the desk for help in the last three months?",
                "Nos últimos três meses, você pediu ajuda à central?",
            ],
            Asked::YesNo,
        )),
        if_answered(
            asked(
                8,
                ["¿Qué tan fácil le resultó obtener ayuda?", "How easy was it to get help?", "Foi fácil obter ajuda?"],
                Asked::Effort,
            ),
            7,
            Is::YesNo(true),
        ),
        if_answered(
            asked(
                9,
                ["¿Por qué no la pidió?", "Why did you not ask?", "Por que não pediu?"],
                Asked::OneOf {
                    options: choices(
                        10,
                        &[
                            ["No la necesité", "I did not need any", "Não precisei"],
                            ["La resolví por mi cuenta", "I solved it myself", "Resolvi por conta própria"],
                            ["Le pedí a un colega", "I asked a colleague", "Pedi a um colega"],
                            ["No sabía cómo pedirla", "I did not know how to ask", "Não sabia como pedir"],
                        ],
                    ),
                },
            ),
            7,
            Is::YesNo(false),
        ),
        asked(
            14,
            [
                "¿Qué deberíamos mejorar primero?",
                "What should we improve first?",
                "O que deveríamos melhorar primeiro?",
            ],
            Asked::SeveralOf {
                options: choices(
                    15,
                    &[
                        ["La rapidez", "Speed", "A rapidez"],
                        ["El horario de atención", "Opening hours", "O horário de atendimento"],
                        ["La claridad de las explicaciones", "Clearer explanations", "A clareza das explicações"],
                        ["Los avisos sobre el avance", "Updates on progress", "Os avisos sobre o andamento"],
                        ["Los equipos y programas", "Equipment and programs", "Os equipamentos e programas"],
                    ],
                ),
                other: true,
            },
        ),
        asked(
            20,
            [
                "¿Qué tan probable es que recomiende la mesa de ayuda a un colega?",
                "How likely are you to recommend the service desk to a colleague?",
                "Qual é a probabilidade de você recomendar a central a um colega?",
            ],
            Asked::Recommendation,
        ),
        asked(
            21,
            ["¿Quiere agregar algo?", "Is there anything you would like to add?", "Quer acrescentar alguma coisa?"],
            Asked::Text,
        ),
    ])
}
