use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use formats::{Content, Item};

use crate::{NOW, corpus};

/// Reports, summaries and texts of all vectors, and of each with octets changed.
#[test]
fn whatever_is_damaged_is_reported() {
    let mut reported = 0;
    for (index, (name, item)) in corpus::items().iter().enumerate() {
        report(name, item);
        let Some((der, _)) = corpus::der(&item.content) else {
            continue;
        };
        // Enough of them at other places in each file.
        for step in 0..8 {
            let mut damaged = der.to_vec();
            let at = (index * 31 + step * 97) % damaged.len().max(1);
            let value = [0x00, 0xff, 0x30, 0x80, 0x1f, 0x84, 0x02, 0x7f][step];
            if let Some(octet) = damaged.get_mut(at) {
                *octet = value;
            }
            report(
                name,
                &Item::new(None, "damaged", of_kind(&item.content, damaged)),
            );
            reported += 1;
        }
    }
    println!("{reported} damaged files are reported");
    assert!(reported > 5000);
}

/// The vectors have nearly all that can be wrong with a certificate, and each is named.
#[test]
fn what_is_wrong_with_the_vectors_is_named() {
    let mut codes = BTreeSet::new();
    for (_, item) in corpus::items() {
        let found = inspect::report(&item, NOW).findings;
        codes.extend(found.into_iter().map(|finding| finding.code.into_owned()));
    }
    let expected = [
        inspect::codes::CA_CANNOT_SIGN,
        inspect::codes::CA_CONSTRAINTS_NOT_CRITICAL,
        inspect::codes::CA_USAGE_MISSING,
        inspect::codes::EXTENSION_CRITICAL_UNKNOWN,
        inspect::codes::EXTENSION_MALFORMED,
        inspect::codes::EXTENSION_REPEATED,
        inspect::codes::KEY_CURVE_UNUSUAL,
        inspect::codes::KEY_DSA,
        inspect::codes::KEY_RSA_PSS,
        inspect::codes::KEY_RSA_SHORT,
        inspect::codes::LIST_WITHOUT_NEXT,
        inspect::codes::PATH_LENGTH_ODD,
        inspect::codes::SAN_DNS_MALFORMED,
        inspect::codes::SERIAL_NEGATIVE,
        inspect::codes::SERIAL_ZERO,
        inspect::codes::SIGNATURE_ALGORITHMS_DIFFER,
        inspect::codes::SIGNATURE_INVALID,
        inspect::codes::SIGNATURE_MD5,
        inspect::codes::SIGNATURE_SHA1,
        inspect::codes::VERSION_MISMATCH,
        inspect::codes::WILDCARD_ODD,
    ];
    let missing: Vec<_> = expected
        .iter()
        .filter(|code| !codes.contains(**code))
        .collect();
    assert!(missing.is_empty(), "{missing:?} are not in {codes:?}");
}

fn of_kind(kind: &Content, der: Vec<u8>) -> Content {
    match kind {
        Content::Request(_) => Content::Request(der),
        Content::RevocationList(_) => Content::RevocationList(der),
        Content::PublicKey(_) => Content::PublicKey(der),
        _ => Content::Certificate(der),
    }
}

fn report(name: &str, item: &Item) {
    let start = Instant::now();
    let report = inspect::report(item, NOW);
    let summary = inspect::summary(item);
    let _ = inspect::text(&item.content);
    assert!(
        report.sentence.ends_with('.'),
        "{name}: {}",
        report.sentence
    );
    assert!(!summary.title.is_empty() || item.label.is_empty(), "{name}");
    for finding in &report.findings {
        assert!(
            !finding.message.is_empty() && !finding.hint.is_empty(),
            "{name}: {finding:?}"
        );
    }
    // Ten times what the slowest takes unoptimised, on a busy machine.
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{name} takes {:?}",
        start.elapsed()
    );
}
