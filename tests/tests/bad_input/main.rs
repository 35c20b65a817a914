//! Input that means no good. Each ends in a finding that fits, in time, and in memory that goes with its size.
//!
//! Times are only compared with those of a harmless file of the same size, in the same run and by the same code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption and prints what it counted"
)]

mod certificates;
mod containers;
mod der;
mod large;
mod nested;
mod structures;

use std::collections::BTreeSet;
use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use formats::{Item, Limits};

/// A day in 2026, in seconds since the Unix epoch.
const NOW: i64 = 1_795_000_000;

/// Whatever grows with the square of a size is beyond it by far; what only does more with each octet is not.
const TIMES: u32 = 30;
/// So that a harmless file that takes no time at all does not count.
const LEAST: Duration = Duration::from_millis(50);

/// Only one test runs at a time, so that times and memory are its own.
static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(octets: &[u8]) -> Vec<Item> {
    formats::read("input", octets, &Limits::default())
}

/// Everything that is found in the octets and about the items in them.
fn codes(octets: &[u8]) -> BTreeSet<String> {
    codes_of(&read(octets))
}

fn codes_of(items: &[Item]) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for item in items {
        let summary = inspect::summary(item);
        assert!(!summary.detail.is_empty());
        let report = inspect::report(item, NOW);
        codes.extend(report.findings.iter().map(|found| found.code.to_string()));
        inspect::text(&item.content);
    }
    codes
}

#[track_caller]
fn assert_found(octets: &[u8], code: &str) {
    let codes = codes(octets);
    assert!(codes.contains(code), "{code} is not among {codes:?}");
}

/// How long reading and describing takes, and what is found.
fn timed(octets: &[u8]) -> (Duration, BTreeSet<String>) {
    let start = Instant::now();
    let codes = codes(octets);
    (start.elapsed(), codes)
}

/// A hostile file takes no more than some times as long as a harmless one of the same size.
#[track_caller]
fn assert_in_time(name: &str, hostile: &[u8], harmless: &[u8]) {
    let (usual, _) = timed(harmless);
    let (taken, _) = timed(hostile);
    assert_like(name, taken, usual);
}

#[track_caller]
fn assert_like(name: &str, taken: Duration, usual: Duration) {
    let usual = usual.max(LEAST);
    let ratio = taken.as_secs_f64() / usual.as_secs_f64();
    println!("{name}: {taken:.1?}, harmless {usual:.1?}, ratio {ratio:.1}");
    assert!(taken < usual * TIMES, "{name}: {taken:?} and not {usual:?}");
}

/// What the process needs at most while `work` runs, beyond what it had before. Linux counts it.
fn memory_of(work: impl FnOnce()) -> usize {
    fs::write("/proc/self/clear_refs", "5").expect("Linux counts memory");
    let before = status("VmRSS:");
    work();
    status("VmHWM:").saturating_sub(before)
}

/// A line of the process's status, in octets.
fn status(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux counts memory");
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse::<usize>().ok())
        .expect("a number of KiB")
        << 10
}

/// Text of this many octets as it stands in any log.
fn log(length: usize) -> Vec<u8> {
    const LINE: &[u8] =
        b"2026-11-25T09:13:06Z INFO the request was answered with status 200 in 13 ms\n";
    LINE.iter().copied().cycle().take(length).collect()
}
