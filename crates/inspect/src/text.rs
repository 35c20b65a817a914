//! Certificates and requests as `openssl x509 -text` and `openssl req -text` (3.0) lay them out.

mod extensions;
mod public_key;

use x509_parser::certificate::X509Certificate;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::cri_attributes::ParsedCriAttribute;
use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;
use x509_parser::x509::AlgorithmIdentifier;

use crate::{InspectError, distinguished_name, hex, objects};

pub(crate) use extensions::{general_name, value as extension_value};
pub(crate) use public_key::key_algorithm;

/// The text of a DER certificate. Extensions that Twinlock does not write itself are dumped in hex.
///
/// # Errors
///
/// [`InspectError::Certificate`].
pub fn certificate_text(der: &[u8]) -> Result<String, InspectError> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate_lines(&certificate).0),
        _ => Err(InspectError::Certificate),
    }
}

/// The text of a DER certification request.
///
/// # Errors
///
/// [`InspectError::Request`].
pub fn request_text(der: &[u8]) -> Result<String, InspectError> {
    match X509CertificationRequest::from_der(der) {
        Ok(([], request)) => Ok(request_lines(&request).0),
        _ => Err(InspectError::Request),
    }
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

fn certificate_lines(certificate: &X509Certificate<'_>) -> Lines {
    let mut lines = Lines::default();
    let version = certificate.version().0;
    lines.push(0, "Certificate:");
    lines.push(4, "Data:");
    lines.push(8, &format!("Version: {} (0x{version:x})", version + 1));
    serial(&mut lines, certificate.raw_serial());
    signature_algorithm(&mut lines, 8, &certificate.tbs_certificate.signature);
    let issuer = distinguished_name::oneline(certificate.issuer());
    lines.push(8, &format!("Issuer: {issuer}"));
    lines.push(8, "Validity");
    let validity = certificate.validity();
    lines.push(12, &format!("Not Before: {}", date(&validity.not_before)));
    lines.push(12, &format!("Not After : {}", date(&validity.not_after)));
    let subject = distinguished_name::oneline(certificate.subject());
    lines.push(8, &format!("Subject: {subject}"));
    public_key::push(&mut lines, certificate.public_key());
    if !certificate.extensions().is_empty() {
        lines.push(8, "X509v3 extensions:");
        extensions::push(&mut lines, 12, certificate.extensions());
    }
    signature(
        &mut lines,
        &certificate.signature_algorithm,
        &certificate.signature_value.data,
    );
    lines
}

fn request_lines(request: &X509CertificationRequest<'_>) -> Lines {
    let mut lines = Lines::default();
    let info = &request.certification_request_info;
    let version = info.version.0;
    lines.push(0, "Certificate Request:");
    lines.push(4, "Data:");
    lines.push(8, &format!("Version: {} (0x{version:x})", version + 1));
    let subject = distinguished_name::oneline(&info.subject);
    lines.push(8, &format!("Subject: {subject}"));
    public_key::push(&mut lines, &info.subject_pki);
    lines.push(8, "Attributes:");
    if info.attributes().is_empty() {
        lines.push(12, "(none)");
    }
    for attribute in info.attributes() {
        if let ParsedCriAttribute::ExtensionRequest(requested) = attribute.parsed_attribute() {
            lines.push(12, "Requested Extensions:");
            extensions::push(&mut lines, 16, &requested.extensions);
        } else {
            lines.push(12, &attribute.oid.to_id_string());
        }
    }
    signature(
        &mut lines,
        &request.signature_algorithm,
        &request.signature_value.data,
    );
    lines
}

/// A number that fits a signed 64-bit integer stands in decimal, a longer one in hex on its own line.
fn serial(lines: &mut Lines, raw: &[u8]) {
    let octets = magnitude(raw);
    let number = octets
        .iter()
        .try_fold(0_i64, |n, octet| {
            n.checked_mul(256)?.checked_add(i64::from(*octet))
        })
        .filter(|_| raw.first().is_none_or(|octet| octet & 0x80 == 0));
    match number {
        Some(number) => lines.push(8, &format!("Serial Number: {number} (0x{number:x})")),
        None => {
            lines.push(8, "Serial Number:");
            lines.push(12, &hex::dump(octets, octets.len().max(1)).concat());
        }
    }
}

/// The octets of a positive INTEGER without leading zeros.
fn magnitude(integer: &[u8]) -> &[u8] {
    let zeros = integer.iter().take_while(|octet| **octet == 0).count();
    &integer[zeros..]
}

fn signature_algorithm(lines: &mut Lines, indent: usize, algorithm: &AlgorithmIdentifier<'_>) {
    let name = objects::algorithm(&algorithm.algorithm);
    lines.push(indent, &format!("Signature Algorithm: {name}"));
}

fn signature(lines: &mut Lines, algorithm: &AlgorithmIdentifier<'_>, value: &[u8]) {
    signature_algorithm(lines, 4, algorithm);
    lines.push(4, "Signature Value:");
    for line in hex::dump(value, 18) {
        lines.push(8, &line);
    }
}

/// As `ASN1_TIME_print`: `Nov 25 09:13:06 2026 GMT`.
fn date(time: &ASN1Time) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let date = time.to_datetime();
    format!(
        "{} {:2} {:02}:{:02}:{:02} {} GMT",
        MONTHS[usize::from(u8::from(date.month()) - 1) % 12],
        date.day(),
        date.hour(),
        date.minute(),
        date.second(),
        date.year()
    )
}
