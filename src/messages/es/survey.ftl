# Lo que dice la página en que se responde una encuesta.

form-nothing = Esta encuesta no está disponible
form-nothing-text = El enlace no abre ninguna encuesta en este momento. Si lo recibió hace poco, escriba a la mesa de ayuda y le enviaremos otro.
form-thanks = Gracias por su respuesta
form-thanks-text = Su opinión nos ayuda a mejorar la atención. Ya puede cerrar esta página.
form-confirm = Falta un paso
form-confirm-text = Para estar seguros de que responde una persona, confirme el envío de su respuesta.
form-confirm-send = Confirmar y enviar
form-send = Enviar respuesta
form-languages = Idioma
form-open = No se pregunta quién es usted.
form-anonymous = La respuesta es anónima: nada la relaciona con usted, y por eso no se puede cambiar después.
form-wrong = Falta algo. Revise lo marcado y envíe de nuevo.
form-more = Según lo que respondió hay más preguntas.
form-optional = (opcional)
form-required = Esta pregunta necesita una respuesta.
form-too-long = El texto tiene más de { $max } caracteres.
form-not-possible = Esta respuesta no es posible. Elija otra.
form-yes = Sí
form-no = No
form-other = Otro (escriba cuál)
form-unsatisfied = muy insatisfecho
form-satisfied = muy satisfecho
form-difficult = muy difícil
form-easy = muy fácil
form-unlikely = nada probable
form-likely = muy probable
