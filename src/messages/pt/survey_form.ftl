# O que diz o formulário de uma pesquisa: na página em que se responde, na revisão e na pré-visualização.

form-thanks-text = Sua opinião nos ajuda a melhorar o atendimento. Já pode fechar esta página.
form-send = Enviar resposta
form-open = Não se pergunta quem você é.
form-anonymous = A resposta é anônima: nada a relaciona com você e por isso não pode ser alterada depois.
form-named = Quem lê as respostas vê o seu nome e o seu chamado.
form-confidential = A central sabe quem responde, para poder dar seguimento; quem lê os resultados não vê o seu nome.
form-optional = (opcional)
form-yes = Sim
form-no = Não
form-other = Outro (escreva qual)
form-unsatisfied = muito insatisfeito
form-satisfied = muito satisfeito
form-difficult = muito difícil
form-easy = muito fácil
form-unlikely = nada provável
form-likely = muito provável

## A quem se mostra uma pergunta
form-if-low = Se a nota é baixa em “{ $question }”
form-if-yes = Se responde sim em “{ $question }”
form-if-no = Se responde não em “{ $question }”
form-if-mark = Se a nota é { $from } em “{ $question }”
form-if-marks = Se a nota vai de { $from } a { $to } em “{ $question }”
form-if-chosen = Se escolhe { $what } em “{ $question }”
form-if-category = Se o chamado é de { $what }
form-if-unit = Se é da unidade { $what }
form-if-group = Se foi solucionado por { $what }
form-if-channel = Se chegou por { $what }
