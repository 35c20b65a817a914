use leptos::prelude::*;

use super::icon::{Icon, Picture};

/// A small button with a picture and a word.
pub(super) fn small_button(
    picture: Picture,
    word: &'static str,
    act: impl Fn() + 'static,
) -> AnyView {
    drawn(picture, word, Box::new(act))
}

fn drawn(picture: Picture, word: &'static str, act: Box<dyn Fn()>) -> AnyView {
    view! {
        <button type="button" class="button button--small" on:click=move |_| act()>
            <Icon picture class="icon--small" />
            {word}
        </button>
    }
    .into_any()
}
