//! What people and programs ask of a read snapshot: one file a question. Each takes the viewer, and answers with what
//! they may see.

pub mod attachment;
pub mod audit;
pub mod board;
pub mod colleagues;
pub mod counts;
mod cursor;
mod error;
pub mod face;
pub mod follow_ups;
pub mod groups;
pub mod invitations;
pub mod letters;
pub mod live;
pub mod markdown;
pub mod model_versions;
pub mod names;
pub mod outbox;
pub mod persons;
pub mod phone_surveys;
pub mod procedure;
pub mod retention;
pub mod rounds;
pub mod screen_notices;
pub mod search;
mod sight;
pub mod survey_answers;
pub mod survey_results;
pub mod survey_review;
pub mod survey_texts;
pub mod surveys;
pub mod ticket;
pub mod tickets;
pub mod timeline;
pub mod tokens;
pub mod units;
pub mod users;
pub mod webhooks;

pub use cursor::Page;
pub use error::Unanswered;

#[cfg(test)]
mod tests;
