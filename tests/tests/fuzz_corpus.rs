//! The corpus of the fuzz targets, and all that they ever found, through the same functions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption and prints what it counted"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tests::fuzzing::TARGETS;

#[test]
fn every_file_of_the_corpus_runs() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, run) in TARGETS {
        let corpus = files(&fuzz.join("corpus").join(name));
        let found = files(&fuzz.join("found").join(name));
        assert!(corpus.len() >= 5, "the corpus of {name} is gone");
        for path in corpus.iter().chain(&found) {
            println!("{}", path.display());
            run(&fs::read(path).unwrap());
        }
        println!(
            "{name}: {} files of the corpus, {} that once failed",
            corpus.len(),
            found.len()
        );
    }
}

/// Cut and changed, so that this says something where no fuzzer is at hand.
#[test]
fn every_file_of_the_corpus_runs_when_it_is_cut() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, run) in TARGETS {
        for path in files(&fuzz.join("corpus").join(name)) {
            let whole = fs::read(path).unwrap();
            for cut in (0..whole.len()).step_by(whole.len() / 16 + 1) {
                run(&whole[..cut]);
                run(&whole[cut..]);
                let mut changed = whole.clone();
                changed[cut] ^= 0x80;
                run(&changed);
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
