//! The runbook to read: steps with check boxes, commands to copy, and paper.

use std::time::Duration;

use engine::Sheet;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use super::copy_button::copy_text;
use super::dynamic::dynamic;
use super::icon::Picture;
use super::sheet_view::sheet_in;
use super::small_button::small_button;
use crate::state::{Setup, focus};

/// The runbook as the worker has drawn it, with what a reader can do in it.
pub(super) fn runbook(setup: Setup, sheet: Memo<Option<Sheet>>) -> AnyView {
    let drawn = RwSignal::new_local(None::<(Element, Vec<String>)>);
    let (said, say) = signal("");
    Effect::new(move |_| {
        let done = setup.done_steps();
        drawn.with(|drawn| {
            if let Some((text, _)) = drawn {
                each_step(text, |input, step| mark(text, input, done.contains(step)));
            }
        });
    });
    let progress = dynamic(move || {
        let done = setup.done_steps();
        drawn.with(|drawn| {
            let (_, steps) = drawn.as_ref()?;
            let count = steps.iter().filter(|step| done.contains(step)).count();
            Some(format!("{count} of {} steps done", steps.len()))
        })
    });
    let text = sheet_in(
        "runbook__text",
        sheet,
        Box::new(move |text| {
            let mut steps = Vec::new();
            each_step(text, |_, step| steps.push(step.clone()));
            drawn.set(Some((text.clone(), steps)));
        }),
    );
    view! {
        <div
            class="panel runbook"
            tabindex="0"
            role="region"
            aria-labelledby="panel-title"
            on:click=move |event| clicked(setup, &event, say)
            on:change=move |event| changed(setup, &event)
        >
            <div class="runbook__bar">
                <p class="runbook__progress" role="status">{progress}</p>
                {small_button(Picture::Undo, "Clear the checks", move || setup.clear_checks())}
                {small_button(Picture::Print, "Print", || {
                    // Where the browser cannot print, nothing happens.
                    let _ = window().print();
                })}
                <span class="visually-hidden" aria-live="polite">{move || said.get()}</span>
            </div>
            {text}
        </div>
    }
    .into_any()
}

/// Does something with the check box of each step.
fn each_step(text: &Element, mut act: impl FnMut(&HtmlInputElement, &String)) {
    let Ok(found) = text.query_selector_all("[data-step]") else {
        return;
    };
    for index in 0..found.length() {
        let input = found.get(index).and_then(|node| node.dyn_into().ok());
        if let Some(input) = input {
            let input: HtmlInputElement = input;
            act(
                &input,
                &input.get_attribute("data-step").unwrap_or_default(),
            );
        }
    }
}

/// Shows whether a step is done: at itself, and where the text lists all.
fn mark(text: &Element, input: &HtmlInputElement, done: bool) {
    input.set_checked(done);
    let section = input.closest("section").ok().flatten();
    let heading = section
        .as_ref()
        .and_then(|section| section.query_selector("[id]").ok()?);
    let link = heading.and_then(|heading| {
        let link = format!("[data-goes={:?}]", heading.id());
        text.query_selector(&link).ok()?
    });
    for element in [section, link].into_iter().flatten() {
        // An element of the page takes any attribute.
        let _ = element.toggle_attribute_with_force("data-done", done);
    }
}

fn changed(setup: Setup, event: &Event) {
    let input: Option<HtmlInputElement> = event.target().and_then(|it| it.dyn_into().ok());
    if let Some(input) = input
        && let Some(step) = input.get_attribute("data-step")
    {
        setup.check_step(&step, input.checked());
    }
}

fn clicked(setup: Setup, event: &Event, say: WriteSignal<&'static str>) {
    let target: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
    let button = target.and_then(|target| target.closest("button").ok().flatten());
    let Some(button) = button else {
        return;
    };
    if let Some(part) = button.get_attribute("data-goes") {
        focus(&part);
    }
    if let Some(text) = button.get_attribute("data-copy") {
        leptos::task::spawn_local(async move {
            if copy_text(setup, &text, "").await {
                say.set("Copied");
                // Styles say it in the place of the click; an element of the page takes any attribute.
                let _ = button.set_attribute("data-copied", "");
                let after = move || {
                    let _ = say.try_set("");
                    let _ = button.remove_attribute("data-copied");
                };
                set_timeout(after, Duration::from_millis(1600));
            }
        });
    }
}
