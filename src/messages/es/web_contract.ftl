# The contract as a whole: service hours, languages, commitments.
model-part-service = Horario e idiomas
model-part-commitments = Compromisos del contrato
model-field-indicator = Qué se mide
model-field-comparison = Debe ser
model-field-target = Meta
model-field-period = Período
model-field-languages = Idiomas

## Horario e idiomas
model-service-lead = Cuándo atiende la mesa y en qué idiomas, según el contrato.
model-service-hours = Horario de atención
model-service-hours-help = Los acuerdos nuevos empiezan con este calendario, y quien registra un caso fuera de él lo ve.
model-service-hours-none = No está acordado
model-service-no-calendars = Todavía no hay calendarios entre los cuales elegir.
model-service-languages = Idiomas en que se atiende
model-service-languages-help = Son los que se ofrecen al registrar a una persona. Sin ninguno se ofrecen todos.
model-service-nobody = { $language }: ningún agente activo atiende en este idioma.
service-closed = Fuera del horario de atención.
service-closed-until = Fuera del horario de atención; se vuelve a atender
service-closed-explained = Los plazos en horario hábil corren desde entonces.

## Compromisos
model-commitments-lead = Las metas del contrato sobre el conjunto de un período. No deciden sobre ningún caso: los informes compararán con ellas lo que resulte.
model-commitments-empty = Todavía no hay compromisos
model-commitments-empty-explained = Por ejemplo: al menos 95 % de los casos solucionados a tiempo cada mes, o a lo más 5 % de llamadas abandonadas.
model-commitment-add = Agregar compromiso
model-commitment-calendar-help = Cuenta lo que ocurre en sus horas, y el período empieza en su zona.
model-commitment-calendar-none = Ninguno: a toda hora
model-commitment-group-any = Todos los grupos
model-commitment-calls = Las llamadas se cuentan antes de que haya un caso: no se puede distinguir por tipo ni por categoría.
model-commitment-percent = En porcentaje, de { $least } a { $most }
model-commitment-minutes = En minutos, hasta { $most }
model-commitment-mark = Nota, de { $least } a { $most }
model-figure-percent = { $figure } %
model-figure-minutes = { $figure } min
model-figure-mark = { $figure }
model-commitment-said = { $indicator }: { $comparison } { $figure }, { $period }
