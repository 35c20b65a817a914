use diagnostics::Finding;

use super::syntax::Layers;
use crate::oid;
use crate::password::UnlockError;
use crate::syntax::ContentInfo;

const PLACE: &str = "pfx";

pub(super) fn mac_unverified(error: &UnlockError) -> Finding {
    Finding::warning(
        "pfx-mac-unverified",
        PLACE,
        format!(
            "Whether the PFX is intact was not verified: {}.",
            of_mac(error)
        ),
        "Export it again with HMAC-SHA-256, which every current program verifies.",
    )
}

pub(super) fn other_password(number: usize) -> Finding {
    Finding::warning(
        "pfx-safe-other-password",
        PLACE,
        format!("Safe {number} of the PFX does not open with the password that opens the rest."),
        "Export it again with one password: Windows, Java and OpenSSL ask for one only.",
    )
}

fn of_mac(error: &UnlockError) -> String {
    match error {
        UnlockError::Unsupported(what) => format!("{what} is not known here"),
        other => other.to_string(),
    }
}

pub(super) fn safe_broken(number: usize, why: &str) -> Finding {
    Finding::error(
        "pfx-safe-unreadable",
        PLACE,
        format!("Safe {number} of the PFX cannot be read: {why}."),
        "Export the PFX again where it came from.",
    )
}

pub(super) fn safe_unknown(number: usize, info: &ContentInfo<'_>) -> Finding {
    let what = match info.content_type {
        oid::ENVELOPED_DATA => {
            "is encrypted for the holder of a key (enveloped data), not with a password".to_owned()
        }
        other => format!("has the content type {other}, which RFC 7292 does not know"),
    };
    Finding::error(
        "pfx-safe-unsupported",
        PLACE,
        format!("Safe {number} of the PFX {what}."),
        "Export the PFX again, with a password.",
    )
}

/// What is to be said of the octets, whatever is in them.
pub(super) fn about_encoding(layers: &Layers) -> Vec<Finding> {
    let mut findings = Vec::new();
    if layers.is_ber() {
        findings.push(Finding::note(
            "pfx-ber",
            PLACE,
            "The PFX is written as BER, with indefinite lengths or strings in pieces, not as DER.",
            "Windows, OpenSSL and Java read it; Go and other readers of DER refuse it, so export it again for them.",
        ));
    }
    if layers.outer.trailing > 0 {
        findings.push(Finding::warning(
            "pfx-trailing-octets",
            PLACE,
            format!(
                "{} octets follow the end of the PFX.",
                layers.outer.trailing
            ),
            "Cut them off: some programs refuse the file because of them.",
        ));
    }
    if layers.is_signed() {
        findings.push(Finding::error(
            "pfx-signed",
            PLACE,
            "The PFX is guarded by a signature, not by a password (public-key integrity mode), which is not read here.",
            "Export it again with a password, which is all that OpenSSL, Java and Windows' own tools write.",
        ));
    } else if layers.safes.is_none() {
        findings.push(Finding::error(
            "pfx-broken",
            PLACE,
            "The PFX has an outer structure, but what it is to hold cannot be read.",
            "Transfer it again in binary mode, or export it again.",
        ));
    }
    findings
}
