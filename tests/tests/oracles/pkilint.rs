//! pkilint, against RFC 5280.

use std::path::PathBuf;

use tests::tool::{Ended, Tool};

use crate::sets::{Set, all};

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

#[test]
fn no_certificate_has_an_error() {
    let files: Vec<_> = all().iter().flat_map(Set::certificates).collect();
    let linted = lint(&files);
    assert!(linted.success, "{}", linted.describe());
}

#[test]
fn a_certificate_of_version_1_has_one() {
    // What `openssl x509 -req` makes without extensions: no SAN, no key usage, no key identifiers.
    let directory = tests::folder::fresh("pkilint version 1");
    let run = |arguments: &[&str]| {
        Tool::new("openssl")
            .args(arguments)
            .within(&directory)
            .succeed();
    };
    run(&[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.crt",
        "-subj",
        "/CN=A",
    ]);
    run(&[
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "a.key",
        "-out",
        "a.csr",
        "-subj",
        "/CN=b",
    ]);
    run(&[
        "x509",
        "-req",
        "-in",
        "a.csr",
        "-CA",
        "ca.crt",
        "-CAkey",
        "ca.key",
        "-set_serial",
        "0",
        "-out",
        "a.crt",
    ]);
    let linted = lint(&[directory.join("a.crt")]);
    assert!(!linted.success, "{}", linted.describe());
}

fn lint(files: &[PathBuf]) -> Ended {
    Tool::new("python3").args(["-c", SCRIPT]).args(files).run()
}
