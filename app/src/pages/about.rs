use leptos::html::Main;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use crate::browser::{own_file, template};

/// What may be relied on, what may not, and how to check it. It stands in `index.html`, as a template.
#[component]
pub(crate) fn AboutPage() -> impl IntoView {
    let page = NodeRef::<Main>::new();
    Effect::new(move |_| {
        let drawn = page.get().zip(template::drawn("about-frame"));
        let Some((page, frame)) = drawn else {
            return;
        };
        if let Some(version) = template::part(&frame, "version") {
            version.set_text_content(Some(env!("CARGO_PKG_VERSION")));
        }
        show_licences(&frame);
        // An element of the page takes a child.
        let _ = page.append_child(&frame);
    });
    view! { <main id="main" node_ref=page></main> }
}

/// A host has the licences beside the page, where a link leads; a page that is one file has them inside.
fn show_licences(frame: &Element) {
    let Some(file) = own_file::inside("./licences.txt") else {
        return;
    };
    for (name, hidden) in [("licences-beside", true), ("licences-inside", false)] {
        if let Some(part) = template::part(frame, name) {
            part.set_hidden(hidden);
        }
    }
    let place = template::part(frame, "licences");
    spawn_local(async move {
        if let (Some(place), Some(text)) = (place, own_file::text(&file).await) {
            place.set_text_content(Some(&text));
        }
    });
}
