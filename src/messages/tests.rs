#![expect(clippy::unwrap_used, reason = "tests")]

use super::words::id_of;
use super::{mid_sentence, name_of, sources, text};
use crate::channels::mail::DropReason;
use crate::queries::search::{Filter, FilterWord};
use crate::store::outbox::OutboxState;
use crate::store::search::Place;
use fluent_bundle::FluentResource;
use rules::desk::follow_up::{FollowUpOutcome, FollowUpState};
use rules::desk::{
    Action, AnswerWay, Aside, Doorway, Guests, InvitationState, JobName, Need, NotAsked, NoticeKind, NoticeWay,
    PhoneRefusal, RoundState, SETTLED, Who, WhyNot,
};
use rules::mail::MeetingKind;
use rules::service_model::{Comparison, Indicator, Period, Placeholder};
use rules::survey::{AskedAfter, Confidence, LeftOut, QuestionKind, SurveyPreset};
use rules::words::{
    Audience, Channel, ClockKind, Impact, Kind, Language, Level, MailSecurity, Pick, Priority, Role, State, Theme,
    TokenScope, TriggerKind, Urgency, Vocabulary, WaitingFor,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every message of a language with the variables that it uses.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for source in sources(language) {
        // Parsed whole, or this fails.
        FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors).unwrap();
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                current = id.to_owned();
                assert!(messages.insert(current.clone(), BTreeSet::new()).is_none(), "{id} stands twice");
            }
            for variable in line.split('$').skip(1) {
                let name = variable.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                messages.get_mut(&current).unwrap().insert(name);
            }
        }
    }
    messages
}

fn ids<V: Vocabulary>() -> Vec<String> {
    V::ALL.iter().map(|word| id_of(*word)).collect()
}

fn word_ids() -> BTreeSet<String> {
    [
        ids::<Kind>(),
        ids::<Channel>(),
        ids::<State>(),
        ids::<WaitingFor>(),
        ids::<Impact>(),
        ids::<Urgency>(),
        ids::<Priority>(),
        ids::<Level>(),
        ids::<Role>(),
        ids::<Language>(),
        ids::<Theme>(),
        ids::<TokenScope>(),
        ids::<MailSecurity>(),
        ids::<Aside>(),
        ids::<Action>(),
        ids::<WhyNot>(),
        ids::<Who>(),
        ids::<Need>(),
        ids::<NoticeKind>(),
        ids::<ClockKind>(),
        ids::<JobName>(),
        ids::<Audience>(),
        ids::<Pick>(),
        ids::<NoticeWay>(),
        ids::<Placeholder>(),
        ids::<Indicator>(),
        ids::<Comparison>(),
        ids::<Period>(),
        ids::<TriggerKind>(),
        ids::<QuestionKind>(),
        ids::<Confidence>(),
        ids::<SurveyPreset>(),
        ids::<AskedAfter>(),
        ids::<LeftOut>(),
        ids::<RoundState>(),
        ids::<InvitationState>(),
        ids::<FollowUpOutcome>(),
        ids::<FollowUpState>(),
        ids::<PhoneRefusal>(),
        ids::<AnswerWay>(),
        ids::<NotAsked>(),
        ids::<MeetingKind>(),
        ids::<Doorway>(),
        ids::<Guests>(),
        ids::<Filter>(),
        ids::<FilterWord>(),
        ids::<Place>(),
        OutboxState::ALL.iter().map(|state| format!("outbox-state-{}", word(state))).collect(),
        vec![format!("solution-{}", SETTLED.replace('_', "-"))],
        DropReason::ALL.iter().map(|reason| format!("why-dropped-{}", reason.as_str())).collect(),
    ]
    .concat()
    .into_iter()
    .collect()
}

fn word(state: &OutboxState) -> String {
    serde_json::to_value(state).unwrap().as_str().unwrap().to_owned()
}

/// With these begin the ids of what the program says, beside the names of words.
const PREFIXES: [&str; 6] = ["mail-", "date-", "form-", "review-", "chart-", "portal-"];

/// What begins with one of them up to the closing quote, in every Rust file below `folder`.
fn literals(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            literals(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("messages/tests.rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            for piece in source.split('"').filter(|piece| PREFIXES.iter().any(|prefix| piece.starts_with(prefix))) {
                found.insert(piece.to_owned());
            }
        }
    }
}

#[test]
fn the_three_languages_say_the_same_things_with_the_same_variables() {
    let spanish = catalogue(Language::Es);
    assert!(spanish.len() > 100);
    for language in [Language::En, Language::Pt] {
        assert_eq!(catalogue(language), spanish, "{language}");
    }
}

#[test]
fn every_word_has_a_name_and_no_name_is_left_over() {
    let named: BTreeSet<String> = catalogue(Language::Es)
        .into_keys()
        .filter(|id| id.starts_with("mail-security-") || !PREFIXES.iter().any(|prefix| id.starts_with(prefix)))
        .collect();
    assert_eq!(named, word_ids());
    assert_eq!(name_of(Language::Es, State::InProgress), "En curso");
    assert_eq!(name_of(Language::Pt, WaitingFor::ThirdParty), "Aguardando um terceiro");
}

#[test]
fn every_message_of_mails_and_dates_is_used_and_every_used_one_is_there() {
    let mut used = BTreeSet::new();
    let pages = ["page", "portal", "survey_page", "survey_review", "surveys"].map(|room| format!("src/http/{room}"));
    for room in pages.iter().map(String::as_str).chain(["src/channels", "src/messages"]) {
        literals(&Path::new(env!("CARGO_MANIFEST_DIR")).join(room), &mut used);
    }
    // Ids that are put together: a part of a mail with its kind, a weekday, a month.
    for part in ["mail-subject", "mail-heading", "mail-intro", "mail-after"] {
        assert!(used.remove(part), "{part}");
        for kind in NoticeKind::ALL {
            used.insert(format!("{part}-{}", kind.as_str().replace('_', "-")));
        }
        used.remove(&format!("{part}-passed"));
        used.extend(["desk", "copy"].map(|reader| format!("{part}-{reader}")));
    }
    for (part, last) in [("date-weekday-", 7), ("date-month-", 12), ("chart-month-", 12)] {
        assert!(used.remove(&format!("{part}{{}}")) || used.remove(&format!("{part}{{month}}")), "{part}");
        used.extend((1..=last).map(|place| format!("{part}{place}")));
    }
    // Who is asked about a case reads other words than who is asked in a round.
    assert!(used.remove("mail-survey-until{occasion}"));
    used.extend(["", "-round"].map(|occasion| format!("mail-survey-until{occasion}")));
    for part in ["mail-subject", "mail-heading", "mail-intro"] {
        let about_a_round = ["survey-invitation", "survey-reminder", "low-mark", "follow-up-overdue"];
        used.extend(about_a_round.map(|kind| format!("{part}-{kind}-round")));
    }
    // What agents get has no "what comes next".
    for kind in ["assigned", "answered", "deadline-near", "deadline-missed", "not-taken", "no-update"] {
        used.remove(&format!("mail-after-{kind}"));
    }
    for kind in ["reopened-often", "passed-often", "alarm-open", "survey-invitation", "survey-reminder"] {
        used.remove(&format!("mail-after-{kind}"));
    }
    for kind in ["low-mark", "follow-up-overdue", "survey-answered"] {
        used.remove(&format!("mail-after-{kind}"));
    }
    used.remove("mail-after-desk");
    let known: BTreeSet<String> = catalogue(Language::Es)
        .into_keys()
        .filter(|id| PREFIXES.iter().any(|prefix| id.starts_with(prefix)) && !id.starts_with("mail-security-"))
        .collect();
    assert_eq!(known, used, "left: what the catalogues have; right: what the program says");
}

#[test]
fn in_the_middle_of_a_sentence_words_begin_with_a_small_letter() {
    assert_eq!(mid_sentence(&name_of(Language::Es, State::InProgress)), "en curso");
    assert_eq!(mid_sentence("Última API"), "última API");
    assert_eq!(mid_sentence(""), "");
}

#[test]
fn an_unknown_id_is_given_back() {
    assert_eq!(text(Language::En, "nowhere", &[]), "nowhere");
}
