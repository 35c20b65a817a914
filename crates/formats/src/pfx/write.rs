use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey,
    PrivateKeyChain,
};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::PfxProfile;
use crate::EncodeError;

/// Packs a private key and its certificates into a PFX (PKCS#12, RFC 7292). The key carries
/// `friendly_name`; key and leaf are tied by a `localKeyId`, the SHA-1 of the leaf as OpenSSL does it.
/// Characters that a `BMPString` cannot hold become U+FFFD in `friendly_name`.
///
/// The container library copies the key into memory that it does not zeroize.
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
) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    if passphrase.is_empty() {
        return Err(EncodeError::PassphraseEmpty);
    }
    if passphrase.chars().any(beyond_bmp) {
        return Err(EncodeError::PassphraseNotBmp);
    }
    let leaf = chain.first().ok_or(EncodeError::CertificateMissing)?;
    let certificates = chain
        .iter()
        .map(|der| Certificate::from_der(der).map_err(encoding))
        .collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKey::from_der(pkcs8).map_err(|_| EncodeError::PrivateKey)?;
    let entry = PrivateKeyChain::new(Sha1::digest(leaf).to_vec(), key, certificates);

    let mut store = KeyStore::new();
    let alias: String = friendly_name
        .chars()
        .map(|c| if beyond_bmp(c) { '\u{fffd}' } else { c })
        .collect();
    store.add_entry(&alias, KeyStoreEntry::PrivateKeyChain(entry));
    let (encryption, mac, rounds) = match profile {
        PfxProfile::Compatible => (
            EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
            MacAlgorithm::HmacSha1,
            2_048,
        ),
        PfxProfile::Modern => (
            EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
            MacAlgorithm::HmacSha256,
            100_000,
        ),
    };
    store
        .writer(passphrase)
        .encryption_algorithm(encryption)
        .encryption_iterations(rounds)
        .mac_algorithm(mac)
        .mac_iterations(rounds)
        .write()
        .map(Zeroizing::new)
        .map_err(encoding)
}

fn beyond_bmp(character: char) -> bool {
    u32::from(character) > 0xffff
}

fn encoding(error: impl std::fmt::Display) -> EncodeError {
    EncodeError::Encoding(error.to_string())
}

#[cfg(test)]
mod tests {
    use p12_keystore::Pkcs12Archive;
    use pki::{
        Algorithm, CertificateSpec, DistinguishedName, Issued, Profile, Role, SerialNumber,
        SoftwareKeys, Spec,
    };

    use super::*;

    fn issued() -> Issued {
        let certificate = CertificateSpec {
            role: Role::Ca,
            issuer: Role::Ca,
            profile: Profile::Authority,
            subject: DistinguishedName {
                common_name: "name".into(),
                ..DistinguishedName::default()
            },
            subject_alt_names: Vec::new(),
            algorithm: Algorithm::EcdsaP256,
            days: 1,
            backdate_minutes: 0,
            serial: SerialNumber::Fixed(1),
        };
        let spec = Spec {
            certificates: vec![certificate],
        };
        let keys = SoftwareKeys::new(&Zeroizing::new([1; 32]));
        let issue = pki::issue(&spec, Vec::new(), &keys, 0, &|_| ());
        pollster::block_on(issue).unwrap().remove(0)
    }

    #[test]
    fn key_and_certificate_come_back_tied() {
        let issued = issued();
        for profile in [PfxProfile::Compatible, PfxProfile::Modern] {
            let chain = [issued.certificate.as_slice()];
            let packed = pfx(profile, "na\u{1f600}me", &issued.key.pkcs8, &chain, "pass").unwrap();
            let opened = Pkcs12Archive::from_pkcs12(&packed, "pass").unwrap();
            let (key, certificate) = (&opened.keys[0], &opened.certs[0]);
            assert_eq!(key.key.as_der(), *issued.key.pkcs8);
            assert_eq!(key.friendly_name.as_deref(), Some("na\u{fffd}me"));
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
            pfx(PfxProfile::Modern, "name", key, chain, passphrase).unwrap_err()
        };
        assert_eq!(pack(key, &chain, ""), EncodeError::PassphraseEmpty);
        assert_eq!(
            pack(key, &chain, "\u{1f600}"),
            EncodeError::PassphraseNotBmp
        );
        assert_eq!(pack(key, &[], "pass"), EncodeError::CertificateMissing);
        assert_eq!(pack(&[0x30, 0], &chain, "pass"), EncodeError::PrivateKey);
        assert!(matches!(
            pack(key, &[&[0x30, 0]], "pass"),
            EncodeError::Encoding(_)
        ));
    }
}
