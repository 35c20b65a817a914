use crate::x509::{RevocationList, Time};
use crate::{der, distinguished_name, hex};

use super::{Lines, extensions, signature};

/// As `openssl crl -text` prints it.
pub(super) fn lines(list: &RevocationList<'_>) -> Lines {
    let mut lines = Lines::default();
    lines.push(0, "Certificate Revocation List (CRL):");
    let version = list.version.unwrap_or(0);
    let version = match version {
        0 | 1 => format!("Version {} (0x{version:x})", version + 1),
        _ => format!("Version unknown ({version})"),
    };
    lines.push(8, &version);
    // OpenSSL prints the algorithm beside the signature in both places.
    signature::algorithm(&mut lines, 8, &list.algorithm);
    let issuer = distinguished_name::oneline(list.issuer.0);
    lines.push(8, &format!("Issuer: {issuer}"));
    lines.push(8, &format!("Last Update: {}", list.this_update.openssl()));
    let next = list
        .next_update
        .map_or_else(|| "NONE".to_owned(), |next| Time::openssl(&next));
    lines.push(8, &format!("Next Update: {next}"));
    if !list.extensions.is_empty() {
        lines.push(8, "CRL extensions:");
        extensions::push(&mut lines, 12, &list.extensions);
    }
    push_revoked(&mut lines, list);
    signature::push(&mut lines, &list.algorithm, list.signature);
    lines
}

fn push_revoked(lines: &mut Lines, list: &RevocationList<'_>) {
    let mut revoked = list.revoked().peekable();
    if revoked.peek().is_none() {
        lines.push(0, "No Revoked Certificates.");
        return;
    }
    lines.push(0, "Revoked Certificates:");
    for entry in revoked {
        let (negative, magnitude) = der::signed(entry.serial);
        let sign = if negative { "-" } else { "" };
        let digits = if magnitude.is_empty() {
            "00".to_owned()
        } else {
            hex::upper(&magnitude)
        };
        lines.push(4, &format!("Serial Number: {sign}{digits}"));
        lines.push(8, &format!("Revocation Date: {}", entry.date.openssl()));
        if !entry.extensions.is_empty() {
            lines.push(8, "CRL entry extensions:");
            extensions::push(lines, 12, &entry.extensions);
        }
    }
}
