use engine::Artifact;
use leptos::prelude::*;

use super::fact::fact;
use crate::state::Setup;

/// What there is to say about a file that is no text: its kind, its size, and the certificate in it.
pub(super) fn binary_view(setup: Setup, artifact: &Artifact) -> AnyView {
    let kind = match artifact.path.rsplit('.').next() {
        Some("cer") => "Certificate in DER",
        Some("pfx") => "PKCS#12 (PFX): certificate, private key and CA, encrypted",
        _ => "Binary",
    };
    let stem = crate::state::file_name(&artifact.path)
        .split('.')
        .next()
        .unwrap_or_default()
        .to_owned();
    let facts = setup.issued.with(|issued| {
        let facts = &issued.as_ref()?.facts;
        let of_file = facts.iter().find(|facts| facts.role.file_stem() == stem)?;
        Some(super::certificate_facts::facts_list(of_file))
    });
    view! {
        <div class="blank">
            <dl class="facts">
                {fact("Kind", kind)}
                {fact("Size", format!("{} bytes", artifact.bytes.len()))}
            </dl>
            {facts}
        </div>
    }
    .into_any()
}
