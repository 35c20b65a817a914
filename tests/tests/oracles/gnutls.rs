//! GnuTLS' `certtool`.

use std::path::Path;

use tests::bundle::{CA_KEY_PASSPHRASE, PFX_PASSPHRASE};
use tests::tool::{Ended, Tool};

use crate::sets::{all, broken};

#[test]
fn every_leaf_verifies_for_its_purpose_and_host() {
    for set in all() {
        let [servers, clients] = set.authorities();
        for (authority, leaf, purpose, host) in [
            (
                servers,
                "server",
                "1.3.6.1.5.5.7.3.1",
                Some("api.contoso.example"),
            ),
            (clients, "client", "1.3.6.1.5.5.7.3.2", None),
        ] {
            let authority = set.pki(&format!("{authority}.crt"));
            let leaf = set.pki(&format!("{leaf}.crt"));
            let good = verify(&authority, &leaf, purpose, host);
            assert!(good.success, "{}", good.describe());
            assert!(!verify(&authority, &broken(&leaf), purpose, host).success);
            assert!(!verify(&authority, &leaf, purpose, Some("other.example")).success);
        }
    }
}

#[test]
fn every_pfx_and_encrypted_key_opens() {
    for set in all() {
        for leaf in ["server", "client"] {
            let pfx = set.pki(&format!("{leaf}.pfx"));
            let open =
                |passphrase| certtool(&["--p12-info", "--inder", "--password", passphrase], &pfx);
            let opened = open(PFX_PASSPHRASE);
            assert!(opened.success, "{}", opened.describe());
            assert!(opened.text().contains("BEGIN CERTIFICATE"));
            assert!(!open("wrong").success);
        }
        for authority in set.authorities() {
            let key = set.directory.join(format!("{authority}.key"));
            let open = |passphrase| certtool(&["--key-info", "--password", passphrase], &key);
            let opened = open(CA_KEY_PASSPHRASE);
            assert!(opened.success, "{}", opened.describe());
            assert!(!open("wrong").success);
        }
    }
}

#[test]
fn every_request_is_read() {
    for set in all() {
        for leaf in ["server", "client"] {
            let request = set.pki(&format!("{leaf}.csr"));
            let read = certtool(&["--crq-info"], &request);
            assert!(
                read.text().contains("Self signature: verified"),
                "{}",
                read.describe()
            );
            let read = certtool(&["--crq-info"], &broken(&request));
            assert!(!read.text().contains("Self signature: verified"));
        }
    }
}

fn verify(authority: &Path, leaf: &Path, purpose: &str, host: Option<&str>) -> Ended {
    let host = host.map(|host| format!("--verify-hostname={host}"));
    Tool::new("certtool")
        .args(["--verify", "--load-ca-certificate"])
        .args([authority])
        .args([format!("--verify-purpose={purpose}")])
        .args(host)
        .args(["--infile"])
        .args([leaf])
        .run()
}

fn certtool(options: &[&str], file: &Path) -> Ended {
    Tool::new("certtool")
        .args(options)
        .args(["--infile"])
        .args([file])
        .run()
}
