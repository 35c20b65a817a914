use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::*;
use crate::read::archive::tests::zipped;
use crate::samples::{self, der, issued, pem};

/// Items around this one.
fn depth(items: &[Item], item: &Item) -> usize {
    item.parent
        .map_or(0, |parent| 1 + depth(items, &items[parent]))
}

/// One line an item: how deep it lies, its label, what it is, its findings.
pub(super) fn told(octets: &[u8]) -> Vec<String> {
    told_within(octets, &Limits::default())
}

pub(super) fn told_within(octets: &[u8], limits: &Limits) -> Vec<String> {
    let items = read("file", octets, limits);
    let line = |item: &Item| {
        let what = match &item.content {
            Content::Certificate(der) if *der == samples::der() => "certificate".to_owned(),
            Content::Certificate(_) => "another certificate".to_owned(),
            Content::Request(_) => "request".to_owned(),
            Content::Container(Container::Source { form, .. }) => form.clone(),
            Content::Container(Container::Kubernetes(object)) => {
                format!("{} {:?}", object.kind, object.keys)
            }
            Content::Container(Container::Header(name)) => name.clone(),
            Content::Container(other) => format!("{other:?}"),
            Content::Unknown(_) => "unknown".to_owned(),
            other => format!("{other:?}"),
        };
        let codes: Vec<_> = item
            .findings
            .iter()
            .map(|f| format!(" !{}", f.code))
            .collect();
        let indent = "  ".repeat(depth(&items, item));
        format!("{indent}{}: {what}{}", item.label, codes.concat())
    };
    items.iter().map(line).collect()
}

#[test]
fn der_and_pem_and_their_encodings_come_to_the_same_certificate() {
    let base64 = BASE64_STANDARD.encode(der());
    let hex: Vec<_> = der().iter().map(|octet| format!("{octet:02x}")).collect();
    for (octets, form, label) in [
        (der(), "DER", "structure 1"),
        (pem().into_bytes(), "PEM", "block 1"),
        (base64.clone().into_bytes(), "DER in base64", "structure 1"),
        (hex.join(":").into_bytes(), "DER in hex", "structure 1"),
    ] {
        let expected = [format!("file: {form}"), format!("  {label}: certificate")];
        assert_eq!(told(&octets), expected);
    }
    let twice = BASE64_STANDARD.encode(pem());
    assert_eq!(
        told(twice.as_bytes()),
        [
            "file: PEM in base64 !base64-of-pem",
            "  block 1: certificate"
        ]
    );
}

#[test]
fn what_begins_like_a_pfx_is_called_one() {
    // Its MAC is no MacData.
    let octets = [
        &[0x30, 20, 2, 1, 3, 0x30, 11, 6, 9][..],
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1],
        &[2, 0],
    ];
    let items = read("file", &octets.concat()[..20], &Limits::default());
    assert!(!items[1].findings[0].message.contains("PFX"));
    let octets = [&octets.concat()[..18], &[0x30, 2, 5, 0]].concat();
    let items = read("file", &octets, &Limits::default());
    let finding = &items[1].findings[0];
    assert_eq!(finding.code, "der-broken");
    assert!(finding.message.contains("PFX"), "{finding:?}");
}

#[test]
fn what_is_nested_too_deep_is_told_as_such() {
    let mut octets = vec![5, 0];
    for _ in 0..200 {
        let length = u8::try_from(octets.len() >> 8).unwrap();
        let header = [0x30, 0x82, length, octets.len().to_le_bytes()[0]];
        octets.splice(0..0, header);
    }
    let items = read("file", &octets, &Limits::default());
    let finding = &items[1].findings[0];
    assert_eq!(finding.code, "der-broken");
    assert!(finding.message.contains("201 structures"), "{finding:?}");
    assert!(!finding.hint.contains("Copy"), "{finding:?}");
}

#[test]
fn base64_of_base64_is_read_and_told() {
    for octets in [der(), pem().into_bytes()] {
        let mut text = BASE64_STANDARD.encode(octets);
        for _ in 0..2 {
            text = BASE64_STANDARD.encode(text);
            let told = told(text.as_bytes());
            assert!(told[0].contains("!double-base64"), "{told:?}");
            assert!(told[0].matches("!base64-of-pem").count() <= 1, "{told:?}");
            assert!(told[1].ends_with("1: certificate"), "{told:?}");
        }
    }
}

#[test]
fn what_openssl_trusts_behind_a_certificate_is_no_rest() {
    let aux = [0x30, 4, 12, 2, b'h', b'i'];
    let block = |label: &str, aux: &[u8]| {
        let octets = [der(), aux.to_vec()].concat();
        told(pem::encode(&pem::Pem::new(label, octets)).as_bytes())
    };
    let told = |label: &str, aux: &[u8]| block(label, aux)[1].clone();
    assert!(told("TRUSTED CERTIFICATE", &aux).ends_with(": certificate !pem-label-openssl"));
    assert!(told("TRUSTED CERTIFICATE", &aux[..3]).contains("!der-trailing"));
    assert!(told("CERTIFICATE", &aux).contains("!der-trailing"));
}

#[test]
fn a_certificate_in_ber_is_read_as_der() {
    let ber = [&[0x30, 0x80], &der()[4..], &[0, 0]].concat();
    assert_eq!(
        told(&ber),
        ["file: DER", "  structure 1: certificate !der-indefinite"]
    );
}

#[test]
fn structures_may_follow_one_another_and_what_follows_them_is_told() {
    let issued = issued();
    let (certificate, request) = (issued.certificate, issued.request.unwrap());
    assert_eq!(
        told(&[certificate.clone(), request].concat()),
        [
            "file: DER",
            "  structure 1: certificate",
            "  structure 2: request"
        ]
    );
    assert_eq!(
        told(&[certificate, b"\r\n".to_vec()].concat()),
        ["file: DER !der-trailing", "  structure 1: certificate"]
    );
}

#[test]
fn what_is_cut_off_is_told_with_its_place() {
    let cut = &der()[..200];
    let items = read(
        "file",
        crate::certificate_pem(cut).as_bytes(),
        &Limits::default(),
    );
    let finding = &items[1].findings[0];
    assert_eq!(finding.code, "der-broken");
    assert!(
        finding.message.contains("200") || finding.message.contains("196 are left"),
        "{finding:?}"
    );
    assert_eq!(told(b""), ["file: empty !source-empty"]);
    assert_eq!(
        told(b"\x89PNG\r\n\x1a\n\0\0\0"),
        ["file: unknown", "  content: unknown !content-unknown"]
    );
}

#[test]
fn a_wrong_label_is_told_and_believed_less_than_the_octets() {
    let text = pem().replace("CERTIFICATE", "CERTIFICATE REQUEST");
    assert_eq!(
        told(text.as_bytes()),
        ["file: PEM", "  block 1: certificate !pem-label-wrong"]
    );
}

#[test]
fn blocks_are_named_by_what_stands_above_them() {
    let text = format!(
        "Bag Attributes\n    friendlyName: my name\n{}{}",
        pem(),
        pem()
    );
    assert_eq!(
        told(text.as_bytes()),
        [
            "file: PEM, 2 blocks !pem-bag-attributes",
            "  my name: certificate",
            "  block 2: certificate"
        ]
    );
}

#[test]
fn there_are_no_more_items_than_allowed() {
    let limits = Limits {
        items: 5,
        ..Limits::default()
    };
    let many = pem().repeat(50);
    let told = told_within(many.as_bytes(), &limits);
    assert_eq!(told.len(), 5);
    assert!(told[0].ends_with("!items-over-limit"), "{told:?}");
}

/// Whatever a changed octet makes of anything above, reading ends.
#[test]
fn damage_ends_in_items() {
    let base64 = BASE64_STANDARD.encode(pem());
    let secret = format!("kind: Secret\napiVersion: v1\ndata:\n  tls.crt: {base64}\n");
    let samples = [
        der(),
        pem().into_bytes(),
        secret.into_bytes(),
        zipped(&[("a", &der())]),
    ];
    for sample in samples {
        for length in (0..sample.len()).step_by(7) {
            assert!(!read("file", &sample[..length], &Limits::default()).is_empty());
        }
        for at in (0..sample.len()).step_by(3) {
            for value in [0, b'"', b'-', b'\n', 0x80, 0xff] {
                let mut damaged = sample.clone();
                damaged[at] = value;
                assert!(!read("file", &damaged, &Limits::default()).is_empty());
            }
        }
    }
}
