use std::time::Duration;

use diagnostics::Finding;
use leptos::prelude::*;

use super::dynamic::dynamic;
use super::icon::{Icon, Picture};
use crate::browser::{clipboard, copied_secret};
use crate::state::Setup;

/// Copies a text, and says for a moment that it did.
#[component]
pub(crate) fn CopyButton(
    /// What the button is called for those who do not see its place.
    #[prop(into)]
    label: String,
    /// Gives the text when the button is pressed.
    text: Callback<(), String>,
    /// What the text is called where it is a secret; nothing where it is none.
    #[prop(optional)]
    secret: Option<Callback<(), String>>,
) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let (copied, set_copied) = signal(false);
    let copy = move |_| {
        let text = text.run(());
        let secret = secret.map(|secret| secret.run(()));
        leptos::task::spawn_local(async move {
            if copy_text(setup, &text, &secret.unwrap_or_default()).await {
                set_copied.set(true);
                set_timeout(
                    move || {
                        let _ = set_copied.try_set(false);
                    },
                    Duration::from_millis(1600),
                );
            }
        });
    };
    view! {
        <button type="button" class="button button--small" aria-label=label on:click=copy>
            {dynamic(move || {
                let picture = if copied.get() { Picture::Check } else { Picture::Copy };
                view! { <Icon picture class="icon--small" /> }
            })}
            <span aria-live="polite">{dynamic(move || if copied.get() { "Copied" } else { "Copy" })}</span>
        </button>
    }
}

/// Copies a text, and says what it is where it is a secret; says so where the browser refuses. Whether it is copied.
pub(super) async fn copy_text(setup: Setup, text: &str, secret: &str) -> bool {
    let copied = match secret {
        "" => clipboard::copy(text).await,
        what => copied_secret::copy(text, what).await,
    };
    if let Err(refused) = copied {
        setup.notify(Finding::warning(
            "clipboard-refused",
            "page",
            "The text was not copied.",
            format!("Do it by hand: {refused}."),
        ));
    }
    copied.is_ok()
}
