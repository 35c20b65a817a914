//! Folders for what tests unpack.

use std::path::PathBuf;

/// An empty folder for this name, below cargo's target and apart for each test program. It stays after
/// the test, to be looked at; the next run empties it.
///
/// # Panics
///
/// Where the file system refuses.
pub fn fresh(name: &str) -> PathBuf {
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let program = std::env::current_exe().unwrap();
    // target/debug/deps/PROGRAM
    let target = program.ancestors().nth(3).unwrap();
    let path = target
        .join("unpacked")
        .join(program.file_stem().unwrap())
        .join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    std::fs::create_dir_all(&path).unwrap();
    path
}
