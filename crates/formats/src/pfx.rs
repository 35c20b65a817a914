use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey,
    PrivateKeyChain,
};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use crate::{EncodeError, PfxProfile};

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
