//! Names the build by its sources. Page and worker are separate files that a host or a cache may mix up, and the
//! worker's names carry no hash; the id lets the page notice.
#![allow(
    clippy::disallowed_methods,
    reason = "this runs where the page is built, not in the browser"
)]

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut sources = Vec::new();
    for folder in ["src", "../crates"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut sources)?;
    }
    sources.push(PathBuf::from("../Cargo.lock"));
    println!("cargo::rerun-if-changed=../Cargo.lock");
    sources.sort();

    let mut hasher = DefaultHasher::new();
    for source in sources {
        source.hash(&mut hasher);
        fs::read(&source)?.hash(&mut hasher);
    }
    println!("cargo::rustc-env=BUILD_ID={:016x}", hasher.finish());
    Ok(())
}

fn collect(folder: &Path, sources: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push(path);
        }
    }
    Ok(())
}
