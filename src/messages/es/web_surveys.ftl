### Encuestas: la lista, el formulario que se diseña, y cómo se ve.

## La lista
admin-section-surveys = Encuestas
survey-title = Encuestas
survey-list-lead = Qué se pregunta a los usuarios. Se diseña con el cliente; nadie recibe una encuesta antes de que se publique.
survey-add = Agregar encuesta
survey-empty = Todavía no hay encuestas
survey-empty-explained = Hay tres formularios listos para comenzar: después de un caso, trimestral y de una visita.
survey-empty-read = Las diseñan el cliente y la administración. Aquí aparecerán con sus preguntas.
survey-name = Nombre
survey-name-help = Cómo se llama dentro de la mesa. Quien responde lee el título.
survey-column-published = Publicada
survey-column-unpublished = Sin publicar
survey-column-active = Estado
survey-is-active = Activa
survey-is-inactive = Inactiva

## Agregar
survey-add-do = Crear
survey-start = Comenzar con
survey-preset-help = { $what } { $count ->
    [one] Una pregunta
   *[other] { $count } preguntas
  }, { $confidence }.
survey-start-after-case = Corta, para cuando se soluciona un caso.
survey-start-quarterly = Cómo ven la mesa todos los usuarios, cada tres meses.
survey-start-visit = Para cuando alguien fue a atender en terreno.
survey-start-nothing = Un formulario vacío
survey-start-nothing-help = Para escribir todo desde cero.
survey-start-file = Un archivo
survey-start-file-help = El que se exportó de otra encuesta, en formato JSON.
survey-file = Archivo
survey-file-none = Este archivo no es el de una encuesta. Elegir uno exportado desde aquí (.json).
survey-file-faults = El archivo no se puede usar así:

## La página de una encuesta
survey-lead = El formulario y, al lado, cómo lo verá quien responde. Lo que se cambia aquí se pregunta recién al publicarlo.
survey-lead-read = Cómo la verá quien responde, y las versiones que se han publicado.
survey-back = Ver todas
survey-export = Exportar
survey-saved = Encuesta guardada
survey-unsaved = Hay cambios sin guardar
survey-all-saved = Todo guardado
survey-stale = Alguien guardó otros cambios en esta encuesta mientras se escribía aquí. Lo escrito sigue en la pantalla.
survey-theirs = Se muestra lo guardado
survey-recovered = Se recuperó lo que se escribió en este navegador y no se guardó.
survey-recovered-drop = Ver lo guardado

## Lo general
survey-about = Sobre la encuesta
survey-confidence = Confianza
survey-confidence-named = Quien lee las respuestas ve quién las dio.
survey-confidence-confidential = La mesa sabe quién respondió, para poder hacer seguimiento; quien lee las respuestas no lo ve.
survey-confidence-anonymous = Nada lleva de una respuesta a una persona. No hay seguimiento de las notas bajas.
survey-first-language = Para quien no habla ninguno
survey-colour-choose = Elegir el color
survey-active = Activa
survey-active-help = Inactiva, no se pregunta a nadie; lo respondido se conserva.
survey-written-in = Idioma de los textos
survey-missing = { $count ->
    [one] falta 1
   *[other] faltan { $count }
  }
survey-missing-in = Falta en
survey-missing-go = Escribir en { $language }: { $label }
survey-around = Título y textos

## Los campos
survey-field-id = Número
survey-field-title = Título
survey-field-introduction = Introducción
survey-field-thanks = Agradecimiento
survey-field-colour = Color propio
survey-field-languages = Idiomas
survey-field-questions = Preguntas
survey-field-text = Texto
survey-field-kind = Tipo
survey-field-required = Obligatoria
survey-field-about = Sobre la nota de
survey-field-options = Opciones
survey-field-shown-if = A quién se muestra

## Las preguntas
survey-questions-empty = Todavía no hay preguntas. Para comenzar, una de satisfacción y una de texto libre suelen bastar.
survey-question = Pregunta
survey-statement = Texto
survey-question-n = Pregunta { $n }
survey-question-add = Agregar pregunta
survey-question-move = Mover la pregunta { $n }
survey-question-removed = Pregunta { $n } quitada
survey-question-gone = Pregunta que ya no está
survey-required = Obligatoria
survey-required-tag = Obligatoria
survey-required-help = No se puede enviar la encuesta sin responderla.
survey-kind-kept = Ya se publicó con otro tipo. Para preguntar de otra manera, agregar una pregunta nueva.
survey-about-help = Se pregunta cuando esa nota es 2 o menos (6 o menos en una recomendación).
survey-about-none = Elegir una pregunta con nota
survey-option = Opción
survey-option-n = Opción { $n }
survey-option-add = Agregar opción
survey-option-removed = Opción { $n } quitada
survey-other = Permitir otra respuesta
survey-other-help = Junto a las opciones se puede escribir algo distinto.
survey-faults-count = { $count ->
    [one] 1 por corregir
   *[other] { $count } por corregir
  }

## A quién se muestra
survey-shown-to = A quién se muestra
survey-shown-all = Sin condiciones sobre lo respondido antes.
survey-shown-some = Deben cumplirse todas las condiciones.
survey-condition-n = Condición { $n }
survey-condition-of = Si en la pregunta
survey-condition-from = la nota va de
survey-condition-to = a
survey-condition-answer = se responde
survey-condition-chosen = se elige alguna de estas opciones
survey-condition-add = Agregar condición
survey-condition-remove = Quitar la condición { $n }
survey-condition-none = Antes de esta no hay preguntas de las que pueda depender
survey-case = Solo para algunos casos
survey-case-help = Lo que queda vacío no limita. Quien responde sin un caso no ve la pregunta.
survey-case-groups = Grupo que solucionó

## Por corregir y publicar
survey-faults = { $count ->
    [one] Queda 1 cosa por corregir antes de publicar
   *[other] Quedan { $count } cosas por corregir antes de publicar
  }
survey-publish = Publicar…
survey-publish-do = Publicar
survey-publish-title = Publicar la versión { $n }
survey-publish-lead = Desde ahora se pregunta así. Las respuestas que ya hay conservan su versión. Cambia lo siguiente:
survey-publish-first = Desde ahora se puede preguntar. Una versión publicada no cambia nunca; los cambios siguientes serán otra versión.
survey-publish-who = Publica quien administra
survey-publish-save = Primero, guardar los cambios
survey-publish-faults = Quedan cosas por corregir
survey-publish-same = No hay cambios desde la última versión
survey-published = Versión { $n } publicada
survey-differs-added = Nueva: «{ $question }»
survey-differs-removed = Se quita: «{ $question }»
survey-differs-reworded = Otro texto: «{ $question }»
survey-differs-changed = Cambia cómo se responde o a quién se muestra: «{ $question }»
survey-differs-reordered = Otro orden de las preguntas
survey-differs-languages = Otros idiomas
survey-differs-confidence = Otra confianza: quien responde lo leerá antes de la primera pregunta
survey-differs-around = Otro título, introducción, agradecimiento o color
survey-versions = Versiones publicadas
survey-versions-none = Ninguna todavía.
survey-version = Versión { $n }
survey-version-asked = Se pregunta ahora

## Cómo se ve
survey-preview = Vista previa
survey-preview-language = Idioma de la vista previa
survey-preview-anew = Empezar de nuevo
survey-preview-fits = El caso cumple las condiciones
survey-preview-fits-help = Muestra también las preguntas que son solo para algunos casos.
survey-preview-empty = Sin preguntas
survey-preview-empty-explained = Aquí se verán a medida que se agreguen. Se pueden responder para probarlas; nada se envía.

## Lo que lee quien responde
survey-shown-untitled = Sin título
survey-shown-wordless = Sin texto

## La revisión del cliente
survey-review = Revisión del cliente
survey-review-lead = Con un enlace, el cliente ve la encuesta tal como está guardada, comenta cada pregunta y la aprueba, sin cuenta y sin instalar nada.
survey-review-link = Enlace para revisar
survey-review-link-until = El enlace para revisar sirve hasta:
survey-review-link-make = Crear enlace para revisar
survey-review-link-anew = Crear otro enlace para revisar
survey-review-link-end = Terminar el enlace para revisar
survey-comments-whole = Sobre toda la encuesta
survey-comments-the-whole = toda la encuesta
survey-comments-gone = Sobre preguntas que ya no están
survey-comments-on = Comentarios: { $what }
survey-comment-on = Comentar: { $what }
survey-comment-add = Comentar
survey-comment-send = Enviar comentario
survey-comment-resolve = Resolver
survey-comment-resolve-of = Resolver el comentario de { $name }
survey-comment-reopen = Reabrir
survey-comment-reopen-of = Reabrir el comentario de { $name }
survey-comment-resolved = Comentario resuelto
survey-comment-is-resolved = Resuelto
survey-approve = Aprobar
survey-approve-same = Ya está aprobada tal como está
survey-approval-none = El cliente todavía no la ha aprobado.
survey-approved-by = Aprobada por { $name }
survey-approved-now = Aprobación registrada
survey-approved-same = sigue tal como se aprobó
survey-approved-changed = cambió desde entonces
survey-approved-published = lo publicado es lo aprobado
survey-approved-otherwise = lo publicado cambió desde entonces

## El enlace para un mesón
survey-link = Enlace y código QR
survey-link-lead = Para un mesón o un afiche: quien lo abre responde sin decir quién es.
survey-link-address = Enlace para responder
survey-link-picture = Código QR del enlace para responder
survey-link-make = Crear enlace y código QR
survey-link-anew = Reemplazar el enlace
survey-link-end = Terminar el enlace
survey-link-lost = El enlace que hay deja de abrir la encuesta, y los afiches impresos con él ya no sirven. No se puede deshacer.
survey-link-there = Hay un enlace en uso. No se puede volver a mostrar: si se perdió, hay que reemplazarlo, y el anterior deja de servir.
survey-link-once = Se muestra solo ahora: copiarlo o imprimirlo antes de salir de esta página. Después no se puede volver a mostrar, solo crear otro.
survey-link-print = Imprimir
survey-link-ended = El enlace ya no sirve
survey-link-unpublished = Primero hay que publicar la encuesta

## Los idiomas que se quitan
survey-languages-dropped = Al guardar se pierden los textos en { $languages }.
survey-languages-keep = Volver a marcar
survey-saved-dropped = Encuesta guardada sin los textos de los idiomas quitados

## El logo
survey-logo = Logo
survey-logo-now = El logo de ahora
survey-logo-help = PNG, JPEG o WebP de hasta 200 kB. La mesa lo dibuja más pequeño, de hasta 480 × 160 puntos y 20 kB, para que la encuesta siga siendo liviana.
survey-logo-too-large = El archivo tiene más de 200 kB. Elegir uno más pequeño.
survey-logo-none = De este archivo no se puede hacer un logo. Elegir un PNG, JPEG o WebP.
survey-logo-remove = Quitar el logo
survey-logo-removed = Logo quitado
survey-logo-alt = Texto en lugar del logo
survey-logo-alt-help = Lo escucha quien no ve el logo. Vacío, se dice el título.
survey-field-logo = Logo
