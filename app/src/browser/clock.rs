//! The time.

/// Now, in seconds since the Unix epoch.
pub fn now_unix() -> i64 {
    // Whole seconds since 1970 fit an i64 for any date a browser can show.
    (js_sys::Date::now() / 1000.0).floor() as i64
}

/// Milliseconds since the page was opened, never going backwards; for elapsed time.
pub fn monotonic_milliseconds() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Seconds with one decimal: `12.3`. Rust's own writing of floats would be a fiftieth of the page.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time in which a page is open, and not below zero"
)]
pub fn seconds(milliseconds: f64) -> String {
    let tenths = (milliseconds / 100.0).round() as u64;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_one_decimal() {
        for (milliseconds, shown) in [
            (0.0, "0.0"),
            (49.9, "0.0"),
            (51.0, "0.1"),
            (12_345.6, "12.3"),
            (-1.0, "0.0"),
        ] {
            assert_eq!(seconds(milliseconds), shown);
        }
    }
}
