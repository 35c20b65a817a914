use engine::Passphrase;
use leptos::prelude::*;

use crate::components::{
    ConvertPane, Intake, ItemList, SheetView, Shown, dynamic, finding_line, true_or_false,
};
use crate::router::Route;
use crate::state::{Inspection, Pane};

/// Whatever a user has: what it is, what belongs together, and what can be made of it.
#[component]
pub(crate) fn InspectPage(
    /// Inspect, or Convert: the same page, which opens with what can be made.
    route: Route,
) -> impl IntoView {
    let inspection = expect_context::<Inspection>();
    let is_convert = route == Route::Convert;
    inspection.pane.set(if is_convert {
        Pane::Convert
    } else {
        Pane::Report
    });
    let has_items = Signal::derive(move || inspection.overview.with(|overview| overview.lines > 0));
    let is_convert_pane = Signal::derive(move || inspection.pane.get() == Pane::Convert);
    view! {
        <main class="inspect" id="main">
            <section class="inspect__side" aria-label="What was given">
                <h1 class="visually-hidden">{route.title()}</h1>
                <Intake />
                <ItemList />
            </section>
            <section class="inspect__view" aria-label="What it is" id="output" tabindex="-1">
                <div role="alert" class="failures">
                    {dynamic(move || {
                        inspection.failures.get().into_iter().map(finding_line).collect_view()
                    })}
                </div>
                <Shown when=has_items>
                    <div class="view-head" role="group" aria-label="View">
                        {[
                            (Pane::Report, "Report"),
                            (Pane::Text, "Text"),
                            (Pane::Tree, "ASN.1"),
                            (Pane::Relations, "Chains"),
                            (Pane::Compare, "Compare"),
                            (Pane::Convert, "Convert"),
                        ]
                            .map(|(pane, name)| tab(inspection, pane, name))
                            .into_iter()
                            .collect_view()}
                    </div>
                    <div class="panel" tabindex="0" role="region" aria-label="Report">
                        {dynamic(move || inspection.is_locked().then(|| unlock(inspection)))}
                        {dynamic(move || hint(inspection))}
                        <SheetView class="sheet" sheet=inspection.sheet />
                        <Shown when=is_convert_pane>
                            <ConvertPane />
                        </Shown>
                    </div>
                </Shown>
                <Shown when=Signal::derive(move || !has_items.get())>{nothing()}</Shown>
                <p class="visually-hidden" aria-live="polite">
                    {dynamic(move || inspection.said.get())}
                </p>
            </section>
        </main>
    }
}

fn tab(inspection: Inspection, pane: Pane, name: &'static str) -> AnyView {
    view! {
        <button
            type="button"
            class="button button--small"
            aria-pressed=move || true_or_false(inspection.pane.get() == pane)
            on:click=move |_| inspection.pane.set(pane)
        >
            {name}
        </button>
    }
    .into_any()
}

/// What to do where a pane needs more.
fn hint(inspection: Inspection) -> Option<AnyView> {
    let text = match inspection.pane.get() {
        Pane::Compare if inspection.other.get().is_none() => {
            "Choose the second certificate in the list; the first is the one that was shown."
        }
        Pane::Tree => {
            let secrets = inspection.secrets.get();
            return Some(
                view! {
                    <button
                        type="button"
                        class="button button--small"
                        aria-pressed=true_or_false(secrets)
                        on:click=move |_| inspection.secrets.update(|secrets| *secrets = !*secrets)
                    >
                        "Show the octets of private keys"
                    </button>
                }
                .into_any(),
            );
        }
        _ => return None,
    };
    Some(view! { <p class="sentence">{text}</p> }.into_any())
}

/// Asks for the password of the selected item. It stays in the field until it is right.
fn unlock(inspection: Inspection) -> AnyView {
    let field = NodeRef::<leptos::html::Input>::new();
    let open = move || {
        if let Some(field) = field.get_untracked() {
            inspection.unlock(Passphrase::new(field.value()));
        }
    };
    view! {
        <form
            class="unlock"
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                open();
            }
        >
            <label class="convert__field" for="password">
                "Password"
            </label>
            <input class="input input--mono" id="password" type="password" node_ref=field />
            <button type="submit" class="button button--primary">
                "Open"
            </button>
        </form>
    }
    .into_any()
}

fn nothing() -> AnyView {
    const TAKEN: [(&str, &str); 6] = [
        (
            "Certificates and requests",
            "PEM, DER, PKCS#7, CRLs, as they are or pasted with whatever stands around them",
        ),
        (
            "Keys",
            "PKCS#8, PKCS#1, SEC1, encrypted or not, JWK; named where they cannot be opened",
        ),
        (
            "PFX and key stores",
            "any cipher and MAC, several keys, Java key stores",
        ),
        (
            "Kubernetes",
            "Secrets, ConfigMaps, lists, kubeconfigs, YAML or JSON",
        ),
        (
            "Headers",
            "X-ARR-ClientCert, ssl-client-cert, X-Forwarded-Client-Cert",
        ),
        ("Archives", "zip files and folders, several at once"),
    ];
    view! {
        <div class="blank">
            <h2>"Drop whatever has a certificate in it"</h2>
            <p class="blank__text">
                "It is read in this page and goes nowhere. Passwords are asked for in place."
            </p>
            <dl class="facts">
                {TAKEN
                    .map(|(what, how)| {
                        view! {
                            <dt>{what}</dt>
                            <dd>{how}</dd>
                        }
                            .into_any()
                    })
                    .into_iter()
                    .collect_view()}
            </dl>
        </div>
    }
    .into_any()
}
