# The test of the model: scenarios, publishing over them, replays.
model-part-scenarios = Cenários
model-field-case = O chamado
model-field-expect = O esperado
model-field-at = Registrado em
model-field-channel = Canal
model-field-category = Categoria
model-field-unit = Unidade
model-field-taken = Assumido ao registrar
model-field-action = O que acontece
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
scenario-otherwise = Se nenhuma regra disser outro
scenario-first-level = O primeiro nível
scenario-otherwise-help = Por exemplo, a unidade resolvedora da caixa de entrada por onde chega.
scenario-by-rules = O que as regras disserem
scenario-language = Idioma do solicitante
scenario-person-help = Só importa para as regras que citam pessoas.
scenario-language-unknown = Não se sabe: o da central
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
trial-told-for = para: { $audience }
trial-told = avisa { $names }
trial-told-nobody = não avisa ninguém

## Publicar com cenários que não se cumprem
model-unmet = Cenários que não dão o esperado
model-unmet-explained = Corrigir o rascunho ou o cenário; ou publicar mesmo assim, com um motivo que fica na auditoria.
model-overrule = Motivo para publicar mesmo assim
model-overrule-help = Por exemplo: o cliente aprovou os prazos novos, os cenários são ajustados na segunda-feira
model-overrule-do = Publicar mesmo assim
model-publish-why-overrule = Falta o motivo.

## Reproduzir um período
replays = Reproduzir um período
replays-lead = Um período passado, repassado pelo rascunho ou por outra versão: quais chamados teriam ido de outro modo, antes de publicar.
replays-all = Todas
replays-empty = Nenhum período foi reproduzido ainda
replays-empty-explained = Convém começar pelo mês passado, com o rascunho que se quer publicar.
replays-kept = As últimas dez são guardadas.
replay-add = Reproduzir período
replay-do = Reproduzir
replay-name-help = Por exemplo: Outubro com metas novas
replay-from = Chamados registrados desde
replay-to = Até
replay-to-help = Esse dia incluído
replay-to-wrong = Deve ser o mesmo dia ou um posterior
replay-model = Com qual modelo
replay-draft = O rascunho
replay-version-in-force = Versão { $version }, em vigor
replay-period = { $from } até { $to }
replay-of-version = versão { $version }
replay-of-draft = rascunho (mudança { $revision })
replay-running = em andamento, { $percent } %
replay-state-done = pronta
replay-state-stopped = parada
replay-state-failed = falhou
replay-state-broken-off = interrompida
replay-state-outdated = de uma versão anterior
replay-ended-stopped = Parou antes de terminar; não há resultado. É possível começar outra.
replay-ended-failed = Falhou; nada mudou. É possível começar outra.
replay-ended-broken-off = O servidor parou enquanto rodava; não há resultado. É possível começar outra.
replay-ended-outdated = Foi feita por uma versão anterior do programa, e o resultado já não pode ser lido. Exclua-a e inicie outra.
replay-progress = Andamento
replay-done-of = { $done } de { $total } chamados
replay-stop = Parar
replay-forget = Excluir
replay-forget-question = “{ $name }” é excluída com seu resultado. Não é possível desfazer.
replay-csv = Chamados em CSV
replay-sums-csv = Somas em CSV
replay-in-sum = Em soma
replay-sum = { $differing } de { $cases } chamados teriam ido de outro modo.
replay-beside = Comparar com
replay-beside-none = Nada: só o que foi
replay-other-period = São períodos diferentes: o que foi é da primeira.
replay-was = Foi
replay-would = Seria
replay-first-last = { $first } na abertura, { $last } no fim
replay-change = Diferença
replay-total = Total
replay-sum-promises = Prazos cumpridos
replay-sum-priorities = Chamados por prioridade
replay-sum-opened = Chamados que começam em cada grupo
replay-sum-stays = Chamados que chegam a cada grupo
replay-sum-times = Escalonamentos
replay-sum-notices = Avisos de escalonamentos por pessoa
replay-sum-told = Avisos de tudo o que acontece, pelas regras
replay-no-promises = Nesse período nada estava prometido, nem estaria.
replay-kept-of = { $kept } de { $ended }
replay-points = { $more } p.p.
replay-cases = Chamados que teriam ido de outro modo
replay-cases-none = Nenhum: todos teriam ido igual.
replay-cases-lead = Abrir um chamado mostra o que foi e o que seria, lado a lado.
replay-cases-listed = Na lista estão os primeiros { $listed }.
replay-cases-more = Mostrar mais
replay-case-open = Abrir o chamado
replay-case-hidden = Chamado sem acesso
replay-narrow = Mostrar os que diferem em
replay-aspect-any = Todos
replay-aspect-priority = Prioridade
replay-aspect-group = Grupo
replay-aspect-deadline = Vencimento
replay-aspect-breach = Cumprimento
replay-aspect-escalation = Escalonamento
replay-assumed = O que se supõe
replay-assumed-people = O que as pessoas fizeram fica como foi, nos mesmos momentos: quem assumiu o chamado, as respostas, o que foi encaminhado à mão, as soluções.
replay-assumed-proposals = O que alguém indicou ao registrar ou classificar o chamado (tipo, impacto, urgência) fica como foi; o que ninguém indicou, e por isso a categoria propôs, propõe-o o modelo que se testa. Nos chamados de antes de a mesa anotar qual das duas coisas foi, tudo conta como indicado.
replay-assumed-anew = Decide-se de novo o que o modelo decide: a prioridade, o primeiro grupo, os prazos e os escalonamentos.
replay-assumed-today = As condições sobre pessoas e unidades são testadas pelo que são hoje.
replay-assumed-members = Os escalonamentos chegam a quem hoje integra cada grupo e tem cada papel; a que pessoa de outro grupo caberia o chamado não se sabe.
replay-assumed-reached = Um chamado conta como diferente quando um escalonamento teria ocorrido em outro momento ou sido para outros (os supervisores em vez do grupo, por exemplo); nos escalonamentos de antes de a mesa anotar para quem eram, conta só o momento. Que o mesmo grupo tenha hoje outros integrantes não o torna diferente: isso se vê na soma, nos avisos por pessoa.
replay-assumed-notices = Contam-se os avisos segundo as regras de aviso do modelo, ou os que a central dá por si mesma; cada um uma vez. Não se contam as repetições de alarmes sem confirmação, as pesquisas nem as pessoas que escreveram sem ser do chamado; conta-se o aviso de registro do que um programa escreveu, que não se envia; o resumo e as horas de silêncio não são descontados. O que de fato se avisou não fica com os chamados: para comparar, reproduz-se também a versão em vigor.
