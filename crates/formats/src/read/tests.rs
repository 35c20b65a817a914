use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pki::{
    Algorithm, CertificateSpec, DistinguishedName, DnsName, LeafUsage, Profile, Role, SerialNumber,
    SoftwareKeys, Spec, SubjectAltName,
};
use zeroize::Zeroizing;
use zip::write::SimpleFileOptions;

use super::*;

/// A certificate and its request.
fn issued() -> (Vec<u8>, Vec<u8>) {
    let certificate = CertificateSpec {
        role: Role::Server,
        issuer: Role::Server,
        profile: Profile::Leaf(LeafUsage::Both),
        subject: DistinguishedName {
            common_name: "name".into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: vec![SubjectAltName::Dns(
            DnsName::parse("api.contoso.example").unwrap(),
        )],
        algorithm: Algorithm::EcdsaP256,
        days: 1,
        backdate_minutes: 0,
        serial: SerialNumber::Fixed(1),
    };
    let spec = Spec {
        certificates: vec![certificate],
    };
    let keys = SoftwareKeys::new(&Zeroizing::new([1; 32]));
    let issue = pki::issue(&spec, Vec::new(), &keys, 0, &|_| ());
    let issued = pollster::block_on(issue).unwrap().remove(0);
    (issued.certificate, issued.request.unwrap())
}

fn der() -> Vec<u8> {
    issued().0
}

fn pem() -> String {
    crate::certificate_pem(&der())
}

/// Items around this one.
fn depth(items: &[Item], item: &Item) -> usize {
    item.parent
        .map_or(0, |parent| 1 + depth(items, &items[parent]))
}

/// One line an item: how deep it lies, its label, what it is, its findings.
fn told(octets: &[u8]) -> Vec<String> {
    told_within(octets, &Limits::default())
}

fn told_within(octets: &[u8], limits: &Limits) -> Vec<String> {
    let items = read("file", octets, limits);
    let line = |item: &Item| {
        let what = match &item.content {
            Content::Certificate(der) if *der == self::der() => "certificate".to_owned(),
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
fn structures_may_follow_one_another_and_what_follows_them_is_told() {
    let (certificate, request) = issued();
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
fn secrets_are_read_however_they_are_encoded() {
    let base64 = BASE64_STANDARD.encode(pem());
    let twice = BASE64_STANDARD.encode(&base64);
    let indented = pem().replace('\n', "\n    ");
    let yaml = format!(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {{name: api-tls, namespace: apps}}\n  \
         type: kubernetes.io/tls\n  data:\n    tls.crt: {base64}\n    password: aHVudGVyMg==\n    twice: {twice}\n---\n\
         apiVersion: v1\nkind: Secret\nmetadata:\n  name: raw\nstringData:\n  ca.crt: |\n    {indented}\n  encoded: {base64}\n\
         data:\n  tls.crt: |\n    {indented}\n"
    );
    assert_eq!(
        told(yaml.as_bytes()),
        [
            "file: 2 Kubernetes objects",
            "  apps/api-tls: Secret [\"tls.crt\", \"password\", \"twice\"] !secret-double-base64",
            "    tls.crt: certificate",
            "    twice: certificate",
            "  raw: Secret [\"tls.crt\", \"ca.crt\", \"encoded\"] !secret-data-not-base64 !secret-string-data-in-base64",
            "    tls.crt: certificate",
            "    ca.crt: certificate",
            "    encoded: certificate",
        ]
        .map(|line| line
            .replace("!secret-string-data-in-base64", "!secret-string-data-in-base64 !base64-of-pem"))
    );
}

#[test]
fn other_objects_are_searched() {
    let base64 = BASE64_STANDARD.encode(pem());
    let config = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: one\n  cluster:\n    certificate-authority-data: {base64}\n\
         users:\n- name: two\n  user: {{client-certificate-data: {base64}, token: abc}}\n"
    );
    assert_eq!(
        told(config.as_bytes()),
        [
            "file: a Kubernetes object",
            "  Config: Config []",
            "    clusters[one].cluster.certificate-authority-data: certificate",
            "    users[two].user.client-certificate-data: certificate",
        ]
    );
    let json = format!(
        "{{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{{\"name\":\"ca\"}},\"data\":{{\"ca.crt\":{:?}}}}}",
        pem()
    );
    assert_eq!(
        told(json.as_bytes()),
        [
            "file: a Kubernetes object",
            "  ca: ConfigMap [\"ca.crt\"]",
            "    ca.crt: certificate"
        ]
    );
}

#[test]
fn headers_are_read_as_proxies_write_them() {
    let base64 = BASE64_STANDARD.encode(der());
    let encoded: String = pem()
        .bytes()
        .map(|octet| match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(octet).to_string(),
            _ => format!("%{octet:02X}"),
        })
        .collect();
    for (text, form, name, label) in [
        (
            format!("< X-ARR-ClientCert: {base64}\n"),
            "HTTP headers",
            "X-ARR-ClientCert",
            "structure 1",
        ),
        (
            format!("ssl-client-cert: {encoded}\nhost: x\n"),
            "HTTP headers",
            "ssl-client-cert",
            "block 1",
        ),
        (encoded.clone(), URL_ENCODED, URL_ENCODED, "block 1"),
        (
            format!("Hash=ab;Cert=\"{encoded}\";Subject=\"a;b\""),
            XFCC,
            XFCC,
            "block 1",
        ),
    ] {
        assert_eq!(
            told(text.as_bytes()),
            [
                format!("file: {form}"),
                format!("  {name}: {name}"),
                format!("    {label}: certificate")
            ]
        );
    }
}

const URL_ENCODED: &str = "URL-encoded PEM, as in ssl-client-cert";
const XFCC: &str = "X-Forwarded-Client-Cert";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn archives_are_opened_as_far_as_the_limits_go() {
    let inner = zipped(&[("c.cer", &der())]);
    let outer = zipped(&[("a/b.pem", pem().as_bytes()), ("d.zip", &inner)]);
    assert_eq!(
        told(&outer),
        [
            "file: zip archive",
            "  archive: Zip",
            "    a/b.pem: PEM",
            "      block 1: certificate",
            "    d.zip: zip archive",
            "      archive: Zip",
            "        c.cer: DER",
            "          structure 1: certificate",
        ]
    );
    let bomb = zipped(&[("zeros", &vec![0; 4 << 20]), ("never", b"x")]);
    let limits = Limits {
        octets: 1 << 20,
        ..Limits::default()
    };
    assert_eq!(
        told_within(&bomb, &limits),
        ["file: zip archive", "  archive: Zip !archive-over-limit"]
    );
    let shallow = Limits {
        depth: 0,
        ..Limits::default()
    };
    assert!(
        told_within(&outer, &shallow)
            .iter()
            .any(|line| line.contains("!source-too-deep"))
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
