use der::Sequence;
use der::asn1::{ObjectIdentifier, OctetStringRef};

use super::scheme::broken;
use super::{Cipher, UnlockError};
use crate::oid;
use crate::syntax::Algorithm;

/// `RC2-CBC-Parameter` (RFC 8018, B.2.3).
#[derive(Sequence)]
struct Rc2Params<'a> {
    #[asn1(optional = "true")]
    version: Option<u64>,
    iv: &'a OctetStringRef,
}

/// The schemes of RFC 7292, appendix C.
pub(super) fn pkcs12_cipher(identifier: ObjectIdentifier) -> Option<(&'static str, Cipher)> {
    let rc2 = |key| Cipher::Rc2 {
        key,
        effective: 8 * key,
    };
    Some(match identifier {
        oid::PBE_SHA_RC4_128 => ("pbeWithSHAAnd128BitRC4", Cipher::Rc4 { key: 16 }),
        oid::PBE_SHA_RC4_40 => ("pbeWithSHAAnd40BitRC4", Cipher::Rc4 { key: 5 }),
        oid::PBE_SHA_3DES => ("pbeWithSHAAnd3-KeyTripleDES-CBC", Cipher::TripleDes),
        oid::PBE_SHA_2DES => ("pbeWithSHAAnd2-KeyTripleDES-CBC", Cipher::TwoKeyTripleDes),
        oid::PBE_SHA_RC2_128 => ("pbeWithSHAAnd128BitRC2-CBC", rc2(16)),
        oid::PBE_SHA_RC2_40 => ("pbeWithSHAAnd40BitRC2-CBC", rc2(5)),
        _ => return None,
    })
}

/// The schemes of RFC 8018, A.3; whether SHA-1 makes the key, or MD5.
pub(super) fn pbes1_cipher(identifier: ObjectIdentifier) -> Option<(&'static str, bool, Cipher)> {
    let rc2 = Cipher::Rc2 {
        key: 8,
        effective: 64,
    };
    Some(match identifier {
        oid::PBE_MD5_DES => ("pbeWithMD5AndDES-CBC", false, Cipher::Des),
        oid::PBE_MD5_RC2 => ("pbeWithMD5AndRC2-CBC", false, rc2),
        oid::PBE_SHA1_DES => ("pbeWithSHA1AndDES-CBC", true, Cipher::Des),
        oid::PBE_SHA1_RC2 => ("pbeWithSHA1AndRC2-CBC", true, rc2),
        _ => return None,
    })
}

/// The ciphers of PBES2 with their initialization vectors (RFC 8018, B.2); `key` is the length that the derivation
/// says.
pub(super) fn pbes2_cipher<'a>(
    algorithm: &Algorithm<'a>,
    key: Option<usize>,
) -> Result<(Cipher, &'a [u8]), UnlockError> {
    let unsupported = || UnlockError::Unsupported(format!("the cipher {}", algorithm.oid));
    let cipher = match algorithm.oid {
        oid::AES_128_CBC => Cipher::Aes128,
        oid::AES_192_CBC => Cipher::Aes192,
        oid::AES_256_CBC => Cipher::Aes256,
        oid::DES_CBC => Cipher::Des,
        oid::DES_EDE3_CBC => Cipher::TripleDes,
        oid::RC2_CBC => return rc2_cipher(algorithm, key),
        _ => return Err(unsupported()),
    };
    let iv = algorithm.parameters.ok_or_else(unsupported)?;
    let iv: &OctetStringRef = iv.decode_as().map_err(broken)?;
    if iv.as_bytes().len() != cipher.iv_length() {
        return Err(UnlockError::Broken(format!(
            "its initialization vector has {} octets, and {} takes {}",
            iv.as_bytes().len(),
            cipher.name(),
            cipher.iv_length()
        )));
    }
    Ok((cipher, iv.as_bytes()))
}

fn rc2_cipher<'a>(
    algorithm: &Algorithm<'a>,
    key: Option<usize>,
) -> Result<(Cipher, &'a [u8]), UnlockError> {
    let unsupported = || UnlockError::Unsupported("RC2 with an unusual key".to_owned());
    let params = algorithm.parameters.ok_or_else(unsupported)?;
    let params: Rc2Params<'_> = params.decode_as().map_err(broken)?;
    // The versions stand for these in a table of RFC 2268, 6.
    let effective = match params.version {
        None => 32,
        Some(160) => 40,
        Some(120) => 64,
        Some(58) => 128,
        Some(bits @ 256..=1024) => usize::try_from(bits).map_err(|_| unsupported())?,
        Some(_) => return Err(unsupported()),
    };
    let key = key.unwrap_or(effective / 8);
    if !(1..=128).contains(&key) || params.iv.as_bytes().len() != 8 {
        return Err(unsupported());
    }
    Ok((Cipher::Rc2 { key, effective }, params.iv.as_bytes()))
}
