### Supervision: how much there is, what is due first, and who has it.

place-board = Supervision
board-live = { $moment }, live
board-now = Now
board-whose = Whose
board-everybody = All groups
board-groups = Groups
board-people = People
board-no-group-name = No group
board-every-priority = All priorities
board-all-priorities = Of all priorities
board-filters-off = Remove filters
board-keep = Keep filter
board-forget = Forget filter
board-kept = Filter kept in this browser: Supervision opens with it.
board-forgotten = Filter forgotten: Supervision opens with everything.

## Figures
board-late = Overdue
board-soon = Due within 4 h
board-new = Not taken
board-unassigned = Unassigned
board-waiting = Waiting
board-open = Open
board-at-least = { $count } or more

## What is due
board-due = Due first
board-moved = The list changed. Show
board-case = Case
board-unit = Unit
board-promised = Promised to the client
board-promised-groups = Promised between groups
board-holder = Who has it
board-no-promise = no commitment
board-part-late = Overdue
board-part-soon = Within 4 hours
board-part-later = Later
board-rest = There are more. All of them are in the CSV.
board-reassign = Reassign
board-pass-one = Pass { $number } on
board-assign-one = Assign { $number }
board-given = { $number } assigned to { $name }, { $group }
board-no-group = { $name } is in no group: add the person to one first.
board-nothing = No deadline is running
board-nothing-next = Open cases that have a deadline appear here, what is due first on top.
board-nothing-filtered = No deadline with this filter
board-no-agreements = There are no service agreements yet
board-no-agreements-next = Without agreements no case has a deadline. An administrator draws them up, in the service model.
board-agree = Draw up agreements

## Load
board-load = Load
board-load-groups = Load by group
board-load-people = Load by person
board-name-groups = Group
board-name-people = Person
board-share = Compared with whoever has most
board-short-unassigned = Unassigned
board-short-late = Overdue
board-short-soon = In 4 h
board-drop = Drop on whoever gets it

## File
list-csv = Download CSV
board-csv = Download CSV of what is due first
alarms-csv = Download CSV of the alarms

## On a screen on the wall
wall-title = Wall
wall-show = Show on a screen
wall-explained = The wall is the board in full screen, to be read from eight metres. It refreshes itself and shows no people. It opens by a link of its own, without signing in:
wall-make-token = Make a token with the role of supervisor that may only read
wall-ask-token = Ask an administrator for a token with the role of supervisor that may only read
wall-open-link = Open on the screen, with the token at the end:
wall-link = the beginning of the link
wall-theme = To choose light or dark:
wall-secret = Whoever has that token can read all that a supervisor sees: keep it on that screen only, and revoke it when it is no longer used.
wall-try = Open with this session
wall-shut = This link does not open the wall: the token is missing, has expired or was revoked. Open the whole link again, or ask for a new one.
wall-since = As of { $time }.
wall-open = { $open ->
    [one] One open case
   *[other] { $open } open cases
}, { $waiting } waiting
