# O que diz a página em que se responde a uma pesquisa.

form-nothing = Esta pesquisa não está disponível
form-nothing-text = O link não abre nenhuma pesquisa neste momento. Se o recebeu há pouco, escreva à central de atendimento e enviaremos outro.
form-thanks = Obrigado pela sua resposta
form-thanks-text = Sua opinião nos ajuda a melhorar o atendimento. Já pode fechar esta página.
form-confirm = Falta um passo
form-confirm-text = Para termos certeza de que quem responde é uma pessoa, confirme o envio da sua resposta.
form-confirm-send = Confirmar e enviar
form-send = Enviar resposta
form-languages = Idioma
form-open = Não se pergunta quem você é.
form-anonymous = A resposta é anônima: nada a relaciona com você e por isso não pode ser alterada depois.
form-wrong = Falta algo. Veja o que está marcado e envie de novo.
form-more = Conforme o que respondeu há mais perguntas.
form-optional = (opcional)
form-required = Esta pergunta precisa de uma resposta.
form-too-long = O texto tem mais de { $max } caracteres.
form-not-possible = Esta resposta não é possível. Escolha outra.
form-yes = Sim
form-no = Não
form-other = Outro (escreva qual)
form-unsatisfied = muito insatisfeito
form-satisfied = muito satisfeito
form-difficult = muito difícil
form-easy = muito fácil
form-unlikely = nada provável
form-likely = muito provável
