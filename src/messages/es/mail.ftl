### Los correos que salen de la mesa. A quien pide se le trata de usted; a quien atiende, sin pronombre.
### $number es el número del caso, $subject su asunto, $when y $until un momento como se dice en una frase.

mail-counter = Para responder, escriba sobre esta línea
mail-greeting = Hola, { $name }:
mail-footer = Este correo no lleva imágenes ni mide si fue abierto.
mail-open-case = Abrir el caso

mail-row-subject = Asunto
mail-row-priority = Prioridad
mail-row-description = Relato
mail-row-requester = Solicitante
mail-row-unit = Unidad
mail-row-channel = Canal
mail-row-files = Archivos
mail-row-holder = Lo tiene
mail-is-due = vence { $when }
mail-was-due = venció { $when }

## Caso registrado, a quien pide
mail-subject-opened = Recibimos su caso: { $subject }
mail-heading-opened = Recibimos su caso { $number }
mail-intro-opened =
    { $channel ->
        [phone] Registramos lo que nos contó por teléfono { $when }.
        [mail] Registramos lo que nos escribió por correo { $when }.
        [web] Registramos lo que nos escribió en la página web { $when }.
        [counter] Registramos lo que nos contó en el mesón { $when }.
       *[other] Registramos su caso { $when }.
    }
mail-held-by = Lo tiene { $name }.
mail-after-opened = Le escribiremos cuando haya novedades. Si algo cambia o falta, responda este correo.

## Respuesta, a quien pide
mail-subject-replied = Respuesta a su caso: { $subject }
mail-heading-replied = Respuesta a su caso { $number }
mail-intro-replied = { $name } le escribió { $when }:
mail-after-replied = Para contestar, responda este correo.

## Espera, a quien pide
mail-subject-waiting-for-you = Esperamos su respuesta: { $subject }
mail-heading-waiting-for-you = Esperamos su respuesta en el caso { $number }
mail-intro-waiting-for-you = Para seguir con el caso necesitamos algo de usted. { $name } escribió { $when }:
mail-waiting-plain = Para seguir con el caso necesitamos su respuesta.
mail-waiting-until = Si no tenemos noticias suyas, lo retomaremos { $until }.
mail-after-waiting-for-you = Basta con responder este correo.

## Solución, a quien pide
mail-subject-solved = Solucionamos su caso: { $subject }
mail-heading-solved = Solucionamos su caso { $number }
mail-intro-solved = { $name } solucionó su caso { $when }. Esto es lo que se hizo:
mail-after-solved = Si el problema sigue o vuelve, responda este correo: el caso se puede reabrir hasta { $until }.

## Caso reabierto, a quien pide
mail-subject-reopened = Reabrimos su caso: { $subject }
mail-heading-reopened = Reabrimos su caso { $number }
mail-intro-reopened = Volvimos a abrir el caso { $when } y seguimos trabajando en él.
mail-after-reopened = Le escribiremos cuando haya novedades. Si algo cambia o falta, responda este correo.

## A quien va en copia
mail-subject-copy = { $what }: { $subject }
mail-heading-copy = Caso { $number }: { $what }
mail-intro-copy =
    { $kind ->
        [replied] { $name } escribió { $when }:
        [solved] { $name } solucionó el caso { $when }. Esto es lo que se hizo:
        [reopened] El caso se volvió a abrir { $when }.
       *[closed] El caso se cerró { $when }.
    }
mail-after-copy = Recibe este correo porque va en copia en un caso de { $name }. Para decir algo, responda este correo; para no recibir más, abra el caso.

## Caso asignado, a quien atiende
mail-subject-assigned = Caso asignado: { $subject }
mail-heading-assigned = Caso { $number } asignado
mail-intro-assigned = Asignado a { $name } { $when }.
mail-assigned-note = { $name } dejó una nota:

## Respuesta de quien pide, a quien atiende
mail-subject-answered = Nueva respuesta: { $subject }
mail-heading-answered = Nueva respuesta en el caso { $number }
mail-intro-answered = { $name } escribió { $when }:

## El plazo se acaba, a quien vela por el caso
mail-subject-deadline-near = Plazo por vencer: { $subject }
mail-heading-deadline-near = Al caso { $number } se le acaba el plazo
mail-intro-deadline-near = Según lo acordado, se avisa { $when } que el plazo de este caso está por vencer.

mail-subject-deadline-missed = Plazo vencido: { $subject }
mail-heading-deadline-missed = Al caso { $number } se le venció el plazo
mail-intro-deadline-missed = Según lo acordado, se avisa { $when } que el plazo de este caso ya venció.

mail-subject-not-taken = Nadie lo toma: { $subject }
mail-heading-not-taken = Nadie toma el caso { $number }
mail-intro-not-taken = Según lo acordado, se avisa { $when } que nadie ha tomado este caso.

mail-subject-no-update = Sin novedades: { $subject }
mail-heading-no-update = El caso { $number } está sin novedades
mail-intro-no-update = Según lo acordado, se avisa { $when } que hace tiempo nadie escribe ni cambia nada en este caso.

mail-subject-reopened-often = Vuelve a abrirse: { $subject }
mail-heading-reopened-often = El caso { $number } vuelve a abrirse
mail-intro-reopened-often = Según lo acordado, se avisa { $when } que este caso se reabrió más de lo esperado.

mail-subject-passed-often = Da vueltas: { $subject }
mail-heading-passed-often = El caso { $number } pasa de grupo en grupo
mail-intro-passed-often = Según lo acordado, se avisa { $when } que este caso se ha derivado más de lo esperado.

mail-subject-alarm-open = Alarma sin acuse de recibo: { $subject }
mail-heading-alarm-open = La alarma del caso { $number } sigue sin acuse de recibo
mail-intro-alarm-open = Se avisa de nuevo { $when }. Al acusar recibo en el caso se deja de avisar.

## Invitación, a quien va a entrar
mail-set-password = Elegir la clave
mail-subject-invited = Cuenta en { $desk }
mail-heading-invited = Su cuenta en { $desk }
mail-intro-invited = Se creó una cuenta para usted en { $desk }. Se entra con el correo { $email } y una clave que usted elige con el enlace de abajo.
mail-after-invited = El enlace sirve una sola vez, hasta { $until }. Si venció, pida otro a quien administra la mesa.

## Clave nueva, a quien la pidió
mail-subject-password-reset = Clave nueva para { $desk }
mail-heading-password-reset = Clave nueva
mail-intro-password-reset = Se pidió una clave nueva para entrar a { $desk } con el correo { $email }. Se elige con el enlace de abajo.
mail-after-password-reset = El enlace sirve una sola vez, hasta { $until }. Si usted no lo pidió, no hace falta hacer nada: la clave de siempre sigue sirviendo.

## Un respaldo falló o se atrasó, a quien administra
mail-open-backups = Abrir los respaldos
mail-subject-backup-failed = Falló el respaldo de { $desk }
mail-heading-backup-failed = Falló el respaldo
mail-intro-backup-failed = No se pudo hacer el respaldo { $when }. Esto es lo que pasó:
mail-after-backup-failed = La mesa sigue funcionando y los respaldos anteriores siguen donde estaban. Una vez resuelto, se puede respaldar de inmediato desde la página de respaldos.
mail-subject-backup-overdue = El respaldo de { $desk } está atrasado
mail-heading-backup-overdue = El respaldo está atrasado
mail-intro-backup-overdue = Debía haber un respaldo nuevo y, { $when }, todavía no lo hay. El que tocaba:
mail-after-backup-overdue = Conviene revisar el horario y la carpeta en la página de respaldos, y respaldar de inmediato.

## El disco se llena, a quien administra
mail-subject-disk-fills-up = El disco de { $desk } se está llenando
mail-heading-disk-fills-up = El disco se está llenando
mail-intro-disk-fills-up = En el disco del archivo de datos queda poco espacio, { $when }. La mesa no recibe más archivos adjuntos; todo lo demás sigue.
mail-after-disk-fills-up = Conviene liberar espacio en el disco. En cuanto lo haya, se vuelven a recibir archivos adjuntos.

mail-subject-disk-full = El disco de { $desk } está lleno
mail-heading-disk-full = El disco está lleno
mail-intro-disk-full = En el disco del archivo de datos casi no queda espacio, { $when }. La mesa no guarda más cambios; consultar y entrar siguen funcionando.
mail-after-disk-full = Hay que liberar espacio en el disco ahora. En cuanto lo haya, la mesa sigue por sí sola.

## Prueba de la configuración
mail-probe-subject = Prueba de correo de { $desk }
mail-probe-text = Este correo prueba que { $desk } puede enviar. No hace falta responder.

## De un caso, a quien trabaja en la mesa
mail-subject-desk = { $what }: { $subject }
mail-heading-desk = Caso { $number }: { $what }
mail-intro-desk = Así quedó registrado { $when }.

## Caso cerrado, a quien pide
mail-subject-closed = Cerramos su caso: { $subject }
mail-heading-closed = Cerramos su caso { $number }
mail-intro-closed = El caso se cerró { $when }.
mail-after-closed = Si el problema sigue o vuelve, responda este correo.

## Varios avisos en un correo, a quien trabaja en la mesa
mail-digest-subject = { $count } avisos de casos
mail-digest-heading = { $count } avisos de casos
mail-digest-intro = Para no llenar el correo, estos avisos llegan juntos.
mail-digest-open = Abrir la mesa

## Encuesta, después de un caso
mail-survey-open = Responder la encuesta
mail-survey-until = Se puede responder hasta { $until }. Si el problema sigue, responda el correo de su caso: la encuesta no lo reabre.
mail-survey-until-round = Se puede responder hasta { $until }.
mail-survey-leave = No quiero recibir más encuestas
mail-subject-low-mark = Nota baja: { $subject }
mail-heading-low-mark = Nota baja por el caso { $number }
mail-intro-low-mark = Quien fue atendido en este caso puso una nota baja { $when }. Se abrió un seguimiento: hay que comunicarse con esa persona y anotar qué resultó.

mail-subject-follow-up-overdue = Seguimiento vencido: { $subject }
mail-heading-follow-up-overdue = Nadie se ha hecho cargo de la nota baja del caso { $number }
mail-intro-follow-up-overdue = El plazo para comunicarse con quien puso una nota baja por este caso venció { $when }.

mail-open-follow-ups = Abrir los seguimientos
mail-subject-low-mark-round = Nota baja en la encuesta «{ $survey }»
mail-heading-low-mark-round = Nota baja en la encuesta «{ $survey }»
mail-intro-low-mark-round = Alguien puso una nota baja en esta encuesta { $when }. Se abrió un seguimiento: hay que comunicarse con esa persona y anotar qué resultó.
mail-subject-follow-up-overdue-round = Seguimiento vencido de la encuesta «{ $survey }»
mail-heading-follow-up-overdue-round = Nadie se ha hecho cargo de una nota baja
mail-intro-follow-up-overdue-round = El plazo para comunicarse con quien puso una nota baja en la encuesta «{ $survey }» venció { $when }.

mail-subject-survey-answered = Encuesta respondida: { $subject }
mail-heading-survey-answered = Respondieron la encuesta del caso { $number }
mail-intro-survey-answered = Según lo acordado, se avisa { $when } que se respondió una encuesta sobre este caso.

mail-subject-survey-invitation = ¿Cómo le fue con su caso? { $subject }
mail-heading-survey-invitation = ¿Cómo le fue con su caso { $number }?
mail-intro-survey-invitation = Hace poco solucionamos su caso { $number }, «{ $subject }». Su opinión nos ayuda a mejorar la atención.
mail-subject-survey-invitation-round = Queremos su opinión: { $subject }
mail-heading-survey-invitation-round = Queremos su opinión
mail-intro-survey-invitation-round = Le hacemos unas preguntas sobre { $desk }: «{ $subject }». Su opinión nos ayuda a mejorar la atención.
mail-subject-survey-reminder = Su opinión nos falta: { $subject }
mail-heading-survey-reminder = Todavía puede contarnos cómo le fue
mail-intro-survey-reminder = Le preguntamos por su caso { $number }, «{ $subject }», y aún no tenemos su respuesta. No le volveremos a recordar.
mail-subject-survey-reminder-round = Su opinión nos falta: { $subject }
mail-heading-survey-reminder-round = Todavía puede darnos su opinión
mail-intro-survey-reminder-round = Le invitamos a responder «{ $subject }» y aún no tenemos su respuesta. No le volveremos a recordar.

## Código para entrar a los casos propios
mail-code-subject = { $code } es su código para entrar
mail-code-heading = Su código: { $code }
mail-code-text = Con este código entra a sus casos en { $desk }. Sirve una vez, durante diez minutos.
mail-code-after = Si usted no lo pidió, no hace falta hacer nada: sin el código nadie entra.
