//! Rows as a spreadsheet (XLSX). A text is written as a text, so none is ever taken for a formula, whatever it begins with.

use super::row::Columns;
use crate::desk::Fault;
use crate::moment::Moment;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

/// The most characters that a cell holds.
const CELL_MAX: usize = 32_767;

/// A sheet.
pub struct Sheet<'a> {
    /// What it is called: at most 31 characters, and none of `[]:*?/\`.
    pub name: &'a str,
    /// Its columns.
    pub columns: &'a Columns,
    /// Its rows, by the names of the columns.
    pub rows: &'a [Value],
}

/// Sheets as the bytes of one file. All of it lies in memory: whoever calls bounds the rows.
///
/// # Errors
/// What the format does not take.
pub fn workbook(sheets: &[Sheet<'_>], now: Moment) -> Result<Vec<u8>, Fault> {
    written(sheets, now).map_err(|error| Fault(Box::new(error)))
}

fn written(sheets: &[Sheet<'_>], now: Moment) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(now.millis().div_euclid(1_000))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name)?.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, name) in (0..).zip(sheet.columns.names()) {
            page.write_string_with_format(0, column, cut(name), &bold)?;
        }
        for (row, values) in (1..).zip(sheet.rows) {
            for (column, name) in (0..).zip(sheet.columns.names()) {
                write(page, (row, column), values.get(name).unwrap_or(&Value::Null))?;
            }
        }
    }
    book.save_to_buffer()
}

fn write(page: &mut Worksheet, (row, column): (u32, u16), value: &Value) -> Result<(), XlsxError> {
    match value {
        Value::Null => Ok(()),
        Value::Bool(value) => page.write_boolean(row, column, *value).map(drop),
        Value::Number(number) => page.write_number(row, column, number.as_f64().unwrap_or_default()).map(drop),
        Value::String(text) => page.write_string(row, column, cut(text)).map(drop),
        nested => page.write_string(row, column, cut(&nested.to_string())).map(drop),
    }
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(CELL_MAX).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}
