use leptos::prelude::*;

use crate::components::{
    ActionBar, FileList, FindingsPanel, FirstVisit, Later, Notices, Overview, PathPicture, Presets,
    Preview, SectionView, SettingsMenu, Strip, UndoButtons, dynamic,
};
use crate::form::SECTIONS;
use crate::state::{FORM_TITLE, Setup, View};

/// From one form to working mutual TLS: the form on the left, what it makes on the right.
#[component]
pub(crate) fn SetupPage() -> impl IntoView {
    let setup = expect_context::<Setup>();
    view! {
        <main class="setup" id="main">
            <div class="setup__notices">
                <Notices />
            </div>
            <form
                class="setup__form"
                aria-label="Plan"
                autocomplete="off"
                on:submit=move |event| event.prevent_default()
            >
                <div class="setup__form-body">
                    <div class="form-head">
                        <div class="grow">
                            <h1 id=FORM_TITLE tabindex="-1">"Mutual TLS for one API"</h1>
                            <p class="form-head__lead">"Everything is made in this page. Keys never leave it."</p>
                        </div>
                        <UndoButtons />
                        <SettingsMenu />
                    </div>
                    <FirstVisit />
                    <Later step=3>
                        <Presets />
                    </Later>
                    {sections()}
                </div>
            </form>
            <div class="setup__bar">
                <Later step=3>
                    <ActionBar />
                </Later>
            </div>
            <section class="setup__output" aria-label="Output" id="output" tabindex="-1">
                <Later step=5>
                    <PathPicture />
                </Later>
                <Strip />
                <div class="workbench">
                    <Later step=6>
                        <FileList />
                    </Later>
                    <div class="workbench__view">
                        <Later step=7>{dynamic(move || output(setup.output.drawn.get()))}</Later>
                    </div>
                </div>
            </section>
        </main>
    }
}

/// The first section is drawn first; the others after the output.
fn sections() -> impl IntoView {
    SECTIONS
        .iter()
        .enumerate()
        .map(|(index, &section)| {
            let step = if index == 0 { 4 } else { 7 + index };
            view! {
                <Later step>
                    <SectionView section />
                </Later>
            }
        })
        .collect_view()
}

fn output(view: View) -> AnyView {
    match view {
        View::Overview => view! { <Overview /> }.into_any(),
        View::Findings => view! { <FindingsPanel /> }.into_any(),
        View::File(path) => view! { <Preview path /> }.into_any(),
    }
}
