use leptos::prelude::*;

use super::dynamic::{Shown, dynamic, memo};
use super::icon::{Icon, Picture};
use super::small_button::small_button;
use crate::state::{Setup, Stale, View};

/// Across the top of the output: what stands between the user and a finished job.
#[component]
pub(crate) fn Strip() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let stale = memo(move || setup.stale.with(|stale| stale.names().is_some()));
    let unsaved = memo(move || setup.unsaved_ca_keys());
    let on_overview = move || setup.output.wanted.with(|view| *view == View::Overview);
    view! {
        <div class="strips">
            <Shown when=stale>
                <div class="strip" role="status">
                    <Icon picture=Picture::Clock />
                    <span class="strip__text">
                        {dynamic(move || format!(
                            "Stale: {}. The plan has changed since Generate; files marked stale show the old certificates.",
                            names(setup),
                        ))}
                    </span>
                    {small_button(Picture::Undo, "Put the plan back", move || setup.put_back())}
                </div>
            </Shown>
            <Shown when=move || !unsaved.with(Vec::is_empty) && !on_overview()>
                <div class="strip">
                    <Icon picture=Picture::Key />
                    <span class="strip__text">
                        {dynamic(move || format!("Not saved yet: {}. It exists only while this page is open.", unsaved.get().join(", ")))}
                    </span>
                    {small_button(Picture::Download, "Save the CA key", move || {
                        for path in unsaved.get_untracked() {
                            setup.download_file(&path);
                        }
                    })}
                </div>
            </Shown>
        </div>
    }
}

fn names(setup: Setup) -> String {
    setup.stale.with(Stale::names).unwrap_or_default()
}
