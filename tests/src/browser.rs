//! Browsers, driven as a user would: things are found by what they are called.

mod capture;
mod driver;
mod engine;
mod page;

use std::fmt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::FutureExt as _;

pub use engine::Engine;
pub use page::Page;

use crate::site::Site;
use driver::Driver;

/// The size of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// 1,440 by 1,000 points.
    Desktop,
    /// 1,280 by 800 points.
    Laptop,
    /// 390 by 844 points.
    Phone,
    /// A laptop's, at 400 %: 320 by 256 points.
    Zoomed,
}

impl Window {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Desktop => (1440, 1000),
            Self::Laptop => (1280, 800),
            Self::Phone => (390, 844),
            Self::Zoomed => (320, 256),
        }
    }
}

impl Window {
    /// Whether the browser must behave as one on a phone does: no desktop window is that narrow.
    fn is_phone(self) -> bool {
        matches!(self, Self::Phone | Self::Zoomed)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        write!(f, "{width},{height}")
    }
}

/// Opens the site in Chromium with a profile of its own, runs the test, and ends the browser whatever happens.
///
/// # Panics
///
/// Where the test does; the page as it stood then is kept as a picture.
pub fn visit(site: &Site, window: Window, test: impl AsyncFnOnce(&Page)) {
    let start = Start::of(Engine::Chromium, site);
    visit_after(start, site, window, test);
}

/// The same for measurements: the page is opened in a browser that has long been started, as a user's has.
///
/// # Panics
///
/// As [`visit`].
pub fn visit_at_rest(site: &Site, window: Window, test: impl AsyncFnOnce(&Page)) {
    let start = Start {
        rest: Duration::from_secs(2),
        ..Start::of(Engine::Chromium, site)
    };
    visit_after(start, site, window, test);
}

/// The same in any engine.
///
/// # Panics
///
/// As [`visit`].
pub fn visit_with(engine: Engine, site: &Site, window: Window, test: impl AsyncFnOnce(&Page)) {
    visit_after(Start::of(engine, site), site, window, test);
}

/// The same in Chromium for another address, such as that of a file; `site` sees what the browser asks the network for.
///
/// # Panics
///
/// As [`visit`].
pub fn visit_address(site: &Site, address: &str, window: Window, test: impl AsyncFnOnce(&Page)) {
    let start = Start {
        address: address.to_owned(),
        ..Start::of(Engine::Chromium, site)
    };
    visit_after(start, site, window, test);
}

/// The same in any engine, with what the browser asked the network for, in its own words or off its sockets.
///
/// # Panics
///
/// As [`visit`].
pub fn visit_captured(
    engine: Engine,
    site: &Site,
    window: Window,
    test: impl AsyncFnOnce(&Page),
) -> Vec<String> {
    let start = Start {
        is_captured: true,
        ..Start::of(engine, site)
    };
    visit_after(start, site, window, test)
}

/// How a visit starts.
struct Start {
    engine: Engine,
    /// How long the browser is left alone first.
    rest: Duration,
    /// What is opened.
    address: String,
    /// Whether it is written down what the browser asks the network for.
    is_captured: bool,
}

impl Start {
    fn of(engine: Engine, site: &Site) -> Self {
        Self {
            engine,
            rest: Duration::ZERO,
            address: site.url(),
            is_captured: false,
        }
    }
}

/// What was captured.
fn visit_after(
    start: Start,
    site: &Site,
    window: Window,
    test: impl AsyncFnOnce(&Page),
) -> Vec<String> {
    let Start {
        engine,
        rest,
        address,
        is_captured,
    } = start;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(async {
            let driver = Driver::start(engine, site, window, is_captured).await;
            let page = driver.page();
            let visited = AssertUnwindSafe(async {
                tokio::time::sleep(rest).await;
                page.open(&address).await;
                test(&page).await;
            })
            .catch_unwind()
            .await;
            if visited.is_err() {
                page.keep_evidence().await;
            }
            let captured = driver.end().await;
            if let Err(reason) = visited {
                resume_unwind(reason);
            }
            captured
        })
}
