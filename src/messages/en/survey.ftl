# What the page says on which a survey is answered.

form-nothing = This survey is not available
form-nothing-text = The link opens no survey at the moment. If you got it lately, write to the service desk and we will send you another one.
form-thanks = Thank you for your answer
form-thanks-text = Your opinion helps us to serve you better. You can close this page now.
form-confirm = One more step
form-confirm-text = To be sure that a person answers, please confirm that your answer is sent.
form-confirm-send = Confirm and send
form-send = Send answer
form-languages = Language
form-open = You are not asked who you are.
form-anonymous = The answer is anonymous: nothing leads from it to you, so it cannot be changed afterwards.
form-wrong = Something is missing. Look at what is marked and send it again.
form-more = What you answered brings more questions.
form-optional = (optional)
form-required = This question needs an answer.
form-too-long = The text has more than { $max } characters.
form-not-possible = This answer is not possible. Choose another one.
form-yes = Yes
form-no = No
form-other = Other (say which)
form-unsatisfied = very dissatisfied
form-satisfied = very satisfied
form-difficult = very difficult
form-easy = very easy
form-unlikely = not at all likely
form-likely = very likely
