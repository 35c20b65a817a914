//! Keys, key stores and certificate bags that other programs wrote, and what other programs make of ours.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption"
)]

mod material;
mod openssl_keys;
mod openssl_pfx;
mod secrets;
mod stores;
mod vectors;
mod written;
