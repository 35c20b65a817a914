mod apple;
mod azure;
mod go;
mod java;
mod openssl;
mod windows;

use crate::report::Verdict;
use crate::x509::{Certificate, Extension, Key, id};
use crate::{der, objects};

use super::{Reader, judge};

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

const ACCEPTED: &str = "Nothing in it is refused, once its CA is trusted.";

const TABLE: &[Reader<Trait>] = &[
    azure::API_MANAGEMENT,
    azure::KEY_VAULT,
    go::GO,
    openssl::OPENSSL_3,
    openssl::PYTHON_3_13,
    openssl::NODE_20,
    java::JAVA_17,
    windows::DOTNET,
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
