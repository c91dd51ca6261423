//! How much room the disk of the data file has. A full disk is met before redb meets it: what is refused in time is
//! refused in good order.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Below this much free space attachments are refused: 512 MiB, or an eighth of a small disk.
const FOR_WRITES: (u64, u64) = (512 << 20, 8);
/// Below this much all that adds to the desk is refused: 128 MiB, or a sixteenth of a small disk.
const FOR_THE_DESK: (u64, u64) = (128 << 20, 16);

/// What there is room for on the disk of the data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// For everything.
    Enough,
    /// For commands, but not for attachments.
    NoAttachments,
    /// For what the desk needs to be read and put in order: signing in, what became of mails, deletion.
    NoWrites,
}

/// The space of a disk, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// What this process may still fill.
    pub free: u64,
    /// All of it.
    pub total: u64,
}

impl Space {
    /// Of the disk that holds this file. What cannot be asked is not guessed: then nothing is refused.
    pub(super) fn around(path: &Path) -> Option<Self> {
        let disk = rustix::fs::statvfs(path).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Some(Self { free: bytes(disk.f_bavail), total: bytes(disk.f_blocks) })
    }

    /// What of this disk only commands may fill.
    pub(super) fn kept_for_writes(self) -> u64 {
        self.reserve(FOR_WRITES)
    }

    fn reserve(self, (most, share): (u64, u64)) -> u64 {
        most.min(self.total / share)
    }

    fn is_below(self, reserve: (u64, u64), eased: bool) -> bool {
        let reserve = self.reserve(reserve);
        self.free < if eased { reserve + reserve / 4 } else { reserve }
    }
}

/// Whether two paths lie on one disk, as far as it can be asked.
pub(super) fn are_on_one_disk(one: &Path, other: &Path) -> bool {
    matches!((fs::metadata(one), fs::metadata(other)), (Ok(one), Ok(other)) if one.dev() == other.dev())
}

/// What the data file takes, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its length.
    pub length: u64,
    /// Its blocks on the disk: the file is sparse.
    pub allocated: u64,
}

impl Size {
    pub(super) fn of(path: &Path) -> Option<Self> {
        let file = fs::metadata(path).ok()?;
        Some(Self { length: file.len(), allocated: file.blocks() * 512 })
    }
}

impl Room {
    /// What there is room for now. A reserve counts as free again only when it is so by a quarter: at its edge the desk
    /// would say now this, now that.
    pub(super) fn after(self, space: Space) -> Self {
        if space.is_below(FOR_THE_DESK, self >= Self::NoWrites) {
            Self::NoWrites
        } else if space.is_below(FOR_WRITES, self >= Self::NoAttachments) {
            Self::NoAttachments
        } else {
            Self::Enough
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, Space};
    use std::path::Path;

    const MIB: u64 = 1 << 20;

    #[test]
    fn reserves_are_met_in_turn_and_left_by_a_margin() {
        let large = |free: u64| Space { free: free * MIB, total: 100_000 * MIB };
        assert_eq!(Room::Enough.after(large(512)), Room::Enough);
        assert_eq!(Room::Enough.after(large(511)), Room::NoAttachments);
        assert_eq!(Room::NoAttachments.after(large(639)), Room::NoAttachments);
        assert_eq!(Room::NoAttachments.after(large(640)), Room::Enough);
        assert_eq!(Room::NoAttachments.after(large(127)), Room::NoWrites);
        assert_eq!(Room::NoWrites.after(large(159)), Room::NoWrites);
        assert_eq!(Room::NoWrites.after(large(160)), Room::NoAttachments);
        assert_eq!(Room::NoWrites.after(large(10_000)), Room::Enough);
        assert_eq!(Room::Enough.after(large(0)), Room::NoWrites);
    }

    #[test]
    fn a_small_disk_is_not_all_reserve() {
        let small = |free: u64| Space { free: free * MIB, total: 64 * MIB };
        assert_eq!(Room::Enough.after(small(8)), Room::Enough);
        assert_eq!(Room::Enough.after(small(7)), Room::NoAttachments);
        assert_eq!(Room::Enough.after(small(3)), Room::NoWrites);
        // A disk that says nothing of itself is not called full.
        assert_eq!(Room::Enough.after(Space { free: 0, total: 0 }), Room::Enough);
    }

    #[test]
    fn the_disk_of_a_file_is_asked_and_a_missing_file_says_nothing() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
        assert!(Space::around(folder.path()).is_some_and(|space| space.total > 0 && space.free <= space.total));
        assert_eq!(Space::around(Path::new("/nowhere/desk.redb")), None);
    }
}
