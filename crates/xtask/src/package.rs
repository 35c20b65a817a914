//! Makes what is handed on: the page as one file, the list of what it is made of, their licences, and checksums.

mod again;
mod moment;
mod sbom;
mod single_file;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use crate::build::{self, components, licences};
use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::setup::{self, Purpose};
use crate::terminal::say;

/// The folder that is written, below the workspace's.
const FOLDER: &str = "target/package";

/// The version of all that is handed on: the workspace has one.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The single file may have this many octets: it is sent by mail.
const TARGET: usize = 2_500_000;

/// The file with the SHA-256 of the others, as sha256sum reads it.
const CHECKSUMS: &str = "SHA256SUMS";

/// What was made.
pub(crate) struct Package {
    /// The folder that holds it.
    pub(crate) folder: PathBuf,
    /// The page as one file.
    pub(crate) single_file: PathBuf,
}

/// Sets up, builds the page and packs it; with `twice`, from another folder as well, where the same must come out.
pub(crate) fn run(root: &Path, twice: bool) -> anyhow::Result<()> {
    let environment = setup::run(root, Purpose::Build)?;
    let dist = root.join(build::DIST);
    build::page(&environment, &dist, &[])?;
    let package = of_page(&environment, &dist)?;
    if twice {
        made_again(&environment, &dist, &package)?;
    }
    say(&format!("The package is in {FOLDER}/."));
    Ok(())
}

/// Packs the page that was built into `dist`, and says how large it is.
///
/// # Errors
///
/// When the single file is larger than it may be.
pub(crate) fn of_page(environment: &Environment, dist: &Path) -> anyhow::Result<Package> {
    let folder = environment.root().join(FOLDER);
    // What an earlier version left is no part of this one.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let page = single_file::of(environment, dist)?;
    within_target(page.len())?;
    let metadata = Metadata::read(environment)?;
    let components = components::of_page(environment, &metadata)?;
    let sbom = sbom::of(
        environment,
        &metadata,
        &components,
        &sha256(page.as_bytes()),
    )?;
    let licences = fs::read(dist.join(licences::FILE)).context(licences::FILE)?;
    let name = format!("twinlock-{VERSION}");
    let mut files = [
        (format!("{name}.html"), page.into_bytes()),
        (format!("{name}.cdx.json"), sbom.into_bytes()),
        (licences::FILE.to_owned(), licences),
    ];
    files.sort();
    for (name, octets) in &files {
        fs::write(folder.join(name), octets).with_context(|| name.clone())?;
    }
    fs::write(folder.join(CHECKSUMS), checksums(&files))?;
    Ok(Package {
        single_file: folder.join(format!("{name}.html")),
        folder,
    })
}

/// Builds and packs a second copy of the sources elsewhere, and compares.
///
/// # Errors
///
/// When a file differs: which, and where.
pub(crate) fn made_again(
    environment: &Environment,
    dist: &Path,
    package: &Package,
) -> anyhow::Result<()> {
    again::compare(environment, dist, &package.folder)
}

fn within_target(size: usize) -> anyhow::Result<()> {
    if size > TARGET {
        bail!("the single file has {size} octets and may have {TARGET}");
    }
    say(&format!(
        "single file: {size} octets, within the target of {TARGET}"
    ));
    Ok(())
}

fn checksums(files: &[(String, Vec<u8>)]) -> String {
    let lines = files.iter();
    let lines = lines.map(|(name, octets)| format!("{}  {name}\n", sha256(octets)));
    lines.collect()
}

/// The SHA-256 in hex.
fn sha256(octets: &[u8]) -> String {
    let digest = Sha256::digest(octets);
    digest.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_as_sha256sum_writes_them() {
        // printf hello > a; sha256sum a
        let expected = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  a\n";
        assert_eq!(checksums(&[("a".to_owned(), b"hello".to_vec())]), expected);
    }

    #[test]
    fn a_single_file_that_is_too_large_is_refused() {
        assert!(within_target(TARGET).is_ok());
        assert!(within_target(TARGET + 1).is_err());
    }
}
