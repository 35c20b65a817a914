use pki::{Algorithm, Role};

use super::*;
use crate::verify::test_set::issue;

fn values(octets: &[u8]) -> Vec<(u32, String, String)> {
    let rows = rows(octets, 100, false).rows.into_iter();
    rows.map(|row| (row.depth, row.name.into_owned(), row.value))
        .collect()
}

fn one(octets: &[u8]) -> String {
    rows(octets, 1, false).rows.remove(0).value
}

fn codes(octets: &[u8]) -> Vec<String> {
    let findings = rows(octets, 100, false).findings.into_iter();
    findings.map(|finding| finding.code.into_owned()).collect()
}

#[test]
fn elements_are_named_and_shown() {
    let octets = [0x30, 10, 6, 3, 0x55, 4, 3, 0x13, 3, b'a', b'p', b'i'];
    let expected = [
        (0, "SEQUENCE", "2 elements"),
        (1, "OBJECT IDENTIFIER", "commonName 2.5.4.3"),
        (1, "PrintableString", "api"),
    ];
    assert_eq!(
        values(&octets),
        expected.map(|(depth, name, value)| (depth, name.to_owned(), value.to_owned()))
    );
}

#[test]
fn each_type_has_its_preview() {
    assert_eq!(one(&[2, 1, 0x80]), "-128");
    assert_eq!(one(&[2, 2, 0, 0x80]), "128");
    assert_eq!(
        one(&[2, 8, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        i64::MAX.to_string()
    );
    assert_eq!(
        one(&[2, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        "010203040506070809"
    );
    assert_eq!(one(&[2, 0]), "");
    assert_eq!(one(&[1, 1, 0xff]), "true");
    assert_eq!(one(&[1, 1, 1]), "true, as 01");
    assert_eq!(one(&[3, 2, 5, 0xa0]), "3 bits: 101");
    assert_eq!(one(&[3, 2, 9, 0xa0]), "9 unused bits in 1 octet");
    assert_eq!(one(&[3, 0]), "no octet for the unused bits");
    assert_eq!(one(&[4, 3, 7, 8, 9]), "070809");
    assert_eq!(one(b"\x17\x0d260102030405Z"), "2026-01-02 03:04:05 UTC");
    assert_eq!(one(b"\x17\x0d990102030405Z"), "1999-01-02 03:04:05 UTC");
    assert_eq!(one(b"\x18\x0f20500102030405Z"), "2050-01-02 03:04:05 UTC");
    assert_eq!(one(b"\x17\x0b2601020304Z"), "2601020304Z");
    assert_eq!(one(b"\x0c\x04a\0b\n"), "a\\u{0}b\\u{a}");
    assert_eq!(one("\u{c}\u{5}a\u{202e}b".as_bytes()), "a\\u{202e}b");
    assert_eq!(one(&[0x1e, 4, 0, b'a', 0x20, 0xac]), "a€");
    assert_eq!(one(b"\x82\x05a.com"), "a.com");
    assert_eq!(one(&[6, 1, 0x80]), "80");
    assert_eq!(one(&[6, 3, 0x88, 0x37, 1]), "2.999.1");
    let long = [&[4, 0x81, 200][..], &[0xab; 200]].concat();
    assert_eq!(one(&long), format!("{}… 200 octets", "AB".repeat(32)));
}

#[test]
fn what_der_forbids_is_found() {
    assert!(codes(&[0x30, 3, 1, 1, 0xff]).is_empty());
    assert_eq!(codes(&[0x30, 0x80, 0, 0]), ["ber-indefinite-length"]);
    assert_eq!(codes(&[4, 0x81, 1, 7]), ["ber-long-length"]);
    assert_eq!(codes(&[4, 0x82, 0, 1, 7]), ["ber-long-length"]);
    assert_eq!(codes(&[0x24, 3, 4, 1, 7]), ["ber-constructed-string"]);
    assert_eq!(codes(&[1, 1, 7]), ["ber-boolean"]);
    assert_eq!(
        codes(&[0x30, 8, 2, 2, 0, 1, 2, 2, 0xff, 0x80]),
        ["ber-integer"]
    );
    assert_eq!(codes(&[5, 0, 0]), ["trailing-octets"]);
    // A high tag number has octets of its own.
    assert!(codes(&[0x9f, 0x81, 0x01, 1, 7]).is_empty());
    assert_eq!(codes(&[0x9f, 0x81, 0x01, 0x81, 1, 7]), ["ber-long-length"]);
    let long = [&[4, 0x81, 200][..], &[0xab; 200]].concat();
    assert!(codes(&long).is_empty());
}

#[test]
fn where_it_stops_is_said() {
    let stop = rows(&[0x30, 5, 5, 0], 9, false).stopped.unwrap();
    assert_eq!(stop.at, 0);
    assert_eq!(
        stop.sentence,
        "The element at octet 0 is to have 5 octets of content, but only 2 are left."
    );
    assert!(rows(&[], 9, false).stopped.is_some());
    assert_eq!(rows(&[5, 0], 9, false).stopped, None);
}

/// Nothing of a key is shown, in whatever form it stands.
#[test]
fn secrets_are_hidden() {
    for algorithm in [Algorithm::EcdsaP256, Algorithm::Ed25519, Algorithm::Rsa2048] {
        let set = issue(algorithm);
        let pkcs8 = &set.of(Role::Server).key.pkcs8;
        let open = rows(pkcs8, 1000, false);
        let hidden = rows(pkcs8, 1000, true);
        assert_eq!(open.rows.len(), hidden.rows.len());
        assert!(hidden.rows.iter().any(|row| row.value.ends_with("hidden")));
        let shown: Vec<_> = hidden
            .rows
            .iter()
            .filter(|row| !row.value.is_empty())
            .collect();
        for row in shown {
            let fine = row.value.ends_with("hidden")
                || row.value.ends_with("elements")
                || row.value.ends_with("element")
                || row.name == "OBJECT IDENTIFIER" && row.value.contains(' ')
                || row.name == "INTEGER" && row.length == 1;
            assert!(fine, "{row:?}");
        }
    }
    // A key that begins like an identifier.
    let chance = [&[4, 34, 4, 32, 6, 30][..], &[0x2a; 30]].concat();
    let hidden = rows(&chance, 9, true);
    assert_eq!(hidden.rows.last().unwrap().value, "30 octets, hidden");
}

#[test]
fn any_octets_give_rows() {
    let der = issue(Algorithm::EcdsaP256).certificate(Role::Server);
    assert!(rows(&der, 1000, false).findings.is_empty());
    for at in 0..der.len() {
        let cut = rows(&der[..at], 1000, false);
        assert!(cut.stopped.is_some());
        for value in [0, 0x1f, 0x24, 0x80, 0x84, 0xff] {
            let mut broken = der.clone();
            broken[at] = value;
            let _ = rows(&broken, 1000, at % 2 == 0);
        }
    }
}

#[test]
fn many_and_deep_rows_are_cheap() {
    let many = [&[0x30, 0x83, 3, 0x0d, 0x40][..], &[5, 0].repeat(100_000)].concat();
    let tree = rows(&many, 200_000, false);
    assert_eq!((tree.rows.len(), tree.stopped), (100_001, None));
    assert_eq!(tree.rows[0].value, "100000 elements");
    let deep = [0x30, 0x80].repeat(100_000);
    assert_eq!(rows(&deep, 100_000, false).rows.len(), 100_000);
}
