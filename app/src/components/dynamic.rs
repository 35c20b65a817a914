//! What changes in a view, with its closure boxed.
//!
//! Leptos compiles the drawing, the redrawing and the removal of a view anew for every closure and every type in it.
//! A tenth of the page's size was such copies. Here a closure becomes one of a few types, whatever it reads. For the
//! same reason functions that draw return `AnyView`: lists and options of views are then of one type each.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A part of a view that is drawn again when what it reads changes.
pub(crate) type Dynamic = Arc<Mutex<dyn FnMut() -> AnyView + Send>>;

/// Draws what `view` returns, be it text or elements, again whenever what it reads changes.
pub(crate) fn dynamic<V: IntoView + 'static>(view: impl Fn() -> V + Send + 'static) -> Dynamic {
    Arc::new(Mutex::new(move || view().into_any()))
}

/// A value that is worked out again when what it reads changes, and heard of only if it differs.
pub(super) fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    boxed_memo(Box::new(value))
}

fn boxed_memo<T: PartialEq + Send + Sync + 'static>(
    value: Box<dyn Fn() -> T + Send + Sync>,
) -> Memo<T> {
    Memo::new(move |_| value())
}

/// The value of an attribute that says `true` or `false`. Every attribute that changes has a value of this type, so that
/// they share their code; without one it is left out.
pub(super) fn true_or_false(is: bool) -> Option<String> {
    Some(is.to_string())
}

/// The value of an attribute that says something by being there, such as `hidden`.
pub(super) fn present(is: bool) -> Option<String> {
    is.then(String::new)
}

/// Draws its children while a condition holds; as `Show` of Leptos, without a copy for each use.
#[component]
pub(crate) fn Shown(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is drawn.
    children: ChildrenFn,
) -> impl IntoView {
    let when = memo(move || when.get());
    dynamic(move || when.get().then(|| children()))
}

/// One of a list of things, not drawn yet.
struct Item {
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Draws a list; what has the same key as before stays as it is. As `For` of Leptos, without a copy for each use.
pub(super) fn each<T: Send + 'static>(
    list: impl Fn() -> Vec<T> + Send + 'static,
    key: fn(&T) -> u64,
    draw: impl Fn(T) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let item = move |thing: T| {
        let draw = draw.clone();
        Item {
            key: key(&thing),
            draw: Box::new(move || draw(thing)),
        }
    };
    items(Box::new(move || list().into_iter().map(&item).collect()))
}

fn items(items: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    view! { <For each=items key=|item| item.key children=|item| (item.draw)() /> }.into_any()
}

/// A key for what has no number of its own.
pub(super) fn key_of(thing: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}
