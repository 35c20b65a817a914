//! Countries and international organizations that ISO and the ITU-T share: NIST, Netscape and SET.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("2.16.840.1.101.3.4.2.1", "SHA256", "sha256"),
    ("2.16.840.1.101.3.4.2.10", "SHA3-512", "sha3-512"),
    ("2.16.840.1.101.3.4.2.11", "SHAKE128", "shake128"),
    ("2.16.840.1.101.3.4.2.12", "SHAKE256", "shake256"),
    (
        "2.16.840.1.101.3.4.2.13",
        "id-hmacWithSHA3-224",
        "hmac-sha3-224",
    ),
    (
        "2.16.840.1.101.3.4.2.14",
        "id-hmacWithSHA3-256",
        "hmac-sha3-256",
    ),
    (
        "2.16.840.1.101.3.4.2.15",
        "id-hmacWithSHA3-384",
        "hmac-sha3-384",
    ),
    (
        "2.16.840.1.101.3.4.2.16",
        "id-hmacWithSHA3-512",
        "hmac-sha3-512",
    ),
    ("2.16.840.1.101.3.4.2.19", "KMAC128", "kmac128"),
    ("2.16.840.1.101.3.4.2.2", "SHA384", "sha384"),
    ("2.16.840.1.101.3.4.2.20", "KMAC256", "kmac256"),
    ("2.16.840.1.101.3.4.2.3", "SHA512", "sha512"),
    ("2.16.840.1.101.3.4.2.4", "SHA224", "sha224"),
    ("2.16.840.1.101.3.4.2.5", "SHA512-224", "sha512-224"),
    ("2.16.840.1.101.3.4.2.6", "SHA512-256", "sha512-256"),
    ("2.16.840.1.101.3.4.2.7", "SHA3-224", "sha3-224"),
    ("2.16.840.1.101.3.4.2.8", "SHA3-256", "sha3-256"),
    ("2.16.840.1.101.3.4.2.9", "SHA3-384", "sha3-384"),
    (
        "2.16.840.1.101.3.4.3.1",
        "dsa_with_SHA224",
        "dsa_with_SHA224",
    ),
    (
        "2.16.840.1.101.3.4.3.10",
        "id-ecdsa-with-sha3-256",
        "ecdsa_with_SHA3-256",
    ),
    (
        "2.16.840.1.101.3.4.3.11",
        "id-ecdsa-with-sha3-384",
        "ecdsa_with_SHA3-384",
    ),
    (
        "2.16.840.1.101.3.4.3.12",
        "id-ecdsa-with-sha3-512",
        "ecdsa_with_SHA3-512",
    ),
    (
        "2.16.840.1.101.3.4.3.13",
        "id-rsassa-pkcs1-v1_5-with-sha3-224",
        "RSA-SHA3-224",
    ),
    (
        "2.16.840.1.101.3.4.3.14",
        "id-rsassa-pkcs1-v1_5-with-sha3-256",
        "RSA-SHA3-256",
    ),
    (
        "2.16.840.1.101.3.4.3.15",
        "id-rsassa-pkcs1-v1_5-with-sha3-384",
        "RSA-SHA3-384",
    ),
    (
        "2.16.840.1.101.3.4.3.16",
        "id-rsassa-pkcs1-v1_5-with-sha3-512",
        "RSA-SHA3-512",
    ),
    (
        "2.16.840.1.101.3.4.3.2",
        "dsa_with_SHA256",
        "dsa_with_SHA256",
    ),
    (
        "2.16.840.1.101.3.4.3.3",
        "id-dsa-with-sha384",
        "dsa_with_SHA384",
    ),
    (
        "2.16.840.1.101.3.4.3.4",
        "id-dsa-with-sha512",
        "dsa_with_SHA512",
    ),
    (
        "2.16.840.1.101.3.4.3.5",
        "id-dsa-with-sha3-224",
        "dsa_with_SHA3-224",
    ),
    (
        "2.16.840.1.101.3.4.3.6",
        "id-dsa-with-sha3-256",
        "dsa_with_SHA3-256",
    ),
    (
        "2.16.840.1.101.3.4.3.7",
        "id-dsa-with-sha3-384",
        "dsa_with_SHA3-384",
    ),
    (
        "2.16.840.1.101.3.4.3.8",
        "id-dsa-with-sha3-512",
        "dsa_with_SHA3-512",
    ),
    (
        "2.16.840.1.101.3.4.3.9",
        "id-ecdsa-with-sha3-224",
        "ecdsa_with_SHA3-224",
    ),
    ("2.16.840.1.113730.1.1", "nsCertType", "Netscape Cert Type"),
    (
        "2.16.840.1.113730.1.12",
        "nsSslServerName",
        "Netscape SSL Server Name",
    ),
    ("2.16.840.1.113730.1.13", "nsComment", "Netscape Comment"),
    ("2.16.840.1.113730.1.2", "nsBaseUrl", "Netscape Base Url"),
    (
        "2.16.840.1.113730.1.3",
        "nsRevocationUrl",
        "Netscape Revocation Url",
    ),
    (
        "2.16.840.1.113730.1.4",
        "nsCaRevocationUrl",
        "Netscape CA Revocation Url",
    ),
    (
        "2.16.840.1.113730.1.7",
        "nsRenewalUrl",
        "Netscape Renewal Url",
    ),
    (
        "2.16.840.1.113730.1.8",
        "nsCaPolicyUrl",
        "Netscape CA Policy Url",
    ),
    (
        "2.16.840.1.113730.4.1",
        "nsSGC",
        "Netscape Server Gated Crypto",
    ),
    ("2.23.42.7.0", "setCext-hashedRoot", "setCext-hashedRoot"),
];
