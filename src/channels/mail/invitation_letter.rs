//! The letter with which a survey asks somebody. What opens the survey is made for this letter and lies in no row.

use super::compose::{Composed, reader};
use super::drop_reason::DropReason;
use super::letter::{Letter, Marks};
use crate::messages::{Value, day_in_words, ends_of_scale, text};
use crate::store::outbox::Outgoing;
use rules::Moment;
use rules::desk::id::{InvitationId, TicketNumber};
use rules::desk::{Facts, Fault, Invitation, Person, Survey, SurveyVersion, Ticket, asked_by_phone};
use rules::survey::{Asked, Form, Question};
use rules::words::{Language, Vocabulary};

/// Where a survey is answered by whoever has this token.
pub fn answer_address(base: &str, token: &str) -> String {
    format!("{}/s/{token}", base.trim_end_matches('/'))
}

/// Where whoever has this token says that they do not want to be asked.
pub fn leave_address(base: &str, token: &str) -> String {
    format!("{}/leave", answer_address(base, token))
}

/// Writes the letter of an invitation that this token opens. What waited until it could not be answered is not sent.
///
/// # Errors
/// A fault of the storage below.
pub(super) fn compose<F: Facts>(
    facts: &F,
    notice: &Outgoing,
    (id, token): (InvitationId, &str),
    now: Moment,
) -> Result<Composed, Fault> {
    let settings = facts.settings()?;
    let reader = match reader(facts, notice.to, &settings)? {
        Ok(reader) => reader,
        Err(reason) => return Ok(Composed::Dropped(reason)),
    };
    let over = Ok(Composed::Dropped(DropReason::SurveyOver));
    let Some(invitation) = facts.get::<Invitation>(id.0)? else { return over };
    let by_phone = asked_by_phone(facts, &invitation)?;
    let open = invitation.sent().filter(|sent| sent.answer.is_none() && sent.takes(None, now));
    let Some(sent) = open.copied().filter(|_| by_phone.is_none()) else { return over };
    let person = invitation.person.map(|person| facts.get::<Person>(person.0)).transpose()?.flatten();
    let may_be_asked = person.is_some_and(|person| person.not_asked.is_none());
    let Some(survey) = facts.get::<Survey>(invitation.survey.0)?.filter(|survey| survey.active && may_be_asked) else {
        return over;
    };
    let Some(version) = facts.get::<SurveyVersion>((survey.id.0, survey.published))? else { return over };
    let language = reader.language;
    let number = invitation.about.case().and_then(|about| about.ticket);
    let subject = match number {
        Some(number) => subject_of(facts, number)?,
        None => Some(version.form.title.in_language(version.form.language_for(Some(language))).to_owned()),
    };
    let Some(subject) = subject else { return Ok(Composed::Dropped(DropReason::Erased)) };
    // A round is about no case, and says so in words of its own.
    let occasion = if number.is_some() { "" } else { "-round" };
    let until = day_in_words(language, sent.until, notice.created, reader.zone);
    let number = number.map(|number| number.to_string());
    let args: [(&str, Value<'_>); 4] = [
        ("desk", (&*settings.name).into()),
        ("number", number.as_deref().unwrap_or_default().into()),
        ("subject", (&*subject).into()),
        ("until", (&*until).into()),
    ];
    let say = |id: &str, args: &[(&str, Value<'_>)]| text(language, id, args);
    let part = |part: &str| say(&format!("{part}-{}{occasion}", notice.kind.as_str().replace('_', "-")), &args);
    let base = settings.public_url.as_deref().unwrap_or_default();
    let address = answer_address(base, token);
    let letter = Letter {
        language,
        subject: number.iter().map(|number| format!("[{number}] ")).chain([part("mail-subject")]).collect(),
        counter: None,
        desk: settings.name.clone(),
        heading: part("mail-heading"),
        greeting: Some(say("mail-greeting", &[("name", (&*reader.addressee.name).into())])),
        opening: vec![part("mail-intro")],
        words: None,
        facts: Vec::new(),
        closing: vec![say(&format!("mail-survey-until{occasion}"), &args)],
        link: Some((say("mail-survey-open", &[]), address.clone())),
        marks: marks(&version.form, language, &address),
        footer: say("mail-footer", &[]),
        leave: Some((say("mail-survey-leave", &[]), leave_address(base, token))),
    };
    Ok(Composed::Letter(Box::new((letter, reader.addressee))))
}

fn subject_of<F: Facts>(facts: &F, number: TicketNumber) -> Result<Option<String>, Fault> {
    let Some(ticket) = facts.get::<Ticket>(number.0)? else { return Ok(None) };
    Ok(facts.content(ticket.subject)?.and_then(|row| row.content.as_text().map(str::to_owned)))
}

/// The first question, when it is one for a mark that everybody is asked. A click opens the survey with the mark chosen;
/// it answers nothing.
fn marks(form: &Form, wanted: Language, address: &str) -> Option<Marks> {
    let language = form.language_for(Some(wanted));
    let asks = |question: &&Question| question.asked != Asked::Statement;
    let question = form.questions.iter().find(asks).filter(|question| question.shown_if.is_always())?;
    let (low, high) = question.asked.marks()?;
    let mark = |mark: u8| (mark.to_string(), format!("{address}?q={}&m={mark}", question.id.0));
    Some(Marks {
        question: question.text.in_language(language).to_owned(),
        marks: (low..=high).map(mark).collect(),
        ends: ends_of_scale(language, &question.asked),
    })
}
