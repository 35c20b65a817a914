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
