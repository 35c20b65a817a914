//! Values of a plan inside Markdown (CommonMark 0.31): always as code, where nothing is markup.

use diagnostics::visible;

use crate::Subject;

/// A code span that reads as the value. Not for tables, whose cells end at `|` even in code.
pub(crate) fn code(value: &str) -> String {
    let value = visible(value);
    if value.trim().is_empty() {
        return "(empty)".to_owned();
    }
    let ticks = "`".repeat(longest_run(&value) + 1);
    // One space at each end is taken away again.
    let space = if value.starts_with(['`', ' ']) || value.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{ticks}{space}{value}{space}{ticks}")
}

/// A code block that holds the lines as they are.
pub(crate) fn block<T: AsRef<str>>(language: &str, lines: &[T]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| visible(line.as_ref())).collect();
    let run = lines
        .iter()
        .map(|line| longest_run(line))
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(run.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", lines.join("\n"))
}

/// A picture of the bundle as a paragraph; `alt` says what it shows, and holds no value of a plan.
pub(crate) fn image(alt: &'static str, subject: Subject) -> String {
    subject
        .file()
        .map_or_else(String::new, |file| format!("![{alt}]({file})\n"))
}

fn longest_run(value: &str) -> usize {
    value
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}
