//! The recipe for openssl alone: it runs, and what it makes says what the page's own files say, but for
//! keys, serial numbers, signatures, key identifiers and times.

use std::path::{Path, PathBuf};

use plan::Serials;
use tests::bundle::{CA_KEY_PASSPHRASE, PFX_PASSPHRASE};
use tests::plans;
use tests::tool::{Ended, Tool};

use crate::sets::{Set, documented};

#[test]
fn the_recipe_makes_the_same_files() {
    for set in documented() {
        let made = run(set);
        for certificate in set.certificates() {
            assert_same_certificate(set, &certificate, &made);
        }
        for leaf in ["server", "client"] {
            let request = set.pki(&format!("{leaf}.csr"));
            if request.exists() {
                let recipe = made.join(format!("{leaf}.csr"));
                assert_eq!(fields("req", &recipe), fields("req", &request));
                assert_opens(&made.join(format!("{leaf}.pfx")));
            }
        }
        for authority in set.authorities() {
            let key = made.join(format!("{authority}.key"));
            let opened = Tool::new("openssl")
                .args(["pkey", "-noout", "-passin", "env:PASSPHRASE", "-in"])
                .args([&key])
                .env("PASSPHRASE", CA_KEY_PASSPHRASE)
                .run();
            assert!(opened.success, "{}", opened.describe());
        }
    }
}

#[test]
fn a_field_that_differs_is_seen() {
    let set = &documented()[0];
    let server = fields("x509", &set.pki("server.crt"));
    let client = fields("x509", &set.pki("client.crt"));
    let differing: Vec<_> = server
        .iter()
        .filter(|field| !client.contains(field))
        .collect();
    // Subject, usage and alternative names, and nothing else.
    assert_eq!(differing.len(), 3, "{differing:#?}");
}

#[test]
fn the_kept_ca_key_makes_another_client_certificate() {
    for (index, (_, plan)) in plans::all().into_iter().enumerate() {
        let set = Set::new(&format!("another client {index}"), plan);
        let readme = std::fs::read_to_string(set.directory.join("README.md")).unwrap();
        let (_, section) = readme
            .split_once("### Another client certificate\n")
            .unwrap();
        let section = section.split("\n## ").next().unwrap();
        let commands = section.split("```bash\n").skip(1).last().unwrap();
        let commands = commands.split("```").next().unwrap();
        let ran = Tool::new("bash")
            .args(["-ec", commands])
            .within(&set.directory)
            .env("CA_KEY_PASSPHRASE", CA_KEY_PASSPHRASE)
            .run();
        assert!(ran.success, "{}", ran.describe());
        let made = set.pki("client-2.crt");
        assert_eq!(
            fields_of_owner(&made),
            fields_of_owner(&set.pki("client.crt"))
        );
        assert_ne!(serial(&made), serial(&set.pki("client.crt")));
    }
}

/// All fields but those of the key.
fn fields_of_owner(certificate: &Path) -> Vec<String> {
    let mut fields = fields("x509", certificate);
    fields.retain(|field| !field.starts_with("X509v3 Subject Key Identifier"));
    fields
}

fn run(set: &Set) -> PathBuf {
    let made = set.directory.join("made");
    let ran = recipe(set, &made);
    assert!(ran.success, "{}", ran.describe());
    // It never overwrites what is there.
    assert!(!recipe(set, &made).success);
    made
}

fn recipe(set: &Set, made: &Path) -> Ended {
    Tool::new("bash")
        .args([set.directory.join("openssl/recipe.sh").as_path(), made])
        .env("PFX_PASSPHRASE", PFX_PASSPHRASE)
        .env("CA_KEY_PASSPHRASE", CA_KEY_PASSPHRASE)
        .run()
}

fn assert_same_certificate(set: &Set, own: &Path, made: &Path) {
    let recipe = made.join(own.file_name().unwrap());
    assert_eq!(
        fields("x509", &recipe),
        fields("x509", own),
        "{}",
        own.display()
    );

    let validity = &set.plan.validity;
    let days = match own.file_stem().unwrap().to_str().unwrap() {
        "server" => &validity.server_days,
        "client" => &validity.client_days,
        _ => &validity.ca_days,
    };
    let seconds = days.parse::<i64>().unwrap() * 86_400;
    for file in [own, &recipe] {
        assert!(is_valid_in(file, seconds - 900), "{}", file.display());
        assert!(!is_valid_in(file, seconds + 900), "{}", file.display());
    }
    if set.plan.validity.serials == Serials::Sequential && !own.ends_with("ca.crt") {
        assert_eq!(serial(&recipe), serial(own));
    }
}

/// The fields that `openssl -text` shows, extensions in alphabetical order; without what must differ.
fn fields(command: &str, file: &Path) -> Vec<String> {
    let text = Tool::new("openssl")
        .args([
            command,
            "-text",
            "-noout",
            "-nameopt",
            "RFC2253,-esc_msb,utf8",
            "-in",
        ])
        .args([file])
        .succeed();
    let mut fields: Vec<String> = Vec::new();
    let mut skipped = false;
    let mut extension = None;
    for line in text.lines() {
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        let is_dump = content
            .split(':')
            .all(|octet| octet.len() <= 2 && octet.chars().all(|digit| digit.is_ascii_hexdigit()));
        let differs = ["Not Before", "Not After", "Serial Number", "Validity"];
        if is_dump || differs.iter().any(|start| content.starts_with(start)) {
            // A short serial number follows on the same line, a long one below.
            skipped = true;
            continue;
        }
        // What stands deeper than an extension's name is its value.
        match fields.last_mut() {
            Some(last) if extension.is_some_and(|depth| indent > depth) => {
                last.push(' ');
                last.push_str(content);
            }
            _ => {
                let named = content.starts_with("X509v3 ") && content != "X509v3 extensions:";
                extension = named.then_some(indent);
                fields.push(content.to_owned());
            }
        }
    }
    assert!(skipped);
    fields.sort();
    fields
}

fn is_valid_in(certificate: &Path, seconds: i64) -> bool {
    Tool::new("openssl")
        .args(["x509", "-noout", "-checkend", &seconds.to_string(), "-in"])
        .args([certificate])
        .run()
        .success
}

fn serial(certificate: &Path) -> String {
    Tool::new("openssl")
        .args(["x509", "-noout", "-serial", "-in"])
        .args([certificate])
        .succeed()
}

fn assert_opens(pfx: &Path) {
    let opened = Tool::new("openssl")
        .args(["pkcs12", "-noout", "-passin", "env:PASSPHRASE", "-in"])
        .args([pfx])
        .env("PASSPHRASE", PFX_PASSPHRASE)
        .run();
    assert!(opened.success, "{}", opened.describe());
}
