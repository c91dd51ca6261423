//! `table.txt`, read and written.

use super::cast::Role;
use super::description::{Place, Row};
use std::collections::BTreeMap;

/// The width of what stands before the cells.
const HEAD: usize = 56;
/// The width of a cell.
const CELL: usize = 12;

/// The table: for each row the cells, in the order of the roles.
pub(super) fn read() -> BTreeMap<Row, Vec<String>> {
    let text = include_str!("table.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut table = BTreeMap::new();
    for line in lines {
        let mut words = line.split_whitespace().peekable();
        let mut word = || words.next().unwrap().to_owned();
        let (method, path) = (word(), word());
        let place = words.next_if(|word| word.starts_with(['?', '.', '{'])).map_or(Place::Path, |word| {
            match word.split_at(1) {
                ("?", name) => Place::Query(name.to_owned()),
                (".", field) => Place::Body(field.to_owned()),
                (_, name) => Place::Further(name.trim_end_matches('}').to_owned()),
            }
        });
        let cells: Vec<String> = words.map(str::to_owned).collect();
        assert_eq!(cells.len(), Role::ALL.len(), "one cell for each role: {line}");
        let row = Row { path, method, place };
        assert!(table.insert(row, cells).is_none(), "twice in the table: {line}");
    }
    table
}

/// A row as the table has it.
pub(super) fn line(row: &Row, cells: &[String]) -> String {
    let mut line = row.to_string();
    for (n, cell) in cells.iter().enumerate() {
        // A long name takes room of the first cells.
        line = format!("{:<1$}{cell}", line + " ", HEAD + n * CELL);
    }
    line
}

/// The names of the columns.
pub(super) fn header() -> String {
    let names: String = Role::ALL.iter().map(|role| format!("{:<CELL$}", role.name())).collect();
    format!("{:<HEAD$}{}", "#", names.trim_end())
}
