### Os nomes de cada palavra do serviço, como se leem sozinhos: em uma etiqueta, uma lista ou um botão.
### O identificador é o vocabulário e a palavra, com hífens: `waiting-for-third-party`.

## Tipo de chamado
kind-question = Dúvida
kind-request = Requisição
kind-incident = Falha

## Canal pelo qual chegou
channel-phone = Telefone
channel-mail = E-mail
channel-web = Web
channel-counter = Balcão
channel-api = API
channel-monitoring = Monitoramento

## Situação de um chamado
state-new = Novo
state-in-progress = Em andamento
state-waiting = Aguardando
state-resolved = Solucionado
state-closed = Fechado
state-cancelled = Cancelado

## O que se aguarda
waiting-for-requester = Aguardando o solicitante
waiting-for-third-party = Aguardando um terceiro
waiting-for-moment = Aguardando até uma data

## Impacto
impact-person = Uma pessoa
impact-team = Uma equipe
impact-site = Uma unidade inteira
impact-organisation = Toda a organização

## Urgência
urgency-low = Baixa
urgency-medium = Média
urgency-high = Alta

## Prioridade
priority-critical = Crítica
priority-high = Alta
priority-medium = Média
priority-low = Baixa

## Nível de um grupo solucionador
level-first = Primeiro nível
level-second = Segundo nível
level-third = Terceiro nível

## Função de um usuário
role-requester = Solicitante
role-agent = Atendente
role-supervisor = Supervisor
role-analyst = Analista
role-administrator = Administrador
role-client = Cliente

## Idioma, cada um no próprio
language-es = Español
language-en = English
language-pt = Português

## Aparência
theme-system = Como o sistema
theme-light = Clara
theme-dark = Escura

## Alcance de uma chave de API
token-scope-read = Somente leitura
token-scope-write = Leitura e escrita
token-scope-wall = Só o mural

## Proteção da conexão com o servidor de e-mail
mail-security-tls = TLS (porta 465)
mail-security-starttls = STARTTLS (porta 587)
mail-security-none = Sem criptografia

## Por que um e-mail ficou à parte
aside-own = Enviado pela própria central
aside-again = Já tinha chegado
aside-answer = Resposta automática
aside-bulk = Envio em massa
aside-report = Aviso de um e-mail que não chegou
aside-too-much = Demais em pouco tempo
aside-no-sender = Sem remetente
aside-spam = Possível spam

## O que se pode fazer com um chamado
action-edit = Editar
action-set-priority = Mudar prioridade
action-take = Assumir
action-assign = Atribuir
action-pass = Encaminhar
action-wait = Colocar em espera
action-resume = Retomar
action-resolve = Solucionar
action-correct-on-line = Corrigir solução em linha
action-reopen = Reabrir
action-close = Fechar
action-cancel = Cancelar
action-settle = Dar por resolvido
action-reply = Responder
action-note = Adicionar nota interna
action-follow = Seguir
action-watch = Pôr em cópia
action-leave = Sair da cópia
action-mark-step = Marcar um passo
action-acknowledge = Confirmar recebimento

## Por que algo não se pode fazer
why-not-state = A situação do chamado não permite
why-not-role = A sua função não permite
why-not-too-late = Terminou o prazo para reabrir
why-not-already-theirs = O chamado já está com você
why-not-other-group = O chamado está em um grupo solucionador ao qual você não pertence
why-not-not-on-line = Não foi solucionado no primeiro nível
why-not-no-procedure = O chamado não tem procedimento
why-not-no-alarm = Não há alarme à espera de confirmação
why-not-not-told = O alarme é para outras pessoas

## Quem pode fazer
who-desk = A central
who-both-sides = A central e o solicitante
who-requester = O solicitante
who-watcher = Quem está em cópia
who-everybody = Todos eles
who-unit-head = A chefia da unidade
solution-by-requester = Resolvido, segundo o solicitante

## O que é preciso
need-solution = Solução e código
need-reason = Motivo
need-text = Texto
need-group = Grupo solucionador
need-waiting-for = O que se aguarda

## Avisos por e-mail
notice-kind-opened = Chamado registrado
notice-kind-replied = Resposta ao solicitante
notice-kind-waiting-for-you = Aguardando o solicitante
notice-kind-solved = Chamado solucionado
notice-kind-reopened = Chamado reaberto
notice-kind-closed = Caso fechado
notice-kind-assigned = Chamado atribuído
notice-kind-passed = Caso encaminhado a um grupo
notice-kind-answered = Resposta do solicitante
notice-kind-deadline-near = Prazo prestes a vencer
notice-kind-deadline-missed = Prazo vencido
notice-kind-not-taken = Ninguém assume o chamado
notice-kind-no-update = Chamado sem novidades
notice-kind-reopened-often = Chamado que volta
notice-kind-passed-often = Chamado que dá voltas
notice-kind-alarm-open = Alarme sem confirmação
notice-kind-invited = Convite
notice-kind-low-mark = Nota baixa em uma pesquisa
notice-kind-follow-up-overdue = Acompanhamento vencido
notice-kind-survey-answered = Pesquisa respondida
notice-kind-survey-invitation = Pesquisa
notice-kind-survey-reminder = Lembrete de pesquisa
notice-kind-password-reset = Link para uma senha nova
notice-kind-backup-failed = Um backup falhou
notice-kind-backup-overdue = Backup atrasado
notice-kind-disk-fills-up = Disco enchendo
notice-kind-disk-full = Disco cheio

## Situação de um e-mail de saída
outbox-state-queued = Na fila
outbox-state-leased = Enviando
outbox-state-sent = Enviado
outbox-state-failed = Falhou
outbox-state-cancelled = Descartado
outbox-state-unknown = Sem confirmação

## Por que um e-mail já não foi enviado
why-dropped-no-address = Não há endereço de e-mail para escrever
why-dropped-inactive = A conta já não está ativa
why-dropped-erased = O texto que levava foi apagado
why-dropped-case-cancelled = O chamado foi cancelado antes do envio
why-dropped-not-waiting = O chamado já não aguarda o solicitante
why-dropped-not-solved = O chamado já não está solucionado
why-dropped-not-open = O chamado já não está aberto
why-dropped-not-theirs = O chamado passou a outra pessoa
why-dropped-taken = Alguém assumiu o chamado
why-dropped-survey-over = Já respondeu à pesquisa, ou não pode ser perguntado
why-dropped-acknowledged = Alguém confirmou o alarme
why-dropped-link-replaced = Outro link foi pedido, ou a senha já foi escolhida

## O que um relógio mede
clock-kind-first-response = Primeira resposta
clock-kind-solution = Solução
clock-kind-acceptance = Aceitação do grupo
clock-kind-group-solution = Solução do grupo

job-name-backup = Backup
job-name-clear-sessions = Apagar sessões encerradas
job-name-clear-throttles = Esquecer tentativas de entrada que falharam
job-name-clear-idempotency-keys = Esquecer solicitações que já não se repetem
job-name-clear-uploads = Apagar arquivos que ninguém usou
job-name-clear-devices = Esquecer navegadores sem entradas há um ano
job-name-take-answers = Contar respostas anônimas em espera
job-name-forget-answers = Esquecer quem respondeu a pesquisas há muito tempo
job-name-clear-outbox = Apagar e-mails enviados há muito tempo

audience-requester = Quem pede
audience-assignee = Quem está com ele
audience-group = O grupo
audience-followers = Quem o segue
audience-group-supervisors = Supervisão do grupo
audience-supervisors = A supervisão
audience-administrators = A administração

notice-way-screen = Na tela
notice-way-mail = Por e-mail
notice-way-webhook = A outro programa

placeholder-number = número
placeholder-subject = assunto
placeholder-requester = solicitante
placeholder-name = nome
placeholder-group = grupo
placeholder-assignee = responsável
placeholder-priority = prioridade
placeholder-state = estado
placeholder-deadline = prazo
placeholder-words = texto
placeholder-link = link
placeholder-desk = central

pick-by-hand = Quem assumir
pick-in-turn = Por turno
pick-least-loaded = Quem tiver menos chamados
pick-by-skill = Por habilidade e idioma

## O que um compromisso mede
indicator-solved-in-time = Solucionados no prazo
indicator-answered-in-time = Respondidos no prazo
indicator-accepted-in-time = Aceitos no prazo pelo grupo
indicator-group-solved-in-time = Solucionados no prazo pelo grupo
indicator-solved-on-line = Solucionados em linha
indicator-reopened = Reabertos
indicator-calls-abandoned = Ligações abandonadas
indicator-mean-call = Duração média das ligações
indicator-satisfaction = Satisfação

comparison-at-least = Pelo menos
comparison-at-most = No máximo

period-day = A cada dia
period-week = A cada semana
period-month = A cada mês
period-quarter = A cada trimestre
period-year = A cada ano

## O que faz acontecer um passo de um escalonamento
trigger-kind-clock = Um prazo chega a um ponto
trigger-kind-not-taken = Ninguém o assume
trigger-kind-no-update = Ninguém escreve nem muda nada
trigger-kind-reopened = É reaberto
trigger-kind-passed-on = É encaminhado a outro grupo

## O que uma pesquisa pergunta
question-kind-satisfaction = Satisfação, de 1 a 5
question-kind-effort = Facilidade, de 1 a 7
question-kind-recommendation = Recomendação, de 0 a 10
question-kind-yes-no = Sim ou não
question-kind-one-of = Uma de várias
question-kind-several-of = Várias de várias
question-kind-reasons = Motivos de uma nota baixa
question-kind-text = Texto livre
question-kind-statement = Texto que só se lê

## O que se guarda de quem responde a uma pesquisa
confidence-named = Com nome
confidence-confidential = Confidencial
confidence-anonymous = Anônima

## Formulários para começar uma pesquisa
survey-preset-after-case = Depois de um chamado
survey-preset-quarterly = Trimestral
survey-preset-visit = De uma visita

## Pesquisas: a quem se pergunta
asked-after-solution = ao ser resolvido
asked-after-closing = ao ser fechado
left-out-sample = Não entrou na amostra
left-out-asked-lately = Foi perguntado há pouco
left-out-opted-out = Não quer pesquisas
left-out-never-asked = A central decidiu não perguntar
left-out-no-address = Não tem e-mail
left-out-own-work = Trabalhou no chamado
left-out-gone = Já não está
left-out-asked-by-phone = Perguntado por telefone
left-out-ended = A pesquisa tinha terminado
round-state-planning = em preparação
round-state-sending = em envio
round-state-open = aberta
round-state-closed = fechada
round-state-stopped = parada
invitation-state-planned = prevista
invitation-state-left-out = não se pergunta
invitation-state-cancelled = cancelada
invitation-state-sent = enviada
invitation-state-refused = recusada pelo servidor
invitation-state-answered = respondida
invitation-state-expired = vencida
answer-way-link = por link aberto
answer-way-invitation = por convite
answer-way-phone = por telefone
not-asked-themselves = Pediu para não receber pesquisas
not-asked-desk = A central decidiu não pesquisar

follow-up-outcome-resolved = Contatado e resolvido
follow-up-outcome-unresolved = Contatado, sem resolver
follow-up-outcome-not-reached = Não foi possível contatar
follow-up-outcome-not-wanted = Não quer ser contatado
follow-up-outcome-not-needed = Não era necessário
follow-up-state-open = Pendente
follow-up-state-overdue = Vencido
follow-up-state-done = Feito
phone-refusal-anonymous = É anônima: quem pergunta saberia quem respondeu
phone-refusal-not-solved = O chamado não está solucionado
phone-refusal-opted-out = Não quer pesquisas
phone-refusal-never-asked = Não se pergunta a esta pessoa
phone-refusal-own-work = Trabalhou no chamado
phone-refusal-answered = Já respondeu
phone-refusal-gone = Não está mais
phone-refusal-long-ago = O caso foi resolvido há tempo demais

## Como entram os solicitantes
doorway-closed = Só pelos links dos e-mails
doorway-codes = Com um código que chega por e-mail
doorway-passwords = Com a senha da sua conta

## A quem se envia um código
guests-known = A quem a central conhece
guests-domains = Também a quem tem e-mail de certos domínios
guests-anybody = A qualquer pessoa

## Filtros escritos na busca: antes e depois dos dois pontos
search-filter-status = situação
search-filter-priority = prioridade
search-filter-assignee = atribuído
search-filter-group = grupo
search-filter-requester = solicitante
search-filter-unit = unidade
search-filter-following = seguindo
search-filter-solved = solucionado
search-word-open = aberto
search-word-me = eu
search-word-none = ninguém
search-word-mine = meus
search-word-today = hoje

## Onde está o que se buscou
found-in-subject = Assunto
found-in-description = Descrição
found-in-message = Mensagem
found-in-solution = Solução
found-in-note = Nota interna
found-in-file = Arquivo
found-in-note-file = Arquivo interno
found-in-requester = Solicitante
found-in-category = Categoria
found-in-name = Nome
found-in-title = Cargo
found-in-email = E-mail
found-in-phone = Telefone
found-in-unit = Unidade

## Reuniões
meeting-kind-invitation = Convite para uma reunião
meeting-kind-cancelled = Reunião cancelada
meeting-kind-answer = Resposta a um convite
