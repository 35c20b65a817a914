use crate::report::Answer::{Depends, No, Yes};
use crate::report::Verdict;
use crate::x509::{Certificate, Extension, Key, id};
use crate::{der, objects};

use super::Source::{Cited, Tested, Unknown};
use super::{Reader, judge, otherwise, row};

/// What decides whether a certificate is taken, once its CA is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    /// Expired, or not yet valid.
    OutOfDate,
    /// For a server, without alternative names.
    NoNames,
    /// No authority key identifier on what another has issued.
    NoAuthorityKey,
    /// A CA whose basic constraints are not critical.
    ConstraintsNotCritical,
    /// A CA without key usage.
    CaNoUsage,
    /// A CA that may not sign.
    CaCannotSign,
    /// Signed with SHA-1 or MD5, and no root.
    WeakHash,
    ShortRsa,
    Edwards,
    NegativeSerial,
    /// Neither for servers nor for clients of TLS.
    NotTls,
    /// A leaf without extended key usage.
    NoPurpose,
    /// For servers, with more than 825 days.
    Over825Days,
    /// A leaf or an intermediate, which names no revocation list.
    NoRevocation,
}

pub(crate) fn certificate(certificate: &Certificate<'_>, now: i64) -> Vec<Verdict> {
    judge(TABLE, &traits(certificate, now))
}

fn traits(certificate: &Certificate<'_>, now: i64) -> Vec<Trait> {
    let authority = certificate.is_authority();
    let own = certificate.is_self_issued();
    let usage = certificate
        .extension(id::KEY_USAGE)
        .map(|usage| usage.named_bits().unwrap_or(0));
    let constraints = certificate.extension(id::BASIC_CONSTRAINTS);
    let hash = objects::name(certificate.algorithm.oid).to_ascii_lowercase();
    let weak = ["md2", "md4", "md5", "sha1"]
        .iter()
        .any(|weak| hash.contains(weak));
    let (start, end) = (certificate.not_before.unix, certificate.not_after.unix);
    let days = start
        .zip(end)
        .map_or(0, |(start, end)| end.saturating_sub(start) / 86_400);
    let (server, client) = purposes(certificate);
    let rsa = match certificate.key.key() {
        Key::Rsa { modulus, .. } => der::bit_length(modulus),
        _ => usize::MAX,
    };
    [
        (
            Trait::OutOfDate,
            start.is_none_or(|start| start > now) || end.is_none_or(|end| end < now),
        ),
        (
            Trait::NoNames,
            !authority && server && certificate.alternative_names().is_empty(),
        ),
        (
            Trait::NoAuthorityKey,
            !own && certificate.extension(id::AUTHORITY_KEY_ID).is_none(),
        ),
        (
            Trait::ConstraintsNotCritical,
            authority && constraints.is_some_and(|found| !found.critical),
        ),
        (Trait::CaNoUsage, authority && usage.is_none()),
        (
            Trait::CaCannotSign,
            authority && usage.is_some_and(|bits| bits >> 5 & 1 == 0),
        ),
        (Trait::WeakHash, weak && !own),
        (Trait::ShortRsa, rsa < 2048),
        (
            Trait::Edwards,
            matches!(certificate.key.key(), Key::Modern("Ed25519" | "Ed448")),
        ),
        (Trait::NegativeSerial, der::signed(certificate.serial).0),
        (Trait::NotTls, !authority && !server && !client),
        (
            Trait::NoPurpose,
            !authority && certificate.extension(id::EXTENDED_KEY_USAGE).is_none(),
        ),
        (Trait::Over825Days, !authority && server && days > 825),
        (
            Trait::NoRevocation,
            !own && certificate.extension(CRL_POINTS).is_none(),
        ),
    ]
    .into_iter()
    .filter_map(|(found, is)| is.then_some(found))
    .collect()
}

const CRL_POINTS: &[u8] = &[0x55, 0x1d, 31];

/// Whether it may be used by servers, and by clients.
fn purposes(certificate: &Certificate<'_>) -> (bool, bool) {
    let usage = certificate.extension(id::EXTENDED_KEY_USAGE);
    let Some(purposes) = usage.map(Extension::purposes) else {
        return (true, true);
    };
    let purposes = purposes.unwrap_or_default();
    let has = |number: u8| purposes.contains(&&[0x2b, 6, 1, 5, 5, 7, 3, number][..]);
    let any = purposes.contains(&&[0x55, 0x1d, 37, 0][..]);
    (has(1) || any, has(2) || any)
}

const OPENSSL: &str = "OpenSSL 3.0, openssl verify -auth_level 2";
const PYTHON: &str = "Python's ssl with VERIFY_X509_STRICT, which 3.13 sets by itself";
const APPLE: &str =
    "support.apple.com/103769, Requirements for trusted certificates in iOS 13 and macOS 10.15";
const NODE: &str = "Node 20, tls";

const TABLE: &[Reader<Trait>] = &[
    (
        "API Management",
        &[
            row(
                Trait::OutOfDate,
                Depends,
                "It may still present it, but the gateway behind refuses what is out of date.",
                Unknown,
            ),
            row(
                Trait::Edwards,
                No,
                ".NET says `'1.3.101.112' is not a known key algorithm`.",
                Cited("dotnet/runtime#99388"),
            ),
            otherwise(
                Depends,
                "To present it needs the PFX with its key; the certificate alone helps to check callers.",
                Cited("learn.microsoft.com, api-management-howto-mutual-certificates"),
            ),
        ],
    ),
    (
        "Azure Key Vault",
        &[
            row(
                Trait::Edwards,
                No,
                "It says `KeyCurveNotSupported`.",
                Cited("Azure/azure-cli#26898"),
            ),
            otherwise(
                Depends,
                "It imports a certificate with its key; CA and leaf have to be of one key family.",
                Cited("MicrosoftDocs/azure-docs#115129"),
            ),
        ],
    ),
    (
        "Go (crypto/x509)",
        &[
            row(
                Trait::NegativeSerial,
                No,
                "Go 1.23 and later refuses to read a negative serial number.",
                Cited("cert-manager/trust-manager, pkg/compat (GODEBUG x509negativeserial)"),
            ),
            row(
                Trait::OutOfDate,
                No,
                "It is out of date.",
                Cited("golang/go, crypto/x509/verify.go"),
            ),
            row(
                Trait::WeakHash,
                No,
                "It says `cannot verify signature: insecure algorithm SHA1-RSA`.",
                Cited("fatedier/frp#2957"),
            ),
            row(
                Trait::CaCannotSign,
                No,
                "It says `parent certificate cannot sign this kind of certificate`.",
                Cited("ansible-collections/community.crypto#574"),
            ),
            row(
                Trait::NotTls,
                No,
                "It says `certificate specifies an incompatible key usage`.",
                Cited("Kuadrant/authorino#407"),
            ),
            row(
                Trait::NoNames,
                No,
                "As a server's it says `certificate relies on legacy Common Name field, use SANs instead`.",
                Cited("golang/go, crypto/x509/verify.go"),
            ),
            row(
                Trait::ShortRsa,
                Depends,
                "Go 1.24 and later refuses RSA keys under 1024 bits; others pass.",
                Unknown,
            ),
            otherwise(
                Yes,
                "Nothing in it is refused, once its CA is trusted.",
                Cited("golang/go, crypto/x509/verify.go"),
            ),
        ],
    ),
    (
        "OpenSSL 3",
        &[
            row(Trait::OutOfDate, No, "It is out of date.", Tested(OPENSSL)),
            row(
                Trait::ShortRsa,
                No,
                "It says `ee key too small` at security level 2, the default of Debian and Ubuntu.",
                Tested(OPENSSL),
            ),
            row(
                Trait::WeakHash,
                No,
                "It says `ca md too weak` at security level 2.",
                Tested(OPENSSL),
            ),
            row(
                Trait::CaCannotSign,
                No,
                "It says `invalid CA certificate`.",
                Tested(OPENSSL),
            ),
            row(
                Trait::NotTls,
                No,
                "It says `unsuitable certificate purpose`.",
                Tested(OPENSSL),
            ),
            row(
                Trait::NoNames,
                Depends,
                "It falls back to the common name, which most programs on it forbid.",
                Unknown,
            ),
            otherwise(
                Yes,
                "Nothing in it is refused, once its CA is trusted.",
                Tested(OPENSSL),
            ),
        ],
    ),
    (
        "Python 3.13",
        &[
            row(Trait::OutOfDate, No, "It is out of date.", Tested(PYTHON)),
            row(
                Trait::NoAuthorityKey,
                No,
                "It says `Missing Authority Key Identifier`.",
                Tested(PYTHON),
            ),
            row(
                Trait::ConstraintsNotCritical,
                No,
                "It says `Basic Constraints of CA cert not marked critical`.",
                Tested(PYTHON),
            ),
            row(
                Trait::CaNoUsage,
                No,
                "It says `CA cert does not include key usage extension`.",
                Tested(PYTHON),
            ),
            row(
                Trait::CaCannotSign,
                No,
                "It says `invalid CA certificate`.",
                Tested(PYTHON),
            ),
            row(
                Trait::NotTls,
                No,
                "It says `unsuitable certificate purpose`.",
                Tested(PYTHON),
            ),
            row(
                Trait::ShortRsa,
                No,
                "It says `ee key too small`.",
                Tested(PYTHON),
            ),
            row(
                Trait::WeakHash,
                No,
                "It says `ca md too weak`.",
                Tested(PYTHON),
            ),
            row(
                Trait::NoNames,
                Yes,
                "It falls back to the common name; libraries on top of it may not.",
                Tested(PYTHON),
            ),
            otherwise(
                Yes,
                "It passes the strict checks, once its CA is trusted.",
                Tested(PYTHON),
            ),
        ],
    ),
    (
        "Node 20",
        &[
            row(
                Trait::OutOfDate,
                No,
                "It says `certificate has expired` or `certificate is not yet valid`.",
                Tested(NODE),
            ),
            row(
                Trait::CaCannotSign,
                No,
                "It says `invalid CA certificate`.",
                Tested(NODE),
            ),
            row(
                Trait::NotTls,
                No,
                "It says `unsuitable certificate purpose`.",
                Tested(NODE),
            ),
            row(
                Trait::ShortRsa,
                Depends,
                "On the security level its OpenSSL was built with.",
                Unknown,
            ),
            row(
                Trait::WeakHash,
                Depends,
                "On the security level its OpenSSL was built with.",
                Unknown,
            ),
            row(
                Trait::NoNames,
                Depends,
                "It falls back to the common name where there is one.",
                Unknown,
            ),
            otherwise(
                Yes,
                "Nothing in it is refused, once its CA is trusted.",
                Tested(NODE),
            ),
        ],
    ),
    (
        "Java 17",
        &[
            row(
                Trait::NotTls,
                No,
                "It says `Extended key usage does not permit use for TLS client authentication`, or server.",
                Cited("openshift/service-ca-operator#62"),
            ),
            row(
                Trait::OutOfDate,
                No,
                "It says `CertificateExpiredException` or `CertificateNotYetValidException`.",
                Cited("java.security.cert.X509Certificate.checkValidity, Java 17 API"),
            ),
            row(
                Trait::ShortRsa,
                Depends,
                "On `jdk.certpath.disabledAlgorithms`, which forbids RSA under 1024 bits.",
                Unknown,
            ),
            row(
                Trait::WeakHash,
                Depends,
                "On `jdk.certpath.disabledAlgorithms`: SHA-1 is forbidden below roots that come with Java.",
                Unknown,
            ),
            otherwise(
                Depends,
                "On the trust store; nothing in it is known to be refused.",
                Unknown,
            ),
        ],
    ),
    (
        ".NET",
        &[
            row(
                Trait::Edwards,
                No,
                "It says `'1.3.101.112' is not a known key algorithm`.",
                Cited("dotnet/runtime#99388"),
            ),
            row(
                Trait::OutOfDate,
                No,
                "It says `The remote certificate is invalid according to the validation procedure`.",
                Cited("techcommunity.microsoft.com ba-p/3700074"),
            ),
            otherwise(
                Depends,
                "On the trust store and on whether revocation is checked; nothing in it is known to be refused.",
                Unknown,
            ),
        ],
    ),
    (
        "curl on Windows (Schannel)",
        &[
            row(
                Trait::NoRevocation,
                No,
                "It names no revocation list: Schannel says CRYPT_E_NO_REVOCATION_CHECK without `--ssl-no-revoke`.",
                Cited("curl/curl#12239"),
            ),
            otherwise(
                Depends,
                "On whether its revocation list can be reached.",
                Cited("curl/curl#14315"),
            ),
        ],
    ),
    (
        "macOS, Safari",
        &[
            row(
                Trait::NoPurpose,
                No,
                "It refuses a server without serverAuth in its extended key usage.",
                Cited(APPLE),
            ),
            row(
                Trait::NotTls,
                No,
                "It refuses a server without serverAuth in its extended key usage.",
                Cited(APPLE),
            ),
            row(
                Trait::Over825Days,
                No,
                "It refuses server certificates of more than 825 days, of a private CA, too.",
                Cited(APPLE),
            ),
            row(
                Trait::ShortRsa,
                No,
                "It refuses RSA keys of less than 2048 bits.",
                Cited(APPLE),
            ),
            row(Trait::WeakHash, No, "It refuses SHA-1.", Cited(APPLE)),
            row(
                Trait::NoNames,
                No,
                "It refuses a server without alternative names.",
                Cited(APPLE),
            ),
            row(
                Trait::Edwards,
                Depends,
                "Nothing is known of Ed25519 there.",
                Unknown,
            ),
            otherwise(
                Depends,
                "On whether its CA is trusted; it meets Apple's published rules.",
                Cited(APPLE),
            ),
        ],
    ),
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
