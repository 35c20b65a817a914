//! PFX files as OpenSSL writes them, by every combination of its options.

use formats::{
    BagKind, Container, Content, Item, Limits, LockedKind, PasswordForm, PfxStructure, pfx,
};
use pki::Algorithm;
use tests::folder;

use crate::material::{certificates, client, locked, made, only_key, unlocked};

struct Wanted {
    folder: std::path::PathBuf,
    pkcs8: Vec<u8>,
    certificates: Vec<Vec<u8>>,
}

fn wanted(name: &str) -> Wanted {
    let (client, authority) = client(Algorithm::EcdsaP256);
    let folder = folder::fresh(name);
    let key = formats::private_key_pem(&client.key.pkcs8).unwrap();
    let leaf = formats::certificate_pem(&client.certificate);
    std::fs::write(folder.join("leaf.pem"), format!("{}{leaf}", *key)).unwrap();
    std::fs::write(folder.join("ca.pem"), formats::certificate_pem(&authority)).unwrap();
    Wanted {
        folder,
        pkcs8: client.key.pkcs8.to_vec(),
        certificates: vec![client.certificate, authority],
    }
}

impl Wanted {
    fn export(&self, password: &str, options: &[&str]) -> Vec<u8> {
        let file = |name: &str| self.folder.join(name).to_str().unwrap().to_owned();
        let (leaf, ca) = (file("leaf.pem"), file("ca.pem"));
        let password = format!("pass:{password}");
        let fixed = [
            "pkcs12",
            "-export",
            "-in",
            &leaf,
            "-certfile",
            &ca,
            "-name",
            "näme",
        ];
        made(
            &[&fixed[..], &["-passout", &password], options].concat(),
            b"",
        )
    }

    fn assert_whole(&self, items: &[Item], what: &str) {
        assert_eq!(only_key(items), self.pkcs8, "{what}");
        assert_eq!(certificates(items), self.certificates, "{what}");
        let structure = structure(items);
        let bags: Vec<_> = structure.safes.iter().flat_map(|safe| &safe.bags).collect();
        assert_eq!(bags.len(), 3, "{what}");
        let leaf = bags
            .iter()
            .find(|bag| bag.kind == BagKind::Certificate)
            .unwrap();
        let key = bags
            .iter()
            .find(|bag| bag.local_key_id.is_some() && bag.kind != BagKind::Certificate);
        assert_eq!(leaf.friendly_name.as_deref(), Some("näme"), "{what}");
        assert_eq!(leaf.local_key_id, key.unwrap().local_key_id, "{what}");
    }
}

fn structure(items: &[Item]) -> &PfxStructure {
    match &items[0].content {
        Content::Container(Container::Pfx(structure)) => structure,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_combination_opens() {
    let wanted = wanted("combinations");
    let limits = Limits::default();
    let ciphers = [
        "NONE",
        "PBE-SHA1-RC4-128",
        "PBE-SHA1-RC4-40",
        "PBE-SHA1-3DES",
        "PBE-SHA1-2DES",
        "PBE-SHA1-RC2-128",
        "PBE-SHA1-RC2-40",
        "aes-128-cbc",
        "aes-192-cbc",
        "aes-256-cbc",
        "des-ede3-cbc",
    ];
    let macs: [&[&str]; 7] = [
        &["-nomac"],
        &["-macalg", "md5"],
        &["-macalg", "sha1"],
        &["-macalg", "sha224"],
        &["-macalg", "sha256"],
        &["-macalg", "sha384"],
        &["-macalg", "sha512"],
    ];
    let mut opened = 0;
    for (index, key) in ciphers.iter().enumerate() {
        // Each cipher of keys with two of certificates, itself and another; the MACs in turn with all of them.
        for certificate in [key, &ciphers[(index + 3) % ciphers.len()]] {
            for mac in macs {
                let options = ["-keypbe", key, "-certpbe", certificate, "-legacy"];
                let pfx = wanted.export("päss", &[&options[..], mac].concat());
                let what = format!("{options:?} {mac:?}");
                let items = pfx::read(&pfx, &limits).unwrap();
                let unguarded = mac[0] == "-nomac";
                let items = match &items[0].content {
                    Content::Locked(locked) => {
                        assert!(matches!(locked.kind, LockedKind::Pfx(_)));
                        unlocked(locked, "päss")
                    }
                    // OpenSSL then leaves the certificates in the clear, whatever it was told.
                    _ if unguarded && *key == "NONE" => items,
                    _ if unguarded => {
                        let found = locked_key(&items);
                        assert_eq!(only_key(&unlocked(found, "päss")), wanted.pkcs8);
                        opened += 1;
                        continue;
                    }
                    other => panic!("{what}: {other:?}"),
                };
                wanted.assert_whole(&items, &what);
                opened += 1;
            }
        }
    }
    println!("{opened} PFX files of OpenSSL opened");
    assert_eq!(opened, ciphers.len() * 2 * macs.len());
}

/// Without MAC the certificates lie in the clear, so that the password of the key is that of the whole: none, or one.
#[test]
fn what_a_key_alone_is_encrypted_with_is_told() {
    let wanted = wanted("key-alone");
    for (password, expected) in [("", PasswordForm::Empty), ("word", PasswordForm::NotNeeded)] {
        let pfx = wanted.export(password, &["-nomac"]);
        let items = pfx::read(&pfx, &Limits::default()).unwrap();
        let Content::Container(formats::Container::Pfx(structure)) = &items[0].content else {
            panic!("{items:?}");
        };
        assert_eq!(structure.password, expected);
        assert!(items.iter().all(|item| item.findings.is_empty()));
    }
}

fn locked_key(items: &[Item]) -> &formats::Locked {
    let mut found = items.iter().map(|item| &item.content);
    locked(
        found
            .find(|content| matches!(content, Content::Locked(_)))
            .unwrap(),
    )
}

#[test]
fn the_structure_is_told_without_a_password() {
    let wanted = wanted("structure");
    let options = [
        "-keypbe",
        "aes-256-cbc",
        "-certpbe",
        "NONE",
        "-macalg",
        "sha256",
        "-iter",
        "3000",
    ];
    let pfx = wanted.export("word", &options);
    let items = pfx::read(&pfx, &Limits::default()).unwrap();
    let LockedKind::Pfx(structure) = &locked(&items[0].content).kind else {
        panic!("{items:?}");
    };
    assert_eq!(structure.password, PasswordForm::NotOpened);
    let mac = structure.mac.as_ref().unwrap();
    assert_eq!((mac.algorithm.as_str(), mac.rounds), ("HMAC-SHA-256", 3000));
    let [certificates, keys] = structure.safes.as_slice() else {
        panic!("{structure:?}");
    };
    assert_eq!(
        (certificates.encryption.is_none(), certificates.bags.len()),
        (true, 2)
    );
    let encryption = keys.bags[0].encryption.as_ref().unwrap();
    assert_eq!(encryption.cipher, "PBES2, AES-256-CBC");
    assert_eq!(
        (encryption.derivation.as_str(), encryption.rounds),
        ("PBKDF2-HMAC-SHA-256", Some(3000))
    );
}

/// Without being asked, and told apart.
#[test]
fn no_password_and_the_empty_one_open() {
    let wanted = wanted("empty");
    for options in [
        &["-macalg", "sha256"][..],
        &[
            "-legacy",
            "-keypbe",
            "PBE-SHA1-3DES",
            "-certpbe",
            "PBE-SHA1-RC2-40",
        ],
    ] {
        let items = pfx::read(&wanted.export("", options), &Limits::default()).unwrap();
        wanted.assert_whole(&items, "empty");
        assert_eq!(structure(&items).password, PasswordForm::Empty);
    }
}

/// OpenSSL takes each octet for a character where the locale is not UTF-8, as programs before its version 1.1 did.
#[test]
fn octets_taken_for_characters_open() {
    let wanted = wanted("octets");
    let password: String = "pä€".bytes().map(char::from).collect();
    let pfx = wanted.export(
        &password,
        &[
            "-macalg",
            "sha1",
            "-legacy",
            "-keypbe",
            "PBE-SHA1-3DES",
            "-certpbe",
            "PBE-SHA1-3DES",
        ],
    );
    let items = pfx::read(&pfx, &Limits::default()).unwrap();
    let items = unlocked(locked(&items[0].content), "pä€");
    assert_eq!(only_key(&items), wanted.pkcs8);
}
