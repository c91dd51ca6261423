### The names of every word of the desk, as they are read alone: on a label, in a list, on a button.
### The identifier is the vocabulary and the word, with hyphens: `waiting-for-third-party`.

## Kind of case
kind-question = Question
kind-request = Request
kind-incident = Incident

## Channel by which it came
channel-phone = Phone
channel-mail = E-mail
channel-web = Web
channel-counter = Counter
channel-api = API
channel-monitoring = Monitoring

## State of a case
state-new = New
state-in-progress = In progress
state-waiting = Waiting
state-resolved = Solved
state-closed = Closed
state-cancelled = Cancelled

## What is waited for
waiting-for-requester = Waiting for the requester
waiting-for-third-party = Waiting for a third party
waiting-for-moment = Waiting until a date

## Impact
impact-person = One person
impact-team = A team
impact-site = A site
impact-organisation = The whole organisation

## Urgency
urgency-low = Low
urgency-medium = Medium
urgency-high = High

## Priority
priority-critical = Critical
priority-high = High
priority-medium = Medium
priority-low = Low

## Level of a resolver group
level-first = First level
level-second = Second level
level-third = Third level

## Role of a user
role-requester = Requester
role-agent = Agent
role-supervisor = Supervisor
role-analyst = Analyst
role-administrator = Administrator
role-client = Client

## Language, each in its own
language-es = Español
language-en = English
language-pt = Português

## Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark

## Scope of an API token
token-scope-read = Read only
token-scope-write = Read and write
token-scope-wall = The wall only

## Protection of the connection to the mail server
mail-security-tls = TLS (port 465)
mail-security-starttls = STARTTLS (port 587)
mail-security-none = No encryption

## Why a mail was set aside
aside-own = Sent by the desk itself
aside-again = Came already
aside-answer = Automatic answer
aside-bulk = Mass mail
aside-report = Report of a mail that did not arrive
aside-too-much = Too many in a short time
aside-no-sender = No sender
aside-spam = Suspected spam

## What can be done with a case
action-edit = Edit
action-set-priority = Change priority
action-take = Take
action-assign = Assign
action-pass = Pass on
action-wait = Put on hold
action-resume = Resume
action-resolve = Solve
action-correct-on-line = Correct solved on line
action-reopen = Reopen
action-close = Close
action-cancel = Cancel
action-settle = Say that it is solved
action-reply = Reply
action-note = Add internal note
action-follow = Follow
action-watch = Put in copy
action-leave = Leave the copy
action-mark-step = Mark a step
action-acknowledge = Acknowledge

## Why something cannot be done
why-not-state = The state of the case does not allow it
why-not-role = Your role does not allow it
why-not-too-late = The time in which it could be reopened is over
why-not-already-theirs = You have the case already
why-not-other-group = The case is with a resolver group that you do not belong to
why-not-not-on-line = It was not solved at first level
why-not-no-procedure = The case has no procedure
why-not-no-alarm = There is no alarm that waits to be acknowledged
why-not-not-told = The alarm is for others

## Who may do it
who-desk = The desk
who-both-sides = The desk and the requester
who-requester = The requester
who-watcher = Whoever is in copy
who-everybody = All of them
who-unit-head = Who heads their unit
solution-by-requester = Solved, says the requester

## What it needs
need-solution = Solution and code
need-reason = Reason
need-text = Text
need-group = Resolver group
need-waiting-for = What is waited for

## Notices by mail
notice-kind-opened = Case registered
notice-kind-replied = Reply to the requester
notice-kind-waiting-for-you = Waiting for the requester
notice-kind-solved = Case solved
notice-kind-reopened = Case reopened
notice-kind-closed = Case closed
notice-kind-assigned = Case assigned
notice-kind-passed = Case passed to a group
notice-kind-answered = Answer of the requester
notice-kind-deadline-near = Deadline near
notice-kind-deadline-missed = Deadline missed
notice-kind-not-taken = Nobody takes the case
notice-kind-no-update = Case without news
notice-kind-reopened-often = Case that comes back
notice-kind-passed-often = Case that goes round
notice-kind-alarm-open = Alarm not acknowledged
notice-kind-invited = Invitation
notice-kind-low-mark = Low mark in a survey
notice-kind-follow-up-overdue = Follow-up overdue
notice-kind-survey-answered = Survey answered
notice-kind-survey-invitation = Survey
notice-kind-survey-reminder = Survey reminder
notice-kind-password-reset = Link for a new password
notice-kind-backup-failed = A backup failed
notice-kind-backup-overdue = A backup is overdue
notice-kind-disk-fills-up = The disk fills up
notice-kind-disk-full = The disk is full

## State of an outgoing mail
outbox-state-queued = Queued
outbox-state-leased = Sending
outbox-state-sent = Sent
outbox-state-failed = Failed
outbox-state-cancelled = Dropped
outbox-state-unknown = Unconfirmed

## Why a mail was not sent any more
why-dropped-no-address = There is no e-mail address to write to
why-dropped-inactive = The account is not active any more
why-dropped-erased = The text that it carried was erased
why-dropped-case-cancelled = The case was cancelled before it left
why-dropped-not-waiting = The case does not wait for the requester any more
why-dropped-not-solved = The case is not solved any more
why-dropped-not-open = The case is not open any more
why-dropped-not-theirs = Somebody else has the case now
why-dropped-taken = Somebody took the case
why-dropped-survey-over = They answered the survey, or may not be asked
why-dropped-acknowledged = Somebody acknowledged the alarm
why-dropped-link-replaced = Another link was asked for, or the password is set

## What a clock measures
clock-kind-first-response = First response
clock-kind-solution = Solution
clock-kind-acceptance = Acceptance by the group
clock-kind-group-solution = Solution by the group

job-name-backup = Backup
job-name-clear-sessions = Delete sessions that have ended
job-name-clear-throttles = Forget failed attempts to sign in
job-name-clear-idempotency-keys = Forget requests that nobody repeats any more
job-name-clear-uploads = Delete files that nobody used
job-name-clear-devices = Forget browsers without a sign-in for a year
job-name-take-answers = Count anonymous answers that wait
job-name-forget-answers = Forget who answered surveys long ago
job-name-clear-outbox = Delete mails sent long ago

audience-requester = Who asks
audience-assignee = Whoever has it
audience-group = The group
audience-followers = Who follows it
audience-group-supervisors = Supervisors of the group
audience-supervisors = The supervisors
audience-administrators = The administrators

notice-way-screen = On screen
notice-way-mail = By mail
notice-way-webhook = To another program

placeholder-number = number
placeholder-subject = subject
placeholder-requester = requester
placeholder-name = name
placeholder-group = group
placeholder-assignee = assignee
placeholder-priority = priority
placeholder-state = state
placeholder-deadline = deadline
placeholder-words = words
placeholder-link = link
placeholder-desk = desk

pick-by-hand = Whoever takes it
pick-in-turn = In turn
pick-least-loaded = Whoever has the fewest cases
pick-by-skill = By skill and language

## What a commitment measures
indicator-solved-in-time = Solved in time
indicator-answered-in-time = Answered in time
indicator-accepted-in-time = Accepted in time by the group
indicator-group-solved-in-time = Solved in time by the group
indicator-solved-on-line = Solved on line
indicator-reopened = Reopened
indicator-calls-abandoned = Calls abandoned
indicator-mean-call = Mean length of calls
indicator-satisfaction = Satisfaction

comparison-at-least = At least
comparison-at-most = At most

period-day = Every day
period-week = Every week
period-month = Every month
period-quarter = Every quarter
period-year = Every year

## What makes a step of an escalation happen
trigger-kind-clock = A clock comes to a point
trigger-kind-not-taken = Nobody takes it
trigger-kind-no-update = Nobody writes or changes anything
trigger-kind-reopened = It is reopened
trigger-kind-passed-on = It is passed on to another group

## What a survey asks
question-kind-satisfaction = Satisfaction, 1 to 5
question-kind-effort = Ease, 1 to 7
question-kind-recommendation = Recommendation, 0 to 10
question-kind-yes-no = Yes or no
question-kind-one-of = One of several
question-kind-several-of = Several options
question-kind-reasons = Reasons for a low mark
question-kind-text = Free text
question-kind-statement = Text that is only read

## What is kept of who answers a survey
confidence-named = Named
confidence-confidential = Confidential
confidence-anonymous = Anonymous

## Forms to start a survey from
survey-preset-after-case = After a case
survey-preset-quarterly = Quarterly
survey-preset-visit = Of a visit

## Surveys: whom they ask
asked-after-solution = when it is solved
asked-after-closing = when it is closed
left-out-sample = Not in the sample
left-out-asked-lately = Asked a short while ago
left-out-opted-out = Wants no surveys
left-out-never-asked = The desk decided not to ask
left-out-no-address = Has no e-mail address
left-out-own-work = Worked on the case
left-out-gone = Is not there any more
left-out-asked-by-phone = Asked on the telephone
left-out-ended = The survey had ended
round-state-planning = being prepared
round-state-sending = being sent
round-state-open = open
round-state-closed = closed
round-state-stopped = stopped
invitation-state-planned = planned
invitation-state-left-out = not asked
invitation-state-cancelled = called off
invitation-state-sent = sent
invitation-state-refused = refused by the server
invitation-state-answered = answered
invitation-state-expired = expired
answer-way-link = by an open link
answer-way-invitation = by invitation
answer-way-phone = by telephone
not-asked-themselves = Asked for no surveys
not-asked-desk = The desk decided not to survey them

follow-up-outcome-resolved = Contacted and resolved
follow-up-outcome-unresolved = Contacted, not resolved
follow-up-outcome-not-reached = Could not be reached
follow-up-outcome-not-wanted = Does not want to be contacted
follow-up-outcome-not-needed = Not needed
follow-up-state-open = Open
follow-up-state-overdue = Overdue
follow-up-state-done = Done
phone-refusal-anonymous = Anonymous: whoever asks would know who answered
phone-refusal-not-solved = The case is not solved
phone-refusal-opted-out = Wants no surveys
phone-refusal-never-asked = Is never asked
phone-refusal-own-work = Worked on the case
phone-refusal-answered = Has answered already
phone-refusal-gone = Is not there any more
phone-refusal-long-ago = The case was solved too long ago

## How requesters come in
doorway-closed = Only by the links in mails
doorway-codes = With a code that comes by mail
doorway-passwords = With the password of their account

## To whom a code is sent
guests-known = Those whom the desk knows
guests-domains = Also those with an address of certain domains
guests-anybody = Anybody

## Filters typed into the search: before and behind the colon
search-filter-status = status
search-filter-priority = priority
search-filter-assignee = assignee
search-filter-group = group
search-filter-requester = requester
search-filter-unit = unit
search-filter-following = following
search-filter-solved = solved
search-word-open = open
search-word-me = me
search-word-none = nobody
search-word-mine = mine
search-word-today = today

## Where what was looked for stands
found-in-subject = Subject
found-in-description = Description
found-in-message = Message
found-in-solution = Solution
found-in-note = Internal note
found-in-file = File
found-in-note-file = Internal file
found-in-requester = Requester
found-in-category = Category
found-in-name = Name
found-in-title = Position
found-in-email = E-mail
found-in-phone = Telephone
found-in-unit = Unit

## Meetings
meeting-kind-invitation = Invitation to a meeting
meeting-kind-cancelled = Meeting cancelled
meeting-kind-answer = Answer to an invitation
