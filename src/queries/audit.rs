//! Who did what, when and from where: for administrators. Of cases it shows that something happened, never the words.

use super::Unanswered;
use super::cursor::{Page, Question};
use crate::desk::id::Seq;
use crate::desk::{ActorRef, Area, Entry, Fault, Subject, Viewer};
use crate::moment::Moment;
use crate::store::index::journal::Shelf;
use crate::store::{Direction, Snapshot};
use std::net::IpAddr;
use std::ops::Range;

/// How many entries a page looks at, at the most: one shelf gives them in order, what else is asked for is asked of each.
const LOOKED_AT: usize = 2_000;
/// How many earlier entries about the same thing are looked at for the one that the change is compared with.
const LOOKED_BACK: usize = 200;

/// What is asked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// This area; `None`: all but that of cases, which are too many to be filed as the others are.
    pub area: Option<Area>,
    /// What they did.
    pub actor: Option<ActorRef>,
    /// What is about this.
    pub subject: Option<Subject>,
    /// What came from this network address.
    pub address: Option<IpAddr>,
    /// At this moment or later.
    pub since: Option<Moment>,
    /// Before this moment.
    pub until: Option<Moment>,
}

impl Asked {
    /// The shelf on which everything that fits stands, and the least besides.
    fn shelf(&self) -> Shelf {
        match (self.area, self.subject, self.address, self.actor) {
            (Some(Area::Cases), Some(Subject::Ticket(number)), _, _) => Shelf::Ticket(number),
            (Some(Area::Cases), _, _, _) => Shelf::Journal,
            (_, Some(subject), _, _) => Shelf::Subject(subject),
            (_, _, Some(address), _) => Shelf::Address(address),
            (_, _, _, Some(actor)) => Shelf::Actor(actor),
            (Some(area), _, _, _) => Shelf::Area(area),
            (None, _, _, _) => Shelf::NotCases,
        }
    }

    fn fits(&self, entry: &Entry) -> bool {
        let area = entry.event.area();
        self.area.map_or(area != Area::Cases, |asked| asked == area)
            && self.actor.is_none_or(|actor| actor == entry.actor)
            && self.subject.is_none_or(|subject| Some(subject) == entry.event.subject())
            && self.address.is_none_or(|address| Some(address) == entry.from.and_then(|from| from.address))
    }

    /// The entries between its two moments.
    fn seqs(&self, snapshot: &Snapshot) -> Result<Range<Seq>, Fault> {
        let start = self.since.map_or(Ok(Seq(1)), |since| snapshot.first_since(since))?;
        let end = self.until.map_or(Ok(Seq(snapshot.head().0 + 1)), |until| snapshot.first_since(until))?;
        Ok(start..end)
    }
}

/// Whether this viewer sees the audit trail: network addresses and failures of colleagues are nobody else's business.
pub fn is_open_to(viewer: &Viewer) -> bool {
    viewer.administers()
}

/// A page of what fits, the latest first. With several filters it may be short, or empty, and still have a next one.
///
/// # Errors
/// [`Unanswered::Forbidden`]; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    asked: &Asked,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Entry>, Unanswered> {
    if !is_open_to(viewer) {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new(&format!("audit {asked:?}"));
    let after = cursor.map(|cursor| question.position(cursor).and_then(|position| place(&position))).transpose()?;
    let seqs = asked.seqs(snapshot)?;
    let end = after.map_or(seqs.end, |after| after.min(seqs.end));
    let mut items = Vec::new();
    let mut next = None;
    for (n, seq) in asked.shelf().entries(snapshot, seqs.start..end, Direction::Descending)?.enumerate() {
        let seq = seq?;
        if items.len() == limit || n == LOOKED_AT {
            // What follows stands at this one or before it.
            next = Some(question.cursor(&(seq.0 + 1).to_be_bytes()));
            break;
        }
        items.extend(snapshot.entry(seq)?.filter(|entry| asked.fits(entry)));
    }
    Ok(Page { items, next })
}

/// One entry, and the one before it that said the same of the same thing: what it is compared with.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or it is not the viewer's to see; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, seq: Seq) -> Result<(Entry, Option<Entry>), Unanswered> {
    if !is_open_to(viewer) {
        return Err(Unanswered::Forbidden);
    }
    let entry = snapshot.entry(seq)?.ok_or(Unanswered::NotFound)?;
    let before = earlier(snapshot, &entry)?;
    Ok((entry, before))
}

fn earlier(snapshot: &Snapshot, entry: &Entry) -> Result<Option<Entry>, Fault> {
    let Some(subject) = entry.event.subject().filter(|_| entry.event.area() != Area::Cases) else { return Ok(None) };
    for seq in Shelf::Subject(subject).entries(snapshot, Seq(1)..entry.seq, Direction::Descending)?.take(LOOKED_BACK) {
        let before = snapshot.entry(seq?)?.filter(|before| before.event.kind() == entry.event.kind());
        if before.is_some() {
            return Ok(before);
        }
    }
    Ok(None)
}

fn place(position: &[u8]) -> Result<Seq, Unanswered> {
    position.try_into().map(|seq| Seq(u64::from_be_bytes(seq))).map_err(|_| Unanswered::Cursor)
}
