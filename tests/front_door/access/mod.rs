//! Who may do what: every operation of the description, asked as every role, with own and foreign ids, held against
//! `table.txt`. The table was written from the design, not from the code: change it when the design changes.

mod asking;
mod bodies;
mod cast;
mod description;
mod drafts;
mod ids;
mod table;

use crate::http::desk::{Desk, read};
use asking::Asking;
use cast::{Cast, Role};
use description::Place;
use description::Row;
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn every_operation_answers_every_role_as_the_table_says() {
    let described = description::rows();
    let table = table::read();
    let known: BTreeSet<&Row> = table.keys().collect();
    let missing: Vec<String> = described.iter().filter(|row| !known.contains(row)).map(Row::to_string).collect();
    assert!(
        missing.is_empty(),
        "tests/front_door/access/table.txt lacks these rows. Add each, with what every role should get by the design; an \
         operation with a body or a state of its own is described in bodies.rs or asking.rs too:\n{}",
        missing.join("\n")
    );
    let gone: Vec<String> = known.iter().filter(|row| !described.contains(**row)).map(|row| row.to_string()).collect();
    assert!(gone.is_empty(), "table.txt has rows of which the description knows nothing:\n{}", gone.join("\n"));

    let desk = Desk::set_up().await;
    let mut asking = Asking::new(Cast::of(&desk).await).await;
    let mut wrong = Vec::new();
    for row in &described {
        let mut found = Vec::new();
        for role in Role::ALL {
            found.push(asking.cell(row, role).await);
        }
        if found != table[row] {
            wrong.push(format!("expected {}\nfound    {}", table::line(row, &table[row]), table::line(row, &found)));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", table::header(), wrong.join("\n"));
    desk.close().await;
}

/// Turns a good request into one that gets this status wherever the description has it.
fn spoil(request: RequestBuilder, row: &Row, status: u16) -> Option<RequestBuilder> {
    let uploads = row.path == "/uploads";
    match status {
        400 => Some(with_query(request, "nothing", "1")),
        412 => Some(request.header("if-match", "\"999999\"")),
        413 => Some(request.body(vec![b' '; if uploads { 25 << 20 } else { 1 << 20 } + 1])),
        415 => Some(request.header("content-encoding", "gzip")),
        422 if row.method == "GET" => Some(with_query(request, "q", "a")),
        // Refused only while the settings name no folder, or the form has faults.
        422 if [
            "/backups",
            "/jobs/{id}/run",
            "/mailboxes/{id}/sign-in",
            "/persons/{id}/erasure",
            "/surveys/{id}/publish",
        ]
        .contains(&row.path.as_str()) =>
        {
            None
        }
        422 => Some(request.json(&json!({ "nothing": 1 }))),
        _ => None,
    }
}

fn with_query(request: RequestBuilder, name: &str, value: &str) -> RequestBuilder {
    let (client, request) = request.build_split();
    let mut request = request.unwrap();
    let others =
        request.url().query_pairs().filter(|(known, _)| known != name).map(|(a, b)| (a.into_owned(), b.into_owned()));
    let others: Vec<(String, String)> = others.collect();
    request.url_mut().query_pairs_mut().clear().extend_pairs(others).append_pair(name, value);
    RequestBuilder::from_parts(client, request)
}

#[tokio::test]
async fn every_operation_gives_the_refusals_that_it_declares() {
    let document: Value = serde_json::from_str(&ventanilla::http::description()).unwrap();
    let desk = Desk::set_up().await;
    let mut asking = Asking::new(Cast::of(&desk).await).await;
    let mut wrong = Vec::new();
    for (row, cells) in table::read().into_iter().filter(|(row, _)| row.place == Place::Path) {
        let may = Role::ALL.into_iter().zip(cells).find(|(_, cell)| cell.starts_with('2'));
        // What is not there without a demonstration, or over, refuses otherwise.
        let Some((role, _)) = may else { continue };
        for status in row.statuses(&document) {
            let Some(spoilt) = spoil(asking.good(&row, role).await, &row, status) else { continue };
            let answer = read(spoilt).await;
            if answer.status != status {
                wrong.push(format!("{row} declares {status}, and gave {}: {}", answer.status, answer.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    desk.close().await;
}
