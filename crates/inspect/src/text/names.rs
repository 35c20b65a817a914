//! Alternative names in the two ways that OpenSSL has for them.

use crate::x509::{GeneralName, Name, latin as characters};
use crate::{der, distinguished_name, objects};

/// As a name and a value (`i2v_GENERAL_NAME`), as alternative names print; none where OpenSSL cannot print it.
pub(super) fn listed(name: &GeneralName<'_>) -> Option<String> {
    let content = name.0.content;
    Some(match name.0.tag {
        0x81 => format!("email:{}", plain(content)?),
        0x82 => format!("DNS:{}", plain(content)?),
        0x86 => format!("URI:{}", plain(content)?),
        0x87 => format!("IP Address:{}", address(content)),
        0x88 => format!("Registered ID:{}", objects::name(content)),
        0xa0 => other(name)?,
        0xa3 => "X400Name:<unsupported>".to_owned(),
        0xa4 => format!("DirName:{}", slashed(name.directory()?)),
        0xa5 if is_edi_party(name) => "EdiPartyName:<unsupported>".to_owned(),
        _ => return None,
    })
}

/// On a line of its own (`GENERAL_NAME_print`), as in distribution points and constraints.
pub(super) fn printed(name: &GeneralName<'_>) -> String {
    let content = name.0.content;
    match name.0.tag {
        0x81 => format!("email:{}", latin(content)),
        0x82 => format!("DNS:{}", latin(content)),
        0x86 => format!("URI:{}", latin(content)),
        0x87 => format!("IP Address:{}", address(content)),
        0x88 => format!("Registered ID:{}", objects::name(content)),
        0xa0 => "othername:<unsupported>".to_owned(),
        0xa3 => "X400Name:<unsupported>".to_owned(),
        0xa5 => "EdiPartyName:<unsupported>".to_owned(),
        0xa4 => {
            let directory = name.directory().unwrap_or(Name(&[]));
            format!("DirName:{}", distinguished_name::oneline(directory.0))
        }
        _ => String::new(),
    }
}

fn other(name: &GeneralName<'_>) -> Option<String> {
    let (kind, value) = name.other()?;
    let label = match der::dotted(kind).as_str() {
        "1.3.6.1.5.5.7.8.9" => "SmtpUTF8Mailbox".to_owned(),
        "1.3.6.1.5.5.7.8.5" => "XmppAddr".to_owned(),
        "1.3.6.1.5.5.7.8.7" => "SRVName".to_owned(),
        "1.3.6.1.5.5.7.8.8" => "NAIRealm".to_owned(),
        "1.3.6.1.4.1.311.20.2.3" => "UPN".to_owned(),
        _ => objects::name(kind),
    };
    let text = match value.tag {
        0x0c | 0x16 => String::from_utf8_lossy(value.content).into_owned(),
        _ => "<unsupported>".to_owned(),
    };
    Some(format!("othername: {label}::{text}"))
}

/// Whether the name of the party is a `DirectoryString` (RFC 5280, 4.2.1.6).
fn is_edi_party(name: &GeneralName<'_>) -> bool {
    let party = name.0.children().find(|field| field.tag == 0xa1);
    let text = party.and_then(|party| party.children().next());
    text.is_some_and(|text| matches!(text.tag, 0x0c | 0x13 | 0x14 | 0x1c | 0x1e))
}

/// Text without NUL, which OpenSSL refuses.
fn plain(octets: &[u8]) -> Option<String> {
    (!octets.contains(&0)).then(|| String::from_utf8_lossy(octets).into_owned())
}

/// `ASN1_STRING_print`: what is not printable ASCII is a dot.
pub(super) fn latin(octets: &[u8]) -> String {
    let dots: Vec<_> = octets
        .iter()
        .map(|octet| match octet {
            b' '..=b'~' | b'\n' | b'\r' => *octet,
            _ => b'.',
        })
        .collect();
    characters(&dots)
}

/// `X509_NAME_oneline`: `/C=US/CN=name`, octets as they lie, cut at 255.
fn slashed(name: Name<'_>) -> String {
    let mut text = String::new();
    for attribute in name.attributes() {
        let kind = objects::attribute(attribute.kind)
            .map_or_else(|| der::dotted(attribute.kind), str::to_owned);
        let mut part = format!("/{kind}=");
        for octet in attribute.value.content {
            match octet {
                b' '..=b'~' => part.push(char::from(*octet)),
                _ => part.push_str(&format!("\\x{octet:02X}")),
            }
        }
        if text.len() + part.len() > 255 {
            break;
        }
        text.push_str(&part);
    }
    text
}

pub(super) fn address(octets: &[u8]) -> String {
    match octets {
        [a, b, c, d] => format!("{a}.{b}.{c}.{d}"),
        // OpenSSL neither shortens IPv6 addresses nor writes them in lower case.
        _ if octets.len() == 16 => {
            let groups = octets.chunks(2).map(|pair| {
                let group = pair
                    .iter()
                    .fold(0_u16, |n, octet| n << 8 | u16::from(*octet));
                format!("{group:X}")
            });
            groups.collect::<Vec<_>>().join(":")
        }
        _ => format!("<invalid length={}>", octets.len()),
    }
}
