//! An axis of time: dates, or days since something is issued.

use time::{Date, Month, OffsetDateTime};

pub(super) const DAY: i64 = 86_400;

/// Steps between two marks, in months.
const MONTHS: [i64; 11] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200];
/// The same, in days.
const DAYS: [i64; 14] = [
    1, 2, 5, 10, 30, 60, 90, 180, 365, 730, 1_825, 3_650, 7_300, 36_500,
];

/// From when to when, in seconds, and how wide.
pub(super) struct Axis {
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) width: i32,
    /// Whether the seconds are since 1970, so that dates are known.
    pub(super) is_dated: bool,
}

impl Axis {
    /// Where a moment stands.
    pub(super) fn place(&self, at: i64) -> i32 {
        let span = i128::from((self.end - self.start).max(1));
        let along = i128::from(at - self.start) * i128::from(self.width) / span;
        1 + i32::try_from(along).unwrap_or(0).clamp(0, self.width)
    }
}

/// Marks with their words, not more than `most`.
pub(super) fn ticks(axis: &Axis, most: usize) -> Vec<(i64, String)> {
    let few = |marks: &Vec<(i64, String)>| marks.len() <= most;
    let all = |steps: &[i64], marks: fn(&Axis, i64) -> Vec<(i64, String)>| {
        let mut found = steps.iter().map(|step| marks(axis, *step));
        found.find(few).unwrap_or_default()
    };
    match axis.is_dated {
        true => all(&MONTHS, months),
        false => all(&DAYS, days),
    }
}

fn days(axis: &Axis, step: i64) -> Vec<(i64, String)> {
    let last = axis.end / DAY / step;
    (0..=last.min(100))
        .map(|index| index * step)
        .map(|day| (day * DAY, format!("day {day}")))
        .collect()
}

fn months(axis: &Axis, step: i64) -> Vec<(i64, String)> {
    let Ok(start) = OffsetDateTime::from_unix_timestamp(axis.start) else {
        return Vec::new();
    };
    let first = i64::from(start.year()) * 12 + i64::from(u8::from(start.month())) - 1;
    let first = (first.div_euclid(step) + 1) * step;
    (0..100)
        .map(|index| first + index * step)
        .map_while(|month| Some((first_of(month)?, month)))
        .take_while(|(at, _)| *at <= axis.end)
        .map(|(at, month)| (at, month_name(month, step)))
        .collect()
}

/// When a month begins; months are counted from the year 0.
fn first_of(month: i64) -> Option<i64> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    let month = u8::try_from(month.rem_euclid(12)).ok()? + 1;
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, 1).ok()?;
    Some(date.midnight().assume_utc().unix_timestamp())
}

fn month_name(month: i64, step: i64) -> String {
    let year = month.div_euclid(12);
    match step % 12 {
        0 => year.to_string(),
        _ => format!("{year}-{:02}", month.rem_euclid(12) + 1),
    }
}

/// A date as people and RFC 3339 write it, in UTC.
pub(super) fn day(unix: i64) -> String {
    match OffsetDateTime::from_unix_timestamp(unix) {
        Ok(date) => format!(
            "{:04}-{:02}-{:02}",
            date.year(),
            u8::from(date.month()),
            date.day()
        ),
        Err(_) => format!("{unix} seconds after 1970 began"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(start: i64, end: i64, is_dated: bool, most: usize) -> Vec<String> {
        let axis = Axis {
            start,
            end,
            width: 100,
            is_dated,
        };
        ticks(&axis, most)
            .into_iter()
            .map(|(_, words)| words)
            .collect()
    }

    #[test]
    fn marks_are_round_and_few() {
        assert_eq!(
            words(0, 90 * DAY, false, 4),
            ["day 0", "day 30", "day 60", "day 90"]
        );
        assert_eq!(
            words(0, 365 * DAY, true, 4),
            ["1970-04", "1970-07", "1970-10", "1971-01"]
        );
        assert_eq!(words(0, 3_650 * DAY, true, 11).first().unwrap(), "1971");
        assert_eq!(words(0, 36_500 * DAY, true, 11).len(), 9);
        assert_eq!(words(i64::MAX - 5, i64::MAX, true, 4), [""; 0]);
    }

    #[test]
    fn moments_stand_where_they_belong() {
        let axis = Axis {
            start: 10,
            end: 110,
            width: 50,
            is_dated: true,
        };
        assert_eq!(
            [0, 10, 60, 110, 999].map(|at| axis.place(at)),
            [1, 1, 26, 51, 51]
        );
        assert_eq!(day(1_795_597_603), "2026-11-25");
    }
}
