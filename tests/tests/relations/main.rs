//! What Twinlock says of how certificates relate, against other programs and published vectors.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption and prints what it counted"
)]

mod chains;
mod given;
mod headers;
mod hints;
mod keys;
mod revoked;
mod roots;
mod scale;
mod vectors;
mod workshop;
