//! Object identifiers by their names in the standards that assign them.

use der::asn1::ObjectIdentifier;

macro_rules! identifiers {
    ($($name:ident = $dotted:literal;)*) => {
        $(pub(crate) const $name: ObjectIdentifier = ObjectIdentifier::new_unwrap($dotted);)*
    };
}

// Keys: RFC 8017, RFC 5480, RFC 8410, RFC 3279.
identifiers! {
    RSA = "1.2.840.113549.1.1.1";
    RSA_OAEP = "1.2.840.113549.1.1.7";
    RSA_PSS = "1.2.840.113549.1.1.10";
    DSA = "1.2.840.10040.4.1";
    EC = "1.2.840.10045.2.1";
    P256 = "1.2.840.10045.3.1.7";
    P384 = "1.3.132.0.34";
    P521 = "1.3.132.0.35";
    X25519 = "1.3.101.110";
    X448 = "1.3.101.111";
    ED25519 = "1.3.101.112";
    ED448 = "1.3.101.113";
}

// Hashes and HMAC: RFC 8018, appendix B; RFC 5754.
identifiers! {
    MD5 = "1.2.840.113549.2.5";
    SHA1 = "1.3.14.3.2.26";
    SHA224 = "2.16.840.1.101.3.4.2.4";
    SHA256 = "2.16.840.1.101.3.4.2.1";
    SHA384 = "2.16.840.1.101.3.4.2.2";
    SHA512 = "2.16.840.1.101.3.4.2.3";
    SHA512_224 = "2.16.840.1.101.3.4.2.5";
    SHA512_256 = "2.16.840.1.101.3.4.2.6";
    HMAC_MD5 = "1.2.840.113549.2.6";
    HMAC_SHA1 = "1.2.840.113549.2.7";
    HMAC_SHA224 = "1.2.840.113549.2.8";
    HMAC_SHA256 = "1.2.840.113549.2.9";
    HMAC_SHA384 = "1.2.840.113549.2.10";
    HMAC_SHA512 = "1.2.840.113549.2.11";
    HMAC_SHA512_224 = "1.2.840.113549.2.12";
    HMAC_SHA512_256 = "1.2.840.113549.2.13";
}

// Password-based schemes: RFC 8018, appendix A; RFC 7914, 7; RFC 7292, appendix C.
identifiers! {
    PBE_MD5_DES = "1.2.840.113549.1.5.3";
    PBE_MD5_RC2 = "1.2.840.113549.1.5.6";
    PBE_SHA1_DES = "1.2.840.113549.1.5.10";
    PBE_SHA1_RC2 = "1.2.840.113549.1.5.11";
    PBKDF2 = "1.2.840.113549.1.5.12";
    PBES2 = "1.2.840.113549.1.5.13";
    PBMAC1 = "1.2.840.113549.1.5.14";
    SCRYPT = "1.3.6.1.4.1.11591.4.11";
    PBE_SHA_RC4_128 = "1.2.840.113549.1.12.1.1";
    PBE_SHA_RC4_40 = "1.2.840.113549.1.12.1.2";
    PBE_SHA_3DES = "1.2.840.113549.1.12.1.3";
    PBE_SHA_2DES = "1.2.840.113549.1.12.1.4";
    PBE_SHA_RC2_128 = "1.2.840.113549.1.12.1.5";
    PBE_SHA_RC2_40 = "1.2.840.113549.1.12.1.6";
}

// Sun's: what guards the keys of a Java key store.
identifiers! {
    SUN_KEY_PROTECTOR = "1.3.6.1.4.1.42.2.17.1.1";
}

// Ciphers: RFC 3565, RFC 8018, appendix B.2.
identifiers! {
    AES_128_CBC = "2.16.840.1.101.3.4.1.2";
    AES_192_CBC = "2.16.840.1.101.3.4.1.22";
    AES_256_CBC = "2.16.840.1.101.3.4.1.42";
    DES_CBC = "1.3.14.3.2.7";
    DES_EDE3_CBC = "1.2.840.113549.3.7";
    RC2_CBC = "1.2.840.113549.3.2";
}

// Containers: RFC 5652, RFC 7292, RFC 2985.
identifiers! {
    DATA = "1.2.840.113549.1.7.1";
    SIGNED_DATA = "1.2.840.113549.1.7.2";
    ENVELOPED_DATA = "1.2.840.113549.1.7.3";
    DIGESTED_DATA = "1.2.840.113549.1.7.5";
    AUTH_ENVELOPED_DATA = "1.2.840.113549.1.9.16.1.23";
    ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    KEY_BAG = "1.2.840.113549.1.12.10.1.1";
    SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2";
    CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3";
    CRL_BAG = "1.2.840.113549.1.12.10.1.4";
    SECRET_BAG = "1.2.840.113549.1.12.10.1.5";
    SAFE_CONTENTS_BAG = "1.2.840.113549.1.12.10.1.6";
    X509_CERTIFICATE = "1.2.840.113549.1.9.22.1";
    X509_CRL = "1.2.840.113549.1.9.23.1";
    FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    LOCAL_KEY_ID = "1.2.840.113549.1.9.21";
    // Oracle's: a certificate that Java is to list as trusted, and for what.
    TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";
    ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";
}
