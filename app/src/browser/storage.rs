//! Settings in `localStorage`, which a browser may block, forget or fill up.

use std::fmt;

/// Why a value was not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser withholds storage: blocked by its settings, or a private window.
    Blocked,
    /// The browser refused to write: storage is full or read-only.
    Refused,
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocked => "this browser blocks storage for this page",
            Self::Refused => "the browser refused to store the settings",
        })
    }
}

impl std::error::Error for StorageError {}

/// The value stored under `key`; none where there is none or storage is blocked.
pub fn read(key: &str) -> Option<String> {
    storage().ok()?.get_item(key).ok()?
}

/// Stores `value`. Only settings belong here, never a secret.
///
/// # Errors
///
/// [`StorageError`]; what was stored before stays.
pub fn write(key: &str, value: &str) -> Result<(), StorageError> {
    storage()?
        .set_item(key, value)
        .map_err(|_| StorageError::Refused)
}

/// Forgets what is stored under `key`.
///
/// # Errors
///
/// [`StorageError`].
pub fn remove(key: &str) -> Result<(), StorageError> {
    storage()?
        .remove_item(key)
        .map_err(|_| StorageError::Refused)
}

fn storage() -> Result<web_sys::Storage, StorageError> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(StorageError::Blocked)
}
