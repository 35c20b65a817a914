//! Pages live in the hash of the address: `#/setup`. That works on any static host and in a file.

use leptos::prelude::*;

use crate::browser::route;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The form and what it makes; also the page of an empty address.
    Setup,
    /// What something is.
    Inspect,
    /// What can be made of something.
    Convert,
    /// What may be relied on.
    About,
    /// An address that leads nowhere.
    Unknown,
}

impl Route {
    /// The pages of the navigation.
    pub(crate) const ALL: &'static [Self] = &[Self::Setup, Self::Inspect, Self::Convert];

    /// The page of a hash without its `#`, such as `/setup?plan=...`.
    pub(crate) fn of_hash(hash: &str) -> Self {
        let path = hash.split('?').next().unwrap_or_default();
        match path.trim_matches('/') {
            "" | "setup" => Self::Setup,
            "inspect" => Self::Inspect,
            "convert" => Self::Convert,
            "about" => Self::About,
            _ => Self::Unknown,
        }
    }

    /// The address of the page.
    pub(crate) fn href(self) -> &'static str {
        match self {
            Self::Setup | Self::Unknown => "#/setup",
            Self::Inspect => "#/inspect",
            Self::Convert => "#/convert",
            Self::About => "#/about",
        }
    }

    /// Its name in the navigation.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Setup => "Set up",
            Self::Inspect => "Inspect",
            Self::Convert => "Convert",
            Self::About => "About",
            Self::Unknown => "Not found",
        }
    }
}

/// The hash of the address, as it changes.
pub(crate) fn use_hash() -> ReadSignal<String> {
    let (hash, set_hash) = signal(route::hash());
    let listener = route::on_change(move |hash| set_hash.set(hash));
    // The listener lives as long as the page.
    std::mem::forget(listener);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_address_is_the_set_up_page() {
        for hash in ["", "/", "/setup", "/setup/", "/setup?plan=abc"] {
            assert_eq!(Route::of_hash(hash), Route::Setup, "{hash}");
        }
        assert_eq!(Route::of_hash("/inspect"), Route::Inspect);
        assert_eq!(Route::of_hash("/convert/"), Route::Convert);
        assert_eq!(Route::of_hash("/about"), Route::About);
        assert_eq!(Route::of_hash("/elsewhere"), Route::Unknown);
    }
}
