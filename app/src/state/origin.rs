//! Where the page came from, and what that means for its user.

use diagnostics::Finding;

use super::Setup;
use crate::browser::offline;

/// The code of the notice that a newer version is there.
pub(crate) const NEWER: &str = "version-newer";

impl Setup {
    /// Keeps the page for when there is no network, offers newer versions, and says what a page without TLS costs.
    pub(super) fn heed_origin(self) {
        offline::keep(move || self.notify(newer()));
        if !offline::is_secure() {
            self.notify(without_tls());
        }
    }
}

fn newer() -> Finding {
    Finding::note(
        "version-newer",
        "page",
        "A newer version of Twinlock is there.",
        "It takes over when you reload; what stands in the form is kept, issued keys are not.",
    )
}

fn without_tls() -> Finding {
    Finding::note(
        "page-without-tls",
        "page",
        "This page came over plain HTTP, where browsers offer no cryptography of their own: keys are made in Rust, \
         which takes RSA keys seconds longer, and the page does not open without a network.",
        "Chrome and Edge hold back what such a page saves until you choose Keep. Over https all of it goes away.",
    )
}
