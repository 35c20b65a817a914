//! What a person running a command reads.

/// Prints a line to standard output.
#[expect(
    clippy::print_stdout,
    reason = "standard output is where a command talks"
)]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Prints a line to standard error.
#[expect(
    clippy::print_stderr,
    reason = "standard error is where a command complains"
)]
pub(crate) fn complain(line: &str) {
    eprintln!("{line}");
}
