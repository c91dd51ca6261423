### What the web says: frame, queues, case and parts.

## What recurs
loading = Loading
again = Try again
close = Close
cancel = Cancel
save = Save
undo = Undo
copy = Copy { $name }
copied = Copied: { $text }
copy-failed = Could not copy: { $text }
chip-remove = Remove { $text }
field-optional = optional
ahead-nothing = Nothing found
ahead-count = { $count ->
    [0] Nothing found
    [one] One hit
   *[other] { $count } hits
}
priority-named = { $priority } priority

## The frame
frame-skip = Go to the content
frame-rail = Queues and places
rail-queues = Queues
rail-desk = Desk
new-case = New case
account-of = { $name }, account
sign-out = Sign out
go-home = Go to the start
place-people = People
place-admin = Administration
place-account = Account and preferences
place-my = What I asked for
not-found = Not here
not-found-why = The address does not exist, or you may not see it.
offline-since = No connection since { $time }. What was typed is kept here; what is on the screen may have changed.

## Search and commands
seek-placeholder = Search or type a command
seek-label = Case number, person or command
seek-foot = ↑ ↓ choose · ⏎ take · Esc close
seek-case = Case { $number }
seek-open-cases = { $count ->
    [one] One open case
   *[other] { $count } open cases
}

## Keys
key-help = Keys
key-new = New case
key-seek = Search
key-command = Type a command
key-go = Go to { $place }
keys-off = Single letters are switched off in the account.

## Queues
view-mine = My cases
view-groups = My groups
view-unassigned = Unassigned
view-waiting = Waiting
view-following = Following
view-solved = Solved today
view-all = All

## What went wrong
problem-offline = There is no connection to the server. What was typed is kept here; it can be tried again.
problem-unauthenticated = E-mail and password do not match.
problem-forbidden = This is not permitted.
problem-not-found = It is not there, or may not be seen.
problem-not-possible = Not possible: { $why }
problem-stale = Somebody changed it meanwhile. What was typed is still here.
problem-invalid = Something has to be corrected. What was typed is still here.
problem-too-large = It is too large. It was not saved.
problem-rate-limited = Too many attempts. Wait { $seconds ->
    [0] a moment
    [one] one second
   *[other] { $seconds } seconds
} and try again.
problem-busy = The server is busy. Nothing was saved; it can be tried again in a moment.
problem-internal = The server failed. What was typed is kept here; it can be tried again.
problem-other = It did not work: { $detail }
field-error-required = Missing
field-error-too-long = Longer than allowed ({ $max })
field-error-too-short = Shorter than allowed ({ $min })
field-error-not-an-email = Does not look like an e-mail address
field-error-not-a-phone = Does not look like a phone number
field-error-unknown = Does not exist
field-error-taken = Already in use
field-error-past = Already over
field-error-circle = Would lie inside itself
field-error-not-allowed = Not allowed here
field-error-ambiguous = Fits more than one
field-error-malformed = Cannot be understood
