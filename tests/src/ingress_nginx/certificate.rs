use std::net::IpAddr;

use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;
use x509_parser::pem::Pem;
use x509_parser::prelude::FromDer;

use super::Refused;

/// Every certificate of a PEM text, as DER.
///
/// `internal/net/ssl/ssl.go`:154, `CheckCACert`: one that does not parse, or none at all, is an error.
pub(super) fn decode(pem: &str) -> Result<Vec<Vec<u8>>, Refused> {
    let mut found = Vec::new();
    for block in Pem::iter_from_buffer(pem.as_bytes()) {
        let block = block.map_err(|error| Refused(format!("PEM does not decode: {error}")))?;
        if block.label != "CERTIFICATE" {
            return Err(Refused(format!("a {} among certificates", block.label)));
        }
        X509Certificate::from_der(&block.contents)
            .map_err(|error| Refused(format!("a certificate does not parse: {error}")))?;
        found.push(block.contents);
    }
    if found.is_empty() {
        return Err(Refused("error decoding CA certificate/s".into()));
    }
    Ok(found)
}

/// Whether the first certificate of `pem` is one for `host`: by its alternative names, or, where it
/// has none, by its common name (`controller.go`:1480 to 1493, `controller/certificate.go`:34).
pub(super) fn covers(pem: &str, host: &str) -> Result<bool, Refused> {
    let first = decode(pem)?.swap_remove(0);
    let (_, certificate) =
        X509Certificate::from_der(&first).map_err(|error| Refused(error.to_string()))?;
    let names = certificate
        .subject_alternative_name()
        .map_err(|error| Refused(error.to_string()))?
        .map(|extension| extension.value.general_names.clone())
        .unwrap_or_default();
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(names.iter().any(|name| is_address(name, address)));
    }
    let mut dns = names.iter().filter_map(|name| match name {
        GeneralName::DNSName(name) => Some(*name),
        _ => None,
    });
    if dns.clone().next().is_some() {
        return Ok(dns.any(|name| matches_host(name, host)));
    }
    Ok(certificate
        .subject()
        .iter_common_name()
        .filter_map(|name| name.as_str().ok())
        .any(|name| matches_host(name, host)))
}

fn is_address(name: &GeneralName<'_>, address: IpAddr) -> bool {
    match (name, address) {
        (GeneralName::IPAddress(bytes), IpAddr::V4(address)) => *bytes == address.octets(),
        (GeneralName::IPAddress(bytes), IpAddr::V6(address)) => *bytes == address.octets(),
        _ => false,
    }
}

/// `controller/certificate.go`:99, `matchHostnames`: only a whole first label may be a wildcard.
fn matches_host(pattern: &str, host: &str) -> bool {
    let (pattern, host) = (pattern.to_ascii_lowercase(), host.to_ascii_lowercase());
    match (pattern.strip_prefix("*."), host.split_once('.')) {
        (Some(suffix), Some((_, rest))) => suffix == rest,
        _ => pattern == host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_covers_one_label() {
        assert!(matches_host("*.contoso.example", "API.contoso.example"));
        assert!(!matches_host("*.contoso.example", "a.b.contoso.example"));
        assert!(matches_host("api.contoso.example", "api.contoso.example"));
        assert!(!matches_host("api.contoso.example", "other.example"));
    }

    #[test]
    fn text_without_certificates_is_refused() {
        assert!(decode("").is_err());
        assert!(decode("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n").is_err());
    }
}
