//! Lists: a page of items, and a cursor to the next.

use super::problem::{Code, FieldCode, FieldFault, Problem};
use super::reply::Answer;
use super::word::Id;
use crate::queries::{Page, Unanswered};
use poem_openapi::Object;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use serde::Serialize;

/// How many items a page has when nobody says.
const USUAL: u32 = 50;
/// How many it may have.
const MOST: u32 = 200;

/// A page of a list.
#[derive(Clone, Debug, Object, Serialize)]
pub struct List<T: Type + ParseFromJSON + ToJSON> {
    /// What is shown.
    pub items: Vec<T>,
    /// Asks for the next page, as `cursor`; null: this was the last.
    pub next: Option<String>,
}

impl<T: Type + ParseFromJSON + ToJSON> List<T> {
    /// A page, each item shaped by `shape`.
    pub fn of<U>(page: Page<U>, shape: impl FnMut(U) -> T) -> Self {
        Self { items: page.items.into_iter().map(shape).collect(), next: page.next }
    }
}

/// The page size that `limit` asks for: 1 to 200.
pub fn page_size(limit: Option<u32>) -> Answer<usize> {
    size_up_to(MOST, limit.unwrap_or(USUAL))
}

/// A page size of at most so many.
pub fn size_up_to(most: u32, limit: u32) -> Answer<usize> {
    if (1..=most).contains(&limit) {
        return Ok(limit as usize);
    }
    Err(Problem::new(Code::Malformed, format!("The parameter `limit` is a whole number from 1 to {most}.")))
}

/// Something with a name.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub struct Named {
    /// Its id.
    pub id: Id,
    /// What people read.
    pub name: String,
}

impl Named {
    /// This id with this name.
    pub fn new(id: impl Into<u64>, name: impl Into<String>) -> Self {
        Self { id: Id(id.into()), name: name.into() }
    }
}

impl From<Unanswered> for Problem {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::NotFound => Self::of(Code::NotFound),
            Unanswered::Forbidden => Self::of(Code::Forbidden),
            Unanswered::Cursor => {
                Self::new(Code::Malformed, "The parameter `cursor` belongs to another list or query.")
            }
            Unanswered::Combination { possible } => {
                Self::new(Code::UnknownParameter, format!("This combination is no list. {possible}"))
            }
            Unanswered::TooShort { min } => {
                Self::invalid(vec![FieldFault { min: Some(min as u64), ..FieldFault::new("q", FieldCode::TooShort) }])
            }
            Unanswered::TooLong { max } => {
                Self::invalid(vec![FieldFault { max: Some(max as u64), ..FieldFault::new("q", FieldCode::TooLong) }])
            }
            Unanswered::Fault(fault) => fault.into(),
        }
    }
}
