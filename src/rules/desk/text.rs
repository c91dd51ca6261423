//! What people type: cleaned and bounded before it is kept.
