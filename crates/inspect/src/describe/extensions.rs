use crate::der::{self, INTEGER, OID, SEQUENCE};
use crate::report::Section;
use crate::x509::{Attribute, Extension};
use crate::{hex, objects, text};

/// An extension that says all by being there (RFC 6960, 4.2.2.2.1).
const OCSP_NO_CHECK: &str = "1.3.6.1.5.5.7.48.1.5";

/// More extensions than a report lists.
const LISTED: usize = 200;

/// One row for each extension.
pub(super) fn section(title: &str, extensions: &[Extension<'_>]) -> Option<Section> {
    let mut section = Section::new(title);
    for extension in extensions.iter().take(LISTED) {
        let dotted = der::dotted(extension.id);
        let value = value(extension, &dotted).unwrap_or_else(|| hex::lower(extension.value));
        let critical = if extension.critical { ", critical" } else { "" };
        match name(&dotted) {
            Some(name) => section.noted(name, value, format!("{dotted}{critical}")),
            None => section.noted(dotted, value, format!("unknown{critical}, in hex")),
        }
    }
    if extensions.len() > LISTED {
        section.row("And more", (extensions.len() - LISTED).to_string());
    }
    (!section.rows.is_empty()).then_some(section)
}

/// Without OpenSSL's prefix; what it has no name for by that of who defined it.
pub(crate) fn name(dotted: &str) -> Option<&'static str> {
    if let Some(name) = objects::long(dotted) {
        return Some(name.strip_prefix("X509v3 ").unwrap_or(name));
    }
    Some(match dotted {
        "1.3.6.1.4.1.311.20.2" => "Microsoft certificate template name",
        "1.3.6.1.4.1.311.21.1" => "Microsoft CA version",
        "1.3.6.1.4.1.311.21.2" => "Microsoft previous CA certificate hash",
        "1.3.6.1.4.1.311.21.4" => "Microsoft next CRL publish",
        "1.3.6.1.4.1.311.21.7" => "Microsoft certificate template",
        "1.3.6.1.4.1.311.21.10" => "Microsoft application policies",
        "1.3.6.1.4.1.311.25.2" => "Microsoft NTDS security identifier",
        "1.2.840.113533.7.65.0" => "Entrust version information",
        "1.2.840.113556.1.4.7000.101" => "Microsoft certificate request",
        _ => return None,
    })
}

fn value(extension: &Extension<'_>, dotted: &str) -> Option<String> {
    let known = text::known_extension(extension).filter(|_| dotted != OCSP_NO_CHECK);
    if let Some(lines) = known {
        let lines = lines
            .iter()
            .map(|line| line.trim_start_matches(text::GLUE).trim_end());
        return Some(lines.collect::<Vec<_>>().join("\n").trim().to_owned());
    }
    match dotted {
        OCSP_NO_CHECK => Some("present".to_owned()),
        "1.3.6.1.4.1.311.20.2" => {
            let value = der::Reader(extension.value).next()?;
            Attribute { kind: &[], value }.text()
        }
        "1.3.6.1.4.1.311.21.1" => Some(der::decimal(der::magnitude(extension.integer()?))),
        "1.3.6.1.4.1.311.21.7" => template(extension.value),
        "1.3.6.1.4.1.311.21.10" => application_policies(extension.value),
        _ => None,
    }
}

/// `CertificateTemplate`: an identifier and a version.
fn template(value: &[u8]) -> Option<String> {
    let mut fields = der::whole(value, SEQUENCE)?.children();
    let id = der::dotted(fields.read(OID)?.content);
    let mut number = || der::small(fields.read(INTEGER)?.content);
    let version = match (number(), number()) {
        (Some(major), Some(minor)) => format!(", version {major}.{minor}"),
        (Some(major), None) => format!(", version {major}"),
        _ => String::new(),
    };
    Some(format!("{id}{version}"))
}

fn application_policies(value: &[u8]) -> Option<String> {
    let policies = der::whole(value, SEQUENCE)?.children();
    let names: Vec<_> = policies
        .filter_map(|policy| Some(objects::name(policy.children().read(OID)?.content)))
        .collect();
    Some(names.join(", "))
}
