use leptos::prelude::*;
use plan::CaKeyFormat;

use super::copy_button::copy_text;
use super::dynamic::{dynamic, memo, true_or_false};
use super::icon::{Icon, Picture};
use crate::state::{Opens, Setup};

/// Asks for what is in no bundle and exists only while the page is open to be kept: the CA key and the passphrases.
#[component]
pub(crate) fn ToKeep() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let paths = memo(move || {
        setup.issued.with(|issued| {
            let keys = issued.iter().flat_map(|issued| issued.ca_keys());
            keys.map(|key| key.path.clone()).collect::<Vec<_>>()
        })
    });
    let passphrases = memo(move || setup.needed_passphrases());
    let saved = memo(move || setup.unsaved_ca_keys().is_empty());
    let kept =
        memo(move || saved.get() && passphrases.with(|all| all.iter().all(|(_, seen)| *seen)));
    let title = move || match (saved.get(), kept.get()) {
        (false, _) => "Save the CA key now",
        (true, false) => "Copy the passphrases now",
        (true, true) => "The CA key is saved",
    };
    let files = dynamic(move || {
        let save = |path| save_button(setup, path);
        paths.get().into_iter().map(save).collect_view()
    });
    let copies = dynamic(move || {
        let copy = |(opens, seen)| passphrase_button(setup, opens, seen);
        passphrases.get().into_iter().map(copy).collect_view()
    });
    view! {
        <section class="keep" data-saved=move || true_or_false(kept.get()) aria-labelledby="keep-title">
            <h2 id="keep-title">{dynamic(title)}</h2>
            <p class="panel__lead">{dynamic(move || advice(setup))}</p>
            <div class="keep__buttons">{files} {copies}</div>
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
            "Whoever has the CA key can issue certificates that the ingress accepts. It is in no bundle, and it is not encrypted: keep it offline, apart from what you deploy. No file holds the passphrase: it ends with this page."
        }
        _ => {
            "Whoever has the CA key can issue certificates that the ingress accepts. It is in no bundle. Keep it offline, apart from what you deploy, and its passphrase apart from it. No file holds the passphrases: they end with this page."
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

/// Copies the passphrase the files were made with, which may no longer be the one in the form.
fn passphrase_button(setup: Setup, opens: Opens, seen: bool) -> AnyView {
    let copy = move |_| {
        if let Some(passphrase) = setup.issued_passphrase(opens) {
            leptos::task::spawn_local(async move {
                let what = format!("The passphrase of the {}", opens.label());
                if copy_text(setup, passphrase.expose(), &what).await {
                    setup.passphrases.see(&passphrase);
                }
            });
        }
    };
    let picture = if seen { Picture::Check } else { Picture::Copy };
    view! {
        <button type="button" class="button" on:click=copy>
            <Icon picture />
            {format!("Copy passphrase of the {}", opens.label())}
        </button>
    }
    .into_any()
}
