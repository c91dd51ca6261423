//! Of an on-site visit: whether somebody came as agreed, and what they left behind.

use super::{Frame, asked, if_answered, reasons, required};
use crate::survey::{Asked, Confidence, Form, Is};

pub(super) fn form() -> Form {
    let frame = Frame {
        confidence: Confidence::Named,
        title: ["Su opinión sobre la visita", "Your opinion of the visit", "Sua opinião sobre a visita"],
        introduction: [
            "Hace poco alguien de nuestro equipo fue a atender su caso. Queremos saber cómo resultó la visita.",
            "Somebody of our team recently came to see to your case. We would like to know how the visit went.",
            "Há pouco alguém da nossa equipe foi atender o seu chamado. Queremos saber como foi a visita.",
        ],
        thanks: [
            "Gracias por responder. Si algo quedó pendiente, nos comunicaremos con usted.",
            "Thank you for answering. If something is still pending, we will get in touch with you.",
            "Obrigado por responder. Se algo ficou pendente, entraremos em contato com você.",
        ],
    };
    frame.with(vec![
        required(asked(
            1,
            ["¿Cómo evalúa la visita?", "How do you rate the visit?", "Como você avalia a visita?"],
            Asked::Satisfaction,
        )),
        reasons(
            2,
            ["¿Qué no estuvo bien?", "What was not right?", "O que não esteve bem?"],
            1,
            &[
                ["Hubo que esperar mucho por la visita", "The visit took long to come", "A visita demorou a acontecer"],
                ["Faltaron repuestos o herramientas", "Parts or tools were missing", "Faltaram peças ou ferramentas"],
                ["El trabajo quedó mal hecho", "The work was not done well", "O trabalho ficou malfeito"],
                ["El trato no fue bueno", "I was not treated well", "Não fui bem tratado"],
            ],
        ),
        asked(
            7,
            [
                "¿La visita se hizo a la hora acordada?",
                "Did the visit take place at the agreed time?",
                "A visita aconteceu na hora combinada?",
            ],
            Asked::YesNo,
        ),
        required(asked(
            8,
            ["¿El trabajo quedó terminado?", "Was the work finished?", "O trabalho foi concluído?"],
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
                "¿Se dejó el lugar limpio y en orden?",
                "Was the place left clean and tidy?",
                "O local ficou limpo e em ordem?",
            ],
            Asked::YesNo,
        ),
        asked(
            11,
            ["¿Quiere agregar algo?", "Is there anything you would like to add?", "Quer acrescentar alguma coisa?"],
            Asked::Text,
        ),
    ])
}
