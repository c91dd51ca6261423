//! Who gets a case that nobody takes while it comes in.

use super::agreement::Conditions;
use crate::desk::id::{GroupId, PersonId};
use crate::desk::text;
use crate::words::Pick;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A rule of assignment, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AssignmentRuleId(pub u64);

/// Which group some cases begin with, and who of it gets them. The first rule of the list that a case meets counts. Cases
/// of an agent who has somebody on the telephone begin with that agent, whatever the rules say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRule {
    /// Its id.
    pub id: AssignmentRuleId,
    /// What people read.
    pub name: String,
    /// For which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// Words of which the subject has at least one, whatever their case and accents; none: any subject.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// People of whom one asks, or is whom it is about; nobody: whoever does.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub people: BTreeSet<PersonId>,
    /// The group.
    pub group: GroupId,
    /// Who of the group.
    pub pick: Pick,
    /// The skill that they need, when they are picked by skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
}

impl AssignmentRule {
    /// Whether it speaks of a case of one of these.
    pub(super) fn is_about(&self, people: &[PersonId]) -> bool {
        self.people.is_empty() || people.iter().any(|person| self.people.contains(person))
    }

    /// Its words, as they are looked for in a subject.
    pub(super) fn apart(&self) -> Vec<String> {
        self.words.iter().map(|word| apart(word)).collect()
    }

    /// The same with its words as they are kept, and its skill as people have theirs.
    pub(super) fn clean(&mut self) {
        self.name = text::clean_line(&self.name);
        self.words.iter_mut().for_each(|word| *word = text::clean_line(word));
        clean_skill(&mut self.skill);
    }
}

/// A skill as people have theirs; an empty one is none.
pub(super) fn clean_skill(skill: &mut Option<String>) {
    *skill = skill.take().map(|skill| text::skill(&skill)).filter(|skill| !skill.is_empty());
}

/// Whether every subject in which one of `other` is found has one of `own`, both as they are looked for; no words say
/// nothing, so every subject has them.
pub(super) fn wider_words(own: &[String], other: &[String]) -> bool {
    let heard = |word: &String| own.iter().any(|own| word.contains(own.as_str()));
    own.is_empty() || (!other.is_empty() && other.iter().all(heard))
}

/// Whether there is anything in it that could be found in a subject.
pub(super) fn has_words(typed: &str) -> bool {
    typed.contains(char::is_alphanumeric)
}

/// Folded words, each between spaces, so that a word is found whole.
pub(super) fn apart(typed: &str) -> String {
    let folded = text::fold(typed);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn words_are_found_whole() {
        let subject = apart("La VPN no conecta: ¿clave bloqueada?");
        for word in ["vpn", "Vpn", "clave bloqueada", "¡conecta!"] {
            assert!(subject.contains(&apart(word)), "{word}");
        }
        for word in ["vp", "bloquea", "clave conecta"] {
            assert!(!subject.contains(&apart(word)), "{word}");
        }
    }
}
