use inspect::{CertificateFacts, terms};
use js_sys::Date;
use leptos::prelude::*;

use super::code_view::CodeView;
use super::copy_button::CopyButton;
use super::dynamic::Shown;
use super::fact::{explained_fact, explained_mono_fact};

/// One issued certificate: what matters of it, and its full text on demand.
pub(crate) fn certificate_card(facts: &CertificateFacts, stale: Signal<bool>) -> AnyView {
    let title = sentence_case(&facts.role.to_string());
    let stem = facts.role.file_stem();
    let request = facts
        .request_text
        .clone()
        .map(|text| decoded("Request as text", format!("{stem}.csr, decoded"), text));
    view! {
        <section class="certificate" aria-label=title.clone()>
            <div class="certificate__head">
                <h3 class="certificate__title">{title.clone()}</h3>
                <span class="muted small">{facts.key_algorithm.clone()}</span>
                <Shown when=stale>
                    <span class="tag tag--stale">"stale"</span>
                </Shown>
            </div>
            <div class="certificate__body">{facts_list(facts)}</div>
            {decoded("Certificate as text", format!("{stem}.crt, decoded"), facts.text.clone())}
            {request}
        </section>
    }
    .into_any()
}

/// Subject, names, serial number, validity and thumbprints.
pub(crate) fn facts_list(facts: &CertificateFacts) -> AnyView {
    let names = &facts.subject_alt_names;
    let names = (!names.is_empty()).then(|| {
        explained_mono_fact(
            "SubjectAltName",
            names.join(", "),
            &terms::ALTERNATIVE_NAMES,
        )
    });
    let validity = format!(
        "{} to {}",
        date_time(facts.not_before),
        date_time(facts.not_after)
    );
    view! {
        <dl class="facts">
            {explained_mono_fact("Subject", facts.subject.clone(), &terms::SUBJECT)}
            {explained_mono_fact("Issuer", facts.issuer.clone(), &terms::ISSUER)}
            {names}
            {explained_mono_fact("Serial number", facts.serial.clone(), &terms::SERIAL_NUMBER)}
            {explained_fact("Valid", validity, &terms::VALIDITY)}
            {explained_fact("SHA-1 thumbprint", thumbprint("SHA-1 thumbprint", &facts.sha1), &terms::SHA1)}
            {explained_fact("SHA-256 thumbprint", thumbprint("SHA-256 thumbprint", &facts.sha256), &terms::SHA256)}
        </dl>
    }
    .into_any()
}

fn thumbprint(label: &str, value: &str) -> AnyView {
    let text = value.to_owned();
    let copy = Callback::new(move |()| text.clone());
    view! {
        <span class="thumbprint">
            <code>{value.to_owned()}</code>
            <CopyButton label=format!("Copy {label}") text=copy />
        </span>
    }
    .into_any()
}

/// A text that is shown when asked for; it is drawn then, not before.
fn decoded(title: &'static str, label: String, text: String) -> AnyView {
    let (open, set_open) = signal(false);
    let text = StoredValue::new(std::sync::Arc::<str>::from(text));
    let label = StoredValue::new(label);
    view! {
        <details on:toggle:target=move |event| set_open.set(event.target().open())>
            <summary>{title}</summary>
            <Shown when=open>
                <CodeView label=label.get_value() text=Box::new(move || text.get_value()) />
            </Shown>
        </details>
    }
    .into_any()
}

/// `2026-11-25 09:00 UTC`.
fn date_time(unix: i64) -> String {
    // Seconds until the year 9999 are exact in a float.
    let date = Date::new(&(unix as f64 * 1000.0).into());
    let text = date.to_iso_string().as_string().unwrap_or_default();
    match text.split_once('T') {
        Some((day, time)) => format!("{day} {} UTC", time.get(..5).unwrap_or_default()),
        None => text,
    }
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => [first.to_ascii_uppercase()]
            .into_iter()
            .chain(characters)
            .collect(),
        None => String::new(),
    }
}
