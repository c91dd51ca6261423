# The contract as a whole: service hours, languages, commitments.
model-part-service = Horário e idiomas
model-part-commitments = Compromissos do contrato
model-field-indicator = O que se mede
model-field-comparison = Deve ser
model-field-target = Meta
model-field-period = Período
model-field-languages = Idiomas

## Horário e idiomas
model-service-lead = Quando a central atende e em quais idiomas, segundo o contrato.
model-service-hours = Horário de atendimento
model-service-hours-help = Os acordos novos começam com este calendário, e quem registra um chamado fora dele é avisado.
model-service-hours-none = Não foi acordado
model-service-no-calendars = Ainda não há calendários para escolher.
model-service-languages = Idiomas do atendimento
model-service-languages-help = São os oferecidos ao cadastrar uma pessoa. Sem nenhum, todos são oferecidos.
model-service-nobody = { $language }: nenhum atendente ativo atende neste idioma.
service-closed = Fora do horário de atendimento.
service-closed-until = Fora do horário de atendimento; volta-se a atender
service-closed-explained = Os prazos em horário útil correm a partir de então.

## Compromissos
model-commitments-lead = As metas do contrato para o conjunto de um período. Não decidem sobre nenhum chamado: os relatórios compararão com elas o que resultar.
model-commitments-empty = Ainda não há compromissos
model-commitments-empty-explained = Por exemplo: pelo menos 95 % dos chamados solucionados no prazo a cada mês, ou no máximo 5 % de ligações abandonadas.
model-commitment-add = Adicionar compromisso
model-commitment-calendar-help = Conta o que acontece em suas horas, e o período começa em seu fuso.
model-commitment-calendar-none = Nenhum: a qualquer hora
model-commitment-group-any = Todos os grupos
model-commitment-calls = As ligações são contadas antes de haver um chamado: não se distinguem por tipo nem por categoria.
model-commitment-percent = Em porcentagem, de { $least } a { $most }
model-commitment-minutes = Em minutos, até { $most }
model-commitment-mark = Nota, de { $least } a { $most }
model-figure-percent = { $figure } %
model-figure-minutes = { $figure } min
model-figure-mark = { $figure }
model-commitment-said = { $indicator }: { $comparison } { $figure }, { $period }
