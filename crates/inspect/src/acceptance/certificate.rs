mod apple;
mod azure;
mod go;
mod java;
mod openssl;
mod windows;

use crate::report::Verdict;
use crate::x509::{Certificate, Extension, Key, access, id};
use crate::{der, objects};

use super::{Reader, chosen, judge};

/// What decides whether a certificate is taken, once its CA is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    Authority,
    /// For clients of TLS and not for servers.
    ClientOnly,
    /// For servers of TLS and not for clients.
    ServerOnly,
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
    /// An elliptic curve that is none of P-256, P-384 and P-521.
    OtherCurve,
    /// A curve whose parameters are written out.
    ExplicitCurve,
    NegativeSerial,
    /// Neither for servers nor for clients of TLS.
    NotTls,
    /// A leaf without extended key usage.
    NoPurpose,
    /// For servers, with more than 825 days.
    Over825Days,
    /// A leaf or an intermediate, which names neither revocation list nor OCSP responder.
    NoRevocation,
}

pub(crate) fn certificate(certificate: &Certificate<'_>, root: bool, now: i64) -> Vec<Verdict> {
    let mut traits = of_dates(certificate, now);
    traits.extend(of_role(certificate));
    traits.extend(of_names(certificate));
    traits.extend(of_key(certificate, root));
    judge(TABLE, &traits)
}

fn of_dates(certificate: &Certificate<'_>, now: i64) -> Vec<Trait> {
    let (start, end) = (certificate.not_before.unix, certificate.not_after.unix);
    let days = start
        .zip(end)
        .map_or(0, |(start, end)| end.saturating_sub(start) / 86_400);
    let server = !certificate.is_authority() && purposes(certificate).0;
    chosen([
        (
            Trait::OutOfDate,
            start.is_none_or(|start| start > now) || end.is_none_or(|end| end < now),
        ),
        (Trait::Over825Days, server && days > 825),
    ])
}

/// Whether it is a CA or whose certificate it is, and whether it may be that.
fn of_role(certificate: &Certificate<'_>) -> Vec<Trait> {
    let authority = certificate.is_authority();
    let (server, client) = purposes(certificate);
    let usage = certificate
        .extension(id::KEY_USAGE)
        .map(|usage| usage.named_bits().unwrap_or(0));
    let constraints = certificate.extension(id::BASIC_CONSTRAINTS);
    chosen([
        (Trait::Authority, authority),
        (Trait::ClientOnly, !authority && client && !server),
        (Trait::ServerOnly, !authority && server && !client),
        (Trait::NotTls, !authority && !server && !client),
        (
            Trait::NoPurpose,
            !authority && certificate.extension(id::EXTENDED_KEY_USAGE).is_none(),
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
    ])
}

/// What it is called, and what it names.
fn of_names(certificate: &Certificate<'_>) -> Vec<Trait> {
    let own = certificate.is_self_issued();
    let server = !certificate.is_authority() && purposes(certificate).0;
    let revocation = certificate.extension(CRL_POINTS).is_some()
        || certificate.access(access::OCSP).next().is_some();
    chosen([
        (
            Trait::NoNames,
            server && certificate.alternative_names().is_empty(),
        ),
        (
            Trait::NoAuthorityKey,
            !own && certificate.extension(id::AUTHORITY_KEY_ID).is_none(),
        ),
        (Trait::NegativeSerial, der::signed(certificate.serial).0),
        (Trait::NoRevocation, !own && !revocation),
    ])
}

/// Its key, and the signature on it, which on a root nobody checks.
fn of_key(certificate: &Certificate<'_>, root: bool) -> Vec<Trait> {
    let hash = objects::name(certificate.algorithm.oid).to_ascii_lowercase();
    let weak = ["md2", "md4", "md5", "sha1"];
    let weak = weak.iter().any(|weak| hash.contains(weak));
    let key = certificate.key.key();
    chosen([
        (Trait::WeakHash, weak && !root),
        (
            Trait::ShortRsa,
            matches!(key, Key::Rsa { modulus, .. } if der::bit_length(modulus) < 2048),
        ),
        (
            Trait::Edwards,
            matches!(key, Key::Modern("Ed25519" | "Ed448")),
        ),
        (
            Trait::OtherCurve,
            matches!(key, Key::Ec { curve: Some(curve) } if !in_tls(curve)),
        ),
        (Trait::ExplicitCurve, matches!(key, Key::Ec { curve: None })),
    ])
}

/// The curves that handshakes are signed with.
fn in_tls(curve: &[u8]) -> bool {
    let name = objects::curve(curve).and_then(|(_, nist, _)| nist);
    matches!(name, Some("P-256" | "P-384" | "P-521"))
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

const ACCEPTED: &str = "Nothing in it is refused, once its CA is trusted.";

const TABLE: &[Reader<Trait>] = &[
    azure::API_MANAGEMENT,
    azure::KEY_VAULT,
    go::GO,
    openssl::OPENSSL_3,
    openssl::PYTHON_3_13,
    openssl::NODE_20,
    java::JAVA_8,
    java::JAVA_17,
    windows::DOTNET,
    windows::SERVER,
    windows::SCHANNEL,
    apple::MACOS,
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
