use der::asn1::{ObjectIdentifier, OctetStringRef};
use der::{Encode as _, Tag};
use pki::{KeyError, KeyProvider};
use sha1::{Digest as _, Sha1};
use stretch::{Hash, Pkcs12Key, pkcs12_key};
use zeroize::Zeroizing;

use super::PfxProfile;
use super::encrypt::Encryptor;
use crate::password::Password;
use crate::syntax::{element, explicit};
use crate::{EncodeError, key, oid};

/// Packs a private key and its certificates, the leaf first, into a PFX (PKCS#12, RFC 7292). Key and leaf carry
/// `friendly_name` and are tied by a `localKeyId`, the SHA-1 of the leaf as OpenSSL does it.
/// Characters that a `BMPString` cannot hold become U+FFFD in `friendly_name`. Salts come from `keys`.
///
/// # Errors
///
/// [`EncodeError`]; a passphrase must neither be empty nor go beyond the Basic Multilingual Plane.
pub fn pfx(
    profile: PfxProfile,
    friendly_name: &str,
    pkcs8: &[u8],
    chain: &[&[u8]],
    passphrase: &str,
    keys: &impl KeyProvider,
) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    let mut random = |buffer: &mut [u8]| keys.random(buffer);
    let mut writer = Writer::new(profile, passphrase, &mut random)?;
    let leaf = chain.first().ok_or(EncodeError::CertificateMissing)?;
    if !key::is_pkcs8(pkcs8) {
        return Err(EncodeError::PrivateKey);
    }
    let tied = [
        attribute(oid::FRIENDLY_NAME, &bmp_string(friendly_name)?)?,
        attribute(oid::LOCAL_KEY_ID, &octet_string(&Sha1::digest(leaf))?)?,
    ];
    let mut bags = Vec::new();
    for (index, der) in chain.iter().enumerate() {
        let attributes = if index == 0 { &tied[..] } else { &[] };
        bags.push(certificate_bag(der, attributes)?);
    }
    let certificates = writer.encrypted(&bags)?;
    let key = writer.encryptor.encrypt(pkcs8)?;
    let key = element(Tag::Sequence, &[&key.algorithm, &octet_string(&key.data)?])?;
    let key = bag(oid::SHROUDED_KEY_BAG, &key, &tied)?;
    let key = content_info(oid::DATA, &octet_string(&element(Tag::Sequence, &[&key])?)?)?;
    writer.finish(&[certificates, key])
}

/// Packs certificates alone, each under its name, into a PFX that Java lists as trusted: each carries Oracle's
/// attribute of the trusted key usage. A name that is there already, in any case, gets a number, since Java keeps
/// one entry a name.
///
/// # Errors
///
/// As [`pfx`].
pub fn trust_store(
    profile: PfxProfile,
    certificates: &[(&str, &[u8])],
    passphrase: &str,
    keys: &impl KeyProvider,
) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    let mut random = |buffer: &mut [u8]| keys.random(buffer);
    let mut writer = Writer::new(profile, passphrase, &mut random)?;
    if certificates.is_empty() {
        return Err(EncodeError::CertificateMissing);
    }
    let trusted = attribute(
        oid::TRUSTED_KEY_USAGE,
        &oid::ANY_EXTENDED_KEY_USAGE.to_der()?,
    )?;
    let mut names = std::collections::BTreeSet::new();
    let mut bags = Vec::new();
    for (wanted, der) in certificates {
        let mut name = (*wanted).to_owned();
        let mut number = 1;
        while !names.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{wanted} ({number})");
        }
        let name = attribute(oid::FRIENDLY_NAME, &bmp_string(&name)?)?;
        bags.push(certificate_bag(der, &[name, trusted.clone()])?);
    }
    let certificates = writer.encrypted(&bags)?;
    writer.finish(&[certificates])
}

/// Fills a buffer with randomness.
pub(super) type Random<'a> = &'a mut dyn FnMut(&mut [u8]) -> Result<(), KeyError>;

struct Writer<'a> {
    profile: PfxProfile,
    password: Zeroizing<Vec<u8>>,
    encryptor: Encryptor<'a>,
}

impl<'a> Writer<'a> {
    fn new(
        profile: PfxProfile,
        passphrase: &'a str,
        random: Random<'a>,
    ) -> Result<Self, EncodeError> {
        if passphrase.is_empty() {
            return Err(EncodeError::PassphraseEmpty);
        }
        if passphrase.chars().any(beyond_bmp) {
            return Err(EncodeError::PassphraseNotBmp);
        }
        let mut forms = Password::text(passphrase).bmp.into_iter();
        let password = forms.next().unwrap_or_default();
        Ok(Self {
            profile,
            encryptor: Encryptor {
                profile,
                octets: passphrase.as_bytes(),
                bmp: password.clone(),
                random,
            },
            password,
        })
    }

    /// Bags as a safe that is encrypted: `EncryptedData` (RFC 5652, 8).
    fn encrypted(&mut self, bags: &[Vec<u8>]) -> Result<Vec<u8>, EncodeError> {
        let bags: Vec<&[u8]> = bags.iter().map(Vec::as_slice).collect();
        let encrypted = self.encryptor.encrypt(&element(Tag::Sequence, &bags)?)?;
        let implicit = Tag::ContextSpecific {
            constructed: false,
            number: der::TagNumber(0),
        };
        let content = element(
            Tag::Sequence,
            &[
                &oid::DATA.to_der()?,
                &encrypted.algorithm,
                &element(implicit, &[&encrypted.data])?,
            ],
        )?;
        let data = element(Tag::Sequence, &[&0_u8.to_der()?, &content])?;
        content_info(oid::ENCRYPTED_DATA, &data)
    }

    /// The safes as a `PFX` with its MAC.
    fn finish(mut self, safes: &[Vec<u8>]) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
        let safes: Vec<&[u8]> = safes.iter().map(Vec::as_slice).collect();
        let content = element(Tag::Sequence, &safes)?;
        let (hash, identifier) = match self.profile {
            PfxProfile::Compatible => (Hash::Sha1, oid::SHA1),
            PfxProfile::Modern => (Hash::Sha256, oid::SHA256),
        };
        let salt = self.encryptor.fresh::<16>()?;
        let rounds = self.profile.rounds();
        let purpose = Pkcs12Key::Mac;
        let length = hash.length();
        let key = pkcs12_key(hash, &self.password, &salt, purpose, rounds, length);
        let algorithm = element(Tag::Sequence, &[&identifier.to_der()?, &[5, 0]])?;
        let digest = octet_string(&hash.hmac(&key, &content))?;
        let digest = element(Tag::Sequence, &[&algorithm, &digest])?;
        let mac = [digest, octet_string(&salt)?, rounds.to_der()?].concat();
        let mac = element(Tag::Sequence, &[&mac])?;
        let safe = content_info(oid::DATA, &octet_string(&content)?)?;
        let pfx = element(Tag::Sequence, &[&3_u8.to_der()?, &safe, &mac])?;
        Ok(Zeroizing::new(pfx))
    }
}

fn certificate_bag(der: &[u8], attributes: &[Vec<u8>]) -> Result<Vec<u8>, EncodeError> {
    let plausible =
        crate::asn1::normalize(der).is_some_and(|normal| !normal.changed && normal.trailing == 0);
    if !plausible || der.len() < 64 {
        return Err(EncodeError::Certificate);
    }
    let value = explicit(&octet_string(der)?)?;
    let typed = element(Tag::Sequence, &[&oid::X509_CERTIFICATE.to_der()?, &value])?;
    bag(oid::CERTIFICATE_BAG, &typed, attributes)
}

/// A `SafeBag` (RFC 7292, 4.2).
fn bag(
    kind: ObjectIdentifier,
    value: &[u8],
    attributes: &[Vec<u8>],
) -> Result<Vec<u8>, EncodeError> {
    // DER orders what is in a set by its octets (X.690, 11.6).
    let mut sorted: Vec<&[u8]> = attributes.iter().map(Vec::as_slice).collect();
    sorted.sort_unstable();
    let attributes = if sorted.is_empty() {
        Vec::new()
    } else {
        element(Tag::Set, &sorted)?
    };
    let parts = [&kind.to_der()?, &explicit(value)?, &attributes];
    Ok(element(Tag::Sequence, &parts.map(Vec::as_slice))?)
}

fn attribute(kind: ObjectIdentifier, value: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let values = element(Tag::Set, &[value])?;
    Ok(element(Tag::Sequence, &[&kind.to_der()?, &values])?)
}

fn content_info(kind: ObjectIdentifier, content: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let parts = [&kind.to_der()?, &explicit(content)?];
    Ok(element(Tag::Sequence, &parts.map(Vec::as_slice))?)
}

fn octet_string(octets: &[u8]) -> Result<Vec<u8>, EncodeError> {
    Ok(OctetStringRef::new(octets)?.to_der()?)
}

fn bmp_string(text: &str) -> Result<Vec<u8>, EncodeError> {
    let text = text
        .chars()
        .map(|c| if beyond_bmp(c) { '\u{fffd}' } else { c });
    let mut unit = [0; 2];
    let units = text.flat_map(|c| c.encode_utf16(&mut unit).first().copied());
    let octets: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    Ok(element(Tag::BmpString, &[&octets])?)
}

fn beyond_bmp(character: char) -> bool {
    u32::from(character) > 0xffff
}

#[cfg(test)]
mod tests {
    use p12_keystore::Pkcs12Archive;

    use super::*;
    use crate::samples::{issued, keys};

    #[test]
    fn key_and_certificate_come_back_tied() {
        let issued = issued();
        for profile in [PfxProfile::Compatible, PfxProfile::Modern] {
            let chain = [issued.certificate.as_slice()];
            let packed = pfx(
                profile,
                "na\u{1f600}me",
                &issued.key.pkcs8,
                &chain,
                "pass",
                &keys(),
            )
            .unwrap();
            let opened = Pkcs12Archive::from_pkcs12(&packed, "pass").unwrap();
            let (key, certificate) = (&opened.keys[0], &opened.certs[0]);
            assert_eq!(key.key.as_der(), *issued.key.pkcs8);
            assert_eq!(key.friendly_name.as_deref(), Some("na\u{fffd}me"));
            assert_eq!(certificate.friendly_name.as_deref(), Some("na\u{fffd}me"));
            assert_eq!(certificate.cert.as_der(), issued.certificate);
            let thumbprint = Sha1::digest(&issued.certificate).to_vec();
            assert_eq!(key.local_key_id.as_ref().unwrap().0, thumbprint);
            assert_eq!(certificate.local_key_id.as_ref(), Some(&thumbprint));
            assert!(Pkcs12Archive::from_pkcs12(&packed, "other").is_err());
        }
    }

    #[test]
    fn what_cannot_be_packed_is_named() {
        let issued = issued();
        let key = issued.key.pkcs8.as_slice();
        let chain = [issued.certificate.as_slice()];
        let pack = |key, chain, passphrase| {
            pfx(PfxProfile::Modern, "name", key, chain, passphrase, &keys()).unwrap_err()
        };
        assert_eq!(pack(key, &chain, ""), EncodeError::PassphraseEmpty);
        assert_eq!(
            pack(key, &chain, "\u{1f600}"),
            EncodeError::PassphraseNotBmp
        );
        assert_eq!(pack(key, &[], "pass"), EncodeError::CertificateMissing);
        assert_eq!(pack(&[0x30, 0], &chain, "pass"), EncodeError::PrivateKey);
        assert_eq!(pack(key, &[&[0x30, 0]], "pass"), EncodeError::Certificate);
    }
}
