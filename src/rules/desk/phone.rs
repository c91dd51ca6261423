//! Telephone numbers.
