### Encuestas: a quién se pregunta, lo que se supo de un caso, y los resultados.

## A quién se pregunta
asking-title = A quién se pregunta
asking-nobody = No pregunta a nadie por su cuenta: se responde solo por el enlace.
asking-unpublished = Todavía no pregunta a nadie: falta publicarla.
asking-inactive = No pregunta a nadie mientras esté inactiva.
asking-change = Cambiar a quién
asking-saved = Guardado a quién se pregunta
asking-after-case = Preguntar después de un caso
asking-after-case-help = Por correo a la persona afectada, sin pasar del máximo que fija la configuración de la mesa.
asking-when = Cuándo
asking-at-once = { $after }, de inmediato
asking-later = { $after }, { $delay } de horario de atención después
asking-delay = Espera en minutos
asking-delay-help = De horario de atención: de 0 a 40320.
asking-cases = Casos
asking-groups = Grupo que solucionó
asking-groups-help = Vacío: cualquiera.
asking-groups-any = Cualquiera
asking-sample = Muestra
asking-one-in = { $count ->
    [1] Todos los casos
   *[other] Uno de cada { $count } casos, al azar
  }
asking-sample-field = Uno de cada tantos casos
asking-sample-help = 1: todos. Hasta 1000, elegidos al azar.
asking-open = Plazo para responder
asking-open-field = Días para responder
asking-open-help = De 1 a 366.
asking-days = { $count ->
    [one] Un día
   *[other] { $count } días
  }
asking-reminder = Recordatorio
asking-reminder-field = Recordar después de tantos días
asking-reminder-help = Una sola vez, antes de que venza el plazo. Vacío: no se recuerda.
asking-reminder-none = No se recuerda
asking-days-after = { $count ->
    [one] Una vez, después de un día
   *[other] Una vez, después de { $count } días
  }
asking-by-agent = Resultados por agente
asking-by-agent-help = Solo si se acordó con el equipo.
asking-yes = Sí, acordado con el equipo
asking-no = No

## Por fechas
campaign-on = Preguntar en fechas fijas
campaign-on-help = Por rondas: cada una pregunta una vez a cada persona de la muestra.
campaign-schedule = Cuándo empieza una ronda
campaign-schedule-help = Como en cron: minuto, hora, día del mes, mes, día de la semana (0 es domingo). Una hora al día. «0 10 1 1,4,7,10 *» es cada trimestre, el día 1 a las 10:00.
campaign-calendar = Horario
campaign-calendar-help = Se escribe solo dentro de este horario, con su hora local.
campaign-calendar-none = El modelo de servicio no tiene horarios: agregue uno primero.
campaign-spread = Repartida
campaign-spread-field = Repartir en tantas horas
campaign-spread-help = De horario de atención: de 0 (todas de inmediato) a 200.
campaign-hours = { $count ->
    [0] Todas de inmediato
    [one] En una hora de atención
   *[other] En { $count } horas de atención
  }
campaign-audience = Para quién
campaign-audience-help = Para las personas que cumplen todo esto; lo que se deja vacío no limita.
campaign-everybody = Todas las personas
campaign-case-field = Con un caso en los últimos días
campaign-case-help = De 1 a 366. Vacío: con o sin caso.
campaign-with-case = { $count ->
    [one] con un caso en el último día
   *[other] con un caso en los últimos { $count } días
  }
campaign-languages = Idiomas en que la mesa les escribe
campaign-sample = Muestra
campaign-one-in = { $count ->
    [1] Todas
   *[other] Una de cada { $count } personas de cada unidad
  }
campaign-at-most = { $sample }, hasta { $count }
campaign-one-in-field = Una de cada tantas personas
campaign-one-in-help = 1: todas. Hasta 1000, en proporción por unidad.
campaign-most-field = Cuántas como máximo
campaign-most-help = Vacío: sin límite.
campaign-estimate = Ver a quién preguntaría hoy
campaign-would = Preguntaría a { $asked } de { $audience } personas.
campaign-nobody = Hoy no preguntaría a nadie.
campaign-next = Próximas rondas:

## Rondas
round-title = Rondas
round-none = Todavía no hubo ninguna.
round-of = Ronda del { $day }
round-from = Empezó
round-until = se responde hasta
round-audience = Personas
round-sample = En la muestra
round-decided = Se decidió sobre { $decided } de { $audience } personas.
round-cancelled = Anuladas porque se detuvo la ronda
round-stop = Detener la ronda del { $day }
round-stop-help = No se preguntará a nadie más ni se enviarán recordatorios. Quien ya recibió la encuesta puede responder hasta el cierre. No se puede deshacer.
round-stop-now = Detener
round-stopped = Ronda detenida
round-more = Ver rondas anteriores

## En el caso
case-surveys = Encuestas
case-survey-planned = Se preguntará { $at }
case-survey-left-out = No se pregunta: { $why }
case-survey-cancelled = Anulada: el caso volvió
case-survey-sent = Encuesta enviada { $at }
case-survey-refused = El servidor de correo rechazó la encuesta
case-survey-answered = Respondida
case-survey-marked = Respondida: { $marks }
case-survey-mark = { $mark } de { $of }
case-survey-expired = Encuesta enviada { $at }; el plazo venció
case-survey-low = Nota baja

## A quién no se pregunta
asked-never = No encuestar
asked-again = Volver a encuestar
asked-never-said = No se encuestará a { $name }
asked-again-said = Se puede volver a encuestar a { $name }

## Cuán seguido
tact-title = Encuestas por persona
tact-help = Todas las encuestas juntas no preguntan a nadie más seguido que esto.
tact-days-between = Días entre una y otra, como mínimo
tact-most = Cuántas, como máximo
tact-within-days = En cuántos días

## Resultados
results-title = Resultados
results-of = Resultados: { $name }
results-lead = Meses completos de la mesa. Donde hay muy pocas respuestas no se dice la cifra.
results-see = Ver
results-form = Ver el formulario
results-asked-for = Qué se muestra
results-from = Desde el mes
results-to = Hasta el mes
results-month-wrong = Un mes se escribe como 2026-10
results-to-before = Es anterior al primer mes
results-by = Comparar por
results-by-nothing = Nada
results-by-language = Idioma
results-by-unit = Unidad
results-by-category = Categoría
results-by-group = Grupo que solucionó
results-by-channel = Canal
results-by-agent = Quien solucionó
results-by-round = Ronda
results-answers = Respuestas
results-too-few = muy pocas respuestas para decirlo
results-automatic = { $count ->
    [one] Además llegó una que parece enviada por un programa; no cuenta.
   *[other] Además llegaron { $count } que parecen enviadas por un programa; no cuentan.
  }
results-reach = A quién se preguntó
results-invited = Invitaciones enviadas
results-refused = Rechazadas por el servidor de correo
results-reached = Respondidas
results-rate = Tasa de respuesta
results-planned = Por enviar
results-cancelled = Anuladas
results-left-out = A quién no se preguntó
results-reworded = Antes se preguntó con otro texto
results-mean = { $mean } de { $of }
results-answered = { $count ->
    [one] Una respuesta
   *[other] { $count } respuestas
  }
results-figure-satisfaction = satisfechos { $value } ({ $low }–{ $high }, con { $sure } de confianza)
results-figure-effort = fácil para { $value } ({ $low }–{ $high }, con { $sure } de confianza)
results-figure-recommendation = recomendación neta { $value } (de { $low } a { $high }, con { $sure } de confianza)
results-figure-yes-no = sí { $value } ({ $low }–{ $high }, con { $sure } de confianza)
results-yes = Sí
results-no = No
results-other = Otra respuesta
results-parts = Por partes
results-part = Parte
results-part-unknown = No se sabe
results-figure = Resultado
results-change-within = Frente al período anterior ({ $before }) no se sabe si cambió: la diferencia está dentro de su incertidumbre
results-change-up = Subió { $value } puntos frente al período anterior ({ $before }): entre { $low } y { $high }, con { $sure } de confianza
results-change-down = Bajó { $value } puntos frente al período anterior ({ $before }): entre { $low } y { $high }, con { $sure } de confianza
results-of-all = Respondió gran parte de las { $all } personas a quienes se podía preguntar; por eso el intervalo es más estrecho (factor de población finita).
results-in-figures = En cifras
results-given = Respuesta
results-count = Cantidad
results-share = Porcentaje
results-month = Mes
results-rank = Puesto
results-rank-lead = Comparten puesto las partes que podrían ser iguales, porque sus intervalos se traslapan.
results-rank-tied = No se sabe cuál está mejor: los intervalos se traslapan. Van por orden alfabético.
results-chart-distribution = Cómo se respondió: { $question }
results-chart-months = Mes a mes: { $question }
results-chart-parts = Por partes: { $question }
results-chart-save = Guardar el gráfico
results-files = Archivos
results-files-lead = Lo mismo que esta página, para una planilla. Donde no se nombra a nadie, las respuestas van sin orden y solo por meses con cinco o más.
results-file-results-csv = Resultados (CSV)
results-file-results-xlsx = Resultados (XLSX)
results-file-answers-csv = Respuestas (CSV)
results-file-answers-xlsx = Respuestas (XLSX)
texts-title = Lo que escribieron
texts-none = No hay textos que se puedan mostrar en estos meses.
texts-looked-at = { $count ->
    [one] Un texto
   *[other] { $count } textos
  }
texts-latest = Los últimos { $count } textos; hay más, anteriores.
texts-themes = Temas más frecuentes
texts-count = { $count ->
    [one] una vez
   *[other] { $count } veces
  }
texts-all-themes = Mostrar los { $count } temas
texts-search = Buscar en los textos
texts-theme = Tema
texts-any = Todos
texts-not-found = Ningún texto coincide.
themes-change = Cambiar los temas
themes-title = Temas de los textos
themes-help = Un texto es de un tema cuando tiene una de sus palabras, sin importar mayúsculas ni tildes. Con un asterisco basta el comienzo: «esper*» encuentra espera y esperar.
themes-name = Nombre ({ $language })
themes-words = Palabras, en cualquier idioma
themes-new = Tema nuevo
themes-add = Agregar un tema
themes-remove = Quitar
themes-saved = Temas guardados
asking-keep = Conservación
asking-keep-always = Siempre
asking-keep-months = { $count ->
    [one] Un mes; después se olvida quién respondió y se borra lo escrito
   *[other] { $count } meses; después se olvida quién respondió y se borra lo escrito
  }
asking-keep-field = Meses que se conserva quién respondió
asking-keep-help = De 6 a 120. Después nadie puede saber quién respondió ni sobre qué caso, y lo escrito se borra; las notas se siguen contando. Vacío: se conserva siempre.
asking-forgotten = Ya olvidado
asking-before = Lo anterior al { $day }
asking-forget = La próxima madrugada se olvidará, para siempre, lo anterior al { $day }. Hasta entonces puede cambiarlo.
asking-forget-nothing = Por ahora no hay nada anterior al { $day } que olvidar.
asking-forget-answers = Respuestas
asking-forget-texts = Textos que se borran
asking-forget-invitations = Personas a quienes se preguntó
asking-forget-follow-ups = Seguimientos
