### La supervisión: cuánto hay, qué vence primero y quién lo tiene.

place-board = Supervisión
board-live = { $moment }, en vivo
board-now = Ahora
board-whose = De quién
board-everybody = Todos los grupos
board-groups = Grupos
board-people = Personas
board-no-group-name = Sin grupo
board-every-priority = Todas las prioridades
board-all-priorities = De todas las prioridades
board-filters-off = Quitar filtros
board-keep = Guardar filtro
board-filter-name = Nombre
board-filters = Filtros guardados
board-filter-rename = Cambiar nombre
board-filter-delete = Eliminar filtro
board-filter-kept = Filtro guardado: { $name }
board-filter-deleted = Filtro eliminado: { $name }

## Cifras
board-late = Vencidos
board-soon = Vencen en 4 h
board-new = Sin tomar
board-unassigned = Sin asignar
board-unpromised = Sin compromiso
board-waiting = En espera
board-open = Abiertos
board-at-least = { $count } o más

## Lo que vence
board-due = Lo que vence primero
board-moved = La lista cambió. Mostrar
board-case = Caso
board-unit = Unidad
board-promised = Prometido al cliente
board-promised-groups = Prometido entre grupos
board-holder = Lo tiene
board-no-promise = sin compromiso
board-part-late = Vencidos
board-part-soon = Antes de 4 horas
board-part-later = Más tarde
board-part-unpromised = Sin compromiso
board-rest = Hay más. En el CSV están todos.
board-reassign = Reasignar
board-pass-one = Derivar { $number }
board-assign-one = Asignar { $number }
board-given = { $number } asignado a { $name }, { $group }
board-no-group = { $name } no está en ningún grupo: antes, agregar a la persona a uno.
board-nothing = Nada abierto
board-nothing-next = Los casos abiertos aparecen aquí, el que vence antes primero.
board-nothing-filtered = Nada abierto en este filtro
board-no-agreements = Aún no hay acuerdos de servicio
board-no-agreements-next = Sin acuerdos, ningún caso tiene plazo. Los define quien administra, en el modelo de servicio.
board-agree = Definir acuerdos

## Carga
board-load = Carga
board-load-groups = Carga por grupo
board-load-people = Carga por persona
board-load-priorities = Carga por prioridad
board-name-groups = Grupo
board-name-people = Persona
board-name-priorities = Prioridad
board-share = Comparado con quien tiene más
board-short-unassigned = Sin asignar
board-short-late = Vencidos
board-short-soon = En 4 h
board-drop = Soltar sobre quien lo recibe

## Archivo
list-csv = Descargar CSV
board-csv = Descargar CSV de lo que vence primero
board-csv-load = Descargar la carga en CSV
board-csv-unpromised = CSV sin compromiso
alarms-csv = Descargar CSV de las alarmas

## En una pantalla de pared
wall-title = Muro
wall-show = Mostrar en una pantalla
wall-explained = El muro es la supervisión a pantalla completa, para leerla a ocho metros. Se actualiza solo, sin iniciar sesión, y no muestra personas ni asuntos.
wall-name = Qué pantalla
wall-name-help = Por ejemplo, «Sala de operaciones». Con ese nombre aparece en la lista.
wall-make = Hacer un enlace
wall-ask = Los enlaces los hace quien supervisa o administra.
wall-made = Enlace para { $name }
wall-secret = Se muestra solo esta vez. Abre el muro y nada más; si cae en otras manos, basta revocarlo.
wall-link = el enlace
wall-lost = El enlace ya se había hecho y no se puede volver a mostrar. Revocarlo y hacer otro.
wall-theme = Apariencia
wall-links = Enlaces que abren el muro
wall-link-made = hecho { $when }
wall-revoke = Revocar
wall-revoke-named = Revocar { $name }
wall-revoke-question = ¿Revocar? La pantalla deja de mostrar el muro.
wall-revoked = Enlace revocado: { $name }
wall-try = Abrir con esta sesión
wall-shut = Este enlace no abre el muro: está incompleto, venció o fue revocado. Quien supervisa puede hacer uno nuevo.
wall-nothing = Nada con plazo corriendo
wall-since = Datos de las { $time }.
wall-open = { $open ->
    [one] Un caso abierto
   *[other] { $open } casos abiertos
}, { $waiting } en espera
