# The screen on which a case is registered while talking.

## A new case while talking

phone-title = New case
phone-kept = kept as you type
phone-not-kept = This browser does not keep what is typed. Register the case before closing the tab.
phone-timer = Time since the writing began
phone-drafts = Half-typed calls
phone-draft-nameless = No name
phone-draft-since = since { $time }
phone-draft-drop = Discard what was typed
phone-draft-dropped = Call discarded

## Who asks

phone-who = Who asks
phone-who-empty = Once the person is chosen, their open cases appear here.
phone-caller = Requester
phone-caller-hint = Name, number or e-mail
phone-caller-change = Change
phone-caller-found-by = found by “{ $typed }”
phone-caller-list = People found
phone-caller-none = Nobody with “{ $typed }”
phone-caller-failed = The search failed. What was typed is still here; typing on searches again.
phone-caller-count = { $count ->
   [0] No results
   [one] One person
  *[other] { $count } people
    }
phone-caller-missing = Who asks is missing: type two letters of the name or the end of the number.
phone-vip = VIP
phone-register = Register “{ $typed }”
phone-register-hint = New person
phone-register-title = New person
phone-register-name = Name
phone-register-phone = Number
phone-register-email = E-mail
phone-register-do = Register and go on
phone-unit = Unit
phone-phone = Phone
phone-email = E-mail
phone-open-cases = Open cases, { $count }
phone-open-none = No open cases.
phone-link-key = to link
phone-link = Link
phone-link-to = Link the call to case { $number }
phone-before = Before
phone-cases-failed = Their cases could not be read. The new case can be registered all the same.

## What it is about

phone-subject = Subject
phone-subject-missing = The subject is missing, in a few words.
phone-category = Category
phone-category-untaken = Choose one of the list, or delete what was typed to register without a category.
phone-category-takes = { $impact } · { $priority } · { $group }
phone-category-own-group = taken by whoever registers it
phone-keys-choose = choose
phone-keys-take = take
phone-category-foot = ↑ ↓ choose · ⏎ take · Esc go on without a category
phone-details = Detail, urgency, person affected
phone-description = Detail
phone-description-hint = What the person said; they read it too.
phone-channel = Channel
phone-kind = Kind
phone-impact = Impact
phone-urgency = Urgency
phone-by-category = By the category
phone-by-category-is = By the category: { $word }
phone-affected = Person affected
phone-affected-hint = If it is not the requester
phone-group = Group
phone-group-default = The one it belongs to

## What would become of it

phone-outcome = This case would be
phone-outcome-priority = Priority
phone-outcome-kind = Kind
phone-outcome-group = Group
phone-outcome-none = no group

## How it ends

phone-solve = Solved on line
phone-pass = Pass on
phone-pass-to = Pass on to { $group }
phone-keep = Register and open
phone-keep-short = Register
phone-solution = Solution
phone-solution-reader = { $name } reads it
phone-solution-missing = The solution is missing, in one line.
phone-pass-group = Group
phone-pass-group-missing = The group is missing.
phone-pass-group-choose = Choose a group
phone-pass-proposed = the category's
phone-pass-assignee = Person
phone-pass-anyone = Whoever takes it
phone-pass-away = { $name }, away
phone-pass-note = What is known and what was tried
phone-pass-note-reader = internal note, the desk reads it
phone-back = Back
phone-storing = Registering…

## What became of it

phone-solved = Case { $number } registered and solved
phone-passed = Case { $number } passed on to { $group }
phone-see = See
phone-linked = What was typed is in case { $number }, still to be recorded
phone-failed = It could not be registered: { $reason } What was typed is kept; trying again does not make a second case.
phone-unanswered = The desk did not answer. What was typed is kept; trying again does not make a second case.
phone-stored-before = Case { $number } had already been registered with what was typed until then. What was changed since is in a note to be saved.
