### Procedimientos: los pasos de un caso, y lo que se pregunta al registrarlo.

## En el caso
procedure = Procedimiento
procedure-progress = { $done } de { $all }
procedure-required = Obligatorio
procedure-perhaps = Depende de una respuesta
procedure-yes = Sí
procedure-no = No
procedure-answer = Respuesta
procedure-choose = Elegir…
procedure-save = Guardar respuesta
procedure-link = Ver documentación
procedure-skip = Omitir
procedure-skip-of = Omitir: { $step }
procedure-skip-reason = Motivo para omitirlo
procedure-undo = Deshacer
procedure-undo-of = Deshacer: { $step }
procedure-by = { $name }, { $when }
procedure-skipped-by = Omitido por { $name }, { $when }
procedure-skipped-why = Omitido por { $name }, { $when }: { $reason }
procedure-next = Ir al siguiente paso del procedimiento
procedure-missing = No se pudo traer el procedimiento. El caso se puede trabajar igual.
procedure-questions = Preguntas al registrar
procedure-earlier = Antes: { $name }

## Al solucionar
solve-steps-open = Quedan pasos obligatorios del procedimiento:
solve-steps-reason = Motivo para solucionar sin ellos
problem-steps-open = Quedan pasos obligatorios del procedimiento. Hacerlos, omitirlos con motivo, o dar aquí el motivo.

## En la línea de tiempo
fact-procedure-changed = Se trabaja con el procedimiento «{ $procedure }»
fact-procedure-none = Ya no corresponde ningún procedimiento
fact-step-done = Paso hecho: { $step }
fact-step-answered = { $step }: { $answer }
fact-step-skipped = Paso omitido: { $step }
fact-step-skipped-because = Paso omitido: { $step } ({ $reason })
fact-step-undone = Paso deshecho: { $step }

## Editor
model-part-procedures = Procedimientos
model-procedures-lead = Los pasos con que se trabaja un caso, y las preguntas al registrarlo, en el orden en que se prueba: de cada uso vale el primero que calza con el caso.
model-procedures-empty = Todavía no hay procedimientos
model-procedures-empty-explained = Conviene empezar por lo que más deriva el primer nivel: pocos pasos, los indispensables como obligatorios.
model-procedure-add = Agregar procedimiento
model-procedure-steps = { $count ->
    [one] 1 paso
   *[other] { $count } pasos
  }
model-procedure-preview = Ver cómo queda
model-purpose-work = Para trabajar casos
model-purpose-help-work = Sus pasos acompañan al caso mientras se trabaja.
model-purpose-questions = Para preguntar al registrar
model-purpose-help-questions = Sus preguntas aparecen en el caso nuevo; nunca impiden registrarlo.
model-field-procedures = Procedimientos
model-field-purpose = Para qué es
model-field-groups = Unidades resolutoras
model-field-levels = Niveles
procedure-step-text = Qué hacer o preguntar
model-field-text-help = Con formato Markdown: **negrita**, listas, enlaces.
model-field-answer = Cómo se responde
model-field-yes = Con sí, seguir en
model-field-no = Con no, seguir en
model-field-options = Alternativas
model-field-options-help = Una por línea, al menos dos.
model-field-link = Dirección de la documentación
model-field-required = Obligatorio
model-field-required-help = Sin este paso, solucionar el caso exige un motivo.
model-answer-tick = Solo marcar
model-answer-yes-no = Sí o no
model-answer-text = Texto
model-answer-choice = Una alternativa
model-branch-next = El paso siguiente
model-branch-end = El final
model-branch-step = { $n }. { $text }
model-branch-gone = Un paso que ya no está
model-steps-help = En el orden en que se hacen. Un sí o un no puede llevar a un paso posterior o al final.
model-step-move = Mover el paso { $n }
model-step-move-help = Arrastrar, o mover con las flechas ↑ y ↓

## Cifras
model-figures = Cómo se cumple
model-figures-help = En todos los casos, según la versión vigente. El tiempo se cuenta desde el paso anterior.
model-figures-none = Las cifras empiezan cuando el procedimiento esté vigente.
model-figures-step = Paso
model-figures-done = Hecho
model-figures-skipped = Omitido
model-figures-undone = Deshecho
model-figures-mean = Tiempo medio
