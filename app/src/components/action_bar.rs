use diagnostics::Severity;
use leptos::prelude::*;

use super::dynamic::{Shown, dynamic, memo, present};
use super::progress_view::ProgressView;
use super::prose::prose;
use super::severity::counted;
use crate::state::{CANCEL, GENERATE, KeysAhead, Setup, View};

/// Generate, Cancel, Download all, and what stands in their way.
#[component]
pub(crate) fn ActionBar() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let generating = memo(move || setup.progress.with(Option::is_some));
    // What comes next stands out: Generate, until everything issued is what the form asks for.
    let complete = memo(move || {
        setup.issued.with(Option::is_some)
            && setup.judged.with(|judged| judged.is_sound)
            && setup.stale_paths.with(Vec::is_empty)
    });
    view! {
        <section class="actions" aria-label="Actions">
            <div role="alert">
                {dynamic(move || refusal(setup))}
            </div>
            <Shown when=generating>
                <ProgressView />
            </Shown>
            <div role="status">
                {dynamic(move || in_rust(setup))}
            </div>
            <div class="actions__row">
                {generate_or_cancel(setup, generating, complete)}
                <Status />
                <button
                    type="button"
                    class="button button--large"
                    class:button--primary=move || complete.get()
                    disabled=move || present(setup.is_busy())
                    on:click=move |_| setup.download_all()
                >
                    "Download all"
                </button>
            </div>
        </section>
    }
}

fn refusal(setup: Setup) -> Option<AnyView> {
    let text = setup.refusal.get()?;
    Some(view! { <p class="actions__message">{prose(&text)}</p> }.into_any())
}

/// Which of the keys are made by Rust, before anybody waits for them.
fn in_rust(setup: Setup) -> Option<AnyView> {
    let outline = setup.outline.get()?;
    let told = &outline.in_rust.told;
    (!told.is_empty()).then(|| view! { <p class="actions__note">{told.clone()}</p> }.into_any())
}

fn generate_or_cancel(setup: Setup, generating: Memo<bool>, complete: Memo<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--large"
            class:button--primary=move || !complete.get()
            id=GENERATE
            hidden=move || present(generating.get())
            disabled=move || present(setup.zipping.get())
            on:click=move |_| setup.generate()
        >
            "Generate"
        </button>
        <button
            type="button"
            class="button button--large"
            id=CANCEL
            hidden=move || present(!generating.get())
            on:click=move |_| setup.cancel()
        >
            "Cancel"
        </button>
    }
}

/// `3 keys ready, 1 warning`; leads to the findings.
#[component]
fn Status() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let keys = move || match setup.keys_ahead.get() {
        KeysAhead::None | KeysAhead::Refused { .. } => None,
        KeysAhead::Making { .. } if setup.is_busy() => None,
        KeysAhead::Making {
            algorithms, made, ..
        } => Some(format!(
            "Making keys ahead, {} of {}",
            made.len(),
            algorithms.len()
        )),
        KeysAhead::Ready { algorithms } => Some(format!("{} keys ready", algorithms.len())),
    };
    let findings = memo(move || {
        setup.findings.with(|findings| {
            let severities = findings.iter().map(|finding| finding.severity);
            let grave = severities.filter(|severity| *severity != Severity::Note);
            counted(grave)
        })
    });
    view! {
        <div class="actions__state">
            <span role="status">{dynamic(move || setup.done.get().or_else(keys))}</span>
            <Shown when=move || findings.with(|text| !text.is_empty())>
                <button
                    type="button"
                    class="button button--text actions__findings"
                    on:click=move |_| setup.show(View::Findings)
                >
                    {dynamic(move || findings.get())}
                </button>
            </Shown>
        </div>
    }
}
