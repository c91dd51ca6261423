# What the page says on which a survey is answered.

form-nothing = This survey is not available
form-nothing-text = The link opens no survey at the moment. If you got it lately, write to the service desk and we will send you another one.
form-thanks = Thank you for your answer
form-call-back = Would you like us to call you? Write to us with your name and number: what you write is not joined with your answer.
form-confirm = One more step
form-confirm-text = To be sure that a person answers, please confirm that your answer is sent.
form-confirm-send = Confirm and send
form-languages = Language
form-before = You have answered this survey. What you send now takes the place of your earlier answer.
form-again = Change my answer (until 24 hours after it was sent)
form-leave = No more surveys
form-leave-text = If you confirm, this service desk sends you no more surveys. Your cases are attended to all the same.
form-leave-send = I want no more surveys
form-left = Done: we will send you no more surveys
form-left-text = If you change your mind, tell the service desk.
form-wrong = Something is missing. Look at what is marked and send it again.
form-more = What you answered brings more questions.
form-required = This question needs an answer.
form-too-long = The text has more than { $max } characters.
form-not-possible = This answer is not possible. Choose another one.
form-wait = Please wait a moment
form-wait-text = Many answers to this survey have come from your network. Yours is still here: send it again in { $seconds } seconds.
