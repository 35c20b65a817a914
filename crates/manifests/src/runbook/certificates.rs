//! The certificates in detail, and when to renew them.

use inspect::CertificateFacts;
use time::OffsetDateTime;

use crate::runbook::ca_key;
use crate::runbook::markdown::{code, image};
use crate::{Caller, CertificateReference, Intent, Material, ServerCertificate, Subject};

/// Subjects, dates and thumbprints.
pub(super) fn section(intent: &Intent, material: Option<&Material>) -> String {
    let mut text = String::from("## Certificates and their renewal\n\n");
    let pictures = [
        image(
            "Which CA signs which certificate, with the files that hold each",
            Subject::Chain,
        ),
        image(
            "How long each certificate holds, and when to renew it",
            Subject::Validity,
        ),
    ];
    text.push_str(&pictures.join("\n"));
    text.push('\n');
    match material {
        Some(material) => {
            for facts in &material.facts {
                text.push_str(&certificate(facts));
            }
        }
        None => text.push_str(
            "Subjects, serial numbers, dates and thumbprints will stand here after Generate.\n\n",
        ),
    }
    text.push_str(&renewal(intent));
    text.push('\n');
    text.push_str(&ca_key::another_client(intent));
    text
}

fn certificate(facts: &CertificateFacts) -> String {
    let mut lines = vec![
        format!("### The {}\n", facts.role),
        format!("- Subject: {}", code(&facts.subject)),
    ];
    if !facts.subject_alt_names.is_empty() {
        let names: Vec<String> = facts
            .subject_alt_names
            .iter()
            .map(|name| code(name))
            .collect();
        lines.push(format!("- Names: {}", names.join(", ")));
    }
    lines.extend([
        format!("- Issuer: {}", code(&facts.issuer)),
        format!("- Serial number: {}", code(&facts.serial)),
        format!("- Key: {}", facts.key_algorithm),
        format!("- Valid from {}", date(facts.not_before)),
        format!("- **Expires {}**", date(facts.not_after)),
        format!("- SHA-1 (thumbprint): {}", code(&facts.sha1)),
        format!("- SHA-256: {}", code(&facts.sha256)),
        String::new(),
        String::new(),
    ]);
    lines.join("\n")
}

fn renewal(intent: &Intent) -> String {
    let mut text = String::from(
        "Renew a month before the first of these dates. Load `plan.json` again and generate: that makes a new CA too, so the \
         ingress and the client must change together. To change without a gap, first put the new and the old CA certificate \
         into the `ca.crt` of the client CA's secret, then give the client its new certificate, then leave only the new CA there.\n",
    );
    if intent.server_certificate == ServerCertificate::FromPublicCa {
        text.push_str("\nThe server certificate is renewed with its public CA: set `SERVER_CERTIFICATE` and `SERVER_KEY` to the new files, and start `commands/3-deploy.sh` again.\n");
    }
    if let Caller::ApiManagement(apim) = &intent.caller {
        text.push_str(match apim.reference {
            CertificateReference::Id => {
                "\nThe policy names the certificate by its id, so it stays as it is.\n"
            }
            CertificateReference::Thumbprint => {
                "\nThe policy names the certificate by its thumbprint, so it must change with the certificate.\n"
            }
        });
    }
    text
}

/// A date and time in UTC, as RFC 3339 without the seconds.
fn date(unix: i64) -> String {
    match OffsetDateTime::from_unix_timestamp(unix) {
        Ok(date) => format!(
            "{:04}-{:02}-{:02} {:02}:{:02} UTC",
            date.year(),
            u8::from(date.month()),
            date.day(),
            date.hour(),
            date.minute()
        ),
        Err(_) => format!("{unix} seconds after 1970 began"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_read_them() {
        assert_eq!(date(0), "1970-01-01 00:00 UTC");
        assert_eq!(date(1_795_597_603), "2026-11-25 09:06 UTC");
        assert_eq!(
            date(i64::MAX),
            "9223372036854775807 seconds after 1970 began"
        );
    }
}
