//! What the page for signing in needs to know: open to everybody.

use super::Tag;
use super::reply::{Answer, Shown};
use super::state::State;
use super::uploads::MOST_BYTES;
use super::word::{Id, Word, words};
use crate::desk::{ATTACHMENTS_MAX, Facts, User, mails_links};
use crate::words::{Language, Role};
use poem::web::Data;
use poem_openapi::{Object, OpenApi};
use std::sync::Arc;

/// The resource.
pub(super) struct AboutResource;

/// The desk, to whoever stands before it.
#[derive(Debug, Object)]
pub(super) struct About {
    /// What requesters read above every mail.
    name: String,
    /// The language that it speaks where nobody chose another.
    language: Word<Language>,
    /// Its IANA time zone.
    time_zone: String,
    /// The version of the program.
    version: String,
    /// Whether it has an administrator.
    set_up: bool,
    /// Whether whoever forgot their password gets a link by mail.
    password_by_mail: bool,
    /// What may go with a message, a note or a new case.
    attachments: AttachmentLimits,
    /// Whether it is a demonstration.
    demo: bool,
    /// In a demonstration: whom one can enter as.
    demo_users: Option<Vec<DemoUser>>,
}

/// What may go with a message, a note or a new case.
#[derive(Debug, Object)]
pub(super) struct AttachmentLimits {
    /// How many files.
    most_files: u32,
    /// How many bytes each may have.
    most_bytes: u64,
}

/// Somebody whom one can enter as in a demonstration.
#[derive(Debug, Object)]
pub(super) struct DemoUser {
    /// Their id.
    id: Id,
    /// Full name.
    name: String,
    /// What they may be.
    roles: Vec<Word<Role>>,
    /// The names of the groups that they work in.
    groups: Vec<String>,
}

#[OpenApi(tag = "Tag::Entry")]
impl AboutResource {
    /// Show what the desk is called and speaks
    ///
    /// Open to everybody.
    #[oai(path = "/about", method = "get")]
    async fn get(&self, state: Data<&Arc<State>>) -> Answer<Shown<About>> {
        let snapshot = state.store.snapshot()?;
        let settings = snapshot.settings()?;
        let groups = snapshot.groups()?;
        let mut demo_users = Vec::new();
        for id in state.options.demo.iter().flatten() {
            if let Some(user) = snapshot.get::<User>(id.0)?.filter(|user| user.active) {
                let theirs = groups.iter().filter(|group| group.members.contains(&user.id));
                demo_users.push(DemoUser {
                    id: Id::of(user.id),
                    roles: words(&user.roles),
                    groups: theirs.map(|group| group.name.clone()).collect(),
                    name: user.details.name,
                });
            }
        }
        Ok(Shown::new(About {
            name: settings.name.clone(),
            language: Word(settings.language),
            time_zone: settings.time_zone.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            set_up: snapshot.has_administrator()?,
            password_by_mail: mails_links(&snapshot)?,
            attachments: AttachmentLimits { most_files: ATTACHMENTS_MAX as u32, most_bytes: MOST_BYTES },
            demo: state.options.demo.is_some(),
            demo_users: state.options.demo.is_some().then_some(demo_users),
        }))
    }
}
