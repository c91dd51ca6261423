//! From one file to the next, while no desk runs: restoring, drills, compacting.

use super::{desk_with, names_in};
use crate::program::{Running, done, ended, run, spawn};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;

#[track_caller]
fn fails(data: &Path, words: &[&str], expected: &str) {
    let ended = run(data, words, "");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("ventanilla: ")).collect();
    assert!(lines.len() == 1 && lines[0].contains(expected) && !said.contains("panicked"), "{said}");
}

#[test]
fn a_backup_takes_the_place_of_the_file_which_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("desk.redb"), folder.path().join("backup.redb"));
    let backup_name = backup.to_str().unwrap();
    desk_with(&data, "40");
    done(&data, &["backup", backup_name], "");
    // What came after the backup is in the file that is kept.
    done(&data, &["token", "create", "--name", "Later", "--role", "agent"], "");

    let running = Running::start(&data);
    fails(&data, &["restore", backup_name], "a desk runs on this data file");
    fails(&data, &["compact"], "another process");
    let drill = done(&data, &["restore", "--drill", backup_name], "");
    assert!(drill.contains("40 cases") && drill.contains("it can be restored"), "{drill}");
    running.end();

    let said = done(&data, &["restore", backup_name], "");
    let kept = folder.path().join(said.trim().rsplit('/').next().unwrap());
    assert!(kept.to_str().unwrap().contains("desk.redb.before-"), "{said}");
    let entries = |path: &Path| {
        let said = done(path, &["check", "--rebuild"], "");
        let words: Vec<&str> = said.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "journal").unwrap();
        words[at - 1].parse::<u64>().unwrap()
    };
    // (The clock goes on: the desk that ran may have had something to do to cases.)
    assert!(entries(&kept) > entries(&data));
    assert_eq!(names_in(folder.path()).len(), 3, "{:?}", names_in(folder.path()));

    // On a machine that has nothing yet.
    let fresh = folder.path().join("fresh.redb");
    done(&fresh, &["restore", backup_name], "");
    assert_eq!(entries(&fresh), entries(&data));
}

#[test]
fn what_is_no_whole_backup_is_refused_and_the_desk_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    desk_with(&data, "40");
    let backup = folder.path().join("backup.redb");
    done(&data, &["backup", backup.to_str().unwrap()], "");
    let whole = fs::read(&backup).unwrap();
    let before = fs::read(&data).unwrap();

    let spoilt = folder.path().join("spoilt.redb");
    let name = spoilt.to_str().unwrap();
    for keep in [4_096, whole.len() / 2, whole.len() - 1] {
        fs::write(&spoilt, &whole[..keep]).unwrap();
        for words in [&["restore", name][..], &["restore", "--drill", name]] {
            let ended = run(&data, words, "");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert_eq!(ended.status.code(), Some(1), "{keep}: {said}");
            assert!(said.contains("take another one") || said.contains("no backup of Ventanilla"), "{keep}: {said}");
            assert!(!said.contains("panicked"), "{said}");
        }
    }
    // One page of the rows in it was changed on the way.
    let mut scratched = whole.clone();
    let place = whole.len() / 3;
    scratched[place..place + 4_096].fill(0xff);
    fs::write(&spoilt, &scratched).unwrap();
    fails(&data, &["restore", name], "take another one");
    fs::write(&spoilt, "this is no backup ".repeat(1_000)).unwrap();
    fails(&data, &["restore", name], "no backup of Ventanilla");
    fs::write(&spoilt, "").unwrap();
    fails(&data, &["restore", name], "no backup of Ventanilla");
    fails(&data, &["restore", folder.path().to_str().unwrap()], "no backup of Ventanilla");
    fails(&data, &["restore", folder.path().join("missing").to_str().unwrap()], "there is no such file");
    fails(&data, &["restore", data.to_str().unwrap()], "the data file itself");

    assert_eq!(fs::read(&data).unwrap(), before, "the desk was touched");
    let expected = ["backup.redb", "desk.redb", "spoilt.redb"].map(str::to_owned);
    assert_eq!(names_in(folder.path()), expected.into());
    done(&data, &["check", "--rebuild"], "");
}

#[test]
fn what_takes_the_place_of_a_file_belongs_to_the_same_and_a_link_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("disk/desk.redb"), folder.path().join("desk.redb"));
    fs::create_dir(real.parent().unwrap()).unwrap();
    desk_with(&real, "40");
    symlink(&real, &link).unwrap();
    let backup = folder.path().join("backup.redb");
    done(&link, &["backup", backup.to_str().unwrap()], "");
    // Only root may give a file away.
    let owner = if chown(&real, Some(1), Some(1)).is_ok() { 1 } else { fs::metadata(&real).unwrap().uid() };
    for words in [&["compact"][..], &["restore", backup.to_str().unwrap()]] {
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        let before = fs::metadata(&real).unwrap();
        done(&link, words, "");
        let after = fs::metadata(&real).unwrap();
        assert_ne!(after.ino(), before.ino(), "{words:?} put nothing in its place");
        assert_eq!((after.mode() & 0o777, after.uid(), after.gid()), (0o640, owner, before.gid()), "{words:?}");
        assert_eq!(fs::read_link(&link).unwrap(), real, "{words:?}");
    }
    done(&link, &["check", "--rebuild"], "");
}

#[test]
fn two_at_once_do_not_get_into_each_others_way() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("desk.redb"), folder.path().join("backup.redb"));
    desk_with(&data, "40");
    let name = backup.to_str().unwrap();
    done(&data, &["backup", name], "");
    for (words, ending) in [(&["restore", name][..], "part"), (&["restore", "--drill", name], "drill")] {
        let draft = folder.path().join(format!("desk.redb.{ending}"));
        fs::write(&draft, "another one writes here").unwrap();
        let held = fs::File::open(&draft).unwrap();
        held.try_lock().unwrap();
        fails(&data, words, "another copy is being made");
        assert_eq!(fs::read_to_string(&draft).unwrap(), "another one writes here");
        // Nobody does any more: it was left over.
        drop(held);
        done(&data, words, "");
        assert!(!draft.exists());
    }
    done(&data, &["check", "--rebuild"], "");
}

#[test]
fn whoever_presses_ctrl_c_finds_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("desk.redb"), folder.path().join("backup.redb"));
    desk_with(&data, "800");
    let name = backup.to_str().unwrap();
    done(&data, &["backup", name], "");
    let (before, names) = (fs::read(&data).unwrap(), names_in(folder.path()));
    for words in [&["restore", name][..], &["restore", "--drill", name], &["compact"]] {
        let mut tool = spawn(&data, words);
        let mut said = BufReader::new(tool.stderr.take().unwrap()).lines().map(Result::unwrap);
        // The pages are looked through, which takes the longest.
        assert!(said.any(|line| line == "read 0 %"), "{words:?}");
        kill_process(Pid::from_child(&tool), Signal::INT).unwrap();
        let last = said.last().unwrap();
        assert_eq!(last, "ventanilla: it was broken off before its end; nothing was changed", "{words:?}");
        assert_eq!(ended(tool).status.code(), Some(1));
        assert_eq!(names_in(folder.path()), names, "{words:?}");
        // Opening it to make it compact leaves its mark.
        assert!(words == ["compact"] || fs::read(&data).unwrap() == before, "{words:?}");
    }
    done(&data, &["check", "--rebuild"], "");
}

#[test]
fn compacting_frees_what_is_not_needed_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    desk_with(&data, "400");
    let rows = |path: &Path| {
        let said = done(path, &["check", "--rebuild"], "");
        said.split_whitespace().nth(2).unwrap().to_owned()
    };
    let (before, held) = (fs::metadata(&data).unwrap().blocks(), rows(&data));
    let ended = run(&data, &["compact"], "");
    assert!(ended.status.success(), "{ended:?}");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(said.contains("of them to be freed"), "{said}");
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(said.contains("bytes freed"), "{said}");
    assert!(fs::metadata(&data).unwrap().blocks() < before, "{said}");
    assert_eq!(rows(&data), held);
    assert_eq!(names_in(folder.path()), ["desk.redb".to_owned()].into());
    fails(&folder.path().join("missing.redb"), &["compact"], "there is no such file");
    assert!(!folder.path().join("missing.redb").exists());
}
