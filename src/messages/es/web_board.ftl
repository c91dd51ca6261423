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
board-forget = Olvidar filtro
board-kept = Filtro guardado en este navegador: Supervisión se abre con él.
board-forgotten = Filtro olvidado: Supervisión se abre con todo.

## Cifras
board-late = Vencidos
board-soon = Vencen en 4 h
board-new = Sin tomar
board-unassigned = Sin asignar
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
board-rest = Hay más. En el CSV están todos.
board-reassign = Reasignar
board-pass-one = Derivar { $number }
board-assign-one = Asignar { $number }
board-given = { $number } asignado a { $name }, { $group }
board-no-group = { $name } no está en ningún grupo: antes, agregar a la persona a uno.
board-nothing = Nada con plazo corriendo
board-nothing-next = Los casos abiertos con un plazo aparecen aquí, el que vence antes primero.
board-nothing-filtered = Nada con plazo en este filtro
board-no-agreements = Aún no hay acuerdos de servicio
board-no-agreements-next = Sin acuerdos, ningún caso tiene plazo. Los define quien administra, en el modelo de servicio.
board-agree = Definir acuerdos

## Carga
board-load = Carga
board-load-groups = Carga por grupo
board-load-people = Carga por persona
board-name-groups = Grupo
board-name-people = Persona
board-share = Comparado con quien tiene más
board-short-unassigned = Sin asignar
board-short-late = Vencidos
board-short-soon = En 4 h
board-drop = Soltar sobre quien lo recibe

## Archivo
list-csv = Descargar CSV
board-csv = Descargar CSV de lo que vence primero
alarms-csv = Descargar CSV de las alarmas

## En una pantalla de pared
wall-title = Muro
wall-show = Mostrar en una pantalla
wall-explained = El muro es la supervisión a pantalla completa, para leerla a ocho metros. Se actualiza solo y no muestra personas. Se abre con un enlace propio, sin iniciar sesión:
wall-make-token = Crear un token con el rol de supervisor y alcance de lectura
wall-ask-token = Pedir a quien administra un token con el rol de supervisor y alcance de lectura
wall-open-link = Abrir en la pantalla, con el token al final:
wall-link = el comienzo del enlace
wall-theme = Para elegir claro u oscuro:
wall-secret = Con ese token se puede leer todo lo que ve la supervisión: guardarlo solo en esa pantalla, y revocarlo cuando ya no se use.
wall-try = Abrir con esta sesión
wall-shut = Este enlace no abre el muro: el token falta, venció o fue revocado. Abrir el enlace completo otra vez, o pedir uno nuevo.
wall-since = Datos de las { $time }.
wall-open = { $open ->
    [one] Un caso abierto
   *[other] { $open } casos abiertos
}, { $waiting } en espera
