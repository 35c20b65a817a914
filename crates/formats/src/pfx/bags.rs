use der::Decode as _;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use diagnostics::Finding;

use super::syntax::{SafeBag, TypedBag};
use super::{Bag, BagKind, PasswordForm};
use crate::asn1::normalize;
use crate::password::{Password, Scheme, UnlockError, Work};
use crate::syntax::{Elements, EncryptedKey};
use crate::{Content, Item, Limits, Locked, Unknown, key, oid};

const PLACE: &str = "pfx";

/// What is found in the bags of one safe.
pub(super) struct Bags<'a> {
    password: Option<&'a Password>,
    limits: &'a Limits,
    work: &'a mut Work,
    /// Items of the safes before this one.
    pub(super) before: usize,
    pub(super) bags: Vec<Bag>,
    /// One for each bag but those that hold bags, in the same order.
    pub(super) items: Vec<Item>,
}

impl<'a> Bags<'a> {
    /// Without a password keys stay closed.
    pub(super) fn new(
        password: Option<&'a Password>,
        limits: &'a Limits,
        work: &'a mut Work,
    ) -> Self {
        Self {
            password,
            limits,
            work,
            before: 0,
            bags: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Reads a `SafeContents`, all bags that can be read; whether it was complete.
    pub(super) fn read(&mut self, octets: &[u8]) -> bool {
        let Some(normal) = normalize(octets) else {
            return false;
        };
        self.contents(&normal.der, 1);
        true
    }

    fn contents(&mut self, der: &[u8], depth: usize) {
        let content = AnyRef::from_der(der).map_or(&[][..], AnyRef::value);
        for element in Elements::of(content) {
            if self.before + self.items.len() >= self.limits.items {
                return;
            }
            match SafeBag::of(element) {
                Some(bag) => self.bag(&bag, depth),
                None => self.unreadable(element, "it is not a SafeBag"),
            }
        }
    }

    /// Adds an item under its friendly name, or else its number.
    fn add(&mut self, name: Option<String>, content: Content, findings: Vec<Finding>) {
        let number = || format!("bag {}", self.before + self.items.len() + 1);
        let name = name.filter(|name| !name.trim().is_empty());
        let mut item = Item::new(Some(0), name.unwrap_or_else(number), content);
        item.findings = findings;
        self.items.push(item);
    }

    fn bag(&mut self, bag: &SafeBag<'_>, depth: usize) {
        let (kind, encryption) = kind_of(bag);
        let nested = kind == BagKind::SafeContents;
        if nested && depth >= self.limits.depth {
            let deep = format!("bags lie more than {} deep in bags", self.limits.depth);
            return self.unreadable(bag.value, &deep);
        }
        let name = value_of(bag, oid::FRIENDLY_NAME).and_then(text);
        self.bags.push(Bag {
            kind,
            encryption,
            friendly_name: name.clone(),
            local_key_id: value_of(bag, oid::LOCAL_KEY_ID).and_then(octets),
            attributes: others(bag),
        });
        if !nested {
            let (content, findings) = self.content(bag);
            self.add(name, content, findings);
        } else {
            self.contents(bag.value, depth + 1);
        }
    }

    /// A bag that is not one still counts, so that bags and items are told apart by their numbers.
    fn unreadable(&mut self, octets: &[u8], why: &str) {
        self.bags.push(Bag {
            kind: BagKind::Other("unreadable".to_owned()),
            encryption: None,
            friendly_name: None,
            local_key_id: None,
            attributes: Vec::new(),
        });
        let unknown = Content::Unknown(Unknown::secret(octets));
        self.add(None, unknown, vec![broken(why)]);
    }

    fn content(&mut self, bag: &SafeBag<'_>) -> (Content, Vec<Finding>) {
        let unknown = || match bag.kind {
            oid::KEY_BAG => Content::Unknown(Unknown::secret(bag.value)),
            _ => Content::Unknown(Unknown::of(bag.value)),
        };
        let known = match bag.kind {
            oid::KEY_BAG => key::of_der(bag.value).filter(is_private),
            oid::SHROUDED_KEY_BAG => return self.shrouded(bag),
            oid::CERTIFICATE_BAG => certificate(bag),
            oid::CRL_BAG => revocation_list(bag),
            oid::SECRET_BAG => TypedBag::from_der(bag.value)
                .ok()
                .map(|secret| Content::Named(format!("Secret of type {}", secret.kind))),
            other => Some(Content::Named(format!("PKCS#12 bag of type {other}"))),
        };
        match known {
            Some(content) => (content, Vec::new()),
            None => (
                unknown(),
                vec![broken("it does not hold what it says it holds")],
            ),
        }
    }

    /// A key that is encrypted: open where the password opens it, else to be asked for on its own.
    fn shrouded(&mut self, bag: &SafeBag<'_>) -> (Content, Vec<Finding>) {
        let Some(locked) = key::encrypted(bag.value) else {
            let why = "it does not hold an encrypted key";
            return (Content::Unknown(Unknown::of(bag.value)), vec![broken(why)]);
        };
        let Some(password) = self.password else {
            return (Content::Locked(locked), Vec::new());
        };
        match open_key(&locked, password, self.work) {
            Ok(content) => (content, Vec::new()),
            // There is no password of the PFX that the key's could be another than.
            Err(UnlockError::WrongPassword) if password.form == PasswordForm::NotNeeded => {
                (Content::Locked(locked), Vec::new())
            }
            Err(error) => (Content::Locked(locked), vec![stays_closed(&error)]),
        }
    }
}

/// The private key in an `EncryptedPrivateKeyInfo`.
pub(crate) fn open_key(
    locked: &Locked,
    password: &Password,
    work: &mut Work,
) -> Result<Content, UnlockError> {
    let broken = || UnlockError::Broken("it is not an EncryptedPrivateKeyInfo".to_owned());
    let encrypted = EncryptedKey::from_der(&locked.bytes).map_err(|_| broken())?;
    let scheme = Scheme::of(&encrypted.algorithm)?;
    let data = encrypted.data.as_bytes();
    let plain = scheme.decrypt(password, data, work, key::is_private_key)?;
    match key::of_der(&plain) {
        Some(Content::PrivateKey(mut key)) => {
            key.encryption = Some(scheme.describe());
            Ok(Content::PrivateKey(key))
        }
        _ => Err(UnlockError::WrongPassword),
    }
}

fn is_private(content: &Content) -> bool {
    matches!(content, Content::PrivateKey(_))
}

fn kind_of(bag: &SafeBag<'_>) -> (BagKind, Option<crate::Encryption>) {
    let kind = match bag.kind {
        oid::KEY_BAG => BagKind::Key,
        oid::SHROUDED_KEY_BAG => {
            let locked = key::encrypted(bag.value);
            return (
                BagKind::ShroudedKey,
                locked.and_then(|locked| locked.encryption),
            );
        }
        oid::CERTIFICATE_BAG => BagKind::Certificate,
        oid::CRL_BAG => BagKind::RevocationList,
        oid::SECRET_BAG => BagKind::Secret(
            TypedBag::from_der(bag.value)
                .map_or_else(|_| "unknown".to_owned(), |secret| secret.kind.to_string()),
        ),
        oid::SAFE_CONTENTS_BAG => BagKind::SafeContents,
        other => BagKind::Other(other.to_string()),
    };
    (kind, None)
}

fn certificate(bag: &SafeBag<'_>) -> Option<Content> {
    let typed = TypedBag::from_der(bag.value).ok()?;
    if typed.kind != oid::X509_CERTIFICATE {
        return Some(Content::Named(format!(
            "Certificate of type {}",
            typed.kind
        )));
    }
    let der: &OctetStringRef = typed.value.decode_as().ok()?;
    Some(Content::Certificate(der.as_bytes().to_vec()))
}

fn revocation_list(bag: &SafeBag<'_>) -> Option<Content> {
    let typed = TypedBag::from_der(bag.value).ok()?;
    if typed.kind != oid::X509_CRL {
        return Some(Content::Named(format!(
            "Revocation list of type {}",
            typed.kind
        )));
    }
    let der: &OctetStringRef = typed.value.decode_as().ok()?;
    Some(Content::RevocationList(der.as_bytes().to_vec()))
}

fn value_of<'a>(bag: &SafeBag<'a>, kind: ObjectIdentifier) -> Option<&'a [u8]> {
    let mut attributes = bag.attributes.iter();
    attributes
        .find(|(of, _)| *of == kind)
        .map(|(_, value)| *value)
}

/// A `BMPString`, or the UTF-8 that some programs write in its place.
fn text(value: &[u8]) -> Option<String> {
    let any = AnyRef::from_der(value).ok()?;
    if der::Tagged::tag(&any) != der::Tag::BmpString {
        return Some(String::from_utf8_lossy(any.value()).into_owned());
    }
    let pairs = any.value().chunks_exact(2);
    let units: Vec<u16> = pairs
        .map(|pair| {
            pair.iter()
                .fold(0, |unit, octet| unit << 8 | u16::from(*octet))
        })
        .collect();
    Some(String::from_utf16_lossy(&units))
}

fn octets(value: &[u8]) -> Option<Vec<u8>> {
    let string = <&OctetStringRef>::from_der(value).ok()?;
    Some(string.as_bytes().to_vec())
}

fn others(bag: &SafeBag<'_>) -> Vec<(String, String)> {
    let known = [oid::FRIENDLY_NAME, oid::LOCAL_KEY_ID];
    let others = bag
        .attributes
        .iter()
        .filter(|(kind, _)| !known.contains(kind));
    others
        .map(|(kind, value)| {
            (
                kind.to_string(),
                value.iter().map(|octet| format!("{octet:02x}")).collect(),
            )
        })
        .collect()
}

fn broken(why: &str) -> Finding {
    Finding::error(
        "pfx-bag-unreadable",
        PLACE,
        format!("A bag of the PFX cannot be read: {why}."),
        "Export the PFX again where it came from.",
    )
}

fn stays_closed(error: &UnlockError) -> Finding {
    match error {
        UnlockError::WrongPassword => Finding::warning(
            "pfx-key-other-password",
            PLACE,
            "The key does not open with the password of the PFX.",
            "Give its own password, and export it with one for both: Windows and OpenSSL ask for one only.",
        ),
        error => Finding::warning(
            "pfx-key-closed",
            PLACE,
            format!("The key stays closed: {error}."),
            "Raise the limit if you trust the file, or export it again.",
        ),
    }
}
