use leptos::prelude::*;

use super::dynamic::dynamic;
use crate::state::{Entry, Setup, View, file_name};

/// One thing to do, for whom, and the files it needs.
struct Step {
    title: &'static str,
    text: &'static str,
    /// Paths, or starts of paths that stand for a folder. The step is shown while the first is in the plan.
    files: &'static [&'static str],
}

/// What a caller needs only where the server's certificate is made here.
static SERVER_TRUST: [&str; 4] = [
    "pki/ca.cer",
    "pki/ca.crt",
    "pki/server-ca.cer",
    "pki/server-ca.crt",
];

/// Every step there can be, in order.
static STEPS: &[Step] = &[
    Step {
        title: "Create the cluster",
        text: "For whoever administers Azure.",
        files: &["commands/1-cluster.sh"],
    },
    Step {
        title: "Install the ingress controller",
        text: "For whoever administers the cluster.",
        files: &["commands/2-controller.sh"],
    },
    Step {
        title: "Deploy to the cluster",
        text: "For whoever administers the cluster: the server's certificate and key, the CA that clients must come from, and the rules.",
        files: &["commands/3-deploy.sh", "kubernetes/"],
    },
    Step {
        title: "Point the host name at the cluster",
        text: "For whoever administers DNS.",
        files: &["commands/4-dns.sh"],
    },
    Step {
        title: "Set API Management up",
        text: "For whoever administers API Management: the client's PFX with its passphrase (send the two by different ways), what it must trust, and the policy.",
        files: &[
            "commands/5-apim.sh",
            "apim/policy.xml",
            "pki/client.pfx",
            "pki/ca.cer",
            "pki/server-ca.cer",
        ],
    },
    Step {
        title: "Test with and without the certificate",
        text: "For whoever answers for the setup: the script compares every answer with the one to expect.",
        files: &["commands/6-test.sh", "pki/client.crt", "pki/client.key"],
    },
];

/// Handing the client its files, where the client is not API Management.
static HAND_OVER: Step = Step {
    title: "Give the client its certificate",
    text: "For whoever runs the client: certificate and key, or both as a PFX with its passphrase (send the two by different ways), and what it must trust.",
    files: &[
        "pki/client.crt",
        "pki/client.key",
        "pki/client.pfx",
        "pki/ca.crt",
        "pki/server-ca.crt",
    ],
};

/// What to do next, in order, and which file goes to whom.
#[component]
pub(crate) fn NextSteps() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let steps = move || setup.entries.with(|entries| steps_of(entries));
    view! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title">"What to do next"</h2>
            <ol class="steps">
                <li class="step">
                    <p class="step__title">"Download all, and unpack it"</p>
                    <p class="step__text">
                        "README.md is the runbook: every command with the output to expect. What follows is its summary. Copy the passphrases too, from the form: no file holds them, and they end with this page."
                    </p>
                    {files(setup, vec!["README.md".into()])}
                </li>
                {dynamic(move || steps().into_iter().map(|step| step_view(setup, step)).collect_view())}
                <li class="step">
                    <p class="step__title">"Renew in time"</p>
                    <p class="step__text">
                        "The calendar file has a date for each certificate, 30 days before it expires."
                    </p>
                </li>
            </ol>
        </section>
    }
}

/// The steps of a plan, each with the files it has.
fn steps_of(entries: &[Entry]) -> Vec<(&'static Step, Vec<String>)> {
    let has_gateway = entries.iter().any(|entry| entry.path.starts_with("apim/"));
    let (last, rest) = match STEPS.split_last() {
        Some(split) => split,
        None => return Vec::new(),
    };
    let hand_over = (!has_gateway).then_some(&HAND_OVER);
    let has_server = entries.iter().any(|entry| entry.path == "pki/server.crt");
    let concerns = |path: &&str| has_server || !SERVER_TRUST.contains(path);
    rest.iter()
        .chain(hand_over)
        .chain([last])
        .filter_map(|step| {
            let found = |wanted: &str| {
                entries
                    .iter()
                    .map(|entry| entry.path.clone())
                    .filter(|path| {
                        path == wanted || (wanted.ends_with('/') && path.starts_with(wanted))
                    })
                    .collect::<Vec<_>>()
            };
            let files: Vec<String> = step
                .files
                .iter()
                .copied()
                .filter(concerns)
                .flat_map(&found)
                .collect();
            let needed = step.files.first().copied().map(&found).unwrap_or_default();
            (!needed.is_empty()).then_some((step, files))
        })
        .collect()
}

fn step_view(setup: Setup, (step, paths): (&'static Step, Vec<String>)) -> AnyView {
    view! {
        <li class="step">
            <p class="step__title">{step.title}</p>
            <p class="step__text">{step.text}</p>
            {files(setup, paths)}
        </li>
    }
    .into_any()
}

fn files(setup: Setup, paths: Vec<String>) -> AnyView {
    let buttons = paths
        .into_iter()
        .map(|path| {
            let name = file_name(&path).to_owned();
            view! {
                <button
                    type="button"
                    class="button button--small mono"
                    on:click=move |_| setup.show(View::File(path.clone()))
                >
                    {name}
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! { <div class="step__files">{buttons}</div> }.into_any()
}
