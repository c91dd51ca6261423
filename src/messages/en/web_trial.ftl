# The test of the model: scenarios, publishing over them, replays.
model-part-scenarios = Scenarios
model-field-case = The case
model-field-expect = What is expected
model-field-at = Registered at
model-field-channel = Channel
model-field-category = Category
model-field-unit = Unit
model-field-taken = Taken at once
model-field-action = What happens
model-field-deadlines = Deadlines
model-field-escalation = Escalation
model-field-escalations = Escalations
model-field-priority = Priority

## Scenarios
scenarios-lead = Cases to try the model with, and what it must make of them. They run on each change of the draft, and are required for publishing.
scenarios-empty = There are no scenarios yet
scenarios-empty-explained = It is easiest to begin with a real case: in its menu of actions, “Make a scenario of this case”. One can also be described from nothing.
scenarios-sum = { $failing ->
   [0] { $count ->
       [one] The scenario comes out as expected.
      *[other] All { $count } scenarios come out as expected.
    }
   [one] One of { $count } scenarios does not come out as expected.
  *[other] { $failing } of { $count } scenarios do not come out as expected.
    }
scenario-add = Add scenario
scenario-copy = Copy
scenario-copy-named = Copy { $name }
scenario-steps-count = { $count ->
   [one] one step
  *[other] { $count } steps
    }
scenario-passes = As expected
scenario-differs = Not as expected: { $parts }
scenario-fails = { $count ->
   [one] One thing is not as expected
  *[other] { $count } things are not as expected
    }
scenario-of-case-explained = Of case { $number }, with what the model in force makes of it. It is not kept until it is saved.
scenario-of-case = Make a scenario of this case
scenario-case = The case
scenario-zone = In the desk’s time ({ $zone })
scenario-subject-help = Rules of assignment look for words in it
scenario-otherwise = If no rule says another
scenario-first-level = First level
scenario-otherwise-help = Such as the group of the mailbox that it comes by.
scenario-by-rules = As the rules say
scenario-language = Requester’s language
scenario-person-help = It matters only to rules that name people.
scenario-language-unknown = Not known: the desk’s
scenario-vip = It is about a VIP
scenario-taken = Whoever registers it begins to work on it
scenario-steps = What happens to it then
scenario-steps-none = Nothing: the case is only registered.
scenario-after-hours = Hours later
scenario-after-minutes = Minutes
scenario-after-wrong = Not before the step above, and within a year
scenario-step-impossible = Not possible in the state that the case is in
scenario-waits-for = What it waits for
scenario-choose = Choose
scenario-as-it-is = As it is, or as the category says
scenario-action-take = Somebody takes it
scenario-action-answer = The desk answers
scenario-action-write = The requester writes
scenario-action-note = Internal note
scenario-action-classify = It is classified anew
scenario-action-prioritise = Somebody sets the priority
scenario-action-pass = It is passed on to another group
scenario-action-wait = It begins to wait
scenario-action-resume = It is resumed
scenario-action-solve = It is solved
scenario-action-reopen = It is reopened
scenario-action-close = It is closed
scenario-action-cancel = It is cancelled
scenario-expect = What the model must make of it
scenario-expects-nothing = Nothing is expected: choose at least one thing.
scenario-any = Does not matter
scenario-any-short = does not matter
scenario-due-at = Due at
scenario-due-named = { $clock } due at
scenario-not-due = Not due
scenario-none = None
scenario-watch-escalations = Look at escalations
scenario-watch-escalations-help = They must be just these, in this order; with none in the list, none may happen.
scenario-escalation = Escalation { $n }
scenario-escalation-at = Escalation { $n }, when
scenario-escalation-add = Add expected escalation
scenario-escalation-remove = Remove escalation { $n }
scenario-no-escalations = The draft has no escalations: none may happen.
scenario-outcome = What the draft makes of it
scenario-compared = What is expected, and what the draft makes of it
scenario-part = What
scenario-expected = Expected
scenario-found = Found
scenario-as-expected = as expected
scenario-instead = instead:
scenario-take-over = Expect what the draft makes of it
scenario-take-over-help = Fills in what is expected from the above; what does not matter can be taken out then.
scenario-trying = Trying…
trial-clocks = Its clocks
trial-due = due { $moment }
trial-missed = missed
trial-kept = kept
trial-clock-running = running, not due
trial-clock-stopped = stopped
trial-clock-done = over
trial-clock-dropped = no longer counts
trial-escalations = Its escalations
trial-told-for = for: { $audience }
trial-told = tells { $names }
trial-told-nobody = tells nobody

## Publishing over scenarios
model-unmet = Scenarios that do not come out as expected
model-unmet-explained = Correct the draft or the scenario; or publish all the same, with a reason that stays in the audit.
model-overrule = Reason for publishing all the same
model-overrule-help = For example: the client agreed to the new targets, the scenarios follow on Monday
model-overrule-do = Publish all the same
model-publish-why-overrule = The reason is missing.

## Replaying a period
replays = Replay a period
replays-lead = A past period, run again through the draft or another version: which cases would have gone otherwise, before it is published.
replays-all = All
replays-empty = No period was replayed yet
replays-empty-explained = A good beginning is last month, with the draft that is to be published.
replays-kept = The last ten are kept.
replay-add = Replay period
replay-do = Replay
replay-name-help = For example: October with new targets
replay-from = Cases registered from
replay-to = To
replay-to-help = That day included
replay-to-wrong = Must be the same day or a later one
replay-model = By which model
replay-draft = The draft
replay-version-in-force = Version { $version }, in force
replay-period = { $from } to { $to }
replay-of-version = version { $version }
replay-of-draft = draft (change { $revision })
replay-running = running, { $percent }%
replay-state-done = done
replay-state-stopped = stopped
replay-state-failed = failed
replay-state-broken-off = broken off
replay-state-outdated = outdated
replay-ended-stopped = It was stopped before it was done; there is no result. Another one can be begun.
replay-ended-failed = It failed; nothing was changed. Another one can be begun.
replay-ended-broken-off = The server ended while it ran; there is no result. Another one can be begun.
replay-ended-outdated = It was made by an earlier version of the program, and its result cannot be read any more. Delete it and begin another one.
replay-progress = Progress
replay-done-of = { $done } of { $total } cases
replay-stop = Stop
replay-forget = Delete
replay-forget-question = “{ $name }” is deleted with its result. This cannot be undone.
replay-csv = Cases as CSV
replay-sums-csv = Sums as CSV
replay-in-sum = In sum
replay-sum = { $differing } of { $cases } cases would have gone otherwise.
replay-beside = Compare with
replay-beside-none = Nothing: only what was
replay-other-period = These are different periods: what was is of the first.
replay-was = Was
replay-would = Would be
replay-first-last = { $first } at the opening, { $last } at last
replay-change = Change
replay-total = Total
replay-sum-promises = Deadlines kept
replay-sum-priorities = Cases by priority
replay-sum-opened = Cases that begin with each group
replay-sum-stays = Cases that come to each group
replay-sum-times = Escalations
replay-sum-notices = Notices of escalations by person
replay-sum-told = Notices of all that happens, by the rules
replay-no-promises = Nothing was promised in that period, nor would have been.
replay-kept-of = { $kept } of { $ended }
replay-points = { $more } pt
replay-cases = Cases that would have gone otherwise
replay-cases-none = None: all would have gone the same way.
replay-cases-lead = Opening a case shows what was and what would have been, side by side.
replay-cases-listed = The first { $listed } are listed.
replay-cases-more = Show more
replay-case-open = Open the case
replay-case-hidden = Case without access
replay-narrow = Show those that differ in
replay-aspect-any = All
replay-aspect-priority = Priority
replay-aspect-group = Group
replay-aspect-deadline = Deadline
replay-aspect-breach = Kept or missed
replay-aspect-escalation = Escalation
replay-assumed = What is assumed
replay-assumed-people = What people did stays as it was, at the same moments: who took the case, answers, what was passed on by hand, solutions.
replay-assumed-proposals = What somebody said when the case was registered or classified (kind, impact, urgency) stays as it was; what nobody said, so that the category proposed it, is proposed by the model that is tried. Of cases from before the desk noted which of the two it was, all counts as said.
replay-assumed-anew = What the model decides is decided anew: priority, first group, deadlines and escalations.
replay-assumed-today = Conditions on people and units are tried by how these are today.
replay-assumed-members = Escalations reach those who are in each group and have each role today; which person of another group would have got the case is not known.
replay-assumed-reached = A case counts as different when an escalation would have happened at another moment, or been for others (supervisors instead of the group, say); of escalations from before the desk noted whom they were for, only the moment counts. That other people are in the same group today makes no difference: that is seen in the sum, in the notices by person.
replay-assumed-notices = Notices are counted by the model’s rules of notices, or as the desk gives them by itself; each once. Not counted are repeated alarms that nobody acknowledged, surveys, and people who wrote without belonging to the case; what a program wrote counts as registered and told, though the desk does not answer it; the digest and quiet hours are not taken off. What was really told is not kept with the cases: to compare, replay the version in force too.
