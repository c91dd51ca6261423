### Los nombres de cada palabra del servicio, como se leen solos: en una etiqueta, una lista o un botón.
### El identificador es el vocabulario y la palabra, con guiones: `waiting-for-third-party`.

## Tipo de caso
kind-question = Consulta
kind-request = Requerimiento
kind-incident = Falla

## Canal por el que llegó
channel-phone = Teléfono
channel-mail = Correo
channel-web = Web
channel-counter = Mesón
channel-api = API
channel-monitoring = Monitoreo

## Estado de un caso
state-new = Nuevo
state-in-progress = En curso
state-waiting = En espera
state-resolved = Solucionado
state-closed = Cerrado
state-cancelled = Anulado

## Qué se espera
waiting-for-requester = En espera del solicitante
waiting-for-third-party = En espera de un tercero
waiting-for-moment = En espera hasta una fecha

## Impacto
impact-person = Una persona
impact-team = Un equipo
impact-site = Una sede
impact-organisation = Toda la organización

## Urgencia
urgency-low = Baja
urgency-medium = Media
urgency-high = Alta

## Prioridad
priority-critical = Crítica
priority-high = Alta
priority-medium = Media
priority-low = Baja

## Nivel de una unidad resolutora
level-first = Primer nivel
level-second = Segundo nivel
level-third = Tercer nivel

## Rol de un usuario
role-requester = Solicitante
role-agent = Agente
role-supervisor = Supervisor
role-analyst = Analista
role-administrator = Administrador
role-client = Cliente

## Idioma, cada uno en el propio
language-es = Español
language-en = English
language-pt = Português

## Apariencia
theme-system = Como el sistema
theme-light = Clara
theme-dark = Oscura

## Alcance de una clave de API
token-scope-read = Solo lectura
token-scope-write = Lectura y escritura
token-scope-wall = Solo el muro

## Protección de la conexión con el servidor de correo
mail-security-tls = TLS (puerto 465)
mail-security-starttls = STARTTLS (puerto 587)
mail-security-none = Sin cifrado

## Por qué quedó aparte un correo
aside-own = Lo envió la misma mesa
aside-again = Ya había llegado
aside-answer = Respuesta automática
aside-bulk = Envío masivo
aside-report = Aviso de un correo que no llegó
aside-too-much = Demasiados en poco tiempo
aside-no-sender = Sin remitente
aside-spam = Posible spam

## Lo que se puede hacer con un caso
action-edit = Editar
action-set-priority = Cambiar prioridad
action-take = Tomar
action-assign = Asignar
action-pass = Derivar
action-wait = Poner en espera
action-resume = Retomar
action-resolve = Solucionar
action-correct-on-line = Corregir solución en línea
action-reopen = Reabrir
action-close = Cerrar
action-cancel = Anular
action-settle = Dar por resuelto
action-reply = Responder
action-note = Agregar nota interna
action-follow = Seguir
action-watch = Poner en copia
action-leave = Dejar de estar en copia
action-mark-step = Marcar un paso
action-acknowledge = Acusar recibo

## Por qué algo no se puede hacer
why-not-state = El estado del caso no lo permite
why-not-role = El rol no lo permite
why-not-too-late = Terminó el plazo para reabrirlo
why-not-already-theirs = El caso ya está a cargo propio
why-not-other-group = El caso está en una unidad resolutora ajena
why-not-not-on-line = No se solucionó en el primer nivel
why-not-no-procedure = El caso no tiene procedimiento
why-not-no-alarm = No hay alarma que espere acuse de recibo
why-not-not-told = La alarma es para otras personas

## Quién puede hacerlo
who-desk = La mesa
who-both-sides = La mesa y el solicitante
who-requester = Quien pidió ayuda
who-watcher = Quien está en copia
who-everybody = Todos ellos
who-unit-head = La jefatura de su unidad
solution-by-requester = Resuelto según el solicitante

## Qué hace falta
need-solution = Solución y código
need-reason = Motivo
need-text = Texto
need-group = Unidad resolutora
need-waiting-for = Qué se espera

## Avisos por correo
notice-kind-opened = Caso registrado
notice-kind-replied = Respuesta al solicitante
notice-kind-waiting-for-you = Espera del solicitante
notice-kind-solved = Caso solucionado
notice-kind-reopened = Caso reabierto
notice-kind-closed = Caso cerrado
notice-kind-assigned = Caso asignado
notice-kind-passed = Caso derivado a un grupo
notice-kind-answered = Respuesta del solicitante
notice-kind-deadline-near = Plazo por vencer
notice-kind-deadline-missed = Plazo vencido
notice-kind-not-taken = Nadie toma el caso
notice-kind-no-update = Caso sin novedades
notice-kind-reopened-often = Caso que vuelve
notice-kind-passed-often = Caso que da vueltas
notice-kind-alarm-open = Alarma sin acuse de recibo
notice-kind-invited = Invitación
notice-kind-low-mark = Nota baja en una encuesta
notice-kind-follow-up-overdue = Seguimiento vencido
notice-kind-survey-answered = Encuesta respondida
notice-kind-survey-invitation = Encuesta
notice-kind-survey-reminder = Recordatorio de encuesta
notice-kind-password-reset = Enlace para una clave nueva
notice-kind-backup-failed = Falló un respaldo
notice-kind-backup-overdue = Respaldo atrasado
notice-kind-disk-fills-up = Disco por llenarse
notice-kind-disk-full = Disco lleno

## Estado de un correo de salida
outbox-state-queued = En cola
outbox-state-leased = Enviando
outbox-state-sent = Enviado
outbox-state-failed = Fallido
outbox-state-cancelled = Descartado
outbox-state-unknown = Sin confirmar

## Por qué un correo ya no se envió
why-dropped-no-address = No hay dirección de correo a la que escribir
why-dropped-inactive = La cuenta ya no está activa
why-dropped-erased = El texto que llevaba se borró
why-dropped-case-cancelled = El caso se anuló antes de enviarlo
why-dropped-not-waiting = El caso ya no espera al solicitante
why-dropped-not-solved = El caso ya no está solucionado
why-dropped-not-open = El caso ya no está abierto
why-dropped-not-theirs = El caso pasó a otras manos
why-dropped-taken = Alguien tomó el caso
why-dropped-survey-over = Ya respondió la encuesta, o no se le puede preguntar
why-dropped-acknowledged = Alguien acusó recibo de la alarma
why-dropped-link-replaced = Se pidió otro enlace, o la clave ya se eligió

## Qué mide un reloj
clock-kind-first-response = Primera respuesta
clock-kind-solution = Solución
clock-kind-acceptance = Aceptación del grupo
clock-kind-group-solution = Solución del grupo

job-name-backup = Respaldo
job-name-clear-sessions = Borrar sesiones terminadas
job-name-clear-throttles = Olvidar intentos de ingreso fallidos
job-name-clear-idempotency-keys = Olvidar solicitudes que ya no se repiten
job-name-clear-uploads = Borrar archivos que nadie usó
job-name-clear-devices = Olvidar navegadores sin ingresos en un año
job-name-take-answers = Contar respuestas anónimas en espera
job-name-forget-answers = Olvidar quién respondió encuestas hace tiempo
job-name-clear-outbox = Borrar correos enviados hace tiempo

audience-requester = Quien pide
audience-assignee = Quien lo tiene
audience-group = El grupo
audience-followers = Quienes lo siguen
audience-group-supervisors = Supervisión del grupo
audience-supervisors = Supervisión
audience-administrators = Administración

notice-way-screen = En pantalla
notice-way-mail = Por correo
notice-way-webhook = A otro programa

placeholder-number = número
placeholder-subject = asunto
placeholder-requester = solicitante
placeholder-name = nombre
placeholder-group = grupo
placeholder-assignee = responsable
placeholder-priority = prioridad
placeholder-state = estado
placeholder-deadline = plazo
placeholder-words = texto
placeholder-link = enlace
placeholder-desk = mesa

pick-by-hand = Quien lo tome
pick-in-turn = Por turno
pick-least-loaded = Quien tenga menos casos
pick-by-skill = Por habilidad e idioma

## Qué mide un compromiso
indicator-solved-in-time = Solucionados a tiempo
indicator-answered-in-time = Respondidos a tiempo
indicator-accepted-in-time = Aceptados a tiempo por el grupo
indicator-group-solved-in-time = Solucionados a tiempo por el grupo
indicator-solved-on-line = Solucionados en línea
indicator-reopened = Reabiertos
indicator-calls-abandoned = Llamadas abandonadas
indicator-mean-call = Duración media de las llamadas
indicator-satisfaction = Satisfacción

comparison-at-least = Al menos
comparison-at-most = A lo más

period-day = Cada día
period-week = Cada semana
period-month = Cada mes
period-quarter = Cada trimestre
period-year = Cada año

## Qué hace que pase un paso de un escalamiento
trigger-kind-clock = Un plazo llega a un punto
trigger-kind-not-taken = Nadie lo toma
trigger-kind-no-update = Nadie escribe ni cambia nada
trigger-kind-reopened = Se reabre
trigger-kind-passed-on = Se deriva a otro grupo

## Qué se pregunta en una encuesta
question-kind-satisfaction = Satisfacción, de 1 a 5
question-kind-effort = Facilidad, de 1 a 7
question-kind-recommendation = Recomendación, de 0 a 10
question-kind-yes-no = Sí o no
question-kind-one-of = Una de varias
question-kind-several-of = Varias de varias
question-kind-reasons = Motivos de una nota baja
question-kind-text = Texto libre
question-kind-statement = Texto que solo se lee

## Qué se guarda de quien responde una encuesta
confidence-named = Con nombre
confidence-confidential = Confidencial
confidence-anonymous = Anónima

## Formularios para comenzar una encuesta
survey-preset-after-case = Después de un caso
survey-preset-quarterly = Trimestral
survey-preset-visit = De una visita

## Encuestas: a quién se pregunta
asked-after-solution = al solucionarse
asked-after-closing = al cerrarse
left-out-sample = No salió en la muestra
left-out-asked-lately = Se le preguntó hace poco
left-out-opted-out = No quiere encuestas
left-out-never-asked = La mesa decidió no preguntarle
left-out-no-address = No tiene correo
left-out-own-work = Trabajó en el caso
left-out-gone = Ya no está
left-out-asked-by-phone = Se preguntó por teléfono
left-out-ended = La encuesta había terminado
round-state-planning = en preparación
round-state-sending = enviándose
round-state-open = abierta
round-state-closed = cerrada
round-state-stopped = detenida
invitation-state-planned = prevista
invitation-state-left-out = no se pregunta
invitation-state-cancelled = anulada
invitation-state-sent = enviada
invitation-state-refused = rechazada por el servidor
invitation-state-answered = respondida
invitation-state-expired = vencida
answer-way-link = por enlace abierto
answer-way-invitation = por invitación
answer-way-phone = por teléfono
not-asked-themselves = Pidió no recibir encuestas
not-asked-desk = La mesa decidió no encuestarle

follow-up-outcome-resolved = Contactado y resuelto
follow-up-outcome-unresolved = Contactado, sin resolver
follow-up-outcome-not-reached = No se pudo contactar
follow-up-outcome-not-wanted = No quiere que lo contacten
follow-up-outcome-not-needed = No hacía falta
follow-up-state-open = Pendiente
follow-up-state-overdue = Vencido
follow-up-state-done = Hecho
phone-refusal-anonymous = Es anónima: quien pregunta sabría quién respondió
phone-refusal-not-solved = El caso no está solucionado
phone-refusal-opted-out = No quiere encuestas
phone-refusal-never-asked = No se le pregunta
phone-refusal-own-work = Trabajó en el caso
phone-refusal-answered = Ya respondió
phone-refusal-gone = Ya no está
phone-refusal-long-ago = El caso se solucionó hace demasiado tiempo

## Por dónde entran los solicitantes
doorway-closed = Solo por los enlaces de los correos
doorway-codes = Con un código que llega por correo
doorway-passwords = Con la clave de su cuenta

## A quién se envía un código
guests-known = A quienes la mesa conoce
guests-domains = También a quienes tienen correo de ciertos dominios
guests-anybody = A cualquiera

## Filtros que se escriben en la búsqueda: antes y después de los dos puntos
search-filter-status = estado
search-filter-priority = prioridad
search-filter-assignee = asignado
search-filter-group = grupo
search-filter-requester = solicitante
search-filter-unit = unidad
search-filter-following = siguiendo
search-filter-solved = solucionado
search-word-open = abierto
search-word-me = yo
search-word-none = nadie
search-word-mine = míos
search-word-today = hoy

## Dónde está lo que se buscó
found-in-subject = Asunto
found-in-description = Descripción
found-in-message = Mensaje
found-in-solution = Solución
found-in-note = Nota interna
found-in-file = Archivo
found-in-note-file = Archivo interno
found-in-requester = Solicitante
found-in-category = Categoría
found-in-name = Nombre
found-in-title = Cargo
found-in-email = Correo
found-in-phone = Teléfono
found-in-unit = Unidad

## Reuniones
meeting-kind-invitation = Invitación a una reunión
meeting-kind-cancelled = Reunión cancelada
meeting-kind-answer = Respuesta a una invitación
