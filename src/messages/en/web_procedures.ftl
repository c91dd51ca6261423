### Procedures: the steps of a case, and what is asked when it is registered.

## In the case
procedure = Procedure
procedure-progress = { $done } of { $all }
procedure-required = Required
procedure-perhaps = Depends on an answer
procedure-yes = Yes
procedure-no = No
procedure-answer = Answer
procedure-choose = Choose…
procedure-save = Save answer
procedure-link = See documentation
procedure-skip = Skip
procedure-skip-of = Skip: { $step }
procedure-skip-reason = Why it is skipped
procedure-undo = Undo
procedure-undo-of = Undo: { $step }
procedure-by = { $name }, { $when }
procedure-skipped-by = Skipped by { $name }, { $when }
procedure-skipped-why = Skipped by { $name }, { $when }: { $reason }
procedure-next = Go to the next step of the procedure
procedure-missing = The procedure could not be fetched. The case can be worked on all the same.
procedure-questions = Asked when it was registered
procedure-earlier = Before: { $name }

## When it is solved
solve-steps-open = Required steps of the procedure are open:
solve-steps-reason = Why it is solved without them
problem-steps-open = Required steps of the procedure are open. Do them, skip them with a reason, or give the reason here.

## On the timeline
fact-procedure-changed = Worked on by the procedure “{ $procedure }”
fact-procedure-none = No procedure counts any more
fact-step-done = Step done: { $step }
fact-step-answered = { $step }: { $answer }
fact-step-skipped = Step skipped: { $step }
fact-step-skipped-because = Step skipped: { $step } ({ $reason })
fact-step-undone = Step taken back: { $step }

## Editor
model-part-procedures = Procedures
model-procedures-lead = The steps by which a case is worked on, and the questions when it is registered, in the order of trying: of each use the first that the case meets counts.
model-procedures-empty = There are no procedures yet
model-procedures-empty-explained = Begin with what first level passes on most: few steps, and only the indispensable ones required.
model-procedure-add = Add a procedure
model-procedure-steps = { $count ->
    [one] 1 step
   *[other] { $count } steps
  }
model-procedure-preview = See how it looks
model-purpose-work = For working on cases
model-purpose-help-work = Its steps stand beside the case while it is worked on.
model-purpose-questions = For asking while registering
model-purpose-help-questions = Its questions stand in the new case; they never keep it from being registered.
model-field-procedures = Procedures
model-field-purpose = What it is for
model-field-groups = Resolver groups
model-field-levels = Levels
procedure-step-text = What to do or ask
model-field-text-help = In Markdown: **bold**, lists, links.
model-field-answer = How it is answered
model-field-yes = After a yes, go on at
model-field-no = After a no, go on at
model-field-options = Options
model-field-options-help = One a line, two at least.
model-field-link = Address of the documentation
model-field-required = Required
model-field-required-help = Without this step, solving the case needs a reason.
model-answer-tick = Only tick
model-answer-yes-no = Yes or no
model-answer-text = Text
model-answer-choice = One of some options
model-branch-next = The next step
model-branch-end = The end
model-branch-step = { $n }. { $text }
model-branch-gone = A step that is gone
model-steps-help = In the order in which they are done. A yes or a no may lead to a later step or to the end.
model-step-move = Move step { $n }
model-step-move-help = Drag, or move with the arrows ↑ and ↓

## Figures
model-figures = How it fares
model-figures-help = In all cases, by the version in force. Time counts from the step before.
model-figures-none = Figures begin when the procedure is in force.
model-figures-step = Step
model-figures-done = Done
model-figures-skipped = Skipped
model-figures-undone = Taken back
model-figures-mean = Mean time
