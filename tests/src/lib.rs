//! What the tests of the whole share: a bundle made natively, the ingress-nginx controller's rules,
//! the real nginx, and the tools that judge what Twinlock makes.
//!
//! Everything here serves tests, so a broken assumption ends the test at once, with a message.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

pub mod axe;
pub mod browser;
pub mod bundle;
pub mod curl;
pub mod deployed;
pub mod echo;
pub mod folder;
pub mod fuzzing;
pub mod host_headers;
pub mod ingress_nginx;
pub mod keys;
pub mod measure;
pub mod memory;
pub mod nginx;
pub mod plans;
pub mod secrets;
pub mod server;
pub mod single_file;
pub mod site;
pub mod specs;
pub mod states;
pub mod tool;
pub mod vectors;
