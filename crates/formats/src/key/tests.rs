use der::asn1::{BitStringRef, ObjectIdentifier, OctetStringRef, UintRef};
use der::{Encode as _, Tag};
use zeroize::Zeroizing;

use super::*;
use crate::syntax::element;
use crate::{Content, KeyEncoding, Limits, Locked, LockedKind, UnlockError, oid};

/// RFC 8032, 7.1, test 1.
const SEED: [u8; 32] = [
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
    0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
];
const PUBLIC: [u8; 4] = [0xd7, 0x5a, 0x98, 0x01];

fn private(octets: &[u8]) -> crate::PrivateKey {
    match of_der(octets) {
        Some(Content::PrivateKey(key)) => key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_public_key_is_derived() {
    let pkcs8 = curve_pkcs8(oid::ED25519, &SEED).unwrap();
    let key = private(&pkcs8);
    assert_eq!((&key.pkcs8, key.encoding), (&pkcs8, KeyEncoding::Pkcs8));
    // SEQUENCE { SEQUENCE { OID }, BIT STRING }: the key begins at the thirteenth octet.
    assert_eq!(key.spki.unwrap()[12..16], PUBLIC);
}

fn rsa(modulus: &[u8]) -> Vec<u8> {
    let one = UintRef::new(&[1]).unwrap();
    let key = RsaPrivateKey {
        version: 0,
        modulus: UintRef::new(modulus).unwrap(),
        public_exponent: UintRef::new(&[1, 0, 1]).unwrap(),
        private_exponent: one,
        prime1: one,
        prime2: one,
        exponent1: one,
        exponent2: one,
        coefficient: one,
        others: None,
    };
    key.to_der().unwrap()
}

/// Nothing is calculated with its million bits.
#[test]
fn an_absurd_modulus_is_read() {
    let key = private(&rsa(&vec![0xff; 125_000]));
    assert_eq!(key.encoding, KeyEncoding::Pkcs1);
    assert!(key.spki.unwrap().len() > 125_000);
}

#[test]
fn two_numbers_are_a_public_key_where_they_can_be() {
    let sequence = |modulus: &[u8], exponent: &[u8]| {
        let numbers =
            [modulus, exponent].map(|number| UintRef::new(number).unwrap().to_der().unwrap());
        element(Tag::Sequence, &[&numbers[0], &numbers[1]]).unwrap()
    };
    let modulus = [0xab; 128];
    assert!(matches!(
        of_der(&sequence(&modulus, &[1, 0, 1])),
        Some(Content::PublicKey(_))
    ));
    // Diffie-Hellman parameters, an ECDSA signature, a toy.
    assert!(of_der(&sequence(&modulus, &[2])).is_none());
    assert!(of_der(&sequence(&[0xab; 32], &[0xcd; 32])).is_none());
    assert!(of_der(&sequence(&[0xab; 8], &[3])).is_none());
}

/// What stands beside a private key may belong to another.
#[test]
fn the_point_is_calculated_and_not_believed() {
    let curve = oid::P256;
    let sec1 = |public| {
        let key = Sec1Key {
            version: 1,
            scalar: OctetStringRef::new(&[5; 32]).unwrap(),
            parameters: Some((&curve).into()),
            public,
        };
        key.to_der().unwrap()
    };
    let right = private(&sec1(None));
    let wrong = private(&sec1(Some(BitStringRef::from_bytes(&[4; 65]).unwrap())));
    assert_eq!(right.pkcs8, wrong.pkcs8);
    assert_eq!(right.spki, wrong.spki);
    assert_eq!(right.spki.unwrap().len(), 91);
}

/// Cut anywhere, and with each octet changed.
#[test]
fn whatever_happens_to_the_octets() {
    let sample = crate::encode::sec1(&private_p384());
    for whole in [
        sample.unwrap(),
        private_p384(),
        Zeroizing::new(rsa(&[0xff; 64])),
    ] {
        assert!(of_der(&whole).is_some());
        for length in 0..whole.len() {
            assert!(of_der(&whole[..length]).is_none());
        }
        for place in 0..whole.len() {
            for flip in [1, 0x20, 0x80] {
                let mut changed = whole.clone();
                changed[place] ^= flip;
                of_der(&changed);
                of_sec1(&changed, &changed);
                openssh(&changed);
            }
        }
    }
}

fn private_p384() -> Zeroizing<Vec<u8>> {
    let scalar = [7; 48];
    let key = Sec1Key {
        version: 1,
        scalar: OctetStringRef::new(&scalar).unwrap(),
        parameters: None,
        public: None,
    };
    let curve = oid::P384;
    ec_pkcs8(&key, (&curve).into()).unwrap()
}

/// An `EncryptedPrivateKeyInfo` under PBES2 with this derivation.
fn encrypted(derivation: ObjectIdentifier, numbers: &[u64]) -> Locked {
    let salt = OctetStringRef::new(&[1; 8]).unwrap().to_der().unwrap();
    let numbers = numbers.iter().map(|number| number.to_der().unwrap());
    let params = [vec![salt], numbers.collect()].concat().concat();
    let params = element(Tag::Sequence, &[&params]).unwrap();
    let named = |oid: ObjectIdentifier, params: &[u8]| {
        element(Tag::Sequence, &[&oid.to_der().unwrap(), params]).unwrap()
    };
    let iv = OctetStringRef::new(&[2; 16]).unwrap().to_der().unwrap();
    let schemes = [named(derivation, &params), named(oid::AES_256_CBC, &iv)].concat();
    let pbes2 = named(oid::PBES2, &element(Tag::Sequence, &[&schemes]).unwrap());
    let der = element(Tag::Sequence, &[&pbes2, &iv]).unwrap();
    match of_der(&der) {
        Some(Content::Locked(locked)) => locked,
        other => panic!("{other:?}"),
    }
}

#[test]
fn work_and_memory_are_refused_before_they_are_spent() {
    let limits = Limits::default();
    let refused = |locked: &Locked| crate::unlock(locked, "word", &limits).unwrap_err();
    let rounds = refused(&encrypted(oid::PBKDF2, &[1 << 31]));
    let (asked, limit) = (1 << 31, limits.rounds);
    assert_eq!(rounds, UnlockError::RoundsOverLimit { asked, limit });
    let rounds = refused(&encrypted(oid::SCRYPT, &[1 << 62, 1 << 20, 1 << 20]));
    let asked = u64::MAX;
    assert_eq!(rounds, UnlockError::ScryptOverLimit { asked, limit });
    let memory = refused(&encrypted(oid::SCRYPT, &[1 << 20, 4, 1]));
    let (asked, limit) = (128 * 4 * ((1 << 20) + 1), limits.memory);
    assert_eq!(memory, UnlockError::MemoryOverLimit { asked, limit });
    for broken in [&[1000, 8, 1], &[16, 0, 1], &[0, 8, 1]] {
        assert!(matches!(
            refused(&encrypted(oid::SCRYPT, broken)),
            UnlockError::Broken(_)
        ));
    }
    assert!(matches!(
        refused(&encrypted(oid::PBKDF2, &[0])),
        UnlockError::Broken(_)
    ));
    assert!(matches!(
        refused(&encrypted(oid::PBKDF2, &[1, 16])),
        UnlockError::Broken(_)
    ));
    assert_eq!(
        refused(&encrypted(oid::SCRYPT, &[16, 8, 1])),
        UnlockError::WrongPassword
    );
    let unknown = refused(&encrypted(oid::ED448, &[1]));
    assert_eq!(
        unknown.to_string(),
        "it is encrypted with the key derivation 1.3.101.113, which is not known here"
    );
}

#[test]
fn traditional_pem_that_is_broken_is_told_from_a_wrong_password() {
    let block = |info: &str, body: &str| {
        let text = format!(
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n{info}\n\n{body}\n-----END RSA PRIVATE KEY-----\n"
        );
        let Content::Locked(locked) = legacy_pem(&text) else {
            panic!("not locked");
        };
        assert_eq!(locked.kind, LockedKind::LegacyPem);
        crate::unlock(&locked, "word", &Limits::default()).unwrap_err()
    };
    let iv = "00112233445566778899aabbccddeeff";
    let wrong = block(
        &format!("DEK-Info: AES-128-CBC,{iv}"),
        "AAAAAAAAAAAAAAAAAAAAAA==",
    );
    assert_eq!(wrong, UnlockError::WrongPassword);
    let camellia = block(&format!("DEK-Info: CAMELLIA-128-CBC,{iv}"), "AAAA");
    assert_eq!(
        camellia,
        UnlockError::Unsupported("the cipher CAMELLIA-128-CBC".to_owned())
    );
    for (info, body) in [
        ("", "AAAA"),
        ("DEK-Info: AES-128-CBC", "AAAA"),
        ("DEK-Info: AES-128-CBC,00", "AAAA"),
        ("DEK-Info: AES-128-CBC,0g", "AAAA"),
        (&format!("DEK-Info: AES-128-CBC,{iv}"), "A*AA"),
    ] {
        assert!(
            matches!(block(info, body), UnlockError::Broken(_)),
            "{info}"
        );
    }
}

#[test]
fn openssh_keys_are_named() {
    let string = |octets: &[u8]| {
        let length = u32::try_from(octets.len()).unwrap();
        [&length.to_be_bytes()[..], octets].concat()
    };
    let key = |cipher: &[u8], kind: &[u8]| {
        let public = string(&[string(kind), string(&[1; 32])].concat());
        let parts = [
            string(cipher),
            string(b"bcrypt"),
            string(&[]),
            vec![0, 0, 0, 1],
            public,
        ];
        [b"openssh-key-v1\0".to_vec(), parts.concat()].concat()
    };
    let named = |octets: &[u8]| match openssh(octets) {
        Content::Named(name) => name,
        other => format!("{other:?}"),
    };
    let plain = key(b"none", b"ssh-ed25519");
    assert_eq!(named(&plain), "OpenSSH private key (Ed25519)");
    let encrypted = key(b"aes256-ctr", b"ssh-rsa");
    let name = "OpenSSH private key (RSA, encrypted with aes256-ctr under bcrypt)";
    assert_eq!(named(&encrypted), name);
    assert!(named(&key(b"none", b"a\nb")).starts_with("Unknown"));
    for length in 0..plain.len() - 40 {
        assert!(
            matches!(openssh(&plain[..length]), Content::Unknown(_)),
            "{length}"
        );
    }
}
