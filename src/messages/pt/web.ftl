### O que a web diz: moldura, filas, chamado e partes. Botões no infinitivo.

## O que se repete
loading = Carregando
again = Tentar de novo
close = Fechar
cancel = Cancelar
save = Salvar
undo = Desfazer
copy = Copiar { $name }
copied = Copiado: { $name }
copy-failed = Não foi possível copiar { $name }: selecionar o texto e copiá-lo à mão.
chip-remove = Retirar { $text }
field-optional = opcional
ahead-nothing = Nada encontrado
ahead-count = { $count ->
    [0] Nada encontrado
    [one] Um resultado
   *[other] { $count } resultados
}
priority-named = Prioridade { $priority }

## A moldura
frame-skip = Ir para o conteúdo
frame-rail = Filas e lugares
rail-queues = Filas
rail-desk = Central
new-case = Novo chamado
account-of = { $name }, conta
sign-out = Sair
go-home = Ir para o início
place-people = Pessoas
place-admin = Administração
place-account = Conta e preferências
place-my = O que pedi
not-found = Não está aqui
not-found-why = O endereço não existe, ou não há permissão para vê-lo.
offline-since = Sem conexão desde as { $time }. O que foi escrito está guardado aqui; o que está na tela pode ter mudado.

## Busca e comandos
seek-placeholder = Buscar ou escrever um comando
seek-label = Palavras de um chamado, número, pessoa ou comando
seek-cases = Chamados
seek-people = Pessoas
seek-commands = Comandos
seek-nothing = Nada com essas palavras. Tentar com menos palavras, um número, parte de um telefone, ou um filtro: situação:aberto grupo:redes
seek-unknown = Não se entende: { $words }
seek-making = A busca está sendo preparada: pode faltar algo
seek-all = { $count ->
    [one] Ver o chamado encontrado
   *[other] Ver os { $count } chamados encontrados
}
seek-all-many = Ver todos os chamados encontrados (mais de 1.000)
seek-left-out = São palavras demais. Não se buscou: { $words }
search-title = Resultados
search-label = Palavras, números ou filtros
search-count = { $count ->
    [one] Um chamado
   *[other] { $count } chamados
}
search-many = Mais de 1.000 chamados
search-begin = O que se busca
search-short = São muito poucas letras
search-nothing = Nada com “{ $typed }”
search-try = Tentar com menos palavras ou mais curtas, um número de chamado, parte de um telefone ou de um e-mail, ou um filtro: situação:aberto prioridade:alta atribuído:ninguém grupo:"central de serviços" solicitante:rojas
similar-title = Chamados parecidos já solucionados
similar-solution = Como foi solucionado
similar-use-this = Usar esta solução: { $subject }
similar-use = Usar esta solução
seek-foot = ↑ ↓ escolher · ⏎ pegar · Ctrl ⏎ ver tudo · Esc fechar
seek-case = Chamado { $number }
seek-open-cases = { $count ->
    [one] Um chamado aberto
   *[other] { $count } chamados abertos
}

## Teclas
key-help = Teclas
key-new = Novo chamado
key-seek = Buscar
key-command = Escrever um comando
key-go = Ir para { $place }
keys-off = As letras soltas estão desativadas na conta.

## Filas
view-mine = Meus chamados
view-groups = Meus grupos
view-unassigned = Sem atendente
view-new = Não assumidos
view-waiting = Aguardando
view-following = Acompanhando
view-solved = Solucionados hoje
view-all = Todos

## O que deu errado
problem-offline = Não há conexão com o servidor. O que foi escrito ficou aqui; pode-se tentar de novo.
problem-unauthenticated = A sessão terminou. O que foi escrito continua aqui; entrar de novo para seguir.
problem-forbidden = Não há permissão para isto.
problem-reauthenticate = É preciso confirmar a senha. O que foi digitado continua aqui.
problem-second-step-due = Falta ativar a verificação em duas etapas.
problem-link-expired = Este link não funciona mais.
problem-not-found = Não está, ou não há permissão para ver.
problem-not-possible = Não é possível: { $why }
problem-already-running = Já está em andamento.
problem-stale = Alguém mudou isto nesse meio-tempo. O que foi escrito continua aqui.
problem-invalid = Falta corrigir o indicado. O que foi escrito continua aqui.
problem-too-large = É grande demais. Não foi salvo.
problem-rate-limited = Tentativas demais. Aguardar { $seconds ->
    [0] um momento
    [one] um segundo
   *[other] { $seconds } segundos
} e tentar de novo.
problem-busy = O servidor está ocupado. Nada foi salvo; pode-se tentar de novo em um momento.
problem-out-of-reach = O servidor não alcança seus dados neste momento. Nada foi salvo; pode-se tentar de novo em alguns segundos.
problem-unconfirmed = O disco do servidor falhou ao salvar, e não se sabe se ficou salvo. Verificar antes de repetir.
problem-disk-full = O disco do servidor está cheio. Nada foi salvo; avisar quem administra o servidor.
problem-secret-locked = O servidor não tem a chave com que seus segredos foram criptografados. Nada foi salvo; avisar quem administra o servidor. Para entrar, um código de recuperação serve.
problem-internal = O servidor falhou. O que foi escrito ficou aqui; pode-se tentar de novo.
problem-internal-quoted = O servidor falhou. O que foi escrito ficou aqui; pode-se tentar de novo. Se acontecer outra vez, informar este código a quem administra: { $id }
problem-other = Não foi possível: { $detail }
field-error-required = Falta
field-error-too-long = Mais longo que o permitido ({ $max })
field-error-too-short = Mais curto que o permitido ({ $min })
field-error-not-an-email = Não parece um endereço de e-mail
field-error-not-a-phone = Não parece um número de telefone
field-error-not-a-certificate = Não é um certificado em formato PEM, ou traz algo mais
field-error-unknown = Não existe
field-error-taken = Já está em uso
field-error-past = Já passou
field-error-circle = Ficaria dentro de si mesmo
field-error-not-allowed = Não é permitido aqui
field-error-not-writable = A central não pode escrever ali. A pasta deve pertencer ao usuário da central e, se a central roda com systemd, a unidade dela deve permiti-la (ReadWritePaths); depois, reiniciar a central
field-error-ambiguous = Corresponde a mais de um
field-error-malformed = Não se entende
field-error-never-open = Não tem nenhuma hora
field-error-never-due = Nunca chega
field-error-too-often = Chega mais de uma vez por dia
field-error-overlaps = Cruza com outro
field-error-out-of-range = Está fora do possível
field-error-no-effect = Não tem efeito
field-error-never-matches = Nunca chega a vez: um anterior sempre vale antes
field-error-unknown-placeholder = Entre chaves há algo que não é um campo; para uma chave, escreva-a duas vezes
field-error-unreachable = Nenhum caminho chega aqui
field-error-silences = A quem se destina nada é avisado, mesmo quando um escalonamento os indica
field-error-not-met = O modelo dá algo diferente do esperado
field-error-calendar-needed = Falta o calendário com que se conta
field-error-nobody = Não há quem possa fazê-lo

## Filas: a lista
list-others = Outras filas
list-sort = Ordem:
list-cases = Chamados
list-more = Mais chamados
list-heading = { $state }, { $count }
list-arrived = { $count ->
    [one] Um chamado novo. Mostrar
   *[other] { $count } chamados novos. Mostrar
}
sort-down-updated = Última mudança
sort-updated = Mais parados primeiro
sort-priority = Prioridade
sort-down-number = Mais novos primeiro
sort-number = Mais antigos primeiro
density-to-roomy = Linhas densas. Mudar para folgadas
density-to-dense = Linhas folgadas. Mudar para densas
row-gone = já não está aqui
row-on-line = solucionado em linha
vip = VIP
empty-mine = Nada atribuído
empty-mine-next = Os chamados assumidos ou atribuídos aparecem aqui.
empty-groups = Nada aberto nos meus grupos
empty-groups-next = O que for encaminhado a eles aparece aqui sem recarregar.
empty-unassigned = Nada sem atendente
empty-unassigned-next = Cada chamado aberto tem quem o atenda.
empty-waiting = Nada aguardando
empty-waiting-next = Os chamados que aguardam o solicitante, um terceiro ou uma data aparecem aqui.
empty-following = Nada em acompanhamento
empty-following-next = Os chamados acompanhados que outros atendem aparecem aqui.
empty-solved = Nada solucionado hoje ainda
empty-solved-next = O que for solucionado hoje aparece aqui.
empty-all = Nenhum chamado aberto
empty-all-next = Tudo está solucionado.
empty-see-unassigned = Ver os sem atendente
empty-see-groups = Ver os dos meus grupos
empty-prepare = Preparar a central
key-next = Próximo chamado
key-previous = Chamado anterior
key-back = Voltar à lista
key-said = Registrar o que o solicitante disse

## Vários chamados de uma vez
key-select = Selecionar o chamado
select-several = Selecionar chamados
select-one = Selecionar o chamado { $number }
select-count = { $count ->
    [0] Nenhum selecionado
    [one] Um selecionado
   *[other] { $count } selecionados
}
select-none = Falta selecionar um chamado
select-end = Terminar a seleção
several-pass = { $count ->
    [one] Encaminhar um chamado
   *[other] Encaminhar { $count } chamados
}
several-pass-to = { $count ->
    [one] Encaminhar um chamado a { $group }
   *[other] Encaminhar { $count } chamados a { $group }
}
several-note-help = A mesma nota fica em cada chamado. Toda a conversa vai junto.
several-through = { $through } de { $count } prontos
several-taken = { $count ->
    [one] Um chamado assumido
   *[other] { $count } chamados assumidos
}
several-passed = { $count ->
    [one] Um chamado encaminhado a { $group }
   *[other] { $count } chamados encaminhados a { $group }
}
several-left = { $count ->
    [one] Um ficou como estava e segue selecionado:
   *[other] { $count } ficaram como estavam e seguem selecionados:
}

## Quem o tem e o que se aguarda
holder-group = { $group }, sem atendente
holder-none = sem atendente
waits-until = aguarda até { $moment }
waits-third-party = { $days ->
    [0] aguarda terceiro
    [one] aguarda terceiro, um dia
   *[other] aguarda terceiro, { $days } dias
}
waits-requester = { $days ->
    [0] aguarda { $name }
    [one] aguarda { $name }, um dia
   *[other] aguarda { $name }, { $days } dias
}

## O chamado
case-none = Nenhum chamado escolhido
case-none-next = Escolher um da lista: J e K percorrem, Enter abre.
case-gone = Este chamado passou para um grupo cujos chamados não são vistos daqui. O que foi escrito continua guardado neste navegador.
case-parts = Partes do chamado
back-to = Voltar a { $place }
more-actions = Mais ações
closes = fecha
tab-talk = Conversa
tab-others = Outros chamados ({ $count })
timeline = Conversa e fatos
timeline-older = Mostrar o anterior
timeline-unread = { $count ->
    [one] Uma mensagem nova abaixo. Ver
   *[other] { $count } mensagens novas abaixo. Ver
}
meanwhile = Enquanto se escrevia: { $what }
see = Ver
side = Solicitante e contexto
said-by-channel = { $channel ->
    [phone] por telefone
    [mail] por e-mail
    [web] pela web
    [counter] no balcão
    [api] pela API
   *[monitoring] pelo monitoramento
}
said-to-by-channel = para { $name }, { $how }
said-note = nota interna
said-nothing = Sem texto
said-kept-by = Registrado por { $name }
mail-queued = E-mail na fila
mail-leased = Enviando o e-mail
mail-sent = E-mail enviado
mail-cancelled = E-mail descartado
mail-unknown = E-mail sem confirmação
mail-failed = O e-mail não saiu: { $error }
mail-again = Enviar de novo

## O que aconteceu, em uma linha
facts-folded = { $count } fatos: { $what }
did-fact = { $what } · { $name }
did-wrote = { $name } escreveu
did-noted = { $name } acrescentou uma nota interna
fact-taken = Assumido por { $name }
fact-assigned = Atribuído a { $name }
fact-released = Devolvido a { $group }
fact-passed = Encaminhado a { $group }, { $level }
fact-passed-to = Encaminhado a { $group }, { $level }, para { $name }
fact-classified = Classificado como { $category }, prioridade { $priority }
fact-classified-none = Sem categoria, prioridade { $priority }
fact-prioritised = Prioridade { $priority }: { $reason }
fact-matrix = Prioridade { $priority }, pela matriz
fact-waited-until = Aguardando até { $until }
fact-solved = Solucionado: { $code }
fact-solved-on-line = Solucionado em linha: { $code }
fact-on-line = Conta como solucionado em linha: { $reason }
fact-not-on-line = Não conta como solucionado em linha: { $reason }
fact-reopened = Reaberto
fact-reopened-because = Reaberto: { $reason }
fact-cancelled = Cancelado: { $reason }
fact-followed = Em acompanhamento
fact-unfollowed = Sem acompanhamento
fact-watched = Em cópia: { $name }
fact-unwatched = Já não está em cópia: { $name }
fact-plain-opened = Registrado
fact-plain-edited = Dados do chamado alterados
fact-plain-started = O trabalho começou
fact-plain-resumed = Retomado
fact-plain-closed = Fechado
fact-plain-sealed = Terminou o prazo para reabrir

## Painel do lado
requester = Solicitante
unit = Unidade
person-heads = Chefia de
phone = Telefone
email = E-mail
language = Idioma
affected = Pessoa afetada
copy-phone = telefone { $phone }
others-of = Outros chamados de { $name }
others-all = todos
others-none = Não há outros.
classification = Classificação
classify-change = mudar
category = Categoria
category-none = Sem categoria
kind = Tipo
impact = Impacto
urgency = Urgência
priority = Prioridade
priority-overridden = A matriz daria { $matrix }. { $name }: { $reason }
group = Grupo
group-none = Sem grupo
channel = Canal
opened = Registrado
followers = Acompanham
watchers = Em cópia
passage = Por onde passou
passage-between = { $start } a { $end }
passage-since = desde { $start }
lasting-less = menos de { $minute }

## Escrever
composer-what = O que se escreve
composer-reply = Resposta
composer-note = Nota interna
composer-said = O que disse
composer-reply-reads = Quem lê é { $name }, por e-mail
composer-reply-no-mail = { $name } não tem e-mail: a resposta fica no chamado
composer-reply-undelivered = Os e-mails para { $name } não chegam: convém avisar por outro meio
composer-note-reads = Só a central lê
composer-said-reads = Fica como dito por { $name } { $how }; não sai e-mail
composer-said-how = Onde disse
composer-said-label = O que { $name } disse { $how }
composer-to = Resposta a { $name }
composer-send = Enviar a { $name }
composer-keep = Salvar nota interna
composer-said-keep = Registrar o que { $name } disse
composer-draft = Rascunho, { $time }

## Arquivos
files-attach = Anexar arquivos
files-with-it = Arquivos que vão com o que se escreve
files-came-with-it = Arquivos anexados
files-progress = Enviando { $name }
files-remove = Remover { $name }
files-removed = { $name } foi removido
files-arrived = { $name } está pronto para enviar
files-more = { $count ->
    [one] Mostrar mais 1 arquivo
   *[other] Mostrar mais { $count } arquivos
}
files-show = Prévia de { $name }
files-remove-first = Primeiro remover os arquivos que não podem ser enviados
files-on-their-way = Aguardar o fim do envio dos arquivos
files-too-many = Não cabe: são no máximo { $max } arquivos
files-too-large = Não cabe: cada arquivo pode ter até { $size }
files-gone = Não está mais na central: remover e anexar de novo

## Ações do chamado
person = Pessoa
reason = Motivo
subject = Assunto
description = Descrição
affected-help = Se o chamado é de outra pessoa que não quem pede. Esvaziar o campo a retira.
reads-desk = só a central lê
reads-group = quem lê é { $group }
reads-next-group = o grupo que o recebe
reads-requester = quem lê é { $name }
reads-by-mail-or-empty = por e-mail, pode ficar vazio
away = { $name }, ausente
pass = Encaminhar
pass-to = Encaminhar a { $group }
passed = { $number } encaminhado a { $group }
pass-nobody = Ninguém em particular
pass-proposed = { $level }. Proposto pelo modelo de serviço.
pass-note = O que se sabe e o que se tentou
pass-note-help = Toda a conversa vai junto.
pass-reply = O que se avisa a { $name }
wait = Colocar em espera
waiting-now = { $number } aguardando
wait-for-what = O que se aguarda
wait-requester = Uma resposta de { $name }
wait-requester-help = A resposta o traz de volta.
wait-third-party = Um terceiro: fornecedor, outra área
wait-moment = Uma data e hora
wait-until = Até
wait-until-help = Nesse momento volta sozinho.
wait-question = O que se pergunta a { $name }
wait-reason = Por que aguarda
solve = Solucionar
solved = { $number } solucionado
solution = Solução
solve-code = Como foi solucionado
solve-code-none = A central não tem códigos de solução ativos. Deixar o chamado aberto e pedir um a quem administra.
solve-closes = { $days ->
    [one] Fecha sozinho em um dia, se ninguém o reabrir.
   *[other] Fecha sozinho em { $days } dias, se ninguém o reabrir.
}
reason-title-reopen = Reabrir
reason-done-reopen = { $number } reaberto
reason-title-cancel = Cancelar o chamado
reason-done-cancel = { $number } cancelado
cancel-what = O chamado termina sem solução. Não pode ser desfeito.
assign = Atribuir
assign-in = A alguém de { $group }
assign-nobody = Ninguém: fica no grupo
assigned = { $number } atribuído
change-priority = Mudar prioridade
priority-matrix = A que dá a matriz
priority-matrix-help = Agora daria { $priority }
priority-changed = { $number } com outra prioridade
correct-on-line = Corrigir solução em linha
on-line-question = Como conta este chamado
on-line-yes = Solucionado em linha
on-line-yes-help = O primeiro nível o solucionou no contato que o abriu.
on-line-no = Não foi em linha
on-line-corrected = { $number } corrigido
edit = Editar o chamado
edited = { $number } salvo
classify = Classificar
classified = { $number } classificado
classify-gives = Ficaria com
classify-overridden = A prioridade foi decidida à mão; não muda com a classificação.
taken = { $number } assumido
resumed = { $number } retomado
closed = { $number } fechado
followed = { $number } em acompanhamento
unfollowed = { $number } sem acompanhamento
unfollow = Deixar de acompanhar
copy-title = Em cópia do chamado
copy-help = Quem está em cópia lê o mesmo que quem pediu o chamado, recebe as respostas por e-mail e pode escrever. Não decide se ficou resolvido.
copy-who = Pessoa
copy-add = Pôr em cópia
copy-added = { $name } está em cópia
copy-change = Alterar
copy-remove = Remover
copy-remove-name = Remover { $name }
copy-removed = { $name } não está mais em cópia

## O que vê quem pede
my-title = Seus chamados
fact-with-group = { $group } está atendendo

## Pessoas
people-seek = Buscar
people-seek-hint = Nome, e-mail ou telefone
people-begin = Escrever duas letras do nome ou do e-mail, ou o final de um telefone.
people-edit = Editar
people-no-cases = Ainda não pediu nada

health-open = Ver o estado
health-and-more = { $count ->
    [one] E mais uma coisa.
   *[other] E mais { $count } coisas.
  }
finding-disk-full = O disco está cheio: só é possível ler e entrar.
finding-disk-fills-up = O disco está enchendo: anexos não são aceitos.
finding-secrets-locked = Falta a chave com que os segredos da central foram criptografados.
finding-mail-waits = Há e-mails que não conseguem sair.
finding-mail-not-set-up = Há e-mails por sair e nenhum servidor de e-mail.
finding-mail-failed = Há e-mails que não saíram.
finding-webhook-waits = Há avisos que outros programas não recebem.
finding-mailbox-signed-out = Há caixas de correio em que é preciso entrar de novo.
finding-mailbox-fails = Há caixas que não podem ser lidas.
finding-mail-too-long = Há e-mails longos demais para serem trazidos.
finding-mail-aside = Há e-mails à parte que uma pessoa pode ter escrito.
finding-holidays-end = Há calendários que em breve não terão mais feriados: depois, os prazos correrão também neles.
finding-webhook-failed = Há avisos a outros programas que não chegaram.
finding-backup-failed = O último backup falhou.
finding-backup-overdue = Falta um backup.
finding-backup-not-set-up = Não há backups programados.
finding-certificate-ends = O certificado vence em breve ou já venceu.
finding-certificate-self-made = A central usa um certificado feito por ela mesma: os navegadores alertam.
