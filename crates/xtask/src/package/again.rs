//! Makes the package a second time, from a copy of the sources in another folder, and compares every octet.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, bail};

use super::moment;
use crate::build;
use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;
use crate::terminal::say;

/// Where the second build has its target, below the first one's.
const TARGET: &str = "again";

/// Holds the page in `dist` and the package in `package` to a second build.
///
/// # Errors
///
/// When a file is not the same: its name and the first octet that differs.
pub(super) fn compare(
    environment: &Environment,
    dist: &Path,
    package: &Path,
) -> anyhow::Result<()> {
    say("Building the package again, in another folder ...");
    let copy = Copy::of(environment)?;
    let again = copy.environment(environment)?;
    let dist_again = copy.0.join(build::DIST);
    build::page(&again, &dist_again, &[])?;
    let package_again = super::of_page(&again, &dist_again)?;
    let differences = [
        differences(dist, &dist_again)?,
        differences(package, &package_again.folder)?,
    ]
    .concat();
    if !differences.is_empty() {
        bail!(
            "two builds in two folders are not the same:\n{}",
            differences.join("\n")
        );
    }
    say("Both builds gave the same, to the octet.");
    Ok(())
}

/// A copy of the sources; it is removed when dropped.
struct Copy(PathBuf);

impl Copy {
    /// Copies what git knows, and what is new and not ignored. It lies outside of the workspace, whose configuration
    /// cargo would read as well.
    fn of(environment: &Environment) -> anyhow::Result<Self> {
        let copy = Self(env::temp_dir().join(format!("twinlock-again-{}", process::id())));
        let mut git = environment.command("git")?;
        git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
        for name in program::output(&mut git)?.lines() {
            let file = environment.root().join(name);
            // One that was deleted but not yet committed is still listed.
            if !file.is_file() {
                continue;
            }
            let to = copy.0.join(name);
            fs::create_dir_all(to.parent().unwrap_or(&copy.0))?;
            fs::copy(&file, &to).with_context(|| file.display().to_string())?;
        }
        let modules = "tests/node_modules";
        symlink(environment.root().join(modules), copy.0.join(modules)).context(modules)?;
        Ok(copy)
    }

    /// The environment in which the copy is built.
    fn environment(&self, first: &Environment) -> anyhow::Result<Environment> {
        let target = Metadata::read(first)?.target_directory.join(TARGET);
        let mut again = first.at(&self.0);
        again.set("CARGO_TARGET_DIR", target);
        // The copy has no commits.
        if let Some(seconds) = moment::of_sources(first)? {
            again.set(moment::VARIABLE, seconds.to_string());
        }
        Ok(again)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What is left in the folder for temporary files is in nobody's way.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A line for each file that is not the same in both folders.
fn differences(first: &Path, second: &Path) -> anyhow::Result<Vec<String>> {
    let names: BTreeSet<String> = names(first)?.union(&names(second)?).cloned().collect();
    let mut differences = Vec::new();
    for name in names {
        let read = |folder: &Path| fs::read(folder.join(&name)).ok();
        match (read(first), read(second)) {
            (Some(first), Some(second)) if first == second => {}
            (Some(first), Some(second)) => {
                let same = first.iter().zip(&second).take_while(|(a, b)| a == b);
                let offset = same.count();
                differences.push(format!("{name} differs from octet {offset} on"));
            }
            _ => differences.push(format!("{name} is there once only")),
        }
    }
    Ok(differences)
}

/// The names of the files in a folder. A page has no folders below its own.
fn names(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        // trunk's own folder, which is empty once it is done, starts with a dot.
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && !name.starts_with('.') {
            bail!(
                "{} has a folder, {name}, which is not compared",
                folder.display()
            );
        }
        if entry.file_type()?.is_file() {
            names.insert(name);
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named_with_its_first_octet() {
        let [first, second] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let write = |folder: &tempfile::TempDir, name: &str, text: &str| {
            fs::write(folder.path().join(name), text).unwrap();
        };
        for folder in [&first, &second] {
            write(folder, "same", "text");
        }
        assert!(differences(first.path(), second.path()).unwrap().is_empty());
        write(&first, "page", "abcd");
        write(&second, "page", "abxd");
        write(&first, "longer", "ab");
        write(&second, "longer", "abc");
        write(&second, "more", "");
        assert_eq!(
            differences(first.path(), second.path()).unwrap(),
            [
                "longer differs from octet 2 on",
                "more is there once only",
                "page differs from octet 2 on",
            ]
        );
        fs::create_dir(first.path().join("folder")).unwrap();
        assert!(differences(first.path(), second.path()).is_err());
    }
}
