//! Decimal figures with up to three places, exact.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A figure that is not negative, counted in thousandths: two that read alike are alike. It is written as a plain
/// number, such as `4.2`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thousandths(u32);

impl Thousandths {
    /// A whole number.
    pub const fn whole(number: u16) -> Self {
        Self(number as u32 * 1000)
    }

    /// So many thousandths.
    pub const fn new(thousandths: u32) -> Self {
        Self(thousandths)
    }

    /// The figure that is written so; `None`: it has more than three places, is negative, or too large.
    pub fn of_number(number: f64) -> Option<Self> {
        // A number that somebody wrote with few digits is told with the same ones.
        let text = number.to_string();
        let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(places) || places.len() > 3 {
            return None;
        }
        format!("{whole}{places:0<3}").parse().ok().map(Self)
    }

    /// As a plain number, for writing it down.
    pub fn number(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl Serialize for Thousandths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.number())
    }
}

impl<'de> Deserialize<'de> for Thousandths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::of_number(number).ok_or_else(|| de::Error::custom("expected a number with up to three decimal places"))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::Thousandths;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_such_figure_is_told() {
        for bad in [-1.0, -0.5, 0.0001, 4.2345, f64::NAN, f64::INFINITY, 1e300, 4_294_968.0] {
            assert_eq!(Thousandths::of_number(bad), None, "{bad}");
        }
        assert_eq!(Thousandths::of_number(95.0), Some(Thousandths::whole(95)));
        assert_eq!(Thousandths::of_number(4.2), Some(Thousandths::new(4200)));
        assert_eq!(Thousandths::of_number(0.05), Some(Thousandths::new(50)));
    }

    proptest! {
        #[test]
        fn each_is_read_as_it_was_written(thousandths: u32) {
            let figure = Thousandths::new(thousandths);
            let text = serde_json::to_string(&figure).unwrap();
            prop_assert_eq!(serde_json::from_str::<Thousandths>(&text).unwrap(), figure);
        }
    }
}
