use std::borrow::Cow;

use diagnostics::Finding;
use formats::asn1::{Class, Element};

/// What BER allows and DER does not (X.690, 10 and 11), once each with its first place and how often it is so.
pub(super) fn findings(octets: &[u8], elements: &[Element]) -> Vec<Finding> {
    let rules: [(&str, &str, Rule); 5] = [
        (
            "ber-indefinite-length",
            "has an indefinite length",
            |_, element| element.indefinite,
        ),
        (
            "ber-long-length",
            "writes its length with more octets than it needs",
            long_length,
        ),
        ("ber-constructed-string", "is a string in pieces", in_pieces),
        (
            "ber-boolean",
            "is a boolean that is neither 00 nor FF",
            boolean,
        ),
        (
            "ber-integer",
            "is a number with more octets than it needs",
            integer,
        ),
    ];
    let found = rules.into_iter().filter_map(|(code, what, rule)| {
        let mut broken = elements.iter().filter(|element| rule(octets, element));
        let first = broken.next()?.start;
        let more = match broken.count() {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let message = format!("The element at octet {first}{more} {what}.");
        let hint = "Write it again as DER: certificates, requests and keys have to be DER, and Go and others refuse \
                    this; PKCS#7 and PFX may be BER.";
        Some(placed(Finding::warning(code, "", message, hint), first))
    });
    found.collect()
}

/// Octets after the end.
pub(super) fn trailing(at: usize, length: usize) -> Finding {
    let more = length.saturating_sub(at);
    let finding = Finding::warning(
        "trailing-octets",
        "",
        format!("{more} octets follow the end of the structure at octet {at}."),
        "Cut them off: Go and others refuse what has more behind it.",
    );
    placed(finding, at)
}

type Rule = fn(&[u8], &Element) -> bool;

fn placed(finding: Finding, at: usize) -> Finding {
    Finding {
        place: Cow::Owned(format!("octet {at}")),
        ..finding
    }
}

fn long_length(octets: &[u8], element: &Element) -> bool {
    if element.indefinite {
        return false;
    }
    let after = octets
        .get(element.start + 1..element.content())
        .unwrap_or_default();
    let identifier = if element.tag < 31 {
        0
    } else {
        after.iter().take_while(|octet| **octet & 0x80 != 0).count() + 1
    };
    let needed = match element.length {
        0..0x80 => 1,
        length => 1 + (usize::BITS - length.leading_zeros()).div_ceil(8) as usize,
    };
    after.len().saturating_sub(identifier) > needed
}

fn in_pieces(_: &[u8], element: &Element) -> bool {
    element.class == Class::Universal
        && element.constructed
        && matches!(element.tag, 3 | 4 | 12 | 18..=30)
}

fn boolean(octets: &[u8], element: &Element) -> bool {
    element.is(1)
        && !matches!(
            octets.get(element.content()..element.end()),
            Some([0 | 0xff])
        )
}

fn integer(octets: &[u8], element: &Element) -> bool {
    let content = octets
        .get(element.content()..element.end())
        .unwrap_or_default();
    let needless = |first: u8, second: u8| match first {
        0 => second & 0x80 == 0,
        0xff => second & 0x80 != 0,
        _ => false,
    };
    element.is(2) && matches!(content, [first, second, ..] if needless(*first, *second))
}
