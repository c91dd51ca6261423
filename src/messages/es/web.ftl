### Lo que dice la web: marco, bandejas, caso y partes. Botones en infinitivo; dentro de la mesa, sin pronombre.

## Lo que se repite
loading = Cargando
again = Reintentar
close = Cerrar
cancel = Cancelar
save = Guardar
undo = Deshacer
copy = Copiar { $name }
copied = Copiado: { $text }
copy-failed = No se pudo copiar: { $text }
chip-remove = Quitar { $text }
field-optional = opcional
ahead-nothing = Sin coincidencias
ahead-count = { $count ->
    [0] Sin coincidencias
    [one] Una coincidencia
   *[other] { $count } coincidencias
}
priority-named = Prioridad { $priority }

## El marco
frame-skip = Ir al contenido
frame-rail = Bandejas y lugares
rail-queues = Bandejas
rail-desk = Mesa
new-case = Nuevo caso
account-of = { $name }, cuenta
sign-out = Salir
go-home = Ir al inicio
place-people = Personas
place-admin = Administración
place-account = Cuenta y preferencias
place-my = Lo que pedí
not-found = No está aquí
not-found-why = La dirección no existe, o no hay permiso para verla.
offline-since = Sin conexión desde las { $time }. Lo escrito está guardado aquí; lo de la pantalla puede haber cambiado.

## Buscar y comandos
seek-placeholder = Buscar o escribir un comando
seek-label = Número de caso, persona o comando
seek-foot = ↑ ↓ elegir · ⏎ tomar · Esc cerrar
seek-case = Caso { $number }
seek-open-cases = { $count ->
    [one] Un caso abierto
   *[other] { $count } casos abiertos
}

## Teclas
key-help = Teclas
key-new = Nuevo caso
key-seek = Buscar
key-command = Escribir un comando
key-go = Ir a { $place }
keys-off = Las letras sueltas están desactivadas en la cuenta.

## Bandejas
view-mine = Mis casos
view-groups = Mis grupos
view-unassigned = Sin asignar
view-waiting = En espera
view-following = En seguimiento
view-solved = Solucionados hoy
view-all = Todos

## Lo que salió mal
problem-offline = No hay conexión con el servidor. Lo escrito quedó aquí; se puede reintentar.
problem-unauthenticated = El correo o la clave no coinciden.
problem-forbidden = No hay permiso para esto.
problem-not-found = No está, o no hay permiso para verlo.
problem-not-possible = No se puede: { $why }
problem-stale = Alguien lo cambió mientras tanto. Lo escrito sigue aquí.
problem-invalid = Falta corregir lo señalado. Lo escrito sigue aquí.
problem-too-large = Es demasiado grande. No se guardó.
problem-rate-limited = Demasiados intentos. Esperar { $seconds ->
    [0] un momento
    [one] un segundo
   *[other] { $seconds } segundos
} y reintentar.
problem-busy = El servidor está ocupado. No se guardó nada; se puede reintentar en un momento.
problem-internal = El servidor falló. Lo escrito quedó aquí; se puede reintentar.
problem-other = No se pudo: { $detail }
field-error-required = Falta
field-error-too-long = Es más largo de lo permitido ({ $max })
field-error-too-short = Es más corto de lo permitido ({ $min })
field-error-not-an-email = No parece una dirección de correo
field-error-not-a-phone = No parece un número de teléfono
field-error-unknown = No existe
field-error-taken = Ya está en uso
field-error-past = Ya pasó
field-error-circle = Quedaría dentro de sí mismo
field-error-not-allowed = No se permite aquí
field-error-ambiguous = Corresponde a más de uno
field-error-malformed = No se entiende
