# What charts say.

chart-distribution = How it was answered: { $question }
chart-months = Month by month: { $question }
chart-parts = By part: { $question }
chart-bar = { $count } ({ $share })
chart-figure = { $value } ({ $low } to { $high })
chart-too-few = too few answers to say
chart-other = Another answer
chart-unknown = Not known
chart-more = and { $count } more, in the table
chart-month = { $month } { $year }
chart-month-1 = Jan
chart-month-2 = Feb
chart-month-3 = Mar
chart-month-4 = Apr
chart-month-5 = May
chart-month-6 = Jun
chart-month-7 = Jul
chart-month-8 = Aug
chart-month-9 = Sep
chart-month-10 = Oct
chart-month-11 = Nov
chart-month-12 = Dec
