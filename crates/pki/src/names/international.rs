//! International host names in ASCII (UTS #46, without its transitional mapping).
//!
//! The tables for that are 45 KB compressed, and a browser has its own. So the page has the browser do it, and all
//! other builds the crate `idna`.

use std::sync::OnceLock;

static TO_ASCII: OnceLock<fn(&str) -> Option<String>> = OnceLock::new();

/// Has `to_ascii` turn international host names into ASCII from now on; it gives none for what UTS #46 refuses. The
/// first call counts. In WebAssembly all international names are refused before it.
pub fn use_international(to_ascii: fn(&str) -> Option<String>) {
    let _ = TO_ASCII.set(to_ascii);
}

/// The name in ASCII, or none where UTS #46 refuses it.
pub(super) fn to_ascii(name: &str) -> Option<String> {
    TO_ASCII.get().unwrap_or(&(built_in as _))(name)
}

#[cfg(target_family = "wasm")]
fn built_in(_: &str) -> Option<String> {
    None
}

#[cfg(not(target_family = "wasm"))]
fn built_in(name: &str) -> Option<String> {
    idna::domain_to_ascii_strict(name).ok()
}
