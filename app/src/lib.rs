//! Twinlock in the browser: the page, the worker, and the adapters between them and the browser.

pub mod browser;
pub mod worker;
