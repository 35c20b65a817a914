use engine::CertificateOutline;
use leptos::prelude::*;

/// What a certificate will be, before it is made.
pub(super) fn certificate_plan(certificate: &CertificateOutline) -> AnyView {
    let names = &certificate.subject_alt_names;
    let names = (!names.is_empty()).then(|| {
        view! {
            <dt>"SubjectAltName"</dt>
            <dd class="mono">{names.join(", ")}</dd>
        }
        .into_any()
    });
    view! {
        <dl class="facts">
            <dt>"Common name"</dt>
            <dd class="mono">{certificate.common_name.clone()}</dd>
            {names}
            <dt>"Key"</dt>
            <dd>{certificate.algorithm.to_string()}</dd>
            <dt>"Usage"</dt>
            <dd>{certificate.usage.clone()}</dd>
            <dt>"Valid"</dt>
            <dd>{format!("{} days from the moment of Generate", certificate.days)}</dd>
        </dl>
    }
    .into_any()
}
