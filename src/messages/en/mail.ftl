### The mails that leave the desk.
### $number is the number of the case, $subject its subject, $when and $until a moment as it is told in a sentence.

mail-counter = To reply, please write above this line
mail-greeting = Hello { $name },
mail-footer = This e-mail carries no pictures, and does not measure whether it was opened.
mail-open-case = Open the case

mail-row-subject = Subject
mail-row-priority = Priority
mail-row-description = Description
mail-row-requester = Requester
mail-row-unit = Unit
mail-row-channel = Channel
mail-row-files = Files
mail-row-holder = With
mail-is-due = due { $when }
mail-was-due = was due { $when }

## Case registered, to the requester
mail-subject-opened = We received your case: { $subject }
mail-heading-opened = We received your case { $number }
mail-intro-opened =
    { $channel ->
        [phone] We registered what you told us by phone { $when }.
        [mail] We registered what you wrote to us by e-mail { $when }.
        [web] We registered what you wrote to us on the web page { $when }.
        [counter] We registered what you told us at the counter { $when }.
       *[other] We registered your case { $when }.
    }
mail-held-by = { $name } has it.
mail-after-opened = We will write to you when there is news. If something changes or is missing, please reply to this e-mail.

## Reply, to the requester
mail-subject-replied = Reply to your case: { $subject }
mail-heading-replied = Reply to your case { $number }
mail-intro-replied = { $name } wrote to you { $when }:
mail-after-replied = To answer, reply to this e-mail.

## Waiting, to the requester
mail-subject-waiting-for-you = We are waiting for your answer: { $subject }
mail-heading-waiting-for-you = We are waiting for your answer in case { $number }
mail-intro-waiting-for-you = To go on with the case we need something from you. { $name } wrote { $when }:
mail-waiting-plain = To go on with the case we need your answer.
mail-waiting-until = If we do not hear from you, we will come back to it { $until }.
mail-after-waiting-for-you = Replying to this e-mail is enough.

## Solution, to the requester
mail-subject-solved = We solved your case: { $subject }
mail-heading-solved = We solved your case { $number }
mail-intro-solved = { $name } solved your case { $when }. This is what was done:
mail-after-solved = If the problem persists or comes back, reply to this e-mail: the case can be reopened until { $until }.

## Case reopened, to the requester
mail-subject-reopened = We reopened your case: { $subject }
mail-heading-reopened = We reopened your case { $number }
mail-intro-reopened = We opened the case again { $when } and are working on it.
mail-after-reopened = We will write to you when there is news. If something changes or is missing, please reply to this e-mail.

## To those in copy
mail-subject-copy = { $what }: { $subject }
mail-heading-copy = Case { $number }: { $what }
mail-intro-copy =
    { $kind ->
        [replied] { $name } wrote { $when }:
        [solved] { $name } solved the case { $when }. This is what was done:
        [reopened] The case was opened again { $when }.
       *[closed] The case was closed { $when }.
    }
mail-after-copy = You get this mail because you are in copy of a case of { $name }. To say something, answer this mail; to get no more of them, open the case.

## Case assigned, to the agent
mail-subject-assigned = Case assigned: { $subject }
mail-heading-assigned = Case { $number } assigned
mail-intro-assigned = Assigned to { $name } { $when }.
mail-assigned-note = { $name } left a note:

## Answer of the requester, to the agent
mail-subject-answered = New answer: { $subject }
mail-heading-answered = New answer in case { $number }
mail-intro-answered = { $name } wrote { $when }:

## The time runs out, to whoever watches over the case
mail-subject-deadline-near = Deadline near: { $subject }
mail-heading-deadline-near = The time for case { $number } runs out
mail-intro-deadline-near = As agreed, this tells { $when } that a deadline of this case is near.

mail-subject-deadline-missed = Deadline missed: { $subject }
mail-heading-deadline-missed = The time for case { $number } is over
mail-intro-deadline-missed = As agreed, this tells { $when } that a deadline of this case is over.

mail-subject-not-taken = Nobody takes it: { $subject }
mail-heading-not-taken = Nobody takes case { $number }
mail-intro-not-taken = As agreed, this says { $when } that nobody has taken this case.

mail-subject-no-update = No news: { $subject }
mail-heading-no-update = Case { $number } is without news
mail-intro-no-update = As agreed, this says { $when } that nobody has written or changed anything in this case for a while.

mail-subject-reopened-often = Open again: { $subject }
mail-heading-reopened-often = Case { $number } comes back again
mail-intro-reopened-often = As agreed, this says { $when } that this case was reopened more often than expected.

mail-subject-passed-often = Going round: { $subject }
mail-heading-passed-often = Case { $number } goes from group to group
mail-intro-passed-often = As agreed, this says { $when } that this case was passed on more often than expected.

mail-subject-alarm-open = Alarm not acknowledged: { $subject }
mail-heading-alarm-open = Nobody has acknowledged the alarm of case { $number }
mail-intro-alarm-open = This is said again { $when }. It stops once the alarm is acknowledged in the case.

## Invitation, to whoever will come in
mail-set-password = Choose the password
mail-subject-invited = Account at { $desk }
mail-heading-invited = Your account at { $desk }
mail-intro-invited = An account was made for you at { $desk }. You sign in with the address { $email } and a password that you choose by the link below.
mail-after-invited = The link works once, until { $until }. When it is over, ask an administrator of the desk for another.

## New password, to whoever asked for it
mail-subject-password-reset = New password for { $desk }
mail-heading-password-reset = New password
mail-intro-password-reset = A new password was asked for, to sign in to { $desk } with the address { $email }. You choose it by the link below.
mail-after-password-reset = The link works once, until { $until }. If you did not ask for it, there is nothing to do: your password stays as it is.

## A backup failed or is overdue, to whoever administers
mail-open-backups = Open the backups
mail-subject-backup-failed = The backup of { $desk } failed
mail-heading-backup-failed = The backup failed
mail-intro-backup-failed = The backup could not be made { $when }. This is what happened:
mail-after-backup-failed = The desk works on, and earlier backups are where they were. Once this is mended, a backup can be made at once from the page of backups.
mail-subject-backup-overdue = The backup of { $desk } is overdue
mail-heading-backup-overdue = The backup is overdue
mail-intro-backup-overdue = There should be a new backup, and { $when } there is none yet. The one that was due:
mail-after-backup-overdue = Look at the schedule and the folder on the page of backups, and make one at once.

## The disk fills up, to whoever administers
mail-subject-disk-fills-up = The disk of { $desk } fills up
mail-heading-disk-fills-up = The disk fills up
mail-intro-disk-fills-up = On the disk of the data file there is little room left { $when }. The desk takes no more attachments; everything else goes on.
mail-after-disk-fills-up = Make room on the disk. Attachments are taken again by themselves as soon as there is.

mail-subject-disk-full = The disk of { $desk } is full
mail-heading-disk-full = The disk is full
mail-intro-disk-full = On the disk of the data file there is hardly any room left { $when }. The desk takes no more changes; reading and signing in go on.
mail-after-disk-full = Make room on the disk now. The desk goes on by itself as soon as there is.

## Test of the settings
mail-probe-subject = Test e-mail of { $desk }
mail-probe-text = This e-mail proves that { $desk } can send. There is no need to reply.

## About a case, to who works at the desk
mail-subject-desk = { $what }: { $subject }
mail-heading-desk = Case { $number }: { $what }
mail-intro-desk = This was recorded { $when }.

## Case closed, to who asks
mail-subject-closed = We closed your case: { $subject }
mail-heading-closed = We closed your case { $number }
mail-intro-closed = The case was closed { $when }.
mail-after-closed = If the problem goes on or comes back, answer this mail.

## Several notices in one mail, to who works at the desk
mail-digest-subject = { $count } notices about cases
mail-digest-heading = { $count } notices about cases
mail-digest-intro = These notices come together, so that mails are few.
mail-digest-open = Open the desk

## Survey, after a case
mail-survey-open = Answer the survey
mail-survey-until = It can be answered until { $until }. If the problem goes on, answer the mail about your case: the survey does not reopen it.
mail-survey-until-round = It can be answered until { $until }.
mail-survey-leave = I want no more surveys
mail-subject-low-mark = Low mark: { $subject }
mail-heading-low-mark = Low mark for case { $number }
mail-intro-low-mark = Whoever was served in this case gave a low mark { $when }. A follow-up was opened: contact them, and note what came of it.

mail-subject-follow-up-overdue = Follow-up overdue: { $subject }
mail-heading-follow-up-overdue = Nobody has seen to the low mark for case { $number }
mail-intro-follow-up-overdue = The time to contact whoever gave a low mark for this case ran out { $when }.

mail-open-follow-ups = Open the follow-ups
mail-subject-low-mark-round = Low mark in the survey “{ $survey }”
mail-heading-low-mark-round = Low mark in the survey “{ $survey }”
mail-intro-low-mark-round = Somebody gave a low mark in this survey { $when }. A follow-up was opened: contact them, and note what came of it.
mail-subject-follow-up-overdue-round = Follow-up overdue in the survey “{ $survey }”
mail-heading-follow-up-overdue-round = Nobody has seen to a low mark
mail-intro-follow-up-overdue-round = The time to contact whoever gave a low mark in the survey “{ $survey }” ran out { $when }.

mail-subject-survey-answered = Survey answered: { $subject }
mail-heading-survey-answered = The survey about case { $number } was answered
mail-intro-survey-answered = As agreed, this says { $when } that a survey about this case was answered.

mail-subject-survey-invitation = How did it go with your case? { $subject }
mail-heading-survey-invitation = How did it go with your case { $number }?
mail-intro-survey-invitation = We solved your case { $number }, “{ $subject }”, a short while ago. Your opinion helps us to serve you better.
mail-subject-survey-invitation-round = We would like your opinion: { $subject }
mail-heading-survey-invitation-round = We would like your opinion
mail-intro-survey-invitation-round = We have a few questions about { $desk }: “{ $subject }”. Your opinion helps us to serve you better.
mail-subject-survey-reminder = We would like your opinion: { $subject }
mail-heading-survey-reminder = You can still tell us how it went
mail-intro-survey-reminder = We asked you about your case { $number }, “{ $subject }”, and have no answer yet. We will not remind you again.
mail-subject-survey-reminder-round = Your opinion is still missing: { $subject }
mail-heading-survey-reminder-round = You can still give us your opinion
mail-intro-survey-reminder-round = We invited you to answer “{ $subject }” and have no answer yet. We will not remind you again.

## Code for coming in to one's own cases
mail-code-subject = { $code } is your code for coming in
mail-code-heading = Your code: { $code }
mail-code-text = With this code you come in to your cases at { $desk }. It works once, for ten minutes.
mail-code-after = If you did not ask for it, there is nothing to do: nobody comes in without the code.
