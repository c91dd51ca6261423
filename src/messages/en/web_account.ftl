# Signing in, the first run, and what each user sets for themselves.

## Signing in

signin-title = Sign in
signin-email = E-mail
signin-password = Password
signin-do = Sign in
signin-wrong = The e-mail and the password do not match. The password tells capitals from small letters.
signin-wait = Too many attempts in a row. Try again in { $seconds ->
   [one] one second
  *[other] { $seconds } seconds
    }.
signin-forgotten = When the password is forgotten, whoever administers the desk can give another.
signin-demo = Enter as
signin-demo-explained = A demonstration desk: its data is invented and is deleted when it stops. No password is needed.
signin-demo-failed = Entering did not work. Try again.
signin-not-set-up = This desk has no administrator yet. Open the one-time link that the program showed when it started.

## The first run

setup-title = First run
setup-headline = A service desk that fits in one file
setup-lead = This page appears only once. When it is done, the desk is open, and its data is in one file: backing that up is enough.
setup-data = Data
setup-data-is = { $file }, { $size }
setup-address = Address
setup-address-tls = { $host }, with TLS
setup-address-plain = { $host }, without TLS
setup-version = Version
setup-checking = Checking the link…
setup-used = This link was used already or has expired
setup-used-explained = It works once, while the desk has no administrator. If it has one, sign in with e-mail and password; if not, starting the program again shows another link.
setup-signin = Go to the sign-in page
setup-failed = The link could not be checked. It is still good; try again.
setup-who = Who administers
setup-name = Name
setup-email = E-mail
setup-password = Password
setup-password-help = From 10 characters. Four random words are better than an odd sign.
setup-desk = The desk
setup-desk-name = Name
setup-desk-name-seen = Requesters will see it.
setup-language = Language
setup-zone = Time zone
setup-zone-now = { $zone }, now { $time }
setup-start = What to start with
setup-example = With an example
setup-example-explained = A believable desk with invented people, groups and cases, to try things out.
setup-empty = Empty
setup-empty-explained = Only categories, priorities and solution codes to begin with.
setup-do = Open the desk
setup-doing = Opening the desk…

## What each user sets

account-title = My account
account-preferences = Preferences
account-language = Language
account-zone = Time zone
account-as-desk = As the desk ({ $value })
account-theme = Appearance
account-keys = Single-letter keys
account-keys-explained = Outside fields, N opens a new case, J and K walk the list. All are in the help, under the key ?
account-saved = Saved
account-away = Absence
account-away-explained = Whoever assigns cases sees an absence.
account-away-now = Away, no date of return
account-away-until-is = Away until { $until }
account-here = Available
account-away-until = Until, if known
account-away-start = Mark as away
account-away-end = Come back now
account-password = Password
account-password-current = Current password
account-password-new = New password
account-password-help = From 10 characters. Four random words do well.
account-password-do = Change the password
account-password-done = Password changed
account-password-wrong = This is not the current password.
account-sessions = Open sessions
account-sessions-explained = Browsers in which this account is open. End those you do not recognise.
account-session-current = this browser
account-session-unknown = Nameless browser
account-session-seen = Used { $when }
account-session-since = opened { $when }
account-session-end = End
account-session-end-label = End the session of { $browser }
account-session-ended = Session ended
