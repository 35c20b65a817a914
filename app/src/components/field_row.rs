use std::sync::LazyLock;

use diagnostics::{Finding, Severity};
use leptos::prelude::*;
use plan::Plan;

use super::dynamic::{Shown, memo};
use super::field_frame::{FieldFrame, Ids, findings_at};
use crate::form::{Control, Field, Look};
use crate::state::Setup;

/// One field of the form, while it has a meaning.
#[component]
pub(crate) fn FieldRow(
    /// Which one.
    field: &'static Field,
) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let shown = memo(move || setup.plan.with(field.shown));
    view! { <Shown when=shown>{field_view(setup, field)}</Shown> }
}

fn field_view(setup: Setup, field: &'static Field) -> AnyView {
    let Some(words) = plan::field(field.place) else {
        return ().into_any();
    };
    let findings = findings_at(setup, field.place);
    match field.control {
        Control::Text { get, get_mut, look } => view! {
            <FieldFrame words findings default=default_text(get)>
                {text_control(setup, field.place, look, get, get_mut, findings)}
            </FieldFrame>
        }
        .into_any(),
        Control::Choice { options, get, set } => {
            let options = options();
            view! {
                <FieldFrame words findings default=default_choice(&options, get)>
                    {choice_control(setup, field.place, options, get, set)}
                </FieldFrame>
            }
            .into_any()
        }
        Control::Toggle { get, set } => view! {
            <FieldFrame words findings toggle=true>
                {toggle_control(setup, words, get, set)}
            </FieldFrame>
        }
        .into_any(),
    }
}

/// The plan nobody has changed.
static DEFAULT: LazyLock<Plan> = LazyLock::new(Plan::default);

fn default_text(get: fn(&Plan) -> &String) -> String {
    match get(&DEFAULT).as_str() {
        "" => "empty".to_owned(),
        text => text.to_owned(),
    }
}

fn default_choice(options: &[&str], get: fn(&Plan) -> usize) -> String {
    options
        .get(get(&DEFAULT))
        .map(|name| (*name).to_owned())
        .unwrap_or_default()
}

/// `true` while an error stands; the attribute is left out otherwise.
fn invalid(findings: Memo<Vec<Finding>>) -> Option<String> {
    findings
        .with(|findings| {
            findings
                .iter()
                .any(|finding| finding.severity == Severity::Error)
        })
        .then(|| "true".to_owned())
}

fn text_control(
    setup: Setup,
    place: &'static str,
    look: Look,
    get: fn(&Plan) -> &String,
    get_mut: fn(&mut Plan) -> &mut String,
    findings: Memo<Vec<Finding>>,
) -> AnyView {
    let ids = Ids::of(place);
    let value = memo(move || setup.plan.with(|plan| get(plan).clone()));
    let write = move |text: String| setup.edit(|plan| *get_mut(plan) = text);
    let class = if look.mono {
        "input input--mono"
    } else {
        "input"
    };
    if let Some(lines) = look.lines {
        let rows = move || value.with(|text| text.lines().count().clamp(lines, 8));
        view! {
            <textarea
                class=class
                id=ids.control.clone()
                rows=move || Some(rows().to_string())
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=ids.description()
                aria-invalid=move || invalid(findings)
                prop:value=move || value.get()
                on:input:target=move |event| write(event.target().value())
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                type="text"
                class=class
                id=ids.control.clone()
                inputmode=look.numeric.then_some("numeric")
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=ids.description()
                aria-invalid=move || invalid(findings)
                prop:value=move || value.get()
                on:input:target=move |event| write(event.target().value())
            />
        }
        .into_any()
    }
}

fn choice_control(
    setup: Setup,
    place: &'static str,
    options: Vec<&'static str>,
    get: fn(&Plan) -> usize,
    set: fn(&mut Plan, usize),
) -> AnyView {
    let ids = Ids::of(place);
    let chosen = memo(move || setup.plan.with(get));
    let choose = move |value: String| {
        if let Ok(index) = value.parse() {
            setup.edit(|plan| set(plan, index));
        }
    };
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            view! {
                <option value=index.to_string() prop:selected=move || chosen.get() == index>
                    {name}
                </option>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <select
            class="input"
            id=ids.control.clone()
            aria-describedby=ids.description()
            on:change:target=move |event| choose(event.target().value())
        >
            {options}
        </select>
    }
    .into_any()
}

fn toggle_control(
    setup: Setup,
    words: &'static plan::Field,
    get: fn(&Plan) -> bool,
    set: fn(&mut Plan, bool),
) -> AnyView {
    let ids = Ids::of(words.place);
    let on = memo(move || setup.plan.with(get));
    view! {
        <label class="toggle__label">
            <input
                type="checkbox"
                class="toggle__box"
                id=ids.control.clone()
                aria-describedby=ids.description()
                prop:checked=move || on.get()
                on:change:target=move |event| {
                    let checked = event.target().checked();
                    setup.edit(|plan| set(plan, checked));
                }
            />
            {words.label}
        </label>
    }
    .into_any()
}
