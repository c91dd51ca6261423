//! The folder that backups go to: what they are called, which are there, and clearing away.

use chrono::TimeDelta;
use chrono_tz::Tz;
use rules::Moment;
use rules::desk::Keep;
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// How many characters of the data file's own name are in a backup's: enough to tell the desks apart that share a folder.
const INSTANCE: usize = 8;

/// The backups of one desk in a folder.
#[derive(Clone, Debug)]
pub struct BackupFolder {
    path: PathBuf,
    prefix: String,
}

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// Its name in the folder.
    pub name: String,
    /// When it was begun, to the second: what it holds is of then.
    pub at: Moment,
    /// How large it is.
    pub bytes: u64,
}

impl BackupFolder {
    /// Of the desk whose data file has this random name.
    pub fn new(path: &str, instance: &str) -> Self {
        let name: String = instance.chars().take(INSTANCE).collect();
        Self { path: PathBuf::from(path), prefix: format!("ventanilla-{name}-") }
    }

    /// What a backup of this moment is called.
    pub fn name(&self, at: Moment) -> String {
        let moment: String = at.to_string().chars().take("2026-11-25T12:20:00".len()).collect();
        format!("{}{}Z.redb", self.prefix, moment.replace(':', "-"))
    }

    /// The first moment from this one on whose name is free: two may be asked for within a second.
    pub fn free_from(&self, at: Moment) -> Moment {
        let mut free = at;
        while self.file(&self.name(free)).exists() {
            free = free.plus(TimeDelta::seconds(1));
        }
        free
    }

    /// Where a file of this name lies.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The backups that are there, the newest first.
    ///
    /// # Errors
    /// What the system says of the folder.
    pub fn list(&self) -> io::Result<Vec<BackupFile>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if let Some(at) = self.moment_of(&name) {
                found.push(BackupFile { name, at, bytes: entry.metadata()?.len() });
            }
        }
        found.sort_by_key(|file| std::cmp::Reverse(file.at));
        Ok(found)
    }

    /// Whether files can be made there.
    ///
    /// # Errors
    /// What the system says.
    pub fn try_out(&self) -> io::Result<()> {
        let probe = self.file(&format!("{}probe", self.prefix));
        // Nothing that is there is opened: a link of this name might lead anywhere.
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&probe)?;
        fs::remove_file(probe)
    }

    /// Takes away what need not be kept, and what a desk that was killed left half made. The one of `made` stays,
    /// whatever the others' moments are: the clock may have been wrong then, or now.
    ///
    /// # Errors
    /// What the system says.
    pub fn clear_away(&self, keep: Keep, zone: Tz, made: Moment) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let half = name.to_str().and_then(|name| name.strip_suffix(".part"));
            if half.is_some_and(|name| self.moment_of(name).is_some()) {
                fs::remove_file(self.path.join(name))?;
            }
        }
        let there: BTreeSet<Moment> = self.list()?.into_iter().map(|file| file.at).collect();
        for at in keep.superfluous(&there, zone).into_iter().filter(|at| *at != made) {
            fs::remove_file(self.file(&self.name(at)))?;
        }
        Ok(())
    }

    /// When a file was begun that has the name of a backup of this desk.
    fn moment_of(&self, name: &str) -> Option<Moment> {
        let text = name.strip_prefix(&self.prefix)?.strip_suffix(".redb")?;
        let (day, time) = text.split_once('T')?;
        let at = Moment::parse(&format!("{day}T{}", time.replace('-', ":")))?;
        (self.name(at) == name).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use chrono_tz::America::Santiago;

    #[test]
    fn only_what_is_a_backup_of_this_desk_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let backups = BackupFolder::new(folder.path().to_str().unwrap(), "0123456789abcdef");
        let last = Moment::parse("2026-11-25T05:30:00Z").unwrap();
        assert_eq!(backups.name(last), "ventanilla-01234567-2026-11-25T05-30-00Z.redb");
        let foreign = [
            "notes.txt",
            "ventanilla-89abcdef-2026-01-01T05-30-00Z.redb",
            "ventanilla-01234567-2026-01-01.redb",
            "ventanilla-01234567-2026-01-01T05-30-00Z.redb.old",
        ];
        for name in foreign {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        for day in 0..10 {
            fs::write(backups.file(&backups.name(last.plus(TimeDelta::days(-day)))), "x").unwrap();
        }
        fs::write(backups.file(&format!("{}.part", backups.name(last))), "x").unwrap();
        assert_eq!(backups.list().unwrap().len(), 10);
        assert_eq!(backups.free_from(last), last.plus(TimeDelta::seconds(1)));
        let keep = Keep { daily: 3, weekly: 0, monthly: 0 };
        backups.clear_away(keep, Santiago, last).unwrap();
        let left = backups.list().unwrap();
        assert_eq!(left.len(), 3);
        assert_eq!(left.first().unwrap().at, last);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3 + foreign.len());

        // Made by a clock that fell back to its first day: the oldest by its name, and the last one all the same.
        let made = Moment::parse("2000-01-01T00:00:07Z").unwrap();
        fs::write(backups.file(&backups.name(made)), "x").unwrap();
        backups.clear_away(keep, Santiago, made).unwrap();
        assert!(backups.list().unwrap().iter().any(|file| file.at == made));
    }
}
