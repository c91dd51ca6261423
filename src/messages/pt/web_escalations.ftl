### Escalonamentos: seus passos no modelo, o alarme de um chamado, o que espera confirmação.

## Quando acontece um passo
trigger-said-clock = { $clock } a { $percent } %
trigger-said-not-taken = Ninguém o assume em { $time }
trigger-said-no-update = Sem novidades em { $time }
trigger-said-reopened = { $times ->
    [one] Reaberto uma vez
   *[other] Reaberto { $times } vezes
    }
trigger-said-passed-on = { $times ->
    [one] Encaminhado uma vez
   *[other] Encaminhado { $times } vezes
    }

## No modelo
model-field-when = Quando
model-field-times = Quantas vezes
model-field-mail-within = Avisar por e-mail só no horário
model-field-next-level = Passar ao nível seguinte
model-field-own-group = A outra pessoa do seu grupo
model-field-alarm = Alarme: alguém tem que confirmar o recebimento
model-field-repeat = Avisar de novo enquanto ninguém confirmar
model-field-every = A cada (minutos)
model-mail-within-help = O que acontece fora desse horário se avisa uma só vez, quando ele volta a abrir.
model-mail-within-said = por e-mail só em { $calendar }
model-all-hours = A toda hora
model-step-minutes = Depois de (minutos)
model-step-hours = Que contam
model-step-at-most = Vezes, no máximo
model-step-at-most-help = Vazio: até que alguém confirme.
model-step-alarm-help = Fica à vista no chamado e na Supervisão até que alguém confirme ou o chamado seja solucionado.
model-step-level = Ao nível seguinte: o grupo da categoria, ou o primeiro desse nível
model-step-own-group = A outra pessoa do seu grupo
model-step-alarm = alarme
model-step-repeat-ever = de novo a cada { $every } até que alguém confirme
model-step-repeat = de novo a cada { $every }, até { $times ->
    [one] uma vez
   *[other] { $times } vezes
    }
model-step-next-level = passar ao nível seguinte
model-step-to-own-group = passar a outra pessoa do seu grupo
model-step-to-all-of-group = devolver a todo o seu grupo
model-step-said = { $when }: { $what }

## No chamado
alarm-since = Alarme: { $why }, { $since }
alarm-repeated = { $times ->
    [one] { $what }; avisou-se mais uma vez
   *[other] { $what }; avisou-se mais { $times } vezes
    }
alarm-told = Avisou-se a { $told }
alarm-known = { $name } confirmou o alarme
acknowledged = Alarme do chamado { $number } confirmado: já não se avisa
fact-escalated = Escalado por “{ $name }”: { $why }
fact-alarm = Alarme de “{ $name }”: { $why }
fact-escalated-told = { $what }. Avisou-se a { $told }
fact-escalated-held = { $what }. Avisa-se { $until } a { $told }
fact-reminded = Terminadas as horas de silêncio, avisou-se a { $told }
fact-reminded-again = { $times ->
    [one] Alarme avisado de novo a { $told }
   *[other] Alarme avisado mais { $times } vezes a { $told }
    }
fact-plain-acknowledged = Confirmou o alarme

## Na supervisão
board-alarms = Por confirmar
alarms-title = { $count ->
    [one] Um escalonamento por confirmar
   *[other] { $count } escalonamentos por confirmar
    }
alarms-acknowledge = { $count ->
    [one] Confirmar um
   *[other] Confirmar { $count }
    }
alarms-acknowledge-one = Confirmar recebimento do chamado { $number }
alarms-acknowledged = { $count ->
    [one] Um chamado confirmado
   *[other] { $count } chamados confirmados
    }
alarms-more = Há mais: aparecem ao confirmar estes.
