use diagnostics::Severity;
use leptos::prelude::*;

use super::dynamic::{Shown, dynamic, memo};
use super::field_row::FieldRow;
use super::icon::{Icon, Picture};
use super::passphrase_fields::PassphraseFields;
use super::severity::counted;
use crate::form::Section;
use crate::state::Setup;

/// A part of the form that opens and closes; closed, it says in a few words what it holds.
#[component]
pub(crate) fn SectionView(
    /// Which one.
    section: &'static Section,
) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let shown = memo(move || setup.plan.with(section.shown));
    view! { <Shown when=shown>{section_view(setup, section)}</Shown> }
}

fn section_view(setup: Setup, section: &'static Section) -> AnyView {
    let open = memo(move || setup.open_sections.with(|open| open.contains(&section.id)));
    // Fields are drawn when the section is opened, and stay.
    let was_open = Memo::new(move |before: Option<&bool>| open.get() || before == Some(&true));
    let summary = memo(move || setup.plan.with(section.summary));
    view! {
        <details
            class="section"
            id=format!("section-{}", section.id)
            prop:open=move || open.get()
            on:toggle:target=move |event| setup.set_section(section.id, event.target().open())
        >
            <summary class="section__head">
                <Icon picture=Picture::Chevron class="section__chevron" />
                <h2 class="section__title">{section.title}</h2>
                <span class="section__summary">{dynamic(move || (!open.get()).then(|| summary.get()))}</span>
                <SectionCount section />
            </summary>
            <Shown when=was_open>{section_body(section)}</Shown>
        </details>
    }
    .into_any()
}

fn section_body(section: &'static Section) -> AnyView {
    view! {
        <div class="section__body">
            {section.intro.map(|intro| view! { <p class="section__intro">{intro}</p> }.into_any())}
            {section.fields.iter().map(|field| view! { <FieldRow field /> }).collect_view()}
            {(section.id == "passphrases").then(|| view! { <PassphraseFields /> })}
        </div>
    }
    .into_any()
}

/// How many findings stand in a section, so that a closed one hides none.
#[component]
fn SectionCount(section: &'static Section) -> impl IntoView {
    let setup = expect_context::<Setup>();
    dynamic(move || {
        let severities: Vec<Severity> = setup.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| section.holds(&finding.place))
                .map(|finding| finding.severity)
                .filter(|severity| *severity != Severity::Note)
                .collect()
        });
        let name = super::severity::severity_name(*severities.iter().min()?);
        let text = counted(severities.into_iter());
        Some(view! { <span class="section__count" data-severity=name>{text}</span> }.into_any())
    })
}
