# The screen on which a case is registered while talking.

## A new case while talking

phone-title = Novo chamado
phone-kept = guardado enquanto se escreve
phone-not-kept = Este navegador não guarda o que se escreve. Registrar o chamado antes de fechar a aba.
phone-timer = Tempo desde o início do registro
phone-drafts = Ligações a meio escrever
phone-draft-nameless = Sem nome
phone-draft-since = desde { $time }
phone-draft-drop = Descartar o que foi escrito
phone-draft-dropped = Ligação descartada

## Who asks

phone-who = Quem pede
phone-who-empty = Ao escolher a pessoa, os chamados abertos dela aparecem aqui.
phone-caller = Solicitante
phone-caller-hint = Nome, número ou e-mail
phone-caller-change = Trocar
phone-caller-found-by = busca “{ $typed }”
phone-caller-list = Pessoas encontradas
phone-caller-none = Ninguém com “{ $typed }”
phone-caller-failed = Não foi possível buscar. O que foi escrito continua aqui; ao seguir escrevendo, busca-se outra vez.
phone-caller-count = { $count ->
   [0] Sem resultados
   [one] Uma pessoa
  *[other] { $count } pessoas
    }
phone-caller-missing = Falta quem pede: escrever duas letras do nome ou o final do número.
phone-vip = VIP
phone-register = Registrar “{ $typed }”
phone-register-hint = Pessoa nova
phone-register-title = Pessoa nova
phone-register-name = Nome
phone-register-phone = Número
phone-register-email = E-mail
phone-register-do = Registrar e continuar
phone-unit = Unidade
phone-phone = Telefone
phone-email = E-mail
phone-open-cases = Chamados abertos, { $count }
phone-open-none = Sem chamados abertos.
phone-link-key = para vincular
phone-link = Vincular
phone-link-to = Vincular a ligação ao chamado { $number }
phone-before = Antes
phone-cases-failed = Não foi possível ler os chamados dela. O novo chamado pode ser registrado mesmo assim.

## What it is about

phone-subject = Assunto
phone-subject-missing = Falta o assunto, em poucas palavras.
phone-category = Categoria
phone-category-untaken = Escolher uma da lista, ou apagar o que foi escrito para registrar sem categoria.
phone-category-takes = { $impact } · { $priority } · { $group }
phone-category-own-group = fica com quem registra
phone-keys-choose = escolher
phone-keys-take = confirmar
phone-category-foot = ↑ ↓ escolher · ⏎ confirmar · Esc escrever sem categoria
phone-details = Detalhe, urgência, pessoa afetada
phone-description = Detalhe
phone-description-hint = O que a pessoa disse; ela também lê.
phone-channel = Canal
phone-kind = Tipo
phone-impact = Impacto
phone-urgency = Urgência
phone-by-category = Conforme a categoria
phone-by-category-is = Conforme a categoria: { $word }
phone-affected = Pessoa afetada
phone-affected-hint = Se não é quem pede
phone-group = Grupo
phone-group-default = O que corresponder

## What would become of it

phone-outcome = Este chamado ficaria
phone-outcome-priority = Prioridade
phone-outcome-kind = Tipo
phone-outcome-group = Grupo
phone-outcome-none = sem grupo

## How it ends

phone-solve = Solucionado em linha
phone-pass = Encaminhar
phone-pass-to = Encaminhar a { $group }
phone-keep = Registrar e abrir
phone-keep-short = Registrar
phone-solution = Solução
phone-solution-reader = { $name } vai ler
phone-solution-missing = Falta a solução, em uma linha.
phone-pass-group = Grupo
phone-pass-group-missing = Falta o grupo.
phone-pass-group-choose = Escolher um grupo
phone-pass-proposed = o da categoria
phone-pass-assignee = Pessoa
phone-pass-anyone = Quem assumir
phone-pass-away = { $name }, ausente
phone-pass-note = O que se sabe e o que se tentou
phone-pass-note-reader = nota interna, a central vai ler
phone-back = Voltar
phone-storing = Registrando…

## What became of it

phone-solved = Chamado { $number } registrado e solucionado
phone-passed = Chamado { $number } encaminhado a { $group }
phone-see = Ver
phone-linked = O que foi escrito está no chamado { $number }, por registrar
phone-failed = Não foi possível registrar: { $reason } O que foi escrito está guardado; tentar de novo não duplica o chamado.
phone-unanswered = A central não respondeu. O que foi escrito está guardado; tentar de novo não duplica o chamado.
phone-stored-before = O chamado { $number } já tinha sido registrado com o que estava escrito até então. O que mudou depois está em uma nota por salvar.
