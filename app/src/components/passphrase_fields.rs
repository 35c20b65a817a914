use engine::Passphrase;
use leptos::prelude::*;
use plan::{CaKeyFormat, Plan};

use super::copy_button::CopyButton;
use super::dynamic::{Shown, dynamic, memo, true_or_false};
use super::field_frame::{FieldFrame, Ids, findings_at};
use super::icon::{Icon, Picture};
use crate::state::{Setup, fresh_passphrase};

/// The two passphrases. They are masked by the styles: a field of the type `password` is a login to browsers, which offer
/// to keep it, and of which Chromium asks a server of Google's whether it has leaked.
#[component]
pub(crate) fn PassphraseFields() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let encrypts = |plan: &Plan| plan.packaging.ca_key_format != CaKeyFormat::PlainPkcs8;
    let ca_key_encrypted = memo(move || setup.plan.with(encrypts));
    view! {
        {passphrase_field(setup, "passphrases.pfx", setup.passphrases.pfx)}
        <Shown when=ca_key_encrypted>
            {passphrase_field(setup, "passphrases.ca_key", setup.passphrases.ca_key)}
        </Shown>
    }
}

fn passphrase_field(
    setup: Setup,
    place: &'static str,
    passphrase: RwSignal<Passphrase>,
) -> AnyView {
    let Some(words) = plan::field(place) else {
        return ().into_any();
    };
    let ids = Ids::of(place);
    let findings = findings_at(setup, place);
    let (shown, set_shown) = signal(false);
    let see = move || setup.passphrases.see(&passphrase.get_untracked());
    let copy = Callback::new(move |()| {
        see();
        passphrase.with_untracked(|text| text.expose().to_owned())
    });
    view! {
        <FieldFrame words findings>
            <div class="secret">
                <input
                    class="input input--mono"
                    id=ids.control.clone()
                    data-secret=words.label
                    type="text"
                    data-masked=move || true_or_false(!shown.get())
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=ids.description()
                    prop:value=move || passphrase.with(|text| text.expose().to_owned())
                    on:change=move |_| see()
                    on:input:target=move |event| {
                        setup.set_passphrase(passphrase, Passphrase::new(event.target().value()));
                    }
                />
                <div class="secret__tools">
                    <button
                        type="button"
                        class="button button--small"
                        aria-label=move || Some(format!("{} {}", show_word(shown.get()), words.label))
                        on:click=move |_| {
                            see();
                            set_shown.update(|shown| *shown = !*shown);
                        }
                    >
                        <Icon picture=Picture::Eye class="icon--small" />
                        {dynamic(move || show_word(shown.get()))}
                    </button>
                    <CopyButton
                        label=format!("Copy {}", words.label)
                        text=copy
                        secret=Callback::new(move |()| words.label.to_owned())
                    />
                    <button
                        type="button"
                        class="button button--small"
                        aria-label=format!("New {}", words.label)
                        on:click=move |_| setup.set_passphrase(passphrase, fresh_passphrase())
                    >
                        <Icon picture=Picture::Refresh class="icon--small" />
                        "New"
                    </button>
                </div>
            </div>
        </FieldFrame>
    }
    .into_any()
}

fn show_word(shown: bool) -> &'static str {
    if shown { "Hide" } else { "Show" }
}
