# What the page says on which a survey is answered.

survey-nothing = This survey is not available
survey-nothing-text = The link opens no survey at the moment. If you got it lately, write to the service desk and we will send you another one.
survey-thanks = Thank you for your answer
survey-thanks-text = Your opinion helps us to serve you better. You can close this page now.
survey-confirm = One more step
survey-confirm-text = To be sure that a person answers, please confirm that your answer is sent.
survey-confirm-send = Confirm and send
survey-send = Send answer
survey-languages = Language
survey-open = You are not asked who you are.
survey-anonymous = The answer is anonymous: nothing leads from it to you, so it cannot be changed afterwards.
survey-wrong = Something is missing. Look at what is marked and send it again.
survey-more = What you answered brings more questions.
survey-optional = (optional)
survey-required = This question needs an answer.
survey-too-long = The text has more than { $max } characters.
survey-not-possible = This answer is not possible. Choose another one.
survey-yes = Yes
survey-no = No
survey-other = Other (say which)
survey-unsatisfied = very dissatisfied
survey-satisfied = very satisfied
survey-difficult = very difficult
survey-easy = very easy
survey-unlikely = not at all likely
survey-likely = very likely
