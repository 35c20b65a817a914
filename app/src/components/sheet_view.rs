use engine::Sheet;
use leptos::html::Div;
use leptos::prelude::*;

use super::dynamic::memo;
use crate::desk::draw_again;
use crate::state::Setup;

/// What the worker has drawn, and draws again when it changes.
pub(super) fn sheet_view(class: &'static str, sheet: Memo<Option<Sheet>>) -> AnyView {
    sheet_in(class, sheet, Box::new(|_| ()))
}

/// The same; after each drawing `drawn` is called with the element around it.
pub(super) fn sheet_in(
    class: &'static str,
    sheet: Memo<Option<Sheet>>,
    drawn: Box<dyn Fn(&web_sys::Element)>,
) -> AnyView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |before: Option<Sheet>| {
        let before = before.unwrap_or_default();
        let (Some(place), Some(sheet)) = (place.get(), sheet.get()) else {
            return before;
        };
        draw_again(&place, &before, &sheet);
        drawn(&place);
        sheet
    });
    view! { <div class=class node_ref=place></div> }.into_any()
}

/// The way a call takes, drawn with the user's own names.
#[component]
pub(crate) fn PathPicture() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let path = memo(move || {
        setup
            .outline
            .with(|outline| Some(outline.as_ref()?.path.clone()))
    });
    sheet_view("path pictures", path)
}
