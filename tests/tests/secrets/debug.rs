//! No type that holds a secret shows it in `Debug`, in whatever notation.

use std::fmt::{Debug, Write as _};

use engine::{Artifact, IssuedSet, Passphrase, Request, Response};
use manifests::{Material, SecretPem};
use pki::Algorithm;
use plan::CaKeyFormat;
use tests::secrets::{generate, pack, passphrases};
use tests::tool::Tool;
use zeroize::Zeroizing;

/// Octets that are enough to know a secret by.
const WINDOW: usize = 12;

#[test]
fn keys_are_not_shown() {
    let packed = pack(Algorithm::EcdsaP256);
    for issued in &packed.issued {
        // The scalar, behind the heads of PKCS#8 and of RFC 5915.
        let scalar = &issued.key.pkcs8[36..68];
        assert_silent(&issued.key, scalar);
        assert_silent(issued, scalar);
    }
    let pem = packed.pems[0][0].as_str();
    let secret = &pem.as_bytes()[100..150];
    let server_key = SecretPem(Zeroizing::new(pem.to_owned()));
    assert_silent(&server_key, secret);
    let material = Material {
        facts: Vec::new(),
        certificates: Vec::new(),
        server_key: Some(server_key),
    };
    assert_silent(&material, secret);
    let seed = [0xd7; 32];
    assert_silent(&pki::SoftwareKeys::new(&Zeroizing::new(seed)), &seed);
}

#[test]
fn passphrases_are_not_shown() {
    for passphrase in passphrases() {
        let secret = passphrase.expose().as_bytes();
        assert_silent(&passphrase, secret);
        for (pfx, ca_key) in [(passphrase.expose(), "a"), ("a", passphrase.expose())] {
            let request = Request::Generate {
                plan: String::new(),
                pfx_passphrase: Passphrase::new(pfx.into()),
                ca_key_passphrase: Passphrase::new(ca_key.into()),
            };
            assert_silent(&request, secret);
        }
    }
}

#[test]
fn files_are_not_shown() {
    let generated = generate(CaKeyFormat::PlainPkcs8);
    let artifacts = &generated.artifacts;
    let secrets: Vec<_> = artifacts
        .iter()
        .filter(|artifact| artifact.secret)
        .collect();
    // Two keys, two PFX files and the CA key.
    assert_eq!(secrets.len(), 5);
    let set = || IssuedSet {
        plan: String::new(),
        artifacts: artifacts.clone(),
    };
    let holders: [&dyn Debug; 5] = [
        artifacts,
        &set(),
        &Request::Judge {
            plan: String::new(),
            sound: None,
            shown: None,
            issued: Some(set()),
        },
        &Request::Bundle {
            plan: String::new(),
            artifacts: artifacts.clone(),
        },
        &Response::Generated {
            facts: Vec::new(),
            artifacts: artifacts.clone(),
            quoting: Vec::new(),
            calendar: String::new(),
        },
    ];
    for Artifact { bytes, .. } in secrets {
        for holder in holders {
            assert_silent(holder, &bytes[bytes.len() / 2..]);
        }
    }
}

#[test]
fn what_is_made_of_the_files_is_not_shown() {
    let generated = generate(CaKeyFormat::EncryptedPkcs8);
    let shown = generated.show();
    let text = shown.text.as_bytes();
    assert_silent(&shown, text);
    let judged = engine::Judged {
        shown: Some(shown.clone()),
        ..engine::Judged::default()
    };
    assert_silent(&judged, text);
    assert_silent(&Response::Judged(Box::new(judged.clone())), text);
    let zipped = generated.zip();
    let Response::Zipped { bytes } = &zipped else {
        panic!("nothing was zipped");
    };
    assert_silent(&zipped, bytes);
}

#[test]
fn a_type_that_shows_its_secret_is_found() {
    #[derive(Debug)]
    struct Careless<T>(T);

    let octets: Vec<_> = (100..150).collect();
    let text = "correct horse battery staple";
    assert!(shows(&Careless(octets.clone()), &octets));
    assert!(shows(&Careless(hex(&octets, "")), &octets));
    assert!(shows(&Careless(hex(&octets, ":").to_uppercase()), &octets));
    assert!(shows(&Careless(base64(&octets)), &octets));
    assert!(shows(&Careless(text), text.as_bytes()));
    assert!(shows(&Careless(&octets[30..45]), &octets));
    assert!(!shows(&Careless("Zeroizing(..)"), &octets));
}

fn assert_silent(holder: &(impl Debug + ?Sized), secret: &[u8]) {
    assert!(!shows(holder, secret), "{holder:?}");
}

/// Whether `Debug` shows a part of the secret as text, hexadecimal, Base64 or a list of numbers.
fn shows(holder: &(impl Debug + ?Sized), secret: &[u8]) -> bool {
    assert!(secret.len() >= WINDOW);
    // On one line or on many, the digits are the same.
    let shown: Vec<_> = [format!("{holder:?}"), format!("{holder:#?}")]
        .map(|text| text.split_whitespace().collect::<String>())
        .into();
    let base64 = base64(secret);
    let windows = secret.windows(WINDOW).flat_map(notations);
    let base64 = base64.as_bytes().windows(WINDOW).flat_map(as_text);
    windows
        .chain(base64)
        .any(|part| shown.iter().any(|text| text.contains(&part)))
}

fn notations(window: &[u8]) -> Vec<String> {
    let numbers: Vec<_> = window.iter().map(u8::to_string).collect();
    let mut notations = vec![numbers.join(",")];
    for separator in ["", ":"] {
        notations.push(hex(window, separator));
        notations.push(hex(window, separator).to_uppercase());
    }
    notations.extend(as_text(window));
    notations
}

fn as_text(window: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(window).ok()?;
    let text: String = text.split_whitespace().collect();
    // Of line breaks and the like little is left to know it by.
    (text.len() > WINDOW / 2).then_some(text)
}

fn hex(octets: &[u8], separator: &str) -> String {
    let mut text = String::new();
    for (index, octet) in octets.iter().enumerate() {
        let separator = if index > 0 { separator } else { "" };
        write!(text, "{separator}{octet:02x}").unwrap();
    }
    text
}

fn base64(octets: &[u8]) -> String {
    Tool::new("base64")
        .args(["--wrap=0"])
        .input(octets)
        .succeed()
}
