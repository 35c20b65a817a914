use diagnostics::Finding;
use inspect::certificate_facts;
use manifests::{Intent, Material, SecretPem, documents};
use pki::Role;
use zeroize::Zeroizing;

use crate::{Artifact, findings};

/// Folders and files of the bundle, in order. Files whose start is not here follow at the end.
const ORDER: [&str; 8] = [
    "README.md",
    "pictures/",
    "plan.json",
    "pki/",
    "openssl/",
    "kubernetes/",
    "apim/",
    "commands/",
];

/// Every file of the bundle but `SHA256SUMS`, in order: the documents rendered with `material`, the plan, and
/// what Generate put below `pki/`. CA keys among `pki` are left out: no bundle holds them.
pub(crate) fn bundle_files(
    intent: &Intent,
    material: &Material,
    plan_json: &str,
    pki: &[Artifact],
) -> Vec<Artifact> {
    let mut files: Vec<_> = pki
        .iter()
        .filter(|artifact| artifact.path.starts_with("pki/"))
        .cloned()
        .collect();
    files.push(Artifact {
        path: "plan.json".to_owned(),
        media_type: "application/json".to_owned(),
        secret: false,
        bytes: plan_json.as_bytes().to_vec(),
    });
    files.extend(documents(intent).iter().map(|document| Artifact {
        path: document.path.to_owned(),
        media_type: document.media_type.to_owned(),
        secret: document.secret,
        bytes: document.render(intent, Some(material)).into_bytes(),
    }));
    let mut sorted = Vec::with_capacity(files.len());
    for place in 0..=ORDER.len() {
        sorted.extend(files.extract_if(.., |file| rank(&file.path) == place));
    }
    sorted
}

/// What text artifacts need of what Generate made. Certificates are read from their files, so that a document
/// can quote nothing but what the user gets.
pub(crate) fn material(artifacts: &[Artifact]) -> Result<Material, Finding> {
    let text = |role: Role, ending: &str| {
        let path = format!("pki/{}.{ending}", role.file_stem());
        let found = artifacts.iter().find(|artifact| artifact.path == path)?;
        std::str::from_utf8(&found.bytes).ok()
    };
    let mut material = Material {
        facts: Vec::new(),
        certificates: Vec::new(),
        server_key: text(Role::Server, "key").map(|pem| SecretPem(Zeroizing::new(pem.to_owned()))),
    };
    for role in Role::ALL {
        let Some(pem) = text(role, "crt") else {
            continue;
        };
        let der = formats::certificate_of_pem(pem).unwrap_or_default();
        let facts = certificate_facts(role, &der, None).map_err(findings::of_inspect)?;
        material.facts.push(facts);
        material.certificates.push((role, pem.to_owned()));
    }
    Ok(material)
}

/// The paths of the documents that quote a certificate or a key.
pub(crate) fn quoting(intent: &Intent, material: &Material) -> Vec<String> {
    documents(intent)
        .iter()
        .filter(|document| {
            let quoted = Zeroizing::new(document.render(intent, Some(material)));
            *quoted != document.render(intent, None)
        })
        .map(|document| document.path.to_owned())
        .collect()
}

fn rank(path: &str) -> usize {
    ORDER
        .iter()
        .position(|start| path.starts_with(start))
        .unwrap_or(ORDER.len())
}
