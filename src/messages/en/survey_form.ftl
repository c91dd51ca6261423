# What the form of a survey says: on the page on which it is answered, in its review and in the preview.

form-thanks-text = Your opinion helps us to serve you better. You can close this page now.
form-send = Send answer
form-open = You are not asked who you are.
form-anonymous = The answer is anonymous: nothing leads from it to you, so it cannot be changed afterwards.
form-named = Those who read the answers see your name and your case.
form-confidential = The desk knows who answers, so that it can follow up; those who read the results do not see your name.
form-optional = (optional)
form-yes = Yes
form-no = No
form-other = Other (say which)
form-unsatisfied = very dissatisfied
form-satisfied = very satisfied
form-difficult = very difficult
form-easy = very easy
form-unlikely = not at all likely
form-likely = very likely

## Who sees a question
form-if-low = If the mark is low in “{ $question }”
form-if-yes = If the answer is yes in “{ $question }”
form-if-no = If the answer is no in “{ $question }”
form-if-mark = If the mark is { $from } in “{ $question }”
form-if-marks = If the mark is { $from } to { $to } in “{ $question }”
form-if-chosen = If { $what } is chosen in “{ $question }”
form-if-category = If the case is of { $what }
form-if-unit = If the unit is { $what }
form-if-group = If { $what } solved it
form-if-channel = If it came by { $what }
