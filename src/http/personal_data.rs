//! What the desk holds about somebody: handed to them, and erased.

use super::Tag;
use super::caller::Caller;
use super::problem::{Code, Problem};
use super::reply::{Answer, Shown};
use super::streamed::Document;
use super::word::{At, Id};
use crate::desk::{Command, DoorEvent, Taken, Viewer};
use crate::export::personal_data;
use poem_openapi::param::Path;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct PersonalData;

/// What erasing somebody's data takes away.
#[derive(Clone, Debug, Object)]
struct Erasure {
    /// Whom.
    person: Id,
    /// When it was erased; null: it is there.
    erased_at: Option<At>,
    /// How many cases they asked for: these stay and are counted, without words and names.
    cases: u64,
    /// The numbers of those that are open: they are to be solved or cancelled first.
    open_cases: Vec<u64>,
    /// How many texts go: names and addresses, subjects, messages, notes, answers.
    texts: u64,
    /// How many files go.
    files: u64,
    /// How many bytes these have.
    file_bytes: u64,
    /// How many answers to surveys lose their words; the marks are counted as ever.
    answers: u64,
    /// How many accounts end.
    accounts: u64,
}

impl Erasure {
    fn of(found: &personal_data::Erasure) -> Self {
        Self {
            person: Id::of(found.person),
            erased_at: found.erased.map(At),
            cases: found.cases,
            open_cases: found.open.iter().map(|number| number.0).collect(),
            texts: found.texts,
            files: found.files,
            file_bytes: found.bytes,
            answers: found.answers,
            accounts: found.accounts,
        }
    }
}

#[OpenApi(prefix_path = "/persons", tag = "Tag::People")]
impl PersonalData {
    /// Take away what the desk holds about a person
    ///
    /// As JSON, to be handed to them: themselves, their accounts, their cases with what crossed the counter and where its
    /// files are, their mails that were set aside, and what surveys asked them. Of a survey that promised not to name them,
    /// only that they answered. For administrators; that it was taken is an entry of the audit trail.
    #[oai(path = "/:id/data", method = "get")]
    async fn data(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
    ) -> Answer<Document> {
        caller.must(Viewer::administers)?;
        let (snapshot, now) = (caller.snapshot()?, caller.now());
        let told = personal_data::export(&snapshot, caller.viewer(), id.0.to(), now)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Person }).await?;
        let file = format!("person-{}-{}.json", id.0.0, now.to_string().replace(':', "-"));
        let text = serde_json::to_string_pretty(&told).map_err(|error| Problem::internal(&error))?;
        Ok(Document::new(&file, text))
    }

    /// What erasing a person's data would take away
    ///
    /// Nothing is erased by asking. For administrators.
    #[oai(path = "/:id/erasure", method = "get")]
    async fn erasure(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
    ) -> Answer<Shown<Erasure>> {
        let found = personal_data::erasure(&caller.snapshot()?, caller.viewer(), id.0.to())?;
        Ok(Shown::new(Erasure::of(&found)))
    }

    /// Erase a person's data
    ///
    /// For ever: who they are, what they wrote, what was written in their cases, and their files. What stays is counted, and
    /// names nobody: a number stands for them. Their open cases are to be ended first, and who works here is to be let go
    /// as a user. Doing so again erases what came since. Backups that were made before still hold it. For administrators.
    #[oai(path = "/:id/erasure", method = "post")]
    async fn erase(
        &self,
        caller: Caller,
        /// Their id.
        id: Path<Id>,
    ) -> Answer<Shown<Erasure>> {
        caller.must_write()?;
        caller.must(Viewer::administers)?;
        caller.must_have_proved()?;
        let found = personal_data::erasure(&caller.snapshot()?, caller.viewer(), id.0.to())?;
        if !found.open.is_empty() {
            return Err(Problem::new(Code::NotPossible, "Solve or cancel the open cases of theirs first."));
        }
        caller.submit(Command::ErasePerson { person: found.person, about: found.about }).await?;
        let (snapshot, viewer) = caller.afresh()?;
        Ok(Shown::new(Erasure::of(&personal_data::erasure(&snapshot, &viewer, found.person)?)))
    }
}
