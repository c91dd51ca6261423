# Coming in: links for a password, the second step, proving once more who one is.

## A forgotten password

forgotten-title = I forgot my password
forgotten-explained = A link for choosing another password goes to the address that you sign in with.
forgotten-do = Send the link
forgotten-sent = If somebody signs in here with { $email }, a mail is on its way with a link that works for an hour. If it does not come, look among the junk mail; after ten minutes another one can be asked for.
forgotten-back = Back to signing in

## Choosing a password with a link

password-title = Choose the password
password-checking = Checking the link…
password-unclear = The link could not be checked. It still works; try again.
password-over = This link does not work any more.
password-over-explained = It works once and for a time, and ends when another is asked for. Ask for another where you sign in, or an administrator of the desk.
password-for-invitation = { $name }, this is the way into the desk. A password is still to be chosen.
password-for-reset = { $name }, choose a new password here. Every open session will be closed.
password-new = New password
password-do = Save the password and sign in
password-until = You sign in with { $email }. The link works until { $until }.

## The second step

second-step-title = Two-step verification
second-step-off = Besides the password, a code is asked for that changes every 30 seconds in an app on the telephone. So a stolen password is not enough.
second-step-on = On. { $count ->
    [0] No recovery codes are left: better make new ones.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
 }
second-step-required = The desk wants it for the roles of this account. You go on when it is done.
second-step-begin = Switch on
second-step-replace = Change telephone
second-step-end = Switch off
second-step-ended = Two-step verification is off
second-step-scan = Scan this code with an authenticator app, such as Aegis, FreeOTP or the telephone's own.
second-step-picture = QR code with the key for the app; the same key is written below.
second-step-type = Without a camera, type this key:
second-step-key = Key for the app
second-step-code = Code
second-step-code-wrong = The code does not fit. Check the telephone's clock, and type the one it shows now.
second-step-confirm = Confirm
signin-code-help = The 6 digits that the app shows, or a recovery code.
signin-code-wrong = The code does not fit, or was used before. Wait for the next one.
signin-code-lost = Without telephone and recovery codes, an administrator of the desk can switch this step off.

recovery-title = Recovery codes
recovery-explained = Each works once, should the telephone be lost. They are shown only now: keep them in a safe place.
recovery-repeated = The codes were shown already. If they were not kept, make new ones under My account.
recovery-copy = Copy
recovery-copied = Codes copied
recovery-copy-failed = Could not copy. Write them down by hand.
recovery-done = I have kept them
recovery-renew = Make new codes

## Proving it once more

proof-title = Confirm the password
proof-explained = What is about to be done changes who comes in, or what they may do. What was typed stays as it is.
proof-do = Confirm

## How a user comes in

access-title = Access
access-password-set = Has a password.
access-password-missing = Has no password yet: still to be invited.
access-mail = Send a link by mail
access-show = Show a link
access-link = Link for choosing the password
access-mailed = The link is on its way to { $email }. It works once.
access-shown = This link is shown only now, and works once, until { $until }.
access-no-mail = To send it by mail, the desk needs its public address and a mail server. Meanwhile it can be shown.
access-second-step = Signs in with two-step verification.
access-second-step-end = Switch two-step verification off
access-second-step-ended = Verification is off: the password alone is enough again.
access-no-sessions = Has no open sessions.
access-end-all = Close every session
access-all-ended = Sessions closed
