//! Keys and PFX files of every kind, taken apart by OpenSSL.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use formats::PfxProfile;
use pki::{Algorithm, Authorities, Issued, Role};
use pollster::block_on;
use tests::keys::FixedKeys;
use tests::specs;
use tests::tool::{Ended, Tool};

/// ASCII, with everything that a shell, an option parser or an encoding could trip over.
const PASSPHRASE: &str = "correct horse \"battery\" $taple `x` %2f&;\\'~";

fn client(algorithm: Algorithm) -> (Issued, Vec<u8>) {
    let issued = specs::issue(&specs::spec(Authorities::Single, algorithm, false));
    let authority = specs::of(&issued, Role::Ca).certificate.clone();
    (specs::of(&issued, Role::Client).clone(), authority)
}

fn openssl(arguments: &[&str], passphrase: &str, input: &[u8]) -> Ended {
    Tool::new("openssl")
        .args(arguments)
        .env("PASSPHRASE", passphrase)
        .input(input)
        .run()
}

/// What OpenSSL makes of it, as plain PKCS#8 in DER.
fn key_der(ended: &Ended) -> Vec<u8> {
    assert!(ended.success, "{}", ended.describe());
    let der = openssl(
        &["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"],
        "",
        &ended.stdout,
    );
    assert!(der.success, "{}", der.describe());
    der.stdout
}

#[test]
fn plain_keys_are_what_openssl_writes() {
    for algorithm in Algorithm::ALL {
        let (client, _) = client(algorithm);
        let pem = formats::private_key_pem(&client.key.pkcs8).unwrap();
        let checked = openssl(&["pkey", "-check"], "", pem.as_bytes());
        assert!(checked.success, "{}", checked.describe());
        let again = openssl(&["pkey"], "", pem.as_bytes());
        assert_eq!(again.text(), *pem, "{algorithm}");
        let public = openssl(&["pkey", "-pubout", "-outform", "DER"], "", pem.as_bytes());
        assert_eq!(public.stdout, client.key.spki, "{algorithm}");
    }
}

#[test]
fn generated_keys_of_every_kind_are_sound() {
    use pki::KeyProvider;
    let keys = pki::SoftwareKeys::new(&zeroize::Zeroizing::new([9; 32]));
    for algorithm in Algorithm::ALL {
        let key = block_on(keys.generate(algorithm)).unwrap();
        let pem = formats::private_key_pem(&key.pkcs8).unwrap();
        let checked = openssl(&["pkey", "-check"], "", pem.as_bytes());
        assert!(checked.success, "{}", checked.describe());
        let public = openssl(&["pkey", "-pubout", "-outform", "DER"], "", pem.as_bytes());
        assert_eq!(public.stdout, key.spki, "{algorithm}");
    }
}

#[test]
fn encrypted_keys_open_with_their_passphrase_alone() {
    for algorithm in Algorithm::ALL {
        let (client, _) = client(algorithm);
        let keys = FixedKeys::new(1);
        let encrypted = formats::encrypt_pkcs8(&client.key.pkcs8, PASSPHRASE, &keys);
        let encrypted = block_on(encrypted).unwrap();
        let pem = formats::encrypted_private_key_pem(&encrypted).unwrap();
        let decrypt = ["pkcs8", "-passin", "env:PASSPHRASE"];
        let opened = openssl(&decrypt, PASSPHRASE, pem.as_bytes());
        assert_eq!(key_der(&opened), *client.key.pkcs8, "{algorithm}");
        assert!(!openssl(&decrypt, "another", pem.as_bytes()).success);

        let parsed = openssl(&["asn1parse", "-inform", "DER"], "", &encrypted).text();
        // 0x0927C0 is 600,000.
        for part in [
            "PBES2",
            "PBKDF2",
            ":0927C0",
            ":hmacWithSHA256",
            ":aes-256-cbc",
        ] {
            assert!(parsed.contains(part), "{part} is not in\n{parsed}");
        }
    }
}

#[test]
fn salts_are_new_each_time() {
    let (client, _) = client(Algorithm::Ed25519);
    let keys = FixedKeys::new(1);
    let once = || block_on(formats::encrypt_pkcs8(&client.key.pkcs8, PASSPHRASE, &keys)).unwrap();
    assert_ne!(once(), once());
}

/// What `openssl pkcs12 -info` says of a profile.
fn info(profile: PfxProfile) -> [&'static str; 3] {
    match profile {
        PfxProfile::Compatible => [
            "MAC: sha1, Iteration 2048\n",
            "PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048\n",
            "Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048\n",
        ],
        PfxProfile::Modern => [
            "MAC: sha256, Iteration 100000\n",
            "PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256\n",
            "Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256\n",
        ],
    }
}

const PROFILES: [PfxProfile; 2] = [PfxProfile::Compatible, PfxProfile::Modern];

fn pfx(profile: PfxProfile, client: &Issued, chain: &[&[u8]]) -> Vec<u8> {
    let pfx = formats::pfx(
        profile,
        "apim",
        &client.key.pkcs8,
        chain,
        PASSPHRASE,
        &FixedKeys::new(1),
    );
    pfx.unwrap().to_vec()
}

#[test]
fn openssl_opens_every_pfx() {
    for algorithm in Algorithm::ALL {
        let (client, authority) = client(algorithm);
        for profile in PROFILES {
            let pfx = pfx(profile, &client, &[&client.certificate, &authority]);
            let open = |more: &[&str]| {
                let arguments = [&["pkcs12", "-passin", "env:PASSPHRASE"], more].concat();
                openssl(&arguments, PASSPHRASE, &pfx)
            };
            let described = open(&["-info", "-noout"]);
            for part in info(profile) {
                assert!(described.all().contains(part), "{}", described.describe());
            }
            let key = open(&["-nocerts", "-noenc"]);
            assert_eq!(key_der(&key), *client.key.pkcs8, "{algorithm}");
            assert!(
                key.text().contains("friendlyName: apim\n"),
                "{}",
                key.text()
            );
            let local = "localKeyID: ";
            let leaf = open(&["-clcerts", "-nokeys"]).text();
            assert!(leaf.contains(&formats::certificate_pem(&client.certificate)));
            let identifier = |text: &str| {
                let line = text.lines().find(|line| line.contains(local));
                line.unwrap_or_else(|| panic!("no {local} in\n{text}"))
                    .to_owned()
            };
            assert_eq!(identifier(&key.text()), identifier(&leaf));
            let rest = open(&["-cacerts", "-nokeys"]).text();
            assert!(rest.contains(&formats::certificate_pem(&authority)));
            assert!(!rest.contains(local));

            let wrong = openssl(&["pkcs12", "-noout", "-passin", "pass:another"], "", &pfx);
            assert!(!wrong.success);
        }
    }
}

#[test]
fn a_passphrase_beyond_ascii_opens_in_openssl() {
    let (client, _) = client(Algorithm::EcdsaP256);
    for profile in PROFILES {
        let chain = [client.certificate.as_slice()];
        let pfx = formats::pfx(
            profile,
            "apim",
            &client.key.pkcs8,
            &chain,
            "p\u{e4}ss \u{20ac}",
            &FixedKeys::new(1),
        );
        let opened = openssl(
            &["pkcs12", "-noout", "-passin", "env:PASSPHRASE"],
            "p\u{e4}ss \u{20ac}",
            &pfx.unwrap(),
        );
        assert!(opened.success, "{}", opened.describe());
    }
}
