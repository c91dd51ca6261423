# Signing in, the first run, and what each user sets for themselves.

## Signing in

signin-title = Entrar
signin-email = Correo
signin-password = Clave
signin-do = Entrar
signin-wrong = El correo y la clave no coinciden. La clave distingue mayúsculas.
signin-wait = Demasiados intentos seguidos. Se puede volver a intentar en { $seconds ->
   [one] un segundo
  *[other] { $seconds } segundos
    }.
signin-forgotten = Con la clave olvidada, quien administra la mesa puede dar otra.
signin-demo = Entrar como
signin-demo-explained = Mesa de demostración: los datos son inventados y se borran al detenerla. No hace falta clave.
signin-demo-failed = No se pudo entrar. Intentar de nuevo.
signin-not-set-up = Esta mesa todavía no tiene administrador. Abrir el enlace de una sola vez que el programa mostró al arrancar.

## The first run

setup-title = Primera vez
setup-headline = Una mesa de ayuda que cabe en un archivo
setup-lead = Esta página aparece una sola vez. Al terminar queda abierta la mesa, y sus datos, en un único archivo que basta respaldar.
setup-data = Datos
setup-data-is = { $file }, { $size }
setup-address = Dirección
setup-address-tls = { $host }, con TLS
setup-address-plain = { $host }, sin TLS
setup-version = Versión
setup-checking = Revisando el enlace…
setup-used = Este enlace ya se usó o venció
setup-used-explained = Sirve una sola vez, mientras la mesa no tiene administrador. Si ya lo tiene, se entra con correo y clave; si no, al arrancar el programa de nuevo muestra otro enlace.
setup-signin = Ir a la entrada
setup-failed = No se pudo revisar el enlace. Sigue sirviendo; intentar de nuevo.
setup-who = Quién administra
setup-name = Nombre
setup-email = Correo
setup-password = Clave
setup-password-help = Desde 10 caracteres. Cuatro palabras al azar son mejores que un signo raro.
setup-desk = La mesa
setup-desk-name = Nombre
setup-desk-name-seen = Lo verán los solicitantes.
setup-language = Idioma
setup-zone = Zona horaria
setup-zone-now = { $zone }, ahora { $time }
setup-start = Con qué empezar
setup-example = Con un ejemplo
setup-example-explained = Una mesa creíble, con personas, grupos y casos inventados, para probar.
setup-empty = Vacía
setup-empty-explained = Solo categorías, prioridades y códigos de solución de partida.
setup-do = Abrir la mesa
setup-doing = Abriendo la mesa…

## What each user sets

account-title = Mi cuenta
account-preferences = Preferencias
account-language = Idioma
account-zone = Zona horaria
account-as-desk = Como la mesa ({ $value })
account-theme = Apariencia
account-keys = Teclas de una letra
account-keys-explained = Fuera de los campos, N abre un caso nuevo, J y K recorren la lista. Todas están en la ayuda, con la tecla ?
account-saved = Guardado
account-away = Ausencia
account-away-explained = La ausencia la ve quien asigna casos.
account-away-now = Ausente, sin fecha de vuelta
account-away-until-is = Ausente hasta { $until }
account-here = Disponible
account-away-until = Hasta, si se sabe
account-away-start = Marcar ausencia
account-away-end = Volver ahora
account-password = Clave
account-password-current = Clave actual
account-password-new = Clave nueva
account-password-help = Desde 10 caracteres. Cuatro palabras al azar sirven bien.
account-password-do = Cambiar la clave
account-password-done = Clave cambiada
account-password-wrong = No es la clave actual.
account-sessions = Sesiones abiertas
account-sessions-explained = Navegadores en que esta cuenta está abierta. Cerrar los que no se reconozcan.
account-session-current = este navegador
account-session-unknown = Navegador sin nombre
account-session-seen = Usada { $when }
account-session-since = abierta { $when }
account-session-end = Cerrar
account-session-end-label = Cerrar la sesión de { $browser }
account-session-ended = Sesión cerrada
