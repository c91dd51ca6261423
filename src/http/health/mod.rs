//! How the desk is: for whoever watches over it from outside, and in words for the people who look after it.

mod findings;
mod probes;
mod resource;

pub(super) use probes::{livez, readyz};
pub(super) use resource::Health;
