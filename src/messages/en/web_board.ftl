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
board-filter-name = Name
board-filters = Kept filters
board-filter-rename = Rename
board-filter-delete = Delete filter
board-filter-kept = Filter kept: { $name }
board-filter-deleted = Filter deleted: { $name }

## Figures
board-late = Overdue
board-soon = Due within 4 h
board-new = Not taken
board-unassigned = Unassigned
board-unpromised = Without promise
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
board-part-unpromised = Without promise
board-rest = There are more. All of them are in the CSV.
board-reassign = Reassign
board-pass-one = Pass { $number } on
board-assign-one = Assign { $number }
board-given = { $number } assigned to { $name }, { $group }
board-no-group = { $name } is in no group: add the person to one first.
board-nothing = Nothing is open
board-nothing-next = Open cases appear here, what is due first on top.
board-nothing-filtered = Nothing is open with this filter
board-no-agreements = There are no service agreements yet
board-no-agreements-next = Without agreements no case has a deadline. An administrator draws them up, in the service model.
board-agree = Draw up agreements

## Load
board-load = Load
board-load-groups = Load by group
board-load-people = Load by person
board-load-priorities = Load by priority
board-name-groups = Group
board-name-people = Person
board-name-priorities = Priority
board-share = Compared with whoever has most
board-short-unassigned = Unassigned
board-short-late = Overdue
board-short-soon = In 4 h
board-drop = Drop on whoever gets it

## File
list-csv = Download CSV
board-csv = Download CSV of what is due first
board-csv-load = Download CSV of the load
board-csv-unpromised = CSV without promise
alarms-csv = Download CSV of the alarms

## On a screen on the wall
wall-title = Wall
wall-show = Show on a screen
wall-explained = The wall is the board in full screen, to be read from eight metres. It follows by itself, without signing in, and shows neither people nor subjects.
wall-name = Which screen
wall-name-help = Such as “Operations room”. The list calls it so.
wall-make = Make a link
wall-ask = Links are made by supervisors and administrators.
wall-made = Link for { $name }
wall-secret = It is shown this once. It opens the wall and nothing else; should it come into other hands, revoke it.
wall-link = the link
wall-lost = The link had been made before and cannot be shown again. Revoke it and make another one.
wall-theme = Appearance
wall-links = Links that open the wall
wall-link-made = made { $when }
wall-revoke = Revoke
wall-revoke-named = Revoke { $name }
wall-revoke-question = Revoke it? The screen shows the wall no longer.
wall-revoked = Link revoked: { $name }
wall-try = Open with this session
wall-shut = This link does not open the wall: it is incomplete, has expired or was revoked. A supervisor can make a new one.
wall-nothing = No deadline is running
wall-since = As of { $time }.
wall-open = { $open ->
    [one] One open case
   *[other] { $open } open cases
}, { $waiting } waiting
