//! ShellCheck and bash.

use std::path::PathBuf;

use tests::tool::{Ended, Tool};

use crate::sets::documented;

#[test]
fn every_script_is_clean() {
    let scripts = scripts();
    let checked = shellcheck(&scripts);
    assert!(checked.success, "{}", checked.describe());
    for script in scripts {
        let parsed = Tool::new("bash").args(["-n"]).args([&script]).run();
        assert!(parsed.success, "{}", parsed.describe());
    }
}

#[test]
fn every_script_stops_at_its_first_failure() {
    for script in scripts() {
        let text = std::fs::read_to_string(&script).unwrap();
        assert!(
            text.starts_with("#!/usr/bin/env bash\n"),
            "{}",
            script.display()
        );
        assert!(
            text.contains("\nset -euo pipefail\n"),
            "{}",
            script.display()
        );
    }
}

#[test]
fn a_value_out_of_its_quotes_is_found() {
    let script = tests::folder::fresh("shellcheck").join("bad.sh");
    std::fs::write(&script, "#!/usr/bin/env bash\nset -euo pipefail\necho $1\n").unwrap();
    let checked = shellcheck(&[script]);
    assert!(checked.text().contains("SC2086"), "{}", checked.describe());
    assert!(!checked.success);
}

fn scripts() -> Vec<PathBuf> {
    let mut scripts = Vec::new();
    for set in documented() {
        for folder in ["commands", "openssl"] {
            for entry in std::fs::read_dir(set.directory.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|ending| ending == "sh") {
                    scripts.push(path);
                }
            }
        }
    }
    scripts.sort();
    assert!(scripts.len() > documented().len(), "{scripts:?}");
    scripts
}

fn shellcheck(scripts: &[PathBuf]) -> Ended {
    Tool::new("shellcheck")
        .args(["--norc", "--external-sources"])
        .args(scripts)
        .run()
}
