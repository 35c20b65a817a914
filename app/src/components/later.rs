use std::time::Duration;

use leptos::prelude::*;

use super::dynamic::{Shown, memo};

/// How many steps the page is drawn in.
const STEPS: usize = 16;

/// How far the page is drawn.
#[derive(Clone, Copy)]
struct Drawn(RwSignal<usize>);

/// Begins to draw the page in steps. Each is a task of its own, so that none keeps the browser from answering.
pub(crate) fn draw_in_steps() {
    let drawn = RwSignal::new(0);
    provide_context(Drawn(drawn));
    step(drawn);
}

fn step(drawn: RwSignal<usize>) {
    set_timeout(
        move || {
            let next = drawn.try_get_untracked().map(|done| done + 1);
            if let Some(next) = next {
                drawn.set(next);
                if next < STEPS {
                    step(drawn);
                }
            }
        },
        Duration::ZERO,
    );
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
