# O que diz a página em que se responde a uma pesquisa.

survey-nothing = Esta pesquisa não está disponível
survey-nothing-text = O link não abre nenhuma pesquisa neste momento. Se o recebeu há pouco, escreva à central de atendimento e enviaremos outro.
survey-thanks = Obrigado pela sua resposta
survey-thanks-text = Sua opinião nos ajuda a melhorar o atendimento. Já pode fechar esta página.
survey-confirm = Falta um passo
survey-confirm-text = Para termos certeza de que quem responde é uma pessoa, confirme o envio da sua resposta.
survey-confirm-send = Confirmar e enviar
survey-send = Enviar resposta
survey-languages = Idioma
survey-open = Não se pergunta quem você é.
survey-anonymous = A resposta é anônima: nada a relaciona com você e por isso não pode ser alterada depois.
survey-wrong = Falta algo. Veja o que está marcado e envie de novo.
survey-more = Conforme o que respondeu há mais perguntas.
survey-optional = (opcional)
survey-required = Esta pergunta precisa de uma resposta.
survey-too-long = O texto tem mais de { $max } caracteres.
survey-not-possible = Esta resposta não é possível. Escolha outra.
survey-yes = Sim
survey-no = Não
survey-other = Outro (escreva qual)
survey-unsatisfied = muito insatisfeito
survey-satisfied = muito satisfeito
survey-difficult = muito difícil
survey-easy = muito fácil
survey-unlikely = nada provável
survey-likely = muito provável
