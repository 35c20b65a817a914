use der::asn1::ObjectIdentifier;
use stretch::Hash;

use crate::oid;

/// By the identifier of the hash itself.
pub(crate) fn hash_of(identifier: ObjectIdentifier) -> Option<Hash> {
    Some(match identifier {
        oid::MD5 => Hash::Md5,
        oid::SHA1 => Hash::Sha1,
        oid::SHA224 => Hash::Sha224,
        oid::SHA256 => Hash::Sha256,
        oid::SHA384 => Hash::Sha384,
        oid::SHA512 => Hash::Sha512,
        oid::SHA512_224 => Hash::Sha512_224,
        oid::SHA512_256 => Hash::Sha512_256,
        _ => return None,
    })
}

/// By the identifier of HMAC with it.
pub(crate) fn hash_of_hmac(identifier: ObjectIdentifier) -> Option<Hash> {
    Some(match identifier {
        oid::HMAC_MD5 => Hash::Md5,
        oid::HMAC_SHA1 => Hash::Sha1,
        oid::HMAC_SHA224 => Hash::Sha224,
        oid::HMAC_SHA256 => Hash::Sha256,
        oid::HMAC_SHA384 => Hash::Sha384,
        oid::HMAC_SHA512 => Hash::Sha512,
        oid::HMAC_SHA512_224 => Hash::Sha512_224,
        oid::HMAC_SHA512_256 => Hash::Sha512_256,
        _ => return None,
    })
}
