# Lo que dicen las páginas de quien pide ayuda.

portal-nothing = Esta página no se puede abrir
portal-nothing-text = El enlace está incompleto, ya no sirve o es de otra persona. Abra el enlace del último correo que le enviamos sobre su caso. Si no lo tiene, escriba a la mesa de ayuda o llámela: su caso se sigue atendiendo igual.
portal-case = Caso { $number }, de { $name }
portal-news = Hay novedades en el caso.
portal-footer = Este enlace es personal y sirve hasta { $days ->
        [one] un día
       *[other] { $days } días
    } después de terminado el caso. También puede responder los correos que recibe.

## Dónde está el caso
portal-state = Estado
portal-with = Lo tiene
portal-due = Plazo
portal-since = Recibido
portal-last = Última novedad
portal-means-new = Pronto alguien lo tomará.
portal-means-in-progress = Alguien trabaja en él.
portal-means-resolved = Si no quedó bien, puede decirlo hasta { $until }.
portal-means-closed = Si vuelve a ocurrir, pida ayuda de nuevo.
portal-means-closed-until = Si vuelve a ocurrir, puede decirlo hasta { $until }.
portal-means-cancelled = Terminó sin que la mesa lo solucionara.
portal-waits-for-you = Necesitamos su respuesta para seguir.
portal-waits-for-others = Esperamos a un tercero.
portal-waits-until = Lo retomaremos { $until }.

## Conversación
portal-talk = Conversación
portal-earlier = Ver lo anterior
portal-latest = Ver lo más reciente
portal-you = Usted
portal-how = { $channel ->
        [phone] por teléfono
        [mail] por correo
        [web] en la página web
        [counter] en el mesón
       *[other] {""}
    }
portal-save = guardar { $name }
portal-fact-with = Pasó a { $group }
portal-fact-with-desk = Volvió a la mesa
portal-fact-question = Necesitamos su respuesta
portal-fact-waits-for-you = En espera de su respuesta
portal-fact-waits-for-others = En espera de un tercero
portal-fact-waits-until = En espera hasta { $until }
portal-fact-started = Alguien lo tomó
portal-fact-resumed = Se retomó
portal-fact-solution = Solución
portal-fact-reopened = Se reabrió
portal-fact-closed = Se cerró
portal-fact-cancelled = Se anuló

## Lo que se puede hacer
portal-add = Agregar algo
portal-send = Enviar a la mesa
portal-files = Archivos
portal-files-most = opcional, hasta { $most } MB cada uno
portal-settled = Ya está resuelto
portal-settled-reason = Quien pidió ayuda dice que ya está resuelto.
portal-is-it-solved = ¿Quedó resuelto?
portal-accept = Sí, quedó resuelto
portal-reject-what = Si no quedó resuelto, díganos qué falta
portal-reject = No quedó resuelto
portal-too-late = Terminó el plazo para reabrir este caso. Si vuelve a ocurrir, pida ayuda de nuevo.
portal-over = Este caso terminó. Si necesita algo más, pida ayuda de nuevo.

## Lo que se hizo, o lo que falta
portal-done-sent = La mesa recibió lo que envió.
portal-done-accepted = Gracias. El caso quedó cerrado.
portal-done-rejected = El caso se reabrió y la mesa recibió lo que envió.
portal-done-settled = Gracias por avisar. El caso quedó cerrado como resuelto; si vuelve a ocurrir, dígalo aquí.
portal-leave-copy = Dejar de estar en copia
portal-left-copy = Ya no está en copia
portal-left-copy-text = No le escribiremos más sobre este caso.
portal-required = Escriba algo, o adjunte un archivo.
portal-too-long = El texto tiene más de { $max } caracteres.
portal-not-possible = Eso ya no se puede hacer: { $why }. Lo que escribió sigue aquí.
portal-too-large = Puede enviar hasta 20 archivos, de { $most } MB cada uno. Lo que escribió sigue aquí; elija de nuevo los que faltan.
portal-disk-full = Por ahora no se reciben archivos. Envíe lo que escribió sin ellos, o inténtelo más tarde.
portal-too-often = Envió mucho en poco tiempo. Lo que escribió sigue aquí: envíelo de nuevo en un momento.
portal-not-taken-in = No se pudo recibir. Lo que escribió sigue aquí: envíelo de nuevo en un momento.

## La puerta y los casos propios
portal-enter = Entrar a sus casos
portal-enter-text = Escriba su correo y le enviaremos un código para entrar. No hace falta clave.
portal-email = Su correo
portal-email-wrong = Esa no parece una dirección de correo.
portal-send-code = Enviar el código
portal-code-title = Escriba su código
portal-code-text = Si puede entrar con esa dirección, le enviamos un código de seis cifras. Llega en un momento y sirve diez minutos.
portal-code = Código
portal-code-wrong = El código no es correcto o ya venció.
portal-come-in = Entrar
portal-other-code = Pedir otro código
portal-wait = Hay que esperar un momento
portal-wait-text = Se pidió o se intentó muchas veces. Espere unos minutos y vuelva a intentarlo.
portal-staff = Atiendo en la mesa
portal-password-text = A esta mesa se entra con la clave de su cuenta.
portal-password = Entrar con clave
portal-mine = Sus casos
portal-open-cases = Abiertos
portal-no-open = No tiene casos abiertos.
portal-past-cases = Anteriores
portal-no-past = No tiene casos anteriores.
portal-more = Ver más
portal-leave = Salir
portal-row = Caso { $number }, { $state }, recibido { $when }
portal-row-with = lo tiene { $group }
portal-lists = Sus listas
portal-unit = Casos de su unidad
portal-unit-below = Lo que piden las personas de estas unidades y de las que dependen de ellas.
portal-which = Cuáles
portal-unit-no-open = Su unidad no tiene casos abiertos.
portal-unit-no-past = Su unidad no tiene casos anteriores.
portal-waits-for-them = Se espera la respuesta de { $name }.
portal-fact-waits-for-them = En espera de la respuesta de { $name }
portal-means-resolved-theirs = Si no quedó bien, { $name } puede decirlo hasta { $until }.
portal-theirs-to-say = Si no quedó bien, puede decirlo { $name }.

## Pedir ayuda
portal-ask = Pedir ayuda
portal-ask-subject = De qué se trata
portal-ask-subject-help = Elija de la lista lo que más se parezca, o escríbalo en pocas palabras.
portal-ask-text = Qué ocurre
portal-ask-text-help = Desde cuándo, dónde está usted y qué intentó.
portal-ask-send = Enviar a la mesa
portal-ask-open = Ya hay casos abiertos que se parecen
portal-ask-open-text = Si es sobre uno de estos, siga en él: llega antes a quien ya lo atiende.
portal-done-asked = Recibimos su caso: es el número { $number }. Alguien de la mesa lo tomará, le escribiremos cuando haya novedades y puede seguirlo en esta página.
portal-ask-unit = Alguien de su unidad ya avisó de algo parecido
portal-ask-unit-text = Si es lo mismo, la mesa ya lo está viendo y no hace falta enviarlo otra vez.
portal-ask-for = Para quién
portal-ask-for-help = Si no es para usted: el nombre o el correo de alguien de su unidad.
portal-ask-for-several = Hay varias personas con ese nombre en su unidad. Escriba el correo de quien lo necesita.
portal-ask-for-nobody = No encontramos a esa persona en su unidad. Corrija el nombre, escriba su correo o deje el campo en blanco.
portal-ask-reach = Cómo ubicarle
portal-ask-reach-help = Teléfono, anexo o lugar, y a qué hora conviene.
portal-ask-files = Estos ya llegaron y van con lo que envíe:
portal-ask-before = Antes de enviar
portal-ask-topic = ¿Se trata de algo de esto?
portal-ask-no-topic = No, de otra cosa
portal-ask-another = Es otro asunto: enviar
portal-ask-or-change = O corrija lo que escribió:
portal-ask-back = Aquí está lo que había escrito. Los archivos hay que elegirlos de nuevo.
portal-ask-offline = No hay conexión. Lo que escribió queda guardado en este navegador: envíelo cuando vuelva.
portal-for = Para
portal-in-copy = En copia
portal-quoted = Texto citado y firma
portal-face-pictures =
    { $count ->
        [one] Hay una imagen que no se muestra aquí por su tamaño: está entre los archivos.
       *[other] Hay { $count } imágenes que no se muestran aquí por su tamaño: están entre los archivos.
    }
portal-face-none = Este correo no se puede mostrar con su aspecto original. Su texto está en el caso, y el correo original se puede descargar.

## Los datos propios
portal-me = Sus datos
portal-me-saved = Quedó guardado.
portal-me-fixed = Si su nombre o su correo no están bien, avise a la mesa.
portal-me-name = Su nombre y apellido
portal-me-say-name = Diga cómo se llama
portal-me-phones = Teléfonos
portal-me-phones-help = Uno por línea, primero el número al que conviene llamar.
portal-me-not-a-phone = «{ $number }» no parece un teléfono.
portal-me-language = Idioma en que le escribimos
portal-me-desks-language = El de la mesa
portal-me-mails = Correos sobre sus casos
portal-me-mails-all = Todos
portal-me-mails-essential = Solo respuestas, preguntas y soluciones
portal-me-save = Guardar

portal-nothing-sent = Lo que escribió no se envió. Este navegador lo guarda unas horas, si puede: estará en la página del caso cuando la abra de nuevo.
