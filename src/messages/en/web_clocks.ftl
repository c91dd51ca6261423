### The clocks of a case: what is left, in words.

## In a row and on the case
clock-in-first-response = answer within { $time }
clock-in-solution = due in { $time }
clock-in-acceptance = take within { $time }
clock-in-group-solution = due in { $time }
clock-at-first-response = answer by { $moment }
clock-at-solution = due { $moment }
clock-at-acceptance = take by { $moment }
clock-at-group-solution = due { $moment }
clock-late = overdue by { $time }
clock-stopped = stopped, { $time } left
clock-stopped-late = stopped, overdue by { $time }
clock-waits = { $waits }, { $time } left
clock-waits-late = { $waits }, overdue
clock-endless = never due
clock-kept = kept
clock-missed = breached, { $time } late
clock-dropped = of no effect
clock-of = { $kind } within { $target }
clock-of-due = { $of }: { $moment }

## The deadlines of a case, and why they are what they are
clocks = Deadlines
clocks-ended = From before
clock-until = within { $target }, by { $moment }
clock-was-until = within { $target }, by { $moment }, ended { $ended }
clock-target = within { $target }
clock-why = Why?
clock-why-of = Why? { $kind }
clock-sums-missing = The details could not be fetched; the next change tries again.
clock-by-agreement = { $kind }: { $target } by the agreement “{ $name }”
clock-by-group = { $kind }: { $target } as promised by { $name }
clock-by-nobody = { $kind }: { $target }
clock-sum-when = When
clock-sum-why = Why
clock-sum-long = Time
clock-sum-nothing = does not count
clock-sum-total = Sum
clock-sum-target = Target
clock-sum-left = Left
clock-sum-over = Over
clock-segment-open = open hours
clock-segment-special = { $calendar }: { $day }
clock-segment-all-hours = all hours
clock-segment-holiday = holiday: { $day }
clock-segment-waiting = waiting
clock-segment-solved = solved, until it was reopened
clock-segment-not-agreed = nothing agreed
clock-segment-earlier = what came before

## In the conversation
clock-reached-warned = { $percent } % of the time has passed: { $kind }
clock-reached-over = The time is over: { $kind }

## While a case is registered
clock-preview = { $kind } by { $moment }
clock-preview-agreement = { $kind } by { $moment }, under the agreement “{ $name }”
