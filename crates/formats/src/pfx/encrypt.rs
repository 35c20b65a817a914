use der::asn1::OctetStringRef;
use der::{Encode as _, Tag};
use stretch::{Hash, Pkcs12Key, pkcs12_key};
use zeroize::Zeroizing;

use super::PfxProfile;
use super::write::Random;
use crate::password::Cipher;
use crate::syntax::element;
use crate::{EncodeError, oid};

/// Encrypts by a profile, each time with new salts.
pub(super) struct Encryptor<'a> {
    pub(super) profile: PfxProfile,
    /// The passphrase for PBES2.
    pub(super) octets: &'a [u8],
    /// The passphrase for the derivation of PKCS#12.
    pub(super) bmp: Zeroizing<Vec<u8>>,
    pub(super) random: Random<'a>,
}

/// What was encrypted, and how.
pub(super) struct Encrypted {
    /// An `AlgorithmIdentifier` in DER.
    pub(super) algorithm: Vec<u8>,
    pub(super) data: Vec<u8>,
}

impl Encryptor<'_> {
    pub(super) fn fresh<const N: usize>(&mut self) -> Result<[u8; N], EncodeError> {
        let mut octets = [0; N];
        (self.random)(&mut octets)?;
        Ok(octets)
    }

    pub(super) fn encrypt(&mut self, plain: &[u8]) -> Result<Encrypted, EncodeError> {
        let salt = self.fresh::<16>()?;
        match self.profile {
            PfxProfile::Compatible => self.pkcs12(&salt, plain),
            PfxProfile::Modern => {
                let iv = self.fresh::<16>()?;
                self.pbes2(&salt, &iv, plain)
            }
        }
    }

    /// pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292, appendix C).
    fn pkcs12(&self, salt: &[u8], plain: &[u8]) -> Result<Encrypted, EncodeError> {
        let cipher = Cipher::TripleDes;
        let rounds = self.profile.rounds();
        let derive =
            |purpose, length| pkcs12_key(Hash::Sha1, &self.bmp, salt, purpose, rounds, length);
        let key = derive(Pkcs12Key::Encryption, cipher.key_length());
        let iv = derive(Pkcs12Key::Iv, cipher.iv_length());
        let params = [octet_string(salt)?, rounds.to_der()?].concat();
        let params = element(Tag::Sequence, &[&params])?;
        Ok(Encrypted {
            algorithm: element(Tag::Sequence, &[&oid::PBE_SHA_3DES.to_der()?, &params])?,
            data: encrypted(cipher, &key, &iv, plain)?,
        })
    }

    /// PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018, 6.2).
    fn pbes2(&self, salt: &[u8], iv: &[u8], plain: &[u8]) -> Result<Encrypted, EncodeError> {
        let cipher = Cipher::Aes256;
        let rounds = self.profile.rounds();
        let key = Hash::Sha256.pbkdf2(self.octets, salt, rounds, cipher.key_length());
        let prf = element(Tag::Sequence, &[&oid::HMAC_SHA256.to_der()?, &[5, 0]])?;
        let params = [octet_string(salt)?, rounds.to_der()?, prf].concat();
        let params = element(Tag::Sequence, &[&params])?;
        let derivation = element(Tag::Sequence, &[&oid::PBKDF2.to_der()?, &params])?;
        let scheme = [oid::AES_256_CBC.to_der()?, octet_string(iv)?].concat();
        let scheme = element(Tag::Sequence, &[&scheme])?;
        let params = element(Tag::Sequence, &[&derivation, &scheme])?;
        Ok(Encrypted {
            algorithm: element(Tag::Sequence, &[&oid::PBES2.to_der()?, &params])?,
            data: encrypted(cipher, &key, iv, plain)?,
        })
    }
}

fn encrypted(cipher: Cipher, key: &[u8], iv: &[u8], plain: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let data = cipher.encrypt(key, iv, plain);
    data.ok_or_else(|| EncodeError::Encoding(format!("{} refuses its key", cipher.name())))
}

fn octet_string(octets: &[u8]) -> der::Result<Vec<u8>> {
    OctetStringRef::new(octets)?.to_der()
}
