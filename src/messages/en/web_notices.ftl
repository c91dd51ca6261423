# Notices: on screen, by rules, to other programs.
notices-title = Notices
notices-open = { $count ->
   [0] Notices, none unread
   [one] Notices, one unread
  *[other] Notices, { $count } unread
    }
notices-empty = No notices
notices-empty-explained = What happens to your cases arrives here.
notices-read-all = Mark all as read
notices-unread = Unread
key-notices = See the notices
account-on-screen = Notices on screen only
account-on-screen-explained = What comes on screen and by mail alike does not come by mail.

## Rules of notices
model-part-notices = Notices
model-part-digest = Gathered mails
model-notices-lead = Who hears of what, by which way and in which words. Where no rule speaks the desk tells as ever; for each audience the first that fits counts.
model-notices-empty = No rules
model-notices-empty-explained = The desk tells as ever: who asks by mail, who works on the case on screen and by mail.
model-notice-add = Add rule
model-notice-nothing = nothing is told
model-notice-ways-help = Without any way nothing is told. Who asks is told by mail.
model-notice-texts-help = Without words of its own those of the desk count. Who reads another language gets that of the desk.
model-notice-gaps = Filled in by themselves: { $gaps }
model-notice-look = See as mail
model-notice-look-in = See as mail: { $language }
model-digest-lead = When somebody of the desk gets many mails in a row, the next ones are gathered into one. Never for who asks.
model-digest-on = Gather mails
model-digest-save = Save in the draft
model-notice-on = What happens
model-field-to = To whom
model-field-ways = By which way
model-field-webhooks = To other programs
model-field-texts = Words
model-field-es = Spanish
model-field-en = English
model-field-pt = Portuguese
model-field-subject = Subject
model-field-text = Text
model-digest-minutes = Within how many minutes
model-field-after = Mails that leave alone

## Webhooks
admin-webhooks = Webhooks
admin-webhooks-lead = Other programs that hear of what happens, by signed messages. The rules of notices and the escalations say what they hear.
admin-webhooks-empty = No program hears of anything
admin-webhooks-empty-explained = Add one with its address and a shared secret.
admin-webhook-add = Add webhook
admin-webhook-url = Address
admin-webhook-url-help = It begins with https://
admin-webhook-secret = Secret
admin-webhook-secret-help = Every message is signed with it. At least 16 characters; it is never shown again.
admin-webhook-secret-keep = Left empty, the one there is stays. It is not shown.
admin-webhook-inside = Host inside the premises that is allowed
admin-webhook-inside-help = Only when it is in your own network: the name of the host, as in the address.
admin-webhook-certificates = Certificates of your own (PEM)
admin-webhook-active = Send messages
admin-webhook-locked = the encryption key is missing
admin-webhook-last = Last delivery
admin-webhook-last-none = No delivery yet
admin-webhook-test = Try
admin-webhook-test-this = Try { $name }
admin-webhook-test-ok = It was taken.
admin-webhook-test-failed = It was not taken.
admin-webhook-deliveries = Deliveries
admin-webhook-again = Send again
