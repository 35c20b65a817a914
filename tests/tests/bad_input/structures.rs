//! DER that is cut, too long, or written otherwise.

use crate::der::{Certificate, element};
use crate::{assert_found, codes, turn};

fn pem(der: &[u8]) -> Vec<u8> {
    formats::certificate_pem(der).into_bytes()
}

#[test]
fn a_truncated_certificate_is_said_to_be_cut_off_wherever_it_ends() {
    let _turn = turn();
    let der = Certificate::plain().der();
    for length in 1..der.len() {
        assert_found(&pem(&der[..length]), "der-broken");
        // A few octets alone may be text or nothing.
        let codes = codes(&der[..length]);
        let said = ["der-broken", "content-unknown"]
            .iter()
            .any(|code| codes.contains(*code));
        assert!(said, "{length}: {codes:?}");
        assert!(
            length < 100 || codes.contains("der-broken"),
            "{length}: {codes:?}"
        );
    }
}

#[test]
fn octets_after_the_end_are_told_and_the_certificate_is_read() {
    let _turn = turn();
    let der = [Certificate::plain().der(), vec![0xff; 5]].concat();
    for octets in [pem(&der), der] {
        let codes = codes(&octets);
        assert!(codes.contains("der-trailing"), "{codes:?}");
        assert!(codes.contains("signature-invalid"), "{codes:?}");
    }
}

#[test]
fn lengths_that_no_file_has_are_refused() {
    let _turn = turn();
    for octets in [
        &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0x82, 0x01, 0x00][..],
        &[0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 2, 1, 0, 0],
        &[0x30, 0x85, 1, 0, 0, 0, 0, 2, 1, 0],
        &[0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x30, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ] {
        assert_found(octets, "der-broken");
        assert_found(&pem(octets), "der-broken");
        let tree = inspect::tree::rows(octets, 1000, false);
        assert!(tree.stopped.is_some());
    }
}

#[test]
fn indefinite_lengths_are_named() {
    let _turn = turn();
    let der = Certificate::plain().der();
    let ber = [&[0x30, 0x80], &der[4..], &[0, 0]].concat();
    assert_found(&ber, "der-indefinite");
    let items = crate::read(&pem(&ber));
    let messages: Vec<_> = items.iter().flat_map(|item| &item.findings).collect();
    assert!(
        messages
            .iter()
            .any(|found| found.message.contains("indefinite")),
        "{messages:?}"
    );
}

#[test]
fn a_structure_in_the_place_of_another_is_said() {
    let _turn = turn();
    let null = element(0x30, &element(5, &[]));
    assert_found(&pem(&null), "der-broken");
    assert_found(
        b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        "der-broken",
    );
}
