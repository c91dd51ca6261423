### Mail that comes in: mailboxes, what was set aside, and each mail in its case.

mailboxes-title = Mailboxes
mailboxes-lead = Mails that become cases and answers. Each is kept as it came before its server is told anything.
mailboxes-empty = The desk reads no mailbox
mailboxes-empty-explained = With a mailbox, people's mails become cases, and their answers come back to the same case.
mailboxes-add = Add mailbox
mailboxes-idle = Inactive
mailboxes-locked = The key of its password is missing
mailboxes-read = Read
mailboxes-not-read-yet = Not read yet since the desk was started.
mailboxes-backlog = { $count ->
    [one] 1 mail waits
   *[other] { $count } mails wait
}
mailboxes-too-long = { $count ->
    [one] There is 1 mail of more than 64 MB, which the desk does not fetch: look at it on the server.
   *[other] There are { $count } mails of more than 64 MB, which the desk does not fetch: look at them on the server.
}
mailboxes-trouble = It cannot be read:
mailboxes-name = Name
mailboxes-address = Mail address
mailboxes-address-help = The one that people write to, and that their answers go to.
mailboxes-sends-from = Send from
mailboxes-sends-from-help = Address that mails about its cases leave from, if the outgoing server allows it. Empty: that of the mail settings.
mailboxes-host = IMAP server
mailboxes-port = Port
mailboxes-security = Protection
mailboxes-security-tls = TLS (port 993)
mailboxes-security-starttls = STARTTLS (port 143)
mailboxes-security-none = Not encrypted
mailboxes-username = User
mailboxes-username-help = Empty: the mail address.
mailboxes-password = Password
mailboxes-password-keep = Empty: the one there is stays; it is never shown.
mailboxes-way = How it is read
mailboxes-by-password = With user and password
mailboxes-by-microsoft = With a Microsoft 365 account
mailboxes-by-google = With a Google account
mailboxes-by-other = With another provider (OAuth 2)
mailboxes-by-forwarded = It is not read: mail is forwarded to the desk
mailboxes-forwarded-help = The mail server brings it by SMTP or LMTP to the address that the desk was started with (option --smtp-listen).
mailboxes-forwarded = mail is forwarded to the desk
mailboxes-tenant = Organisation at Microsoft
mailboxes-tenant-help = Its domain or its id (tenant). Empty: accounts of any organisation.
mailboxes-client-id = Client id
mailboxes-client-id-help = The one that the provider gave when the desk was registered as an application.
mailboxes-client-secret = Client secret
mailboxes-client-secret-help = A public client has none.
mailboxes-client-secret-keep = Empty: the one there is stays as long as nothing of the application changes. It is never shown.
mailboxes-return = Return address
mailboxes-return-help = To be registered with the provider as redirect URI.
mailboxes-return-missing = The desk has no public address, and without one the provider can send nobody back.
mailboxes-usual = Addresses and permissions of the provider
mailboxes-usual-help = Empty: the provider's usual one.
mailboxes-authorization-url = Authorisation address
mailboxes-token-url = Token address
mailboxes-scope = Permissions (scope)
mailboxes-inside-host = Token server on the premises
mailboxes-inside-host-help = The host of that address once more if it lies inside your own network; otherwise only public addresses are called.
mailboxes-sign-in-microsoft = Sign in with Microsoft
mailboxes-sign-in-google = Sign in with Google
mailboxes-sign-in-other = Sign in
mailboxes-sign-in-this = { $what } for { $name }
mailboxes-sign-in-later = After saving, somebody signs in with the mailbox's account.
mailboxes-sign-in-first = Nobody has signed in yet
mailboxes-sign-in-again = Somebody has to sign in again
mailboxes-signed-in = Signed in
mailboxes-sign-in-done = Signed in: { $name } is read from now on
mailboxes-sign-in-refused = The provider let nobody in:
mailboxes-sign-in-over = This sign-in does not count any more: it took more than ten minutes, or began in another session. Begin again.
mailboxes-folder = Folder to read
mailboxes-move-to = Folder for what was taken in
mailboxes-move-to-help = Empty: mails stay where they are, marked as read; those not read come in and, from the desk’s first look on, also those that somebody reads before it. With a folder all that lie there come in, and go to it.
mailboxes-group = Resolver group
mailboxes-group-none = First level
mailboxes-group-help = Gets its cases when no rule of the model says otherwise.
mailboxes-category = Category
mailboxes-category-none = No category
mailboxes-language = Language of those who write for the first time
mailboxes-language-desk = That of the desk
mailboxes-certificates = Certificates (PEM)
mailboxes-active = Read this mailbox
mailboxes-active-forwarded = Take mail for this address
mailboxes-test = Test
mailboxes-test-this = Test { $name }
mailboxes-test-ok = It opens. { $mails ->
    [one] There is 1 mail in the folder
   *[other] There are { $mails } mails in the folder
}; { $waiting ->
    [0] none waits.
    [one] 1 waits.
   *[other] { $waiting } wait.
}
mailboxes-test-failed = It does not open:
mailboxes-tells = The server says at once when something comes.
mailboxes-polls = The server does not say; the desk looks every half minute.

mails-aside-title = Mails set aside
mails-aside-lead = What came and neither began nor continued a case. Nothing is lost: see why, and take it in all the same.
mails-aside-empty = No mails are set aside
mails-aside-empty-explained = Automatic answers, mass mails, repetitions, suspected spam and what comes in excess are kept here.
mails-aside-no-subject = No subject
mails-aside-take-in = Take in all the same
mails-aside-take-in-this = Take in all the same: { $subject }
mails-aside-taken = Taken into case { $number }
mails-aside-why = Reason
mails-aside-all = All
mails-aside-take-in-chosen = { $count ->
    [one] Take in the chosen one
   *[other] Take in the { $count } chosen
}
mails-aside-taking = { $done } of { $all }
mails-aside-taken-several = Taken into { $count } cases
mails-aside-choose = Choose: { $subject }
mails-aside-look = Show the text
mails-aside-named = { $what }: { $subject }
mails-aside-look-no-more = Hide
mails-aside-no-text = It has no text.
mails-aside-files = { $count ->
    [one] It brings 1 file:
   *[other] It brings { $count } files:
}

letter-quoted = Quoted text and signature
letter-face = See as it came
letter-face-hide = See the text only
letter-face-title = Mail from { $name }, as it came
letter-pictures = Load pictures from elsewhere
letter-pictures-help = Whoever sent them may hear that it was read.
letter-raw = Original mail
letter-left-out = { $count ->
    [one] 1 more file is only in the original mail.
   *[other] { $count } more files are only in the original mail.
}
letter-shortened = It is very long: this is the beginning, and the rest is in the original mail.
letter-sealed = This mail is encrypted, or its text lies within its signature, and cannot be read here. Download the original mail to open it with the program of whoever has the key.
letter-meeting = { $kind }: { $what }
letter-failed = The sender of this mail may be false: it did not pass the checks of the server that received it ({ $checks }).
letter-waits = Written by somebody who has nothing to do with the case. The requester does not see it.
letter-let-in = Let it into the case
letter-was-let-in = It is a message of the case
letter-after = It answers case { $number }, which cannot be reopened any more.
letter-server = Mail server
letter-server-words = What the server said
letter-bounced = A mail of the desk did not reach { $address }.
person-undelivered = Mails to this address do not arrive. The last one came back
