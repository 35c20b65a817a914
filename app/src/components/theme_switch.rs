use leptos::prelude::*;

use super::dynamic::true_or_false;
use super::icon::{Icon, Picture};
use crate::state::{Setup, Theme};

/// Chooses between the system's colours, light and dark.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    let chosen = expect_context::<Setup>().theme;
    Theme::stored().apply();
    let options = Theme::ALL
        .into_iter()
        .map(|theme| {
            let (picture, label) = match theme {
                Theme::System => (Picture::Screen, "Colours of the system"),
                Theme::Light => (Picture::Sun, "Light colours"),
                Theme::Dark => (Picture::Moon, "Dark colours"),
            };
            view! {
                <button
                    type="button"
                    class="icon-button"
                    aria-label=label
                    title=label
                    aria-pressed=move || true_or_false(chosen.get() == theme as usize)
                    on:click=move |_| {
                        chosen.set(theme as usize);
                        theme.apply();
                        theme.store();
                    }
                >
                    <Icon picture />
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! { <div class="theme" role="group" aria-label="Theme">{options}</div> }
}
