use diagnostics::Finding;

use crate::x509::{Extension, id};
use crate::{codes, der, objects, text};

const PLACE: &str = "Extensions";

/// So many are judged.
const LIMIT: usize = 200;

pub(super) fn all(found: &mut Vec<Finding>, extensions: &[Extension<'_>]) {
    let mut seen: Vec<&[u8]> = Vec::new();
    // A file with more of them is hostile, and would be told so for each.
    for extension in extensions.iter().take(LIMIT) {
        let dotted = der::dotted(extension.id);
        let name = objects::name(extension.id);
        if seen.contains(&extension.id) {
            found.push(Finding::error(
                codes::EXTENSION_REPEATED,
                PLACE,
                format!("The extension {name} stands there more than once, which RFC 5280, 4.2 forbids; Go refuses to read it."),
                "Issue the certificate again with the extension once.",
            ));
            continue;
        }
        seen.push(extension.id);
        judge(found, extension, &dotted, &name);
    }
}

fn judge(found: &mut Vec<Finding>, extension: &Extension<'_>, dotted: &str, name: &str) {
    let decoded = is_decoded(dotted);
    if decoded && text::known_extension(extension).is_none() {
        found.push(Finding::error(
            codes::EXTENSION_MALFORMED,
            PLACE,
            format!("The extension {name} cannot be read."),
            "Issue the certificate again with another program; strict readers refuse it.",
        ));
    } else if is_unexpected(extension) {
        let what = if decoded {
            "is critical, which it must not be for most programs: OpenSSL and Go say `unhandled critical extension`, or refuse to read it"
        } else {
            "is critical and hardly any program knows it: what does not know it has to refuse the certificate (`unhandled critical extension`)"
        };
        found.push(Finding::error(
            codes::EXTENSION_CRITICAL_UNKNOWN,
            PLACE,
            format!("The extension {name} {what}."),
            "Issue it again without the extension, or with the extension not critical.",
        ));
    }
    negative_path_length(found, extension);
}

/// Whether an extension is critical that OpenSSL does not take as such (`X509_supported_extension`), nor does Go. Those of
/// revocation lists count as known: they stand nowhere else.
pub(crate) fn is_unexpected(extension: &Extension<'_>) -> bool {
    let is_known = match extension.id {
        [0x55, 0x1d, last] => {
            matches!(last, 15 | 17 | 19 | 27..=33 | 36 | 37 | 54)
        }
        // RFC 3779 and RFC 3820.
        [0x2b, 6, 1, 5, 5, 7, 1, last] => matches!(last, 7 | 8 | 14),
        other => other == NETSCAPE_TYPE,
    };
    extension.critical && !is_known
}

/// 2.16.840.1.113730.1.1.
const NETSCAPE_TYPE: &[u8] = &[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 1, 1];

/// Whether the extension is of those that are decoded here, which programs know, too.
fn is_decoded(dotted: &str) -> bool {
    let rfc5280 = dotted
        .strip_prefix("2.5.29.")
        .and_then(|number| number.parse::<u8>().ok());
    matches!(
        rfc5280,
        Some(14..=21 | 23 | 24 | 27..=33 | 35..=37 | 46 | 54)
    ) || matches!(
        dotted,
        "1.3.6.1.5.5.7.1.1"
            | "1.3.6.1.5.5.7.1.11"
            | "1.3.6.1.5.5.7.1.24"
            | "1.3.6.1.4.1.11129.2.4.2"
            | "2.16.840.1.113730.1.1"
    )
}

fn negative_path_length(found: &mut Vec<Finding>, extension: &Extension<'_>) {
    if extension.id != id::BASIC_CONSTRAINTS {
        return;
    }
    let Some(constraints) = extension.basic_constraints() else {
        return;
    };
    let Some(length) = constraints.path_length else {
        return;
    };
    if der::signed(length).0 {
        found.push(Finding::error(
            codes::PATH_LENGTH_ODD,
            PLACE,
            "The path length in the basic constraints is negative; programs refuse the certificate.",
            "Issue it again with a path length of 0 or more, or none.",
        ));
    } else if !constraints.authority {
        found.push(Finding::warning(
            codes::PATH_LENGTH_ODD,
            PLACE,
            "The basic constraints have a path length though this is no CA, which RFC 5280, 4.2.1.9 forbids.",
            "Issue the certificate again without the path length.",
        ));
    }
}
