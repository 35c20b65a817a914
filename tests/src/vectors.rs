//! The test vectors of Python's `cryptography`, which come as a package of their own.

use std::path::PathBuf;

use crate::tool::Tool;

/// The folder with the vectors.
///
/// # Panics
///
/// Where the package is not installed: `cargo xtask setup` does.
pub fn folder() -> PathBuf {
    let script = "import cryptography_vectors as v; print(v.__path__[0])";
    let path = Tool::new("python3").args(["-c", script]).succeed();
    PathBuf::from(path.trim())
}

/// All files below a folder of it, in order.
pub fn files(below: &str) -> Vec<PathBuf> {
    let mut folders = vec![folder().join(below)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "{below} has too few files");
    files
}
