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
