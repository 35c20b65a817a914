//! Twinlock in the browser: the page, the worker, and the adapters between them and the browser.

pub mod browser;
mod components;
mod form;
mod highlight;
mod pages;
mod router;
mod state;
pub mod worker;

/// Opens the page.
pub fn start() {
    browser::panic_report::install();
    leptos::mount::mount_to_body(components::App);
}
