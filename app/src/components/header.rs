use leptos::prelude::*;

use super::icon::{Icon, Picture};
use super::network::Network;
use super::theme_switch::ThemeSwitch;
use crate::router::Route;
use crate::shortcuts;

/// The bar across the top: brand, pages, what the worker does, theme.
#[component]
pub(crate) fn Header(
    /// The page that is shown.
    route: Memo<Route>,
) -> impl IntoView {
    let links = Route::ALL
        .iter()
        .map(|&page| {
            view! {
                <a
                    class="pages__link"
                    href=page.href()
                    aria-current=move || (route.get() == page).then(|| "page".to_owned())
                >
                    {page.title()}
                </a>
            }
            .into_any()
        })
        .collect_view();
    let keys = shortcuts::shown(shortcuts::PALETTE);
    view! {
        <header class="header">
            <a class="skip-link" href="#/setup" on:click=move |event| skip(&event)>
                "Skip to the output"
            </a>
            <span class="brand">{brand_mark()} "Twinlock"</span>
            <nav class="pages" aria-label="Pages">
                {links}
            </nav>
            <span class="grow"></span>
            <button
                type="button"
                class="button button--small palette-button"
                title=format!("Commands, fields and files by their name: {keys}")
                aria-label=format!("Commands {keys}")
                data-opens="palette"
            >
                <Icon picture=Picture::Search class="icon--small" />
                <kbd class="palette-button__keys">{keys}</kbd>
            </button>
            <Network />
            <ThemeSwitch />
        </header>
    }
}

/// Moves the focus past the form. The address is the router's, so an anchor cannot do it.
fn skip(event: &web_sys::MouseEvent) {
    event.prevent_default();
    crate::state::focus("output");
}

fn brand_mark() -> impl IntoView {
    view! {
        <svg
            class="brand__mark"
            viewBox="0 0 22 22"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            aria-hidden="true"
        >
            <rect x="2.5" y="9" width="9" height="9" rx="2" />
            <path d="M5 9V6.5a2.5 2.5 0 0 1 5 0V9" />
            <g class="brand__second">
                <rect x="10.5" y="9" width="9" height="9" rx="2" />
                <path d="M12 9V6.5a2.5 2.5 0 0 1 5 0V9" />
            </g>
        </svg>
    }
}
