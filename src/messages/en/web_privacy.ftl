### Personal data: handed to whose they are, and erased.

personal-title = Personal data
personal-download = Download their data
personal-erase = Erase their data…
personal-erased = Data erased:
personal-erase-title = Erase the data of { $name }
personal-erase-explained = Who they are, what they wrote, what was written in their cases and their files are erased for ever. What is counted stays, without a name. Backups made before still hold it.
personal-cases = Cases, which stay without texts
personal-texts = Texts
personal-files = Files
personal-answers = Surveys answered
personal-accounts = Accounts that end
personal-files-size = { $count } ({ $size })
personal-open = Their open cases are to be solved or cancelled first:
personal-works-here = They work at the desk: their user is to be switched off first.
personal-confirm = To confirm, type the name
personal-erase-now = Erase for ever
personal-erased-said = Data erased
