# Lo que dice el formulario de una encuesta: en la página en que se responde, en la revisión y en la vista previa.

form-thanks-text = Su opinión nos ayuda a mejorar la atención. Ya puede cerrar esta página.
form-send = Enviar respuesta
form-open = No se pregunta quién es usted.
form-anonymous = La respuesta es anónima: nada la relaciona con usted, y por eso no se puede cambiar después.
form-named = Quienes leen las respuestas ven su nombre y su caso.
form-confidential = La mesa sabe quién responde, para poder hacerse cargo; quienes leen los resultados no ven su nombre.
form-optional = (opcional)
form-yes = Sí
form-no = No
form-other = Otro (escriba cuál)
form-unsatisfied = muy insatisfecho
form-satisfied = muy satisfecho
form-difficult = muy difícil
form-easy = muy fácil
form-unlikely = nada probable
form-likely = muy probable

## A quién se muestra una pregunta
form-if-low = Si la nota es baja en «{ $question }»
form-if-yes = Si responde sí en «{ $question }»
form-if-no = Si responde no en «{ $question }»
form-if-mark = Si la nota es { $from } en «{ $question }»
form-if-marks = Si la nota va de { $from } a { $to } en «{ $question }»
form-if-chosen = Si elige { $what } en «{ $question }»
form-if-category = Si el caso es de { $what }
form-if-unit = Si es de la unidad { $what }
form-if-group = Si lo solucionó { $what }
form-if-channel = Si llegó por { $what }
