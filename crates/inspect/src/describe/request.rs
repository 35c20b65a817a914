use crate::der::Value;
use crate::report::{Report, Section};
use crate::verify;
use crate::x509::{Attribute, Extension, Request, id, is_extension_request};
use crate::{der, findings, hex, objects};

use super::{extensions, key, names, other, partial, signature, thumbprints};

const CHALLENGE_PASSWORD: &str = "1.2.840.113549.1.9.7";

pub(super) fn report(der: &[u8]) -> Report {
    let Some(request) = Request::read(der) else {
        return other::broken(der, partial::Kind::Request);
    };
    let verified = verify::signed_object(request.key.spki, der);
    let asked = request.extensions();
    let mut signature = signature::section(request.algorithm.oid);
    signature::push_verified(&mut signature, &verified, "its own key");
    let title = request
        .subject
        .title()
        .unwrap_or_else(|| "a subject without a name".to_owned());
    let sections = [
        Some(names(&request, &asked)),
        Some(key::section(&request.key)),
        extensions::section("Requested extensions", &asked),
        attributes(&request),
        Some(thumbprints::of_key(&request.key)),
        Some(signature),
    ];
    Report {
        sentence: format!(
            "A certificate request for {title}, with the key {}.",
            request.key.title()
        ),
        sections: sections.into_iter().flatten().collect(),
        findings: findings::request(&request, &verified),
        ..Report::default()
    }
}

fn names(request: &Request<'_>, asked: &[Extension<'_>]) -> Section {
    let mut section = Section::new("Names");
    names::push(
        &mut section,
        "Subject",
        request.subject,
        "as nginx prints it",
    );
    let alternative = asked
        .iter()
        .find(|extension| extension.id == id::SUBJECT_ALT_NAME)
        .map(Extension::general_names);
    names::push_alternative(
        &mut section,
        "Requested alternative names",
        &alternative.unwrap_or_default(),
    );
    section
}

/// All attributes but the extensions, which have a section of their own.
fn attributes(request: &Request<'_>) -> Option<Section> {
    let mut section = Section::new("Attributes");
    for (id, values) in &request.attributes {
        if is_extension_request(id) {
            continue;
        }
        let dotted = der::dotted(id);
        let values: Vec<_> = values.map(|value| attribute(&dotted, value)).collect();
        section.noted(objects::name(id), values.join("\n"), dotted);
    }
    (!section.rows.is_empty()).then_some(section)
}

fn attribute(dotted: &str, value: Value<'_>) -> String {
    if dotted == CHALLENGE_PASSWORD {
        return "there is one; it is not shown".to_owned();
    }
    let text = Attribute { kind: &[], value }.text();
    text.unwrap_or_else(|| hex::lower(value.raw))
}
