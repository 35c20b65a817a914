//! What Envoy writes into `X-Forwarded-Client-Cert`, of certificates that OpenSSL made and hashed.

use formats::{Item, Limits, read};
use inspect::relate::{CHECKS, relate};

use crate::workshop::{CA, EC, LEAF, Workshop, codes};

fn shop(name: &str) -> Workshop {
    let mut shop = Workshop::new(name);
    for key in ["ca", "leaf"] {
        shop.key(key, EC);
    }
    shop.issue("ca", ("ca", "/CN=CA"), None, (CA, ""));
    shop.issue("leaf", ("leaf", "/CN=leaf"), Some(("ca", "ca")), (LEAF, ""));
    shop
}

/// The SHA-256 of a certificate as OpenSSL prints it, without what stands around it.
fn fingerprint(shop: &Workshop, name: &str) -> String {
    let ended = shop.run(&format!("x509 -in {name}.crt -noout -fingerprint -sha256"));
    let text = String::from_utf8(ended.stdout).unwrap();
    text.trim().rsplit('=').next().unwrap().to_owned()
}

/// As Envoy writes it: lower case, no colons.
fn hash(shop: &Workshop, name: &str) -> String {
    fingerprint(shop, name).replace(':', "").to_lowercase()
}

/// URL-encoded PEM, all of it.
fn encoded(shop: &Workshop, names: &[&str]) -> String {
    let lines = names
        .iter()
        .flat_map(|name| shop.lines(&format!("{name}.crt")));
    let pem: String = lines.map(|line| line + "\n").collect();
    pem.bytes()
        .map(|octet| match octet {
            b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(octet).to_string(),
            _ => format!("%{octet:02X}"),
        })
        .collect()
}

fn given(value: &str) -> Vec<Item> {
    let line = format!("x-forwarded-client-cert: {value}\n");
    read("header.txt", line.as_bytes(), &Limits::default())
}

fn found(items: &[Item]) -> Vec<&str> {
    let findings = items.iter().flat_map(|item| &item.findings);
    findings.map(|finding| finding.code.as_ref()).collect()
}

#[test]
fn a_hash_is_compared_with_that_of_the_certificate_beside_it() {
    let shop = shop("hashes");
    let (leaf, ca) = (hash(&shop, "leaf"), hash(&shop, "ca"));
    let cert = encoded(&shop, &["leaf"]);
    let chain = encoded(&shop, &["leaf", "ca"]);
    let rest = "Subject=\"CN=leaf\";URI=";
    for (value, expected) in [
        (format!("Hash={leaf};Cert=\"{cert}\";{rest}"), vec![]),
        (
            format!("Hash={leaf};Cert=\"{cert}\";Chain=\"{chain}\";{rest}"),
            vec![],
        ),
        (format!("Hash={leaf};Chain=\"{chain}\""), vec![]),
        (
            format!("Hash={ca};Cert=\"{cert}\";{rest}"),
            vec!["header-hash-differs"],
        ),
        (
            format!("Hash={ca};Chain=\"{chain}\""),
            vec!["header-hash-differs"],
        ),
        (
            format!("By=spiffe://a;Hash={leaf};{rest}"),
            vec!["header-without-certificate"],
        ),
    ] {
        assert_eq!(found(&given(&value)), expected, "{value}");
    }
    let items = given(&format!("Hash={ca};Cert=\"{cert}\""));
    let told = &items[2].findings[0].message;
    assert!(told.contains(&leaf) && told.contains(&ca), "{told}");
}

#[test]
fn a_hash_alone_finds_its_certificate_among_those_that_were_given() {
    let shop = shop("named");
    let certificates = |items: &mut Vec<Item>| items.extend(shop.items());
    for said in [hash(&shop, "leaf"), fingerprint(&shop, "leaf")] {
        let mut items = given(&format!("Hash={said}"));
        certificates(&mut items);
        let relations = relate(&items, CHECKS);
        assert_eq!(codes(&relations), ["header-hash-known"]);
        assert_eq!(relations.findings[0].items, [2, 4]);
        assert!(relations.findings[0].finding.message.contains("CN = leaf"));
    }
    let mut items = given(&format!("Hash={}", "0123456789abcdef".repeat(4)));
    certificates(&mut items);
    assert_eq!(codes(&relate(&items, CHECKS)), ["header-hash-unknown"]);
}
