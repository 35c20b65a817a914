//! Configuration files of openssl (its manual page config(5)).

use pki::{
    Algorithm, CertificateSpec, DistinguishedName, KeyFamily, LeafUsage, Profile, Role,
    SubjectAltName,
};

use crate::Intent;

/// The section with the extensions of a CA.
pub(super) const AUTHORITY_SECTION: &str = "authority_ext";
/// The section with the extensions of a leaf, when its issuer is known.
pub(super) const LEAF_SECTION: &str = "leaf_ext";
/// The section with the extensions of a request.
const REQUEST_SECTION: &str = "req_ext";

/// The configuration of one certificate; empty where the plan has none of this role.
pub(super) fn of_role(intent: &Intent, role: Role) -> String {
    intent.spec.get(role).map_or_else(String::new, render)
}

fn render(certificate: &CertificateSpec) -> String {
    let mut file = ConfigFile::default();
    file.section("req");
    file.entry("prompt", "no");
    file.entry("utf8", "yes");
    file.entry("string_mask", "utf8only");
    file.entry("default_md", digest(certificate.algorithm));
    file.entry("distinguished_name", "dn");
    match certificate.profile {
        Profile::Authority => file.entry("x509_extensions", AUTHORITY_SECTION),
        Profile::Leaf(_) => file.entry("req_extensions", REQUEST_SECTION),
    }
    subject(&mut file, &certificate.subject);
    match certificate.profile {
        Profile::Authority => authority_extensions(&mut file),
        Profile::Leaf(usage) => {
            file.section(REQUEST_SECTION);
            leaf_extensions(&mut file, certificate, usage);
            file.section(LEAF_SECTION);
            leaf_extensions(&mut file, certificate, usage);
            file.entry("subjectKeyIdentifier", "hash");
            file.entry("authorityKeyIdentifier", "keyid");
            alternative_names(&mut file, &certificate.subject_alt_names);
        }
    }
    file.text
}

/// The hash that goes with a key: the curve's own for P-384 (RFC 5758), SHA-256 else. Ed25519 has
/// its hash inside, and openssl leaves this one aside.
pub(super) fn digest(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::EcdsaP384 => "sha384",
        Algorithm::Rsa2048
        | Algorithm::Rsa3072
        | Algorithm::Rsa4096
        | Algorithm::EcdsaP256
        | Algorithm::Ed25519 => "sha256",
    }
}

fn subject(file: &mut ConfigFile, subject: &DistinguishedName) {
    let DistinguishedName {
        common_name,
        email,
        organization,
        organizational_unit,
        locality,
        state,
        country,
    } = subject;
    file.section("dn");
    for (name, value) in [
        ("CN", common_name),
        ("emailAddress", email),
        ("O", organization),
        ("OU", organizational_unit),
        ("L", locality),
        ("ST", state),
        ("C", country),
    ] {
        if !value.is_empty() {
            file.entry(name, value);
        }
    }
}

fn authority_extensions(file: &mut ConfigFile) {
    file.section(AUTHORITY_SECTION);
    file.entry("basicConstraints", "critical, CA:TRUE, pathlen:0");
    file.entry("keyUsage", "critical, keyCertSign, cRLSign");
    file.entry("subjectKeyIdentifier", "hash");
    file.entry("authorityKeyIdentifier", "keyid:always");
}

fn leaf_extensions(file: &mut ConfigFile, certificate: &CertificateSpec, usage: LeafUsage) {
    file.entry("basicConstraints", "critical, CA:FALSE");
    file.entry(
        "keyUsage",
        match certificate.algorithm.family() {
            KeyFamily::Rsa => "critical, digitalSignature, keyEncipherment",
            KeyFamily::Ec | KeyFamily::Edwards => "critical, digitalSignature",
        },
    );
    file.entry(
        "extendedKeyUsage",
        match usage {
            LeafUsage::Server => "serverAuth",
            LeafUsage::Client => "clientAuth",
            LeafUsage::Both => "serverAuth, clientAuth",
        },
    );
    if !certificate.subject_alt_names.is_empty() {
        file.entry("subjectAltName", "@alt_names");
    }
}

/// Names go into a section of their own: on one line, a comma in a URI would end it.
fn alternative_names(file: &mut ConfigFile, names: &[SubjectAltName]) {
    if names.is_empty() {
        return;
    }
    file.section("alt_names");
    for (index, name) in names.iter().enumerate() {
        let (kind, value) = match name {
            SubjectAltName::Dns(name) => ("DNS", name.to_string()),
            SubjectAltName::Ip(address) => ("IP", address.to_string()),
            SubjectAltName::Email(address) => ("email", address.clone()),
            SubjectAltName::Uri(uri) => ("URI", uri.clone()),
        };
        file.entry(&format!("{kind}.{}", index + 1), &value);
    }
}

#[derive(Default)]
struct ConfigFile {
    text: String,
}

impl ConfigFile {
    fn section(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&format!("[ {name} ]\n"));
    }

    fn entry(&mut self, name: &str, value: &str) {
        self.text.push_str(&format!("{name} = {}\n", escape(value)));
    }
}

/// A value that reads as itself: `$` would be expanded, `#` starts a comment, a backslash takes the
/// next character, quotes vanish, and spaces at the ends are cut off. A NUL is left out: it ends
/// every string of openssl.
fn escape(value: &str) -> String {
    let inner = value.trim_matches(' ');
    let spaces = |count: usize| match count {
        0 => String::new(),
        _ => format!("\"{}\"", " ".repeat(count)),
    };
    let (before, after) = if inner.is_empty() {
        (value.len(), 0)
    } else {
        (
            value.len() - value.trim_start_matches(' ').len(),
            value.len() - value.trim_end_matches(' ').len(),
        )
    };
    let escaped: String = inner
        .chars()
        .map(|character| match character {
            '\0' => String::new(),
            '\n' => r"\n".to_owned(),
            '\r' => r"\r".to_owned(),
            '\t' => r"\t".to_owned(),
            '\\' | '$' | '#' | '"' | '\'' | '`' | ';' => format!("\\{character}"),
            other => other.to_string(),
        })
        .collect();
    format!("{}{escaped}{}", spaces(before), spaces(after))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    /// The CN that openssl reads from a configuration: the bytes of the UTF8String in the request.
    fn common_name(folder: &Path, value: &str) -> Vec<u8> {
        let mut file = ConfigFile::default();
        file.section("req");
        file.entry("prompt", "no");
        file.entry("utf8", "yes");
        file.entry("string_mask", "utf8only");
        file.entry("distinguished_name", "dn");
        file.section("dn");
        file.entry("CN", value);
        fs::write(folder.join("request.cnf"), file.text).unwrap();
        let output = Command::new("openssl")
            .args(["req", "-new", "-config", "request.cnf", "-outform", "DER"])
            .args(["-newkey", "ed25519", "-nodes", "-keyout", "request.key"])
            .current_dir(folder)
            .output()
            .expect("openssl runs");
        let diagnosis = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{value:?}: {diagnosis}");
        let marker = [0x55, 0x04, 0x03, 0x0c];
        let at = output
            .stdout
            .windows(marker.len())
            .position(|window| window == marker)
            .expect("a CN as UTF8String")
            + marker.len();
        let (start, length) = match output.stdout[at] {
            0x81 => (at + 2, usize::from(output.stdout[at + 1])),
            short => (at + 1, usize::from(short)),
        };
        output.stdout[start..start + length].to_vec()
    }

    #[test]
    fn openssl_reads_hostile_values_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        for value in [
            "My Cert Authority",
            "$ENV::HOME and ${dn::CN} and $(x)",
            "a # no comment ; none",
            "\\",
            "a\\",
            "\\n",
            "two\nlines\r\n\tand a tab",
            "\n[ req ]\nprompt = yes",
            "\"quoted\" 'too' `and ticks`",
            "  spaces at both ends  ",
            " ",
            "=",
            "\u{7f}\u{1}",
            "Zürich \u{1f600}",
        ] {
            assert_eq!(
                String::from_utf8(common_name(folder.path(), value)).as_deref(),
                Ok(value)
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn openssl_reads_any_value_as_it_is(value in "[^\0]{1,30}") {
            let folder = tempfile::tempdir().unwrap();
            prop_assert_eq!(common_name(folder.path(), &value), value.into_bytes());
        }

        #[test]
        fn openssl_reads_its_own_syntax_as_text(value in "[a\"'`#;$\\\\{}()= \n]{1,30}") {
            let folder = tempfile::tempdir().unwrap();
            prop_assert_eq!(common_name(folder.path(), &value), value.into_bytes());
        }
    }
}
