//! The door: passwords, sessions, tokens, and what keeps guessing and other sites out.

pub(super) mod cookie;
pub(super) mod device;
pub(super) mod guard;
pub(super) mod hosts;
pub(super) mod origin;
pub(super) mod pace;
pub mod password;
pub(super) mod proof;
pub mod proxies;
pub(super) mod second_step;
pub(super) mod session;
pub mod setup_link;
pub(crate) mod witness;
