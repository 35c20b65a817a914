//! What the fuzz targets in `tests/fuzz` run: whatever the octets are, reading them ends in items that hold together,
//! and each item can be described. The corpus is replayed by `tests/tests/fuzz_corpus.rs`.

use formats::{Content, Item, Limits, LockedKind};

/// A target and what it runs.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, by the names of their folders in the corpus.
pub const TARGETS: [Target; 5] = [
    ("sniff", sniff),
    ("pem_repair", pem_repair),
    ("pfx", pfx),
    ("asn1_tree", asn1_tree),
    ("secret_yaml", secret_yaml),
];

/// Small enough that each run takes milliseconds.
const LIMITS: Limits = Limits {
    octets: 1 << 18,
    rounds: 300,
    memory: 1 << 20,
    items: 100,
    depth: 3,
};

/// Some day in 2026.
const NOW: i64 = 1_795_000_000;

/// A small certificate.
const CERTIFICATE: &str = include_str!("../fuzz/corpus/pem_repair/certificate.pem");

const PEM_PIECES: [&str; 40] = [
    CERTIFICATE,
    "-----BEGIN CERTIFICATE-----",
    "-----END CERTIFICATE-----",
    "-----BEGIN ",
    "-----END ",
    "BEGIN ",
    "END ",
    "-----",
    "----",
    "\u{2014}",
    "\u{2010}\u{2010}",
    "CERTIFICATE",
    "CERTIFICATE REQUEST",
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "EC PARAMETERS",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "X509 CRL",
    "PKCS7",
    "PUBLIC KEY",
    "TRUSTED CERTIFICATE",
    "Proc-Type: 4,ENCRYPTED\n",
    "DEK-Info: AES-128-CBC,",
    "DEK-Info: ",
    "0123456789ABCDEF0123456789ABCDEF",
    "Bag Attributes\n    friendlyName: ",
    "Comment: ",
    "\r\n",
    "\\n",
    "\\r\\n",
    "%0A",
    "X-ARR-ClientCert: ",
    "X-Forwarded-Client-Cert: Cert=\"",
    "-----BEGIN%20",
    "\u{feff}",
    "\u{200b}",
    "\u{e9}",
    "MIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo",
];

const YAML_PIECES: [&str; 40] = [
    CERTIFICATE,
    "apiVersion: v1\n",
    "kind: Secret\n",
    "kind: ConfigMap\n",
    "kind: Config\n",
    "kind: List\nitems:\n",
    "metadata:\n  name: tls\n  namespace: web\n",
    "type: kubernetes.io/tls\n",
    "data:\n",
    "stringData:\n",
    "binaryData:\n",
    "  tls.crt: ",
    "  tls.key: ",
    "  ca.crt: ",
    "  ca.key: ",
    "  - ",
    "|\n    ",
    ">-\n    ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!binary ",
    "---\n",
    "...\n",
    "? ",
    ": ",
    "\n",
    "\t",
    "  ",
    "# ",
    "certificate-authority-data: ",
    "client-key-data: ",
    "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=",
    "TUlJQkNnS0NBUUVBdTFTVTFMZlY=",
];

/// Any octets.
pub fn sniff(octets: &[u8]) {
    let items = formats::read("input", octets, &LIMITS);
    judge(&items);
    let relations = inspect::relate::relate(&items, 8);
    for finding in &relations.findings {
        assert!(finding.items.iter().all(|item| *item < items.len()));
        judge_finding(&finding.finding);
    }
    inspect::relate::graph(&items, &relations, None, 50);
    for item in &items {
        if let Content::Locked(locked) = &item.content {
            for password in ["", "password"] {
                if let Ok(items) = formats::unlock(locked, password, &LIMITS) {
                    judge(&items);
                }
            }
        }
    }
}

/// Text made of the pieces that PEM and its messes are made of. An octet below 128 is a character, any other a piece.
pub fn pem_repair(octets: &[u8]) {
    let text = glued(octets, &PEM_PIECES);
    let items = formats::read("input.pem", text.as_bytes(), &LIMITS);
    judge(&items);
    for item in &items {
        if let Content::Certificate(der) = &item.content {
            let pem = formats::certificate_pem(der);
            let again = formats::read("again.pem", pem.as_bytes(), &LIMITS);
            let same =
                |item: &Item| matches!(&item.content, Content::Certificate(again) if again == der);
            assert!(again.iter().any(same), "a certificate is lost in PEM");
        }
    }
}

/// PKCS#12, opened with passwords that the files of the corpus have.
pub fn pfx(octets: &[u8]) {
    let Some(items) = formats::pfx::read(octets, &LIMITS) else {
        return;
    };
    judge(&items);
    for item in &items {
        let Content::Locked(locked) = &item.content else {
            continue;
        };
        let is_pfx = matches!(locked.kind, LockedKind::Pfx(_));
        for password in ["", "password", "p\u{e4}ss"] {
            match formats::unlock(locked, password, &LIMITS) {
                Ok(items) => judge(&items),
                Err(error) => assert!(!is_pfx || !error.to_string().is_empty()),
            }
        }
    }
}

/// Any octets as ASN.1.
pub fn asn1_tree(octets: &[u8]) {
    for (limit, secret) in [(usize::MAX, false), (1_000, true), (3, false)] {
        let tree = inspect::tree::rows(octets, limit, secret);
        assert!(tree.rows.len() <= limit);
        let mut last = None;
        for row in &tree.rows {
            let end = row.start + row.header + row.length;
            assert!(end <= octets.len(), "a row lies outside");
            assert!(last.is_none_or(|last| row.start > last), "rows in disorder");
            last = Some(row.start);
            assert_plain(&row.value);
        }
        tree.findings.iter().for_each(judge_finding);
    }
    formats::asn1::children(octets, 100);
}

/// The text of a Kubernetes object, made like [`pem_repair`]'s of characters and pieces.
pub fn secret_yaml(octets: &[u8]) {
    let text = glued(octets, &YAML_PIECES);
    judge(&formats::read("input.yaml", text.as_bytes(), &LIMITS));
    let text = format!("apiVersion: v1\nkind: Secret\n{text}");
    judge(&formats::read("input.yaml", text.as_bytes(), &LIMITS));
}

/// Holds items to what is true of all: they hold together, and each can be described.
///
/// # Panics
///
/// Where it is not so.
pub fn judge(items: &[Item]) {
    for (index, item) in items.iter().enumerate() {
        assert!(item.parent.is_none_or(|parent| parent < index));
        let summary = inspect::summary(item);
        let report = inspect::report(item, NOW);
        assert!(!report.sentence.is_empty() && !summary.detail.is_empty());
        report.findings.iter().for_each(judge_finding);
        for verdict in &report.verdicts {
            assert_plain(&verdict.reason);
        }
        inspect::text(&item.content);
    }
}

/// A finding has a code, says something, and passes nothing on that a terminal or a log would obey.
fn judge_finding(finding: &diagnostics::Finding) {
    let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(!finding.code.is_empty() && finding.code.chars().all(kebab));
    assert!(!finding.message.is_empty());
    assert_plain(&finding.message);
    assert!(finding.message.len() <= 10_000, "a finding goes on and on");
}

fn assert_plain(text: &str) {
    let control = |c: char| c.is_control() && c != '\n';
    assert!(!text.contains(control), "control characters in {text:?}");
}

fn glued(octets: &[u8], pieces: &[&str]) -> String {
    let mut text = String::new();
    for octet in octets {
        match octet.checked_sub(128) {
            None => text.push(char::from(*octet)),
            Some(piece) => text.push_str(pieces[usize::from(piece) % pieces.len()]),
        }
    }
    text
}
