//! What the page is made of, for programs: a bill of materials by CycloneDX 1.6.
//!
//! It is written here and not by cargo-cyclonedx, which takes minutes to install, and takes the features of the whole
//! workspace and the macros of the compiler for parts of the page.

use anyhow::Context;
use serde_json::{Value, json};

use super::{VERSION, moment, sha256};
use crate::build::components::{APP, Component, Id};
use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::setup;

/// Returns the bill of the page with this SHA-256, as JSON.
pub(super) fn of(
    environment: &Environment,
    metadata: &Metadata,
    components: &[Component],
    page: &str,
) -> anyhow::Result<String> {
    let tools = setup::tools(environment, metadata)?;
    let moment = moment::of_sources(environment)?.map(moment::written);
    let mut bill = bill(components, page, &tools, moment.transpose()?.as_deref());
    let serial = serial_number(&bill.to_string());
    bill.as_object_mut()
        .context("the bill is no object")?
        .insert("serialNumber".to_owned(), json!(serial));
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

fn bill(
    components: &[Component],
    page: &str,
    tools: &[(&str, String)],
    moment: Option<&str>,
) -> Value {
    let of_others = components.iter().filter(|one| one.id.name != APP);
    let mut about = json!({
        "lifecycles": [{ "phase": "build" }],
        "tools": { "components": tools.iter().map(tool).collect::<Vec<_>>() },
        "component": {
            "type": "application",
            "bom-ref": APP,
            "name": "twinlock",
            "version": VERSION,
            "hashes": [{ "alg": "SHA-256", "content": page }],
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        },
    });
    if let Some(moment) = moment {
        about["timestamp"] = json!(moment);
    }
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": about,
        "components": of_others.map(part).collect::<Vec<_>>(),
        "dependencies": components.iter().map(needs).collect::<Vec<_>>(),
    })
}

fn tool((name, version): &(&str, String)) -> Value {
    json!({ "type": "application", "name": name, "version": version })
}

fn part(component: &Component) -> Value {
    let Id { name, version } = &component.id;
    let mut part = json!({
        "type": "library",
        "bom-ref": reference(&component.id),
        "name": name,
        "version": version,
        "licenses": [{ "expression": component.licence }],
    });
    // The registry has other packages by the names of the project's own.
    if let Some(checksum) = &component.checksum {
        part["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        part["purl"] = json!(format!("pkg:cargo/{name}@{version}"));
    }
    part
}

fn needs(component: &Component) -> Value {
    let needs: Vec<_> = component.needs.iter().map(reference).collect();
    json!({ "ref": reference(&component.id), "dependsOn": needs })
}

/// The name of a part within the bill.
fn reference(id: &Id) -> String {
    if id.name == APP {
        return APP.to_owned();
    }
    format!("{}@{}", id.name, id.version)
}

/// A UUID that says what the bill says, by RFC 9562, 5.8: sixteen octets of its hash.
fn serial_number(bill: &str) -> String {
    let hex = sha256(bill.as_bytes());
    let digits = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        digits(0, 8),
        digits(8, 12),
        digits(13, 16),
        digits(17, 20),
        digits(20, 32)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(name: &str, checksum: Option<&str>, needs: &[&str]) -> Component {
        let id = |name: &str| Id {
            name: name.to_owned(),
            version: "1.2.3".to_owned(),
        };
        Component {
            id: id(name),
            licence: "MIT".to_owned(),
            authors: Vec::new(),
            folder: None,
            checksum: checksum.map(str::to_owned),
            needs: needs.iter().map(|name| id(name)).collect(),
        }
    }

    #[test]
    fn only_what_comes_from_the_registry_has_an_address_in_it() {
        let parts = [
            component(APP, None, &["pki", "der"]),
            component("der", Some("0aff"), &[]),
            component("pki", None, &["der"]),
        ];
        let bill = bill(&parts, "00", &[], None);
        assert_eq!(bill["components"].as_array().unwrap().len(), 2);
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/der@1.2.3");
        assert_eq!(bill["components"][0]["hashes"][0]["content"], "0aff");
        assert!(bill["components"][1].get("purl").is_none());
        assert_eq!(bill["dependencies"][0]["ref"], APP);
        assert_eq!(
            bill["dependencies"][0]["dependsOn"],
            json!(["pki@1.2.3", "der@1.2.3"])
        );
        assert!(bill["metadata"].get("timestamp").is_none());
    }

    #[test]
    fn the_serial_number_is_a_uuid_of_what_the_bill_says() {
        let serial = serial_number("a bill");
        assert_eq!(serial, serial_number("a bill"));
        assert_ne!(serial, serial_number("another"));
        let groups: Vec<_> = serial.split(['-', ':']).skip(2).map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12], "{serial}");
    }
}
