use leptos::prelude::*;
use pki::{CertificateSpec, LeafUsage, Profile};

/// What a certificate will be, before it is made.
pub(super) fn certificate_plan(spec: &CertificateSpec) -> impl IntoView + use<> {
    let usage = match spec.profile {
        Profile::Authority => "certificate authority (keyCertSign, cRLSign)",
        Profile::Leaf(LeafUsage::Server) => "serverAuth",
        Profile::Leaf(LeafUsage::Client) => "clientAuth",
        Profile::Leaf(LeafUsage::Both) => "serverAuth, clientAuth",
    };
    let names: Vec<String> = spec
        .subject_alt_names
        .iter()
        .map(ToString::to_string)
        .collect();
    let names = (!names.is_empty()).then(|| {
        view! {
            <dt>"SubjectAltName"</dt>
            <dd class="mono">{names.join(", ")}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>"Common name"</dt>
            <dd class="mono">{spec.subject.common_name.clone()}</dd>
            {names}
            <dt>"Key"</dt>
            <dd>{spec.algorithm.to_string()}</dd>
            <dt>"Usage"</dt>
            <dd>{usage}</dd>
            <dt>"Valid"</dt>
            <dd>{format!("{} days from the moment of Generate", spec.days)}</dd>
        </dl>
    }
}
