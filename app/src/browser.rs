//! The adapters: everything that touches the browser's interfaces. Nothing here knows what a certificate is.

mod allocator;
pub(crate) mod browser_keys;
pub mod clipboard;
pub mod clock;
pub(crate) mod copied_secret;
pub mod download;
pub(crate) mod dropped_files;
pub mod file_reader;
pub(crate) mod international;
pub(crate) mod network;
pub(crate) mod offline;
pub(crate) mod own_file;
pub mod page_guard;
pub mod panic_report;
pub mod random;
pub mod route;
pub(crate) mod stack;
pub mod storage;
pub(crate) mod template;
pub(crate) mod told;
mod web_crypto;
pub(crate) mod wipe;
pub mod worker_bridge;
