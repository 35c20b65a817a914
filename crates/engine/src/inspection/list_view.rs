use diagnostics::Severity;
use formats::{Container, Content, Item};
use inspect::{Kind, Summary};

use super::finding_view::severity_name;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// The lines of the list, in the order of what lies in what: item and indentation. A source that holds one item alone
/// has no line of its own: its name stands on the line of the item.
pub(super) fn lines(items: &[Item]) -> Vec<(usize, usize)> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    let mut roots = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item.parent.and_then(|parent| children.get_mut(parent)) {
            Some(siblings) => siblings.push(index),
            None => roots.push(index),
        }
    }
    let mut lines = Vec::with_capacity(items.len());
    let mut open: Vec<(usize, usize)> = roots.into_iter().rev().map(|root| (root, 0)).collect();
    while let Some((index, indent)) = open.pop() {
        let inner = children.get(index).map(Vec::as_slice).unwrap_or_default();
        let stands_alone = is_source(items.get(index)) && inner.len() == 1;
        if !stands_alone {
            lines.push((index, indent));
        }
        let indent = if stands_alone { indent } else { indent + 1 };
        open.extend(inner.iter().rev().map(|child| (*child, indent)));
    }
    lines
}

fn is_source(item: Option<&Item>) -> bool {
    matches!(
        item.map(|item| &item.content),
        Some(Content::Container(Container::Source { .. }))
    )
}

/// The item to look at next: what is locked, else the first certificate, else whatever is there.
pub(super) fn next(items: &[Item], from: usize) -> Option<usize> {
    let new = || items.iter().enumerate().skip(from);
    let found = |wanted: fn(&Content) -> bool| {
        new()
            .find(|(_, item)| wanted(&item.content))
            .map(|(index, _)| index)
    };
    found(|content| matches!(content, Content::Locked(_)))
        .or_else(|| found(|content| matches!(content, Content::Certificate(_))))
        .or_else(|| found(|content| !matches!(content, Content::Container(_))))
        .or_else(|| new().map(|(index, _)| index).next())
}

/// What there is, in words.
pub(super) fn told(items: &[Item]) -> String {
    let count = |wanted: fn(&Content) -> bool, one: &str, many: &str| {
        let count = items.iter().filter(|item| wanted(&item.content)).count();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        }
    };
    let parts = [
        count(
            |c| matches!(c, Content::Certificate(_)),
            "certificate",
            "certificates",
        ),
        count(|c| matches!(c, Content::Request(_)), "request", "requests"),
        count(|c| matches!(c, Content::RevocationList(_)), "CRL", "CRLs"),
        count(
            |c| matches!(c, Content::PrivateKey(_)),
            "private key",
            "private keys",
        ),
        count(
            |c| matches!(c, Content::PublicKey(_)),
            "public key",
            "public keys",
        ),
        count(
            |c| matches!(c, Content::Locked(_)),
            "locked item",
            "locked items",
        ),
        count(
            |c| matches!(c, Content::Named(_) | Content::Unknown(_)),
            "item not opened",
            "items not opened",
        ),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// One line of the list.
pub(super) fn line(items: &[Item], item: &Item, index: usize, indent: usize, now: i64) -> Element {
    let Summary {
        kind,
        title,
        detail,
        not_after,
        ..
    } = inspect::summary(item);
    let (title, detail) = placed(items, item, title, detail);
    let state = match not_after {
        Some(end) if end < now => Some(Severity::Error),
        _ => item.findings.iter().map(|finding| finding.severity).min(),
    };
    let mark = state.filter(|severity| *severity != Severity::Note);
    Element::of(Tag::Button, "item")
        .with(Attribute::Item, index.to_string())
        .with(Attribute::Kind, format!("indent-{}", indent.min(6)))
        .child(Element::of(Tag::Span, "item__title").text(title))
        .child(Element::of(Tag::Span, "item__detail").text(detail))
        .child(
            Element::of(Tag::Span, "item__kind")
                .with(Attribute::Kind, symbol(kind))
                .text(word(kind)),
        )
        .children(mark.map(|severity| {
            Element::of(Tag::Span, "item__mark")
                .with(Attribute::Kind, severity_name(severity))
                .text(match severity {
                    Severity::Error => "error",
                    _ => "warning",
                })
        }))
}

/// Title and detail with the name of the file, where the item stands for a file of its own.
fn placed(items: &[Item], item: &Item, title: String, detail: String) -> (String, String) {
    let source = item.parent.and_then(|parent| items.get(parent));
    match source {
        Some(source) if is_source(Some(source)) => {
            let bare = ["structure ", "block ", "content", "archive", "key store"];
            if bare.iter().any(|label| title.starts_with(label)) {
                (source.label.clone(), detail)
            } else {
                (title, format!("{detail} · {}", source.label))
            }
        }
        _ => (title, detail),
    }
}

/// The name of a kind for styles.
pub(super) fn symbol(kind: Kind) -> &'static str {
    match kind {
        Kind::Authority => "authority",
        Kind::Certificate => "certificate",
        Kind::Request => "request",
        Kind::RevocationList => "crl",
        Kind::PublicKey | Kind::PrivateKey => "key",
        Kind::Locked => "locked",
        Kind::Container => "container",
        Kind::Other => "other",
    }
}

/// A kind in one word.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Authority => "CA",
        Kind::Certificate => "Cert",
        Kind::Request => "CSR",
        Kind::RevocationList => "CRL",
        Kind::PublicKey => "Public",
        Kind::PrivateKey => "Key",
        Kind::Locked => "Locked",
        Kind::Container => "Group",
        Kind::Other => "?",
    }
}
