# Administration: people, groups, model, mail, tokens, desk.

## The frame of the administration

admin-title = Administración
admin-places = Partes de la administración
admin-section-people = Personas y grupos
admin-section-model = Modelo de servicio
admin-section-desk = Mesa
admin-forbidden = Aquí entra quien administra
admin-forbidden-explained = Esta parte es para el rol administrador. Quien lo tenga puede darlo, en Usuarios.
admin-search = Buscar
admin-search-none = Nada con «{ $typed }»
admin-search-none-explained = Se busca por comienzos de palabra. Con menos letras se encuentra más.
admin-more = Mostrar más
admin-edit = Editar
admin-saving = Guardando…
admin-saved = Guardado: { $name }
admin-stale = Otra persona cambió esto mientras se editaba. Lo escrito sigue aquí y no se guardó.
admin-stale-show = Ver lo actual
admin-stale-overwrite = Guardar lo escrito igual
admin-check-fields = No se guardó: revisar lo marcado.
admin-inactive = inactivo
admin-remove-named = Quitar { $name }
admin-name = Nombre
admin-email = Correo
admin-language = Idioma
admin-as-desk = El de la mesa
admin-languages = Idiomas
admin-skills = Habilidades
admin-skills-help = Separadas por comas, por ejemplo redes, impresoras
admin-open-tickets = Casos abiertos

## People

admin-persons = Personas
admin-persons-lead = Quienes piden ayuda.
admin-persons-search = Nombre, número o correo
admin-persons-empty = Todavía no hay personas
admin-persons-empty-explained = También se registran solas: al tomar una llamada de un número nuevo, o al llegar un correo.
admin-person-add = Agregar persona
admin-person-title = Cargo
admin-person-emails = Correos
admin-person-emails-help = Uno por línea; al primero se le escribe.
admin-person-phones = Teléfonos
admin-person-phones-help = Uno por línea, en cualquier forma: con o sin código de país, o un anexo. Al guardar se muestran en forma internacional.
admin-person-unit = Unidad
admin-person-vip = VIP: atender con cuidado especial
admin-person-notes = Tener en cuenta
admin-person-notes-help = Lo ve la mesa cuando la persona llama.
admin-person-active = Activa: se le pueden registrar casos nuevos
admin-person-vip-mark = VIP

## Units

admin-units = Unidades
admin-units-lead = Sedes y departamentos, en un árbol.
admin-units-empty = Todavía no hay unidades
admin-units-empty-explained = Empezar por las sedes; dentro de cada una van sus departamentos.
admin-unit-add = Agregar unidad
admin-unit-add-inside = Agregar dentro de { $name }
admin-unit-parent = Dentro de
admin-unit-top = Vacío: es una sede.
admin-unit-open = Lo que hay en { $name }
admin-unit-children = { $count ->
   [one] { $count } unidad
  *[other] { $count } unidades
    }
admin-unit-country = País
admin-unit-country-help = Dos letras, por ejemplo CL. Con él se leen los números locales; vacío: el de la unidad superior.
admin-unit-active = Activa: se puede asignar a personas
admin-unit-heads = Jefatura
admin-unit-heads-help = Ve los casos de la unidad y de las que dependen de ella, en sus propias páginas. Escriba un nombre para agregar.
admin-unit-headed = jefatura: { $names }
admin-unit-persons = { $count ->
   [one] { $count } persona
  *[other] { $count } personas
    }

## Users

admin-users = Usuarios
admin-users-lead = Quienes entran con correo y clave.
admin-users-empty = Todavía no hay más usuarios
admin-users-empty-explained = Agregar a quienes atienden, y después reunirlos en grupos.
admin-user-add = Agregar usuario
admin-user-roles = Roles
admin-user-password = Clave
admin-user-password-keep = Vacía: queda la que tiene. Desde 10 caracteres.
admin-user-password-new = Vacía: elige la suya con un enlace, que se ofrece al guardar.
admin-user-active = Activo: puede entrar
admin-user-person = Persona que es como solicitante
admin-user-person-help = Necesaria para el rol solicitante: sus casos son los de esa persona.
admin-user-groups = Grupos
admin-user-away = ausente
admin-user-away-until = ausente hasta { $until }
admin-user-away-field = Ausente
admin-user-away-end = Hasta, si se sabe
admin-user-all-roles = Todos los roles

## Groups

admin-groups = Grupos
admin-groups-lead = Unidades resolutoras: quiénes atienden, y en qué nivel.
admin-groups-empty = Todavía no hay grupos
admin-groups-empty-explained = Con uno de primer nivel se puede empezar; después, uno por cada especialidad a la que se deriva.
admin-group-add = Agregar grupo
admin-group-level = Nivel
admin-group-members = Integrantes
admin-group-members-count = { $count ->
   [0] nadie
   [one] { $count } persona
  *[other] { $count } personas
    }
admin-group-members-away = { $count ->
   [one] { $count } ausente
  *[other] { $count } ausentes
    }
admin-group-member-add = Agregar a alguien: escribir su nombre
admin-group-open = Abierto a todos: cualquier agente ve sus casos
admin-group-open-short = abierto a todos
admin-group-closed-short = solo sus integrantes
admin-group-sees = Quién ve sus casos
admin-group-active = Activo: se le pueden derivar casos

## Categories

admin-categories = Categorías
admin-categories-lead = De qué trata un caso, y lo que eso completa por sí solo.
admin-categories-empty = Todavía no hay categorías
admin-categories-empty-explained = Empezar por los servicios (correo, equipos, red) y poner dentro lo que suele pasarles.
admin-category-add = Agregar categoría
admin-category-add-inside = Agregar dentro de { $name }
admin-category-parent = Dentro de
admin-category-top = Ninguna: es un servicio
admin-category-asked = Cómo la ven quienes piden ayuda
admin-category-asked-help = En sus palabras, por ejemplo: la impresora no imprime. En blanco, no se les ofrece.
admin-category-fills = Lo que completa
admin-category-kind = Tipo
admin-category-impact = Impacto
admin-category-urgency = Urgencia
admin-category-priority = Prioridad
admin-category-group = Grupo al que se deriva
admin-category-group-none = Ninguno: queda con quien registra
admin-category-on-line = Primer nivel debiera solucionarla en línea
admin-category-on-line-short = en línea
admin-category-active = Activa: se puede dar a casos nuevos

## The matrix

admin-matrix = Prioridad
admin-matrix-lead = Qué prioridad resulta de cuánto afecta y cuánto apura.
admin-matrix-caption = Impacto hacia abajo, urgencia hacia el lado
admin-matrix-cell = { $impact }, { $urgency }
admin-matrix-was = antes { $priority }
admin-matrix-changed = { $count ->
   [0] Sin cambios
   [one] Un cambio sin guardar
  *[other] { $count } cambios sin guardar
    }
admin-matrix-meanwhile = { $impact }, urgencia { $urgency }: ahora { $priority }
admin-matrix-undo = Volver a lo guardado

## Solution codes and closing

admin-solutions = Soluciones y cierre
admin-solutions-codes = Códigos de solución
admin-solutions-codes-lead = Cómo pudo haberse solucionado un caso. El primero activo se propone.
admin-solutions-empty = Sin códigos no se puede dar nada por solucionado. Agregar al menos uno.
admin-solution-code = Código
admin-solution-code-help = Para programas y planillas, en minúsculas, por ejemplo fixed
admin-solution-name = Lo que se lee
admin-solution-offered = Se ofrece
admin-solution-add = Agregar código
admin-solution-up = Subir { $name }
admin-solution-down = Bajar { $name }
admin-solution-nameless = código nuevo
admin-closing = Cierre
admin-closing-lead = Lo solucionado se cierra solo, y la respuesta del solicitante lo reabre mientras se pueda.
admin-closing-close = Días hasta cerrar
admin-closing-reopen = Días en que se puede reabrir
admin-closing-reopen-help = Desde la solución; no menos que los días hasta cerrar.

## Mail

admin-mail = Correo
admin-mail-lead = Con qué servidor salen los correos de la mesa.
admin-mail-missing = Los correos esperan; falta: { $what }. Todo lo demás funciona.
admin-mail-missing-host = el servidor
admin-mail-missing-port = el puerto
admin-mail-missing-from-address = la dirección del remitente
admin-mail-missing-password = la clave
admin-mail-missing-key = la llave con que se cifró la clave
admin-mail-missing-username = el usuario
admin-mail-host = Servidor SMTP
admin-mail-host-help = Nombre o dirección; vacío: los correos esperan.
admin-mail-port = Puerto
admin-mail-security = Protección
admin-mail-username = Usuario
admin-mail-password = Clave
admin-mail-password-kept = Hay una guardada, que no se muestra. Vacío: queda esa.
admin-mail-password-none = No hay ninguna guardada.
admin-mail-password-locked = Hay una guardada, pero no se puede leer: falta la llave con que se cifró. Iniciar la mesa con el archivo de esa llave (--secret-key-file), o escribir la clave de nuevo.
admin-mail-password-forget = Olvidar la clave guardada
admin-mail-from-address = Dirección del remitente
admin-mail-from-address-help = A ella llegan las respuestas.
admin-mail-from-name = Nombre del remitente
admin-mail-from-name-help = Vacío: el nombre de la mesa.
admin-mail-trusted = Certificado de la autoridad
admin-mail-trusted-help = Solo si una autoridad propia de la organización firma el certificado del servidor: pegar aquí el de esa autoridad, en formato PEM. Pueden ser varios.
admin-mail-authorities = Autoridades de confianza
admin-mail-authority = { $subject }: vigente hasta { $when }
admin-mail-authority-expired = { $subject }: venció { $when }
admin-mail-settings = Ajustes de correo
admin-mail-test = Probar
admin-mail-test-lead = Envía ahora un correo con los ajustes guardados, y muestra lo que dijo el servidor.
admin-mail-test-to = Enviar a
admin-mail-test-do = Enviar prueba
admin-mail-test-doing = Hablando con el servidor…
admin-mail-test-ok = El servidor lo recibió:
admin-mail-test-failed = El servidor no lo recibió:

## The outbox

admin-outbox = Bandeja de salida
admin-outbox-lead = Los correos de la mesa: lo que espera, lo que falló y lo que salió.
admin-outbox-state = Mostrar
admin-outbox-state-failed = Fallaron
admin-outbox-state-queued = Esperan
admin-outbox-state-unknown = Sin confirmar
admin-outbox-state-sending = Salen ahora
admin-outbox-state-sent = Salieron
admin-outbox-state-cancelled = Anulados
admin-outbox-empty-failed = Nada falló
admin-outbox-empty-queued = Nada espera
admin-outbox-empty-unknown = Nada sin confirmar
admin-outbox-empty-sending = Nada sale en este momento
admin-outbox-empty-sent = Todavía no ha salido ningún correo
admin-outbox-empty-cancelled = Nada anulado
admin-outbox-empty-explained = Los correos aparecen aquí cuando se registra, responde o soluciona un caso.
admin-outbox-unknown-explained = El servidor pudo haberlo recibido: se cortó antes de confirmarlo. Enviar de nuevo puede repetirlo.
admin-outbox-attempts = { $count } intentos
admin-outbox-next = otra vez { $when }
admin-outbox-ticket = caso { $number }
admin-outbox-send-again = Enviar de nuevo
admin-outbox-send-again-to = Enviar de nuevo a { $to }
admin-outbox-requeued = El correo a { $to } sale de nuevo

## Backups

admin-backups = Respaldos
admin-backups-lead = Copias de toda la mesa, en un archivo cada una, hechas mientras funciona y revisadas al terminar.
admin-backups-now = Respaldar ahora
admin-backups-begun = Comenzó el respaldo
admin-backups-state = Estado de los respaldos
admin-backups-failed = El último respaldo falló.
admin-backups-folder-trouble = La carpeta de los respaldos no se puede leer.
admin-backups-overdue = Falta un respaldo. Debía hacerse
admin-backups-step-beginning = Comenzando…
admin-backups-step-copying = Copiando
admin-backups-step-checking = Revisando la copia
admin-backups-last-good = Último respaldo bueno
admin-backups-none-yet = Todavía ninguno
admin-backups-next = Próximo
admin-backups-no-next = Ninguno programado
admin-backups-settings = Programación
admin-backups-folder = Carpeta
admin-backups-folder-help = En el equipo de la mesa, con su ruta completa, por ejemplo /srv/respaldos. Conviene otro disco.
admin-backups-schedule = Cuándo
admin-backups-plan-never = Nunca, solo a pedido
admin-backups-plan-nightly = Cada noche a las 2:30
admin-backups-plan-often = Cada seis horas
admin-backups-plan-weekly = Los domingos a las 2:30
admin-backups-plan-other = Otro horario
admin-backups-cron = Horario
admin-backups-cron-help = Como en cron: minuto, hora, día, mes, día de la semana. Por ejemplo 0 22 * * 1-5.
admin-backups-calendar = Hora
admin-backups-calendar-help = La del reloj de un calendario del modelo, también cuando cambia la hora.
admin-backups-calendar-desk = La de la mesa
admin-backups-calendar-gone = Un calendario que ya no está en el modelo
admin-backups-keep = Cuántos conservar
admin-backups-keep-help = El último de cada día, semana y mes; los demás se borran solos.
admin-backups-daily = Días
admin-backups-weekly = Semanas
admin-backups-monthly = Meses
admin-backups-files = Respaldos guardados
admin-backups-empty = No hay respaldos en la carpeta
admin-backups-empty-explained = Elegir una carpeta y un horario; los respaldos aparecen aquí.
admin-backups-made = Contiene hasta
admin-backups-file = Archivo
admin-backups-size = Tamaño
admin-backups-restore = Para volver a uno: detener la mesa y ejecutar ventanilla restore con el archivo. El archivo actual se conserva.

## Tokens

admin-tokens = Tokens
admin-tokens-lead = Llaves para que otros programas usen la API.
admin-tokens-empty = Ningún programa tiene llave
admin-tokens-empty-explained = Crear una por programa, con el rol más pequeño que le baste.
admin-token-add = Crear token
admin-token-name = Para qué es
admin-token-role = Rol
admin-token-scope = Alcance
admin-token-expires = Vence
admin-token-expires-help = Vacío: no vence.
admin-token-never = no vence
admin-token-created = Creado
admin-token-revoked = revocado { $when }
admin-token-expired = venció { $when }
admin-token-revoke = Revocar
admin-token-revoke-named = Revocar { $name }
admin-token-revoke-question = El programa que usa «{ $name }» deja de entrar de inmediato. No se puede deshacer.
admin-token-secret = Copiar ahora: no se vuelve a mostrar
admin-token-secret-explained = La mesa guarda solo su huella. Si se pierde, se revoca y se crea otro.
admin-token-copy = Copiar
admin-token-copied = Copiado
admin-token-copy-failed = No se pudo copiar: seleccionar el texto y copiarlo a mano.
admin-token-done = Listo, ya está copiado

## The desk

admin-desk = Mesa
admin-desk-lead = Cómo se presenta, y qué vale donde nadie eligió otra cosa.
admin-desk-name = Nombre
admin-desk-name-help = Lo leen los solicitantes en cada correo.
admin-desk-zone = Zona horaria
admin-desk-country = País
admin-desk-country-help = Dos letras, por ejemplo CL. Con él se leen los números locales.
admin-desk-url = Dirección pública
admin-desk-url-help = Por ejemplo https://mesa.example. Los enlaces de los correos empiezan así; desde entonces no se atienden otros nombres.
admin-desk-second-step = Roles con verificación en dos pasos obligatoria
admin-desk-second-step-help = Quien tiene uno de estos roles la activa al entrar la próxima vez, antes de cualquier otra cosa.
admin-discard = Descartar lo escrito
admin-unsaved = Hay cambios sin guardar.
admin-mail-security-none-help = Solo para un servidor de confianza en la misma red.
admin-token-gone = Token «{ $name }» revocado
admin-token-no-secret = La llave no llegó hasta aquí
admin-token-lost = El token quedó creado, pero la conexión falló antes de mostrar su llave, que se muestra una sola vez. Revocarlo y crear otro.

## El estado de la mesa
admin-health = Estado
admin-health-lead = Si todo anda bien, y qué hacer cuando no.
admin-health-again = Mirar de nuevo
admin-health-findings = Qué requiere atención
admin-health-good = Todo en orden.
admin-health-count = { $count ->
    [one] Un correo.
   *[other] { $count } correos.
  }
admin-health-since = Desde
admin-health-said = Lo último que se supo:
admin-health-figures = Cifras
admin-health-disk = Disco
admin-health-disk-of = { $free } libres de { $all }
admin-health-file = Archivo de datos
admin-health-journal = Última entrada del diario
admin-health-mail-waiting = Correos por salir
admin-health-mail-failed = Correos que no salieron
admin-health-runs-since = Funciona desde
admin-health-version = Versión
admin-health-certificate-until = Certificado vigente hasta
admin-health-fingerprint = Huella SHA-256 del certificado
remedy-disk-full = Liberar espacio en el disco de la mesa. No se pierde nada, y la mesa sigue sola en cuanto haya espacio.
remedy-disk-fills-up = Liberar espacio en el disco de la mesa, antes de que deje de guardar.
remedy-secrets-locked = Iniciar la mesa con el archivo de esa llave (--secret-key-file). Mientras tanto los correos esperan, y los códigos de la aplicación no dejan ingresar; los de recuperación sí. Si la llave se perdió, escribir de nuevo la clave del correo y activar otra vez la verificación en dos pasos.
remedy-mail-waits = Revisar el servidor de correo y la conexión hacia él. Los correos se reintentan solos durante casi dos días.
remedy-mail-not-set-up = Indicar el servidor de correo: lo que espera sale entonces.
remedy-mail-failed = Ver cuáles y por qué, corregir la dirección o el servidor, y enviarlos otra vez.
remedy-webhook-waits = Ver qué responde el programa que los recibe y si se llega a él. Los avisos se reintentan solos durante casi dos días.
remedy-mailbox-signed-out = En Buzones, iniciar sesión con la cuenta de cada uno. Nada se pierde: los correos esperan allá.
remedy-mailbox-fails = Ver en Buzones qué dice su servidor: la clave, la carpeta o la conexión. Nada se pierde: los correos esperan allá, y se intenta de nuevo solo.
remedy-mail-too-long = Pasan de 64 MB y se quedan en su buzón: verlos en el servidor, y moverlos de la carpeta que se lee.
remedy-webhook-failed = Ver cuáles y por qué, corregir la dirección o el programa que los recibe, y enviarlos otra vez.
remedy-backup-failed = Leer por qué, corregirlo y respaldar ahora.
remedy-backup-overdue = Ver si la carpeta de los respaldos está disponible y respaldar ahora.
remedy-backup-not-set-up = Elegir una carpeta, mejor en otro disco, y un horario.
remedy-certificate-ends = Poner uno nuevo en su lugar, con su clave: la mesa lo toma sola. Vencido, los navegadores dejan de confiar en ella.
remedy-certificate-self-made = Comparar una vez la huella, más abajo, con la que muestra el navegador. Un mes antes de que venza, la mesa lo renueva sola: la huella cambia, y los navegadores advierten de nuevo. Con un certificado de la organización nadie ve advertencias.

## Lo que la mesa hace cada cierto tiempo
admin-jobs = Tareas periódicas
admin-jobs-lead = Lo que la mesa hace por sí sola cada cierto tiempo: cuándo, con qué resultado y cuándo le toca otra vez.
admin-jobs-zone = En la hora de la mesa: { $zone }.
admin-jobs-run = Ejecutar ahora
admin-jobs-run-this = Ejecutar ahora: { $name }
admin-jobs-begun = Comenzó: { $name }
admin-jobs-every-hour = Cada hora, en el minuto { $minute }
admin-jobs-every-day = Todos los días a las { $time }
admin-jobs-every-other = Con el horario { $cron }
admin-jobs-never = Sin horario
admin-jobs-calendar-gone = Su calendario ya no está en el modelo: se sigue la hora de la mesa.
admin-jobs-by-calendar = { $said }, en la hora de «{ $calendar }» ({ $zone })
admin-jobs-running = En curso
admin-jobs-last = Última vez
admin-jobs-last-never = Todavía ninguna
admin-jobs-next = Próxima
admin-jobs-next-none = Ninguna programada
admin-jobs-result = Resultado
admin-jobs-done = Bien
admin-jobs-failed = Falló
admin-jobs-cleared = { $count ->
    [0] Bien, no había nada que borrar
    [one] Bien, una entrada borrada
   *[other] Bien, { $count } entradas borradas
  }
admin-jobs-took = Tardó { $time }
admin-jobs-wants-folder = Falta elegir dónde van los respaldos.

## Páginas de los solicitantes
guest-pages = Páginas de los solicitantes
guest-pages-help = Cada correo sobre un caso trae un enlace que lo abre sin clave. Aquí se decide si además pueden entrar por su cuenta y ver todos los suyos.
guest-pages-doorway = Cómo entran
guest-pages-guests = A quién se envía un código
guest-pages-domains = Dominios
guest-pages-domains-help = Separados por comas, por ejemplo: canelos.example
guest-pages-link-days = Días que sirve un enlace después de terminado el caso
guest-pages-deadlines = Los solicitantes leen hasta cuándo se promete una solución
guest-pages-copies = Quien recibe en copia un correo dirigido a la mesa queda en copia del caso
guest-pages-copies-help = Vale para quienes la mesa ya conoce y para quienes pueden entrar con un código. Los correos a más de 20 direcciones no ponen a nadie en copia.
