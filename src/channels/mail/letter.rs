//! What a mail says, before it has a face.

use rules::words::Language;

/// A mail in parts, from top to bottom. All texts are plain, as people typed or read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The language of what the desk says.
    pub(super) language: Language,
    /// The subject line.
    pub(super) subject: String,
    /// "Write above this line", in what a requester gets.
    pub(super) counter: Option<String>,
    /// The desk's name.
    pub(super) desk: String,
    /// What it is about, in one line.
    pub(super) heading: String,
    /// "Hola, Ana Rojas:", in what a requester gets.
    pub(super) greeting: Option<String>,
    /// What happened.
    pub(super) opening: Vec<String>,
    /// Somebody's words.
    pub(super) words: Option<String>,
    /// Facts: a name and what it is.
    pub(super) facts: Vec<(String, String)>,
    /// What comes next, and how to answer.
    pub(super) closing: Vec<String>,
    /// What the link says, and where it leads.
    pub(super) link: Option<(String, String)>,
    /// Marks that can be given with one click, and what they are for.
    pub(super) marks: Option<Marks>,
    /// Small print.
    pub(super) footer: String,
    /// What a link in the small print says, and where it leads: for whoever wants no more of these.
    pub(super) leave: Option<(String, String)>,
}

/// A scale of marks, each a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// What is asked.
    pub(super) question: String,
    /// What each says, and where it leads.
    pub(super) marks: Vec<(String, String)>,
    /// What the lowest and the highest mean.
    pub(super) ends: [String; 2],
}

/// Whom a mail goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Addressee {
    /// Full name.
    pub(super) name: String,
    /// E-mail address.
    pub(super) address: String,
}
