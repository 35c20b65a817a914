use std::time::Duration;

use leptos::prelude::*;

use super::dynamic::dynamic;
use super::icon::{Icon, Picture};
use crate::browser::clock;
use crate::state::{Setup, Step, StepState};

/// Every step of Generate with its state, and the time it has taken so far.
#[component]
pub(crate) fn ProgressView() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let steps = dynamic(move || {
        let steps = setup
            .progress
            .with(|progress| progress.as_ref().map(|progress| progress.steps.clone()));
        steps.into_iter().flatten().map(step_view).collect_view()
    });
    let current = dynamic(move || {
        setup
            .progress
            .with(|progress| progress.as_ref().map(crate::state::Progress::current))
    });
    view! {
        <div class="progress">
            <p class="progress__head">
                <span class="visually-hidden" role="status">{current}</span>
                <span aria-hidden="true">"Generating"</span>
                <Elapsed />
            </p>
            <ul>{steps}</ul>
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
    let (seconds, set_seconds) = signal(seconds_so_far(setup));
    let tick = move || set_seconds.set(seconds_so_far(setup));
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_millis(100)) {
        on_cleanup(move || timer.clear());
    }
    view! { <span class="progress__time">{dynamic(move || seconds.get())}</span> }
}

fn seconds_so_far(setup: Setup) -> String {
    let started = setup
        .progress
        .with_untracked(|progress| progress.as_ref().map(|progress| progress.started));
    let now = clock::monotonic_milliseconds();
    let past = started.map_or(0.0, |started| now - started).max(0.0);
    format!("{} s", clock::seconds(past))
}
