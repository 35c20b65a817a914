use tests::folder;
use tests::tool::Tool;

use crate::material::{Material, Thing, odd, plain};
use crate::opened::Opened;

/// Secrets of every kind of key and of odd names fit the schema, oldest and newest release in support; and their names
/// are names (RFC 1123), which the schema does not check.
#[test]
fn every_secret_fits_its_schema() {
    let folder = folder::fresh("secrets");
    let mut files = Vec::new();
    for material in plain().iter().chain(odd()) {
        for (thing, kind) in [
            (Thing::Certificate(2), "kubernetes.io/tls"),
            (Thing::Certificate(1), "Opaque"),
        ] {
            let yaml = made(material, thing);
            let object: serde_norway::Value = serde_norway::from_str(&yaml).unwrap();
            assert_eq!(object["type"].as_str(), Some(kind), "{yaml}");
            let name = object["metadata"]["name"].as_str().unwrap();
            assert!(is_name(name), "{name:?} of {:?}", material.name);
            let path = folder.join(format!("{}.yaml", files.len()));
            std::fs::write(&path, yaml).unwrap();
            files.push(path);
        }
    }
    for release in ["1.31", "1.37"] {
        let validate = Tool::new("kubernetes-validate").args(["--strict", "-k", release]);
        let validated = validate.args(&files).run();
        assert!(validated.success, "{}", validated.describe());
    }
    let wrong = std::fs::read_to_string(&files[0])
        .unwrap()
        .replace("\ntype:", "\nkindOf:");
    std::fs::write(&files[0], wrong).unwrap();
    let validate = Tool::new("kubernetes-validate")
        .args(["--strict"])
        .args([&files[0]]);
    assert!(!validate.run().success);
}

fn made(material: &Material, thing: Thing) -> String {
    let chain: String = [2, 1, 0]
        .map(|of| formats::certificate_pem(&material.certificate(of)))
        .concat();
    let key = formats::private_key_pem(&material.key(2))
        .unwrap()
        .to_string();
    let files = [
        ("chain.pem".to_owned(), chain.into_bytes()),
        ("tls.key".to_owned(), key.into_bytes()),
    ];
    let opened = Opened::new(&files, "");
    let item = opened
        .things(material)
        .into_iter()
        .find(|(_, found)| *found == thing);
    let made = opened.convert(item.unwrap().0, "secret", "").unwrap();
    String::from_utf8(made[0].bytes.clone()).unwrap()
}

/// A subdomain of RFC 1123, as the API server wants it.
fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(label)
}
