# The screen on which a case is registered while talking.

## A new case while talking

phone-title = Caso nuevo
phone-kept = guardado a medida que se escribe
phone-not-kept = Este navegador no guarda lo escrito. Registrar el caso antes de cerrar la pestaña.
phone-timer = Tiempo desde que se empezó a escribir
phone-drafts = Llamadas a medio escribir
phone-draft-nameless = Sin nombre
phone-draft-since = desde las { $time }
phone-draft-drop = Descartar lo escrito
phone-draft-dropped = Llamada descartada

## Who asks

phone-who = Quién pide
phone-who-empty = Al elegir a la persona aparecen aquí sus casos abiertos.
phone-caller = Solicitante
phone-caller-hint = Nombre, número o correo
phone-caller-change = Cambiar
phone-caller-found-by = búsqueda «{ $typed }»
phone-caller-list = Personas encontradas
phone-caller-none = Nadie con «{ $typed }»
phone-caller-failed = No se pudo buscar. Lo escrito sigue aquí; al seguir escribiendo se busca otra vez.
phone-caller-count = { $count ->
   [0] Sin resultados
   [one] Una persona
  *[other] { $count } personas
    }
phone-caller-missing = Falta quién pide: escribir dos letras del nombre o el final del número.
phone-vip = VIP
phone-register = Registrar a «{ $typed }»
phone-register-hint = Persona nueva
phone-register-title = Persona nueva
phone-register-name = Nombre
phone-register-phone = Número
phone-register-email = Correo
phone-register-do = Registrar y seguir
phone-unit = Unidad
phone-phone = Teléfono
phone-email = Correo
phone-open-cases = Casos abiertos, { $count }
phone-open-none = Sin casos abiertos.
phone-link-key = para vincular
phone-link = Vincular
phone-link-to = Vincular la llamada al caso { $number }
phone-before = Antes
phone-cases-failed = No se pudieron leer sus casos. El caso nuevo se puede registrar igual.

## What it is about

phone-subject = Asunto
phone-subject-missing = Falta el asunto, en pocas palabras.
phone-category = Categoría
phone-category-untaken = Elegir una de la lista, o borrar lo escrito para registrar sin categoría.
phone-category-takes = { $impact } · { $priority } · { $group }
phone-category-own-group = la toma quien registra
phone-keys-choose = elegir
phone-keys-take = tomar
phone-category-foot = ↑ ↓ elegir · ⏎ tomar · Esc escribir sin categoría
phone-details = Detalle, urgencia, persona afectada
phone-description = Detalle
phone-description-hint = Lo que la persona dijo; ella también lo lee.
phone-channel = Canal
phone-kind = Tipo
phone-impact = Impacto
phone-urgency = Urgencia
phone-by-category = Según la categoría
phone-by-category-is = Según la categoría: { $word }
phone-affected = Persona afectada
phone-affected-hint = Si no es quien pide
phone-group = Grupo
phone-group-default = El que corresponda

## What would become of it

phone-outcome = Este caso quedaría
phone-outcome-priority = Prioridad
phone-outcome-kind = Tipo
phone-outcome-group = Grupo
phone-outcome-none = sin grupo

## How it ends

phone-solve = Solucionado en línea
phone-pass = Derivar
phone-pass-to = Derivar a { $group }
phone-keep = Registrar y abrir
phone-keep-short = Registrar
phone-solution = Solución
phone-solution-reader = la lee { $name }
phone-solution-missing = Falta la solución, en una línea.
phone-pass-group = Grupo
phone-pass-group-missing = Falta el grupo.
phone-pass-group-choose = Elegir un grupo
phone-pass-proposed = el de la categoría
phone-pass-assignee = Persona
phone-pass-anyone = La que lo tome
phone-pass-away = { $name }, ausente
phone-pass-note = Qué se sabe y qué se intentó
phone-pass-note-reader = nota interna, la lee la mesa
phone-back = Volver
phone-storing = Registrando…

## What became of it

phone-solved = Caso { $number } registrado y solucionado
phone-passed = Caso { $number } derivado a { $group }
phone-see = Ver
phone-linked = Lo escrito está en el caso { $number }, por registrar
phone-failed = No se pudo registrar: { $reason } Lo escrito está guardado; intentar de nuevo no duplica el caso.
phone-unanswered = La mesa no respondió. Lo escrito está guardado; intentar de nuevo no duplica el caso.
phone-stored-before = El caso { $number } ya había quedado registrado con lo escrito hasta entonces. Lo cambiado después está en una nota por guardar.
