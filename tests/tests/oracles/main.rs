//! What Twinlock makes, judged by other people's programs: each key algorithm, both PFX profiles, one
//! CA and two. Every judge is shown something broken too, and must refuse it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod cryptography;
mod documents;
mod gnutls;
mod java;
mod kubernetes;
mod openssl;
mod pkilint;
mod policy;
mod recipe;
mod sets;
mod shell;
