//! The page as one file.

use std::path::PathBuf;

/// The environment variable that names it.
const VARIABLE: &str = "TWINLOCK_SINGLE_FILE";

/// Where it lies, among all that is handed on with it.
///
/// # Panics
///
/// Where the environment does not say: it must be made first.
pub fn path() -> PathBuf {
    let file = std::env::var_os(VARIABLE).map(PathBuf::from);
    let file = file.filter(|file| file.is_file());
    file.unwrap_or_else(|| panic!("{VARIABLE} names no file: `cargo xtask test` makes it"))
}

/// Its address.
pub fn address() -> String {
    format!("file://{}", path().display())
}
