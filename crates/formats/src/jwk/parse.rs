use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use der::Encode as _;
use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef, UintRef};
use diagnostics::Finding;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::wipe;
use crate::key::{self, RsaPrivateKey, Sec1Key};
use crate::syntax::Algorithm;
use crate::{Container, Content, Item, KeyEncoding, Limits, PrivateKey, oid};

const PLACE: &str = "jwk";

/// Octets of JSON. In memory it takes thirty times as much, and a set of a thousand keys has half of it.
const OCTETS: usize = 4 << 20;

/// Reads a JSON Web Key or a set of them; none where the text is neither. A set begins with its container. The
/// certificates of a key (`x5c`) follow it, with the key as their parent.
pub fn read(json: &str, limits: &Limits) -> Option<Vec<Item>> {
    if json.len() > OCTETS {
        return None;
    }
    let Value::Object(mut object) = serde_json::from_str(json).ok()? else {
        return None;
    };
    let mut items = Vec::new();
    if let Some(Value::Array(keys)) = object.get("keys") {
        items.push(Item::new(None, "", Content::Container(Container::Jwks)));
        for (index, key) in keys.iter().enumerate().take(limits.items) {
            let label = label(key, index + 1);
            add(&mut items, Some(0), label, key.as_object());
        }
    } else if object.get("kty").is_some_and(Value::is_string) {
        add(&mut items, None, String::new(), Some(&object));
    }
    wipe(&mut object);
    (!items.is_empty()).then_some(items)
}

/// Numbered, and by its `kid` where it is short.
fn label(key: &Value, number: usize) -> String {
    match key.get("kid").and_then(Value::as_str) {
        Some(name) if name.chars().count() <= 64 => format!("key {number} ({name})"),
        _ => format!("key {number}"),
    }
}

fn add(
    items: &mut Vec<Item>,
    parent: Option<usize>,
    label: String,
    key: Option<&Map<String, Value>>,
) {
    let empty = Map::new();
    let key = key.unwrap_or(&empty);
    let mut item = match content(key) {
        Ok(content) => Item::new(parent, label, content),
        Err(why) => {
            let mut item = Item::new(parent, label, Content::Named("JSON Web Key".to_owned()));
            item.findings.push(unreadable(&why));
            item
        }
    };
    let (certificates, broken) = certificates(key);
    if broken > 0 {
        item.findings.push(Finding::warning(
            "jwk-certificate-unreadable",
            PLACE,
            format!("{broken} of the certificates in `x5c` are not base64."),
            "Write each as the base64 of its DER, not base64url and not PEM (RFC 7517, 4.7).",
        ));
    }
    let index = items.len();
    items.push(item);
    for (number, der) in certificates.into_iter().enumerate() {
        let label = format!("x5c {}", number + 1);
        items.push(Item::new(Some(index), label, Content::Certificate(der)));
    }
}

fn certificates(key: &Map<String, Value>) -> (Vec<Vec<u8>>, usize) {
    let Some(Value::Array(chain)) = key.get("x5c") else {
        return (Vec::new(), 0);
    };
    let decoded = chain
        .iter()
        .filter_map(|one| STANDARD.decode(one.as_str()?).ok());
    let decoded: Vec<_> = decoded.collect();
    let broken = chain.len() - decoded.len();
    (decoded, broken)
}

fn content(key: &Map<String, Value>) -> Result<Content, String> {
    match key.get("kty").and_then(Value::as_str) {
        Some("RSA") => rsa(key),
        Some("EC") => elliptic(key),
        Some("OKP") => octet_pair(key),
        Some("oct") => Ok(Content::Named(
            "JSON Web Key with a symmetric key (oct)".to_owned(),
        )),
        Some(other) => Err(format!("its `kty` is `{}`", shortened(other))),
        None => Err("it has no `kty`".to_owned()),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

fn rsa(key: &Map<String, Value>) -> Result<Content, String> {
    let (modulus, exponent) = (number(key, "n")?, number(key, "e")?);
    if !key.contains_key("d") {
        let pkcs1 = [uint(&modulus)?, uint(&exponent)?]
            .map(|number| number.to_der().map_err(text))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?
            .concat();
        let pkcs1 = AnyRef::new(der::Tag::Sequence, &pkcs1).and_then(|any| any.to_der());
        return public(key::of_der(&pkcs1.map_err(text)?));
    }
    if key.contains_key("oth") {
        return Err("it has more than two primes (`oth`)".to_owned());
    }
    let parts = ["d", "p", "q", "dp", "dq", "qi"].map(|name| number(key, name));
    let [d, p, q, dp, dq, qi] = parts;
    let (d, p, q, dp, dq, qi) = (d?, p?, q?, dp?, dq?, qi?);
    let pkcs1 = RsaPrivateKey {
        version: 0,
        modulus: uint(&modulus)?,
        public_exponent: uint(&exponent)?,
        private_exponent: uint(&d)?,
        prime1: uint(&p)?,
        prime2: uint(&q)?,
        exponent1: uint(&dp)?,
        exponent2: uint(&dq)?,
        coefficient: uint(&qi)?,
        others: None,
    };
    let pkcs1 = Zeroizing::new(pkcs1.to_der().map_err(text)?);
    private(key::rsa_pkcs8(&pkcs1))
}

fn elliptic(key: &Map<String, Value>) -> Result<Content, String> {
    let curve = key.get("crv").and_then(Value::as_str).unwrap_or_default();
    let (curve, length) = match curve {
        "P-256" => (oid::P256, 32),
        "P-384" => (oid::P384, 48),
        "P-521" => (oid::P521, 66),
        other => {
            return Err(format!(
                "its curve `{}` is not known here",
                shortened(other)
            ));
        }
    };
    let (x, y) = (octets(key, "x", length)?, octets(key, "y", length)?);
    let point = [&[4][..], &x, &y].concat();
    let parameters = AnyRef::from(&curve);
    if !key.contains_key("d") {
        let algorithm = Algorithm {
            oid: oid::EC,
            parameters: Some(parameters),
        };
        return key::spki(&algorithm, &point)
            .map(Content::PublicKey)
            .ok_or_else(|| "it is too large".to_owned());
    }
    let scalar = octets(key, "d", length)?;
    let sec1 = Sec1Key {
        version: 1,
        scalar: OctetStringRef::new(&scalar).map_err(text)?,
        parameters: None,
        public: Some(BitStringRef::from_bytes(&point).map_err(text)?),
    };
    private(key::ec_pkcs8(&sec1, parameters))
}

fn octet_pair(key: &Map<String, Value>) -> Result<Content, String> {
    let curve = key.get("crv").and_then(Value::as_str).unwrap_or_default();
    let (identifier, length): (ObjectIdentifier, usize) = match curve {
        "Ed25519" => (oid::ED25519, 32),
        "X25519" => (oid::X25519, 32),
        "Ed448" => (oid::ED448, 57),
        "X448" => (oid::X448, 56),
        other => {
            return Err(format!(
                "its curve `{}` is not known here",
                shortened(other)
            ));
        }
    };
    let algorithm = Algorithm {
        oid: identifier,
        parameters: None,
    };
    if key.contains_key("d") {
        return private(key::curve_pkcs8(identifier, &octets(key, "d", length)?));
    }
    key::spki(&algorithm, &octets(key, "x", length)?)
        .map(Content::PublicKey)
        .ok_or_else(|| "it is too large".to_owned())
}

fn private(pkcs8: Option<Zeroizing<Vec<u8>>>) -> Result<Content, String> {
    match pkcs8.and_then(|pkcs8| key::of_der(&pkcs8)) {
        Some(Content::PrivateKey(key)) => Ok(Content::PrivateKey(PrivateKey {
            encoding: KeyEncoding::Jwk,
            ..key
        })),
        _ => Err("its numbers are not a private key".to_owned()),
    }
}

fn public(content: Option<Content>) -> Result<Content, String> {
    content
        .filter(|content| matches!(content, Content::PublicKey(_)))
        .ok_or_else(|| "its numbers are not a public key".to_owned())
}

fn uint(octets: &[u8]) -> Result<UintRef<'_>, String> {
    UintRef::new(octets).map_err(text)
}

/// A `Base64urlUInt` (RFC 7518, 2).
fn number(key: &Map<String, Value>, name: &str) -> Result<Zeroizing<Vec<u8>>, String> {
    let value = key.get(name).and_then(Value::as_str);
    let value = value.ok_or_else(|| format!("it has no `{name}`"))?;
    URL_SAFE_NO_PAD
        .decode(value.trim_end_matches('='))
        .map(Zeroizing::new)
        .map_err(|_| format!("its `{name}` is not base64url"))
}

/// Octets of a fixed length; leading zeros may be missing, which RFC 7518 forbids and programs do.
fn octets(
    key: &Map<String, Value>,
    name: &str,
    length: usize,
) -> Result<Zeroizing<Vec<u8>>, String> {
    let value = number(key, name)?;
    let missing = length
        .checked_sub(value.len())
        .ok_or_else(|| format!("its `{name}` has {} octets and not {length}", value.len()))?;
    let mut padded = Zeroizing::new(vec![0; length]);
    if let Some(tail) = padded.get_mut(missing..) {
        tail.copy_from_slice(&value);
    }
    Ok(padded)
}

fn text(error: der::Error) -> String {
    error.to_string()
}

fn unreadable(why: &str) -> Finding {
    Finding::error(
        "jwk-unreadable",
        PLACE,
        format!("The JSON Web Key cannot be read: {why}."),
        "Export it again as RFC 7517 writes it.",
    )
}
