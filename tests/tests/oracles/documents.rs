//! The checksums, and what has no program to judge it: the plan and the runbook, each by what it must say.

use std::path::Path;

use plan::{Plan, load};
use tests::tool::{Ended, Tool};

use crate::sets::documented;

/// What a script of the bundle makes: the policy as it was before.
const MADE_LATER: [&str; 1] = ["apim/policy.before.xml"];

#[test]
fn every_checksum_is_right_and_every_file_has_one() {
    for set in documented() {
        let checked = checksums(&set.directory);
        assert!(checked.success, "{}", checked.describe());
        let lines = checked.text().lines().count();
        // The checksums themselves and the CA keys are not among them.
        let files = count(&set.directory) - 1 - set.ca_keys().len();
        assert_eq!(lines, files, "{}", checked.describe());
    }
}

#[test]
fn a_changed_file_is_found() {
    let directory = tests::folder::fresh("changed file");
    tests::bundle::Bundle::make(&tests::plans::curl()).unpack(&directory);
    std::fs::write(directory.join("pki/ca.crt"), "another").unwrap();
    let checked = checksums(&directory);
    assert!(!checked.success);
    assert!(
        checked.text().contains("pki/ca.crt: FAILED"),
        "{}",
        checked.describe()
    );
}

#[test]
fn the_runbook_checks_the_files_before_anything_else() {
    let directory = tests::folder::fresh("checked by the runbook");
    tests::bundle::Bundle::make(&tests::plans::curl()).unpack(&directory);
    let text = std::fs::read_to_string(directory.join("README.md")).unwrap();
    let (before, after) = text.split_once("`sha256sum ").unwrap();
    assert!(!before.contains("```"), "{before}");
    let arguments = after.split('`').next().unwrap();
    let check = || {
        Tool::new("sha256sum")
            .args(arguments.split(' '))
            .within(&directory)
            .run()
    };
    let checked = check();
    assert!(checked.success, "{}", checked.describe());
    std::fs::write(directory.join("commands/3-deploy.sh"), "another").unwrap();
    assert!(!check().success);
}

#[test]
fn the_plan_comes_back() {
    for set in documented() {
        let text = std::fs::read_to_string(set.directory.join("plan.json")).unwrap();
        assert!(comes_back(&text, &set.plan), "{text}");
    }
}

#[test]
fn a_plan_with_another_value_or_one_that_is_dropped_is_found() {
    let set = &documented()[0];
    let text = std::fs::read_to_string(set.directory.join("plan.json")).unwrap();
    for (from, to) in [
        ("api.contoso.example", "other.contoso.example"),
        ("\"server_hosts\"", "\"unknown\""),
        ("{", "{\"unknown\": 1,"),
    ] {
        let altered = text.replacen(from, to, 1);
        assert_ne!(altered, text, "no {from}");
        assert!(!comes_back(&altered, &set.plan), "{altered}");
    }
}

/// Whether the text is the plan, and nothing in it is dropped.
fn comes_back(text: &str, plan: &Plan) -> bool {
    let loaded = load(text);
    loaded.value == *plan && loaded.findings.is_empty()
}

#[test]
fn the_runbook_names_every_script_and_only_files_that_are_there() {
    for set in documented() {
        let text = std::fs::read_to_string(set.directory.join("README.md")).unwrap();
        let wrong = misnamed(&text, &set.directory);
        assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    }
}

#[test]
fn a_script_left_out_and_a_file_that_is_not_there_are_found() {
    let directory = &documented()[0].directory;
    let text = std::fs::read_to_string(directory.join("README.md")).unwrap();
    let without = text.replace("bash commands/4-dns.sh", "bash commands/dns.sh");
    assert_eq!(misnamed(&without, directory), ["commands/4-dns.sh"]);
    for file in ["pki/other.crt", "apim/policy.after.xml"] {
        let with = format!("{text}\nLook into `{file}`.\n");
        assert_eq!(misnamed(&with, directory), [file]);
    }
}

/// The scripts that the runbook does not name, and the files that it names and that are not there.
fn misnamed(text: &str, directory: &Path) -> Vec<String> {
    let scripts = directory.join("commands").read_dir().unwrap();
    let scripts = scripts.map(|entry| format!("commands/{}", entry.unwrap().file_name().display()));
    let mut wrong: Vec<_> = scripts
        .filter(|script| !text.contains(&format!("bash {script}")))
        .collect();
    for folder in [
        "pki/",
        "kubernetes/",
        "apim/",
        "commands/",
        "openssl/",
        "pictures/",
    ] {
        let [quoted, linked] = ["`", "]("].map(|before| format!("{before}{folder}"));
        let named = text.match_indices(&quoted).map(|(at, _)| at + 1);
        let shown = text.match_indices(&linked).map(|(at, _)| at + 2);
        for start in named.chain(shown) {
            let name = text[start..].split(['`', ')']).next().unwrap();
            if !directory.join(name).exists() && !MADE_LATER.contains(&name) {
                wrong.push(name.to_owned());
            }
        }
    }
    wrong
}

fn checksums(directory: &Path) -> Ended {
    Tool::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .within(directory)
        .run()
}

/// Files below a folder, without what other tests have put beside the bundle.
fn count(directory: &Path) -> usize {
    let mut files = 0;
    for entry in directory.read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if name == "made" || name.to_string_lossy().starts_with("broken-") {
            continue;
        }
        files += if entry.path().is_dir() {
            count(&entry.path())
        } else {
            1
        };
    }
    files
}
