use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use super::dynamic::{present, true_or_false};
use super::icon::{Icon, Picture};
use crate::browser::copied_secret;
use crate::state::Setup;

/// Export, import, link and reset of the settings.
#[component]
pub(crate) fn SettingsMenu() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let (open, set_open) = signal(false);
    let picker = NodeRef::<leptos::html::Input>::new();
    let button = NodeRef::<leptos::html::Button>::new();
    let close = move || {
        set_open.set(false);
        if let Some(button) = button.get_untracked() {
            // The menu is closed whether or not the button takes the focus back.
            let _ = button.focus();
        }
    };
    view! {
        <div
            class="menu"
            on:focusout=move |event| {
                if !keeps_focus(&event) {
                    set_open.set(false);
                }
            }
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" && open.get_untracked() {
                    close();
                }
            }
        >
            <button
                type="button"
                class="button button--small"
                node_ref=button
                aria-expanded=move || true_or_false(open.get())
                aria-controls="settings-menu"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                "Settings"
                <Icon picture=Picture::More class="icon--small" />
            </button>
            <div class="menu__list" id="settings-menu" hidden=move || present(!open.get())>
                {item(Picture::Download, "Export plan.json", move || {
                    close();
                    setup.export_plan();
                })}
                {item(Picture::Upload, "Import plan.json", move || {
                    close();
                    if let Some(input) = picker.get_untracked() {
                        input.click();
                    }
                })}
                {item(Picture::Link, "Copy link", move || {
                    close();
                    setup.copy_link();
                })}
                {item(Picture::Undo, "Reset", move || {
                    close();
                    setup.reset();
                })}
                <label class="menu__item menu__item--apart">
                    <input
                        type="checkbox"
                        prop:checked=move || open.get() && copied_secret::is_cleared_by_itself()
                        on:change:target=move |event| {
                            copied_secret::set_cleared_by_itself(event.target().checked());
                        }
                    />
                    "Clear copied secrets after 60\u{a0}s"
                </label>
                {item(Picture::Close, "Forget everything…", move || {
                    close();
                    setup.forget_everything();
                })}
            </div>
            <input
                type="file"
                hidden=""
                id="plan-file"
                accept=".json,application/json"
                aria-label="plan.json"
                node_ref=picker
                on:change:target=move |event| import(setup, &event.target())
            />
        </div>
    }
}

fn item(picture: Picture, label: &'static str, act: impl Fn() + 'static) -> AnyView {
    let act: Box<dyn Fn()> = Box::new(act);
    view! {
        <button type="button" class="menu__item" on:click=move |_| act()>
            <Icon picture />
            {label}
        </button>
    }
    .into_any()
}

/// Whether the focus moves from one part of the menu to another.
pub(super) fn keeps_focus(event: &FocusEvent) -> bool {
    let menu: Option<HtmlElement> = event
        .current_target()
        .and_then(|target| target.dyn_into().ok());
    let next: Option<Node> = event
        .related_target()
        .and_then(|target| target.dyn_into().ok());
    menu.is_some_and(|menu| next.is_some_and(|next| menu.contains(Some(&next))))
}

fn import(setup: Setup, input: &HtmlInputElement) {
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        setup.import_plan(file);
    }
    // The same file can be picked again.
    input.set_value("");
}
