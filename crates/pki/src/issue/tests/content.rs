use x509_parser::asn1_rs::Tag;
use x509_parser::extensions::{GeneralName, ParsedExtension};

use super::*;

#[test]
fn an_authority_has_what_rfc_5280_asks_of_one() {
    let issued = run(&only(authority(Role::Ca))).unwrap();
    let certificate = parse(&issued[0].certificate);
    let mut seen = Vec::new();
    for extension in certificate.extensions() {
        match extension.parsed_extension() {
            ParsedExtension::BasicConstraints(constraints) => {
                assert!(extension.critical && constraints.ca);
                assert_eq!(constraints.path_len_constraint, Some(0));
                seen.push("constraints");
            }
            ParsedExtension::KeyUsage(usage) => {
                assert!(extension.critical);
                assert_eq!(usage.flags, 0b110_0000, "keyCertSign and cRLSign alone");
                seen.push("usage");
            }
            ParsedExtension::SubjectKeyIdentifier(_) => seen.push("SKI"),
            ParsedExtension::AuthorityKeyIdentifier(_) => seen.push("AKI"),
            other => panic!("{other:?} has no place in an authority"),
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, ["AKI", "SKI", "constraints", "usage"]);
    assert_eq!(issued[0].request, None);
    assert_eq!(certificate.version().0, 2);
}

#[test]
fn a_leaf_has_names_usages_and_the_identifier_of_its_issuer() {
    let issued = run(&single()).unwrap();
    let (authority, server) = (parse(&issued[0].certificate), parse(&issued[1].certificate));
    let mut seen = Vec::new();
    for extension in server.extensions() {
        match extension.parsed_extension() {
            ParsedExtension::BasicConstraints(constraints) => {
                assert!(extension.critical && !constraints.ca);
                seen.push("constraints");
            }
            ParsedExtension::KeyUsage(usage) => {
                assert!(extension.critical);
                assert_eq!(usage.flags, 1, "digitalSignature alone, for an EC key");
                seen.push("usage");
            }
            ParsedExtension::ExtendedKeyUsage(usage) => {
                assert!(usage.server_auth && !usage.client_auth && !extension.critical);
                seen.push("extended usage");
            }
            ParsedExtension::SubjectAlternativeName(names) => {
                assert!(!extension.critical);
                assert_eq!(
                    names.general_names,
                    [
                        GeneralName::DNSName("api.contoso.example"),
                        GeneralName::IPAddress(&[10, 0, 0, 1]),
                        GeneralName::RFC822Name("ops@contoso.example"),
                        GeneralName::URI("spiffe://contoso/api"),
                    ]
                );
                seen.push("names");
            }
            ParsedExtension::SubjectKeyIdentifier(_) => seen.push("SKI"),
            ParsedExtension::AuthorityKeyIdentifier(identifier) => {
                let own = key_identifier(&authority);
                assert_eq!(identifier.key_identifier.as_ref().unwrap().0, own);
                assert_eq!(identifier.authority_cert_issuer, None);
                seen.push("AKI");
            }
            other => panic!("{other:?} has no place in a leaf"),
        }
    }
    seen.sort_unstable();
    let all = [
        "AKI",
        "SKI",
        "constraints",
        "extended usage",
        "names",
        "usage",
    ];
    assert_eq!(seen, all);
}

fn key_identifier<'a>(certificate: &'a X509Certificate<'_>) -> &'a [u8] {
    certificate
        .extensions()
        .iter()
        .find_map(|extension| match extension.parsed_extension() {
            ParsedExtension::SubjectKeyIdentifier(identifier) => Some(identifier.0),
            _ => None,
        })
        .unwrap()
}

#[test]
fn names_keep_the_order_of_the_article_and_their_string_types() {
    let issued = run(&only(authority(Role::Ca))).unwrap();
    let certificate = parse(&issued[0].certificate);
    let found: Vec<_> = certificate
        .subject()
        .iter_attributes()
        .map(|name| (name.attr_type().to_id_string(), name.attr_value().tag()))
        .collect();
    let expected = [
        ("2.5.4.3", Tag::Utf8String),
        ("1.2.840.113549.1.9.1", Tag::Ia5String),
        ("2.5.4.10", Tag::Utf8String),
        ("2.5.4.11", Tag::Utf8String),
        ("2.5.4.7", Tag::Utf8String),
        ("2.5.4.8", Tag::Utf8String),
        ("2.5.4.6", Tag::PrintableString),
    ];
    assert_eq!(found, expected.map(|(oid, tag)| (oid.to_owned(), tag)));
    assert_eq!(
        certificate.subject().as_raw(),
        certificate.issuer().as_raw()
    );
}

#[test]
fn empty_attributes_are_left_out() {
    let mut spec = authority(Role::Ca);
    spec.subject = DistinguishedName {
        common_name: "alone".into(),
        ..DistinguishedName::default()
    };
    let issued = run(&only(spec)).unwrap();
    assert_eq!(
        parse(&issued[0].certificate).subject().to_string(),
        "CN=alone"
    );
}

#[test]
fn names_beyond_their_string_type_are_named() {
    let mut spec = single();
    spec.certificates[1].subject.email = "ü@contoso.example".into();
    assert_eq!(
        run(&spec).unwrap_err(),
        IssueError::Name(Role::Server, "emailAddress".into())
    );
    let mut spec = single();
    spec.certificates[2].subject_alt_names = vec![SubjectAltName::Uri("https://ü".into())];
    assert_eq!(
        run(&spec).unwrap_err(),
        IssueError::Name(Role::Client, "URI:https://ü".into())
    );
}

#[test]
fn validity_is_exact_and_changes_its_type_in_2050() {
    let mut spec = authority(Role::Ca);
    spec.days = 1;
    spec.backdate_minutes = 10;
    let issued = block_on(issue(
        &only(spec.clone()),
        Vec::new(),
        &software_keys(),
        NOW,
        &|_| (),
    ))
    .unwrap();
    let validity = parse(&issued[0].certificate).validity().clone();
    assert_eq!(validity.not_before.timestamp(), NOW - 600);
    assert_eq!(validity.not_after.timestamp(), NOW + 86_400);
    assert!(validity.not_after.is_utctime());

    // 2049-12-31T00:00:00Z: valid until 2050-01-01T00:00:00Z.
    let late = 2_524_521_600;
    let issued = block_on(issue(
        &only(spec),
        Vec::new(),
        &software_keys(),
        late,
        &|_| (),
    ))
    .unwrap();
    let validity = parse(&issued[0].certificate).validity().clone();
    assert!(validity.not_before.is_utctime());
    assert!(validity.not_after.is_generalizedtime());
    assert_eq!(validity.not_after.timestamp(), late + 86_400);
}

#[test]
fn validity_ends_with_the_year_9999() {
    let mut spec = authority(Role::Ca);
    // 9999-12-31T23:59:59Z less one day.
    let last = 253_402_300_799 - 86_400;
    spec.days = 1;
    spec.backdate_minutes = 0;
    let at = |now| {
        block_on(issue(
            &only(spec.clone()),
            Vec::new(),
            &software_keys(),
            now,
            &|_| (),
        ))
    };
    assert!(at(last).is_ok());
    assert_eq!(at(last + 1).unwrap_err(), IssueError::Validity(Role::Ca));
    assert_eq!(at(i64::MAX).unwrap_err(), IssueError::Validity(Role::Ca));
    assert_eq!(at(i64::MIN).unwrap_err(), IssueError::Validity(Role::Ca));
}

#[test]
fn serial_numbers_are_as_asked_for() {
    let mut spec = single();
    spec.certificates[1].serial = SerialNumber::Fixed(1);
    let issued = run(&spec).unwrap();
    assert_eq!(parse(&issued[1].certificate).raw_serial(), [1]);
    let random = parse(&issued[0].certificate).raw_serial().to_vec();
    assert!(random.len() >= 15 && random[0] & 0x80 == 0, "{random:?}");
    assert_ne!(random, parse(&issued[2].certificate).raw_serial());

    spec.certificates[1].serial = SerialNumber::Fixed(0);
    let refused = IssueError::SerialNumber(Role::Server);
    assert_eq!(run(&spec).unwrap_err(), refused);
}

#[test]
fn the_same_seed_and_time_give_the_same_octets() {
    let octets = || -> Vec<_> {
        let issued = run(&single()).unwrap();
        issued
            .into_iter()
            .map(|issued| (issued.role, issued.certificate, issued.request))
            .collect()
    };
    assert_eq!(octets(), octets());
}
