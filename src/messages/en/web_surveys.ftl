### Surveys: the list, the form that is designed, and how it looks.

## The list
admin-section-surveys = Surveys
survey-title = Surveys
survey-list-lead = What people are asked. It is designed with the client; nobody gets a survey before it is published.
survey-add = Add a survey
survey-empty = There are no surveys yet
survey-empty-explained = Three forms are ready to start from: after a case, quarterly, and of a visit.
survey-empty-read = The client and the administrators design them. They will appear here with their questions.
survey-name = Name
survey-name-help = What the desk calls it. Whoever answers reads the title.
survey-column-published = Published
survey-column-unpublished = Not published
survey-column-active = State
survey-is-active = Active
survey-is-inactive = Inactive

## Adding
survey-add-do = Create
survey-start = Start from
survey-preset-help = { $what } { $count ->
    [one] One question
   *[other] { $count } questions
  }, { $confidence }.
survey-start-after-case = Short, for when a case was solved.
survey-start-quarterly = How everybody sees the desk, every three months.
survey-start-visit = For when somebody came to the spot.
survey-start-nothing = An empty form
survey-start-nothing-help = To write everything from scratch.
survey-start-file = A file
survey-start-file-help = One that was exported from another survey, as JSON.
survey-file = File
survey-file-none = This file is not that of a survey. Choose one that was exported here (.json).
survey-file-faults = The file cannot be used as it is:

## The page of a survey
survey-lead = The form, and beside it how people will see it. What is changed here is asked once it is published.
survey-lead-read = How people will see it, and the versions that were published.
survey-back = See all
survey-export = Export
survey-saved = Survey saved
survey-unsaved = There are unsaved changes
survey-all-saved = Everything is saved
survey-stale = Somebody saved other changes to this survey meanwhile. What was typed here is still on the screen.
survey-theirs = What is saved is shown
survey-recovered = What was typed in this browser and not saved is back.
survey-recovered-drop = Show what is saved

## In general
survey-about = About the survey
survey-confidence = Confidence
survey-confidence-named = Whoever reads answers sees who gave them.
survey-confidence-confidential = The desk knows who answered, so that it can follow up; whoever reads answers does not see it.
survey-confidence-anonymous = Nothing leads from an answer to a person. Low marks cannot be followed up.
survey-first-language = For whoever speaks none of them
survey-colour-choose = Choose the colour
survey-active = Active
survey-active-help = While inactive, nobody is asked; what was answered is kept.
survey-written-in = Language of the texts
survey-missing = { $count ->
    [one] 1 missing
   *[other] { $count } missing
  }
survey-missing-in = Missing in
survey-missing-go = Write in { $language }: { $label }
survey-around = Title and texts

## The fields
survey-field-id = Number
survey-field-title = Title
survey-field-introduction = Introduction
survey-field-thanks = Thanks
survey-field-colour = Own colour
survey-field-languages = Languages
survey-field-questions = Questions
survey-field-text = Text
survey-field-kind = Kind
survey-field-required = Required
survey-field-about = About the mark of
survey-field-options = Options
survey-field-shown-if = Who sees it

## The questions
survey-questions-empty = There are no questions yet. To begin with, one about satisfaction and one of free text usually do.
survey-question = Question
survey-statement = Text
survey-question-n = Question { $n }
survey-question-add = Add a question
survey-question-move = Move question { $n }
survey-question-removed = Question { $n } removed
survey-question-gone = A question that is gone
survey-required = Required
survey-required-tag = Required
survey-required-help = The survey cannot be sent without an answer.
survey-kind-kept = It was published with another kind. To ask in another way, add a new question.
survey-about-help = It is asked when that mark is 2 or less (6 or less of a recommendation).
survey-about-none = Choose a question with a mark
survey-option = Option
survey-option-n = Option { $n }
survey-option-add = Add an option
survey-option-removed = Option { $n } removed
survey-other = Allow another answer
survey-other-help = Something else may be written beside the options.
survey-faults-count = { $count ->
    [one] 1 to mend
   *[other] { $count } to mend
  }

## Who sees it
survey-shown-to = Who sees it
survey-shown-all = No conditions on what was answered before.
survey-shown-some = All conditions must hold.
survey-condition-n = Condition { $n }
survey-condition-of = If in question
survey-condition-from = the mark is from
survey-condition-to = to
survey-condition-answer = the answer is
survey-condition-chosen = one of these options is chosen
survey-condition-add = Add a condition
survey-condition-remove = Remove condition { $n }
survey-condition-none = No question before this one can be depended on
survey-case = For some cases only
survey-case-help = What is empty does not limit. Whoever answers without a case does not see the question.
survey-case-groups = Group that solved it

## Mending and publishing
survey-faults = { $count ->
    [one] 1 thing to mend before it can be published
   *[other] { $count } things to mend before it can be published
  }
survey-publish = Publish…
survey-publish-do = Publish
survey-publish-title = Publish version { $n }
survey-publish-lead = From now on it is asked like this. Answers that are there keep their version. This becomes different:
survey-publish-first = From now on it can be asked. A published version never changes; what is changed later will be another version.
survey-publish-who = Administrators publish it
survey-publish-save = Save the changes first
survey-publish-faults = There are things to mend
survey-publish-same = Nothing changed since the last version
survey-published = Version { $n } published
survey-differs-added = New: “{ $question }”
survey-differs-removed = Removed: “{ $question }”
survey-differs-reworded = Other words: “{ $question }”
survey-differs-changed = Other way of answering, or other people who see it: “{ $question }”
survey-differs-reordered = Another order of the questions
survey-differs-languages = Other languages
survey-differs-confidence = Another confidence: people read it before the first question
survey-differs-around = Another title, introduction, thanks or colour
survey-versions = Published versions
survey-versions-none = None yet.
survey-version = Version { $n }
survey-version-asked = Asked now

## How it looks
survey-preview = Preview
survey-preview-language = Language of the preview
survey-preview-anew = Start again
survey-preview-fits = The case meets the conditions
survey-preview-fits-help = Shows the questions too that are for some cases only.
survey-preview-empty = No questions
survey-preview-empty-explained = They will appear here as they are added. They can be answered to try them; nothing is sent.

## What people read
survey-shown-untitled = No title
survey-shown-wordless = No text

## The client's review
survey-review = Client's review
survey-review-lead = By a link the client sees the survey as it is saved, comments on each question and approves it, without an account and without installing anything.
survey-review-link = Link to review
survey-review-link-until = The link to review works until:
survey-review-link-make = Make a link to review
survey-review-link-anew = Make another link to review
survey-review-link-end = End the link to review
survey-comments-whole = About the whole survey
survey-comments-the-whole = the whole survey
survey-comments-gone = About questions that are gone
survey-comments-on = Comments: { $what }
survey-comment-on = Comment: { $what }
survey-comment-add = Comment
survey-comment-send = Send comment
survey-comment-resolve = Resolve
survey-comment-resolve-of = Resolve the comment of { $name }
survey-comment-reopen = Reopen
survey-comment-reopen-of = Reopen the comment of { $name }
survey-comment-resolved = Comment resolved
survey-comment-is-resolved = Resolved
survey-approve = Approve
survey-approve-same = It is approved as it is already
survey-approval-none = The client has not approved it yet.
survey-approved-by = Approved by { $name }
survey-approved-now = Approval kept
survey-approved-same = it is still as it was approved
survey-approved-changed = it changed since
survey-approved-published = what was published is what was approved
survey-approved-otherwise = what was published had changed since

## The link for a counter
survey-link = Link and QR code
survey-link-lead = For a counter or a poster: whoever opens it answers without saying who they are.
survey-link-address = Link to answer
survey-link-picture = QR code of the link to answer
survey-link-make = Make link and QR code
survey-link-anew = Replace the link
survey-link-end = End the link
survey-link-lost = The link that there is opens the survey no more, and posters printed with it are of no use. This cannot be undone.
survey-link-there = A link is in use. It cannot be shown again: if it was lost, replace it, and the one before works no longer.
survey-link-once = Shown only now: copy or print it before leaving this page. Afterwards it cannot be shown again, only another one made.
survey-link-print = Print
survey-link-ended = The link works no longer
survey-link-unpublished = First, the survey has to be published

## Languages that are taken out
survey-languages-dropped = Saving loses the words in { $languages }.
survey-languages-keep = Choose again
survey-saved-dropped = Survey saved without the words of the languages taken out

## The logo
survey-logo = Logo
survey-logo-now = The logo as it is
survey-logo-help = PNG, JPEG or WebP of up to 200 kB. The desk draws it smaller, up to 480 × 160 pixels and 20 kB, so that the survey stays light.
survey-logo-too-large = The file has more than 200 kB. Choose a smaller one.
survey-logo-none = No logo can be made of this file. Choose a PNG, JPEG or WebP.
survey-logo-remove = Remove the logo
survey-logo-removed = Logo removed
survey-logo-alt = Words in place of the logo
survey-logo-alt-help = Whoever does not see the logo hears them. When empty, the title is said.
survey-field-logo = Logo
