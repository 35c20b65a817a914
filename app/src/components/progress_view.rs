use std::time::Duration;

use leptos::prelude::*;

use super::dynamic::{dynamic, memo};
use super::icon::{Icon, Picture};
use crate::browser::clock;
use crate::state::{Setup, Step, StepState};

/// Every step of Generate with its state, and the time it has taken so far.
#[component]
pub(crate) fn ProgressView() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let steps = memo(move || {
        setup
            .progress
            .with(|progress| progress.as_ref().map(|progress| progress.steps.clone()))
            .unwrap_or_default()
    });
    let current = memo(move || {
        setup
            .progress
            .with(|progress| progress.as_ref().map(crate::state::Progress::current))
    });
    view! {
        <div class="progress">
            <p class="progress__head">
                <span class="visually-hidden" role="status">{dynamic(move || current.get())}</span>
                <span aria-hidden="true">"Generating"</span>
                <Elapsed />
            </p>
            <ul>{dynamic(move || steps.get().into_iter().map(step_view).collect_view())}</ul>
        </div>
    }
}

fn step_view(step: Step) -> AnyView {
    let picture = match step.state {
        StepState::Waiting => view! { <span class="progress__waiting"></span> }.into_any(),
        StepState::Running => view! { <span class="spinner"></span> }.into_any(),
        StepState::Done => view! { <Icon picture=Picture::Check class="icon--small" /> }.into_any(),
    };
    view! {
        <li class="progress__step" data-state=step.state.name()>
            {picture}
            <span class="progress__what">{step.label}</span>
            <span class="visually-hidden">{step.state.name()}</span>
        </li>
    }
    .into_any()
}

/// Seconds since Generate was pressed.
#[component]
fn Elapsed() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let (now, set_now) = signal(clock::monotonic_milliseconds());
    let tick = move || set_now.set(clock::monotonic_milliseconds());
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_millis(100)) {
        on_cleanup(move || timer.clear());
    }
    let seconds = dynamic(move || {
        let started = setup
            .progress
            .with(|progress| progress.as_ref().map(|progress| progress.started))?;
        // Whole numbers, because printing others takes code that nothing else needs.
        let tenths = ((now.get() - started) / 100.0).round() as u64;
        Some(format!("{}.{} s", tenths / 10, tenths % 10))
    });
    view! { <span class="progress__time">{seconds}</span> }
}
