### Escalamientos: sus pasos en el modelo, la alarma de un caso, lo que espera acuse de recibo.

## Cuándo pasa un paso
trigger-said-clock = { $clock } al { $percent } %
trigger-said-not-taken = Nadie lo toma en { $time }
trigger-said-no-update = Sin novedades en { $time }
trigger-said-reopened = { $times ->
    [one] Reabierto una vez
   *[other] Reabierto { $times } veces
    }
trigger-said-passed-on = { $times ->
    [one] Derivado una vez
   *[other] Derivado { $times } veces
    }

## En el modelo
model-field-when = Cuándo
model-field-times = Cuántas veces
model-field-mail-within = Avisar por correo solo en el horario
model-field-next-level = Pasar al nivel siguiente
model-field-own-group = A otra persona de su grupo
model-field-alarm = Alarma: alguien tiene que acusar recibo
model-field-repeat = Avisar de nuevo mientras nadie acuse recibo
model-field-every = Cada (minutos)
model-mail-within-help = Lo que pasa fuera de ese horario se avisa una sola vez, cuando vuelve a abrir.
model-mail-within-said = por correo solo en { $calendar }
model-all-hours = A toda hora
model-step-minutes = Después de (minutos)
model-step-hours = Que cuentan
model-step-at-most = Veces, como máximo
model-step-at-most-help = Vacío: hasta que alguien acuse recibo.
model-step-alarm-help = Queda a la vista en el caso y en Supervisión hasta que alguien acuse recibo o el caso se solucione.
model-step-level = Al nivel siguiente: el grupo de la categoría, o el primero de ese nivel
model-step-own-group = A otra persona de su grupo
model-step-alarm = alarma
model-step-repeat-ever = de nuevo cada { $every } hasta que alguien acuse recibo
model-step-repeat = de nuevo cada { $every }, hasta { $times ->
    [one] una vez
   *[other] { $times } veces
    }
model-step-next-level = pasar al nivel siguiente
model-step-to-own-group = pasar a otra persona de su grupo
model-step-to-all-of-group = devolver a todo su grupo
model-step-said = { $when }: { $what }

## En el caso
alarm-since = Alarma: { $why }, { $since }
alarm-repeated = { $times ->
    [one] { $what }; se avisó una vez más
   *[other] { $what }; se avisó { $times } veces más
    }
alarm-told = Se avisó a { $told }
alarm-known = { $name } acusó recibo de la alarma
acknowledged = Recibo acusado en el caso { $number }: ya no se avisa
fact-escalated = Escalado por «{ $name }»: { $why }
fact-alarm = Alarma de «{ $name }»: { $why }
fact-escalated-told = { $what }. Se avisó a { $told }
fact-escalated-held = { $what }. Se avisa { $until } a { $told }
fact-reminded = Terminadas las horas de silencio, se avisó a { $told }
fact-reminded-again = { $times ->
    [one] Alarma avisada de nuevo a { $told }
   *[other] Alarma avisada de nuevo, ya { $times } veces, a { $told }
    }
fact-plain-acknowledged = Acusó recibo de la alarma

## En la supervisión
board-alarms = Por acusar recibo
alarms-title = { $count ->
    [one] Un escalamiento por acusar recibo
   *[other] { $count } escalamientos por acusar recibo
    }
alarms-acknowledge = { $count ->
    [one] Acusar recibo de uno
   *[other] Acusar recibo de { $count }
    }
alarms-acknowledge-one = Acusar recibo del caso { $number }
alarms-acknowledged = { $count ->
    [one] Recibo acusado de un caso
   *[other] Recibo acusado de { $count } casos
    }
alarms-more = Hay más: aparecen al acusar recibo de estos.
