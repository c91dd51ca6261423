# The contract as a whole: service hours, languages, commitments.
model-part-service = Hours and languages
model-part-commitments = Commitments of the contract
model-field-indicator = What is measured
model-field-comparison = Should be
model-field-target = Target
model-field-period = Period
model-field-languages = Languages

## Hours and languages
model-service-lead = When the desk serves and in which languages, by the contract.
model-service-hours = Service hours
model-service-hours-help = New agreements begin with this calendar, and whoever registers a case outside of it is told.
model-service-hours-none = Not agreed
model-service-no-calendars = There are no calendars to choose from yet.
model-service-languages = Languages of the service
model-service-languages-help = Those that are offered when a person is registered. Without any, all are offered.
model-service-nobody = { $language }: no active agent helps in this language.
service-closed = Outside of the service hours.
service-closed-until = Outside of the service hours; somebody answers again
service-closed-explained = Targets in business time run from then on.

## Commitments
model-commitments-lead = The targets of the contract for a period as a whole. They decide on no case: the reports will compare with them what came out.
model-commitments-empty = There are no commitments yet
model-commitments-empty-explained = For example: at least 95 % of the cases solved in time every month, or at most 5 % of calls abandoned.
model-commitment-add = Add commitment
model-commitment-calendar-help = What happens in its hours counts, and the period begins in its zone.
model-commitment-calendar-none = None: at all hours
model-commitment-group-any = All groups
model-commitment-calls = Calls are counted before there is a case: they cannot be told apart by kind or category.
model-commitment-percent = In percent, from { $least } to { $most }
model-commitment-minutes = In minutes, up to { $most }
model-commitment-mark = A mark from { $least } to { $most }
model-figure-percent = { $figure } %
model-figure-minutes = { $figure } min
model-figure-mark = { $figure }
model-commitment-said = { $indicator }: { $comparison } { $figure }, { $period }
