### Datos personales: entregarlos a quien son, y borrarlos.

personal-title = Datos personales
personal-download = Descargar sus datos
personal-erase = Borrar sus datos…
personal-erased = Datos borrados:
personal-erase-title = Borrar los datos de { $name }
personal-erase-explained = Se borra para siempre quién es, lo que escribió, lo que se escribió en sus casos y sus archivos. Lo que se cuenta queda, sin nombre. Los respaldos anteriores todavía lo tienen.
personal-cases = Casos, que quedan sin textos
personal-texts = Textos
personal-files = Archivos
personal-answers = Encuestas respondidas
personal-accounts = Cuentas que terminan
personal-files-size = { $count } ({ $size })
personal-open = Primero hay que solucionar o anular sus casos abiertos:
personal-works-here = Trabaja en la mesa: primero hay que desactivar su usuario.
personal-confirm = Para confirmar, escribir el nombre
personal-erase-now = Borrar para siempre
personal-erased-said = Datos borrados
