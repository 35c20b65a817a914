use leptos::prelude::*;

use super::dynamic::each;
use super::icon::{Icon, Picture};
use super::prose::prose;
use super::severity::{severity_name, severity_picture};
use super::small_button::small_button;
use crate::browser::offline;
use crate::state::{FORM_TITLE, NEWER, Notice, Setup, focus};

/// What happened to the page as a whole: settings loaded, put back, dropped; the worker restarted.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let setup = expect_context::<Setup>();
    view! {
        <div class="notices" role="status">
            {each(
                move || setup.notices.get(),
                |notice| notice.id.into(),
                move |notice| notice_view(setup, notice),
            )}
        </div>
    }
}

fn notice_view(setup: Setup, notice: Notice) -> AnyView {
    let Notice { id, finding, undo } = notice;
    let reload = (finding.code == NEWER).then(|| {
        view! {
            <div class="notice__actions">
                {small_button(Picture::Undo, "Reload", offline::take_over)}
            </div>
        }
        .into_any()
    });
    let undo = undo.map(|undo| {
        view! {
            <div class="notice__actions">
                {small_button(Picture::Undo, "Undo", move || leave(setup, id, || setup.undo(id, &undo)))}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="notice" data-severity=severity_name(finding.severity)>
            <Icon picture=severity_picture(finding.severity) />
            <div class="notice__body">
                <p>{prose(&finding.message)}</p>
                <p class="notice__hint">{prose(&finding.hint)}</p>
                {undo}
                {reload}
            </div>
            <button
                type="button"
                class="icon-button"
                aria-label="Dismiss"
                id=dismiss_id(id)
                on:click=move |_| leave(setup, id, || setup.dismiss(id))
            >
                <Icon picture=Picture::Close class="icon--small" />
            </button>
        </div>
    }
    .into_any()
}

fn dismiss_id(notice: u32) -> String {
    format!("dismiss-{notice}")
}

/// Ends a notice. The focus, which was in it, goes to the next one, or to what stands below them.
fn leave(setup: Setup, notice: u32, end: impl FnOnce()) {
    let next = setup.notices.with_untracked(|notices| {
        let others = || notices.iter().map(|shown| shown.id);
        others()
            .skip_while(|id| *id != notice)
            .nth(1)
            .or_else(|| others().take_while(|id| *id != notice).last())
    });
    end();
    let next = next.map_or_else(|| FORM_TITLE.to_owned(), dismiss_id);
    request_animation_frame(move || focus(&next));
}
