# Administration: people, groups, model, mail, tokens, desk.

## The frame of the administration

admin-title = Administration
admin-places = Parts of the administration
admin-section-people = People and groups
admin-section-model = Service model
admin-section-desk = Desk
admin-forbidden = This is for administrators
admin-forbidden-explained = This part is for the role administrator. Whoever has it can give it, under Users.
admin-search = Search
admin-search-none = Nothing with “{ $typed }”
admin-search-none-explained = The search goes by beginnings of words. Fewer letters find more.
admin-more = Show more
admin-edit = Edit
admin-saving = Saving…
admin-saved = Saved: { $name }
admin-stale = Somebody else changed this meanwhile. What was typed is still here and was not saved.
admin-stale-show = Show what is there now
admin-stale-overwrite = Save what was typed anyway
admin-check-fields = Not saved: see what is marked.
admin-inactive = inactive
admin-remove-named = Remove { $name }
admin-name = Name
admin-email = E-mail
admin-language = Language
admin-as-desk = The desk's
admin-languages = Languages
admin-skills = Skills
admin-skills-help = Separated by commas, such as networks, printers
admin-open-tickets = Open cases

## People

admin-persons = People
admin-persons-lead = Those who ask for help.
admin-persons-search = Name, number or e-mail
admin-persons-empty = No people yet
admin-persons-empty-explained = They also appear by themselves: when a call comes from a new number, or a mail arrives.
admin-person-add = Add person
admin-person-title = What they do
admin-person-emails = E-mails
admin-person-emails-help = One a line; the first one is written to.
admin-person-phones = Phones
admin-person-phones-help = One a line, in any form: with or without country code, or an extension. Once saved they are shown in international form.
admin-person-unit = Unit
admin-person-vip = VIP: to be attended with special care
admin-person-notes = Keep in mind
admin-person-notes-help = The desk sees it when the person calls.
admin-person-active = Active: new cases may name this person
admin-person-vip-mark = VIP

## Units

admin-units = Units
admin-units-lead = Sites and departments, in a tree.
admin-units-empty = No units yet
admin-units-empty-explained = Begin with the sites; inside each go its departments.
admin-unit-add = Add unit
admin-unit-add-inside = Add inside { $name }
admin-unit-parent = Inside
admin-unit-top = Empty: it is a site.
admin-unit-open = What is inside { $name }
admin-unit-children = { $count ->
   [one] { $count } unit
  *[other] { $count } units
    }
admin-unit-country = Country
admin-unit-country-help = Two letters, such as CL. Local numbers are read by it; empty: that of the unit above.
admin-unit-active = Active: people may be given it
admin-unit-heads = Heads
admin-unit-heads-help = They see the cases of the unit, and of those below it, on their own pages. Type a name to add one.
admin-unit-headed = headed by { $names }
admin-unit-persons = { $count ->
   [one] { $count } person
  *[other] { $count } people
    }

## Users

admin-users = Users
admin-users-lead = Those who sign in with e-mail and password.
admin-users-empty = No other users yet
admin-users-empty-explained = Add those who help, and then gather them in groups.
admin-user-add = Add user
admin-user-roles = Roles
admin-user-password = Password
admin-user-password-keep = Empty: the present one stays. From 10 characters.
admin-user-password-new = Empty: they choose their own with a link, which is offered after saving.
admin-user-active = Active: may sign in
admin-user-person = The person they are as a requester
admin-user-person-help = Needed for the role requester: their cases are those of this person.
admin-user-groups = Groups
admin-user-away = away
admin-user-away-until = away until { $until }
admin-user-away-field = Away
admin-user-away-end = Until, if known
admin-user-all-roles = All roles

## Groups

admin-groups = Groups
admin-groups-lead = Resolver groups: who helps, and on which level.
admin-groups-empty = No groups yet
admin-groups-empty-explained = One of first level is enough to begin; later, one for each speciality that cases are passed on to.
admin-group-add = Add group
admin-group-level = Level
admin-group-members = Members
admin-group-members-count = { $count ->
   [0] nobody
   [one] { $count } person
  *[other] { $count } people
    }
admin-group-members-away = { $count ->
   [one] { $count } away
  *[other] { $count } away
    }
admin-group-member-add = Add somebody: type their name
admin-group-open = Open to all: every agent sees its cases
admin-group-open-short = open to all
admin-group-closed-short = members only
admin-group-sees = Who sees its cases
admin-group-active = Active: cases may be passed on to it

## Categories

admin-categories = Categories
admin-categories-lead = What a case is about, and what that fills in by itself.
admin-categories-empty = No categories yet
admin-categories-empty-explained = Begin with the services (mail, computers, network) and put inside what happens to them.
admin-category-add = Add category
admin-category-add-inside = Add inside { $name }
admin-category-parent = Inside
admin-category-top = None: it is a service
admin-category-asked = What those who ask for help read
admin-category-asked-help = In their words, for example: the printer does not print. Empty: they are not offered it.
admin-category-fills = What it fills in
admin-category-kind = Kind
admin-category-impact = Impact
admin-category-urgency = Urgency
admin-category-priority = Priority
admin-category-group = Group it is passed on to
admin-category-group-none = None: it stays with whoever registers
admin-category-on-line = First level should solve it on line
admin-category-on-line-short = on line
admin-category-active = Active: new cases may be given it

## The matrix

admin-matrix = Priority
admin-matrix-lead = Which priority follows from how much is touched and how soon it hurts.
admin-matrix-caption = Impact downwards, urgency sideways
admin-matrix-cell = { $impact }, { $urgency }
admin-matrix-was = before { $priority }
admin-matrix-changed = { $count ->
   [0] No changes
   [one] One change not saved
  *[other] { $count } changes not saved
    }
admin-matrix-meanwhile = { $impact }, urgency { $urgency }: now { $priority }
admin-matrix-undo = Back to what is saved

## Solution codes and closing

admin-solutions = Solutions and closing
admin-solutions-codes = Solution codes
admin-solutions-codes-lead = How a case may have been solved. The first active one is proposed.
admin-solutions-empty = Without codes nothing can be solved. Add at least one.
admin-solution-code = Code
admin-solution-code-help = For programs and spreadsheets, in small letters, such as fixed
admin-solution-name = What people read
admin-solution-offered = Offered
admin-solution-add = Add code
admin-solution-up = Move { $name } up
admin-solution-down = Move { $name } down
admin-solution-nameless = new code
admin-closing = Closing
admin-closing-lead = What was solved closes by itself, and an answer of the requester reopens it while that is possible.
admin-closing-close = Days until closing
admin-closing-reopen = Days in which it may be reopened
admin-closing-reopen-help = From the solution on; not fewer than the days until closing.

## Mail

admin-mail = Mail
admin-mail-lead = Which server the desk's mail leaves by.
admin-mail-missing = Mail waits; missing: { $what }. All else works.
admin-mail-missing-host = the server
admin-mail-missing-port = the port
admin-mail-missing-from-address = the sender's address
admin-mail-missing-password = the password
admin-mail-missing-key = the key that the password is encrypted with
admin-mail-missing-username = the user name
admin-mail-host = SMTP server
admin-mail-host-help = Name or address; empty: mail waits.
admin-mail-port = Port
admin-mail-security = Protection
admin-mail-username = User name
admin-mail-password = Password
admin-mail-password-kept = One is stored, and is not shown. Empty: it stays.
admin-mail-password-none = None is stored.
admin-mail-password-locked = One is stored, but cannot be read: the key that it is encrypted with is missing. Start the desk with the file of that key (--secret-key-file), or type the password again.
admin-mail-password-forget = Forget the stored password
admin-mail-from-address = Sender's address
admin-mail-from-address-help = Answers go to it.
admin-mail-from-name = Sender's name
admin-mail-from-name-help = Empty: the desk's name.
admin-mail-trusted = Certificate of the authority
admin-mail-trusted-help = Only when an authority of the organisation's own signs the certificate of the server: paste that authority's here, in PEM form. There can be several.
admin-mail-authorities = Trusted authorities
admin-mail-authority = { $subject }: valid until { $when }
admin-mail-authority-expired = { $subject }: expired { $when }
admin-mail-settings = Mail settings
admin-mail-test = Test
admin-mail-test-lead = Sends a mail now with the saved settings, and shows what the server said.
admin-mail-test-to = Send to
admin-mail-test-do = Send test
admin-mail-test-doing = Talking to the server…
admin-mail-test-ok = The server took it:
admin-mail-test-failed = The server did not take it:

## The outbox

admin-outbox = Outbox
admin-outbox-lead = The desk's mail: what waits, what failed and what left.
admin-outbox-state = Show
admin-outbox-state-failed = Failed
admin-outbox-state-queued = Waiting
admin-outbox-state-unknown = Unconfirmed
admin-outbox-state-sending = Leaving now
admin-outbox-state-sent = Sent
admin-outbox-state-cancelled = Cancelled
admin-outbox-empty-failed = Nothing failed
admin-outbox-empty-queued = Nothing waits
admin-outbox-empty-unknown = Nothing unconfirmed
admin-outbox-empty-sending = Nothing is leaving right now
admin-outbox-empty-sent = No mail has left yet
admin-outbox-empty-cancelled = Nothing cancelled
admin-outbox-empty-explained = Mail appears here when a case is registered, answered or solved.
admin-outbox-unknown-explained = The server may have taken it: the connection broke before it said so. Sending again may repeat it.
admin-outbox-attempts = { $count } attempts
admin-outbox-next = again { $when }
admin-outbox-ticket = case { $number }
admin-outbox-send-again = Send again
admin-outbox-send-again-to = Send again to { $to }
admin-outbox-requeued = The mail to { $to } leaves again

## Backups

admin-backups = Backups
admin-backups-lead = Copies of the whole desk, one file each, made while it runs and checked at the end.
admin-backups-now = Back up now
admin-backups-begun = The backup has begun
admin-backups-state = State of the backups
admin-backups-failed = The last backup failed.
admin-backups-folder-trouble = The folder of the backups cannot be read.
admin-backups-overdue = A backup is missing. It was due
admin-backups-step-beginning = Beginning…
admin-backups-step-copying = Copying
admin-backups-step-checking = Checking the copy
admin-backups-last-good = Last good backup
admin-backups-none-yet = None yet
admin-backups-next = Next
admin-backups-no-next = None planned
admin-backups-settings = Schedule
admin-backups-folder = Folder
admin-backups-folder-help = On the desk's machine, by its whole path, such as /srv/backups. Another disk is better.
admin-backups-schedule = When
admin-backups-plan-never = Never, only when asked for
admin-backups-plan-nightly = Every night at 2:30
admin-backups-plan-often = Every six hours
admin-backups-plan-weekly = On Sundays at 2:30
admin-backups-plan-other = Another schedule
admin-backups-cron = Schedule
admin-backups-cron-help = As in cron: minute, hour, day, month, weekday. For example 0 22 * * 1-5.
admin-backups-calendar = Time
admin-backups-calendar-help = That of a calendar of the model, also when clocks change.
admin-backups-calendar-desk = The desk's
admin-backups-calendar-gone = A calendar that is no longer in the model
admin-backups-keep = How many to keep
admin-backups-keep-help = The last one of each day, week and month; the others are deleted by themselves.
admin-backups-daily = Days
admin-backups-weekly = Weeks
admin-backups-monthly = Months
admin-backups-files = Backups that are there
admin-backups-empty = There are no backups in the folder
admin-backups-empty-explained = Choose a folder and a schedule; the backups appear here.
admin-backups-made = Holds all until
admin-backups-file = File
admin-backups-size = Size
admin-backups-restore = To go back to one: stop the desk and run ventanilla restore with the file. The present file is kept.

## Tokens

admin-tokens = Tokens
admin-tokens-lead = Keys for other programs to use the API.
admin-tokens-empty = No program has a key
admin-tokens-empty-explained = Make one for each program, with the smallest role that will do.
admin-token-add = Create token
admin-token-name = What it is for
admin-token-role = Role
admin-token-scope = Scope
admin-token-expires = Expires
admin-token-expires-help = Empty: it does not expire.
admin-token-never = never
admin-token-created = Created
admin-token-revoked = revoked { $when }
admin-token-expired = expired { $when }
admin-token-revoke = Revoke
admin-token-revoke-named = Revoke { $name }
admin-token-revoke-question = The program that uses “{ $name }” can no longer enter, at once. This cannot be undone.
admin-token-secret = Copy it now: it is not shown again
admin-token-secret-explained = The desk keeps only its fingerprint. If it is lost, revoke it and make another.
admin-token-copy = Copy
admin-token-copied = Copied
admin-token-copy-failed = It could not be copied: select the text and copy it by hand.
admin-token-done = Done, it is copied

## The desk

admin-desk = Desk
admin-desk-lead = How it presents itself, and what holds where nobody chose otherwise.
admin-desk-name = Name
admin-desk-name-help = Requesters read it in every mail.
admin-desk-zone = Time zone
admin-desk-country = Country
admin-desk-country-help = Two letters, such as CL. Local numbers are read by it.
admin-desk-url = Public address
admin-desk-url-help = Such as https://mesa.example. Links in mails begin with it; from then on no other names are served.
admin-desk-second-step = Roles that must have two-step verification
admin-desk-second-step-help = Whoever has one of these roles switches it on at the next sign-in, before anything else.
admin-discard = Discard what was typed
admin-unsaved = There are changes that are not saved.
admin-mail-security-none-help = Only for a trusted server on the same network.
admin-token-gone = Token “{ $name }” revoked
admin-token-no-secret = The key did not arrive here
admin-token-lost = The token was created, but the connection failed before its key was shown, and it is shown only once. Revoke it and make another.

## How the desk is
admin-health = Health
admin-health-lead = Whether all is well, and what to do when it is not.
admin-health-again = Look again
admin-health-findings = What needs attention
admin-health-good = All is well.
admin-health-count = { $count ->
    [one] One mail.
   *[other] { $count } mails.
  }
admin-health-since = Since
admin-health-said = Last heard:
admin-health-figures = Figures
admin-health-disk = Disk
admin-health-disk-of = { $free } free of { $all }
admin-health-file = Data file
admin-health-journal = Last entry of the journal
admin-health-mail-waiting = Mails waiting to leave
admin-health-mail-failed = Mails that did not leave
admin-health-runs-since = Running since
admin-health-version = Version
admin-health-certificate-until = Certificate good until
admin-health-fingerprint = SHA-256 fingerprint of the certificate
remedy-disk-full = Make room on the disk of the desk. Nothing is lost, and the desk goes on by itself as soon as there is room.
remedy-disk-fills-up = Make room on the disk of the desk, before it can no longer store anything.
remedy-secrets-locked = Start the desk with the file of that key (--secret-key-file). Until then mails wait, and the codes of the app let nobody in; recovery codes do. If the key is lost, enter the password of the mail server again, and switch two-step verification on anew.
remedy-mail-waits = Check the mail server and the way to it. Mails are tried again by themselves for almost two days.
remedy-mail-not-set-up = Enter the mail server: what waits leaves then.
remedy-mail-failed = See which and why, correct the address or the server, and send them again.
remedy-webhook-waits = See what the program that receives them answers, and whether it can be reached. Messages are tried again by themselves for almost two days.
remedy-mailbox-signed-out = Under Mailboxes, sign in with the account of each. Nothing is lost: mails wait there.
remedy-mailbox-fails = See under Mailboxes what their server says: the password, the folder or the connection. Nothing is lost: mails wait there, and it is tried again by itself.
remedy-mail-too-long = They are longer than 64 MB and stay in their mailbox: see them on the server, and move them out of the folder that is read.
remedy-webhook-failed = See which and why, correct the address or the program that receives them, and send them again.
remedy-backup-failed = Read why, put it right, and back up now.
remedy-backup-overdue = See whether the folder of the backups can be reached, and back up now.
remedy-backup-not-set-up = Choose a folder, best on another disk, and a schedule.
remedy-certificate-ends = Put a new one in its place, with its key: the desk takes it up by itself. Once it has ended, browsers no longer trust the desk.
remedy-certificate-self-made = Compare the fingerprint, below, once with the one that the browser shows. A month before its end the desk renews it by itself: the fingerprint changes, and browsers warn again. With a certificate of the organisation nobody sees warnings.

## What the desk does from time to time
admin-jobs = Periodic jobs
admin-jobs-lead = What the desk does by itself from time to time: when, with what result, and when again.
admin-jobs-zone = In the desk's time: { $zone }.
admin-jobs-run = Run now
admin-jobs-run-this = Run now: { $name }
admin-jobs-begun = Begun: { $name }
admin-jobs-every-hour = Every hour, in minute { $minute }
admin-jobs-every-day = Every day at { $time }
admin-jobs-every-other = By the schedule { $cron }
admin-jobs-never = No schedule
admin-jobs-calendar-gone = Its calendar is no longer in the model: it goes by the desk's time.
admin-jobs-by-calendar = { $said }, in the time of “{ $calendar }” ({ $zone })
admin-jobs-running = Running
admin-jobs-last = Last time
admin-jobs-last-never = Not yet
admin-jobs-next = Next
admin-jobs-next-none = None planned
admin-jobs-result = Result
admin-jobs-done = Done
admin-jobs-failed = Failed
admin-jobs-cleared = { $count ->
    [0] Done, there was nothing to delete
    [one] Done, one entry deleted
   *[other] Done, { $count } entries deleted
  }
admin-jobs-took = It took { $time }
admin-jobs-wants-folder = Nobody has chosen yet where backups go.

## Pages of requesters
guest-pages = Pages of requesters
guest-pages-help = Each mail about a case brings a link that opens it without a password. Here you decide whether they can also come in by themselves and see all of theirs.
guest-pages-doorway = How they come in
guest-pages-guests = To whom a code is sent
guest-pages-domains = Domains
guest-pages-domains-help = With commas between them, for example: canelos.example
guest-pages-link-days = Days that a link works after the case has ended
guest-pages-deadlines = Requesters read by when a solution is promised
guest-pages-copies = Whoever gets a copy of a mail to the desk is in copy of the case
guest-pages-copies-help = For those whom the desk knows and those who may come in with a code. Mails to more than 20 addresses put nobody in copy.
