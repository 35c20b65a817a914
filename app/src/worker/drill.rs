//! Crashes on demand, for the test that the page survives them. Only in builds with the feature `crash-drill`.

use gloo_timers::future::TimeoutFuture;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

/// A way to crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Drill {
    /// A panic inside an event handler.
    Sync,
    /// A panic in a future that has been woken up again.
    Async,
    /// Allocation without end.
    Memory,
}

impl Drill {
    /// The drill of this name, as a test calls it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "sync" => Some(Self::Sync),
            "async" => Some(Self::Async),
            "memory" => Some(Self::Memory),
            _ => None,
        }
    }

    /// Crashes.
    pub(crate) fn run(self) {
        match self {
            Self::Sync => crash(),
            Self::Async => spawn_local(async {
                TimeoutFuture::new(1).await;
                crash();
            }),
            Self::Memory => exhaust_memory(),
        }
    }
}

#[expect(clippy::panic, reason = "this is what the drill is for")]
fn crash() {
    panic!("the payload of a drill, which no report may show");
}

/// Asks for more memory than a 32-bit address space has.
fn exhaust_memory() {
    let mut blocks = Vec::new();
    loop {
        blocks.push(Vec::<u8>::with_capacity(64 << 20));
        std::hint::black_box(&blocks);
    }
}
