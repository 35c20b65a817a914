//! What is said about an item: the same as OpenSSL's text, as the programs themselves answer, and as the golden
//! reports have it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption, and says what it counted"
)]

mod certificates;
mod corpus;
mod golden;
mod hostile;
mod keys;
mod pfx;
mod text;

/// 2026-12-01T00:00:00Z.
const NOW: i64 = 1_796_083_200;
