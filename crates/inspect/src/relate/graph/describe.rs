use formats::{Content, Item};

use crate::words::shown;
use crate::x509::{Certificate, Name, Request};
use crate::{Kind, distinguished_name};

/// What kind of thing an item is, and what it is called.
pub(super) fn describe(item: &Item) -> (Kind, String) {
    match &item.content {
        Content::Certificate(der) => certificate(der),
        Content::Request(der) => {
            let name = Request::read(der)
                .map_or_else(|| item.label.clone(), |request| name(request.subject));
            (Kind::Request, name)
        }
        Content::RevocationList(_) => (Kind::RevocationList, item.label.clone()),
        Content::PublicKey(_) => (Kind::PublicKey, item.label.clone()),
        Content::PrivateKey(_) => (Kind::PrivateKey, item.label.clone()),
        Content::Locked(_) | Content::Container(_) | Content::Named(_) | Content::Unknown(_) => {
            (Kind::Other, item.label.clone())
        }
    }
}

fn certificate(der: &[u8]) -> (Kind, String) {
    match Certificate::read(der) {
        Some(one) if one.is_authority() => (Kind::Authority, name(one.subject)),
        Some(one) => (Kind::Certificate, name(one.subject)),
        None => (Kind::Certificate, String::new()),
    }
}

/// The common name, or else all of it.
fn name(name: Name<'_>) -> String {
    let common_name = name.common_name();
    common_name.map_or_else(|| distinguished_name::oneline(name.0), |text| shown(&text))
}
