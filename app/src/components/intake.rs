use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement};
use zeroize::Zeroizing;

use super::dynamic::{Shown, dynamic};
use super::icon::Picture;
use super::small_button::small_button;
use crate::state::{Given, Inspection};

/// Where things are given: dropped anywhere, chosen, or pasted.
#[component]
pub(crate) fn Intake() -> impl IntoView {
    let inspection = expect_context::<Inspection>();
    let files = NodeRef::<Input>::new();
    let folder = NodeRef::<Input>::new();
    let pasted = NodeRef::<Textarea>::new();
    let click = |input: NodeRef<Input>| {
        move || {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        }
    };
    // Leptos does not know the attribute that makes an input take folders.
    Effect::new(move |_| {
        if let Some(input) = folder.get() {
            // An element of the page takes any attribute.
            let _ = input.set_attribute("webkitdirectory", "");
        }
    });
    let read_pasted = move || {
        if let Some(area) = pasted.get_untracked() {
            let text = Zeroizing::new(area.value());
            if !text.trim().is_empty() {
                area.set_value("");
                inspection.take(vec![Given::Text(text)]);
            }
        }
    };
    view! {
        <div class="intake">
            <label class="visually-hidden" for="pasted">
                "Certificate, key, YAML, header value, base64 or hex"
            </label>
            <textarea
                id="pasted"
                class="input input--mono intake__text"
                node_ref=pasted
                rows="3"
                spellcheck="false"
                autocomplete="off"
                placeholder="Drop files anywhere, or paste here: PEM, YAML, a header, base64, hex"
                on:paste=move |_| set_timeout(read_pasted, std::time::Duration::ZERO)
            ></textarea>
            <div class="intake__tools">
                {small_button(Picture::Upload, "Files", click(files))}
                {small_button(Picture::Upload, "Folder", click(folder))}
                {small_button(Picture::Check, "Read text", read_pasted)}
                <span class="grow"></span>
                <Shown when=Signal::derive(move || {
                    inspection.overview.with(|overview| overview.lines > 0)
                })>
                    {small_button(Picture::Undo, "Forget all", move || inspection.forget())}
                </Shown>
            </div>
            <input
                type="file"
                hidden=""
                multiple=""
                aria-label="Files"
                id="files"
                node_ref=files
                on:change:target=move |event| chosen(inspection, &event.target())
            />
            <input
                type="file"
                hidden=""
                aria-label="Folder"
                node_ref=folder
                on:change:target=move |event| chosen(inspection, &event.target())
            />
            <p class="intake__told" role="status">
                {dynamic(move || match inspection.busy.get() {
                    Some(doing) => {
                        view! {
                            <span class="spinner"></span>
                            {doing}
                            {small_button(Picture::Error, "Cancel", move || inspection.cancel())}
                        }
                            .into_any()
                    }
                    None => inspection.overview.with(|overview| overview.told.clone()).into_any(),
                })}
            </p>
        </div>
    }
}

fn chosen(inspection: Inspection, input: &HtmlInputElement) {
    if let Some(files) = input.files() {
        inspection.take(given(&files));
    }
    // The same file can be chosen again.
    input.set_value("");
}

/// The files of a list.
pub(crate) fn given(files: &FileList) -> Vec<Given> {
    (0..files.length())
        .filter_map(|index| files.get(index))
        .map(|file| Given::File(file.unchecked_into()))
        .collect()
}
