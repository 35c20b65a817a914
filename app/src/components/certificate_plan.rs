use engine::CertificateOutline;
use leptos::prelude::*;

use super::fact::{fact, mono_fact};

/// What a certificate will be, before it is made.
pub(super) fn certificate_plan(certificate: &CertificateOutline) -> AnyView {
    let names = &certificate.subject_alt_names;
    let names = (!names.is_empty()).then(|| mono_fact("SubjectAltName", names.join(", ")));
    let validity = format!("{} days from the moment of Generate", certificate.days);
    view! {
        <dl class="facts">
            {mono_fact("Common name", certificate.common_name.clone())}
            {names}
            {fact("Key", certificate.algorithm.to_string())}
            {fact("Usage", certificate.usage.clone())}
            {fact("Valid", validity)}
        </dl>
    }
    .into_any()
}
