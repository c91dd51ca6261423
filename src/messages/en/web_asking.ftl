### Surveys: whom they ask, what was learnt about a case, and the results.

## Whom it asks
asking-title = Whom it asks
asking-nobody = It asks nobody of itself: it is answered by its link alone.
asking-unpublished = It asks nobody yet: it has to be published.
asking-inactive = It asks nobody while it is inactive.
asking-change = Change whom
asking-saved = Saved whom it asks
asking-after-case = Ask after a case
asking-after-case-help = By mail to whomever the case concerns, no more often than the settings of the desk allow.
asking-when = When
asking-at-once = { $after }, at once
asking-later = { $after }, after { $delay } of service hours
asking-delay = Wait in minutes
asking-delay-help = Of service hours: 0 to 40320.
asking-cases = Cases
asking-groups = Group that solved it
asking-groups-help = Empty: any.
asking-groups-any = Any
asking-sample = Sample
asking-one-in = { $count ->
    [1] All cases
   *[other] One case in { $count }, at random
  }
asking-sample-field = One case in so many
asking-sample-help = 1: all. Up to 1000, drawn at random.
asking-open = Time to answer
asking-open-field = Days to answer
asking-open-help = 1 to 366.
asking-days = { $count ->
    [one] One day
   *[other] { $count } days
  }
asking-reminder = Reminder
asking-reminder-field = Remind after so many days
asking-reminder-help = Once, before the time to answer is over. Empty: nobody is reminded.
asking-reminder-none = Nobody is reminded
asking-days-after = { $count ->
    [one] Once, after a day
   *[other] Once, after { $count } days
  }
asking-by-agent = Results by agent
asking-by-agent-help = Only when the team agreed to it.
asking-yes = Yes, agreed with the team
asking-no = No

## At fixed times
campaign-on = Ask at fixed times
campaign-on-help = In rounds: each asks everybody of its sample once.
campaign-schedule = When a round begins
campaign-schedule-help = As in cron: minute, hour, day of the month, month, weekday (0 is Sunday). One time of day. “0 10 1 1,4,7,10 *” is each quarter, on the 1st at 10:00.
campaign-calendar = Hours
campaign-calendar-help = People are written to only in these hours, by their local time.
campaign-calendar-none = The service model has no calendars: add one first.
campaign-spread = Spread
campaign-spread-field = Spread over so many hours
campaign-spread-help = Of service: from 0 (all at once) to 200.
campaign-hours = { $count ->
    [0] All at once
    [one] Over one hour of service
   *[other] Over { $count } hours of service
  }
campaign-audience = For whom
campaign-audience-help = For people of whom all of this is so; what is left empty sets no limit.
campaign-everybody = Everybody
campaign-case-field = Had a case in the last … days
campaign-case-help = From 1 to 366. Empty: with or without a case.
campaign-with-case = { $count ->
    [one] with a case in the last day
   *[other] with a case in the last { $count } days
  }
campaign-languages = Languages in which the desk writes to them
campaign-sample = Sample
campaign-one-in = { $count ->
    [1] All of them
   *[other] One of { $count } people of each unit
  }
campaign-at-most = { $sample }, { $count } at the most
campaign-one-in-field = One in how many people
campaign-one-in-help = 1: all of them. Up to 1000, in proportion by unit.
campaign-most-field = How many at the most
campaign-most-help = Empty: no limit.
campaign-estimate = See whom it would ask today
campaign-would = It would ask { $asked } of { $audience } people.
campaign-nobody = Today it would ask nobody.
campaign-next = Next rounds:

## Rounds
round-title = Rounds
round-none = No round yet.
round-of = Round of { $day }
round-from = Began
round-until = answers are taken until
round-audience = People
round-sample = In the sample
round-decided = It was decided about { $decided } of { $audience } people.
round-cancelled = Called off since the round was stopped
round-stop = Stop the round of { $day }
round-stop-help = Nobody more will be asked, and no reminders sent. Whoever has the survey may answer until it closes. This cannot be undone.
round-stop-now = Stop
round-stopped = Round stopped
round-more = See earlier rounds

## On the case
case-surveys = Surveys
case-survey-planned = Will be asked { $at }
case-survey-left-out = Not asked: { $why }
case-survey-cancelled = Called off: the case came back
case-survey-sent = Survey sent { $at }
case-survey-refused = The mail server refused the survey
case-survey-answered = Answered
case-survey-marked = Answered: { $marks }
case-survey-mark = { $mark } of { $of }
case-survey-expired = Survey sent { $at }; the time to answer is over
case-survey-low = Low mark

## Who is not asked
asked-never = Never survey
asked-again = Survey again
asked-never-said = Surveys will not ask { $name }
asked-again-said = Surveys may ask { $name } again

## How often
tact-title = Surveys for each person
tact-help = All surveys together ask nobody more often than this.
tact-days-between = Days between two, at least
tact-most = How many, at the most
tact-within-days = In how many days

## Results
results-title = Results
results-of = Results: { $name }
results-lead = Whole months of the desk. Where there are too few answers, the figure is not told.
results-see = See
results-form = See the form
results-asked-for = What is shown
results-from = From month
results-to = To month
results-month-wrong = A month is written like 2026-10
results-to-before = It is before the first month
results-by = Compare by
results-by-nothing = Nothing
results-by-language = Language
results-by-unit = Unit
results-by-category = Category
results-by-group = Group that solved it
results-by-channel = Channel
results-by-agent = Who solved it
results-by-round = Round
results-answers = Answers
results-too-few = too few answers to say
results-automatic = { $count ->
    [one] One more came that looks sent by a program; it does not count.
   *[other] { $count } more came that look sent by a program; they do not count.
  }
results-reach = Who was asked
results-invited = Invitations sent
results-refused = Refused by the mail server
results-reached = Answered
results-rate = Response rate
results-planned = To be sent
results-cancelled = Cancelled
results-left-out = Who was not asked
results-reworded = It was asked in other words before
results-mean = { $mean } of { $of }
results-answered = { $count ->
    [one] One answer
   *[other] { $count } answers
  }
results-figure-satisfaction = satisfied { $value } ({ $low }–{ $high }, with { $sure } confidence)
results-figure-effort = easy for { $value } ({ $low }–{ $high }, with { $sure } confidence)
results-figure-recommendation = net promoter score { $value } ({ $low } to { $high }, with { $sure } confidence)
results-figure-yes-no = yes { $value } ({ $low }–{ $high }, with { $sure } confidence)
results-yes = Yes
results-no = No
results-other = Another answer
results-parts = By part
results-part = Part
results-part-unknown = Not known
results-figure = Result
results-change-within = Against the period before ({ $before }) nobody can tell whether it changed: the difference is within its uncertainty
results-change-up = Grew by { $value } points against the period before ({ $before }): between { $low } and { $high }, with { $sure } confidence
results-change-down = Fell by { $value } points against the period before ({ $before }): between { $low } and { $high }, with { $sure } confidence
results-of-all = A large part of the { $all } people who could be asked answered; so the interval is narrower (finite-population factor).
results-in-figures = In figures
results-given = Answer
results-count = Count
results-share = Share
results-month = Month
results-rank = Rank
results-rank-lead = Parts that may be equal share a rank, since their intervals overlap.
results-rank-tied = Nobody can tell which one is better: the intervals overlap. They are in alphabetical order.
results-chart-distribution = How it was answered: { $question }
results-chart-months = Month by month: { $question }
results-chart-parts = By part: { $question }
results-chart-save = Save the chart
results-files = Files
results-files-lead = The same as this page, for a spreadsheet. Where nobody is named, answers come in no order and only of months with five or more.
results-file-results-csv = Results (CSV)
results-file-results-xlsx = Results (XLSX)
results-file-answers-csv = Answers (CSV)
results-file-answers-xlsx = Answers (XLSX)
texts-title = What people wrote
texts-none = There are no texts that may be shown in these months.
texts-looked-at = { $count ->
    [one] One text
   *[other] { $count } texts
  }
texts-latest = The latest { $count } texts; there are more, older ones.
texts-themes = Most frequent themes
texts-count = { $count ->
    [one] once
   *[other] { $count } times
  }
texts-all-themes = Show all { $count } themes
texts-search = Search the texts
texts-theme = Theme
texts-any = All
texts-not-found = No text matches.
themes-change = Change the themes
themes-title = Themes of the texts
themes-help = A text is of a theme when it has one of its words, whatever their case and accents. With a star the beginning is enough: “wait*” finds waited and waiting.
themes-name = Name ({ $language })
themes-words = Words, in any language
themes-new = New theme
themes-add = Add a theme
themes-remove = Remove
themes-saved = Themes saved
asking-keep = Kept
asking-keep-always = For ever
asking-keep-months = { $count ->
    [one] A month; then it is forgotten who answered, and what was written is deleted
   *[other] { $count } months; then it is forgotten who answered, and what was written is deleted
  }
asking-keep-field = Months for which it is kept who answered
asking-keep-help = 6 to 120. After that nobody can find out who answered, nor about which case, and what was written is deleted; marks still count. Empty: it is kept for ever.
asking-forgotten = Forgotten already
asking-before = All before { $day }
asking-forget = Tonight all before { $day } will be forgotten, for good. Until then you can change this.
asking-forget-nothing = For now there is nothing before { $day } to forget.
asking-forget-answers = Answers
asking-forget-texts = Texts that are deleted
asking-forget-invitations = People who were asked
asking-forget-follow-ups = Follow-ups
