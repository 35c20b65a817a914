use std::collections::BTreeSet;

use diagnostics::Severity;
use formats::{Content, Item};
use inspect::{Kind, Summary};

use super::finding_view::severity_name;
use super::lines::{self, Lines};
use super::seen::Seen;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// The item to look at next: what is locked, else the first certificate, else anything that was read, else what tells why
/// nothing was, else whatever has a line.
pub(super) fn next(items: &[Item], lines: &Lines, from: usize) -> Option<usize> {
    let new = || items.iter().enumerate().skip(from);
    let found = |wanted: fn(&Content) -> bool| {
        new()
            .find(|(_, item)| wanted(&item.content))
            .map(|(index, _)| index)
    };
    found(|content| matches!(content, Content::Locked(_)))
        .or_else(|| found(|content| matches!(content, Content::Certificate(_))))
        .or_else(|| found(|content| !matches!(content, Content::Container(_))))
        .or_else(|| {
            let shown = lines.shown.iter().map(|(index, _)| *index);
            let mut shown = shown.filter(|index| *index >= from);
            let tells = |index: &usize| {
                let item = items.get(*index);
                let mut found = item.iter().flat_map(|item| &item.findings);
                found.any(|finding| finding.severity != Severity::Note)
            };
            shown.clone().find(tells).or_else(|| shown.next())
        })
}

/// What there is, in words; first the certificates, and how many of them are expired or repeat another.
pub(super) fn told(items: &[Item], now: i64) -> String {
    let count = |wanted: fn(&Content) -> bool, one: &str, many: &str| {
        let count = items.iter().filter(|item| wanted(&item.content)).count();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        }
    };
    let parts = [
        certificates(items, now),
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

fn certificates(items: &[Item], now: i64) -> Option<String> {
    let all = { items.iter() }.filter(|item| matches!(item.content, Content::Certificate(_)));
    let (mut count, mut expired, mut again) = (0, 0, 0);
    let mut seen = BTreeSet::new();
    for item in all {
        let Summary {
            not_after, sha256, ..
        } = inspect::summary(item);
        count += 1;
        expired += usize::from(not_after.is_some_and(|end| end < now));
        again += usize::from(sha256.is_some_and(|print| !seen.insert(print)));
    }
    let told = match count {
        0 => return None,
        1 => "1 certificate".to_owned(),
        _ => format!("{count} certificates"),
    };
    let aside = [(expired, "expired"), (again, "repeated")];
    let aside = aside.into_iter().filter(|(count, _)| *count > 0);
    let aside: Vec<_> = aside
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    Some(match aside.is_empty() {
        true => told,
        false => format!("{told} ({})", aside.join(", ")),
    })
}

/// One line of the list.
pub(super) fn line(seen: &Seen<'_>, index: usize, indent: usize) -> Option<Element> {
    let item = seen.items.get(index)?;
    let Summary {
        kind,
        title,
        detail,
        ..
    } = inspect::summary(item);
    let source = seen.lines.hidden_source(seen.items, item);
    let (title, detail) = match source {
        Some(source) if lines::is_bare(&title) => (source.label.clone(), detail),
        Some(source) => (title, format!("{detail} · {}", source.label)),
        None => (title, detail),
    };
    let gravest = seen.findings(index).iter().map(|it| it.severity).min();
    let mark = gravest.filter(|severity| *severity != Severity::Note);
    let line = Element::of(Tag::Button, "item")
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
        }));
    Some(line)
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
