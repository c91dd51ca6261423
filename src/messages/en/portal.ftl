# What the pages of those who ask for help say.

portal-nothing = This page cannot be opened
portal-nothing-text = The link is incomplete, does not work any more or is somebody else's. Open the link in the last e-mail that we sent you about your case. If you do not have it, write to the service desk or call it: your case is being taken care of all the same.
portal-case = Case { $number }, from { $name }
portal-news = There is something new in the case.
portal-footer = This link is personal and works until { $days ->
        [one] a day
       *[other] { $days } days
    } after the case has ended. You can also answer the e-mails that you get.

## Where the case stands
portal-state = State
portal-with = It is with
portal-due = Due
portal-since = Received
portal-last = Last news
portal-means-new = Somebody will take it soon.
portal-means-in-progress = Somebody is working on it.
portal-means-resolved = If it is not right yet, you can say so until { $until }.
portal-means-closed = If it happens again, ask for help anew.
portal-means-closed-until = If it happens again, you can say so until { $until }.
portal-means-cancelled = It ended without a solution by the desk.
portal-waits-for-you = We need your answer to go on.
portal-waits-for-others = We are waiting for a third party.
portal-waits-until = We will go on with it { $until }.

## Conversation
portal-talk = Conversation
portal-earlier = Show what came before
portal-latest = Show the latest
portal-you = You
portal-how = { $channel ->
        [phone] by telephone
        [mail] by e-mail
        [web] on the web page
        [counter] at the counter
       *[other] {""}
    }
portal-save = save { $name }
portal-fact-with = Passed on to { $group }
portal-fact-with-desk = Came back to the desk
portal-fact-question = We need your answer
portal-fact-waits-for-you = Waiting for your answer
portal-fact-waits-for-others = Waiting for a third party
portal-fact-waits-until = Waiting until { $until }
portal-fact-started = Somebody took it up
portal-fact-resumed = Taken up again
portal-fact-solution = Solution
portal-fact-reopened = Reopened
portal-fact-closed = Closed
portal-fact-cancelled = Cancelled

## What can be done
portal-add = Add something
portal-send = Send to the desk
portal-files = Files
portal-files-most = optional, up to { $most } MB each
portal-settled = It is settled
portal-settled-reason = Whoever asked for help says that it is settled.
portal-is-it-solved = Is it solved?
portal-accept = Yes, it is solved
portal-reject-what = If it is not solved, tell us what is missing
portal-reject = It is not solved
portal-too-late = The time for reopening this case is over. If it happens again, ask for help anew.
portal-over = This case has ended. If you need anything else, ask for help anew.

## What was done, or what is missing
portal-done-sent = The desk has received what you sent.
portal-done-accepted = Thank you. The case is closed.
portal-done-rejected = The case is open again, and the desk has received what you sent.
portal-done-settled = Thank you for telling us. The case is closed as solved; if it happens again, say so here.
portal-leave-copy = Leave the copy
portal-left-copy = You are no longer in copy
portal-left-copy-text = We will not write to you about this case any more.
portal-required = Write something, or attach a file.
portal-too-long = The text has more than { $max } characters.
portal-not-possible = That is not possible any more: { $why }. What you wrote is still here.
portal-too-large = You can send up to 20 files of { $most } MB each. What you wrote is still here; choose again those that are missing.
portal-disk-full = No files are taken in at the moment. Send what you wrote without them, or try again later.
portal-too-often = You sent a lot in a short time. What you wrote is still here: send it again in a moment.
portal-not-taken-in = It could not be taken in. What you wrote is still here: send it again in a moment.

## The door and one's own cases
portal-enter = Come in to your cases
portal-enter-text = Type your e-mail address and we will send you a code for coming in. No password is needed.
portal-email = Your e-mail address
portal-email-wrong = That does not look like an e-mail address.
portal-send-code = Send the code
portal-code-title = Type your code
portal-code-text = If you can come in with that address, we have sent you a code of six digits. It arrives in a moment and works for ten minutes.
portal-code = Code
portal-code-wrong = The code is not right, or its time is over.
portal-come-in = Come in
portal-other-code = Ask for another code
portal-wait = Please wait a moment
portal-wait-text = It was asked for or tried many times. Wait some minutes and try again.
portal-staff = I work at the desk
portal-password-text = At this desk you come in with the password of your account.
portal-password = Come in with a password
portal-mine = Your cases
portal-open-cases = Open
portal-no-open = You have no open cases.
portal-past-cases = Earlier
portal-no-past = You have no earlier cases.
portal-more = Show more
portal-leave = Sign out
portal-row = Case { $number }, { $state }, received { $when }
portal-row-with = with { $group }
portal-lists = Your lists
portal-unit = Cases of your unit
portal-unit-below = What the people of these units ask for, and of the units below them.
portal-which = Which
portal-unit-no-open = Your unit has no open cases.
portal-unit-no-past = Your unit has no past cases.
portal-waits-for-them = It waits for an answer from { $name }.
portal-fact-waits-for-them = Waiting for an answer from { $name }
portal-means-resolved-theirs = If it is not right, { $name } can say so until { $until }.
portal-theirs-to-say = If it is not right, { $name } can say so.

## Asking for help
portal-ask = Ask for help
portal-ask-subject = What it is about
portal-ask-subject-help = Choose from the list what comes closest, or write it in a few words.
portal-ask-text = What is happening
portal-ask-text-help = Since when, where you are and what you tried.
portal-ask-send = Send to the desk
portal-ask-open = There are open cases like this
portal-ask-open-text = If it is about one of these, go on there: it reaches whoever is working on it sooner.
portal-done-asked = We have received your case: its number is { $number }. Somebody at the desk will take it, we will write to you when there is news, and you can follow it on this page.
portal-ask-unit = Somebody of your unit has already told us of something alike
portal-ask-unit-text = If it is the same, the desk is on it and you need not send it again.
portal-ask-for = For whom
portal-ask-for-help = If it is not for you: the name or mail address of somebody of your unit.
portal-ask-for-several = Several people of your unit have that name. Write the mail address of who needs it.
portal-ask-for-nobody = We did not find that person in your unit. Correct the name, write their mail address or leave the field empty.
portal-ask-reach = How to reach you
portal-ask-reach-help = Telephone, extension or place, and at what time.
portal-ask-files = These have arrived and go with what you send:
portal-ask-before = Before you send it
portal-ask-topic = Is it about one of these?
portal-ask-no-topic = No, about something else
portal-ask-another = It is another matter: send
portal-ask-or-change = Or change what you wrote:
portal-ask-back = Here is what you had written. Files have to be chosen again.
portal-ask-offline = There is no connection. What you wrote is kept in this browser: send it when the connection is back.
portal-for = For
portal-in-copy = In copy
portal-quoted = Quoted text and signature
portal-face-pictures =
    { $count ->
        [one] One picture is not shown here because of its size: it is among the files.
       *[other] { $count } pictures are not shown here because of their size: they are among the files.
    }
portal-face-none = This mail cannot be shown as it looked. Its text is in the case, and the original mail can be downloaded.

## One's own data
portal-me = Your data
portal-me-saved = It is saved.
portal-me-fixed = If your name or mail address is not right, tell the desk.
portal-me-name = Your full name
portal-me-say-name = Say what you are called
portal-me-phones = Telephones
portal-me-phones-help = One on each line, the one to call first at the top.
portal-me-not-a-phone = “{ $number }” does not look like a telephone number.
portal-me-language = The language in which we write to you
portal-me-desks-language = The desk's
portal-me-mails = Mails about your cases
portal-me-mails-all = All
portal-me-mails-essential = Answers, questions and solutions only
portal-me-save = Save

portal-nothing-sent = What you wrote was not sent. This browser keeps it for some hours, if it can: it will be on the page of the case when you open it again.
