# Lo que dice la página en que se responde una encuesta.

form-nothing = Esta encuesta no está disponible
form-nothing-text = El enlace no abre ninguna encuesta en este momento. Si lo recibió hace poco, escriba a la mesa de ayuda y le enviaremos otro.
form-thanks = Gracias por su respuesta
form-call-back = ¿Quiere que lo llamemos? Escríbanos con su nombre y su número: lo que nos escriba no se une a su respuesta.
form-confirm = Falta un paso
form-confirm-text = Para estar seguros de que responde una persona, confirme el envío de su respuesta.
form-confirm-send = Confirmar y enviar
form-languages = Idioma
form-before = Ya respondió esta encuesta. Lo que envíe ahora reemplaza su respuesta anterior.
form-again = Cambiar mi respuesta (hasta 24 horas después de enviarla)
form-leave = No recibir más encuestas
form-leave-text = Si lo confirma, esta mesa de ayuda no le enviará más encuestas. Sus casos se siguen atendiendo igual.
form-leave-send = No quiero más encuestas
form-left = Listo: no le enviaremos más encuestas
form-left-text = Si cambia de opinión, avísele a la mesa de ayuda.
form-wrong = Falta algo. Revise lo marcado y envíe de nuevo.
form-more = Según lo que respondió hay más preguntas.
form-required = Esta pregunta necesita una respuesta.
form-too-long = El texto tiene más de { $max } caracteres.
form-not-possible = Esta respuesta no es posible. Elija otra.
form-wait = Hay que esperar un momento
form-wait-text = Desde su red han llegado muchas respuestas a esta encuesta. La suya sigue aquí: envíela de nuevo en { $seconds } segundos.
