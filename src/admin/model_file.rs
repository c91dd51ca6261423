//! The service model as a file that people keep, compare and send (TOML).

use crate::service_model::ServiceModel;

/// Writes a model down, always in the same order.
///
/// # Errors
/// What cannot be written; there is nothing of the kind in a model.
pub fn write(model: &ServiceModel) -> Result<String, String> {
    toml::to_string(model).map_err(|error| error.to_string())
}

/// Reads a model that somebody wrote down.
///
/// # Errors
/// Everything that is not understood, each with its place: a line of the file, or a field that models do not have.
pub fn read(text: &str) -> Result<ServiceModel, Vec<String>> {
    let mut unknown = Vec::new();
    let model = toml::Deserializer::parse(text).and_then(|file| {
        serde_ignored::deserialize(file, |path| unknown.push(format!("{path}: no field is called so")))
    });
    match model {
        Ok(model) if unknown.is_empty() => Ok(model),
        Ok(_) => Err(unknown),
        Err(error) => Err(vec![with_line(text, &error)]),
    }
}

/// What the parser says, and where.
fn with_line(text: &str, error: &toml::de::Error) -> String {
    let line = error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
    match line {
        Some(line) => format!("line {line}: {}", error.message()),
        None => error.message().to_owned(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails says so by panicking")]
mod tests {
    use super::{read, write};
    use crate::desk::id::GroupId;
    use crate::service_model::{Ground, Preset, ServiceModel};
    use crate::words::{Language, Vocabulary};
    use std::collections::BTreeMap;

    #[test]
    fn what_is_written_is_read_again() {
        let model = ServiceModel::starter(Language::Es);
        let text = write(&model).unwrap();
        assert_eq!(read(&text).unwrap(), model);
        assert_eq!(write(&read(&text).unwrap()).unwrap(), text);
    }

    #[test]
    fn what_the_contract_says_reads_well_and_comes_back() {
        let before = ServiceModel::starter(Language::En);
        let groups = BTreeMap::from([("desk".to_owned(), GroupId::from(1))]);
        let ground = Ground {
            language: Language::En,
            time_zone: "Europe/Madrid",
            country: None,
            groups: &groups,
            before: &before,
        };
        for preset in Preset::ALL.iter().copied() {
            let model = preset.model(&ground);
            let text = write(&model).unwrap();
            assert_eq!(read(&text).unwrap(), model, "{preset}");
            assert!(text.contains("[service]\nhours = 1\nlanguages = [\"en\"]\n"), "{text}");
        }
        let text = write(&Preset::OnSite.model(&ground)).unwrap();
        assert!(text.contains("indicator = \"satisfaction\"\ncomparison = \"at_least\"\ntarget = 4.2\n"), "{text}");
        // People need not write a decimal point.
        let whole = text.replacen("target = 95.0", "target = 95", 1);
        assert_ne!(whole, text);
        assert_eq!(read(&whole).unwrap(), read(&text).unwrap());
        let finer = text.replacen("target = 4.2\n", "target = 4.2345\n", 1);
        assert!(read(&finer).unwrap_err()[0].contains("three decimal places"), "{:?}", read(&finer));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place() {
        let text = write(&ServiceModel::starter(Language::Es)).unwrap();
        let misspelt = text.replacen("active = true", "activ = true", 1);
        assert!(read(&misspelt).unwrap_err()[0].contains("active"), "{:?}", read(&misspelt));
        let extra = text.replacen("[[categories]]", "[[categories]]\ncolour = \"red\"", 1);
        assert_eq!(read(&extra).unwrap_err(), ["categories.0.colour: no field is called so"]);
        assert!(read("close_after_days = ").unwrap_err()[0].starts_with("line 1: "));
        assert!(read("").unwrap_err()[0].contains("missing field"));
    }
}
