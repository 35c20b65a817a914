//! The scripts of many plans, judged by bash and shellcheck.

use std::fs;
use std::process::Command;

use super::*;
use crate::{documents, test_intent};

mod azure;
mod calls;
mod fakes;
mod lookups;
pub(crate) mod variants;

use variants::variants;

/// Writes all scripts of an intent into a fresh folder of the bundle's layout.
pub(crate) fn write_bundle(intent: &Intent, material: Option<&Material>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for document in documents(intent) {
        let path = folder.path().join(document.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, document.render(intent, material)).unwrap();
    }
    folder
}

fn shellcheck(name: &str, intent: &Intent, material: Option<&Material>) {
    let bundle = write_bundle(intent, material);
    let scripts: Vec<_> = documents(intent)
        .into_iter()
        .map(|document| document.path)
        .filter(|path| path.ends_with(".sh"))
        .collect();
    assert!(scripts.len() >= 3, "{name}");
    let output = Command::new("shellcheck")
        .args(["--shell=bash", "--severity=style"])
        .args(&scripts)
        .current_dir(bundle.path())
        .output()
        .expect("shellcheck is installed");
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn every_script_passes_shellcheck() {
    for (name, intent) in variants() {
        shellcheck(&name, &intent, Some(&variants::material(&intent)));
    }
}

#[test]
fn scripts_before_generate_pass_shellcheck() {
    shellcheck("before Generate", &test_intent::intent(), None);
}

#[test]
fn what_is_there_already_has_no_script() {
    let mut intent = test_intent::intent();
    let paths = |intent: &Intent| -> Vec<_> {
        super::documents(intent)
            .iter()
            .map(|document| document.path.trim_start_matches("commands/"))
            .collect()
    };
    assert_eq!(
        paths(&intent),
        [
            "1-cluster.sh",
            "2-controller.sh",
            "3-deploy.sh",
            "4-dns.sh",
            "5-apim.sh",
            "6-test.sh"
        ]
    );
    intent.existing.cluster = true;
    intent.existing.controller = true;
    intent.existing.dns = true;
    intent.caller = Caller::Other;
    assert_eq!(paths(&intent), ["3-deploy.sh", "6-test.sh"]);
}
