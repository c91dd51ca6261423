# Coming in: links for a password, the second step, proving once more who one is.

## A forgotten password

forgotten-title = Olvidé mi clave
forgotten-explained = Llegará un enlace para elegir otra clave al correo con que se entra.
forgotten-do = Enviar el enlace
forgotten-sent = Si se entra a esta mesa con { $email }, llegará un correo con un enlace que sirve durante una hora. Si no llega, revisar la carpeta de correo no deseado; después de diez minutos se puede pedir otro.
forgotten-back = Volver a la entrada

## Choosing a password with a link

password-title = Elegir la clave
password-checking = Revisando el enlace…
password-unclear = No se pudo revisar el enlace. Sigue sirviendo; intentar de nuevo.
password-over = Este enlace ya no sirve.
password-over-explained = Sirve una sola vez y por un tiempo, y termina cuando se pide otro. Se puede pedir otro en la entrada o a quien administra la mesa.
password-for-invitation = { $name }, esta es la entrada a la mesa. Falta elegir una clave.
password-for-reset = { $name }, aquí se elige una clave nueva. Todas las sesiones abiertas se cerrarán.
password-new = Clave nueva
password-do = Guardar la clave y entrar
password-until = Se entra con { $email }. El enlace sirve hasta { $until }.

## The second step

second-step-title = Verificación en dos pasos
second-step-off = Además de la clave, se pide un código que cambia cada 30 segundos en una aplicación del teléfono. Así, una clave robada no basta.
second-step-on = Activa. { $count ->
    [0] No quedan códigos de recuperación: conviene crear otros.
    [one] Queda un código de recuperación.
   *[other] Quedan { $count } códigos de recuperación.
 }
second-step-required = La mesa la pide para los roles de esta cuenta. Al terminar se puede seguir.
second-step-begin = Activar
second-step-replace = Cambiar de teléfono
second-step-end = Desactivar
second-step-ended = Verificación en dos pasos desactivada
second-step-scan = Escanear este código con una aplicación de verificación, como Aegis, FreeOTP o la del teléfono.
second-step-picture = Código QR con la clave para la aplicación; la misma clave está escrita debajo.
second-step-type = Sin cámara, escribir esta clave:
second-step-key = Clave para la aplicación
second-step-code = Código
second-step-code-wrong = El código no corresponde. Revisar la hora del teléfono y escribir el que muestra ahora.
second-step-confirm = Confirmar
signin-code-help = Los 6 dígitos que muestra la aplicación, o un código de recuperación.
signin-code-wrong = El código no corresponde, o ya se usó. Esperar el siguiente.
signin-code-lost = Sin teléfono ni códigos de recuperación, quien administra la mesa puede desactivar este paso.

recovery-title = Códigos de recuperación
recovery-explained = Sirven una vez cada uno, si se pierde el teléfono. Se muestran solo ahora: guardarlos en un lugar seguro.
recovery-repeated = Los códigos ya se mostraron. Si no se guardaron, crear otros en Mi cuenta.
recovery-copy = Copiar
recovery-copied = Códigos copiados
recovery-copy-failed = No se pudo copiar. Anotarlos a mano.
recovery-done = Ya los guardé
recovery-renew = Crear códigos nuevos

## Proving it once more

proof-title = Confirmar la clave
proof-explained = Lo que se va a hacer cambia quién entra o qué puede. Lo escrito queda como está.
proof-do = Confirmar

## How a user comes in

access-title = Acceso
access-password-set = Tiene clave.
access-password-missing = Todavía no tiene clave: falta invitar.
access-mail = Enviar un enlace por correo
access-show = Mostrar un enlace
access-link = Enlace para elegir la clave
access-mailed = El enlace va en camino a { $email }. Sirve una sola vez.
access-shown = Este enlace se muestra solo ahora, y sirve una vez, hasta { $until }.
access-no-mail = Para enviarlo por correo hacen falta la dirección pública y el servidor de correo. Mientras tanto se puede mostrar.
access-second-step = Entra con verificación en dos pasos.
access-second-step-end = Desactivar la verificación en dos pasos
access-second-step-ended = Verificación desactivada: vuelve a entrar solo con la clave.
access-no-sessions = No tiene sesiones abiertas.
access-end-all = Cerrar todas las sesiones
access-all-ended = Sesiones cerradas
