use leptos::prelude::*;

use super::dynamic::true_or_false;
use super::icon::{Icon, Picture};
use crate::state::{Setup, Theme};

/// Chooses between the system's colours, light and dark.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let options = Theme::ALL
        .into_iter()
        .map(|theme| {
            let picture = match theme {
                Theme::System => Picture::Screen,
                Theme::Light => Picture::Sun,
                Theme::Dark => Picture::Moon,
            };
            let label = theme.label();
            view! {
                <button
                    type="button"
                    class="icon-button"
                    aria-label=label
                    title=label
                    aria-pressed=move || true_or_false(setup.theme.get() == theme as usize)
                    on:click=move |_| setup.choose_theme(theme)
                >
                    <Icon picture />
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! { <div class="theme" role="group" aria-label="Theme">{options}</div> }
}
