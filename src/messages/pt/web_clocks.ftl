### Os relógios de um chamado: o que resta, em palavras.

## Numa linha e no chamado
clock-in-first-response = responder em { $time }
clock-in-solution = vence em { $time }
clock-in-acceptance = assumir em { $time }
clock-in-group-solution = vence em { $time }
clock-at-first-response = responder { $moment }
clock-at-solution = vence { $moment }
clock-at-acceptance = assumir { $moment }
clock-at-group-solution = vence { $moment }
clock-late = venceu há { $time }
clock-stopped = parado, restam { $time }
clock-stopped-late = parado, vencido por { $time }
clock-waits = { $waits }, restam { $time }
clock-waits-late = { $waits }, vencido
clock-endless = sem vencimento
clock-kept = cumprido
clock-missed = vencido, com { $time } de atraso
clock-dropped = sem efeito
clock-of = { $kind }, prazo de { $target }
clock-of-due = { $of }: { $moment }
