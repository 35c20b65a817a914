//! Private keys and passphrases: what is dropped is wiped from memory, and `Debug` shows nothing of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod debug;
mod memory;
mod needles;
mod process;
