use leptos::prelude::*;

use super::dynamic::present;
use super::icon::{Icon, Picture};
use crate::shortcuts::shown;
use crate::state::{Setup, Way};

/// Undo and redo of what was changed in the form.
#[component]
pub(crate) fn UndoButtons() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let ways = [
        (
            Way::Back,
            setup.history.can_undo,
            Picture::Undo,
            "Undo",
            ["Ctrl+Z", "\u{2318} Z"],
        ),
        (
            Way::Forth,
            setup.history.can_redo,
            Picture::Redo,
            "Redo",
            ["Ctrl+Shift+Z", "\u{21e7} \u{2318} Z"],
        ),
    ];
    let buttons = ways.map(|(way, can, picture, label, keys)| {
        view! {
            <button
                type="button"
                class="icon-button"
                aria-label=label
                title=format!("{label}: {}", shown(keys))
                disabled=move || present(!can.get())
                on:click=move |_| setup.go(way)
            >
                <Icon picture />
            </button>
        }
        .into_any()
    });
    view! { <div class="undo" role="group" aria-label="Changes to the form">{buttons.into_iter().collect_view()}</div> }
}
