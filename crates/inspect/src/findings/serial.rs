use diagnostics::Finding;

use crate::x509::Certificate;
use crate::{codes, der, facts};

const PLACE: &str = "Serial and version";

pub(super) fn all(found: &mut Vec<Finding>, certificate: &Certificate<'_>) {
    // Of one that is longer than any, its beginning.
    let serial = certificate.serial;
    let hex = facts::serial(serial.get(..64).unwrap_or(serial));
    let (negative, magnitude) = der::signed(certificate.serial);
    if negative {
        found.push(Finding::error(
            codes::SERIAL_NEGATIVE,
            PLACE,
            format!("The serial number {hex} is negative: Go 1.23 and later refuses to read the certificate."),
            "Issue it again with a positive serial number.",
        ));
    } else if magnitude.is_empty() {
        found.push(Finding::warning(
            codes::SERIAL_ZERO,
            PLACE,
            "The serial number is zero, which RFC 5280, 4.1.2.2 forbids.",
            "Issue the certificate again with a random serial number.",
        ));
    } else if certificate.serial.len() > 20 {
        found.push(Finding::warning(
            codes::SERIAL_TOO_LONG,
            PLACE,
            format!(
                "The serial number has {} octets; RFC 5280, 4.1.2.2 allows 20.",
                certificate.serial.len()
            ),
            "Issue the certificate again with a shorter serial number.",
        ));
    } else if magnitude.len() <= 4 && !certificate.is_self_issued() {
        found.push(Finding::note(
            codes::SERIAL_SMALL,
            PLACE,
            format!("The serial number {hex} is small: issued again, it soon repeats, and Firefox refuses a second certificate with the same issuer and number."),
            "Let the CA draw serial numbers at random, 64 bits or more.",
        ));
    }
    version(found, certificate);
}

fn version(found: &mut Vec<Finding>, certificate: &Certificate<'_>) {
    match (certificate.version, certificate.extensions.is_empty()) {
        (2, _) => {}
        (0 | 1, true) => found.push(Finding::warning(
            codes::VERSION_OLD,
            PLACE,
            format!("The certificate is of version {}: it has no alternative names and no usages, so that Go, browsers and strict readers refuse it.", certificate.version + 1),
            "Issue it again with extensions; `openssl x509 -req` drops those of the request without `-copy_extensions copy`.",
        )),
        (version, _) => found.push(Finding::error(
            codes::VERSION_MISMATCH,
            PLACE,
            format!("The certificate says version {} though its content is of version 3.", version.saturating_add(1)),
            "Issue it again with another program.",
        )),
    }
}
