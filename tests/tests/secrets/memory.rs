//! Private keys and passphrases are wiped from memory when they are dropped.
//!
//! Two kinds of copies are not looked for. The crates that compute with keys, such as `rsa` and `p384`, leave some
//! numbers behind in the machine's order of octets, here and there a prime; these are not Twinlock's own to wipe.
//! And a zip is compressed, so that no part of a key stands in it as in its file.

use std::collections::BTreeSet;

use crate::needles;
use crate::process::{Holder, Needles};

#[test]
fn keys_in_files_of_every_kind_are_wiped() {
    assert_wiped("packed", &needles::packed(), &needles::in_utf16());
}

#[test]
fn what_generate_makes_and_uses_is_wiped() {
    let mut others = needles::used();
    others.extend(needles::shown());
    assert_wiped("generated", &needles::generated(), &others);
    // After a zip, too.
    assert_wiped("zipped", &needles::generated(), &others);
}

#[test]
fn what_is_shown_is_wiped() {
    let mut held = needles::generated();
    held.extend(needles::shown());
    assert_wiped("shown", &held, &needles::used());
}

/// A process that holds all of `held` and nothing of `others` holds nothing of either in the end.
fn assert_wiped(what: &str, held: &Needles, others: &Needles) {
    let mut holder = Holder::start(what);
    holder.wait_for("held");
    let names: BTreeSet<_> = held.values().cloned().collect();
    assert_eq!(holder.find(held), names, "{what}");
    assert_eq!(holder.find(others), BTreeSet::new(), "{what}");
    holder.go_on();
    holder.wait_for("dropped");
    for needles in [held, others] {
        assert_eq!(holder.find(needles), BTreeSet::new(), "{what}");
    }
}
