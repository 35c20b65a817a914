use leptos::prelude::*;

/// The pictures of the page. Each stands beside a word or inside a labelled button, so none has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    Check,
    Chevron,
    Clock,
    Close,
    Copy,
    Download,
    Error,
    Eye,
    Help,
    Key,
    Link,
    More,
    Moon,
    Note,
    Print,
    Refresh,
    Redo,
    Screen,
    Search,
    Sun,
    Undo,
    Upload,
    Warning,
}

impl Picture {
    /// The outline on a grid of 16 units.
    fn outline(self) -> &'static str {
        match self {
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::Chevron => "M6 3.5 10.5 8 6 12.5",
            Self::Clock => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.5V8l2.5 1.5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Download => "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
            Self::Error => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5ZM8 4.8v3.7M8 10.8v.4",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z"
            }
            Self::Help => {
                "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11v.4"
            }
            Self::Key => {
                "M10.5 2.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8.3 7.7 2.5 13.5M4 12l1.5 1.5M6 10l1.5 1.5"
            }
            Self::Link => {
                "M6.5 9.5a3 3 0 0 0 4.2 0l2-2a3 3 0 0 0-4.2-4.2L7.5 4.3M9.5 6.5a3 3 0 0 0-4.2 0l-2 2a3 3 0 0 0 4.2 4.2l1-1"
            }
            Self::More => "M3 8h.01M8 8h.01M13 8h.01",
            Self::Moon => "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z",
            Self::Note => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7.3v3.9M8 4.8v.4",
            Self::Print => "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
            Self::Refresh => "M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2v3h-3",
            Self::Screen => "M2 3h12v8H2zM6 13.5h4M8 11v2.5",
            Self::Redo => "M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H9",
            Self::Search => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3l3.7 3.7",
            Self::Sun => {
                "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13"
            }
            Self::Undo => "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H7",
            Self::Upload => "M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11",
            Self::Warning => "M8 2 14.5 13.5h-13ZM8 6.3v3.4M8 11.4v.4",
        }
    }
}

/// A picture in the colour of the text around it.
#[component]
pub(crate) fn Icon(
    /// Which one.
    picture: Picture,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=format!("icon {class}")
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=picture.outline() />
        </svg>
    }
}
