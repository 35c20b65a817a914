//! Key stores of Java, and certificates in PKCS#7.

use std::path::Path;

use formats::{BagKind, Container, Content, Limits, jks, pfx, pkcs7};
use pki::Algorithm;
use tests::folder;
use tests::tool::Tool;

use crate::material::{certificates, client, keys, locked, made, unlocked};

fn keytool(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let ended = Tool::new("keytool").args(arguments).within(folder).run();
    assert!(ended.success, "{}", ended.describe());
    ended.stdout
}

/// Two keys, a trusted certificate and, where the type has them, a secret.
pub(crate) fn java_store(
    name: &str,
    kind: &str,
    key_password: &str,
) -> (Vec<u8>, Vec<Vec<u8>>, Vec<u8>) {
    let folder = folder::fresh(name);
    let (_, authority) = client(Algorithm::EcdsaP256);
    std::fs::write(folder.join("ca.pem"), formats::certificate_pem(&authority)).unwrap();
    let store = [
        "-keystore",
        "store",
        "-storetype",
        kind,
        "-storepass",
        "changeit",
    ];
    let run = |more: &[&str]| keytool(&folder, &[more, &store].concat());
    for (alias, algorithm) in [("one", "RSA"), ("two", "EC")] {
        let subject = format!("CN={alias}");
        let key = ["-keypass", key_password];
        let options = [
            "-genkeypair",
            "-alias",
            alias,
            "-keyalg",
            algorithm,
            "-dname",
            &subject,
        ];
        run(&[&options[..], &key].concat());
    }
    run(&[
        "-importcert",
        "-noprompt",
        "-alias",
        "authority",
        "-file",
        "ca.pem",
    ]);
    let own = ["one", "two"].map(|alias| run(&["-exportcert", "-alias", alias]));
    (
        std::fs::read(folder.join("store")).unwrap(),
        own.to_vec(),
        authority,
    )
}

/// Each key has the public key that its certificate has.
fn assert_keys_of(found: &[Vec<u8>], own: &[Vec<u8>]) {
    assert_eq!(found.len(), own.len());
    for (key, certificate) in found.iter().zip(own) {
        let public = made(&["pkey", "-inform", "DER", "-pubout"], key);
        let certified = made(
            &["x509", "-inform", "DER", "-noout", "-pubkey"],
            certificate,
        );
        assert_eq!(public, certified);
    }
}

#[test]
fn java_pkcs12_opens() {
    let (store, own, authority) = java_store("pkcs12", "pkcs12", "changeit");
    let items = pfx::read(&store, &Limits::default()).unwrap();
    let items = unlocked(locked(&items[0].content), "changeit");
    assert_keys_of(&keys(&items), &own);
    assert!(certificates(&items).contains(&authority));
    let Content::Container(Container::Pfx(structure)) = &items[0].content else {
        panic!("{items:?}");
    };
    let bags = structure.safes.iter().flat_map(|safe| &safe.bags);
    let trusted: Vec<_> = bags
        .filter(|bag| bag.kind == BagKind::Certificate && !bag.attributes.is_empty())
        .collect();
    assert_eq!(trusted.len(), 1);
    assert_eq!(trusted[0].friendly_name.as_deref(), Some("authority"));
    assert_eq!(trusted[0].attributes[0].0, "2.16.840.1.113894.746875.1.1");
}

#[test]
fn jks_shows_certificates_and_opens_each_key() {
    let (store, own, authority) = java_store("jks", "jks", "kéypass");
    let items = jks::read(&store, &Limits::default()).unwrap();
    assert!(matches!(
        items[0].content,
        Content::Container(Container::Jks)
    ));
    let found = certificates(&items);
    assert_eq!(found.len(), 3);
    assert!(
        own.iter()
            .chain([&authority])
            .all(|der| found.contains(der))
    );
    let by_alias = |alias: &str| items.iter().find(|item| item.label == alias).unwrap();
    let opened: Vec<_> = ["one", "two"]
        .map(|alias| keys(&unlocked(locked(&by_alias(alias).content), "kéypass")).remove(0))
        .to_vec();
    assert_keys_of(&opened, &own);
}

#[test]
fn jceks_is_named() {
    let folder = folder::fresh("jceks");
    let options = [
        "-genkeypair",
        "-alias",
        "one",
        "-keyalg",
        "EC",
        "-dname",
        "CN=one",
    ];
    let store = [
        "-keystore",
        "store",
        "-storetype",
        "jceks",
        "-storepass",
        "changeit",
        "-keypass",
        "changeit",
    ];
    keytool(&folder, &[&options[..], &store].concat());
    let items = jks::read(
        &std::fs::read(folder.join("store")).unwrap(),
        &Limits::default(),
    )
    .unwrap();
    assert!(
        matches!(&items[0].content, Content::Named(name) if name.ends_with("JCEKS with 1 entry"))
    );
}

#[test]
fn pkcs7_opens_as_der_and_as_ber() {
    let (client, authority) = client(Algorithm::EcdsaP256);
    let folder = folder::fresh("pkcs7");
    let pem = [&client.certificate, &authority]
        .map(|der| formats::certificate_pem(der))
        .concat();
    std::fs::write(folder.join("both.pem"), &pem).unwrap();
    let file = folder.join("both.pem");
    let file = file.to_str().unwrap();
    let wanted = [client.certificate.clone(), authority];
    let openssl = made(
        &["crl2pkcs7", "-nocrl", "-certfile", file, "-outform", "DER"],
        b"",
    );
    let items = pkcs7::read(&openssl, &formats::Limits::default()).unwrap();
    assert!(matches!(
        items[0].content,
        Content::Container(Container::Pkcs7)
    ));
    assert_eq!(certificates(&items), wanted);
    // OpenSSL writes BER when it signs a stream.
    let key = formats::private_key_pem(&client.key.pkcs8).unwrap();
    std::fs::write(folder.join("leaf.pem"), format!("{}{pem}", *key)).unwrap();
    let leaf = folder.join("leaf.pem");
    std::fs::write(folder.join("ca.pem"), formats::certificate_pem(&wanted[1])).unwrap();
    let file = folder.join("ca.pem");
    let file = file.to_str().unwrap();
    let signed = made(
        &[
            "cms",
            "-sign",
            "-stream",
            "-binary",
            "-nodetach",
            "-signer",
            leaf.to_str().unwrap(),
            "-certfile",
            file,
            "-outform",
            "DER",
        ],
        b"content",
    );
    assert_eq!(signed[1], 0x80, "an indefinite length");
    let found = certificates(&pkcs7::read(&signed, &formats::Limits::default()).unwrap());
    assert!(wanted.iter().all(|der| found.contains(der)));
}
