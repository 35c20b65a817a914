//! What is said about messy PEM, held to what openssl, nginx and kubectl do with it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption"
)]

mod claims;
mod material;
mod messes;
mod programs;

use claims::{Claim, claims};
use material::{Material, material};
use messes::{MESSES, mangled};
use programs::Program;

/// The verdict on a file: every claim in its findings holds, and a program that no finding names reads it.
fn wrong(name: &str, text: &[u8], material: &Material, is_key: bool) -> Vec<String> {
    let found = claims(text);
    let mut wrong = Vec::new();
    for (index, program) in Program::ALL.into_iter().enumerate() {
        let told: Vec<_> = found.iter().map(|claim| claim.verdicts[index]).collect();
        let ended = match is_key {
            true => program.reads(material.certificate.as_bytes(), text, true),
            false => program.reads(text, material.key.as_bytes(), false),
        };
        let expected = match () {
            () if told.contains(&Some(false)) => Some(false),
            () if told.contains(&None) => None,
            () => Some(true),
        };
        if expected.is_some_and(|expected| expected != ended.success) {
            let codes: Vec<_> = found.iter().map(|claim: &Claim| &*claim.code).collect();
            wrong.push(format!(
                "{name}, {}: {program:?} reads it: {}, findings: {codes:?}\n{}",
                if is_key { "key" } else { "certificate" },
                ended.success,
                ended.describe()
            ));
        }
    }
    wrong
}

#[test]
fn every_claim_holds_for_certificates_and_keys() {
    let material = material();
    let mut all = Vec::new();
    for mess in MESSES {
        for (is_key, whole) in [(false, &material.certificate), (true, &material.key)] {
            let text = mangled(mess, whole, &material);
            assert!(
                mess.name == "none" || text != whole.as_bytes(),
                "{}",
                mess.name
            );
            all.extend(wrong(mess.name, &text, &material, is_key));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Each finding about the way PEM is written down is reached by one of the messes.
#[test]
fn every_finding_is_judged() {
    let material = material();
    let mut reached: Vec<String> = Vec::new();
    for mess in MESSES {
        for whole in [&material.certificate, &material.key] {
            let found = claims(&mangled(mess, whole, &material));
            reached.extend(found.into_iter().map(|claim| claim.code));
        }
    }
    for code in claims::CODES {
        assert!(reached.iter().any(|reached| reached == code), "{code}");
    }
}

/// A key of one kind under the label of another: openssl, nginx and kubectl differ.
#[test]
fn labels_of_keys_are_judged_right() {
    let mut all = Vec::new();
    for material in material::of_keys() {
        for label in messes::KEY_LABELS {
            let text = messes::relabelled(&material.key, label);
            all.extend(wrong(label, text.as_bytes(), &material, true));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// What follows a block without an end is lost to OpenSSL, and so to nginx, without a word.
#[test]
fn a_block_after_one_without_an_end_is_lost() {
    let material = material();
    let begin = material.certificate.split("-----END").next().unwrap();
    let text = format!("{begin}{}", material.other);
    let told = claims(text.as_bytes());
    assert_eq!(told[0].code, "pem-end-missing");
    assert_eq!(programs::certificates(text.as_bytes()), 1);
    let whole = format!("{}{}", material.certificate, material.other);
    assert_eq!(programs::certificates(whole.as_bytes()), 2);
    let [_, _, kubectl] = Program::ALL;
    let ended = kubectl.reads(text.as_bytes(), material.key.as_bytes(), false);
    assert!(!ended.success, "{}", ended.describe());
}
