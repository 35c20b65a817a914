//! The codes of all findings about an item. A code is stable: tools and tests may rely on it.

/// Defines each code and the list of all of them from one place, so that none is missing in the list.
macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        $($(#[$doc])+ pub const $name: &str = $code;)+

        /// Every code.
        pub const ALL: &[&str] = &[$($name),+];
    };
}

codes! {
    /// Its validity is over.
    EXPIRED = "expired";
    /// Its validity has not begun.
    NOT_YET_VALID = "not-yet-valid";
    /// Its validity is over within 30 days.
    EXPIRES_SOON = "expires-soon";
    /// It is valid without end.
    VALID_WITHOUT_END = "valid-without-end";
    /// Its validity ends before it begins.
    VALIDITY_REVERSED = "validity-reversed";
    /// A date is none, or none that RFC 5280 allows.
    DATE_MALFORMED = "date-malformed";
    /// A date lies in the year 0.
    DATE_YEAR_ZERO = "date-year-zero";
    /// A date before 2050 is a GeneralizedTime, or one after 2049 would have to be.
    DATE_GENERALIZED = "date-generalized";
    /// A server certificate is valid for more than 398 days.
    LEAF_OVER_398_DAYS = "leaf-over-398-days";
    /// A server certificate is valid for more than 825 days.
    LEAF_OVER_825_DAYS = "leaf-over-825-days";

    /// A certificate that is not for servers is valid for more than 825 days.
    LEAF_LONG_LIVED = "leaf-long-lived";

    /// There is no subject alternative name.
    SAN_MISSING = "san-missing";
    /// The host in the common name is not among the alternative names.
    CN_NOT_IN_SAN = "cn-not-in-san";
    /// An IP address is written as a DNS name.
    SAN_IP_AS_DNS = "san-ip-as-dns";
    /// A DNS name is none.
    SAN_DNS_MALFORMED = "san-dns-malformed";
    /// A wildcard stands where programs do not take it.
    WILDCARD_ODD = "wildcard-odd";
    /// A name has a NUL, a control or an invisible character.
    NAME_CONTROL_CHARACTER = "name-control-character";
    /// A name has nothing that is seen.
    NAME_BLANK = "name-blank";
    /// A name mixes scripts whose letters look alike.
    NAME_MIXED_SCRIPTS = "name-mixed-scripts";
    /// A host name is written in letters of another script that all look like Latin ones.
    NAME_LOOKS_LATIN = "name-looks-latin";
    /// There is no subject, nor alternative names that take its place.
    SUBJECT_EMPTY = "subject-empty";
    /// The issuer has no name.
    ISSUER_EMPTY = "issuer-empty";

    /// It is of version 1 or 2.
    VERSION_OLD = "version-old";
    /// The version does not go with what is in it.
    VERSION_MISMATCH = "version-mismatch";
    /// The serial number is zero.
    SERIAL_ZERO = "serial-zero";
    /// The serial number is negative.
    SERIAL_NEGATIVE = "serial-negative";
    /// The serial number is longer than 20 octets.
    SERIAL_TOO_LONG = "serial-too-long";
    /// The serial number is small, so that it will be used again.
    SERIAL_SMALL = "serial-small";

    /// There is no extended key usage.
    PURPOSE_MISSING = "purpose-missing";
    /// It is neither for servers nor for clients of TLS.
    PURPOSE_NOT_TLS = "purpose-not-tls";
    /// It is for servers only.
    PURPOSE_SERVER_ONLY = "purpose-server-only";
    /// It is for clients only.
    PURPOSE_CLIENT_ONLY = "purpose-client-only";
    /// The key usage of an end entity lets it sign no handshake.
    USAGE_NO_SIGNATURE = "usage-no-signature";
    /// An end entity may sign certificates by its key usage.
    USAGE_SIGNS_CERTIFICATES = "usage-signs-certificates";
    /// A CA has no key usage.
    CA_USAGE_MISSING = "ca-usage-missing";
    /// The key usage of a CA lets it sign no certificates.
    CA_CANNOT_SIGN = "ca-cannot-sign";
    /// The basic constraints of a CA are not critical.
    CA_CONSTRAINTS_NOT_CRITICAL = "ca-constraints-not-critical";
    /// A CA has no subject key identifier.
    CA_KEY_ID_MISSING = "ca-key-id-missing";
    /// A CA has names of hosts, as if it were to be used by one.
    CA_AS_LEAF = "ca-as-leaf";
    /// There is no authority key identifier.
    AUTHORITY_KEY_ID_MISSING = "authority-key-id-missing";
    /// A path length is negative, or stands where there is no CA.
    PATH_LENGTH_ODD = "path-length-odd";
    /// An extension stands there twice.
    EXTENSION_REPEATED = "extension-repeated";
    /// An extension is critical, and programs do not know it.
    EXTENSION_CRITICAL_UNKNOWN = "extension-critical-unknown";
    /// An extension is not what it says it is.
    EXTENSION_MALFORMED = "extension-malformed";
    /// An end entity has signed itself.
    LEAF_SELF_SIGNED = "leaf-self-signed";

    /// An RSA key has less than 2048 bits.
    KEY_RSA_SHORT = "key-rsa-short";
    /// An RSA key has more than 8192 bits.
    KEY_RSA_LONG = "key-rsa-long";
    /// The exponent of an RSA key is not the usual one.
    KEY_RSA_EXPONENT = "key-rsa-exponent";
    /// A key is for RSASSA-PSS alone.
    KEY_RSA_PSS = "key-rsa-pss";
    /// A key is on a curve that is not taken everywhere.
    KEY_CURVE_UNUSUAL = "key-curve-unusual";
    /// Azure, .NET and browsers do not take Ed25519 keys.
    KEY_ED25519 = "key-ed25519";
    /// A DSA key.
    KEY_DSA = "key-dsa";
    /// A key of an algorithm that is not known here, or a malformed one.
    KEY_UNKNOWN = "key-unknown";
    /// The numbers of a key cannot be those of a key.
    KEY_BROKEN = "key-broken";
    /// The certificate in a JSON Web Key is for another key.
    KEY_CERTIFICATE_OTHER = "key-certificate-other";
    /// A private key is not encrypted.
    KEY_NOT_ENCRYPTED = "key-not-encrypted";
    /// A private key is in a form of its algorithm.
    KEY_TRADITIONAL = "key-traditional";
    /// It is signed with MD5 or worse.
    SIGNATURE_MD5 = "signature-md5";
    /// It is signed with SHA-1.
    SIGNATURE_SHA1 = "signature-sha1";
    /// It names two algorithms for its one signature.
    SIGNATURE_ALGORITHMS_DIFFER = "signature-algorithms-differ";
    /// Its signature is not made by its own key.
    SIGNATURE_INVALID = "signature-invalid";

    /// A request carries a password for its revocation.
    CHALLENGE_PASSWORD = "challenge-password";
    /// A revocation list is out of date.
    LIST_OUT_OF_DATE = "list-out-of-date";
    /// A revocation list does not say when the next one comes.
    LIST_WITHOUT_NEXT = "list-without-next";

    /// A cipher can be broken.
    CIPHER_WEAK = "cipher-weak";
    /// A key derivation has few rounds.
    ROUNDS_FEW = "rounds-few";
    /// A salt is longer than any program makes it.
    SALT_LONG = "salt-long";
    /// A PFX has more rounds than .NET does.
    PFX_ROUNDS_MANY = "pfx-rounds-many";
    /// A PFX has no MAC.
    PFX_MAC_MISSING = "pfx-mac-missing";
    /// The MAC of a PFX is PBMAC1.
    PFX_MAC_PBMAC1 = "pfx-mac-pbmac1";
    /// A PFX has no password.
    PFX_PASSWORD_MISSING = "pfx-password-missing";
    /// The password of a PFX is not ASCII.
    PFX_PASSWORD_NOT_ASCII = "pfx-password-not-ascii";
    /// A PFX has several keys.
    PFX_KEYS_SEVERAL = "pfx-keys-several";
    /// A PFX has a key and one certificate alone.
    PFX_CHAIN_MISSING = "pfx-chain-missing";
    /// A PFX has a key and no certificate.
    PFX_CERTIFICATE_MISSING = "pfx-certificate-missing";
    /// A PFX has certificates and no key.
    PFX_KEY_MISSING = "pfx-key-missing";
    /// A private key lies in a PFX in the clear.
    PFX_KEY_CLEAR = "pfx-key-clear";
    /// A PFX without a key has no certificate that Java trusts.
    PFX_TRUST_UNMARKED = "pfx-trust-unmarked";

    /// A Secret has a key that its readers do not look for.
    SECRET_KEY_IGNORED = "secret-key-ignored";
    /// A Secret holds the private key of a CA.
    SECRET_CA_KEY = "secret-ca-key";
    /// A Secret is encrypted for a controller in the cluster.
    SECRET_SEALED = "secret-sealed";
    /// A Secret has half of a pair.
    SECRET_PAIR_INCOMPLETE = "secret-pair-incomplete";
    /// Something else lies below a key of a Secret than what it is called.
    SECRET_CONTENT = "secret-content";
    /// The private key of a Secret is encrypted.
    SECRET_KEY_ENCRYPTED = "secret-key-encrypted";
    /// A private key lies in a ConfigMap.
    CONFIG_MAP_KEY = "config-map-key";

    /// The octets are not what they were taken for.
    UNREADABLE = "unreadable";
    /// The octets are nothing that is known.
    UNKNOWN = "unknown";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        assert_eq!(ALL.iter().collect::<BTreeSet<_>>().len(), ALL.len());
        let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        for code in ALL {
            assert!(code.bytes().all(kebab), "{code}");
        }
    }
}
