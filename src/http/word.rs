//! The small types of the API: closed vocabularies, ids and moments, each declared once, in the rules.

use crate::moment::Moment;
use crate::words::Vocabulary;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;

/// A word of a closed vocabulary: in the description a string enumeration, made of the vocabulary itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word<V>(pub V);

impl<V> From<V> for Word<V> {
    fn from(word: V) -> Self {
        Self(word)
    }
}

/// Words as a list, in the order of their vocabulary.
pub fn words<V: Copy>(set: &std::collections::BTreeSet<V>) -> Vec<Word<V>> {
    set.iter().copied().map(Word).collect()
}

impl<V: Vocabulary> Word<V> {
    fn parse(text: &str) -> ParseResult<Self> {
        V::parse(text).map(Self).ok_or_else(|| {
            let all: Vec<&str> = V::ALL.iter().map(|word| word.as_str()).collect();
            ParseError::custom(format!("expected one of {}", all.join(", ")))
        })
    }
}

/// An id: a whole number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(pub u64);

impl Id {
    /// The highest, a round number up to which JavaScript reads whole numbers.
    pub(crate) const MOST: u64 = 9_000_000_000_000_000;

    /// The id with this number, when it is one.
    fn new(number: u64) -> Option<Self> {
        (1..=Self::MOST).contains(&number).then_some(Self(number))
    }

    /// As the id of this kind of thing.
    pub fn to<T: From<u64>>(self) -> T {
        T::from(self.0)
    }

    /// The id of a thing.
    pub fn of(id: impl Into<u64>) -> Self {
        Self(id.into())
    }
}

/// A moment: RFC 3339 in JSON, answered in UTC with milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At(pub Moment);

impl From<Moment> for At {
    fn from(at: Moment) -> Self {
        Self(at)
    }
}

macro_rules! plain_type {
    () => {
        type RawValueType = Self;
        type RawElementValueType = Self;

        fn as_raw_value(&self) -> Option<&Self> {
            Some(self)
        }

        fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
            Box::new(self.as_raw_value().into_iter())
        }
    };
}

impl<V: Vocabulary> Type for Word<V> {
    const IS_REQUIRED: bool = true;
    plain_type!();

    fn name() -> Cow<'static, str> {
        V::TITLE.into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Reference(V::TITLE.to_owned())
    }

    fn register(registry: &mut Registry) {
        registry.create_schema::<Self, _>(V::TITLE.to_owned(), |_| MetaSchema {
            title: Some(V::TITLE.to_owned()),
            enum_items: V::ALL.iter().map(|word| word.as_str().into()).collect(),
            ..MetaSchema::new("string")
        });
    }
}

impl<V: Vocabulary> ParseFromJSON for Word<V> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value.unwrap_or_default() {
            Value::String(text) => Self::parse(&text),
            other => Err(ParseError::expected_type(other)),
        }
    }
}

impl<V: Vocabulary> ParseFromParameter for Word<V> {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse(value)
    }
}

impl<V: Vocabulary> Serialize for Word<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<V: Vocabulary> ToJSON for Word<V> {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.as_str().into())
    }
}

impl Type for Id {
    const IS_REQUIRED: bool = true;
    plain_type!();

    fn name() -> Cow<'static, str> {
        "Id".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema {
            minimum: Some(1.0),
            maximum: Some(Self::MOST as f64),
            ..MetaSchema::new_with_format("integer", "int64")
        }))
    }
}

impl ParseFromJSON for Id {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let value = value.unwrap_or_default();
        value.as_u64().and_then(Self::new).ok_or_else(|| ParseError::expected_type(value))
    }
}

impl ParseFromParameter for Id {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        // Digits only: `u64::from_str` would take a sign too.
        let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let id = value.parse().ok().filter(|_| digits).and_then(Self::new);
        id.ok_or_else(|| ParseError::custom("expected a whole number from 1"))
    }
}

impl ToJSON for Id {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.into())
    }
}

impl Type for At {
    const IS_REQUIRED: bool = true;
    plain_type!();

    fn name() -> Cow<'static, str> {
        "At".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "date-time")))
    }
}

impl ParseFromJSON for At {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value.unwrap_or_default() {
            Value::String(text) => Self::parse_from_parameter(&text),
            other => Err(ParseError::expected_type(other)),
        }
    }
}

impl ParseFromParameter for At {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Moment::parse(value)
            .map(Self)
            .ok_or_else(|| ParseError::custom("expected a moment such as 2026-11-25T14:30:00Z"))
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl ToJSON for At {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Id, Word};
    use crate::words::Kind;
    use poem_openapi::types::{ParseFromJSON, ParseFromParameter, ToJSON};
    use serde_json::json;

    #[test]
    fn a_word_is_only_what_its_vocabulary_has() {
        assert_eq!(Word::<Kind>::parse_from_parameter("incident").ok(), Some(Word(Kind::Incident)));
        assert!(Word::<Kind>::parse_from_parameter("Incident").is_err());
        assert!(Word::<Kind>::parse_from_json(Some(json!(1))).is_err());
        assert_eq!(Word(Kind::Question).to_json(), Some(json!("question")));
    }

    #[test]
    fn an_id_is_a_whole_number_from_one() {
        for bad in ["0", "-1", "+1", "1.0", "", "x", "18446744073709551616"] {
            assert!(Id::parse_from_parameter(bad).is_err(), "{bad}");
        }
        assert_eq!(Id::parse_from_parameter("42").ok(), Some(Id(42)));
        assert!(Id::parse_from_json(Some(json!(1.5))).is_err());
    }

    #[test]
    fn a_moment_is_answered_in_utc_with_milliseconds() {
        let at = At::parse_from_parameter("2026-11-25T11:30:00-03:00").ok();
        assert_eq!(at.and_then(|at| at.to_json()), Some(json!("2026-11-25T14:30:00.000Z")));
    }
}
