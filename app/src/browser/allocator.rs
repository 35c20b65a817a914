//! Memory that is freed is wiped, in the page and in its workers: whatever held a secret, of whatever crate, and what
//! a text that grew has left behind.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);
