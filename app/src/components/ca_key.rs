use leptos::prelude::*;
use plan::CaKeyFormat;

use super::dynamic::{dynamic, memo, true_or_false};
use super::icon::{Icon, Picture};
use crate::state::Setup;

/// Asks for the CA key to be saved: it is in no bundle and exists only while the page is open.
#[component]
pub(crate) fn CaKey() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let paths = memo(move || {
        setup.issued.with(|issued| {
            let keys = issued.iter().flat_map(|issued| issued.ca_keys());
            keys.map(|key| key.path.clone()).collect::<Vec<_>>()
        })
    });
    let saved = memo(move || setup.unsaved_ca_keys().is_empty());
    let buttons = dynamic(move || {
        paths
            .get()
            .into_iter()
            .map(|path| save_button(setup, path))
            .collect_view()
    });
    view! {
        <section class="ca-key" data-saved=move || true_or_false(saved.get()) aria-labelledby="ca-key-title">
            <h2 id="ca-key-title">
                {dynamic(move || if saved.get() { "The CA key is saved" } else { "Save the CA key now" })}
            </h2>
            <p class="panel__lead">{dynamic(move || advice(setup))}</p>
            <div class="ca-key__buttons">{buttons}</div>
        </section>
    }
}

fn advice(setup: Setup) -> &'static str {
    let format = setup.issued.with(|issued| {
        issued
            .as_ref()
            .map(|issued| issued.order.plan.packaging.ca_key_format)
    });
    match format {
        Some(CaKeyFormat::PlainPkcs8) => {
            "Whoever has it can issue certificates that the ingress accepts. It is in no bundle, and it is not encrypted: keep it offline, apart from what you deploy."
        }
        _ => {
            "Whoever has it can issue certificates that the ingress accepts. It is in no bundle. Keep it offline, apart from what you deploy, and its passphrase apart from it."
        }
    }
}

fn save_button(setup: Setup, path: String) -> AnyView {
    let shown = path.clone();
    let is_saved = memo(move || setup.saved.with(|saved| saved.contains(&shown)));
    let label = format!("Download {path}");
    view! {
        <button
            type="button"
            class="button"
            class:button--primary=move || !is_saved.get()
            on:click=move |_| setup.download_file(&path)
        >
            {dynamic(move || {
                let picture = if is_saved.get() { Picture::Check } else { Picture::Download };
                view! { <Icon picture /> }
            })}
            {label}
        </button>
    }
    .into_any()
}
