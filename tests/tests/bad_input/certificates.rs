//! Certificates whose fields hold what no field should.

use crate::der::{Certificate, alternative_names, element, extension, integer, name, rsa};
use crate::{assert_found, assert_in_time, turn};

#[track_caller]
fn assert_says(change: impl FnOnce(&mut Certificate), code: &str) {
    let mut certificate = Certificate::plain();
    change(&mut certificate);
    assert_found(&certificate.der(), code);
}

#[test]
fn serial_numbers() {
    let _turn = turn();
    assert_says(|c| c.serial = integer(&[0x80, 1, 2]), "serial-negative");
    assert_says(|c| c.serial = integer(&[0xff]), "serial-negative");
    assert_says(|c| c.serial = integer(&[0]), "serial-zero");
    assert_says(|c| c.serial = integer(&[1; 100]), "serial-too-long");
    assert_says(|c| c.serial = integer(&[1; 100_000]), "serial-too-long");
    assert_says(|c| c.serial = integer(&[]), "serial-zero");
}

#[test]
fn dates() {
    let _turn = turn();
    assert_says(
        |c| c.not_before = element(0x18, b"00000101000000Z"),
        "date-year-zero",
    );
    assert_says(
        |c| c.not_after = element(0x18, b"00000101000000Z"),
        "date-year-zero",
    );
    for bad in [
        &b"00000000000000Z"[..],
        b"99999999999999Z",
        b"20260230000000Z",
        b"2026010100000\0Z",
        b"",
        b"Z",
        &[0xff; 15],
    ] {
        assert_says(|c| c.not_after = element(0x18, bad), "date-malformed");
    }
    assert_says(
        |c| c.not_after = element(4, b"260101000000Z"),
        "date-malformed",
    );
    assert_says(
        |c| c.not_after = element(0x18, b"99991231235959Z"),
        "valid-without-end",
    );
    assert_says(
        |c| c.not_after = element(0x17, b"500101000000Z"),
        "validity-reversed",
    );
}

#[test]
fn characters_in_names() {
    let _turn = turn();
    for bad in [
        "a\0.example.com",
        "a\n.example.com",
        "\u{1b}[31mred",
        "moc.elpmaxe\u{202e}",
        "a\u{200b}b",
    ] {
        assert_says(
            |c| c.subject = name(bad.as_bytes()),
            "name-control-character",
        );
    }
    // Latin letters with a Cyrillic or Greek one among them.
    for bad in ["www.ex\u{430}mple.com", "g\u{3bf}\u{3bf}gle.com"] {
        assert_says(|c| c.subject = name(bad.as_bytes()), "name-mixed-scripts");
    }
    let dns = |bad: &[u8], code: &str| {
        assert_says(
            |c| c.extensions = vec![alternative_names(&[(0x82, bad)])],
            code,
        );
    };
    dns(b"good.example\0.evil.example", "san-dns-malformed");
    dns(b"", "san-dns-malformed");
    dns(&[b'a'; 100_000], "san-dns-malformed");
    dns(&[0xff; 10], "san-dns-malformed");
    dns(b"192.0.2.1", "san-ip-as-dns");
}

/// What a finding says of a hostile name can be printed anywhere.
#[test]
fn findings_pass_no_control_characters_on() {
    let _turn = turn();
    let mut certificate = Certificate::plain();
    certificate.subject = name("\u{1b}]0;x\u{7}\u{202e}\n".repeat(10_000).as_bytes());
    let items = crate::read(&certificate.der());
    for item in &items {
        for found in inspect::report(item, crate::NOW).findings {
            assert!(
                !found.message.contains(diagnostics::is_invisible),
                "{found:?}"
            );
            assert!(found.message.len() < 20_000);
        }
    }
}

#[test]
fn keys_of_absurd_size() {
    let _turn = turn();
    let with = |key: Vec<u8>| {
        Certificate {
            key,
            ..Certificate::plain()
        }
        .der()
    };
    for octets in [2_049, 12_500, 1 << 20] {
        let hostile = with(rsa(&vec![0xc5; octets]));
        assert_found(&hostile, "key-rsa-long");
        let mut harmless = Certificate::plain();
        harmless
            .extensions
            .push(extension(&[0x2a, 3, 4], &vec![1; octets]));
        assert_in_time("RSA", &hostile, &harmless.der());
    }
    assert_found(&with(rsa(&[0xc5; 4])), "key-rsa-short");
    assert_found(&with(rsa(&[])), "key-rsa-short");
    assert_found(&with(element(0x30, &[])), "unreadable");
}

#[test]
fn extensions_by_the_thousand() {
    let _turn = turn();
    let plain = Certificate::plain();
    let mut repeated = plain.clone();
    repeated.extensions = (0..20_000).map(|_| plain.extensions[0].clone()).collect();
    assert_found(&repeated.der(), "extension-repeated");
    let mut names = plain.clone();
    let list: Vec<(u8, &[u8])> = vec![(0x82, b"a b.example"); 50_000];
    names.extensions = vec![alternative_names(&list)];
    let different: Vec<Vec<u8>> = (0..50_000)
        .map(|i| format!("x{i}\0.example").into_bytes())
        .collect();
    let different: Vec<(u8, &[u8])> = different
        .iter()
        .map(|name| (0x82, name.as_slice()))
        .collect();
    let mut distinct = plain.clone();
    distinct.extensions = vec![alternative_names(&different)];
    let mut subject = plain.clone();
    subject.subject = element(0x30, &name(b"x")[2..].repeat(50_000));
    for (title, hostile) in [
        ("repeated", repeated),
        ("names", names),
        ("distinct names", distinct),
        ("subject", subject),
    ] {
        let hostile = hostile.der();
        let mut harmless = plain.clone();
        harmless
            .extensions
            .push(extension(&[0x2a, 3, 4], &vec![1; hostile.len()]));
        assert_in_time(title, &hostile, &harmless.der());
    }
}
