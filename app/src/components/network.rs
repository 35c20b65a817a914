use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlDetailsElement, KeyboardEvent};

use super::dynamic::dynamic;
use super::settings_menu::keeps_focus;
use super::worker_status::WorkerStatus;
use crate::browser::worker_bridge::WorkerState;
use crate::browser::{clock, network};
use crate::router::Route;
use crate::state::Setup;

/// How often the page looks at its own traffic.
const LOOK: Duration = Duration::from_secs(2);

/// What the page can see of the network.
#[derive(Clone, Copy, Default, PartialEq)]
struct Seen {
    requests: usize,
    offline: bool,
    kept: bool,
}

/// How the worker is and what the page has asked the network for since; opened, how to check that.
#[component]
pub(crate) fn Network() -> impl IntoView {
    let seen = watched();
    let requests = move || match seen.get().requests {
        1 => "1 request".to_owned(),
        count => format!("{count} requests"),
    };
    view! {
        <details
            class="network menu"
            on:focusout=move |event| {
                if !keeps_focus(&event) {
                    close(event.current_target());
                }
            }
            on:keydown=move |event| close_on_escape(&event)
        >
            <summary class="network__head">
                <WorkerStatus />
                <span class="network__count">{dynamic(requests)}</span>
            </summary>
            <div class="menu__list network__more" tabindex="-1">
                <dl class="facts">
                    <dt>"Requests"</dt>
                    <dd>{dynamic(move || format!("{} since the worker was ready", seen.get().requests))}</dd>
                    <dt>"Network"</dt>
                    <dd>{dynamic(move || online(seen.get()))}</dd>
                    <dt>"Without a network"</dt>
                    <dd>{dynamic(move || kept(seen.get()))}</dd>
                    <dt>"Version"</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                </dl>
                <p>
                    "Check it: open the browser’s developer tools, look at Network while you work, or pull the plug. The
                     page’s own policy lets it reach no host but the one it came from. "
                    <a href=Route::About.href()>"What else it protects, and what it cannot"</a>
                </p>
            </div>
        </details>
    }
}

/// Looks every now and then, from when the worker is ready on.
fn watched() -> ReadSignal<Seen> {
    let setup = expect_context::<Setup>();
    let (seen, set_seen) = signal(Seen::default());
    let begun = StoredValue::new_local(None::<f64>);
    let look = move || {
        let now = Seen {
            requests: begun.get_value().map_or(0, network::requests_since),
            offline: !network::is_online(),
            kept: network::is_kept(),
        };
        if now != seen.get_untracked() {
            set_seen.set(now);
        }
    };
    Effect::new(move |_| {
        let is_ready = setup.worker_state.get() == WorkerState::Ready;
        if is_ready && begun.get_value().is_none() {
            begun.set_value(Some(clock::monotonic_milliseconds()));
            look();
            set_interval(look, LOOK);
        }
    });
    seen
}

fn online(seen: Seen) -> &'static str {
    match seen.offline {
        true => "none; everything here works all the same",
        false => "there, and not used",
    }
}

fn kept(seen: Seen) -> &'static str {
    match seen.kept {
        true => "opens: this browser keeps the page",
        false => "goes on working; over https or on localhost it will open, too",
    }
}

fn close_on_escape(event: &KeyboardEvent) {
    if event.key() == "Escape" {
        close(event.current_target());
    }
}

fn close(details: Option<EventTarget>) {
    let details = details.and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
    if let Some(details) = details {
        details.set_open(false);
    }
}
