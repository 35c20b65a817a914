//! Runs every check and every test, and counts.

mod count;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context;

use crate::build;
use crate::check;
use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::package::{self, Package};
use crate::program;
use crate::setup::{self, Purpose};
use crate::terminal::{complain, say};
use crate::test::count::Count;

/// The page with the crash drill, below cargo's target.
const CRASH_DIST: &str = "crash-dist";

/// Sets up, checks, builds the page and tests everything. The last line says how many tests there were.
pub(crate) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let environment = setup::run(root, Purpose::Test)?;
    let metadata = Metadata::read(&environment)?;
    let checked = check::all_hold(&environment, &metadata);
    let package = build_pages(&environment, &metadata)?;
    let same = is_same_when_made_again(&environment, &package);
    let environment = with_pages(&environment, &metadata, &package);
    let mut count = Count::default();
    let passed = run_tests(&mut cargo_test(&environment)?, &mut count)?;
    say(&count.to_string());
    Ok(if checked && same && passed && count.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Builds what the tests of the whole load: the page as released, packed too, and the page with the crash drill.
fn build_pages(environment: &Environment, metadata: &Metadata) -> anyhow::Result<Package> {
    say("Building the page, and the page whose worker can be made to crash ...");
    let drill = metadata.target_directory.join(CRASH_DIST);
    build::page(environment, &drill, &["crash-drill"])?;
    let dist = environment.root().join(build::DIST);
    build::page(environment, &dist, &[])?;
    package::of_page(environment, &dist)
}

/// Whether the sources give the same in another folder; where they do not, the tests still run.
fn is_same_when_made_again(environment: &Environment, package: &Package) -> bool {
    let dist = environment.root().join(build::DIST);
    let compared = package::made_again(environment, &dist, package);
    if let Err(error) = &compared {
        complain(&format!("{error:#}"));
    }
    compared.is_ok()
}

/// Tells the tests where the pages are.
fn with_pages(environment: &Environment, metadata: &Metadata, package: &Package) -> Environment {
    let drill = metadata.target_directory.join(CRASH_DIST);
    environment
        .with("TWINLOCK_DIST", environment.root().join(build::DIST))
        .with("TWINLOCK_CRASH_DIST", drill)
        .with("TWINLOCK_SINGLE_FILE", &package.single_file)
}

fn cargo_test(environment: &Environment) -> anyhow::Result<Command> {
    let mut cargo = environment.command("cargo")?;
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    // Some tests print what they have counted and compared, for people to read.
    cargo.args(["--", "--show-output"]);
    Ok(cargo)
}

/// Runs `command`, passes its output on line by line and counts the tests in it. Says whether it
/// succeeded.
fn run_tests(command: &mut Command, count: &mut Count) -> anyhow::Result<bool> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| program::line(command))?;
    let output = child.stdout.take().context("no output to read")?;
    for line in BufReader::new(output).split(b'\n') {
        // A test may print bytes that are no text.
        let line = String::from_utf8_lossy(&line?).into_owned();
        say(&line);
        count.add_line(&line);
    }
    Ok(child.wait()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_script(script: &str) -> (bool, Count) {
        let mut count = Count::default();
        let mut shell = Command::new("/bin/sh");
        let passed = run_tests(shell.args(["-c", script]), &mut count).unwrap();
        (passed, count)
    }

    #[test]
    fn results_are_counted_while_the_tests_run() {
        let line = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        let (passed, count) = run_script(&format!("echo '{line}'; echo '{line}'"));
        assert!(passed);
        assert_eq!(count.to_string(), "4 passed, 0 failed");
    }

    #[test]
    fn a_run_that_ends_badly_has_not_passed() {
        let (passed, count) = run_script("printf '\\377\\n'; exit 101");
        assert!(!passed);
        assert!(!count.is_good());
    }
}
