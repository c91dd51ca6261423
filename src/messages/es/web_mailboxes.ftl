### Correo que entra: buzones, lo que quedó aparte, y cada correo en su caso.

mailboxes-title = Buzones
mailboxes-lead = Correos que se convierten en casos y respuestas. Cada uno se guarda tal como llegó antes de avisar algo a su servidor.
mailboxes-empty = La mesa no lee ningún buzón
mailboxes-empty-explained = Con un buzón, los correos de las personas se convierten en casos, y sus respuestas vuelven al mismo caso.
mailboxes-add = Agregar buzón
mailboxes-idle = Inactivo
mailboxes-locked = Falta la llave de su clave
mailboxes-read = Leído
mailboxes-not-read-yet = Todavía no se ha leído desde que se inició la mesa.
mailboxes-backlog = { $count ->
    [one] Espera 1 correo
   *[other] Esperan { $count } correos
}
mailboxes-too-long = { $count ->
    [one] Hay 1 correo de más de 64 MB, que la mesa no trae: hay que verlo en el servidor.
   *[other] Hay { $count } correos de más de 64 MB, que la mesa no trae: hay que verlos en el servidor.
}
mailboxes-trouble = No se puede leer:
mailboxes-name = Nombre
mailboxes-address = Dirección de correo
mailboxes-address-help = A la que escriben las personas, y a la que llegan sus respuestas.
mailboxes-sends-from = Responder desde
mailboxes-sends-from-help = Dirección con que salen los correos de sus casos, si el servidor de salida lo permite. Vacío: la de la configuración de correo.
mailboxes-host = Servidor IMAP
mailboxes-port = Puerto
mailboxes-security = Protección
mailboxes-security-tls = TLS (puerto 993)
mailboxes-security-starttls = STARTTLS (puerto 143)
mailboxes-security-none = Sin cifrado
mailboxes-username = Usuario
mailboxes-username-help = Vacío: la dirección de correo.
mailboxes-password = Clave
mailboxes-password-keep = Vacío: queda la que hay, que no se muestra.
mailboxes-way = Cómo se lee
mailboxes-by-password = Con usuario y clave
mailboxes-by-microsoft = Con una cuenta de Microsoft 365
mailboxes-by-google = Con una cuenta de Google
mailboxes-by-other = Con otro proveedor (OAuth 2)
mailboxes-by-forwarded = No se lee: se le reenvían los correos
mailboxes-forwarded-help = El servidor de correo los trae por SMTP o LMTP a la dirección con que se inició la mesa (opción --smtp-listen).
mailboxes-forwarded = se le reenvían los correos
mailboxes-tenant = Organización en Microsoft
mailboxes-tenant-help = Su dominio o su id (tenant). Vacío: cuentas de cualquier organización.
mailboxes-client-id = Id de cliente
mailboxes-client-id-help = El que dio el proveedor al registrar la mesa como aplicación.
mailboxes-client-secret = Secreto de cliente
mailboxes-client-secret-help = Un cliente público no lo tiene.
mailboxes-client-secret-keep = Vacío: queda el que hay mientras no cambie nada de la aplicación. No se muestra.
mailboxes-return = Dirección de retorno
mailboxes-return-help = Se registra en el proveedor como URI de redirección.
mailboxes-return-missing = La mesa no tiene dirección pública, y sin ella el proveedor no puede devolver a nadie.
mailboxes-usual = Direcciones y permisos del proveedor
mailboxes-usual-help = Vacío: lo habitual del proveedor.
mailboxes-authorization-url = Dirección de autorización
mailboxes-token-url = Dirección de los tokens
mailboxes-scope = Permisos (scope)
mailboxes-inside-host = Servidor de tokens en la red interna
mailboxes-inside-host-help = Repetir el nombre del servidor de esa dirección si está dentro de la red propia; si no, solo se llama a direcciones públicas.
mailboxes-sign-in-microsoft = Iniciar sesión en Microsoft
mailboxes-sign-in-google = Iniciar sesión en Google
mailboxes-sign-in-other = Iniciar sesión
mailboxes-sign-in-this = { $what } para { $name }
mailboxes-sign-in-later = Después de guardar se inicia sesión con la cuenta del buzón.
mailboxes-sign-in-first = Falta iniciar sesión
mailboxes-sign-in-again = Hay que volver a iniciar sesión
mailboxes-signed-in = Sesión iniciada
mailboxes-sign-in-done = Sesión iniciada: { $name } se lee desde ahora
mailboxes-sign-in-refused = El proveedor no dejó entrar:
mailboxes-sign-in-over = Este inicio de sesión ya no vale: pasaron más de diez minutos, o empezó en otra sesión. Hay que empezar de nuevo.
mailboxes-folder = Carpeta que se lee
mailboxes-move-to = Carpeta para lo ya recibido
mailboxes-move-to-help = Vacío: los correos se quedan donde están, marcados como leídos; entran los no leídos y, desde que la mesa mira, también los que alguien lea antes. Con una carpeta entran todos los que haya, y se van a ella.
mailboxes-group = Grupo
mailboxes-group-none = Primer nivel
mailboxes-group-help = El que recibe sus casos cuando ninguna regla del modelo dice otro.
mailboxes-category = Categoría
mailboxes-category-none = Sin categoría
mailboxes-language = Idioma de quienes escriben por primera vez
mailboxes-language-desk = El de la mesa
mailboxes-certificates = Certificados (PEM)
mailboxes-active = Leer este buzón
mailboxes-active-forwarded = Recibir los correos de esta dirección
mailboxes-test = Probar
mailboxes-test-this = Probar { $name }
mailboxes-test-ok = Se abre. { $mails ->
    [one] Hay 1 correo en la carpeta
   *[other] Hay { $mails } correos en la carpeta
}; { $waiting ->
    [0] ninguno espera.
    [one] 1 espera.
   *[other] { $waiting } esperan.
}
mailboxes-test-failed = No se abre:
mailboxes-tells = El servidor avisa al instante cuando llega algo.
mailboxes-polls = El servidor no avisa; la mesa mira cada medio minuto.

mails-aside-title = Correos aparte
mails-aside-lead = Lo que llegó y no abrió ni siguió ningún caso. Nada se pierde: se puede ver por qué, y recibir de todos modos.
mails-aside-empty = No hay correos aparte
mails-aside-empty-explained = Aquí quedan respuestas automáticas, envíos masivos, repetidos, posible spam y lo que llega en exceso.
mails-aside-no-subject = Sin asunto
mails-aside-take-in = Recibir de todos modos
mails-aside-take-in-this = Recibir de todos modos: { $subject }
mails-aside-taken = Recibido en el caso { $number }
mails-aside-why = Motivo
mails-aside-all = Todos
mails-aside-take-in-chosen = { $count ->
    [one] Recibir el marcado
   *[other] Recibir los { $count } marcados
}
mails-aside-taking = { $done } de { $all }
mails-aside-taken-several = Recibidos en { $count } casos
mails-aside-choose = Marcar: { $subject }
mails-aside-look = Ver el texto
mails-aside-named = { $what }: { $subject }
mails-aside-look-no-more = Ocultar
mails-aside-no-text = No trae texto.
mails-aside-files = { $count ->
    [one] Trae 1 archivo:
   *[other] Trae { $count } archivos:
}

letter-quoted = Texto citado y firma
letter-face = Ver como llegó
letter-face-hide = Ver solo el texto
letter-face-title = Correo de { $name }, como llegó
letter-pictures = Cargar imágenes externas
letter-pictures-help = Quien las envió puede enterarse de que se leyó.
letter-raw = Correo original
letter-left-out = { $count ->
    [one] 1 archivo más está solo en el correo original.
   *[other] { $count } archivos más están solo en el correo original.
}
letter-shortened = Es muy largo: aquí está el comienzo, y todo lo demás en el correo original.
letter-sealed = Este correo viene cifrado, o su texto está dentro de la firma, y aquí no se puede leer. Descargue el correo original para abrirlo con el programa de quien tiene la clave.
letter-meeting = { $kind }: { $what }
letter-failed = El remitente de este correo podría ser falso: no pasó la comprobación del servidor que lo recibió ({ $checks }).
letter-waits = Lo escribió alguien ajeno al caso. El solicitante no lo ve.
letter-let-in = Dejar entrar al caso
letter-was-let-in = Es un mensaje del caso
letter-after = Responde al caso { $number }, que ya no se puede reabrir.
letter-server = Servidor de correo
letter-server-words = Lo que dijo el servidor
letter-bounced = Un correo de la mesa no llegó a { $address }.
person-undelivered = Los correos a esta dirección no llegan. El último volvió
