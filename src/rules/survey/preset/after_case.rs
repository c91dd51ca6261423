//! After a case: short enough to be answered while it is still remembered.

use super::{Frame, asked, if_answered, reasons, required};
use crate::survey::{Asked, Confidence, Form, Is};

pub(super) fn form() -> Form {
    let frame = Frame {
        confidence: Confidence::Named,
        title: ["Su opinión sobre la atención", "Your opinion of our service", "Sua opinião sobre o atendimento"],
        introduction: [
            "Queremos saber cómo le fue con su caso. Le tomará un minuto.",
            "We would like to know how your case went. It takes a minute.",
            "Queremos saber como foi o seu chamado. Leva um minuto.",
        ],
        thanks: [
            "Gracias por responder. Si algo no quedó bien, nos comunicaremos con usted.",
            "Thank you for answering. If something did not turn out well, we will get in touch with you.",
            "Obrigado por responder. Se algo não ficou bem, entraremos em contato com você.",
        ],
    };
    frame.with(vec![
        required(asked(
            1,
            [
                "¿Cómo evalúa la atención que recibió?",
                "How do you rate the service you received?",
                "Como você avalia o atendimento que recebeu?",
            ],
            Asked::Satisfaction,
        )),
        reasons(
            2,
            ["¿Qué debimos hacer mejor?", "What should we have done better?", "O que deveríamos ter feito melhor?"],
            1,
            &[
                ["La respuesta tardó demasiado", "The answer took too long", "A resposta demorou demais"],
                ["El problema continúa o volvió", "The problem persists or came back", "O problema continua ou voltou"],
                ["No entendí lo que se me explicó", "I did not understand the explanation", "Não entendi a explicação"],
                [
                    "Tuve que explicar lo mismo varias veces",
                    "I had to explain the same thing several times",
                    "Tive que explicar a mesma coisa várias vezes",
                ],
                ["El trato no fue bueno", "I was not treated well", "Não fui bem tratado"],
            ],
        ),
        required(asked(
            8,
            ["¿Quedó resuelto lo que pidió?", "Was what you asked for solved?", "O que você pediu foi resolvido?"],
            Asked::YesNo,
        )),
        if_answered(
            asked(9, ["¿Qué quedó pendiente?", "What is still missing?", "O que ficou pendente?"], Asked::Text),
            8,
            Is::YesNo(false),
        ),
        asked(
            10,
            [
                "¿Qué tan fácil fue obtener una solución?",
                "How easy was it to get a solution?",
                "Foi fácil obter uma solução?",
            ],
            Asked::Effort,
        ),
        asked(
            11,
            ["¿Quiere agregar algo?", "Is there anything you would like to add?", "Quer acrescentar alguma coisa?"],
            Asked::Text,
        ),
    ])
}
