use leptos::html::Main;
use leptos::prelude::*;

use crate::browser::template;

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
        // An element of the page takes a child.
        let _ = page.append_child(&frame);
    });
    view! { <main id="main" node_ref=page></main> }
}
