# The service model: draft, publishing, calendars, agreements.
model-in-force = Rige la versión { $version }. Lo que se cambie aquí queda en un borrador, y vale al publicarlo.
model-drafted = { $count ->
   [0] Borrador sin cambios
   [one] Borrador con un cambio, sin publicar
  *[other] Borrador con { $count } cambios, sin publicar
    }
model-faults-count = { $count ->
   [one] una cosa por corregir
  *[other] { $count } cosas por corregir
    }
model-review = Revisar y publicar
model-discard = Descartar borrador
model-discard-question = { $count ->
   [0] El borrador se cierra. Rige lo mismo que hasta ahora.
   [one] Se pierde el cambio que no está publicado, de quien sea. Rige lo mismo que hasta ahora. No se puede deshacer.
  *[other] Se pierden los { $count } cambios que no están publicados, de quien sean. Rige lo mismo que hasta ahora. No se puede deshacer.
    }
model-discarded = Borrador descartado
model-saved = Guardado en el borrador: { $name }
model-nameless = Sin nombre
model-stale = { $who } cambió esto mientras se editaba: { $what }. Lo escrito sigue aquí y no se guardó.
model-somebody = Otra persona
model-reopening = Al reabrir un caso, el plazo de solución
model-reopening-resume = sigue donde quedó
model-reopening-resume-help = Lo que ya se ocupó cuenta: quedan solo las horas que faltaban.
model-reopening-restart = empieza de nuevo
model-reopening-restart-help = El caso reabierto tiene otra vez el plazo completo.
model-open-cases = Al publicar una versión, los casos abiertos
model-open-cases-keep = se quedan con la suya
model-open-cases-keep-help = Hasta que se clasifiquen de nuevo: los plazos, los escalamientos, el procedimiento, la matriz y los días hasta el cierre quedan como se acordaron. Los avisos siguen siempre la versión que rige.
model-open-cases-move = pasan a la nueva
model-open-cases-move-help = Lo que ya contó sigue contado; el resto se cuenta con lo nuevo.

## Publicar
model-publish-title = Publicar modelo
model-publish-lead = Qué cambia si el borrador pasa a regir, y qué falta corregir antes.
model-publish = Publicar
model-publish-over = Publicar de todos modos sobre la versión { $version }
model-published = Rige la versión { $version }
model-publish-why-faults = Primero hay que corregir lo de arriba.
model-publish-why-same = El borrador dice lo mismo que lo que rige.
model-publish-explained = Desde entonces decide sobre los casos nuevos.
model-publish-stale = { $who } cambió el borrador mientras tanto. No se publicó; lo que no estaba en la lista está marcado.
model-publish-gone = El borrador ya no está: se publicó o se descartó mientras tanto. Rige la versión { $version }.
model-new-here = nuevo
model-publish-empty = No hay borrador
model-publish-empty-explained = Empieza al guardar un cambio en cualquier parte del modelo.
model-faults = Por corregir
model-warnings = Por revisar
model-warnings-count = { $count } por revisar
model-changes = Qué cambia
model-changes-none = Nada todavía.
model-publish-theirs = Lo que trajo la versión { $version }
model-meanwhile = La versión { $version } se publicó mientras tanto
model-meanwhile-explained = El borrador empezó sobre la versión { $base }. Al publicarlo se pierde lo que otros cambiaron desde entonces, salvo que también esté en el borrador:
model-changed-added = agregado
model-changed-removed = quitado
model-changed-altered = cambia
model-changed-reordered = otro orden
model-changed-added-named = Se agrega «{ $name }»
model-changed-removed-named = Se quita «{ $name }»
model-changed-altered-named = Cambia «{ $name }»
model-changed-reordered-named = Cambia de lugar «{ $name }»
model-versions = Versiones
model-version = Versión { $version }
model-version-in-force = rige
model-version-superseded = reemplazada
model-version-published = Publicada
model-version-by = por { $who }
model-version-replaced = Reemplazada
model-version-replaced-by = por la versión { $version }
model-version-open-cases = { $count ->
    [0] Ningún caso abierto
    [one] { $count } caso abierto
   *[other] { $count } casos abiertos
}
model-version-overruled = { $count ->
    [one] Se publicó aunque un escenario no daba lo esperado: { $names }.
   *[other] Se publicó aunque { $count } escenarios no daban lo esperado: { $names }.
}
model-version-reason = Razón: { $reason }
model-compared = Qué cambia
model-compared-with = Comparada con
model-compared-same = Nada: son iguales.
model-versions-lead = Cada caso recuerda la versión con que se decidió.
model-part-categories = Categorías
model-part-matrix = Prioridad
model-part-solution-codes = Códigos de solución
model-part-closing = Cierre
model-part-close-after-days = Días hasta cerrar
model-part-reopen-within-days = Días en que se puede reabrir
model-part-reopening = Plazo al reabrir
model-part-open-cases = Casos abiertos al publicar
model-part-calendars = Calendarios
model-part-agreements = Acuerdos de servicio (SLA)
model-part-group-agreements = Compromisos de los grupos (OLA)

## Los campos del modelo, para decir dónde está lo que hay que corregir
model-field-id = Identificador
model-field-name = Nombre
model-field-parent = Dentro de
model-field-group = Grupo
model-field-kind = Tipo
model-field-impact = Impacto
model-field-urgency = Urgencia
model-field-active = Activo
model-field-code = Código
model-field-counts-for-on-line = En línea
model-field-path = Lugar
model-field-calendar = Calendario
model-field-for = Para
model-field-kinds = Tipos
model-field-categories = Categorías
model-field-units = Unidades
model-field-priorities = Prioridades
model-field-impacts = Impactos
model-field-urgencies = Urgencias
model-field-channels = Canales
model-field-requester-languages = Idioma del solicitante
model-field-vip = VIP
model-field-first-response = Primera respuesta
model-field-solution = Solución
model-field-acceptance = Aceptación
model-field-minutes = Plazo
model-field-time = Tiempo
model-field-stopped-by = Se detiene
model-field-warn-at = Avisos
model-field-time-zone = Zona horaria
model-field-week = Horario
model-field-monday = Lunes
model-field-tuesday = Martes
model-field-wednesday = Miércoles
model-field-thursday = Jueves
model-field-friday = Viernes
model-field-saturday = Sábado
model-field-sunday = Domingo
model-field-holidays = Feriados
model-field-country = País
model-field-removed = Se trabaja
model-field-added = Propios
model-field-date = Fecha
model-field-every-year = Cada año
model-field-special-days = Días especiales
model-field-hours = Horas
model-field-close-after-days = Días hasta cerrar
model-field-reopen-within-days = Días en que se puede reabrir
model-field-reopening = Plazo al reabrir
model-field-open-cases = Casos abiertos al publicar
model-field-steps = Pasos
model-field-clock = Plazo
model-field-percent = Al (en % del plazo)
model-field-notify = Avisar a
model-field-pass-to = Pasar al grupo
model-field-words = Palabras del asunto
model-field-people = De estas personas
model-field-person = Solicitante
model-field-pick = A quién del grupo
model-field-skill = Habilidad
model-field-raise-priority = Subir la prioridad en un grado

## Calendarios
model-calendars-lead = Las horas en que corren los plazos: cada calendario con su semana, sus feriados y sus días especiales.
model-calendars-empty = Todavía no hay calendarios
model-calendars-empty-explained = Empezar por el horario de la mesa; un servicio que atiende siempre tiene otro.
model-calendar-add = Agregar calendario
model-calendar-used = { $count ->
   [0] todavía no se usa
   [one] se usa una vez
  *[other] se usa { $count } veces
    }
model-run-day = { $first } { $hours }
model-run-days = { $first } a { $last } { $hours }
model-week-none = sin horas
model-holidays-of = feriados de { $country }
model-own-count = { $count ->
   [one] un feriado propio
  *[other] { $count } feriados propios
    }
model-special-count = { $count ->
   [one] un día especial
  *[other] { $count } días especiales
    }
model-week-copy = Copiar el lunes de martes a viernes
model-week-always = Las 24 horas, todos los días
model-hours-none = cerrado
model-hours-add = Agregar tramo a { $day }
model-hours-remove = Quitar el tramo { $number } de { $day }
model-hours-from = { $day }, tramo { $number }, desde
model-hours-to = { $day }, tramo { $number }, hasta
model-country = Feriados de
model-country-none = Ningún país
model-year = Días con nombre en { $year }
model-year-lead = Así queda cada feriado y cada día especial de ese año. Lo que aquí se trabaja vuelve a contar horas.
model-year-none = Ninguno: cada día es como su día de la semana.
model-day-holiday = feriado
model-day-worked = feriado que se trabaja
model-day-own = feriado propio
model-day-special = día especial
model-day-work-once = Se trabaja en { $year }
model-day-work-once-named = { $name }: se trabaja en { $year }
model-day-work-always = Siempre se trabaja
model-day-work-always-named = { $name }: siempre se trabaja
model-day-keep = Es feriado
model-day-keep-named = { $name }: es feriado
model-own-holidays = Feriados propios
model-own-add = Agregar feriado
model-every-year = Cada año
model-special-lead = Con horas distintas de las de su día de la semana, o sin ninguna. Valen también en un feriado.
model-special-add = Agregar día especial
model-date-nameless = fecha { $number }
model-removed = Quitado del borrador: { $name }
model-is-first = Ya es el primero
model-is-last = Ya es el último
model-ics = Agregar desde archivo .ics
model-ics-help = Se leen los días de { $from } a { $to }, y se elige cuáles se agregan.
model-ics-faults = El archivo no se puede leer, y no se agregó nada:
model-ics-line = Línea { $line }:
model-ics-found = { $count ->
   [0] El archivo no tiene días en esos años
   [one] El archivo tiene un día
  *[other] El archivo tiene { $count } días
    }
model-ics-taken = ya es feriado
model-ics-add = { $count ->
   [0] Agregar
   [one] Agregar un día
  *[other] Agregar { $count } días
    }
ics-too-large = el archivo es demasiado grande
ics-not-a-calendar = no es un archivo de calendario (.ics)
ics-not-utf8 = no está escrito en UTF-8
ics-broken = la línea está cortada
ics-unmatched = BEGIN y END no calzan
ics-unfinished = el archivo termina antes que lo que aquí empieza
ics-missing = el evento no tiene fecha o nombre
ics-not-a-date = no es una fecha
ics-unknown-zone = la zona horaria no existe
ics-length = el evento termina antes de empezar, o dura más de un año
ics-not-a-rule = no es una regla de repetición
ics-too-often = lo que viene varias veces al día no es un feriado
ics-not-read = usa algo que aquí no se lee; sus días se agregan a mano
ics-too-many = tiene demasiados días o eventos

## Acuerdos de servicio y compromisos de los grupos
model-agreements-lead = Lo prometido al cliente, en el orden en que se prueba: vale entero el primero que calza con el caso.
model-agreements-empty = Todavía no se promete nada
model-agreements-empty-explained = Sin acuerdos los casos no tienen plazos. Empezar por uno para todos los casos, y poner antes los más exigentes.
model-agreement-add = Agregar acuerdo
model-agreement-nothing = No promete nada: marcar al menos un plazo.
model-calendar-none = Ninguno: solo tiempo corrido
model-for = Para qué casos
model-for-help = Lo que se deja vacío no pone condición; todo lo marcado tiene que cumplirse.
model-or =  o 
model-for-all = Todos los casos
model-for-priority = prioridad { $priorities }
model-for-impact = impacto { $impacts }
model-for-urgency = urgencia { $urgencies }
model-for-channel = por { $channels }
model-for-language = idioma { $languages }
model-for-people = de { $people }
model-for-vip = VIP
model-for-not-vip = no VIP
model-vip-any = Da lo mismo
model-vip-yes = Solo VIP
model-vip-no = Solo quienes no son VIP
model-promise-response = Promete una primera respuesta
model-promise-solution = Promete una solución
model-promise-acceptance = Promete aceptar: que alguien del grupo tome el caso
model-promise-group-solution = Promete solucionar o devolver
model-promises-response = respuesta { $target }
model-promises-acceptance = aceptación { $target }
model-promises-solution = solución { $target }
model-promises-nothing = no promete nada
model-target-business = { $length } hábiles
model-target-elapsed = { $length } corridas
model-target-hours = Horas
model-target-minutes = Minutos
model-target-time = De qué tiempo
model-time-business = Hábil, por el calendario
model-time-elapsed = Corrido, a toda hora
model-target-stopped-by = No corre mientras el caso está
model-target-warn-at = Avisar al
model-target-warn-at-help = En porcentaje del plazo, separados por comas, por ejemplo 50, 80
model-promises-lead = Lo que cada grupo promete por dentro, cada vez que un caso llega a él. Se mide aparte del plazo del cliente.
model-promises-empty = Ningún grupo promete plazos todavía
model-promises-empty-explained = Un compromiso por grupo: en cuánto alguien toma el caso, y en cuánto el grupo lo soluciona o lo devuelve.
model-promise-add = Agregar compromiso
model-promise-none-free = Todos los grupos tienen ya el suyo.
model-try = ¿Qué recibiría un caso?
model-try-lead = Con la versión { $version }, que rige. No se registra nada.
model-try-usual = Lo que diga la categoría
model-try-requester = Solicitante
model-try-subject-help = Las reglas de asignación buscan palabras en él.
model-try-at = Registrado el
model-try-do = Ver qué recibiría
model-try-no-group = sin grupo
model-try-no-clocks = Ningún plazo: ningún acuerdo vigente calza con este caso.
model-part-escalations = Escalamientos
model-part-assignment-rules = Reglas de asignación

## Reglas de asignación y escalamientos
model-rules-lead = A qué grupo y a quién llega un caso que nadie toma al entrar, en el orden en que se prueba: vale la primera que calza. Quien atiende por teléfono o en el mesón se queda con lo que registra.
model-rules-empty = Todavía no hay reglas
model-rules-empty-explained = Sin reglas, lo que llega por la web o de otro programa empieza en el primer nivel, sin dueño; lo que registra un agente queda con él.
model-rule-add = Agregar regla
model-field-words-help = Basta con una; separadas por comas, por ejemplo vpn, túnel
model-field-people-help = Que una de ellas lo pida, o que sea sobre ella; sin nadie, quien sea.
model-field-skill-help = Tal como está en los usuarios, por ejemplo redes
model-escalations-lead = Qué pasa cuando un plazo se acaba o nadie mira un caso, en el orden en que se prueba: vale el primero que calza con el caso.
model-escalations-empty = Nadie se entera todavía cuando un plazo se acaba
model-escalations-empty-explained = Conviene empezar por uno para todos los casos: avisar a quien lo tiene al 80 %, y a supervisión al vencer.
model-escalation-add = Agregar escalamiento
model-step = Paso { $n }
model-step-add = Agregar paso
model-step-remove = Quitar el paso { $n }
model-step-nothing = No hace nada: marcar al menos una cosa.
model-step-stays = Sigue donde está
model-step-notify = avisar: { $who }
model-step-pass = pasar a { $group }
model-step-raise = subir la prioridad
model-field-percent-help = 100 es el vencimiento; se puede seguir después, hasta 1000
