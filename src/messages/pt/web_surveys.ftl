### Pesquisas: a lista, o formulário que se desenha, e como ele aparece.

## A lista
admin-section-surveys = Pesquisas
survey-title = Pesquisas
survey-list-lead = O que se pergunta aos usuários. É desenhado com o cliente; ninguém recebe uma pesquisa antes de ser publicada.
survey-add = Adicionar pesquisa
survey-empty = Ainda não há pesquisas
survey-empty-explained = Há três formulários prontos para começar: depois de um chamado, trimestral e de uma visita.
survey-empty-read = O cliente e a administração as desenham. Aqui aparecerão com suas perguntas.
survey-name = Nome
survey-name-help = Como se chama dentro da central. Quem responde lê o título.
survey-column-published = Publicada
survey-column-unpublished = Não publicada
survey-column-active = Situação
survey-is-active = Ativa
survey-is-inactive = Inativa

## Adicionar
survey-add-do = Criar
survey-start = Começar com
survey-preset-help = { $what } { $count ->
    [one] Uma pergunta
   *[other] { $count } perguntas
  }, { $confidence }.
survey-start-after-case = Curta, para quando um chamado é solucionado.
survey-start-quarterly = Como todos os usuários veem a central, a cada três meses.
survey-start-visit = Para quando alguém foi atender no local.
survey-start-nothing = Um formulário vazio
survey-start-nothing-help = Para escrever tudo do zero.
survey-start-file = Um arquivo
survey-start-file-help = O que foi exportado de outra pesquisa, em formato JSON.
survey-file = Arquivo
survey-file-none = Este arquivo não é o de uma pesquisa. Escolher um exportado daqui (.json).
survey-file-faults = O arquivo não pode ser usado assim:

## A página de uma pesquisa
survey-lead = O formulário e, ao lado, como o verá quem responde. O que se muda aqui só se pergunta depois de publicado.
survey-lead-read = Como a verá quem responde, e as versões que foram publicadas.
survey-back = Ver todas
survey-export = Exportar
survey-saved = Pesquisa salva
survey-unsaved = Há alterações não salvas
survey-all-saved = Tudo salvo
survey-stale = Alguém salvou outras alterações nesta pesquisa enquanto se escrevia aqui. O que foi escrito continua na tela.
survey-theirs = Mostra-se o que está salvo
survey-recovered = Recuperou-se o que foi escrito neste navegador e não foi salvo.
survey-recovered-drop = Ver o que está salvo

## O geral
survey-about = Sobre a pesquisa
survey-confidence = Confiança
survey-confidence-named = Quem lê as respostas vê quem as deu.
survey-confidence-confidential = A central sabe quem respondeu, para poder acompanhar; quem lê as respostas não vê.
survey-confidence-anonymous = Nada leva de uma resposta a uma pessoa. Não há acompanhamento das notas baixas.
survey-first-language = Para quem não fala nenhum
survey-colour-choose = Escolher a cor
survey-active = Ativa
survey-active-help = Inativa, não se pergunta a ninguém; o que foi respondido é mantido.
survey-written-in = Idioma dos textos
survey-missing = { $count ->
    [one] falta 1
   *[other] faltam { $count }
  }
survey-missing-in = Falta em
survey-missing-go = Escrever em { $language }: { $label }
survey-around = Título e textos

## Os campos
survey-field-id = Número
survey-field-title = Título
survey-field-introduction = Introdução
survey-field-thanks = Agradecimento
survey-field-colour = Cor própria
survey-field-languages = Idiomas
survey-field-questions = Perguntas
survey-field-text = Texto
survey-field-kind = Tipo
survey-field-required = Obrigatória
survey-field-about = Sobre a nota de
survey-field-options = Opções
survey-field-shown-if = A quem se mostra

## As perguntas
survey-questions-empty = Ainda não há perguntas. Para começar, uma de satisfação e uma de texto livre costumam bastar.
survey-question = Pergunta
survey-statement = Texto
survey-question-n = Pergunta { $n }
survey-question-add = Adicionar pergunta
survey-question-move = Mover a pergunta { $n }
survey-question-removed = Pergunta { $n } removida
survey-question-gone = Pergunta que não está mais
survey-required = Obrigatória
survey-required-tag = Obrigatória
survey-required-help = Não se pode enviar a pesquisa sem respondê-la.
survey-kind-kept = Já foi publicada com outro tipo. Para perguntar de outra maneira, adicionar uma pergunta nova.
survey-about-help = Pergunta-se quando essa nota é 2 ou menos (6 ou menos em uma recomendação).
survey-about-none = Escolher uma pergunta com nota
survey-option = Opção
survey-option-n = Opção { $n }
survey-option-add = Adicionar opção
survey-option-removed = Opção { $n } removida
survey-other = Permitir outra resposta
survey-other-help = Além das opções pode-se escrever algo diferente.
survey-faults-count = { $count ->
    [one] 1 a corrigir
   *[other] { $count } a corrigir
  }

## A quem se mostra
survey-shown-to = A quem se mostra
survey-shown-all = Sem condições sobre o que foi respondido antes.
survey-shown-some = Todas as condições devem ser cumpridas.
survey-condition-n = Condição { $n }
survey-condition-of = Se na pergunta
survey-condition-from = a nota vai de
survey-condition-to = a
survey-condition-answer = a resposta é
survey-condition-chosen = escolhe-se alguma destas opções
survey-condition-add = Adicionar condição
survey-condition-remove = Remover a condição { $n }
survey-condition-none = Antes desta não há perguntas das quais possa depender
survey-case = Só para alguns chamados
survey-case-help = O que fica vazio não limita. Quem responde sem um chamado não vê a pergunta.
survey-case-groups = Grupo que solucionou

## A corrigir e publicar
survey-faults = { $count ->
    [one] Resta 1 coisa a corrigir antes de publicar
   *[other] Restam { $count } coisas a corrigir antes de publicar
  }
survey-publish = Publicar…
survey-publish-do = Publicar
survey-publish-title = Publicar a versão { $n }
survey-publish-lead = A partir de agora pergunta-se assim. As respostas que já existem mantêm a sua versão. Muda o seguinte:
survey-publish-first = A partir de agora pode-se perguntar. Uma versão publicada nunca muda; as alterações seguintes serão outra versão.
survey-publish-who = Quem administra publica
survey-publish-save = Primeiro, salvar as alterações
survey-publish-faults = Há coisas a corrigir
survey-publish-same = Nada mudou desde a última versão
survey-published = Versão { $n } publicada
survey-differs-added = Nova: “{ $question }”
survey-differs-removed = Sai: “{ $question }”
survey-differs-reworded = Outro texto: “{ $question }”
survey-differs-changed = Muda como se responde ou a quem se mostra: “{ $question }”
survey-differs-reordered = Outra ordem das perguntas
survey-differs-languages = Outros idiomas
survey-differs-confidence = Outra confiança: quem responde a lerá antes da primeira pergunta
survey-differs-around = Outro título, introdução, agradecimento ou cor
survey-versions = Versões publicadas
survey-versions-none = Nenhuma ainda.
survey-version = Versão { $n }
survey-version-asked = Pergunta-se agora

## Como aparece
survey-preview = Pré-visualização
survey-preview-language = Idioma da pré-visualização
survey-preview-anew = Começar de novo
survey-preview-fits = O chamado cumpre as condições
survey-preview-fits-help = Mostra também as perguntas que são só para alguns chamados.
survey-preview-empty = Sem perguntas
survey-preview-empty-explained = Aqui aparecerão à medida que forem adicionadas. Podem ser respondidas para testá-las; nada é enviado.

## O que lê quem responde
survey-shown-untitled = Sem título
survey-shown-wordless = Sem texto

## A revisão do cliente
survey-review = Revisão do cliente
survey-review-lead = Com um link, o cliente vê a pesquisa tal como está salva, comenta cada pergunta e a aprova, sem conta e sem instalar nada.
survey-review-link = Link para revisar
survey-review-link-until = O link para revisar funciona até:
survey-review-link-make = Criar link para revisar
survey-review-link-anew = Criar outro link para revisar
survey-review-link-end = Encerrar o link para revisar
survey-comments-whole = Sobre a pesquisa toda
survey-comments-the-whole = a pesquisa toda
survey-comments-gone = Sobre perguntas que já não estão
survey-comments-on = Comentários: { $what }
survey-comment-on = Comentar: { $what }
survey-comment-add = Comentar
survey-comment-send = Enviar comentário
survey-comment-resolve = Resolver
survey-comment-resolve-of = Resolver o comentário de { $name }
survey-comment-reopen = Reabrir
survey-comment-reopen-of = Reabrir o comentário de { $name }
survey-comment-resolved = Comentário resolvido
survey-comment-is-resolved = Resolvido
survey-approve = Aprovar
survey-approve-same = Já está aprovada tal como está
survey-approval-none = O cliente ainda não a aprovou.
survey-approved-by = Aprovada por { $name }
survey-approved-now = Aprovação registrada
survey-approved-same = continua como foi aprovada
survey-approved-changed = mudou desde então
survey-approved-published = o publicado é o aprovado
survey-approved-otherwise = o publicado mudou desde então

## O link para um balcão
survey-link = Link e código QR
survey-link-lead = Para um balcão ou um cartaz: quem o abre responde sem dizer quem é.
survey-link-address = Link para responder
survey-link-picture = Código QR do link para responder
survey-link-make = Criar link e código QR
survey-link-anew = Substituir o link
survey-link-end = Encerrar o link
survey-link-lost = O link que existe deixa de abrir a pesquisa, e os cartazes impressos com ele não servem mais. Não dá para desfazer.
survey-link-there = Há um link em uso. Não pode ser mostrado de novo: se foi perdido, é preciso substituí-lo, e o anterior deixa de funcionar.
survey-link-once = Mostrado só agora: copiar ou imprimir antes de sair desta página. Depois não pode ser mostrado de novo, só criado outro.
survey-link-print = Imprimir
survey-link-ended = O link já não funciona
survey-link-unpublished = Primeiro é preciso publicar a pesquisa

## Os idiomas que são retirados
survey-languages-dropped = Ao salvar perdem-se os textos em { $languages }.
survey-languages-keep = Marcar de novo
survey-saved-dropped = Pesquisa salva sem os textos dos idiomas retirados

## O logo
survey-logo = Logo
survey-logo-now = O logo de agora
survey-logo-help = PNG, JPEG ou WebP de até 200 kB. A central o desenha menor, de até 480 × 160 pontos e 20 kB, para que a pesquisa continue leve.
survey-logo-too-large = O arquivo tem mais de 200 kB. Escolher um menor.
survey-logo-none = Deste arquivo não se pode fazer um logo. Escolher um PNG, JPEG ou WebP.
survey-logo-remove = Remover o logo
survey-logo-removed = Logo removido
survey-logo-alt = Texto no lugar do logo
survey-logo-alt-help = Quem não vê o logo o escuta. Vazio, diz-se o título.
survey-field-logo = Logo
