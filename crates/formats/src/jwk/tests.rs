use serde_json::json;

use super::*;
use crate::{Container, Content, Item, KeyEncoding, Limits};

fn one(json: &Value) -> Item {
    read(&json.to_string(), &Limits::default())
        .unwrap()
        .remove(0)
}

fn spki(item: &Item) -> Vec<u8> {
    match &item.content {
        Content::PrivateKey(key) => key.spki.clone().unwrap(),
        Content::PublicKey(spki) => spki.clone(),
        other => panic!("{other:?}"),
    }
}

/// The private key is another path to the public one: RFC 7517, A.1 and A.2; RFC 8037, A.1.
#[test]
fn keys_of_the_standards_are_read() {
    let p256 = json!({"kty": "EC", "crv": "P-256",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        "d": "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"});
    let ed25519 = json!({"kty": "OKP", "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"});
    for whole in [p256, ed25519] {
        let mut public = whole.clone();
        public.as_object_mut().unwrap().remove("d");
        let key = one(&whole);
        assert_eq!(spki(&key), spki(&one(&public)));
        let Content::PrivateKey(key) = &key.content else {
            panic!("{key:?}");
        };
        assert_eq!(key.encoding, KeyEncoding::Jwk);
        let written = of_private_key(&key.pkcs8, &[]).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), whole);
        let written = of_public_key(key.spki.as_ref().unwrap(), &[]).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), public);
    }
}

#[test]
fn a_set_shows_each_key_and_its_certificates() {
    let set = json!({"keys": [
        {"kty": "oct", "k": "AAAA", "kid": "one"},
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AQ", "x5c": ["MAA=", "*"]},
        {"kty": "RSA", "n": "AQAB"},
        7,
    ]});
    let items = read(&set.to_string(), &Limits::default()).unwrap();
    assert!(matches!(
        items[0].content,
        Content::Container(Container::Jwks)
    ));
    let shown: Vec<_> = items
        .iter()
        .map(|item| (item.parent, item.label.as_str()))
        .collect();
    let expected = [
        (None, ""),
        (Some(0), "key 1 (one)"),
        (Some(0), "key 2"),
        (Some(2), "x5c 1"),
        (Some(0), "key 3"),
        (Some(0), "key 4"),
    ];
    assert_eq!(shown, expected);
    assert!(matches!(&items[1].content, Content::Named(name) if name.ends_with("(oct)")));
    assert_eq!(items[2].findings[0].code, "jwk-certificate-unreadable");
    assert!(matches!(&items[3].content, Content::Certificate(der) if *der == [0x30, 0]));
    let message = &items[4].findings[0].message;
    assert_eq!(message, "The JSON Web Key cannot be read: it has no `e`.");
}

#[test]
fn what_is_no_key_is_none() {
    for text in [
        "",
        "{}",
        "[]",
        "{\"kty\": 1}",
        "{\"keys\": {}}",
        "{\"apiVersion\": \"v1\"}",
    ] {
        assert!(read(text, &Limits::default()).is_none(), "{text}");
    }
}

/// No text of a key may be in a message.
#[test]
fn what_is_wrong_is_said_without_the_key() {
    for (member, value, why) in [
        (
            "d",
            "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0",
            "its `d` has 36 octets and not 32",
        ),
        ("d", "secret secret", "its `d` is not base64url"),
        ("crv", "P-257", "its curve `P-257` is not known here"),
    ] {
        let mut key = json!({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AQ", "d": "AQ"});
        key[member] = value.into();
        let item = one(&key);
        let message = &item.findings[0].message;
        assert_eq!(*message, format!("The JSON Web Key cannot be read: {why}."));
    }
}
