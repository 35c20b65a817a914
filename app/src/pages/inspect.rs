use leptos::html::Main;
use leptos::prelude::*;

use crate::router::Route;
use crate::state::Setup;

/// Whatever a user has: what it is, what belongs together, and what can be made of it.
#[component]
pub(crate) fn InspectPage(
    /// Inspect, or Convert.
    route: Route,
) -> impl IntoView {
    let desk = expect_context::<Setup>().desk;
    let page = NodeRef::<Main>::new();
    Effect::new(move |_| {
        if let (Some(page), Some(desk)) = (page.get(), desk.get_value()) {
            desk.show_in(&page, route);
        }
    });
    view! { <main id="main" node_ref=page></main> }
}
