use leptos::prelude::*;

use super::dynamic::{dynamic, memo};
use super::{Header, Later, draw_in_steps};
use crate::pages::{AboutPage, InspectPage, SetupPage};
use crate::palette::Palette;
use crate::router::{Route, use_hash};
use crate::shortcuts;
use crate::state::Setup;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let hash = use_hash();
    let route = memo(move || hash.with(|hash| Route::of_hash(hash)));
    let drawn = draw_in_steps();
    let setup = Setup::open(hash, drawn);
    provide_context(setup);
    setup.take_dropped(route);
    if let Some(palette) = Palette::new(setup) {
        shortcuts::listen(setup, palette);
    }
    view! {
        <Later step=1>
            <Header route />
        </Later>
        <Later step=2>
            {dynamic(move || match route.get() {
                Route::Setup => view! { <SetupPage /> }.into_any(),
                route @ (Route::Inspect | Route::Convert) => {
                    view! { <InspectPage route /> }.into_any()
                }
                Route::About => view! { <AboutPage /> }.into_any(),
                Route::Unknown => view! { <Unknown /> }.into_any(),
            })}
        </Later>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <main class="crashed" id="main">
            <h1>"There is no such page"</h1>
            <p>"The address leads nowhere in this version."</p>
            <p>
                <a class="button" href=Route::Setup.href()>
                    "Go to Set up"
                </a>
            </p>
        </main>
    }
}
