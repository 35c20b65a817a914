use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pki::{Issued, SoftwareKeys};
use zeroize::Zeroizing;

use super::*;
use crate::inspection::tests::{ask, issued, issued_with, keys, read, sheet, sources};
use crate::{Engine, Inspect, Inspected, Part};

fn conversion(items: &[usize], form: &str, passphrase: &str) -> Conversion {
    Conversion {
        items: items.to_vec(),
        form: form.to_owned(),
        name: String::new(),
        passphrase: Passphrase::new(passphrase.to_owned()),
        same_password: false,
    }
}

fn made(engine: &Engine<SoftwareKeys>, conversion: Conversion) -> (Vec<Artifact>, String) {
    match ask(engine, Inspect::Convert(conversion)) {
        Ok(Inspected::Converted { artifacts, report }) => (artifacts, report.0),
        other => panic!("{other:?}"),
    }
}

fn paths(artifacts: &[Artifact]) -> Vec<&str> {
    artifacts.iter().map(|file| &*file.path).collect()
}

#[test]
fn several_items_become_a_file_each_and_a_zip_of_them() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let (files, report) = made(&engine, conversion(&[1, 3, 5], "pem", ""));
    assert_eq!(
        paths(&files),
        [
            "converted.zip",
            "Contoso-CA.crt",
            "api.contoso.example.crt",
            "api.contoso.example.key"
        ]
    );
    assert!(report.contains("Contoso CA"), "{report}");
    let everything = made(&engine, conversion(&[], "pem", "")).0;
    assert_eq!(paths(&everything), paths(&files));
}

#[test]
fn certificates_of_several_items_go_into_one_bundle_or_store() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    for (form, passphrase) in [("bundle", ""), ("pkcs7", ""), ("trust-store", "secret")] {
        let (files, report) = made(&engine, conversion(&[], form, passphrase));
        assert_eq!(files.len(), 1, "{form}");
        assert!(report.contains("2 certificates"), "{form}: {report}");
    }
}

#[test]
fn a_pfx_is_packed_anew_under_the_password_that_opened_it() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let named = Conversion {
        name: "my key".into(),
        ..conversion(&[3], "pfx-modern-chain", "right")
    };
    let (files, _) = made(&engine, named);
    let source = Source {
        name: "a.pfx".into(),
        bytes: files[0].bytes.clone(),
    };
    let item = read(&engine, vec![source]).next.unwrap();
    let report = || {
        let part = Part::Report;
        sheet(&engine, Inspect::Show { item, part })
    };
    assert!(!report().contains("pfx-compatible-chain"));
    let unlocked = Inspect::Unlock {
        item,
        password: Passphrase::new("right".into()),
        limits: Limits::default(),
    };
    ask(&engine, unlocked).unwrap();
    assert!(report().contains("pfx-compatible-chain"));
    let again = Conversion {
        same_password: true,
        ..conversion(&[item], "pfx-compatible-chain", "")
    };
    let (files, report) = made(&engine, again);
    let Some(Content::Locked(locked)) = formats::read("a.pfx", &files[0].bytes, &Limits::default())
        .into_iter()
        .map(|item| item.content)
        .nth(1)
    else {
        panic!("it is a PFX");
    };
    let opened = formats::unlock(&locked, "right", &Limits::default()).unwrap();
    assert!(opened.iter().any(|item| item.label == "my key"), "{report}");
    assert!(formats::unlock(&locked, "wrong", &Limits::default()).is_err());
}

#[test]
fn that_several_keys_become_several_files_is_said_beside_the_button() {
    use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
    let packed = |all: &[&Issued]| {
        let mut store = KeyStore::new();
        for (index, issued) in all.iter().enumerate() {
            let key = PrivateKey::from_der(&issued.key.pkcs8).unwrap();
            let certificate = Certificate::from_der(&issued.certificate).unwrap();
            let name = format!("key {index}");
            let chain = PrivateKeyChain::new(name.as_bytes(), key, [certificate]);
            store.add_entry(&name, KeyStoreEntry::PrivateKeyChain(chain));
        }
        let engine = Engine::new(keys());
        let source = Source {
            name: "a.pfx".into(),
            bytes: store.writer("word").write().unwrap(),
        };
        let item = read(&engine, vec![source]).next.unwrap();
        let unlocked = Inspect::Unlock {
            item,
            password: Passphrase::new("word".into()),
            limits: Limits::default(),
        };
        ask(&engine, unlocked).unwrap();
        let part = Part::Report;
        let report = sheet(&engine, Inspect::Show { item, part });
        let again = Conversion {
            same_password: true,
            ..conversion(&[item], "pfx-modern", "")
        };
        (report, made(&engine, again).0.len())
    };
    let other = issued_with(&SoftwareKeys::new(&Zeroizing::new([2; 32])));
    let set = issued();
    let (report, files) = packed(&[&set[1], &other[1]]);
    assert!(
        report.contains("2 keys: each into a PFX of its own"),
        "{report}"
    );
    assert_eq!(files, 3);
    let (report, files) = packed(&[&set[0], &set[1]]);
    assert!(report.contains("the others are left out"), "{report}");
    assert_eq!(files, 1);
    let (report, files) = packed(&[&set[1]]);
    assert!(
        report.contains("Pack it anew") && !report.contains("1 key"),
        "{report}"
    );
    assert_eq!(files, 1);
}

#[test]
fn a_key_becomes_base64_as_a_certificate_does() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let (files, _) = made(&engine, conversion(&[3, 5], "base64", ""));
    assert_eq!(
        paths(&files)[1..],
        [
            "api.contoso.example.base64.txt",
            "api.contoso.example.key.base64.txt"
        ]
    );
    let key = &issued()[1].key.pkcs8;
    let made = BASE64_STANDARD.decode(&files[2].bytes).unwrap();
    assert!(made == **key && files[2].secret && !files[1].secret);
}

/// There is no JSON Web Key for every kind of key.
#[test]
fn what_cannot_be_made_is_not_offered() {
    let engine = Engine::new(keys());
    let ed448 = "-----BEGIN PRIVATE KEY-----\n\
        MEcCAQAwBQYDK2VxBDsEOQAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0e\n\
        HyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nw==\n-----END PRIVATE KEY-----\n";
    let source = Source {
        name: "ed448.key".into(),
        bytes: ed448.into(),
    };
    let item = read(&engine, vec![source]).next.unwrap();
    let offers = |items: Vec<usize>| sheet(&engine, Inspect::Offer { items });
    let offered = offers(vec![item]);
    assert!(
        offered.contains("\"pkcs8\"") && !offered.contains("\"jwk\""),
        "{offered}"
    );
    let first = read(&engine, sources()).next.unwrap();
    assert!(offers(vec![first]).contains("\"jwk\""));
}

#[test]
fn a_password_is_taken_only_from_what_it_opened() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let same = Conversion {
        same_password: true,
        ..conversion(&[3], "pfx-modern", "")
    };
    assert!(ask(&engine, Inspect::Convert(same)).is_err());
}

#[test]
fn a_secret_keeps_its_name_and_the_ca_of_its_clients() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let secret = Conversion {
        name: "shop/api-tls".into(),
        ..conversion(&[3], "secret", "")
    };
    let (files, _) = made(&engine, secret);
    let ca = formats::read("ca.crt", &sources()[0].bytes, &Limits::default());
    let Some(Content::Certificate(ca)) = ca.into_iter().map(|item| item.content).nth(1) else {
        panic!("it is a certificate");
    };
    let text = String::from_utf8(files[0].bytes.clone()).unwrap();
    let entry = BASE64_STANDARD.encode(formats::certificate_pem(&ca));
    let text = text.replacen("\ndata:\n", &format!("\ndata:\n  ca.crt: {entry}\n"), 1);
    let other = Engine::new(keys());
    let source = Source {
        name: "secret.yaml".into(),
        bytes: text.into_bytes(),
    };
    read(&other, vec![source]);
    let (files, _) = made(&other, conversion(&[], "secret", ""));
    let again = String::from_utf8(files[0].bytes.clone()).unwrap();
    for wanted in ["name: api-tls", "namespace: shop", "ca.crt:", "tls.key:"] {
        assert!(again.contains(wanted), "{wanted}: {again}");
    }
}

#[test]
fn a_file_is_named_after_the_one_it_comes_from() {
    let engine = Engine::new(keys());
    let key = sources().remove(2);
    read(&engine, vec![key]);
    let (files, _) = made(&engine, conversion(&[1], "pkcs8-der", ""));
    assert_eq!(paths(&files), ["tls.key.der"]);
}
