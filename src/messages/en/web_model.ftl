# The service model: draft, publishing, calendars, agreements.
model-in-force = Version { $version } is in force. What is changed here goes into a draft, and counts once it is published.
model-drafted = { $count ->
   [0] Draft without changes
   [one] Draft with one change, not published
  *[other] Draft with { $count } changes, not published
    }
model-faults-count = { $count ->
   [one] one thing to correct
  *[other] { $count } things to correct
    }
model-review = Review and publish
model-discard = Discard draft
model-discard-question = { $count ->
   [0] The draft is closed. What is in force stays as it is.
   [one] The change that is not published is lost, whoever made it. What is in force stays as it is. This cannot be undone.
  *[other] The { $count } changes that are not published are lost, whoever made them. What is in force stays as it is. This cannot be undone.
    }
model-discarded = Draft discarded
model-saved = Saved in the draft: { $name }
model-nameless = Without a name
model-stale = { $who } changed this meanwhile: { $what }. What was typed is still here and was not saved.
model-somebody = Somebody else
model-reopening = When a case is reopened, the time for its solution
model-reopening-resume = goes on from where it stopped
model-reopening-resume-help = What was used counts: only the hours that were left remain.
model-reopening-restart = begins anew
model-reopening-restart-help = The reopened case has the whole time again.
model-open-cases = When a version is published, open cases
model-open-cases-keep = keep theirs
model-open-cases-keep-help = Until they are classified anew: deadlines, escalations, procedure, matrix and the days until they close stay as they were agreed. Notices always go by the version in force.
model-open-cases-move = move to the new one
model-open-cases-move-help = What was counted stays counted; the rest is counted by the new one.

## Publicar
model-publish-title = Publish model
model-publish-lead = What changes when the draft comes into force, and what has to be corrected before.
model-publish = Publish
model-publish-over = Publish anyway over version { $version }
model-published = Version { $version } is in force
model-publish-why-faults = What stands above has to be corrected first.
model-publish-why-same = The draft says the same as what is in force.
model-publish-explained = From then on it decides on new cases.
model-publish-stale = { $who } changed the draft meanwhile. It was not published; what was not on the list is marked.
model-publish-gone = The draft is no longer there: it was published or discarded meanwhile. Version { $version } is in force.
model-new-here = new
model-publish-empty = There is no draft
model-publish-empty-explained = It begins when a change of any part of the model is saved.
model-faults = To correct
model-warnings = To look at
model-warnings-count = { $count } to look at
model-changes = What changes
model-changes-none = Nothing yet.
model-publish-theirs = What version { $version } brought
model-meanwhile = Version { $version } was published meanwhile
model-meanwhile-explained = The draft was begun on version { $base }. Publishing it loses what others changed since, unless it is in the draft too:
model-changed-added = added
model-changed-removed = removed
model-changed-altered = changes
model-changed-reordered = another order
model-changed-added-named = “{ $name }” is added
model-changed-removed-named = “{ $name }” is removed
model-changed-altered-named = “{ $name }” changes
model-changed-reordered-named = “{ $name }” changes its place
model-versions = Versions
model-version = Version { $version }
model-version-in-force = in force
model-version-superseded = superseded
model-version-published = Published
model-version-by = by { $who }
model-version-replaced = Superseded
model-version-replaced-by = by version { $version }
model-version-open-cases = { $count ->
    [0] No open case
    [one] { $count } open case
   *[other] { $count } open cases
}
model-version-overruled = { $count ->
    [one] Published although a scenario did not come out as it should: { $names }.
   *[other] Published although { $count } scenarios did not come out as they should: { $names }.
}
model-version-reason = Reason: { $reason }
model-compared = What changes
model-compared-with = Compared with
model-compared-same = Nothing: they are the same.
model-versions-lead = Each case remembers the version that it was decided under.
model-part-categories = Categories
model-part-matrix = Priority
model-part-solution-codes = Solution codes
model-part-closing = Closing
model-part-close-after-days = Days until closing
model-part-reopen-within-days = Days in which it may be reopened
model-part-reopening = Time when reopened
model-part-open-cases = Open cases when published
model-part-calendars = Calendars
model-part-agreements = Service agreements (SLA)
model-part-group-agreements = Commitments of the groups (OLA)

## Los campos del modelo, para decir dónde está lo que hay que corregir
model-field-id = Id
model-field-name = Name
model-field-parent = Inside
model-field-group = Group
model-field-kind = Kind
model-field-impact = Impact
model-field-urgency = Urgency
model-field-active = Active
model-field-code = Code
model-field-counts-for-on-line = On line
model-field-path = Place
model-field-calendar = Calendar
model-field-for = For
model-field-kinds = Kinds
model-field-categories = Categories
model-field-units = Units
model-field-priorities = Priorities
model-field-impacts = Impacts
model-field-urgencies = Urgencies
model-field-channels = Channels
model-field-requester-languages = Requester’s language
model-field-vip = VIP
model-field-first-response = First response
model-field-solution = Solution
model-field-acceptance = Acceptance
model-field-minutes = Time
model-field-time = Hours
model-field-stopped-by = Stops
model-field-warn-at = Warnings
model-field-time-zone = Time zone
model-field-week = Hours
model-field-monday = Monday
model-field-tuesday = Tuesday
model-field-wednesday = Wednesday
model-field-thursday = Thursday
model-field-friday = Friday
model-field-saturday = Saturday
model-field-sunday = Sunday
model-field-holidays = Holidays
model-field-country = Country
model-field-removed = Worked
model-field-added = Own
model-field-date = Date
model-field-every-year = Every year
model-field-special-days = Special days
model-field-hours = Hours
model-field-close-after-days = Days until closing
model-field-reopen-within-days = Days in which it may be reopened
model-field-reopening = Time when reopened
model-field-open-cases = Open cases when published
model-field-steps = Steps
model-field-clock = Clock
model-field-percent = At (in % of its time)
model-field-notify = Tell
model-field-pass-to = Pass on to the group
model-field-words = Words of the subject
model-field-people = Of these people
model-field-person = Requester
model-field-pick = Who of the group
model-field-skill = Skill
model-field-raise-priority = Raise the priority by one

## Calendarios
model-calendars-lead = The hours in which time runs: each calendar with its week, its holidays and its special days.
model-calendars-empty = There are no calendars yet
model-calendars-empty-explained = Begin with the hours of the desk; a service that is always there has another one.
model-calendar-add = Add calendar
model-calendar-used = { $count ->
   [0] not used yet
   [one] used once
  *[other] used { $count } times
    }
model-run-day = { $first } { $hours }
model-run-days = { $first } to { $last } { $hours }
model-week-none = no hours
model-holidays-of = holidays of { $country }
model-own-count = { $count ->
   [one] one own holiday
  *[other] { $count } own holidays
    }
model-special-count = { $count ->
   [one] one special day
  *[other] { $count } special days
    }
model-week-copy = Copy Monday to Tuesday to Friday
model-week-always = Around the clock, every day
model-hours-none = closed
model-hours-add = Add hours to { $day }
model-hours-remove = Remove interval { $number } of { $day }
model-hours-from = { $day }, interval { $number }, from
model-hours-to = { $day }, interval { $number }, to
model-country = Holidays of
model-country-none = No country
model-year = Days with a name in { $year }
model-year-lead = This is what each holiday and each special day of that year comes to. What is worked here counts hours again.
model-year-none = None: each day is like its weekday.
model-day-holiday = holiday
model-day-worked = holiday that is worked
model-day-own = own holiday
model-day-special = special day
model-day-work-once = Worked in { $year }
model-day-work-once-named = { $name }: worked in { $year }
model-day-work-always = Always worked
model-day-work-always-named = { $name }: always worked
model-day-keep = It is a holiday
model-day-keep-named = { $name }: it is a holiday
model-own-holidays = Own holidays
model-own-add = Add holiday
model-every-year = Every year
model-special-lead = With other hours than their weekday, or none. They count on a holiday too.
model-special-add = Add special day
model-date-nameless = date { $number }
model-removed = Removed from the draft: { $name }
model-is-first = It is the first
model-is-last = It is the last
model-ics = Add from an .ics file
model-ics-help = The days of { $from } to { $to } are read, and each is chosen before it is added.
model-ics-faults = The file cannot be read, and nothing was added:
model-ics-line = Line { $line }:
model-ics-found = { $count ->
   [0] The file has no days in those years
   [one] The file has one day
  *[other] The file has { $count } days
    }
model-ics-taken = a holiday already
model-ics-add = { $count ->
   [0] Add
   [one] Add one day
  *[other] Add { $count } days
    }
ics-too-large = the file is too large
ics-not-a-calendar = it is no calendar file (.ics)
ics-not-utf8 = it is not written in UTF-8
ics-broken = the line is broken
ics-unmatched = BEGIN and END do not fit together
ics-unfinished = the file ends before what begins here
ics-missing = the event has no date or no name
ics-not-a-date = it is no date
ics-unknown-zone = there is no such time zone
ics-length = the event ends before it begins, or lasts longer than a year
ics-not-a-rule = it is no rule of repetition
ics-too-often = what comes several times a day is no holiday
ics-not-read = it uses something that is not read here; its days are added by hand
ics-too-many = it has too many days or events

## Acuerdos de servicio y compromisos de los grupos
model-agreements-lead = What was promised to the client, in the order in which it is tried: the first that fits the case counts, whole.
model-agreements-empty = Nothing is promised yet
model-agreements-empty-explained = Without agreements cases have no deadlines. Begin with one for all cases, and put stricter ones before it.
model-agreement-add = Add agreement
model-agreement-nothing = It promises nothing: mark at least one time.
model-calendar-none = None: elapsed time only
model-for = For which cases
model-for-help = What is left empty sets no condition; all that is marked must hold.
model-or =  or 
model-for-all = All cases
model-for-priority = priority { $priorities }
model-for-impact = impact { $impacts }
model-for-urgency = urgency { $urgencies }
model-for-channel = by { $channels }
model-for-language = language { $languages }
model-for-people = of { $people }
model-for-vip = VIP
model-for-not-vip = not VIP
model-vip-any = Either way
model-vip-yes = VIP only
model-vip-no = Only those who are not VIP
model-promise-response = Promises a first response
model-promise-solution = Promises a solution
model-promise-acceptance = Promises acceptance: that somebody of the group takes the case
model-promise-group-solution = Promises to solve it or pass it on
model-promises-response = response { $target }
model-promises-acceptance = acceptance { $target }
model-promises-solution = solution { $target }
model-promises-nothing = promises nothing
model-target-business = { $length } of business time
model-target-elapsed = { $length } of elapsed time
model-target-hours = Hours
model-target-minutes = Minutes
model-target-time = Of which time
model-time-business = Business time, by the calendar
model-time-elapsed = Elapsed, at all hours
model-target-stopped-by = It stands still while the case is
model-target-warn-at = Warn at
model-target-warn-at-help = In percent of the time, separated by commas, such as 50, 80
model-promises-lead = What each group promises inside the desk, each time that a case comes to it. It is measured apart from the client's time.
model-promises-empty = No group promises any time yet
model-promises-empty-explained = One commitment a group: by when somebody takes the case, and by when the group solves it or passes it on.
model-promise-add = Add commitment
model-promise-none-free = Every group has its own already.
model-try = What would a case get?
model-try-lead = By version { $version }, which is in force. Nothing is registered.
model-try-usual = What the category says
model-try-requester = Requester
model-try-subject-help = Rules of assignment look for words in it.
model-try-at = Registered at
model-try-do = See what it would get
model-try-no-group = no group
model-try-no-clocks = No deadline: no agreement in force fits this case.
model-part-escalations = Escalations
model-part-assignment-rules = Assignment rules

## Rules of assignment and escalations
model-rules-lead = Which group, and who, gets a case that nobody takes while it comes in, in the order in which they are tried: the first that fits counts. Who answers on the telephone or at the counter keeps what they register.
model-rules-empty = There are no rules yet
model-rules-empty-explained = Without rules, what programs and the web bring begins with first level, and is nobody's; what an agent types in stays with them.
model-rule-add = Add rule
model-field-words-help = One is enough; with commas between them, such as vpn, tunnel
model-field-people-help = One of them asks, or it is about one of them; with nobody, whoever does.
model-field-skill-help = As the users have it, such as networks
model-escalations-lead = What happens when time runs out or nobody looks after a case, in the order in which they are tried: the first that a case meets counts.
model-escalations-empty = Nobody hears yet when time runs out
model-escalations-empty-explained = Begin with one for all cases: tell whoever has it at 80 %, and the supervisors at the end.
model-escalation-add = Add escalation
model-step = Step { $n }
model-step-add = Add step
model-step-remove = Remove step { $n }
model-step-nothing = It does nothing: choose at least one thing.
model-step-stays = It stays where it is
model-step-notify = tell { $who }
model-step-pass = pass on to { $group }
model-step-raise = raise the priority
model-field-percent-help = 100 is its end; it may go on after that, up to 1000
