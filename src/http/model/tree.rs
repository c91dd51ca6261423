//! Where a category stands in the tree.

use crate::http::problem::{FieldCode, Problem};
use crate::http::reply::Answer;
use crate::service_model::{Category, CategoryId, ServiceModel};

/// Puts a new category behind its parent's last descendant: parents stand before their children.
pub(super) fn place(model: &mut ServiceModel, new: Category) -> Answer<()> {
    let at = match new.parent {
        None => model.categories.len(),
        Some(parent) => {
            let of_parent = |category: &Category| category.id == parent || is_below(model, category.id, parent);
            match model.categories.iter().rposition(of_parent) {
                Some(at) => at + 1,
                None => return Err(Problem::field("parent", FieldCode::Unknown)),
            }
        }
    };
    model.categories.insert(at, new);
    Ok(())
}

/// Moves a category with all that is below it under another parent.
pub(super) fn relocate(model: &mut ServiceModel, new: Category) -> Answer<()> {
    let id = new.id;
    if new.parent.is_some_and(|parent| parent == id || is_below(model, parent, id)) {
        return Err(Problem::field("parent", FieldCode::Circle));
    }
    let below: Vec<Category> =
        model.categories.iter().filter(|category| is_below(model, category.id, id)).cloned().collect();
    model.categories.retain(|category| category.id != id && !below.contains(category));
    place(model, new)?;
    let at = model.categories.iter().position(|category| category.id == id).map_or(model.categories.len(), |at| at + 1);
    model.categories.splice(at..at, below);
    Ok(())
}

/// Whether a category lies below another.
fn is_below(model: &ServiceModel, id: CategoryId, above: CategoryId) -> bool {
    let mut next = model.category(id).and_then(|category| category.parent);
    // A tree deeper than its list is long would be a circle.
    for _ in 0..model.categories.len() {
        match next {
            Some(parent) if parent == above => return true,
            Some(parent) => next = model.category(parent).and_then(|category| category.parent),
            None => return false,
        }
    }
    false
}
