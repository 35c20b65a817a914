//! The environment every child runs in: which toolchain, which tools on the path.

use std::collections::BTreeMap;
use std::env;
use std::ffi::{OsStr, OsString};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

/// What children see, beyond what this process was given.
#[derive(Clone, Debug)]
pub(crate) struct Environment {
    root: PathBuf,
    path: Vec<PathBuf>,
    variables: BTreeMap<&'static str, OsString>,
}

impl Environment {
    /// This process's own environment, for children that run in the workspace at `root`.
    pub(crate) fn inherited(root: &Path) -> Self {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let mut path: Vec<PathBuf> = env::split_paths(&inherited).collect();
        // Servers live where a plain user's path does not look.
        for folder in ["/usr/sbin", "/usr/bin"].map(PathBuf::from) {
            if !path.contains(&folder) {
                path.push(folder);
            }
        }
        Self {
            root: root.to_owned(),
            path,
            variables: BTreeMap::new(),
        }
    }

    /// The workspace's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Looks for programs in `folder` before anywhere else.
    pub(crate) fn prepend_path(&mut self, folder: PathBuf) {
        self.path.insert(0, folder);
    }

    /// Sets a variable for every child.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.variables.insert(name, value.into());
    }

    /// The same environment with one more variable.
    pub(crate) fn with(&self, name: &'static str, value: impl Into<OsString>) -> Self {
        let mut changed = self.clone();
        changed.set(name, value);
        changed
    }

    /// The same environment for children that run in another folder.
    pub(crate) fn at(&self, root: &Path) -> Self {
        let mut moved = self.clone();
        root.clone_into(&mut moved.root);
        moved
    }

    /// A variable that was set here for every child.
    pub(crate) fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).cloned()
    }

    /// Where `program` lies, if it is on the path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        self.path
            .iter()
            .map(|folder| folder.join(program))
            .find(|candidate| is_executable(candidate))
    }

    /// A child, to be run in the workspace's folder.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> anyhow::Result<Command> {
        let program = program.as_ref();
        // Which path std searches, ours or the child's, differs between systems.
        let located = program.to_str().and_then(|name| self.find(name));
        let mut command = Command::new(located.as_deref().map_or(program, Path::as_os_str));
        command
            .current_dir(&self.root)
            // cargo names the toolchain that runs this command; children may need another.
            .env_remove("CARGO")
            .env("PATH", env::join_paths(&self.path).context("PATH")?)
            .envs(&self.variables);
        Ok(command)
    }
}

/// Where tools are kept that are installed for this project alone; all clones share it.
pub(crate) fn cache() -> anyhow::Result<PathBuf> {
    if let Some(folder) = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder).join("twinlock"));
    }
    let home = env::home_dir().context("HOME is not set: say where your home folder is")?;
    Ok(home.join(".cache").join("twinlock"))
}

fn is_executable(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place(folder: &Path, name: &str, mode: u32) {
        let file = folder.join(name);
        fs::write(&file, "#!/bin/sh\necho \"$GREETING from $0\"\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn what_was_prepended_is_found_first() {
        let folder = tempfile::tempdir().unwrap();
        place(folder.path(), "ls", 0o755);
        let mut environment = Environment::inherited(folder.path());
        environment.prepend_path(folder.path().to_owned());
        assert_eq!(environment.find("ls"), Some(folder.path().join("ls")));
    }

    #[test]
    fn files_that_cannot_run_are_no_programs() {
        let folder = tempfile::tempdir().unwrap();
        place(folder.path(), "only-data", 0o644);
        let mut environment = Environment::inherited(folder.path());
        environment.prepend_path(folder.path().to_owned());
        assert_eq!(environment.find("only-data"), None);
    }

    #[test]
    fn children_see_the_path_and_the_variables() {
        let folder = tempfile::tempdir().unwrap();
        place(folder.path(), "greet", 0o755);
        let mut environment = Environment::inherited(folder.path());
        environment.prepend_path(folder.path().to_owned());
        let environment = environment.with("GREETING", "hello");
        let output = environment.command("greet").unwrap().output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.starts_with("hello from "), "{said}");
    }
}
