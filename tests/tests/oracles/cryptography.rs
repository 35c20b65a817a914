//! Python's `cryptography`.

use tests::bundle::{CA_KEY_PASSPHRASE, PFX_PASSPHRASE};
use tests::tool::{Ended, Tool};

use crate::sets::{Set, all};

const SCRIPT: &str = include_str!("cryptography.py");

#[test]
fn every_file_opens() {
    let sets: Vec<_> = all().iter().collect();
    let judged = judge(&sets, PFX_PASSPHRASE);
    assert!(judged.success, "{}", judged.describe());
    assert_eq!(judged.text().trim(), format!("{} sets opened", sets.len()));
}

#[test]
fn a_wrong_passphrase_does_not() {
    for set in &all()[..2] {
        assert!(!judge(&[set], "wrong").success);
    }
}

fn judge(sets: &[&Set], pfx_passphrase: &str) -> Ended {
    let described: Vec<_> = sets
        .iter()
        .map(|set| {
            let [servers, clients] = set.authorities();
            serde_json::json!({
                "directory": set.directory,
                "server_authority": servers,
                "client_authority": clients,
                "host": "api.contoso.example",
            })
        })
        .collect();
    Tool::new("python3")
        .args(["-c", SCRIPT])
        .env("PFX_PASSPHRASE", pfx_passphrase)
        .env("CA_KEY_PASSPHRASE", CA_KEY_PASSPHRASE)
        .input(serde_json::to_vec(&described).unwrap())
        .run()
}
