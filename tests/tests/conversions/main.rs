//! Conversions keep what they convert: any chain of them, and in the eyes of other people's programs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption"
)]

mod expected;
mod material;
mod matrix;
mod opened;
mod readers;
mod round_trips;
mod secrets;
