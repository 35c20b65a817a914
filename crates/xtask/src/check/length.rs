//! Long files are listed. They are no failure, but a reader's time.

use std::fs;

use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;
use crate::terminal::say;

/// Lines after which a file is called long.
const LONG: usize = 400;

pub(super) fn check(environment: &Environment, _: &Metadata) -> anyhow::Result<()> {
    let mut git = environment.command("git")?;
    let files = program::output(git.args(["ls-files", "*.rs"]))?;
    for file in files.lines() {
        // A file that was deleted but not yet committed is still listed.
        let Ok(text) = fs::read_to_string(environment.root().join(file)) else {
            continue;
        };
        if let Some(line) = describe(file, &text) {
            say(&line);
        }
    }
    Ok(())
}

fn describe(file: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LONG).then(|| format!("  long: {file}, {lines} lines"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_files_are_listed() {
        assert_eq!(describe("a.rs", &"\n".repeat(LONG)), None);
        let listed = describe("a.rs", &"\n".repeat(LONG + 1)).unwrap();
        assert_eq!(listed, "  long: a.rs, 401 lines");
    }
}
