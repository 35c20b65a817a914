use std::sync::Arc;

use diagnostics::{Finding, Severity};
use engine::Sheet;
use leptos::prelude::*;

use super::binary_view::binary_view;
use super::code_view::CodeView;
use super::copy_button::CopyButton;
use super::dynamic::{Shown, dynamic, memo, true_or_false};
use super::icon::{Icon, Picture};
use super::runbook::runbook;
use super::sheet_view::sheet_view;
use crate::browser::worker_bridge::WorkerState;
use crate::state::{Content, Entry, Setup};

/// One file: its text with Copy and Download, or why there is nothing to read.
#[component]
pub(crate) fn Preview(
    /// Which one.
    path: String,
) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let shown_path = StoredValue::new(path);
    let content = memo(move || shown_path.with_value(|path| setup.content(path)));
    let sheet = memo(move || shown_path.with_value(|path| setup.sheet(path)));
    let reading = RwSignal::new(true);
    let reads = memo(move || reading.get() && sheet.with(Option::is_some));
    let (wrap, set_wrap) = signal(false);
    let (revealed, set_revealed) = signal(false);
    let secret = memo(move || is_secret_text(setup, shown_path, content));
    let masked = memo(move || !revealed.get() && secret.get());
    let secret_name = Callback::new(move |()| {
        let name = |path: &String| crate::state::file_name(path).to_owned();
        let is_secret = secret.get();
        if is_secret {
            shown_path.with_value(name)
        } else {
            String::new()
        }
    });
    // A changed text changes lines, not the view around them.
    let face = memo(move || {
        content.with(|content| match content {
            _ if masked.get() => Face::Masked,
            Content::Waiting => Face::Waiting,
            Content::Pending => Face::Pending,
            Content::Binary(_) => Face::Binary,
            Content::Text(_) if reads.get() => Face::Sheet,
            Content::Text(_) => Face::Text,
        })
    });
    view! {
        <div class="view-head">
            <h2 class="view-head__name" id="panel-title" tabindex="-1">{shown_path.get_value()}</h2>
            <div class="view-head__tools">
                <Switch path=shown_path.get_value() sheet reading />
                <Tools path=shown_path.get_value() content secret secret_name reads masked wrap set_wrap revealed set_revealed />
            </div>
        </div>
        {dynamic(move || {
            note(setup, shown_path).map(|note| view! { <p class="view-note">{note}</p> }.into_any())
        })}
        {dynamic(move || match face.get() {
            Face::Masked => masked_view(set_revealed),
            Face::Pending => pending_view(setup),
            Face::Waiting => waiting_view(setup, shown_path),
            Face::Binary => untrack(|| content.get())
                .binary()
                .map(|artifact| binary_view(setup, artifact))
                .into_any(),
            Face::Sheet if shown_path.with_value(|path| is_runbook(path)) => runbook(setup, sheet),
            Face::Sheet => view! {
                <div class="panel" tabindex="0" role="region" aria-labelledby="panel-title">
                    {sheet_view("pictures", sheet)}
                </div>
            }
            .into_any(),
            Face::Text => {
                let text = Box::new(move || text_of(content));
                let label = shown_path.get_value();
                view! { <CodeView label=label text wrap secret=secret_name /> }.into_any()
            }
        })}
    }
}

/// What stands in the place of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Masked,
    Waiting,
    Pending,
    Binary,
    Text,
    Sheet,
}

/// Whether the text holds a private key now, not only once it is made. Bytes are never shown.
fn is_secret_text(setup: Setup, path: StoredValue<String>, content: Memo<Content>) -> bool {
    let issued = setup.issued.with(Option::is_some);
    let is_text = content.with(|content| matches!(content, Content::Text(_)));
    issued && is_text && entry_at(setup, path).is_some_and(|entry| entry.secret)
}

fn entry_at(setup: Setup, path: StoredValue<String>) -> Option<Entry> {
    setup.entries.with(|entries| {
        let mut found = entries
            .iter()
            .filter(|entry| path.with_value(|path| entry.path == *path));
        found.next().cloned()
    })
}

fn text_of(content: Memo<Content>) -> Arc<str> {
    content.with(|content| match content {
        Content::Text(text) => Arc::clone(text),
        Content::Binary(_) | Content::Waiting | Content::Pending => "".into(),
    })
}

/// What is to be known of the file as it is shown.
fn note(setup: Setup, path: StoredValue<String>) -> Option<&'static str> {
    let stale = path.with_value(|path| setup.stale_paths.with(|stale| stale.contains(path)));
    let broken = setup
        .judged
        .with(|judged| judged.outline.is_some() && !judged.is_sound);
    if stale {
        Some("Stale: the form has changed since this was made. Press Generate to make it again.")
    } else if broken {
        Some(
            "An error stands in the form. Until it is mended, this is as of the last valid input, or with the default value in its place.",
        )
    } else {
        None
    }
}

fn is_runbook(path: &str) -> bool {
    path.ends_with(".md")
}

/// Between what is to be read or looked at and its text.
#[component]
fn Switch(path: String, sheet: Memo<Option<Sheet>>, reading: RwSignal<bool>) -> impl IntoView {
    let [first, second] = match is_runbook(&path) {
        true => ["Read", "Markdown"],
        false => ["Picture", "Source"],
    };
    let button = move |word: &'static str, reads: bool| {
        view! {
            <button
                type="button"
                class="button button--small"
                aria-pressed=move || true_or_false(reading.get() == reads)
                on:click=move |_| reading.set(reads)
            >
                {word}
            </button>
        }
        .into_any()
    };
    view! {
        <Shown when=move || sheet.with(Option::is_some)>
            {button(first, true)} {button(second, false)}
        </Shown>
    }
}

#[component]
fn Tools(
    path: String,
    content: Memo<Content>,
    secret: Memo<bool>,
    reads: Memo<bool>,
    secret_name: Callback<(), String>,
    masked: Memo<bool>,
    wrap: ReadSignal<bool>,
    set_wrap: WriteSignal<bool>,
    revealed: ReadSignal<bool>,
    set_revealed: WriteSignal<bool>,
) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let is_text = memo(move || content.with(|content| matches!(content, Content::Text(_))));
    let is_there = memo(move || {
        content.with(|content| matches!(content, Content::Text(_) | Content::Binary(_)))
    });
    let copy = Callback::new(move |()| untrack(|| text_of(content)).to_string());
    let name = crate::state::file_name(&path).to_owned();
    let copy_label = format!("Copy {name}");
    let download_label = StoredValue::new(format!("Download {name}"));
    let path = StoredValue::new(path);
    view! {
        <Shown when=move || is_text.get() && !masked.get() && !reads.get()>
            <button
                type="button"
                class="button button--small"
                aria-pressed=move || true_or_false(wrap.get())
                on:click=move |_| set_wrap.update(|wrap| *wrap = !*wrap)
            >
                "Wrap"
            </button>
        </Shown>
        <Shown when=secret>
            <button
                type="button"
                class="button button--small"
                on:click=move |_| set_revealed.update(|shown| *shown = !*shown)
            >
                <Icon picture=Picture::Eye class="icon--small" />
                {dynamic(move || if revealed.get() { "Hide" } else { "Show" })}
            </button>
        </Shown>
        <Shown when=is_text>
            <CopyButton label=copy_label.clone() text=copy secret=secret_name />
        </Shown>
        <Shown when=is_there>
            <button
                type="button"
                class="button button--small"
                aria-label=download_label.get_value()
                on:click=move |_| path.with_value(|path| setup.download_file(path))
            >
                <Icon picture=Picture::Download class="icon--small" />
                "Download"
            </button>
        </Shown>
    }
}

fn masked_view(set_revealed: WriteSignal<bool>) -> AnyView {
    view! {
        <div class="blank">
            <p class="blank__text">
                "This file holds a private key. Copy and Download work without showing it."
            </p>
            <button type="button" class="button" on:click=move |_| set_revealed.set(true)>
                <Icon picture=Picture::Eye />
                "Show"
            </button>
        </div>
    }
    .into_any()
}

/// Rendering takes a moment too short for words, unless there is no worker to do it or no plan to render.
fn pending_view(setup: Setup) -> AnyView {
    let text = dynamic(move || match setup.worker_state.get() {
        WorkerState::Loading => "The worker, which renders this file, is being loaded.",
        WorkerState::Failed(_) => "There is no worker to render this file; the findings say why.",
        _ if setup.findings.with(|findings| has_errors(findings)) => {
            "This file follows from the form, in which an error stands. Mend it to see the file; Findings says where it is."
        }
        WorkerState::Ready | WorkerState::Restarted(_) => "",
    });
    view! {
        <div class="blank">
            <p class="blank__text">{text}</p>
        </div>
    }
    .into_any()
}

fn has_errors(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

fn waiting_view(setup: Setup, path: StoredValue<String>) -> AnyView {
    let text = dynamic(move || match entry_at(setup, path) {
        Some(entry) if entry.is_ca_key() => {
            "Generate makes this key. It is in no bundle: you save it on its own and keep it where nobody deploys from."
        }
        Some(_) => "Generate makes this file.",
        None => "This plan has no such file.",
    });
    let certificate = dynamic(move || {
        let role = entry_at(setup, path)?.role?;
        let outline = setup.outline.get()?;
        let certificate = outline.certificate(role)?;
        Some(super::certificate_plan::certificate_plan(certificate))
    });
    view! {
        <div class="blank">
            <p class="blank__text">{text}</p>
            {certificate}
        </div>
    }
    .into_any()
}
