//! The built page in Chromium, state by state: whether everybody can use it, on any screen, in any colours.
//!
//! `TWINLOCK_DIST` names the page as released; `cargo xtask test` builds it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod accessibility;
mod forced_colours;
mod motion;
mod zoom;

use serde_json::{Value, json};
use tests::browser::{Page, Window, visit};
use tests::site::Site;
use tests::states::State;

/// Brings the page into each of its states, one after the other; what there is to say of them.
fn visit_states(window: Window, mut look: impl AsyncFnMut(&Page, State) -> String) -> String {
    let site = Site::of_variable("TWINLOCK_DIST");
    let mut found = String::new();
    visit(&site, window, async |page| {
        for state in State::ALL {
            state.reach(page, &site.url()).await;
            found += &look(page, state).await;
        }
    });
    found
}

/// A line about a state, where something was found in it.
fn line(state: State, what: &str, found: &Value) -> String {
    if *found == json!([]) {
        return String::new();
    }
    format!("{}, {what}: {found}\n", state.name())
}
