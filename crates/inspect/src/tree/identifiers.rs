/// `commonName 2.5.4.3`, or the numbers alone; none where they cannot be read.
pub(super) fn describe(content: &[u8]) -> Option<String> {
    let dotted = dotted(content)?;
    Some(match known(&dotted) {
        Some(name) => format!("{name} {dotted}"),
        None => dotted,
    })
}

/// The name of an object identifier, by its content octets.
pub(super) fn name(content: &[u8]) -> Option<&'static str> {
    known(&dotted(content)?)
}

/// Octets of an identifier that is written in numbers.
const OCTETS: usize = 64;

/// X.690, 8.19.
fn dotted(content: &[u8]) -> Option<String> {
    if content.len() > OCTETS || content.last()? & 0x80 != 0 {
        return None;
    }
    let mut text = String::new();
    let mut number: u64 = 0;
    for octet in content {
        if number >> 57 != 0 {
            return None;
        }
        number = number << 7 | u64::from(octet & 0x7f);
        if octet & 0x80 != 0 {
            continue;
        }
        if text.is_empty() {
            let first = (number / 40).min(2);
            text = format!("{first}.{}", number - first * 40);
        } else {
            text.push_str(&format!(".{number}"));
        }
        number = 0;
    }
    Some(text)
}

/// OpenSSL's long names, and those of the RFCs where it has none.
fn known(dotted: &str) -> Option<&'static str> {
    let (arc, last) = dotted.rsplit_once('.')?;
    Some(match (arc, last) {
        ("2.5.4", last) => attribute(last)?,
        ("2.5.29", last) => extension(last)?,
        ("1.3.6.1.5.5.7.3", last) => purpose(last)?,
        ("1.2.840.113549.1.1", last) => rsa(last)?,
        ("1.2.840.113549.1.5", last) => password_based(last)?,
        ("1.2.840.113549.1.7", last) => content_type(last)?,
        ("1.2.840.113549.1.9", last) => pkcs9(last)?,
        ("1.2.840.113549.1.9.22", "1") => "x509Certificate",
        ("1.2.840.113549.1.9.22", "2") => "sdsiCertificate",
        ("1.2.840.113549.1.12.1", last) => pfx_encryption(last)?,
        ("1.2.840.113549.1.12.10.1", last) => bag(last)?,
        ("1.2.840.113549.2", last) => hmac(last)?,
        ("1.2.840.113549.3", "2") => "rc2-cbc",
        ("1.2.840.113549.3", "7") => "des-ede3-cbc",
        ("2.16.840.1.101.3.4.1", last) => aes(last)?,
        ("2.16.840.1.101.3.4.2", last) => sha2(last)?,
        ("1.2.840.10045.2", "1") => "id-ecPublicKey",
        ("1.2.840.10045.3.1", "7") => "prime256v1",
        ("1.2.840.10045.4", "1") => "ecdsa-with-SHA1",
        ("1.2.840.10045.4.3", last) => ecdsa(last)?,
        ("1.3.132.0", "10") => "secp256k1",
        ("1.3.132.0", "34") => "secp384r1",
        ("1.3.132.0", "35") => "secp521r1",
        ("1.3.101", last) => edwards(last)?,
        ("1.3.14.3.2", "26") => "sha1",
        ("1.3.14.3.2", "7") => "des-cbc",
        ("1.3.6.1.4.1.11591.4", "11") => "id-scrypt",
        ("1.3.6.1.5.5.7.1", "1") => "authorityInfoAccess",
        ("1.3.6.1.5.5.7.1", "24") => "tlsfeature",
        ("1.3.6.1.5.5.7.2", "1") => "id-qt-cps",
        ("1.3.6.1.5.5.7.2", "2") => "id-qt-unotice",
        ("1.3.6.1.5.5.7.48", "1") => "ocsp",
        ("1.3.6.1.5.5.7.48", "2") => "caIssuers",
        ("1.3.6.1.4.1.11129.2.4", "2") => "ct_precert_scts",
        ("1.3.6.1.4.1.11129.2.4", "3") => "ct_precert_poison",
        ("1.3.6.1.4.1.311.20.2", "3") => "msUPN",
        ("1.3.6.1.4.1.311.17", "1") => "microsoftCSPName",
        ("1.3.6.1.4.1.311.17", "2") => "microsoftLocalKeySet",
        ("2.16.840.1.113730.1", "1") => "nsCertType",
        ("2.16.840.1.113730.1", "13") => "nsComment",
        ("2.23.140.1.2", "1") => "domain-validated",
        ("2.23.140.1.2", "2") => "organization-validated",
        ("0.9.2342.19200300.100.1", "1") => "userId",
        ("0.9.2342.19200300.100.1", "25") => "domainComponent",
        _ => return None,
    })
}

fn attribute(last: &str) -> Option<&'static str> {
    Some(match last {
        "3" => "commonName",
        "4" => "surname",
        "5" => "serialNumber",
        "6" => "countryName",
        "7" => "localityName",
        "8" => "stateOrProvinceName",
        "9" => "streetAddress",
        "10" => "organizationName",
        "11" => "organizationalUnitName",
        "12" => "title",
        "15" => "businessCategory",
        "17" => "postalCode",
        "42" => "givenName",
        "43" => "initials",
        "46" => "dnQualifier",
        "97" => "organizationIdentifier",
        _ => return None,
    })
}

fn extension(last: &str) -> Option<&'static str> {
    Some(match last {
        "14" => "subjectKeyIdentifier",
        "15" => "keyUsage",
        "16" => "privateKeyUsagePeriod",
        "17" => "subjectAltName",
        "18" => "issuerAltName",
        "19" => "basicConstraints",
        "20" => "crlNumber",
        "21" => "reasonCode",
        "27" => "deltaCRL",
        "28" => "issuingDistributionPoint",
        "30" => "nameConstraints",
        "31" => "crlDistributionPoints",
        "32" => "certificatePolicies",
        "33" => "policyMappings",
        "35" => "authorityKeyIdentifier",
        "36" => "policyConstraints",
        "37" => "extendedKeyUsage",
        "54" => "inhibitAnyPolicy",
        _ => return None,
    })
}

fn purpose(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "serverAuth",
        "2" => "clientAuth",
        "3" => "codeSigning",
        "4" => "emailProtection",
        "8" => "timeStamping",
        "9" => "OCSPSigning",
        _ => return None,
    })
}

fn rsa(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "rsaEncryption",
        "4" => "md5WithRSAEncryption",
        "5" => "sha1WithRSAEncryption",
        "7" => "rsaesOaep",
        "8" => "mgf1",
        "10" => "rsassaPss",
        "11" => "sha256WithRSAEncryption",
        "12" => "sha384WithRSAEncryption",
        "13" => "sha512WithRSAEncryption",
        _ => return None,
    })
}

fn password_based(last: &str) -> Option<&'static str> {
    Some(match last {
        "3" => "pbeWithMD5AndDES-CBC",
        "10" => "pbeWithSHA1AndDES-CBC",
        "12" => "PBKDF2",
        "13" => "PBES2",
        "14" => "PBMAC1",
        _ => return None,
    })
}

fn content_type(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "pkcs7-data",
        "2" => "pkcs7-signedData",
        "3" => "pkcs7-envelopedData",
        "6" => "pkcs7-encryptedData",
        _ => return None,
    })
}

fn pkcs9(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "emailAddress",
        "2" => "unstructuredName",
        "3" => "contentType",
        "4" => "messageDigest",
        "5" => "signingTime",
        "7" => "challengePassword",
        "14" => "extensionRequest",
        "20" => "friendlyName",
        "21" => "localKeyID",
        _ => return None,
    })
}

fn pfx_encryption(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "pbeWithSHA1And128BitRC4",
        "3" => "pbeWithSHA1And3-KeyTripleDES-CBC",
        "5" => "pbeWithSHA1And128BitRC2-CBC",
        "6" => "pbeWithSHA1And40BitRC2-CBC",
        _ => return None,
    })
}

fn bag(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "keyBag",
        "2" => "pkcs8ShroudedKeyBag",
        "3" => "certBag",
        "4" => "crlBag",
        "5" => "secretBag",
        "6" => "safeContentsBag",
        _ => return None,
    })
}

fn hmac(last: &str) -> Option<&'static str> {
    Some(match last {
        "5" => "md5",
        "7" => "hmacWithSHA1",
        "9" => "hmacWithSHA256",
        "10" => "hmacWithSHA384",
        "11" => "hmacWithSHA512",
        _ => return None,
    })
}

fn aes(last: &str) -> Option<&'static str> {
    Some(match last {
        "2" => "aes-128-cbc",
        "6" => "aes-128-gcm",
        "22" => "aes-192-cbc",
        "42" => "aes-256-cbc",
        "46" => "aes-256-gcm",
        _ => return None,
    })
}

fn sha2(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "sha256",
        "2" => "sha384",
        "3" => "sha512",
        "4" => "sha224",
        _ => return None,
    })
}

fn ecdsa(last: &str) -> Option<&'static str> {
    Some(match last {
        "1" => "ecdsa-with-SHA224",
        "2" => "ecdsa-with-SHA256",
        "3" => "ecdsa-with-SHA384",
        "4" => "ecdsa-with-SHA512",
        _ => return None,
    })
}

fn edwards(last: &str) -> Option<&'static str> {
    Some(match last {
        "110" => "X25519",
        "111" => "X448",
        "112" => "ED25519",
        "113" => "ED448",
        _ => return None,
    })
}
