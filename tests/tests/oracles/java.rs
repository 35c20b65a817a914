//! Java's `keytool`.

use std::path::Path;

use tests::bundle::PFX_PASSPHRASE;
use tests::tool::{Ended, Tool};

use crate::sets::{all, broken};

#[test]
fn every_pfx_of_a_leaf_is_a_key_store() {
    for set in all() {
        for (leaf, name) in [
            ("server", "CN=api.contoso.example"),
            ("client", "CN=apim.contoso.example"),
        ] {
            let pfx = set.pki(&format!("{leaf}.pfx"));
            let listed = list(&pfx, PFX_PASSPHRASE);
            assert!(listed.success, "{}", listed.describe());
            let text = listed.text();
            assert!(text.contains("Entry type: PrivateKeyEntry"), "{text}");
            assert!(text.contains("Certificate chain length: 2"), "{text}");
            // The leaf stands first in its chain.
            let owner = text.lines().find(|line| line.starts_with("Owner: "));
            assert!(owner.is_some_and(|owner| owner.contains(name)), "{text}");
        }
    }
}

#[test]
fn a_wrong_passphrase_and_a_broken_file_open_nothing() {
    for set in &all()[..2] {
        for leaf in ["server", "client"] {
            let pfx = set.pki(&format!("{leaf}.pfx"));
            for refused in [
                list(&pfx, "wrong-passphrase"),
                list(&broken(&pfx), PFX_PASSPHRASE),
            ] {
                assert!(!refused.success, "{}", refused.describe());
            }
        }
    }
}

fn list(pfx: &Path, passphrase: &str) -> Ended {
    Tool::new("keytool")
        // Java starts faster without its second compiler.
        .args([
            "-J-XX:TieredStopAtLevel=1",
            "-list",
            "-v",
            "-storetype",
            "PKCS12",
        ])
        .args(["-storepass:env", "PASSPHRASE", "-keystore"])
        .args([pfx])
        .env("PASSPHRASE", passphrase)
        .run()
}
