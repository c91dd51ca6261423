# The test of the model: scenarios, publishing over them, replays.
model-part-scenarios = Cenários
model-field-case = O chamado
model-field-expect = O esperado
model-field-at = Registrado em
model-field-channel = Canal
model-field-category = Categoria
model-field-subject = Assunto
model-field-unit = Unidade
model-field-taken = Assumido ao registrar
model-field-after = Depois de
model-field-action = O que acontece
model-field-on = O que se aguarda
model-field-deadlines = Prazos
model-field-escalation = Escalonamento
model-field-escalations = Escalonamentos
model-field-priority = Prioridade

## Cenários
scenarios-lead = Chamados de teste com o que o modelo deve dar. Rodam a cada mudança do rascunho, e são exigidos para publicar.
scenarios-empty = Ainda não há cenários
scenarios-empty-explained = O mais fácil é começar por um chamado real: no menu de ações dele, “Criar cenário deste chamado”. Também se pode descrever um do zero.
scenarios-sum = { $failing ->
   [0] { $count ->
       [one] O cenário dá o esperado.
      *[other] Os { $count } cenários dão o esperado.
    }
   [one] Um cenário de { $count } não dá o esperado.
  *[other] { $failing } cenários de { $count } não dão o esperado.
    }
scenario-add = Adicionar cenário
scenario-copy = Copiar
scenario-copy-named = Copiar { $name }
scenario-steps-count = { $count ->
   [one] um passo
  *[other] { $count } passos
    }
scenario-passes = Dá o esperado
scenario-differs = Não dá o esperado: { $parts }
scenario-fails = { $count ->
   [one] Uma coisa não dá o esperado
  *[other] { $count } coisas não dão o esperado
    }
scenario-of-case-explained = Do chamado { $number }, com o que dá o modelo em vigor. Não fica guardado até salvar.
scenario-of-case = Criar cenário deste chamado
scenario-case = O chamado
scenario-zone = Na hora da central ({ $zone })
scenario-subject-help = As regras de atribuição procuram palavras nele
scenario-by-rules = O que as regras disserem
scenario-vip = É de uma pessoa VIP
scenario-taken = Quem o registra começa a trabalhar nele
scenario-steps = O que acontece depois
scenario-steps-none = Nada: o chamado só é registrado.
scenario-after-hours = Horas depois
scenario-after-minutes = Minutos
scenario-after-wrong = Não antes do passo anterior, e até um ano depois
scenario-step-impossible = Não é possível no estado em que o chamado está
scenario-waits-for = O que se aguarda
scenario-choose = Escolher
scenario-as-it-is = Como estiver, ou como disser a categoria
scenario-action-take = Alguém o assume
scenario-action-answer = A central responde
scenario-action-write = O solicitante escreve
scenario-action-note = Nota interna
scenario-action-classify = É classificado de novo
scenario-action-prioritise = A prioridade é fixada
scenario-action-pass = É encaminhado a outro grupo
scenario-action-wait = Fica em espera
scenario-action-resume = É retomado
scenario-action-solve = É solucionado
scenario-action-reopen = É reaberto
scenario-action-close = É fechado
scenario-action-cancel = É cancelado
scenario-expect = O que o modelo deve dar
scenario-expects-nothing = Nada é esperado: escolher ao menos uma coisa.
scenario-any = Tanto faz
scenario-any-short = tanto faz
scenario-due-at = Vence em
scenario-due-named = { $clock } vence em
scenario-not-due = Não vence
scenario-none = Nenhum
scenario-watch-escalations = Olhar os escalonamentos
scenario-watch-escalations-help = Devem ser exatamente estes, nesta ordem; sem nenhum na lista, não pode haver.
scenario-escalation = Escalonamento { $n }
scenario-escalation-at = Escalonamento { $n }, quando
scenario-escalation-add = Adicionar escalonamento esperado
scenario-escalation-remove = Remover o escalonamento { $n }
scenario-no-escalations = O rascunho não tem escalonamentos: não pode haver nenhum.
scenario-outcome = O que o rascunho dá
scenario-compared = O esperado e o que o rascunho dá
scenario-part = O quê
scenario-expected = Esperado
scenario-found = Dá
scenario-as-expected = o esperado
scenario-instead = em vez disso:
scenario-take-over = Esperar o que o rascunho dá
scenario-take-over-help = Preenche o esperado com o que está acima; depois se pode tirar o que tanto faz.
scenario-trying = Testando…
trial-clocks = Seus prazos
trial-due = vence { $moment }
trial-missed = não cumprido
trial-kept = cumprido
trial-clock-running = corre sem vencimento
trial-clock-stopped = parado
trial-clock-done = terminado
trial-clock-dropped = não conta mais
trial-escalations = Seus escalonamentos
trial-told = avisa { $names }
trial-told-nobody = não avisa ninguém

## Publicar com cenários que não se cumprem
model-unmet = Cenários que não dão o esperado
model-unmet-explained = Corrigir o rascunho ou o cenário; ou publicar mesmo assim, com um motivo que fica na auditoria.
model-overrule = Motivo para publicar mesmo assim
model-overrule-help = Por exemplo: o cliente aprovou os prazos novos, os cenários são ajustados na segunda-feira
model-overrule-do = Publicar mesmo assim
model-publish-why-overrule = Falta o motivo.
