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
