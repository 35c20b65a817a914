use std::sync::Arc;

use engine::{Artifact, Conversion, Offer, Passphrase};
use leptos::prelude::*;

use super::SheetView;
use super::dynamic::{Shown, dynamic, true_or_false};
use super::icon::Picture;
use super::small_button::small_button;
use crate::state::{Inspection, fresh_passphrase};

/// What can be made of the selected item, and what was made.
#[component]
pub(crate) fn ConvertPane() -> impl IntoView {
    let inspection = expect_context::<Inspection>();
    let chosen = RwSignal::new(0_usize);
    let name = RwSignal::new(String::new());
    let passphrase = RwSignal::new(Passphrase::new(String::new()));
    Effect::new(move |_| {
        inspection.offers.track();
        chosen.set(0);
    });
    let offer = move || {
        inspection
            .offers
            .with(|offers| offers.get(chosen.get()).cloned())
    };
    let make = move || {
        if let (Some(offer), Some(item)) = (offer(), inspection.selected.get_untracked()) {
            inspection.convert(Conversion {
                item,
                form: offer.form,
                name: name.get_untracked(),
                passphrase: passphrase.get_untracked(),
            });
        }
    };
    view! {
        <form
            class="convert"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                make();
            }
        >
            <div class="convert__forms" role="group" aria-label="Form">
                {dynamic(move || {
                    inspection
                        .offers
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(index, offer)| choice(chosen, index, offer))
                        .collect_view()
                })}
            </div>
            {dynamic(move || offer().map(|offer| options(&offer, name, passphrase)))}
        </form>
        <Shown when=Signal::derive(move || inspection.converted.with(Option::is_some))>
            {dynamic(move || {
                inspection
                    .converted
                    .get()
                    .map(|converted| made(inspection, &converted.artifacts))
            })}
            <SheetView
                class="sheet"
                sheet=Signal::derive(move || {
                    inspection.converted.get().map(|converted| converted.report).unwrap_or_default()
                })
            />
        </Shown>
    }
}

fn choice(chosen: RwSignal<usize>, index: usize, offer: Offer) -> AnyView {
    view! {
        <button
            type="button"
            class="convert__form"
            aria-pressed=move || true_or_false(chosen.get() == index)
            on:click=move |_| chosen.set(index)
        >
            <strong>{offer.title}</strong>
            <span class="row__note">{offer.help}</span>
        </button>
    }
    .into_any()
}

fn options(offer: &Offer, name: RwSignal<String>, passphrase: RwSignal<Passphrase>) -> AnyView {
    let asks_name = offer.name.clone().map(|label| {
        view! {
            <label class="convert__field">
                {label}
                <input
                    class="input"
                    id="convert-name"
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                />
            </label>
        }
        .into_any()
    });
    let asks_passphrase = offer.passphrase.then(|| {
        view! {
            <label class="convert__field">
                "Passphrase"
                <input
                    class="input input--mono"
                    id="convert-passphrase"
                    type="text"
                    spellcheck="false"
                    prop:value=move || passphrase.with(|text| text.expose().to_owned())
                    on:input:target=move |event| passphrase.set(Passphrase::new(event.target().value()))
                />
            </label>
            {small_button(Picture::Undo, "Make one", move || passphrase.set(fresh_passphrase()))}
        }
        .into_any()
    });
    view! {
        <div class="convert__options">
            {asks_name} {asks_passphrase} <button type="submit" class="button button--primary">
                "Convert"
            </button>
        </div>
    }
    .into_any()
}

fn made(inspection: Inspection, artifacts: &Arc<Vec<Artifact>>) -> AnyView {
    let files = (0..artifacts.len())
        .map(|index| {
            let artifacts = Arc::clone(artifacts);
            let name = artifacts
                .get(index)
                .map(|file| file.path.clone())
                .unwrap_or_default();
            let label = name.clone();
            view! {
                <button
                    type="button"
                    class="button button--primary"
                    data-file=label
                    on:click=move |_| {
                        if let Some(artifact) = artifacts.get(index) {
                            inspection.save(artifact);
                        }
                    }
                >
                    "Save "
                    {name}
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <h3 class="section__title">"Made, and read back"</h3>
        <div class="convert__made">{files}</div>
    }
    .into_any()
}
