# Lo que dice la página en que se responde una encuesta.

survey-nothing = Esta encuesta no está disponible
survey-nothing-text = El enlace no abre ninguna encuesta en este momento. Si lo recibió hace poco, escriba a la mesa de ayuda y le enviaremos otro.
survey-thanks = Gracias por su respuesta
survey-thanks-text = Su opinión nos ayuda a mejorar la atención. Ya puede cerrar esta página.
survey-confirm = Falta un paso
survey-confirm-text = Para estar seguros de que responde una persona, confirme el envío de su respuesta.
survey-confirm-send = Confirmar y enviar
survey-send = Enviar respuesta
survey-languages = Idioma
survey-open = No se pregunta quién es usted.
survey-anonymous = La respuesta es anónima: nada la relaciona con usted, y por eso no se puede cambiar después.
survey-wrong = Falta algo. Revise lo marcado y envíe de nuevo.
survey-more = Según lo que respondió hay más preguntas.
survey-optional = (opcional)
survey-required = Esta pregunta necesita una respuesta.
survey-too-long = El texto tiene más de { $max } caracteres.
survey-not-possible = Esta respuesta no es posible. Elija otra.
survey-yes = Sí
survey-no = No
survey-other = Otro (escriba cuál)
survey-unsatisfied = muy insatisfecho
survey-satisfied = muy satisfecho
survey-difficult = muy difícil
survey-easy = muy fácil
survey-unlikely = nada probable
survey-likely = muy probable
