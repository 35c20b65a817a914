use crate::x509::{Certificate, Extension, Key, access, id};
use crate::{der, findings, objects, text};

use crate::acceptance::chosen;

/// What decides whether a certificate is taken, once its CA is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    Authority,
    /// For clients of TLS and not for servers.
    ClientOnly,
    /// For servers of TLS and not for clients.
    ServerOnly,
    /// Expired, or not yet valid.
    OutOfDate,
    /// For a server, without alternative names.
    NoNames,
    /// No subject, and alternative names that are not critical.
    NoSubject,
    /// What another has issued does not name that one's key, though it is of version 3.
    NoAuthorityKey,
    /// A CA without subject key identifier.
    CaNoKeyId,
    /// A CA whose basic constraints are not critical.
    ConstraintsNotCritical,
    /// A CA without key usage.
    CaNoUsage,
    /// A CA that may not sign.
    CaCannotSign,
    /// No CA, and yet its key usage lets it sign certificates.
    LeafSigns,
    /// No CA, and yet it has a path length.
    LeafPathLength,
    /// A key usage that does for no handshake.
    UsageUnfit,
    /// A critical extension that OpenSSL and Go do not take as one.
    CriticalUnknown,
    /// What programs judge it by cannot be read.
    Malformed,
    /// An extension stands there more than once.
    Repeated,
    /// Signed with SHA-1 or MD5, by another.
    WeakHash,
    /// Signed with MD5 or older, by another.
    Md5,
    /// A leaf that has signed itself with SHA-1 or MD5.
    OwnWeakHash,
    /// RSA of less than 1024 bits.
    TinyRsa,
    /// RSA of less than 2048 bits.
    ShortRsa,
    /// RSA for RSASSA-PSS alone.
    Pss,
    /// RSA with an exponent of more than 31 bits.
    LongExponent,
    /// RSA of more than 3072 bits with an exponent of more than 64.
    HeavyExponent,
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

/// `own` where it has signed itself, which nobody checks of what is trusted as it is.
pub(super) fn of(certificate: &Certificate<'_>, own: bool, now: i64) -> Vec<Trait> {
    let mut traits = of_dates(certificate, now);
    traits.extend(of_role(certificate));
    traits.extend(of_usage(certificate));
    traits.extend(of_names(certificate));
    traits.extend(of_extensions(certificate));
    traits.extend(of_key(certificate));
    traits.extend(of_signature(certificate, own));
    traits
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

/// Whether it is a CA or whose certificate it is.
fn of_role(certificate: &Certificate<'_>) -> Vec<Trait> {
    let authority = certificate.is_authority();
    let (server, client) = purposes(certificate);
    let constraints = certificate.extension(id::BASIC_CONSTRAINTS);
    let path_length = constraints
        .and_then(Extension::basic_constraints)
        .is_some_and(|constraints| constraints.path_length.is_some());
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
        (Trait::LeafPathLength, !authority && path_length),
    ])
}

/// What its key may do: bits of `KeyUsage` (RFC 5280, 4.2.1.3).
fn of_usage(certificate: &Certificate<'_>) -> Vec<Trait> {
    const SIGNATURE: u32 = 1;
    const ENCIPHERMENT: u32 = 1 << 2;
    const AGREEMENT: u32 = 1 << 4;
    const CERTIFICATES: u32 = 1 << 5;
    let authority = certificate.is_authority();
    let usage = certificate
        .extension(id::KEY_USAGE)
        .map(|usage| usage.named_bits().unwrap_or(0));
    let has = |bits: u32| usage.is_some_and(|found| found & bits != 0);
    let (server, client) = purposes(certificate);
    let fit = match (server, client) {
        (false, true) => SIGNATURE | AGREEMENT,
        _ => SIGNATURE | ENCIPHERMENT | AGREEMENT,
    };
    chosen([
        (Trait::CaNoUsage, authority && usage.is_none()),
        (
            Trait::CaCannotSign,
            authority && usage.is_some() && !has(CERTIFICATES),
        ),
        (Trait::LeafSigns, !authority && has(CERTIFICATES)),
        (
            Trait::UsageUnfit,
            !authority && (server || client) && usage.is_some() && !has(fit),
        ),
    ])
}

/// What it is called, and what it names.
fn of_names(certificate: &Certificate<'_>) -> Vec<Trait> {
    let own = certificate.is_self_issued();
    let authority = certificate.is_authority();
    let server = !authority && purposes(certificate).0;
    let revocation = certificate.extension(CRL_POINTS).is_some()
        || certificate.access(access::OCSP).next().is_some();
    let of_version_3 = certificate.version >= 2;
    chosen([
        (
            Trait::NoNames,
            server && certificate.alternative_names().is_empty(),
        ),
        (Trait::NoSubject, findings::lacks_subject(certificate)),
        (
            Trait::NoAuthorityKey,
            !own && of_version_3 && !certificate.names_authority_key(),
        ),
        (
            Trait::CaNoKeyId,
            authority && certificate.extension(id::SUBJECT_KEY_ID).is_none(),
        ),
        (Trait::NegativeSerial, der::signed(certificate.serial).0),
        (Trait::NoRevocation, !own && !revocation),
    ])
}

/// How its extensions are written.
fn of_extensions(certificate: &Certificate<'_>) -> Vec<Trait> {
    let extensions = || certificate.extensions.iter();
    let mut ids: Vec<_> = extensions().map(|extension| extension.id).collect();
    ids.sort_unstable();
    chosen([
        (
            Trait::CriticalUnknown,
            extensions().any(findings::is_unexpected),
        ),
        (Trait::Malformed, extensions().any(misjudged)),
        (
            Trait::Repeated,
            ids.windows(2)
                .any(|pair| matches!(pair, [one, other] if one == other)),
        ),
    ])
}

/// Whether OpenSSL and Go judge certificates by this extension, and it cannot be read.
fn misjudged(extension: &Extension<'_>) -> bool {
    let decides = matches!(
        extension.id,
        [0x55, 0x1d, 14 | 15 | 17 | 19 | 30 | 31 | 35 | 37]
    );
    decides && text::known_extension(extension).is_none()
}

fn of_key(certificate: &Certificate<'_>) -> Vec<Trait> {
    match certificate.key.key() {
        Key::Rsa {
            modulus,
            exponent,
            pss,
        } => of_rsa(der::bit_length(modulus), der::bit_length(exponent), pss),
        Key::Modern("Ed25519" | "Ed448") => vec![Trait::Edwards],
        Key::Ec { curve: None } => vec![Trait::ExplicitCurve],
        Key::Ec { curve: Some(curve) } if !in_tls(curve) => vec![Trait::OtherCurve],
        _ => Vec::new(),
    }
}

fn of_rsa(bits: usize, exponent: usize, pss: bool) -> Vec<Trait> {
    chosen([
        (Trait::TinyRsa, bits < 1024),
        (Trait::ShortRsa, bits < 2048),
        (Trait::Pss, pss),
        (Trait::LongExponent, exponent > 31),
        (Trait::HeavyExponent, bits > 3072 && exponent > 64),
    ])
}

/// The hash of the signature on it.
fn of_signature(certificate: &Certificate<'_>, own: bool) -> Vec<Trait> {
    let hash = objects::name(certificate.algorithm.oid).to_ascii_lowercase();
    let old = ["md2", "md4", "md5"].iter().any(|old| hash.contains(old));
    let weak = old || hash.contains("sha1");
    chosen([
        (Trait::WeakHash, weak && !own),
        (Trait::Md5, old && !own),
        (
            Trait::OwnWeakHash,
            weak && own && !certificate.is_authority(),
        ),
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
