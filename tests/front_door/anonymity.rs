//! Somebody has the data file of a desk, and wants to know who gave an anonymous answer.

use super::http::desk::Desk;
use super::invitations::{Scene, link, sends};
use super::smtp::SmtpServer;
use chrono::TimeDelta;
use redb::{ReadableDatabase, ReadableTable, TableDefinition, TableHandle};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Who was asked, in this order; the last one never answers.
const ASKED: [&str; 6] = ["Rosa", "Luis", "Nora", "Hugo", "Ines", "Raul"];
/// In which order the others answer, in two rounds: of two no order is likely to be met by chance.
const ANSWERS: [[usize; 5]; 2] = [[3, 0, 4, 1, 2], [1, 4, 0, 2, 3]];

/// Every row of every table, as bytes.
pub(super) fn raw(data: &Path) -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let database = redb::Database::open(data).unwrap();
    let read = database.begin_read().unwrap();
    let mut found = Vec::new();
    for table in read.list_tables().unwrap() {
        let name = table.name().to_owned();
        let rows = read.open_table(TableDefinition::<&[u8], &[u8]>::new(&name)).unwrap();
        for row in rows.iter().unwrap() {
            let (key, value) = row.unwrap();
            found.push((name.clone(), key.value().to_vec(), value.value().to_vec()));
        }
    }
    found
}

pub(super) fn holds(row: &(String, Vec<u8>, Vec<u8>), sought: &[u8]) -> bool {
    [&row.1, &row.2].iter().any(|bytes| bytes.windows(sought.len()).any(|window| window == sought))
}

/// The export of a data file: by file its rows.
pub(super) fn exported(data: &Path, to: &Path) -> BTreeMap<String, Vec<Map<String, Value>>> {
    let done = Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .args(["export", to.to_str().unwrap(), "--format", "jsonl", "--data"])
        .arg(data)
        .status()
        .unwrap();
    assert!(done.success());
    let files = std::fs::read_dir(to).unwrap().map(|file| file.unwrap());
    let read = |path: &Path| -> Vec<Map<String, Value>> {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    files
        .filter(|file| file.path().extension().is_some_and(|end| end == "jsonl"))
        .map(|file| (file.file_name().into_string().unwrap(), read(&file.path())))
        .collect()
}

/// The invitations and the answers of one desk are both there in full. Each way to join them is tried: a number or secret that
/// both hold, a row that names both, the moment, and the order.
#[tokio::test]
async fn nothing_in_the_data_file_joins_an_anonymous_answer_to_a_person() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "anonymous").await;
    let mut people = Vec::new();
    for name in ASKED {
        people.push(scene.person(name).await);
    }
    let mut tokens = Vec::new();
    for (round, order) in ANSWERS.iter().enumerate() {
        if round > 0 {
            // Nobody is asked again sooner.
            scene.pass_days(40).await;
        }
        for person in &people {
            scene.solved(*person).await;
        }
        desk.pass(TimeDelta::minutes(61));
        let mut links = Vec::new();
        for name in ASKED {
            let mails = scene.surveys_to(name, round + 1).await;
            links.push(link(mails.last().unwrap()));
        }
        for who in order {
            let browser = scene.opens(&links[*who]).await;
            let page = browser.get("/s").await.is(200).text;
            desk.pass(TimeDelta::minutes(3));
            sends(&browser, &page, &format!("q1=1&t2=palabras-{round}-{who}")).await.is(303);
        }
        tokens.extend(links.into_iter().map(|link| link.trim_start_matches("/s/").to_owned()));
    }
    let folder = desk.closed().await;
    let data = folder.path().join("desk.redb");
    let rows = raw(&data);

    // What was said is there, each in one row of words; beside it nothing of anybody stands, nor of a link.
    let hashes: Vec<[u8; 32]> = tokens.iter().map(|token| Sha256::digest(token.as_bytes()).into()).collect();
    for (round, order) in ANSWERS.iter().enumerate() {
        for who in order {
            let words = format!("palabras-{round}-{who}");
            let said: Vec<_> = rows.iter().filter(|row| holds(row, words.as_bytes())).collect();
            assert!(!said.is_empty(), "{words}");
            for row in said {
                for (name, hash) in tokens.iter().zip(&hashes) {
                    assert!(!holds(row, name.as_bytes()) && !holds(row, hash), "{}: {words} with a link", row.0);
                }
                for name in ASKED {
                    assert!(!holds(row, name.as_bytes()), "{}: {words} with {name}", row.0);
                }
            }
        }
    }
    // No token lies anywhere, and none of its hashes beside anything but its invitation.
    for token in &tokens {
        assert!(!rows.iter().any(|row| holds(row, token.as_bytes())), "a token is kept");
    }

    let files = exported(&data, &folder.path().join("export"));
    let of = |name: &str| {
        files.iter().find(|(file, _)| file.starts_with(name)).unwrap_or_else(|| panic!("{:?}", files.keys())).1
    };
    let answers = of("survey_answers");
    let answers: Vec<_> = answers.iter().filter(|row| row["automatic"] == false).collect();
    assert_eq!(answers.len(), 10);
    // A number that leads on is none but the survey's and the texts'; there is no moment, and the language, the way and the
    // version are the same for all.
    let fields: BTreeSet<&str> = answers.iter().flat_map(|row| row.keys().map(String::as_str)).collect();
    assert_eq!(fields, BTreeSet::from(["id", "survey", "n", "day", "at", "language", "way", "answers", "automatic"]),);
    for name in ["at", "language"] {
        assert!(answers.iter().all(|row| row[name].is_null()), "{name}");
    }
    for name in ["survey", "n", "way"] {
        assert_eq!(answers.iter().map(|row| row[name].to_string()).collect::<BTreeSet<_>>().len(), 1, "{name}");
    }
    assert_eq!(answers.iter().map(|row| row["day"].to_string()).collect::<BTreeSet<_>>().len(), 2, "a day a round");

    // Whoever answered and whoever did not have, in each round, invitations of the same shape: none holds an answer.
    let invitations = of("survey_invitations");
    assert_eq!(invitations.len(), 12);
    let shapes: BTreeSet<String> = invitations
        .iter()
        .map(|row| {
            let stage = row["stage"]["sent"].as_object().unwrap_or_else(|| panic!("{row:?}"));
            assert!(stage.get("answer").is_none_or(Value::is_null), "{row:?}");
            format!("{} {:?} {:?}", row["day"], row.keys().collect::<Vec<_>>(), stage.keys().collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(shapes.len(), 2, "{shapes:?}");

    // The journal has the answers of a round together, by the desk itself, from nowhere, at one moment.
    let journal = of("journal");
    let entered: Vec<&Map<String, Value>> = journal
        .iter()
        .filter(|entry| entry.values().any(|value| value.to_string().contains("survey_answered")))
        .collect();
    assert_eq!(entered.len(), 10, "{:?}", journal.last());
    let moments: BTreeSet<String> = entered.iter().map(|entry| entry["at"].to_string()).collect();
    assert_eq!(moments.len(), 2, "{moments:?}");
    for entry in &entered {
        let said = Value::Object((*entry).clone()).to_string();
        assert!(said.contains("\"system\"") && !said.contains("127.0.0.1"), "{said}");
    }
    // The order in which they lie is not that in which they were sent, nor that in which people were asked: both rounds
    // are in such an order by chance once in thousands of runs.
    let mut met = [true, true];
    for (round, order) in ANSWERS.iter().enumerate() {
        let lies: Vec<usize> = answers
            .iter()
            .filter_map(|row| {
                let said = Value::Object((*row).clone()).to_string();
                let (_, rest) = said.split_once(&format!("palabras-{round}-"))?;
                rest.chars().next()?.to_digit(10).map(|who| who as usize)
            })
            .collect();
        assert_eq!(lies.len(), 5);
        met[0] &= lies == order;
        met[1] &= lies == [0, 1, 2, 3, 4];
    }
    assert_eq!(met, [false, false]);
    // Nothing waits any more that would tell who came last.
    assert!(!rows.iter().any(|row| row.0.ends_with("→sent_answer")));
}
