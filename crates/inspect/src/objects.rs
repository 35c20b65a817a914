//! What OpenSSL calls an object identifier.

mod table;

use crate::der;

/// The short name of a DN attribute; none where OpenSSL has none.
pub(crate) fn attribute(oid: &[u8]) -> Option<&'static str> {
    find(&der::dotted(oid)).map(|(short, _)| short)
}

/// The long name of what the octets identify, as `i2a_ASN1_OBJECT` writes it; its dotted form where it has no name here.
pub(crate) fn name(oid: &[u8]) -> String {
    let dotted = der::dotted(oid);
    long(&dotted).map_or(dotted, str::to_owned)
}

/// The long name of a dotted identifier.
pub(crate) fn long(dotted: &str) -> Option<&'static str> {
    find(dotted).map(|(_, long)| long)
}

fn find(dotted: &str) -> Option<(&'static str, &'static str)> {
    table::row(dotted).map(|(_, short, long)| (*short, *long))
}

/// A named curve: OpenSSL's name, NIST's name, size in bits.
pub(crate) fn curve(oid: &[u8]) -> Option<(&'static str, Option<&'static str>, u32)> {
    let dotted = der::dotted(oid);
    let nist = match dotted.as_str() {
        "1.2.840.10045.3.1.1" => Some("P-192"),
        "1.3.132.0.33" => Some("P-224"),
        "1.2.840.10045.3.1.7" => Some("P-256"),
        "1.3.132.0.34" => Some("P-384"),
        "1.3.132.0.35" => Some("P-521"),
        "1.3.132.0.1" => Some("K-163"),
        "1.3.132.0.15" => Some("B-163"),
        "1.3.132.0.26" => Some("K-233"),
        "1.3.132.0.27" => Some("B-233"),
        "1.3.132.0.16" => Some("K-283"),
        "1.3.132.0.17" => Some("B-283"),
        "1.3.132.0.36" => Some("K-409"),
        "1.3.132.0.37" => Some("B-409"),
        "1.3.132.0.38" => Some("K-571"),
        "1.3.132.0.39" => Some("B-571"),
        _ => None,
    };
    let (name, _) = find(&dotted)?;
    let bits = match name {
        // OpenSSL counts the bits of the group's order, which is smaller here.
        "sect233k1" => 232,
        "sect283k1" => 281,
        "sect409k1" => 407,
        "sect571k1" => 570,
        "sect571r1" => 570,
        "sect283r1" => 282,
        "sect409r1" => 409,
        _ => name
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .ok()?,
    };
    Some((name, nist, bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        assert_eq!(name(&[0x55, 0x1d, 0x11]), "X509v3 Subject Alternative Name");
        assert_eq!(name(&[0x55, 0x1d, 0x7f]), "2.5.29.127");
        assert_eq!(attribute(&[0x55, 4, 3]), Some("CN"));
        let curve = curve(&[0x2b, 0x81, 4, 0, 0x22]);
        assert_eq!(curve, Some(("secp384r1", Some("P-384"), 384)));
    }
}
