//! Who may do what: every operation of the description, asked as every role, with own and foreign ids, held against
//! `table.txt`. The table was written from the design, not from the code: change it when the design changes.

mod asking;
mod bodies;
mod cast;
mod description;
mod ids;
mod table;

use crate::http::desk::Desk;
use asking::Asking;
use cast::{Cast, Role};
use description::Row;
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
