//! What OpenSSL and keytool locked, in a Secret with its password beside it, as clusters have it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use formats::{Content, Item, Limits, read};
use pki::Algorithm;
use tests::folder;

use crate::material::{certificates, client, keys, made, only_key};
use crate::stores::java_store;

const PASSWORD: &str = "correct horse: battery";

/// A Secret with these octets below `data`, as `kubectl create secret generic` writes it.
fn secret(data: &[(&str, &[u8])]) -> Vec<Item> {
    let lines = data
        .iter()
        .map(|(key, octets)| format!("  {key}: {}\n", BASE64_STANDARD.encode(octets)));
    let yaml = format!(
        "apiVersion: v1\ndata:\n{}kind: Secret\nmetadata:\n  name: store\ntype: Opaque\n",
        lines.collect::<String>()
    );
    let items = read("secret.yaml", yaml.as_bytes(), &Limits::default());
    assert!(
        !format!("{items:?}").contains("battery"),
        "the password is told"
    );
    items
}

/// The codes of what was found below the Secret.
fn codes(items: &[Item]) -> Vec<&str> {
    let findings = items.iter().skip(2).flat_map(|item| &item.findings);
    findings.map(|finding| finding.code.as_ref()).collect()
}

fn is_locked(items: &[Item]) -> bool {
    let mut contents = items.iter().map(|item| &item.content);
    contents.any(|content| matches!(content, Content::Locked(_)))
}

/// A PFX of OpenSSL with these options, the key and the certificate in it.
fn pfx(name: &str, options: &[&str]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let (client, _) = client(Algorithm::EcdsaP256);
    let key = formats::private_key_pem(&client.key.pkcs8).unwrap();
    let pem = format!("{}{}", *key, formats::certificate_pem(&client.certificate));
    let file = folder::fresh(name).join("leaf.pem");
    std::fs::write(&file, pem).unwrap();
    let password = format!("pass:{PASSWORD}");
    let fixed = [
        "pkcs12",
        "-export",
        "-in",
        file.to_str().unwrap(),
        "-passout",
    ];
    let octets = made(&[&fixed[..], &[&password], options].concat(), b"");
    (octets, client.key.pkcs8.to_vec(), client.certificate)
}

#[test]
fn a_pfx_of_openssl_opens_with_the_password_beside_it() {
    let old: &[&str] = &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"];
    for (name, options) in [
        ("secret-modern", &[][..]),
        ("secret-old", old),
        ("secret-slow", &["-iter", "600000"]),
    ] {
        let (octets, key, certificate) = pfx(name, options);
        let items = secret(&[("client.p12", &octets), ("password", PASSWORD.as_bytes())]);
        assert_eq!(only_key(&items), key, "{name}");
        assert_eq!(certificates(&items), [certificate], "{name}");
        assert_eq!(codes(&items), ["secret-password-opens"], "{name}");
        assert_eq!(items[2].label, "client.p12");
        let told = &items[2].findings[0].message;
        assert!(told.contains("value of password in"), "{told}");
    }
}

#[test]
fn only_what_is_called_a_password_is_tried() {
    let (octets, key, _) = pfx("secret-names", &[]);
    let right = PASSWORD.as_bytes();
    let line = format!("{PASSWORD}\n");
    let tried = |beside: &[(&str, &[u8])]| {
        let items = secret(&[&[("keystore.p12", octets.as_slice())], beside].concat());
        let found = keys(&items);
        assert_eq!(is_locked(&items), found.is_empty());
        assert!(found.iter().all(|one| *one == key));
        codes(&items).join(" ")
    };
    assert_eq!(
        tried(&[("keystore-passphrase", right)]),
        "secret-password-opens"
    );
    assert_eq!(
        tried(&[("KEYSTORE_PASSWORD", line.as_bytes())]),
        "secret-password-opens secret-password-line-end"
    );
    assert_eq!(
        tried(&[
            ("db-password", b"another"),
            ("a-pass", b"b"),
            ("pwd", right)
        ]),
        "secret-password-opens"
    );
    assert_eq!(
        tried(&[("password", b"another")]),
        "secret-password-does-not-open"
    );
    assert_eq!(tried(&[("username", right)]), "");
}

#[test]
fn encrypted_keys_of_openssl_open_with_the_passphrase_beside_them() {
    let plain = made(&["genpkey", "-algorithm", "RSA"], b"");
    let password = format!("pass:{PASSWORD}");
    let der = made(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], &plain);
    for options in [
        &["pkcs8", "-topk8", "-v2", "aes256"][..],
        &["rsa", "-aes128", "-traditional"],
    ] {
        let encrypted = made(&[options, &["-passout", &password]].concat(), &plain);
        let items = secret(&[
            ("tls.key", &encrypted),
            ("tls.key.passphrase", PASSWORD.as_bytes()),
        ]);
        assert_eq!(only_key(&items), der, "{options:?}");
        assert!(codes(&items).contains(&"secret-password-opens"));
    }
}

/// Each key in it has the password of the store, as it most often is.
#[test]
fn a_key_store_of_java_opens_with_the_password_beside_it() {
    for (kind, file) in [("JKS", "keystore.jks"), ("PKCS12", "keystore.p12")] {
        let (octets, own, _) = java_store(&format!("secret-{kind}"), kind, "changeit");
        let items = secret(&[
            (file, &octets),
            ("keystore-password", b"changeit"),
            ("truststore-password", b"another"),
        ]);
        assert_eq!(keys(&items).len(), 2, "{kind}");
        assert!(!is_locked(&items), "{kind}");
        let found = certificates(&items);
        assert!(own.iter().all(|one| found.contains(one)), "{kind}");
    }
}
