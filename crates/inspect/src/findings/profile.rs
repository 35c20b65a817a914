use diagnostics::Finding;

use crate::codes;
use crate::verify::Verified;
use crate::x509::{Certificate, Extension, id};

const PLACE: &str = "Usage";
const SERVER: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
const CLIENT: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
const ANY: &[u8] = &[0x55, 0x1d, 37, 0];
/// Bits of `KeyUsage` (RFC 5280, 4.2.1.3).
const DIGITAL_SIGNATURE: u32 = 1;
const CERTIFICATE_SIGN: u32 = 1 << 5;

pub(super) fn certificate(
    found: &mut Vec<Finding>,
    certificate: &Certificate<'_>,
    verified: Option<&Verified>,
) {
    let usage = certificate
        .extension(id::KEY_USAGE)
        .map(|usage| usage.named_bits().unwrap_or(0));
    if certificate.is_authority() {
        authority(found, certificate, usage);
    } else {
        leaf(found, certificate, usage);
        if verified == Some(&Verified::Yes) {
            found.push(Finding::note(
                codes::LEAF_SELF_SIGNED,
                PLACE,
                "The certificate has signed itself: whoever is to trust it needs this very certificate, and each renewal again.",
                "Have it issued by a CA of your own; API Management takes it as it is.",
            ));
        }
    }
    // What signs itself names no other key.
    // Strict readers ask for one of version 3 alone, which has room for it.
    if certificate.version >= 2
        && !certificate.is_self_issued()
        && !certificate.names_authority_key()
    {
        let what = match certificate.extension(id::AUTHORITY_KEY_ID) {
            Some(_) => "The authority key identifier names issuer and serial number, but no key",
            None => "There is no authority key identifier",
        };
        found.push(Finding::warning(
            codes::AUTHORITY_KEY_ID_MISSING,
            PLACE,
            format!("{what}: Python 3.13 and later refuses with `Missing Authority Key Identifier`."),
            "Issue it again with `authorityKeyIdentifier = keyid`, by a CA that has a subject key identifier.",
        ));
    }
}

fn authority(found: &mut Vec<Finding>, certificate: &Certificate<'_>, usage: Option<u32>) {
    match usage {
        None => found.push(Finding::warning(
            codes::CA_USAGE_MISSING,
            PLACE,
            "The CA has no key usage: Python 3.13 and `openssl verify -x509_strict` refuse all that it signs with `CA cert does not include key usage extension`.",
            "Issue the CA again with `keyUsage = critical, keyCertSign, cRLSign`.",
        )),
        Some(bits) if bits & CERTIFICATE_SIGN == 0 => found.push(Finding::error(
            codes::CA_CANNOT_SIGN,
            PLACE,
            "The key usage of the CA does not let it sign certificates: Go says `parent certificate cannot sign this kind of certificate`, nginx error 26.",
            "Issue the CA again with `keyUsage = critical, keyCertSign, cRLSign`.",
        )),
        Some(_) => {}
    }
    if certificate
        .extension(id::BASIC_CONSTRAINTS)
        .is_some_and(|constraints| !constraints.critical)
    {
        found.push(Finding::warning(
            codes::CA_CONSTRAINTS_NOT_CRITICAL,
            PLACE,
            "The basic constraints of the CA are not critical: Python 3.13 and later refuses with `Basic Constraints of CA cert not marked critical`.",
            "Issue the CA again with `basicConstraints = critical, CA:TRUE`.",
        ));
    }
    if certificate.extension(id::SUBJECT_KEY_ID).is_none() {
        found.push(Finding::warning(
            codes::CA_KEY_ID_MISSING,
            PLACE,
            "The CA has no subject key identifier: what it signs cannot name its key, and Python 3.13 and later refuses it with `Missing Subject Key Identifier`.",
            "Issue the CA again with `subjectKeyIdentifier = hash`.",
        ));
    }
    let hosts = certificate.alternative_names();
    if hosts.iter().any(|name| matches!(name.0.tag, 0x82 | 0x87)) {
        found.push(Finding::warning(
            codes::CA_AS_LEAF,
            PLACE,
            "This is a CA with the names of hosts: if a server uses it, whoever steals its key can issue certificates in its name.",
            "Issue a certificate that is no CA for the server.",
        ));
    }
}

fn leaf(found: &mut Vec<Finding>, certificate: &Certificate<'_>, usage: Option<u32>) {
    if usage.is_some_and(|bits| bits & CERTIFICATE_SIGN != 0) {
        found.push(Finding::warning(
            codes::USAGE_SIGNS_CERTIFICATES,
            PLACE,
            "The key usage lets it sign certificates, but the basic constraints do not call it a CA; RFC 5280, 4.2.1.9 forbids that, and strict readers refuse it.",
            "Issue it again without keyCertSign, or with `basicConstraints = critical, CA:TRUE`.",
        ));
    } else if usage.is_some_and(|bits| bits & DIGITAL_SIGNATURE == 0) {
        found.push(Finding::warning(
            codes::USAGE_NO_SIGNATURE,
            PLACE,
            "The key usage has no digital signature: the key can sign no handshake of TLS 1.3, nor any with ECDHE.",
            "Issue it again with `keyUsage = critical, digitalSignature`.",
        ));
    }
    purposes(found, certificate);
}

fn purposes(found: &mut Vec<Finding>, certificate: &Certificate<'_>) {
    let usage = certificate.extension(id::EXTENDED_KEY_USAGE);
    let Some(purposes) = usage.map(Extension::purposes) else {
        found.push(Finding::note(
            codes::PURPOSE_MISSING,
            PLACE,
            "There is no extended key usage: the certificate of a server is then taken as that of a client, too, and the other way round.",
            "Issue it again with serverAuth or clientAuth, whichever it is for.",
        ));
        return;
    };
    let purposes = purposes.unwrap_or_default();
    let has = |purpose: &[u8]| purposes.contains(&purpose);
    match (has(SERVER), has(CLIENT)) {
        (true, true) => {}
        (true, false) => found.push(Finding::note(
            codes::PURPOSE_SERVER_ONLY,
            PLACE,
            "It is for servers only (serverAuth): as a client certificate Go, Java, nginx and Istio refuse it.",
            "Nothing to do for a server; for API Management as a client it needs clientAuth.",
        )),
        (false, true) => found.push(Finding::note(
            codes::PURPOSE_CLIENT_ONLY,
            PLACE,
            "It is for clients only (clientAuth): as a server certificate every program refuses it.",
            "Nothing to do for a client; for an ingress or gateway it needs serverAuth.",
        )),
        (false, false) if has(ANY) => {}
        (false, false) => found.push(Finding::warning(
            codes::PURPOSE_NOT_TLS,
            PLACE,
            "It is neither for servers nor for clients of TLS (no serverAuth, no clientAuth), so that no handshake takes it.",
            "Issue it again with serverAuth or clientAuth.",
        )),
    }
}
