# Administration: people, groups, model, mail, tokens, desk.

## The frame of the administration

admin-title = Administração
admin-places = Partes da administração
admin-section-people = Pessoas e grupos
admin-section-model = Modelo de serviço
admin-section-desk = Central
admin-forbidden = Aqui entra quem administra
admin-forbidden-explained = Esta parte é para o papel administrador. Quem o tem pode dá-lo, em Usuários.
admin-search = Buscar
admin-search-none = Nada com “{ $typed }”
admin-search-none-explained = A busca é por começos de palavra. Com menos letras encontra-se mais.
admin-more = Mostrar mais
admin-edit = Editar
admin-saving = Salvando…
admin-saved = Salvo: { $name }
admin-stale = Outra pessoa mudou isto durante a edição. O que foi escrito continua aqui e não foi salvo.
admin-stale-show = Ver o atual
admin-stale-overwrite = Salvar o escrito mesmo assim
admin-check-fields = Não foi salvo: revisar o que está marcado.
admin-inactive = inativo
admin-remove-named = Remover { $name }
admin-name = Nome
admin-email = E-mail
admin-language = Idioma
admin-as-desk = O da central
admin-languages = Idiomas
admin-skills = Habilidades
admin-skills-help = Separadas por vírgulas, por exemplo redes, impressoras
admin-open-tickets = Chamados abertos

## People

admin-persons = Pessoas
admin-persons-lead = Quem pede ajuda.
admin-persons-search = Nome, número ou e-mail
admin-persons-empty = Ainda não há pessoas
admin-persons-empty-explained = Elas também entram sozinhas: ao atender uma ligação de um número novo ou ao chegar um e-mail.
admin-person-add = Adicionar pessoa
admin-person-title = Cargo
admin-person-emails = E-mails
admin-person-emails-help = Um por linha; escreve-se ao primeiro.
admin-person-phones = Telefones
admin-person-phones-help = Um por linha, em qualquer forma: com ou sem código do país, ou um ramal. Ao salvar aparecem em forma internacional.
admin-person-unit = Unidade
admin-person-vip = VIP: atender com cuidado especial
admin-person-notes = Levar em conta
admin-person-notes-help = A central vê quando a pessoa liga.
admin-person-active = Ativa: novos chamados podem nomear esta pessoa
admin-person-vip-mark = VIP

## Units

admin-units = Unidades
admin-units-lead = Sedes e departamentos, em uma árvore.
admin-units-empty = Ainda não há unidades
admin-units-empty-explained = Começar pelas sedes; dentro de cada uma vão seus departamentos.
admin-unit-add = Adicionar unidade
admin-unit-add-inside = Adicionar dentro de { $name }
admin-unit-parent = Dentro de
admin-unit-top = Vazio: é uma sede.
admin-unit-open = O que há em { $name }
admin-unit-children = { $count ->
   [one] { $count } unidade
  *[other] { $count } unidades
    }
admin-unit-country = País
admin-unit-country-help = Duas letras, por exemplo BR. Com ele se leem os números locais; vazio: o da unidade superior.
admin-unit-active = Ativa: pode ser dada a pessoas
admin-unit-heads = Chefia
admin-unit-heads-help = Vê os chamados da unidade e das que dependem dela, nas próprias páginas. Digite um nome para adicionar.
admin-unit-headed = chefia: { $names }
admin-unit-persons = { $count ->
   [one] { $count } pessoa
  *[other] { $count } pessoas
    }

## Users

admin-users = Usuários
admin-users-lead = Quem entra com e-mail e senha.
admin-users-empty = Ainda não há outros usuários
admin-users-empty-explained = Adicionar quem atende e depois reuni-los em grupos.
admin-user-add = Adicionar usuário
admin-user-roles = Papéis
admin-user-password = Senha
admin-user-password-keep = Vazia: fica a atual. A partir de 10 caracteres.
admin-user-password-new = Vazia: a pessoa escolhe a sua com um link, oferecido depois de salvar.
admin-user-active = Ativo: pode entrar
admin-user-person = Pessoa que é como solicitante
admin-user-person-help = Necessária para o papel solicitante: seus chamados são os dessa pessoa.
admin-user-groups = Grupos
admin-user-away = ausente
admin-user-away-until = ausente até { $until }
admin-user-away-field = Ausente
admin-user-away-end = Até, se souber
admin-user-all-roles = Todos os papéis

## Groups

admin-groups = Grupos
admin-groups-lead = Grupos solucionadores: quem atende e em que nível.
admin-groups-empty = Ainda não há grupos
admin-groups-empty-explained = Com um de primeiro nível já se pode começar; depois, um para cada especialidade à qual se encaminha.
admin-group-add = Adicionar grupo
admin-group-level = Nível
admin-group-members = Integrantes
admin-group-members-count = { $count ->
   [0] ninguém
   [one] { $count } pessoa
  *[other] { $count } pessoas
    }
admin-group-members-away = { $count ->
   [one] { $count } ausente
  *[other] { $count } ausentes
    }
admin-group-member-add = Adicionar alguém: escrever o nome
admin-group-open = Aberto a todos: qualquer atendente vê seus chamados
admin-group-open-short = aberto a todos
admin-group-closed-short = só seus integrantes
admin-group-sees = Quem vê seus chamados
admin-group-active = Ativo: chamados podem ser encaminhados a ele

## Categories

admin-categories = Categorias
admin-categories-lead = De que trata um chamado e o que isso preenche sozinho.
admin-categories-empty = Ainda não há categorias
admin-categories-empty-explained = Começar pelos serviços (e-mail, equipamentos, rede) e pôr dentro o que costuma acontecer com eles.
admin-category-add = Adicionar categoria
admin-category-add-inside = Adicionar dentro de { $name }
admin-category-parent = Dentro de
admin-category-top = Nenhuma: é um serviço
admin-category-asked = Como a veem os que pedem ajuda
admin-category-asked-help = Nas palavras deles, por exemplo: a impressora não imprime. Em branco, não lhes é oferecida.
admin-category-fills = O que preenche
admin-category-kind = Tipo
admin-category-impact = Impacto
admin-category-urgency = Urgência
admin-category-priority = Prioridade
admin-category-group = Grupo ao qual se encaminha
admin-category-group-none = Nenhum: fica com quem registra
admin-category-on-line = O primeiro nível deveria solucioná-la em linha
admin-category-on-line-short = em linha
admin-category-active = Ativa: pode ser dada a novos chamados

## The matrix

admin-matrix = Prioridade
admin-matrix-lead = Que prioridade resulta de quanto afeta e de quanto urge.
admin-matrix-caption = Impacto para baixo, urgência para o lado
admin-matrix-cell = { $impact }, { $urgency }
admin-matrix-was = antes { $priority }
admin-matrix-changed = { $count ->
   [0] Sem mudanças
   [one] Uma mudança não salva
  *[other] { $count } mudanças não salvas
    }
admin-matrix-meanwhile = { $impact }, urgência { $urgency }: agora { $priority }
admin-matrix-undo = Voltar ao que está salvo

## Solution codes and closing

admin-solutions = Soluções e fechamento
admin-solutions-codes = Códigos de solução
admin-solutions-codes-lead = Como um chamado pode ter sido solucionado. O primeiro ativo é proposto.
admin-solutions-empty = Sem códigos nada pode ser solucionado. Adicionar ao menos um.
admin-solution-code = Código
admin-solution-code-help = Para programas e planilhas, em minúsculas, por exemplo fixed
admin-solution-name = O que se lê
admin-solution-offered = Oferecido
admin-solution-add = Adicionar código
admin-solution-up = Subir { $name }
admin-solution-down = Descer { $name }
admin-solution-nameless = código novo
admin-closing = Fechamento
admin-closing-lead = O solucionado fecha sozinho, e a resposta do solicitante o reabre enquanto for possível.
admin-closing-close = Dias até fechar
admin-closing-reopen = Dias em que se pode reabrir
admin-closing-reopen-help = Desde a solução; não menos que os dias até fechar.

## Mail

admin-mail = E-mail
admin-mail-lead = Por qual servidor saem os e-mails da central.
admin-mail-missing = Os e-mails esperam; falta: { $what }. Todo o resto funciona.
admin-mail-missing-host = o servidor
admin-mail-missing-port = a porta
admin-mail-missing-from-address = o endereço do remetente
admin-mail-missing-password = a senha
admin-mail-missing-key = a chave com que a senha foi criptografada
admin-mail-missing-username = o usuário
admin-mail-host = Servidor SMTP
admin-mail-host-help = Nome ou endereço; vazio: os e-mails esperam.
admin-mail-port = Porta
admin-mail-security = Proteção
admin-mail-username = Usuário
admin-mail-password = Senha
admin-mail-password-kept = Há uma guardada, que não se mostra. Vazio: fica essa.
admin-mail-password-none = Não há nenhuma guardada.
admin-mail-password-locked = Há uma guardada, mas não se pode ler: falta a chave com que foi criptografada. Iniciar a central com o arquivo dessa chave (--secret-key-file), ou digitar a senha de novo.
admin-mail-password-forget = Esquecer a senha guardada
admin-mail-from-address = Endereço do remetente
admin-mail-from-address-help = A ele chegam as respostas.
admin-mail-from-name = Nome do remetente
admin-mail-from-name-help = Vazio: o nome da central.
admin-mail-trusted = Certificado da autoridade
admin-mail-trusted-help = Só se uma autoridade própria da organização assina o certificado do servidor: colar aqui o dessa autoridade, em formato PEM. Podem ser vários.
admin-mail-authorities = Autoridades de confiança
admin-mail-authority = { $subject }: válido até { $when }
admin-mail-authority-expired = { $subject }: venceu { $when }
admin-mail-settings = Ajustes de e-mail
admin-mail-test = Testar
admin-mail-test-lead = Envia agora um e-mail com os ajustes salvos e mostra o que o servidor disse.
admin-mail-test-to = Enviar a
admin-mail-test-do = Enviar teste
admin-mail-test-doing = Falando com o servidor…
admin-mail-test-ok = O servidor recebeu:
admin-mail-test-failed = O servidor não recebeu:

## The outbox

admin-outbox = Caixa de saída
admin-outbox-lead = Os e-mails da central: o que espera, o que falhou e o que saiu.
admin-outbox-state = Mostrar
admin-outbox-state-failed = Falharam
admin-outbox-state-queued = Esperam
admin-outbox-state-unknown = Sem confirmação
admin-outbox-state-sending = Saem agora
admin-outbox-state-sent = Saíram
admin-outbox-state-cancelled = Anulados
admin-outbox-empty-failed = Nada falhou
admin-outbox-empty-queued = Nada espera
admin-outbox-empty-unknown = Nada sem confirmação
admin-outbox-empty-sending = Nada sai neste momento
admin-outbox-empty-sent = Ainda não saiu nenhum e-mail
admin-outbox-empty-cancelled = Nada anulado
admin-outbox-empty-explained = Os e-mails aparecem aqui quando um chamado é registrado, respondido ou solucionado.
admin-outbox-unknown-explained = O servidor pode tê-lo recebido: a conexão caiu antes da confirmação. Enviar de novo pode repeti-lo.
admin-outbox-attempts = { $count } tentativas
admin-outbox-next = de novo { $when }
admin-outbox-ticket = chamado { $number }
admin-outbox-send-again = Enviar de novo
admin-outbox-send-again-to = Enviar de novo a { $to }
admin-outbox-requeued = O e-mail a { $to } sai de novo

## Backups

admin-backups = Backups
admin-backups-lead = Cópias de toda a central, um arquivo cada, feitas enquanto ela funciona e conferidas no fim.
admin-backups-now = Fazer backup agora
admin-backups-begun = O backup começou
admin-backups-state = Situação dos backups
admin-backups-failed = O último backup falhou.
admin-backups-folder-trouble = A pasta dos backups não pode ser lida.
admin-backups-overdue = Falta um backup. Ele devia ter sido feito
admin-backups-step-beginning = Começando…
admin-backups-step-copying = Copiando
admin-backups-step-checking = Conferindo a cópia
admin-backups-last-good = Último backup bom
admin-backups-none-yet = Nenhum ainda
admin-backups-next = Próximo
admin-backups-no-next = Nenhum programado
admin-backups-settings = Programação
admin-backups-folder = Pasta
admin-backups-folder-help = Na máquina da central, com o caminho completo, por exemplo /srv/backups. Convém outro disco.
admin-backups-schedule = Quando
admin-backups-plan-never = Nunca, só a pedido
admin-backups-plan-nightly = Toda noite às 2:30
admin-backups-plan-often = A cada seis horas
admin-backups-plan-weekly = Aos domingos às 2:30
admin-backups-plan-other = Outro horário
admin-backups-cron = Horário
admin-backups-cron-help = Como no cron: minuto, hora, dia, mês, dia da semana. Por exemplo 0 22 * * 1-5.
admin-backups-calendar = Hora
admin-backups-calendar-help = A do relógio de um calendário do modelo, também quando o horário muda.
admin-backups-calendar-desk = A da central
admin-backups-calendar-gone = Um calendário que não está mais no modelo
admin-backups-keep = Quantos manter
admin-backups-keep-help = O último de cada dia, semana e mês; os demais são apagados sozinhos.
admin-backups-daily = Dias
admin-backups-weekly = Semanas
admin-backups-monthly = Meses
admin-backups-files = Backups guardados
admin-backups-empty = Não há backups na pasta
admin-backups-empty-explained = Escolher uma pasta e um horário; os backups aparecem aqui.
admin-backups-made = Contém até
admin-backups-file = Arquivo
admin-backups-size = Tamanho
admin-backups-restore = Para voltar a um deles: parar a central e executar ventanilla restore com o arquivo. O arquivo atual é mantido.

## Tokens

admin-tokens = Tokens
admin-tokens-lead = Chaves para que outros programas usem a API.
admin-tokens-empty = Nenhum programa tem chave
admin-tokens-empty-explained = Criar uma por programa, com o menor papel que lhe baste.
admin-token-add = Criar token
admin-token-name = Para que é
admin-token-role = Papel
admin-token-scope = Alcance
admin-token-expires = Vence
admin-token-expires-help = Vazio: não vence.
admin-token-never = não vence
admin-token-created = Criado
admin-token-revoked = revogado { $when }
admin-token-expired = venceu { $when }
admin-token-revoke = Revogar
admin-token-revoke-named = Revogar { $name }
admin-token-revoke-question = O programa que usa “{ $name }” deixa de entrar imediatamente. Não é possível desfazer.
admin-token-secret = Copiar agora: não será mostrado de novo
admin-token-secret-explained = A central guarda só sua impressão. Se for perdido, revoga-se e cria-se outro.
admin-token-copy = Copiar
admin-token-copied = Copiado
admin-token-copy-failed = Não foi possível copiar: selecionar o texto e copiá-lo à mão.
admin-token-done = Pronto, já está copiado

## The desk

admin-desk = Central
admin-desk-lead = Como se apresenta e o que vale onde ninguém escolheu outra coisa.
admin-desk-name = Nome
admin-desk-name-help = Os solicitantes o leem em cada e-mail.
admin-desk-zone = Fuso horário
admin-desk-country = País
admin-desk-country-help = Duas letras, por exemplo BR. Com ele se leem os números locais.
admin-desk-url = Endereço público
admin-desk-url-help = Por exemplo https://mesa.example. Os links dos e-mails começam assim; desde então não se atendem outros nomes.
admin-desk-second-step = Papéis com verificação em duas etapas obrigatória
admin-desk-second-step-help = Quem tem um destes papéis a ativa na próxima entrada, antes de qualquer outra coisa.
admin-discard = Descartar o que foi escrito
admin-unsaved = Há mudanças não salvas.
admin-mail-security-none-help = Só para um servidor de confiança na mesma rede.
admin-token-gone = Token “{ $name }” revogado
admin-token-no-secret = A chave não chegou até aqui
admin-token-lost = O token foi criado, mas a conexão falhou antes de mostrar a chave, que só se mostra uma vez. Revogá-lo e criar outro.

## O estado da central
admin-health = Estado
admin-health-lead = Se tudo está bem, e o que fazer quando não está.
admin-health-again = Verificar de novo
admin-health-findings = O que requer atenção
admin-health-good = Tudo em ordem.
admin-health-count = { $count ->
    [one] Um e-mail.
   *[other] { $count } e-mails.
  }
admin-health-since = Desde
admin-health-said = Última resposta:
admin-health-figures = Números
admin-health-disk = Disco
admin-health-disk-of = { $free } livres de { $all }
admin-health-file = Arquivo de dados
admin-health-journal = Última entrada do diário
admin-health-mail-waiting = E-mails por sair
admin-health-mail-failed = E-mails que não saíram
admin-health-runs-since = Funciona desde
admin-health-version = Versão
admin-health-certificate-until = Certificado válido até
admin-health-fingerprint = Impressão digital SHA-256 do certificado
remedy-disk-full = Liberar espaço no disco da central. Nada se perde, e ela continua sozinha assim que houver espaço.
remedy-disk-fills-up = Liberar espaço no disco da central, antes que ela deixe de gravar.
remedy-secrets-locked = Iniciar a central com o arquivo dessa chave (--secret-key-file). Até lá os e-mails esperam, e os códigos do aplicativo não deixam ninguém entrar; os de recuperação, sim. Se a chave se perdeu, digitar de novo a senha do e-mail e ativar outra vez a verificação em duas etapas.
remedy-mail-waits = Verificar o servidor de e-mail e a conexão até ele. Os e-mails são tentados de novo por quase dois dias.
remedy-mail-not-set-up = Informar o servidor de e-mail: o que espera sai então.
remedy-mail-failed = Ver quais e por quê, corrigir o endereço ou o servidor, e enviá-los de novo.
remedy-webhook-waits = Ver o que responde o programa que os recebe e se é possível chegar até ele. Os avisos são tentados de novo por quase dois dias.
remedy-mailbox-signed-out = Em Caixas, entrar com a conta de cada uma. Nada se perde: os e-mails esperam lá.
remedy-mailbox-fails = Ver em Caixas o que diz o servidor: a senha, a pasta ou a conexão. Nada se perde: os e-mails esperam lá, e se tenta de novo sozinho.
remedy-mail-too-long = Passam de 64 MB e ficam na sua caixa: vê-los no servidor e movê-los da pasta que é lida.
remedy-webhook-failed = Ver quais e por quê, corrigir o endereço ou o programa que os recebe, e enviá-los de novo.
remedy-backup-failed = Ler por quê, corrigir e fazer um backup agora.
remedy-backup-overdue = Ver se a pasta dos backups está disponível e fazer um backup agora.
remedy-backup-not-set-up = Escolher uma pasta, de preferência em outro disco, e um horário.
remedy-certificate-ends = Pôr um novo no lugar dele, com a chave: a central o adota sozinha. Depois de vencido, os navegadores deixam de confiar na central.
remedy-certificate-self-made = Comparar uma vez a impressão digital, abaixo, com a que o navegador mostra. Um mês antes de vencer, a central o renova sozinha: a impressão digital muda, e os navegadores alertam de novo. Com um certificado da organização ninguém vê alertas.

## O que a central faz de tempos em tempos
admin-jobs = Tarefas periódicas
admin-jobs-lead = O que a central faz sozinha de tempos em tempos: quando, com que resultado e quando será a próxima vez.
admin-jobs-zone = No horário da central: { $zone }.
admin-jobs-run = Executar agora
admin-jobs-run-this = Executar agora: { $name }
admin-jobs-begun = Começou: { $name }
admin-jobs-every-hour = A cada hora, no minuto { $minute }
admin-jobs-every-day = Todos os dias às { $time }
admin-jobs-every-other = Com o horário { $cron }
admin-jobs-never = Sem horário
admin-jobs-calendar-gone = Seu calendário não está mais no modelo: segue-se o horário da central.
admin-jobs-by-calendar = { $said }, no horário de “{ $calendar }” ({ $zone })
admin-jobs-running = Em andamento
admin-jobs-last = Última vez
admin-jobs-last-never = Ainda nenhuma
admin-jobs-next = Próxima
admin-jobs-next-none = Nenhuma programada
admin-jobs-result = Resultado
admin-jobs-done = Bem
admin-jobs-failed = Falhou
admin-jobs-cleared = { $count ->
    [0] Bem, não havia nada a apagar
    [one] Bem, um registro apagado
   *[other] Bem, { $count } registros apagados
  }
admin-jobs-took = Levou { $time }
admin-jobs-wants-folder = Falta escolher para onde vão os backups.

## Páginas dos solicitantes
guest-pages = Páginas dos solicitantes
guest-pages-help = Cada e-mail sobre um chamado traz um link que o abre sem senha. Aqui se decide se também podem entrar por conta própria e ver todos os seus.
guest-pages-doorway = Como entram
guest-pages-guests = A quem se envia um código
guest-pages-domains = Domínios
guest-pages-domains-help = Separados por vírgulas, por exemplo: canelos.example
guest-pages-link-days = Dias que vale um link depois do fim do chamado
guest-pages-deadlines = Os solicitantes leem até quando se promete uma solução
guest-pages-copies = Quem recebe em cópia um e-mail enviado à central fica em cópia do chamado
guest-pages-copies-help = Vale para quem a central já conhece e para quem pode entrar com um código. E-mails para mais de 20 endereços não põem ninguém em cópia.
