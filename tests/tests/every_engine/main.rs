//! The main jobs in every browser engine: a matrix of engines, of ways to run the page, and of jobs.
//!
//! `TWINLOCK_DIST` names the page as released and `TWINLOCK_SINGLE_FILE` the same as one file; `cargo xtask test` makes
//! both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption, and prints its matrix"
)]

mod clipboard;
mod hardening;
mod in_rust;
mod jobs;
mod matrix;
mod no_requests;
mod offline;

use tests::browser::{Engine, Page, Window, visit_with};
use tests::site::Site;

use matrix::Form;

#[test]
fn every_engine_does_every_job() {
    let mut cells = Vec::new();
    for engine in Engine::ALL {
        for form in Form::ALL {
            cells.extend(form.visited(engine));
        }
    }
    matrix::print(&cells);
    let failed: Vec<_> = cells.iter().filter_map(matrix::Cell::failure).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
