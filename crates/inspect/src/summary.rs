use formats::{Container, Content, Item, Locked, LockedKind, PrivateKey};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::describe::partial;
use crate::hex;
use crate::report::{Kind, Summary};
use crate::words;
use crate::x509::{
    Certificate, PublicKey, Request, RevocationList, calendar, private_algorithm, public_key,
};

/// One line about an item. Nothing is verified and no text is made, so that 50,000 of them are soon there.
pub fn summary(item: &Item) -> Summary {
    let line = |kind, title: String, detail: String| Summary {
        kind,
        title: if title.is_empty() {
            unnamed(kind)
        } else {
            title
        },
        detail,
        not_after: None,
        sha1: None,
        sha256: None,
    };
    let unreadable = |what: &str| {
        line(
            Kind::Other,
            item.label.clone(),
            format!("unreadable {what}"),
        )
    };
    match &item.content {
        Content::Certificate(der) => certificate(der).unwrap_or_else(|| unreadable("certificate")),
        Content::Request(der) => request(der).map_or_else(
            || unreadable("certificate request"),
            |(title, detail)| line(Kind::Request, title, detail),
        ),
        Content::RevocationList(der) => {
            revocation_list(der).unwrap_or_else(|| unreadable("revocation list"))
        }
        Content::PublicKey(spki) => line(
            Kind::PublicKey,
            item.label.clone(),
            format!("public key · {}", key(Some(spki))),
        ),
        Content::PrivateKey(private) => {
            line(Kind::PrivateKey, item.label.clone(), private_key(private))
        }
        Content::Locked(locked) => line(Kind::Locked, item.label.clone(), self::locked(locked)),
        Content::Container(container) => {
            let (title, detail) = self::container(container);
            line(
                Kind::Container,
                title.unwrap_or_else(|| item.label.clone()),
                detail,
            )
        }
        Content::Named(name) => line(Kind::Other, item.label.clone(), name.clone()),
        Content::Unknown(unknown) => line(
            Kind::Other,
            item.label.clone(),
            match partial::Kind::of(&unknown.octets) {
                Some(kind) => format!("broken {}", kind.name()),
                None => "not recognised".to_owned(),
            },
        ),
    }
}

/// What is called nothing, such as what a password opened.
fn unnamed(kind: Kind) -> String {
    let name = match kind {
        Kind::PublicKey => "public key",
        Kind::PrivateKey => "private key",
        Kind::Container => "container",
        _ => "content",
    };
    name.to_owned()
}

fn certificate(der: &[u8]) -> Option<Summary> {
    let certificate = Certificate::read(der)?;
    let not_after = certificate.not_after.unix;
    let until = match not_after {
        Some(_) if certificate.not_after.is_endless() => "no end".to_owned(),
        Some(unix) => format!("until {}", calendar::iso_day(unix)),
        None => "no readable end".to_owned(),
    };
    Some(Summary {
        kind: if certificate.is_authority() {
            Kind::Authority
        } else {
            Kind::Certificate
        },
        title: title(&certificate),
        detail: format!("{} · {until}", certificate.key.title()),
        not_after,
        sha1: Some(hex::upper(&Sha1::digest(der))),
        sha256: Some(hex::lower(&Sha256::digest(der))),
    })
}

/// What people call a certificate: the name of its subject, or else its first alternative name.
pub(crate) fn title(certificate: &Certificate<'_>) -> String {
    let alternative = || {
        let names = certificate.alternative_names();
        let name = names.first()?;
        Some(name.dns().unwrap_or_else(|| name.display()))
    };
    let alternative = || {
        Some(words::shown(
            &alternative().filter(|name| !name.is_empty())?,
        ))
    };
    let named = certificate.subject.title().or_else(alternative);
    named.unwrap_or_else(|| "(no name)".to_owned())
}

/// What people call its issuer, fit for a sentence.
pub(crate) fn issuer_title(certificate: &Certificate<'_>) -> String {
    let title = certificate.issuer.title();
    title.unwrap_or_else(|| "(no name)".to_owned())
}

fn request(der: &[u8]) -> Option<(String, String)> {
    let request = Request::read(der)?;
    let title = request
        .subject
        .title()
        .unwrap_or_else(|| "(no name)".to_owned());
    Some((title, format!("request · {}", request.key.title())))
}

fn revocation_list(der: &[u8]) -> Option<Summary> {
    let list = RevocationList::read(der)?;
    let next = list.next_update.and_then(|next| next.unix);
    let until = next.map_or_else(
        || "no next update".to_owned(),
        |unix| format!("until {}", calendar::iso_day(unix)),
    );
    Some(Summary {
        kind: Kind::RevocationList,
        title: list
            .issuer
            .title()
            .unwrap_or_else(|| "(no name)".to_owned()),
        detail: format!("{} revoked · {until}", list.revoked().count()),
        not_after: next,
        sha1: None,
        sha256: None,
    })
}

fn key(spki: Option<&[u8]>) -> String {
    let key = spki.and_then(PublicKey::of);
    key.map_or_else(|| "unknown algorithm".to_owned(), |key| key.title())
}

fn private_key(private: &PrivateKey) -> String {
    let state = if private.encryption.is_some() {
        "was encrypted"
    } else {
        "not encrypted"
    };
    let named = || public_key::named(private_algorithm(&private.pkcs8)?.oid).map(str::to_owned);
    let algorithm = match &private.spki {
        None => named().unwrap_or_else(|| key(None)),
        spki => key(spki.as_deref()),
    };
    format!("private key · {algorithm} · {state}")
}

fn locked(locked: &Locked) -> String {
    let what = words::locked(&locked.kind);
    match (&locked.kind, &locked.encryption) {
        (LockedKind::Pfx(_), _) | (_, None) => format!("{what} · locked"),
        (_, Some(encryption)) => format!("{what} · locked · {}", encryption.cipher),
    }
}

/// A name, where it has one of its own, and the rest.
fn container(container: &Container) -> (Option<String>, String) {
    match container {
        Container::Source { form, .. } => (None, form.clone()),
        Container::Kubernetes(object) => {
            let name = [&object.namespace, &object.name];
            let name: Vec<_> = name
                .into_iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect();
            let title = (!name.is_empty()).then(|| words::shown(&name.join("/")));
            let keys = words::count(object.keys.len(), "key", "keys");
            let detail = match object.kind.as_str() {
                "Config" => "kubeconfig".to_owned(),
                kind if words::counts_keys(object) => format!("{kind} · {keys}"),
                kind => kind.to_owned(),
            };
            (title, detail)
        }
        other => (None, words::container(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_certificate_is_one_line() {
        let (certificate, request) = samples::issued();
        let line = summary(&Item::new(None, "a.crt", Content::Certificate(certificate)));
        assert_eq!(line.kind, Kind::Certificate);
        assert_eq!(line.title, "Contoso, Ltd.");
        assert_eq!(line.detail, "ECDSA P-256 · until 1970-01-02");
        assert_eq!(line.not_after, Some(86_400));
        assert_eq!(line.sha1.map(|text| text.len()), Some(40));
        let line = summary(&Item::new(None, "a.csr", Content::Request(request)));
        assert_eq!(
            (line.kind, line.detail.as_str()),
            (Kind::Request, "request · ECDSA P-256")
        );
    }

    #[test]
    fn keys_are_counted_where_there_may_be_some() {
        let line = |kind: &str| {
            let object = formats::KubernetesObject {
                kind: kind.into(),
                name: "a".into(),
                namespace: String::new(),
                secret_type: String::new(),
                keys: Vec::new(),
            };
            let content = Content::Container(Container::Kubernetes(object));
            summary(&Item::new(None, "", content)).detail
        };
        assert_eq!(line("Secret"), "Secret · 0 keys");
        assert_eq!(line("Ingress"), "Ingress");
        assert_eq!(line("Config"), "kubeconfig");
    }

    #[test]
    fn what_cannot_be_read_keeps_its_label() {
        let line = summary(&Item::new(
            None,
            "a.crt",
            Content::Certificate(vec![0x30, 0]),
        ));
        assert_eq!((line.kind, line.title.as_str()), (Kind::Other, "a.crt"));
        assert_eq!(line.detail, "unreadable certificate");
    }
}
