//! PEM markers that no reader of PEM would find, though a person does.

use diagnostics::Finding;
use zeroize::Zeroizing;

use super::PLACE;

/// Octets between the hyphens of a marker; longer text is none.
const LONGEST: usize = 80;
const HYPHENS: &str = "-----";

/// The text with its markers as RFC 7468 has them, and what was wrong with them; none where nothing was.
///
/// A form writes spaces as `+` and all else in percents, so that a `+` elsewhere in PEM is a digit of base64.
pub(super) fn mended(text: &str) -> Option<(Zeroizing<String>, Finding)> {
    let (_, wrong) = text.split(HYPHENS).find_map(marker)?;
    let mut all = Zeroizing::new(String::with_capacity(text.len()));
    for (index, part) in text.split(HYPHENS).enumerate() {
        if index > 0 {
            all.push_str(HYPHENS);
        }
        match marker(part) {
            Some((mended, _)) => {
                all.push_str(leading_hyphens(part));
                all.push_str(&mended);
            }
            None => all.push_str(part),
        }
    }
    Some((all, odd(wrong)))
}

fn leading_hyphens(part: &str) -> &str {
    let bare = part.trim_start_matches('-');
    part.get(..part.len() - bare.len()).unwrap_or_default()
}

/// What stands between the hyphens of a marker, mended; none where it is no marker, or a plain one.
fn marker(part: &str) -> Option<(String, &'static str)> {
    let bare = part.trim_start_matches('-');
    if bare.len() > LONGEST {
        return None;
    }
    let (word, label) = bare.split_once([' ', '+', '\u{a0}'])?;
    let is_word = ["BEGIN", "END"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known));
    let allowed = |c: char| c.is_ascii_alphanumeric() || " +#._\u{a0}".contains(c);
    if !is_word || label.is_empty() || !label.chars().all(allowed) {
        return None;
    }
    let how = if bare.contains('+') {
        "with + for spaces, as in a form"
    } else if bare.contains('\u{a0}') {
        "with no-break spaces (U+00A0)"
    } else if bare.contains(|c: char| c.is_ascii_lowercase()) {
        "in small letters"
    } else {
        return None;
    };
    let mended = bare.replace(['+', '\u{a0}'], " ");
    Some((mended.to_ascii_uppercase(), how))
}

fn odd(how: &str) -> Finding {
    Finding::warning(
        "pem-marker-odd",
        PLACE,
        format!(
            "The markers of the PEM are written {how}: openssl, nginx and kubectl do not see it."
        ),
        "It was read all the same; take the PEM from here.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_mended_and_nothing_else_is() {
        for text in [
            "-----BEGIN+X509+CRL-----a+b-----END+X509+CRL-----",
            "-----begin x509 crl-----a+b-----end x509 crl-----",
            "-----BEGIN\u{a0}X509 CRL-----a+b-----END X509\u{a0}CRL-----",
        ] {
            let (mended, finding) = mended(text).unwrap();
            assert_eq!(*mended, "-----BEGIN X509 CRL-----a+b-----END X509 CRL-----");
            assert_eq!(finding.code, "pem-marker-odd");
        }
        let (glued, _) = mended("-----END+A----------BEGIN+B-----").unwrap();
        assert_eq!(*glued, "-----END A----------BEGIN B-----");
        for text in [
            "-----BEGIN X509 CRL-----a+b-----END X509 CRL-----",
            "----- begin again -----",
            "-----BEGINNING+OF+A-----",
            "",
        ] {
            assert!(mended(text).is_none(), "{text}");
        }
    }
}
