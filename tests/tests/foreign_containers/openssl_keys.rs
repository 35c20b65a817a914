//! Keys as OpenSSL encrypts them, by every cipher it has.

use formats::{Content, KeyEncoding, Limits, UnlockError, key};
use pki::Algorithm;

use crate::material::{client, locked, made, only_key, unlocked};

const PASSWORD: &str = "pass:pässwörd";

fn pem(algorithm: Algorithm) -> (Vec<u8>, Vec<u8>) {
    let (client, _) = client(algorithm);
    let pem = formats::private_key_pem(&client.key.pkcs8).unwrap();
    (client.key.pkcs8.to_vec(), pem.as_bytes().to_vec())
}

/// Encrypts with these options, opens it again.
fn assert_opens(options: &[&str], cipher: &str) {
    let (pkcs8, pem) = pem(Algorithm::EcdsaP256);
    let command = ["pkcs8", "-topk8", "-outform", "DER", "-passout", PASSWORD];
    let encrypted = made(&[&command, options].concat(), &pem);
    let content = key::of_der(&encrypted).unwrap();
    let locked = locked(&content);
    let encryption = locked.encryption.as_ref().unwrap();
    let said = format!("{}, {}", encryption.cipher, encryption.derivation);
    assert!(said.contains(cipher), "{said} is not {cipher}");
    let items = unlocked(locked, "pässwörd");
    assert_eq!(only_key(&items), pkcs8, "{options:?}");
    let Content::PrivateKey(key) = &items[0].content else {
        panic!("{items:?}");
    };
    assert_eq!(key.encryption.as_ref(), Some(encryption));
}

#[test]
fn every_scheme_of_the_first_version_opens() {
    for (name, cipher) in [
        ("PBE-MD5-DES", "pbeWithMD5AndDES-CBC, PBKDF1 (MD5)"),
        ("PBE-MD5-RC2-64", "pbeWithMD5AndRC2-CBC, PBKDF1 (MD5)"),
        ("PBE-SHA1-DES", "pbeWithSHA1AndDES-CBC, PBKDF1 (SHA-1)"),
        ("PBE-SHA1-RC2-64", "pbeWithSHA1AndRC2-CBC, PBKDF1 (SHA-1)"),
        ("PBE-SHA1-RC4-128", "pbeWithSHAAnd128BitRC4"),
        ("PBE-SHA1-RC4-40", "pbeWithSHAAnd40BitRC4"),
        ("PBE-SHA1-3DES", "pbeWithSHAAnd3-KeyTripleDES-CBC"),
        ("PBE-SHA1-2DES", "pbeWithSHAAnd2-KeyTripleDES-CBC"),
        ("PBE-SHA1-RC2-128", "pbeWithSHAAnd128BitRC2-CBC"),
        ("PBE-SHA1-RC2-40", "pbeWithSHAAnd40BitRC2-CBC"),
    ] {
        assert_opens(&["-v1", name], cipher);
    }
}

#[test]
fn every_cipher_of_the_second_version_opens() {
    for (name, cipher) in [
        ("aes-128-cbc", "PBES2, AES-128-CBC"),
        ("aes-192-cbc", "PBES2, AES-192-CBC"),
        ("aes-256-cbc", "PBES2, AES-256-CBC"),
        ("des3", "PBES2, DES-EDE3-CBC"),
        ("des", "PBES2, DES-CBC"),
        ("rc2", "PBES2, RC2-CBC"),
    ] {
        assert_opens(&["-v2", name], cipher);
    }
}

#[test]
fn every_function_of_pbkdf2_and_scrypt_open() {
    for (name, function) in [
        ("hmacWithMD5", "PBKDF2-HMAC-MD5"),
        ("hmacWithSHA1", "PBKDF2-HMAC-SHA-1"),
        ("hmacWithSHA224", "PBKDF2-HMAC-SHA-224"),
        ("hmacWithSHA256", "PBKDF2-HMAC-SHA-256"),
        ("hmacWithSHA384", "PBKDF2-HMAC-SHA-384"),
        ("hmacWithSHA512", "PBKDF2-HMAC-SHA-512"),
        ("hmacWithSHA512-224", "PBKDF2-HMAC-SHA-512/224"),
        ("hmacWithSHA512-256", "PBKDF2-HMAC-SHA-512/256"),
    ] {
        assert_opens(&["-v2", "aes256", "-v2prf", name], function);
    }
    assert_opens(&["-scrypt"], "scrypt N=16384 r=8 p=1");
}

#[test]
fn ciphers_that_are_not_known_are_named() {
    let (_, pem) = pem(Algorithm::EcdsaP256);
    for (name, identifier) in [
        ("camellia-256-cbc", "1.2.392.200011.61.1.1.1.4"),
        ("aria-128-cbc", "1.2.410.200046.1.1.2"),
    ] {
        let options = ["pkcs8", "-topk8", "-outform", "DER", "-passout", PASSWORD];
        let encrypted = made(&[&options[..], &["-v2", name]].concat(), &pem);
        let content = key::of_der(&encrypted).unwrap();
        let refused = formats::unlock(locked(&content), "any", &Limits::default());
        let expected = UnlockError::Unsupported(format!("the cipher {identifier}"));
        assert_eq!(refused.unwrap_err(), expected);
    }
}

#[test]
fn traditional_pem_opens() {
    for algorithm in [
        Algorithm::Rsa2048,
        Algorithm::EcdsaP256,
        Algorithm::EcdsaP384,
    ] {
        let (pkcs8, pem) = pem(algorithm);
        let rsa = algorithm == Algorithm::Rsa2048;
        for cipher in ["des", "des3", "aes128", "aes192", "aes256"] {
            let cipher = format!("-{cipher}");
            let options = ["pkey", "-traditional", "-passout", PASSWORD, &cipher];
            let text = String::from_utf8(made(&options, &pem)).unwrap();
            assert!(text.contains("DEK-Info: "), "{text}");
            let content = key::legacy_pem(&text);
            let items = unlocked(locked(&content), "pässwörd");
            assert_eq!(only_key(&items), pkcs8, "{cipher}");
            let Content::PrivateKey(key) = &items[0].content else {
                panic!("{items:?}");
            };
            let encoding = if rsa {
                KeyEncoding::Pkcs1
            } else {
                KeyEncoding::Sec1
            };
            assert_eq!(key.encoding, encoding);
        }
    }
}

/// Whatever it was, it becomes the PKCS#8 and the public key that OpenSSL makes of it.
#[test]
fn plain_keys_become_what_openssl_makes_of_them() {
    let curves = ["prime256v1", "secp384r1", "secp521r1", "secp256k1"];
    let curve = curves.map(|curve| ["ecparam", "-genkey", "-noout", "-name", curve]);
    let made_by = |options: &[&str]| made(options, b"");
    let mut all: Vec<Vec<u8>> = curve.iter().map(|options| made_by(options)).collect();
    for algorithm in ["ed25519", "ed448", "x25519", "x448"] {
        all.push(made_by(&["genpkey", "-algorithm", algorithm]));
    }
    all.push(pem(Algorithm::Rsa3072).1);
    for pem in all {
        let text = String::from_utf8_lossy(&pem).into_owned();
        let options = ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"];
        let pkcs8 = made(&options, &pem);
        let traditional = made(&["pkey", "-traditional", "-outform", "DER"], &pem);
        let public = openssl_public(&pem);
        for der in [&pkcs8, &traditional] {
            let Some(Content::PrivateKey(key)) = key::of_der(der) else {
                panic!("{text}");
            };
            assert_eq!(*key.pkcs8, pkcs8, "{text}");
            // The public key of a curve that is not calculated with here has to stand beside the private one.
            if let Some(spki) = &key.spki {
                assert_eq!(*spki, public, "{text}");
            } else {
                assert!(!text.contains("EC PRIVATE KEY"), "{text}");
            }
        }
        assert!(matches!(key::of_der(&public), Some(Content::PublicKey(der)) if der == public));
    }
}

fn openssl_public(pem: &[u8]) -> Vec<u8> {
    made(&["pkey", "-pubout", "-outform", "DER"], pem)
}

#[test]
fn the_curve_may_stand_apart() {
    let pem = made(
        &["ecparam", "-genkey", "-noout", "-name", "prime256v1"],
        b"",
    );
    let whole = made(&["pkey", "-traditional", "-outform", "DER"], &pem);
    let curve = made(&["ecparam", "-name", "prime256v1", "-outform", "DER"], b"");
    let without = made(&["ec", "-no_public", "-outform", "DER"], &pem);
    // [0] { OBJECT IDENTIFIER } of ten octets is cut out of `SEQUENCE { 1, scalar, [0] }`.
    let cut = [&[0x30, without[1] - 12], &without[2..without.len() - 12]].concat();
    let Some(Content::Named(name)) = key::of_der(&cut) else {
        panic!("{cut:02x?}");
    };
    assert!(name.contains("does not say on which curve"));
    let (Some(Content::PrivateKey(whole)), Some(Content::PrivateKey(key))) =
        (key::of_der(&whole), key::of_sec1(&cut, &curve))
    else {
        panic!("not a key");
    };
    assert_eq!(key.pkcs8, whole.pkcs8);
}

#[test]
fn dsa_keys_have_their_public_key() {
    let options = ["dsa_paramgen_bits:1024", "dsa_paramgen_q_bits:160"];
    let [bits, q_bits] = options;
    let parameters = made(
        &[
            "genpkey",
            "-genparam",
            "-algorithm",
            "DSA",
            "-pkeyopt",
            bits,
            "-pkeyopt",
            q_bits,
        ],
        b"",
    );
    let folder = tests::folder::fresh("dsa");
    std::fs::write(folder.join("parameters"), parameters).unwrap();
    let file = folder.join("parameters");
    let pem = made(&["genpkey", "-paramfile", file.to_str().unwrap()], b"");
    let pkcs8 = made(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], &pem);
    let traditional = made(&["pkey", "-traditional", "-outform", "DER"], &pem);
    let Some(Content::PrivateKey(key)) = key::of_der(&traditional) else {
        panic!("{traditional:02x?}");
    };
    assert_eq!((&*key.pkcs8, key.encoding), (&pkcs8, KeyEncoding::Dsa));
    assert_eq!(key.spki, Some(openssl_public(&pem)));
}
