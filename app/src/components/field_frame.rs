use diagnostics::Finding;
use leptos::prelude::*;

use super::dynamic::{dynamic, memo, present, true_or_false};
use super::icon::{Icon, Picture};
use super::prose::prose;
use super::severity::{severity_name, severity_word};
use crate::state::Setup;

/// The ids of the parts of a field.
#[derive(Clone)]
pub(crate) struct Ids {
    /// The control.
    pub(crate) control: String,
    /// The explanation.
    pub(crate) help: String,
    /// The findings.
    pub(crate) findings: String,
}

impl Ids {
    /// The ids of the field at this place of the plan.
    pub(crate) fn of(place: &str) -> Self {
        let name = place.replace(['.', '_'], "-");
        Self {
            control: format!("field-{name}"),
            help: format!("help-{name}"),
            findings: format!("findings-{name}"),
        }
    }

    /// The value of `aria-describedby`.
    pub(crate) fn description(&self) -> String {
        format!("{} {}", self.findings, self.help)
    }
}

/// The findings about one place.
pub(crate) fn findings_at(setup: Setup, place: &'static str) -> Memo<Vec<Finding>> {
    memo(move || {
        setup.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| finding.place == place)
                .cloned()
                .collect()
        })
    })
}

/// A label, the button that explains it, a control, and what there is to say about its value.
#[component]
pub(crate) fn FieldFrame(
    /// The field's words.
    words: &'static plan::Field,
    /// What it is when nobody changes it, where that can be said.
    #[prop(optional)]
    default: Option<String>,
    /// The findings about it.
    findings: Memo<Vec<Finding>>,
    /// Whether the control stands before its label, as a switch does.
    #[prop(optional)]
    toggle: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let ids = Ids::of(words.place);
    let (explained, set_explained) = signal(false);
    let button = help_button(words, ids.help.clone(), explained, set_explained);
    let control_id = ids.control.clone();
    let control_class = match words.unit {
        Some(_) => "field__control field__control--unit",
        None => "field__control",
    };
    let head = if toggle {
        view! { <div class="toggle">{children()} {button}</div> }.into_any()
    } else {
        view! {
            <div class="field__label">
                <label for=control_id>{words.label}</label>
                {button}
            </div>
            <div class=control_class>
                {children()}
                {words.unit.map(|unit| view! { <span class="field__unit">{unit}</span> }.into_any())}
            </div>
        }
        .into_any()
    };
    view! {
        <div class=if toggle { "field field--toggle" } else { "field" }>
            {head}
            <div class="field__below">
                <InlineFindings id=ids.findings findings />
                <p class="field__help" id=ids.help hidden=move || present(!explained.get())>
                    {words.help}
                    {default.map(|text| format!(" Default: {text}."))}
                </p>
            </div>
        </div>
    }
}

fn help_button(
    words: &'static plan::Field,
    help: String,
    explained: ReadSignal<bool>,
    set_explained: WriteSignal<bool>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="icon-button field__help-button"
            aria-label=format!("About {}", words.label)
            aria-expanded=move || true_or_false(explained.get())
            aria-controls=help
            on:click=move |_| set_explained.update(|shown| *shown = !*shown)
        >
            <Icon picture=Picture::Help class="icon--small" />
        </button>
    }
    .into_any()
}

/// Findings in place, below what they are about.
#[component]
fn InlineFindings(id: String, findings: Memo<Vec<Finding>>) -> impl IntoView {
    view! {
        <div id=id class="inline-findings">
            {dynamic(move || findings.get().iter().map(inline_finding).collect_view())}
        </div>
    }
}

fn inline_finding(finding: &Finding) -> AnyView {
    view! {
        <p class="inline-finding" data-severity=severity_name(finding.severity)>
            <span class="visually-hidden">{severity_word(finding.severity)} ": "</span>
            {prose(&finding.message)}
            " "
            <span class="inline-finding__hint">{prose(&finding.hint)}</span>
        </p>
    }
    .into_any()
}
