//! How large a file is, as people read it.

use rules::words::Language;

const STEP: f64 = 1024.0;

/// "640 kB", "3,4 MB".
pub fn file_size(language: Language, bytes: u64) -> String {
    let mut size = bytes as f64;
    let mut unit = "B";
    for larger in ["kB", "MB", "GB"] {
        if size < STEP {
            break;
        }
        (size, unit) = (size / STEP, larger);
    }
    if size >= 10.0 || unit == "B" {
        return format!("{size:.0} {unit}");
    }
    let number = format!("{size:.1}");
    let number = number.strip_suffix(".0").unwrap_or(&number);
    match language {
        Language::En => format!("{number} {unit}"),
        Language::Es | Language::Pt => format!("{} {unit}", number.replace('.', ",")),
    }
}

#[cfg(test)]
mod tests {
    use super::file_size;
    use rules::words::Language;

    #[test]
    fn sizes_are_short_and_as_the_language_writes_them() {
        let said = |bytes| file_size(Language::Es, bytes);
        assert_eq!([9, 640 << 10, 25 << 20].map(said), ["9 B", "640 kB", "25 MB"]);
        assert_eq!([Language::En, Language::Pt].map(|one| file_size(one, 3_600_000)), ["3.4 MB", "3,4 MB"]);
        assert_eq!([2 << 20, 12 << 30].map(said), ["2 MB", "12 GB"]);
    }
}
