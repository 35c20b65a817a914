//! Runs programs and says in a sentence what failed.

use std::process::Command;

use anyhow::{Context, bail};

/// Runs `command`, its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{} could not be started", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` and returns what it printed to standard output, without the end of line.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command
        .output()
        .with_context(|| format!("{} could not be started", line(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({}): {}",
            line(command),
            output.status,
            complaint.trim()
        );
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is no text", line(command)))?;
    Ok(text.trim_end().to_owned())
}

/// The command as one would type it, without its folder.
pub(crate) fn line(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or_default().to_owned();
    command.get_args().fold(name, |line, argument| {
        line + " " + &argument.to_string_lossy()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_returned_without_its_last_line_end() {
        let text = output(Command::new("printf").arg("1.2\n")).unwrap();
        assert_eq!(text, "1.2");
    }

    #[test]
    fn a_failure_names_the_command_and_its_complaint() {
        let error = output(Command::new("/bin/sh").args(["-c", "echo sour >&2; exit 3"]));
        let message = format!("{:#}", error.unwrap_err());
        assert!(message.contains("sh -c"), "{message}");
        assert!(message.contains("sour"), "{message}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program-here"));
        let message = format!("{:#}", error.unwrap_err());
        assert!(message.contains("no-such-program-here"), "{message}");
    }
}
