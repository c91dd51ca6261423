# The test of the model: scenarios, publishing over them, replays.
model-part-scenarios = Escenarios
model-field-case = El caso
model-field-expect = Lo esperado
model-field-at = Registrado el
model-field-channel = Canal
model-field-category = Categoría
model-field-unit = Unidad
model-field-taken = Se toma al registrar
model-field-action = Qué pasa
model-field-deadlines = Plazos
model-field-escalation = Escalamiento
model-field-escalations = Escalamientos
model-field-priority = Prioridad

## Escenarios
scenarios-lead = Casos de prueba con lo que el modelo tiene que dar. Corren con cada cambio del borrador, y se piden para publicar.
scenarios-empty = Todavía no hay escenarios
scenarios-empty-explained = Lo más fácil es empezar por un caso real: en su menú de acciones, «Crear escenario de este caso». También se puede describir uno desde cero.
scenarios-sum = { $failing ->
   [0] { $count ->
       [one] El escenario da lo esperado.
      *[other] Los { $count } escenarios dan lo esperado.
    }
   [one] Un escenario de { $count } no da lo esperado.
  *[other] { $failing } escenarios de { $count } no dan lo esperado.
    }
scenario-add = Agregar escenario
scenario-copy = Copiar
scenario-copy-named = Copiar { $name }
scenario-steps-count = { $count ->
   [one] un paso
  *[other] { $count } pasos
    }
scenario-passes = Da lo esperado
scenario-differs = No da lo esperado: { $parts }
scenario-fails = { $count ->
   [one] Una cosa no da lo esperado
  *[other] { $count } cosas no dan lo esperado
    }
scenario-of-case-explained = Del caso { $number }, con lo que da el modelo que rige. No queda guardado hasta guardarlo.
scenario-of-case = Crear escenario de este caso
scenario-case = El caso
scenario-zone = En la hora de la mesa ({ $zone })
scenario-subject-help = Las reglas de asignación buscan palabras en él
scenario-otherwise = Si ninguna regla dice otro
scenario-first-level = El primer nivel
scenario-otherwise-help = Por ejemplo, la unidad resolutora del buzón por el que llega.
scenario-by-rules = El que digan las reglas
scenario-language = Idioma del solicitante
scenario-person-help = Solo importa para las reglas que nombran a personas.
scenario-language-unknown = No se sabe: el de la mesa
scenario-vip = Es de una persona VIP
scenario-taken = Quien lo registra empieza a trabajar en él
scenario-steps = Qué le pasa después
scenario-steps-none = Nada: el caso solo se registra.
scenario-after-hours = Horas después
scenario-after-minutes = Minutos
scenario-after-wrong = No antes que el paso anterior, y hasta un año después
scenario-step-impossible = No es posible en el estado en que está el caso
scenario-waits-for = Qué se espera
scenario-choose = Elegir
scenario-as-it-is = Como esté, o como diga la categoría
scenario-action-take = Alguien lo toma
scenario-action-answer = La mesa responde
scenario-action-write = El solicitante escribe
scenario-action-note = Nota interna
scenario-action-classify = Se clasifica de nuevo
scenario-action-prioritise = Se fija la prioridad
scenario-action-pass = Se deriva a otro grupo
scenario-action-wait = Queda en espera
scenario-action-resume = Se retoma
scenario-action-solve = Se soluciona
scenario-action-reopen = Se reabre
scenario-action-close = Se cierra
scenario-action-cancel = Se anula
scenario-expect = Qué tiene que dar el modelo
scenario-expects-nothing = No se espera nada: elegir al menos una cosa.
scenario-any = Da lo mismo
scenario-any-short = da lo mismo
scenario-due-at = Vence el
scenario-due-named = { $clock } vence el
scenario-not-due = No vence
scenario-none = Ninguno
scenario-watch-escalations = Mirar los escalamientos
scenario-watch-escalations-help = Tienen que ser justo estos, en este orden; sin ninguno en la lista, no puede haber.
scenario-escalation = Escalamiento { $n }
scenario-escalation-at = Escalamiento { $n }, cuándo
scenario-escalation-add = Agregar escalamiento esperado
scenario-escalation-remove = Quitar el escalamiento { $n }
scenario-no-escalations = El borrador no tiene escalamientos: no puede haber ninguno.
scenario-outcome = Qué da el borrador
scenario-compared = Lo esperado y lo que da el borrador
scenario-part = Qué
scenario-expected = Se espera
scenario-found = Da
scenario-as-expected = lo esperado
scenario-instead = en cambio:
scenario-take-over = Esperar lo que da el borrador
scenario-take-over-help = Llena lo esperado con lo de arriba; después se puede quitar lo que da lo mismo.
scenario-trying = Se está probando…
trial-clocks = Sus plazos
trial-due = vence { $moment }
trial-missed = no cumplido
trial-kept = cumplido
trial-clock-running = corre sin vencimiento
trial-clock-stopped = detenido
trial-clock-done = terminado
trial-clock-dropped = ya no cuenta
trial-escalations = Sus escalamientos
trial-told-for = para: { $audience }
trial-told = avisa a { $names }
trial-told-nobody = no avisa a nadie

## Publicar con escenarios que no se cumplen
model-unmet = Escenarios que no dan lo esperado
model-unmet-explained = Corregir el borrador o el escenario; o publicar de todos modos, con una razón que queda en la auditoría.
model-overrule = Razón para publicar de todos modos
model-overrule-help = Por ejemplo: el cliente aprobó los plazos nuevos, los escenarios se ajustan el lunes
model-overrule-do = Publicar de todos modos
model-publish-why-overrule = Falta la razón.

## Reproducir un período
replays = Reproducir un período
replays-lead = Un período pasado, vuelto a pasar por el borrador o por otra versión: qué casos habrían ido de otro modo, antes de publicar.
replays-all = Todas
replays-empty = Todavía no se ha reproducido ningún período
replays-empty-explained = Conviene empezar por el mes pasado, con el borrador que se quiere publicar.
replays-kept = Se guardan las últimas diez.
replay-add = Reproducir período
replay-do = Reproducir
replay-name-help = Por ejemplo: Octubre con metas nuevas
replay-from = Casos registrados desde el
replay-to = Hasta el
replay-to-help = Ese día incluido
replay-to-wrong = Tiene que ser el mismo día o uno posterior
replay-model = Con qué modelo
replay-draft = El borrador
replay-version-in-force = Versión { $version }, que rige
replay-period = { $from } a { $to }
replay-of-version = versión { $version }
replay-of-draft = borrador (cambio { $revision })
replay-running = en marcha, { $percent } %
replay-state-done = lista
replay-state-stopped = detenida
replay-state-failed = falló
replay-state-broken-off = interrumpida
replay-state-outdated = de una versión anterior
replay-ended-stopped = Se detuvo antes de terminar; no hay resultado. Se puede empezar otra.
replay-ended-failed = Falló; no cambió nada. Se puede empezar otra.
replay-ended-broken-off = El servidor se detuvo mientras corría; no hay resultado. Se puede empezar otra.
replay-ended-outdated = La hizo una versión anterior del programa y su resultado ya no se puede leer. Elimínela y empiece otra.
replay-progress = Avance
replay-done-of = { $done } de { $total } casos
replay-stop = Detener
replay-forget = Eliminar
replay-forget-question = Se elimina «{ $name }» con su resultado. No se puede deshacer.
replay-csv = Casos en CSV
replay-sums-csv = Sumas en CSV
replay-in-sum = En suma
replay-sum = { $differing } de { $cases } casos habrían ido de otro modo.
replay-beside = Comparar con
replay-beside-none = Nada: solo lo que fue
replay-other-period = Son períodos distintos: lo que fue es de la primera.
replay-was = Fue
replay-would = Sería
replay-first-last = al abrirse { $first }, al final { $last }
replay-change = Diferencia
replay-total = Total
replay-sum-promises = Plazos cumplidos
replay-sum-priorities = Casos por prioridad
replay-sum-opened = Casos que empiezan en cada grupo
replay-sum-stays = Casos que llegan a cada grupo
replay-sum-times = Escalamientos
replay-sum-notices = Avisos de escalamientos por persona
replay-sum-told = Avisos de todo lo que pasa, según las reglas
replay-no-promises = En ese período nada estaba prometido, ni lo estaría.
replay-kept-of = { $kept } de { $ended }
replay-points = { $more } pt
replay-cases = Casos que habrían ido de otro modo
replay-cases-none = Ninguno: todos habrían ido igual.
replay-cases-lead = Abrir un caso muestra lo que fue y lo que sería, lado a lado.
replay-cases-listed = En la lista están los primeros { $listed }.
replay-cases-more = Mostrar más
replay-case-open = Abrir el caso
replay-case-hidden = Caso sin acceso
replay-narrow = Mostrar los que difieren en
replay-aspect-any = Todos
replay-aspect-priority = Prioridad
replay-aspect-group = Grupo
replay-aspect-deadline = Vencimiento
replay-aspect-breach = Cumplimiento
replay-aspect-escalation = Escalamiento
replay-assumed = Qué se supone
replay-assumed-people = Lo que hicieron las personas queda como fue, en los mismos momentos: quién tomó el caso, las respuestas, lo que se derivó a mano, las soluciones.
replay-assumed-proposals = Lo que alguien indicó al registrar o clasificar el caso (tipo, impacto, urgencia) queda como fue; lo que nadie indicó, y por eso propuso la categoría, lo propone el modelo que se prueba. En los casos anteriores a que la mesa anotara cuál de las dos cosas fue, todo cuenta como indicado.
replay-assumed-anew = Se decide de nuevo lo que decide el modelo: la prioridad, el primer grupo, los plazos y los escalamientos.
replay-assumed-today = Las condiciones sobre personas y unidades se prueban con lo que son hoy.
replay-assumed-members = Los escalamientos llegan a quienes integran hoy cada grupo y tienen hoy cada rol; a qué persona de otro grupo le habría tocado el caso no se sabe.
replay-assumed-reached = Un caso cuenta como distinto cuando un escalamiento habría ocurrido en otro momento o habría sido para otros (los supervisores en vez del grupo, por ejemplo); en los escalamientos anteriores a que la mesa anotara para quién eran, cuenta solo el momento. Que el mismo grupo tenga hoy otros integrantes no lo hace distinto: eso se ve en la suma, en los avisos por persona.
replay-assumed-notices = Se cuentan los avisos según las reglas de aviso del modelo, o los que la mesa da por sí misma; cada uno una vez. No se cuentan las repeticiones de alarmas sin acuse de recibo, las encuestas ni las personas que escribieron sin ser del caso; sí cuenta el aviso de registro de lo que escribió un programa, que no se envía; el resumen y las horas de silencio no se descuentan. Lo que de verdad se avisó no queda con los casos: para comparar, se reproduce también la versión que rige.
