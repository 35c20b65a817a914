use formats::{Container, KubernetesObject};

use crate::context::Context;
use crate::report::{Report, Section};
use crate::{findings, words};

use super::pfx;

pub(super) fn report(container: &Container, context: &Context<'_>) -> Report {
    match container {
        Container::Pfx(structure) => pfx::report(structure, context),
        Container::Kubernetes(object) => kubernetes(object, context),
        Container::Source { length, form } => {
            let mut section = Section::new("File");
            section.row("Form", form.clone());
            section.row("Octets", length.to_string());
            plain(format!("What was given: {form}."), vec![section])
        }
        Container::Zip => plain("A zip archive; what is in it follows.".to_owned(), Vec::new()),
        Container::Pkcs7 => plain(
            "PKCS#7 (a .p7b file): certificates and revocation lists without keys, in no order that counts.".to_owned(),
            Vec::new(),
        ),
        Container::Jks => plain("A Java key store (JKS); what is in it follows.".to_owned(), Vec::new()),
        Container::Jwks => plain("A JSON Web Key Set (RFC 7517); its keys follow.".to_owned(), Vec::new()),
        Container::Header(name) => plain(
            format!("The value of the HTTP header {name}, in which a proxy passes on a client certificate."),
            Vec::new(),
        ),
    }
}

fn plain(sentence: String, sections: Vec<Section>) -> Report {
    Report {
        sentence,
        sections,
        ..Report::default()
    }
}

fn kubernetes(object: &KubernetesObject, context: &Context<'_>) -> Report {
    let KubernetesObject {
        kind,
        name,
        namespace,
        secret_type,
        keys,
    } = object;
    let mut section = Section::new("Kubernetes object");
    for (label, value) in [
        ("Kind", kind),
        ("Name", name),
        ("Namespace", namespace),
        ("Type", secret_type),
    ] {
        if !value.is_empty() {
            section.row(label, value.clone());
        }
    }
    let counts = words::counts_keys(object);
    if counts {
        section.row("Keys", keys.join("\n"));
    }
    let named = if name.is_empty() {
        String::new()
    } else {
        format!(" {}", words::shown(name))
    };
    let place = if namespace.is_empty() {
        String::new()
    } else {
        format!(" in the namespace {}", words::shown(namespace))
    };
    let with = match counts {
        true => format!(" with {}", words::count(keys.len(), "key", "keys")),
        false => String::new(),
    };
    let sentence = match kind.as_str() {
        "Config" => format!("A kubeconfig{named}; the certificates and keys in it follow."),
        kind => format!("A Kubernetes {}{named}{place}{with}.", words::shown(kind)),
    };
    Report {
        findings: findings::kubernetes(object, context),
        ..plain(sentence, vec![section])
    }
}
