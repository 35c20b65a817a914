//! The command line, read into a [`Command`].

use std::ffi::OsString;

use anyhow::bail;
use lexopt::prelude::{Long, Short, Value, ValueExt};

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--port N] [--no-build]
           build the page and serve it on this machine, by default on port 8400
  build    build the page into dist/, for any static host
  package [--twice]
           pack the page into target/package/: as one file that opens from a
           disk, with checksums, licences and a bill of materials; with --twice,
           build it in another folder as well and compare
  test     run every check and every test
  check    run the checks alone: format, clippy, boundaries
  bench [--runs N]
           measure the page: Generate against the openssl command line, typing
           against a frame of the screen, loading; by default 15 times each
  screenshots [--readme]
           take pictures of every state of the page into target/screenshots/;
           with --readme, renew those that README.md shows
  setup    install what all of these need (each of them does it by itself)
  help     print this";

/// The port `serve` takes unless told.
pub(crate) const DEFAULT_PORT: u16 = 8400;

/// How often `bench` measures unless told; a median of fewer says little.
const DEFAULT_RUNS: usize = 15;

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the usage.
    Help,
    /// Install what is missing.
    Setup,
    /// Build the page.
    Build,
    /// Pack the page.
    Package {
        /// Whether it is built a second time, to compare.
        twice: bool,
    },
    /// Serve the page.
    Serve(Serve),
    /// Run all checks and tests.
    Test,
    /// Run the checks that need no test run.
    Check,
    /// Take pictures of the page.
    Screenshots {
        /// Whether those of README.md are renewed.
        readme: bool,
    },
    /// Measure.
    Bench {
        /// Measurements of each kind.
        runs: usize,
    },
}

/// What `serve` is told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Serve {
    /// The port to listen on; 0 lets the system choose.
    pub(crate) port: u16,
    /// Whether the page is built first.
    pub(crate) build: bool,
}

/// Reads the arguments that follow the program's name.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> anyhow::Result<Command> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let name = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "serve" => serve(&mut parser),
        "package" => package(&mut parser),
        "screenshots" => screenshots(&mut parser),
        "bench" => bench(&mut parser),
        "help" => alone(&mut parser, Command::Help),
        "setup" => alone(&mut parser, Command::Setup),
        "build" => alone(&mut parser, Command::Build),
        "test" => alone(&mut parser, Command::Test),
        "check" => alone(&mut parser, Command::Check),
        unknown => bail!("there is no command `{unknown}`.\n\n{USAGE}"),
    }
}

fn alone(parser: &mut lexopt::Parser, command: Command) -> anyhow::Result<Command> {
    match parser.next()? {
        None => Ok(command),
        Some(argument) => Err(argument.unexpected().into()),
    }
}

fn serve(parser: &mut lexopt::Parser) -> anyhow::Result<Command> {
    let mut options = Serve {
        port: DEFAULT_PORT,
        build: true,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = parser.value()?.parse()?,
            Long("no-build") => options.build = false,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Serve(options))
}

fn package(parser: &mut lexopt::Parser) -> anyhow::Result<Command> {
    let twice = switch(parser, "twice")?;
    Ok(Command::Package { twice })
}

fn screenshots(parser: &mut lexopt::Parser) -> anyhow::Result<Command> {
    let readme = switch(parser, "readme")?;
    Ok(Command::Screenshots { readme })
}

/// Whether the one option that the command takes is given.
fn switch(parser: &mut lexopt::Parser, name: &str) -> anyhow::Result<bool> {
    let mut given = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long(option) if option == name => given = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(given)
}

fn bench(parser: &mut lexopt::Parser) -> anyhow::Result<Command> {
    let mut runs = DEFAULT_RUNS;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("runs") => runs = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    if runs == 0 {
        bail!("--runs must be at least 1");
    }
    Ok(Command::Bench { runs })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(line: &str) -> anyhow::Result<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_and_help_print_the_usage() {
        for line in ["", "help", "--help", "-h"] {
            assert_eq!(parse_words(line).unwrap(), Command::Help, "{line}");
        }
    }

    #[test]
    fn serve_builds_and_takes_the_default_port() {
        let expected = Serve {
            port: DEFAULT_PORT,
            build: true,
        };
        assert_eq!(parse_words("serve").unwrap(), Command::Serve(expected));
    }

    #[test]
    fn serve_reads_its_options() {
        let expected = Serve {
            port: 0,
            build: false,
        };
        let command = parse_words("serve --no-build --port=0").unwrap();
        assert_eq!(command, Command::Serve(expected));
    }

    #[test]
    fn a_package_is_built_once_unless_told() {
        for (line, twice) in [("package", false), ("package --twice", true)] {
            assert_eq!(parse_words(line).unwrap(), Command::Package { twice });
        }
    }

    #[test]
    fn pictures_of_the_readme_are_renewed_when_told() {
        for (line, readme) in [("screenshots", false), ("screenshots --readme", true)] {
            assert_eq!(parse_words(line).unwrap(), Command::Screenshots { readme });
        }
    }

    #[test]
    fn bench_measures_fifteen_times_unless_told() {
        assert_eq!(parse_words("bench").unwrap(), Command::Bench { runs: 15 });
        let told = parse_words("bench --runs 3").unwrap();
        assert_eq!(told, Command::Bench { runs: 3 });
        assert!(parse_words("bench --runs 0").is_err());
    }

    #[test]
    fn what_is_unknown_is_named() {
        for (line, word) in [
            ("deploy", "deploy"),
            ("build --fast", "--fast"),
            ("test more", "more"),
            ("serve --port high", "high"),
            ("serve --port 70000", "70000"),
        ] {
            let message = format!("{:#}", parse_words(line).unwrap_err());
            assert!(message.contains(word), "{line}: {message}");
        }
    }
}
