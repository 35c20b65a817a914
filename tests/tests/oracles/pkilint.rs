//! pkilint, against RFC 5280.

use std::path::PathBuf;

use tests::tool::Tool;

use crate::sets::{Set, all, documented};

/// The command line of pkilint, run many times in one process: starting it takes longer than its work.
const SCRIPT: &str = "
import sys
from pkilint.bin.lint_pkix_cert import main
found = 0
for path in sys.argv[1:]:
    print(path, flush=True)
    found += main(['lint', '-s', 'ERROR', path])
sys.exit(min(found, 100))
";

/// What it takes for an error, though it is what it should be, in the one certificate that has it.
const MISREAD: [(&str, &str); 2] = [
    // A wildcard (RFC 6125, 6.4.3).
    (
        "rich/pki/server.crt",
        "pkix.invalid_domain_name_syntax (ERROR): Invalid domain name syntax: \"*.contoso.example\"",
    ),
    // A URI of a scheme that is not on its own list (SPIFFE-ID, 2).
    (
        "rich/pki/client.crt",
        "pkix.invalid_uri_syntax (ERROR): Invalid URI syntax: \"spiffe://contoso.example/gateway\"",
    ),
];

#[test]
fn no_certificate_has_an_error_but_those_misread() {
    let sets = all().iter().chain(documented());
    let files: Vec<_> = sets.flat_map(Set::certificates).collect();
    let found = lint(&files);
    // All of them, so that one that is gone is noticed, too.
    assert_eq!(
        found,
        MISREAD.map(|(file, error)| (file.into(), error.into()))
    );
}

#[test]
fn a_ca_that_may_not_sign_is_found() {
    let directory = tests::folder::fresh("pkilint control").join("pki");
    std::fs::create_dir(&directory).unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key";
    Tool::new("openssl")
        .args(["req", "-x509", "-subj", "/CN=CA", "-out", "ca.crt"])
        .args(key.split(' '))
        .args(["-addext", "keyUsage=digitalSignature"])
        .within(&directory)
        .succeed();
    let file = "pkilint-control/pki/ca.crt".to_owned();
    let error = "pkix.ca_certificate_keycertsign_keyusage_not_set (ERROR)".to_owned();
    assert_eq!(lint(&[directory.join("ca.crt")]), [(file, error)]);
}

/// Every error with the file it is in, such as `rich/pki/server.crt`, in the order of the files.
fn lint(files: &[PathBuf]) -> Vec<(String, String)> {
    let linted = Tool::new("python3").args(["-c", SCRIPT]).args(files).run();
    let mut unread = files.iter().map(|file| file.display().to_string());
    let mut file = String::new();
    let mut found = Vec::new();
    for line in linted.text().lines() {
        if line.starts_with('/') {
            assert_eq!(Some(line), unread.next().as_deref());
            let parts: Vec<_> = line.rsplitn(4, '/').take(3).collect();
            file = [parts[2], parts[1], parts[0]].join("/");
        } else if let Some(error) = line.strip_prefix("    ") {
            found.push((file.clone(), error.to_owned()));
        }
    }
    assert_eq!(unread.next(), None, "{}", linted.describe());
    assert_eq!(linted.success, found.is_empty(), "{}", linted.describe());
    found
}
