### Escalations: their steps in the model, the alarm of a case, what waits to be acknowledged.

## When a step happens
trigger-said-clock = { $clock } at { $percent } %
trigger-said-not-taken = Nobody takes it within { $time }
trigger-said-no-update = No news within { $time }
trigger-said-reopened = { $times ->
    [one] Reopened once
   *[other] Reopened { $times } times
    }
trigger-said-passed-on = { $times ->
    [one] Passed on once
   *[other] Passed on { $times } times
    }

## In the model
model-field-when = When
model-field-times = How often
model-field-mail-within = Tell by mail only within the hours of
model-field-next-level = Pass to the next level
model-field-own-group = To somebody else of its group
model-field-alarm = Alarm: somebody has to acknowledge it
model-field-repeat = Tell again while nobody acknowledges it
model-field-every = Every (minutes)
model-mail-within-help = What happens outside of these hours is told once, when they begin again.
model-mail-within-said = by mail only within { $calendar }
model-all-hours = At all hours
model-step-minutes = After (minutes)
model-step-hours = Of which hours
model-step-at-most = Times, at the most
model-step-at-most-help = Empty: until somebody acknowledges it.
model-step-alarm-help = It stands in the case and on the board until somebody acknowledges it or the case is solved.
model-step-level = To the next level: the group of the category, or the first of that level
model-step-own-group = To somebody else of its group
model-step-alarm = alarm
model-step-repeat-ever = again every { $every } until somebody acknowledges it
model-step-repeat = again every { $every }, up to { $times ->
    [one] once
   *[other] { $times } times
    }
model-step-next-level = pass to the next level
model-step-to-own-group = pass to somebody else of its group
model-step-to-all-of-group = give back to all of its group
model-step-said = { $when }: { $what }

## In the case
alarm-since = Alarm: { $why }, { $since }
alarm-repeated = { $times ->
    [one] { $what }; told once more
   *[other] { $what }; told { $times } more times
    }
alarm-told = { $told } were told
alarm-known = { $name } acknowledged the alarm
acknowledged = Alarm of case { $number } acknowledged: nobody is told any more
fact-escalated = Escalated by “{ $name }”: { $why }
fact-alarm = Alarm of “{ $name }”: { $why }
fact-escalated-told = { $what }. Told: { $told }
fact-escalated-held = { $what }. To be told { $until }: { $told }
fact-reminded = Quiet hours over, told: { $told }
fact-reminded-again = { $times ->
    [one] Alarm told again: { $told }
   *[other] Alarm told again, { $times } times so far: { $told }
    }
fact-plain-acknowledged = Acknowledged the alarm

## On the board
board-alarms = To acknowledge
alarms-title = { $count ->
    [one] One escalation to acknowledge
   *[other] { $count } escalations to acknowledge
    }
alarms-acknowledge = { $count ->
    [one] Acknowledge one
   *[other] Acknowledge { $count }
    }
alarms-acknowledge-one = Acknowledge case { $number }
alarms-acknowledged = { $count ->
    [one] One case acknowledged
   *[other] { $count } cases acknowledged
    }
alarms-more = There are more: they appear once these are acknowledged.
