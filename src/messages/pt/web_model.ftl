# The service model: draft, publishing, calendars, agreements.
model-in-force = Vale a versão { $version }. O que for mudado aqui fica num rascunho, e passa a valer ao ser publicado.
model-drafted = { $count ->
   [0] Rascunho sem mudanças
   [one] Rascunho com uma mudança, sem publicar
  *[other] Rascunho com { $count } mudanças, sem publicar
    }
model-faults-count = { $count ->
   [one] uma coisa a corrigir
  *[other] { $count } coisas a corrigir
    }
model-review = Revisar e publicar
model-discard = Descartar rascunho
model-discard-question = { $count ->
   [0] O rascunho é fechado. O que vale continua como está.
   [one] A mudança que não foi publicada se perde, de quem quer que seja. O que vale continua como está. Não se pode desfazer.
  *[other] As { $count } mudanças que não foram publicadas se perdem, de quem quer que sejam. O que vale continua como está. Não se pode desfazer.
    }
model-discarded = Rascunho descartado
model-saved = Salvo no rascunho: { $name }
model-nameless = Sem nome
model-stale = { $who } mudou isto durante a edição: { $what }. O que foi escrito continua aqui e não foi salvo.
model-somebody = Outra pessoa
model-reopening = Ao reabrir um chamado, o prazo de solução
model-reopening-resume = continua de onde parou
model-reopening-resume-help = O que já foi usado conta: restam só as horas que faltavam.
model-reopening-restart = começa de novo
model-reopening-restart-help = O chamado reaberto tem outra vez o prazo completo.
model-open-cases = Ao publicar uma versão, os chamados abertos
model-open-cases-keep = ficam com a sua
model-open-cases-keep-help = Até serem reclassificados: os prazos, os escalonamentos, o procedimento, a matriz e os dias até o fechamento ficam como foram acordados. Os avisos seguem sempre a versão em vigor.
model-open-cases-move = passam para a nova
model-open-cases-move-help = O que já contou continua contado; o resto se conta com a nova.

## Publicar
model-publish-title = Publicar modelo
model-publish-lead = O que muda se o rascunho passa a valer, e o que falta corrigir antes.
model-publish = Publicar
model-publish-over = Publicar mesmo assim sobre a versão { $version }
model-published = Vale a versão { $version }
model-publish-why-faults = Primeiro é preciso corrigir o que está acima.
model-publish-why-same = O rascunho diz o mesmo que o que vale.
model-publish-explained = Desde então decide sobre os chamados novos.
model-publish-stale = { $who } mudou o rascunho nesse meio tempo. Não foi publicado; o que não estava na lista está marcado.
model-publish-gone = O rascunho não está mais: foi publicado ou descartado nesse meio tempo. Vale a versão { $version }.
model-new-here = novo
model-publish-empty = Não há rascunho
model-publish-empty-explained = Começa ao salvar uma mudança em qualquer parte do modelo.
model-faults = A corrigir
model-warnings = A rever
model-warnings-count = { $count } a rever
model-changes = O que muda
model-changes-none = Nada ainda.
model-publish-theirs = O que a versão { $version } trouxe
model-meanwhile = A versão { $version } foi publicada nesse meio tempo
model-meanwhile-explained = O rascunho começou sobre a versão { $base }. Ao publicá-lo se perde o que outros mudaram desde então, salvo que também esteja no rascunho:
model-changed-added = adicionado
model-changed-removed = removido
model-changed-altered = muda
model-changed-reordered = outra ordem
model-changed-added-named = Adiciona-se “{ $name }”
model-changed-removed-named = Remove-se “{ $name }”
model-changed-altered-named = Muda “{ $name }”
model-changed-reordered-named = “{ $name }” muda de lugar
model-versions = Versões
model-version = Versão { $version }
model-version-in-force = vale
model-version-superseded = substituída
model-version-published = Publicada
model-version-by = por { $who }
model-version-replaced = Substituída
model-version-replaced-by = pela versão { $version }
model-version-open-cases = { $count ->
    [0] Nenhum chamado aberto
    [one] { $count } chamado aberto
   *[other] { $count } chamados abertos
}
model-version-overruled = { $count ->
    [one] Publicada embora um cenário não desse o esperado: { $names }.
   *[other] Publicada embora { $count } cenários não dessem o esperado: { $names }.
}
model-version-reason = Motivo: { $reason }
model-compared = O que muda
model-compared-with = Comparada com
model-compared-same = Nada: são iguais.
model-versions-lead = Cada chamado lembra a versão com que foi decidido.
model-part-categories = Categorias
model-part-matrix = Prioridade
model-part-solution-codes = Códigos de solução
model-part-closing = Fechamento
model-part-close-after-days = Dias até fechar
model-part-reopen-within-days = Dias em que se pode reabrir
model-part-reopening = Prazo ao reabrir
model-part-open-cases = Chamados abertos ao publicar
model-part-calendars = Calendários
model-part-agreements = Acordos de serviço (SLA)
model-part-group-agreements = Compromissos dos grupos (OLA)

## Los campos del modelo, para decir dónde está lo que hay que corregir
model-field-id = Identificador
model-field-name = Nome
model-field-parent = Dentro de
model-field-group = Grupo
model-field-kind = Tipo
model-field-impact = Impacto
model-field-urgency = Urgência
model-field-active = Ativo
model-field-code = Código
model-field-counts-for-on-line = Em linha
model-field-path = Lugar
model-field-calendar = Calendário
model-field-for = Para
model-field-kinds = Tipos
model-field-categories = Categorias
model-field-units = Unidades
model-field-priorities = Prioridades
model-field-impacts = Impactos
model-field-urgencies = Urgências
model-field-channels = Canais
model-field-requester-languages = Idioma do solicitante
model-field-vip = VIP
model-field-first-response = Primeira resposta
model-field-solution = Solução
model-field-acceptance = Aceitação
model-field-minutes = Prazo
model-field-time = Tempo
model-field-stopped-by = Para
model-field-warn-at = Avisos
model-field-time-zone = Fuso horário
model-field-week = Horário
model-field-monday = Segunda
model-field-tuesday = Terça
model-field-wednesday = Quarta
model-field-thursday = Quinta
model-field-friday = Sexta
model-field-saturday = Sábado
model-field-sunday = Domingo
model-field-holidays = Feriados
model-field-country = País
model-field-removed = Trabalha-se
model-field-added = Próprios
model-field-date = Data
model-field-every-year = Todo ano
model-field-special-days = Dias especiais
model-field-hours = Horas
model-field-close-after-days = Dias até fechar
model-field-reopen-within-days = Dias em que se pode reabrir
model-field-reopening = Prazo ao reabrir
model-field-open-cases = Chamados abertos ao publicar
model-field-steps = Passos
model-field-clock = Prazo
model-field-percent = Aos (em % do prazo)
model-field-notify = Avisar
model-field-pass-to = Passar ao grupo
model-field-words = Palavras do assunto
model-field-people = Destas pessoas
model-field-person = Solicitante
model-field-pick = A quem do grupo
model-field-skill = Habilidade
model-field-raise-priority = Subir a prioridade em um grau

## Calendarios
model-calendars-lead = As horas em que os prazos correm: cada calendário com sua semana, seus feriados e seus dias especiais.
model-calendars-empty = Ainda não há calendários
model-calendars-empty-explained = Começar pelo horário da central; um serviço que atende sempre tem outro.
model-calendar-add = Adicionar calendário
model-calendar-used = { $count ->
   [0] ainda não é usado
   [one] usado uma vez
  *[other] usado { $count } vezes
    }
model-run-day = { $first } { $hours }
model-run-days = { $first } a { $last } { $hours }
model-week-none = sem horas
model-holidays-of = feriados de { $country }
model-own-count = { $count ->
   [one] um feriado próprio
  *[other] { $count } feriados próprios
    }
model-special-count = { $count ->
   [one] um dia especial
  *[other] { $count } dias especiais
    }
model-week-copy = Copiar a segunda de terça a sexta
model-week-always = 24 horas, todos os dias
model-hours-none = fechado
model-hours-add = Adicionar intervalo a { $day }
model-hours-remove = Remover o intervalo { $number } de { $day }
model-hours-from = { $day }, intervalo { $number }, desde
model-hours-to = { $day }, intervalo { $number }, até
model-country = Feriados de
model-country-none = Nenhum país
model-year = Dias com nome em { $year }
model-year-lead = Assim fica cada feriado e cada dia especial desse ano. O que aqui se trabalha volta a contar horas.
model-year-none = Nenhum: cada dia é como seu dia da semana.
model-day-holiday = feriado
model-day-worked = feriado trabalhado
model-day-own = feriado próprio
model-day-special = dia especial
model-day-work-once = Trabalha-se em { $year }
model-day-work-once-named = { $name }: trabalha-se em { $year }
model-day-work-always = Sempre se trabalha
model-day-work-always-named = { $name }: sempre se trabalha
model-day-keep = É feriado
model-day-keep-named = { $name }: é feriado
model-own-holidays = Feriados próprios
model-own-add = Adicionar feriado
model-every-year = Todo ano
model-special-lead = Com horas diferentes das do seu dia da semana, ou sem nenhuma. Valem também num feriado.
model-special-add = Adicionar dia especial
model-date-nameless = data { $number }
model-removed = Removido do rascunho: { $name }
model-is-first = Já é o primeiro
model-is-last = Já é o último
model-ics = Adicionar de um arquivo .ics
model-ics-help = São lidos os dias de { $from } a { $to }, e se escolhe quais se adicionam.
model-ics-faults = O arquivo não pode ser lido, e nada foi adicionado:
model-ics-line = Linha { $line }:
model-ics-found = { $count ->
   [0] O arquivo não tem dias nesses anos
   [one] O arquivo tem um dia
  *[other] O arquivo tem { $count } dias
    }
model-ics-taken = já é feriado
model-ics-add = { $count ->
   [0] Adicionar
   [one] Adicionar um dia
  *[other] Adicionar { $count } dias
    }
ics-too-large = o arquivo é grande demais
ics-not-a-calendar = não é um arquivo de calendário (.ics)
ics-not-utf8 = não está escrito em UTF-8
ics-broken = a linha está quebrada
ics-unmatched = BEGIN e END não combinam
ics-unfinished = o arquivo termina antes do que aqui começa
ics-missing = o evento não tem data ou nome
ics-not-a-date = não é uma data
ics-unknown-zone = o fuso horário não existe
ics-length = o evento termina antes de começar, ou dura mais de um ano
ics-not-a-rule = não é uma regra de repetição
ics-too-often = o que vem várias vezes ao dia não é feriado
ics-not-read = usa algo que aqui não se lê; seus dias se adicionam à mão
ics-too-many = tem dias ou eventos demais

## Acuerdos de servicio y compromisos de los grupos
model-agreements-lead = O prometido ao cliente, na ordem em que se testa: vale inteiro o primeiro que combina com o chamado.
model-agreements-empty = Ainda não se promete nada
model-agreements-empty-explained = Sem acordos os chamados não têm prazos. Começar por um para todos, e pôr antes os mais exigentes.
model-agreement-add = Adicionar acordo
model-agreement-nothing = Não promete nada: marcar ao menos um prazo.
model-calendar-none = Nenhum: só tempo corrido
model-for = Para quais chamados
model-for-help = O que fica vazio não impõe condição; tudo o que se marca tem que se cumprir.
model-or =  ou 
model-for-all = Todos os chamados
model-for-priority = prioridade { $priorities }
model-for-impact = impacto { $impacts }
model-for-urgency = urgência { $urgencies }
model-for-channel = por { $channels }
model-for-language = idioma { $languages }
model-for-people = de { $people }
model-for-vip = VIP
model-for-not-vip = não VIP
model-vip-any = Tanto faz
model-vip-yes = Só VIP
model-vip-no = Só quem não é VIP
model-promise-response = Promete uma primeira resposta
model-promise-solution = Promete uma solução
model-promise-acceptance = Promete aceitar: que alguém do grupo assuma o chamado
model-promise-group-solution = Promete solucionar ou devolver
model-promises-response = resposta { $target }
model-promises-acceptance = aceitação { $target }
model-promises-solution = solução { $target }
model-promises-nothing = não promete nada
model-target-business = { $length } úteis
model-target-elapsed = { $length } corridas
model-target-hours = Horas
model-target-minutes = Minutos
model-target-time = De que tempo
model-time-business = Útil, pelo calendário
model-time-elapsed = Corrido, a toda hora
model-target-stopped-by = Não corre enquanto o chamado está
model-target-warn-at = Avisar aos
model-target-warn-at-help = Em porcentagem do prazo, separados por vírgulas, por exemplo 50, 80
model-promises-lead = O que cada grupo promete por dentro, cada vez que um chamado chega a ele. Mede-se à parte do prazo do cliente.
model-promises-empty = Nenhum grupo promete prazos ainda
model-promises-empty-explained = Um compromisso por grupo: em quanto alguém assume o chamado, e em quanto o grupo o soluciona ou devolve.
model-promise-add = Adicionar compromisso
model-promise-none-free = Todos os grupos já têm o seu.
model-try = O que receberia um chamado?
model-try-lead = Com a versão { $version }, que vale. Nada é registrado.
model-try-usual = O que disser a categoria
model-try-requester = Solicitante
model-try-subject-help = As regras de atribuição procuram palavras nele.
model-try-at = Registrado em
model-try-do = Ver o que receberia
model-try-no-group = sem grupo
model-try-no-clocks = Nenhum prazo: nenhum acordo vigente combina com este chamado.
model-part-escalations = Escalonamentos
model-part-assignment-rules = Regras de atribuição

## Regras de atribuição e escalonamentos
model-rules-lead = A que grupo e a quem chega um chamado que ninguém assume ao entrar, na ordem em que se testa: vale a primeira que serve. Quem atende por telefone ou no balcão fica com o que registra.
model-rules-empty = Ainda não há regras
model-rules-empty-explained = Sem regras, o que chega pela web ou de outro programa começa no primeiro nível, sem responsável; o que um agente registra fica com ele.
model-rule-add = Adicionar regra
model-field-words-help = Basta uma; separadas por vírgulas, por exemplo vpn, túnel
model-field-people-help = Uma delas pede, ou o chamado é sobre uma delas; sem ninguém, quem for.
model-field-skill-help = Como está nos usuários, por exemplo redes
model-escalations-lead = O que acontece quando um prazo acaba ou ninguém olha um chamado, na ordem em que se tenta: vale o primeiro que serve ao chamado.
model-escalations-empty = Ninguém fica sabendo ainda quando um prazo acaba
model-escalations-empty-explained = Convém começar por um para todos os chamados: avisar quem está com ele aos 80 %, e a supervisão ao vencer.
model-escalation-add = Adicionar escalonamento
model-step = Passo { $n }
model-step-add = Adicionar passo
model-step-remove = Remover o passo { $n }
model-step-nothing = Não faz nada: marcar ao menos uma coisa.
model-step-stays = Continua onde está
model-step-notify = avisar: { $who }
model-step-pass = passar a { $group }
model-step-raise = subir a prioridade
model-field-percent-help = 100 é o vencimento; pode seguir depois, até 1000
