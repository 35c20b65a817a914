//! What OpenSSL 3.0 prints: `openssl x509 -text`, `req -text`, `crl -text` and `pkey -pubin -text`, line by line.

mod extensions;
mod names;
mod public_key;
mod revocation_list;
mod signature;

use formats::Content;

use crate::x509::{Certificate, PublicKey, Request, RevocationList, is_extension_request};
use crate::{InspectError, der, distinguished_name, hex, objects};

pub(crate) use extensions::{GLUE, known as known_extension};

/// The text of what is certificate, request, revocation list or key. Of a private key it is the public part, so that
/// no secret is in it; none of what has no text.
pub fn text(content: &Content) -> Option<String> {
    match content {
        Content::Certificate(der) => certificate_text(der).ok(),
        Content::Request(der) => request_text(der).ok(),
        Content::RevocationList(der) => {
            RevocationList::read(der).map(|list| revocation_list::lines(&list).0)
        }
        Content::PublicKey(spki) => public_key_text(spki),
        Content::PrivateKey(key) => public_key_text(key.spki.as_deref()?),
        Content::Locked(_) | Content::Container(_) | Content::Named(_) | Content::Unknown(_) => {
            None
        }
    }
}

/// The text of a DER certificate.
///
/// # Errors
///
/// [`InspectError::Certificate`].
pub fn certificate_text(der: &[u8]) -> Result<String, InspectError> {
    let certificate = Certificate::read(der).ok_or(InspectError::Certificate)?;
    Ok(certificate_lines(&certificate).0)
}

/// The text of a DER certification request. A challenge password in it is not shown.
///
/// # Errors
///
/// [`InspectError::Request`].
pub fn request_text(der: &[u8]) -> Result<String, InspectError> {
    let request = Request::read(der).ok_or(InspectError::Request)?;
    Ok(request_lines(&request).0)
}

fn public_key_text(spki: &[u8]) -> Option<String> {
    let mut lines = Lines::default();
    public_key::push_key(&mut lines, 0, &PublicKey::of(spki)?);
    Some(lines.0)
}

/// A text that grows by indented lines.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, indent: usize, line: &str) {
        self.0.extend(std::iter::repeat_n(' ', indent));
        self.0.push_str(line);
        self.0.push('\n');
    }
}

fn certificate_lines(certificate: &Certificate<'_>) -> Lines {
    let mut lines = Lines::default();
    lines.push(0, "Certificate:");
    lines.push(4, "Data:");
    lines.push(8, &version(certificate.version, 2));
    serial(&mut lines, certificate.serial);
    signature::algorithm(&mut lines, 8, &certificate.inner_algorithm);
    let issuer = distinguished_name::oneline(certificate.issuer.0);
    lines.push(8, &format!("Issuer: {issuer}"));
    lines.push(8, "Validity");
    lines.push(
        12,
        &format!("Not Before: {}", certificate.not_before.openssl()),
    );
    lines.push(
        12,
        &format!("Not After : {}", certificate.not_after.openssl()),
    );
    let subject = distinguished_name::oneline(certificate.subject.0);
    lines.push(8, &format!("Subject: {subject}"));
    public_key::push(&mut lines, &certificate.key);
    for (title, id) in [
        ("Issuer Unique ID:", certificate.issuer_unique_id),
        ("Subject Unique ID:", certificate.subject_unique_id),
    ] {
        if let Some(id) = id {
            let dump = signature::dump_lines(id);
            for (index, line) in dump.iter().enumerate() {
                // The first line stands behind the title, indent and all.
                match index {
                    0 => lines.push(8, &format!("{title}             {line}")),
                    _ => lines.push(12, line),
                }
            }
        }
    }
    if !certificate.extensions.is_empty() {
        lines.push(8, "X509v3 extensions:");
        extensions::push(&mut lines, 12, &certificate.extensions);
    }
    signature::push(&mut lines, &certificate.algorithm, certificate.signature);
    lines
}

/// Versions beyond the last one known are told so.
fn version(number: u64, known: u64) -> String {
    if number <= known {
        format!("Version: {} (0x{number:x})", number + 1)
    } else {
        format!("Version: Unknown ({number})")
    }
}

fn request_lines(request: &Request<'_>) -> Lines {
    let mut lines = Lines::default();
    lines.push(0, "Certificate Request:");
    lines.push(4, "Data:");
    lines.push(
        8,
        &version(der::small(request.version).unwrap_or(u64::MAX), 0),
    );
    let subject = distinguished_name::oneline(request.subject.0);
    lines.push(8, &format!("Subject: {subject}"));
    public_key::push(&mut lines, &request.key);
    lines.push(8, "Attributes:");
    if request.attributes.is_empty() {
        lines.push(12, "(none)");
    }
    for (id, values) in &request.attributes {
        if is_extension_request(id) {
            continue;
        }
        for value in *values {
            attribute(&mut lines, id, &value);
        }
    }
    // OpenSSL says so where there are none, too.
    lines.push(12, "Requested Extensions:");
    extensions::push(&mut lines, 16, &request.extensions());
    signature::push(&mut lines, &request.algorithm, request.signature);
    lines
}

/// Strings in a column; whatever else it is, OpenSSL cannot print it.
fn attribute(lines: &mut Lines, id: &[u8], value: &der::Value<'_>) {
    const CHALLENGE_PASSWORD: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 7];
    let name = objects::name(id);
    let shown = match value.tag {
        _ if id == CHALLENGE_PASSWORD => "(not shown)".to_owned(),
        0x0c | 0x13 | 0x14 | 0x16 => names::latin(value.content),
        _ => "unable to print attribute".to_owned(),
    };
    lines.push(12, &format!("{name:25}:{shown}"));
}

/// A number that fits a signed 64-bit integer stands in decimal, a longer one in hex on its own line. So does -1, which
/// is also how OpenSSL's own reader says that it failed.
fn serial(lines: &mut Lines, raw: &[u8]) {
    let (negative, magnitude) = der::signed(raw);
    let number = magnitude
        .iter()
        .fold(0_u64, |n, octet| n << 8 | u64::from(*octet));
    let short = raw.len() <= 8 && !(negative && number == 1);
    if short {
        let sign = if negative { "-" } else { "" };
        let text = format!("Serial Number: {sign}{number} ({sign}0x{number:x})");
        lines.push(8, &text);
    } else {
        lines.push(8, "Serial Number:");
        let sign = if negative { " (Negative)" } else { "" };
        let digits = hex::dump(&magnitude, magnitude.len().max(1)).concat();
        lines.push(12, &format!("{sign}{digits}"));
    }
}
