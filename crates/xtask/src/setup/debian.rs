//! Programs that Debian's packages bring.

use std::process::Command;

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::program;
use crate::terminal::say;

/// A program that is needed, and the Debian package that brings it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
}

const fn tool(program: &'static str, package: &'static str) -> Tool {
    Tool { program, package }
}

/// npm, where the machine has none of its own.
pub(crate) const NPM: &[Tool] = &[tool("npm", "npm")];

/// What the checks run beside cargo.
pub(crate) const CHECK_TOOLS: &[Tool] = &[tool("git", "git"), tool("shellcheck", "shellcheck")];

/// The browsers, the server and the independent judges of the tests.
pub(crate) const TEST_TOOLS: &[Tool] = &[
    tool("WebKitWebDriver", "webkit2gtk-driver"),
    // WebKit's browser has no mode without windows.
    tool("Xvfb", "xvfb"),
    tool("certtool", "gnutls-bin"),
    tool("chromedriver", "chromium-driver"),
    tool("chromium", "chromium"),
    tool("curl", "curl"),
    tool("firefox-esr", "firefox-esr"),
    tool("jq", "jq"),
    tool("keytool", "default-jre-headless"),
    tool("nginx", "nginx-light"),
    tool("openssl", "openssl"),
    tool("pdftotext", "poppler-utils"),
    tool("pk12util", "libnss3-tools"),
    tool("python3", "python3"),
    // Writes down what WebKit sends.
    tool("strace", "strace"),
];

/// Makes sure that every program is there.
pub(crate) fn ensure(environment: &Environment, tools: &[Tool]) -> anyhow::Result<()> {
    let missing: Vec<Tool> = tools
        .iter()
        .copied()
        .filter(|tool| environment.find(tool.program).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let programs = list(missing.iter().map(|tool| tool.program));
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    install(environment, &packages)
        .with_context(|| format!("{programs} must be installed first; then run the command again"))
}

/// Installs those of `packages` that are not installed. Removes none.
pub(crate) fn install(environment: &Environment, packages: &[&str]) -> anyhow::Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(environment, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if environment.find("apt-get").is_none() {
        bail!("there is no apt-get here to install them with");
    }
    say(&format!("Installing Debian's {} ...", missing.join(", ")));
    program::run(as_root(environment, "apt-get")?.args(["update", "--quiet"]))?;
    program::run(
        as_root(environment, "apt-get")?
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--quiet", "--yes", "--no-remove"])
            .arg("--no-install-recommends")
            .args(missing),
    )
}

/// A command that runs as root: by itself where we are root, through sudo elsewhere.
pub(crate) fn as_root(environment: &Environment, program: &str) -> anyhow::Result<Command> {
    let user = program::output(environment.command("id")?.arg("-u"))?;
    if user == "0" {
        return environment.command(program);
    }
    if environment.find("sudo").is_none() {
        bail!("`{program}` must run as root, and there is no sudo here: run this command as root");
    }
    let mut command = environment.command("sudo")?;
    command.arg("--preserve-env=DEBIAN_FRONTEND").arg(program);
    Ok(command)
}

fn is_installed(environment: &Environment, package: &str) -> bool {
    let Ok(mut query) = environment.command("dpkg-query") else {
        return false;
    };
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    program::output(&mut query).is_ok_and(|status| status == "installed")
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_is_there_is_not_installed() {
        let environment = Environment::inherited(Path::new("/"));
        ensure(&environment, &[tool("sh", "no-such-package")]).unwrap();
    }

    #[test]
    fn every_tool_stands_once() {
        let mut programs: Vec<_> = [NPM, CHECK_TOOLS, TEST_TOOLS]
            .concat()
            .iter()
            .map(|tool| tool.program)
            .collect();
        let all = programs.len();
        programs.sort_unstable();
        programs.dedup();
        assert_eq!(programs.len(), all);
    }
}
