//! Names that are safe on every system, made of what people call things.

/// The start of a file name, made of what people call a thing.
pub(super) fn stem(name: &str) -> String {
    match file_name(name).trim_matches(['.', '-']) {
        "" => "item".to_owned(),
        device if is_device(device) => format!("item-{device}"),
        stem => stem.to_owned(),
    }
}

/// The name of a Kubernetes object: a subdomain of RFC 1123.
pub(super) fn object_name(stem: &str) -> String {
    let lower = stem.to_ascii_lowercase().replace('_', "-");
    let labels = lower.split('.').map(|label| label.trim_matches('-'));
    let labels: Vec<_> = labels.filter(|label| !label.is_empty()).collect();
    match labels.join(".") {
        name if name.is_empty() => "item".to_owned(),
        name => name,
    }
}

/// The file of one key of a Secret: named like the key, so far as that is a name.
pub(super) fn entry_name(key: &str) -> String {
    let name = file_name(key);
    if name.trim_matches('.').is_empty() || is_device(&name) {
        return stem(key);
    }
    name
}

/// Letters, digits, dots and hyphens; of no great length.
fn file_name(name: &str) -> String {
    let dotted = name.replace("*.", "wildcard.");
    dotted
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
            _ => '-',
        })
        .take(60)
        .collect()
}

/// Whether Windows takes the name for a device, whatever ending it has.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let port = ["com", "lpt"]
        .iter()
        .find_map(|port| name.strip_prefix(port));
    matches!(&*name, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|number| number.len() == 1 && number != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe() {
        for (name, expected) in [
            ("*.apps.example", "wildcard.apps.example"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "item"),
            ("", "item"),
            ("-rf", "rf"),
            ("CON", "item-CON"),
            ("lpt1.x", "item-lpt1.x"),
            ("console", "console"),
        ] {
            assert_eq!(stem(name), expected);
        }
        for (stem, expected) in [
            ("Contoso-CA", "contoso-ca"),
            ("a..b_.-c", "a.b.c"),
            ("__", "item"),
        ] {
            assert_eq!(object_name(stem), expected);
        }
        assert_eq!(entry_name(".."), "item");
        assert_eq!(entry_name("aux.key"), "item-aux.key");
        assert_eq!(entry_name(".dockerconfigjson"), ".dockerconfigjson");
    }
}
