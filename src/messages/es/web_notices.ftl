# Avisos: en pantalla, por reglas, a otros programas.
notices-title = Avisos
notices-open = { $count ->
   [0] Avisos, ninguno sin leer
   [one] Avisos, uno sin leer
  *[other] Avisos, { $count } sin leer
    }
notices-empty = Ningún aviso
notices-empty-explained = Aquí llega lo que le pasa a los casos propios.
notices-read-all = Marcar todo como leído
notices-unread = Sin leer
key-notices = Ver los avisos
account-on-screen = Avisar solo en pantalla
account-on-screen-explained = Lo que llega en pantalla y por correo a la vez, no llega por correo.

## Reglas de avisos
model-part-notices = Avisos
model-part-digest = Correos juntos
model-notices-lead = Quién se entera de qué, por qué medio y con qué palabras. Donde ninguna regla habla, la mesa avisa como siempre; de cada destinatario vale la primera que calza.
model-notices-empty = Ninguna regla
model-notices-empty-explained = La mesa avisa como siempre: a quien pide por correo, y a quien atiende en pantalla y por correo.
model-notice-add = Agregar regla
model-notice-nothing = no se avisa
model-notice-ways-help = Sin ningún medio no se avisa. A quien pide se le avisa por correo.
model-notice-texts-help = Sin palabras propias valen las de la mesa. Quien lee en otro idioma recibe el de la mesa.
model-notice-gaps = Se llenan solos: { $gaps }
model-notice-look = Ver como correo
model-notice-look-in = Ver como correo: { $language }
model-digest-lead = Cuando a alguien de la mesa le llegan muchos correos seguidos, los siguientes se juntan en uno. A quien pide nunca.
model-digest-on = Juntar los correos
model-digest-save = Guardar en el borrador
model-notice-on = Qué pasa
model-field-to = A quién
model-field-ways = Por qué medio
model-field-webhooks = A otros programas
model-field-texts = Palabras
model-field-es = Español
model-field-en = Inglés
model-field-pt = Portugués
model-field-subject = Asunto
model-field-text = Texto
model-digest-minutes = En cuántos minutos
model-field-after = Correos que salen solos

## Webhooks
admin-webhooks = Webhooks
admin-webhooks-lead = Otros programas a los que se avisa lo que pasa, con mensajes firmados. Qué se les avisa lo dicen las reglas de avisos y los escalamientos.
admin-webhooks-empty = Ningún programa recibe avisos
admin-webhooks-empty-explained = Agregar uno con su dirección y una clave secreta compartida.
admin-webhook-add = Agregar webhook
admin-webhook-url = Dirección
admin-webhook-url-help = Empieza con https://
admin-webhook-secret = Clave secreta
admin-webhook-secret-help = Con ella se firma cada mensaje. Al menos 16 caracteres; no se vuelve a mostrar.
admin-webhook-secret-keep = En blanco, sigue la que hay. No se muestra.
admin-webhook-inside = Servidor dentro de la red que se permite
admin-webhook-inside-help = Solo si está en la red propia: el nombre del servidor, igual que en la dirección.
admin-webhook-certificates = Certificados propios (PEM)
admin-webhook-active = Enviar mensajes
admin-webhook-locked = falta la llave de cifrado
admin-webhook-last = Último envío
admin-webhook-last-none = Todavía ningún envío
admin-webhook-test = Probar
admin-webhook-test-this = Probar { $name }
admin-webhook-test-ok = Lo recibió.
admin-webhook-test-failed = No lo recibió.
admin-webhook-deliveries = Envíos
admin-webhook-again = Enviar de nuevo
