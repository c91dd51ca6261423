//! Mail out: what people get, and what happens when the server does not do its part.

mod desk;
mod letters;
mod protection;
mod servers;
