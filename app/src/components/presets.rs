use leptos::prelude::*;
use plan::{Difference, Preset};

use super::dynamic::{Shown, dynamic, memo, true_or_false};
use crate::state::Setup;

/// The two ways to fill the choices in, and what differs between them.
#[component]
pub(crate) fn Presets() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let (open, set_open) = signal(false);
    let chosen = memo(move || setup.plan.with(Preset::of));
    let options = Preset::ALL
        .into_iter()
        .map(|preset| {
            view! {
                <button
                    type="button"
                    class="segmented__option"
                    aria-pressed=move || true_or_false(chosen.get() == Some(preset))
                    on:click=move |_| setup.apply_preset(preset)
                >
                    {preset.label()}
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="presets">
            <div class="segmented" role="group" aria-label="Preset">
                {options}
            </div>
            <details
                class="presets__more"
                on:toggle:target=move |event| set_open.set(event.target().open())
            >
                <summary>
                    {dynamic(move || match chosen.get() {
                        Some(_) => "What differs",
                        None => "Neither preset: what they differ in",
                    })}
                </summary>
                <Shown when=open>{differences_table(setup)}</Shown>
            </details>
        </div>
    }
}

fn differences_table(setup: Setup) -> AnyView {
    view! {
        <table class="presets__table">
            <thead>
                <tr>
                    <th scope="col">"Field"</th>
                    {Preset::ALL
                        .into_iter()
                        .map(|preset| view! { <th scope="col">{preset.label()}</th> }.into_any())
                        .collect_view()}
                </tr>
            </thead>
            <tbody>
                {plan::differences().into_iter().map(|row| difference(setup, row)).collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

fn difference(setup: Setup, row: Difference) -> AnyView {
    let Difference {
        place,
        label,
        recommended,
        article,
    } = row;
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="button button--text" on:click=move |_| {
                    setup.jump_to(place);
                }>
                    {label}
                </button>
            </th>
            <td>{recommended}</td>
            <td>{article}</td>
        </tr>
    }
    .into_any()
}
