//! Where files are chosen in a form, and those that came with it before.

use super::guest::Guest;
use super::sent::Sent;
use crate::desk::Facts;
use crate::http::page::say;
use crate::http::reply::Answer;
use crate::http::uploads;
use crate::messages::text;
use crate::secret;
use crate::store::Snapshot;
use crate::words::Language;
use maud::{Markup, html};

/// The field, and the files that came already, which wait for the form to be sent well. `snapshot` is of after they came.
pub(super) fn field(guest: &Guest, snapshot: &Snapshot, sent: Option<&Sent>, language: Language) -> Answer<Markup> {
    let most = (uploads::MOST_BYTES >> 20).to_string();
    let mut waiting = Vec::new();
    for id in sent.into_iter().flat_map(|sent| &sent.files) {
        let upload = snapshot.upload(*id)?.filter(|upload| upload.owner == guest.viewer.actor);
        waiting.extend(upload.map(|upload| (secret::hex(&id.0), upload.file.name)));
    }
    Ok(html! {
        div.question {
            label for="files" {
                (say(language, "portal-files")) " "
                span.dim { (text(language, "portal-files-most", &[("most", (&*most).into())])) }
            }
            input #files type="file" name="files" multiple;
        }
        @if !waiting.is_empty() {
            p.dim { (say(language, "portal-ask-files")) }
            ul.files {
                @for (id, name) in &waiting {
                    li { label.option { input type="checkbox" name="kept" value=(id) checked; span { (name) } } }
                }
            }
        }
    })
}
