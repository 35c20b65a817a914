use std::collections::BTreeSet;

use inspect::relate::{Proof, Relations};

use super::list_view;
use super::seen::Seen;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// Related items that are listed at most.
const LISTED: usize = 30;

/// What belongs to an item among the others; nothing where nothing does.
pub(super) fn related(seen: &Seen<'_>, index: usize) -> Option<Element> {
    let relations = seen.relations?;
    let mut listed = BTreeSet::from([index]);
    let others = copies(index, relations)
        .chain(links(index, relations))
        .chain(same_key(index, relations));
    let rows = others
        .filter(|(_, other)| listed.insert(*other))
        .filter_map(|(what, other)| row(seen, &what, other))
        .chain(missing(index, relations))
        .take(LISTED)
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        Element::new(Tag::Section)
            .child(Element::of(Tag::H3, "report__title").text("Belongs to"))
            .child(Element::of(Tag::Dl, "rows").children(rows))
    })
}

type Other = (String, usize);

fn copies(index: usize, relations: &Relations) -> impl Iterator<Item = Other> {
    let groups = relations.duplicates.iter();
    let group = groups
        .filter(move |copies| copies.contains(&index))
        .flatten();
    group.map(|copy| ("The same again".to_owned(), *copy))
}

fn links(index: usize, relations: &Relations) -> impl Iterator<Item = Other> {
    relations.links.iter().filter_map(move |link| {
        let how = match &link.proof {
            Proof::Signature => "",
            Proof::Name(_) => " (by name)",
            Proof::Failed => " (the signature fails)",
        };
        if link.subject == index {
            Some((format!("Issued by{how}"), link.issuer))
        } else if link.issuer == index {
            Some((format!("Issued{how}"), link.subject))
        } else {
            None
        }
    })
}

fn same_key(index: usize, relations: &Relations) -> impl Iterator<Item = Other> {
    let groups = relations.keys.iter();
    let groups = groups.filter(move |group| group.items().any(|item| item == index));
    groups.flat_map(|group| {
        let named = |what: &'static str, items: &[usize]| {
            let items = items.iter().map(move |item| (what.to_owned(), *item));
            items.collect::<Vec<_>>()
        };
        [
            named("Private key", &group.private_keys),
            named("Certificate of the same key", &group.certificates),
            named("Request of the same key", &group.requests),
            named("Public key", &group.public_keys),
        ]
        .concat()
    })
}

fn missing(index: usize, relations: &Relations) -> impl Iterator<Item = Element> {
    let missing = relations.missing.iter();
    let missing = missing.filter(move |missing| missing.items.contains(&index));
    missing.map(|missing| {
        labelled(
            "Issuer, not given",
            Element::of(Tag::Span, "copy").text(&*missing.name),
        )
    })
}

fn row(seen: &Seen<'_>, what: &str, index: usize) -> Option<Element> {
    let item = seen.items.get(index)?;
    let kind = list_view::word(inspect::summary(item).kind);
    let title = format!("{kind} {}", seen.lines.name(seen.items, index));
    let value = Element::of(Tag::Button, "button button--text")
        .with(Attribute::Item, index.to_string())
        .text(title);
    let found = Element::of(Tag::Span, "row__note").text(seen.lines.place(seen.items, item));
    let mut row = labelled(what, value);
    if let Some(value) = row.children.last_mut() {
        value.children.push(found);
    }
    Some(row)
}

fn labelled(label: &str, value: Element) -> Element {
    Element::of(Tag::Div, "row")
        .child(Element::of(Tag::Dt, "row__label").text(label))
        .child(Element::of(Tag::Dd, "row__value").child(value))
}
