# O que dizem as páginas de quem pede ajuda.

portal-nothing = Não é possível abrir esta página
portal-nothing-text = O link está incompleto, não vale mais ou é de outra pessoa. Abra o link do último e-mail que enviamos sobre o seu chamado. Se não o tiver, escreva ou ligue para a central de serviços: o seu chamado continua sendo atendido.
portal-case = Chamado { $number }, de { $name }
portal-news = Há novidades no chamado.
portal-footer = Este link é pessoal e vale até { $days ->
        [one] um dia
       *[other] { $days } dias
    } depois do fim do chamado. Também é possível responder aos e-mails que recebe.

## Em que pé está o chamado
portal-state = Situação
portal-with = Está com
portal-due = Prazo
portal-since = Recebido
portal-last = Última novidade
portal-means-new = Alguém o assumirá em breve.
portal-means-in-progress = Alguém está trabalhando nele.
portal-means-resolved = Se não ficou bom, é possível avisar até { $until }.
portal-means-closed = Se acontecer de novo, peça ajuda outra vez.
portal-means-closed-until = Se acontecer de novo, é possível avisar até { $until }.
portal-means-cancelled = Terminou sem solução da central.
portal-waits-for-you = Precisamos da sua resposta para continuar.
portal-waits-for-others = Aguardamos um terceiro.
portal-waits-until = Vamos retomá-lo { $until }.

## Conversa
portal-talk = Conversa
portal-earlier = Ver o que veio antes
portal-latest = Ver o mais recente
portal-you = Você
portal-how = { $channel ->
        [phone] por telefone
        [mail] por e-mail
        [web] na página web
        [counter] no balcão
       *[other] {""}
    }
portal-save = salvar { $name }
portal-fact-with = Encaminhado a { $group }
portal-fact-with-desk = Voltou à central
portal-fact-question = Precisamos da sua resposta
portal-fact-waits-for-you = Aguardando a sua resposta
portal-fact-waits-for-others = Aguardando um terceiro
portal-fact-waits-until = Aguardando até { $until }
portal-fact-started = Alguém o assumiu
portal-fact-resumed = Retomado
portal-fact-solution = Solução
portal-fact-reopened = Reaberto
portal-fact-closed = Fechado
portal-fact-cancelled = Cancelado

## O que se pode fazer
portal-add = Acrescentar algo
portal-send = Enviar à central
portal-files = Arquivos
portal-files-most = opcional, até { $most } MB cada um
portal-settled = Já está resolvido
portal-settled-reason = Quem pediu ajuda diz que já está resolvido.
portal-is-it-solved = Ficou resolvido?
portal-accept = Sim, ficou resolvido
portal-reject-what = Se não ficou resolvido, conte o que falta
portal-reject = Não ficou resolvido
portal-too-late = Terminou o prazo para reabrir este chamado. Se acontecer de novo, peça ajuda outra vez.
portal-over = Este chamado terminou. Se precisar de mais alguma coisa, peça ajuda outra vez.

## O que foi feito, ou o que falta
portal-done-sent = A central recebeu o que você enviou.
portal-done-accepted = Obrigado. O chamado está fechado.
portal-done-rejected = O chamado foi reaberto e a central recebeu o que você enviou.
portal-done-settled = Obrigado por avisar. O chamado foi encerrado como resolvido; se voltar a ocorrer, diga aqui.
portal-leave-copy = Sair da cópia
portal-left-copy = Você não está mais em cópia
portal-left-copy-text = Não escreveremos mais sobre este chamado.
portal-required = Escreva algo ou anexe um arquivo.
portal-too-long = O texto tem mais de { $max } caracteres.
portal-not-possible = Isso não é mais possível: { $why }. O que você escreveu continua aqui.
portal-too-large = É possível enviar até 20 arquivos de { $most } MB cada um. O que você escreveu continua aqui; escolha de novo os que faltam.
portal-disk-full = No momento não recebemos arquivos. Envie o que escreveu sem eles ou tente mais tarde.
portal-too-often = Você enviou muito em pouco tempo. O que escreveu continua aqui: envie de novo daqui a pouco.
portal-not-taken-in = Não foi possível receber. O que você escreveu continua aqui: envie de novo daqui a pouco.

## A porta e os próprios chamados
portal-enter = Entrar nos seus chamados
portal-enter-text = Escreva o seu e-mail e enviaremos um código para entrar. Não é preciso senha.
portal-email = O seu e-mail
portal-email-wrong = Isso não parece um endereço de e-mail.
portal-send-code = Enviar o código
portal-code-title = Escreva o seu código
portal-code-text = Se você pode entrar com esse endereço, enviamos um código de seis dígitos. Ele chega em instantes e vale dez minutos.
portal-code = Código
portal-code-wrong = O código não está certo ou venceu.
portal-come-in = Entrar
portal-other-code = Pedir outro código
portal-wait = Aguarde um momento
portal-wait-text = Foi pedido ou tentado muitas vezes. Aguarde alguns minutos e tente de novo.
portal-staff = Trabalho na central
portal-password-text = Entre nesta central com a senha da sua conta.
portal-password = Entrar com senha
portal-mine = Os seus chamados
portal-open-cases = Abertos
portal-no-open = Você não tem chamados abertos.
portal-past-cases = Anteriores
portal-no-past = Você não tem chamados anteriores.
portal-more = Ver mais
portal-leave = Sair
portal-row = Chamado { $number }, { $state }, recebido { $when }
portal-row-with = está com { $group }
portal-lists = Suas listas
portal-unit = Chamados da sua unidade
portal-unit-below = O que pedem as pessoas destas unidades e das que dependem delas.
portal-which = Quais
portal-unit-no-open = Sua unidade não tem chamados abertos.
portal-unit-no-past = Sua unidade não tem chamados anteriores.
portal-waits-for-them = Aguardamos a resposta de { $name }.
portal-fact-waits-for-them = Aguardando a resposta de { $name }
portal-means-resolved-theirs = Se não ficou bom, { $name } pode dizer até { $until }.
portal-theirs-to-say = Se não ficou bom, { $name } pode dizer.

## Pedir ajuda
portal-ask = Pedir ajuda
portal-ask-subject = Do que se trata
portal-ask-subject-help = Escolha da lista o que mais se parece, ou escreva em poucas palavras.
portal-ask-text = O que acontece
portal-ask-text-help = Desde quando, onde você está e o que já tentou.
portal-ask-send = Enviar à central
portal-ask-open = Já há chamados abertos parecidos
portal-ask-open-text = Se for sobre um destes, continue nele: chega antes a quem já o atende.
portal-done-asked = Recebemos o seu chamado: é o número { $number }. Alguém da central vai assumi-lo, escreveremos quando houver novidades, e é possível acompanhá-lo nesta página.
portal-ask-unit = Alguém da sua unidade já avisou de algo parecido
portal-ask-unit-text = Se for a mesma coisa, a central já está cuidando disso e não é preciso enviar de novo.
portal-ask-for = Para quem
portal-ask-for-help = Se não for para você: o nome ou o e-mail de alguém da sua unidade.
portal-ask-for-several = Há várias pessoas com esse nome na sua unidade. Escreva o e-mail de quem precisa.
portal-ask-for-nobody = Não encontramos essa pessoa na sua unidade. Corrija o nome, escreva o e-mail dela ou deixe o campo em branco.
portal-ask-reach = Como encontrar você
portal-ask-reach-help = Telefone, ramal ou lugar, e o melhor horário.
portal-ask-files = Estes já chegaram e vão com o que você enviar:
portal-ask-before = Antes de enviar
portal-ask-topic = É sobre algum destes assuntos?
portal-ask-no-topic = Não, de outra coisa
portal-ask-another = É outro assunto: enviar
portal-ask-or-change = Ou corrija o que escreveu:
portal-ask-back = Aqui está o que você tinha escrito. Os arquivos precisam ser escolhidos de novo.
portal-ask-offline = Não há conexão. O que você escreveu fica guardado neste navegador: envie quando ela voltar.
portal-for = Para
portal-in-copy = Em cópia
portal-quoted = Texto citado e assinatura
portal-face-pictures =
    { $count ->
        [one] Há uma imagem que não é mostrada aqui por causa do tamanho: está entre os arquivos.
       *[other] Há { $count } imagens que não são mostradas aqui por causa do tamanho: estão entre os arquivos.
    }
portal-face-none = Este e-mail não pode ser mostrado com o aspecto original. O texto está no chamado, e o e-mail original pode ser baixado.

## Os próprios dados
portal-me = Os seus dados
portal-me-saved = Dados salvos.
portal-me-fixed = Se o seu nome ou e-mail não estiver certo, avise a central.
portal-me-name = Seu nome completo
portal-me-say-name = Diga como se chama
portal-me-phones = Telefones
portal-me-phones-help = Um por linha, primeiro aquele para o qual convém ligar.
portal-me-not-a-phone = “{ $number }” não parece um telefone.
portal-me-language = Idioma em que escrevemos para você
portal-me-desks-language = O da central
portal-me-mails = E-mails sobre os seus chamados
portal-me-mails-all = Todos
portal-me-mails-essential = Só respostas, perguntas e soluções
portal-me-save = Salvar

portal-nothing-sent = O que você escreveu não foi enviado. Este navegador o guarda por algumas horas, se puder: estará na página do chamado quando você a abrir de novo.
