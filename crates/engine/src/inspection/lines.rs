use std::collections::BTreeSet;

use formats::{Container, Content, Item};

/// What an item is called that has no name: where it stands in its file.
const BARE: [&str; 7] = [
    "structure ",
    "block ",
    "content",
    "archive",
    "key store",
    "bag ",
    "container",
];

/// The lines of the list, in the order of what lies in what. A source that holds one item alone has no line of its own:
/// its name and its findings go to that item.
#[derive(Default)]
pub(super) struct Lines {
    /// Item and indentation.
    pub(super) shown: Vec<(usize, usize)>,
    /// The sources without a line.
    hidden: BTreeSet<usize>,
}

impl Lines {
    pub(super) fn of(items: &[Item]) -> Self {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
        let mut roots = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item.parent.and_then(|parent| children.get_mut(parent)) {
                Some(siblings) => siblings.push(index),
                None => roots.push(index),
            }
        }
        let mut lines = Self::default();
        let mut open: Vec<(usize, usize)> = roots.into_iter().rev().map(|root| (root, 0)).collect();
        while let Some((index, indent)) = open.pop() {
            let inner = children.get(index).map(Vec::as_slice).unwrap_or_default();
            let stands_alone = items.get(index).is_some_and(is_source) && inner.len() == 1;
            let indent = if stands_alone {
                lines.hidden.insert(index);
                indent
            } else {
                lines.shown.push((index, indent));
                indent + 1
            };
            open.extend(inner.iter().rev().map(|child| (*child, indent)));
        }
        lines
    }

    /// Where an item stands in the list.
    pub(super) fn position(&self, index: usize) -> Option<usize> {
        self.shown.iter().position(|(item, _)| *item == index)
    }

    /// The source that has no line because it holds this item alone.
    pub(super) fn hidden_source<'a>(&self, items: &'a [Item], item: &Item) -> Option<&'a Item> {
        let source = item.parent.filter(|parent| self.hidden.contains(parent))?;
        items.get(source)
    }

    /// What people call an item among others: its own name, else that of its file.
    pub(super) fn name(&self, items: &[Item], index: usize) -> String {
        let Some(item) = items.get(index) else {
            return String::new();
        };
        let title = inspect::summary(item).title;
        if !is_bare(&title) {
            return title;
        }
        if let Some(source) = self.hidden_source(items, item) {
            return source.label.clone();
        }
        match outwards(items, item).find(|outer| is_source(outer)) {
            Some(source) => format!("{}, {title}", source.label),
            None => title,
        }
    }

    /// Where an item was found, from the outside in.
    pub(super) fn place(&self, items: &[Item], item: &Item) -> String {
        let tells = |item: &&Item| {
            let is_alone = self.hidden_source(items, item).is_some();
            !(item.label.is_empty() || is_alone && is_bare(&item.label))
        };
        let from_inside = std::iter::once(item).chain(outwards(items, item));
        let from_inside = from_inside.filter(tells);
        let mut labels: Vec<&str> = from_inside.map(|item| item.label.as_str()).collect();
        labels.reverse();
        labels.join(" › ")
    }
}

/// What an item lies in, from the inside out.
fn outwards<'a>(items: &'a [Item], item: &Item) -> impl Iterator<Item = &'a Item> {
    let parent = |item: &Item| item.parent.and_then(|parent| items.get(parent));
    std::iter::successors(parent(item), move |outer| parent(outer))
}

/// Whether an item stands for a file, or for pasted text.
pub(super) fn is_source(item: &Item) -> bool {
    matches!(item.content, Content::Container(Container::Source { .. }))
}

/// Whether a title says no more than where in its file a thing stands.
pub(super) fn is_bare(title: &str) -> bool {
    title.is_empty() || BARE.iter().any(|bare| title.starts_with(bare))
}
