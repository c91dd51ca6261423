### Procedimentos: os passos de um chamado, e o que se pergunta ao registrá-lo.

## No chamado
procedure = Procedimento
procedure-progress = { $done } de { $all }
procedure-required = Obrigatório
procedure-perhaps = Depende de uma resposta
procedure-yes = Sim
procedure-no = Não
procedure-answer = Resposta
procedure-choose = Escolher…
procedure-save = Salvar resposta
procedure-link = Ver documentação
procedure-skip = Pular
procedure-skip-of = Pular: { $step }
procedure-skip-reason = Motivo para pular
procedure-undo = Desfazer
procedure-undo-of = Desfazer: { $step }
procedure-by = { $name }, { $when }
procedure-skipped-by = Pulado por { $name }, { $when }
procedure-skipped-why = Pulado por { $name }, { $when }: { $reason }
procedure-next = Ir ao próximo passo do procedimento
procedure-missing = Não foi possível buscar o procedimento. O chamado pode ser trabalhado assim mesmo.
procedure-questions = Perguntas ao registrar
procedure-earlier = Antes: { $name }

## Ao solucionar
solve-steps-open = Faltam passos obrigatórios do procedimento:
solve-steps-reason = Motivo para solucionar sem eles
problem-steps-open = Faltam passos obrigatórios do procedimento. Fazê-los, pulá-los com motivo, ou dar aqui o motivo.

## Na linha do tempo
fact-procedure-changed = Trabalha-se com o procedimento “{ $procedure }”
fact-procedure-none = Já não corresponde nenhum procedimento
fact-step-done = Passo feito: { $step }
fact-step-answered = { $step }: { $answer }
fact-step-skipped = Passo pulado: { $step }
fact-step-skipped-because = Passo pulado: { $step } ({ $reason })
fact-step-undone = Passo desfeito: { $step }

## Editor
model-part-procedures = Procedimentos
model-procedures-lead = Os passos com que se trabalha um chamado, e as perguntas ao registrá-lo, na ordem em que se testam: de cada uso vale o primeiro que serve ao chamado.
model-procedures-empty = Ainda não há procedimentos
model-procedures-empty-explained = Convém começar pelo que o primeiro nível mais encaminha: poucos passos, só os indispensáveis como obrigatórios.
model-procedure-add = Adicionar procedimento
model-procedure-steps = { $count ->
    [one] 1 passo
   *[other] { $count } passos
  }
model-procedure-preview = Ver como fica
model-purpose-work = Para trabalhar chamados
model-purpose-help-work = Seus passos acompanham o chamado enquanto se trabalha nele.
model-purpose-questions = Para perguntar ao registrar
model-purpose-help-questions = Suas perguntas aparecem no chamado novo; nunca impedem o registro.
model-field-procedures = Procedimentos
model-field-purpose = Para que serve
model-field-groups = Grupos solucionadores
model-field-levels = Níveis
procedure-step-text = O que fazer ou perguntar
model-field-text-help = Com formato Markdown: **negrito**, listas, links.
model-field-answer = Como se responde
model-field-yes = Com sim, seguir em
model-field-no = Com não, seguir em
model-field-options = Alternativas
model-field-options-help = Uma por linha, ao menos duas.
model-field-link = Endereço da documentação
model-field-required = Obrigatório
model-field-required-help = Sem este passo, solucionar o chamado exige um motivo.
model-answer-tick = Só marcar
model-answer-yes-no = Sim ou não
model-answer-text = Texto
model-answer-choice = Uma alternativa
model-branch-next = O passo seguinte
model-branch-end = O fim
model-branch-step = { $n }. { $text }
model-branch-gone = Um passo que já não existe
model-steps-help = Na ordem em que são feitos. Um sim ou um não pode levar a um passo posterior ou ao fim.
model-step-move = Mover o passo { $n }
model-step-move-help = Arrastar, ou mover com as setas ↑ e ↓

## Números
model-figures = Como se cumpre
model-figures-help = Em todos os chamados, pela versão vigente. O tempo conta desde o passo anterior.
model-figures-none = Os números começam quando o procedimento estiver vigente.
model-figures-step = Passo
model-figures-done = Feito
model-figures-skipped = Pulado
model-figures-undone = Desfeito
model-figures-mean = Tempo médio
