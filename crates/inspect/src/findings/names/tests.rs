use super::*;

fn codes(judge: impl Fn(&mut Vec<Finding>)) -> Vec<String> {
    let mut found = Vec::new();
    judge(&mut found);
    found
        .iter()
        .map(|finding| finding.code.to_string())
        .collect()
}

#[test]
fn dns_names_are_judged() {
    for good in [
        "api.contoso.example",
        "*.contoso.example",
        "a_b.example",
        "localhost",
    ] {
        assert!(codes(|found| dns(found, good)).is_empty(), "{good}");
    }
    for odd in [
        "*",
        "*.example",
        "a*.contoso.example",
        "*.*.contoso.example",
        "a.*.example",
    ] {
        assert_eq!(
            codes(|found| dns(found, odd)),
            [codes::WILDCARD_ODD],
            "{odd}"
        );
    }
    for bad in [
        "",
        "https://a.example",
        "a.example.",
        "a..example",
        "-a.example",
        "b\u{fc}cher.example",
    ] {
        assert_eq!(
            codes(|found| dns(found, bad)),
            [codes::SAN_DNS_MALFORMED],
            "{bad}"
        );
    }
    assert_eq!(
        codes(|found| dns(found, "10.0.0.1")),
        [codes::SAN_IP_AS_DNS]
    );
}

#[test]
fn characters_are_judged() {
    assert!(codes(|found| characters(found, "M\u{fc}ller & S\u{f6}hne")).is_empty());
    assert_eq!(
        codes(|found| characters(found, "a\0b")),
        [codes::NAME_CONTROL_CHARACTER]
    );
    assert_eq!(
        codes(|found| characters(found, "\u{202e}moc")),
        [codes::NAME_CONTROL_CHARACTER]
    );
    assert_eq!(
        codes(|found| characters(found, "a\u{a0}b")),
        [codes::NAME_CONTROL_CHARACTER]
    );
    assert_eq!(codes(|found| characters(found, " ")), [codes::NAME_BLANK]);
    assert_eq!(
        codes(|found| characters(found, "c\u{43e}ntoso")),
        [codes::NAME_MIXED_SCRIPTS]
    );
}

#[test]
fn international_names_are_judged_by_what_is_shown() {
    let judged = |name: &str| codes(|found| international(found, name));
    for (name, expected) in [
        ("api.contoso.example", None),
        ("xn--bcher-kva.example", None),
        // "пример.example", whose letters no one takes for Latin ones.
        ("xn--e1afmkfd.example", None),
        // "аpi", with a Cyrillic letter.
        (
            "xn--pi-6kc.contoso.example",
            Some(codes::NAME_MIXED_SCRIPTS),
        ),
        // "аррӏе", with nothing else.
        ("xn--80ak6aa92e.com", Some(codes::NAME_LOOKS_LATIN)),
    ] {
        assert_eq!(judged(name), Vec::from_iter(expected), "{name}");
    }
}

#[test]
fn a_client_needs_no_host() {
    use crate::verify::test_set::{Wish, issue_as};
    for (usage, expected) in [
        (pki::LeafUsage::Client, 0),
        (pki::LeafUsage::Server, 1),
        (pki::LeafUsage::Both, 1),
    ] {
        let wish = Wish {
            names: Vec::new(),
            usage,
            ..Wish::new(1)
        };
        let der = issue_as(&wish).certificate(pki::Role::Server);
        let read = Certificate::read(&der).unwrap();
        let found = codes(|found| certificate(found, &read));
        assert_eq!(found.len(), expected, "{found:?}");
        assert!(found.iter().all(|code| code == codes::SAN_MISSING));
    }
}

#[test]
fn a_wildcard_covers_one_label() {
    assert!(matches("*.contoso.example", "API.contoso.example"));
    assert!(!matches("*.contoso.example", "a.b.contoso.example"));
    assert!(!matches("*.contoso.example", "contoso.example"));
}
