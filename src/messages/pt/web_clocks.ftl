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

## Os prazos de um chamado, e por que são os que são
clocks = Prazos
clocks-ended = De antes
clock-until = prazo de { $target }, até { $moment }
clock-was-until = prazo de { $target }, até { $moment }, terminou { $ended }
clock-target = prazo de { $target }
clock-why = Por quê?
clock-why-of = Por quê? { $kind }
clock-sums-missing = Não foi possível buscar o detalhe; a próxima mudança tenta de novo.
clock-by-agreement = { $kind }: { $target } pelo acordo “{ $name }”
clock-by-group = { $kind }: { $target } pelo compromisso de { $name }
clock-by-nobody = { $kind }: { $target }
clock-sum-when = Quando
clock-sum-why = Por quê
clock-sum-long = Tempo
clock-sum-nothing = não conta
clock-sum-total = Soma
clock-sum-target = Prazo
clock-sum-left = Resta
clock-sum-over = Excedido
clock-segment-open = horário
clock-segment-special = { $calendar }: { $day }
clock-segment-all-hours = todas as horas
clock-segment-holiday = feriado: { $day }
clock-segment-waiting = aguardando
clock-segment-solved = solucionado, até ser reaberto
clock-segment-not-agreed = sem acordo
clock-segment-earlier = o anterior

## Na conversa
clock-reached-warned = Passou { $percent } % do prazo de { $kind }
clock-reached-over = Venceu o prazo de { $kind }

## Ao registrar um chamado
clock-preview = { $kind } antes de { $moment }
clock-preview-agreement = { $kind } antes de { $moment }, pelo acordo “{ $name }”
