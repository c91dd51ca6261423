//! What those who ask may say that their case is about: the categories that they are offered, in their words.

use super::{Category, CategoryId, ServiceModel};
use crate::desk::text::fold;

/// A word of fewer letters tells nothing.
const LETTERS: usize = 3;

/// A category that those who ask are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered<'a> {
    /// Which.
    pub id: CategoryId,
    /// What they read of it.
    pub words: &'a str,
}

impl ServiceModel {
    /// The categories that those who ask are offered, in the order of the tree.
    pub fn offered(&self) -> impl Iterator<Item = Offered<'_>> {
        self.categories.iter().filter_map(offer)
    }

    /// The category that is offered in just these words, whatever their case and accents.
    pub fn offered_as(&self, typed: &str) -> Option<CategoryId> {
        let typed = fold(typed);
        self.offered().find(|offered| fold(offered.words) == typed).map(|offered| offered.id)
    }

    /// Those offered that have the most in common with what was typed, at most `most`: of whose words, name and parent's
    /// name the words that were typed begin one.
    pub fn offered_like(&self, typed: &str, most: usize) -> Vec<Offered<'_>> {
        let typed = fold(typed);
        let telling: Vec<&str> = typed.split(' ').filter(|word| word.chars().count() >= LETTERS).collect();
        let mut fitting: Vec<(usize, Offered<'_>)> = Vec::new();
        for category in &self.categories {
            let Some(offered) = offer(category) else { continue };
            let above = category.parent.and_then(|id| self.category(id)).map_or("", |above| &above.name);
            let said = fold(&format!("{} {} {above}", offered.words, category.name));
            let common = telling.iter().filter(|typed| said.split(' ').any(|word| word.starts_with(**typed))).count();
            fitting.push((common, offered));
        }
        let best = fitting.iter().map(|(common, _)| *common).max().unwrap_or_default();
        let best = fitting.into_iter().filter(|(common, _)| *common > 0 && *common == best);
        best.map(|(_, offered)| offered).take(most).collect()
    }
}

fn offer(category: &Category) -> Option<Offered<'_>> {
    let words = category.asked_as.as_deref().filter(|_| category.active)?;
    Some(Offered { id: category.id, words })
}

#[cfg(test)]
mod tests {
    use super::ServiceModel;
    use crate::words::Language;

    #[test]
    fn a_category_is_found_by_its_words_its_name_and_what_it_is_below_and_not_once_it_is_switched_off() {
        let mut model = ServiceModel::starter(Language::Es);
        let found = |model: &ServiceModel, typed: &str| -> Vec<String> {
            model.offered_like(typed, 8).into_iter().map(|offered| offered.words.to_owned()).collect()
        };
        assert!(model.offered().all(|offered| model.offered_as(offered.words) == Some(offered.id)));
        assert!(model.offered_as("  OLVIDE mi clave o esta bloqueada ").is_some());
        assert_eq!(model.offered_as("olvidé"), None);
        assert_eq!(found(&model, "la impresora del piso 2"), ["La impresora no imprime"]);
        assert_eq!(found(&model, "tóner"), ["Falta tóner o papel"]);
        assert_eq!(found(&model, "correo"), ["No puedo enviar ni recibir correo", "Mi casilla de correo está llena"]);
        assert_eq!(found(&model, "no sé"), Vec::<String>::new());
        assert_eq!(found(&model, ""), Vec::<String>::new());
        model.categories.iter_mut().for_each(|category| category.active = false);
        assert_eq!((found(&model, "tóner").len(), model.offered().count()), (0, 0));
    }
}
