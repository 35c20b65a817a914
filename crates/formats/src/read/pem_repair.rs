use diagnostics::Finding;
use zeroize::Zeroizing;

use super::pem_block::{Block, Repair, blocks};
use super::{PLACE, Reader};
use crate::{Content, Item, KeyEncoding, Unknown, asn1, key};

const EC_PARAMETERS: &str = "EC PARAMETERS";

impl Reader<'_> {
    /// Reads the PEM blocks of a text, and what stands in base64 between them; says how many blocks.
    pub(super) fn pem(&mut self, parent: usize, text: &str, depth: usize) -> String {
        let mut count = 0;
        let mut curve = None;
        let mut blocks = blocks(text);
        for block in blocks.by_ref() {
            if !self.has_room(parent) {
                break;
            }
            self.base_runs(parent, block.before, depth);
            count += 1;
            self.block(parent, count, &block, curve.as_deref().map(Vec::as_slice));
            if block.label == EC_PARAMETERS {
                curve = block.body.ok();
            }
        }
        self.base_runs(parent, blocks.rest(), depth);
        if text.contains("Bag Attributes") {
            self.find(parent, bag_attributes());
        }
        match count {
            1 => "PEM".to_owned(),
            _ => format!("PEM, {count} blocks"),
        }
    }

    fn block(&mut self, parent: usize, number: usize, block: &Block<'_>, curve: Option<&[u8]>) {
        let label = friendly_name(block.before).unwrap_or_else(|| format!("block {number}"));
        let first = self.items.len();
        match &block.body {
            Err(wrong) => {
                let unknown = unknown(block.label, &wrong.before);
                let item = self.add(Some(parent), &label, Content::Unknown(unknown));
                self.find(item, no_base64(block.label, wrong.line, wrong.character));
            }
            Ok(body) => self.body(parent, &label, block, body, curve),
        }
        let is_read = !matches!(self.items[first].content, Content::Unknown(_));
        for repair in &block.repairs {
            self.find(first, repaired(*repair, block.line, is_read));
        }
    }

    fn body(
        &mut self,
        parent: usize,
        label: &str,
        block: &Block<'_>,
        body: &[u8],
        curve: Option<&[u8]>,
    ) {
        if let Some(dek_info) = block.dek_info {
            let content = key::legacy_pem(&legacy_block(block.label, dek_info, body));
            self.add(Some(parent), label, content);
            return;
        }
        if let Some(content) = named(block.label, body) {
            let advice = match &content {
                Content::Named(_) if block.label == "SSH2 PUBLIC KEY" => {
                    Some(super::ssh::rfc_4716())
                }
                Content::Named(name) if name.starts_with("OpenSSH private") => {
                    Some(super::ssh::private_key(name))
                }
                _ => None,
            };
            let item = self.add(Some(parent), label, content);
            self.items[item].findings.extend(advice);
            return;
        }
        // A key on its own does not say on which curve it is; the block before it may.
        let key = curve.and_then(|curve| key::of_sec1(body, curve));
        if let Some(key) = key {
            self.add(Some(parent), label, key);
            return;
        }
        let first = self.items.len();
        let body = without_trust(block.label, body);
        if !self.der_as(parent, label, body) {
            let unknown = unknown(block.label, body);
            let item = self.add(Some(parent), label, Content::Unknown(unknown));
            let what = format!("The block {}", block.label);
            self.find(item, super::der::broken(&what, body));
            return;
        }
        if let Some(item) = self.items.get_mut(first)
            && let Some(finding) = wrong_label(block.label, item, block.line)
        {
            item.findings.push(finding);
        }
    }
}

/// What could be read of a block that is nothing known.
fn unknown(label: &str, body: &[u8]) -> Unknown {
    match label.ends_with("PRIVATE KEY") || body.is_empty() {
        true => Unknown::secret(body),
        false => Unknown::of(body),
    }
}

/// The certificate alone of what OpenSSL writes with its settings of trust behind it (`X509_CERT_AUX`).
fn without_trust<'a>(label: &str, body: &'a [u8]) -> &'a [u8] {
    if label != "TRUSTED CERTIFICATE" {
        return body;
    }
    let split = asn1::length_of_first(body).and_then(|length| body.split_at_checked(length));
    match split {
        Some((certificate, trust)) if asn1::length_of_first(trust) == Some(trust.len()) => {
            certificate
        }
        _ => body,
    }
}

/// The name that OpenSSL writes above what it takes out of a PFX.
fn friendly_name(before: &str) -> Option<String> {
    let (_, rest) = before.rsplit_once("friendlyName:")?;
    let name = rest.lines().next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The block as OpenSSL writes it.
fn legacy_block(label: &str, dek_info: &str, body: &[u8]) -> Zeroizing<String> {
    let encoded = pem_rfc7468::encode_string(label, pem_rfc7468::LineEnding::LF, body);
    let encoded = Zeroizing::new(encoded.unwrap_or_default());
    let headers = format!("-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {dek_info}\n\n");
    Zeroizing::new(encoded.replacen("-----\n", &headers, 1))
}

/// Blocks that hold nothing to work with, and OpenSSH keys.
fn named(label: &str, body: &[u8]) -> Option<Content> {
    Some(match label {
        "OPENSSH PRIVATE KEY" => key::openssh(body),
        EC_PARAMETERS => Content::Named("parameters of an elliptic curve".to_owned()),
        "DH PARAMETERS" | "X9.42 DH PARAMETERS" => {
            Content::Named("Diffie-Hellman parameters".to_owned())
        }
        "DSA PARAMETERS" => Content::Named("DSA parameters".to_owned()),
        _ if label.starts_with("PGP ") => Content::Named("OpenPGP data".to_owned()),
        _ if label.starts_with("SSH2 ") => Content::Named("SSH key (RFC 4716)".to_owned()),
        _ => return None,
    })
}

/// The labels that fit what a block holds (RFC 7468); OpenSSL's own among them.
fn fitting(content: &Content) -> &'static [&'static str] {
    match content {
        Content::Certificate(_) => &["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"],
        Content::Request(_) => &["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"],
        Content::RevocationList(_) => &["X509 CRL"],
        Content::PublicKey(_) => &["PUBLIC KEY", "RSA PUBLIC KEY"],
        Content::PrivateKey(key) => match key.encoding {
            KeyEncoding::Pkcs1 => &["RSA PRIVATE KEY"],
            KeyEncoding::Sec1 => &["EC PRIVATE KEY"],
            KeyEncoding::Dsa => &["DSA PRIVATE KEY"],
            KeyEncoding::Pkcs8 | KeyEncoding::Jwk => &["PRIVATE KEY"],
        },
        Content::Locked(_) => &["ENCRYPTED PRIVATE KEY", "PKCS12"],
        Content::Container(_) => &["PKCS7", "CMS", "PKCS #7 SIGNED DATA", "PKCS12"],
        Content::Named(_) | Content::Unknown(_) => &[],
    }
}

fn wrong_label(label: &str, item: &Item, line: usize) -> Option<Finding> {
    let fitting = fitting(&item.content);
    if fitting.is_empty() || fitting.first() == Some(&label) {
        return None;
    }
    if fitting.contains(&label) {
        let is_certificate = matches!(item.content, Content::Certificate(_));
        return is_certificate.then(|| label_of_openssl(label, line));
    }
    let who = match item.content {
        Content::PrivateKey(_) if label.ends_with("PRIVATE KEY") => {
            "kubectl reads it all the same, openssl and nginx may not"
        }
        _ => "nginx, kubectl and most other programs refuse the block as it is",
    };
    Some(Finding::warning(
        "pem-label-wrong",
        PLACE,
        format!(
            "Line {line} says BEGIN {label}, but the block holds what is labelled {}.",
            fitting[0]
        ),
        format!("Give it the right label: {who}."),
    ))
}

fn label_of_openssl(label: &str, line: usize) -> Finding {
    Finding::warning(
        "pem-label-openssl",
        PLACE,
        format!(
            "Line {line} says BEGIN {label}: openssl and nginx read it, kubectl and other Go programs do not."
        ),
        "Take the PEM from here, which says CERTIFICATE.",
    )
}

fn no_base64(label: &str, line: usize, character: char) -> Finding {
    let character = character.escape_default();
    Finding::error(
        "pem-not-base64",
        PLACE,
        format!(
            "The block {label} has the character {character} on line {line}, which is no base64."
        ),
        "Copy the block again from where it came from; part of it was changed or lost.",
    )
}

fn bag_attributes() -> Finding {
    Finding::note(
        "pem-bag-attributes",
        PLACE,
        "Bag Attributes stand between the blocks: openssl, nginx and kubectl skip them, Azure Key Vault refuses the file.",
        "For Key Vault, take the PEM without them from here.",
    )
}

fn repaired(repair: Repair, line: usize, is_read: bool) -> Finding {
    let (code, wrong, who) = match repair {
        Repair::Dashes => (
            "pem-dashes",
            "the marker has not five hyphens on both sides",
            "openssl, nginx and kubectl do not see it",
        ),
        Repair::Indented => (
            "pem-indented",
            "a marker of the block is indented",
            "openssl, nginx and kubectl refuse it",
        ),
        Repair::Glued => (
            "pem-glued",
            "the block begins on the line on which another ends",
            "nginx and openssl stop there with \"bad end line\", and kubectl refuses it",
        ),
        Repair::Flattened => (
            "pem-flattened",
            "the line ends of the block are lost",
            "openssl, nginx and kubectl refuse it",
        ),
        Repair::EscapedLineEnds => (
            "pem-escaped",
            "line ends are written as \\n, as in JSON",
            "openssl, nginx and kubectl refuse it",
        ),
        Repair::EndMissing => (
            "pem-end-missing",
            "the block has no END line",
            "openssl, nginx and kubectl refuse it or lose the block after it, and it may be cut off",
        ),
        Repair::EndDiffers => (
            "pem-end-differs",
            "the END line names something else than the BEGIN line",
            "openssl, nginx and kubectl refuse it",
        ),
        Repair::UrlAlphabet => (
            "pem-url-alphabet",
            "the block is written in base64url, with - and _",
            "openssl, nginx and kubectl refuse it",
        ),
        Repair::Decorated => (
            "pem-decorated",
            "something else, such as quotes, tags, > or a time, stands around the lines",
            "openssl, nginx and kubectl refuse it",
        ),
        Repair::OddSpaces => (
            "pem-odd-spaces",
            "spaces or marks beyond ASCII stand in the block",
            "kubectl refuses it, and openssl and nginx may",
        ),
        Repair::EmptyLines => (
            "pem-empty-lines",
            "the block has empty lines",
            "openssl and nginx refuse it, kubectl reads it",
        ),
        Repair::Headers => (
            "pem-headers",
            "the block has headers",
            "openssl and nginx refuse it, kubectl reads it",
        ),
        Repair::Padding => (
            "pem-padding",
            "the = at the end are missing or too many",
            "openssl, nginx and kubectl refuse it, and it may be cut off",
        ),
    };
    Finding::warning(
        code,
        PLACE,
        format!("Line {line}: {wrong}; {who}."),
        match is_read {
            true => "It was repaired here; take the PEM from here.",
            false => "Mend this as well as what keeps the block from being read.",
        },
    )
}
