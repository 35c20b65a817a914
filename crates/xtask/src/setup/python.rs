//! The judges that come from Python's registry, in an environment of their own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::environment::{self, Environment};
use crate::program;
use crate::setup::debian;
use crate::terminal::say;

/// Makes sure that everything in `tests/requirements.txt` is installed, and names its folder of
/// programs in the variable `TWINLOCK_TOOLS`.
pub(crate) fn ensure(environment: &mut Environment) -> anyhow::Result<()> {
    let requirements = environment.root().join("tests/requirements.txt");
    let wanted =
        fs::read_to_string(&requirements).with_context(|| requirements.display().to_string())?;
    let folder = environment::cache()?.join("python");
    // The copy is written last, so that a broken installation is made again.
    let installed = folder.join("requirements.txt");
    // A Python that was upgraded away leaves a dangling link.
    let usable = folder.join("bin/python").exists();
    if !usable || fs::read_to_string(&installed).ok().as_deref() != Some(wanted.as_str()) {
        say("Installing the tests' Python tools ...");
        create(environment, &folder)?;
        install(environment, &folder, &requirements)?;
        fs::write(&installed, &wanted)?;
    }
    environment.set("TWINLOCK_TOOLS", folder.join("bin"));
    Ok(())
}

fn create(environment: &Environment, folder: &Path) -> anyhow::Result<()> {
    if program::run(&mut venv(environment, folder)?).is_ok() {
        return Ok(());
    }
    // Debian keeps a part of Python that this needs in a package of its own.
    debian::install(environment, &["python3-venv"])?;
    program::run(&mut venv(environment, folder)?)
}

fn venv(environment: &Environment, folder: &Path) -> anyhow::Result<Command> {
    let mut python = environment.command("python3")?;
    python.args(["-m", "venv", "--clear"]).arg(folder);
    Ok(python)
}

fn install(environment: &Environment, folder: &Path, list: &Path) -> anyhow::Result<()> {
    let mut pip = environment.command(folder.join("bin/pip"))?;
    pip.args(["install", "--quiet", "--disable-pip-version-check"])
        .arg("--requirement")
        .arg(list);
    program::run(&mut pip)
}
