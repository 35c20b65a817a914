//! How long the worker's code takes for Mozilla's bundle where it is compiled for this machine, in milliseconds.
//!
//! `cargo xtask bench` hands the number to `reading_a_bundle`, which measures the same in WebAssembly.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement ends at its first broken assumption, and prints what it found"
)]

use std::time::Instant;

use engine::{Engine, Inspect, Inspected, Limits, Request, Response, Source};
use pollster::block_on;
use tests::keys::FixedKeys;
use tests::measure::median;

const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";
/// How often; the first times fill the caches.
const RUNS: usize = 40;

fn main() {
    let bytes = std::fs::read(BUNDLE).unwrap();
    let times: Vec<f64> = (0..RUNS).map(|_| read(&bytes)).collect();
    println!("{:.3}", median(&times[RUNS / 2..]));
}

fn read(bytes: &[u8]) -> f64 {
    let engine = Engine::new(FixedKeys::new(1));
    let sources = vec![Source {
        name: "bundle.pem".to_owned(),
        bytes: bytes.to_vec(),
    }];
    let limits = Limits::default();
    let request = Request::Inspect(Box::new(Inspect::Read { sources, limits }));
    let start = Instant::now();
    let Response::Inspected(answer) = block_on(engine.handle(request, 0, &|_| ())) else {
        panic!("it is read");
    };
    let took = start.elapsed().as_secs_f64() * 1000.0;
    let Inspected::Overview(overview) = *answer else {
        panic!("it is listed");
    };
    assert!(overview.lines > 100);
    took
}
