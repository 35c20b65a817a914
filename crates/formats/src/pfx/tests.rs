use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::asn1::{AnyRef, OctetStringRef};
use der::{Decode as _, Encode as _, Tag};
use pki::SoftwareKeys;
use stretch::{Hash, Pkcs12Key, pkcs12_key};
use zeroize::Zeroizing;

use super::syntax::{Layers, Pfx};
use super::*;
use crate::syntax::{ContentInfo, element, explicit};
use crate::{Container, Content, Item, Limits, Locked, LockedKind, UnlockError, key, oid};

const LIMITS: Limits = Limits {
    octets: 1 << 20,
    rounds: 100_000,
    memory: 1 << 20,
    items: 100,
    depth: 3,
};

/// Something in DER that is long enough to be taken for a certificate.
fn certificate() -> Vec<u8> {
    let filling = OctetStringRef::new(&[7; 80]).unwrap().to_der().unwrap();
    element(Tag::Sequence, &[&filling]).unwrap()
}

fn pkcs8() -> Zeroizing<Vec<u8>> {
    key::curve_pkcs8(oid::ED25519, &[9; 32]).unwrap()
}

fn written(profile: PfxProfile, password: &str) -> Zeroizing<Vec<u8>> {
    let keys = SoftwareKeys::new(&Zeroizing::new([3; 32]));
    pfx(
        profile,
        "name",
        &pkcs8(),
        &[&certificate()],
        password,
        &keys,
    )
    .unwrap()
}

/// A PFX around an `AuthenticatedSafe`, guarded or not.
fn around(content: &[u8], mac: Option<crate::password::MacData<'_>>) -> Vec<u8> {
    let octets = OctetStringRef::new(content).unwrap();
    let pfx = Pfx {
        version: 3,
        auth_safe: ContentInfo {
            content_type: oid::DATA,
            content: Some(AnyRef::from(octets)),
        },
        mac,
    };
    pfx.to_der().unwrap()
}

/// The `AuthenticatedSafe` of these bags in the clear.
fn safe(bags: &[&[u8]]) -> Vec<u8> {
    let bags = element(Tag::Sequence, bags).unwrap();
    let info = ContentInfo {
        content_type: oid::DATA,
        content: Some(AnyRef::from(OctetStringRef::new(&bags).unwrap())),
    };
    element(Tag::Sequence, &[&info.to_der().unwrap()]).unwrap()
}

/// A MAC of this many rounds with this salt, right for the password `word` where the rounds are few.
fn guarded(content: &[u8], salt: &[u8], rounds: u64) -> Vec<u8> {
    let few = u32::try_from(rounds).unwrap_or(1).min(10);
    let word = [0, b'w', 0, b'o', 0, b'r', 0, b'd', 0, 0];
    let key = pkcs12_key(Hash::Sha256, &word, salt, Pkcs12Key::Mac, few, 32);
    let digest = Hash::Sha256.hmac(&key, content);
    let mac = crate::password::MacData {
        digest_info: crate::password::DigestInfo {
            algorithm: crate::syntax::Algorithm {
                oid: oid::SHA256,
                parameters: Some(AnyRef::NULL),
            },
            digest: OctetStringRef::new(&digest).unwrap(),
        },
        salt: OctetStringRef::new(salt).unwrap(),
        rounds,
    };
    around(content, Some(mac))
}

fn locked(octets: &[u8]) -> Locked {
    match read(octets, &LIMITS).unwrap().remove(0).content {
        Content::Locked(locked) => locked,
        other => panic!("{other:?}"),
    }
}

fn keys(items: &[Item]) -> usize {
    let keys = items.iter();
    keys.filter(|item| matches!(item.content, Content::PrivateKey(_)))
        .count()
}

fn codes(item: &Item) -> Vec<&str> {
    item.findings.iter().map(|finding| &*finding.code).collect()
}

fn structure(items: &[Item]) -> &PfxStructure {
    match &items[0].content {
        Content::Container(Container::Pfx(structure)) => structure,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_written_is_read() {
    for profile in PfxProfile::ALL {
        let locked = locked(&written(profile, "pä"));
        let items = crate::unlock(&locked, "pä", &LIMITS).unwrap();
        assert_eq!(keys(&items), 1);
        let text = PasswordForm::Text { ascii: false };
        assert_eq!(structure(&items).password, text);
        let mac = structure(&items).mac.as_ref().unwrap();
        assert_eq!(mac.rounds, u64::from(profile.rounds()));
        let wrong = crate::unlock(&locked, "pa", &LIMITS).unwrap_err();
        assert_eq!(wrong, UnlockError::WrongPassword);
        assert_eq!(PfxProfile::named(profile.name()), Some(profile));
    }
}

/// RFC 9579, appendix A: three that are right, then wrong rounds, a wrong salt, and no length of the key.
#[test]
fn the_vectors_of_pbmac1() {
    let vectors = [
        include_str!("tests/rfc9579-a1.txt"),
        include_str!("tests/rfc9579-a2.txt"),
        include_str!("tests/rfc9579-a3.txt"),
        include_str!("tests/rfc9579-a4.txt"),
        include_str!("tests/rfc9579-a5.txt"),
        include_str!("tests/rfc9579-a6.txt"),
    ];
    let macs = ["HMAC-SHA-256", "HMAC-SHA-256", "HMAC-SHA-512"];
    let functions = ["SHA-256", "SHA-512", "SHA-512"];
    for (index, vector) in vectors.into_iter().enumerate() {
        let octets = STANDARD.decode(vector.replace('\n', "")).unwrap();
        let unlocked = crate::unlock(&locked(&octets), "1234", &LIMITS);
        match index {
            0..3 => {
                let items = unlocked.unwrap();
                assert_eq!((keys(&items), codes(&items[0])), (1, vec![]));
                let mac = structure(&items).mac.as_ref().unwrap();
                assert_eq!(mac.algorithm, macs[index]);
                assert_eq!(mac.derivation, format!("PBKDF2-HMAC-{}", functions[index]));
            }
            3 | 4 => assert_eq!(unlocked.unwrap_err(), UnlockError::WrongPassword),
            _ => assert_eq!(codes(&unlocked.unwrap()[0]), ["pfx-mac-unverified"]),
        }
    }
}

/// Before any of that is done.
#[test]
fn too_many_rounds_are_refused() {
    for rounds in [1 << 31, u64::from(u32::MAX), u64::MAX] {
        let locked = locked(&guarded(&safe(&[]), &[1; 8], rounds));
        let LockedKind::Pfx(structure) = &locked.kind else {
            panic!("{locked:?}");
        };
        assert_eq!(structure.mac.as_ref().unwrap().rounds, rounds);
        let refused = crate::unlock(&locked, "word", &LIMITS).unwrap_err();
        let over = UnlockError::RoundsOverLimit {
            asked: rounds,
            limit: LIMITS.rounds,
        };
        assert_eq!(refused, over);
    }
}

#[test]
fn a_large_salt_is_fine() {
    let locked = locked(&guarded(&safe(&[]), &vec![5; 1 << 20], 3));
    let items = crate::unlock(&locked, "word", &LIMITS).unwrap();
    assert_eq!(structure(&items).mac.as_ref().unwrap().salt, 1 << 20);
}

/// Without a MAC, what decrypts shows that the password is right; a key with another stays closed for itself.
#[test]
fn a_key_may_have_a_password_of_its_own() {
    let (one, other) = (
        written(PfxProfile::Compatible, "one"),
        written(PfxProfile::Compatible, "other"),
    );
    let (one, other) = (Layers::of(&one).unwrap(), Layers::of(&other).unwrap());
    let parts = [one.safes().remove(0), other.safes().remove(1)];
    let parts = parts.map(|part| part.unwrap().to_der().unwrap());
    let content = element(Tag::Sequence, &[&parts[0], &parts[1]]).unwrap();
    let locked = locked(&around(&content, None));
    let wrong = crate::unlock(&locked, "other", &LIMITS).unwrap_err();
    assert_eq!(wrong, UnlockError::WrongPassword);
    let items = crate::unlock(&locked, "one", &LIMITS).unwrap();
    assert_eq!((items.len(), keys(&items)), (3, 0));
    assert_eq!(codes(&items[2]), ["pfx-key-other-password"]);
    let Content::Locked(key) = &items[2].content else {
        panic!("{items:?}");
    };
    let opened = crate::unlock(key, "other", &LIMITS).unwrap();
    assert_eq!(keys(&opened), 1);
}

/// Without MAC and with nothing in it but a shrouded key: there is no password that the key's could be another than.
#[test]
fn only_the_key_may_be_encrypted() {
    let written = written(PfxProfile::Compatible, "word");
    let layers = Layers::of(&written).unwrap();
    let key = layers.safes().remove(1).unwrap().to_der().unwrap();
    let whole = around(&element(Tag::Sequence, &[&key]).unwrap(), None);
    let items = read(&whole, &LIMITS).unwrap();
    assert_eq!(structure(&items).password, PasswordForm::NotNeeded);
    assert_eq!(keys(&items), 0);
    assert!(items.iter().all(|item| codes(item).is_empty()));
}

fn bag(kind: der::asn1::ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    let value = explicit(value).unwrap();
    element(Tag::Sequence, &[&kind.to_der().unwrap(), &value]).unwrap()
}

#[test]
fn one_broken_bag_leaves_the_others() {
    let null = [5, 0];
    let bags = [
        bag(oid::KEY_BAG, &pkcs8()),
        bag(oid::KEY_BAG, &null),
        null.to_vec(),
        bag(oid::CERTIFICATE_BAG, &null),
        bag(oid::SHROUDED_KEY_BAG, &null),
        bag(oid::ED448, &null),
        bag(oid::SECRET_BAG, &null),
        bag(oid::KEY_BAG, &pkcs8()),
    ];
    let bags: Vec<&[u8]> = bags.iter().map(Vec::as_slice).collect();
    let items = read(&around(&safe(&bags), None), &LIMITS).unwrap();
    assert_eq!(structure(&items).password, PasswordForm::NotNeeded);
    assert_eq!((items.len(), keys(&items)), (9, 2));
    let broken = items
        .iter()
        .filter(|item| codes(item) == ["pfx-bag-unreadable"]);
    assert_eq!(broken.count(), 5);
    assert_eq!(structure(&items).safes[0].bags.len(), 8);
}

#[test]
fn bags_in_bags_have_a_limit() {
    let mut nested = bag(oid::KEY_BAG, &pkcs8());
    for depth in 1..10 {
        let items = read(&around(&safe(&[&nested]), None), &LIMITS).unwrap();
        let reached = depth <= LIMITS.depth;
        assert_eq!((items.len(), keys(&items)), (2, usize::from(reached)));
        let contents = element(Tag::Sequence, &[&nested]).unwrap();
        nested = bag(oid::SAFE_CONTENTS_BAG, &contents);
    }
}

#[test]
fn a_signature_is_named() {
    let signed = ContentInfo {
        content_type: oid::SIGNED_DATA,
        content: Some(AnyRef::NULL),
    };
    let pfx = Pfx {
        version: 3,
        auth_safe: signed,
        mac: None,
    };
    let items = read(&pfx.to_der().unwrap(), &LIMITS).unwrap();
    assert_eq!(codes(&items[0]), ["pfx-signed"]);
}

#[test]
fn a_trust_store_needs_certificates_and_numbers_its_names() {
    let keys = SoftwareKeys::new(&Zeroizing::new([3; 32]));
    let none = trust_store(PfxProfile::Compatible, &[], "word", &keys);
    assert_eq!(none.unwrap_err(), crate::EncodeError::CertificateMissing);
    let der = certificate();
    let twice = [("a", der.as_slice()), ("A", &der)];
    let store = trust_store(PfxProfile::Compatible, &twice, "word", &keys).unwrap();
    let items = crate::unlock(&locked(&store), "word", &LIMITS).unwrap();
    let bags = structure(&items).safes[0].bags.iter();
    let names: Vec<_> = bags.map(|bag| bag.friendly_name.clone().unwrap()).collect();
    assert_eq!(names, ["a", "A (2)"]);
}

/// Cut anywhere, and with each octet changed: nothing panics, half a file does not open, and what was altered is not
/// taken for the key.
#[test]
fn whatever_happens_to_the_octets() {
    let limits = Limits {
        rounds: 3_000,
        ..LIMITS
    };
    let whole = written(PfxProfile::Compatible, "word");
    assert!(Pfx::from_der(&whole).is_ok());
    let tried = |octets: &[u8]| {
        let items = read(octets, &limits)?;
        match &items[0].content {
            Content::Locked(locked) => crate::unlock(locked, "word", &limits).ok(),
            _ => Some(items),
        }
    };
    for length in 0..whole.len() {
        assert!(tried(&whole[..length]).is_none());
    }
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 0x41;
        if let Some(items) = tried(&changed) {
            let same = items.iter().any(|item| match &item.content {
                Content::PrivateKey(key) => key.pkcs8 == pkcs8(),
                _ => false,
            });
            assert!(same || !codes(&items[0]).is_empty(), "{place}: {items:?}");
        }
    }
}
