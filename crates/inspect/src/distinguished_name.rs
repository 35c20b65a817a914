//! Distinguished names as `X509_NAME_print_ex` of OpenSSL writes them.

use crate::der;
use crate::x509::{Attribute, Name};
use crate::{hex, objects};

/// In the order of the encoding, as `openssl x509 -subject` prints it (`XN_FLAG_ONELINE`):
/// `CN = name, O = "Contoso, Ltd.", C = US`.
///
/// Takes the content of the `Name`.
pub(crate) fn oneline(name: &[u8]) -> String {
    let names = Name(name).relative();
    let names: Vec<_> = names
        .map(|names| relative(&names, &Style::ONELINE))
        .collect();
    names.join(", ")
}

/// The last first (RFC 2253), as nginx prints `$ssl_client_s_dn` (`XN_FLAG_RFC2253`):
/// `C=US,O=Contoso\, Ltd.,CN=name`.
pub(crate) fn rfc2253(name: &[u8]) -> String {
    let names = Name(name).relative();
    let mut names: Vec<_> = names
        .map(|names| relative(&names, &Style::RFC2253))
        .collect();
    names.reverse();
    names.join(",")
}

struct Style {
    equals: &'static str,
    plus: &'static str,
    /// Specials make the value quoted instead of each being escaped.
    quote: bool,
    /// Values of unknown attributes are dumped, as RFC 2253, 2.4 has it.
    dump_unknown: bool,
}

impl Style {
    const ONELINE: Self = Self {
        equals: " = ",
        plus: " + ",
        quote: true,
        dump_unknown: false,
    };
    const RFC2253: Self = Self {
        equals: "=",
        plus: "+",
        quote: false,
        dump_unknown: true,
    };
}

fn relative(names: &[Attribute<'_>], style: &Style) -> String {
    let names: Vec<_> = names.iter().map(|name| attribute(name, style)).collect();
    names.join(style.plus)
}

fn attribute(attribute: &Attribute<'_>, style: &Style) -> String {
    let known = objects::attribute(attribute.kind);
    let text = match known {
        None if style.dump_unknown => None,
        _ => attribute.utf8(),
    };
    let value = match text {
        Some(octets) => escape(&octets, style.quote),
        None => format!("#{}", hex::upper(attribute.value.raw)),
    };
    let kind = known.map_or_else(|| der::dotted(attribute.kind), str::to_owned);
    format!("{kind}{}{value}", style.equals)
}

/// `do_buf` and `do_esc_char` of OpenSSL with `ASN1_STRFLGS_RFC2253`, and `ASN1_STRFLGS_ESC_QUOTE` where
/// `quote`. A `#` that is the whole value stays bare there, too.
fn escape(octets: &[u8], quote: bool) -> String {
    let mut text = String::with_capacity(octets.len());
    let mut quoted = false;
    for (index, &octet) in octets.iter().enumerate() {
        let last = index + 1 == octets.len();
        let first = index == 0 && !last;
        let special = match octet {
            b',' | b'+' | b'<' | b'>' | b';' => true,
            b' ' => first || last,
            b'#' => first,
            _ => false,
        };
        if !(0x20..0x7f).contains(&octet) {
            text.push_str(&format!("\\{octet:02X}"));
            continue;
        }
        if special && quote {
            quoted = true;
        } else if special || matches!(octet, b'"' | b'\\') {
            text.push('\\');
        }
        text.push(char::from(octet));
    }
    if quoted { format!("\"{text}\"") } else { text }
}
