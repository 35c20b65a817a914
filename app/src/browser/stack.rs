//! What functions that have returned leave on the stack: numbers of a key, parts of a text. No allocator wipes that.

use std::hint::black_box;

use gloo_timers::callback::Timeout;
use zeroize::Zeroize;

/// Three quarters of the stack, which has a mebibyte. Wiping it takes a tenth of a millisecond.
const WORDS: usize = 3 << 15;

/// Wipes it once the task that is under way has ended, and with it all that the task has called.
pub(crate) fn wipe_soon() {
    Timeout::new(0, wipe).forget();
}

/// A function as hungry as any: its own part of the stack is where the others had theirs.
#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "taking the room on the stack is what it is for"
)]
fn wipe() {
    let mut room = [0_u64; WORDS];
    room.zeroize();
    black_box(&room);
}
