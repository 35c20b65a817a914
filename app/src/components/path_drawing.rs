//! The way a call takes, drawn with the user's own names.

mod elide;
mod shape;

use engine::PathText;
use leptos::prelude::*;

use super::dynamic::{dynamic, memo};
use crate::state::Setup;
use elide::elide;
use shape::{Shape, TALL, WIDE};

/// Caller, ingress and service, with the files each of them needs.
#[component]
pub(crate) fn PathDrawing() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let text = memo(move || {
        setup
            .outline
            .with(|outline| outline.as_ref().map(|outline| outline.path.clone()))
    });
    view! {
        {dynamic(move || {
            text.get()
                .map(|text| {
                    view! {
                        <figure class="path">
                            {drawing(&WIDE, &text, "path__drawing path__drawing--wide")}
                            {drawing(&TALL, &text, "path__drawing path__drawing--tall")}
                        </figure>
                    }
                        .into_any()
                })
        })}
    }
}

fn drawing(shape: &'static Shape, text: &PathText, class: &'static str) -> AnyView {
    let boxes = shape
        .boxes
        .iter()
        .zip(&text.boxes)
        .map(|(frame, words)| {
            let limit = frame.characters();
            let notes = words
                .notes
                .iter()
                .zip(0..)
                .map(|(note, line)| {
                    let y = frame.y + frame.height + 17 + 15 * line;
                    label("path__detail", frame.x + 2, y, elide(note, frame.note_characters))
                })
                .collect_view();
            view! {
                <g>
                    <title>{words.title.clone()}</title>
                    <rect
                        class="path__box"
                        x=frame.x.to_string()
                        y=frame.y.to_string()
                        width=frame.width.to_string()
                        height=frame.height.to_string()
                        rx="6"
                    />
                    {label("path__title", frame.x + 14, frame.y + 24, elide(&words.title, limit))}
                    {label("path__detail", frame.x + 14, frame.y + 42, elide(&words.detail, frame.detail_characters()))}
                    {notes}
                </g>
            }
            .into_any()
        })
        .collect_view();
    let arrows = shape
        .arrows
        .iter()
        .zip([
            "path__arrow path__arrow--client",
            "path__arrow path__arrow--server",
            "path__arrow",
        ])
        .map(|(arrow, class)| view! { <path class=class d=*arrow /> }.into_any())
        .collect_view();
    let [client, server, [above, below]] = &shape.labels;
    let on_arrows = [
        label(
            "path__file path__file--client",
            client[0],
            client[1],
            text.client_file.clone(),
        ),
        label(
            "path__file path__file--server",
            server[0],
            server[1],
            text.server_file.clone(),
        ),
        label(
            "path__detail",
            *above,
            *below,
            "ssl-client-verify".to_owned(),
        ),
    ];
    view! {
        <svg class=class viewBox=shape.view_box role="img" aria-label=text.sentence.clone()>
            {boxes}
            {arrows}
            {on_arrows.collect_view()}
        </svg>
    }
    .into_any()
}

fn label(class: &'static str, x: u32, y: u32, text: String) -> AnyView {
    view! { <text class=class x=x.to_string() y=y.to_string()>{text}</text> }.into_any()
}
