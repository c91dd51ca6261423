### What the web says: frame, queues, case and parts.

## What recurs
loading = Loading
again = Try again
close = Close
cancel = Cancel
save = Save
undo = Undo
copy = Copy { $name }
copied = Copied: { $name }
copy-failed = Could not copy { $name }: select the text and copy it by hand.
chip-remove = Remove { $text }
field-optional = optional
ahead-nothing = Nothing found
ahead-count = { $count ->
    [0] Nothing found
    [one] One hit
   *[other] { $count } hits
}
priority-named = Priority: { $priority }

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
seek-label = Words of a case, number, person or command
seek-cases = Cases
seek-people = People
seek-commands = Commands
seek-nothing = Nothing with these words. Try fewer words, a number, part of a telephone, or a filter: status:open group:network
seek-unknown = Not understood: { $words }
seek-making = Search is being prepared: something may be missing
seek-all = { $count ->
    [one] See the case that was found
   *[other] See all { $count } cases that were found
}
seek-all-many = See all cases that were found (more than 1,000)
seek-left-out = Too many words. Not searched: { $words }
search-title = Results
search-label = Words, numbers or filters
search-count = { $count ->
    [one] One case
   *[other] { $count } cases
}
search-many = More than 1,000 cases
search-begin = What to look for
search-short = Too few letters
search-nothing = Nothing with “{ $typed }”
search-try = Try fewer or shorter words, a case number, part of a telephone or of an address, or a filter: status:open priority:high assignee:none group:"service desk" requester:rojas
similar-title = Similar cases, solved
similar-solution = How it was solved
similar-use-this = Use this solution: { $subject }
similar-use = Use this solution
seek-foot = ↑ ↓ choose · ⏎ take · Ctrl ⏎ see all · Esc close
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
view-new = Not taken
view-waiting = Waiting
view-following = Following
view-solved = Solved today
view-all = All

## What went wrong
problem-offline = There is no connection to the server. What was typed is kept here; it can be tried again.
problem-unauthenticated = The session is over. What was typed is still here; sign in again to go on.
problem-forbidden = This is not permitted.
problem-reauthenticate = The password has to be confirmed. What was typed is still here.
problem-second-step-due = Two-step verification has to be switched on first.
problem-link-expired = This link does not work any more.
problem-not-found = It is not there, or may not be seen.
problem-not-possible = Not possible: { $why }
problem-already-running = It is running already.
problem-stale = Somebody changed it meanwhile. What was typed is still here.
problem-invalid = Something has to be corrected. What was typed is still here.
problem-too-large = It is too large. It was not saved.
problem-rate-limited = Too many attempts. Wait { $seconds ->
    [0] a moment
    [one] one second
   *[other] { $seconds } seconds
} and try again.
problem-busy = The server is busy. Nothing was saved; it can be tried again in a moment.
problem-out-of-reach = The server cannot reach its data right now. Nothing was saved; it can be tried again in a few seconds.
problem-unconfirmed = The server's disk failed while saving, and it is not known whether it was saved. Look before repeating it.
problem-disk-full = The server's disk is full. Nothing was saved; tell whoever runs the server.
problem-secret-locked = The server lacks the key that its secrets are encrypted with. Nothing was saved; tell whoever runs the server. To sign in, a recovery code works.
problem-internal = The server failed. What was typed is kept here; it can be tried again.
problem-internal-quoted = The server failed. What was typed is kept here; it can be tried again. If it happens again, tell an administrator this code: { $id }
problem-other = It did not work: { $detail }
field-error-required = Missing
field-error-too-long = Longer than allowed ({ $max })
field-error-too-short = Shorter than allowed ({ $min })
field-error-not-an-email = Does not look like an e-mail address
field-error-not-a-phone = Does not look like a phone number
field-error-not-a-certificate = Not a certificate in PEM form, or something else with it
field-error-unknown = Does not exist
field-error-taken = Already in use
field-error-past = Already over
field-error-circle = Would lie inside itself
field-error-not-allowed = Not allowed here
field-error-not-writable = The desk may not write there. The folder must belong to the desk's user, and where systemd runs the desk, its unit must allow it (ReadWritePaths); then restart the desk
field-error-ambiguous = Fits more than one
field-error-malformed = Cannot be understood
field-error-never-open = It has no hours at all
field-error-never-due = It never comes
field-error-too-often = It comes more often than once a day
field-error-overlaps = It overlaps with another
field-error-out-of-range = It lies outside of what is possible
field-error-no-effect = It has no effect
field-error-never-matches = Its turn never comes: an earlier one always counts before it
field-error-unknown-placeholder = Between braces stands what is no field; write a brace twice for itself
field-error-unreachable = No way leads here
field-error-silences = Whoever it is for hears nothing of it, also when an escalation names them
field-error-not-met = The model gives something else than is expected
field-error-calendar-needed = The calendar that counts it is missing
field-error-nobody = There is nobody who could do it

## Queues: the list
list-others = Other queues
list-sort = Order:
list-cases = Cases
list-more = More cases
list-heading = { $state }, { $count }
list-arrived = { $count ->
    [one] One new case. Show
   *[other] { $count } new cases. Show
}
sort-down-updated = Last change
sort-updated = Longest quiet first
sort-priority = Priority
sort-down-number = Newest first
sort-number = Oldest first
density-to-roomy = Dense rows. Change to roomy
density-to-dense = Roomy rows. Change to dense
row-gone = no longer here
row-on-line = solved on line
vip = VIP
empty-mine = Nothing assigned
empty-mine-next = Cases that are taken or assigned appear here.
empty-groups = Nothing open in my groups
empty-groups-next = What is passed on to them appears here without reloading.
empty-unassigned = Nothing unassigned
empty-unassigned-next = Every open case has somebody who works on it.
empty-waiting = Nothing is waiting
empty-waiting-next = Cases that wait for the requester, a third party or a date appear here.
empty-following = Nothing is followed
empty-following-next = Cases that are followed while others work on them appear here.
empty-solved = Nothing solved today yet
empty-solved-next = What is solved today appears here.
empty-all = No open case
empty-all-next = Everything is solved.
empty-see-unassigned = See the unassigned
empty-see-groups = See those of my groups
empty-prepare = Set up the desk
key-next = Next case
key-previous = Previous case
key-back = Back to the list
key-said = Record what the requester said

## Several cases at once
key-select = Select the case
select-several = Select cases
select-one = Select case { $number }
select-count = { $count ->
    [0] None selected
    [one] One selected
   *[other] { $count } selected
}
select-none = No case is selected
select-end = End the selection
several-pass = { $count ->
    [one] Pass one case on
   *[other] Pass { $count } cases on
}
several-pass-to = { $count ->
    [one] Pass one case on to { $group }
   *[other] Pass { $count } cases on to { $group }
}
several-note-help = Each case gets the same note. The whole conversation goes along.
several-through = { $through } of { $count } done
several-taken = { $count ->
    [one] One case taken
   *[other] { $count } cases taken
}
several-passed = { $count ->
    [one] One case passed on to { $group }
   *[other] { $count } cases passed on to { $group }
}
several-left = { $count ->
    [one] One stayed as it was, and is still selected:
   *[other] { $count } stayed as they were, and are still selected:
}

## Who has it and what it waits for
holder-group = { $group }, unassigned
holder-none = unassigned
waits-until = waits until { $moment }
waits-third-party = { $days ->
    [0] waits for a third party
    [one] waits for a third party, one day
   *[other] waits for a third party, { $days } days
}
waits-requester = { $days ->
    [0] waits for { $name }
    [one] waits for { $name }, one day
   *[other] waits for { $name }, { $days } days
}

## The case
case-none = No case chosen
case-none-next = Choose one from the list: J and K move, Enter opens.
case-gone = This case went to a group whose cases cannot be seen from here. What was typed is kept in this browser.
case-parts = Parts of the case
back-to = Back to { $place }
more-actions = More actions
closes = closes
tab-talk = Conversation
tab-others = Other cases ({ $count })
timeline = Conversation and facts
timeline-older = Show what was before
timeline-unread = { $count ->
    [one] One new message below. See
   *[other] { $count } new messages below. See
}
meanwhile = While this was being written: { $what }
see = See
side = Requester and context
said-by-channel = { $channel ->
    [phone] by phone
    [mail] by e-mail
    [web] on the web
    [counter] at the counter
    [api] by the API
   *[monitoring] by monitoring
}
said-to-by-channel = to { $name }, { $how }
said-note = internal note
said-nothing = No text
said-kept-by = Recorded by { $name }
mail-queued = Mail queued
mail-leased = Sending the mail
mail-sent = Mail sent
mail-cancelled = Mail discarded
mail-unknown = Mail not confirmed
mail-failed = The mail did not go out: { $error }
mail-again = Send again

## What happened, in one line
facts-folded = { $count } facts: { $what }
did-fact = { $what } · { $name }
did-wrote = { $name } wrote
did-noted = { $name } added an internal note
fact-taken = Taken by { $name }
fact-assigned = Assigned to { $name }
fact-released = Given back to { $group }
fact-passed = Passed on to { $group }, { $level }
fact-passed-to = Passed on to { $group }, { $level }, to { $name }
fact-classified = Classified as { $category }, priority { $priority }
fact-classified-none = No category, priority { $priority }
fact-prioritised = Priority { $priority }: { $reason }
fact-matrix = Priority { $priority }, by the matrix
fact-waited-until = Waiting until { $until }
fact-solved = Solved: { $code }
fact-solved-on-line = Solved on line: { $code }
fact-on-line = Counts as solved on line: { $reason }
fact-not-on-line = Does not count as solved on line: { $reason }
fact-reopened = Reopened
fact-reopened-because = Reopened: { $reason }
fact-cancelled = Cancelled: { $reason }
fact-followed = Followed
fact-unfollowed = No longer followed
fact-watched = In copy: { $name }
fact-unwatched = No longer in copy: { $name }
fact-plain-opened = Registered
fact-plain-edited = Details of the case changed
fact-plain-started = Work began
fact-plain-resumed = Resumed
fact-plain-closed = Closed
fact-plain-sealed = The time to reopen it is over

## The side panel
requester = Requester
unit = Unit
person-heads = Heads
phone = Phone
email = E-mail
language = Language
affected = Affected person
copy-phone = phone { $phone }
others-of = Other cases of { $name }
others-all = all
others-none = There are no others.
classification = Classification
classify-change = change
category = Category
category-none = No category
kind = Kind
impact = Impact
urgency = Urgency
priority = Priority
priority-overridden = The matrix would give { $matrix }. { $name }: { $reason }
group = Group
group-none = No group
channel = Channel
opened = Registered
followers = Followed by
watchers = In copy
passage = Where it has been
passage-between = { $start } to { $end }
passage-since = since { $start }
lasting-less = less than { $minute }

## Writing
composer-what = What is written
composer-reply = Reply
composer-note = Internal note
composer-said = What they said
composer-reply-reads = { $name } reads it, by mail
composer-reply-no-mail = { $name } has no e-mail: the reply stays in the case
composer-reply-undelivered = Mails to { $name } do not arrive: tell them some other way too
composer-note-reads = Only the desk reads it
composer-said-reads = Kept as said by { $name } { $how }; no mail goes out
composer-said-how = Where they said it
composer-said-label = What { $name } said { $how }
composer-to = Reply to { $name }
composer-send = Send to { $name }
composer-keep = Save internal note
composer-said-keep = Record what { $name } said
composer-draft = Draft, { $time }

## Files
files-attach = Attach files
files-with-it = Files that go with what is written
files-came-with-it = Attached files
files-progress = Uploading { $name }
files-remove = Remove { $name }
files-removed = { $name } was removed
files-arrived = { $name } is ready to be sent
files-more = { $count ->
    [one] Show 1 more file
   *[other] Show { $count } more files
}
files-show = Preview of { $name }
files-remove-first = First remove the files that cannot be sent
files-on-their-way = Wait until the files are uploaded
files-too-many = Too many: { $max } files at the most
files-too-large = Too large: a file may have up to { $size }
files-gone = No longer at the desk: remove it and attach it again

## Actions of the case
person = Person
reason = Reason
subject = Subject
description = Description
affected-help = When the case is about somebody else than who asks. Emptying the field takes it away.
reads-desk = only the desk reads it
reads-group = { $group } reads it
reads-next-group = the group that gets it
reads-requester = { $name } reads it
reads-by-mail-or-empty = by mail, may be left empty
away = { $name }, away
pass = Pass on
pass-to = Pass on to { $group }
passed = { $number } passed on to { $group }
pass-nobody = Nobody in particular
pass-proposed = { $level }. Proposed by the service model.
pass-note = What is known and what was tried
pass-note-help = The whole conversation goes along.
pass-reply = What { $name } is told
wait = Put on hold
waiting-now = { $number } is waiting
wait-for-what = What it waits for
wait-requester = An answer from { $name }
wait-requester-help = The answer brings it back.
wait-third-party = A third party: a provider, another area
wait-moment = A date and time
wait-until = Until
wait-until-help = At that moment it comes back by itself.
wait-question = What { $name } is asked
wait-reason = Why it waits
solve = Solve
solved = { $number } solved
solution = Solution
solve-code = How it was solved
solve-code-none = The desk has no active solution codes. Leave the case open, and ask an administrator for one.
solve-closes = { $days ->
    [one] It closes by itself in one day, unless somebody reopens it.
   *[other] It closes by itself in { $days } days, unless somebody reopens it.
}
reason-title-reopen = Reopen
reason-done-reopen = { $number } reopened
reason-title-cancel = Cancel the case
reason-done-cancel = { $number } cancelled
cancel-what = The case ends without a solution. This cannot be undone.
assign = Assign
assign-in = To somebody of { $group }
assign-nobody = Nobody: it stays with the group
assigned = { $number } assigned
change-priority = Change priority
priority-matrix = What the matrix gives
priority-matrix-help = Now it would give { $priority }
priority-changed = { $number } has another priority
correct-on-line = Correct solved on line
on-line-question = How this case counts
on-line-yes = Solved on line
on-line-yes-help = First level solved it in the contact that opened it.
on-line-no = It was not on line
on-line-corrected = { $number } corrected
edit = Edit the case
edited = { $number } saved
classify = Classify
classified = { $number } classified
classify-gives = It would have
classify-overridden = The priority was decided by hand; it does not change with the classification.
taken = { $number } taken
resumed = { $number } resumed
closed = { $number } closed
followed = { $number } is followed
unfollowed = { $number } is no longer followed
unfollow = Stop following
copy-title = In copy of the case
copy-help = Whoever is in copy reads what the requester reads, gets the answers by mail and may write. They do not decide whether it is solved.
copy-who = Person
copy-add = Put in copy
copy-added = { $name } is in copy
copy-change = Change
copy-remove = Remove
copy-remove-name = Remove { $name }
copy-removed = { $name } is no longer in copy

## What requesters see
my-title = Your cases
fact-with-group = { $group } is working on it

## People
people-seek = Search
people-seek-hint = Name, e-mail or phone
people-begin = Type two letters of the name or the e-mail, or the end of a phone number.
people-edit = Edit
people-no-cases = Has asked for nothing yet

health-open = Show health
health-and-more = { $count ->
    [one] And one thing more.
   *[other] And { $count } things more.
  }
finding-disk-full = The disk is full: only reading and signing in go on.
finding-disk-fills-up = The disk is filling up: attachments are refused.
finding-secrets-locked = The key is missing that the secrets of the desk are encrypted with.
finding-mail-waits = Some mails cannot leave.
finding-mail-not-set-up = Mails wait, and there is no mail server.
finding-mail-failed = Some mails did not leave.
finding-webhook-waits = Some messages are not taken by other programs.
finding-mailbox-signed-out = Somebody has to sign in to some mailboxes again.
finding-mailbox-fails = Some mailboxes cannot be read.
finding-mail-too-long = Some mails are too long to be fetched.
finding-mail-aside = There are mails set aside that a person may have written.
finding-holidays-end = There are calendars that will soon have no more holidays: after that, clocks run on them too.
finding-webhook-failed = Some messages to other programs were not delivered.
finding-backup-failed = The last backup failed.
finding-backup-overdue = A backup is missing.
finding-backup-not-set-up = No backups are scheduled.
finding-certificate-ends = The certificate ends soon, or has ended.
finding-certificate-self-made = The desk uses a certificate that it made itself: browsers warn.
