use engine::OVERVIEW;
use inspect::CertificateFacts;
use leptos::prelude::*;

use super::certificate_facts::certificate_card;
use super::dynamic::{Shown, dynamic, memo};
use super::explain_button::ExplainButton;
use super::icon::Picture;
use super::next_steps::NextSteps;
use super::sheet_view::sheet_view;
use super::small_button::small_button;
use super::to_keep::ToKeep;
use crate::state::Setup;

/// What was issued, what to do with it, and what must not be forgotten.
#[component]
pub(crate) fn Overview() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let issued = memo(move || setup.issued.with(Option::is_some));
    let pictures = memo(move || setup.sheet(OVERVIEW));
    view! {
        <div class="view-head">
            <h2 class="view-head__name view-head__name--page" id="panel-title" tabindex="-1">"Overview"</h2>
            <p class="view-head__note">{dynamic(move || summary(setup))}</p>
            <Shown when=issued>
                <ExplainButton />
                {small_button(Picture::Download, "Renewal dates (.ics)", move || setup.download_calendar())}
            </Shown>
        </div>
        <div class="panel" tabindex="0" role="region" aria-labelledby="panel-title">
            <div class="panel__inner">
                {dynamic(move || if issued.get() { view! { <ToKeep /> }.into_any() } else { not_yet() })}
                <NextSteps />
                <Shown when=move || pictures.with(Option::is_some)>
                    <section aria-labelledby="pictures-title">
                        <h2 id="pictures-title">"In pictures"</h2>
                        {sheet_view("sheet", pictures)}
                    </section>
                </Shown>
                <Shown when=issued>
                    <section aria-labelledby="certificates-title">
                        <h2 id="certificates-title">"Certificates"</h2>
                        {dynamic(move || cards(setup))}
                    </section>
                </Shown>
            </div>
        </div>
    }
}

fn summary(setup: Setup) -> String {
    setup.issued.with(|issued| match issued {
        Some(issued) => format!("{} certificates issued.", issued.facts.len()),
        None => String::new(),
    })
}

fn not_yet() -> AnyView {
    view! {
        <p class="panel__lead">
            "Nothing is issued yet. Press Generate: keys, certificates and PFX files are made in this page, and every file on the left becomes complete."
        </p>
    }
    .into_any()
}

fn cards(setup: Setup) -> Vec<AnyView> {
    let card = |facts: &CertificateFacts| {
        let role = facts.role;
        let stale = memo(move || setup.stale.with(|stale| stale.roles.contains(&role)));
        certificate_card(facts, stale.into())
    };
    setup.issued.with(|issued| match issued {
        Some(issued) => issued.facts.iter().map(card).collect(),
        None => Vec::new(),
    })
}
