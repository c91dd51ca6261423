# Lo que dicen los gráficos.

chart-distribution = Cómo se respondió: { $question }
chart-months = Mes a mes: { $question }
chart-parts = Por partes: { $question }
chart-bar = { $count } ({ $share })
chart-figure = { $value } ({ $low } a { $high })
chart-too-few = muy pocas respuestas para decirlo
chart-other = Otra respuesta
chart-unknown = No se sabe
chart-more = y { $count } más, en la tabla
chart-month = { $month } { $year }
chart-month-1 = ene
chart-month-2 = feb
chart-month-3 = mar
chart-month-4 = abr
chart-month-5 = may
chart-month-6 = jun
chart-month-7 = jul
chart-month-8 = ago
chart-month-9 = sept
chart-month-10 = oct
chart-month-11 = nov
chart-month-12 = dic
