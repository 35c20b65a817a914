//! Which programs know the cipher of an encrypted key or PFX. Each list is what a test of this repository has tried.

use formats::Encryption;

/// OpenSSL 3 has RC2, RC4 and single DES in its legacy provider alone.
pub(super) fn needs_legacy(cipher: &str) -> bool {
    const LEGACY: [&str; 8] = [
        "RC2",
        "RC4",
        "AndDES-CBC",
        "DEK-Info DES-CBC",
        "DEK-Info DES-CFB",
        "PBES2, DES-CBC",
        // Single DES and RC2 under PBES2, where their parameters are not known here.
        "PBES2, 1.3.14.3.2.7",
        "PBES2, 1.2.840.113549.3.2",
    ];
    LEGACY.iter().any(|legacy| cipher.contains(legacy))
}

/// Java 17: PBKDF2 and AES of 128 or 256 bits under PBES2, and the older schemes by name.
pub(super) fn java_reads(encryption: &Encryption) -> bool {
    const OLDER: [&str; 6] = [
        "pbeWithMD5AndDES-CBC",
        "pbeWithSHAAnd3-KeyTripleDES-CBC",
        "pbeWithSHAAnd128BitRC2-CBC",
        "pbeWithSHAAnd40BitRC2-CBC",
        "pbeWithSHAAnd128BitRC4",
        "pbeWithSHAAnd40BitRC4",
    ];
    match encryption.cipher.as_str() {
        "PBES2, AES-128-CBC" | "PBES2, AES-256-CBC" => encryption.derivation.starts_with("PBKDF2"),
        older => OLDER.contains(&older),
    }
}

/// Python's cryptography, which has its own code for these.
pub(super) fn python_reads(cipher: &str) -> bool {
    const READ: [&str; 12] = [
        "PBES2, AES-128-CBC",
        "PBES2, AES-192-CBC",
        "PBES2, AES-256-CBC",
        "PBES2, DES-EDE3-CBC",
        "PBES2, RC2-CBC",
        "pbeWithMD5AndDES-CBC",
        "pbeWithSHAAnd3-KeyTripleDES-CBC",
        "pbeWithSHAAnd40BitRC2-CBC",
        "pbeWithSHAAnd128BitRC4",
        "DEK-Info AES-128-CBC",
        "DEK-Info AES-256-CBC",
        "DEK-Info DES-EDE3-CBC",
    ];
    READ.contains(&cipher)
}
