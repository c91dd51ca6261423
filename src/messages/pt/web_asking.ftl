### Pesquisas: a quem se pergunta, o que se soube de um chamado, e os resultados.

## A quem se pergunta
asking-title = A quem se pergunta
asking-nobody = Não pergunta a ninguém por conta própria: responde-se só pelo link.
asking-unpublished = Ainda não pergunta a ninguém: falta publicá-la.
asking-inactive = Não pergunta a ninguém enquanto estiver inativa.
asking-change = Mudar a quem
asking-saved = Salvo a quem se pergunta
asking-after-case = Perguntar depois de um chamado
asking-after-case-help = Por e-mail à pessoa afetada, sem passar do máximo que a configuração da central define.
asking-when = Quando
asking-at-once = { $after }, de imediato
asking-later = { $after }, depois de { $delay } de horário de atendimento
asking-delay = Espera em minutos
asking-delay-help = De horário de atendimento: de 0 a 40320.
asking-cases = Chamados
asking-groups = Grupo que solucionou
asking-groups-help = Vazio: qualquer um.
asking-groups-any = Qualquer um
asking-sample = Amostra
asking-one-in = { $count ->
    [1] Todos os chamados
   *[other] Um de cada { $count } chamados, ao acaso
  }
asking-sample-field = Um de cada tantos chamados
asking-sample-help = 1: todos. Até 1000, escolhidos ao acaso.
asking-open = Prazo para responder
asking-open-field = Dias para responder
asking-open-help = De 1 a 366.
asking-days = { $count ->
    [one] Um dia
   *[other] { $count } dias
  }
asking-reminder = Lembrete
asking-reminder-field = Lembrar depois de tantos dias
asking-reminder-help = Uma única vez, antes de vencer o prazo. Vazio: não se envia lembrete.
asking-reminder-none = Não se envia lembrete
asking-days-after = { $count ->
    [one] Uma vez, depois de um dia
   *[other] Uma vez, depois de { $count } dias
  }
asking-by-agent = Resultados por agente
asking-by-agent-help = Só se foi combinado com a equipe.
asking-yes = Sim, combinado com a equipe
asking-no = Não

## Em datas fixas
campaign-on = Perguntar em datas fixas
campaign-on-help = Em rodadas: cada uma pergunta uma vez a cada pessoa da amostra.
campaign-schedule = Quando começa uma rodada
campaign-schedule-help = Como no cron: minuto, hora, dia do mês, mês, dia da semana (0 é domingo). Um horário por dia. “0 10 1 1,4,7,10 *” é cada trimestre, no dia 1 às 10:00.
campaign-calendar = Horário
campaign-calendar-help = As mensagens saem somente neste horário, pela sua hora local.
campaign-calendar-none = O modelo de serviço não tem horários: adicione um primeiro.
campaign-spread = Distribuída
campaign-spread-field = Distribuir em tantas horas
campaign-spread-help = De atendimento: de 0 (todas de imediato) a 200.
campaign-hours = { $count ->
    [0] Todas de imediato
    [one] Em uma hora de atendimento
   *[other] Em { $count } horas de atendimento
  }
campaign-audience = Para quem
campaign-audience-help = Para as pessoas que cumprem tudo isto; o que fica vazio não limita.
campaign-everybody = Todas as pessoas
campaign-case-field = Com um chamado nos últimos dias
campaign-case-help = De 1 a 366. Vazio: com ou sem chamado.
campaign-with-case = { $count ->
    [one] com um chamado no último dia
   *[other] com um chamado nos últimos { $count } dias
  }
campaign-languages = Idiomas em que a central lhes escreve
campaign-sample = Amostra
campaign-one-in = { $count ->
    [1] Todas
   *[other] Uma de cada { $count } pessoas de cada unidade
  }
campaign-at-most = { $sample }, até { $count }
campaign-one-in-field = Uma de cada tantas pessoas
campaign-one-in-help = 1: todas. Até 1000, em proporção por unidade.
campaign-most-field = Quantas no máximo
campaign-most-help = Vazio: sem limite.
campaign-estimate = Ver a quem perguntaria hoje
campaign-would = Perguntaria a { $asked } de { $audience } pessoas.
campaign-nobody = Hoje não perguntaria a ninguém.
campaign-next = Próximas rodadas:

## Rodadas
round-title = Rodadas
round-none = Ainda não houve nenhuma.
round-of = Rodada de { $day }
round-from = Começou
round-until = pode ser respondida até
round-audience = Pessoas
round-sample = Na amostra
round-decided = Foi decidido sobre { $decided } de { $audience } pessoas.
round-cancelled = Anuladas porque a rodada foi parada
round-stop = Parar a rodada de { $day }
round-stop-help = Ninguém mais será perguntado nem receberá lembretes. Quem já recebeu a pesquisa pode responder até o fechamento. Não pode ser desfeito.
round-stop-now = Parar
round-stopped = Rodada parada
round-more = Ver rodadas anteriores

## No chamado
case-surveys = Pesquisas
case-survey-planned = Será perguntado { $at }
case-survey-left-out = Não se pergunta: { $why }
case-survey-cancelled = Anulada: o chamado voltou
case-survey-sent = Pesquisa enviada { $at }
case-survey-refused = O servidor de e-mail recusou a pesquisa
case-survey-answered = Respondida
case-survey-marked = Respondida: { $marks }
case-survey-mark = { $mark } de { $of }
case-survey-expired = Pesquisa enviada { $at }; o prazo venceu
case-survey-low = Nota baixa

## A quem não se pergunta
asked-never = Não enviar pesquisas
asked-again = Voltar a enviar pesquisas
asked-never-said = Não se enviarão pesquisas a { $name }
asked-again-said = Pode-se voltar a enviar pesquisas a { $name }

## Com que frequência
tact-title = Pesquisas por pessoa
tact-help = Todas as pesquisas juntas não perguntam a ninguém mais vezes do que isto.
tact-days-between = Dias entre uma e outra, no mínimo
tact-most = Quantas, no máximo
tact-within-days = Em quantos dias

## Resultados
results-title = Resultados
results-of = Resultados: { $name }
results-lead = Meses completos da central. Onde há poucas respostas, não se informa o número.
results-see = Ver
results-form = Ver o formulário
results-asked-for = O que se mostra
results-from = Desde o mês
results-to = Até o mês
results-month-wrong = Um mês se escreve como 2026-10
results-to-before = É anterior ao primeiro mês
results-by = Comparar por
results-by-nothing = Nada
results-by-language = Idioma
results-by-unit = Unidade
results-by-category = Categoria
results-by-group = Grupo que solucionou
results-by-channel = Canal
results-by-agent = Quem solucionou
results-by-round = Rodada
results-answers = Respostas
results-too-few = poucas respostas para informar
results-automatic = { $count ->
    [one] Além disso chegou uma que parece enviada por um programa; não conta.
   *[other] Além disso chegaram { $count } que parecem enviadas por um programa; não contam.
  }
results-reach = A quem se perguntou
results-invited = Convites enviados
results-refused = Recusados pelo servidor de e-mail
results-reached = Respondidos
results-rate = Taxa de resposta
results-planned = Por enviar
results-cancelled = Anuladas
results-left-out = A quem não se perguntou
results-reworded = Antes se perguntou com outro texto
results-mean = { $mean } de { $of }
results-answered = { $count ->
    [one] Uma resposta
   *[other] { $count } respostas
  }
results-figure-satisfaction = satisfeitos { $value } ({ $low }–{ $high }, com { $sure } de confiança)
results-figure-effort = fácil para { $value } ({ $low }–{ $high }, com { $sure } de confiança)
results-figure-recommendation = recomendação líquida { $value } (de { $low } a { $high }, com { $sure } de confiança)
results-figure-yes-no = sim { $value } ({ $low }–{ $high }, com { $sure } de confiança)
results-yes = Sim
results-no = Não
results-other = Outra resposta
results-parts = Por partes
results-part = Parte
results-part-unknown = Não se sabe
results-figure = Resultado
results-change-within = Em relação ao período anterior ({ $before }) não se sabe se mudou: a diferença está dentro da sua incerteza
results-change-up = Subiu { $value } pontos em relação ao período anterior ({ $before }): entre { $low } e { $high }, com { $sure } de confiança
results-change-down = Caiu { $value } pontos em relação ao período anterior ({ $before }): entre { $low } e { $high }, com { $sure } de confiança
results-of-all = Respondeu grande parte das { $all } pessoas a quem se podia perguntar; por isso o intervalo é mais estreito (fator de população finita).
results-in-figures = Em números
results-given = Resposta
results-count = Quantidade
results-share = Percentual
results-month = Mês
results-rank = Posição
results-rank-lead = Dividem a posição as partes que podem ser iguais, porque seus intervalos se sobrepõem.
results-rank-tied = Não se sabe qual está melhor: os intervalos se sobrepõem. Estão em ordem alfabética.
results-chart-distribution = Como foi respondido: { $question }
results-chart-months = Mês a mês: { $question }
results-chart-parts = Por partes: { $question }
results-chart-save = Salvar o gráfico
results-files = Arquivos
results-files-lead = O mesmo que esta página, para uma planilha. Onde ninguém é nomeado, as respostas vão sem ordem e só de meses com cinco ou mais.
results-file-results-csv = Resultados (CSV)
results-file-results-xlsx = Resultados (XLSX)
results-file-answers-csv = Respostas (CSV)
results-file-answers-xlsx = Respostas (XLSX)
texts-title = O que escreveram
texts-none = Não há textos que possam ser mostrados nestes meses.
texts-looked-at = { $count ->
    [one] Um texto
   *[other] { $count } textos
  }
texts-latest = Os últimos { $count } textos; há mais, anteriores.
texts-themes = Temas mais frequentes
texts-count = { $count ->
    [one] uma vez
   *[other] { $count } vezes
  }
texts-all-themes = Mostrar os { $count } temas
texts-search = Buscar nos textos
texts-theme = Tema
texts-any = Todos
texts-not-found = Nenhum texto corresponde.
themes-change = Alterar os temas
themes-title = Temas dos textos
themes-help = Um texto é de um tema quando tem uma das suas palavras, sem importar maiúsculas nem acentos. Com um asterisco basta o começo: “esper*” encontra espera e esperar.
themes-name = Nome ({ $language })
themes-words = Palavras, em qualquer idioma
themes-new = Tema novo
themes-add = Adicionar um tema
themes-remove = Remover
themes-saved = Temas salvos
asking-keep = Conservação
asking-keep-always = Sempre
asking-keep-months = { $count ->
    [one] Um mês; depois se esquece quem respondeu e se apaga o que foi escrito
   *[other] { $count } meses; depois se esquece quem respondeu e se apaga o que foi escrito
  }
asking-keep-field = Meses em que se guarda quem respondeu
asking-keep-help = De 6 a 120. Depois ninguém pode saber quem respondeu nem sobre qual chamado, e o que foi escrito é apagado; as notas continuam contando. Vazio: guarda-se para sempre.
asking-forgotten = Já esquecido
asking-before = O anterior a { $day }
asking-forget = Na próxima madrugada será esquecido, para sempre, o que é anterior a { $day }. Até lá você pode mudar isto.
asking-forget-nothing = Por enquanto não há nada anterior a { $day } para esquecer.
asking-forget-answers = Respostas
asking-forget-texts = Textos que são apagados
asking-forget-invitations = Pessoas a quem se perguntou
asking-forget-follow-ups = Acompanhamentos
