use leptos::prelude::*;

use super::dynamic::{Dynamic, Shown, dynamic, each, key_of, memo, true_or_false};
use super::icon::{Icon, Picture};
use super::severity::counted;
use crate::state::{Entry, Group, Setup, View};

/// Every artifact, grouped by where it goes; above them the pages about the set as a whole.
#[component]
pub(crate) fn FileList() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let (open, set_open) = signal(false);
    let current = dynamic(move || setup.output.wanted.with(|view| view.title().to_owned()));
    view! {
        <nav class="files" aria-label="Artifacts">
            <button
                type="button"
                class="files__toggle"
                aria-expanded=move || true_or_false(open.get())
                aria-controls="files-body"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                <Icon picture=Picture::Chevron />
                <span class="files__name">{current}</span>
                <span class="files__note">
                    {dynamic(move || setup.entries.with(|entries| format!("{} files", entries.len())))}
                </span>
            </button>
            <div class="files__body" id="files-body" data-open=move || true_or_false(open.get())>
                <Pages close=set_open />
                {Group::ALL.into_iter().map(|group| group_view(setup, group, set_open)).collect_view()}
            </div>
        </nav>
    }
}

/// Overview and findings.
#[component]
fn Pages(close: WriteSignal<bool>) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let findings = dynamic(move || {
        setup
            .findings
            .with(|findings| counted(findings.iter().map(|finding| finding.severity)))
    });
    let overview = dynamic(move || {
        let issued = setup.issued.with(Option::is_some);
        if issued { "" } else { "after Generate" }
    });
    view! {
        {page_button(setup, View::Overview, close, overview)}
        {page_button(setup, View::Findings, close, findings)}
    }
}

fn page_button(setup: Setup, page: View, close: WriteSignal<bool>, note: Dynamic) -> AnyView {
    let title = page.title().to_owned();
    let shown = page.clone();
    let is_current = move || setup.output.wanted.with(|view| *view == shown);
    view! {
        <button
            type="button"
            class="files__item files__item--page"
            aria-current=move || is_current().then(|| "true".to_owned())
            on:click=move |_| {
                setup.look_at(page.clone());
                close.set(false);
            }
        >
            <span class="files__name">{title}</span>
            <span class="files__note">{note}</span>
        </button>
    }
    .into_any()
}

fn group_view(setup: Setup, group: Group, close: WriteSignal<bool>) -> AnyView {
    let entries = memo(move || {
        setup.entries.with(|entries| {
            entries
                .iter()
                .filter(|entry| entry.group == group)
                .cloned()
                .collect::<Vec<Entry>>()
        })
    });
    let heading = format!(
        "files-{}",
        group.title().replace(' ', "-").to_ascii_lowercase()
    );
    view! {
        <Shown when=move || entries.with(|entries| !entries.is_empty())>
            <h2 class="files__group" id=heading.clone()>{group.title()}</h2>
            <ul aria-labelledby=heading.clone()>
                {each(
                    move || entries.get(),
                    key_of,
                    move |entry| view! { <li>{entry_button(setup, entry, close)}</li> }.into_any(),
                )}
            </ul>
        </Shown>
    }
    .into_any()
}

fn entry_button(setup: Setup, entry: Entry, close: WriteSignal<bool>) -> AnyView {
    let name = entry.name().to_owned();
    let title = entry.path.clone();
    let path = entry.path.clone();
    let is_current = move || setup.output.wanted.with(|view| view.shows(&path));
    let path = entry.path.clone();
    let stale = memo(move || setup.stale_paths.with(|stale| stale.contains(&path)));
    let secret = entry.secret;
    let note = (!secret).then(|| entry.clone()).map(|entry| {
        dynamic(move || {
            setup
                .note_of(&entry)
                .map(|note| view! { <span class="files__note">{note}</span> }.into_any())
        })
    });
    let path = entry.path;
    view! {
        <button
            type="button"
            class="files__item"
            class:files__item--stale=move || stale.get()
            title=title
            aria-current=move || is_current().then(|| "true".to_owned())
            on:click=move |_| {
                setup.look_at(View::File(path.clone()));
                close.set(false);
            }
        >
            <span class="files__name">{name}</span>
            {note}
            {secret
                .then(|| {
                    view! {
                        <span class="tag tag--secret">
                            <Icon picture=Picture::Key class="icon--small" />
                            <span class="tag__word">"secret"</span>
                        </span>
                    }
                    .into_any()
                })}
            <Shown when=stale>
                <span class="tag tag--stale">
                    <Icon picture=Picture::Clock class="icon--small" />
                    "stale"
                </span>
            </Shown>
        </button>
    }
    .into_any()
}
