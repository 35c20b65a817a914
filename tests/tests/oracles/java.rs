//! Java's `keytool`.

use std::path::Path;

use tests::bundle::PFX_PASSPHRASE;
use tests::tool::{Ended, Tool};

use crate::sets::all;

#[test]
fn every_client_pfx_is_a_key_store() {
    for set in all() {
        let pfx = set.pki("client.pfx");
        let listed = list(&pfx, PFX_PASSPHRASE);
        assert!(listed.success, "{}", listed.describe());
        let text = listed.text();
        assert!(text.contains("Entry type: PrivateKeyEntry"), "{text}");
        assert!(text.contains("Certificate chain length: 2"), "{text}");
        assert!(
            text.contains("Owner: ") && text.contains("CN=apim.contoso.example"),
            "{text}"
        );
    }
    let refused = list(&all()[0].pki("client.pfx"), "wrong-passphrase");
    assert!(!refused.success, "{}", refused.describe());
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
