# O que diz a página em que se responde a uma pesquisa.

form-nothing = Esta pesquisa não está disponível
form-nothing-text = O link não abre nenhuma pesquisa neste momento. Se o recebeu há pouco, escreva à central de atendimento e enviaremos outro.
form-thanks = Obrigado pela sua resposta
form-call-back = Quer que liguemos para você? Escreva com seu nome e número: o que escrever não se une à sua resposta.
form-confirm = Falta um passo
form-confirm-text = Para termos certeza de que quem responde é uma pessoa, confirme o envio da sua resposta.
form-confirm-send = Confirmar e enviar
form-languages = Idioma
form-before = Você já respondeu a esta pesquisa. O que enviar agora substitui a resposta anterior.
form-again = Alterar minha resposta (até 24 horas depois do envio)
form-leave = Não receber mais pesquisas
form-leave-text = Se confirmar, esta central de serviços não enviará mais pesquisas a você. Seus chamados continuam sendo atendidos da mesma forma.
form-leave-send = Não quero mais pesquisas
form-left = Pronto: não enviaremos mais pesquisas
form-left-text = Se mudar de ideia, avise a central de serviços.
form-wrong = Falta algo. Veja o que está marcado e envie de novo.
form-more = Conforme o que respondeu há mais perguntas.
form-required = Esta pergunta precisa de uma resposta.
form-too-long = O texto tem mais de { $max } caracteres.
form-not-possible = Esta resposta não é possível. Escolha outra.
form-wait = É preciso esperar um momento
form-wait-text = Da sua rede chegaram muitas respostas a esta pesquisa. A sua continua aqui: envie de novo em { $seconds } segundos.
