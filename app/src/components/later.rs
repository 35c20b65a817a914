use std::time::Duration;

use futures_channel::oneshot;
use leptos::prelude::*;

use super::dynamic::{Shown, memo};

/// How many steps the page is drawn in.
const STEPS: usize = 18;

/// The step with which enough of the page is there to be used.
const USABLE: usize = 5;

/// What covers the page until then, in `index.html`.
const COVER: &str = "cover";

/// How far the page is drawn.
#[derive(Clone, Copy)]
struct Drawn(RwSignal<usize>);

/// Begins to draw the page in steps. Each is a task of its own, so that none keeps the browser from answering.
/// What is returned ends with the last one.
pub(crate) fn draw_in_steps() -> impl Future<Output = ()> {
    let drawn = RwSignal::new(0);
    provide_context(Drawn(drawn));
    let (told, wait) = oneshot::channel();
    step(drawn, told);
    async {
        // A page that ends before it is drawn counts as drawn.
        let _ = wait.await;
    }
}

fn step(drawn: RwSignal<usize>, told: oneshot::Sender<()>) {
    set_timeout(
        move || {
            let next = drawn.try_get_untracked().map(|done| done + 1);
            if let Some(next) = next {
                if next == USABLE {
                    uncover();
                }
                drawn.set(next);
                if next < STEPS {
                    step(drawn, told);
                } else {
                    // Nobody may be waiting.
                    let _ = told.send(());
                }
            }
        },
        Duration::ZERO,
    );
}

fn uncover() {
    if let Some(cover) = document().get_element_by_id(COVER) {
        cover.remove();
    }
}

/// Draws its children in the step of this number, counted from 1.
#[component]
pub(crate) fn Later(
    /// The step.
    step: usize,
    /// What is drawn.
    children: ChildrenFn,
) -> impl IntoView {
    let Drawn(drawn) = expect_context();
    let due = memo(move || drawn.get() >= step.min(STEPS));
    view! { <Shown when=due>{children()}</Shown> }
}
