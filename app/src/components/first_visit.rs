use leptos::prelude::*;

use super::dynamic::Shown;
use super::icon::Picture;
use super::small_button::small_button;
use crate::shortcuts;
use crate::state::Setup;

/// What to do first, for who has not been here.
#[component]
pub(crate) fn FirstVisit() -> impl IntoView {
    let setup = expect_context::<Setup>();
    view! {
        <Shown when=setup.is_first_visit>
            <div class="first-visit" role="note">
                <p>
                    "New here? The values are examples that fit together: put in your server\u{2019}s host name, press Generate, then Download all. The overview says which file goes where. "
                    <span class="first-visit__keys"><kbd class="kbd">{shortcuts::shown(shortcuts::PALETTE)}</kbd>
                    " finds every command, field and file."</span>
                </p>
                {small_button(Picture::Check, "Got it", move || setup.end_first_visit())}
            </div>
        </Shown>
    }
}
