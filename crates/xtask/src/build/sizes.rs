//! How much a browser has to load.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;

const KIB: u64 = 1024;

/// The page may be this large, gzipped, and still be there at once on a slow line.
const PAGE_TARGET: u64 = 300 * KIB;

/// All files together may be this large, gzipped.
const ALL_TARGET: u64 = 1024 * KIB;

/// Gzipped sizes, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// What loads before the form is usable: everything but the worker.
    pub(crate) page: u64,
    /// Everything.
    pub(crate) all: u64,
}

/// Measures every file below `dist`.
pub(crate) fn measure(dist: &Path) -> anyhow::Result<Sizes> {
    let mut sizes = Sizes::default();
    for file in files_below(dist)? {
        let size = gzipped(&file).with_context(|| file.display().to_string())?;
        sizes.all += size;
        if is_page(&file) {
            sizes.page += size;
        }
    }
    Ok(sizes)
}

/// The sizes beside their targets, as lines to print.
pub(crate) fn report(dist: &Path) -> anyhow::Result<String> {
    let Sizes { page, all } = measure(dist)?;
    Ok([
        line("page, without worker", page, PAGE_TARGET),
        line("everything", all, ALL_TARGET),
    ]
    .join("\n"))
}

fn line(what: &str, size: u64, target: u64) -> String {
    let verdict = if size <= target { "within" } else { "over" };
    format!(
        "gzip {what}: {} KiB, {verdict} the target of {} KiB",
        size.div_ceil(KIB),
        target / KIB
    )
}

fn is_page(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let kind = file.extension().unwrap_or_default();
    !name.starts_with("worker")
        && ["html", "js", "css", "wasm"]
            .iter()
            .any(|page| kind == *page)
}

fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn gzipped(file: &Path) -> io::Result<u64> {
    let mut encoder = GzEncoder::new(Counter(0), Compression::best());
    io::copy(&mut File::open(file)?, &mut encoder)?;
    Ok(encoder.finish()?.0)
}

/// Counts what is written to it.
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_counts_only_among_everything() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), "a page").unwrap();
        let page = measure(dist.path()).unwrap();
        assert_eq!(page.page, page.all);
        fs::create_dir(dist.path().join("deeper")).unwrap();
        fs::write(dist.path().join("deeper/worker_bg.wasm"), "a worker").unwrap();
        let both = measure(dist.path()).unwrap();
        assert_eq!(both.page, page.page);
        assert!(both.all > page.all);
    }

    #[test]
    fn sizes_are_those_after_compression() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("app.js"), "x".repeat(100_000)).unwrap();
        assert!(measure(dist.path()).unwrap().page < 1000);
    }

    #[test]
    fn a_line_says_on_which_side_of_its_target_it_is() {
        assert_eq!(
            line("page", 2048, 2048),
            "gzip page: 2 KiB, within the target of 2 KiB"
        );
        assert_eq!(
            line("page", 2049, 2048),
            "gzip page: 3 KiB, over the target of 2 KiB"
        );
    }
}
