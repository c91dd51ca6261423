# O que dizem os gráficos.

chart-distribution = Como foi respondido: { $question }
chart-months = Mês a mês: { $question }
chart-parts = Por partes: { $question }
chart-bar = { $count } ({ $share })
chart-figure = { $value } ({ $low } a { $high })
chart-too-few = poucas respostas para dizer
chart-other = Outra resposta
chart-unknown = Não se sabe
chart-more = e mais { $count }, na tabela
chart-month = { $month } { $year }
chart-month-1 = jan
chart-month-2 = fev
chart-month-3 = mar
chart-month-4 = abr
chart-month-5 = mai
chart-month-6 = jun
chart-month-7 = jul
chart-month-8 = ago
chart-month-9 = set
chart-month-10 = out
chart-month-11 = nov
chart-month-12 = dez
