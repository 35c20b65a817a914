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

use tests::browser::{Page, Window, visit};
use tests::site::Site;
use tests::states::State;

/// Brings the page into each of its states, one after the other.
fn visit_states(window: Window, look: impl AsyncFn(&Page, State)) {
    let site = Site::of_variable("TWINLOCK_DIST");
    visit(&site, window, async |page| {
        for state in State::ALL {
            state.reach(page, &site.url()).await;
            look(page, state).await;
        }
    });
}
