//! What people and programs ask of a read snapshot: one file a question.

pub mod markdown;
