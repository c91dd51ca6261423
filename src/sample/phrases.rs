//! What is said in cases of every category.

use crate::words::Kind;

/// How a written case begins and ends.
pub(super) const LETTERS: [(&str, &str); 6] = [
    ("Estimados:\n\n", "\n\nQuedo atenta a sus comentarios.\nSaludos."),
    ("Buenos días:\n\n", "\n\nGracias de antemano."),
    ("Buenas tardes:\n\n", "\n\nMuchas gracias.\nSaludos."),
    ("Hola, buen día.\n\n", "\n\nGracias."),
    ("Estimada mesa de ayuda:\n\n", "\n\nSaludos cordiales."),
    ("", "\n\nGracias."),
];

/// What the desk asks when nothing special is to be asked, and the answer.
pub(super) const QUESTIONS: [(&str, &str); 3] = [
    (
        "¿En qué horario podemos contactarle para revisarlo con usted?",
        "Hoy después de las tres, o mañana en la mañana. Mi anexo es el {anexo}.",
    ),
    ("¿Nos puede enviar una imagen de lo que ve?", "La adjunté al responder este correo."),
    ("¿Nos confirma su ubicación y un teléfono de contacto?", "Estoy en {sede}, anexo {anexo}."),
];

/// An internal note where nothing special is to be noted.
pub(super) const NOTES: [&str; 5] = [
    "Se conversó con la persona; confirma lo que indica el caso.",
    "Revisado en conexión remota.",
    "Sin casos parecidos hoy en {sede}.",
    "Se deja registro de la prueba realizada con la persona.",
    "Se revisó el historial: es la primera vez que lo informa.",
];

/// What a requester is told while others work.
pub(super) const PROGRESS: [&str; 5] = [
    "Su caso está en revisión con el equipo especialista. Le avisaremos en cuanto haya novedades.",
    "Recibimos su caso y ya está asignado. Le contactaremos durante la jornada.",
    "Ya lo estamos revisando. Si cambia algo de su lado, puede responder este mensaje.",
    "Estamos coordinando con el área responsable y le informaremos el avance.",
    "Tomamos su caso. Le contactaremos al anexo {anexo} para revisarlo.",
];

/// A requester wants to know how it goes, and what they hear.
pub(super) const HOW_IT_GOES: [(&str, &str); 4] = [
    ("Buenas, ¿hay alguna novedad?", "Seguimos trabajando en su caso; hoy le informamos el avance."),
    ("¿Tienen una fecha estimada? Lo necesito para avanzar.", "La estimación es dentro de la jornada de mañana."),
    (
        "Hola, sigo a la espera. ¿Falta algo de mi parte?",
        "No falta nada de su parte. El equipo está en la última revisión.",
    ),
    ("Consulto por el estado de mi caso.", "Está en curso; le avisaremos en cuanto quede listo."),
];

/// Why a case is passed on.
pub(super) const PASS: [&str; 5] = [
    "Se hicieron las pruebas de primer nivel sin resultado. Requiere revisión del grupo.",
    "Validado con la persona. Corresponde al grupo por procedimiento.",
    "Se adjuntan las pruebas realizadas; persiste.",
    "Requiere permisos que primer nivel no tiene.",
    "Persona disponible en el anexo {anexo} durante la jornada.",
];

/// Why a group passes a case on to the right one.
pub(super) const BOUNCE: [&str; 3] = [
    "Revisado: no es de este grupo. Se deriva al que corresponde.",
    "La causa está fuera de nuestro alcance; se deriva con el detalle.",
    "Se descarta falla de nuestra parte. Continúa el grupo responsable.",
];

/// Why a case ends without a solution.
pub(super) const CANCEL: [&str; 5] = [
    "Duplicado de otro caso de la misma persona.",
    "La persona indica que ya no lo requiere.",
    "Se registró por error; corresponde a un servicio que la mesa no atiende.",
    "Sin respuesta de la persona después de tres intentos de contacto.",
    "Lo gestionará directamente la jefatura de {unidad}.",
];

/// Why a priority is not the matrix's.
pub(super) const PRIORITY: [(bool, &str); 4] = [
    (true, "Hay una reunión de directorio hoy y depende de esto."),
    (true, "Cierre de mes de {unidad}: el plazo vence hoy."),
    (true, "Afecta la atención de público en {sede}."),
    (false, "La persona puede trabajar en otro equipo mientras tanto."),
];

/// Why a case waits for a third party, by the key of its group.
pub(super) fn third_party(group: &str) -> &'static str {
    match group {
        "redes" => "En espera de la respuesta del proveedor de comunicaciones.",
        "servidores" => "En espera del soporte del fabricante, con caso abierto.",
        "apps" => "En espera de la revisión del proveedor de la aplicación.",
        "terreno" => "En espera del servicio técnico del fabricante.",
        "seguridad" => "En espera del análisis del proveedor de seguridad.",
        _ => "En espera de la autorización de la jefatura.",
    }
}

/// Why a case waits until a moment.
pub(super) const UNTIL: [&str; 3] = [
    "La persona pidió que se le contacte ese día.",
    "Acordado con la persona: se revisa en la fecha indicada.",
    "Se deja en observación hasta esa fecha.",
];

/// What a requester says when it is not solved after all, and the solution after that.
pub(super) fn back(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Incident => (
            "Volvió a ocurrir lo mismo esta mañana.",
            "Se revisó de nuevo con la persona y se corrigió la causa. Quedó en observación por una jornada sin repetirse.",
        ),
        Kind::Request => (
            "Todavía no me funciona como lo pedí.",
            "Se completó lo que faltaba y la persona confirmó que está como lo pidió.",
        ),
        Kind::Question => (
            "Intenté seguir las indicaciones y no me resultó.",
            "Se hizo junto con la persona en su equipo y se dejaron los pasos por escrito.",
        ),
    }
}

/// Why "solved on line" is taken back.
pub(super) const CORRECTION: &str = "La persona volvió a llamar por lo mismo: no quedó solucionado en esa llamada.";
