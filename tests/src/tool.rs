//! Other people's programs, as judges. One that is missing fails the test and is named; nothing is
//! skipped.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The environment variable that names the folder with the programs from PyPI.
pub const TOOLS: &str = "TWINLOCK_TOOLS";

/// A program to run.
#[derive(Debug)]
pub struct Tool {
    command: Command,
    name: String,
    input: Vec<u8>,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The whole command, for messages.
    pub command: String,
    /// Whether it ended with 0.
    pub success: bool,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: String,
}

impl Tool {
    /// The program of this name, from the virtual environment or else from `PATH`.
    ///
    /// # Panics
    ///
    /// Where there is none.
    pub fn new(name: &str) -> Self {
        let program = find(name).unwrap_or_else(|| {
            panic!(
                "the tool `{name}` is not on this machine: `cargo xtask setup` installs it \
                 (looked in ${TOOLS}, PATH and the sbin folders)"
            )
        });
        let mut command = Command::new(program);
        // Output is compared, so it must not be translated; and Python tools run outside of any other
        // virtual environment.
        command.env("LC_ALL", "C.UTF-8").env_remove("PYTHONHOME");
        Self {
            command,
            name: name.to_owned(),
            input: Vec::new(),
        }
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Runs it in this folder.
    #[must_use]
    pub fn within(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Gives it this as standard input.
    #[must_use]
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    ///
    /// Where it cannot be started.
    pub fn run(mut self) -> Ended {
        let shown = format!("{:?}", self.command);
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("`{}` does not start: {error}", self.name));
        // A tool that does not read its input closes the pipe; its verdict counts all the same.
        let _ = child.stdin.take().unwrap().write_all(&self.input);
        let output = child.wait_with_output().unwrap();
        Ended {
            command: shown,
            success: output.status.success(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Runs it and returns its standard output as text.
    ///
    /// # Panics
    ///
    /// Where it ends with anything but 0.
    pub fn succeed(self) -> String {
        let ended = self.run();
        assert!(ended.success, "{}", ended.describe());
        ended.text()
    }
}

impl Ended {
    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Both outputs as one text.
    pub fn all(&self) -> String {
        format!("{}{}", self.text(), self.stderr)
    }

    /// Command and outputs, for a message.
    pub fn describe(&self) -> String {
        format!("{}\n{}\n{}", self.command, self.text(), self.stderr)
    }
}

fn find(name: &str) -> Option<PathBuf> {
    let own = std::env::var_os(TOOLS).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let daemons = ["/usr/sbin", "/usr/local/sbin", "/sbin"];
    own.into_iter()
        .chain(std::env::split_paths(&path))
        .chain(daemons.iter().map(PathBuf::from))
        .map(|directory| directory.join(name))
        .find(|candidate| candidate.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_goes_in_and_output_comes_out() {
        assert_eq!(Tool::new("cat").input("text").succeed(), "text");
        assert!(!Tool::new("false").run().success);
    }

    #[test]
    #[should_panic(expected = "the tool `no-such-tool` is not on this machine")]
    fn a_missing_tool_fails_by_name() {
        let _ = Tool::new("no-such-tool");
    }
}
