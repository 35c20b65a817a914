//! The time that a package is of. It never comes from a clock, so that the same sources give the same package.

use std::env;

use anyhow::{Context, anyhow};
use time::OffsetDateTime;

use crate::environment::Environment;
use crate::program;

/// The variable by which whoever builds says the time, in seconds since 1970; see reproducible-builds.org.
pub(super) const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Returns the seconds since 1970 that `VARIABLE` or else the last commit says; none where there is neither.
pub(super) fn of_sources(environment: &Environment) -> anyhow::Result<Option<i64>> {
    let told = environment
        .variable(VARIABLE)
        .or_else(|| env::var_os(VARIABLE));
    let text = match told {
        Some(told) => told
            .into_string()
            .map_err(|told| anyhow!("{VARIABLE} is no number: {}", told.display()))?,
        None => {
            let mut git = environment.command("git")?;
            match program::output(git.args(["log", "-1", "--format=%ct"])) {
                Ok(text) => text,
                // The sources of an archive have no commits.
                Err(_) => return Ok(None),
            }
        }
    };
    let seconds = text.trim().parse();
    seconds
        .map(Some)
        .with_context(|| format!("{VARIABLE} is no number of seconds: {text}"))
}

/// Writes a time in UTC as RFC 3339 does.
///
/// # Errors
///
/// When it has no year of four digits.
pub(super) fn written(seconds: i64) -> anyhow::Result<String> {
    let at = OffsetDateTime::from_unix_timestamp(seconds)?;
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    if !(0..=9999).contains(&year) {
        return Err(anyhow!("there is no writing the year {year}"));
    }
    let month = u8::from(month);
    Ok(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_time_is_written_as_date_writes_it() {
        // date --utc --date=@1700000000 +%FT%TZ
        assert_eq!(written(1_700_000_000).unwrap(), "2023-11-14T22:13:20Z");
    }

    #[test]
    fn who_builds_says_the_time() {
        let environment = Environment::inherited(Path::new("/"));
        let told = environment.with(VARIABLE, "1700000000");
        assert_eq!(of_sources(&told).unwrap(), Some(1_700_000_000));
        let wrong = environment.with(VARIABLE, "yesterday");
        assert!(of_sources(&wrong).is_err());
    }
}
