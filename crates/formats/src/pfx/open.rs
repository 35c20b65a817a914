use der::Decode as _;
use diagnostics::Finding;
use zeroize::Zeroizing;

use super::bags::Bags;
use super::syntax::{EncryptedData, Layers};
use super::{Mac, PasswordForm, PfxStructure, Safe, findings};
use crate::password::{MacData, MacScheme, Password, Scheme, UnlockError, Work, encryption_of};
use crate::syntax::{ContentInfo, octets_of};
use crate::{Container, Content, Encryption, Item, Limits, Locked, LockedKind, oid};

/// Without being asked to, a PFX is tried with no password and the empty one up to this many rounds each.
const UNASKED_ROUNDS: u64 = 600_000;

/// Reads a PFX; none where it is none. The first item is the PFX itself: a container before its content, or
/// [`Content::Locked`] where neither no password nor the empty one opens it. Parents are indices in the list.
pub fn read(octets: &[u8], limits: &Limits) -> Option<Vec<Item>> {
    let mut left = limits.rounds;
    read_within(octets, limits, &mut left)
}

/// Likewise, where there are several: what is tried unasked for is taken from the rounds that are left.
pub(crate) fn read_within(octets: &[u8], limits: &Limits, left: &mut u64) -> Option<Vec<Item>> {
    let layers = Layers::of(octets)?;
    let structure = describe(&layers, limits);
    let needs_none =
        structure.mac.is_none() && structure.safes.iter().all(|safe| safe.encryption.is_none());
    let tries = if needs_none || layers.safes.is_none() {
        vec![(Password::none(), PasswordForm::NotNeeded)]
    } else {
        vec![
            (Password::absent(), PasswordForm::Absent),
            (Password::empty(), PasswordForm::Empty),
        ]
    };
    for (password, form) in tries {
        let mut work = Work::unasked(limits, UNASKED_ROUNDS, *left);
        let opened = Opening::new(&layers, limits, &mut work).with(&password, form);
        *left = work.left();
        if let Ok(items) = opened {
            return Some(items);
        }
    }
    let mut item = Item::new(None, "", locked(octets, structure));
    item.findings = findings::about_encoding(&layers);
    Some(vec![item])
}

/// Opens a PFX with a password: its items, the container first.
pub(crate) fn unlock(
    octets: &[u8],
    password: &str,
    limits: &Limits,
    work: &mut Work,
) -> Result<Vec<Item>, UnlockError> {
    let layers =
        Layers::of(octets).ok_or_else(|| UnlockError::Broken("it is no PFX".to_owned()))?;
    let forms = match password {
        "" => vec![Password::absent(), Password::empty()],
        text => vec![Password::text(text)],
    };
    for form in forms {
        let opening = Opening::new(&layers, limits, work);
        match opening.with(&form, form.form) {
            Err(UnlockError::WrongPassword) => {}
            other => return other,
        }
    }
    Err(UnlockError::WrongPassword)
}

fn locked(octets: &[u8], structure: PfxStructure) -> Content {
    let mut encrypted = structure.safes.iter();
    let encryption = encrypted.find_map(|safe| safe.encryption.clone());
    Content::Locked(Locked {
        kind: LockedKind::Pfx(structure),
        bytes: Zeroizing::new(octets.to_vec()),
        encryption,
    })
}

/// What a PFX says without a password.
fn describe(layers: &Layers, limits: &Limits) -> PfxStructure {
    let safes = layers.safes().into_iter().map(|info| {
        let mut work = Work::capped(limits, 0);
        let mut bags = Bags::new(None, limits, &mut work);
        if let Some(content) = info.as_ref().and_then(ContentInfo::data) {
            bags.read(content);
        }
        Safe {
            encryption: info.as_ref().and_then(encryption),
            bags: bags.bags,
        }
    });
    PfxStructure {
        safes: safes.collect(),
        mac: layers.pfx().and_then(|pfx| pfx.mac).map(|mac| mac_of(&mac)),
        password: PasswordForm::NotOpened,
    }
}

fn mac_of(mac: &MacData<'_>) -> Mac {
    MacScheme::of(mac).map_or_else(
        |_| Mac {
            algorithm: mac.digest_info.algorithm.oid.to_string(),
            derivation: "unknown".to_owned(),
            rounds: mac.rounds,
            salt: mac.salt.as_bytes().len(),
        },
        |scheme| scheme.describe(),
    )
}

fn encryption(info: &ContentInfo<'_>) -> Option<Encryption> {
    let data = EncryptedData::of(info)?;
    Some(encryption_of(&data.content.algorithm))
}

/// One attempt to open a PFX.
struct Opening<'a> {
    layers: &'a Layers,
    limits: &'a Limits,
    work: &'a mut Work,
    /// Whether anything has shown that the password is right.
    confirmed: bool,
    findings: Vec<Finding>,
    items: Vec<Item>,
    safes: Vec<Safe>,
}

impl<'a> Opening<'a> {
    fn new(layers: &'a Layers, limits: &'a Limits, work: &'a mut Work) -> Self {
        Self {
            layers,
            limits,
            work,
            confirmed: false,
            findings: findings::about_encoding(layers),
            items: Vec::new(),
            safes: Vec::new(),
        }
    }

    fn with(mut self, password: &Password, form: PasswordForm) -> Result<Vec<Item>, UnlockError> {
        let mac = self.layers.pfx().and_then(|pfx| pfx.mac);
        if let (Some(mac), Some(content)) = (&mac, &self.layers.content) {
            self.verify(mac, content, password)?;
        }
        for (index, info) in self.layers.safes().into_iter().enumerate() {
            self.safe(index + 1, info.as_ref(), password)?;
        }
        // A key that is encrypted, and opens all the same, has an empty password.
        let opened = |item: &Item| matches!(&item.content, Content::PrivateKey(key) if key.encryption.is_some());
        let password = match form {
            PasswordForm::NotNeeded if self.items.iter().any(opened) => PasswordForm::Empty,
            form => form,
        };
        let structure = PfxStructure {
            mac: mac.map(|mac| mac_of(&mac)),
            safes: self.safes,
            password,
        };
        let mut container = Item::new(None, "", Content::Container(Container::Pfx(structure)));
        container.findings = self.findings;
        let mut items = vec![container];
        items.append(&mut self.items);
        Ok(items)
    }

    fn verify(
        &mut self,
        mac: &MacData<'_>,
        content: &[u8],
        password: &Password,
    ) -> Result<(), UnlockError> {
        let digest = mac.digest_info.digest.as_bytes();
        match MacScheme::of(mac) {
            Ok(scheme) => {
                scheme.verify(password, content, digest, self.work)?;
                self.confirmed = true;
            }
            Err(error) => self.findings.push(findings::mac_unverified(&error)),
        }
        Ok(())
    }

    fn safe(
        &mut self,
        number: usize,
        info: Option<&ContentInfo<'_>>,
        password: &Password,
    ) -> Result<(), UnlockError> {
        let content = info.and_then(ContentInfo::data);
        let content = content.map(|content| Zeroizing::new(content.to_vec()));
        let content = match (content, info) {
            (Some(content), _) => Some(content),
            (None, Some(info)) => self.decrypt(number, info, password)?,
            (None, None) => {
                self.findings
                    .push(findings::safe_broken(number, "it is not a ContentInfo"));
                None
            }
        };
        let mut bags = Bags::new(Some(password), self.limits, self.work);
        bags.before = self.items.len();
        if content.is_some_and(|content| !bags.read(&content)) {
            self.findings
                .push(findings::safe_broken(number, "its bags end early"));
        }
        self.items.append(&mut bags.items);
        self.safes.push(Safe {
            encryption: info.and_then(encryption),
            bags: bags.bags,
        });
        Ok(())
    }

    /// The content of an encrypted safe; none, and a finding, where it stays closed while others may open.
    fn decrypt(
        &mut self,
        number: usize,
        info: &ContentInfo<'_>,
        password: &Password,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, UnlockError> {
        if info.content_type != oid::ENCRYPTED_DATA {
            self.findings.push(findings::safe_unknown(number, info));
            return Ok(None);
        }
        let decrypted = EncryptedData::of(info)
            .ok_or_else(|| UnlockError::Broken("it is not EncryptedData".to_owned()))
            .and_then(|data| {
                let octets = data.content.data.and_then(octets_of).unwrap_or_default();
                let scheme = Scheme::of(&data.content.algorithm)?;
                scheme.decrypt(password, &octets, self.work, is_sequence)
            });
        match decrypted {
            Ok(content) => {
                self.confirmed = true;
                Ok(Some(content))
            }
            Err(UnlockError::WrongPassword) if self.confirmed => {
                self.findings.push(findings::other_password(number));
                Ok(None)
            }
            Err(UnlockError::Unsupported(what)) => {
                let why = format!("it is encrypted with {what}, which is not known here");
                self.findings.push(findings::safe_broken(number, &why));
                Ok(None)
            }
            Err(UnlockError::Broken(why)) => {
                self.findings.push(findings::safe_broken(number, &why));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl<'a> EncryptedData<'a> {
    fn of(info: &ContentInfo<'a>) -> Option<Self> {
        let content = info
            .content
            .filter(|_| info.content_type == oid::ENCRYPTED_DATA)?;
        content.decode_as().ok()
    }
}

/// Bags in a sequence that is complete, or is at least long enough to tell from chance.
fn is_sequence(octets: &[u8]) -> bool {
    let any = crate::asn1::normalize(octets).filter(|normal| normal.trailing == 0);
    any.is_some_and(|normal| {
        der::asn1::AnyRef::from_der(&normal.der)
            .is_ok_and(|any| der::Tagged::tag(&any) == der::Tag::Sequence)
    })
}
