//! The index as tantivy has it: its fields, its folder, and what its last commit says of itself.
//!
//! Nothing is stored in it but numbers: what is shown is read from the data file, which knows best.

use super::document::{Document, Key, Mark};
use super::words::Analysis;
use crate::desk::Fault;
use crate::desk::id::Seq;
use crate::moment::Moment;
use crate::store::error::fault;
use crate::store::quiet;
use serde::{Deserialize, Serialize};
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// The form of the documents. It counts up whenever that changes, so that an index from before is made anew.
const REVISION: u32 = 3;
/// What our analysis is called inside the index.
const ANALYSIS: &str = "words";

/// The fields of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Which document: it is replaced by this.
    key: Field,
    /// The number of the case, or the id of the person.
    number: Field,
    /// What it is found by besides words.
    marks: Field,
    /// What it is about.
    pub(super) title: Field,
    /// What else everybody reads who sees it.
    pub(super) body: Field,
    /// What only the desk reads.
    pub(super) notes: Field,
}

/// The name of the field with the numbers.
pub(super) const NUMBER: &str = "number";

impl Fields {
    fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let exact = || {
            let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic))
        };
        // Without positions: nobody asks for phrases, and they would be half of the index.
        let words = || {
            let indexing = TextFieldIndexing::default().set_tokenizer(ANALYSIS).set_fieldnorms(true);
            TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::WithFreqs))
        };
        let fields = Self {
            key: schema.add_text_field("key", exact()),
            number: schema.add_u64_field(NUMBER, FAST),
            marks: schema.add_text_field("marks", exact()),
            title: schema.add_text_field("title", words()),
            body: schema.add_text_field("body", words()),
            notes: schema.add_text_field("notes", words()),
        };
        (schema.build(), fields)
    }

    /// By which a document is replaced.
    pub(super) fn key(self, key: Key) -> Term {
        Term::from_field_text(self.key, &key.to_string())
    }

    /// By which documents with this mark are found.
    pub(super) fn mark(self, mark: Mark) -> Term {
        Term::from_field_text(self.marks, &mark.to_string())
    }

    /// A document as tantivy takes it.
    pub(super) fn document(self, document: &Document) -> TantivyDocument {
        let mut made = TantivyDocument::new();
        made.add_text(self.key, document.key.to_string());
        made.add_u64(self.number, document.key.number());
        for mark in &document.marks {
            made.add_text(self.marks, mark.to_string());
        }
        if let Key::Case(number) = document.key {
            made.add_text(self.title, number.to_string());
        }
        for passage in &document.passages {
            let field = if passage.place.is_title() {
                self.title
            } else if passage.place.is_of_the_desk() {
                self.notes
            } else {
                self.body
            };
            made.add_text(field, &passage.text);
        }
        made
    }
}

/// What a commit says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    /// The form of the documents.
    revision: u32,
    /// The data file that it is of.
    instance: String,
    /// The last journal entry that is in it, with its moment; none while it is being made.
    seen: Option<(Seq, Moment)>,
    /// Whether something that was erased may still lie in the files.
    #[serde(default)]
    pub(super) forgets: bool,
}

impl Payload {
    pub(super) fn new(instance: &str, seen: Option<(Seq, Moment)>, forgets: bool) -> Self {
        Self { revision: REVISION, instance: instance.to_owned(), seen, forgets }
    }

    /// The last journal entry that is in an index of this data file; nothing when it cannot be used.
    pub(super) fn seen_of(&self, instance: &str) -> Option<(Seq, Moment)> {
        self.seen.filter(|_| self.revision == REVISION && self.instance == instance)
    }

    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// An open index.
pub(super) struct Open {
    pub(super) index: Index,
    pub(super) fields: Fields,
    pub(super) reader: IndexReader,
}

impl Open {
    /// The index in a folder, with what its last commit says; nothing when there is none that is whole: a file may
    /// have been lost, cut or written over, so each is held against its checksum.
    pub(super) fn existing(folder: &Path) -> Option<(Self, Payload)> {
        let opened = quiet::quietly(|| -> tantivy::Result<Option<(Self, Payload)>> {
            let index = Index::open_in_dir(folder)?;
            let (schema, _) = Fields::schema();
            let payload = index.load_metas()?.payload.and_then(|text| serde_json::from_str(&text).ok());
            let Some(payload) = payload else { return Ok(None) };
            if index.schema() != schema || !index.validate_checksum()?.is_empty() {
                return Ok(None);
            }
            Ok(Some((Self::of(index)?, payload)))
        });
        opened.ok().and_then(Result::ok).flatten()
    }

    /// A new one in a folder, instead of whatever lies there.
    pub(super) fn new(folder: &Path) -> Result<Self, Fault> {
        clear(folder).map_err(fault)?;
        DirBuilder::new().mode(0o700).recursive(true).create(folder).map_err(fault)?;
        let (schema, _) = Fields::schema();
        Self::of(Index::create_in_dir(folder, schema).map_err(fault)?).map_err(fault)
    }

    fn of(index: Index) -> Result<Self, TantivyError> {
        index.tokenizers().register(ANALYSIS, TextAnalyzer::from(Analysis::default()));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, fields: Fields::schema().1, reader })
    }
}

/// Takes away whatever lies at a path.
fn clear(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
