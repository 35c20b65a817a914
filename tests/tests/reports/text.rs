use std::collections::BTreeMap;

use tests::tool::Tool;

use crate::corpus;

/// Why a text is not OpenSSL's, by a part of the file's name.
const REASONS: &[(&str, &str)] = &[
    (
        "belgian-eid-invalid-visiblestring",
        "octets beyond ASCII in a VisibleString are read as UTF-8",
    ),
    (
        "fractional_seconds",
        "a date with fractions of a second is none of RFC 5280",
    ),
    ("dhpub", "Diffie-Hellman keys are not decoded"),
    (
        "admissions_",
        "the German admission extension is not decoded",
    ),
    (
        "ec_no_named_curve",
        "parameters of a curve are not written out",
    ),
    ("explicit", "parameters of a curve are not written out"),
    ("e-trust.ru", "Russian names and extensions are not decoded"),
    ("challenge", "a challenge password is not shown"),
    (
        "long-form-attribute",
        "a tag of more than one octet is not read",
    ),
];

#[test]
fn texts_are_those_of_openssl() {
    let mut counts = BTreeMap::<&str, usize>::new();
    let mut wrong = Vec::new();
    for (name, item) in corpus::items() {
        let Some((der, command)) = corpus::der(&item.content) else {
            continue;
        };
        let ended = Tool::new("openssl")
            .args(command)
            .args(["-noout", "-text"])
            .input(der)
            .run();
        let ours = inspect::text(&item.content);
        if !ended.success {
            *counts.entry("refused by openssl").or_default() += 1;
            continue;
        }
        if ours.as_deref() == Some(&without_errors(&ended.text())) {
            *counts.entry("equal").or_default() += 1;
            continue;
        }
        let reason = REASONS.iter().find(|(part, _)| name.contains(part));
        match reason {
            Some((_, reason)) => *counts.entry(reason).or_default() += 1,
            None => wrong.push(name),
        }
    }
    println!("{counts:#?}");
    assert!(wrong.is_empty(), "differing without a reason: {wrong:#?}");
    assert!(counts["equal"] > 850, "{counts:?}");
}

/// OpenSSL prints the place of an error in its memory between the lines.
fn without_errors(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.contains(":error:")).collect()
}
