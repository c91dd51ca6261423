//! The part of a file that somebody asks for: one stretch of bytes (RFC 9110, section 14).

use super::problem::{Code, Problem};
use poem::http::{HeaderMap, HeaderValue, header};
use poem::{IntoResponse, Response};
use std::ops::Range;

/// What of a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it; also when what is asked for is of another form, or of a file that was another one.
    Whole,
    /// These bytes; at least one.
    Bytes(Range<u64>),
    /// What it does not have.
    Beyond,
}

impl Part {
    /// What these headers ask for of a file of this size, whose bytes have this `ETag`.
    pub(super) fn of(headers: &HeaderMap, size: u64, tag: &str) -> Self {
        let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let Some(range) = headers.get(header::RANGE).map(text) else { return Self::Whole };
        if headers.get(header::IF_RANGE).map(text).is_some_and(|known| known != tag) {
            return Self::Whole;
        }
        range.trim().strip_prefix("bytes=").and_then(|stretch| Self::stretch(stretch, size)).unwrap_or(Self::Whole)
    }

    /// `2-5`, `2-` or `-3`; `None`: another form, such as several.
    fn stretch(text: &str, size: u64) -> Option<Self> {
        let (first, last) = text.trim().split_once('-')?;
        let number = |text: &str| if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None };
        let (start, end) = match (first, last) {
            ("", last) => (size.saturating_sub(number(last)?), size),
            (first, "") => (number(first)?, size),
            (first, last) => {
                let (first, last): (u64, u64) = (number(first)?, number(last)?);
                if first > last {
                    return None;
                }
                (first, last.saturating_add(1).min(size))
            }
        };
        Some(if start < end { Self::Bytes(start..end) } else { Self::Beyond })
    }
}

/// The answer to whoever asks for what a file of this size does not have.
pub(super) fn beyond(size: u64) -> Response {
    let mut response = Problem::of(Code::RangeNotSatisfiable).into_response();
    if let Ok(value) = HeaderValue::try_from(format!("bytes */{size}")) {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::Part::{self, Beyond, Bytes, Whole};
    use poem::http::{HeaderMap, HeaderValue, header};

    fn of(range: &'static str, known: Option<&'static str>) -> Part {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static(range));
        known.map(|known| headers.insert(header::IF_RANGE, HeaderValue::from_static(known)));
        Part::of(&headers, 10, "\"tag\"")
    }

    #[test]
    fn one_stretch_is_given_and_what_cannot_be_read_is_all_of_it() {
        assert_eq!(Part::of(&HeaderMap::new(), 10, ""), Whole);
        for (range, part) in
            [("0-0", 0..1), ("2-5", 2..6), ("2-", 2..10), ("2-99", 2..10), ("-3", 7..10), ("-99", 0..10)]
        {
            let range: &'static str = Box::leak(format!("bytes={range}").into_boxed_str());
            assert_eq!(of(range, None), Bytes(part), "{range}");
        }
        for range in ["bytes=10-", "bytes=10-20", "bytes=-0"] {
            assert_eq!(of(range, None), Beyond, "{range}");
        }
        for range in ["bytes=5-2", "bytes=0-1,3-4", "bytes=", "bytes=-", "bytes=a-b", "bytes=+1-2", "lines=1-2", "1-2"]
        {
            assert_eq!(of(range, None), Whole, "{range}");
        }
        assert_eq!(of("bytes=2-5", Some("\"tag\"")), Bytes(2..6));
        assert_eq!(of("bytes=2-5", Some("\"other\"")), Whole);
    }
}
