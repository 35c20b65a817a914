//! Writes a picture of every state of the built page, in both colour schemes and at two widths, into the folder that is
//! its argument. `TWINLOCK_DIST` names the page; `cargo xtask screenshots` builds it and runs this.

#![allow(
    clippy::expect_used,
    reason = "a command ends at its first broken assumption"
)]

use std::path::PathBuf;

use tests::browser::{Window, visit};
use tests::site::Site;
use tests::states::State;

/// Colours on their way to others are neither.
const STILL: &str = "document.getAnimations()
    .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
    .forEach(animation => animation.finish())";

fn main() {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.expect("the folder for the pictures is the argument");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let site = Site::of_variable("TWINLOCK_DIST");
    for (window, width) in [(Window::Laptop, 1280), (Window::Phone, 390)] {
        visit(&site, window, async |page| {
            for state in State::ALL {
                state.reach(page, &site.url()).await;
                for theme in ["light", "dark"] {
                    let script = format!("document.documentElement.dataset.theme = '{theme}'");
                    page.script(&script, &[]).await;
                    page.script(STILL, &[]).await;
                    let name = format!("{}-{width}-{theme}.png", state.name());
                    page.picture(&folder.join(name)).await;
                }
            }
        });
    }
}
