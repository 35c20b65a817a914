//! What the measurements share: statistics, the arguments, and the browser's own entries of long tasks.
//!
//! Nothing here judges a time: the numbers are for people to read.

use std::env;

use serde_json::json;

use crate::browser::Page;

/// No task of the page's own thread is to take longer, in milliseconds; the browser writes down those that do.
pub const LONG_TASK: f64 = 50.0;

/// The entries come some time after their tasks, so they are waited for. They are there whether or not anything
/// has observed them so far.
const LONG_TASKS: &str = "
const [since] = arguments;
return new Promise(resolve => {
  const tasks = [];
  const observer = new PerformanceObserver(list => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });
  setTimeout(() => {
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    resolve(tasks.filter(task => task.startTime >= since).map(task => task.duration));
  }, 200);
});
";

/// A task of twice [`LONG_TASK`], while nothing observes.
const BLOCK: &str = "
const [duration] = arguments;
return new Promise(resolve => setTimeout(() => {
  const end = performance.now() + duration;
  while (performance.now() < end);
  setTimeout(resolve);
}));
";

/// Waits until the worker takes work. Asking the page again and again would be work for it, so it tells.
const READY: &str = "
return new Promise((resolve, reject) => {
  const ready = () => document.querySelector('.worker-status[data-state=ready]');
  const observer = new MutationObserver(() => {
    if (ready()) { clearTimeout(limit); observer.disconnect(); resolve(); }
  });
  const limit = setTimeout(() => reject(new Error('the worker is not ready')), 20000);
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  if (ready()) { clearTimeout(limit); observer.disconnect(); resolve(); }
});
";

/// The first argument that is a number, which is how often to measure; cargo adds arguments of its own.
pub fn runs() -> usize {
    env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(15)
}

/// The middle of the values.
///
/// # Panics
///
/// Where there are none.
pub fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

/// The smallest of the values that 95 of 100 do not exceed.
///
/// # Panics
///
/// Where there are none.
pub fn percentile_95(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    sorted[(sorted.len() * 95).div_ceil(100) - 1]
}

/// The largest of the values, or 0.
pub fn worst(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Waits until the worker takes work, and leaves the page alone meanwhile.
pub async fn wait_until_ready(page: &Page) {
    page.script(READY, &[]).await;
}

/// The page's own time now, in milliseconds.
pub async fn now(page: &Page) -> f64 {
    let now = page.script("return performance.now()", &[]).await;
    now.as_f64().unwrap()
}

/// How long each task of the page's own thread took, in milliseconds, that took longer than [`LONG_TASK`] and began
/// at this time of the page's or later.
pub async fn long_tasks(page: &Page, since: f64) -> Vec<f64> {
    let tasks = page.script(LONG_TASKS, &[json!(since)]).await;
    serde_json::from_value(tasks).unwrap()
}

/// Makes a long task and looks for it, so that none found means that there was none.
///
/// # Panics
///
/// Where the browser does not report it.
pub async fn assert_sees_long_tasks(page: &Page) {
    let start = now(page).await;
    page.script(BLOCK, &[json!(2.0 * LONG_TASK)]).await;
    assert!(
        worst(&long_tasks(page, start).await) >= 2.0 * LONG_TASK,
        "the browser reports no long task where there was one"
    );
}

/// Says how many long tasks there were and how long the longest took.
pub fn say_long_tasks(tasks: &[f64]) -> String {
    match tasks.len() {
        0 => "none".to_owned(),
        count => format!("{count}, the longest {:.0} ms", worst(tasks)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_those_of_the_sorted_values() {
        let values: Vec<f64> = (1..=40).rev().map(f64::from).collect();
        assert_eq!(median(&values), 20.5);
        assert_eq!(median(&values[1..]), 20.0);
        assert_eq!(percentile_95(&values), 38.0);
        assert_eq!(percentile_95(&[7.0]), 7.0);
        assert_eq!(worst(&values), 40.0);
        assert_eq!(worst(&[]), 0.0);
    }
}
