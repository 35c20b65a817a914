//! Twinlock in the browser: the page, the worker, and the adapters between them and the browser.

pub mod browser;
mod components;
mod desk;
mod form;
mod highlight;
mod pages;
mod palette;
mod router;
mod shortcuts;
mod state;
pub mod worker;

/// Opens the page, in a task of its own: the one it is called in has just compiled the WASM.
pub fn start() {
    browser::panic_report::install();
    leptos::prelude::set_timeout(
        || leptos::mount::mount_to_body(components::App),
        core::time::Duration::ZERO,
    );
}
