use diagnostics::Finding;
use leptos::prelude::*;

use super::dynamic::dynamic;
use super::icon::{Icon, Picture};
use super::prose::prose;
use super::severity::{counted, severity_name, severity_picture, severity_word};
use crate::form::section_of;
use crate::state::{GENERATE, Setup};

/// Every finding of the page in one list; each leads to its field.
#[component]
pub(crate) fn FindingsPanel() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let count = dynamic(move || {
        setup.findings.with(|findings| {
            match counted(findings.iter().map(|finding| finding.severity)) {
                text if text.is_empty() => "Nothing stands in the way.".to_owned(),
                text => text,
            }
        })
    });
    view! {
        <div class="view-head">
            <h2 class="view-head__name view-head__name--page" id="panel-title" tabindex="-1">"Findings"</h2>
            <span class="view-head__note">{count}</span>
        </div>
        <div class="panel" tabindex="0" role="region" aria-labelledby="panel-title">
            <div class="panel__inner">
                <ul class="findings">
                    {dynamic(move || setup.findings.get().into_iter().map(|finding| finding_view(setup, finding)).collect_view())}
                </ul>
            </div>
        </div>
    }
}

fn finding_view(setup: Setup, finding: Finding) -> AnyView {
    let Finding {
        severity,
        code,
        place,
        message,
        hint,
    } = finding;
    let label = plan::field(&place).map(|field| field.label);
    let target = label.or_else(|| (place == GENERATE).then_some("Generate"));
    let leads = section_of(&place).is_some() || place == GENERATE;
    let jump = leads.then(|| {
        view! {
            <button
                type="button"
                class="button button--small"
                on:click=move |_| {
                    setup.jump_to(&place);
                }
            >
                "Go to "
                <span class="visually-hidden">{target.unwrap_or("the field")}</span>
                <Icon picture=Picture::Chevron class="icon--small" />
            </button>
        }
        .into_any()
    });
    view! {
        <li class="finding" data-code=code>
            <span class="finding__severity" data-severity=severity_name(severity)>
                <Icon picture=severity_picture(severity) />
                {severity_word(severity)}
            </span>
            <div class="finding__text">
                {label.map(|label| view! { <p class="finding__place">{label}</p> }.into_any())}
                <p>{prose(&message)}</p>
                <p class="finding__hint">{prose(&hint)}</p>
            </div>
            <div class="finding__jump">{jump}</div>
        </li>
    }
    .into_any()
}
