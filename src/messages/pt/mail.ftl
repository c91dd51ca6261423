### Os e-mails que saem da central.
### $number é o número do chamado, $subject o assunto, $when e $until um momento como se diz em uma frase.

mail-counter = Para responder, escreva acima desta linha
mail-greeting = Olá, { $name }:
mail-footer = Este e-mail não traz imagens nem mede se foi aberto.
mail-open-case = Abrir o chamado

mail-row-subject = Assunto
mail-row-priority = Prioridade
mail-row-description = Relato
mail-row-requester = Solicitante
mail-row-unit = Unidade
mail-row-channel = Canal
mail-row-files = Arquivos
mail-row-holder = Está com
mail-is-due = vence { $when }
mail-was-due = venceu { $when }

## Chamado registrado, a quem pede
mail-subject-opened = Recebemos o seu chamado: { $subject }
mail-heading-opened = Recebemos o seu chamado { $number }
mail-intro-opened =
    { $channel ->
        [phone] Registramos o que nos contou por telefone { $when }.
        [mail] Registramos o que nos escreveu por e-mail { $when }.
        [web] Registramos o que nos escreveu na página web { $when }.
        [counter] Registramos o que nos contou no balcão { $when }.
       *[other] Registramos o seu chamado { $when }.
    }
mail-held-by = Está com { $name }.
mail-after-opened = Escreveremos quando houver novidades. Se algo mudar ou faltar, responda a este e-mail.

## Resposta, a quem pede
mail-subject-replied = Resposta ao seu chamado: { $subject }
mail-heading-replied = Resposta ao seu chamado { $number }
mail-intro-replied = { $name } escreveu { $when }:
mail-after-replied = Para continuar a conversa, responda a este e-mail.

## Espera, a quem pede
mail-subject-waiting-for-you = Aguardamos a sua resposta: { $subject }
mail-heading-waiting-for-you = Aguardamos a sua resposta no chamado { $number }
mail-intro-waiting-for-you = Para continuar com o chamado precisamos de algo da sua parte. { $name } escreveu { $when }:
mail-waiting-plain = Para continuar com o chamado precisamos da sua resposta.
mail-waiting-until = Se não tivermos notícias suas, voltaremos a ele { $until }.
mail-after-waiting-for-you = Basta responder a este e-mail.

## Solução, a quem pede
mail-subject-solved = Solucionamos o seu chamado: { $subject }
mail-heading-solved = Solucionamos o seu chamado { $number }
mail-intro-solved = { $name } solucionou o seu chamado { $when }. Isto é o que foi feito:
mail-after-solved = Se o problema continuar ou voltar, responda a este e-mail: o chamado pode ser reaberto até { $until }.

## Chamado reaberto, a quem pede
mail-subject-reopened = Reabrimos o seu chamado: { $subject }
mail-heading-reopened = Reabrimos o seu chamado { $number }
mail-intro-reopened = Voltamos a abrir o chamado { $when } e seguimos trabalhando nele.
mail-after-reopened = Escreveremos quando houver novidades. Se algo mudar ou faltar, responda a este e-mail.

## A quem está em cópia
mail-subject-copy = { $what }: { $subject }
mail-heading-copy = Chamado { $number }: { $what }
mail-intro-copy =
    { $kind ->
        [replied] { $name } escreveu { $when }:
        [solved] { $name } resolveu o chamado { $when }. Foi isto que se fez:
        [reopened] O chamado foi reaberto { $when }.
       *[closed] O chamado foi encerrado { $when }.
    }
mail-after-copy = Você recebe este e-mail porque está em cópia em um chamado de { $name }. Para dizer algo, responda este e-mail; para não receber mais, abra o chamado.

## Chamado atribuído, a quem atende
mail-subject-assigned = Chamado atribuído: { $subject }
mail-heading-assigned = Chamado { $number } atribuído
mail-intro-assigned = Atribuído a { $name } { $when }.
mail-assigned-note = { $name } deixou uma nota:

## Resposta de quem pede, a quem atende
mail-subject-answered = Nova resposta: { $subject }
mail-heading-answered = Nova resposta no chamado { $number }
mail-intro-answered = { $name } escreveu { $when }:

## O prazo está acabando, a quem cuida do chamado
mail-subject-deadline-near = Prazo prestes a vencer: { $subject }
mail-heading-deadline-near = O prazo do chamado { $number } está acabando
mail-intro-deadline-near = Conforme o acordado, avisamos { $when } que o prazo deste chamado está prestes a vencer.

mail-subject-deadline-missed = Prazo vencido: { $subject }
mail-heading-deadline-missed = O prazo do chamado { $number } venceu
mail-intro-deadline-missed = Conforme o acordado, avisamos { $when } que o prazo deste chamado já venceu.

mail-subject-not-taken = Ninguém assume: { $subject }
mail-heading-not-taken = Ninguém assume o chamado { $number }
mail-intro-not-taken = Conforme o acordado, avisa-se { $when } que ninguém assumiu este chamado.

mail-subject-no-update = Sem novidades: { $subject }
mail-heading-no-update = O chamado { $number } está sem novidades
mail-intro-no-update = Conforme o acordado, avisa-se { $when } que há tempo ninguém escreve nem muda nada neste chamado.

mail-subject-reopened-often = Volta a abrir: { $subject }
mail-heading-reopened-often = O chamado { $number } volta a abrir
mail-intro-reopened-often = Conforme o acordado, avisa-se { $when } que este chamado foi reaberto mais do que o esperado.

mail-subject-passed-often = Dá voltas: { $subject }
mail-heading-passed-often = O chamado { $number } passa de grupo em grupo
mail-intro-passed-often = Conforme o acordado, avisa-se { $when } que este chamado foi encaminhado mais do que o esperado.

mail-subject-alarm-open = Alarme sem confirmação: { $subject }
mail-heading-alarm-open = O alarme do chamado { $number } segue sem confirmação
mail-intro-alarm-open = Avisa-se de novo { $when }. Ao confirmar o recebimento no chamado, deixa-se de avisar.

## Convite, a quem vai entrar
mail-set-password = Escolher a senha
mail-subject-invited = Conta em { $desk }
mail-heading-invited = Sua conta em { $desk }
mail-intro-invited = Foi criada uma conta para você em { $desk }. Entra-se com o e-mail { $email } e uma senha que você escolhe pelo link abaixo.
mail-after-invited = O link funciona uma única vez, até { $until }. Se tiver expirado, peça outro a quem administra a central.

## Senha nova, a quem a pediu
mail-subject-password-reset = Senha nova para { $desk }
mail-heading-password-reset = Senha nova
mail-intro-password-reset = Foi pedida uma senha nova para entrar em { $desk } com o e-mail { $email }. Ela é escolhida pelo link abaixo.
mail-after-password-reset = O link funciona uma única vez, até { $until }. Se não foi você quem pediu, nada precisa ser feito: a senha de sempre continua valendo.

## Um backup falhou ou atrasou, a quem administra
mail-open-backups = Abrir os backups
mail-subject-backup-failed = O backup de { $desk } falhou
mail-heading-backup-failed = O backup falhou
mail-intro-backup-failed = Não foi possível fazer o backup { $when }. Isto é o que aconteceu:
mail-after-backup-failed = A central continua funcionando e os backups anteriores continuam onde estavam. Depois de resolver, é possível fazer um backup de imediato na página de backups.
mail-subject-backup-overdue = O backup de { $desk } está atrasado
mail-heading-backup-overdue = O backup está atrasado
mail-intro-backup-overdue = Deveria haver um backup novo e, { $when }, ainda não há. O que estava previsto:
mail-after-backup-overdue = Convém rever o horário e a pasta na página de backups, e fazer um de imediato.

## O disco enche, a quem administra
mail-subject-disk-fills-up = O disco de { $desk } está enchendo
mail-heading-disk-fills-up = O disco está enchendo
mail-intro-disk-fills-up = No disco do arquivo de dados resta pouco espaço, { $when }. A central não recebe mais anexos; todo o resto continua.
mail-after-disk-fills-up = Convém liberar espaço no disco. Assim que houver, os anexos voltam a ser recebidos.

mail-subject-disk-full = O disco de { $desk } está cheio
mail-heading-disk-full = O disco está cheio
mail-intro-disk-full = No disco do arquivo de dados quase não resta espaço, { $when }. A central não guarda mais alterações; consultar e entrar continuam.
mail-after-disk-full = É preciso liberar espaço no disco agora. Assim que houver, a central continua por si só.

## Teste da configuração
mail-probe-subject = Teste de e-mail de { $desk }
mail-probe-text = Este e-mail prova que { $desk } consegue enviar. Não é preciso responder.

## De um caso, a quem trabalha na central
mail-subject-desk = { $what }: { $subject }
mail-heading-desk = Chamado { $number }: { $what }
mail-intro-desk = Assim ficou registrado { $when }.

## Caso fechado, a quem pede
mail-subject-closed = Fechamos seu caso: { $subject }
mail-heading-closed = Fechamos seu caso { $number }
mail-intro-closed = O caso foi fechado { $when }.
mail-after-closed = Se o problema continuar ou voltar, responda este e-mail.

## Vários avisos em um e-mail, a quem trabalha na central
mail-digest-subject = { $count } avisos de casos
mail-digest-heading = { $count } avisos de casos
mail-digest-intro = Para não encher o e-mail, estes avisos chegam juntos.
mail-digest-open = Abrir a central

## Pesquisa, depois de um chamado
mail-survey-open = Responder à pesquisa
mail-survey-until = Pode ser respondida até { $until }. Se o problema continuar, responda ao e-mail do seu chamado: a pesquisa não o reabre.
mail-survey-until-round = Pode ser respondida até { $until }.
mail-survey-leave = Não quero receber mais pesquisas
mail-subject-low-mark = Nota baixa: { $subject }
mail-heading-low-mark = Nota baixa pelo chamado { $number }
mail-intro-low-mark = Quem foi atendido neste chamado deu uma nota baixa { $when }. Foi aberto um acompanhamento: é preciso falar com essa pessoa e anotar o resultado.

mail-subject-follow-up-overdue = Acompanhamento vencido: { $subject }
mail-heading-follow-up-overdue = Ninguém cuidou da nota baixa do chamado { $number }
mail-intro-follow-up-overdue = O prazo para falar com quem deu uma nota baixa por este chamado venceu { $when }.

mail-open-follow-ups = Abrir os acompanhamentos
mail-subject-low-mark-round = Nota baixa na pesquisa “{ $survey }”
mail-heading-low-mark-round = Nota baixa na pesquisa “{ $survey }”
mail-intro-low-mark-round = Alguém deu uma nota baixa nesta pesquisa { $when }. Foi aberto um acompanhamento: é preciso falar com essa pessoa e anotar o resultado.
mail-subject-follow-up-overdue-round = Acompanhamento vencido da pesquisa “{ $survey }”
mail-heading-follow-up-overdue-round = Ninguém cuidou de uma nota baixa
mail-intro-follow-up-overdue-round = O prazo para falar com quem deu uma nota baixa na pesquisa “{ $survey }” venceu { $when }.

mail-subject-survey-answered = Pesquisa respondida: { $subject }
mail-heading-survey-answered = Responderam a pesquisa do chamado { $number }
mail-intro-survey-answered = Conforme o acordado, avisa-se { $when } que foi respondida uma pesquisa sobre este chamado.

mail-subject-survey-invitation = Como foi o atendimento do seu chamado? { $subject }
mail-heading-survey-invitation = Como foi o atendimento do seu chamado { $number }?
mail-intro-survey-invitation = Há pouco resolvemos o seu chamado { $number }, “{ $subject }”. A sua opinião nos ajuda a melhorar o atendimento.
mail-subject-survey-invitation-round = Queremos a sua opinião: { $subject }
mail-heading-survey-invitation-round = Queremos a sua opinião
mail-intro-survey-invitation-round = Temos algumas perguntas sobre { $desk }: “{ $subject }”. A sua opinião nos ajuda a melhorar o atendimento.
mail-subject-survey-reminder = Falta a sua opinião: { $subject }
mail-heading-survey-reminder = Você ainda pode nos contar como foi
mail-intro-survey-reminder = Perguntamos sobre o seu chamado { $number }, “{ $subject }”, e ainda não temos a sua resposta. Não enviaremos outro lembrete.
mail-subject-survey-reminder-round = Falta a sua opinião: { $subject }
mail-heading-survey-reminder-round = Você ainda pode nos dar a sua opinião
mail-intro-survey-reminder-round = Convidamos você a responder “{ $subject }” e ainda não temos a sua resposta. Não enviaremos outro lembrete.

## Código para entrar nos próprios chamados
mail-code-subject = { $code } é o seu código para entrar
mail-code-heading = O seu código: { $code }
mail-code-text = Com este código você entra nos seus chamados em { $desk }. Vale uma vez, por dez minutos.
mail-code-after = Se você não o pediu, não é preciso fazer nada: sem o código ninguém entra.
