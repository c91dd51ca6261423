### Lo que dice la web: marco, bandejas, caso y partes. Botones en infinitivo; dentro de la mesa, sin pronombre.

## Lo que se repite
loading = Cargando
again = Reintentar
close = Cerrar
cancel = Cancelar
save = Guardar
undo = Deshacer
copy = Copiar { $name }
copied = Copiado: { $name }
copy-failed = No se pudo copiar { $name }: seleccionar el texto y copiarlo a mano.
chip-remove = Quitar { $text }
field-optional = opcional
ahead-nothing = Sin coincidencias
ahead-count = { $count ->
    [0] Sin coincidencias
    [one] Una coincidencia
   *[other] { $count } coincidencias
}
priority-named = Prioridad { $priority }

## El marco
frame-skip = Ir al contenido
frame-rail = Bandejas y lugares
rail-queues = Bandejas
rail-desk = Mesa
new-case = Nuevo caso
account-of = { $name }, cuenta
sign-out = Salir
go-home = Ir al inicio
place-people = Personas
place-admin = Administración
place-account = Cuenta y preferencias
place-my = Lo que pedí
not-found = No está aquí
not-found-why = La dirección no existe, o no hay permiso para verla.
offline-since = Sin conexión desde las { $time }. Lo escrito está guardado aquí; lo de la pantalla puede haber cambiado.

## Buscar y comandos
seek-placeholder = Buscar o escribir un comando
seek-label = Palabras de un caso, número, persona o comando
seek-cases = Casos
seek-people = Personas
seek-commands = Comandos
seek-nothing = Nada con esas palabras. Probar con menos palabras, un número, parte de un teléfono, o un filtro: estado:abierto grupo:redes
seek-unknown = No se entiende: { $words }
seek-making = El buscador se está preparando: puede faltar algo
seek-all = { $count ->
    [one] Ver el caso encontrado
   *[other] Ver los { $count } casos encontrados
}
seek-all-many = Ver todos los casos encontrados (más de 1.000)
seek-left-out = Son demasiadas palabras. No se buscó: { $words }
search-title = Resultados
search-label = Palabras, números o filtros
search-count = { $count ->
    [one] Un caso
   *[other] { $count } casos
}
search-many = Más de 1.000 casos
search-begin = Qué se busca
search-short = Son muy pocas letras
search-nothing = Nada con «{ $typed }»
search-try = Probar con menos palabras o más cortas, un número de caso, parte de un teléfono o de un correo, o un filtro: estado:abierto prioridad:alta asignado:nadie grupo:"mesa de ayuda" solicitante:rojas
similar-title = Casos parecidos ya solucionados
similar-solution = Cómo se solucionó
similar-use-this = Usar esta solución: { $subject }
similar-use = Usar esta solución
seek-foot = ↑ ↓ elegir · ⏎ tomar · Ctrl ⏎ ver todo · Esc cerrar
seek-case = Caso { $number }
seek-open-cases = { $count ->
    [one] Un caso abierto
   *[other] { $count } casos abiertos
}

## Teclas
key-help = Teclas
key-new = Nuevo caso
key-seek = Buscar
key-command = Escribir un comando
key-go = Ir a { $place }
keys-off = Las letras sueltas están desactivadas en la cuenta.

## Bandejas
view-mine = Mis casos
view-groups = Mis grupos
view-unassigned = Sin asignar
view-new = Sin tomar
view-waiting = En espera
view-following = En seguimiento
view-solved = Solucionados hoy
view-all = Todos

## Lo que salió mal
problem-offline = No hay conexión con el servidor. Lo escrito quedó aquí; se puede reintentar.
problem-unauthenticated = La sesión terminó. Lo escrito sigue aquí; entrar de nuevo para seguir.
problem-forbidden = No hay permiso para esto.
problem-reauthenticate = Hace falta confirmar la clave. Lo escrito sigue aquí.
problem-second-step-due = Falta activar la verificación en dos pasos.
problem-link-expired = Este enlace ya no sirve.
problem-not-found = No está, o no hay permiso para verlo.
problem-not-possible = No se puede: { $why }
problem-already-running = Ya está en curso.
problem-stale = Alguien lo cambió mientras tanto. Lo escrito sigue aquí.
problem-invalid = Falta corregir lo señalado. Lo escrito sigue aquí.
problem-too-large = Es demasiado grande. No se guardó.
problem-rate-limited = Demasiados intentos. Esperar { $seconds ->
    [0] un momento
    [one] un segundo
   *[other] { $seconds } segundos
} y reintentar.
problem-busy = El servidor está ocupado. No se guardó nada; se puede reintentar en un momento.
problem-out-of-reach = El servidor no alcanza sus datos en este momento. No se guardó nada; se puede reintentar en unos segundos.
problem-unconfirmed = El disco del servidor falló al guardar, y no se sabe si quedó guardado. Revisar antes de repetirlo.
problem-disk-full = El disco del servidor está lleno. No se guardó nada; avisar a quien administra el servidor.
problem-secret-locked = El servidor no tiene la llave con que se cifraron sus secretos. No se guardó nada; avisar a quien administra el servidor. Para ingresar sirve un código de recuperación.
problem-internal = El servidor falló. Lo escrito quedó aquí; se puede reintentar.
problem-internal-quoted = El servidor falló. Lo escrito quedó aquí; se puede reintentar. Si vuelve a ocurrir, informar este código a quien administra: { $id }
problem-other = No se pudo: { $detail }
field-error-required = Falta
field-error-too-long = Es más largo de lo permitido ({ $max })
field-error-too-short = Es más corto de lo permitido ({ $min })
field-error-not-an-email = No parece una dirección de correo
field-error-not-a-phone = No parece un número de teléfono
field-error-not-a-certificate = No es un certificado en formato PEM, o trae algo más
field-error-unknown = No existe
field-error-taken = Ya está en uso
field-error-past = Ya pasó
field-error-circle = Quedaría dentro de sí mismo
field-error-not-allowed = No se permite aquí
field-error-not-writable = La mesa no puede escribir ahí. La carpeta debe ser del usuario de la mesa, y si la mesa corre con systemd, su unidad debe permitirla (ReadWritePaths); después, reiniciar la mesa
field-error-ambiguous = Corresponde a más de uno
field-error-malformed = No se entiende
field-error-never-open = No tiene ninguna hora
field-error-never-due = No llega nunca
field-error-too-often = Llega más de una vez al día
field-error-overlaps = Se cruza con otro
field-error-out-of-range = Está fuera de lo posible
field-error-no-effect = No tiene efecto
field-error-never-matches = Nunca le toca: uno anterior vale siempre antes
field-error-unknown-placeholder = Entre llaves hay algo que no es un campo; para una llave se escribe dos veces
field-error-unreachable = Ningún camino llega aquí
field-error-silences = A quienes va dirigida no se les avisa nada, tampoco cuando los nombra un escalamiento
field-error-not-met = El modelo da otra cosa que la esperada
field-error-calendar-needed = Falta el calendario con que se cuenta
field-error-nobody = Nadie podría hacerlo

## Bandejas: lista
list-others = Otras bandejas
list-sort = Orden:
list-cases = Casos
list-more = Más casos
list-heading = { $state }, { $count }
list-arrived = { $count ->
    [one] Un caso nuevo. Mostrar
   *[other] { $count } casos nuevos. Mostrar
}
sort-down-updated = Último cambio
sort-updated = Más quietos primero
sort-priority = Prioridad
sort-down-number = Más nuevos primero
sort-number = Más antiguos primero
density-to-roomy = Filas densas. Cambiar a holgadas
density-to-dense = Filas holgadas. Cambiar a densas
row-gone = ya no está aquí
row-on-line = solucionado en línea
vip = VIP
empty-mine = Nada asignado
empty-mine-next = Los casos que se toman o se asignan aparecen aquí.
empty-groups = Nada abierto en mis grupos
empty-groups-next = Lo que se les derive aparece aquí sin recargar.
empty-unassigned = Nada sin asignar
empty-unassigned-next = Cada caso abierto tiene quien lo atienda.
empty-waiting = Nada en espera
empty-waiting-next = Los casos que esperan al solicitante, a un tercero o una fecha aparecen aquí.
empty-following = Nada en seguimiento
empty-following-next = Los casos que se siguen y que otros atienden aparecen aquí.
empty-solved = Nada solucionado hoy todavía
empty-solved-next = Lo que se solucione hoy aparece aquí.
empty-all = Ningún caso abierto
empty-all-next = Todo está solucionado.
empty-see-unassigned = Ver los sin asignar
empty-see-groups = Ver los de mis grupos
empty-prepare = Preparar la mesa
key-next = Caso siguiente
key-previous = Caso anterior
key-back = Volver a la lista
key-said = Registrar lo que dijo el solicitante

## Varios casos a la vez
key-select = Seleccionar el caso
select-several = Seleccionar casos
select-one = Seleccionar el caso { $number }
select-count = { $count ->
    [0] Ninguno seleccionado
    [one] Uno seleccionado
   *[other] { $count } seleccionados
}
select-none = Falta seleccionar un caso
select-end = Terminar la selección
several-pass = { $count ->
    [one] Derivar un caso
   *[other] Derivar { $count } casos
}
several-pass-to = { $count ->
    [one] Derivar un caso a { $group }
   *[other] Derivar { $count } casos a { $group }
}
several-note-help = La misma nota queda en cada caso. Pasa también toda la conversación.
several-through = { $through } de { $count } listos
several-taken = { $count ->
    [one] Un caso tomado
   *[other] { $count } casos tomados
}
several-passed = { $count ->
    [one] Un caso derivado a { $group }
   *[other] { $count } casos derivados a { $group }
}
several-left = { $count ->
    [one] Uno quedó como estaba, y sigue seleccionado:
   *[other] { $count } quedaron como estaban, y siguen seleccionados:
}

## Quién lo tiene y qué se espera
holder-group = { $group }, sin asignar
holder-none = sin asignar
waits-until = espera hasta { $moment }
waits-third-party = { $days ->
    [0] espera a un tercero
    [one] espera a un tercero, un día
   *[other] espera a un tercero, { $days } días
}
waits-requester = { $days ->
    [0] espera a { $name }
    [one] espera a { $name }, un día
   *[other] espera a { $name }, { $days } días
}

## El caso
case-none = Ningún caso elegido
case-none-next = Elegir uno de la lista: J y K recorren, Enter abre.
case-gone = El caso pasó a un grupo cuyos casos no se ven desde esta cuenta. Lo escrito sigue guardado en este navegador.
case-parts = Partes del caso
back-to = Volver a { $place }
more-actions = Más acciones
closes = se cierra
tab-talk = Conversación
tab-others = Otros casos ({ $count })
timeline = Conversación y hechos
timeline-older = Mostrar lo anterior
timeline-unread = { $count ->
    [one] Un mensaje nuevo abajo. Ver
   *[other] { $count } mensajes nuevos abajo. Ver
}
meanwhile = Mientras se escribía: { $what }
see = Ver
side = Solicitante y contexto
said-by-channel = { $channel ->
    [phone] por teléfono
    [mail] por correo
    [web] por la web
    [counter] en el mesón
    [api] por la API
   *[monitoring] por monitoreo
}
said-to-by-channel = a { $name }, { $how }
said-note = nota interna
said-nothing = Sin texto
said-kept-by = Lo registró { $name }
mail-queued = Correo en cola
mail-leased = Enviando el correo
mail-sent = Correo enviado
mail-cancelled = Correo descartado
mail-unknown = Correo sin confirmar
mail-failed = El correo no salió: { $error }
mail-again = Enviar de nuevo

## Lo que pasó, en una línea
facts-folded = { $count } hechos: { $what }
did-fact = { $what } · { $name }
did-wrote = { $name } escribió
did-noted = { $name } agregó una nota interna
fact-taken = Tomado por { $name }
fact-assigned = Asignado a { $name }
fact-released = Devuelto a { $group }
fact-passed = Derivado a { $group }, { $level }
fact-passed-to = Derivado a { $group }, { $level }, a { $name }
fact-classified = Clasificado como { $category }, prioridad { $priority }
fact-classified-none = Sin categoría, prioridad { $priority }
fact-prioritised = Prioridad { $priority }: { $reason }
fact-matrix = Prioridad { $priority }, por la matriz
fact-waited-until = En espera hasta { $until }
fact-solved = Solucionado: { $code }
fact-solved-on-line = Solucionado en línea: { $code }
fact-on-line = Cuenta como solucionado en línea: { $reason }
fact-not-on-line = No cuenta como solucionado en línea: { $reason }
fact-reopened = Reabierto
fact-reopened-because = Reabierto: { $reason }
fact-cancelled = Anulado: { $reason }
fact-followed = En seguimiento
fact-unfollowed = Sin seguimiento
fact-watched = En copia: { $name }
fact-unwatched = Ya no está en copia: { $name }
fact-plain-opened = Registrado
fact-plain-edited = Datos del caso cambiados
fact-plain-started = Se empezó a trabajar
fact-plain-resumed = Retomado
fact-plain-closed = Cerrado
fact-plain-sealed = Terminó el plazo para reabrir

## Panel del lado
requester = Solicitante
unit = Unidad
person-heads = Jefatura de
phone = Teléfono
email = Correo
language = Idioma
affected = Persona afectada
copy-phone = teléfono { $phone }
others-of = Otros casos de { $name }
others-all = todos
others-none = No hay otros.
classification = Clasificación
classify-change = cambiar
category = Categoría
category-none = Sin categoría
kind = Tipo
impact = Impacto
urgency = Urgencia
priority = Prioridad
priority-overridden = La matriz daría { $matrix }. { $name }: { $reason }
group = Grupo
group-none = Sin grupo
channel = Canal
opened = Registrado
followers = Siguen el caso
watchers = En copia
passage = Por dónde pasó
passage-between = { $start } a { $end }
passage-since = desde { $start }
lasting-less = menos de { $minute }

## Escribir
composer-what = Qué se escribe
composer-reply = Respuesta
composer-note = Nota interna
composer-said = Lo que dijo
composer-reply-reads = La lee { $name }, por correo
composer-reply-no-mail = { $name } no tiene correo: la respuesta queda en el caso
composer-reply-undelivered = Los correos a { $name } no llegan: conviene avisarle por otro medio
composer-note-reads = La lee solo la mesa
composer-said-reads = Queda como dicho por { $name } { $how }; no sale correo
composer-said-how = Dónde lo dijo
composer-said-label = Lo que { $name } dijo { $how }
composer-to = Respuesta a { $name }
composer-send = Enviar a { $name }
composer-keep = Guardar nota interna
composer-said-keep = Registrar lo que dijo { $name }
composer-draft = Borrador, { $time }

## Archivos
files-attach = Adjuntar archivos
files-with-it = Archivos que van con lo escrito
files-came-with-it = Archivos adjuntos
files-progress = Subiendo { $name }
files-remove = Quitar { $name }
files-removed = { $name } se quitó
files-arrived = { $name } está listo para enviar
files-more = { $count ->
    [one] Mostrar 1 archivo más
   *[other] Mostrar { $count } archivos más
}
files-show = Vista previa de { $name }
files-remove-first = Primero quitar los archivos que no se pueden enviar
files-on-their-way = Esperar a que terminen de subir los archivos
files-too-many = No cabe: van { $max } archivos como máximo
files-too-large = No cabe: cada archivo puede tener hasta { $size }
files-gone = Ya no está en la mesa: quitar y adjuntar de nuevo

## Acciones del caso
person = Persona
reason = Motivo
subject = Asunto
description = Descripción
affected-help = Si el caso es de otra persona que quien lo pide. Vaciar el campo la quita.
reads-desk = lo lee solo la mesa
reads-group = lo lee { $group }
reads-next-group = el grupo que lo recibe
reads-requester = la lee { $name }
reads-by-mail-or-empty = por correo, se puede dejar vacío
away = { $name }, ausente
pass = Derivar
pass-to = Derivar a { $group }
passed = { $number } derivado a { $group }
pass-nobody = Nadie en particular
pass-proposed = { $level }. Lo propone el modelo de servicio.
pass-note = Qué se sabe y qué se intentó
pass-note-help = Pasa también toda la conversación.
pass-reply = Qué se le avisa a { $name }
wait = Poner en espera
waiting-now = { $number } en espera
wait-for-what = Qué se espera
wait-requester = Una respuesta de { $name }
wait-requester-help = Su respuesta lo trae de vuelta.
wait-third-party = Un tercero: proveedor, otra área
wait-moment = Una fecha y hora
wait-until = Hasta
wait-until-help = En ese momento vuelve por sí solo.
wait-question = Qué se le pregunta a { $name }
wait-reason = Por qué espera
solve = Solucionar
solved = { $number } solucionado
solution = Solución
solve-code = Cómo se solucionó
solve-code-none = La mesa no tiene códigos de solución activos. Dejar el caso abierto, y pedir uno a quien administra.
solve-closes = { $days ->
    [one] Se cierra solo en un día, si nadie lo reabre.
   *[other] Se cierra solo en { $days } días, si nadie lo reabre.
}
reason-title-reopen = Reabrir
reason-done-reopen = { $number } reabierto
reason-title-cancel = Anular el caso
reason-done-cancel = { $number } anulado
cancel-what = El caso termina sin solución. No se puede deshacer.
assign = Asignar
assign-in = A alguien de { $group }
assign-nobody = Nadie: queda en el grupo
assigned = { $number } asignado
change-priority = Cambiar prioridad
priority-matrix = La que da la matriz
priority-matrix-help = Ahora daría { $priority }
priority-changed = { $number } con otra prioridad
correct-on-line = Corregir solución en línea
on-line-question = Cómo cuenta este caso
on-line-yes = Solucionado en línea
on-line-yes-help = El primer nivel lo solucionó en el contacto que lo abrió.
on-line-no = No fue en línea
on-line-corrected = { $number } corregido
edit = Editar el caso
edited = { $number } guardado
classify = Clasificar
classified = { $number } clasificado
classify-gives = Quedaría con
classify-overridden = La prioridad se decidió a mano; no cambia con la clasificación.
taken = { $number } tomado
resumed = { $number } retomado
closed = { $number } cerrado
followed = { $number } en seguimiento
unfollowed = { $number } sin seguimiento
unfollow = Dejar de seguir
copy-title = En copia del caso
copy-help = Quien está en copia lee lo mismo que quien pidió el caso, recibe por correo las respuestas y puede escribir. No decide si quedó solucionado.
copy-who = Persona
copy-add = Poner en copia
copy-added = { $name } está en copia
copy-change = Cambiar
copy-remove = Quitar
copy-remove-name = Quitar a { $name }
copy-removed = { $name } ya no está en copia

## Lo que pide quien pide
my-title = Sus casos
fact-with-group = Lo atiende { $group }

## Personas
people-seek = Buscar
people-seek-hint = Nombre, correo o teléfono
people-begin = Escribir dos letras del nombre o del correo, o el final de un teléfono.
people-edit = Editar
people-no-cases = Todavía no ha pedido nada

health-open = Ver el estado
health-and-more = { $count ->
    [one] Y una cosa más.
   *[other] Y { $count } cosas más.
  }
finding-disk-full = El disco está lleno: solo se puede leer e ingresar.
finding-disk-fills-up = El disco se está llenando: no se aceptan adjuntos.
finding-secrets-locked = Falta la llave con que se cifraron los secretos de la mesa.
finding-mail-waits = Hay correos que no logran salir.
finding-mail-not-set-up = Hay correos por salir y ningún servidor de correo.
finding-mail-failed = Hay correos que no salieron.
finding-webhook-waits = Hay avisos que otros programas no reciben.
finding-mailbox-signed-out = Hay buzones en los que hay que volver a iniciar sesión.
finding-mailbox-fails = Hay buzones que no se pueden leer.
finding-mail-too-long = Hay correos demasiado largos para traerlos.
finding-mail-aside = Hay correos aparte que pudo escribir una persona.
finding-holidays-end = Hay calendarios que pronto no tendrán más feriados: después, los plazos correrán también en ellos.
finding-webhook-failed = Hay avisos a otros programas que no llegaron.
finding-backup-failed = El último respaldo falló.
finding-backup-overdue = Falta un respaldo.
finding-backup-not-set-up = No hay respaldos programados.
finding-certificate-ends = El certificado vence pronto o ya venció.
finding-certificate-self-made = La mesa usa un certificado hecho por ella misma: los navegadores advierten.
