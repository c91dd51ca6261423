### Los relojes de un caso: lo que queda, en palabras.

## En una fila y en el caso
clock-in-first-response = responder en { $time }
clock-in-solution = vence en { $time }
clock-in-acceptance = tomar en { $time }
clock-in-group-solution = vence en { $time }
clock-at-first-response = responder { $moment }
clock-at-solution = vence { $moment }
clock-at-acceptance = tomar { $moment }
clock-at-group-solution = vence { $moment }
clock-late = venció hace { $time }
clock-stopped = detenido, quedan { $time }
clock-stopped-late = detenido, vencido por { $time }
clock-waits = { $waits }, quedan { $time }
clock-waits-late = { $waits }, vencido
clock-endless = sin vencimiento
clock-kept = cumplido
clock-missed = vencido, con { $time } de atraso
clock-dropped = sin efecto
clock-of = { $kind }, plazo de { $target }
clock-of-due = { $of }: { $moment }

## Los plazos de un caso, y por qué son los que son
clocks = Plazos
clocks-ended = De antes
clock-until = plazo de { $target }, hasta { $moment }
clock-was-until = plazo de { $target }, hasta { $moment }, terminó { $ended }
clock-target = plazo de { $target }
clock-why = ¿Por qué?
clock-why-of = ¿Por qué? { $kind }
clock-sums-missing = No se pudo traer el detalle; se intenta otra vez con el próximo cambio.
clock-by-agreement = { $kind }: { $target } por el acuerdo «{ $name }»
clock-by-group = { $kind }: { $target } por el compromiso de { $name }
clock-by-nobody = { $kind }: { $target }
clock-sum-when = Cuándo
clock-sum-why = Por qué
clock-sum-long = Tiempo
clock-sum-nothing = no cuenta
clock-sum-total = Suma
clock-sum-target = Plazo
clock-sum-left = Queda
clock-sum-over = Excedido
clock-segment-open = horario
clock-segment-special = { $calendar }: { $day }
clock-segment-all-hours = todas las horas
clock-segment-holiday = feriado: { $day }
clock-segment-waiting = en espera
clock-segment-solved = solucionado, hasta que se reabrió
clock-segment-not-agreed = sin acuerdo
clock-segment-earlier = lo anterior

## En la conversación
clock-reached-warned = Pasó el { $percent } % del plazo de { $kind }
clock-reached-over = Venció el plazo de { $kind }

## Al registrar un caso
clock-preview = { $kind } antes de { $moment }
clock-preview-agreement = { $kind } antes de { $moment }, por el acuerdo «{ $name }»
